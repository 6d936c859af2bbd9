#include "dialogs/slip_view.h"

#include "dialogs/secret_text.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/labels.h"

#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>

namespace meterseal::ui {

namespace {

constexpr int kLeastPassphrase = 8;

// The first slip as it will come out, but for its secrets.
class SlipPreview : public QWidget {
public:
    SlipPreview(const PageContext& context, QWidget* parent) : QWidget(parent), m_format(context.format)
    {
        setObjectName(QStringLiteral("slipPreview"));
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    }
    void setSlips(std::shared_ptr<const std::vector<ActivationSlip>> slips)
    {
        m_slips = std::move(slips);
        update();
    }
    QSize sizeHint() const override { return {340, 480}; }
    QSize minimumSizeHint() const override { return {255, 360}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        if (!m_slips || m_slips->empty()) {
            return;
        }
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double scale = std::min((width() - 2) / kSlipPage.width(), (height() - 2) / kSlipPage.height());
        painter.translate((width() - kSlipPage.width() * scale) / 2, (height() - kSlipPage.height() * scale) / 2);
        painter.scale(scale, scale);
        const auto first = std::span(*m_slips).first(1);
        paintSlip(painter, first.front(), slipTexts(m_format, first), 0, SlipSecrets::Hidden);
        painter.setPen(QPen(theme::lineOf(palette()), 0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(QPointF(0, 0), kSlipPage));
    }

private:
    const Format& m_format;
    std::shared_ptr<const std::vector<ActivationSlip>> m_slips;
};

}  // namespace

SlipView::SlipView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_preview(new SlipPreview(context, this)),
      m_note(new QLabel(this)),
      m_encryptNote(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_passLabel(new QLabel(this)),
      m_againLabel(new QLabel(this)),
      m_print(new QPushButton(this)),
      m_pdf(new QPushButton(this)),
      m_encrypt(new QPushButton(this)),
      m_pass(new QLineEdit(this)),
      m_again(new QLineEdit(this)),
      m_banner(new Banner(this))
{
    onLanguage(this, [this] {
        retranslate();
        m_preview->update();
    });
    setObjectName(QStringLiteral("slipView"));
    auto* column = new QVBoxLayout;
    column->setSpacing(theme::kGap);
    buildActions(column);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kSection);
    layout->addWidget(m_preview, 1);
    layout->addLayout(column, 1);
    connect(m_print, &QPushButton::clicked, this, &SlipView::print);
    connect(m_pdf, &QPushButton::clicked, this, [this] { chooseFile(false); });
    connect(m_encrypt, &QPushButton::clicked, this, [this] { chooseFile(true); });
    retranslate();
    check();
}

SlipView::~SlipView() = default;

void SlipView::buildActions(QVBoxLayout* column)
{
    m_banner->setObjectName(QStringLiteral("slipBanner"));
    m_print->setObjectName(QStringLiteral("slipPrint"));
    m_pdf->setObjectName(QStringLiteral("slipPdf"));
    m_encrypt->setObjectName(QStringLiteral("slipEncrypt"));
    m_pass->setObjectName(QStringLiteral("slipPassphrase"));
    m_again->setObjectName(QStringLiteral("slipPassphraseAgain"));
    m_print->setIcon(icon(QStringLiteral("print")));
    m_pdf->setIcon(icon(QStringLiteral("export")));
    m_encrypt->setIcon(icon(QStringLiteral("lock")));
    m_note->setWordWrap(true);
    m_encryptNote->setWordWrap(true);
    m_passLabel->setBuddy(m_pass);
    m_againLabel->setBuddy(m_again);
    for (QPushButton* button : {m_print, m_pdf, m_encrypt}) {
        button->setAutoDefault(false);
    }
    for (QLineEdit* edit : {m_pass, m_again}) {
        edit->setEchoMode(QLineEdit::Password);
        connect(edit, &QLineEdit::textChanged, this, &SlipView::check);
    }
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->addRow(m_passLabel, m_pass);
    form->addRow(m_againLabel, m_again);
    column->addWidget(m_note);
    column->addWidget(m_print);
    column->addWidget(m_pdf);
    column->addSpacing(theme::kMargin);
    column->addWidget(m_encryptNote);
    column->addLayout(form);
    column->addWidget(m_encrypt);
    column->addSpacing(theme::kGap);
    column->addWidget(m_banner);
    column->addStretch();
}

void SlipView::setSlips(std::vector<ActivationSlip> slips)
{
    m_slips = std::make_shared<const std::vector<ActivationSlip>>(std::move(slips));
    static_cast<SlipPreview*>(m_preview)->setSlips(m_slips);
    m_banner->clear();
    retranslate();
    check();
}

void SlipView::check()
{
    const bool some = m_slips && !m_slips->empty();
    const bool idle = !m_task.running();
    const bool longEnough = m_pass->text().size() >= kLeastPassphrase;
    const bool same = m_pass->text() == m_again->text();
    m_print->setEnabled(some && idle);
    // A printer is spoken to on this thread: a long run would freeze the window, and a PDF prints as well.
    m_print->setVisible(!some || m_slips->size() == 1);
    m_pdf->setEnabled(some && idle);
    m_encrypt->setEnabled(some && idle && longEnough && same);
    m_encryptNote->setText(
        !longEnough ? tr("Encrypted file, for sending: choose a passphrase of at least %n character(s) and tell it on "
                         "another way.",
                         nullptr, kLeastPassphrase)
        : !same     ? tr("The two entries are not the same yet.")
                    : tr("Send the file and the passphrase on different ways."));
}

void SlipView::chooseFile(bool encrypted)
{
    auto* dialog = new QFileDialog(this, encrypted ? tr("Save the encrypted slip") : tr("Save the slip as PDF"));
    dialog->setObjectName(encrypted ? QStringLiteral("encryptedFileDialog") : QStringLiteral("pdfFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(encrypted ? QStringLiteral("meterseal") : QStringLiteral("pdf"));
    const QString stem = m_slips->size() == 1 ? text(m_slips->front().mn) : QString::number(m_slips->size());
    dialog->selectFile(QStringLiteral("slip-%1.%2").arg(stem, dialog->defaultSuffix()));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, encrypted](const QString& file) { encrypted ? saveEncrypted(file) : savePdf(file); });
    dialog->open();
}

void SlipView::savePdf(const QString& file)
{
    m_banner->clear();
    m_task = m_runner.run(
        this,
        [slips = m_slips, texts = slipTexts(m_context.format, *m_slips), file](std::stop_token) {
            return writeSlipsPdf(file.toStdString(), *slips, texts);
        },
        [this, file](const Status& status) { finish(status, file); });
    check();
}

void SlipView::saveEncrypted(const QString& file)
{
    m_banner->clear();
    crypto::SecretBytes passphrase = takeSecret(*m_pass);
    takeSecret(*m_again);
    m_task = m_runner.run(
        this,
        [slips = m_slips, passphrase = std::move(passphrase), file](std::stop_token) {
            return writeSlipsEncrypted(file.toStdString(), *slips, passphrase);
        },
        [this, file](const Status& status) { finish(status, file); });
    check();
}

void SlipView::finish(const Status& status, const QString& file)
{
    if (!status.ok()) {
        m_banner->showError(status.error());
    } else {
        m_banner->showMessage(Tone::Ok, tr("Saved"), QDir::toNativeSeparators(file));
        emit saved();
    }
    check();
}

void SlipView::print()
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageSize(QPageSize(QPageSize::A4));
    printer->setDocName(tr("Activation slip"));
    auto* dialog = new QPrintDialog(printer.get(), this);
    dialog->setObjectName(QStringLiteral("printDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // The printer must outlive its dialog.
    connect(dialog, &QObject::destroyed, this, [printer] {});
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this](QPrinter* chosen) {
        chosen->setFullPage(true);
        QPainter painter;
        if (!painter.begin(chosen)) {
            m_banner->showMessage(
                Tone::Bad, tr("The printer did not take the slip"),
                tr("Nothing was printed. The key store still holds the secrets; try another printer or a PDF."));
            return;
        }
        const double scale = chosen->logicalDpiX() / 72.0;
        painter.scale(scale, scale);
        paintSlip(painter, m_slips->front(), slipTexts(m_context.format, *m_slips), 0, SlipSecrets::Printed);
        painter.end();
        m_banner->showMessage(Tone::Ok, tr("Sent to the printer"));
        emit saved();
    });
    dialog->open();
}

void SlipView::retranslate()
{
    const int count = m_slips ? static_cast<int>(m_slips->size()) : 0;
    m_note->setText(
        tr("%n slip(s). Password and token are on the sealed part of the paper only; this screen never shows them. "
           "The key store keeps them too, so a slip can be made again.",
           nullptr, count));
    m_print->setText(tr("Print…"));
    m_pdf->setText(tr("Save as PDF…"));
    m_encrypt->setText(tr("Save encrypted…"));
    m_passLabel->setText(tr("Passphrase of the file"));
    m_againLabel->setText(tr("Once more"));
    m_pass->setAccessibleName(m_passLabel->text());
    m_again->setAccessibleName(m_againLabel->text());
    m_preview->setAccessibleName(tr("Preview of the activation slip, without its secrets"));
    check();
}

}  // namespace meterseal::ui
