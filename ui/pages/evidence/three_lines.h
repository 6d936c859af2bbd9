// The verdict of a bundle: its name, and three lines that each hold or fail for their own reason. Never one word.
//
// Test names: evidenceVerdict; line1..line3 with lineTone and lineText.
#pragma once

#include "format/evidence_words.h"

#include <QWidget>

#include <array>

class QHBoxLayout;
class QLabel;

namespace meterseal::ui {

class IconLabel;

class ThreeLines : public QWidget {
    Q_OBJECT
public:
    explicit ThreeLines(QWidget* parent = nullptr);
    void setVerdict(Tone tone, const QString& name, const std::array<evidence::Line, 3>& lines);
    void addAction(QWidget* widget);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row {
        IconLabel* symbol;
        QLabel *name, *text;
    };
    void refresh();

    Tone m_tone = Tone::Neutral;
    std::array<evidence::Line, 3> m_lines;
    QLabel* m_title;
    std::array<Row, 3> m_rows{};
    QHBoxLayout* m_head;
};

}  // namespace meterseal::ui
