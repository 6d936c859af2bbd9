// Asked above the page when a ledger is opened to be inspected whose fingerprint this person has not compared yet: what
// everything shown then rests on. Answered once for each ledger. A compared ledger of the same name with another
// fingerprint is a warning.
//
// Test names: fingerprintQuestion, fingerprintTitle, fingerprintCompared, fingerprintLater.
#pragma once

#include "shell/page.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace meterseal::ui {

class HashLabel;
class IconLabel;

class FingerprintQuestion : public QFrame {
    Q_OBJECT
public:
    FingerprintQuestion(const PageContext& context, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void ask();
    void compared();
    void refresh();
    bool differs() const;

    PageContext m_context;
    QString m_fingerprint, m_chain;  // of what is asked about; empty: nothing is
    IconLabel* m_symbol;
    QLabel *m_title, *m_detail, *m_words;
    HashLabel* m_hash;
    QPushButton *m_compared, *m_later;
};

}  // namespace meterseal::ui
