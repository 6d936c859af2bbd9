// The start page: three doors without a dead button, the sample with progress and stop, and the whole way of the first.
#include "meterseal/chain/block_file.h"
#include "meterseal/ledger/reader.h"
#include "meterseal/workspace/backup.h"
#include "shell/join_form.h"
#include "shell/start_page.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/files.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/banner.h"

#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QThread>
#include <QToolButton>

#include <atomic>
#include <fstream>

using namespace meterseal;
using namespace meterseal::ui;

class TestStartPage : public QObject {
    Q_OBJECT

    std::unique_ptr<test::SmallWorld> m_world;
    test::TemporaryFolder m_folder;
    int m_count = 0;

    std::filesystem::path settingsFile() { return m_folder / (std::to_string(++m_count) + ".ini"); }

    // The blocks of the world as another party would hand them over.
    std::filesystem::path blocksOfTheWorld(const char* name)
    {
        const auto folder = m_folder / name;
        std::filesystem::create_directories(folder);
        auto reader = LedgerReader::open(m_world->folder() / "ledger.db");
        std::ofstream out(folder / "blocks-1.mseal-blocks", std::ios::binary);
        if (!reader || !writeBlocks(*reader, 1, out).ok()) {
            qFatal("the blocks cannot be written");
        }
        return folder;
    }

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<test::SmallWorld>(test::SmallWorld::Size{.meters = 4, .keys = true});
        m_world->closeChain();
    }

    void firstStartShowsThreeDoors()
    {
        test::Desktop desktop(settingsFile());
        desktop.window.show();
        QVERIFY(desktop.find("startPage")->isVisible());
        QVERIFY(!desktop.find("rail")->isVisible());
        // No dead buttons: without what makes the sample the first door says so, the others open.
        QVERIFY(!desktop.find<QPushButton>("doorTry")->isEnabled());
        QVERIFY(desktop.find<QPushButton>("doorJoin")->isEnabled());
        QVERIFY(desktop.find<QPushButton>("doorInspect")->isEnabled());
    }

    void joinShowsAGenesisFilesFingerprint()
    {
        test::Desktop desktop(settingsFile());
        desktop.window.show();
        QVERIFY(test::click(&desktop.window, "doorJoin"));
        auto* form = desktop.find<JoinForm>("joinForm");
        QVERIFY(form->isVisible());
        QVERIFY(test::click(form, "chooseGenesis"));
        auto* dialog = qobject_cast<QFileDialog*>(test::dialog(form, "genesisDialog"));
        QVERIFY(dialog != nullptr);
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        name->setText(qs((m_world->folder() / "genesis.json").string()));
        QTest::keyClick(name, Qt::Key_Return);
        auto* facts = form->findChild<QWidget*>(QStringLiteral("joinFacts"));
        QTRY_VERIFY(facts->isVisible());
        const auto hashes = facts->findChildren<HashLabel*>();
        QCOMPARE(hashes.size(), qsizetype(1));
        QCOMPARE(hashes.front()->hash(), qs(fingerprintOf(m_world->builder().genesis()).hex()));
        // What is no genesis document says so, and the old facts do not stay beside it.
        form->read(qs((m_world->folder() / "settings.json").string()));
        QTRY_VERIFY(form->findChild<QWidget*>(QStringLiteral("joinBanner"))->isVisible());
        QVERIFY(!facts->isVisible());
    }

    void joinFetchesChecksAndOpensReadOnly()
    {
        const auto blocks = blocksOfTheWorld("stick");
        test::Desktop desktop(settingsFile());
        desktop.window.show();
        QVERIFY(test::click(&desktop.window, "doorJoin"));
        auto* form = desktop.find<JoinForm>("joinForm");
        form->read(qs((m_world->folder() / "genesis.json").string()));
        auto* compared = qobject_cast<QCheckBox*>(test::usable(form, "joinCompared"));
        QVERIFY(compared != nullptr);
        QVERIFY(test::type(form, "joinSource", qs(blocks.string())));
        QVERIFY(test::type(form, "joinFolder", qs((m_folder / "copy").string())));
        auto* begin = form->findChild<QPushButton*>(QStringLiteral("joinBegin"));
        // Nothing is made before somebody says that the fingerprint was compared.
        QVERIFY(!begin->isEnabled());
        compared->setChecked(true);
        QVERIFY(!std::filesystem::exists(m_folder / "copy"));
        QVERIFY(test::click(form, "joinBegin"));
        QTRY_COMPARE_WITH_TIMEOUT(desktop.session.state(), Session::State::Open, test::kPatienceMs);
        QVERIFY(desktop.session.readOnly());
        QCOMPARE(desktop.session.workspace()->fingerprint(), fingerprintOf(m_world->builder().genesis()));
        auto original = LedgerReader::open(m_world->folder() / "ledger.db");
        auto copy = LedgerReader::open(m_folder / "copy" / "ledger.db");
        QVERIFY(original.ok() && copy.ok());
        QCOMPARE(copy->totals()->height, original->totals()->height);
        QCOMPARE(copy->totals()->records, original->totals()->records);
        // Another document read afterwards has not been compared.
        form->read(qs((m_world->folder() / "genesis.json").string()));
        QTRY_VERIFY(!compared->isChecked());
    }

    void aLyingSourceIsToldAndAnotherGoesOn()
    {
        const auto good = blocksOfTheWorld("good");
        const auto bad = blocksOfTheWorld("bad");
        QFile file(qs((bad / "blocks-1.mseal-blocks").string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 at = file.size() - 40;  // within the last transaction
        QVERIFY(file.seek(at));
        const QByteArray was = file.read(1);
        QVERIFY(file.seek(at));
        QCOMPARE(file.write(QByteArray(1, static_cast<char>(was[0] ^ 1))), qint64(1));
        file.close();
        test::Desktop desktop(settingsFile());
        desktop.window.show();
        QVERIFY(test::click(&desktop.window, "doorJoin"));
        auto* form = desktop.find<JoinForm>("joinForm");
        form->read(qs((m_world->folder() / "genesis.json").string()));
        auto* compared = qobject_cast<QCheckBox*>(test::usable(form, "joinCompared"));
        QVERIFY(compared != nullptr);
        compared->setChecked(true);
        QVERIFY(test::type(form, "joinSource", qs(bad.string())));
        QVERIFY(test::type(form, "joinFolder", qs((m_folder / "lied-to").string())));
        QVERIFY(test::click(form, "joinBegin"));
        auto* banner = form->findChild<Banner*>(QStringLiteral("joinBanner"));
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), test::kPatienceMs);
        QCOMPARE(banner->tone(), Tone::Bad);
        QCOMPARE(desktop.session.state(), Session::State::Closed);
        // The good blocks are kept: the same folder goes on with an honest source.
        QVERIFY(test::type(form, "joinSource", qs(good.string())));
        QVERIFY(test::click(form, "joinBegin"));
        QTRY_COMPARE_WITH_TIMEOUT(desktop.session.state(), Session::State::Open, test::kPatienceMs);
        auto original = LedgerReader::open(m_world->folder() / "ledger.db");
        auto copy = LedgerReader::open(m_folder / "lied-to" / "ledger.db");
        QVERIFY(original.ok() && copy.ok());
        QCOMPARE(copy->totals()->height, original->totals()->height);
    }

    void inspectOpensReadOnly()
    {
        test::Desktop desktop(settingsFile());
        desktop.window.show();
        QVERIFY(test::click(&desktop.window, "lookAtFolder"));
        auto* dialog = qobject_cast<QFileDialog*>(test::dialog(&desktop.window, "inspectDialog"));
        QVERIFY(dialog != nullptr);
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        name->setText(qs(m_world->folder().string()));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(desktop.session.state(), Session::State::Open);
        QVERIFY(desktop.session.readOnly());
        QVERIFY(desktop.settings.lastWorkspace().isEmpty());
        QVERIFY(!desktop.find<QToolButton>("statusLock")->isVisible());
    }

    void tryItAsksForAPassphraseAndTellsProgress()
    {
        test::Desktop desktop(settingsFile());
        desktop.window.show();
        const auto folder = m_folder / "try";
        desktop.window.startPage()->setTryFolder(folder);
        std::atomic<bool> go{false};
        desktop.window.startPage()->setSampleMaker(
            [&](const SampleOptions& options) -> Result<SampleOutcome> {
                options.progress({SampleProgress::Step::Anchoring, 1, 2});
                std::filesystem::create_directories(options.folder);
                while (!go && !options.stop.stop_requested()) {
                    QThread::msleep(1);
                }
                if (options.stop.stop_requested()) {
                    return makeError(ErrorCode::Cancelled, "sample.stopped", "Stopped.");
                }
                std::filesystem::remove_all(options.folder);
                std::filesystem::copy(m_world->folder(), options.folder);
                return SampleOutcome{};
            },
            [] { return Result<std::filesystem::path>("readings.csv"); });
        QTest::mouseClick(desktop.find<QPushButton>("doorTry"), Qt::LeftButton);
        auto* begin = desktop.find<QPushButton>("tryBegin");
        QVERIFY(!begin->isEnabled());
        QTest::keyClicks(desktop.find<QLineEdit>("tryPassphrase"), "a long passphrase");
        QVERIFY(!begin->isEnabled());
        QTest::keyClicks(desktop.find<QLineEdit>("tryPassphraseAgain"), "a long passphrase");
        QVERIFY(begin->isEnabled());
        QTest::mouseClick(begin, Qt::LeftButton);
        auto* strip = desktop.window.startPage()->findChild<QWidget*>(QStringLiteral("progressStrip"));
        QVERIFY(strip != nullptr);
        auto* stop = strip->findChild<QPushButton*>(QStringLiteral("stopButton"));
        QTRY_VERIFY(stop->isVisible());
        // Stopped: what was begun is gone, and it can be begun again.
        QTest::mouseClick(stop, Qt::LeftButton);
        QTRY_VERIFY(!std::filesystem::exists(folder));
        QTRY_VERIFY(begin->isEnabled());
        go = true;
        QTest::mouseClick(begin, Qt::LeftButton);
        QTRY_COMPARE(desktop.session.state(), Session::State::Open);
        QCOMPARE(desktop.window.place(), QStringLiteral("overview"));
        // What anchored the sample goes on: four simulated nodes, for this workspace alone.
        QCOMPARE(desktop.settings.simulatedNodes(qs(folder.string())), std::size_t(4));
        QCOMPARE(desktop.settings.simulatedNodes(qs((m_folder / "another").string())), std::size_t(0));
    }

    // The whole way of the first door, with the real sample.
    void tryItForReal()
    {
        test::Desktop desktop(settingsFile());
        desktop.window.resize(1280, 800);
        desktop.window.show();
        const auto folder = m_folder / "real";
        desktop.window.startPage()->setTryFolder(folder);
        desktop.window.startPage()->setSampleMaker(makeSample, findSampleReadings);
        QVERIFY(test::click(&desktop.window, "doorTry"));
        QVERIFY(test::type(&desktop.window, "tryPassphrase", QStringLiteral("a long passphrase")));
        QVERIFY(test::type(&desktop.window, "tryPassphraseAgain", QStringLiteral("a long passphrase")));
        QTest::keyClick(desktop.find("tryPassphraseAgain"), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desktop.session.state(), Session::State::Open, 4 * test::kPatienceMs);
        QCOMPARE(desktop.window.place(), QStringLiteral("overview"));
        QTRY_VERIFY(desktop.session.ledger()->totals().has_value());
        QTRY_COMPARE(desktop.find<QLabel>("tileRecords")->text(),
                     desktop.format.number(desktop.session.ledger()->totals()->records));
        QVERIFY(desktop.session.ledger()->totals()->records > 2000);
        // The message says where the altered file lies, and it does.
        const QString file = desktop.settings.value(QStringLiteral("sample/tamperedFile")).toString();
        QVERIFY(QFile::exists(file) && file.startsWith(qs(folder.string())));
        QTRY_VERIFY(desktop.find("toast")->isVisible());
        QCOMPARE(desktop.settings.lastWorkspace(), qs(folder.string()));
    }

    // A ledger of one's own, from nothing to the overview; what is missing is said before anything is made.
    void aNewLedgerIsMade()
    {
        test::Desktop desktop(settingsFile());
        desktop.window.resize(1280, 800);
        desktop.window.show();
        QWidget* const root = &desktop.window;
        QVERIFY(test::click(root, "newLedger"));
        auto* const begin = desktop.find<QPushButton>("newBegin");
        QVERIFY(!begin->isEnabled());
        QVERIFY(test::type(root, "newChain", QStringLiteral("city-water")));
        const auto folder = m_folder / "own";
        QVERIFY(test::type(root, "newFolder", qs(folder.string())));
        QVERIFY(test::type(root, "newName0", QStringLiteral("城市水务")));
        QVERIFY(test::type(root, "newName1", QStringLiteral("Itron")));
        QVERIFY(!begin->isEnabled());  // the third has no name yet
        QVERIFY(test::click(root, "newRemove2"));
        QVERIFY(desktop.find("newId2") == nullptr || !desktop.find("newId2")->isVisible());
        QVERIFY(test::click(root, "newAdd"));
        QTRY_VERIFY(test::visibleChild(root, "newId2") != nullptr);
        QVERIFY(test::type(root, "newId2", QStringLiteral("manufacturer")));  // taken
        QVERIFY(test::type(root, "newName2", QStringLiteral("Ping An")));
        QVERIFY(test::type(root, "newPassphrase", QStringLiteral("a long passphrase")));
        QVERIFY(test::type(root, "newPassphraseAgain", QStringLiteral("a long passphrase")));
        QVERIFY(!begin->isEnabled());
        QVERIFY(test::type(root, "newId2", QStringLiteral("insurer-1")));
        QVERIFY(test::choose(root, "newRole2", 2));
        QVERIFY(begin->isEnabled());
        QVERIFY(!std::filesystem::exists(folder));
        QVERIFY(test::click(root, "newBegin"));
        QTRY_COMPARE_WITH_TIMEOUT(desktop.session.state(), Session::State::Open, test::kPatienceMs);
        QCOMPARE(desktop.settings.lastWorkspace(), qs(folder.string()));
        const Genesis& genesis = desktop.session.workspace()->genesis();
        QCOMPARE(genesis.chain, std::string("city-water"));
        QCOMPARE(genesis.organisations.size(), std::size_t(3));
        QCOMPARE(genesis.organisations[0].name, std::string("城市水务"));
        QVERIFY(genesis.organisations[0].role == Role::Utility);
        QCOMPARE(genesis.organisations[2].id, std::string("insurer-1"));
        QVERIFY(genesis.organisations[2].role == Role::Insurer);
        MS_VERIFY_OK(desktop.session.workspace()->openKeys(crypto::SecretBytes(std::string_view("a long passphrase"))));
    }

    void aFullFolderIsNoPlaceForANewLedger()
    {
        test::Desktop desktop(settingsFile());
        desktop.window.resize(1280, 800);
        desktop.window.show();
        QWidget* const root = &desktop.window;
        const auto folder = m_folder / "full";
        std::filesystem::create_directories(folder);
        test::writeFile(folder / "mine.txt", "keep me");
        // Were it the usual place, the first free name beside it would be offered.
        qputenv("METERSEAL_WORKSPACE", QByteArray::fromStdString(folder.string()));
        const auto forget = qScopeGuard([] { qunsetenv("METERSEAL_WORKSPACE"); });
        QVERIFY(test::click(root, "newLedger"));
        QCOMPARE(desktop.find<QLineEdit>("newFolder")->text(), qs(folder.string()) + QStringLiteral("-2"));
        QVERIFY(test::type(root, "newFolder", qs(folder.string())));
        for (const char* name : {"newName0", "newName1", "newName2"}) {
            QVERIFY(test::type(root, name, QString::fromLatin1(name)));
        }
        QVERIFY(test::type(root, "newPassphrase", QStringLiteral("a long passphrase")));
        QVERIFY(test::type(root, "newPassphraseAgain", QStringLiteral("a long passphrase")));
        QVERIFY(test::click(root, "newBegin"));
        auto* const form = desktop.find("newLedgerForm");
        QTRY_VERIFY(test::visibleChild<QLabel>(form, "bannerCode") != nullptr);
        QVERIFY(test::visibleChild<QLabel>(form, "bannerCode")->text().contains(QStringLiteral("workspace.exists")));
        QCOMPARE(test::readFile(folder / "mine.txt"), std::string("keep me"));
        QVERIFY(desktop.find<QPushButton>("newBegin")->isEnabled());
    }

    // With nothing open, as on a machine that takes the place of a broken one.
    void aBackupIsRestoredAtTheStart()
    {
        const auto file = m_folder / "backup.zip";
        const auto workspace = Workspace::open(m_world->folder());
        MS_VERIFY_OK(workspace);
        MS_VERIFY_OK(writeBackup(*workspace, file));
        test::Desktop desktop(settingsFile());
        desktop.window.resize(1280, 800);
        desktop.window.show();
        QWidget* const root = &desktop.window;
        QVERIFY(test::click(root, "restoreAtStart"));
        QVERIFY(test::click(root, "chooseBackup"));
        QVERIFY(test::typePath(root, "chooseBackupDialog", file));
        const auto folder = m_folder / "restored";
        QVERIFY(test::type(root, "restoreFolder", qs(folder.string())));
        QVERIFY(test::click(root, "restoreBackup"));
        QTRY_COMPARE_WITH_TIMEOUT(desktop.session.state(), Session::State::Open, test::kPatienceMs);
        QCOMPARE(desktop.session.workspace()->folder().string(), folder.string());
        QVERIFY(desktop.session.workspace()->fingerprint() == workspace->fingerprint());
        QCOMPARE(AuditLog(folder).page({"restore"}, {}, Direction::Older, 1)->rows.size(), std::size_t(1));
    }

    void aFolderThatIsNoWorkspaceIsExplained()
    {
        test::Desktop desktop(settingsFile());
        desktop.window.show();
        desktop.session.openWorkspace(m_folder / "nothing", false);
        auto* banner = desktop.window.startPage()->findChild<QWidget*>(QStringLiteral("banner"));
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->findChild<QLabel*>(QStringLiteral("bannerCode"))
                    ->text()
                    .contains(QStringLiteral("workspace.not-found")));
    }
};

MS_UI_TEST_MAIN(TestStartPage)
#include "tst_start_page.moc"
