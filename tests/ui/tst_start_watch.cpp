// The moment from which the program is of use: once, when a page has been painted with rows of the ledger.
#include "shell/start_watch.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/small_world.h"

#include <QSignalSpy>
#include <QTableView>

using namespace meterseal;
using namespace meterseal::ui;

class TestStartWatch : public QObject {
    Q_OBJECT
private slots:
    void tellsOnceWhenRowsArePainted()
    {
        test::SmallWorld world({.meters = 6});
        const test::TemporaryFolder own;
        test::Desktop desktop(own / "settings.ini");
        StartWatch watch;
        QSignalSpy usable(&watch, &StartWatch::usable);
        desktop.window.resize(1280, 800);
        desktop.window.show();
        QTest::qWait(100);
        QCOMPARE(usable.count(), 0);  // a start page has no rows
        QVERIFY(desktop.open(world.folder()));
        desktop.window.go(QStringLiteral("meters"));  // the overview's list may be below the fold
        QTRY_COMPARE(usable.count(), 1);
        QVERIFY(desktop.find<QTableView>("tableView")->model()->rowCount() > 0);
        desktop.window.go(QStringLiteral("ledger"));
        QTest::qWait(200);
        QCOMPARE(usable.count(), 1);
    }
};

MS_UI_TEST_MAIN(TestStartWatch)
#include "tst_start_watch.moc"
