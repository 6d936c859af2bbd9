// BatchTimeline: the batches of one meter along time, one lane, or more where they overlap; gaps hatched in the
// warning tone. Arrow keys walk from batch to batch, Enter or a click opens its transaction.
#pragma once

#include "format/format.h"
#include "models/meter_spans.h"

#include <QWidget>

class QPainter;

namespace meterseal::ui {

class BatchTimeline : public QWidget {
    Q_OBJECT
public:
    BatchTimeline(const Format& format, QWidget* parent);
    void setSpans(const MeterSpans& spans);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    // Batch under a point of the widget; -1 where there is none.
    int batchAt(const QPoint& at) const;
    int current() const { return m_current; }

signals:
    void opened(std::uint64_t seq);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    static constexpr int kMostLanes = 6;  // deeper ones are drawn on the last

    double xOf(Timestamp time) const;
    QRectF rectOf(const BatchSpan& span) const;
    int laneHeight() const;
    QString describe(int index) const;
    void select(int index);
    void paintGaps(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;

    const Format& m_format;
    MeterSpans m_spans;
    Timestamp m_first, m_last;
    int m_current = -1;
};

}  // namespace meterseal::ui
