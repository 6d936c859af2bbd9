#include "pages/network/changes_panel.h"

#include "format/texts.h"
#include "theme/follow.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

QString signersOf(const OrganisationChange& change)
{
    QStringList all;
    for (const std::string& one : change.signers) {
        all << text(one);
    }
    return all.join(QStringLiteral(", "));
}

const Column<OrganisationChange> kChangeColumns[] = {
    {{"time", QT_TRANSLATE_NOOP("Columns", "Time"), QT_TRANSLATE_NOOP("Columns", "When its block was sealed"),
      Qt::AlignLeft | Qt::AlignVCenter, kTimeWide},
     [](const OrganisationChange& c, const Format& f) { return f.cellTime(c.tx.time); },
     [](const OrganisationChange& c) { return Format::isoTime(c.tx.time); },
     [](const OrganisationChange& c, const Format& f) { return f.timeInFull(c.tx.time); }},
    {{"height", QT_TRANSLATE_NOOP("Columns", "Block"), nullptr, Qt::AlignRight | Qt::AlignVCenter, 80},
     [](const OrganisationChange& c, const Format& f) { return f.number(c.tx.height); },
     [](const OrganisationChange& c) { return QString::number(c.tx.height); }},
    {{"action", QT_TRANSLATE_NOOP("Columns", "Change"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 150},
     [](const OrganisationChange& c, const Format&) { return texts::name(c.body.action); },
     [](const OrganisationChange& c) {
         return c.body.action == OrganisationAction::Add      ? QStringLiteral("add")
                : c.body.action == OrganisationAction::Rotate ? QStringLiteral("rotate")
                                                              : QStringLiteral("retire");
     }},
    {{"organisation", QT_TRANSLATE_NOOP("Columns", "Organisation"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 190},
     [](const OrganisationChange& c, const Format&) {
         return QStringLiteral("%1 (%2)").arg(text(c.body.name), text(c.body.id));
     },
     [](const OrganisationChange& c) { return text(c.body.id); }},
    {{"signers", QT_TRANSLATE_NOOP("Columns", "Signed by"),
      QT_TRANSLATE_NOOP("Columns", "More than half of the active organisations, a utility and a manufacturer among "
                                   "them"),
      Qt::AlignLeft | Qt::AlignVCenter, 220},
     [](const OrganisationChange& c, const Format&) { return signersOf(c); },
     [](const OrganisationChange& c) { return signersOf(c); }},
    {{"key", QT_TRANSLATE_NOOP("Columns", "Public key"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 150, true},
     [](const OrganisationChange& c, const Format&) { return Format::shortHash(text(c.body.publicKey.hex())); },
     [](const OrganisationChange& c) { return text(c.body.publicKey.hex()); }},
};

class ChangesModel : public RowsModel<OrganisationChange> {
public:
    explicit ChangesModel(const Format& format) : RowsModel(format, kChangeColumns) {}

protected:
    QString placeOf(const OrganisationChange& change) const override
    {
        return QStringLiteral("ledger/tx/") + text(change.tx.hash.hex());
    }
};

}  // namespace

ChangesPanel::ChangesPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_model(new ChangesModel(context.format)),
      m_table(new DataTable(QStringLiteral("changesTable"), m_model, this))
{
    auto* card = new Card(this);
    card->setContentsMargins(1, 1, 1, 1);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_table);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(m_table, &DataTable::activated, &context.navigator, &Navigator::go);
    connect(m_table, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void ChangesPanel::setChanges(std::vector<OrganisationChange> changes)
{
    m_known = true;
    m_model->setRows(std::move(changes));
    retranslate();
}

void ChangesPanel::retranslate()
{
    m_table->setTitle(tr("Changes of the organisations"));
    const Genesis& genesis = m_context.session.workspace()->genesis();
    m_table->setEmptyText(
        QStringLiteral("join"), m_known ? tr("No organisation was added, rotated or retired") : tr("Reading…"),
        tr("The first %1 stand in the genesis document of %2.")
            .arg(m_context.format.number(genesis.organisations.size()), m_context.format.time(genesis.time)));
}

}  // namespace meterseal::ui
