#include "ui/monitor_pictures.h"

#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "ui/support/upload_load.h"

namespace meterseal::test {

void shootMonitor(const Look& look, const SavePicture& save)
{
    constexpr std::size_t kBusyMeters = 40;
    SmallWorld world({.meters = kBusyMeters + 4, .batchesPerMeter = 1, .keys = true, .meterKeys = true});
    world.closeChain();
    TemporaryFolder own;
    Desktop desktop(own / "settings.ini");
    ui::theme::apply(*qApp, look.theme, 100);
    desktop.settings.setLanguage(look.language);
    desktop.settings.setSimulatedNodes(QString::fromStdString(world.folder().string()), 4);
    if (!desktop.open(world.folder())) {
        qFatal("the ledger does not open");
    }
    const auto shot = [&](const char* state, int wait) {
        QTest::qWait(wait);
        save(desktop, QStringLiteral("%1-%2-monitor").arg(QLatin1String(state), look.name));
    };
    desktop.window.go(QStringLiteral("monitor"));
    shot("locked", 500);
    if (!unlock(desktop.session)) {
        qFatal("the key store does not open");
    }
    shot("idle", 3000);
    const auto file = writeReadings(world.builder(), own / "readings.jsonl", kBusyMeters, 500);
    if (!upload(desktop.session, file, std::chrono::milliseconds(300))) {
        qFatal("the file is refused");
    }
    shot("running", 9000);
    click(&desktop.window, "nodeToggle");
    shot("node-down", 11000);
    click(desktop.find("chartTransactions"), "chartTable");
    desktop.session.lock();
    shot("locked-again", 1500);
}

}  // namespace meterseal::test
