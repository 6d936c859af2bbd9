#include "pages/evidence/trust_view.h"

#include "dialogs/check_words.h"
#include "format/evidence_words.h"
#include "meterseal/file/file.h"
#include "paper/scanned_sheet.h"
#include "theme/follow.h"
#include "widgets/banner.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr std::uint64_t kMostAuthorityBytes = 1u << 20;
const QString kRemembered = QStringLiteral("evidence/fingerprints");

QString hexOf(const QString& typed)
{
    static const QRegularExpression kSpace(QStringLiteral("[\\s:-]"));
    return QString(typed).remove(kSpace).toLower();
}

}  // namespace

TrustView::TrustView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_ledgerTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_ledgerNote(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_shown(new QLabel),
      m_words(new QLabel),
      m_same(new QLabel),
      m_typedLabel(new QLabel),
      m_sheetTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_sheetNote(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_list(new QLabel),
      m_typed(new QLineEdit),
      m_compare(new QPushButton),
      m_add(new QPushButton),
      m_file(new QPushButton),
      m_remove(new QPushButton),
      m_authority(new QPushButton),
      m_compared(new QCheckBox),
      m_banner(new Banner),
      m_sheetBanner(new Banner),
      m_sheet(new QPlainTextEdit)
{
    build();
    connect(m_compare, &QPushButton::clicked, this, &TrustView::compare);
    connect(m_typed, &QLineEdit::returnPressed, this, &TrustView::compare);
    connect(m_compared, &QCheckBox::clicked, this, [this](bool on) { setConfirmed(on); });
    connect(m_add, &QPushButton::clicked, this, [this] { addSheet(m_sheet->toPlainText()); });
    connect(m_file, &QPushButton::clicked, this, &TrustView::openSheet);
    connect(m_authority, &QPushButton::clicked, this, &TrustView::openAuthority);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_sheets.clear();
        m_authorities.clear();
        m_authorityFiles.clear();
        m_sheetBanner->clear();
        refresh();
        emit changed();
    });
    onWords(this, context.format, [this] { retranslate(); });
    onChange(this, {QEvent::FontChange}, [this] { retranslate(); });
    retranslate();
}

void TrustView::build()
{
    const std::pair<QWidget*, const char*> names[] = {{m_shown, "fingerprintShown"},
                                                      {m_typed, "fingerprintTyped"},
                                                      {m_compare, "compareFingerprint"},
                                                      {m_compared, "fingerprintCompared"},
                                                      {m_banner, "trustBanner"},
                                                      {m_sheet, "sheetTyped"},
                                                      {m_add, "addSheet"},
                                                      {m_file, "sheetFile"},
                                                      {m_remove, "removeSheets"},
                                                      {m_authority, "timeAuthority"},
                                                      {m_list, "sheetList"},
                                                      {m_sheetBanner, "sheetBanner"},
                                                      {m_same, "sameLedger"}};
    for (const auto& [widget, name] : names) {
        widget->setObjectName(QString::fromLatin1(name));
    }
    for (QLabel* label : {m_ledgerNote, m_same, m_sheetNote, m_list, m_shown, m_words}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_typedLabel->setBuddy(m_typed);
    m_sheet->setMaximumHeight(160);
    m_sheet->setTabChangesFocus(true);
    const auto row = [](std::initializer_list<QWidget*> widgets, QWidget* wide) {
        auto* layout = new QHBoxLayout;
        layout->setSpacing(theme::kGap);
        for (QWidget* widget : widgets) {
            layout->addWidget(widget, widget == wide ? 1 : 0);
        }
        if (wide == nullptr) {
            layout->addStretch();
        }
        return layout;
    };
    const auto card = [](std::initializer_list<QWidget*> widgets) {
        auto* out = new Card;
        auto* column = new QVBoxLayout(out);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme::kGap);
        for (QWidget* widget : widgets) {
            column->addWidget(widget);
        }
        return std::pair(out, column);
    };
    auto [ledger, inLedger] = card({m_ledgerTitle, m_ledgerNote, m_shown, m_words, m_same, m_typedLabel});
    inLedger->addLayout(row({m_typed, m_compare}, m_typed));
    inLedger->addWidget(m_banner);
    inLedger->addWidget(m_compared);
    inLedger->addStretch();
    auto [sheets, inSheets] = card({m_sheetTitle, m_sheetNote, m_sheet});
    inSheets->addLayout(row({m_add, m_file, m_authority, m_remove}, nullptr));
    inSheets->addWidget(m_sheetBanner);
    inSheets->addWidget(m_list);
    inSheets->addStretch();
    auto* inside = new QWidget;
    auto* cards = new QHBoxLayout(inside);
    cards->setContentsMargins(0, theme::kCards, 0, 0);
    cards->setSpacing(theme::kCards);
    cards->addWidget(ledger, 1);
    cards->addWidget(sheets, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inside);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

QStringList TrustView::remembered() const
{
    return m_context.settings.value(kRemembered).toStringList();
}

EvidenceTrust TrustView::trust() const
{
    EvidenceTrust trust;
    for (const QString& hex : remembered()) {
        if (const auto hash = Hash256::fromHex(hex.toStdString())) {
            trust.fingerprints.push_back(*hash);
        }
    }
    trust.sheets = m_sheets;
    trust.timeAuthorities = m_authorities;
    return trust;
}

void TrustView::setReport(const EvidenceReport& report)
{
    const auto before = m_fingerprint;
    m_fingerprint = report.genesis ? std::optional(report.fingerprint) : std::nullopt;
    m_chain = report.genesis ? report.genesis->chain : std::string();
    if (m_fingerprint != before) {
        m_banner->clear();
        m_typed->clear();
    }
    refresh();
}

void TrustView::setConfirmed(bool confirmed)
{
    if (!m_fingerprint) {
        return;
    }
    QStringList known = remembered();
    const QString hex = text(m_fingerprint->hex());
    known.removeAll(hex);
    if (confirmed) {
        known << hex;
    }
    m_context.settings.setValue(kRemembered, known);
    refresh();
    emit changed();
}

void TrustView::compare()
{
    const QString typed = hexOf(m_typed->text());
    const auto hash = Hash256::fromHex(typed.toStdString());
    if (!m_fingerprint) {
        return;
    }
    if (!hash) {
        m_banner->showMessage(Tone::Warn, tr("A fingerprint has 64 digits from 0-9 and a-f"),
                              tr("%1 were typed. Nothing was compared.").arg(typed.size()));
    } else if (*hash != *m_fingerprint) {
        m_banner->showMessage(Tone::Bad, tr("This bundle is NOT of the ledger whose fingerprint you typed"),
                              tr("Its own is shown above. Ask the presenter why, before you rely on anything in it."));
        setConfirmed(false);
    } else {
        m_banner->showMessage(Tone::Ok, tr("The same fingerprint"),
                              tr("This bundle is of the ledger that you compared. It is remembered here."));
        setConfirmed(true);
    }
}

void TrustView::addSheet(const QString& typed)
{
    const auto sheet = readKeptCheckpoint(typed.toStdString());
    if (!sheet) {
        m_sheetBanner->showError(sheet.error());
        return;
    }
    m_sheetBanner->clear();
    m_sheet->clear();
    m_sheets.push_back(*sheet);
    refresh();
    emit changed();
}

void TrustView::openSheet()
{
    auto* dialog = new QFileDialog(this, tr("Choose a checkpoint note, a typed sheet or a picture of one"));
    dialog->setObjectName(QStringLiteral("sheetDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& name) {
        m_reading = m_runner.run(
            this, [file = name.toStdString()](std::stop_token) { return sheetTextOf(file); },
            [this](Result<std::string> read) {
                if (read) {
                    addSheet(QString::fromStdString(*read));
                } else {
                    m_sheetBanner->showError(read.error());
                }
            });
    });
    dialog->open();
}

// Whose time stamps count: certificates that the inspector has from somebody else than the presenter.
void TrustView::openAuthority()
{
    auto* dialog = new QFileDialog(this, tr("Certificate of a time stamp authority"));
    dialog->setObjectName(QStringLiteral("authorityDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& name) {
        m_reading = m_runner.run(
            this, [file = name.toStdString()](std::stop_token) { return readWhole(file, kMostAuthorityBytes); },
            [this, name](Result<std::string> read) {
                if (!read) {
                    m_sheetBanner->showError(read.error());
                    return;
                }
                m_sheetBanner->clear();
                m_authorities += *read + '\n';
                m_authorityFiles << QFileInfo(name).fileName();
                refresh();
                emit changed();
            });
    });
    dialog->open();
}

void TrustView::refresh()
{
    const bool known = m_fingerprint.has_value();
    m_shown->setFont(theme::monoFont(font()));
    m_shown->setText(known ? evidence::groupedHash(*m_fingerprint)
                           : tr("The bundle has no readable genesis document."));
    m_shown->setAccessibleName(known ? Format::spokenHash(text(m_fingerprint->hex())) : QString());
    m_words->setText(known ? tr("Check words, for the telephone: %1")
                                 .arg(checkWordsShown(m_fingerprint->hex(), m_context.format.locale()))
                           : QString());
    const Workspace* const open = m_context.session.workspace();
    const bool same = known && open != nullptr && open->fingerprint() == *m_fingerprint;
    m_same->setText(same ? tr("It is the ledger that is open here, %1.").arg(text(m_chain)) : QString());
    m_same->setVisible(same);
    m_compared->setChecked(known && remembered().contains(text(m_fingerprint->hex())));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_typed, m_compare, m_compared}) {
        widget->setEnabled(known);
    }
    QStringList list;
    for (const KeptCheckpoint& sheet : m_sheets) {
        list << tr("%1 · block %2 of %3 · %4 entries")
                    .arg(text(sheet.chain), m_context.format.number(sheet.height), m_context.format.time(sheet.time),
                         m_context.format.number(sheet.logSize));
    }
    for (const QString& file : m_authorityFiles) {
        list << tr("Time stamp authority: %1").arg(file);
    }
    m_list->setText(list.join(u'\n'));
    m_list->setVisible(!list.isEmpty());
    m_remove->setVisible(!list.isEmpty());
}

void TrustView::retranslate()
{
    m_ledgerTitle->setText(tr("Which ledger is it?"));
    m_ledgerNote->setText(
        tr("Get the ledger's fingerprint from somebody other than the person who gave you the file: another member, a "
           "printed sheet, a publication. Everything in the bundle rests on it."));
    m_typedLabel->setText(tr("The fingerprint that you were given"));
    m_typed->setPlaceholderText(tr("64 digits, spaces do not matter"));
    m_compare->setText(tr("Compare"));
    m_compared->setText(tr("I compared this fingerprint with somebody other than the presenter"));
    m_sheetTitle->setText(tr("Checkpoints that you kept"));
    m_sheetNote->setText(tr("A sheet printed or a note deposited earlier shows whether the ledger was rewritten since. "
                            "Type the sheet as it stands, paste the note, or choose its file or a scan of it."));
    m_sheet->setAccessibleName(tr("Sheet or note"));
    m_add->setText(tr("Hold it against the bundle"));
    m_file->setText(tr("Choose a file…"));
    m_remove->setText(tr("Forget the sheets"));
    m_authority->setText(tr("Time stamp authority…"));
    m_authority->setToolTip(tr("A certificate by which time stamps in the bundle are checked"));
    refresh();
}

}  // namespace meterseal::ui
