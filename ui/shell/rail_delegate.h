// Paints an entry of the left rail: icon, name, a count of what waits there, and a bar at the side of the page that is
// open.
#pragma once

#include <QStyledItemDelegate>

namespace meterseal::ui {

class RailDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int CountRole = Qt::UserRole + 1;  // QString, empty: none
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace meterseal::ui
