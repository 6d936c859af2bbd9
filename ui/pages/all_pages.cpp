#include "pages/all_pages.h"

#include "pages/audit/audit_widget.h"
#include "pages/evidence/evidence_widget.h"
#include "pages/ledger/ledger_widget.h"
#include "pages/meters/meters_widget.h"
#include "pages/monitor/monitor_widget.h"
#include "pages/network/network_widget.h"
#include "pages/overview/overview_widget.h"
#include "pages/reviews/reviews_widget.h"
#include "pages/settings/settings_widget.h"
#include "pages/upload/upload_widget.h"
#include "pages/verify/verify_widget.h"
#include "shell/page.h"

namespace meterseal::ui {

namespace {

template <typename Widget>
PageWidget* make(const PageContext& context, QWidget* parent)
{
    return new Widget(context, parent);
}

// From top to bottom of the rail.
constexpr PageEntry kPages[] = {
    {"overview", QT_TRANSLATE_NOOP("Pages", "Overview"), "overview", make<OverviewWidget>},
    {"meters", QT_TRANSLATE_NOOP("Pages", "Meters"), "meters", make<MetersWidget>},
    {"reviews", QT_TRANSLATE_NOOP("Pages", "Reviews"), "reviews", make<ReviewsWidget>},
    {"upload", QT_TRANSLATE_NOOP("Pages", "Upload"), "upload", make<UploadWidget>},
    {"ledger", QT_TRANSLATE_NOOP("Pages", "Ledger"), "ledger", make<LedgerWidget>},
    {"verify", QT_TRANSLATE_NOOP("Pages", "Verify"), "verify", make<VerifyWidget>},
    {"evidence", QT_TRANSLATE_NOOP("Pages", "Evidence"), "evidence", make<EvidenceWidget>, true},
    {"network", QT_TRANSLATE_NOOP("Pages", "Network"), "join", make<NetworkWidget>},
    {"monitor", QT_TRANSLATE_NOOP("Pages", "Monitor"), "monitor", make<MonitorWidget>},
    {"audit", QT_TRANSLATE_NOOP("Pages", "Audit log"), "audit", make<AuditWidget>},
    {"settings", QT_TRANSLATE_NOOP("Pages", "Settings"), "settings", make<SettingsWidget>},
};

}  // namespace

void addAllPages(PageRegistry& registry)
{
    for (const PageEntry& page : kPages) {
        registry.add(page);
    }
}

}  // namespace meterseal::ui
