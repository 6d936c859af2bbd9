#include "pages/network/book_panel.h"

#include "dialogs/check_words.h"
#include "format/texts.h"
#include "theme/follow.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

QString comparedAt(const ComparedLedger& ledger, const Format& format)
{
    return ledger.comparedMs > 0 ? format.cellTime({ledger.comparedMs}) : texts::unknown();
}

const Column<ComparedLedger> kBookColumns[] = {
    {{"chain", QT_TRANSLATE_NOOP("Columns", "Ledger"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 170},
     [](const ComparedLedger& l, const Format&) { return l.chain.isEmpty() ? texts::unknown() : l.chain; },
     [](const ComparedLedger& l) { return l.chain; }},
    {{"fingerprint", QT_TRANSLATE_NOOP("Columns", "Fingerprint"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 160, true},
     [](const ComparedLedger& l, const Format&) { return Format::shortHash(l.fingerprint); },
     [](const ComparedLedger& l) { return l.fingerprint; },
     {},
     [](const ComparedLedger& l, const Format&) { return Format::spokenHash(l.fingerprint); }},
    {{"words", QT_TRANSLATE_NOOP("Columns", "Check words"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 360},
     [](const ComparedLedger& l, const Format& f) { return checkWordsShown(l.fingerprint.toStdString(), f.locale()); },
     [](const ComparedLedger& l) { return checkWords(l.fingerprint.toStdString(), WordList::English).join(u' '); }},
    {{"compared", QT_TRANSLATE_NOOP("Columns", "Compared"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, kTimeWide},
     comparedAt,
     [](const ComparedLedger& l) { return l.comparedMs > 0 ? Format::isoTime({l.comparedMs}) : QString(); }},
};

}  // namespace

BookPanel::BookPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_model(new RowsModel<ComparedLedger>(context.format, kBookColumns)),
      m_table(new DataTable(QStringLiteral("bookTable"), m_model, this)),
      m_forget(new QPushButton(this))
{
    m_forget->setObjectName(QStringLiteral("bookForget"));
    auto* card = new Card(this);
    card->setContentsMargins(1, 1, 1, 1);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_table);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    m_table->addFilter(m_forget);
    connect(m_forget, &QPushButton::clicked, this, &BookPanel::forget);
    connect(m_table, &DataTable::currentChanged, this,
            [this] { m_forget->setEnabled(m_table->currentKey().has_value()); });
    connect(&context.settings, &AppSettings::valueChanged, this, [this](const QString& key) {
        if (key == FingerprintBook::kKey) {
            fill();
        }
    });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
    fill();
}

void BookPanel::fill()
{
    m_model->setRows(FingerprintBook(m_context.settings).list());
    m_forget->setEnabled(false);
}

void BookPanel::forget()
{
    if (const auto key = m_table->currentKey(); key && *key < m_model->rows().size()) {
        FingerprintBook(m_context.settings).forget(m_model->rows()[static_cast<std::size_t>(*key)].fingerprint);
    }
}

void BookPanel::retranslate()
{
    m_table->setTitle(tr("Ledgers that you compared"));
    m_table->setEmptyText(
        QStringLiteral("verify"), tr("You have not compared a ledger yet"),
        tr("A ledger or a bundle is worth what its fingerprint is worth. Compare it once with another "
           "party; it is remembered here."));
    m_forget->setText(tr("Forget"));
    m_forget->setToolTip(tr("You are asked again when this ledger is opened to be inspected."));
}

}  // namespace meterseal::ui
