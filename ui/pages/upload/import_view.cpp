#include "pages/upload/import_view.h"

#include "dialogs/unlock_dialog.h"
#include "meterseal/source/same_time.h"
#include "meterseal/workspace/upload_file.h"
#include "pages/upload/preview_tables.h"
#include "pages/upload/profile_form.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/labels.h"
#include "widgets/question_list.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kPreviewAfterMs = 250;

// Times that say their offset themselves need no zone; a zone that a suggestion holds otherwise is only the default.
bool tellsItsOffset(const MappingProfile& profile)
{
    return profile.timeFormat == "rfc3339" || profile.timeFormat.starts_with("unix") ||
           profile.timeFormat.find("%z") != std::string::npos;
}

}  // namespace

ImportView::ImportView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_file(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_summary(new ToneLabel(this)),
      m_span(new ToneLabel(this)),
      m_banner(new Banner(this)),
      m_questions(new QuestionList(this)),
      m_contradictions(new QuestionList(this)),
      m_form(new ProfileForm),
      m_tables(new PreviewTables(context.format, this)),
      m_back(new QPushButton(this)),
      m_load(new QPushButton(this)),
      m_save(new QPushButton(this)),
      m_anchor(new QPushButton(this))
{
    onLanguage(this, [this] { retranslate(); });
    setObjectName(QStringLiteral("importView"));
    m_file->setObjectName(QStringLiteral("importFile"));
    m_summary->setObjectName(QStringLiteral("importSummary"));
    m_span->setObjectName(QStringLiteral("importSpan"));
    m_contradictions->setObjectName(QStringLiteral("contradictionList"));
    m_back->setObjectName(QStringLiteral("backToJobs"));
    m_load->setObjectName(QStringLiteral("loadProfile"));
    m_save->setObjectName(QStringLiteral("saveProfile"));
    m_anchor->setObjectName(QStringLiteral("anchorButton"));
    m_back->setIcon(icon(QStringLiteral("back")));
    m_load->setIcon(icon(QStringLiteral("folder")));
    m_save->setIcon(icon(QStringLiteral("export")));
    m_anchor->setIcon(icon(QStringLiteral("upload")));
    theme::setRole(m_anchor, theme::Role::Primary);
    auto* head = new QHBoxLayout;
    head->addWidget(m_back);
    head->addSpacing(theme::kGap);
    head->addWidget(m_title);
    head->addWidget(m_file, 1);
    head->addWidget(m_load);
    head->addWidget(m_save);
    head->addWidget(m_anchor);
    auto* formCard = new Card(this);
    formCard->setContentsMargins(1, 1, 1, 1);
    auto* formLayout = new QVBoxLayout(formCard);
    formLayout->setContentsMargins(theme::kMargin, theme::kGap, theme::kTight, 0);
    formLayout->addWidget(m_form);
    m_tables->insertWidget(0, formCard);
    m_tables->setStretchFactor(0, 0);
    m_tables->setSizes({310, 380, 400});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addLayout(head);
    layout->addWidget(m_banner);
    layout->addWidget(m_summary);
    layout->addWidget(m_span);
    layout->addWidget(m_questions);
    layout->addWidget(m_contradictions);
    layout->addWidget(m_tables, 1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPreviewAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &ImportView::preview);
    connect(m_form, &ProfileForm::edited, this, [this] {
        m_questions->settle(m_read, m_form->profile());
        previewSoon();
    });
    connect(m_questions, &QuestionList::answered, this, [this](const QString& key, const QString& answer) {
        m_answers[key.toStdString()] = answer.toStdString();
        look();
    });
    connect(m_contradictions, &QuestionList::answered, this,
            [this](const QString&, const QString& answer) { answerContradiction(answer); });
    connect(m_back, &QPushButton::clicked, this, [this] {
        m_files.clear();
        emit left();
    });
    connect(m_load, &QPushButton::clicked, this, [this] { chooseProfile(false); });
    connect(m_save, &QPushButton::clicked, this, [this] { chooseProfile(true); });
    connect(m_anchor, &QPushButton::clicked, this, &ImportView::anchor);
    connect(&context.format, &Format::zoneChanged, this, &ImportView::showRows);
    connect(&context.format, &Format::zoneChanged, this, &ImportView::showSpan);
    m_span->hide();
    retranslate();
}

ImportView::~ImportView() = default;

void ImportView::openFiles(const QStringList& files)
{
    m_files = files;
    openNext();
}

void ImportView::openNext()
{
    m_banner->clear();
    m_preview.reset();
    m_fresh = false;
    m_adding = false;
    m_soon.stop();
    m_previewing.cancel();
    m_answers.clear();
    m_questions->setQuestions({});
    survey();  // of no file: what was found in the one before is gone
    showRows();
    if (m_files.isEmpty()) {
        return;
    }
    look();
    retranslate();
}

// How the file is read, as far as it is known with the answers so far.
void ImportView::look()
{
    const Workspace* const known = m_context.session.workspace();
    const std::function<Result<LedgerReader>()> openLedger =
        known != nullptr ? m_context.session.readerMaker() : std::function<Result<LedgerReader>()>();
    const std::filesystem::path kept = known != nullptr ? known->profilesFolder() : std::filesystem::path();
    m_suggesting = m_worker.run(
        this,
        [file = m_files.front().toStdString(), answers = m_answers, kept,
         openLedger](std::stop_token) -> Result<FileReading> {
            Result<LedgerReader> ledger =
                openLedger ? openLedger() : makeError(ErrorCode::NotFound, "ledger.not-found", "");
            return FileReadings(kept, ledger.ok() ? &*ledger : nullptr).read(file, answers);
        },
        [this](const Result<FileReading>& reading) { takeReading(reading); });
}

void ImportView::takeReading(const Result<FileReading>& reading)
{
    if (!reading) {
        m_banner->showError(reading.error());
        refresh();
        return;
    }
    const std::vector<Question>& open = reading->suggestion.questions;
    const MappingProfile& profile = reading->profile ? *reading->profile : reading->suggestion.profile;
    const bool zoneOpen =
        std::any_of(open.begin(), open.end(), [](const Question& question) { return question.key == "time.zone"; });
    m_questions->setQuestions(reading->profile ? std::vector<Question>() : open);
    m_form->setProfile(profile, tellsItsOffset(profile) || (!zoneOpen && !profile.timeZone.empty()));
    m_read = m_form->profile();
    preview();
}

// Reads all of the file behind the preview.
void ImportView::survey()
{
    m_survey.reset();
    m_surveyed = false;
    m_leaveOut.clear();
    m_contradictions->setQuestions({});
    m_surveying.cancel();
    showSpan();
    if (m_files.isEmpty() || !m_preview || m_preview->fault || m_preview->good == 0) {
        return;
    }
    m_surveying = m_surveyor.run(
        this,
        [file = m_files.front().toStdString(), profile = m_form->profile()](std::stop_token stop) {
            SurveyOptions options;
            options.now = now();
            return surveyRecords(file, profile, options, [&stop] { return stop.stop_requested(); });
        },
        [this](const Result<RecordSummary>& summary) { takeSurvey(summary); });
}

void ImportView::takeSurvey(const Result<RecordSummary>& summary)
{
    m_surveyed = true;
    if (summary) {
        m_survey = *summary;
        if (summary->otherValue > 0) {
            m_contradictions->setQuestions({sameTimeQuestion(*summary)});
            m_surveyed = false;  // until it is answered
        }
    } else {
        m_banner->showError(summary.error());
    }
    showSpan();
    refresh();
}

void ImportView::answerContradiction(const QString& answer)
{
    const auto rows = rowsToLeaveOut(*m_survey, answer.toStdString());
    m_surveyed = rows.ok();
    if (rows) {
        m_leaveOut = *rows;
        m_banner->clear();
    } else {
        m_banner->showError(rows.error());
    }
    refresh();
}

void ImportView::showSpan()
{
    m_span->setVisible(m_survey && m_survey->records > 0);
    if (!m_span->isVisible()) {
        return;
    }
    const Format& format = m_context.format;
    const RecordSummary& s = *m_survey;
    QStringList parts{
        tr("All %1 records: from %2 to %3").arg(format.number(s.records), format.time(s.first), format.time(s.last)),
        tr("%1 meters, %2 to %3 records each")
            .arg(format.number(s.meters), format.number(s.fewest), format.number(s.most))};
    if (s.rejected > 0) {
        parts << tr("%1 rows rejected").arg(format.number(s.rejected));
    }
    if (s.quiet > 0) {
        parts << tr("%1 rows without a record").arg(format.number(s.quiet));
    }
    if (s.inFuture > 0) {
        parts << tr("%1 records later than now").arg(format.number(s.inFuture));
    }
    if (s.longPast > 0) {
        parts << tr("%1 records from before 2000").arg(format.number(s.longPast));
    }
    if (s.otherValue > 0) {
        parts << tr("%1 records contradict another one of the same meter, code and time")
                     .arg(format.number(s.otherValue));
    }
    const bool doubtful = s.inFuture + s.longPast + s.otherValue + s.rejected > 0;
    m_span->setTone(doubtful ? Tone::Warn : Tone::Muted, parts.join(QStringLiteral(" · ")));
}

void ImportView::previewSoon()
{
    m_fresh = false;
    m_soon.start();
    refresh();
}

void ImportView::preview()
{
    m_soon.stop();
    if (m_files.isEmpty()) {
        return;
    }
    m_previewing = m_worker.run(
        this,
        [file = m_files.front().toStdString(), profile = m_form->profile()](std::stop_token) {
            return previewRecords(file, profile);
        },
        [this](Result<Preview> answer) { takePreview(std::move(answer)); });
    refresh();
}

void ImportView::takePreview(Result<Preview> answer)
{
    if (!answer) {
        m_banner->showError(answer.error());
        m_preview.reset();
        showRows();
        return;
    }
    m_banner->clear();
    m_preview = std::make_shared<const Preview>(std::move(*answer));
    const QStringList before = m_form->usedColumns();
    m_form->setFound(*m_preview);
    m_fresh = true;
    survey();
    if (m_form->usedColumns() != before && m_preview->fault) {
        preview();  // the columns are known only now, so the mapping is another
    }
    showRows();
}

void ImportView::showRows()
{
    m_tables->setPreview(m_preview, m_form->usedColumns(), m_context.settings.textPercent());
    refresh();
}

void ImportView::anchor()
{
    whenUnlocked(m_context, this, [this] { submit(); });
}

void ImportView::submit()
{
    UploadBridge* const upload = m_context.session.upload();
    if (upload == nullptr || m_files.isEmpty() || !m_fresh || !m_surveyed) {
        return;
    }
    m_adding = true;
    m_banner->clear();
    refresh();
    MappingProfile profile = m_form->profile();
    profile.leaveOut = m_leaveOut;
    m_submitting = upload->run(
        this,
        [workspace = *m_context.session.workspace(), file = m_files.front().toStdString(),
         profile](UploadEngine& engine) { return uploadFile(*engine.uploader, workspace, file, profile); },
        [this](const Result<std::string>& id) {
            m_adding = false;
            if (!id) {
                m_banner->showError(id.error());
                refresh();
                return;
            }
            m_files.removeFirst();
            if (UploadBridge* const bridge = m_context.session.upload()) {
                bridge->look();
            }
            emit anchored(text(*id));
            if (!m_files.isEmpty()) {
                openNext();
                emit nextFile();
            }
        });
}

void ImportView::chooseProfile(bool save)
{
    auto* dialog = new QFileDialog(this, save ? tr("Save the mapping") : tr("Load a mapping"));
    dialog->setObjectName(QStringLiteral("profileFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilter(tr("Mapping profiles (*.json)"));
    if (save) {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QStringLiteral("json"));
        dialog->selectFile(QFileInfo(m_files.value(0)).completeBaseName() + QStringLiteral(".profile.json"));
        connect(dialog, &QFileDialog::fileSelected, this, &ImportView::saveProfile);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this, &ImportView::loadProfile);
    }
    dialog->open();
}

void ImportView::loadProfile(const QString& file)
{
    m_suggesting = m_worker.run(
        this, [path = file.toStdString()](std::stop_token) { return meterseal::loadProfile(path); },
        [this](const Result<MappingProfile>& profile) {
            if (!profile) {
                m_banner->showError(profile.error());
                return;
            }
            m_questions->setQuestions({});
            m_form->setProfile(*profile, true);
            preview();
        });
}

void ImportView::saveProfile(const QString& file)
{
    m_suggesting = m_worker.run(
        this,
        [file, json = profileToJson(m_form->profile())](std::stop_token) -> Status {
            QSaveFile out(file);
            const bool written =
                out.open(QIODevice::WriteOnly) &&
                out.write(json.data(), static_cast<qint64>(json.size())) == static_cast<qint64>(json.size()) &&
                out.commit();
            return written ? Status()
                           : makeError(ErrorCode::Io, "export.cannot-write",
                                       "The mapping could not be written to " + file.toStdString() +
                                           ". Nothing was changed there. Choose another place.");
        },
        [this, file](const Status& saved) {
            if (saved.ok()) {
                m_banner->showMessage(Tone::Ok, tr("The mapping was saved"), file);
            } else {
                m_banner->showError(saved.error());
            }
        });
}

void ImportView::refresh()
{
    const Format& format = m_context.format;
    const bool ready =
        m_preview && m_fresh && !m_preview->fault && m_preview->good > 0 && m_questions->isEmpty() && m_surveyed;
    m_anchor->setEnabled(ready && !m_adding && !m_context.session.readOnly());
    m_anchor->setText(m_adding ? tr("Taking it…") : tr("Anchor"));
    // A mapping that leaves a field open could not be loaded again.
    m_save->setEnabled(m_preview && !m_adding && !m_preview->fault);
    m_form->setEnabled(!m_adding);
    if (!m_preview) {
        m_summary->setTone(Tone::Muted, m_banner->isVisible() ? tr("Nothing to show") : tr("Reading the first rows…"));
        return;
    }
    const QString looked = m_preview->more ? tr("the first %1 rows").arg(format.number(m_preview->rows.size()))
                                           : tr("all %1 rows").arg(format.number(m_preview->rows.size()));
    if (m_preview->fault) {
        m_summary->setTone(Tone::Warn, reasonWithNext(m_preview->fault->reason, m_preview->fault->message));
        m_summary->setToolTip(originalText(m_preview->fault->message));
    } else if (m_preview->rows.empty()) {
        m_summary->setTone(Tone::Warn, tr("The file has no rows"));
    } else if (m_preview->good == 0) {
        m_summary->setTone(Tone::Bad, tr("Of %1 none can be recorded. Correct the mapping.").arg(looked));
    } else {
        m_summary->setTone(m_preview->rejected > 0 ? Tone::Warn : Tone::Ok,
                           m_preview->rejected > 0
                               ? tr("Of %1: %2 in order, %3 would be rejected. The rest of the file is anchored.")
                                     .arg(looked, format.number(m_preview->good), format.number(m_preview->rejected))
                               : tr("Of %1 all are in order").arg(looked));
    }
}

void ImportView::retranslate()
{
    m_title->setText(tr("Check the file"));
    const QFileInfo info(m_files.value(0));
    const qsizetype more = m_files.size() - 1;
    m_file->setText(
        m_files.isEmpty() ? QString()
        : more > 0        ? tr("%1 · %2 · %3 more to come")
                         .arg(info.fileName(), m_context.format.bytes(static_cast<quint64>(info.size())),
                              m_context.format.number(static_cast<quint64>(more)))
                   : tr("%1 · %2").arg(info.fileName(), m_context.format.bytes(static_cast<quint64>(info.size()))));
    m_file->setToolTip(m_files.value(0));
    m_back->setText(tr("Back"));
    m_back->setToolTip(tr("Leave the file as it is; nothing is anchored"));
    m_load->setText(tr("Load mapping…"));
    m_save->setText(tr("Save mapping…"));
    refresh();
}

}  // namespace meterseal::ui
