#include "pages/verify/file_view.h"

#include "dialogs/evidence_dialog.h"
#include "pages/verify/file_choice.h"
#include "pages/verify/finding_view.h"
#include "pages/verify/findings_model.h"
#include "pages/verify/framed.h"
#include "pages/verify/report.h"
#include "pages/verify/verdict_panel.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kTableShare = 660;
constexpr int kDetailShare = 440;

std::optional<QString> fileIn(const QMimeData* data)
{
    if (data == nullptr || data->urls().size() != 1 || !data->urls().front().isLocalFile()) {
        return std::nullopt;
    }
    return data->urls().front().toLocalFile();
}

}  // namespace

FileView::FileView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_check(new FileCheck(context.session.readerMaker(), this)),
      m_drop(new EmptyState),
      m_choice(new FileChoice(context, this)),
      m_progress(new ProgressStrip(this)),
      m_banner(new Banner(this)),
      m_told(new Banner(this)),
      m_verdict(new VerdictPanel(this)),
      m_report(new QPushButton(m_verdict)),
      m_evidence(new QPushButton(m_verdict)),
      m_about(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_model(new FindingsModel(context.format)),
      m_table(new DataTable(QStringLiteral("findingsTable"), m_model, this)),
      m_filter(new QComboBox(m_table)),
      m_finding(new FindingView(context, FindingView::Of::List, this)),
      m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("fileView"));
    setAcceptDrops(true);
    m_banner->setObjectName(QStringLiteral("verifyBanner"));
    m_told->setObjectName(QStringLiteral("reportMessage"));
    m_drop->setObjectName(QStringLiteral("verifyEmpty"));
    m_banner->setClosable(false);
    buildResult();
    followCheck();
    followTable();
    connect(m_drop, &EmptyState::actionTriggered, m_choice, &FileChoice::ask);
    connect(m_choice, &FileChoice::fileChosen, this, [this] {
        m_hasResult = false;
        showNothing();
    });
    connect(m_choice, &FileChoice::checkAsked, this, &FileView::start);
    connect(m_told, &Banner::closed, m_about, &QWidget::show);
    connect(m_model, &FindingsModel::reloadAsked, m_choice, &FileChoice::check);
    connect(m_report, &QPushButton::clicked, this, &FileView::askReport);
    connect(m_evidence, &QPushButton::clicked, this, [this] { makeEvidence(nullptr); });
    connect(m_finding, &FindingView::evidenceWanted, this, [this](const Finding& finding) { makeEvidence(&finding); });
    onWords(this, context.format, [this] { retranslate(); });
    showNothing();
    retranslate();
}

void FileView::followCheck()
{
    connect(m_progress, &ProgressStrip::stopRequested, this, [this] {
        m_check->stop();
        m_progress->setProgress(0, 0, tr("Stopping…"));
    });
    connect(m_check, &FileCheck::progressed, this, [this] {
        take();
        showProgress();
    });
    connect(m_check, &FileCheck::finished, this, [this] {
        take();
        m_model->end(m_check->spill());
        m_hasResult = true;
        showResult();
        selectFirst();
        record({});
        emit ended();
    });
    connect(m_check, &FileCheck::failed, this, [this](const Error& error) {
        m_model->begin();
        m_model->end(nullptr);
        showNothing();
        m_banner->showError(error);
        record(error);
        emit ended();
    });
}

// Into the audit log.
void FileView::record(const Status& result)
{
    const CheckState& state = m_check->state();
    AuditNote note{"verify.file", {}, {{"file", m_check->request().file.string()}}};
    if (!result) {
        note.result = result;
    } else if (state.summary().cancelled) {
        note.result = makeError(ErrorCode::Cancelled, "verify.stopped", "Stopped before the end.");
    } else {
        note.subject["sha256"] = state.result.sha256.hex();
        note.details["verdict"] = state.summary().passes() ? "intact" : "not-intact";
    }
    m_context.session.record(std::move(note));
}

void FileView::followTable()
{
    connect(m_filter, &QComboBox::activated, this, [this](int index) {
        const QVariant category = m_filter->itemData(index);
        m_model->setFilter(category.isValid() ? std::optional(category.value<std::size_t>()) : std::nullopt);
    });
    connect(m_table, &DataTable::activated, &m_context.navigator, &Navigator::go);
    connect(m_table, &DataTable::openInWindow, &m_context.navigator, &Navigator::openWindow);
    connect(m_table, &DataTable::currentChanged, this, [this] {
        const FindingRow* const row = m_model->row(m_table->view()->currentIndex().row());
        if (row != nullptr) {
            m_finding->showFinding(*row);
        } else {
            m_finding->clear();
        }
    });
}

void FileView::buildResult()
{
    m_report->setObjectName(QStringLiteral("saveReport"));
    m_report->setIcon(icon(QStringLiteral("export")));
    theme::setRole(m_report, theme::Role::Primary);
    theme::setRole(m_drop->findChild<QPushButton*>(QStringLiteral("emptyAction")), theme::Role::Primary);
    m_evidence->setObjectName(QStringLiteral("makeEvidence"));
    m_verdict->addAction(m_evidence);
    m_verdict->addAction(m_report);
    m_about->setObjectName(QStringLiteral("checkedAgainst"));
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_filter->setObjectName(QStringLiteral("verdictFilter"));
    m_filter->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_table->addFilter(m_filter);
    m_splitter->addWidget(framed(m_table, this));
    m_splitter->addWidget(framed(m_finding, this));
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({kTableShare, kDetailShare});
    m_splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    m_empty = framed(m_drop, this);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_choice);
    layout->addWidget(m_banner);
    layout->addWidget(m_progress);
    layout->addWidget(m_verdict);
    layout->addWidget(m_about);
    layout->addWidget(m_told);
    layout->addWidget(m_splitter, 1);
    layout->addStretch(0);
}

void FileView::setFile(const QString& file)
{
    m_choice->setFile(file);
}

QString FileView::file() const
{
    return m_choice->file();
}

void FileView::start(const FileVerificationRequest& request)
{
    m_banner->clear();
    m_told->clear();
    m_hasResult = false;
    m_finding->clear();
    m_model->setFilter(std::nullopt);
    m_model->begin();
    m_progress->start({});
    m_check->start(request);
    m_choice->setStage(FileChoice::Stage::Running);
    m_verdict->hide();
    m_about->hide();
    m_splitter->show();
}

void FileView::take()
{
    m_model->append(m_check->takeRows(), m_check->state().found);
    refreshFilter();
}

void FileView::showProgress()
{
    const CheckState& state = m_check->state();
    const Format& format = m_context.format;
    const QString counts = countsInWords(state.summary(), format);
    const auto line = [&](const QString& step) {
        return counts.isEmpty() ? step : step + QStringLiteral(" · ") + counts;
    };
    switch (state.at.step) {
    case FileVerificationProgress::Step::Hashing:
        m_progress->setProgress(state.at.bytesHashed, state.at.verify.bytesTotal, tr("Hashing the file…"));
        break;
    case FileVerificationProgress::Step::Reading:
        m_progress->setProgress(state.at.verify.bytesRead, state.at.verify.bytesTotal,
                                tr("Reading: %1 records").arg(format.number(state.summary().rows)));
        break;
    case FileVerificationProgress::Step::Comparing:
        m_progress->setProgress(
            state.at.verify.recordsDone, state.at.verify.recordsTotal,
            line(tr("Compared %1 of %2 records")
                     .arg(format.number(state.at.verify.recordsDone), format.number(state.at.verify.recordsTotal))));
        break;
    }
}

void FileView::showResult()
{
    const CheckState& state = m_check->state();
    const Format& format = m_context.format;
    m_progress->finish();
    m_choice->setStage(FileChoice::Stage::Done);
    m_verdict->setWords(wordsOf(state.summary(), format));
    m_verdict->show();
    m_about->setText(tr("Checked against ledger %1 at height %2 · %3 · %4 · file SHA-256 %5")
                         .arg(Format::shortHash(state.result.fingerprint), format.number(state.result.height),
                              tr("%Ln meter(s)", nullptr, static_cast<int>(state.summary().meters)),
                              tr("%Ln batch(es)", nullptr, static_cast<int>(state.summary().batchesChecked)),
                              Format::shortHash(state.result.sha256)));
    m_about->setToolTip(text(state.result.fingerprint.hex()) + u'\n' + text(state.result.sha256.hex()));
    m_about->setVisible(!m_told->isVisible());
    m_splitter->setVisible(m_model->knownTotal() > 0);
    refreshFilter();
}

// What a person wants to see is the first record that is wrong, not a line that is no record.
void FileView::selectFirst()
{
    int row = 0;
    while (row < m_model->rowCount() && m_model->row(row)->unread) {
        ++row;
    }
    m_table->view()->selectRow(row < m_model->rowCount() ? row : 0);
}

void FileView::showNothing()
{
    const bool chosen = !m_choice->file().isEmpty();
    m_progress->finish();
    m_choice->setStage(FileChoice::Stage::Choosing);
    m_empty->setVisible(!chosen);
    m_banner->clear();
    m_told->clear();
    m_verdict->hide();
    m_about->hide();
    m_splitter->hide();
}

void FileView::askReport()
{
    auto* dialog = new QFileDialog(this, tr("Save the report"));
    dialog->setObjectName(QStringLiteral("reportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(
        {tr("Report, PDF (*.pdf)"), tr("All findings, CSV (*.csv)"), tr("All findings, JSON Lines (*.jsonl)")});
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(QFileInfo(m_choice->file()).completeBaseName() + QStringLiteral("-verified.pdf"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).chopped(1));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &FileView::writeReport);
    dialog->open();
}

// Of the file as it was read; of a finding, its record alone, the others of its batch withheld.
void FileView::makeEvidence(const Finding* finding)
{
    const FileVerificationRequest& request = m_check->request();
    EvidenceStart start{QString::fromStdString(request.file.string()), request.profile, {}, {}, {}, {}};
    if (finding != nullptr) {
        start.meter = text(finding->mn);
        start.from = start.to = finding->record ? std::optional(finding->record->alarmTime) : std::nullopt;
        if (!finding->record) {  // what is missing: its batch shows that it was anchored
            start.from = finding->batchStart;
            start.to = finding->batchEnd;
        }
    }
    (new EvidenceDialog(m_context, std::move(start), this))->open();
}

void FileView::writeReport(const QString& file)
{
    if (!m_hasResult) {
        return;
    }
    m_report->setEnabled(false);
    m_about->hide();  // its room, in a small window
    m_told->showMessage(Tone::Info, tr("Writing the report…"), file);
    m_reporting = m_reporter.run(
        this,
        [file = file.toStdString(), report = reportOf(m_check->request(), m_check->state(), m_context.format),
         spill = m_check->spill()](std::stop_token stop) { return report::write(file, report, *spill, stop); },
        [this, file](Result<std::uint64_t> written) {
            m_report->setEnabled(true);
            if (written) {
                m_told->showMessage(
                    Tone::Ok, tr("The report was written, with %Ln finding(s)", nullptr, static_cast<int>(*written)),
                    file);
            } else {
                m_told->showError(written.error());
            }
        });
}

void FileView::refreshFilter()
{
    const Format& format = m_context.format;
    const auto& found = m_check->state().found;
    const QVariant chosen = m_filter->currentData();
    QStringList names{tr("All findings")};
    QVariantList categories{{}};
    for (std::size_t category = 0; category < kCategoryCount; ++category) {
        if (found[category] > 0) {
            names << QStringLiteral("%1 (%2)").arg(categoryName(category), format.number(found[category]));
            categories << QVariant::fromValue(category);
        }
    }
    while (m_filter->count() > names.size()) {
        m_filter->removeItem(m_filter->count() - 1);
    }
    for (int i = 0; i < names.size(); ++i) {
        if (i == m_filter->count()) {
            m_filter->addItem({});
        }
        m_filter->setItemText(i, names[i]);
        m_filter->setItemData(i, categories[i]);
    }
    m_filter->setCurrentIndex(std::max<int>(0, static_cast<int>(categories.indexOf(chosen))));
}

void FileView::dragEnterEvent(QDragEnterEvent* event)
{
    if (!running() && fileIn(event->mimeData())) {
        event->acceptProposedAction();
    }
}

void FileView::dropEvent(QDropEvent* event)
{
    if (const auto file = fileIn(event->mimeData()); file && !running()) {
        event->acceptProposedAction();
        if (file->endsWith(QLatin1String(".mseal.zip"), Qt::CaseInsensitive)) {
            m_context.navigator.go(QStringLiteral("evidence/file/") +
                                   QString::fromLatin1(QUrl::toPercentEncoding(*file)));
            return;
        }
        setFile(*file);
    }
}

void FileView::retranslate()
{
    m_drop->setContent(QStringLiteral("verify"), tr("Drop a file of records here"),
                       tr("CSV, TSV, JSON or JSON Lines. Each record is compared with what was anchored; the file and "
                          "the ledger stay as they are."),
                       tr("Choose a file…"));
    m_report->setText(tr("Save report…"));
    m_evidence->setText(tr("Make evidence…"));
    m_filter->setAccessibleName(tr("Findings shown"));
    m_table->setTitle(tr("Findings"));
    m_table->setEmptyText(QStringLiteral("ok"), tr("No finding"), tr("Findings appear here as they are made."));
    refreshFilter();
    if (m_hasResult) {
        showResult();
    } else if (running()) {
        showProgress();
    }
}

}  // namespace meterseal::ui
