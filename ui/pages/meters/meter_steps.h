// The way of a meter as four steps on a line: registered, the utility's approval, the manufacturer's, active. Each has
// its shape, its name and a line below; what comes next is marked.
#pragma once

#include "theme/theme.h"

#include <QWidget>

#include <vector>

namespace meterseal::ui {

class MeterSteps : public QWidget {
    Q_OBJECT
public:
    enum class State { Done, Next, Later, Ended };  // Ended: it will not come, or no longer holds
    struct Step {
        State state = State::Later;
        QString name, note;
    };
    explicit MeterSteps(QWidget* parent = nullptr);
    void setSteps(std::vector<Step> steps);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int circle() const;

    std::vector<Step> m_steps;
};

}  // namespace meterseal::ui
