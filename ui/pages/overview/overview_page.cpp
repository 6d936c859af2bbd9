#include "pages/overview/overview_page.h"

#include "pages/overview/overview_widget.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

class OverviewPage : public IPage {
    Q_DECLARE_TR_FUNCTIONS(OverviewPage)
public:
    QString id() const override { return QStringLiteral("overview"); }
    QString title() const override { return tr("Overview"); }
    QString iconName() const override { return QStringLiteral("overview"); }
    int order() const override { return kOverview; }
    PageWidget* createWidget(const PageContext& context, QWidget* parent) const override
    {
        return new OverviewWidget(context, parent);
    }
};

}  // namespace

std::unique_ptr<IPage> makeOverviewPage()
{
    return std::make_unique<OverviewPage>();
}

}  // namespace meterseal::ui
