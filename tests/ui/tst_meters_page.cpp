// The meters page on a real ledger, with mouse and keyboard: list, filters, one meter, its batches, its life.
#include "dialogs/activation_slip.h"
#include "models/ledger_models.h"
#include "pages/meters/batch_timeline.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"
#include "widgets/qr_label.h"

#include <QTabWidget>
#include <QTableView>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::type;

namespace {

constexpr int kApproved = 11;  // of SmallWorld's meters: the last one

struct Open {
    explicit Open(bool readOnly = false) : world({.keys = true}), desktop(own / "settings.ini")
    {
        world.closeChain();
        good = desktop.open(world.folder(), readOnly);
    }
    QTableView* table(const char* name) { return desktop.find<DataTable>(name)->view(); }
    QString state() { return desktop.find<ToneLabel>("meterState")->text(); }
    void go(const QString& place) { desktop.window.go(place); }
    // Through the unlock dialog where it comes.
    bool unlock(const char* passphrase = test::SmallWorld::kPassphrase)
    {
        QDialog* const dialog = test::dialog(&desktop.window, "unlockDialog");
        return dialog != nullptr && type(dialog, "passphrase", QString::fromLatin1(passphrase)) &&
               click(dialog, "dialogPrimary");
    }
    bool decide(const QString& reason)
    {
        QDialog* const dialog = test::dialog(&desktop.window, "decisionDialog");
        return dialog != nullptr && type(dialog, "reason", reason) && click(dialog, "dialogPrimary") &&
               test::gone(&desktop.window, "decisionDialog");
    }

    test::SmallWorld world;
    test::TemporaryFolder own;
    test::Desktop desktop;
    bool good = false;
};

}  // namespace

class TstMetersPage : public QObject {
    Q_OBJECT
private slots:
    void listAndFilters()
    {
        Open open;
        QVERIFY(open.good);
        open.go(QStringLiteral("meters"));
        QTableView* const view = open.table("metersTable");
        QTRY_COMPARE(view->model()->rowCount(), 12);
        const auto cell = [view](int row, int column) { return view->model()->index(row, column).data().toString(); };
        QCOMPARE(cell(8, 1), QStringLiteral("Pending 0/2"));
        QCOMPARE(cell(9, 1), QStringLiteral("Pending 1/2"));
        QCOMPARE(cell(0, 1), QStringLiteral("Active"));
        QVERIFY(view->model()->index(0, 1).data(TableModel::ToneRole).isValid());  // shape beside colour

        QVERIFY(test::choose(&open.desktop.window, "stateFilter", 1));
        QTRY_COMPARE(view->model()->rowCount(), 2);
        QVERIFY(test::choose(&open.desktop.window, "stateFilter", 0));
        QTRY_COMPARE(view->model()->rowCount(), 12);
        QVERIFY(type(&open.desktop.window, "prefixFilter", qs(open.world.builder().meter(10).mn)));
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QVERIFY(type(&open.desktop.window, "prefixFilter", QStringLiteral("nobody")));
        QTRY_COMPARE(view->model()->rowCount(), 0);
        QVERIFY(test::visibleChild(open.desktop.find<DataTable>("metersTable"), "tableEmpty") != nullptr);
        QVERIFY(type(&open.desktop.window, "prefixFilter", {}));
        QVERIFY(type(&open.desktop.window, "makerFilter", qs(open.world.builder().meter(0).manufacturer)));
        QTRY_VERIFY(view->model()->rowCount() > 0);
    }

    void oneMeter()
    {
        Open open;
        QVERIFY(open.good);
        open.go(QStringLiteral("meters"));
        QTableView* const view = open.table("metersTable");
        QTRY_COMPARE(view->model()->rowCount(), 12);
        view->setCurrentIndex(view->model()->index(0, 0));
        QTest::keyClick(view, Qt::Key_Return);
        const std::string mn = open.world.builder().meter(0).mn;
        QTRY_COMPARE(open.desktop.window.place(), QStringLiteral("meters/") + qs(mn));
        QTRY_VERIFY(open.desktop.find<ToneLabel>("meterState")->isVisible());
        QCOMPARE(open.state(), QStringLiteral("Active"));
        QCOMPARE(open.desktop.find<QrLabel>("meterQr")->content(), qs(open.world.builder().meter(0).address));
        QCOMPARE(open.desktop.find<QLabel>("checkWords")->text().split(u' ').size(), 6);

        auto* const tabs = open.desktop.find<QTabWidget>("meterTabs");
        tabs->setCurrentIndex(1);
        auto* const timeline = open.desktop.find<BatchTimeline>("batchTimeline");
        QTRY_VERIFY(timeline->isVisible());
        timeline->setFocus();
        QTest::keyClick(timeline, Qt::Key_End);
        QCOMPARE(timeline->current(), 2);
        QVERIFY(timeline->accessibleDescription().contains(QStringLiteral("24 records")));
        QTest::keyClick(timeline, Qt::Key_Return);
        const QString last = QStringLiteral("ledger/tx/") + qs(open.world.builder().meter(0).lastConvert.hex());
        QTRY_COMPARE(open.desktop.window.place(), last);

        open.go(QStringLiteral("meters/") + qs(mn));
        tabs->setCurrentIndex(2);
        QTableView* const transactions = open.table("meterTransactions");
        // register, two reviews, activate, three batches
        QTRY_COMPARE(transactions->model()->rowCount(), 7);
        transactions->setCurrentIndex(transactions->model()->index(0, 0));
        QTest::keyClick(transactions, Qt::Key_Return);
        QTRY_COMPARE(open.desktop.window.place(), last);
    }

    void unknownMeterSaysSo()
    {
        Open open;
        QVERIFY(open.good);
        open.go(QStringLiteral("meters/nobody"));
        auto* const view = open.desktop.find("meterView");
        QTRY_VERIFY(test::visibleChild(view, "bannerTitle") != nullptr);
        QVERIFY(!open.desktop.find<QTabWidget>("meterTabs")->isVisible());
    }

    void suspendResumeRetire()
    {
        Open open;
        QVERIFY(open.good);
        auto& window = open.desktop.window;
        open.go(QStringLiteral("meters/") + qs(open.world.builder().meter(0).mn));
        QVERIFY(test::trigger(&window, "suspendMeter"));
        // The wrong passphrase is called wrong, and nothing else happens.
        QVERIFY(open.unlock("not this one"));
        QDialog* const unlocking = test::dialog(&window, "unlockDialog");
        QTRY_VERIFY(test::visibleChild<QLabel>(unlocking, "bannerTitle") != nullptr);
        QVERIFY(test::visibleChild<QLabel>(unlocking, "bannerTitle")->text().contains(QStringLiteral("passphrase")));
        QVERIFY(!open.desktop.session.unlocked());
        QVERIFY(open.unlock());
        QVERIFY(open.decide(QStringLiteral("Seal broken")));
        QTRY_COMPARE(open.state(), QStringLiteral("Suspended"));

        QVERIFY(click(&window, "resumeMeter"));
        QVERIFY(open.decide(QStringLiteral("Seal replaced")));
        QTRY_COMPARE(open.state(), QStringLiteral("Active"));
        QVERIFY(test::trigger(&window, "retireMeter"));
        QVERIFY(open.decide(QStringLiteral("Taken out of service")));
        QTRY_COMPARE(open.state(), QStringLiteral("Retired"));
        QVERIFY(!window.findChild<QAction*>(QStringLiteral("suspendMeter"))->isVisible());
        QVERIFY(test::visibleChild<QLabel>(&window, "whyNoMeterActions") != nullptr);
    }

    void aDecisionNeedsAReason()
    {
        Open open;
        QVERIFY(open.good);
        open.go(QStringLiteral("meters/") + qs(open.world.builder().meter(0).mn));
        QVERIFY(test::trigger(&open.desktop.window, "suspendMeter"));
        QVERIFY(open.unlock());
        QDialog* const dialog = test::dialog(&open.desktop.window, "decisionDialog");
        QVERIFY(dialog != nullptr);
        QVERIFY(!dialog->findChild<QWidget*>(QStringLiteral("dialogPrimary"))->isEnabled());
        QVERIFY(type(dialog, "reason", QStringLiteral(" leading space")));
        QVERIFY(!dialog->findChild<QWidget*>(QStringLiteral("dialogPrimary"))->isEnabled());
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("reasonFault"))->text().contains(QStringLiteral("space")));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(test::gone(&open.desktop.window, "decisionDialog"));
        QCOMPARE(open.state(), QStringLiteral("Active"));
    }

    void activateWithAnEncryptedSlip()
    {
        Open open;
        QVERIFY(open.good);
        const auto& meter = open.world.builder().meter(kApproved);
        const auto file = open.own / "slip.meterseal";
        const auto secret = [](const std::string& text) { return crypto::SecretBytes(std::string_view(text)); };
        const ActivationSlip slip{meter.mn, meter.location,         meter.manufacturer, meter.address, {}, {},
                                  {},       secret(meter.password), secret(meter.token)};
        MS_VERIFY_OK(writeSlipsEncrypted(file, std::span(&slip, 1), secret("slip passphrase")));

        open.go(QStringLiteral("meters/") + qs(meter.mn));
        QVERIFY(click(&open.desktop.window, "activateMeter"));
        QVERIFY(open.unlock());
        QDialog* const dialog = test::dialog(&open.desktop.window, "activateDialog");
        QVERIFY(dialog != nullptr);
        // This key store knows nothing of the meter: the two other ways are closed and a sentence says why.
        QVERIFY(!dialog->findChild<QWidget*>(QStringLiteral("fromStore"))->isEnabled());
        QVERIFY(!dialog->findChild<QWidget*>(QStringLiteral("fromTyping"))->isEnabled());
        QVERIFY(type(dialog, "slipFile", qs(file.string())));
        QVERIFY(type(dialog, "slipPassphrase", QStringLiteral("wrong one")));
        QVERIFY(click(dialog, "dialogPrimary"));
        QTRY_VERIFY_WITH_TIMEOUT(test::visibleChild<QLabel>(dialog, "bannerTitle") != nullptr, test::kPatienceMs);
        QVERIFY(type(dialog, "slipPassphrase", QStringLiteral("slip passphrase")));
        QVERIFY(click(dialog, "dialogPrimary"));
        QVERIFY(test::gone(&open.desktop.window, "activateDialog"));
        QTRY_COMPARE(open.state(), QStringLiteral("Active"));
    }

    void readOnlySaysWhyNothingCanBeDone()
    {
        Open open(true);
        QVERIFY(open.good);
        open.go(QStringLiteral("meters"));
        QTRY_VERIFY(test::visibleChild<QLabel>(&open.desktop.window, "whyNoActions") != nullptr);
        QVERIFY(test::visibleChild(&open.desktop.window, "registerMeter") == nullptr);
        open.go(QStringLiteral("meters/") + qs(open.world.builder().meter(0).mn));
        QTRY_VERIFY(test::visibleChild<QLabel>(&open.desktop.window, "whyNoMeterActions") != nullptr);
        QVERIFY(!open.desktop.window.findChild<QAction*>(QStringLiteral("suspendMeter"))->isVisible());
    }
};

MS_UI_TEST_MAIN(TstMetersPage)
#include "tst_meters_page.moc"
