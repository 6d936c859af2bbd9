// What only a person can say of a file: each question with its candidates and what each would give, and whatever else
// may be answered. An answer is told at once.
//
// Test names: questionList; answer_KEY for each question's choice, answerShown_KEY for what it would give.
#pragma once

#include "meterseal/source/suggestion.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;

namespace meterseal::ui {

class QuestionList : public QWidget {
    Q_OBJECT
public:
    explicit QuestionList(QWidget* parent = nullptr);

    void setQuestions(const std::vector<Question>& questions);
    // A person who changes the member that a question is about has answered it.
    void settle(const MappingProfile& before, const MappingProfile& after);
    bool isEmpty() const { return m_questions.empty(); }

signals:
    void answered(const QString& key, const QString& answer);

private:
    void build();
    static QString answerInWords(const Question& question, const std::string& answer);
    QComboBox* choiceFor(const Question& question, QLabel* shown);

    std::vector<Question> m_questions;
    QGridLayout* m_layout;
};

}  // namespace meterseal::ui
