#include "widgets/facts.h"

#include <QFormLayout>

namespace meterseal::ui {

namespace {
// A label that may wrap makes every layout around it ask for heights by width, again and again; where there is room,
// only long values do.
constexpr qsizetype kShortFact = 40;
}  // namespace

Facts::Facts(HashLabel::Shown hashes, QWidget* parent)
    : QWidget(parent), m_hashes(hashes), m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(theme::kSection);
    m_form->setVerticalSpacing(theme::kTight);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setRowWrapPolicy(hashes == HashLabel::Shown::Short ? QFormLayout::DontWrapRows : QFormLayout::WrapLongRows);
}

void Facts::clear()
{
    while (m_form->rowCount() > 0) {
        m_form->removeRow(0);
    }
}

void Facts::addRow(const QString& name, QWidget* value)
{
    auto* label = new ScaledLabel(ScaledLabel::Kind::Muted, name, this);
    m_form->addRow(label, value);
}

void Facts::add(const QString& name, const QString& value, const QString& toolTip)
{
    auto* label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setText(value);
    // By its width: a Chinese character is twice as wide as a Latin letter.
    const int shortWidth = static_cast<int>(kShortFact) * fontMetrics().averageCharWidth();
    label->setWordWrap(m_hashes == HashLabel::Shown::Short || fontMetrics().horizontalAdvance(value) > shortWidth);
    label->setToolTip(toolTip);
    label->setAccessibleName(name + QStringLiteral(": ") + value);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addRow(name, label);
}

void Facts::addHash(const QString& name, const QString& value, const QString& place)
{
    auto* label = new HashLabel(m_hashes, this);
    label->setHash(value, place);
    connect(label, &HashLabel::linkActivated, this, &Facts::linkActivated);
    addRow(name, label);
}

void Facts::addLink(const QString& name, const QString& value, const QString& place)
{
    auto* label =
        new QLabel(QStringLiteral("<a href=\"%1\">%2</a>").arg(place.toHtmlEscaped(), value.toHtmlEscaped()), this);
    label->setAccessibleName(name + QStringLiteral(": ") + value);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(label, &QLabel::linkActivated, this, &Facts::linkActivated);
    addRow(name, label);
}

void Facts::addTone(const QString& name, Tone tone, const QString& value)
{
    auto* label = new ToneLabel(this);
    label->setTone(tone, value);
    addRow(name, label);
}

}  // namespace meterseal::ui
