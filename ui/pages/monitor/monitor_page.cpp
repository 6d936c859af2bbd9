#include "pages/monitor/monitor_page.h"

#include "pages/monitor/monitor_widget.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

class MonitorPage : public IPage {
    Q_DECLARE_TR_FUNCTIONS(MonitorPage)
public:
    QString id() const override { return QStringLiteral("monitor"); }
    QString title() const override { return tr("Monitor"); }
    QString iconName() const override { return QStringLiteral("monitor"); }
    int order() const override { return kMonitor; }
    PageWidget* createWidget(const PageContext& context, QWidget* parent) const override
    {
        return new MonitorWidget(context, parent);
    }
};

}  // namespace

std::unique_ptr<IPage> makeMonitorPage()
{
    return std::make_unique<MonitorPage>();
}

}  // namespace meterseal::ui
