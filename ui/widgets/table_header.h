// A quiet column header: the page's background, a line below, the sort arrow, and the cells' own margins.
#pragma once

#include <QHeaderView>

namespace meterseal::ui {

class TableHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit TableHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void paintEvent(QPaintEvent* event) override;
    QSize sectionSizeFromContents(int section) const override;
};

}  // namespace meterseal::ui
