#include "shell/restore_form.h"

#include "format/known_workspaces.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/facts.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kPollMs = 150;
}

RestoreForm::RestoreForm(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_note(new QLabel(this)),
      m_folderLabel(new QLabel(this)),
      m_choose(new QPushButton(icon(QStringLiteral("folder")), {}, this)),
      m_browse(new QPushButton(this)),
      m_restore(new QPushButton(this)),
      m_banner(new Banner(this)),
      m_progress(new ProgressStrip(this)),
      m_facts(new Facts(HashLabel::Shown::Whole, this)),
      m_target(new QWidget(this)),
      m_folder(new QLineEdit(this)),
      m_shared(std::make_shared<Shared<BackupProgress>>())
{
    m_choose->setObjectName(QStringLiteral("chooseBackup"));
    m_browse->setObjectName(QStringLiteral("browseFolder"));
    m_restore->setObjectName(QStringLiteral("restoreBackup"));
    m_facts->setObjectName(QStringLiteral("backupFacts"));
    m_folder->setObjectName(QStringLiteral("restoreFolder"));
    m_note->setWordWrap(true);
    m_folderLabel->setBuddy(m_folder);
    auto* target = new QHBoxLayout(m_target);
    target->setContentsMargins(0, 0, 0, 0);
    target->addWidget(m_folderLabel);
    target->addWidget(m_folder, 1);
    target->addWidget(m_browse);
    target->addWidget(m_restore);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kGap);
    column->addWidget(m_note);
    column->addWidget(m_choose, 0, Qt::AlignLeft);
    column->addWidget(m_banner);
    column->addWidget(m_facts);
    column->addWidget(m_target);
    column->addWidget(m_progress);
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, &RestoreForm::showProgress);
    connect(m_progress, &ProgressStrip::stopRequested, this, [this] {
        m_task.cancel();
        end();
        m_banner->showMessage(Tone::Info, tr("Stopped"), tr("Nothing was left behind."));
    });
    connect(m_choose, &QPushButton::clicked, this, &RestoreForm::chooseSource);
    connect(m_browse, &QPushButton::clicked, this, &RestoreForm::chooseFolder);
    connect(m_restore, &QPushButton::clicked, this, &RestoreForm::restore);
    connect(m_folder, &QLineEdit::textChanged, this, &RestoreForm::refresh);
    onWords(this, context.format, [this] { showSummary(); });
    m_progress->finish();
    showSummary();
}

void RestoreForm::begin(const QString& step)
{
    m_banner->clear();
    m_step = step;
    m_busy = true;
    m_shared->set({});
    m_progress->show();
    showProgress();
    m_poll.start();
    refresh();
}

void RestoreForm::end()
{
    m_busy = false;
    m_poll.stop();
    m_progress->finish();
    refresh();
}

void RestoreForm::showProgress()
{
    const BackupProgress now = m_shared->get();
    m_progress->setProgress(now.done, now.total, m_step);
}

void RestoreForm::chooseSource()
{
    auto* dialog = new QFileDialog(this, tr("Choose a backup"));
    dialog->setObjectName(QStringLiteral("chooseBackupDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Backups (*.zip)"));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    connect(dialog, &QFileDialog::fileSelected, this, &RestoreForm::look);
    dialog->open();
}

// Beside the workspace that is open; else where a new one would be made.
QString RestoreForm::suggestedFolder() const
{
    if (const Workspace* const open = m_context.session.workspace()) {
        return QString::fromStdString(open->folder().string()) + QStringLiteral("-restored");
    }
    return folderForNewWorkspace();
}

void RestoreForm::look(const QString& source)
{
    m_source = source;
    m_summary.reset();
    showSummary();
    begin(tr("Reading the backup…"));
    m_task = m_runner.run(
        this, [source](std::stop_token) { return readBackup(source.toStdString()); },
        [this](const Result<BackupSummary>& summary) {
            end();
            if (!summary) {
                m_banner->showError(summary.error());
                return;
            }
            m_summary = *summary;
            m_folder->setText(suggestedFolder());
            showSummary();
        });
}

void RestoreForm::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("Restore into a new folder"));
    dialog->setObjectName(QStringLiteral("restoreFolderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

void RestoreForm::restore()
{
    const QString folder = m_folder->text().trimmed();
    begin(tr("Unpacking and checking every file…"));
    m_task = m_runner.run(
        this,
        [shared = m_shared, source = m_source, folder](std::stop_token stop) {
            const BackupOptions options{[shared](const BackupProgress& progress) { shared->set(progress); },
                                        std::move(stop)};
            auto restored = restoreBackup(source.toStdString(), folder.toStdString(), options);
            if (restored) {
                // Into the log of the new workspace: there it happened. That it cannot be written changes nothing.
                static_cast<void>(
                    AuditLog(folder.toStdString()).append({"restore", {}, {{"file", source.toStdString()}}, {}, {}}));
            }
            return restored;
        },
        [this, folder](const Result<BackupSummary>& restored) {
            end();
            if (!restored) {
                m_banner->showError(restored.error());
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

void RestoreForm::showSummary()
{
    m_note->setText(tr("Into a new folder; nothing is replaced. Every file is checked before the folder gets its "
                       "name."));
    m_choose->setText(tr("Choose a backup…"));
    m_folderLabel->setText(tr("New folder"));
    m_folder->setAccessibleName(m_folderLabel->text());
    m_browse->setText(tr("Browse…"));
    m_restore->setText(tr("Restore and open"));
    m_facts->clear();
    m_facts->setVisible(m_summary.has_value());
    m_target->setVisible(m_summary.has_value());
    refresh();
    if (!m_summary) {
        return;
    }
    const Format& format = m_context.format;
    m_facts->add(tr("Backup"), m_source);
    m_facts->add(tr("Made"), format.time(m_summary->time), format.timeInFull(m_summary->time));
    m_facts->add(tr("Chain"), text(m_summary->chain));
    m_facts->addHash(tr("Fingerprint"), text(m_summary->fingerprint.hex()));
    if (const Workspace* const open = m_context.session.workspace()) {
        const bool same = m_summary->fingerprint == open->fingerprint();
        m_facts->addTone(tr("Compared"), same ? Tone::Ok : Tone::Warn,
                         same ? tr("the ledger that is open now") : tr("another ledger than the one open now"));
    }
    m_facts->add(tr("Holds"), tr("%1 files, %2, up to block %3")
                                  .arg(format.number(m_summary->files.size()), format.bytes(m_summary->bytes()),
                                       format.number(m_summary->height)));
}

void RestoreForm::refresh()
{
    m_choose->setEnabled(!m_busy);
    m_folder->setEnabled(!m_busy);
    m_browse->setEnabled(!m_busy);
    m_restore->setEnabled(!m_busy && m_summary && !m_folder->text().trimmed().isEmpty());
}

}  // namespace meterseal::ui
