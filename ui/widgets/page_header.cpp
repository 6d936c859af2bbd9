#include "widgets/page_header.h"

#include <QHBoxLayout>
#include <QLabel>

namespace meterseal::ui {

namespace {
constexpr int kLeastHeight = 40;
}

PageHeader::PageHeader(QLabel* title, QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(theme::kCards);
    m_row->addWidget(title);
    m_row->addStretch(1);
    // Not setMinimumHeight(): that would stand instead of what the title needs in a larger font.
    m_row->addStrut(kLeastHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PageHeader::addBeside(QWidget* widget, int stretch)
{
    m_row->insertWidget(m_beside++, widget, stretch);
}

void PageHeader::addAction(QWidget* widget)
{
    m_row->addWidget(widget);
}

}  // namespace meterseal::ui
