#include "pages/verify/verify_page.h"

#include "pages/verify/verify_widget.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

class VerifyPage : public IPage {
    Q_DECLARE_TR_FUNCTIONS(VerifyPage)
public:
    QString id() const override { return QStringLiteral("verify"); }
    QString title() const override { return tr("Verify"); }
    QString iconName() const override { return QStringLiteral("verify"); }
    int order() const override { return kVerify; }
    PageWidget* createWidget(const PageContext& context, QWidget* parent) const override
    {
        return new VerifyWidget(context, parent);
    }
};

}  // namespace

std::unique_ptr<IPage> makeVerifyPage()
{
    return std::make_unique<VerifyPage>();
}

}  // namespace meterseal::ui
