#include "ui/support/big_walk.h"

#include "ui/support/hands.h"
#include "ui/support/upload_load.h"
#include "widgets/data_table.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>

namespace meterseal::test {

using namespace meterseal::ui;

namespace {

constexpr std::size_t kFileMeters = 200;
constexpr std::size_t kDays = 200;
constexpr std::size_t kNodes = 4;
constexpr int kFollowsMs = 300;

}  // namespace

bool BigWalk::open()
{
    const std::uint64_t transactions = transactionsAsked("METERSEAL_UI_TXS", 1'000'000);
    makeBigWorkspace(m_folder.path(), transactions, kFileMeters, SmallWorld::kPassphrase);
    m_desktop = std::make_unique<Desktop>(m_own / "settings.ini");
    m_desktop->settings.setSimulatedNodes(QString::fromStdString(m_folder.path().string()), kNodes);
    if (!m_desktop->open(m_folder.path()) || !unlock(m_desktop->session) || !keepBusy()) {
        return false;
    }
    const bool moving = QTest::qWaitFor(
        [&] {
            const auto& snapshot = m_desktop->session.upload()->snapshot();
            return snapshot && snapshot->committedBatches > 0;
        },
        kPatienceMs);
    m_watchdog = std::make_unique<EventLoopWatchdog>();
    return moving;
}

void BigWalk::run(const std::function<void(const WalkStep&)>& step)
{
    m_step = step;
    MainWindow& window = m_desktop->window;
    for (int round = 0; round < 2; ++round) {
        for (const auto& page : m_desktop->registry.pages()) {
            const QString id = page.id();
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
}

// What the person does, and what follows of it soon.
void BigWalk::watch(const QString& what, const std::function<void()>& action)
{
    const bool more = keepBusy();
    QTest::qWait(50);
    m_watchdog->reset();
    // As an event of its own, as a click is.
    QMetaObject::invokeMethod(m_watchdog.get(), action, Qt::QueuedConnection);
    QTest::qWait(kFollowsMs);
    WalkStep step{what, m_watchdog->longestComputingMs(), m_watchdog->longestMs(), false};
    step.busy = more && m_desktop->session.upload()->busy();
    m_step(step);
}

// More work before it runs out.
bool BigWalk::keepBusy()
{
    const auto& snapshot = m_desktop->session.upload()->snapshot();
    if (snapshot && snapshot->unfinishedBatches > kFileMeters * kDays / 2) {
        return true;
    }
    const auto file = writeReadings(m_builder, m_own / ("round" + std::to_string(m_round) + ".jsonl"), kFileMeters,
                                    kDays, kAfterBigLedgers + m_round);
    ++m_round;
    return upload(m_desktop->session, file, std::chrono::milliseconds(20));
}

QTableView* BigWalk::shownTable()
{
    for (auto* table : m_desktop->window.findChildren<DataTable*>()) {
        if (table->view()->isVisible()) {
            return table->view();
        }
    }
    return nullptr;
}

void BigWalk::scrollAndSort(const QString& place)
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

}  // namespace meterseal::test
