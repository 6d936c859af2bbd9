// The reviews page on a real ledger: as each organisation whose key the key store holds.
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTableView>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::type;

namespace {

struct Open {
    explicit Open(bool readOnly = false) : world({.keys = true}), desktop(own / "settings.ini")
    {
        world.closeChain();
        good = desktop.open(world.folder(), readOnly);
        desktop.window.go(QStringLiteral("reviews"));
    }
    QTableView* table() { return desktop.find<DataTable>("reviewsTable")->view(); }
    bool unlock()
    {
        QDialog* const dialog = test::dialog(&desktop.window, "unlockDialog");
        return dialog != nullptr && type(dialog, "passphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)) &&
               click(dialog, "dialogPrimary");
    }
    // Some label of the detail has this text.
    bool shows(const QString& text)
    {
        for (QLabel* label : desktop.find("reviewView")->findChildren<QLabel*>()) {
            if (label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }
    QString note() { return test::visibleChild<QLabel>(desktop.find("reviewNote"), "bannerTitle")->text(); }

    test::SmallWorld world;
    test::TemporaryFolder own;
    test::Desktop desktop;
    bool good = false;
};

}  // namespace

class TstReviewsPage : public QObject {
    Q_OBJECT
private slots:
    void dossierIsCheckedFieldByField()
    {
        Open open;
        QVERIFY(open.good);
        QTRY_COMPARE(open.table()->model()->rowCount(), 2);
        QTest::mouseClick(open.table()->viewport(), Qt::LeftButton, {},
                          open.table()->visualRect(open.table()->model()->index(0, 0)).center());
        auto* const verdict = open.desktop.find<ToneLabel>("reviewVerdict");
        QTRY_VERIFY(verdict->isVisible());
        QCOMPARE(verdict->tone(), Tone::Ok);
        QStringList hashes;
        for (HashLabel* label : open.desktop.find("reviewView")->findChildren<HashLabel*>()) {
            hashes << label->hash();
        }
        const QString address = qs(open.world.builder().meter(8).address);
        QCOMPARE(hashes.count(address), 2);  // derived, and as registered
        // The place names it, so that back and forward come here again.
        QTRY_VERIFY(open.desktop.window.place().startsWith(QStringLiteral("reviews/")));
    }

    void approveAsBoth()
    {
        Open open;
        QVERIFY(open.good);
        auto& window = open.desktop.window;
        QTRY_COMPARE(open.table()->model()->rowCount(), 2);
        open.table()->setCurrentIndex(open.table()->model()->index(0, 0));
        QVERIFY(click(&window, "approve"));
        QVERIFY(open.unlock());
        QDialog* dialog = test::dialog(&window, "decisionDialog");
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("signer"))->count(), 2);
        QVERIFY(!dialog->findChild<QLineEdit*>(QStringLiteral("reason"))->text().isEmpty());
        QVERIFY(click(dialog, "dialogPrimary"));
        QVERIFY(test::gone(&window, "decisionDialog"));
        QTRY_VERIFY(open.note().startsWith(QStringLiteral("Approved")));

        // The other party's turn: only its name is offered now.
        QTRY_VERIFY(open.shows(QStringLiteral("Approved by utility")));
        QVERIFY(click(&window, "approve"));
        dialog = test::dialog(&window, "decisionDialog");
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("signer"))->count(), 1);
        QVERIFY(click(dialog, "dialogPrimary"));
        QVERIFY(test::gone(&window, "decisionDialog"));
        QTRY_COMPARE(open.table()->model()->rowCount(), 1);
        // Both stand in the audit log, with the organisation acted for.
        const auto noted = AuditLog(open.world.folder()).page({"meter.approve"}, {}, Direction::Newer, 9);
        QCOMPARE(noted->rows.size(), std::size_t(2));
        QCOMPARE(noted->rows[0].organisation, std::string("utility"));
        QCOMPARE(noted->rows[1].organisation, std::string("maker"));
        QCOMPARE(noted->rows[1].details.at("txHash").size(), std::size_t(64));
        QTRY_VERIFY(test::visibleChild(&window, "approve") == nullptr);
        QVERIFY(click(&window, "nextReview"));
        QTRY_VERIFY(test::visibleChild(&window, "approve") != nullptr);

        QVERIFY(test::choose(&window, "reviewState", 1));
        QTRY_COMPARE(open.table()->model()->rowCount(), 2);  // one was approved before
    }

    void rejectWithAReason()
    {
        Open open;
        QVERIFY(open.good);
        auto& window = open.desktop.window;
        QTRY_COMPARE(open.table()->model()->rowCount(), 2);
        open.table()->setCurrentIndex(open.table()->model()->index(1, 0));
        QVERIFY(click(&window, "reject"));
        QVERIFY(open.unlock());
        QDialog* const dialog = test::dialog(&window, "decisionDialog");
        QVERIFY(dialog != nullptr);
        QVERIFY(!dialog->findChild<QWidget*>(QStringLiteral("dialogPrimary"))->isEnabled());
        QVERIFY(test::choose(dialog, "signer", 1));
        QVERIFY(type(dialog, "reason", QStringLiteral("The location is wrong")));
        QVERIFY(click(dialog, "dialogPrimary"));
        QVERIFY(test::gone(&window, "decisionDialog"));
        QTRY_COMPARE(open.table()->model()->rowCount(), 1);
        // Who, and why, is on the page.
        QTRY_VERIFY(open.shows(QStringLiteral("The location is wrong")));
        QTRY_VERIFY(test::visibleChild<QLabel>(&window, "whyNoDecision") != nullptr);
    }

    void readOnlySaysWhy()
    {
        Open open(true);
        QVERIFY(open.good);
        QTRY_COMPARE(open.table()->model()->rowCount(), 2);
        open.table()->setCurrentIndex(open.table()->model()->index(0, 0));
        QTRY_VERIFY(open.desktop.find<QLabel>("whyNoDecision")->text().contains(QStringLiteral("read-only")));
        QVERIFY(test::visibleChild(&open.desktop.window, "approve") == nullptr);
    }
};

MS_UI_TEST_MAIN(TstReviewsPage)
#include "tst_reviews_page.moc"
