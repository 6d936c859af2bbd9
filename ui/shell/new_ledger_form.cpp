#include "shell/new_ledger_form.h"

#include "format/known_workspaces.h"
#include "format/texts.h"
#include "meterseal/base/text.h"
#include "meterseal/crypto/secret.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/passphrase_fields.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

#include <set>

namespace meterseal::ui {

namespace {

constexpr Role kRoles[] = {Role::Utility, Role::Manufacturer, Role::Insurer, Role::Auditor};
constexpr std::size_t kMostOrganisations = 12;
constexpr std::size_t kSuffixBytes = 4;

// One that no other ledger has, so that nothing signed for this one can be replayed there.
QString freshChainId()
{
    return QStringLiteral("local-") + QString::fromStdString(toHex(crypto::randomBytes(kSuffixBytes).view()));
}

}  // namespace

NewLedgerForm::NewLedgerForm(const PageContext& context, QWidget* parent)
    : Card(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_what(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_missing(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_chainLabel(new QLabel(this)),
      m_folderLabel(new QLabel(this)),
      m_roleHead(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_idHead(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_nameHead(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_chain(new QLineEdit(freshChainId(), this)),
      m_folder(new QLineEdit(this)),
      m_browse(new QPushButton(this)),
      m_add(new QPushButton(this)),
      m_make(new QPushButton(this)),
      m_grid(new QGridLayout),
      m_passphrase(new PassphraseFields(QStringLiteral("new"), this)),
      m_banner(new Banner(this))
{
    onChange(this, {QEvent::LanguageChange, QEvent::PaletteChange}, [this] { retranslate(); });
    setObjectName(QStringLiteral("newLedgerForm"));
    m_chain->setObjectName(QStringLiteral("newChain"));
    m_folder->setObjectName(QStringLiteral("newFolder"));
    m_browse->setObjectName(QStringLiteral("browseNewFolder"));
    m_add->setObjectName(QStringLiteral("newAdd"));
    m_make->setObjectName(QStringLiteral("newBegin"));
    m_what->setWordWrap(true);
    m_missing->setWordWrap(true);
    m_chainLabel->setBuddy(m_chain);
    m_folderLabel->setBuddy(m_folder);

    auto* folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(m_browse);
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(m_chainLabel, m_chain);
    form->addRow(m_folderLabel, folder);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(2, 2);
    auto* begin = new QHBoxLayout;
    begin->addWidget(m_make);
    begin->addWidget(m_missing, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kGap);
    column->addWidget(m_title);
    column->addWidget(m_what);
    column->addLayout(form);
    column->addLayout(m_grid);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addWidget(m_passphrase);
    column->addWidget(m_banner);
    column->addLayout(begin);

    for (QLineEdit* edit : {m_chain, m_folder}) {
        connect(edit, &QLineEdit::textChanged, this, &NewLedgerForm::refresh);
    }
    connect(m_browse, &QPushButton::clicked, this, &NewLedgerForm::chooseFolder);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow(Role::Auditor);
        m_rows.back().id->setFocus();
    });
    connect(m_make, &QPushButton::clicked, this, &NewLedgerForm::make);
    connect(m_passphrase, &PassphraseFields::changed, this, &NewLedgerForm::refresh);
    connect(m_passphrase, &PassphraseFields::submitted, this, [this] {
        if (m_make->isEnabled()) {
            make();
        }
    });
    for (const Role role : {Role::Utility, Role::Manufacturer, Role::Insurer}) {
        addRow(role);
        m_rows.back().id->setText(QString::fromStdString(std::string(toString(role))));
    }
}

// What is free may have changed since the last time.
void NewLedgerForm::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    if (!m_folder->isModified()) {
        m_folder->setText(folderForNewWorkspace());
    }
}

QWidget* NewLedgerForm::first() const
{
    return m_rows.front().name;
}

void NewLedgerForm::addRow(Role role)
{
    Row row{new QComboBox(this), new QLineEdit(this), new QLineEdit(this), new QToolButton(this)};
    for (const Role each : kRoles) {
        row.role->addItem(texts::name(each));
    }
    row.role->setCurrentIndex(static_cast<int>(std::find(std::begin(kRoles), std::end(kRoles), role) - kRoles));
    row.remove->setAutoRaise(true);
    connect(row.role, &QComboBox::currentIndexChanged, this, &NewLedgerForm::refresh);
    for (QLineEdit* edit : {row.id, row.name}) {
        connect(edit, &QLineEdit::textChanged, this, &NewLedgerForm::refresh);
    }
    connect(row.remove, &QToolButton::clicked, this, [this, remove = row.remove] {
        const auto at = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& r) { return r.remove == remove; });
        removeRow(static_cast<std::size_t>(at - m_rows.begin()));
    });
    m_rows.push_back(row);
    placeRows();
}

void NewLedgerForm::removeRow(std::size_t at)
{
    for (QWidget* widget : {static_cast<QWidget*>(m_rows[at].role), static_cast<QWidget*>(m_rows[at].id),
                            static_cast<QWidget*>(m_rows[at].name), static_cast<QWidget*>(m_rows[at].remove)}) {
        widget->hide();
        widget->deleteLater();
    }
    m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(at));
    placeRows();
}

// In order of the rows, for the eye as for the Tab key.
void NewLedgerForm::placeRows()
{
    m_grid->addWidget(m_roleHead, 0, 0);
    m_grid->addWidget(m_idHead, 0, 1);
    m_grid->addWidget(m_nameHead, 0, 2);
    QWidget* before = m_browse;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const int line = static_cast<int>(i) + 1;
        int column = 0;
        for (const auto& [widget, name] : {std::pair<QWidget*, const char*>(row.role, "newRole"),
                                           {row.id, "newId"},
                                           {row.name, "newName"},
                                           {row.remove, "newRemove"}}) {
            widget->setObjectName(QString::fromLatin1(name) + QString::number(i));
            m_grid->addWidget(widget, line, column++);
            setTabOrder(before, widget);
            before = widget;
        }
    }
    setTabOrder(before, m_add);
    setTabOrder(m_add, m_passphrase->first());
    retranslate();
}

std::vector<NewOrganisation> NewLedgerForm::organisations() const
{
    std::vector<NewOrganisation> all;
    for (const Row& row : m_rows) {
        all.push_back({row.id->text().trimmed().toStdString(), kRoles[row.role->currentIndex()],
                       row.name->text().trimmed().toStdString()});
    }
    return all;
}

QString NewLedgerForm::missing() const
{
    if (!checkMeterId(m_chain->text().toStdString()).ok()) {
        return tr("The ledger id needs 1 to 64 letters, digits, points, hyphens or underscores.");
    }
    if (m_folder->text().trimmed().isEmpty()) {
        return tr("Choose a folder.");
    }
    std::set<std::string> ids;
    std::set<Role> roles;
    for (const NewOrganisation& one : organisations()) {
        if (!checkMeterId(one.id).ok()) {
            return tr("Every organisation needs an id of letters, digits, points, hyphens or underscores.");
        }
        if (one.name.empty()) {
            return tr("Every organisation needs a name.");
        }
        if (!ids.insert(one.id).second) {
            return tr("Two organisations have the id %1.").arg(text(one.id));
        }
        roles.insert(one.role);
    }
    if (!roles.contains(Role::Utility) || !roles.contains(Role::Manufacturer)) {
        return tr("At least one water utility and one manufacturer are needed: they review meters together.");
    }
    if (!m_passphrase->good()) {
        return tr("Choose a passphrase.");
    }
    return {};
}

void NewLedgerForm::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("Choose an empty folder for the ledger"));
    dialog->setObjectName(QStringLiteral("newFolderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_folder->setText(folder);
        m_folder->setModified(true);
    });
    dialog->open();
}

void NewLedgerForm::make()
{
    m_banner->clear();
    const QString folder = m_folder->text().trimmed();
    m_making = m_runner.run(
        this,
        [folder, chain = m_chain->text().toStdString(), parties = organisations(),
         passphrase = m_passphrase->passphrase()](std::stop_token) {
            return Workspace::create(folder.toStdString(), chain, parties, passphrase);
        },
        [this, folder](const Result<Workspace>& made) {
            refresh();
            if (!made) {
                m_banner->showError(made.error());
                return;
            }
            m_passphrase->clear();
            m_chain->setText(freshChainId());
            m_context.settings.setLastWorkspace(folder);
            m_context.notifier.notify(Tone::Ok, tr("The ledger was made"),
                                      tr("Fingerprint %1. Compare it with the other parties, and keep the passphrase: "
                                         "without it the keys are lost.")
                                          .arg(text(made->fingerprint().hex())));
            m_context.session.openWorkspace(folder.toStdString(), false);
        });
    refresh();
}

void NewLedgerForm::refresh()
{
    const QString why = missing();
    m_missing->setText(m_making.running() ? tr("Making keys and the ledger…") : why);
    m_make->setEnabled(why.isEmpty() && !m_making.running());
    m_add->setEnabled(m_rows.size() < kMostOrganisations);
    for (const Row& row : m_rows) {
        row.remove->setEnabled(m_rows.size() > 2);
    }
}

void NewLedgerForm::retranslate()
{
    m_title->setText(tr("Make a new ledger"));
    m_what->setText(tr("For one machine: the keys of all organisations are made here and lie in one encrypted key "
                       "store. Ids, names and roles stand in the ledger for good."));
    m_chainLabel->setText(tr("Ledger id"));
    m_folderLabel->setText(tr("Folder"));
    m_roleHead->setText(tr("Role"));
    m_idHead->setText(tr("Organisation id"));
    m_nameHead->setText(tr("Full name"));
    m_chain->setAccessibleName(m_chainLabel->text());
    m_folder->setAccessibleName(m_folderLabel->text());
    m_browse->setText(tr("Browse…"));
    m_add->setText(tr("Add an organisation"));
    m_make->setText(tr("Make the ledger"));
    for (const Row& row : m_rows) {
        for (int i = 0; i < row.role->count(); ++i) {
            row.role->setItemText(i, texts::name(kRoles[i]));
        }
        row.role->setAccessibleName(m_roleHead->text());
        row.id->setAccessibleName(m_idHead->text());
        row.name->setAccessibleName(m_nameHead->text());
        row.remove->setIcon(icon(QStringLiteral("close")));
        row.remove->setToolTip(tr("Remove this organisation"));
        row.remove->setAccessibleName(row.remove->toolTip());
    }
    refresh();
}

}  // namespace meterseal::ui
