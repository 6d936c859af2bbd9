#include "pages/all_pages.h"

#include "pages/audit/audit_page.h"
#include "pages/ledger/ledger_page.h"
#include "pages/meters/meters_page.h"
#include "pages/monitor/monitor_page.h"
#include "pages/overview/overview_page.h"
#include "pages/reviews/reviews_page.h"
#include "pages/settings/settings_page.h"
#include "pages/upload/upload_page.h"
#include "pages/verify/verify_page.h"
#include "shell/page.h"

namespace meterseal::ui {

void addAllPages(PageRegistry& registry)
{
    registry.add(makeOverviewPage());
    registry.add(makeMetersPage());
    registry.add(makeReviewsPage());
    registry.add(makeUploadPage());
    registry.add(makeLedgerPage());
    registry.add(makeVerifyPage());
    registry.add(makeMonitorPage());
    registry.add(makeAuditPage());
    registry.add(makeSettingsPage());
}

}  // namespace meterseal::ui
