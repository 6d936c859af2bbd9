#include "pages/settings/backup_section.h"

#include "widgets/facts.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kPollMs = 150;
constexpr int kFieldWidth = 420;

QString documents()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

AuditNote noteOf(const char* action, const QString& file)
{
    return {action, {}, {{"file", file.toStdString()}}, {}, {}};
}

}  // namespace

BackupSection::BackupSection(const PageContext& context)
    : SettingsSection(context), m_shared(std::make_shared<Shared<BackupProgress>>())
{
    m_progress = new ProgressStrip;
    buildBackup();
    buildRestore();
    columnIn(addCard())->addWidget(m_progress);
    m_progress->parentWidget()->hide();
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &BackupSection::showProgress);
    connect(m_progress, &ProgressStrip::stopRequested, this, [this] {
        m_task.cancel();
        end();
        banner().showMessage(Tone::Info, tr("Stopped"), tr("Nothing was left behind."));
    });
    connect(&context.format, &Format::changed, this, &BackupSection::retranslate);
    retranslate();
}

void BackupSection::buildBackup()
{
    QVBoxLayout* const column = columnIn(addCard(m_backupHeading));
    m_backupNote = new QLabel;
    m_backupNote->setWordWrap(true);
    m_make = button("makeBackup", this);
    column->addWidget(m_backupNote);
    column->addLayout(row({m_make}));
    connect(m_make, &QPushButton::clicked, this, &BackupSection::chooseTarget);
}

void BackupSection::buildRestore()
{
    QVBoxLayout* const column = columnIn(addCard(m_restoreHeading));
    m_restoreNote = new QLabel;
    m_restoreNote->setWordWrap(true);
    m_choose = button("chooseBackup", this);
    m_facts = new Facts;
    m_facts->setObjectName(QStringLiteral("backupFacts"));
    m_target = new QWidget;
    m_folderLabel = new QLabel;
    m_folder = new QLineEdit;
    m_folder->setObjectName(QStringLiteral("restoreFolder"));
    m_folder->setMinimumWidth(kFieldWidth);
    m_folderLabel->setBuddy(m_folder);
    m_browse = button("browseFolder", this);
    m_restore = button("restoreBackup", this);
    auto* inTarget = row({m_folderLabel, m_folder, m_browse, m_restore});
    inTarget->setContentsMargins(0, 0, 0, 0);
    m_target->setLayout(inTarget);
    column->addWidget(m_restoreNote);
    column->addLayout(row({m_choose}));
    column->addWidget(m_facts);
    column->addWidget(m_target);
    connect(m_choose, &QPushButton::clicked, this, &BackupSection::chooseSource);
    connect(m_browse, &QPushButton::clicked, this, &BackupSection::chooseFolder);
    connect(m_restore, &QPushButton::clicked, this, &BackupSection::restore);
    connect(m_folder, &QLineEdit::textChanged, this, &BackupSection::refresh);
}

BackupOptions BackupSection::options(std::stop_token stop) const
{
    return {[shared = m_shared](const BackupProgress& progress) { shared->set(progress); }, std::move(stop)};
}

void BackupSection::begin(Job job)
{
    banner().clear();
    m_job = job;
    m_shared->set({});
    m_progress->parentWidget()->show();
    showProgress();
    m_poll.start();
    refresh();
}

void BackupSection::end()
{
    m_job = Job::None;
    m_poll.stop();
    m_progress->finish();
    m_progress->parentWidget()->hide();
    refresh();
}

void BackupSection::showProgress()
{
    const BackupProgress now = m_shared->get();
    QString step = m_job == Job::Look ? tr("Reading the backup…") : tr("Copying…");
    if (m_job == Job::Restore) {
        step = tr("Unpacking and checking every file…");
    } else if (now.step == BackupProgress::Step::Packing) {
        step = tr("Packing…");
    } else if (now.step == BackupProgress::Step::Checking) {
        step = tr("Reading it back and comparing…");
    }
    m_progress->setProgress(now.done, now.total, step);
}

void BackupSection::chooseTarget()
{
    auto* dialog = new QFileDialog(this, tr("Make a backup"));
    dialog->setObjectName(QStringLiteral("backupDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Backups (*.zip)"));
    dialog->setDefaultSuffix(QStringLiteral("zip"));
    // It says itself that nothing is replaced.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDirectory(documents());
    dialog->selectFile(QStringLiteral("%1-%2.zip")
                           .arg(text(m_context.session.workspace()->genesis().chain),
                                QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmm"))));
    connect(dialog, &QFileDialog::fileSelected, this, &BackupSection::backUp);
    dialog->open();
}

void BackupSection::backUp(const QString& file)
{
    begin(Job::Backup);
    m_task = m_runner.run(
        this,
        [all = options({}), workspace = *m_context.session.workspace(), audit = m_context.session.audit(),
         file](std::stop_token stop) mutable {
            all.stop = std::move(stop);
            auto written = writeBackup(workspace, file.toStdString(), all);
            AuditNote note = noteOf("backup", file);
            note.result = written.status();
            if (audit) {
                audit->write(note);
            }
            return written;
        },
        [this, file](const Result<BackupSummary>& written) {
            end();
            if (!written) {
                banner().showError(written.error());
                return;
            }
            banner().showMessage(Tone::Ok, tr("The backup was made and read back"),
                                 tr("%1: %2 files, %3, up to block %4.")
                                     .arg(file, m_context.format.number(written->files.size()),
                                          m_context.format.bytes(written->bytes()),
                                          m_context.format.number(written->height)));
        });
}

void BackupSection::chooseSource()
{
    auto* dialog = new QFileDialog(this, tr("Choose a backup"));
    dialog->setObjectName(QStringLiteral("chooseBackupDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Backups (*.zip)"));
    dialog->setDirectory(documents());
    connect(dialog, &QFileDialog::fileSelected, this, &BackupSection::look);
    dialog->open();
}

void BackupSection::look(const QString& source)
{
    m_source = source;
    m_summary.reset();
    showSummary();
    begin(Job::Look);
    m_task = m_runner.run(
        this, [source](std::stop_token) { return readBackup(source.toStdString()); },
        [this](const Result<BackupSummary>& summary) {
            end();
            if (!summary) {
                banner().showError(summary.error());
                return;
            }
            m_summary = *summary;
            const QString here = QString::fromStdString(m_context.session.workspace()->folder().string());
            m_folder->setText(here + QStringLiteral("-restored"));
            showSummary();
            refresh();
        });
}

void BackupSection::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("Restore into a new folder"));
    dialog->setObjectName(QStringLiteral("restoreFolderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

void BackupSection::restore()
{
    const QString folder = m_folder->text().trimmed();
    begin(Job::Restore);
    m_task = m_runner.run(
        this,
        [all = options({}), source = m_source, folder](std::stop_token stop) mutable {
            all.stop = std::move(stop);
            auto restored = restoreBackup(source.toStdString(), folder.toStdString(), all);
            if (restored) {
                // Into the log of the new workspace: there it happened. That it cannot be written changes nothing.
                static_cast<void>(AuditLog(folder.toStdString()).append(noteOf("restore", source)));
            }
            return restored;
        },
        [this, folder](const Result<BackupSummary>& restored) {
            end();
            if (!restored) {
                banner().showError(restored.error());
                return;
            }
            m_context.settings.setLastWorkspace(folder);
            m_context.notifier.notify(Tone::Ok, tr("The backup was restored"),
                                      tr("It is open now: %1. Only one of the two folders may be written to from now "
                                         "on, since both hold the same keys.")
                                          .arg(folder));
            QMetaObject::invokeMethod(
                &m_context.session,
                [session = &m_context.session, folder] { session->openWorkspace(folder.toStdString(), false); },
                Qt::QueuedConnection);
        });
}

void BackupSection::showSummary()
{
    m_facts->clear();
    m_facts->setVisible(m_summary.has_value());
    m_target->setVisible(m_summary.has_value());
    if (!m_summary) {
        return;
    }
    const Format& format = m_context.format;
    const bool same = m_summary->fingerprint == m_context.session.workspace()->fingerprint();
    m_facts->add(tr("Backup"), m_source);
    m_facts->add(tr("Made"), format.time(m_summary->time), format.timeInFull(m_summary->time));
    m_facts->add(tr("Chain"), text(m_summary->chain));
    m_facts->addHash(tr("Fingerprint"), text(m_summary->fingerprint.hex()));
    m_facts->addTone(tr("Compared"), same ? Tone::Ok : Tone::Warn,
                     same ? tr("the ledger that is open now") : tr("another ledger than the one open now"));
    m_facts->add(tr("Holds"), tr("%1 files, %2, up to block %3")
                                  .arg(format.number(m_summary->files.size()), format.bytes(m_summary->bytes()),
                                       format.number(m_summary->height)));
}

void BackupSection::refresh()
{
    const bool idle = m_job == Job::None;
    m_make->setEnabled(idle && !m_context.session.readOnly());
    m_choose->setEnabled(idle);
    m_folder->setEnabled(idle);
    m_browse->setEnabled(idle);
    m_restore->setEnabled(idle && m_summary && !m_folder->text().trimmed().isEmpty());
}

void BackupSection::retranslate()
{
    setTexts(tr("Backup and restore"), {});
    m_backupHeading->setText(tr("Backup"));
    m_backupNote->setText(tr("One .zip file with ledger, keys (encrypted as they are), audit log, profiles and the "
                             "uploader's journal. Uploads go on while it is made; it is read back before it counts."));
    m_make->setText(tr("Make a backup…"));
    m_restoreHeading->setText(tr("Restore"));
    m_restoreNote->setText(tr("Into a new folder; nothing is replaced. Every file is checked before the folder gets "
                              "its name."));
    m_choose->setText(tr("Choose a backup…"));
    m_folderLabel->setText(tr("New folder"));
    m_folder->setAccessibleName(m_folderLabel->text());
    m_browse->setText(tr("Browse…"));
    m_restore->setText(tr("Restore and open"));
    showSummary();
    refresh();
}

}  // namespace meterseal::ui
