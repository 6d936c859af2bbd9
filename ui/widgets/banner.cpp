#include "widgets/banner.h"

#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/labels.h"
#include "widgets/toned_frame.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

// Core's words are a help for whoever is asked, not what a person reads: two lines of them, the rest in the tool tip.
constexpr qsizetype kOriginalLength = 240;

}  // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent),
      m_symbol(new IconLabel(20, this)),
      m_title(new QLabel(this)),
      m_detail(new QLabel(this)),
      m_original(new QLabel(this)),
      m_code(new QLabel(this)),
      m_copy(new QToolButton(this)),
      m_close(new QToolButton(this)),
      m_action(new QPushButton(this))
{
    onLanguage(this, [this] {
        retranslate();
        if (m_error) {
            showError(Error(*m_error));
        }
    });
    onChange(this, {QEvent::PaletteChange, QEvent::FontChange}, [this] { refresh(); });
    setObjectName(QStringLiteral("banner"));
    // As high as its text, whatever room there is.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_title->setObjectName(QStringLiteral("bannerTitle"));
    m_detail->setObjectName(QStringLiteral("bannerDetail"));
    m_original->setObjectName(QStringLiteral("bannerOriginal"));
    m_code->setObjectName(QStringLiteral("bannerCode"));
    m_action->setObjectName(QStringLiteral("bannerAction"));
    m_close->setObjectName(QStringLiteral("bannerClose"));
    m_copy->setObjectName(QStringLiteral("bannerCopy"));
    for (QLabel* label : {m_title, m_detail, m_original, m_code}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_copy->setAutoRaise(true);
    m_close->setAutoRaise(true);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_close->setIcon(icon(QStringLiteral("close")));

    auto* texts = new QVBoxLayout;
    texts->setSpacing(theme::kTight);
    texts->addWidget(m_title);
    texts->addWidget(m_detail);
    texts->addWidget(m_original);
    texts->addWidget(m_code);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, theme::kGap, theme::kGap, theme::kGap);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_symbol, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addWidget(m_action, 0, Qt::AlignVCenter);
    layout->addWidget(m_copy, 0, Qt::AlignTop);
    layout->addWidget(m_close, 0, Qt::AlignTop);

    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        emit closed();
    });
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(plainText()); });
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    m_action->hide();
    retranslate();
    hide();
}

void Banner::showMessage(Tone tone, const QString& title, const QString& detail)
{
    showText(tone, {title, detail, {}, {}, {}});
}

void Banner::showText(Tone tone, const ErrorText& said)
{
    m_error.reset();
    show(tone, said);
}

void Banner::showError(const Error& error)
{
    m_error = error;
    show(error.code == ErrorCode::Cancelled ? Tone::Info : Tone::Bad, describe(error));
}

void Banner::show(Tone tone, const ErrorText& said)
{
    m_tone = tone;
    m_said = said;
    m_title->setText(said.what);
    m_detail->setText(said.below());
    const bool whole = said.original.size() <= kOriginalLength;
    m_original->setText(whole ? said.original : said.original.left(kOriginalLength) + u'…');
    m_original->setToolTip(whole ? QString() : said.original);
    m_code->setText(said.code.isEmpty() ? QString() : tr("Code: %1").arg(said.code));
    refresh();
    QFrame::show();
}

void Banner::setAction(const QString& text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QString Banner::plainText() const
{
    return m_said.plain();
}

void Banner::clear()
{
    m_error.reset();
    hide();
}

void Banner::refresh()
{
    m_symbol->setIcon(theme::symbolOf(m_tone), m_tone);
    QFont bold = QApplication::font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    for (QLabel* label : {m_original, m_code}) {
        theme::tint(label, Tone::Muted);
    }
    for (QLabel* label : {m_detail, m_original, m_code}) {
        label->setVisible(!label->text().isEmpty());
    }
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_detail->text());
    update();
}

void Banner::retranslate()
{
    m_copy->setToolTip(tr("Copy this message"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
}

void Banner::paintEvent(QPaintEvent*)
{
    paintTonedFrame(*this, m_tone);
}

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent),
      m_symbol(new IconLabel(44, this)),
      m_title(new QLabel(this)),
      m_detail(new QLabel(this)),
      m_action(new QPushButton(this))
{
    onChange(this, {QEvent::PaletteChange, QEvent::FontChange}, [this] { refresh(); });
    setObjectName(QStringLiteral("emptyState"));
    m_action->setObjectName(QStringLiteral("emptyAction"));
    m_title->setObjectName(QStringLiteral("emptyTitle"));
    for (QLabel* label : {m_title, m_detail}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSection, theme::kTight, theme::kSection, theme::kTight);
    layout->setSpacing(theme::kGap);
    layout->addStretch();
    layout->addWidget(m_symbol, 0, Qt::AlignHCenter);
    layout->addWidget(m_title);
    layout->addWidget(m_detail);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addStretch();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setContent(const QString& iconName, const QString& title, const QString& detail, const QString& action)
{
    m_iconName = iconName;
    m_title->setText(title);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(detail);
    refresh();
}

void EmptyState::refresh()
{
    m_symbol->setIcon(m_iconName, Tone::Muted);
    m_title->setFont(theme::headingFont(QApplication::font()));
    theme::tint(m_detail, Tone::Muted);
}

ProgressStrip::ProgressStrip(QWidget* parent)
    : QWidget(parent), m_text(new QLabel(this)), m_bar(new QProgressBar(this)), m_stop(new QPushButton(this))
{
    onLanguage(this, [this] { m_stop->setText(tr("Stop")); });
    setObjectName(QStringLiteral("progressStrip"));
    m_stop->setObjectName(QStringLiteral("stopButton"));
    m_bar->setTextVisible(false);
    m_text->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    auto* row = new QHBoxLayout;
    row->addWidget(m_bar, 1);
    row->addWidget(m_stop);
    layout->addLayout(row);
    connect(m_stop, &QPushButton::clicked, this, &ProgressStrip::stopRequested);
    m_stop->setText(tr("Stop"));
    hide();
}

void ProgressStrip::start(const QString& text)
{
    setProgress(0, 0, text);
    QWidget::show();
}

void ProgressStrip::setProgress(std::uint64_t done, std::uint64_t total, const QString& text)
{
    // The bar counts in ints: thousandths are finer than its pixels.
    m_bar->setRange(0, total == 0 ? 0 : 1000);
    if (total != 0) {
        m_bar->setValue(
            static_cast<int>(static_cast<double>(std::min(done, total)) / static_cast<double>(total) * 1000));
    }
    m_text->setText(text);
    m_bar->setAccessibleName(text);
}

void ProgressStrip::finish()
{
    hide();
}

}  // namespace meterseal::ui
