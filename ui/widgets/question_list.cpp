#include "widgets/question_list.h"

#include "format/error_text.h"
#include "format/format.h"
#include "theme/follow.h"
#include "theme/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimeZone>

namespace meterseal::ui {

namespace {

QString shownIn(const Candidate& candidate)
{
    QStringList lines;
    for (const std::string& one : candidate.shown) {
        lines << text(one);
    }
    return lines.join(u'\n');
}

constexpr int kAnswer = Qt::UserRole + 1;

}  // namespace

QuestionList::QuestionList(QWidget* parent) : QWidget(parent), m_layout(new QGridLayout(this))
{
    setObjectName(QStringLiteral("questionList"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(theme::kGap);
    m_layout->setVerticalSpacing(theme::kTight);
    m_layout->setColumnStretch(2, 1);
    onLanguage(this, [this] { build(); });
    hide();
}

void QuestionList::setQuestions(const std::vector<Question>& questions)
{
    m_questions = questions;
    build();
}

void QuestionList::settle(const MappingProfile& before, const MappingProfile& after)
{
    const auto differs = [](const FieldSource& a, const FieldSource& b) {
        return a.name != b.name || a.column != b.column || a.constant != b.constant;
    };
    const std::size_t count = m_questions.size();
    std::erase_if(m_questions, [&](const Question& question) {
        const std::string& key = question.key;
        return (key == "mn" && differs(before.mn, after.mn)) ||
               (key == "alarmCode" && differs(before.alarmCode, after.alarmCode)) ||
               (key == "alarmTime" && differs(before.alarmTime, after.alarmTime)) ||
               (key == "value" && differs(before.value, after.value)) ||
               ((key == "time.format" || key == "time.century") && before.timeFormat != after.timeFormat) ||
               (key == "time.zone" && before.timeZone != after.timeZone) ||
               (key == "number.marks" &&
                (before.decimalMark != after.decimalMark || before.thousandsMark != after.thousandsMark)) ||
               (key == "number.unit" && before.unit != after.unit) ||
               (key == "encoding" && before.encoding != after.encoding) ||
               (key == "separator" && before.separator != after.separator);
    });
    if (m_questions.size() != count) {
        build();
    }
}

void QuestionList::build()
{
    while (QLayoutItem* const item = m_layout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (std::size_t i = 0; i < m_questions.size(); ++i) {
        const Question& question = m_questions[i];
        const int row = static_cast<int>(i);
        auto* const label = new QLabel(noteSentence(question.about), this);
        auto* const shown = new QLabel(this);
        shown->setObjectName(QStringLiteral("answerShown_") + text(question.key));
        shown->setTextFormat(Qt::PlainText);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        QComboBox* const box = choiceFor(question, shown);
        label->setBuddy(box);
        m_layout->addWidget(label, row, 0);
        m_layout->addWidget(box, row, 1);
        m_layout->addWidget(shown, row, 2);
    }
    setVisible(!m_questions.empty());
}

QComboBox* QuestionList::choiceFor(const Question& question, QLabel* shown)
{
    auto* const box = new QComboBox(this);
    const QString key = text(question.key);
    box->setObjectName(QStringLiteral("answer_") + key);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(18);
    for (const Candidate& candidate : question.candidates) {
        box->addItem(answerInWords(question, candidate.answer), shownIn(candidate));
        box->setItemData(box->count() - 1, text(candidate.answer), kAnswer);
    }
    if (question.key == "time.zone") {
        for (const QByteArray& zone : QTimeZone::availableTimeZoneIds()) {
            if (box->findText(QString::fromLatin1(zone)) < 0) {
                box->addItem(QString::fromLatin1(zone), QString());
            }
        }
    }
    box->setEditable(question.open);
    box->setCurrentIndex(-1);
    box->setPlaceholderText(tr("Choose…"));
    if (question.open) {
        box->setInsertPolicy(QComboBox::NoInsert);
        box->lineEdit()->setPlaceholderText(tr("Choose or type…"));
        box->completer()->setFilterMode(Qt::MatchContains);
        box->completer()->setCompletionMode(QCompleter::PopupCompletion);
        connect(box->lineEdit(), &QLineEdit::returnPressed, this, [this, box, key] {
            if (const QString said = box->currentText().trimmed(); !said.isEmpty()) {
                emit answered(key, said);
            }
        });
    }
    shown->setText(question.candidates.empty() ? QString() : shownIn(question.candidates.front()));
    connect(box, &QComboBox::highlighted, this, [box, shown](int index) {
        if (const QString what = box->itemData(index).toString(); !what.isEmpty()) {
            shown->setText(what);
        }
    });
    connect(box, &QComboBox::activated, this, [this, box, key](int index) {
        const QVariant answer = box->itemData(index, kAnswer);
        emit answered(key, answer.isValid() ? answer.toString() : box->itemText(index));
    });
    return box;
}

// Names of columns, formats and zones stand for themselves.
QString QuestionList::answerInWords(const Question& question, const std::string& answer)
{
    if (question.key == "header") {
        return answer == "names" ? tr("It names the columns") : tr("It is a meter");
    }
    if (question.key != "sameTime") {
        return text(answer);
    }
    return answer == "both"    ? tr("Keep both")
           : answer == "first" ? tr("Only the first")
           : answer == "last"  ? tr("Only the last")
                               : tr("None of them");
}

}  // namespace meterseal::ui
