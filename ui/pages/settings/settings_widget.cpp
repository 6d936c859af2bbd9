#include "pages/settings/settings_widget.h"

#include "widgets/banner.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kChoiceWidth = 200;
constexpr int kWidth = 1000;  // a fingerprint in one line at the largest text
}  // namespace

SettingsWidget::SettingsWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_looks(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_keys(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_ledger(new ScaledLabel(ScaledLabel::Kind::Heading))
{
    auto* content = new QWidget;
    content->setMaximumWidth(kWidth);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, theme::kMargin, 0);
    column->setSpacing(theme::kGap);
    auto* looksCard = new Card;
    auto* form = new QFormLayout(looksCard);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setHorizontalSpacing(theme::kSection);
    m_language = makeChoice("languageChoice", form, m_languageLabel);
    m_theme = makeChoice("themeChoice", form, m_themeLabel);
    m_text = makeChoice("textSizeChoice", form, m_textLabel);
    m_zone = makeChoice("zoneChoice", form, m_zoneLabel);
    column->addWidget(m_looks);
    column->addWidget(looksCard);
    buildKeys(column);
    buildLedger(column);
    column->addStretch();

    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("settingsScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setBackgroundRole(QPalette::Window);
    content->setBackgroundRole(QPalette::Window);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, theme::kGap, 0, theme::kMargin);
    layout->addWidget(m_title);
    layout->addWidget(scroll, 1);

    AppSettings& settings = context.settings;
    retranslate();
    m_language->setCurrentIndex(static_cast<int>(settings.language()));
    m_theme->setCurrentIndex(static_cast<int>(settings.theme()));
    m_text->setCurrentIndex(m_text->findData(settings.textPercent()));
    m_zone->setCurrentIndex(static_cast<int>(settings.zone()));
    connect(m_language, &QComboBox::activated, this,
            [this](int i) { m_context.settings.setLanguage(static_cast<Language>(i)); });
    connect(m_theme, &QComboBox::activated, this,
            [this](int i) { m_context.settings.setTheme(static_cast<ThemeChoice>(i)); });
    connect(m_text, &QComboBox::activated, this,
            [this](int i) { m_context.settings.setTextPercent(m_text->itemData(i).toInt()); });
    connect(m_zone, &QComboBox::activated, this,
            [this](int i) { m_context.settings.setZone(static_cast<ZoneShown>(i)); });
    connect(&context.session, &Session::lockChanged, this, &SettingsWidget::refreshLock);
    connect(&context.format, &Format::changed, this, &SettingsWidget::retranslate);
}

QComboBox* SettingsWidget::makeChoice(const char* name, QFormLayout* form, QLabel*& label)
{
    auto* choice = new QComboBox;
    choice->setObjectName(QString::fromLatin1(name));
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choice->setMinimumWidth(kChoiceWidth);
    label = new QLabel;
    label->setBuddy(choice);
    form->addRow(label, choice);
    return choice;
}

void SettingsWidget::buildKeys(QVBoxLayout* column)
{
    auto* card = new Card;
    m_lockState = new ToneLabel(card);
    m_keysText = new ScaledLabel(ScaledLabel::Kind::Muted, {}, card);
    m_keysText->setWordWrap(true);
    m_passLabel = new QLabel(card);
    m_pass = new QLineEdit(card);
    m_pass->setObjectName(QStringLiteral("unlockPassphrase"));
    m_pass->setEchoMode(QLineEdit::Password);
    m_passLabel->setBuddy(m_pass);
    m_unlock = new QPushButton(card);
    m_unlock->setObjectName(QStringLiteral("unlockButton"));
    m_lock = new QPushButton(card);
    m_lock->setObjectName(QStringLiteral("lockButton"));
    m_banner = new Banner(card);
    auto* row = new QHBoxLayout;
    row->addWidget(m_passLabel);
    row->addWidget(m_pass, 1);
    row->addWidget(m_unlock);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_lockState);
    layout->addWidget(m_keysText);
    layout->addLayout(row);
    layout->addWidget(m_lock, 0, Qt::AlignLeft);
    layout->addWidget(m_banner);
    column->addSpacing(theme::kGap);
    column->addWidget(m_keys);
    column->addWidget(card);
    connect(m_unlock, &QPushButton::clicked, this, &SettingsWidget::unlock);
    connect(m_pass, &QLineEdit::returnPressed, this, &SettingsWidget::unlock);
    connect(m_lock, &QPushButton::clicked, &m_context.session, &Session::lock);
}

void SettingsWidget::buildLedger(QVBoxLayout* column)
{
    const Workspace& workspace = *m_context.session.workspace();
    auto* card = new Card;
    auto* form = new QFormLayout(card);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme::kSection);
    m_chainLabel = new QLabel;
    m_chain = new QLabel(text(workspace.genesis().chain));
    m_fingerprintLabel = new QLabel;
    m_fingerprint = new HashLabel;
    m_fingerprint->setHash(text(workspace.fingerprint().hex()));
    m_folderLabel = new QLabel;
    m_folder = new QLabel(QString::fromStdString(workspace.folder().string()));
    m_folder->setWordWrap(true);
    for (QLabel* label : {m_chain, m_folder}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_close = new QPushButton;
    m_close->setObjectName(QStringLiteral("closeWorkspace"));
    form->addRow(m_chainLabel, m_chain);
    form->addRow(m_fingerprintLabel, m_fingerprint);
    form->addRow(m_folderLabel, m_folder);
    auto* closeRow = new QHBoxLayout;
    closeRow->addWidget(m_close);
    closeRow->addStretch();
    form->addRow(QString(), closeRow);
    column->addSpacing(theme::kGap);
    column->addWidget(m_ledger);
    column->addWidget(card);
    // Closing deletes this page: only after the click has been dealt with.
    connect(m_close, &QPushButton::clicked, &m_context.session, &Session::close, Qt::QueuedConnection);
}

void SettingsWidget::goTo(const QString& rest)
{
    if (rest == QLatin1String("unlock")) {
        m_pass->setFocus();
    }
}

void SettingsWidget::unlock()
{
    if (m_pass->text().isEmpty() || !m_unlock->isEnabled()) {
        return;
    }
    const QByteArray utf8 = m_pass->text().toUtf8();
    m_unlock->setEnabled(false);
    m_banner->clear();
    m_context.session.unlock(crypto::SecretBytes(std::string_view(utf8.data(), static_cast<std::size_t>(utf8.size()))),
                             this, [this](const Status& status) {
                                 m_unlock->setEnabled(true);
                                 if (status.ok()) {
                                     m_pass->clear();
                                 } else {
                                     m_pass->selectAll();
                                     m_banner->showError(status.error());
                                 }
                             });
}

void SettingsWidget::refreshLock()
{
    const Session& session = m_context.session;
    const bool unlocked = session.unlocked();
    m_lockState->setTone(unlocked ? Tone::Ok : Tone::Muted,
                         unlocked             ? tr("Unlocked")
                         : session.readOnly() ? tr("Opened read-only")
                                              : tr("Locked"),
                         unlocked ? QStringLiteral("unlock") : QStringLiteral("lock"));
    m_keysText->setText(
        unlocked ? tr("This program signs for: %1").arg(session.ownOrganisations().join(QStringLiteral(", ")))
        : session.readOnly()
            ? tr("Nothing on disk is changed, so nothing can be signed.")
            : tr("Reading needs no keys. To register, review, activate or upload, unlock the key store."));
    m_passLabel->setVisible(!unlocked && !session.readOnly());
    m_pass->setVisible(!unlocked && !session.readOnly());
    m_unlock->setVisible(!unlocked && !session.readOnly());
    m_lock->setVisible(unlocked);
}

void SettingsWidget::retranslate()
{
    const auto fill = [](QComboBox* choice, const QStringList& names) {
        if (choice->count() == 0) {
            choice->addItems(names);
        }
        for (int i = 0; i < names.size(); ++i) {
            choice->setItemText(i, names[i]);
        }
    };
    fill(m_language, {tr("As the system"), QStringLiteral("简体中文"), QStringLiteral("English")});
    fill(m_theme, {tr("As the system"), tr("Light"), tr("Dark")});
    fill(m_text, {tr("Normal (100 %)"), tr("Large (125 %)"), tr("Largest (150 %)")});
    constexpr int kPercents[] = {100, 125, 150};
    for (int i = 0; i < 3; ++i) {
        m_text->setItemData(i, kPercents[i]);
    }
    fill(m_zone, {tr("Local time"), tr("UTC")});
    m_title->setText(tr("Settings"));
    m_looks->setText(tr("Language and looks"));
    m_keys->setText(tr("Key store"));
    m_ledger->setText(tr("Ledger"));
    m_languageLabel->setText(tr("Language"));
    m_themeLabel->setText(tr("Theme"));
    m_textLabel->setText(tr("Text size"));
    m_zoneLabel->setText(tr("Times are shown in"));
    m_passLabel->setText(tr("Passphrase"));
    m_unlock->setText(tr("Unlock"));
    m_lock->setText(tr("Lock now"));
    m_chainLabel->setText(tr("Chain"));
    m_fingerprintLabel->setText(tr("Fingerprint"));
    m_folderLabel->setText(tr("Folder"));
    m_close->setText(tr("Close this ledger"));
    const std::pair<QWidget*, QLabel*> named[] = {{m_language, m_languageLabel},
                                                  {m_theme, m_themeLabel},
                                                  {m_text, m_textLabel},
                                                  {m_zone, m_zoneLabel},
                                                  {m_pass, m_passLabel}};
    for (const auto& [widget, label] : named) {
        widget->setAccessibleName(label->text());
    }
    refreshLock();
}

void SettingsWidget::changeEvent(QEvent* event)
{
    PageWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

}  // namespace meterseal::ui
