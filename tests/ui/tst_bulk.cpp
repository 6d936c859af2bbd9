// One decision for many meters, with a person's hands: five hundred registrations reviewed for both parties and
// activated in at most twelve clicks and keys; those that need a person are left alone and named; a stop stops; the
// list of meters and the tiles are true afterwards.
#include "dialogs/slip_view.h"
#include "meterseal/crypto/key_store.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/data_table.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

constexpr std::size_t kFirst = 100;  // of the builder's meters: those before are the small world's own
constexpr std::size_t kMany = 500;

// A world in which `count` more meters wait for both parties, with their secrets in the key store.
struct Open {
    explicit Open(std::size_t count, bool samePlace = false) : world({.keys = true}), desktop(own / "settings.ini")
    {
        auto keys = crypto::KeyStore::open(world.folder() / "keys.meterseal",
                                           crypto::SecretBytes(std::string_view(test::SmallWorld::kPassphrase)));
        good = keys.ok();
        for (std::size_t i = kFirst; good && i < kFirst + count; ++i) {
            if (samePlace && i == kFirst + 1) {
                world.builder().meter(i).location = world.builder().meter(kFirst).location;
            }
            world.submit(world.builder().registerMeter(i));
            const auto& meter = world.builder().meter(i);
            keys->putMeter({meter.mn, meter.location, meter.manufacturer, meter.address,
                            crypto::SecretBytes(std::string_view(meter.password)),
                            crypto::SecretBytes(std::string_view(meter.token)), meter.key});
        }
        world.flush();
        world.closeChain();
        good = good && keys->save().ok() && desktop.open(world.folder());
        desktop.window.go(QStringLiteral("reviews"));
    }
    DataTable* table() { return desktop.find<DataTable>("reviewsTable"); }
    bool press(QWidget* root, const char* name)
    {
        ++clicks;
        return test::click(root, name);
    }
    // All rows selected, the button pressed, the key store unlocked.
    QDialog* sheet(const char* button, std::size_t rows)
    {
        table()->view()->setFocus();
        const bool listed = QTest::qWaitFor([&] { return std::size_t(table()->view()->model()->rowCount()) == rows; });
        QTest::keyClick(table()->view(), Qt::Key_A, Qt::ControlModifier);
        if (!listed || !test::click(&desktop.window, button)) {
            return nullptr;
        }
        QDialog* const unlocking = test::dialog(&desktop.window, "unlockDialog");
        const bool unlocked = unlocking != nullptr &&
                              test::type(unlocking, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)) &&
                              test::click(unlocking, "dialogPrimary");
        return unlocked ? test::dialog(&desktop.window, "bulkDialog") : nullptr;
    }
    std::uint64_t inState(MeterState state)
    {
        const auto& totals = desktop.session.ledger()->totals();
        const auto found = totals->metersByState.find(state);
        return found == totals->metersByState.end() ? 0 : found->second;
    }

    test::SmallWorld world;
    test::TemporaryFolder own;
    test::Desktop desktop;
    bool good = false;
    int clicks = 0;
};

}  // namespace

class TestBulk : public QObject {
    Q_OBJECT
private slots:
    void fiveHundredMetersInTwelveClicks()
    {
        Open open(kMany);
        QVERIFY(open.good);
        auto& window = open.desktop.window;
        QTRY_VERIFY(open.table()->view()->model()->rowCount() > 100);
        const std::uint64_t before = open.inState(MeterState::Active);
        QTest::mouseClick(open.table()->view()->viewport(), Qt::LeftButton, {}, QPoint(40, 10));
        ++open.clicks;
        QTest::keyClick(open.table()->view(), Qt::Key_A, Qt::ControlModifier);
        ++open.clicks;
        // All of them, also those that had not been read yet.
        QTRY_COMPARE(open.table()->selectedKeys().size(), kMany + 2);
        QVERIFY(open.press(&window, "approveMany"));
        QDialog* const unlocking = test::dialog(&window, "unlockDialog");
        QVERIFY(unlocking != nullptr);
        ++open.clicks;
        QVERIFY(test::type(unlocking, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(open.press(unlocking, "dialogPrimary"));
        QDialog* const sheet = test::dialog(&window, "bulkDialog");
        QVERIFY(sheet != nullptr);
        QVERIFY(open.press(sheet, "dialogPrimary"));
        QTRY_VERIFY_WITH_TIMEOUT(
            sheet->findChild<QLabel*>(QStringLiteral("bulkSummary"))->text().contains(QStringLiteral("failed")),
            120000);
        QVERIFY(open.press(sheet, "dialogCancel"));
        QVERIFY(test::gone(&window, "bulkDialog"));
        QVERIFY2(open.clicks <= 12, qPrintable(QString::number(open.clicks)));
        // On the ledger: active, every one of them. The two of the small world have no secrets here: approved only.
        QTRY_COMPARE(open.inState(MeterState::Active), before + kMany);
        QCOMPARE(open.inState(MeterState::Pending), std::uint64_t(0));
        // And the list says so without being asked.
        QTRY_COMPARE(open.table()->view()->model()->rowCount(), 0);
        const auto noted = AuditLog(open.world.folder()).page({"meter.approve"}, {}, Direction::Newer, 1000);
        QVERIFY(noted.ok());
        QTRY_COMPARE_WITH_TIMEOUT(
            AuditLog(open.world.folder()).page({"meter.approve"}, {}, Direction::Newer, 1000)->rows.size(), kMany + 2,
            test::kPatienceMs);
    }

    // Two at the same place: the second is not signed for with the others, and the sheet says why.
    void whatNeedsAPersonIsLeftAlone()
    {
        Open open(3, true);
        QVERIFY(open.good);
        QDialog* const sheet = open.sheet("approveMany", 5);
        QVERIFY(sheet != nullptr);
        auto* const list = sheet->findChild<DataTable*>(QStringLiteral("bulkTable"))->view()->model();
        QTRY_COMPARE(list->rowCount(), 5);
        QCOMPARE(list->index(0, 0).data().toString(), qs(open.world.builder().meter(kFirst + 1).mn));
        QVERIFY(list->index(0, 2).data().toString().contains(qs(open.world.builder().meter(kFirst).mn)));
        QVERIFY(test::click(sheet, "dialogPrimary"));
        auto* const summary = sheet->findChild<QLabel*>(QStringLiteral("bulkSummary"));
        QTRY_VERIFY_WITH_TIMEOUT(summary->text().startsWith(QStringLiteral("4 done")), test::kPatienceMs);
        QTRY_COMPARE(open.inState(MeterState::Pending), std::uint64_t(1));
    }

    void aRejectionNeedsAReason()
    {
        Open open(3);
        QVERIFY(open.good);
        QDialog* const sheet = open.sheet("rejectMany", 5);
        QVERIFY(sheet != nullptr);
        QTRY_COMPARE(sheet->findChild<DataTable*>(QStringLiteral("bulkTable"))->view()->model()->rowCount(), 5);
        QVERIFY(!sheet->findChild<QWidget*>(QStringLiteral("dialogPrimary"))->isEnabled());
        QVERIFY(test::type(sheet, "bulkReason", QStringLiteral("Wrong list")));
        QVERIFY(test::click(sheet, "dialogPrimary"));
        auto* const summary = sheet->findChild<QLabel*>(QStringLiteral("bulkSummary"));
        QTRY_VERIFY_WITH_TIMEOUT(summary->text().startsWith(QStringLiteral("5 done")), test::kPatienceMs);
        QTRY_COMPARE(open.inState(MeterState::Pending), std::uint64_t(0));
    }

    // Of all that are chosen, in one document; those without secrets here, or active already, are counted.
    void slipsOfMany()
    {
        Open open(4);
        QVERIFY(open.good);
        auto& window = open.desktop.window;
        window.go(QStringLiteral("meters"));
        auto* const meters = open.desktop.find<DataTable>("metersTable");
        const auto rows = static_cast<int>(open.desktop.session.ledger()->totals()->meters);
        QTRY_COMPARE(meters->model()->rowCount(), rows);
        meters->view()->setFocus();
        QTest::keyClick(meters->view(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(meters->selectedKeys().size(), std::size_t(rows));
        QVERIFY(test::click(&window, "slipsMany"));
        QDialog* const unlocking = test::dialog(&window, "unlockDialog");
        QVERIFY(unlocking != nullptr);
        QVERIFY(test::type(unlocking, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(test::click(unlocking, "dialogPrimary"));
        QDialog* const slips = test::dialog(&window, "slipDialog");
        QVERIFY(slips != nullptr);
        QStringList texts;
        for (const QLabel* label : slips->findChildren<QLabel*>()) {
            texts << label->text();
        }
        QVERIFY2(texts.contains(QStringLiteral("Activation slips of 4 meters")), qPrintable(texts.join(u'|')));
        QVERIFY(!texts.filter(QStringLiteral("%1 of those chosen have no slip").arg(rows - 4)).isEmpty());
        auto* const view = slips->findChild<SlipView*>();
        QVERIFY(view != nullptr);
        QSignalSpy saved(view, &SlipView::saved);
        view->savePdf(qs((open.own / "slips.pdf").string()));
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, test::kPatienceMs);
        QVERIFY(test::readFile(open.own / "slips.pdf").find("/Count 4") != std::string::npos);  // pages
        QVERIFY(test::type(slips, "slipPassphrase", QStringLiteral("for the fitters")));
        QVERIFY(test::type(slips, "slipPassphraseAgain", QStringLiteral("for the fitters")));
        const auto sealed = open.own / "slips.meterseal";
        view->saveEncrypted(qs(sealed.string()));
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 2, test::kPatienceMs);
        const auto kept = crypto::KeyStore::open(sealed, crypto::SecretBytes(std::string_view("for the fitters")));
        MS_VERIFY_OK(kept);
        QCOMPARE(kept->meterCount(), std::size_t(4));
    }

    void severalRowsAreCopied()
    {
        Open open(3);
        QVERIFY(open.good);
        QTRY_COMPARE(open.table()->view()->model()->rowCount(), 5);
        open.table()->view()->setFocus();
        QTest::keyClick(open.table()->view(), Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(open.table()->selectedKeys().size(), std::size_t(5));
        QTest::keyClick(open.table()->view(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text().split(u'\n').size(), 5);
    }
};

MS_UI_TEST_MAIN(TestBulk)
#include "tst_bulk.moc"
