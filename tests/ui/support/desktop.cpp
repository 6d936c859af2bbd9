#include "ui/support/desktop.h"

namespace meterseal::test {

Desktop::Desktop(const std::filesystem::path& settingsFile)
    : settings(QString::fromStdString(settingsFile.string())),
      format(settings),
      registry(allPages()),
      window(registry, session, format, settings)
{
    // An own choice, so that the machine's language decides nothing.
    settings.setLanguage(ui::Language::English);
}

ui::PageRegistry Desktop::allPages()
{
    ui::PageRegistry registry;
    ui::addAllPages(registry);
    return registry;
}

bool Desktop::open(const std::filesystem::path& folder, bool readOnly)
{
    window.resize(1280, 800);
    window.show();
    session.openWorkspace(folder, readOnly);
    return QTest::qWaitFor([this] {
        return session.state() == ui::Session::State::Open && session.ledger()->totals().has_value() &&
               !window.place().isEmpty();
    });
}

}  // namespace meterseal::test
