// The frame: start page, opening, rail, search, history, language, theme, lock, windows of their own, keyboard reach.
#include "shell/start_page.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/small_world.h"
#include "ui/support/watchdog.h"
#include "widgets/data_table.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QThread>
#include <QToolButton>

#include <atomic>

using namespace meterseal;
using namespace meterseal::ui;

class TestShell : public QObject {
    Q_OBJECT

    std::unique_ptr<test::SmallWorld> m_world;
    test::TemporaryFolder m_folder;
    int m_count = 0;

    std::filesystem::path settingsFile() { return m_folder / (std::to_string(++m_count) + ".ini"); }

    void searchFor(test::Desktop& desktop, const QString& what)
    {
        QTest::keyClick(&desktop.window, Qt::Key_K, Qt::ControlModifier);
        auto* box = desktop.find<QLineEdit>("searchBox");
        QVERIFY(box->hasFocus());
        QTest::keyClicks(box, what);
        QTest::keyClick(box, Qt::Key_Return);
    }

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<test::SmallWorld>(test::SmallWorld::Size{.meters = 8, .keys = true});
        m_world->closeChain();
    }

    void firstStartShowsThreeDoors()
    {
        test::Desktop desktop(settingsFile());
        desktop.window.show();
        QVERIFY(desktop.find("startPage")->isVisible());
        QVERIFY(!desktop.find("rail")->isVisible());
        QVERIFY(!desktop.find<QPushButton>("doorJoin")->isEnabled());
        QVERIFY(!desktop.find<QPushButton>("doorInspect")->isEnabled());
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
        auto* stop = desktop.window.startPage()->findChild<QPushButton*>(QStringLiteral("stopButton"));
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

    void overviewShowsTheLedgersNumbers()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        QTRY_COMPARE(desktop.find<QLabel>("tileMeters")->text(), QStringLiteral("8"));
        QCOMPARE(desktop.find<QLabel>("tileHeight")->text(),
                 desktop.format.number(desktop.session.ledger()->totals()->height));
        auto* table = desktop.find<DataTable>("overviewBlocks");
        QTRY_COMPARE(quint64(table->model()->rowCount()), desktop.session.ledger()->totals()->height);
        QTRY_COMPARE(table->currentKey().has_value(), false);
        table->view()->selectRow(0);
        QTRY_COMPARE(table->currentKey(), std::optional<quint64>(desktop.session.ledger()->totals()->height));
        table->view()->setFocus();
        QTest::keyClick(table->view(), Qt::Key_Return);
        QCOMPARE(desktop.window.place(),
                 QStringLiteral("ledger/block/%1").arg(desktop.session.ledger()->totals()->height));
    }

    void searchFindsEveryKind_data()
    {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("place");
        auto& meter = m_world->builder().meter(0);
        const QString tx = QStringLiteral("ledger/tx/") + qs(meter.lastConvert.hex());
        auto reader = LedgerReader::open(m_world->folder() / "ledger.db");
        QVERIFY(reader.ok());
        const auto block = reader->block(2);
        QVERIFY(block.ok());
        QTest::newRow("height") << "2"
                                << "ledger/block/2";
        QTest::newRow("block hash") << qs(block->hash.hex()) << "ledger/block/2";
        QTest::newRow("transaction hash") << qs(meter.lastConvert.hex()) << tx;
        QTest::newRow("in capitals, with 0x and spaces")
            << QStringLiteral(" 0x%1 ").arg(qs(meter.lastConvert.hex()).toUpper()) << tx;
    }
    void searchFindsEveryKind()
    {
        QFETCH(QString, input);
        QFETCH(QString, place);
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        searchFor(desktop, input);
        QTRY_COMPARE(desktop.window.place(), place);
    }

    void searchSaysWhatItLookedFor()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        searchFor(desktop, QStringLiteral("99999999"));
        auto* title = desktop.find<QLabel>("bannerTitle");
        QTRY_VERIFY(title->isVisible());
        auto* detail = title->parentWidget()->findChild<QLabel*>(QStringLiteral("bannerDetail"));
        QVERIFY2(detail->text().contains(QStringLiteral("block height")) &&
                     detail->text().contains(QStringLiteral("meter id")),
                 qPrintable(detail->text()));
        // The message took nothing from the person: the cursor is where it was.
        QVERIFY(desktop.find<QLineEdit>("searchBox")->hasFocus());
    }

    void backAndForwardWalkThePlaces()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.go(QStringLiteral("ledger/block/1"));
        desktop.window.go(QStringLiteral("ledger/block/2"));
        desktop.window.go(QStringLiteral("settings"));
        QTest::mouseClick(desktop.find<QToolButton>("backButton"), Qt::LeftButton);
        QCOMPARE(desktop.window.place(), QStringLiteral("ledger/block/2"));
        QTest::keyClick(&desktop.window, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(desktop.window.place(), QStringLiteral("ledger/block/1"));
        QTest::keyClick(&desktop.window, Qt::Key_Right, Qt::AltModifier);
        QTest::keyClick(&desktop.window, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(desktop.window.place(), QStringLiteral("settings"));
        QVERIFY(!desktop.find<QToolButton>("forwardButton")->isEnabled());
    }

    void languageSwitchesWhileRunning()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        auto* rail = desktop.find<QListWidget>("rail");
        QCOMPARE(rail->item(0)->text(), QStringLiteral("Overview"));
        desktop.window.go(QStringLiteral("settings"));
        auto* choice = desktop.find<QComboBox>("languageChoice");
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Up);  // from English to Chinese
        QTRY_COMPARE(rail->item(0)->text(), QStringLiteral("总览"));
        desktop.window.go(QStringLiteral("ledger"));
        QCOMPARE(desktop.find<QTabBar>("ledgerTabs")->tabText(0), QStringLiteral("区块"));
        auto* table = desktop.find<DataTable>("blocksTable");
        QCOMPARE(table->model()->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("高度"));
        desktop.settings.setLanguage(Language::English);
        QTRY_COMPARE(table->model()->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(),
                     QStringLiteral("Height"));
    }

    void unlockAndLock()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        QTest::mouseClick(desktop.find<QToolButton>("statusLock"), Qt::LeftButton);
        QCOMPARE(desktop.window.place(), QStringLiteral("settings/unlock"));
        auto* pass = desktop.find<QLineEdit>("unlockPassphrase");
        QTest::keyClicks(pass, "wrong");
        QTest::keyClick(pass, Qt::Key_Return);
        auto* page = desktop.window.page(QStringLiteral("settings"));
        auto* code = page->findChild<QLabel*>(QStringLiteral("bannerCode"));
        QTRY_VERIFY(code->isVisible());
        QVERIFY(code->text().contains(QStringLiteral("keystore.wrong-passphrase")));
        QVERIFY(!desktop.session.unlocked());
        pass->clear();
        QTest::keyClicks(pass, test::SmallWorld::kPassphrase);
        QTest::keyClick(pass, Qt::Key_Return);
        QTRY_VERIFY(desktop.session.unlocked());
        QCOMPARE(desktop.session.ownOrganisations(), (QStringList{QStringLiteral("maker"), QStringLiteral("utility")}));
        std::optional<Result<ChainHead>> head;
        auto handle = desktop.session.change(
            this, [](Session::Unlocked& unlocked) { return unlocked.chain->head(); },
            [&head](Result<ChainHead> answer) { head = std::move(answer); });
        QTRY_VERIFY(head.has_value());
        MS_VERIFY_OK(*head);
        QTest::mouseClick(desktop.find<QPushButton>("lockButton"), Qt::LeftButton);
        QTRY_VERIFY(!desktop.session.unlocked());
        head.reset();
        handle = desktop.session.change(
            this, [](Session::Unlocked& unlocked) { return unlocked.chain->head(); },
            [&head](Result<ChainHead> answer) { head = std::move(answer); });
        QTRY_VERIFY(head.has_value());
        MS_VERIFY_REASON(*head, "session.locked");
    }

    void readOnlyCannotBeUnlocked()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder(), true));
        QVERIFY(!desktop.find<QToolButton>("statusLock")->isVisible());
        std::optional<Status> status;
        desktop.session.unlock(crypto::SecretBytes(std::string_view("x")), this,
                               [&status](Status s) { status = std::move(s); });
        QTRY_VERIFY(status.has_value());
        MS_VERIFY_REASON(*status, "session.read-only");
    }

    void detailsOpenInWindowsOfTheirOwn()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.go(QStringLiteral("ledger"));
        auto* table = desktop.find<DataTable>("blocksTable");
        QTRY_VERIFY(table->model()->rowCount() > 1);
        table->view()->selectRow(0);
        QTRY_VERIFY(table->currentKey().has_value());
        table->view()->setFocus();
        QTest::keyClick(table->view(), Qt::Key_Return, Qt::ControlModifier);
        auto* window = desktop.find<QWidget>("detailWindow");
        QVERIFY(window != nullptr && window->isVisible());
        QCOMPARE(desktop.window.place(), QStringLiteral("ledger"));
        QTRY_VERIFY(window->windowTitle().startsWith(QStringLiteral("Block")));
        desktop.session.close();
        QVERIFY(desktop.find<QWidget>("detailWindow") == nullptr);
    }

    void columnsAreRemembered()
    {
        const auto file = settingsFile();
        {
            test::Desktop desktop(file);
            QVERIFY(desktop.open(m_world->folder()));
            desktop.window.go(QStringLiteral("ledger"));
            auto* table = desktop.find<DataTable>("blocksTable");
            table->view()->horizontalHeader()->resizeSection(1, 333);
        }
        test::Desktop desktop(file);
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.go(QStringLiteral("ledger"));
        QCOMPARE(desktop.find<DataTable>("blocksTable")->view()->horizontalHeader()->sectionSize(1), 333);
    }

    void openedAndClosedManyTimesUnderLoad()
    {
        test::Desktop desktop(settingsFile());
        for (int i = 0; i < 30; ++i) {
            QVERIFY(desktop.open(m_world->folder()));
            desktop.window.go(QStringLiteral("ledger/block/2"));
            desktop.window.go(QStringLiteral("ledger/transactions"));
            desktop.session.close();  // with questions under way
        }
        QVERIFY(desktop.find("startPage")->isVisible());
    }
};

MS_UI_TEST_MAIN(TestShell)
#include "tst_shell.moc"
