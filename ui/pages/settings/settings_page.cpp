#include "pages/settings/settings_page.h"

#include "pages/settings/settings_widget.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

class SettingsPage : public IPage {
    Q_DECLARE_TR_FUNCTIONS(SettingsPage)
public:
    QString id() const override { return QStringLiteral("settings"); }
    QString title() const override { return tr("Settings"); }
    QString iconName() const override { return QStringLiteral("settings"); }
    int order() const override { return kSettings; }
    PageWidget* createWidget(const PageContext& context, QWidget* parent) const override
    {
        return new SettingsWidget(context, parent);
    }
};

}  // namespace

std::unique_ptr<IPage> makeSettingsPage()
{
    return std::make_unique<SettingsPage>();
}

}  // namespace meterseal::ui
