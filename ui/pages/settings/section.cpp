#include "pages/settings/section.h"

#include "theme/follow.h"
#include "widgets/labels.h"

#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace meterseal::ui {

SettingsSection::SettingsSection(const PageContext& context)
    : m_context(context),
      m_column(new QVBoxLayout(this)),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_note(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_banner(new Banner)
{
    onLanguage(this, [this] { retranslate(); });
    m_note->setWordWrap(true);
    m_column->setContentsMargins(0, 0, theme::kMargin, theme::kMargin);
    m_column->setSpacing(theme::kGap);
    m_column->addWidget(m_title);
    m_column->addWidget(m_note);
    m_column->addWidget(m_banner);
    m_column->addStretch();
}

void SettingsSection::setTexts(const QString& title, const QString& note)
{
    m_title->setText(title);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

QWidget* SettingsSection::addCard()
{
    auto* card = new Card;
    m_column->insertWidget(m_column->count() - 1, card);
    return card;
}

QWidget* SettingsSection::addCard(QLabel*& heading)
{
    heading = new QLabel;
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    m_column->insertSpacing(m_column->count() - 1, theme::kGap);
    m_column->insertWidget(m_column->count() - 1, heading);
    return addCard();
}

QFormLayout* SettingsSection::formIn(QWidget* card)
{
    auto* form = new QFormLayout(card);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setHorizontalSpacing(theme::kSection);
    return form;
}

QVBoxLayout* SettingsSection::columnIn(QWidget* card)
{
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kGap);
    return column;
}

QPushButton* SettingsSection::button(const char* name, QWidget* parent)
{
    auto* made = new QPushButton(parent);
    made->setObjectName(QString::fromLatin1(name));
    return made;
}

QHBoxLayout* SettingsSection::row(std::initializer_list<QWidget*> widgets)
{
    auto* layout = new QHBoxLayout;
    for (QWidget* widget : widgets) {
        layout->addWidget(widget);
    }
    layout->addStretch();
    return layout;
}

void SettingsSection::recordSetting(const char* setting, const QString& value)
{
    m_context.session.record({"settings.change", {}, {{"setting", setting}}, {{"value", value.toStdString()}}, {}});
}

}  // namespace meterseal::ui
