#include "pages/ledger/proof_panel.h"

#include "meterseal/chain/members.h"
#include "theme/follow.h"
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
    onChange(this, {QEvent::LanguageChange, QEvent::ApplicationFontChange}, [this] { refresh(); });
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
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(text(m_proof->document)); });
    connect(&context.format, &Format::zoneChanged, this, &ProofPanel::refresh);
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
        this,
        [hash = m_hash](LedgerReader& reader) -> Result<Made> {
            MS_ASSIGN(std::string document, makeLogProof(reader, hash));
            MS_ASSIGN(ProofCheck check, checkLogProof(document, reader.genesis(), reader.fingerprint(),
                                                      [&reader](Height height) { return membersAt(reader, height); }));
            return Made{std::move(document), std::move(check)};
        },
        [this](Result<Made> made) {
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
        tr("The transaction, a few hashes that lead from it to the log root of the newest checkpoint, and that "
           "checkpoint with its signatures. With the genesis document and the fingerprint it needs nothing else; "
           "“meterseal-cli proof --check” checks it."));
    m_make->setText(m_proof ? tr("Make it again") : tr("Make the proof"));
    m_copy->setText(tr("Copy the proof"));
    m_copy->setVisible(m_proof.has_value());
    m_text->setVisible(m_proof.has_value());
    m_text->setAccessibleName(m_title->text());
    m_text->setFont(theme::monoFont(QApplication::font()));
    m_text->setFixedHeight(m_text->fontMetrics().height() * 8);
    m_result->setVisible(m_proof.has_value());
    if (m_proof) {
        const ProofCheck& check = m_proof->check;
        m_result->setTone(check.holds() ? Tone::Ok : Tone::Bad,
                          check.holds() ? tr("Holds: place %1 of %2 in the log as of block %3")
                                              .arg(format.number(check.index), format.number(check.checkpoint.logSize),
                                                   format.number(check.checkpoint.height))
                                        : tr("Does not hold: the ledger file was changed"));
        if (m_text->toPlainText() != text(m_proof->document)) {
            m_text->setPlainText(text(m_proof->document));
        }
    }
}

}  // namespace meterseal::ui
