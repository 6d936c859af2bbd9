#include "pages/evidence/evidence_widget.h"

#include "format/evidence_words.h"
#include "meterseal/crypto/sha256.h"
#include "pages/evidence/contents_view.h"
#include "pages/evidence/records_view.h"
#include "pages/evidence/steps_view.h"
#include "pages/evidence/three_lines.h"
#include "pages/evidence/trust_view.h"
#include "paper/evidence_report.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
enum Tab { kSteps, kRecords, kTrust, kContents };
}

EvidenceWidget::EvidenceWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_name(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_start(new QPushButton(this)),
      m_another(new QPushButton(this)),
      m_confirm(new QPushButton(this)),
      m_report(new QPushButton(this)),
      m_drop(new EmptyState(this)),
      m_banner(new Banner(this)),
      m_progress(new ProgressStrip(this)),
      m_lines(new ThreeLines(this)),
      m_tabs(new QTabWidget(this)),
      m_steps(new StepsView(context, this)),
      m_records(new RecordsView(context, this)),
      m_trust(new TrustView(context, this)),
      m_contents(new ContentsView(context, this))
{
    setAcceptDrops(true);
    build();
    connect(m_drop, &EmptyState::actionTriggered, this, &EvidenceWidget::ask);
    connect(m_another, &QPushButton::clicked, this, &EvidenceWidget::ask);
    connect(m_start, &QPushButton::clicked, this, [this] { m_context.navigator.go(QStringLiteral("start")); });
    connect(m_confirm, &QPushButton::clicked, m_tabs, [this] { m_tabs->setCurrentIndex(kTrust); });
    connect(m_report, &QPushButton::clicked, this, &EvidenceWidget::askReport);
    connect(m_trust, &TrustView::changed, this, [this] { inspect(true); });
    connect(m_progress, &ProgressStrip::stopRequested, this, [this] {
        m_task.cancel();
        m_progress->finish();
        showParts(m_opened != nullptr);
        m_banner->showMessage(Tone::Info, tr("Stopped"), tr("Nothing is said of the bundle. The file is as it was."));
    });
    onWords(this, context.format, [this] { retranslate(); });
    showParts(false);
    retranslate();
}

void EvidenceWidget::build()
{
    const std::pair<QWidget*, const char*> names[] = {{m_name, "evidenceName"},   {m_start, "backToStart"},
                                                      {m_another, "openAnother"}, {m_confirm, "confirmLedger"},
                                                      {m_drop, "evidenceEmpty"},  {m_banner, "evidenceBanner"},
                                                      {m_tabs, "evidenceTabs"},   {m_progress, "evidenceProgress"}};
    for (const auto& [widget, name] : names) {
        widget->setObjectName(QString::fromLatin1(name));
    }
    m_banner->setClosable(false);
    m_another->setIcon(icon(QStringLiteral("folder")));
    theme::setRole(m_drop->findChild<QPushButton*>(QStringLiteral("emptyAction")), theme::Role::Primary);
    auto* head = new PageHeader(m_title, this);
    head->addBeside(m_name);
    head->addAction(m_start);
    head->addAction(m_another);
    m_report->setObjectName(QStringLiteral("evidenceReport"));
    m_report->setIcon(icon(QStringLiteral("print")));
    theme::setRole(m_report, theme::Role::Primary);
    head->addAction(m_report);
    m_lines->addAction(m_confirm);
    m_tabs->setDocumentMode(true);
    for (QWidget* page : std::initializer_list<QWidget*>{m_steps, m_records, m_trust, m_contents}) {
        m_tabs->addTab(page, {});
    }
    auto* card = new Card(this);
    card->setContentsMargins(1, 1, 1, 1);
    auto* inCard = new QVBoxLayout(card);
    inCard->setContentsMargins(0, 0, 0, 0);
    inCard->addWidget(m_drop);
    m_empty = card;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargins);
    layout->setSpacing(theme::kGap);
    layout->addWidget(head);
    layout->addWidget(m_banner);
    layout->addWidget(m_progress);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_lines);
    layout->addWidget(m_tabs, 1);
    layout->addStretch(0);
}

void EvidenceWidget::goTo(const QString& rest)
{
    const QString file = QUrl::fromPercentEncoding(rest.section(u'/', 1).toUtf8());
    if (rest.startsWith(QLatin1String("file/")) && file != m_file) {
        openFile(file);
    }
}

void EvidenceWidget::ask()
{
    auto* dialog = new QFileDialog(this, tr("Open an evidence bundle"));
    dialog->setObjectName(QStringLiteral("evidenceDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Evidence bundles (*.mseal.zip)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &EvidenceWidget::openFile);
    dialog->open();
}

void EvidenceWidget::openFile(const QString& file)
{
    m_file = file;
    m_name->setText(QFileInfo(file).fileName());
    m_name->setToolTip(file);
    m_opened.reset();
    showParts(false);
    m_empty->hide();
    inspect(false);
}

void EvidenceWidget::inspect(bool again)
{
    if (again && !m_opened) {
        return;
    }
    m_banner->clear();
    if (!again) {
        m_progress->start(tr("Verifying…"));
    }
    m_task = m_runner.run(
        this,
        [again, file = std::filesystem::path(m_file.toStdString()), opened = m_opened,
         trust = m_trust->trust()](std::stop_token stop) {
            return again ? inspectAgain(*opened, trust, stop) : openEvidence(file, trust, stop);
        },
        [this](Result<OpenedEvidence> opened) { take(std::move(opened)); });
}

void EvidenceWidget::take(Result<OpenedEvidence> opened)
{
    m_progress->finish();
    if (!opened) {
        m_opened.reset();
        showParts(false);
        m_banner->showError(opened.error());
        emit ended();
        return;
    }
    m_opened = std::make_shared<const OpenedEvidence>(std::move(opened).value());
    m_steps->setReport(m_opened->report);
    m_records->setOpened(m_opened);
    m_trust->setReport(m_opened->report);
    m_contents->setOpened(m_opened);
    showParts(true);
    showVerdict();
    AuditNote note{"evidence.inspect"};
    note.subject["sha256"] = m_opened->report.sha256.hex();
    note.details["file"] = m_opened->file.string();
    note.details["verdict"] = std::string(toString(m_opened->report.verdict));
    m_context.session.record(std::move(note));
    emit ended();
}

void EvidenceWidget::showVerdict()
{
    const EvidenceReport& report = m_opened->report;
    m_lines->setVerdict(evidence::toneOf(report.verdict), evidence::nameOf(report.verdict),
                        evidence::threeLines(report, m_context.format));
    m_confirm->setVisible(report.genesis && !report.fingerprintConfirmed);
}

void EvidenceWidget::askReport()
{
    auto* dialog = new QFileDialog(this, tr("Save the report"));
    dialog->setObjectName(QStringLiteral("evidenceReportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Report, PDF (*.pdf)")});
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(QStringLiteral("evidence-%1.pdf").arg(text(m_opened->report.sha256.hex()).left(8)));
    connect(dialog, &QFileDialog::fileSelected, this, &EvidenceWidget::writeReport);
    dialog->open();
}

// Written down here, in the current language; laid out and written on a worker.
void EvidenceWidget::writeReport(const QString& file)
{
    if (!m_opened) {
        return;
    }
    m_report->setEnabled(false);
    m_reporting = m_runner.run(
        this,
        [document = evidenceReport(*m_opened, m_context.format, now()), annex = evidenceAnnex(*m_opened),
         target = std::filesystem::path(file.toStdString())](std::stop_token) -> Result<Hash256> {
            MS_ASSIGN(const QByteArray bytes, paper::printPaper(document));
            MS_TRY(saveEvidenceReport(target, bytes, annex));
            return crypto::sha256(asBytes(std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()))));
        },
        [this, file, bundle = m_opened->report.sha256](const Result<Hash256>& sum) {
            m_report->setEnabled(true);
            AuditNote note{"evidence.report"};
            note.subject["sha256"] = bundle.hex();
            note.details["file"] = file.toStdString();
            if (sum) {
                note.details["reportSha256"] = sum->hex();
                m_context.notifier.notify(Tone::Ok, tr("The report was written"),
                                          tr("%1, SHA-256 %2").arg(file, text(sum->hex())));
            } else {
                m_banner->showError(sum.error());
            }
            note.result = sum.status();
            m_context.session.record(std::move(note));
            emit reported(sum.ok());
        });
}

void EvidenceWidget::showParts(bool result)
{
    m_empty->setVisible(!result);
    m_lines->setVisible(result);
    m_tabs->setVisible(result);
    m_another->setVisible(result);
    m_report->setVisible(result);
    m_name->setVisible(!m_file.isEmpty());
    m_start->setVisible(m_context.session.state() != Session::State::Open);
}

void EvidenceWidget::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void EvidenceWidget::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openFile(event->mimeData()->urls().value(0).toLocalFile());
}

void EvidenceWidget::retranslate()
{
    m_title->setText(tr("Evidence"));
    m_start->setText(tr("Start page"));
    m_another->setText(tr("Open another…"));
    m_report->setText(tr("Save report…"));
    m_confirm->setText(tr("Compare the fingerprint…"));
    m_drop->setContent(QStringLiteral("evidence"), tr("Drop an evidence bundle here"),
                       tr("A file NAME.mseal.zip shows by itself which records were anchored, since when and on whose "
                          "word. It is opened read-only, without a ledger, keys or a network."),
                       tr("Choose a file…"));
    m_tabs->setTabText(kSteps, tr("Every step"));
    m_tabs->setTabText(kRecords, tr("Records"));
    m_tabs->setTabText(kTrust, tr("Ledger and sheets you trust"));
    m_tabs->setTabText(kContents, tr("What was handed in"));
    m_tabs->setAccessibleName(tr("Parts of the evidence"));
    if (m_opened) {
        showVerdict();
    }
}

}  // namespace meterseal::ui
