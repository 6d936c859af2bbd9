#include "pages/audit/audit_page.h"

#include "pages/audit/audit_widget.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

class AuditPage : public IPage {
    Q_DECLARE_TR_FUNCTIONS(AuditPage)
public:
    QString id() const override { return QStringLiteral("audit"); }
    QString title() const override { return tr("Audit log"); }
    QString iconName() const override { return QStringLiteral("audit"); }
    int order() const override { return kAudit; }
    PageWidget* createWidget(const PageContext& context, QWidget* parent) const override
    {
        return new AuditWidget(context, parent);
    }
};

}  // namespace

std::unique_ptr<IPage> makeAuditPage()
{
    return std::make_unique<AuditPage>();
}

}  // namespace meterseal::ui
