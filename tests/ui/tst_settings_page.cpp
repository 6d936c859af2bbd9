// The settings by real events: sections, key store, idle lock, ledgers, simulated nodes, profiles, backup and restore.
#include "format/known_workspaces.h"
#include "meterseal/workspace/backup.h"
#include "meterseal/workspace/profile_store.h"
#include "shell/idle_lock.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/files.h"
#include "ui/support/small_world.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTimer>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::type;

namespace {

constexpr int kCoarseMs = 2100;  // a long timer goes by whole seconds

struct Open {
    explicit Open(bool readOnly = false) : world({.meters = 6, .keys = true}), desktop(own / "settings.ini")
    {
        world.closeChain();
        good = desktop.open(world.folder(), readOnly);
    }
    QWidget* root() { return &desktop.window; }
    void go(const char* section) { desktop.window.go(QStringLiteral("settings/") + QString::fromLatin1(section)); }
    bool unlock(const QString& passphrase = QString::fromLatin1(test::SmallWorld::kPassphrase))
    {
        go("unlock");
        return type(root(), "unlockPassphrase", passphrase) && click(root(), "unlockButton") &&
               QTest::qWaitFor([this] { return desktop.session.unlocked(); }, test::kPatienceMs);
    }
    QString banner(const char* part = "bannerTitle")
    {
        auto* label = test::visibleChild<QLabel>(root(), part);
        return label == nullptr ? QString() : label->text();
    }
    std::size_t noted(const std::string& action)
    {
        return AuditLog(world.folder()).page({action}, {}, Direction::Older, 100)->rows.size();
    }
    QString folder() { return qs(world.folder().string()); }

    test::SmallWorld world;
    test::TemporaryFolder own;
    test::Desktop desktop;
    bool good = false;
};

MappingProfile named(const std::string& name)
{
    MappingProfile profile;
    profile.name = name;
    profile.mn.name = "meter";
    profile.alarmCode.name = "alarm";
    profile.alarmTime.name = "time";
    profile.value.name = "value";
    profile.unit = "L";
    return profile;
}

}  // namespace

class TstSettingsPage : public QObject {
    Q_OBJECT
private slots:
    void sectionsAreReachedByTheKeyboard()
    {
        Open open;
        QVERIFY(open.good);
        open.desktop.window.go(QStringLiteral("settings"));
        QVERIFY(open.desktop.find("looksSection")->isVisible());
        auto* list = open.desktop.find<QListWidget>("settingsSections");
        list->setFocus();
        for (const char* section : {"keys", "ledgers", "nodes", "profiles", "backup"}) {
            QTest::keyClick(list, Qt::Key_Down);
            QVERIFY(open.desktop.find((std::string(section) + "Section").c_str())->isVisible());
            QCOMPARE(open.desktop.window.place(), QStringLiteral("settings/") + QString::fromLatin1(section));
        }
        QTest::keyClick(root(open), Qt::Key_Left, Qt::AltModifier);
        QVERIFY(open.desktop.find("profilesSection")->isVisible());
    }

    void looksTakeEffectAndAreNoted()
    {
        Open open;
        QVERIFY(open.good);
        open.go("looks");
        QVERIFY(test::choose(open.root(), "zoneChoice", 1));
        QCOMPARE(open.desktop.settings.zone(), ZoneShown::Utc);
        QVERIFY(test::choose(open.root(), "textSizeChoice", 1));
        QCOMPARE(open.desktop.settings.textPercent(), 125);
        QTRY_COMPARE(open.noted("settings.change"), std::size_t(2));
    }

    void thePassphraseIsChanged()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.unlock());
        const QString wanted = QStringLiteral("another long one");
        QVERIFY(type(open.root(), "oldPassphrase", QStringLiteral("not the one")));
        QVERIFY(type(open.root(), "newPassphrase", wanted));
        QVERIFY(!open.desktop.find<QPushButton>("changePassphrase")->isEnabled());
        QVERIFY(type(open.root(), "newPassphraseAgain", wanted));
        QVERIFY(click(open.root(), "changePassphrase"));
        QTRY_VERIFY(open.banner("bannerCode").contains(QStringLiteral("keystore.wrong-passphrase")));
        QVERIFY(type(open.root(), "oldPassphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(type(open.root(), "newPassphrase", wanted));
        QVERIFY(type(open.root(), "newPassphraseAgain", wanted));
        QVERIFY(click(open.root(), "changePassphrase"));
        QTRY_COMPARE(open.banner(), QStringLiteral("The passphrase was changed"));
        QCOMPARE(open.noted("key-store.passphrase"), std::size_t(2));
        QVERIFY(click(open.root(), "lockButton"));
        QTRY_VERIFY(!open.desktop.session.unlocked());
        QVERIFY(open.unlock(wanted));
    }

    void idlenessLocksAndUseDoesNot()
    {
        Open open;
        QVERIFY(open.good);
        IdleLock::setMinutes(open.desktop.settings, 5);
        IdleLock idle(open.desktop.session, open.desktop.settings, std::chrono::minutes(1));
        auto* timer = idle.findChild<QTimer*>();
        QVERIFY(!timer->isActive());  // locked: nothing to count
        QVERIFY(open.unlock());
        QVERIFY(timer->isActive());
        QCOMPARE(timer->intervalAsDuration(), std::chrono::milliseconds(std::chrono::minutes(5)));
        QTRY_VERIFY(timer->remainingTime() < timer->interval() - kCoarseMs);
        const int before = timer->remainingTime();
        QTest::keyClick(open.root(), Qt::Key_Shift);
        QVERIFY(timer->remainingTime() > before);
        QTRY_VERIFY(timer->remainingTime() < timer->interval() - kCoarseMs);
        const int later = timer->remainingTime();
        QTest::mouseMove(open.desktop.find("rail"), QPoint(5, 5));
        QTRY_VERIFY(timer->remainingTime() > later);
        // Chosen in the settings, at once.
        QVERIFY(test::choose(open.root(), "idleChoice", 0));
        QCOMPARE(timer->intervalAsDuration(), std::chrono::milliseconds(std::chrono::minutes(1)));
        QVERIFY(test::choose(open.root(), "idleChoice", 5));
        QVERIFY(!timer->isActive());
    }

    void anIdleKeyStoreIsLockedInFact()
    {
        Open open;
        QVERIFY(open.good);
        IdleLock::setMinutes(open.desktop.settings, 1);
        QVERIFY(open.unlock());
        IdleLock idle(open.desktop.session, open.desktop.settings, std::chrono::milliseconds(60));
        QSignalSpy locked(&idle, &IdleLock::locked);
        QTest::keyClick(open.root(), Qt::Key_Shift);  // the last sign of life
        QTRY_COMPARE(locked.count(), 1);
        QVERIFY(!open.desktop.session.unlocked());
        QTRY_COMPARE(open.noted("key-store.lock"), std::size_t(1));
        const auto entry = AuditLog(open.world.folder()).page({"key-store.lock"}, {}, Direction::Older, 1);
        QCOMPARE(entry->rows[0].details.at("why"), std::string("idle"));
    }

    void simulatedNodesAreKeptForThisWorkspace()
    {
        Open open;
        QVERIFY(open.good);
        open.go("nodes");
        QVERIFY(!open.desktop.find<QPushButton>("applyNodes")->isEnabled());
        auto* nodes = open.desktop.find<QSpinBox>("simulatedNodes");
        nodes->setFocus();
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(nodes, Qt::Key_Up);
        }
        QVERIFY(click(open.root(), "applyNodes"));
        QCOMPARE(open.desktop.settings.simulatedNodes(open.folder()), std::size_t(3));
        QVERIFY(open.desktop.find<QLabel>("nodesNow")->text().contains(QStringLiteral("simulated")));
        QVERIFY(open.unlock());
        QVERIFY(open.desktop.session.upload()->simulated());
        QTRY_COMPARE(open.noted("settings.change"), std::size_t(1));
    }

    void ledgersAreKnownOpenedAndForgotten()
    {
        Open open;
        QVERIFY(open.good);
        test::SmallWorld other({.meters = 2});
        other.closeChain();
        open.go("ledgers");
        auto* list = open.desktop.find<QListWidget>("knownLedgers");
        QCOMPARE(list->count(), 1);
        QVERIFY(!open.desktop.find<QPushButton>("forgetLedger")->isEnabled());
        KnownWorkspaces(open.desktop.settings).remember({QStringLiteral("/gone"), {}, {}});
        QVERIFY(click(open.root(), "addLedger"));
        QVERIFY(test::typePath(open.root(), "addLedgerDialog", other.folder()));
        QTRY_COMPARE(list->count(), 3);
        QVERIFY(list->currentItem()->text().contains(qs(other.folder().string())));
        QVERIFY(click(open.root(), "openKnownReadOnly"));
        QTRY_COMPARE(open.desktop.session.workspace() == nullptr ? std::string()
                                                                 : open.desktop.session.workspace()->folder().string(),
                     other.folder().string());
        QVERIFY(open.desktop.session.readOnly());
        open.go("ledgers");
        list = open.desktop.find<QListWidget>("knownLedgers");
        const auto gone = list->findItems(QStringLiteral("/gone"), Qt::MatchContains);
        QCOMPARE(gone.size(), 1);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier, list->visualItemRect(gone[0]).center());
        QVERIFY(click(open.root(), "forgetLedger"));
        QCOMPARE(list->count(), 2);
    }

    // A file of the workspace is of an hour ahead: the clock was set back since, or was wrong then.
    void aClockThatCannotBeRightIsAsked()
    {
        Open open;
        QVERIFY(open.good);
        const auto keys = open.world.folder() / "keys.meterseal";
        std::filesystem::last_write_time(keys, std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
        const auto ledger = [&open] { return test::readFile(open.world.folder() / "ledger.db"); };
        const std::string before = ledger();
        const auto shown = [](QWidget* dialog, const char* name) {
            return test::visibleChild(dialog, name) != nullptr;
        };

        open.go("unlock");
        QVERIFY(type(open.root(), "unlockPassphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(click(open.root(), "unlockButton"));
        QDialog* asking = test::dialog(&open.desktop.window, "unlockDialog");
        QVERIFY(asking != nullptr);
        QVERIFY(shown(asking, "clockIsRight"));
        QVERIFY(test::visibleChild<QLabel>(asking, "bannerCode")->text().contains("clock.behind-files"));
        QVERIFY(click(asking, "dialogCancel"));  // no
        QVERIFY(test::gone(&open.desktop.window, "unlockDialog"));
        QVERIFY(!open.desktop.session.unlocked());

        QVERIFY(type(open.root(), "unlockPassphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(click(open.root(), "unlockButton"));
        asking = test::dialog(&open.desktop.window, "unlockDialog");
        QVERIFY(asking != nullptr);
        auto* right = test::visibleChild<QCheckBox>(asking, "clockIsRight");
        QVERIFY(right != nullptr && !right->isChecked());
        // Not answered is no answer.
        QVERIFY(type(asking, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(click(asking, "dialogPrimary"));
        QTRY_VERIFY_WITH_TIMEOUT(test::visibleChild(asking, "passphrase")->isEnabled(), test::kPatienceMs);
        QVERIFY(!open.desktop.session.unlocked());
        QVERIFY(ledger() == before);

        QVERIFY(type(asking, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        right->setFocus();
        QTest::keyClick(right, Qt::Key_Space);
        QVERIFY(right->isChecked());
        QVERIFY(click(asking, "dialogPrimary"));  // yes
        QTRY_VERIFY_WITH_TIMEOUT(open.desktop.session.unlocked(), test::kPatienceMs);
    }

    void anExchangedLedgerIsTold()
    {
        Open open;
        QVERIFY(open.good);
        KnownWorkspaces(open.desktop.settings).remember({open.folder(), QStringLiteral("chain"), QString(64, u'a')});
        open.desktop.session.close();
        QVERIFY(open.desktop.open(open.world.folder()));
        QCOMPARE(open.banner(), QStringLiteral("This folder now holds a different ledger"));
    }

    void profilesAreRenamedDeletedImportedAndExported()
    {
        Open open;
        QVERIFY(open.good);
        const ProfileStore store(open.world.folder() / "profiles");
        MS_VERIFY_OK(store.save(named("daily")));
        MS_VERIFY_OK(store.save(named("monthly")));
        test::writeFile(open.own / "imported.json", profileToJson(named("imported")));
        open.go("profiles");
        auto* list = open.desktop.find<QListWidget>("profilesList");
        QTRY_COMPARE(list->count(), 2);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier,
                          list->visualItemRect(list->item(0)).center());
        QVERIFY(click(open.root(), "renameProfile"));
        auto* editor = list->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("weekly"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(store.load("weekly").ok());
        QTRY_VERIFY(!store.load("daily").ok());

        QVERIFY(click(open.root(), "importProfile"));
        QVERIFY(test::typePath(open.root(), "importProfileDialog", open.own / "imported.json"));
        QTRY_COMPARE(list->count(), 3);
        const auto imported = list->findItems(QStringLiteral("imported"), Qt::MatchExactly);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier,
                          list->visualItemRect(imported.value(0)).center());
        QVERIFY(click(open.root(), "exportProfile"));
        QVERIFY(test::typePath(open.root(), "exportProfileDialog", open.own / "exported.json"));
        QTRY_VERIFY(std::filesystem::exists(open.own / "exported.json"));
        QVERIFY(click(open.root(), "deleteProfile"));
        QVERIFY(store.load("imported").ok());  // asked first
        QVERIFY(click(open.desktop.find("profilesSection"), "bannerAction"));
        QTRY_COMPARE(list->count(), 2);
        QCOMPARE(open.noted("profile."), std::size_t(3));
    }

    void aBackupIsMadeRestoredAndOpened()
    {
        Open open;
        QVERIFY(open.good);
        QVERIFY(open.unlock());  // the uploader runs meanwhile
        open.go("backup");
        QVERIFY(click(open.root(), "makeBackup"));
        const auto file = open.own / "backup.zip";
        QVERIFY(test::typePath(open.root(), "backupDialog", file));
        QTRY_COMPARE_WITH_TIMEOUT(open.banner(), QStringLiteral("The backup was made and read back"), 30000);
        MS_VERIFY_OK(readBackup(file));
        QCOMPARE(open.noted("backup"), std::size_t(1));

        QVERIFY(click(open.root(), "makeBackup"));
        QVERIFY(test::typePath(open.root(), "backupDialog", file));
        QTRY_VERIFY(open.banner("bannerCode").contains(QStringLiteral("backup.exists")));

        QVERIFY(click(open.root(), "chooseBackup"));
        QVERIFY(test::typePath(open.root(), "chooseBackupDialog", file));
        QTRY_VERIFY(test::visibleChild(open.root(), "backupFacts") != nullptr);
        const auto folder = open.own / "restored";
        QVERIFY(type(open.root(), "restoreFolder", qs(folder.string())));
        QVERIFY(click(open.root(), "restoreBackup"));
        QTRY_COMPARE_WITH_TIMEOUT(open.desktop.session.workspace() == nullptr
                                      ? std::string()
                                      : open.desktop.session.workspace()->folder().string(),
                                  folder.string(), 30000);
        QCOMPARE(AuditLog(folder).page({"restore"}, {}, Direction::Older, 1)->rows.size(), std::size_t(1));
    }

    // A restored copy has the keys of its original: the first writing asks, and the answer is kept and noted.
    void aRestoredCopyAsksBeforeItWrites()
    {
        Open open;
        QVERIFY(open.good);
        const auto backup = open.own / "copy.zip", folder = open.own / "again";
        MS_VERIFY_OK(writeBackup(*Workspace::open(open.world.folder()), backup));
        MS_VERIFY_OK(restoreBackup(backup, folder));
        open.desktop.session.close();
        QVERIFY(open.desktop.open(folder));
        const QString passphrase = QString::fromLatin1(test::SmallWorld::kPassphrase);
        open.desktop.window.activateWindow();
        QTest::keyClick(&open.desktop.window, Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(open.desktop.window.place(), QStringLiteral("settings/unlock"));
        QVERIFY(type(open.root(), "unlockPassphrase", passphrase));
        QVERIFY(click(open.root(), "unlockButton"));
        QDialog* const asks = test::dialog(open.root(), "unlockDialog");
        QVERIFY(asks != nullptr && !open.desktop.session.unlocked());
        QVERIFY(test::usable(asks, "onlyCopy") != nullptr);
        // Without the answer it stays shut.
        QVERIFY(type(asks, "passphrase", passphrase));
        QVERIFY(click(asks, "dialogPrimary"));
        auto* const code = asks->findChild<QLabel*>(QStringLiteral("bannerCode"));
        QTRY_VERIFY_WITH_TIMEOUT(asks->findChild<QWidget*>(QStringLiteral("dialogPrimary"))->isVisible() &&
                                     code->text().contains(QStringLiteral("workspace.restored")),
                                 test::kPatienceMs);
        QVERIFY(!open.desktop.session.unlocked());
        QVERIFY(click(asks, "onlyCopy"));
        QVERIFY(type(asks, "passphrase", passphrase));
        QVERIFY(click(asks, "dialogPrimary"));
        QTRY_VERIFY_WITH_TIMEOUT(open.desktop.session.unlocked(), test::kPatienceMs);
        QCOMPARE(AuditLog(folder).page({"restore.confirm"}, {}, Direction::Older, 5)->rows.size(), std::size_t(1));
        // Ctrl+L locks, and nothing asks a second time.
        QVERIFY(test::gone(open.root(), "unlockDialog"));
        open.desktop.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&open.desktop.window, test::kPatienceMs));
        QTest::keyClick(&open.desktop.window, Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(!open.desktop.session.unlocked());
        QVERIFY(type(open.root(), "unlockPassphrase", passphrase));
        QVERIFY(click(open.root(), "unlockButton"));
        QTRY_VERIFY_WITH_TIMEOUT(open.desktop.session.unlocked(), test::kPatienceMs);
        QVERIFY(test::visibleChild(open.root(), "unlockDialog") == nullptr);
    }

    void aSpoiltBackupIsToldAndNothingIsMade()
    {
        Open open;
        QVERIFY(open.good);
        test::writeFile(open.own / "spoilt.zip", "this is no archive");
        open.go("backup");
        QVERIFY(click(open.root(), "chooseBackup"));
        QVERIFY(test::typePath(open.root(), "chooseBackupDialog", open.own / "spoilt.zip"));
        QTRY_VERIFY(open.banner("bannerCode").contains(QStringLiteral("backup.damaged")));
        QVERIFY(test::visibleChild(open.root(), "restoreBackup") == nullptr);
    }

private:
    static QWidget* root(Open& open) { return open.root(); }
};

MS_UI_TEST_MAIN(TstSettingsPage)
#include "tst_settings_page.moc"
