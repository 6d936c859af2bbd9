// Paints cells of a TableModel: fixed-width text where the column asks for it, and the tone's shape and colour.
#pragma once

#include <QStyledItemDelegate>

namespace meterseal::ui {

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace meterseal::ui
