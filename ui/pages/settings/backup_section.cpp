#include "pages/settings/backup_section.h"

#include "shell/restore_form.h"
#include "theme/theme.h"

#include <QDateTime>
#include <QFileDialog>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kPollMs = 150;

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
    connect(&context.format, &Format::zoneChanged, this, &BackupSection::retranslate);
    retranslate();
}

void BackupSection::buildBackup()
{
    QVBoxLayout* const column = columnIn(addCard(m_backupHeading));
    m_backupNote = new QLabel;
    m_backupNote->setWordWrap(true);
    m_make = button("makeBackup", this);
    theme::setRole(m_make, theme::Role::Primary);
    column->addWidget(m_backupNote);
    column->addLayout(row({m_make}));
    connect(m_make, &QPushButton::clicked, this, &BackupSection::chooseTarget);
}

void BackupSection::buildRestore()
{
    columnIn(addCard(m_restoreHeading))->addWidget(new RestoreForm(m_context, this));
}

void BackupSection::begin()
{
    banner().clear();
    m_busy = true;
    m_shared->set({});
    m_progress->parentWidget()->show();
    showProgress();
    m_poll.start();
    refresh();
}

void BackupSection::end()
{
    m_busy = false;
    m_poll.stop();
    m_progress->finish();
    m_progress->parentWidget()->hide();
    refresh();
}

void BackupSection::showProgress()
{
    const BackupProgress now = m_shared->get();
    QString step = tr("Copying…");
    if (now.step == BackupProgress::Step::Packing) {
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
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(QStringLiteral("%1-%2.zip")
                           .arg(text(m_context.session.workspace()->genesis().chain),
                                QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmm"))));
    connect(dialog, &QFileDialog::fileSelected, this, &BackupSection::backUp);
    dialog->open();
}

void BackupSection::backUp(const QString& file)
{
    begin();
    m_task = m_runner.run(
        this,
        [shared = m_shared, workspace = *m_context.session.workspace(), audit = m_context.session.audit(),
         file](std::stop_token stop) {
            const BackupOptions options{[shared](const BackupProgress& progress) { shared->set(progress); },
                                        std::move(stop)};
            auto written = writeBackup(workspace, file.toStdString(), options);
            AuditNote note{"backup", {}, {{"file", file.toStdString()}}, {}, {}};
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

void BackupSection::refresh()
{
    m_make->setEnabled(!m_busy && !m_context.session.readOnly());
}

void BackupSection::retranslate()
{
    setTexts(tr("Backup and restore"), {});
    m_backupHeading->setText(tr("Backup"));
    m_backupNote->setText(tr("One .zip file with ledger, keys (encrypted as they are), audit log, profiles and the "
                             "uploader's journal. Uploads go on while it is made; it is read back before it counts."));
    m_make->setText(tr("Make a backup…"));
    m_restoreHeading->setText(tr("Restore"));
    refresh();
}

}  // namespace meterseal::ui
