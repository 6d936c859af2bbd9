#include "pages/meters/meter_view.h"

#include "dialogs/check_words.h"
#include "format/texts.h"
#include "models/ledger_models.h"
#include "pages/meters/batches_panel.h"
#include "pages/meters/meter_actions.h"
#include "pages/meters/meter_steps.h"
#include "theme/follow.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"
#include "widgets/facts.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"
#include "widgets/qr_label.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QTabWidget>

namespace meterseal::ui {

MeterView::MeterView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_walletTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_words(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_wordsNote(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_state(new ToneLabel(this)),
      m_actions(new MeterActions(context, this)),
      m_steps(new MeterSteps),
      m_banner(new Banner(this)),
      m_note(new Banner(this)),
      m_tabs(new QTabWidget(this)),
      m_facts(new Facts),
      m_wallet(new Facts),
      m_qr(new QrLabel),
      m_batches(new BatchesPanel(context, this)),
      m_model(new TransactionsModel(*context.session.ledger(), context.format)),
      m_transactions(new DataTable(QStringLiteral("meterTransactions"), m_model))
{
    build();
    connect(m_facts, &Facts::linkActivated, &context.navigator, &Navigator::go);
    connect(m_wallet, &Facts::linkActivated, &context.navigator, &Navigator::go);
    connect(m_transactions, &DataTable::activated, &context.navigator, &Navigator::go);
    connect(m_transactions, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    connect(m_actions, &MeterActions::changed, this, [this] {
        m_note->clear();
        load();
    });
    connect(m_actions, &MeterActions::failed, m_note, &Banner::showError);
    connect(m_actions, &MeterActions::explained, m_note, &Banner::showMessage);
    connect(context.session.ledger(), &LedgerBridge::totalsChanged, this, [this] {
        const auto& totals = m_context.session.ledger()->totals();
        if (isVisible() && totals && totals->transactions != m_seen && !m_request.running()) {
            load();
        }
    });
    onWords(this, context.format, [this] { refresh(); });
}

void MeterView::build()
{
    setObjectName(QStringLiteral("meterView"));
    m_title->setObjectName(QStringLiteral("meterTitle"));
    m_state->setObjectName(QStringLiteral("meterState"));
    m_tabs->setObjectName(QStringLiteral("meterTabs"));
    m_qr->setObjectName(QStringLiteral("meterQr"));
    m_words->setObjectName(QStringLiteral("checkWords"));
    m_note->setObjectName(QStringLiteral("meterNote"));
    m_banner->setClosable(false);
    auto* head = new PageHeader(m_title, this);
    head->addBeside(m_state);
    head->addAction(m_actions);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildDossier(), {});
    m_tabs->addTab(m_batches, {});
    m_tabs->addTab(m_transactions, {});
    auto* way = new Card(this);
    auto* wayLayout = new QVBoxLayout(way);
    wayLayout->setContentsMargins(0, 0, 0, 0);
    wayLayout->addWidget(m_steps);
    auto* card = new Card(this);
    card->setContentsMargins(1, 1, 1, 1);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(0, 0, 0, 0);
    cardLayout->addWidget(m_tabs);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kCards);
    layout->addWidget(head);
    layout->addWidget(m_banner);
    layout->addWidget(m_note);
    layout->addWidget(way);
    layout->addWidget(card, 1);
}

QWidget* MeterView::buildDossier()
{
    auto* content = new QWidget;
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_words->setWordWrap(true);
    m_wordsNote->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(theme::kTight);
    words->addWidget(m_wallet);
    words->addSpacing(theme::kGap);
    words->addWidget(m_words);
    words->addWidget(m_wordsNote);
    words->addStretch();
    auto* wallet = new QHBoxLayout;
    wallet->setSpacing(theme::kMargin);
    wallet->addWidget(m_qr, 0, Qt::AlignTop);
    wallet->addLayout(words, 1);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_facts);
    layout->addSpacing(theme::kMargin);
    layout->addWidget(m_walletTitle);
    layout->addLayout(wallet);
    layout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    return scroll;
}

void MeterView::showMeter(const QString& mn)
{
    if (m_mn != mn) {
        m_data.reset();
        m_tabs->setCurrentIndex(0);
        m_note->clear();
    }
    m_mn = mn;
    m_banner->clear();
    refresh();
    load();
}

void MeterView::load()
{
    const auto& totals = m_context.session.ledger()->totals();
    m_seen = totals ? totals->transactions : 0;
    m_request = m_context.session.ledger()->query(
        this,
        [mn = m_mn.toStdString(), known = m_data ? std::optional(m_data->row.entry) : std::nullopt](
            LedgerReader& reader) { return readMeter(reader, mn, known); },
        [this](Result<std::optional<MeterData>> answer) {
            if (!answer) {
                m_banner->showError(answer.error());
                return;
            }
            if (!*answer) {
                return;
            }
            const bool first = !m_data || m_data->row.entry.id != (*answer)->row.entry.id;
            m_data = std::move(*answer);
            m_batches->setSpans(m_data->spans);
            if (first) {
                TxFilter filter;
                filter.meterId = m_data->row.entry.id;
                m_model->setFilter(filter);
                emit titleChanged();
            }
            refresh();
        });
}

QString MeterView::title() const
{
    return tr("Meter %1").arg(m_mn);
}

void MeterView::fillFacts()
{
    const Format& format = m_context.format;
    const MeterRow& row = m_data->row;
    const MeterEntry& entry = row.entry;
    const auto decision = [&](const QString& who, bool approved) {
        m_facts->addTone(who,
                         approved                             ? Tone::Ok
                         : entry.state == MeterState::Pending ? Tone::Warn
                                                              : Tone::Muted,
                         approved                             ? tr("Approved")
                         : entry.state == MeterState::Pending ? tr("Waiting for its decision")
                                                              : tr("Did not approve"));
    };
    m_facts->add(tr("Location"), text(entry.location));
    m_facts->add(tr("Manufacturer"), text(entry.manufacturer));
    m_facts->add(tr("Registered"), tr("%1, by %2").arg(format.time(row.registeredAt), text(m_data->submittedBy)),
                 format.timeInFull(row.registeredAt));
    decision(tr("Manufacturer's decision"), entry.approvedByManufacturer);
    decision(tr("Utility's decision"), entry.approvedByUtility);
    if (entry.state == MeterState::Pending || entry.state == MeterState::Approved) {
        const bool over = entry.tokenExpires < now();
        m_facts->addTone(tr("Activation token"), over ? Tone::Bad : Tone::Neutral,
                         over ? tr("expired at %1; the meter can only be retired").arg(format.time(entry.tokenExpires))
                              : tr("valid until %1").arg(format.time(entry.tokenExpires)));
    }
    m_facts->add(tr("Anchored"),
                 row.batches == 0
                     ? tr("nothing yet")
                     : tr("%1 records in %2 batches").arg(format.number(row.records), format.number(row.batches)));
    if (row.batches > 0) {
        m_facts->add(tr("First record"), format.timeOr(row.firstRecord, texts::none()));
        m_facts->add(tr("Last record"), format.timeOr(row.lastRecord, texts::none()));
        m_facts->add(tr("Last anchored"), format.timeOr(row.lastAnchored, texts::none()));
    }
    m_facts->addHash(tr("Registration"), text(entry.registerTx.hex()),
                     QStringLiteral("ledger/tx/") + text(entry.registerTx.hex()));
    m_wallet->addHash(tr("Wallet address"), text(entry.address));
    m_wallet->addHash(tr("Public key"), text(entry.publicKey.hex()));
    m_wallet->addTone(tr("Derivation"), m_data->addressFits ? Tone::Ok : Tone::Bad,
                      m_data->addressFits ? tr("The address is the one of this public key")
                                          : tr("The address does not belong to this public key"));
    m_qr->setContent(text(entry.address), tr("QR code of the wallet address"));
    m_words->setText(checkWordsShown(entry.address, format.locale()));
}

void MeterView::fillSteps()
{
    using State = MeterSteps::State;
    const MeterEntry& entry = m_data->row.entry;
    const bool pending = entry.state == MeterState::Pending;
    const auto approval = [&](bool approved, const QString& who) {
        return MeterSteps::Step{approved  ? State::Done
                                : pending ? State::Next
                                          : State::Ended,
                                who,
                                approved  ? tr("Approved")
                                : pending ? tr("Waiting for its decision")
                                          : tr("Did not approve")};
    };
    MeterSteps::Step active{State::Later, tr("Active"), tr("after both approvals, with its slip")};
    switch (entry.state) {
    case MeterState::Pending:
        break;
    case MeterState::Approved:
        active.state = State::Next;
        active.note = tr("can be activated now");
        break;
    case MeterState::Active:
        active.state = State::Done;
        active.note = tr("its records are accepted");
        break;
    case MeterState::Suspended:
    case MeterState::Retired:
    case MeterState::Rejected:
        active.state = State::Ended;
        active.note = texts::name(entry.state);
        break;
    }
    m_steps->setSteps(
        {{State::Done, tr("Registered"),
          tr("%1, by %2").arg(m_context.format.cellTime(m_data->row.registeredAt), text(m_data->submittedBy))},
         approval(entry.approvedByUtility, texts::name(Role::Utility)),
         approval(entry.approvedByManufacturer, texts::name(Role::Manufacturer)),
         active});
}

void MeterView::refresh()
{
    m_title->setText(title());
    m_tabs->setTabText(0, tr("Dossier and wallet"));
    m_tabs->setTabText(1, tr("Batches"));
    m_tabs->setTabText(2, tr("Transactions"));
    m_walletTitle->setText(tr("Wallet"));
    m_wordsNote->setText(tr("Check words: read them to the other party instead of the whole address."));
    m_tabs->widget(0)->setAccessibleName(m_tabs->tabText(0));
    m_transactions->setTitle(m_tabs->tabText(2));
    m_transactions->setEmptyText(QStringLiteral("transaction"), tr("No transaction here"), {});
    m_facts->clear();
    m_wallet->clear();
    m_tabs->setVisible(m_data.has_value());
    m_steps->parentWidget()->setVisible(m_data.has_value());
    m_state->setVisible(m_data.has_value());
    m_actions->setMeter(m_data ? std::optional(m_data->row.entry) : std::nullopt);
    if (!m_data) {
        return;
    }
    const MeterEntry& entry = m_data->row.entry;
    const int approvals = (entry.approvedByUtility ? 1 : 0) + (entry.approvedByManufacturer ? 1 : 0);
    m_state->setTone(texts::tone(entry.state),
                     entry.state == MeterState::Pending
                         ? QStringLiteral("%1 %2/2").arg(texts::name(entry.state)).arg(approvals)
                         : texts::name(entry.state));
    fillSteps();
    fillFacts();
}

}  // namespace meterseal::ui
