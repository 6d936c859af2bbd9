// What of a window is cut off: labels, buttons and combo boxes that got less room than their text needs.
#pragma once

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>

namespace meterseal::test {

inline QString describeWidget(const QWidget* widget)
{
    QStringList path;
    for (; widget != nullptr && path.size() < 4; widget = widget->parentWidget()) {
        path.prepend(
            QStringLiteral("%1(%2)").arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    }
    return path.join(QStringLiteral(" > "));
}

inline QStringList cutOff(const QWidget& window)
{
    QStringList faults;
    for (auto* widget : window.findChildren<QWidget*>()) {
        const auto* label = qobject_cast<QLabel*>(widget);
        const bool text = (label != nullptr && !label->wordWrap() && !label->text().isEmpty()) ||
                          qobject_cast<QAbstractButton*>(widget) != nullptr ||
                          qobject_cast<QComboBox*>(widget) != nullptr;
        // Qt's own buttons inside a line edit have a fixed place.
        const bool own = !widget->inherits("QLineEditIconButton");
        const QSize least = widget->minimumSizeHint();
        if (text && own && widget->isVisible() &&
            (widget->width() < least.width() || widget->height() < least.height())) {
            faults << QStringLiteral("cut off: %1 is %2 x %3, needs %4 x %5")
                          .arg(describeWidget(widget))
                          .arg(widget->width())
                          .arg(widget->height())
                          .arg(least.width())
                          .arg(least.height());
        }
    }
    return faults;
}

}  // namespace meterseal::test
