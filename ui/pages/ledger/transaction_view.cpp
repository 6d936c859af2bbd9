#include "pages/ledger/transaction_view.h"

#include "format/texts.h"
#include "pages/ledger/batch_neighbours.h"
#include "pages/ledger/proof_panel.h"
#include "pages/ledger/raw_pages.h"
#include "pages/ledger/trace_panel.h"
#include "theme/follow.h"
#include "widgets/banner.h"
#include "widgets/facts.h"
#include "widgets/labels.h"
#include "widgets/merkle_tree_panel.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace meterseal::ui {

namespace {

// The organisation or meter a key belongs to; the key itself where nobody has it.
std::string ownerOf(const crypto::PublicKey& key, const std::vector<Organisation>& organisations, const TxRow& row,
                    const TransactionHeader& header)
{
    for (const Organisation& one : organisations) {
        if (one.publicKey == key ||
            std::find(one.formerKeys.begin(), one.formerKeys.end(), key) != one.formerKeys.end()) {
            return one.name + " (" + one.id + ")";
        }
    }
    const auto* convert = std::get_if<ConvertBody>(&header.body);
    const auto* activate = std::get_if<ActivateBody>(&header.body);
    const auto* registered = std::get_if<RegisterBody>(&header.body);
    if (registered != nullptr && registered->publicKey == key) {
        return registered->mn;
    }
    const std::string address = crypto::addressOf(key);
    if ((convert != nullptr && convert->address == address) || (activate != nullptr && activate->address == address)) {
        return row.mn;
    }
    return key.hex();
}

}  // namespace

TransactionView::TransactionView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_decodedTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_rawTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_treeTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_facts(new Facts),
      m_body(new Facts(HashLabel::Shown::Short)),
      m_raw(new RawPanel),
      m_tree(new MerkleTreePanel(context.format)),
      m_banner(new Banner),
      m_neighbours(new BatchNeighbours(context, this)),
      m_trace(new TracePanel(context, this)),
      m_proof(new ProofPanel(context, this))
{
    setObjectName(QStringLiteral("transactionView"));
    m_title->setObjectName(QStringLiteral("transactionTitle"));
    m_banner->setClosable(false);
    QWidget* const content = buildContent();
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("transactionScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(m_facts, &Facts::linkActivated, &context.navigator, &Navigator::go);
    connect(m_body, &Facts::linkActivated, &context.navigator, &Navigator::go);
    onWords(this, context.format, [this] { refresh(); });
}

QWidget* TransactionView::buildContent()
{
    auto* content = new QWidget;
    auto* columns = new QGridLayout;
    columns->setHorizontalSpacing(theme::kSection);
    columns->addWidget(m_decodedTitle, 0, 0);
    columns->addWidget(m_rawTitle, 0, 1);
    auto* decoded = new QVBoxLayout;  // a stretch below, so that the rows are neither pulled apart nor squeezed
    decoded->addWidget(m_body);
    decoded->addStretch();
    columns->addLayout(decoded, 1, 0);
    columns->addWidget(m_raw, 1, 1);
    columns->setColumnStretch(0, 1);
    columns->setColumnStretch(1, 1);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_neighbours);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(theme::kMargin, theme::kGap, theme::kMargin, theme::kMargin);
    column->setSpacing(theme::kGap);
    column->addLayout(head);
    column->addWidget(m_banner);
    column->addWidget(m_facts);
    column->addSpacing(theme::kGap);
    column->addLayout(columns);
    column->addSpacing(theme::kGap);
    column->addWidget(m_treeTitle);
    column->addWidget(m_tree, 1);
    for (QWidget* part : {static_cast<QWidget*>(m_trace), static_cast<QWidget*>(m_proof)}) {
        column->addSpacing(theme::kGap);
        column->addWidget(part);
    }
    column->addStretch();
    return content;
}

void TransactionView::showTransaction(const QString& hash, std::optional<std::uint32_t> leaf)
{
    m_leaf = leaf;
    if (hash == m_hash && m_shown) {
        m_tree->view()->chooseLeaf(leaf);
        showLeaf();
        return;
    }
    m_hash = hash;
    m_shown.reset();
    m_banner->clear();
    m_neighbours->clear();
    findChild<QScrollArea*>()->verticalScrollBar()->setValue(0);
    refresh();
    m_request = m_context.session.ledger()->query(
        this,
        [hex = hash.toStdString()](LedgerReader& reader) -> Result<Shown> {
            Shown shown;
            MS_ASSIGN(const Hash256 wanted, Hash256::fromHex(hex, "transaction hash"));
            MS_ASSIGN(shown.row, reader.transactionByHash(wanted));
            MS_ASSIGN(shown.wire, reader.wire(shown.row.seq));
            MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
            MS_ASSIGN(shown.tx, decodeTransaction(shown.wire));
            const Hash256 digest = shown.tx.dataBlockHash();
            for (const TxSignature& one : shown.tx.signatures) {
                shown.signers.emplace_back(ownerOf(one.publicKey, organisations, shown.row, shown.tx.header),
                                           crypto::verifySignature(one.publicKey, digest, one.signature));
            }
            if (txHashOf(shown.wire) != wanted) {
                shown.fault =
                    makeError(ErrorCode::Damaged, "tx.hash-differs",
                              "The stored bytes do not hash to this transaction's name. The ledger file was changed.");
            } else if (auto checked = checkTransaction(shown.wire, reader.genesis().chain); !checked) {
                shown.fault = checked.error();
            }
            return shown;
        },
        [this](Result<Shown> shown) {
            if (!shown) {
                m_banner->showError(shown.error());
                return;
            }
            m_shown = std::move(shown).value();
            if (m_shown->fault) {
                m_banner->showError(*m_shown->fault);
            }
            refresh();
            refreshParts();
            fillTree();
            emit titleChanged();
        });
}

void TransactionView::fillTree()
{
    MerkleTreeView* const view = m_tree->view();
    view->setLeaves(m_shown->tx.leaves);
    view->setMinimumHeight(view->sizeHint().height());
    view->chooseLeaf(m_leaf);
    showLeaf();
}

// Now, and once more when the page has its new height.
void TransactionView::showLeaf()
{
    if (m_leaf) {
        auto* const scroll = findChild<QScrollArea*>();
        scroll->ensureWidgetVisible(m_tree);
        connect(
            scroll->verticalScrollBar(), &QScrollBar::rangeChanged, m_tree,
            [this, scroll] { scroll->ensureWidgetVisible(m_tree); }, Qt::SingleShotConnection);
    }
}

QString TransactionView::title() const
{
    return m_shown ? tr("%1 %2").arg(texts::name(m_shown->row.type), Format::shortHash(m_hash))
                   : tr("Transaction %1").arg(Format::shortHash(m_hash));
}

void TransactionView::refresh()
{
    const Format& format = m_context.format;
    m_title->setText(title());
    m_decodedTitle->setText(tr("Header, decoded"));
    m_rawTitle->setText(tr("Raw"));
    m_treeTitle->setText(tr("Merkle tree"));
    findChild<QScrollArea*>()->setAccessibleName(title());
    m_facts->clear();
    m_body->clear();
    for (QWidget* widget : {static_cast<QWidget*>(m_decodedTitle), static_cast<QWidget*>(m_rawTitle),
                            static_cast<QWidget*>(m_raw), static_cast<QWidget*>(m_proof)}) {
        widget->setVisible(m_shown.has_value());
    }
    m_trace->setVisible(m_shown && m_shown->row.type == TxType::Convert);
    const bool batch = m_shown && !m_shown->tx.leaves.empty();
    m_treeTitle->setVisible(batch);
    m_tree->setVisible(batch);
    if (!m_shown) {
        return;
    }
    const TxRow& row = m_shown->row;
    m_facts->addHash(tr("Transaction hash"), m_hash);
    m_facts->addHash(tr("Data block hash"), text(m_shown->tx.dataBlockHash().hex()));
    m_facts->addLink(tr("Block"), tr("%1, place %2 in the log").arg(format.number(row.height), format.number(row.seq)),
                     QStringLiteral("ledger/block/%1").arg(row.height));
    m_facts->add(tr("Time"), format.time(row.time), format.timeInFull(row.time));
    for (const auto& [who, holds] : m_shown->signers) {
        m_facts->addTone(tr("Signature"), holds ? Tone::Ok : Tone::Bad,
                         holds ? tr("%1: holds").arg(text(who)) : tr("%1: does not hold").arg(text(who)));
    }
    m_facts->add(tr("Size"), format.bytes(row.bytes));
    addBody(m_shown->tx.header);
    m_raw->setPages(rawPagesOf(m_shown->wire, m_shown->tx));
    m_raw->setMinimumHeight(fontMetrics().height() * 14);
}

void TransactionView::refreshParts()
{
    m_neighbours->setBatch(m_shown->row, m_shown->tx.header);
    if (const auto* batch = std::get_if<ConvertBody>(&m_shown->tx.header.body)) {
        m_trace->follow(*batch);
    }
    m_proof->setTransaction(m_shown->row.hash);
}

void TransactionView::addBody(const TransactionHeader& header)
{
    const Format& format = m_context.format;
    const auto meter = [&](const std::string& mn) {
        m_body->addLink(tr("Meter"), text(mn), QStringLiteral("meters/") + text(mn));
    };
    const auto tx = [](const Hash256& hash) { return QStringLiteral("ledger/tx/") + text(hash.hex()); };
    m_body->add(tr("Type"), texts::name(header.type()));
    m_body->add(tr("Chain"), text(header.chain));
    if (const auto* body = std::get_if<ConvertBody>(&header.body)) {
        if (!m_shown->row.mn.empty()) {
            meter(m_shown->row.mn);
        }
        m_body->addHash(tr("Wallet address"), text(body->address));
        m_body->add(tr("Records"), format.number(body->count));
        m_body->add(tr("First record"), format.time(body->start), format.timeInFull(body->start));
        m_body->add(tr("Last record"), format.time(body->end), format.timeInFull(body->end));
        m_body->addHash(tr("Merkle root"), text(body->root.hex()));
        if (body->prev.isZero()) {
            m_body->add(tr("Previous batch"), tr("none: this is the meter's first"));
        } else {
            m_body->addHash(tr("Previous batch"), text(body->prev.hex()), tx(body->prev));
        }
    } else if (const auto* registered = std::get_if<RegisterBody>(&header.body)) {
        meter(registered->mn);
        m_body->add(tr("Location"), text(registered->location));
        m_body->add(tr("Manufacturer"), text(registered->manufacturer));
        m_body->addHash(tr("Wallet address"), text(registered->address));
        m_body->addHash(tr("Public key"), text(registered->publicKey.hex()));
        m_body->add(tr("Token valid until"), format.time(registered->tokenExpires));
    } else if (const auto* review = std::get_if<ReviewBody>(&header.body)) {
        m_body->addHash(tr("Reviews"), text(review->registerTx.hex()), tx(review->registerTx));
        m_body->addTone(tr("Decision"), review->approve ? Tone::Ok : Tone::Bad,
                        review->approve ? tr("Approved") : tr("Rejected"));
        m_body->add(tr("Reason"), review->reason.empty() ? texts::none() : text(review->reason));
    } else if (const auto* activate = std::get_if<ActivateBody>(&header.body)) {
        meter(activate->mn);
        m_body->addHash(tr("Wallet address"), text(activate->address));
    } else if (const auto* action = std::get_if<MeterActionBody>(&header.body)) {
        meter(action->mn);
        m_body->add(tr("Reason"), action->reason.empty() ? texts::none() : text(action->reason));
    } else if (const auto* organisation = std::get_if<OrganisationBody>(&header.body)) {
        m_body->add(tr("Change"), texts::name(organisation->action));
        m_body->add(tr("Organisation"),
                    text(organisation->name) + QStringLiteral(" (") + text(organisation->id) + u')');
        m_body->add(tr("Role"), texts::name(organisation->role));
        m_body->addHash(tr("Public key"), text(organisation->publicKey.hex()));
    }
}

}  // namespace meterseal::ui
