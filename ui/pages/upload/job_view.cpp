#include "pages/upload/job_view.h"

#include "pages/upload/jobs_model.h"
#include "pages/upload/rejects_model.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"
#include "widgets/facts.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>

namespace meterseal::ui {

namespace {
constexpr int kProgressSteps = 1000;
constexpr int kLookEveryMs = 150;
}  // namespace

JobView::JobView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_state(new ToneLabel(this)),
      m_name(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_whereLabel(new QLabel(this)),
      m_progress(new QProgressBar(this)),
      m_confirm(new Banner(this)),
      m_banner(new Banner(this)),
      m_working(new ProgressStrip(this)),
      m_cancel(new QPushButton(this)),
      m_receipts(new QPushButton(this)),
      m_rejects(new QPushButton(this)),
      m_where(new QPushButton(this)),
      m_row(new QLineEdit(this)),
      m_answer(new ToneLabel(this)),
      m_tabs(new QTabWidget(this)),
      m_facts(new Facts(HashLabel::Shown::Short, this)),
      m_counts(new Facts(HashLabel::Shown::Short, this)),
      m_model(new RejectsModel(context.format)),
      m_table(new DataTable(QStringLiteral("rejectsTable"), m_model, this)),
      m_done(std::make_shared<Shared<std::pair<std::uint64_t, std::uint64_t>>>())
{
    setObjectName(QStringLiteral("jobView"));
    buildTop();
    buildWhere();
    connect(m_cancel, &QPushButton::clicked, this, &JobView::askCancel);
    connect(m_confirm, &Banner::actionTriggered, this, &JobView::cancel);
    connect(m_receipts, &QPushButton::clicked, this, [this] { chooseFile(true); });
    connect(m_rejects, &QPushButton::clicked, this, [this] { chooseFile(false); });
    connect(m_where, &QPushButton::clicked, this, &JobView::findRow);
    connect(m_row, &QLineEdit::returnPressed, this, &JobView::findRow);
    connect(m_model, &RejectsModel::reloadWanted, this, &JobView::loadRejects);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] { refresh(); });
    connect(m_working, &ProgressStrip::stopRequested, this, [this] {
        m_writing.cancel();
        m_look.stop();
        m_working->finish();
        refresh();
    });
    m_look.setInterval(kLookEveryMs);
    connect(&m_look, &QTimer::timeout, this, [this] {
        const auto [done, total] = m_done->get();
        m_working->setProgress(
            done, total, tr("%1 of %2 receipts").arg(m_context.format.number(done), m_context.format.number(total)));
    });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

JobView::~JobView() = default;

void JobView::buildTop()
{
    m_state->setObjectName(QStringLiteral("jobState"));
    m_progress->setObjectName(QStringLiteral("jobProgress"));
    m_cancel->setObjectName(QStringLiteral("cancelJob"));
    m_receipts->setObjectName(QStringLiteral("saveReceipts"));
    m_rejects->setObjectName(QStringLiteral("saveRejects"));
    m_confirm->setObjectName(QStringLiteral("confirmCancel"));
    m_tabs->setObjectName(QStringLiteral("jobTabs"));
    m_tabs->setDocumentMode(true);
    m_cancel->setIcon(icon(QStringLiteral("close")));
    m_receipts->setIcon(icon(QStringLiteral("evidence")));
    m_rejects->setIcon(icon(QStringLiteral("export")));
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(6);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setMinimumWidth(0);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_state);
    head->addSpacing(theme::kMargin);
    head->addWidget(m_cancel);
    head->addWidget(m_rejects);
    head->addWidget(m_receipts);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kGap);
    layout->setSpacing(theme::kGap);
    layout->addLayout(head);
    layout->addWidget(m_progress);
    layout->addWidget(m_confirm);
    layout->addWidget(m_banner);
    layout->addWidget(m_working);
    layout->addWidget(m_tabs, 1);
}

void JobView::buildWhere()
{
    m_row->setObjectName(QStringLiteral("whereRow"));
    m_where->setObjectName(QStringLiteral("whereButton"));
    m_answer->setObjectName(QStringLiteral("whereAnswer"));
    m_row->setMaximumWidth(140);
    m_row->setValidator(new QIntValidator(1, std::numeric_limits<int>::max(), m_row));
    m_whereLabel->setBuddy(m_row);
    auto* where = new QHBoxLayout;
    where->addWidget(m_whereLabel);
    where->addWidget(m_row);
    where->addWidget(m_where);
    where->addWidget(m_answer, 1);
    auto* figures = new QHBoxLayout;
    figures->setSpacing(theme::kSection);
    figures->addWidget(m_counts, 2, Qt::AlignTop);
    figures->addWidget(m_facts, 3, Qt::AlignTop);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::kGap, theme::kGap, theme::kGap, theme::kGap);
    layout->setSpacing(theme::kGap);
    layout->addLayout(figures);
    layout->addStretch();
    layout->addLayout(where);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    page->setBackgroundRole(QPalette::Base);
    m_tabs->addTab(scroll, {});
    m_tabs->addTab(m_table, {});
    connect(m_facts, &Facts::linkActivated, &m_context.navigator, &Navigator::go);
}

void JobView::showJob(const JobProgress& job, UploaderState uploader, const QString& timeLeft)
{
    const bool other = job.id != m_job.id;
    m_job = job;
    m_uploader = uploader;
    m_left = timeLeft;
    if (other) {
        m_confirm->clear();
        m_banner->clear();
        m_row->clear();
        m_answer->setTone(Tone::Neutral, {});
        m_loadedRejects = 0;
        m_loading.cancel();
        m_finding.cancel();
        m_model->setLoading();
    }
    if (job.state != JobState::Running || job.cancelling || uploader == UploaderState::Locked) {
        m_confirm->clear();
    }
    refresh();
}

void JobView::askCancel()
{
    m_confirm->showMessage(
        Tone::Warn, tr("Cancel this upload?"),
        m_job.records == 0
            ? tr("Nothing of it is sealed yet, so all of it is dropped. You can upload the file again "
                 "later.")
            : tr("%1 records are sealed already: they are, or will be, on the ledger and stay there. What "
                 "is not sealed yet is dropped. You can upload the file again later; nothing is anchored "
                 "twice.")
                  .arg(m_context.format.number(m_job.records)));
    m_confirm->setAction(tr("Cancel the upload"));
}

void JobView::cancel()
{
    m_confirm->clear();
    UploadBridge* const upload = m_context.session.upload();
    if (upload == nullptr) {
        return;
    }
    m_cancelling = upload->run(
        this, [id = m_job.id](UploadEngine& engine) { return engine.uploader->cancelJob(id); },
        [this](const Status& cancelled) {
            if (!cancelled.ok()) {
                m_banner->showError(cancelled.error());
            }
            if (UploadBridge* const bridge = m_context.session.upload()) {
                bridge->look();
            }
        });
}

void JobView::findRow()
{
    const std::uint64_t row = m_row->text().toULongLong();
    if (row == 0) {
        return;
    }
    const auto answer = [this](const Result<RowPlace>& place) {
        if (!place) {
            m_banner->showError(place.error());
            return;
        }
        m_answer->setTone(stageTone(place->stage), stageText(*place));
        m_answer->setToolTip(place->tx.isZero() ? originalText(place->message)
                                                : tr("Transaction %1").arg(text(place->tx.hex())));
    };
    if (UploadBridge* const upload = m_context.session.upload()) {
        m_finding = upload->run(
            this, [id = m_job.id, row](UploadEngine& engine) { return engine.uploader->where(id, row); }, answer);
    } else {
        m_finding = m_worker.run(
            this,
            [folder = m_context.session.workspace()->journalFolder(), id = m_job.id, row](std::stop_token) {
                return findUploadRow(folder, id, row);
            },
            answer);
    }
}

void JobView::loadRejects()
{
    m_loadedRejects = m_job.rejected;
    using Rows = std::pair<std::vector<MarkedRow>, std::uint64_t>;
    const auto read = [folder = m_context.session.workspace()->journalFolder(), id = m_job.id]() -> Result<Rows> {
        MS_ASSIGN(SettledRows settled, readSettledRows(folder, id));
        const std::uint64_t total = settled.rejected.size();
        settled.rejected.resize(std::min<std::size_t>(settled.rejected.size(), RejectsModel::kMostRows));
        return Rows(std::move(settled.rejected), total);
    };
    const auto show = [this](Result<Rows> rows) {
        if (rows) {
            m_model->setRows(std::move(rows->first), rows->second);
        } else {
            m_model->setError(rows.error());
        }
    };
    if (UploadBridge* const upload = m_context.session.upload()) {
        m_loading = upload->run(
            this,
            [read, id = m_job.id](UploadEngine& engine) {
                // Asking for a row brings the journal's notes to the files that are read here.
                static_cast<void>(engine.uploader->where(id, 1));
                return read();
            },
            show);
    } else {
        m_loading = m_worker.run(
            this, [read](std::stop_token) { return read(); }, show);
    }
}

void JobView::refresh()
{
    const std::optional<double> share = settledShare(m_job);
    m_name->setText(QFileInfo(QString::fromStdString(m_job.name)).fileName());
    m_name->setToolTip(QString::fromStdString(m_job.name));
    m_state->setTone(jobStateTone(m_job, m_uploader), jobStateText(m_job, m_uploader));
    m_progress->setVisible(share.has_value());
    m_progress->setValue(static_cast<int>(share.value_or(0) * kProgressSteps));
    m_progress->setAccessibleName(tr("Progress of this upload"));
    fillFacts();
    if (!m_job.error.empty() && !m_banner->isVisible()) {
        // Jobs of an earlier version do not say why in a word.
        m_banner->showError(
            makeError(ErrorCode::Io, m_job.errorReason.empty() ? "upload.job-failed" : m_job.errorReason, m_job.error));
    }
    const bool unlocked = m_context.session.upload() != nullptr;
    const bool running = m_job.state == JobState::Running;
    const bool writing = m_writing.running();
    m_cancel->setVisible(!m_job.live && running);
    m_cancel->setEnabled(unlocked && !m_job.cancelling);
    m_receipts->setVisible(!m_job.live);
    m_receipts->setEnabled(!running && !writing);
    m_receipts->setToolTip(running ? tr("Receipts can be written when the upload has ended")
                                   : tr("For each row: transaction, place in its batch, block"));
    m_rejects->setVisible(!m_job.live && m_job.rejected > 0);
    m_rejects->setEnabled(!writing);
    m_tabs->setTabText(1, tr("Rejected rows (%1)").arg(m_context.format.number(m_job.rejected)));
    if (m_tabs->currentIndex() == 1 && !m_loading.running() &&
        (m_model->loading() || m_loadedRejects != m_job.rejected)) {
        loadRejects();
    }
}

void JobView::retranslate()
{
    m_cancel->setText(tr("Cancel upload…"));
    m_receipts->setText(tr("Save receipts…"));
    m_rejects->setText(tr("Save rejected rows…"));
    m_rejects->setToolTip(tr("In the file's own format, each with its reason"));
    m_whereLabel->setText(tr("Where is row"));
    m_row->setAccessibleName(tr("Row number"));
    m_where->setText(tr("Find"));
    m_tabs->setTabText(0, tr("Details"));
    m_table->setTitle(tr("Rejected rows"));
    m_table->setEmptyText(QStringLiteral("ok"), tr("No row was rejected"), {});
    refresh();
}

}  // namespace meterseal::ui
