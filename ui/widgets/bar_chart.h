// Bars, upright along time or lying one below the other by name. One bar is the current one: under the mouse, or moved
// to with the arrow keys; its value is told by currentChanged() and to a screen reader.
#pragma once

#include <QWidget>

#include <cstdint>
#include <functional>
#include <vector>

namespace meterseal::ui {

class BarChart : public QWidget {
    Q_OBJECT
public:
    struct Bar {
        QString name;    // at the axis
        QString spoken;  // "2026-11-22: 2,850 records"
        QString figure;  // the value as text
        std::uint64_t value = 0;
    };
    explicit BarChart(Qt::Orientation bars, QWidget* parent = nullptr);
    void setBars(std::vector<Bar> bars);
    const std::vector<Bar>& bars() const { return m_bars; }
    int current() const { return m_current; }  // -1: none
    // A round number at or above the largest value: where the axis ends.
    static std::uint64_t axisEnd(std::uint64_t largest);
    // Of the axis' numbers.
    void setNumberText(std::function<QString(std::uint64_t)> text) { m_numberText = std::move(text); }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

signals:
    void currentChanged(int bar);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    struct Frame {
        QRect plot;
        std::uint64_t end = 1;
    };
    Frame frame() const;
    QRect barAt(const Frame& frame, int bar) const;
    int barUnder(const QPoint& where) const;
    void setCurrent(int bar);
    void paintUpright(QPainter& painter, const Frame& frame);
    void paintLying(QPainter& painter, const Frame& frame);
    void paintBar(QPainter& painter, const Frame& frame, int bar);
    int count() const { return static_cast<int>(m_bars.size()); }

    Qt::Orientation m_orientation;
    std::vector<Bar> m_bars;
    std::function<QString(std::uint64_t)> m_numberText;
    int m_current = -1;
};

}  // namespace meterseal::ui
