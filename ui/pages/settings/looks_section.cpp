#include "pages/settings/looks_section.h"

#include "widgets/labels.h"

#include <QComboBox>
#include <QFormLayout>

namespace meterseal::ui {

namespace {
constexpr int kChoiceWidth = 200;
constexpr int kPercents[] = {100, 125, 150};
}  // namespace

LooksSection::LooksSection(const PageContext& context) : SettingsSection(context)
{
    QFormLayout* const form = formIn(addCard());
    m_language = makeChoice("languageChoice", form, m_languageLabel);
    m_theme = makeChoice("themeChoice", form, m_themeLabel);
    m_text = makeChoice("textSizeChoice", form, m_textLabel);
    m_zone = makeChoice("zoneChoice", form, m_zoneLabel);
    m_example = new ScaledLabel(ScaledLabel::Kind::Muted);
    form->addRow(QString(), m_example);
    retranslate();
    AppSettings& settings = context.settings;
    m_language->setCurrentIndex(static_cast<int>(settings.language()));
    m_theme->setCurrentIndex(static_cast<int>(settings.theme()));
    m_text->setCurrentIndex(m_text->findData(settings.textPercent()));
    m_zone->setCurrentIndex(static_cast<int>(settings.zone()));
    connectChoices();
    connect(&context.format, &Format::zoneChanged, this, &LooksSection::retranslate);
}

void LooksSection::connectChoices()
{
    connect(m_language, &QComboBox::activated, this, [this](int i) {
        constexpr const char* kNames[] = {"system", "zh_CN", "en"};
        m_context.settings.setLanguage(static_cast<Language>(i));
        recordSetting("language", QString::fromLatin1(kNames[i]));
    });
    connect(m_theme, &QComboBox::activated, this, [this](int i) {
        constexpr const char* kNames[] = {"system", "light", "dark"};
        m_context.settings.setTheme(static_cast<ThemeChoice>(i));
        recordSetting("theme", QString::fromLatin1(kNames[i]));
    });
    connect(m_text, &QComboBox::activated, this, [this](int i) {
        m_context.settings.setTextPercent(m_text->itemData(i).toInt());
        recordSetting("textSize", QString::number(m_text->itemData(i).toInt()));
    });
    connect(m_zone, &QComboBox::activated, this, [this](int i) {
        m_context.settings.setZone(static_cast<ZoneShown>(i));
        recordSetting("zone", i == 0 ? QStringLiteral("local") : QStringLiteral("utc"));
    });
}

QComboBox* LooksSection::makeChoice(const char* name, QFormLayout* form, QLabel*& label)
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

void LooksSection::retranslate()
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
    for (int i = 0; i < 3; ++i) {
        m_text->setItemData(i, kPercents[i]);
    }
    fill(m_zone, {tr("Local time"), tr("UTC")});
    setTexts(tr("Appearance"), tr("Every change takes effect at once."));
    m_languageLabel->setText(tr("Language"));
    m_themeLabel->setText(tr("Theme"));
    m_textLabel->setText(tr("Text size"));
    m_zoneLabel->setText(tr("Times are shown in"));
    m_example->setText(tr("For example: %1").arg(m_context.format.time(now())));
    const std::pair<QWidget*, QLabel*> named[] = {
        {m_language, m_languageLabel}, {m_theme, m_themeLabel}, {m_text, m_textLabel}, {m_zone, m_zoneLabel}};
    for (const auto& [widget, label] : named) {
        widget->setAccessibleName(label->text());
    }
}

}  // namespace meterseal::ui
