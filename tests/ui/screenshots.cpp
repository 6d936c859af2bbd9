// Writes every page in {light, dark} x {zh, en} x {empty, demo, error} at 1280x800 to PNG files.
//   screenshots FOLDER [page ...]
#include "shell/page.h"
#include "shell/start_page.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "ui/support/upload_load.h"

#include <QDir>

#include <cstdio>

using namespace meterseal;

namespace {

struct Look {
    const char* name;
    ui::ThemeChoice theme;
    ui::Language language;
};
constexpr Look kLooks[] = {
    {"light-en", ui::ThemeChoice::Light, ui::Language::English},
    {"dark-en", ui::ThemeChoice::Dark, ui::Language::English},
    {"light-zh", ui::ThemeChoice::Light, ui::Language::Chinese},
    {"dark-zh", ui::ThemeChoice::Dark, ui::Language::Chinese},
};

int g_written = 0;

void settle()
{
    QTest::qWait(350);
}

void save(test::Desktop& desktop, const QString& folder, const QString& name)
{
    settle();
    const QString file = folder + u'/' + name + QStringLiteral(".png");
    if (!desktop.window.grab().save(file)) {
        qFatal("cannot write %s", qPrintable(file));
    }
    ++g_written;
}

// Every place worth a picture: each page as it opens, and details.
QStringList places(const test::Desktop& desktop, test::SmallWorld& world, bool filled)
{
    QStringList all;
    for (const auto& page : desktop.registry.pages()) {
        all << page->id();
    }
    all << QStringLiteral("ledger/transactions");
    if (filled) {
        all << QStringLiteral("ledger/block/3")
            << QStringLiteral("ledger/tx/") + ui::text(world.builder().meter(0).lastConvert.hex())
            << QStringLiteral("ledger/tx/") + ui::text(world.builder().meter(0).registerTx.hex())
            << QStringLiteral("meters/") + ui::text(world.builder().meter(0).mn);
    }
    return all;
}

void shoot(const Look& look, const char* state, test::SmallWorld& world, const QString& folder, const QStringList& only)
{
    test::TemporaryFolder own;
    test::Desktop desktop(own / "settings.ini");
    QObject::connect(&desktop.settings, &ui::AppSettings::themeChanged, qApp,
                     [&] { ui::theme::apply(*qApp, desktop.settings.theme(), desktop.settings.textPercent()); });
    desktop.window.startPage()->setSampleMaker(makeSample, findSampleReadings);
    desktop.settings.setTheme(look.theme);
    ui::theme::apply(*qApp, look.theme, 100);
    desktop.settings.setLanguage(look.language);
    const auto wanted = [&only](const QString& place) {
        return only.isEmpty() || only.contains(place.section(u'/', 0, 0));
    };
    const QString prefix = QStringLiteral("%1-%2-").arg(QString::fromLatin1(state), QString::fromLatin1(look.name));
    if (std::string_view(state) == "error") {
        // A folder without a workspace, and then a search that finds nothing on a page that cannot have it.
        desktop.window.resize(1280, 800);
        desktop.window.show();
        desktop.session.openWorkspace(own / "nothing-here", false);
        if (wanted(QStringLiteral("start"))) {
            save(desktop, folder, prefix + QStringLiteral("start"));
        }
        if (!desktop.open(world.folder())) {
            qFatal("the ledger does not open");
        }
        for (const QString& place :
             {QStringLiteral("ledger/block/999999"), QStringLiteral("ledger/tx/") + QString(64, u'a')}) {
            if (wanted(place)) {
                desktop.window.go(place);
                save(desktop, folder, prefix + place.section(u'/', 0, 1).replace(u'/', u'-'));
            }
        }
        return;
    }
    const bool filled = std::string_view(state) == "demo";
    if (!filled && wanted(QStringLiteral("start"))) {
        desktop.window.resize(1280, 800);
        desktop.window.show();
        save(desktop, folder, prefix + QStringLiteral("start"));
    }
    if (!desktop.open(world.folder())) {
        qFatal("the ledger does not open");
    }
    for (const QString& place : places(desktop, world, filled)) {
        if (wanted(place)) {
            desktop.window.go(place);
            QString name = place;
            save(desktop, folder, prefix + name.left(24).replace(u'/', u'-'));
        }
    }
}

// The monitor as it is locked, idle, at work, and with a node taken down.
void shootMonitor(const Look& look, const QString& folder)
{
    constexpr std::size_t kBusyMeters = 40;
    test::SmallWorld world({.meters = kBusyMeters + 4, .batchesPerMeter = 1, .keys = true, .meterKeys = true});
    world.closeChain();
    test::TemporaryFolder own;
    test::Desktop desktop(own / "settings.ini");
    ui::theme::apply(*qApp, look.theme, 100);
    desktop.settings.setLanguage(look.language);
    desktop.settings.setSimulatedNodes(QString::fromStdString(world.folder().string()), 4);
    if (!desktop.open(world.folder())) {
        qFatal("the ledger does not open");
    }
    const auto shot = [&](const char* state, int wait) {
        QTest::qWait(wait);
        save(desktop, folder, QStringLiteral("%1-%2-monitor").arg(QLatin1String(state), QLatin1String(look.name)));
    };
    desktop.window.go(QStringLiteral("monitor"));
    shot("locked", 500);
    if (!test::unlock(desktop.session)) {
        qFatal("the key store does not open");
    }
    shot("idle", 3000);
    const auto file = test::writeReadings(world.builder(), own / "readings.jsonl", kBusyMeters, 500);
    if (!test::upload(desktop.session, file, std::chrono::milliseconds(300))) {
        qFatal("the file is refused");
    }
    shot("running", 9000);
    test::click(&desktop.window, "nodeToggle");
    shot("node-down", 11000);
    test::click(desktop.find("chartTransactions"), "chartTable");
    desktop.session.lock();
    shot("locked-again", 1500);
}

}  // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "Asia/Shanghai");
    QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments().mid(1);
    if (arguments.isEmpty()) {
        std::fputs("usage: screenshots FOLDER [page ...]\n", stderr);
        return 2;
    }
    const QString folder = arguments.takeFirst();
    if (!QDir().mkpath(folder)) {
        qFatal("cannot make %s", qPrintable(folder));
    }
    test::SmallWorld empty({.meters = 0});
    test::SmallWorld filled({.meters = 40});
    for (const Look& look : kLooks) {
        shoot(look, "empty", empty, folder, arguments);
        shoot(look, "demo", filled, folder, arguments);
        shoot(look, "error", filled, folder, arguments);
        if (arguments.isEmpty() || arguments.contains(QStringLiteral("monitor"))) {
            shootMonitor(look, folder);
        }
    }
    std::printf("%d pictures in %s\n", g_written, qPrintable(folder));
    return 0;
}
