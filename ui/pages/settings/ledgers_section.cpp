#include "pages/settings/ledgers_section.h"

#include "format/known_workspaces.h"
#include "theme/icons.h"
#include "widgets/facts.h"

#include <QFileDialog>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kLeastRows = 4;
}

LedgersSection::LedgersSection(const PageContext& context) : SettingsSection(context)
{
    QVBoxLayout* const here = columnIn(addCard());
    m_facts = new Facts;
    m_close = button("closeWorkspace", this);
    here->addWidget(m_facts);
    here->addLayout(row({m_close}));

    QVBoxLayout* const others = columnIn(addCard(m_knownHeading));
    m_known = new QListWidget;
    m_known->setObjectName(QStringLiteral("knownLedgers"));
    m_known->setTextElideMode(Qt::ElideMiddle);
    m_known->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_known->setMinimumHeight(kLeastRows * 2 * m_known->fontMetrics().height());
    m_knownHeading->setBuddy(m_known);
    m_open = button("openKnown", this);
    m_openReadOnly = button("openKnownReadOnly", this);
    m_add = button("addLedger", this);
    m_forget = button("forgetLedger", this);
    others->addWidget(m_known);
    others->addLayout(row({m_open, m_openReadOnly, m_add, m_forget}));

    // Closing deletes this page: only after the click has been dealt with.
    connect(m_close, &QPushButton::clicked, &context.session, &Session::close, Qt::QueuedConnection);
    connect(m_known, &QListWidget::currentRowChanged, this, &LedgersSection::refresh);
    connect(m_known, &QListWidget::itemActivated, this, [this] { open(false); });
    connect(m_open, &QPushButton::clicked, this, [this] { open(false); });
    connect(m_openReadOnly, &QPushButton::clicked, this, [this] { open(true); });
    connect(m_add, &QPushButton::clicked, this, &LedgersSection::add);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        KnownWorkspaces(m_context.settings).forget(chosen());
        fill();
    });
    retranslate();
}

QString LedgersSection::chosen() const
{
    return m_known->currentItem() == nullptr ? QString() : m_known->currentItem()->data(Qt::UserRole).toString();
}

void LedgersSection::fill()
{
    const QString before = chosen();
    const QString now = QString::fromStdString(m_context.session.workspace()->folder().string());
    m_known->clear();
    for (const KnownWorkspace& one : KnownWorkspaces(m_context.settings).list()) {
        const QString name = one.chain.isEmpty()
                                 ? tr("not opened yet")
                                 : tr("%1 · fingerprint %2").arg(one.chain, Format::shortHash(one.fingerprint));
        auto* item = new QListWidgetItem(icon(QStringLiteral("ledger")), name + u'\n' + one.folder, m_known);
        item->setData(Qt::UserRole, one.folder);
        item->setData(Qt::AccessibleTextRole, name + QStringLiteral(", ") + one.folder);
        item->setToolTip(one.fingerprint.isEmpty() ? one.folder : one.folder + u'\n' + one.fingerprint);
        if (one.folder == now) {
            item->setText(tr("%1 (open now)").arg(name) + u'\n' + one.folder);
        }
        if (one.folder == before) {
            m_known->setCurrentItem(item);
        }
    }
    refresh();
}

void LedgersSection::refresh()
{
    const QString folder = chosen();
    const bool here = folder == QString::fromStdString(m_context.session.workspace()->folder().string());
    m_open->setEnabled(!folder.isEmpty() && (!here || m_context.session.readOnly()));
    m_openReadOnly->setEnabled(!folder.isEmpty() && (!here || !m_context.session.readOnly()));
    m_forget->setEnabled(!folder.isEmpty() && !here);
}

void LedgersSection::open(bool readOnly)
{
    const QString folder = chosen();
    if (folder.isEmpty()) {
        return;
    }
    m_context.settings.setLastWorkspace(folder);
    // This page goes with the ledger that is open now.
    QMetaObject::invokeMethod(
        &m_context.session,
        [session = &m_context.session, folder, readOnly] { session->openWorkspace(folder.toStdString(), readOnly); },
        Qt::QueuedConnection);
}

void LedgersSection::add()
{
    auto* dialog = new QFileDialog(this, tr("Add a workspace folder"));
    dialog->setObjectName(QStringLiteral("addLedgerDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        KnownWorkspaces(m_context.settings).remember({folder, {}, {}});
        fill();
        m_known->setCurrentRow(0);
    });
    dialog->open();
}

void LedgersSection::retranslate()
{
    const Workspace& workspace = *m_context.session.workspace();
    setTexts(tr("Ledgers"), tr("Compare the fingerprint with another party's before you trust a ledger."));
    m_facts->clear();
    m_facts->add(tr("Chain"), text(workspace.genesis().chain));
    m_facts->addHash(tr("Fingerprint"), text(workspace.fingerprint().hex()));
    m_facts->add(tr("Folder"), QString::fromStdString(workspace.folder().string()));
    m_facts->add(tr("Opened"), m_context.session.readOnly() ? tr("read-only: nothing on disk changes")
                                                            : tr("for reading and writing"));
    m_close->setText(tr("Close this ledger"));
    m_knownHeading->setText(tr("Known ledgers"));
    m_known->setAccessibleName(m_knownHeading->text());
    m_open->setText(tr("Open"));
    m_openReadOnly->setText(tr("Open read-only"));
    m_add->setText(tr("Add…"));
    m_forget->setText(tr("Forget"));
    m_forget->setToolTip(tr("Takes it from this list; the folder stays as it is."));
    fill();
}

}  // namespace meterseal::ui
