// What needs a person: meters that wait for review, records that wait to be anchored, how old the newest block is. Each
// is said in words with its shape, and leads to where something can be done about it. Below them: on whose word the
// newest block stands. Test names: attentionReviews, attentionQueue, attentionAge, attentionWord, each with a button
// "<name>Go".
#pragma once

#include "meterseal/chain/endorsement.h"
#include "shell/page.h"

#include <QTimer>

class QPushButton;

namespace meterseal::ui {

class ScaledLabel;
class ToneLabel;

class Attention : public QWidget {
    Q_OBJECT
public:
    Attention(const PageContext& context, QWidget* parent);

private:
    struct Line {
        ToneLabel* text;
        QPushButton* go;
    };
    Line makeLine(const QString& name);
    void watchUploads();
    void refresh();
    void refreshReviews();
    void refreshQueue();
    void refreshAge();
    void askWord();
    void refreshWord();
    void tick();

    PageContext m_context;
    ScaledLabel* m_title;
    Line m_reviews, m_queue, m_age, m_word;
    QString m_queuePlace;
    std::optional<Endorsements> m_endorsements;  // of the newest block; not read yet: empty
    TaskHandle m_asking;
    QTimer m_timer;
    int m_ticks = 0;
};

}  // namespace meterseal::ui
