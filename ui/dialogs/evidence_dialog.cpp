#include "dialogs/evidence_dialog.h"

#include "dialogs/unlock_dialog.h"
#include "meterseal/workspace/file_reading.h"
#include "meterseal/workspace/published.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

namespace meterseal::ui {

namespace {

namespace fs = std::filesystem;

Result<std::optional<Timestamp>> typedTime(const QLineEdit& edit)
{
    const QString typed = edit.text().trimmed();
    if (typed.isEmpty()) {
        return std::optional<Timestamp>();
    }
    MS_ASSIGN(const Timestamp time, parseTimestamp(typed.toStdString()));
    return std::optional(time);
}

// How the file is read, where nobody said: never a guess.
Result<MappingProfile> profileOf(const fs::path& file, const fs::path& kept, LedgerReader& reader)
{
    MS_ASSIGN(FileReading reading, FileReadings(kept, &reader).read(file));
    if (!reading.profile) {
        return makeError(
            ErrorCode::InvalidArgument, "evidence.reading",
            "The file " + file.string() +
                " can be read in more than one way. No bundle was made. Open it on the Verify page, answer "
                "the questions there, and make the evidence from its result.");
    }
    return *reading.profile;
}

}  // namespace

EvidenceDialog::EvidenceDialog(const PageContext& context, EvidenceStart start, QWidget* parent)
    : TaskDialog(context, QStringLiteral("evidenceDialog"), parent),
      m_start(std::move(start)),
      m_form(new QFormLayout),
      m_source(new QLineEdit),
      m_meters(new QLineEdit),
      m_from(new QLineEdit),
      m_to(new QLineEdit),
      m_presenter(new QLineEdit),
      m_text(new QLineEdit),
      m_target(new QLineEdit),
      m_choose(new QPushButton),
      m_browse(new QPushButton),
      m_original(new QCheckBox),
      m_complete(new QCheckBox),
      m_signer(new QComboBox)
{
    build();
    connect(m_choose, &QPushButton::clicked, this, &EvidenceDialog::chooseSource);
    connect(m_browse, &QPushButton::clicked, this, &EvidenceDialog::chooseTarget);
    for (QLineEdit* edit : {m_source, m_target, m_from, m_to, m_meters}) {
        connect(edit, &QLineEdit::textChanged, this, &EvidenceDialog::check);
    }
    for (QLineEdit* edit : {m_source, m_meters}) {
        connect(edit, &QLineEdit::textChanged, this, &EvidenceDialog::proposeTarget);
    }
    connect(m_target, &QLineEdit::textEdited, this, [this] { m_targetChosen = true; });
    connect(m_source, &QLineEdit::textEdited, this, [this] { m_start.profile.reset(); });
    resize(640, sizeHint().height());
    proposeTarget();
    retranslate();
}

void EvidenceDialog::build()
{
    const std::pair<QWidget*, const char*> names[] = {{m_source, "evidenceSource"},
                                                      {m_choose, "evidenceChoose"},
                                                      {m_meters, "evidenceMeters"},
                                                      {m_from, "evidenceFrom"},
                                                      {m_to, "evidenceTo"},
                                                      {m_original, "evidenceOriginal"},
                                                      {m_complete, "evidenceComplete"},
                                                      {m_presenter, "evidencePresenter"},
                                                      {m_signer, "evidenceSign"},
                                                      {m_text, "evidenceText"},
                                                      {m_target, "evidenceTarget"},
                                                      {m_browse, "evidenceBrowse"}};
    for (const auto& [widget, name] : names) {
        widget->setObjectName(QString::fromLatin1(name));
    }
    m_choose->setAutoDefault(false);
    m_browse->setAutoDefault(false);
    m_source->setText(m_start.file);
    m_meters->setText(m_start.meter);
    m_from->setText(m_start.from ? Format::isoTime(*m_start.from) : QString());
    m_to->setText(m_start.to ? Format::isoTime(*m_start.to) : QString());
    m_original->setChecked(true);
    fillSigners();
    const auto row = [this](QWidget* widget, QWidget* buddy) {
        auto* label = new QLabel;
        label->setBuddy(buddy);
        m_form->addRow(label, widget);
        m_rows.emplace_back(label, buddy);
    };
    auto* range = new QWidget;
    auto* inRange = new QHBoxLayout(range);
    inRange->setContentsMargins(0, 0, 0, 0);
    inRange->addWidget(m_from);
    inRange->addWidget(m_to);
    row(withButton(m_source, m_choose), m_source);
    row(m_meters, m_meters);
    row(range, m_from);
    row(m_presenter, m_presenter);
    row(m_text, m_text);
    row(m_signer, m_signer);
    row(withButton(m_target, m_browse), m_target);
    m_form->addRow({}, m_original);
    m_form->addRow({}, m_complete);
    if (m_start.record) {
        m_form->setRowVisible(0, false);
        m_form->setRowVisible(1, false);
        m_form->setRowVisible(2, false);
        m_original->hide();
        m_complete->hide();
    }
    bodyLayout()->addLayout(m_form);
}

QWidget* EvidenceDialog::withButton(QLineEdit* edit, QPushButton* button)
{
    auto* both = new QWidget;
    auto* layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(edit, 1);
    layout->addWidget(button);
    return both;
}

// Nobody, or an organisation whose key lies here.
void EvidenceDialog::fillSigners()
{
    m_signer->addItem({});
    if (!m_context.session.readOnly()) {
        for (const QString& id : m_context.session.ownOrganisations()) {
            m_signer->addItem(id, id);
        }
    }
}

void EvidenceDialog::chooseSource()
{
    auto* dialog = new QFileDialog(this, tr("Choose the file of records"));
    dialog->setObjectName(QStringLiteral("evidenceSourceDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_start.profile.reset();
        m_source->setText(file);
    });
    dialog->open();
}

void EvidenceDialog::chooseTarget()
{
    auto* dialog = new QFileDialog(this, tr("Save the evidence bundle"));
    dialog->setObjectName(QStringLiteral("evidenceTargetDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Evidence bundles (*.mseal.zip)")});
    dialog->selectFile(QFileInfo(m_target->text()).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_targetChosen = true;
        m_target->setText(file);
    });
    dialog->open();
}

// A name to begin with, beside the records, until the person says another.
void EvidenceDialog::proposeTarget()
{
    if (!m_targetChosen && !m_source->text().isEmpty()) {
        const QFileInfo source(m_source->text());
        const QString meter = m_meters->text().isEmpty() ? QString() : QStringLiteral("-") + m_meters->text();
        m_target->setText(source.dir().filePath(source.completeBaseName() + meter + QStringLiteral(".mseal.zip")));
    }
}

void EvidenceDialog::check()
{
    const auto from = typedTime(*m_from);
    const auto to = typedTime(*m_to);
    banner().clear();
    if (!from || !to) {
        banner().showMessage(Tone::Warn,
                             tr("A time is written like %1").arg(QStringLiteral("2026-11-20T06:00:00.000Z")));
    }
    const bool source = m_start.record || !m_source->text().isEmpty();
    setPrimaryEnabled(source && from && to && !m_target->text().isEmpty());
}

Result<EvidenceRequest> EvidenceDialog::request() const
{
    EvidenceRequest request;
    if (m_start.record) {
        request.records.push_back(*m_start.record);
    } else {
        request.file = fs::path(m_source->text().toStdString());
        for (const QString& mn : m_meters->text().split(u',', Qt::SkipEmptyParts)) {
            request.meters.push_back(mn.trimmed().toStdString());
        }
        MS_ASSIGN(request.from, typedTime(*m_from));
        MS_ASSIGN(request.to, typedTime(*m_to));
        request.original = m_original->isChecked();
        request.complete = m_complete->isChecked();
        if (m_start.profile) {
            request.profile = *m_start.profile;
        }
    }
    request.presenterName = m_presenter->text().trimmed().toStdString();
    request.presenterOrganisation = m_signer->currentData().toString().toStdString();
    request.text = m_text->text().trimmed().toStdString();
    request.program = "MeterSeal " + QCoreApplication::applicationVersion().toStdString();
    request.time = now();
    return request;
}

void EvidenceDialog::submit()
{
    auto asked = request();
    if (!asked) {
        banner().showError(asked.error());
        return;
    }
    const QString signer = m_signer->currentData().toString();
    if (signer.isEmpty()) {
        make(std::move(asked).value(), {});
        return;
    }
    whenUnlocked(m_context, this, [this, request = *asked, signer] { make(request, signer); });
}

void EvidenceDialog::make(EvidenceRequest request, const QString& signer)
{
    setBusy(true);
    banner().clear();
    auto work =
        [request = std::move(request), needsProfile = !m_start.record && !m_start.profile,
         folder = m_context.session.workspace()->folder(), profiles = m_context.session.workspace()->profilesFolder(),
         target = fs::path(m_target->text().toStdString())](LedgerReader& reader, const crypto::PrivateKey* key,
                                                            std::stop_token stop) mutable -> Result<EvidenceFile> {
        if (needsProfile) {
            MS_ASSIGN(request.profile, profileOf(*request.file, profiles, reader));
        }
        MS_ASSIGN(request.earlier, publishedHeights(folder, reader));
        request.presenterKey = key;
        MS_ASSIGN(EvidenceFile made, makeEvidence(reader, request, stop));
        MS_TRY(saveEvidence(target, made.bytes, Replace::Yes));
        return made;
    };
    if (signer.isEmpty()) {
        m_making = m_context.session.ledger()->query(
            this, LedgerBridge::Lane::Background,
            [work](LedgerReader& reader, std::stop_token stop) mutable { return work(reader, nullptr, stop); },
            [this](const Result<EvidenceFile>& made) { finish(made); });
        return;
    }
    // Signed where the keys are: on the writing worker, with a reader of its own.
    m_making = m_context.session.change(
        this,
        [work, open = m_context.session.readerMaker(),
         id = signer.toStdString()](OpenKeys& unlocked) mutable -> Result<EvidenceFile> {
            const auto* const key = unlocked.keys.organisation(id);
            if (key == nullptr) {
                return makeError(ErrorCode::NotFound, "evidence.presenter",
                                 "The key store holds no key of " + id + ". No bundle was made.");
            }
            MS_ASSIGN(LedgerReader reader, open());
            return work(reader, &key->key, {});
        },
        [this](const Result<EvidenceFile>& made) { finish(made); });
}

void EvidenceDialog::finish(const Result<EvidenceFile>& made)
{
    setBusy(false);
    const QString target = m_target->text();
    AuditNote note{"evidence.make", {}, {}, {{"file", target.toStdString()}}};
    note.result = made.status();
    if (made) {
        note.subject["sha256"] = made->sha256.hex();
    }
    m_context.session.record(std::move(note));
    if (!made) {
        banner().showError(made.error());
        return;
    }
    const Format& format = m_context.format;
    QStringList said{tr("%1 records of %2 batches are shown, %3 are withheld.")
                         .arg(format.number(made->shown), format.number(made->batches), format.number(made->withheld))};
    if (made->altered + made->unplaced > 0) {
        said << tr("%1 are NOT the anchored ones at their places and %2 stand in no batch: the bundle shows that.")
                    .arg(format.number(made->altered), format.number(made->unplaced));
    }
    if (made->rejected > 0) {
        said << tr("%1 rows of the file could not be read and are not among its records.")
                    .arg(format.number(made->rejected));
    }
    if (made->withheld > 0) {
        said << tr(
            "The leaves of this ledger are open: who has the bundle can find a withheld record by trying values.");
    }
    m_context.notifier.notify(made->altered + made->unplaced + made->rejected > 0 ? Tone::Warn : Tone::Ok,
                              tr("Evidence made: %1").arg(QFileInfo(target).fileName()), said.join(u' '));
    emit this->made(target);
    m_context.navigator.go(QStringLiteral("evidence/file/") +
                           QString::fromLatin1(QUrl::toPercentEncoding(QFileInfo(target).absoluteFilePath())));
    accept();
}

void EvidenceDialog::retranslate()
{
    setTexts(tr("Make evidence"),
             m_start.record
                 ? tr("One file that shows by itself that this record was anchored, since when and on whose word.")
                 : tr("One file that shows by itself which of these records were anchored, since when and on whose "
                      "word. The ledger holds hashes only: the records come from a file."),
             tr("Make evidence"));
    const QString labels[] = {tr("File of records"), tr("Meters"),   tr("Record time from, to"),
                              tr("Presented by"),    tr("What for"), tr("Sign as the presenter"),
                              tr("Save as")};
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].first->setText(labels[i]);
    }
    m_to->setAccessibleName(tr("Record time to"));
    m_meters->setPlaceholderText(tr("all of the file; several with commas"));
    m_from->setPlaceholderText(tr("open"));
    m_to->setPlaceholderText(tr("open"));
    m_presenter->setPlaceholderText(tr("a name, as it stands in the report"));
    m_text->setPlaceholderText(tr("the question or the claim, in your words"));
    m_signer->setItemText(0, tr("not signed"));
    m_choose->setText(tr("Choose…"));
    m_browse->setText(tr("Choose…"));
    m_original->setText(tr("Put the file's own bytes into the bundle"));
    m_complete->setText(tr("Claim that all batches of these meters are in it"));
    check();
}

}  // namespace meterseal::ui
