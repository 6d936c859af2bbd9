#include "pages/verify/file_choice.h"

#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace meterseal::ui {

namespace fs = std::filesystem;

namespace {

constexpr int kDateLength = 10;

// <name>.profile.json, else the only *.profile.json in the file's folder.
fs::path profileBeside(const fs::path& file)
{
    const fs::path own = file.parent_path() / (file.stem().string() + ".profile.json");
    std::error_code error;
    if (fs::exists(own, error)) {
        return own;
    }
    fs::path only;
    for (const fs::directory_entry& entry : fs::directory_iterator(file.parent_path(), error)) {
        if (entry.path().filename().string().ends_with(".profile.json")) {
            if (!only.empty()) {
                return {};
            }
            only = entry.path();
        }
    }
    return only;
}

bool hasSource(const FieldSource& field)
{
    return field.name || field.column || field.constant;
}

QString sourceInWords(const FieldSource& field)
{
    return field.name     ? QStringLiteral("“%1”").arg(text(*field.name))
           : field.column ? QStringLiteral("#%1").arg(*field.column)
                          : QStringLiteral("= %1").arg(text(field.constant.value_or("")));
}

QString valueInWords(const MappingProfile& profile)
{
    return profile.clock.empty()
               ? sourceInWords(profile.value)
               : QStringLiteral("%1–%2").arg(text(profile.clock.front().time), text(profile.clock.back().time));
}

}  // namespace

FileChoice::FileChoice(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_name(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_profile(new QLabel(this)),
      m_coverageLabel(new QLabel(this)),
      m_fromLabel(new QLabel(this)),
      m_toLabel(new QLabel(this)),
      m_rangeFault(new QLabel(this)),
      m_choose(new QPushButton(this)),
      m_load(new QPushButton(this)),
      m_check(new QPushButton(this)),
      m_coverage(new QComboBox(this)),
      m_confirm(new QCheckBox(this)),
      m_from(new QLineEdit(this)),
      m_to(new QLineEdit(this)),
      m_banner(new Banner(this))
{
    onChange(this, {QEvent::PaletteChange}, [this] { refresh(); });
    m_name->setObjectName(QStringLiteral("fileName"));
    m_profile->setObjectName(QStringLiteral("profileInWords"));
    m_rangeFault->setObjectName(QStringLiteral("rangeFault"));
    m_choose->setObjectName(QStringLiteral("chooseFile"));
    m_load->setObjectName(QStringLiteral("loadProfile"));
    m_check->setObjectName(QStringLiteral("verifyFile"));
    m_coverage->setObjectName(QStringLiteral("coverage"));
    m_coverageLabel->setBuddy(m_coverage);
    m_confirm->setObjectName(QStringLiteral("confirmReading"));
    m_from->setObjectName(QStringLiteral("rangeFrom"));
    m_to->setObjectName(QStringLiteral("rangeTo"));
    m_banner->setObjectName(QStringLiteral("fileBanner"));
    m_name->setTextFormat(Qt::PlainText);
    m_profile->setTextFormat(Qt::PlainText);
    m_profile->setWordWrap(true);
    m_banner->setClosable(false);
    m_check->setDefault(true);
    m_check->setIcon(icon(QStringLiteral("verify")));
    m_fromLabel->setBuddy(m_from);
    m_toLabel->setBuddy(m_to);
    buildLayout();
    connect(m_choose, &QPushButton::clicked, this, &FileChoice::ask);
    connect(m_load, &QPushButton::clicked, this, &FileChoice::askProfile);
    connect(m_check, &QPushButton::clicked, this, &FileChoice::check);
    connect(m_coverage, &QComboBox::currentIndexChanged, this, &FileChoice::refresh);
    connect(m_confirm, &QCheckBox::toggled, this, &FileChoice::refresh);
    connect(m_from, &QLineEdit::textChanged, this, &FileChoice::refresh);
    connect(m_to, &QLineEdit::textChanged, this, &FileChoice::refresh);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void FileChoice::buildLayout()
{
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_choose);
    head->addWidget(m_load);
    head->addWidget(m_check);
    auto* options = new QHBoxLayout;
    options->setSpacing(theme::kGap);
    options->addWidget(m_coverageLabel);
    options->addWidget(m_coverage);
    options->addSpacing(theme::kMargin);
    options->addWidget(m_fromLabel);
    options->addWidget(m_from);
    options->addWidget(m_toLabel);
    options->addWidget(m_to);
    options->addStretch(1);
    m_from->setMinimumWidth(150);
    m_to->setMinimumWidth(150);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addLayout(head);
    layout->addWidget(m_profile);
    layout->addWidget(m_confirm);
    layout->addWidget(m_banner);
    layout->addLayout(options);
    layout->addWidget(m_rangeFault);
}

// On a worker.
Result<FileChoice::Looked> FileChoice::look(const fs::path& file, const fs::path& profileFile, const fs::path& kept,
                                            const OpenLedger& openLedger)
{
    Looked looked;
    std::error_code error;
    looked.bytes = fs::file_size(file, error);
    looked.profileFile = profileFile.empty() ? profileBeside(file) : profileFile;
    Result<LedgerReader> ledger = openLedger ? openLedger() : makeError(ErrorCode::NotFound, "ledger.not-found", "");
    MS_ASSIGN(FileReading reading, FileReadings(kept, ledger.ok() ? &*ledger : nullptr).read(file));
    if (!looked.profileFile.empty()) {
        MS_ASSIGN(looked.profile, loadProfile(looked.profileFile));
        looked.complete = looked.usable = true;
        return looked;
    }
    const ProfileSuggestion& suggestion = reading.suggestion;
    looked.complete = looked.usable = reading.profile.has_value();
    if (reading.profile) {
        looked.profile = std::move(reading.profile);
        return looked;
    }
    looked.profile = suggestion.profile;
    looked.usable = hasSource(suggestion.profile.mn) &&
                    (hasSource(suggestion.profile.alarmCode) || !suggestion.profile.flags.empty()) &&
                    hasSource(suggestion.profile.alarmTime) &&
                    (hasSource(suggestion.profile.value) || !suggestion.profile.clock.empty());
    looked.notes = suggestion.notes;
    for (const Question& question : suggestion.questions) {
        looked.notes.push_back(question.about);
    }
    return looked;
}

void FileChoice::setFile(const QString& file)
{
    if (file != m_file) {  // what was said is said of one file
        m_coverage->setCurrentIndex(-1);
    }
    m_file = file;
    startLooking({});
}

void FileChoice::setProfile(const QString& file)
{
    startLooking(file);
}

void FileChoice::startLooking(const QString& profileFile)
{
    m_looked.reset();
    m_confirm->setChecked(false);
    m_banner->clear();
    const Workspace* const known = m_context.session.workspace();
    const OpenLedger openLedger = known != nullptr ? m_context.session.readerMaker() : OpenLedger();
    const fs::path kept = known != nullptr ? known->profilesFolder() : fs::path();
    m_looking = m_runner.run(
        this,
        [file = m_file.toStdString(), profile = profileFile.toStdString(), kept, openLedger](std::stop_token) {
            return look(file, profile, kept, openLedger);
        },
        [this](Result<Looked> looked) {
            if (looked) {
                m_looked = std::move(*looked);
            } else {
                m_banner->showError(looked.error());
            }
            refresh();
        });
    refresh();
    emit fileChosen();
}

void FileChoice::ask()
{
    auto* dialog = new QFileDialog(this, tr("File of records to verify"));
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Record files (*.csv *.tsv *.txt *.json *.jsonl)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &FileChoice::setFile);
    dialog->open();
}

void FileChoice::askProfile()
{
    auto* dialog = new QFileDialog(this, tr("Mapping profile"));
    dialog->setObjectName(QStringLiteral("profileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Mapping profiles (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &FileChoice::setProfile);
    dialog->open();
}

void FileChoice::setStage(Stage stage)
{
    m_stage = stage;
    // With a result, saving it is what comes next.
    theme::setRole(m_check, stage == Stage::Done ? theme::Role::Quiet : theme::Role::Primary);
    refresh();
}

// A day or a time in the protocol's form, both UTC; nothing where the field is empty.
std::optional<Timestamp> FileChoice::timeIn(const QLineEdit* field, bool endOfDay, bool& wrong) const
{
    const QString typed = field->text().trimmed();
    if (typed.isEmpty()) {
        return std::nullopt;
    }
    const QString full = typed.size() == kDateLength
                             ? typed + (endOfDay ? QStringLiteral("T23:59:59.999Z") : QStringLiteral("T00:00:00.000Z"))
                             : typed;
    const auto time = parseTimestamp(full.toStdString());
    wrong = wrong || !time.ok();
    return time.ok() ? std::optional(*time) : std::nullopt;
}

void FileChoice::check()
{
    if (!m_check->isEnabled()) {
        return;
    }
    FileVerificationRequest request;
    bool wrong = false;
    request.file = m_file.toStdString();
    request.profile = *m_looked->profile;
    request.coverage =
        m_coverage->currentIndex() < 0 ? Coverage::NotStated : Coverage(m_coverage->currentData().toInt());
    request.from = timeIn(m_from, false, wrong);
    request.to = timeIn(m_to, true, wrong);
    if (!wrong) {
        emit checkAsked(request);
    }
}

QString FileChoice::profileInWords() const
{
    if (!m_looked) {
        return m_looking.running() ? tr("Looking at the first rows…") : QString();
    }
    const MappingProfile& profile = *m_looked->profile;
    const QString form = profile.format == FileFormat::Delimited
                             ? (profile.separator.empty() ? tr("Separated text")
                                                          : tr("Text separated by “%1”").arg(text(profile.separator)))
                         : profile.format == FileFormat::Json        ? QStringLiteral("JSON")
                         : profile.format == FileFormat::Spreadsheet ? tr("Workbook")
                         : profile.format == FileFormat::Sqlite      ? QStringLiteral("SQLite")
                                                                     : QStringLiteral("JSON Lines");
    const QString fields =
        tr("meter %1, alarm code %2, time %3 (%4, %5), value %6")
            .arg(sourceInWords(profile.mn), sourceInWords(profile.alarmCode), sourceInWords(profile.alarmTime),
                 text(profile.timeFormat), text(profile.timeZone), valueInWords(profile));
    const QString origin = m_looked->profileFile.empty()
                               ? tr("Suggested by the first rows")
                               : tr("By the profile %1").arg(text(m_looked->profileFile.filename().string()));
    if (!m_looked->usable) {
        return tr("How this file is to be read is not clear, and it is not guessed. Load a mapping profile.") + u'\n' +
               notesInWords();
    }
    const QString all = tr("%1: %2; %3.").arg(origin, form, fields);
    return m_looked->complete ? all : all + u'\n' + notesInWords();
}

QString FileChoice::notesInWords() const
{
    QStringList all;
    for (const SuggestionNote& note : m_looked->notes) {
        all << noteSentence(note);
    }
    // Chinese sentences stand side by side.
    return all.join(m_context.format.locale().language() == QLocale::Chinese ? QString() : QStringLiteral(" "));
}

void FileChoice::refresh()
{
    setVisible(!m_file.isEmpty());
    const QString name = QFileInfo(m_file).fileName();
    m_name->setText(m_looked ? QStringLiteral("%1 · %2").arg(name, m_context.format.bytes(m_looked->bytes)) : name);
    const QString words = profileInWords();
    m_name->setToolTip(m_file + u'\n' + words);
    m_profile->setText(words);
    m_profile->setVisible(m_stage != Stage::Done && !words.isEmpty());
    const bool doubt = m_looked && m_looked->usable && !m_looked->complete;
    m_confirm->setVisible(doubt && m_stage != Stage::Done);
    const bool running = m_stage == Stage::Running;
    bool wrong = false;
    const auto from = timeIn(m_from, false, wrong);
    const auto to = timeIn(m_to, true, wrong);
    const bool backwards = from && to && *to < *from;
    m_rangeFault->setVisible(wrong || backwards);
    m_rangeFault->setText(backwards ? tr("The range ends before it begins.")
                                    : tr("A range takes UTC days (2026-11-22) or times (2026-11-22T08:00:00.000Z)."));
    theme::tint(m_rangeFault, Tone::Bad);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_choose, m_load, m_coverage, m_from, m_to, m_confirm}) {
        widget->setEnabled(!running);
    }
    m_check->setEnabled(!running && m_looked && m_looked->usable && (m_looked->complete || m_confirm->isChecked()) &&
                        !wrong && !backwards && (m_coverage->currentIndex() >= 0 || from || to));
}

void FileChoice::fillCoverage()
{
    const QSignalBlocker blocker(m_coverage);
    const int chosen = m_coverage->currentIndex();
    m_coverage->clear();
    m_coverage->setPlaceholderText(tr("Please choose…"));
    m_coverage->addItem(tr("all records of its meters"), int(Coverage::FileMeters));
    m_coverage->addItem(tr("all records of all meters"), int(Coverage::AllMeters));
    m_coverage->addItem(tr("some records, an extract"), int(Coverage::Extract));
    m_coverage->addItem(tr("I do not know"), int(Coverage::NotStated));
    m_coverage->setCurrentIndex(chosen);
}

void FileChoice::retranslate()
{
    m_choose->setText(tr("Another file…"));
    m_load->setText(tr("Load a profile…"));
    m_load->setToolTip(tr("A JSON file that says which column is what"));
    m_check->setText(tr("Verify"));
    m_coverageLabel->setText(tr("This file should hold"));
    m_coverage->setToolTip(tr("A file does not show what was cut from it: what it should hold has to be said"));
    fillCoverage();
    m_confirm->setText(tr("This reading is right; verify the file so"));
    m_fromLabel->setText(tr("It covers from"));
    m_toLabel->setText(tr("to"));
    m_from->setPlaceholderText(tr("first record"));
    m_to->setPlaceholderText(tr("last record"));
    m_from->setToolTip(tr("UTC day or time from which on the file claims to be complete"));
    m_to->setToolTip(tr("UTC day or time up to which the file claims to be complete"));
    refresh();
}

}  // namespace meterseal::ui
