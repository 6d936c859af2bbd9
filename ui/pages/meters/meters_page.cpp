#include "pages/meters/meters_page.h"

#include "pages/meters/meters_widget.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

class MetersPage : public IPage {
    Q_DECLARE_TR_FUNCTIONS(MetersPage)
public:
    QString id() const override { return QStringLiteral("meters"); }
    QString title() const override { return tr("Meters"); }
    QString iconName() const override { return QStringLiteral("meters"); }
    int order() const override { return kMeters; }
    PageWidget* createWidget(const PageContext& context, QWidget* parent) const override
    {
        return new MetersWidget(context, parent);
    }
};

}  // namespace

std::unique_ptr<IPage> makeMetersPage()
{
    return std::make_unique<MetersPage>();
}

}  // namespace meterseal::ui
