#include "ui/upload_pictures.h"

#include "pages/upload/import_view.h"
#include "pages/upload/upload_widget.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "ui/support/upload_load.h"

#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

namespace meterseal::test {

namespace {

// A day's readings as a utility might export them: local times, and some rows that are wrong.
std::string readings(SmallWorld& world, bool wrongOnes)
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

bool ended(Desktop& desktop, std::size_t jobs)
{
    return QTest::qWaitFor(
        [&] {
            const auto& all = desktop.session.upload()->jobs();
            return all.size() == jobs && std::none_of(all.begin(), all.end(), [](const JobProgress& job) {
                       return job.state == JobState::Running;
                   });
        },
        kPatienceMs);
}

}  // namespace

void shootUpload(const Look& look, const SavePicture& save)
{
    SmallWorld world({.meters = 8, .batchesPerMeter = 1, .keys = true, .meterKeys = true});
    const std::string good = readings(world, false);
    const std::string faulty = readings(world, true);
    const std::string later = readings(world, false);
    world.closeChain();
    TemporaryFolder own;
    Desktop desktop(own / "settings.ini");
    desktop.settings.setTheme(look.theme);
    ui::theme::apply(*qApp, look.theme, 100);
    desktop.settings.setLanguage(look.language);
    if (!desktop.open(world.folder())) {
        qFatal("the ledger does not open");
    }
    desktop.window.go(QStringLiteral("upload"));
    const auto shot = [&](const char* name) {
        save(desktop, QStringLiteral("upload-%1-%2").arg(look.name, QString::fromLatin1(name)));
    };
    shot("1-empty");
    auto* const page = static_cast<ui::UploadWidget*>(desktop.window.page(QStringLiteral("upload")));
    const auto write = [&own](const char* name, const std::string& content) {
        writeFile(own / name, content);
        return QString::fromStdString((own / name).string());
    };
    page->openFiles({write("readings-0301.csv", faulty)});
    shot("2-as-detected");
    writeFile(own / "readings.profile.json", profileToJson(readingsProfile()));
    const QString profile = QString::fromStdString((own / "readings.profile.json").string());
    auto* const import = desktop.find<ui::ImportView>("importView");
    import->loadProfile(profile);
    shot("3-with-errors");
    page->openFiles({write("readings-0302.csv", good)});
    QTest::qWait(350);
    import->loadProfile(profile);
    shot("4-in-order");
    const bool first = unlock(desktop.session) && click(&desktop.window, "anchorButton") && ended(desktop, 1);
    page->openFiles({write("readings-0301.csv", faulty)});
    QTest::qWait(350);
    if (!first || !click(&desktop.window, "anchorButton") || !ended(desktop, 2)) {
        qFatal("the upload does not end");
    }
    shot("5-finished");
    QTest::keyClick(desktop.find<QTabWidget>("jobTabs")->tabBar(), Qt::Key_Right);
    shot("6-rejects");
    click(&desktop.window, "pauseUpload");
    page->openFiles({write("readings-0303.csv", later)});
    QTest::qWait(350);
    click(&desktop.window, "anchorButton");
    QTest::qWait(350);
    QTest::keyClick(desktop.find<QTabWidget>("jobTabs")->tabBar(), Qt::Key_Left);
    click(&desktop.window, "cancelJob");
    shot("7-paused-cancel");
    desktop.window.close();
    shot("8-closing");
    click(&desktop.window, "closeStay");
    desktop.session.lock();
    shot("9-locked");
}

}  // namespace meterseal::test
