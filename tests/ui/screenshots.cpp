// Writes every page in {light, dark} x {zh, en} x {empty, demo, error} at 1280x800 to PNG files.
//   screenshots FOLDER [page ...]
//   screenshots FOLDER --workspace DIR    the pages of a workspace that is there, opened so that nothing in it changes
//   screenshots FOLDER --readme           those that the README shows, of the sample
#include "meterseal/workspace/profile_store.h"
#include "pages/evidence/evidence_widget.h"
#include "shell/join_form.h"
#include "shell/page.h"
#include "shell/start_page.h"
#include "source_dir.h"
#include "ui/monitor_pictures.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "ui/upload_pictures.h"
#include "ui/verify_pictures.h"
#include "ui/workspace_pictures.h"
#include "widgets/data_table.h"

#include <QCommandLineParser>
#include <QDir>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>

#include <cstdio>

using namespace meterseal;

namespace {

const test::Look kLooks[] = {
    {QStringLiteral("light-en"), ui::ThemeChoice::Light, ui::Language::English},
    {QStringLiteral("dark-en"), ui::ThemeChoice::Dark, ui::Language::English},
    {QStringLiteral("light-zh"), ui::ThemeChoice::Light, ui::Language::Chinese},
    {QStringLiteral("dark-zh"), ui::ThemeChoice::Dark, ui::Language::Chinese},
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
        all << page.id();
    }
    for (const char* section : {"keys", "ledgers", "nodes", "profiles", "backup"}) {
        all << QStringLiteral("settings/") + QString::fromLatin1(section);
    }
    all << QStringLiteral("ledger/transactions") << QStringLiteral("ledger/records") << QStringLiteral("ledger/check")
        << QStringLiteral("network/changes") << QStringLiteral("network/book");
    if (filled) {
        all << QStringLiteral("ledger/transactions/") + ui::text(world.builder().meter(0).mn)
            << QStringLiteral("ledger/block/3")
            << QStringLiteral("ledger/tx/") + ui::text(world.builder().meter(0).lastConvert.hex())
            << QStringLiteral("ledger/tx/") + ui::text(world.builder().meter(0).registerTx.hex())
            << QStringLiteral("meters/") + ui::text(world.builder().meter(0).mn);
    }
    return all;
}

// The parts of a transaction's page below the first screen, what its proof says, and the list of keys.
void shootParts(test::Desktop& desktop, test::SmallWorld& world, const QString& folder, const QString& prefix)
{
    desktop.window.go(QStringLiteral("ledger/tx/") + ui::text(world.builder().meter(1).lastConvert.hex()));
    test::click(&desktop.window, "makeProof");
    static_cast<void>(test::usable(&desktop.window, "copyProof"));
    settle();
    auto* bar = desktop.find<QScrollArea>("transactionScroll")->verticalScrollBar();
    bar->setValue(bar->maximum());
    save(desktop, folder, prefix + QStringLiteral("ledger-tx-parts"));
    desktop.window.go(QStringLiteral("ledger/block/3"));
    settle();
    desktop.find<QTabWidget>("blockTabs")->setCurrentIndex(1);
    desktop.find<QTabWidget>("blockTabs")->findChild<QTabWidget*>(QStringLiteral("rawTabs"))->setCurrentIndex(2);
    save(desktop, folder, prefix + QStringLiteral("ledger-block-raw"));
    QTest::keyClick(&desktop.window, Qt::Key_F1);
    settle();
    auto* keys = desktop.find<QDialog>("shortcutsDialog");
    if (!keys->grab().save(folder + u'/' + prefix + QStringLiteral("shortcuts.png"))) {
        qFatal("the picture of the keys cannot be written");
    }
    keys->close();
    ++g_written;
}

// Bundles of the frozen corpus, each part of them.
void shootEvidence(test::Desktop& desktop, const QString& folder, const QString& prefix)
{
    const QString corpus = QStringLiteral(METERSEAL_SOURCE_DIR "/tests/vectors/evidence/v1/");
    auto* const page = desktop.window.findChild<ui::EvidenceWidget*>();
    for (const char* name : {"genuine-altered-and-extra", "genuine-day-cosigned-signed", "sums-value-changed"}) {
        QSignalSpy ended(page, &ui::EvidenceWidget::ended);
        page->openFile(corpus + QString::fromLatin1(name) + QStringLiteral(".mseal.zip"));
        if (ended.count() == 0 && !ended.wait(test::kPatienceMs)) {
            qFatal("the bundle is not verified");
        }
        QSignalSpy reported(page, &ui::EvidenceWidget::reported);
        page->writeReport(QStringLiteral("%1/%2evidence-%3.pdf").arg(folder, prefix, QString::fromLatin1(name)));
        if (reported.count() == 0 && !reported.wait(test::kPatienceMs)) {
            qFatal("the report is not written");
        }
        auto* const tabs = page->findChild<QTabWidget*>(QStringLiteral("evidenceTabs"));
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            save(desktop, folder, QStringLiteral("%1evidence-%2-%3").arg(prefix, QString::fromLatin1(name)).arg(tab));
        }
    }
}

// What people did in it, so that the audit log and the profiles have something to show.
void addHistory(const std::filesystem::path& folder)
{
    const AuditLog log(folder);
    const Error wrong = makeError(ErrorCode::Forbidden, "keystore.wrong-passphrase", "The passphrase is wrong.");
    const AuditNote notes[] = {
        {"ledger.init", {}, {{"chain", "city-water"}}, {}, {}},
        {"key-store.unlock-failed", {}, {}, {}, wrong},
        {"key-store.unlock"},
        {"meter.register", "utility", {{"mn", "401461713227"}}, {{"txHash", std::string(64, 'a')}}, {}},
        {"meter.approve", "utility", {{"mn", "401461713227"}}, {{"txHash", std::string(64, 'b')}}, {}},
        {"meter.approve", "maker", {{"mn", "401461713227"}}, {{"txHash", std::string(64, 'c')}}, {}},
        {"meter.activate", {}, {{"mn", "401461713227"}}, {{"txHash", std::string(64, 'd')}}, {}},
        {"upload.start", {}, {{"file", "/data/readings-2026-11.csv"}, {"sha256", std::string(64, 'e')}}, {}, {}},
        {"verify.file", {}, {{"file", "/data/claim.csv"}}, {{"verdict", "not-intact"}}, {}},
        {"export", {}, {{"list", "blocksTable"}, {"file", "/data/blocks.csv"}}, {{"rows", "120"}}, {}},
        {"settings.change", {}, {{"setting", "idleLockMinutes"}}, {{"value", "5"}}, {}},
        {"backup", {}, {{"file", "/media/usb/city-water-20261125.zip"}}, {}, {}},
        {"key-store.lock", {}, {}, {{"why", "idle"}}, {}},
    };
    for (const AuditNote& note : notes) {
        if (!log.append(note)) {
            qFatal("the history cannot be written");
        }
    }
    MappingProfile profile;
    profile.mn.name = profile.alarmCode.name = profile.alarmTime.name = profile.value.name = "x";
    profile.unit = "L";
    for (const char* name : {"Itron daily export", "青岛水务 日报"}) {
        profile.name = name;
        if (!ProfileStore(folder / "profiles").save(profile)) {
            qFatal("the profile cannot be written");
        }
    }
}

// A log that somebody changed by hand.
void shootBrokenLog(test::Desktop& desktop, test::SmallWorld& world, const QString& folder, const QString& name)
{
    const auto file = world.folder() / "audit.jsonl";
    const std::string whole = test::readFile(file);
    std::string changed = whole;
    changed.replace(changed.find("claim.csv"), 9, "other.csv");
    test::writeFile(file, changed);
    desktop.window.go(QStringLiteral("audit"));
    save(desktop, folder, name);
    test::writeFile(file, whole);
}

void shoot(const test::Look& look, const char* state, test::SmallWorld& world, const QString& folder,
           const QStringList& only)
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
    const QString prefix = QStringLiteral("%1-%2-").arg(QString::fromLatin1(state), look.name);
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
        if (wanted(QStringLiteral("audit"))) {
            shootBrokenLog(desktop, world, folder, prefix + QStringLiteral("audit"));
        }
        return;
    }
    const bool filled = std::string_view(state) == "demo";
    if (!filled && wanted(QStringLiteral("start"))) {
        desktop.window.resize(1280, 800);
        desktop.window.show();
        save(desktop, folder, prefix + QStringLiteral("start"));
        test::click(&desktop.window, "doorTry");
        save(desktop, folder, prefix + QStringLiteral("start-try"));
        test::click(&desktop.window, "doorJoin");
        desktop.find<ui::JoinForm>("joinForm")->read(ui::text((world.folder() / "genesis.json").string()));
        save(desktop, folder, prefix + QStringLiteral("start-join"));
        test::click(&desktop.window, "newLedger");
        save(desktop, folder, prefix + QStringLiteral("start-new"));
        test::click(&desktop.window, "restoreAtStart");
        save(desktop, folder, prefix + QStringLiteral("start-restore"));
    }
    if (!desktop.open(world.folder())) {
        qFatal("the ledger does not open");
    }
    for (const QString& place : places(desktop, world, filled)) {
        if (wanted(place)) {
            desktop.window.go(place);
            if (place == QLatin1String("audit") && filled) {
                settle();
                auto* table = desktop.find<ui::DataTable>("auditTable");
                table->view()->selectRow(4);
            }
            QString name = place;
            save(desktop, folder, prefix + name.left(24).replace(u'/', u'-'));
        }
    }
    if (filled && wanted(QStringLiteral("evidence"))) {
        shootEvidence(desktop, folder, prefix);
    }
    if (filled && wanted(QStringLiteral("ledger"))) {
        shootParts(desktop, world, folder, prefix);
    }
    if (filled && wanted(QStringLiteral("verify"))) {
        test::shootVerify(desktop, world, [&](const QString& name) { save(desktop, folder, prefix + name); });
    }
}

void shootAll(const QString& folder, const QStringList& only)
{
    test::SmallWorld empty({.meters = 0});
    test::SmallWorld filled({.meters = 40});
    constexpr std::int64_t kDayMs = 86'400'000;
    for (int day = 0; day < 9; ++day) {
        const Timestamp at{test::LedgerBuilder::kStart.ms / kDayMs * kDayMs - day * kDayMs};
        filled.noteAlarms(at, "READING", 240);
        filled.noteAlarms(at, "highFlowAlarm", 17);
        filled.noteAlarms(at, "lowBattery", day % 3 == 0 ? 2 : 1);
        filled.noteAlarms(at, "backFlowAlarm", 5);
    }
    filled.append();
    addHistory(filled.folder());
    for (const test::Look& look : kLooks) {
        shoot(look, "empty", empty, folder, only);
        shoot(look, "demo", filled, folder, only);
        shoot(look, "error", filled, folder, only);
        const auto keep = [&folder](test::Desktop& desktop, const QString& name) { save(desktop, folder, name); };
        if (only.isEmpty() || only.contains(QStringLiteral("monitor"))) {
            test::shootMonitor(look, keep);
        }
        if (only.isEmpty() || only.contains(QStringLiteral("upload"))) {
            test::shootUpload(look, keep);
        }
    }
}

}  // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "Asia/Shanghai");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption workspace(QStringLiteral("workspace"), {}, QStringLiteral("folder"));
    const QCommandLineOption readme(QStringLiteral("readme"));
    parser.addOptions({workspace, readme});
    parser.process(application);
    QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty()) {
        std::fputs("usage: screenshots FOLDER [page ... | --workspace DIR | --readme]\n", stderr);
        return 2;
    }
    const QString folder = arguments.takeFirst();
    if (!QDir().mkpath(folder)) {
        qFatal("cannot make %s", qPrintable(folder));
    }
    const auto keep = [&folder](test::Desktop& desktop, const QString& name) { save(desktop, folder, name); };
    if (parser.isSet(readme)) {
        test::shootReadme({std::begin(kLooks), std::end(kLooks)}, keep);
    } else if (parser.isSet(workspace)) {
        for (const test::Look& look : kLooks) {
            test::shootWorkspace(parser.value(workspace).toStdString(), look, keep);
        }
    } else {
        shootAll(folder, arguments);
    }
    std::printf("%d pictures in %s\n", g_written, qPrintable(folder));
    return 0;
}
