// Sentences in English in a window that speaks another language: in labels, buttons, table cells and tool tips. A word
// or two may be data (READING, JSON Lines); four in a row are a sentence. Core's own words are allowed where they say
// that they are: behind "原文：".
#pragma once

#include "ui/support/cut_off.h"

#include <QAbstractItemView>
#include <QRegularExpression>

namespace meterseal::test {

inline bool isEnglishSentence(const QString& text)
{
    static const QRegularExpression kWords(QStringLiteral("[A-Za-z]+(?:['’][a-z]+)?(?:[,;:.]? [A-Za-z]+){3,}"));
    return !text.contains(QStringLiteral("原文：")) && kWords.match(text).hasMatch();
}

inline QStringList englishIn(const QWidget& window)
{
    constexpr int kMostRows = 50;
    QStringList found;
    const auto look = [&found](const QWidget* where, const QString& text) {
        if (isEnglishSentence(text)) {
            found << QStringLiteral("%1: %2").arg(describeWidget(where), text);
        }
    };
    for (const auto* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible()) {
            continue;
        }
        look(widget, widget->toolTip());
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            look(label, label->text());
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            look(button, button->text());
        } else if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view && view->model()) {
            const QAbstractItemModel& model = *view->model();
            for (int row = 0; row < std::min(model.rowCount(view->rootIndex()), kMostRows); ++row) {
                for (int column = 0; column < model.columnCount(view->rootIndex()); ++column) {
                    const QModelIndex cell = model.index(row, column, view->rootIndex());
                    look(view, cell.data().toString());
                    look(view, cell.data(Qt::ToolTipRole).toString());
                }
            }
        }
    }
    return found;
}

}  // namespace meterseal::test
