#include "pages/evidence/three_lines.h"

#include "theme/follow.h"
#include "widgets/labels.h"
#include "widgets/toned_frame.h"

#include <QApplication>
#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {}

ThreeLines::ThreeLines(QWidget* parent) : QWidget(parent), m_title(new QLabel(this)), m_head(new QHBoxLayout)
{
    setObjectName(QStringLiteral("threeLines"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_title->setObjectName(QStringLiteral("evidenceVerdict"));
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_head->setSpacing(theme::kGap);
    m_head->addWidget(m_title, 1);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme::kGap);
    grid->setVerticalSpacing(theme::kTight);
    grid->setColumnStretch(2, 1);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        row = {new IconLabel(0, this), new QLabel(this), new QLabel(this)};
        row.text->setObjectName(QStringLiteral("line%1").arg(i + 1));
        row.text->setWordWrap(true);
        row.text->setTextFormat(Qt::PlainText);
        row.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        const int at = static_cast<int>(i);
        grid->addWidget(row.symbol, at, 0, Qt::AlignTop);
        grid->addWidget(row.name, at, 1, Qt::AlignTop);
        grid->addWidget(row.text, at, 2);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, theme::kCards, theme::kMargin, theme::kCards);
    layout->setSpacing(theme::kGap);
    layout->addLayout(m_head);
    layout->addLayout(grid);
    onLooks(this, [this] { refresh(); });
    refresh();
}

void ThreeLines::addAction(QWidget* widget)
{
    m_head->addWidget(widget, 0, Qt::AlignVCenter);
}

void ThreeLines::setVerdict(Tone tone, const QString& name, const std::array<evidence::Line, 3>& lines)
{
    m_tone = tone;
    m_lines = lines;
    m_title->setText(name);
    QStringList spoken;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i].name->setText(lines[i].name);
        m_rows[i].text->setText(lines[i].text);
        spoken << lines[i].name + QStringLiteral(": ") + lines[i].text;
    }
    setAccessibleName(name);
    setAccessibleDescription(spoken.join(u'\n'));
    refresh();
}

void ThreeLines::refresh()
{
    m_title->setFont(theme::figureFont(QApplication::font()));
    theme::tint(m_title, m_tone);
    QFont bold = QApplication::font();
    bold.setWeight(QFont::DemiBold);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        row.symbol->setIcon(theme::symbolOf(m_lines[i].tone), m_lines[i].tone);
        row.name->setFont(bold);
        theme::tint(row.name, m_lines[i].tone);
    }
    update();
}

void ThreeLines::paintEvent(QPaintEvent*)
{
    paintTonedFrame(*this, m_tone);
}

}  // namespace meterseal::ui
