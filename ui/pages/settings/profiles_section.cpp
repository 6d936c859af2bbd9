#include "pages/settings/profiles_section.h"

#include "format/error_text.h"
#include "theme/icons.h"

#include <QFileDialog>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace meterseal::ui {

ProfilesSection::ProfilesSection(const PageContext& context)
    : SettingsSection(context), m_store(context.session.workspace()->profilesFolder())
{
    QVBoxLayout* const column = columnIn(addCard());
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("profilesList"));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_empty = new EmptyState;
    m_rename = button("renameProfile", this);
    m_delete = button("deleteProfile", this);
    m_import = button("importProfile", this);
    m_export = button("exportProfile", this);
    column->addWidget(m_list);
    column->addWidget(m_empty);
    column->addLayout(row({m_rename, m_delete, m_import, m_export}));
    m_empty->hide();
    connect(m_list, &QListWidget::currentRowChanged, this, &ProfilesSection::refresh);
    connect(m_list, &QListWidget::itemChanged, this, &ProfilesSection::renamed);
    connect(m_rename, &QPushButton::clicked, this, [this] { m_list->editItem(m_list->currentItem()); });
    connect(m_delete, &QPushButton::clicked, this, &ProfilesSection::askToDelete);
    connect(m_import, &QPushButton::clicked, this, &ProfilesSection::chooseImport);
    connect(m_export, &QPushButton::clicked, this, &ProfilesSection::chooseExport);
    connect(&banner(), &Banner::actionTriggered, this, [this] {
        const std::string name = m_toDelete.toStdString();
        banner().clear();
        change({"profile.remove", {}, {{"profile", name}}},
               [name](const ProfileStore& store) { return store.remove(name); });
    });
    retranslate();
    read();
}

QString ProfilesSection::chosen() const
{
    return m_list->currentItem() == nullptr ? QString() : m_list->currentItem()->data(Qt::UserRole).toString();
}

void ProfilesSection::read()
{
    m_reading = m_runner.run(
        this, [store = m_store](std::stop_token) { return store.list(); },
        [this](const Result<std::vector<StoredProfile>>& profiles) {
            if (profiles) {
                show(*profiles);
            } else {
                banner().showError(profiles.error());
            }
        });
}

void ProfilesSection::show(const std::vector<StoredProfile>& profiles)
{
    const QSignalBlocker quiet(m_list);
    const QString before = chosen();
    m_list->clear();
    for (const StoredProfile& one : profiles) {
        const QString name = text(one.name);
        auto* item = new QListWidgetItem(icon(one.profile ? QStringLiteral("table") : QStringLiteral("warn"),
                                              one.profile ? Tone::Neutral : Tone::Warn),
                                         name, m_list);
        item->setData(Qt::UserRole, name);
        if (one.profile) {
            if (!m_context.session.readOnly()) {
                item->setFlags(item->flags() | Qt::ItemIsEditable);
            }
            item->setToolTip(tr("Time zone %1, unit %2").arg(text(one.profile->timeZone), text(one.profile->unit)));
        } else {
            item->setData(Qt::AccessibleTextRole, tr("%1: cannot be read").arg(name));
            item->setToolTip(describe(one.profile.error()).plain());
        }
        if (name == before) {
            m_list->setCurrentItem(item);
        }
    }
    m_list->setVisible(!profiles.empty());
    m_empty->setVisible(profiles.empty());
    refresh();
}

void ProfilesSection::refresh()
{
    const QListWidgetItem* const item = m_list->currentItem();
    const bool writable = !m_context.session.readOnly();
    const bool sound = item != nullptr && item->flags().testFlag(Qt::ItemIsEditable);
    m_rename->setEnabled(writable && sound);
    m_delete->setEnabled(writable && item != nullptr);
    m_import->setEnabled(writable);
    m_export->setEnabled(item != nullptr && (sound || !writable));
}

void ProfilesSection::change(AuditNote note, std::function<Status(const ProfileStore&)> work)
{
    banner().clear();
    m_changing = m_runner.run(
        this,
        [store = m_store, audit = m_context.session.audit(), note = std::move(note),
         work = std::move(work)](std::stop_token) mutable {
            note.result = work(store);
            if (audit) {
                audit->write(note);
            }
            return note.result;
        },
        [this](const Status& done) {
            if (!done) {
                banner().setAction({});
                banner().showError(done.error());
            }
            read();
        });
}

void ProfilesSection::renamed(QListWidgetItem* item)
{
    const std::string from = item->data(Qt::UserRole).toString().toStdString();
    const std::string to = item->text().toStdString();
    if (from == to) {
        return;
    }
    change({"profile.rename", {}, {{"profile", from}}, {{"name", to}}},
           [from, to](const ProfileStore& store) { return store.rename(from, to); });
}

void ProfilesSection::askToDelete()
{
    m_toDelete = chosen();
    banner().showMessage(Tone::Warn, tr("Delete the profile “%1”?").arg(m_toDelete),
                         tr("Files that were uploaded with it are not touched. It cannot be brought back."));
    banner().setAction(tr("Delete it"));
}

void ProfilesSection::chooseImport()
{
    auto* dialog = new QFileDialog(this, tr("Import a mapping profile"));
    dialog->setObjectName(QStringLiteral("importProfileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Mapping profiles (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        change({"profile.import", {}, {{"file", file.toStdString()}}},
               [file = file.toStdString()](const ProfileStore& store) { return store.importFile(file).status(); });
    });
    dialog->open();
}

void ProfilesSection::chooseExport()
{
    const QString name = chosen();
    auto* dialog = new QFileDialog(this, tr("Export the mapping profile"));
    dialog->setObjectName(QStringLiteral("exportProfileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Mapping profiles (*.json)"));
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, name](const QString& file) {
        change({"export", {}, {{"profile", name.toStdString()}, {"file", file.toStdString()}}},
               [name = name.toStdString(), file = file.toStdString()](const ProfileStore& store) {
                   return store.exportFile(name, file);
               });
    });
    dialog->open();
}

void ProfilesSection::retranslate()
{
    setTexts(tr("Mapping profiles"),
             tr("How the columns of a record file become records. The Upload page makes them; they lie in the folder "
                "“profiles” of this workspace."));
    m_list->setAccessibleName(tr("Mapping profiles"));
    m_empty->setContent(QStringLiteral("table"), tr("No profile yet"),
                        tr("Save one on the Upload page, or import a file."));
    m_rename->setText(tr("Rename"));
    m_delete->setText(tr("Delete…"));
    m_import->setText(tr("Import…"));
    m_export->setText(tr("Export…"));
    refresh();
}

}  // namespace meterseal::ui
