// Writes every page in {light, dark} x {zh, en} x {empty, demo, error} at 1280x800 to PNG files.
//   screenshots FOLDER [page ...]
#include "pages/upload/import_view.h"
#include "pages/upload/upload_widget.h"
#include "shell/page.h"
#include "shell/start_page.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"

#include <QDir>
#include <QTabBar>
#include <QTabWidget>

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

// A day's readings as a utility might export them: local times, and some rows that are wrong.
std::string readings(test::SmallWorld& world, bool wrongOnes)
{
    std::string all = "水表编号;采集时间;累计流量;告警类型\n";
    for (int n = 0; n < 40; ++n) {
        for (const std::size_t m : {0u, 2u}) {
            const HealthRecord record = world.builder().records(m, 1).front();
            const std::string time = formatTimestamp(record.alarmTime);
            all += record.mn + ";" + time.substr(0, 10) + " " + time.substr(11, 8) + ";" + std::to_string(1200 + n) +
                   ",25;" + (wrongOnes && n % 9 == 4 ? "" : "READING") + "\n";
        }
        if (wrongOnes && n % 7 == 3) {
            all += "8000" + std::to_string(n) + ";2026-02-30 08:00:00;17,5;READING\n";
        }
    }
    if (wrongOnes) {
        all += "900000000001;2026-03-01 08:00:00;17,5;READING\n900000000002;2026-03-01 09:00:00;17,5;READING\n";
    }
    return all;
}

MappingProfile readingsProfile()
{
    MappingProfile profile;
    profile.name = "readings";
    profile.separator = ";";
    profile.mn.name = "水表编号";
    profile.alarmTime.name = "采集时间";
    profile.value.name = "累计流量";
    profile.alarmCode.name = "告警类型";
    profile.timeFormat = "%Y-%m-%d %H:%M:%S";
    profile.timeZone = "Asia/Shanghai";
    profile.decimalMark = ',';
    profile.unit = "m3";
    return profile;
}

bool unlock(test::Desktop& desktop)
{
    bool done = false;
    desktop.session.unlock(crypto::SecretBytes(std::string_view(test::SmallWorld::kPassphrase)), &desktop.window,
                           [&done](const Status& status) { done = status.ok(); });
    return QTest::qWaitFor([&done] { return done; }, test::kPatienceMs);
}

bool ended(test::Desktop& desktop, std::size_t jobs)
{
    return QTest::qWaitFor(
        [&] {
            const auto& all = desktop.session.upload()->jobs();
            return all.size() == jobs && std::none_of(all.begin(), all.end(), [](const JobProgress& job) {
                       return job.state == JobState::Running;
                   });
        },
        test::kPatienceMs);
}

// The upload page through its states: empty and locked, a file in order, one with errors, jobs done and under way, the
// question at closing, locked again.
void shootUpload(const Look& look, const QString& folder)
{
    test::SmallWorld world({.meters = 8, .batchesPerMeter = 1, .keys = true, .meterKeys = true});
    const std::string good = readings(world, false);
    const std::string faulty = readings(world, true);
    const std::string later = readings(world, false);
    world.closeChain();
    test::TemporaryFolder own;
    test::Desktop desktop(own / "settings.ini");
    desktop.settings.setTheme(look.theme);
    ui::theme::apply(*qApp, look.theme, 100);
    desktop.settings.setLanguage(look.language);
    if (!desktop.open(world.folder())) {
        qFatal("the ledger does not open");
    }
    desktop.window.go(QStringLiteral("upload"));
    const auto shot = [&](const char* name) {
        save(desktop, folder,
             QStringLiteral("upload-%1-%2").arg(QString::fromLatin1(look.name), QString::fromLatin1(name)));
    };
    shot("1-empty");
    auto* const page = static_cast<ui::UploadWidget*>(desktop.window.page(QStringLiteral("upload")));
    const auto write = [&own](const char* name, const std::string& content) {
        test::writeFile(own / name, content);
        return QString::fromStdString((own / name).string());
    };
    page->openFiles({write("readings-0301.csv", faulty)});
    shot("2-as-detected");
    test::writeFile(own / "readings.profile.json", profileToJson(readingsProfile()));
    const QString profile = QString::fromStdString((own / "readings.profile.json").string());
    auto* const import = desktop.find<ui::ImportView>("importView");
    import->loadProfile(profile);
    shot("3-with-errors");
    page->openFiles({write("readings-0302.csv", good)});
    settle();
    import->loadProfile(profile);
    shot("4-in-order");
    const bool first = unlock(desktop) && test::click(&desktop.window, "anchorButton") && ended(desktop, 1);
    page->openFiles({write("readings-0301.csv", faulty)});
    settle();
    if (!first || !test::click(&desktop.window, "anchorButton") || !ended(desktop, 2)) {
        qFatal("the upload does not end");
    }
    shot("5-finished");
    QTest::keyClick(desktop.find<QTabWidget>("jobTabs")->tabBar(), Qt::Key_Right);
    shot("6-rejects");
    test::click(&desktop.window, "pauseUpload");
    page->openFiles({write("readings-0303.csv", later)});
    settle();
    test::click(&desktop.window, "anchorButton");
    settle();
    QTest::keyClick(desktop.find<QTabWidget>("jobTabs")->tabBar(), Qt::Key_Left);
    test::click(&desktop.window, "cancelJob");
    shot("7-paused-cancel");
    desktop.window.close();
    shot("8-closing");
    test::click(&desktop.window, "closeStay");
    desktop.session.lock();
    shot("9-locked");
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
        if (arguments.isEmpty() || arguments.contains(QStringLiteral("upload"))) {
            shootUpload(look, folder);
        }
    }
    std::printf("%d pictures in %s\n", g_written, qPrintable(folder));
    return 0;
}
