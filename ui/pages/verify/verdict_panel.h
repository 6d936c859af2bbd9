// VerdictPanel: the verdict, big, with its shape, in words; the counts; and what was not checked.
#pragma once

#include "pages/verify/verdict_words.h"

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;
class QLabel;

namespace meterseal::ui {

class IconLabel;

class VerdictPanel : public QWidget {
    Q_OBJECT
public:
    explicit VerdictPanel(QWidget* parent = nullptr);
    void setWords(const VerdictWords& words);
    // Buttons of the page, at the right.
    void addAction(QWidget* widget);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    VerdictWords m_words;
    IconLabel* m_symbol;
    QLabel *m_title, *m_sentence, *m_scope, *m_notChecked;
    QWidget* m_counts;
    QHBoxLayout* m_countRow;
    QVBoxLayout* m_actions;
};

}  // namespace meterseal::ui
