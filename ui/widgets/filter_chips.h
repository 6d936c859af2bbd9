// The filters that are on, each with a cross that takes it off. Hidden while there is none.
// Test names: chip_<id>, clearChips.
#pragma once

#include <QWidget>

#include <vector>

class QToolButton;

namespace meterseal::ui {

class FilterChips : public QWidget {
    Q_OBJECT
public:
    struct Chip {
        QString id;    // what removed() says
        QString text;  // in the current language
    };
    explicit FilterChips(QWidget* parent = nullptr);
    void setChips(const std::vector<Chip>& chips);

signals:
    void removed(const QString& id);
    void cleared();

private:
    std::vector<QToolButton*> m_buttons;
};

}  // namespace meterseal::ui
