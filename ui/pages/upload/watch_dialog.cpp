#include "pages/upload/watch_dialog.h"

#include "meterseal/source/profile.h"
#include "shell/folder_watch.h"
#include "theme/icons.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <filesystem>

namespace meterseal::ui {

WatchDialog::WatchDialog(const PageContext& context, QWidget* parent)
    : TaskDialog(context, QStringLiteral("watchDialog"), parent),
      m_folderLabel(new QLabel),
      m_profileLabel(new QLabel),
      m_folder(new QLineEdit),
      m_profile(new QLineEdit),
      m_chooseFolder(new QPushButton),
      m_chooseProfile(new QPushButton),
      m_on(new QCheckBox)
{
    const FolderWatch& watch = *context.session.folderWatch();
    m_folder->setObjectName(QStringLiteral("watchFolder"));
    m_profile->setObjectName(QStringLiteral("watchProfile"));
    m_chooseFolder->setObjectName(QStringLiteral("chooseWatchFolder"));
    m_chooseProfile->setObjectName(QStringLiteral("chooseWatchProfile"));
    m_on->setObjectName(QStringLiteral("watchOn"));
    m_folder->setText(watch.folder());
    m_on->setChecked(watch.on() || watch.folder().isEmpty());
    auto* form = new QFormLayout;
    form->setVerticalSpacing(theme::kGap);
    const auto row = [form](QLabel* label, QLineEdit* edit, QPushButton* button) {
        button->setIcon(icon(QStringLiteral("folder")));
        button->setAutoDefault(false);
        label->setBuddy(edit);
        auto* line = new QHBoxLayout;
        line->addWidget(edit, 1);
        line->addWidget(button);
        form->addRow(label, line);
    };
    row(m_folderLabel, m_folder, m_chooseFolder);
    row(m_profileLabel, m_profile, m_chooseProfile);
    form->addRow(QString(), m_on);
    bodyLayout()->addLayout(form);
    setMinimumWidth(640);
    connect(m_chooseFolder, &QPushButton::clicked, this, [this] { choose(m_folder, true); });
    connect(m_chooseProfile, &QPushButton::clicked, this, [this] { choose(m_profile, false); });
    retranslate();
    m_folder->setFocus();
}

void WatchDialog::choose(QLineEdit* into, bool folder)
{
    auto* dialog = new QFileDialog(this, folder ? tr("Choose the folder to watch") : tr("Choose a mapping profile"));
    dialog->setObjectName(QStringLiteral("watchFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    connect(dialog, &QFileDialog::fileSelected, into, &QLineEdit::setText);
    dialog->open();
}

void WatchDialog::submit()
{
    setBusy(true);
    banner().clear();
    const QString kept = m_context.session.folderWatch()->profileJson();
    m_reading = m_worker.run(
        this,
        [folder = m_folder->text().toStdString(), profile = m_profile->text().toStdString(), on = m_on->isChecked(),
         kept](std::stop_token) -> Result<QString> {
            std::error_code failed;
            if (on && !std::filesystem::is_directory(folder, failed)) {
                return makeError(ErrorCode::NotFound, "upload.watch-folder",
                                 folder + " is not a folder that can be read, so it cannot be watched.");
            }
            if (profile.empty()) {
                return kept;
            }
            MS_ASSIGN(const MappingProfile read, loadProfile(profile));
            return text(profileToJson(read));
        },
        [this](const Result<QString>& profile) {
            setBusy(false);
            if (!profile) {
                banner().showError(profile.error());
                return;
            }
            m_context.session.folderWatch()->choose(m_folder->text(), m_on->isChecked(), *profile);
            accept();
        });
}

void WatchDialog::retranslate()
{
    setTexts(
        tr("Watch a folder"),
        tr("Every record file that is put into this folder is uploaded by itself once it is complete, while the key "
           "store is unlocked. The same content is taken once."),
        tr("Save"));
    m_folderLabel->setText(tr("Folder"));
    m_profileLabel->setText(tr("Mapping profile"));
    m_folder->setAccessibleName(m_folderLabel->text());
    m_profile->setAccessibleName(m_profileLabel->text());
    m_chooseFolder->setText(tr("Choose…"));
    m_chooseProfile->setText(tr("Choose…"));
    m_chooseFolder->setAccessibleName(tr("Choose the folder to watch"));
    m_chooseProfile->setAccessibleName(tr("Choose a mapping profile"));
    m_profile->setPlaceholderText(m_context.session.folderWatch()->profileJson().isEmpty()
                                      ? tr("none: detected from each file where it is unambiguous")
                                      : tr("the one chosen before"));
    m_on->setText(tr("Watch this folder"));
}

}  // namespace meterseal::ui
