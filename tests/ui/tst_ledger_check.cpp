// The check of a whole ledger: progress, a stop, every planted fault with its place, the report, and the entry in the
// audit log.
#include "meterseal/workspace/audit_log.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/data_table.h"

#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>

#include <sqlite3.h>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::visibleChild;

namespace {

bool execute(const std::filesystem::path& file, const char* sql)
{
    sqlite3* database = nullptr;
    const bool good = sqlite3_open(file.c_str(), &database) == SQLITE_OK &&
                      sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(database);
    return good;
}

}  // namespace

class TestLedgerCheck : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;
    int m_count = 0;

    std::filesystem::path settingsFile() { return m_folder / (std::to_string(++m_count) + ".ini"); }
    QString save(test::Desktop& desktop, const char* name)
    {
        if (!click(&desktop.window, "checkSave")) {
            return {};
        }
        auto* dialog = qobject_cast<QFileDialog*>(test::dialog(&desktop.window, "checkReportDialog"));
        const QString file = QString::fromStdString((m_folder / name).string());
        auto* edit = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        edit->setText(file);
        QTest::keyClick(edit, Qt::Key_Return);
        QFile written(file);
        const bool there = QTest::qWaitFor([&] { return written.exists(); }, test::kPatienceMs);
        return there && written.open(QIODevice::ReadOnly) ? QString::fromUtf8(written.readAll()) : QString();
    }

private slots:
    void aWholeLedgerHolds()
    {
        test::SmallWorld world({.meters = 4, .batchesPerMeter = 2, .keys = true});
        world.closeChain();
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(world.folder()));
        desktop.window.go(QStringLiteral("ledger/check"));
        auto* state = desktop.find<QLabel>("checkState");
        QCOMPARE(state->text(), QStringLiteral("The ledger was not checked as a whole yet"));
        QVERIFY(visibleChild(&desktop.window, "checkSave") == nullptr);
        QVERIFY(click(&desktop.window, "checkStart"));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("The ledger holds"), test::kPatienceMs);
        QVERIFY(visibleChild<DataTable>(&desktop.window, "faultsTable") == nullptr);
        const QString report = save(desktop, "whole.txt");
        QVERIFY2(report.contains(QStringLiteral("Faults: 0")) &&
                     report.contains(qs(desktop.session.workspace()->fingerprint().hex())),
                 qPrintable(report));
        const AuditLog log = desktop.session.workspace()->auditLog();
        QTRY_COMPARE(log.page({.action = "verify.ledger"}, {}, Direction::Older, 5)->rows.size(), std::size_t(1));
        QCOMPARE(log.page({.action = "verify.ledger"}, {}, Direction::Older, 5)->rows[0].details.at("faults"),
                 std::string("0"));
    }

    void everyFaultIsListedWithItsPlace()
    {
        test::SmallWorld world({.meters = 4, .batchesPerMeter = 2, .keys = true});
        world.closeChain();
        QVERIFY(execute(world.folder() / "ledger.db", "UPDATE block SET records = records + 1 WHERE height = 2;"
                                                      "UPDATE meter SET location = 'elsewhere' WHERE id = 3;"
                                                      "UPDATE day SET records = records + 5;"));
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(world.folder()));
        desktop.window.go(QStringLiteral("ledger/check"));
        QVERIFY(click(&desktop.window, "checkStart"));
        auto* state = desktop.find<QLabel>("checkState");
        QTRY_VERIFY_WITH_TIMEOUT(state->text().startsWith(QStringLiteral("The ledger has faults: ")),
                                 test::kPatienceMs);
        auto* table = desktop.find<DataTable>("faultsTable");
        QVERIFY(table->isVisible());
        const int rows = table->model()->rowCount();
        QCOMPARE(state->text(), QStringLiteral("The ledger has faults: %1").arg(rows));
        QMap<QString, QString> places;
        for (int i = 0; i < rows; ++i) {
            places[table->model()->index(i, 2).data().toString()] = table->model()->index(i, 0).data().toString();
        }
        QCOMPARE(places.value(QStringLiteral("fsck.block-row")), QStringLiteral("block 2"));
        QVERIFY(places.value(QStringLiteral("fsck.meter-row")).startsWith(QStringLiteral("meter 1")));
        QVERIFY(places.contains(QStringLiteral("fsck.activity")));
        const QString report = save(desktop, "faults.txt");
        for (const QString& code : places.keys()) {
            QVERIFY2(report.contains(u'[' + code + u']'), qPrintable(code));
        }
        // The row leads to the block.
        for (int i = 0; i < rows; ++i) {
            if (table->model()->index(i, 2).data().toString() == QLatin1String("fsck.block-row")) {
                table->view()->selectRow(i);
            }
        }
        table->view()->setFocus();
        QTest::keyClick(table->view(), Qt::Key_Return);
        QTRY_COMPARE(desktop.window.place(), QStringLiteral("ledger/block/2"));
    }

    void aStopStopsAndClaimsNothing()
    {
        test::SmallWorld world({.meters = 4, .batchesPerMeter = 2, .keys = true});
        world.closeChain();
        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(world.folder()));
        desktop.window.go(QStringLiteral("ledger/check"));
        auto* start = test::usable(&desktop.window, "checkStart");
        QVERIFY(start != nullptr);
        // Both in one turn of the event loop: the answer cannot come between.
        QTest::mouseClick(start, Qt::LeftButton);
        QVERIFY(!start->isEnabled());
        auto* stop = visibleChild(desktop.find<QWidget>("checkProgress"), "stopButton");
        QVERIFY(stop != nullptr);
        QTest::mouseClick(stop, Qt::LeftButton);
        auto* state = desktop.find<QLabel>("checkState");
        QCOMPARE(state->text(), QStringLiteral("The check was stopped: nothing is known of the rest"));
        QVERIFY(visibleChild(&desktop.window, "checkSave") == nullptr);
        // And again to the end.
        QVERIFY(click(&desktop.window, "checkStart"));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("The ledger holds"), test::kPatienceMs);
    }
};

MS_UI_TEST_MAIN(TestLedgerCheck)
#include "tst_ledger_check.moc"
