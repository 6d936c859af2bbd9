// Paints cells of a TableModel: fixed-width text where the column asks for it, and the tone's shape and colour.
#pragma once

#include <QStyledItemDelegate>

namespace meterseal::ui {

// Where a text that is too long is cut. Two ids that begin alike must not look alike, so one word of ASCII loses its
// middle; everything else is words and loses its end: without its middle a Chinese "not" is gone.
Qt::TextElideMode elideOf(const QString& text);

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace meterseal::ui
