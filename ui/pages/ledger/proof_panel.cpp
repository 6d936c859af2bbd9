#include "pages/ledger/proof_panel.h"

#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/labels.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace meterseal::ui {

ProofPanel::ProofPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_what(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_make(new QPushButton(this)),
      m_copy(new QPushButton(icon(QStringLiteral("copy")), {}, this)),
      m_result(new ToneLabel(this)),
      m_banner(new Banner(this)),
      m_text(new QPlainTextEdit(this))
{
    m_make->setObjectName(QStringLiteral("makeProof"));
    m_copy->setObjectName(QStringLiteral("copyProof"));
    m_result->setObjectName(QStringLiteral("proofResult"));
    m_text->setObjectName(QStringLiteral("proofText"));
    m_what->setWordWrap(true);
    m_banner->setClosable(false);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_make);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_result);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_title);
    layout->addWidget(m_what);
    layout->addLayout(buttons);
    layout->addWidget(m_banner);
    layout->addWidget(m_text);
    connect(m_make, &QPushButton::clicked, this, &ProofPanel::make);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text(m_proof->json)); });
    connect(&context.format, &Format::changed, this, &ProofPanel::refresh);
    refresh();
}

void ProofPanel::setTransaction(const Hash256& hash)
{
    m_hash = hash;
    m_request = {};
    m_proof.reset();
    m_banner->clear();
    refresh();
}

void ProofPanel::make()
{
    m_banner->clear();
    m_request = m_context.session.ledger()->query(
        this, [hash = m_hash](LedgerReader& reader) { return makeLogProof(reader, hash); },
        [this](Result<LogProof> made) {
            m_proof.reset();
            if (made) {
                m_proof = std::move(made).value();
            } else {
                m_banner->showError(made.error());
            }
            refresh();
        });
}

void ProofPanel::refresh()
{
    const Format& format = m_context.format;
    m_title->setText(tr("Proof that it stands in the log"));
    m_what->setText(
        tr("A few hashes that lead from this transaction to the log root of the newest sealed block. Whoever trusts "
           "that block needs nothing else; “meterseal-cli merkle verify” checks it."));
    m_make->setText(m_proof ? tr("Make it again") : tr("Make the proof"));
    m_copy->setText(tr("Copy the proof"));
    m_copy->setVisible(m_proof.has_value());
    m_text->setVisible(m_proof.has_value());
    m_text->setAccessibleName(m_title->text());
    m_text->setFont(theme::monoFont(QApplication::font()));
    m_text->setFixedHeight(m_text->fontMetrics().height() * 8);
    m_result->setVisible(m_proof.has_value());
    if (m_proof) {
        const TxProof& proof = m_proof->proof;
        m_result->setTone(m_proof->holds ? Tone::Ok : Tone::Bad,
                          m_proof->holds ? tr("Holds: place %1 of %2 in the log as of block %3")
                                               .arg(format.number(proof.seq), format.number(proof.size),
                                                    format.number(proof.checkpoint.header.height))
                                         : tr("Does not hold: the ledger file was changed"));
        if (m_text->toPlainText() != text(m_proof->json)) {
            m_text->setPlainText(text(m_proof->json));
        }
    }
}

void ProofPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::ApplicationFontChange) {
        refresh();
    }
}

}  // namespace meterseal::ui
