// The frame: opening, rail, search, history, language, theme, lock, windows of their own, keyboard reach.
#include "models/meter_suggestions.h"
#include "shell/detail_window.h"
#include "shell/search.h"
#include "shell/toast.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "ui/support/watchdog.h"
#include "widgets/data_table.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>

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
        auto* toast = desktop.find("toast");
        QTRY_VERIFY(toast->isVisible());
        auto* detail = toast->findChild<QLabel*>(QStringLiteral("bannerDetail"));
        QVERIFY2(detail->text().contains(QStringLiteral("block height")) &&
                     detail->text().contains(QStringLiteral("meter id")),
                 qPrintable(detail->text()));
        // The message took nothing from the person: the cursor is where it was.
        QVERIFY(desktop.find<QLineEdit>("searchBox")->hasFocus());
    }

    void meterIdsAreOfferedAndTheLatestTextWins()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.activateWindow();
        const QString mn = qs(m_world->builder().meter(0).mn);
        QTest::keyClick(&desktop.window, Qt::Key_K, Qt::ControlModifier);
        auto* box = desktop.find<QLineEdit>("searchBox");
        QTest::keyClicks(box, mn.chopped(1));
        auto* suggestions = box->findChild<MeterSuggestions*>();
        QTRY_COMPARE(suggestions->shown().size(), qsizetype(8));
        QVERIFY(box->hasFocus());
        // Typed on while the answer is under way: only the last text's answer shows.
        QTest::keyClick(box, Qt::Key_Backspace);
        QTest::keyClicks(box, mn.right(2));
        QTRY_VERIFY(!box->completer()->popup()->isVisible());  // that one id is already in the field
        box->clear();
        QTest::keyClicks(box, mn.chopped(1));
        QTRY_COMPARE(suggestions->shown().size(), qsizetype(8));
        QTest::keyClick(box->completer()->popup(), Qt::Key_Down);
        QTest::keyClick(box->completer()->popup(), Qt::Key_Down);
        QTest::keyClick(box->completer()->popup(), Qt::Key_Return);
        QTRY_COMPARE(desktop.window.place(), QStringLiteral("meters/") + qs(m_world->builder().meter(1).mn));
    }

    void aBeginningThatIsNotUniqueIsSaid()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        auto reader = std::move(LedgerReader::open(m_world->folder() / "ledger.db")).value();
        const QString mn = qs(m_world->builder().meter(0).mn);
        const auto several = search::find(reader, mn.chopped(1));
        MS_VERIFY_OK(several);
        QVERIFY(several->place.isEmpty() && several->matches.size() > 1);
        const auto none = search::find(reader, QStringLiteral("zz-top"));
        MS_VERIFY_OK(none);
        QVERIFY(none->place.isEmpty() && none->matches.empty());
        const auto organisation = search::find(reader, qs(reader.organisations()->front().id));
        MS_VERIFY_OK(organisation);
        QCOMPARE(organisation->place, QStringLiteral("network/") + qs(reader.organisations()->front().id));
    }

    void enterLeadsToAPartOrOpensTheListOfThem()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.activateWindow();
        auto* box = desktop.find<QLineEdit>("searchBox");
        const auto enter = [&](const QString& text) {
            box->setFocus();
            box->clear();
            QTest::keyClicks(box, text);
            QTest::keyClick(box, Qt::Key_Return);
        };
        auto reader = std::move(LedgerReader::open(m_world->folder() / "ledger.db")).value();
        const QString hash = qs(reader.transaction(3)->hash.hex());
        enter(hash);
        QTRY_COMPARE(desktop.window.place(), QStringLiteral("ledger/tx/") + hash);
        enter(hash.left(20));
        QTRY_VERIFY(desktop.find<Toast>("toast")->plainText().contains(
            QStringLiteral("found by all of its 64 digits; these are 20")));
        // A half-typed id: the list, walked with the keyboard.
        const QString mn = qs(m_world->builder().meter(0).mn);
        enter(mn.chopped(1));
        QMenu* list = nullptr;
        QTRY_VERIFY((list = test::visibleChild<QMenu>(box, "searchMatches")) != nullptr);
        QVERIFY(list->actions().size() > 2 && list->activeAction() == list->actions().front());
        const QString second = list->actions()[1]->text();
        QVERIFY2(second.startsWith(QStringLiteral("Meter ")), qPrintable(second));
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(desktop.window.place(), QStringLiteral("meters/") + second.section(u' ', 1, 1));
        // A location, and what is nothing at all.
        const QString location = qs(reader.meterByMn(m_world->builder().meter(0).mn)->entry.location);
        enter(location.left(4));
        QTRY_VERIFY(test::visibleChild<QMenu>(box, "searchMatches") != nullptr);
        QTest::keyClick(test::visibleChild<QMenu>(box, "searchMatches"), Qt::Key_Escape);
        QTRY_VERIFY(test::visibleChild<QMenu>(box, "searchMatches") == nullptr);
        QVERIFY(desktop.window.place().startsWith(QStringLiteral("meters/")));
    }

    void theMouseGoesBackAndForthToo()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.go(QStringLiteral("ledger"));
        auto* table = desktop.find<DataTable>("blocksTable");
        QTRY_VERIFY(table->model()->rowCount() > 1);
        QTest::mouseClick(table->view()->viewport(), Qt::BackButton);
        QCOMPARE(desktop.window.place(), QStringLiteral("overview"));
        QTest::mouseClick(desktop.find<QLineEdit>("searchBox"), Qt::ForwardButton);
        QCOMPARE(desktop.window.place(), QStringLiteral("ledger"));
    }

    void pagesByNumberAndTheListOfKeys()
    {
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.activateWindow();
        QTest::keyClick(&desktop.window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(desktop.window.place(), desktop.registry.pages()[1].id());
        QTest::keyClick(&desktop.window, Qt::Key_F1);
        auto* keys = desktop.find<QDialog>("shortcutsDialog");
        QVERIFY(keys != nullptr && keys->isVisible() && !keys->isModal());
        QTest::keyClick(&desktop.window, Qt::Key_F1);  // a second time: the same one
        QCOMPARE(desktop.window.findChildren<QDialog*>(QStringLiteral("shortcutsDialog")).size(), qsizetype(1));
        desktop.settings.setLanguage(Language::Chinese);
        QTRY_VERIFY(!keys->windowTitle().contains(QStringLiteral("Keyboard")));
        QVERIFY(test::click(keys, "closeShortcuts"));
        QTRY_VERIFY(desktop.find<QDialog>("shortcutsDialog") == nullptr);
        // In a field it is a letter.
        auto* box = desktop.find<QLineEdit>("searchBox");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Question, Qt::ShiftModifier);
        QCOMPARE(box->text(), QStringLiteral("?"));
        QVERIFY(desktop.find<QDialog>("shortcutsDialog") == nullptr);
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
            this, [](OpenKeys& unlocked) { return unlocked.chain.head(); },
            [&head](Result<ChainHead> answer) { head = std::move(answer); });
        QTRY_VERIFY(head.has_value());
        MS_VERIFY_OK(*head);
        QTest::mouseClick(desktop.find<QPushButton>("lockButton"), Qt::LeftButton);
        QTRY_VERIFY(!desktop.session.unlocked());
        head.reset();
        handle = desktop.session.change(
            this, [](OpenKeys& unlocked) { return unlocked.chain.head(); },
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

    // The same person opens an earlier copy of a ledger: from another folder, or as evidence.
    void aLedgerThatIsLessThanWhatWasSeenIsTold_data()
    {
        QTest::addColumn<bool>("readOnly");
        QTest::newRow("to write") << false;
        QTest::newRow("as evidence") << true;
    }
    void aLedgerThatIsLessThanWhatWasSeenIsTold()
    {
        QFETCH(bool, readOnly);
        test::SmallWorld world(test::SmallWorld::Size{.meters = 2, .keys = true});
        const test::TemporaryFolder earlier;
        std::filesystem::copy(world.folder(), earlier / "w", std::filesystem::copy_options::recursive);
        world.append();
        world.closeChain();
        test::Desktop desktop(settingsFile());
        QSignalSpy doubted(&desktop.session, &Session::historyDoubted);
        QVERIFY(desktop.open(earlier / "w", readOnly));  // who has seen nothing cannot know
        QVERIFY(desktop.open(world.folder(), readOnly));
        QCOMPARE(doubted.count(), 0);
        QVERIFY(desktop.open(earlier / "w", readOnly));
        QTRY_COMPARE(doubted.count(), 1);
        QCOMPARE(doubted[0][0].value<Error>().reason, std::string("ledger.shorter"));
        QTRY_VERIFY(test::visibleChild<QLabel>(&desktop.window, "bannerCode") != nullptr);
        QVERIFY(test::visibleChild<QLabel>(&desktop.window, "bannerCode")->text().contains("ledger.shorter"));
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

    void aDetailWindowWalksByItself()
    {
        const auto file = settingsFile();
        QSize size;
        {
            test::Desktop desktop(file);
            QVERIFY(desktop.open(m_world->folder()));
            desktop.window.go(QStringLiteral("ledger"));
            desktop.window.openWindow(QStringLiteral("ledger/block/2"));
            auto* window = desktop.find<DetailWindow>("detailWindow");
            QVERIFY(window != nullptr);
            QVERIFY(test::click(window, "nextBlock"));
            QCOMPARE(window->place(), QStringLiteral("ledger/block/3"));
            QCOMPARE(desktop.window.place(), QStringLiteral("ledger"));
            QTest::keyClick(window, Qt::Key_Left, Qt::AltModifier);
            QCOMPARE(window->place(), QStringLiteral("ledger/block/2"));
            QTest::mouseClick(window->findChild<QTableView*>()->viewport(), Qt::ForwardButton);
            QCOMPARE(window->place(), QStringLiteral("ledger/block/3"));
            // A second one beside the first, each at its own place.
            desktop.window.openWindow(QStringLiteral("ledger/block/1"));
            QCOMPARE(desktop.window.findChildren<DetailWindow*>().size(), qsizetype(2));
            QCOMPARE(window->place(), QStringLiteral("ledger/block/3"));
            window->resize(777, 555);
            size = window->size();
            window->close();
        }
        // The size is remembered across starts.
        test::Desktop desktop(file);
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.openWindow(QStringLiteral("ledger/block/2"));
        QCOMPARE(desktop.find<DetailWindow>("detailWindow")->size(), size);
    }

    void theWindowIsWhereItWas()
    {
        const auto file = settingsFile();
        {
            test::Desktop desktop(file);
            desktop.window.resize(790, 700);  // less than the offscreen screen
            desktop.window.show();
            desktop.window.close();
        }
        {
            test::Desktop desktop(file);
            QCOMPARE(desktop.window.size(), QSize(790, 700));
            // As if from a screen that is not there any more.
            desktop.window.move(90000, 90000);
            desktop.window.show();
            desktop.window.close();
        }
        test::Desktop desktop(file);
        desktop.window.show();
        QVERIFY(desktop.window.screen()->availableGeometry().intersects(desktop.window.geometry()));
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
