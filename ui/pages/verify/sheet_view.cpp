#include "pages/verify/sheet_view.h"

#include "format/error_text.h"
#include "format/texts.h"
#include "pages/verify/framed.h"
#include "paper/scanned_sheet.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/facts.h"
#include "widgets/labels.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

std::optional<QString> sheetFileIn(const QMimeData* data)
{
    if (data == nullptr || data->urls().size() != 1 || !data->urls().front().isLocalFile()) {
        return std::nullopt;
    }
    return data->urls().front().toLocalFile();
}

}  // namespace

SheetView::SheetView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_note(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_word(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_text(new QPlainTextEdit),
      m_check(new QPushButton),
      m_choose(new QPushButton),
      m_verdict(new Banner),
      m_facts(new Facts(HashLabel::Shown::Whole))
{
    setObjectName(QStringLiteral("sheetView"));
    setAcceptDrops(true);
    m_text->setObjectName(QStringLiteral("sheetText"));
    m_text->setAcceptDrops(false);  // a picture is not text: the view takes it
    m_text->setTabChangesFocus(true);
    m_text->setFont(theme::monoFont(font()));
    m_check->setObjectName(QStringLiteral("checkSheet"));
    m_check->setIcon(icon(QStringLiteral("verify")));
    theme::setRole(m_check, theme::Role::Primary);
    m_choose->setObjectName(QStringLiteral("sheetPicture"));
    m_verdict->setObjectName(QStringLiteral("sheetVerdict"));
    m_verdict->setClosable(false);
    m_facts->setObjectName(QStringLiteral("sheetFacts"));
    m_note->setWordWrap(true);
    m_word->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_check);
    buttons->addWidget(m_choose);
    buttons->addStretch();
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
    column->setSpacing(theme::kGap);
    column->addWidget(m_title);
    column->addWidget(m_note);
    column->addWidget(m_text, 1);
    column->addLayout(buttons);
    auto* right = new QWidget;
    auto* results = new QVBoxLayout(right);
    results->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
    results->setSpacing(theme::kGap);
    results->addWidget(m_verdict);
    results->addWidget(m_word);
    results->addWidget(m_facts);
    results->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(right);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    right->setBackgroundRole(QPalette::Base);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kCards);
    layout->addWidget(framed(left, this), 1);
    layout->addWidget(framed(scroll, this), 1);
    connect(m_check, &QPushButton::clicked, this, &SheetView::check);
    connect(m_choose, &QPushButton::clicked, this, &SheetView::choose);
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_check->setEnabled(!m_text->toPlainText().trimmed().isEmpty()); });
    m_check->setEnabled(false);
    onChange(this, {QEvent::FontChange}, [this] { m_text->setFont(theme::monoFont(font())); });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void SheetView::choose()
{
    auto* dialog = new QFileDialog(this, tr("Choose a picture of the sheet, or a note"));
    dialog->setObjectName(QStringLiteral("sheetDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Pictures and notes (*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.note *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &SheetView::setFile);
    dialog->open();
}

void SheetView::setFile(const QString& file)
{
    m_result.reset();
    showResult();
    m_verdict->showMessage(Tone::Info, tr("Reading the sheet…"), file);
    m_reading = m_runner.run(
        this, [name = file.toStdString()](std::stop_token) { return sheetTextOf(name); },
        [this](Result<std::string> read) {
            if (read) {
                m_text->setPlainText(text(*read));
                check();
            } else {
                m_result = read.error();
                showResult();
                emit ended();
            }
        });
}

void SheetView::check()
{
    const std::string typed = m_text->toPlainText().toStdString();
    if (m_context.session.ledger() == nullptr || m_text->toPlainText().trimmed().isEmpty()) {
        return;
    }
    m_checking = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Interactive,
        [typed](LedgerReader& reader, std::stop_token) { return checkKept(reader, typed); },
        [this](Result<KeptCheck> checked) {
            record(checked);
            m_result = std::move(checked);
            showResult();
            emit ended();
        });
}

// Into the audit log.
void SheetView::record(const Result<KeptCheck>& result)
{
    AuditNote note{"verify.checkpoint", {}, {}};
    if (!result.ok()) {
        note.result = result.error();
    } else {
        note.subject["blockHash"] = result->kept.blockHash.hex();
        note.details["verdict"] = result->holds() ? "intact" : "not-intact";
    }
    m_context.session.record(std::move(note));
}

void SheetView::showResult()
{
    m_facts->clear();
    m_word->setVisible(m_result.has_value() && m_result->ok());
    if (!m_result) {
        m_verdict->showMessage(Tone::Info, tr("Nothing verified yet"),
                               tr("What the sheet says and what this ledger has instead appear here."));
        return;
    }
    if (!m_result->ok()) {
        m_verdict->showError(m_result->error());
        return;
    }
    const KeptCheck& check = **m_result;
    const Format& format = m_context.format;
    const KeptCheckpoint& kept = check.kept;
    switch (check.history.relation) {
    case HistoryRelation::Same:
    case HistoryRelation::Earlier:
        m_verdict->showMessage(check.holds() ? Tone::Ok : Tone::Bad,
                               check.holds() ? tr("Unchanged since this sheet")
                                             : tr("The same history, but a signature on the sheet does not hold"),
                               tr("The ledger as of this sheet (%1 transactions, %2) is unchanged inside the ledger "
                                  "that is open here.")
                                   .arg(format.number(kept.logSize), format.time(kept.time)));
        break;
    case HistoryRelation::Ahead:
        m_verdict->showMessage(
            Tone::Bad, tr("This ledger is shorter than your sheet"),
            tr("The sheet is of block %1: this ledger is an older copy, or was cut.").arg(format.number(kept.height)));
        break;
    case HistoryRelation::Other:
        m_verdict->showMessage(Tone::Bad, tr("This ledger is NOT the one on your sheet"),
                               tr("Transactions up to number %1 were changed, removed or re-ordered after it was "
                                  "printed. It cannot be said which.")
                                   .arg(format.number(kept.logSize)));
        break;
    case HistoryRelation::OtherLedger:
        m_verdict->showMessage(
            Tone::Bad, tr("Your sheet is of another ledger"),
            tr("Its name is %1. Open that ledger, or ask who printed the sheet.").arg(text(kept.chain)));
        break;
    }
    m_word->setText(check.isSigned ? tr("The sheet's own signatures were checked.")
                                   : tr("What was typed is the paper's word: it carries no signature."));
    m_facts->add(tr("Ledger on the sheet"), text(kept.chain));
    m_facts->addHash(tr("Its fingerprint"), text(kept.fingerprint.hex()));
    m_facts->add(tr("Block on the sheet"),
                 tr("%1 of %2, %3 transactions")
                     .arg(format.number(kept.height), format.time(kept.time), format.number(kept.logSize)));
    m_facts->addHash(tr("Its hash"), text(kept.blockHash.hex()));
    if (check.history.own) {
        const BlockHeader& own = check.history.own->header;
        m_facts->addLink(tr("Block here"),
                         tr("%1 of %2, %3 transactions")
                             .arg(format.number(own.height), format.time(own.time), format.number(own.logSize)),
                         QStringLiteral("ledger/block/%1").arg(own.height));
        m_facts->addHash(tr("Its hash here"), text(check.history.own->hash.hex()));
    }
    if (!check.isSigned || check.history.relation == HistoryRelation::OtherLedger) {
        return;
    }
    m_facts->addTone(tr("Seal"), check.seal.ok() ? Tone::Ok : Tone::Bad,
                     check.seal.ok() ? tr("holds") : reasonSentence(check.seal.error().reason, ""));
    for (const KeptCheck::Cosigner& cosigner : check.cosigners) {
        const QString name = text(cosigner.name.empty() ? cosigner.organisation : cosigner.name);
        const bool good = cosigner.check == CosignatureCheck::Holds;
        m_facts->addTone(
            tr("Cosigned"),
            good                                         ? Tone::Ok
            : cosigner.check == CosignatureCheck::Broken ? Tone::Bad
                                                         : Tone::Warn,
            good ? tr("%1, %2 by its clock")
                       .arg(name, format.time(Timestamp{static_cast<std::int64_t>(cosigner.seconds) * 1000}))
            : cosigner.check == CosignatureCheck::Broken ? tr("%1: does not hold").arg(name)
                                                         : tr("%1: by a key that is not known here").arg(name));
    }
}

void SheetView::dragEnterEvent(QDragEnterEvent* event)
{
    if (sheetFileIn(event->mimeData())) {
        event->acceptProposedAction();
    }
}

void SheetView::dropEvent(QDropEvent* event)
{
    if (const auto file = sheetFileIn(event->mimeData())) {
        event->acceptProposedAction();
        setFile(*file);
    }
}

void SheetView::retranslate()
{
    m_title->setText(tr("A checkpoint sheet that you kept"));
    m_note->setText(tr("Drop a scan or a photograph of the sheet here, paste its note, or type it as it stands. A "
                       "slip is found by the two check digits of its line."));
    m_text->setAccessibleName(tr("Sheet or note"));
    m_text->setPlaceholderText(
        QStringLiteral("chain      harbour-water\nblock      5\ntime       2026-01-04T00:10:00.000Z\n"
                       "entries    17\n\nfingerprint\n   1  8da4 9dc6 …"));
    m_check->setText(tr("Hold it against the ledger"));
    m_choose->setText(tr("Choose a picture or a file…"));
    showResult();
}

}  // namespace meterseal::ui
