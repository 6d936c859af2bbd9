#include "pages/verify/compare_view.h"

#include "pages/verify/compare_model.h"
#include "pages/verify/compare_words.h"
#include "pages/verify/copy_row.h"
#include "pages/verify/framed.h"
#include "pages/verify/verdict_words.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kLookAtMs = 200;
constexpr int kMostSeconds = 3600;
constexpr int kMostDigits = 9;
}  // namespace

CompareView::CompareView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_note(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_secondsLabel(new QLabel),
      m_digitsLabel(new QLabel),
      m_summary(new QLabel),
      m_sentence(new QLabel),
      m_list(new QVBoxLayout),
      m_drop(new EmptyState),
      m_options(new QWidget),
      m_add(new QPushButton),
      m_compare(new QPushButton),
      m_seconds(new QSpinBox),
      m_digits(new QSpinBox),
      m_progress(new ProgressStrip(this)),
      m_banner(new Banner(this)),
      m_model(new CompareModel(context.format)),
      m_table(new DataTable(QStringLiteral("compareTable"), m_model, this)),
      m_found(new QWidget)
{
    setObjectName(QStringLiteral("compareView"));
    setAcceptDrops(true);
    build();
    connect(m_drop, &EmptyState::actionTriggered, this, &CompareView::choose);
    connect(m_add, &QPushButton::clicked, this, &CompareView::choose);
    connect(m_compare, &QPushButton::clicked, this, &CompareView::start);
    connect(m_progress, &ProgressStrip::stopRequested, this, [this] { m_stop.request_stop(); });
    connect(m_table, &DataTable::currentChanged, this, &CompareView::showSentence);
    connect(m_table, &DataTable::activated, &m_context.navigator, &Navigator::go);
    connect(m_table, &DataTable::openInWindow, &m_context.navigator, &Navigator::openWindow);
    m_timer.setInterval(kLookAtMs);
    connect(&m_timer, &QTimer::timeout, this, &CompareView::look);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void CompareView::build()
{
    m_drop->setObjectName(QStringLiteral("compareEmpty"));
    theme::setRole(m_drop->findChild<QPushButton*>(QStringLiteral("emptyAction")), theme::Role::Primary);
    m_add->setObjectName(QStringLiteral("addCopy"));
    m_compare->setObjectName(QStringLiteral("compareCopies"));
    m_compare->setIcon(icon(QStringLiteral("verify")));
    theme::setRole(m_compare, theme::Role::Primary);
    m_seconds->setObjectName(QStringLiteral("searchSeconds"));
    m_seconds->setRange(0, kMostSeconds);
    m_seconds->setValue(10);
    m_secondsLabel->setBuddy(m_seconds);
    m_digits->setObjectName(QStringLiteral("registerDigits"));
    m_digits->setRange(0, kMostDigits);
    m_digitsLabel->setBuddy(m_digits);
    m_banner->setObjectName(QStringLiteral("compareBanner"));
    m_summary->setObjectName(QStringLiteral("compareSummary"));
    m_sentence->setObjectName(QStringLiteral("compareSentence"));
    for (QLabel* label : {m_note, m_summary, m_sentence}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_list->setSpacing(theme::kGap);
    auto* options = new QHBoxLayout(m_options);
    options->setContentsMargins(0, 0, 0, 0);
    options->setSpacing(theme::kGap);
    options->addWidget(m_add);
    options->addSpacing(theme::kMargin);
    options->addWidget(m_secondsLabel);
    options->addWidget(m_seconds);
    options->addWidget(m_digitsLabel);
    options->addWidget(m_digits);
    options->addStretch();
    options->addWidget(m_compare);
    auto* found = new QVBoxLayout(m_found);
    found->setContentsMargins(0, 0, 0, 0);
    found->setSpacing(theme::kGap);
    found->addWidget(m_summary);
    found->addWidget(framed(m_table, m_found), 1);
    found->addWidget(m_sentence);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    m_empty = framed(m_drop, this);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_note);
    layout->addLayout(m_list);
    layout->addWidget(m_options);
    layout->addWidget(m_banner);
    layout->addWidget(m_progress);
    layout->addWidget(m_found, 1);
    layout->addStretch(0);
}

void CompareView::choose()
{
    auto* dialog = new QFileDialog(this, tr("Copies to compare"));
    dialog->setObjectName(QStringLiteral("copiesDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Record files (*.csv *.tsv *.txt *.json *.jsonl *.xlsx *.xls *.sqlite *.zip *.gz)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        for (const QString& file : files) {
            addFile(file);
        }
    });
    dialog->open();
}

void CompareView::addFile(const QString& file)
{
    if (running()) {
        return;
    }
    if (m_rows.size() == kMostCopies) {
        m_banner->showMessage(Tone::Warn, tr("Four copies at most are compared"), file);
        return;
    }
    auto* row = new CopyRow(m_context, ++m_added, this);
    m_rows.push_back(row);
    m_list->addWidget(row);
    connect(row, &CopyRow::changed, this, &CompareView::refresh);
    connect(
        row, &CopyRow::removeAsked, this, [this, row] { remove(row); }, Qt::QueuedConnection);
    row->setFile(file);
    m_result.reset();
    showResult();
}

void CompareView::remove(CopyRow* row)
{
    std::erase(m_rows, row);
    row->deleteLater();
    m_result.reset();
    showResult();
}

void CompareView::start()
{
    std::vector<Copy> copies;
    m_parties.clear();
    for (const CopyRow* row : m_rows) {
        if (!row->ready()) {
            return;
        }
        copies.push_back(row->copy());
        m_parties << text(copies.back().party);
    }
    CompareOptions options;
    options.search = std::chrono::seconds(m_seconds->value());
    options.registerDigits = m_digits->value();
    m_banner->clear();
    m_result.reset();
    m_stop = std::stop_source();
    m_at = std::make_shared<Shared<CompareProgress>>();
    m_progress->start({});
    m_task = m_runner.run(
        this,
        [copies = std::move(copies), options, open = m_context.session.readerMaker(), at = m_at,
         stop = m_stop](std::stop_token ending) mutable -> Result<CompareResult> {
            const std::stop_callback chained(ending, [&stop] { stop.request_stop(); });
            MS_ASSIGN(LedgerReader reader, open());
            return compareCopies(
                reader, copies, options, [&](const CompareProgress& progress) { at->set(progress); }, stop.get_token());
        },
        [this](Result<CompareResult> result) { finish(result); });
    m_timer.start();
    showResult();
    look();
}

void CompareView::look()
{
    const CompareProgress at = m_at->get();
    const Format& format = m_context.format;
    if (m_stop.stop_requested()) {
        m_progress->setProgress(0, 0, tr("Stopping…"));
    } else if (at.candidates > 0) {
        m_progress->setProgress(0, 0,
                                tr("Searching for what was anchored: %1 guesses").arg(format.number(at.candidates)));
    } else if (static_cast<qsizetype>(at.copy) < m_parties.size()) {
        const VerifyProgress& verify = at.verify;
        const bool reading = verify.recordsTotal == 0;
        m_progress->setProgress(reading ? verify.bytesRead : verify.recordsDone,
                                reading ? verify.bytesTotal : verify.recordsTotal,
                                tr("%1: copy %2 of %3")
                                    .arg(m_parties[static_cast<qsizetype>(at.copy)], QString::number(at.copy + 1),
                                         QString::number(m_parties.size())));
    }
}

void CompareView::finish(const Result<CompareResult>& result)
{
    m_timer.stop();
    m_progress->finish();
    AuditNote note{"verify.compare", {}, {{"files", m_parties.join(QStringLiteral(", ")).toStdString()}}};
    if (result.ok()) {
        m_result = std::make_shared<const CompareResult>(*result);
        note.details["verdict"] = result->rows.empty() && result->rowsLeftOut == 0 ? "intact" : "not-intact";
    } else {
        m_banner->showError(result.error());
        note.result = result.error();
    }
    m_context.session.record(std::move(note));
    showResult();
    if (m_model->rowCount() > 0) {
        m_table->view()->selectRow(0);
    }
    emit ended();
}

void CompareView::showResult()
{
    m_model->setResult(m_result, m_parties);
    for (int copy = 0; copy < static_cast<int>(kMostCopies); ++copy) {
        m_table->view()->setColumnHidden(3 + copy, copy >= m_parties.size());
    }
    m_found->setVisible(m_result != nullptr);
    if (m_result != nullptr) {
        const Format& format = m_context.format;
        QStringList lines;
        for (std::size_t i = 0; i < m_result->copies.size(); ++i) {
            const VerdictWords words = wordsOf(m_result->copies[i], format);
            QStringList counts;
            for (const auto& [tone, count] : words.counts) {
                counts << count;
            }
            lines << tr("%1: %2").arg(m_parties[static_cast<qsizetype>(i)],
                                      counts.isEmpty() ? words.sentence : counts.join(QStringLiteral(" · ")));
        }
        lines << tr("Every copy holds the anchored record at %1 places; rows below: %2.")
                     .arg(format.number(m_result->allIntact),
                          format.number(m_result->rows.size() + m_result->rowsLeftOut));
        if (m_result->candidates > 0) {
            lines << (m_result->searchedAll
                          ? tr("Searched for what was anchored: %1 guesses.")
                          : tr("Searched for what was anchored: %1 guesses, then the time was up or it was stopped."))
                         .arg(format.number(m_result->candidates));
        }
        m_summary->setText(lines.join(u'\n'));
    }
    showSentence();
    refresh();
}

void CompareView::showSentence()
{
    const CompareRow* const row = m_model->row(m_table->view()->currentIndex().row());
    m_sentence->setText(row == nullptr || m_result == nullptr
                            ? QString()
                            : sentenceOf(*row, m_parties, m_result->candidates, m_context.format));
}

void CompareView::refresh()
{
    const bool any = !m_rows.empty();
    m_empty->setVisible(!any);
    m_note->setVisible(any && m_result == nullptr);
    m_options->setVisible(any);
    m_add->setEnabled(!running() && m_rows.size() < kMostCopies);
    for (CopyRow* row : m_rows) {
        row->setEnabled(!running());
    }
    m_compare->setEnabled(!running() && m_rows.size() >= 2 &&
                          std::ranges::all_of(m_rows, [](const CopyRow* row) { return row->ready(); }));
}

void CompareView::dragEnterEvent(QDragEnterEvent* event)
{
    if (!running() && event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
    }
}

void CompareView::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            event->acceptProposedAction();
            addFile(url.toLocalFile());
        }
    }
}

void CompareView::retranslate()
{
    m_drop->setContent(QStringLiteral("verify"), tr("Drop two to four parties' files here"),
                       tr("Files of the same meters, held against the ledger side by side: which of them holds what "
                          "was anchored, place by place. Where none does, the anchored record is searched for."),
                       tr("Choose files…"));
    m_note->setText(
        tr("That copies and ledger agree says nothing of the meter: a row says who holds what was anchored, "
           "and no more."));
    m_add->setText(tr("Add a copy…"));
    m_compare->setText(tr("Compare"));
    m_secondsLabel->setText(tr("Search for what was anchored, at most"));
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setToolTip(tr("0: no search"));
    m_digitsLabel->setText(tr("every value of a register of"));
    m_digits->setSuffix(tr(" digits"));
    m_digits->setToolTip(tr("0: only values near those at hand"));
    m_table->setTitle(tr("Places where not all hold the anchored record"));
    m_table->setEmptyText(QStringLiteral("ok"), tr("No difference"),
                          tr("Every copy holds the anchored record at every place that it covers."));
    showResult();
    if (running()) {
        look();
    }
}

}  // namespace meterseal::ui
