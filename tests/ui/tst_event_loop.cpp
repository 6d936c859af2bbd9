// The event loop on a big ledger, with the uploader at full load, while a person walks over all pages, scrolls, sorts,
// filters, searches and opens details: no turn of it computes for more than 50 ms, and none waits for something.
//
// The ledger has METERSEAL_UI_TXS transactions (1,000,000, what the desktop is made for) and is kept in
// build/bench-data. It says how long each action took at most.
#include "support/big_ledger.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/upload_load.h"
#include "ui/support/watchdog.h"
#include "widgets/data_table.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

constexpr std::size_t kFileMeters = 200;
constexpr std::size_t kDays = 200;
constexpr std::size_t kNodes = 4;
constexpr int kFollowsMs = 300;
// A turn that waits this long waits for something, however busy the machine is.
constexpr double kMostWaitingMs = 500;

}  // namespace

class TestEventLoop : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder, m_own;
    std::unique_ptr<test::Desktop> m_desktop;
    std::unique_ptr<test::EventLoopWatchdog> m_watchdog;
    test::LedgerBuilder m_builder{test::kBigLedgerSeed};
    std::size_t m_round = 0;
    QStringList m_faults;

    // What the person does, and what follows of it soon.
    template <typename Action>
    void watch(const QString& what, Action action)
    {
        if (!keepBusy()) {
            m_faults << what + QStringLiteral(": the uploader refuses the next file");
        }
        QTest::qWait(50);
        m_watchdog->reset();
        // As an event of its own, as a click is.
        QMetaObject::invokeMethod(this, action, Qt::QueuedConnection);
        QTest::qWait(kFollowsMs);
        const double computing = m_watchdog->longestComputingMs();
        const double turn = m_watchdog->longestMs();
        if (!m_desktop->session.upload()->busy()) {
            m_faults << what + QStringLiteral(": the uploader had nothing to do, so less was shown than said");
        }
        qInfo("%-44s computes %5.1f ms, turn %5.1f ms", qPrintable(what), computing, turn);
        if (computing > test::EventLoopWatchdog::kMostMs || turn > kMostWaitingMs) {
            m_faults << QStringLiteral("%1: computed %2 ms, turn %3 ms").arg(what).arg(computing).arg(turn);
        }
    }
    // More work before it runs out.
    bool keepBusy()
    {
        const auto& snapshot = m_desktop->session.upload()->snapshot();
        if (snapshot && snapshot->unfinishedBatches > kFileMeters * kDays / 2) {
            return true;
        }
        const auto file = test::writeReadings(m_builder, m_own / ("round" + std::to_string(m_round) + ".jsonl"),
                                              kFileMeters, kDays, test::kAfterBigLedgers + m_round);
        ++m_round;
        return test::upload(m_desktop->session, file, std::chrono::milliseconds(20));
    }
    QTableView* shownTable()
    {
        for (auto* table : m_desktop->window.findChildren<DataTable*>()) {
            if (table->view()->isVisible()) {
                return table->view();
            }
        }
        return nullptr;
    }
    void scrollAndSort(const QString& place)
    {
        QTableView* const view = shownTable();
        if (view == nullptr) {
            return;
        }
        QScrollBar* const bar = view->verticalScrollBar();
        for (const double part : {0.5, 0.9, 0.1}) {
            watch(place + QStringLiteral(": jump"), [=] { bar->setValue(static_cast<int>(bar->maximum() * part)); });
        }
        watch(place + QStringLiteral(": a page down"), [=] { QTest::keyClick(view, Qt::Key_PageDown); });
        watch(place + QStringLiteral(": the end"), [=] { QTest::keyClick(view, Qt::Key_End, Qt::ControlModifier); });
        const auto* const model = qobject_cast<TableModel*>(view->model());
        for (int column = 0; column < model->columnCount(); ++column) {
            if (model->column(column).sortable) {
                watch(place + QStringLiteral(": sort"), [=] {
                    QHeaderView* const header = view->horizontalHeader();
                    const int x = header->sectionViewportPosition(column) + header->sectionSize(column) / 2;
                    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
                });
            }
        }
        watch(place + QStringLiteral(": copy a row"), [=] {
            view->setCurrentIndex(view->model()->index(0, 0));
            QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        });
    }

private slots:
    void initTestCase()
    {
        const std::uint64_t transactions = test::transactionsAsked("METERSEAL_UI_TXS", 1'000'000);
        test::makeBigWorkspace(m_folder.path(), transactions, kFileMeters, test::SmallWorld::kPassphrase);
        m_desktop = std::make_unique<test::Desktop>(m_own / "settings.ini");
        m_desktop->settings.setSimulatedNodes(QString::fromStdString(m_folder.path().string()), kNodes);
        QVERIFY(m_desktop->open(m_folder.path()));
        QVERIFY(test::unlock(m_desktop->session));
        QVERIFY(keepBusy());
        QTRY_VERIFY_WITH_TIMEOUT(m_desktop->session.upload()->snapshot()->committedBatches > 0, test::kPatienceMs);
        m_watchdog = std::make_unique<test::EventLoopWatchdog>();
    }
    void cleanupTestCase()
    {
        m_watchdog.reset();
        m_desktop.reset();
    }

    void noActionHoldsIt()
    {
        MainWindow& window = m_desktop->window;
        for (int round = 0; round < 2; ++round) {
            for (const auto& page : m_desktop->registry.pages()) {
                const QString id = page->id();
                watch((round == 0 ? QStringLiteral("open ") : QStringLiteral("back to ")) + id,
                      [&window, id] { window.go(id); });
                scrollAndSort(id);
            }
            watch(QStringLiteral("open transactions"), [&] { window.go(QStringLiteral("ledger/transactions")); });
            scrollAndSort(QStringLiteral("transactions"));
            for (const QString& place : {QStringLiteral("ledger/block/100"), QStringLiteral("meters/100000000017")}) {
                watch(QStringLiteral("open ") + place, [&window, place] { window.go(place); });
            }
            for (const QString& wanted : {QStringLiteral("77"), QStringLiteral("100000000042"), QString(64, u'a')}) {
                watch(QStringLiteral("search ") + wanted.left(12), [&, wanted] {
                    auto* const box = m_desktop->find<QLineEdit>("searchBox");
                    box->setText(wanted);
                    QTest::keyClick(box, Qt::Key_Return);
                });
            }
            watch(QStringLiteral("filter meters"), [&] {
                window.go(QStringLiteral("meters"));
                m_desktop->find<QLineEdit>("prefixFilter")->setText(QStringLiteral("10000000%1").arg(round));
            });
            watch(QStringLiteral("change the language"),
                  [&, round] { m_desktop->settings.setLanguage(round == 0 ? Language::Chinese : Language::English); });
        }
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    }
};

MS_UI_TEST_MAIN(TestEventLoop)
#include "tst_event_loop.moc"
