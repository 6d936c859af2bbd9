// Registering meters, one and many, on a real ledger, up to the slip on paper and in an encrypted file.
#include "dialogs/register_list_dialog.h"
#include "dialogs/slip_view.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/meter/wallet.h"
#include "models/meter_list_model.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::type;

namespace {

struct Open {
    Open() : world({.meters = 6, .batchesPerMeter = 1, .keys = true}), desktop(own / "settings.ini")
    {
        world.closeChain();
        good = desktop.open(world.folder());
        desktop.window.go(QStringLiteral("meters"));
    }
    // Presses the button and passes the lock.
    QDialog* begin(const char* button, const char* name)
    {
        QDialog* unlocking = nullptr;
        const bool there = click(&desktop.window, button) &&
                           (unlocking = test::dialog(&desktop.window, "unlockDialog")) != nullptr &&
                           type(unlocking, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)) &&
                           click(unlocking, "dialogPrimary");
        return there ? test::dialog(&desktop.window, name) : nullptr;
    }

    test::SmallWorld world;
    test::TemporaryFolder own;
    test::Desktop desktop;
    bool good = false;
};

QString fault(QDialog* dialog, const char* field)
{
    return dialog->findChild<QLabel*>(QString::fromLatin1(field))->text().trimmed();
}

bool mayGo(QDialog* dialog)
{
    return dialog->findChild<QWidget*>(QStringLiteral("dialogPrimary"))->isEnabled();
}

}  // namespace

class TstRegisterDialogs : public QObject {
    Q_OBJECT
private slots:
    void everyFieldIsCheckedWhileTyping()
    {
        Open open;
        QVERIFY(open.good);
        QDialog* const dialog = open.begin("registerMeter", "registerDialog");
        QVERIFY(dialog != nullptr);
        QVERIFY(!mayGo(dialog));
        QVERIFY(fault(dialog, "mnFault").isEmpty());  // untouched is not wrong
        QVERIFY(type(dialog, "mn", QStringLiteral("-starts wrong")));
        QVERIFY(!fault(dialog, "mnFault").isEmpty());
        QVERIFY(type(dialog, "mn", qs(open.world.builder().meter(0).mn)));
        QTRY_VERIFY(fault(dialog, "mnFault").contains(QStringLiteral("already")));
        QVERIFY(type(dialog, "location", QStringLiteral("Building 3 ")));
        QVERIFY(fault(dialog, "locationFault").contains(QStringLiteral("space")));
        QVERIFY(type(dialog, "location", QStringLiteral("Building 3")));
        QVERIFY(fault(dialog, "locationFault").isEmpty());
        QVERIFY(type(dialog, "manufacturer", QStringLiteral("Acme")));
        QVERIFY(!mayGo(dialog));
        QVERIFY(type(dialog, "mn", QStringLiteral("900000000001")));
        QTRY_VERIFY(mayGo(dialog));
    }

    void registerOneAndKeepItsSlip()
    {
        Open open;
        QVERIFY(open.good);
        QDialog* const dialog = open.begin("registerMeter", "registerDialog");
        QVERIFY(dialog != nullptr);
        QVERIFY(type(dialog, "mn", QStringLiteral("900000000001")));
        QVERIFY(type(dialog, "location", QStringLiteral("Building 3")));
        QVERIFY(type(dialog, "manufacturer", QStringLiteral("Acme")));
        QVERIFY(click(dialog, "dialogPrimary"));
        QVERIFY(test::usable(dialog, "slipPdf") != nullptr);

        auto* const view = dialog->findChild<SlipView*>(QStringLiteral("slipView"));
        QSignalSpy saved(view, &SlipView::saved);
        const auto pdf = open.own / "slip.pdf";
        view->savePdf(qs(pdf.string()));
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, test::kPatienceMs);
        QVERIFY(test::readFile(pdf).starts_with("%PDF"));
        QVERIFY((std::filesystem::status(pdf).permissions() & std::filesystem::perms(0077)) ==
                std::filesystem::perms::none);

        QVERIFY(type(dialog, "slipPassphrase", QStringLiteral("for the fitter")));
        QVERIFY(!dialog->findChild<QWidget*>(QStringLiteral("slipEncrypt"))->isEnabled());
        QVERIFY(type(dialog, "slipPassphraseAgain", QStringLiteral("for the fitter")));
        QVERIFY(dialog->findChild<QWidget*>(QStringLiteral("slipEncrypt"))->isEnabled());
        const auto sealed = open.own / "slip.meterseal";
        view->saveEncrypted(qs(sealed.string()));
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 2, test::kPatienceMs);
        QVERIFY(dialog->findChild<QLineEdit*>(QStringLiteral("slipPassphrase"))->text().isEmpty());
        const auto slips = crypto::KeyStore::open(sealed, crypto::SecretBytes(std::string_view("for the fitter")));
        MS_VERIFY_OK(slips);
        QCOMPARE(slips->meterCount(), std::size_t(1));
        const crypto::MeterSecret* const secret = slips->meterByMn("900000000001");
        QVERIFY(secret != nullptr);
        // What is on the slip is the wallet that stands on the ledger.
        auto reader = open.desktop.session.workspace()->openReader();
        MS_VERIFY_OK(reader);
        const auto row = reader->meterByMn("900000000001");
        MS_VERIFY_OK(row);
        QVERIFY(row->entry.state == MeterState::Pending);
        QCOMPARE(secret->address, row->entry.address);
        const auto wallet = deriveWallet("900000000001", "Building 3", "Acme", secret->password);
        MS_VERIFY_OK(wallet);
        QCOMPARE(wallet->address, row->entry.address);
        QVERIFY(crypto::sha256(secret->token.view()) == row->entry.tokenHash);

        // No label of the dialog has the secrets.
        for (QLabel* label : dialog->findChildren<QLabel*>()) {
            QVERIFY(!label->text().contains(qs(std::string(secret->password.text()))));
            QVERIFY(!label->text().contains(qs(std::string(secret->token.text()))));
        }
        QVERIFY(click(dialog, "dialogCancel"));
        QVERIFY(test::gone(&open.desktop.window, "registerDialog"));
        QTRY_COMPARE(open.desktop.find<DataTable>("metersTable")->view()->model()->rowCount(), 7);
    }

    void aListIsShownBeforeAnythingIsSubmitted()
    {
        Open open;
        QVERIFY(open.good);
        const auto file = open.own / "meters.csv";
        test::writeFile(file, "mn,location,manufacturer,password\n"
                              "M1,Building 1,Acme,\n"
                              "bad id,Building 1,Acme,\n"
                              "M2,,Acme,\n"
                              "M1,Building 2,Acme,\n" +
                                  open.world.builder().meter(0).mn +
                                  ",Building 3,Acme,\n"
                                  "M3,Building 3,Acme,short\n"
                                  "M4,Building 4,Acme\n"
                                  "M5,Building 5,Acme,a password that is long enough\n");
        auto* const dialog = qobject_cast<RegisterListDialog*>(open.begin("registerList", "registerListDialog"));
        QVERIFY(dialog != nullptr);
        QVERIFY(!mayGo(dialog));
        dialog->openList(qs(file.string()));
        QTableView* const view = dialog->findChild<DataTable*>(QStringLiteral("listTable"))->view();
        QTRY_COMPARE(view->model()->rowCount(), 8);
        const auto result = [view](int row) {
            return view->model()->index(row, MeterListModel::kResult).data().toString();
        };
        QCOMPARE(result(0), QStringLiteral("In order"));
        QVERIFY(result(1).contains(QStringLiteral("letters")));
        QVERIFY(result(2).contains(QStringLiteral("empty")));
        QVERIFY(result(3).contains(QStringLiteral("earlier line")));
        QVERIFY(result(4).contains(QStringLiteral("already")));
        QVERIFY(result(5).contains(QStringLiteral("20 bytes")));
        QVERIFY(result(6).contains(QStringLiteral("cells")));
        QCOMPARE(result(7), QStringLiteral("In order"));
        QCOMPARE(dialog->findChild<ToneLabel*>(QStringLiteral("listSummary"))->tone(), Tone::Warn);
        // Nothing was submitted by looking.
        auto reader = open.desktop.session.workspace()->openReader();
        MS_VERIFY_OK(reader);
        MS_VERIFY_REASON(reader->meterByMn("M1"), "ledger.no-such-meter");

        QVERIFY(click(dialog, "dialogPrimary"));
        QTRY_VERIFY_WITH_TIMEOUT(result(0).startsWith(QStringLiteral("Registered")), test::kPatienceMs);
        QVERIFY(result(7).startsWith(QStringLiteral("Registered")));
        QVERIFY(result(1).contains(QStringLiteral("letters")));
        MS_VERIFY_OK(reader->meterByMn("M1"));
        MS_VERIFY_OK(reader->meterByMn("M5"));
        MS_VERIFY_REASON(reader->meterByMn("M3"), "ledger.no-such-meter");

        const auto results = open.own / "results.csv";
        dialog->saveResults(qs(results.string()));
        const std::string written = test::readFile(results);
        QVERIFY(written.find("mn.form") != std::string::npos);
        QVERIFY(written.find("a password that is long enough") == std::string::npos);
        QCOMPARE(std::count(written.begin(), written.end(), '\n'), 9);
    }

    void aListInTheEncodingOfSpreadsheets()
    {
        Open open;
        QVERIFY(open.good);
        auto* const dialog = qobject_cast<RegisterListDialog*>(open.begin("registerList", "registerListDialog"));
        QVERIFY(dialog != nullptr);
        const auto file = open.own / "gbk.csv";
        test::writeFile(file, "mn,location,manufacturer\nG1,\xba\xa3\xb5\xed,Acme\n");  // 海淀
        dialog->openList(qs(file.string()));
        QTableView* const view = dialog->findChild<DataTable*>(QStringLiteral("listTable"))->view();
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QCOMPARE(view->model()->index(0, MeterListModel::kLocation).data().toString(), QStringLiteral("海淀"));
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("listFile"))->text().contains(QStringLiteral("GB18030")));
    }

    // What the list leaves open is a question at the field, and its answer fills the rows.
    void aListAsksWhatItLeavesOpen()
    {
        Open open;
        QVERIFY(open.good);
        auto* const dialog = qobject_cast<RegisterListDialog*>(open.begin("registerList", "registerListDialog"));
        QVERIFY(dialog != nullptr);
        const auto file = open.own / "streets.csv";
        test::writeFile(file, "Meter number,Street,City,Manufacturer\nS1,Lane 1,Kiel,Acme\nS2,Lane 2,Kiel,Acme\n");
        dialog->openList(qs(file.string()));
        QTRY_VERIFY(test::visibleChild<QComboBox>(dialog, "answer_location") != nullptr);
        QVERIFY(!mayGo(dialog));
        auto* const box = test::visibleChild<QComboBox>(dialog, "answer_location");
        QCOMPARE(box->itemText(0), QStringLiteral("Street + City"));
        emit box->activated(0);
        QTableView* const view = dialog->findChild<DataTable*>(QStringLiteral("listTable"))->view();
        QTRY_COMPARE(view->model()->rowCount(), 2);
        QCOMPARE(view->model()->index(1, MeterListModel::kLocation).data().toString(), QStringLiteral("Lane 2 Kiel"));
        QVERIFY(test::visibleChild<QComboBox>(dialog, "answer_location") == nullptr);
        QVERIFY(
            dialog->findChild<QLabel*>(QStringLiteral("listNotes"))->text().contains(QStringLiteral("Meter number")));
    }

    void aFileThatIsNoListSaysWhy()
    {
        Open open;
        QVERIFY(open.good);
        auto* const dialog = qobject_cast<RegisterListDialog*>(open.begin("registerList", "registerListDialog"));
        QVERIFY(dialog != nullptr);
        const auto file = open.own / "no-list.csv";
        test::writeFile(file, "mn,location,manufacturer\n1,l,m\nmn,location,manufacturer\n");
        dialog->openList(qs(file.string()));
        QTRY_VERIFY(test::visibleChild<QLabel>(dialog, "bannerCode") != nullptr);
        QVERIFY(test::visibleChild<QLabel>(dialog, "bannerCode")->text().contains(QStringLiteral("list.header")));
        QVERIFY(!mayGo(dialog));
    }
};

MS_UI_TEST_MAIN(TstRegisterDialogs)
#include "tst_register_dialogs.moc"
