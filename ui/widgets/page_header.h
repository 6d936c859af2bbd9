// The first line of a page: its title, what it is about, and at the right end what can be done there, the primary
// action last. And the margins every page has.
#pragma once

#include "theme/theme.h"

#include <QMargins>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace meterseal::ui {

inline constexpr QMargins kPageMargins{theme::kSection, theme::kTight, theme::kSection, theme::kMargin};
// Of a page that scrolls: the bar stands at the window's edge, what is scrolled keeps its own distance to it.
inline constexpr QMargins kScrolledPageMargins{theme::kSection, theme::kTight, 0, theme::kMargin};

class PageHeader : public QWidget {
    Q_OBJECT
public:
    // Takes the title, a ScaledLabel of kind Title, from whoever writes it.
    explicit PageHeader(QLabel* title, QWidget* parent = nullptr);
    // Right of the title: a state, a file, a choice of what the page shows.
    void addBeside(QWidget* widget, int stretch = 0);
    // At the right end, from left to right.
    void addAction(QWidget* widget);

private:
    QHBoxLayout* m_row;
    int m_beside = 1;
};

}  // namespace meterseal::ui
