// What needs a person: meters that wait for review, records that wait to be anchored, how old the newest block is. Each
// is said in words with its shape, and leads to where something can be done about it.
// Test names: attentionReviews, attentionQueue, attentionAge, each with a button "<name>Go".
#pragma once

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

    PageContext m_context;
    ScaledLabel* m_title;
    Line m_reviews, m_queue, m_age;
    QString m_queuePlace;
    QTimer m_timer;
};

}  // namespace meterseal::ui
