#include "pages/monitor/monitor_widget.h"

#include "dialogs/unlock_dialog.h"
#include "format/error_text.h"
#include "format/texts.h"
#include "meterseal/upload/uploader.h"
#include "pages/monitor/figures.h"
#include "pages/monitor/nodes_model.h"
#include "pages/monitor/nodes_panel.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/bar_panel.h"
#include "widgets/chart_panel.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kReadEveryTicks = 5;       // once a second
constexpr int kMinutesEveryTicks = 150;  // twice a minute
constexpr int kLeastNodes = 210;         // four nodes and their head

using History = std::pair<std::vector<HistoryPoint>, std::vector<HistoryPoint>>;

}  // namespace

MonitorWidget::MonitorWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_state(new ToneLabel(this)),
      m_rangeLabel(new QLabel(this)),
      m_range(new QComboBox(this)),
      m_pause(new QPushButton(this)),
      m_banner(new Banner(this)),
      m_told(new Banner(this)),
      m_transactions(new ChartPanel(QStringLiteral("chartTransactions"), context.format)),
      m_records(new ChartPanel(QStringLiteral("chartRecords"), context.format)),
      m_latency(new ChartPanel(QStringLiteral("chartLatency"), context.format)),
      m_buffers(new ChartPanel(QStringLiteral("chartBuffers"), context.format)),
      m_shares(new BarPanel(QStringLiteral("chartShares"), context.format)),
      m_figures(new Figures(context.format, this)),
      m_nodes(new NodesPanel(context, this))
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, theme::kSection, 0);
    column->setSpacing(theme::kCards);
    column->addWidget(m_banner);
    column->addWidget(m_told);
    column->addWidget(buildCharts(), 3);
    column->addWidget(m_nodes, 2);
    m_nodes->setMinimumHeight(kLeastNodes);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("monitorScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setBackgroundRole(QPalette::Window);
    content->setBackgroundRole(QPalette::Window);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kScrolledPageMargins);
    layout->setSpacing(theme::kCards);
    layout->addWidget(buildHead());
    layout->addWidget(scroll, 1);

    connect(m_banner, &Banner::actionTriggered, this, [this] { whenUnlocked(m_context, this, [] {}); });
    connect(m_range, &QComboBox::activated, this, &MonitorWidget::draw);
    connect(m_pause, &QPushButton::toggled, this, [this] {
        retranslate();
        draw();
    });
    connect(&m_tick, &QTimer::timeout, this, &MonitorWidget::tick);
    connect(&context.session, &Session::lockChanged, this, &MonitorWidget::follow);
    onWords(this, context.format, [this] { retranslate(); });
    m_tick.setInterval(kRedrawMs);
    follow();
}

QWidget* MonitorWidget::buildHead()
{
    m_state->setObjectName(QStringLiteral("monitorState"));
    m_range->setObjectName(QStringLiteral("monitorRange"));
    m_pause->setObjectName(QStringLiteral("monitorPause"));
    m_banner->setObjectName(QStringLiteral("monitorBanner"));
    m_told->setObjectName(QStringLiteral("monitorTold"));
    m_banner->setClosable(false);
    m_pause->setCheckable(true);
    m_rangeLabel->setBuddy(m_range);
    for (std::size_t i = 0; i < UploadSeries::kRanges.size(); ++i) {
        m_range->addItem({});
    }
    m_range->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* head = new PageHeader(m_title, this);
    head->layout()->setContentsMargins(0, 0, theme::kSection, 0);
    head->addBeside(m_state);
    head->addAction(m_rangeLabel);
    head->addAction(m_range);
    head->addAction(m_pause);
    return head;
}

QWidget* MonitorWidget::buildCharts()
{
    auto* charts = new QWidget;
    auto* grid = new QGridLayout(charts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme::kCards);
    QWidget* const cells[] = {m_transactions, m_records, m_latency, m_buffers, m_shares, m_figures};
    for (int i = 0; i < 6; ++i) {
        auto* card = new Card;
        card->setContentsMargins(theme::kGap, theme::kGap, theme::kGap, theme::kGap);
        auto* inside = new QVBoxLayout(card);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->addWidget(cells[i]);
        grid->addWidget(card, i / 3, i % 3);
        grid->setColumnStretch(i % 3, 1);
        if (auto* const chart = qobject_cast<ChartFrame*>(cells[i])) {
            connect(chart, &ChartFrame::saved, this,
                    [this](const QString& file) { m_told->showMessage(Tone::Ok, tr("The chart was saved"), file); });
            connect(chart, &ChartFrame::saveFailed, m_told, &Banner::showError);
        }
    }
    for (ChartPanel* chart : {m_transactions, m_records, m_latency, m_buffers}) {
        chart->hideControls();
    }
    m_buffers->setLeastTop(100);
    return charts;
}

void MonitorWidget::follow()
{
    m_series.endLooks();
    if (UploadBridge* const upload = m_context.session.upload()) {
        // Whatever page is shown: what happened meanwhile is drawn later.
        connect(upload, &UploadBridge::changed, this,
                [this, upload] { m_series.look(*upload->snapshot(), UploadOptions().batchBuffer.items); });
    }
    retranslate();
}

void MonitorWidget::showEvent(QShowEvent* event)
{
    PageWidget::showEvent(event);
    m_ticks = 0;
    m_tick.start();
    tick();
}

void MonitorWidget::hideEvent(QHideEvent* event)
{
    PageWidget::hideEvent(event);
    m_tick.stop();
}

void MonitorWidget::tick()
{
    if (m_ticks++ % kReadEveryTicks == 0) {
        readHistory();
    }
    refreshState();
    draw();
}

void MonitorWidget::readHistory()
{
    if (m_reading.running()) {
        return;
    }
    const bool minutes = m_ticks % kMinutesEveryTicks == 1;
    m_reading = m_reader.run(
        this,
        [folder = m_context.session.workspace()->journalFolder(), minutes,
         secondsFrom = m_series.readFrom(HistoryStep::Second, now()),
         minutesFrom = m_series.readFrom(HistoryStep::Minute, now())](std::stop_token) -> Result<History> {
            History history;
            MS_ASSIGN(history.first, readUploadHistory(folder, HistoryStep::Second, secondsFrom));
            if (minutes) {
                MS_ASSIGN(history.second, readUploadHistory(folder, HistoryStep::Minute, minutesFrom));
            }
            return history;
        },
        [this](Result<History> history) {
            if (!history) {
                m_told->showError(history.error());
                return;
            }
            m_series.merge(HistoryStep::Second, std::move(history->first));
            m_series.merge(HistoryStep::Minute, std::move(history->second));
        });
}

const UploadSeries::Range& MonitorWidget::range() const
{
    return UploadSeries::kRanges[static_cast<std::size_t>(m_range->currentIndex())];
}

std::optional<Timestamp> MonitorWidget::end() const
{
    return m_context.session.unlocked() ? now() : m_series.latest();
}

void MonitorWidget::draw()
{
    if (m_pause->isChecked() || !isVisible()) {
        return;
    }
    if (const auto until = end()) {
        UploadSeries::Lines lines = m_series.lines(range(), *until);
        m_transactions->setLines({{tr("tx/s"), std::move(lines.transactions)}});
        m_records->setLines({{tr("records/s"), std::move(lines.records)}});
        m_latency->setLines({{tr("p50"), std::move(lines.latencyP50)}, {tr("p95"), std::move(lines.latencyP95)}});
        m_buffers->setLines({{tr("A"), std::move(lines.fillA)},
                             {tr("B"), std::move(lines.fillB)},
                             {tr("swaps"), std::move(lines.swaps), tr("swaps/s")}});
    }
    QStringList bars;
    BarSet lately{tr("last 10 s"), {}}, ever{tr("since start"), {}};
    const auto shares = m_series.shares();
    const auto& rows = m_nodes->model().rows();
    for (std::size_t i = 0; i < std::min(shares.size(), rows.size()); ++i) {
        bars << (rows[i].simulated ? tr("Node %1").arg(i + 1) : rows[i].name);
        lately.values.push_back(shares[i].lately);
        ever.values.push_back(shares[i].ever);
    }
    m_shares->setBars(bars, {std::move(lately), std::move(ever)});
    const UploadBridge* const upload = m_context.session.upload();
    m_figures->show(upload != nullptr ? upload->snapshot() : std::nullopt, m_series.swapsPerSecond());
}

void MonitorWidget::refreshState()
{
    m_nodes->refresh();
    const Session& session = m_context.session;
    const UploadBridge* const upload = session.upload();
    if (upload == nullptr) {
        const auto latest = m_series.latest();
        m_state->setTone(Tone::Muted,
                         latest ? tr("Not running; last seen %1").arg(m_context.format.time(*latest))
                                : tr("Not running"),
                         QStringLiteral("lock"));
        m_banner->setAction(session.readOnly() ? QString() : tr("Unlock…"));
        m_banner->showMessage(
            Tone::Info,
            session.readOnly() ? tr("Opened read-only: no uploader runs here")
                               : tr("The key store is locked, so the uploader does not run"),
            latest
                ? tr("The charts show what it recorded before. The nodes, their shares and what is in the buffers "
                     "now are not known.")
                : tr("Nothing was recorded yet in this workspace. The nodes, their shares and what is in the buffers "
                     "are not known."));
        return;
    }
    const auto& snapshot = upload->snapshot();
    if (!snapshot) {
        m_state->setTone(Tone::Muted, tr("Starting…"));
        m_banner->clear();
        return;
    }
    m_banner->setAction({});
    const bool failed = !snapshot->error.empty();
    const bool held = !snapshot->hold.empty();
    m_state->setTone(failed                     ? Tone::Bad
                     : snapshot->paused || held ? Tone::Warn
                                                : Tone::Ok,
                     failed             ? tr("Stopped by an error")
                     : snapshot->paused ? tr("Uploader paused")
                     : held             ? tr("Waiting")
                     : upload->busy()   ? tr("Anchoring")
                                        : tr("Idle: nothing waiting"));
    if (failed) {
        m_banner->showText(Tone::Bad, describeStop(*snapshot));
    } else if (held && !snapshot->paused) {
        m_banner->showText(Tone::Warn, describeHold(*snapshot));
    } else {
        m_banner->clear();
    }
}

void MonitorWidget::retranslate()
{
    m_title->setText(tr("Monitor"));
    m_rangeLabel->setText(tr("Range"));
    const QString ranges[] = {tr("1 minute"), tr("10 minutes"), tr("1 hour"), tr("24 hours"), tr("7 days")};
    for (int i = 0; i < m_range->count(); ++i) {
        m_range->setItemText(i, ranges[i]);
    }
    m_range->setAccessibleName(tr("Range of time of all charts"));
    m_pause->setText(m_pause->isChecked() ? tr("Resume charts") : tr("Pause charts"));
    m_pause->setIcon(icon(m_pause->isChecked() ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setToolTip(tr("Keeps what is drawn. The uploader goes on."));
    m_transactions->setTexts(tr("Transactions committed"), tr("tx/s"));
    m_records->setTexts(tr("Records committed"), tr("records/s"));
    m_latency->setTexts(tr("Submit to commit"), tr("ms"));
    m_buffers->setTexts(tr("Double buffer A/B, highest fill"), QStringLiteral("%"));
    m_shares->setBarTitle(tr("Node"));
    const UploadBridge* const upload = m_context.session.upload();
    m_shares->setTexts(upload != nullptr && upload->simulated() ? tr("Share per simulated node") : tr("Share per node"),
                       QStringLiteral("%"));
    m_figures->retranslate();
    m_nodes->retranslate();
    refreshState();
    draw();
}

}  // namespace meterseal::ui
