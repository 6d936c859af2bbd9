#include "pages/ledger/ledger_page.h"

#include "pages/ledger/ledger_widget.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

class LedgerPage : public IPage {
    Q_DECLARE_TR_FUNCTIONS(LedgerPage)
public:
    QString id() const override { return QStringLiteral("ledger"); }
    QString title() const override { return tr("Ledger"); }
    QString iconName() const override { return QStringLiteral("ledger"); }
    int order() const override { return kLedger; }
    PageWidget* createWidget(const PageContext& context, QWidget* parent) const override
    {
        return new LedgerWidget(context, parent);
    }
};

}  // namespace

std::unique_ptr<IPage> makeLedgerPage()
{
    return std::make_unique<LedgerPage>();
}

}  // namespace meterseal::ui
