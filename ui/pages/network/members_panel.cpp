#include "pages/network/members_panel.h"

#include "format/texts.h"
#include "pages/network/network_widget.h"
#include "theme/follow.h"
#include "widgets/data_table.h"
#include "widgets/facts.h"

#include <QItemSelectionModel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

struct MemberTexts {
    Q_DECLARE_TR_FUNCTIONS(MemberTexts)
};

QString dutyOf(const MemberRow& row)
{
    return row.seals                 ? MemberTexts::tr("Seals blocks")
           : row.decides             ? MemberTexts::tr("Decides blocks")
           : row.organisation.active ? MemberTexts::tr("May cosign")
                                     : texts::none();
}

QString cosignedOf(const MemberRow& row, const Format& format)
{
    return row.cosigned                            ? MemberTexts::tr("Block %1").arg(format.number(row.cosigned->first))
           : row.seals || !row.organisation.active ? texts::none()
                                                   : MemberTexts::tr("Not lately");
}

QString stateOf(const MemberRow& row)
{
    return row.organisation.active ? MemberTexts::tr("Active") : MemberTexts::tr("Retired");
}

QString witnessKeyOf(const MemberRow& row)
{
    return text(toHex(row.organisation.witnessKey));
}

const Column<MemberRow> kMemberColumns[] = {
    {{"name", QT_TRANSLATE_NOOP("Columns", "Organisation"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 170},
     [](const MemberRow& r, const Format&) { return text(r.organisation.name); }},
    {{"id", QT_TRANSLATE_NOOP("Columns", "Id"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 110},
     [](const MemberRow& r, const Format&) { return text(r.organisation.id); }},
    {{"role", QT_TRANSLATE_NOOP("Columns", "Role"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 110},
     [](const MemberRow& r, const Format&) { return texts::name(r.organisation.role); },
     [](const MemberRow& r) { return text(toString(r.organisation.role)); }},
    {{"state", QT_TRANSLATE_NOOP("Columns", "State"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 95},
     [](const MemberRow& r, const Format&) { return stateOf(r); },
     [](const MemberRow& r) { return r.organisation.active ? QStringLiteral("active") : QStringLiteral("retired"); },
     {},
     {},
     [](const MemberRow& r) { return r.organisation.active ? Tone::Ok : Tone::Muted; }},
    {{"duty", QT_TRANSLATE_NOOP("Columns", "Duty"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 120},
     [](const MemberRow& r, const Format&) { return dutyOf(r); },
     [](const MemberRow& r) {
         return r.seals ? QStringLiteral("seals") : r.decides ? QStringLiteral("decides") : QStringLiteral("cosigns");
     }},
    {{"cosigned", QT_TRANSLATE_NOOP("Columns", "Cosigned up to"),
      QT_TRANSLATE_NOOP("Columns", "The newest block that it cosigned, and so all before it"),
      Qt::AlignLeft | Qt::AlignVCenter, 130},
     cosignedOf,
     [](const MemberRow& r) { return r.cosigned ? QString::number(r.cosigned->first) : QString(); },
     [](const MemberRow& r, const Format& f) {
         return r.cosigned && r.cosigned->first < r.head
                    ? MemberTexts::tr("%1 blocks behind the newest").arg(f.number(r.head - r.cosigned->first))
                    : QString();
     },
     {},
     [](const MemberRow& r) {
         return r.seals || !r.organisation.active ? Tone::Neutral
                : !r.cosigned                     ? Tone::Muted
                : r.cosigned->first == r.head     ? Tone::Ok
                                                  : Tone::Warn;
     }},
    {{"when", QT_TRANSLATE_NOOP("Columns", "Cosigned at"), QT_TRANSLATE_NOOP("Columns", "By its own clock"),
      Qt::AlignLeft | Qt::AlignVCenter, kTimeWide},
     [](const MemberRow& r, const Format& f) { return r.cosigned ? f.cellTime(r.cosigned->second) : texts::none(); },
     [](const MemberRow& r) { return r.cosigned ? Format::isoTime(r.cosigned->second) : QString(); },
     [](const MemberRow& r, const Format& f) { return r.cosigned ? f.timeInFull(r.cosigned->second) : QString(); }},
    {{"key", QT_TRANSLATE_NOOP("Columns", "Public key"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 150, true},
     [](const MemberRow& r, const Format&) { return Format::shortHash(text(r.organisation.publicKey.hex())); },
     [](const MemberRow& r) { return text(r.organisation.publicKey.hex()); }},
    {{"witnessKey", QT_TRANSLATE_NOOP("Columns", "Witness key"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 150, true,
      false},
     [](const MemberRow& r, const Format&) { return Format::shortHash(witnessKeyOf(r)); },
     [](const MemberRow& r) { return witnessKeyOf(r); }},
};

}  // namespace

MembersPanel::MembersPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_model(new RowsModel<MemberRow>(context.format, kMemberColumns)),
      m_table(new DataTable(QStringLiteral("membersTable"), m_model, this)),
      m_name(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_facts(new Facts(HashLabel::Shown::Whole, this)),
      m_none(new EmptyState(this))
{
    m_facts->setObjectName(QStringLiteral("memberFacts"));
    auto* list = new Card(this);
    list->setContentsMargins(1, 1, 1, 1);
    auto* inList = new QVBoxLayout(list);
    inList->setContentsMargins(0, 0, 0, 0);
    inList->addWidget(m_table);
    auto* detail = new Card(this);
    auto* inDetail = new QVBoxLayout(detail);
    inDetail->setContentsMargins(0, 0, 0, 0);
    inDetail->setSpacing(theme::kGap);
    inDetail->addWidget(m_name);
    inDetail->addWidget(m_facts);
    inDetail->addWidget(m_none);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kCards);
    layout->addWidget(list, 1);
    layout->addWidget(detail);
    connect(m_table->view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { showMember(now.isValid() ? now.row() : -1); });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { showMember(-1); });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void MembersPanel::setState(const NetworkState& state)
{
    std::vector<MemberRow> rows;
    for (const Organisation& one : state.organisations) {
        MemberRow row{one, !state.consortium && one.id == state.sealer, false, {}, state.height};
        for (const Endorsement& witness : state.witnesses) {
            if (witness.organisation == one.id) {
                row.cosigned = {witness.height, witness.at};
            }
        }
        row.decides = state.consortium && one.active && state.head &&
                      std::any_of(state.head->list.begin(), state.head->list.end(), [&](const Endorsement& e) {
                          return e.kind == EndorsementKind::Decision && e.organisation == one.id;
                      });
        rows.push_back(std::move(row));
    }
    const auto key = m_table->currentKey();
    m_model->setRows(std::move(rows));
    if (!m_wanted.isEmpty()) {
        choose(m_wanted);
    } else if (!m_model->rows().empty()) {
        m_table->showKey(key.value_or(0));
    }
}

void MembersPanel::choose(const QString& id)
{
    m_wanted = id;
    for (std::size_t i = 0; i < m_model->rows().size(); ++i) {
        if (text(m_model->rows()[i].organisation.id) == id) {
            m_table->showKey(i);
            m_wanted.clear();
        }
    }
}

void MembersPanel::showMember(int row)
{
    m_facts->clear();
    const bool chosen = row >= 0 && static_cast<std::size_t>(row) < m_model->rows().size();
    m_name->setVisible(chosen);
    m_facts->setVisible(chosen);
    m_none->setVisible(!chosen);
    if (!chosen) {
        return;
    }
    const Organisation& one = m_model->rows()[static_cast<std::size_t>(row)].organisation;
    m_name->setText(text(one.name));
    m_facts->addHash(tr("Signing key"), text(one.publicKey.hex()));
    m_facts->addHash(tr("Witness key"), text(toHex(one.witnessKey)));
    for (auto it = one.formerKeys.rbegin(); it != one.formerKeys.rend(); ++it) {
        m_facts->addHash(tr("Signing key before"), text(it->hex()));
    }
    for (auto it = one.formerWitnessKeys.rbegin(); it != one.formerWitnessKeys.rend(); ++it) {
        m_facts->addHash(tr("Witness key before"), text(toHex(*it)));
    }
}

void MembersPanel::retranslate()
{
    m_table->setTitle(tr("Organisations of the ledger"));
    m_table->setEmptyText(QStringLiteral("join"), tr("Reading…"), {});
    m_none->setContent(QStringLiteral("join"), tr("Choose an organisation"),
                       tr("Its keys, and those it had before, are shown here."));
    showMember(m_table->view()->currentIndex().isValid() ? m_table->view()->currentIndex().row() : -1);
}

}  // namespace meterseal::ui
