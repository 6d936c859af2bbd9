#include "dialogs/register_list_dialog.h"

#include "bridge/row_writer.h"
#include "dialogs/slip_view.h"
#include "format/error_text.h"
#include "theme/icons.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"
#include "widgets/question_list.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>

namespace meterseal::ui {

namespace {
constexpr int kUsualListDays = 90;
constexpr int kMostListDays = 3650;
}  // namespace

RegisterListDialog::RegisterListDialog(const PageContext& context, QWidget* parent)
    : TaskDialog(context, QStringLiteral("registerListDialog"), parent),
      m_model(new MeterListModel(context.format)),
      m_table(new DataTable(QStringLiteral("listTable"), m_model)),
      m_steps(new QTabWidget),
      m_file(new QLabel),
      m_notes(new QLabel),
      m_signerLabel(new QLabel),
      m_daysLabel(new QLabel),
      m_summary(new ToneLabel),
      m_choose(new QPushButton),
      m_save(new QPushButton),
      m_signer(new QComboBox),
      m_days(new QSpinBox),
      m_questions(new QuestionList),
      m_progress(new ProgressStrip),
      m_slips(new SlipView(context, this))
{
    setAcceptDrops(true);
    buildList();
    resize(960, 680);
    connect(m_choose, &QPushButton::clicked, this, &RegisterListDialog::chooseList);
    connect(m_questions, &QuestionList::answered, this, [this](const QString& key, const QString& answer) {
        m_answers[key.toStdString()] = answer.toStdString();
        readList();
    });
    connect(m_save, &QPushButton::clicked, this, &RegisterListDialog::chooseResultsFile);
    connect(m_progress, &ProgressStrip::stopRequested, this, [this] { m_stop = true; });
    m_signers = findSigners(context.session, this, {Role::Utility, Role::Manufacturer},
                            [this](const Result<std::vector<Organisation>>& found) {
                                if (!found) {
                                    banner().showError(found.error());
                                } else {
                                    fillSigners(*m_signer, *found);
                                }
                                refresh();
                            });
    retranslate();
}

RegisterListDialog::~RegisterListDialog() = default;

void RegisterListDialog::buildList()
{
    m_file->setObjectName(QStringLiteral("listFile"));
    m_notes->setObjectName(QStringLiteral("listNotes"));
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setWordWrap(true);
    m_choose->setObjectName(QStringLiteral("chooseList"));
    m_choose->setIcon(icon(QStringLiteral("folder")));
    m_choose->setAutoDefault(false);
    m_steps->setTabBarAutoHide(true);
    m_signer->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_steps->setObjectName(QStringLiteral("listSteps"));
    m_save->setObjectName(QStringLiteral("saveResults"));
    m_save->setIcon(icon(QStringLiteral("export")));
    m_save->setAutoDefault(false);
    m_summary->setObjectName(QStringLiteral("listSummary"));
    m_signer->setObjectName(QStringLiteral("signer"));
    m_days->setObjectName(QStringLiteral("tokenDays"));
    m_days->setRange(1, kMostListDays);
    m_days->setValue(kUsualListDays);
    m_signerLabel->setBuddy(m_signer);
    m_daysLabel->setBuddy(m_days);
    auto* top = new QHBoxLayout;
    top->addWidget(m_choose);
    top->addWidget(m_file, 1);
    auto* card = new Card;
    card->setContentsMargins(1, 1, 1, 1);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(0, 0, 0, 0);
    cardLayout->addWidget(m_table);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_signerLabel);
    bottom->addWidget(m_signer);
    bottom->addSpacing(theme::kMargin);
    bottom->addWidget(m_daysLabel);
    bottom->addWidget(m_days);
    bottom->addStretch();
    bottom->addWidget(m_save);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::kGap, theme::kGap, theme::kGap, theme::kGap);
    layout->setSpacing(theme::kGap);
    layout->addLayout(top);
    layout->addWidget(m_questions);
    layout->addWidget(m_notes);
    layout->addWidget(card, 1);
    layout->addLayout(bottom);
    m_steps->addTab(page, {});
    m_steps->addTab(m_slips, {});
    m_steps->setTabVisible(1, false);
    bodyLayout()->addWidget(m_summary);
    bodyLayout()->addWidget(m_steps, 1);
    addBelowBody(m_progress);  // the body is disabled while work runs: the stop button must stay alive
}

void RegisterListDialog::chooseList()
{
    auto* dialog = new QFileDialog(this, tr("Choose a list of meters"));
    dialog->setObjectName(QStringLiteral("listFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(
        tr("Lists (*.csv *.tsv *.txt *.xlsx *.xls *.db *.sqlite *.sqlite3 *.zip *.gz);;All files (*)"));
    connect(dialog, &QFileDialog::fileSelected, this, &RegisterListDialog::openList);
    dialog->open();
}

void RegisterListDialog::openList(const QString& file)
{
    m_path = file.toStdString();
    m_name = QFileInfo(file).fileName();
    m_answers.clear();
    m_questions->setQuestions({});
    readList();
}

void RegisterListDialog::readList()
{
    m_model->setRows({});
    m_gb18030 = false;
    m_said.clear();
    banner().clear();
    m_reading = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background,
        [path = m_path, answers = m_answers](LedgerReader& reader) -> Result<MeterList> {
            MS_ASSIGN(MeterList list, readMeterList(path, answers));
            checkMeterList(reader, list.meters);
            return list;
        },
        [this](Result<MeterList> list) {
            if (!list) {
                banner().showError(list.error());
            } else {
                m_gb18030 = list->gb18030;
                m_said = std::move(list->notes);
                m_questions->setQuestions(list->questions);
                m_model->setRows(std::move(list->meters));
            }
            retranslate();
        });
    retranslate();
}

void RegisterListDialog::submit()
{
    m_waiting = m_model->ready();
    m_wanted = m_waiting.size();
    m_stop = false;
    setBusy(true);
    banner().clear();
    m_progress->start(tr("Registering…"));
    registerNext();
}

void RegisterListDialog::registerNext()
{
    const std::size_t done = m_wanted - m_waiting.size();
    m_progress->setProgress(
        done, m_wanted, tr("%1 of %2 meters").arg(m_context.format.number(done), m_context.format.number(m_wanted)));
    if (m_waiting.empty() || m_stop) {
        finish();
        return;
    }
    const auto count = static_cast<std::ptrdiff_t>(std::min(kGroup, m_waiting.size()));
    const std::vector<int> group(m_waiting.begin(), m_waiting.begin() + count);
    std::vector<Dossier> dossiers;
    for (const int row : group) {
        dossiers.push_back(m_model->rows()[static_cast<std::size_t>(row)].dossier);
    }
    using Answer = std::pair<std::vector<RegisterOutcome>, std::vector<ActivationSlip>>;
    AuditNote note{"meter.register-list", m_signer->currentData().toString().toStdString()};
    note.subject = {{"firstMn", dossiers.front().mn}, {"lastMn", dossiers.back().mn}};
    m_task = m_context.session.change(
        this, std::move(note),
        [dossiers = std::move(dossiers), organisation = m_signer->currentData().toString().toStdString(),
         validity = std::chrono::hours(24 * m_days->value())](OpenKeys& unlocked, AuditNote& noted) -> Result<Answer> {
            Answer answer;
            MS_ASSIGN(answer.first, registerMany(unlocked, dossiers, organisation, validity, answer.second));
            noted.details = {{"meters", std::to_string(dossiers.size())},
                             {"registered", std::to_string(answer.second.size())}};
            return answer;
        },
        [this, group](Result<Answer> answer) {
            if (!answer) {
                // What of this group reached the ledger is not known here; the check of the list will tell.
                banner().showError(answer.error());
                finish();
                return;
            }
            for (std::size_t i = 0; i < group.size(); ++i) {
                m_model->setOutcome(group[i], answer->first[i]);
            }
            for (ActivationSlip& slip : answer->second) {
                m_made.push_back(std::move(slip));
            }
            m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(group.size()));
            registerNext();
        });
}

void RegisterListDialog::finish()
{
    setBusy(false);
    m_progress->finish();
    m_finished = true;
    m_context.session.ledger()->poll();
    if (!m_made.empty()) {
        m_slips->setSlips(m_made);
        m_steps->setTabVisible(1, true);
    }
    emit registered(m_model->registeredCount());
    retranslate();
}

void RegisterListDialog::chooseResultsFile()
{
    auto* dialog = new QFileDialog(this, tr("Save the results"));
    dialog->setObjectName(QStringLiteral("resultsFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QFileInfo(m_name).completeBaseName() + QStringLiteral("-results.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &RegisterListDialog::saveResults);
    dialog->open();
}

void RegisterListDialog::saveResults(const QString& file)
{
    const std::vector<std::string> header{"line",    "mn",          "location", "manufacturer",
                                          "address", "transaction", "reason",   "message"};
    const auto writer = RowWriter::create(file.toStdString(), RowFormat::Csv, header, header);
    Status written = writer.status();
    for (std::size_t i = 0; written.ok() && i < m_model->rows().size(); ++i) {
        const ListedMeter& meter = m_model->rows()[i];
        const auto& done = m_model->registered(static_cast<int>(i));
        const std::vector<std::string> cells{std::to_string(meter.line),
                                             meter.dossier.mn,
                                             meter.dossier.location,
                                             meter.dossier.manufacturer,
                                             done ? done->address : "",
                                             done ? done->txHash.hex() : "",
                                             meter.error ? meter.error->reason : "",
                                             meter.error ? meter.error->message : ""};
        written = (*writer)->row(cells);
    }
    written = written ? (*writer)->finish() : written;
    if (!written) {
        banner().showError(written.error());
        return;
    }
    banner().showMessage(Tone::Ok, tr("Saved"), file);
}

void RegisterListDialog::refresh()
{
    const Format& format = m_context.format;
    const auto ready = static_cast<quint64>(m_model->ready().size());
    const auto faulty = static_cast<quint64>(m_model->faulty());
    const auto done = static_cast<quint64>(m_model->registeredCount());
    const bool some = m_model->rowCount() > 0;
    m_file->setText(m_name.isEmpty() ? tr("No file chosen yet. You can also drop it here.")
                    : m_gb18030      ? tr("%1 (read as GB18030)").arg(m_name)
                                     : m_name);
    QStringList said;
    for (const SuggestionNote& one : m_said) {
        said << noteSentence(one);
    }
    m_notes->setText(said.join(u' '));
    m_notes->setVisible(!said.isEmpty() && !m_finished);
    m_summary->setVisible(some);
    if (m_finished) {
        m_summary->setTone(faulty > 0 || ready > 0 ? Tone::Warn : Tone::Ok,
                           tr("%1 registered, %2 with errors, %3 not submitted")
                               .arg(format.number(done), format.number(faulty), format.number(ready)));
    } else {
        m_summary->setTone(faulty > 0 ? Tone::Warn : Tone::Ok,
                           faulty > 0 ? tr("%1 rows in order, %2 with errors. Rows with errors are not submitted.")
                                            .arg(format.number(ready), format.number(faulty))
                                      : tr("%1 rows, all in order").arg(format.number(ready)));
    }
    m_save->setVisible(some);
    m_choose->setEnabled(!m_finished);
    setPrimaryEnabled(ready > 0 && m_signer->count() > 0);
    setPrimaryVisible(!m_finished || ready > 0);
}

void RegisterListDialog::retranslate()
{
    const auto ready = static_cast<int>(m_model->ready().size());
    setCancelText(m_finished ? tr("Close") : QString());
    setTexts(
        tr("Register meters from a list"),
        tr("A CSV file, workbook or database with a column each for number, location, manufacturer and, if wanted, "
           "password. Nothing is submitted before you have seen every row."),
        ready > 0 ? tr("Register %n meter(s)", nullptr, ready) : tr("Register"));
    m_steps->setTabText(0, tr("Rows"));
    m_steps->setTabText(1, tr("Activation slips"));
    m_choose->setText(tr("Choose a file…"));
    m_save->setText(tr("Save results…"));
    m_signerLabel->setText(tr("Signed by"));
    m_daysLabel->setText(tr("Token valid for"));
    m_days->setSuffix(tr(" days"));
    m_signer->setAccessibleName(m_signerLabel->text());
    m_days->setAccessibleName(m_daysLabel->text());
    m_table->setEmptyText(QStringLiteral("meters"), tr("No rows yet"),
                          tr("Choose a file to see what would be registered."));
    refresh();
}

void RegisterListDialog::dragEnterEvent(QDragEnterEvent* event)
{
    if (!busy() && !m_finished && event->mimeData()->urls().size() == 1 &&
        event->mimeData()->urls().front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void RegisterListDialog::dropEvent(QDropEvent* event)
{
    openList(event->mimeData()->urls().front().toLocalFile());
}

}  // namespace meterseal::ui
