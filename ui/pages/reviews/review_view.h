// One registration under review: verdict of the checks first, then the dossier field by field, the derivation of the
// address step by step, the decisions so far, and approve or reject for the organisations whose keys are here.
//
// Test names: reviewView, reviewVerdict, approve, reject, nextReview, whyNoDecision, reviewNote.
#pragma once

#include "dialogs/decision_dialog.h"
#include "dialogs/review_data.h"
#include "shell/page.h"

class QLabel;
class QPushButton;

namespace meterseal::ui {

class Banner;
class Facts;
class ToneLabel;

class ReviewView : public QWidget {
    Q_OBJECT
public:
    ReviewView(const PageContext& context, QWidget* parent);
    void showRegistration(std::uint32_t id);
    std::uint32_t id() const { return m_id; }
    QString title() const;

signals:
    void decided();
    void nextWanted();

private:
    void build();
    void load();
    void refresh();
    void refreshActions();
    void fillDossier();
    void fillDerivation();
    void fillDecisions();
    void decide(bool approve);

    PageContext m_context;
    std::uint32_t m_id = 0;
    std::optional<ReviewData> m_data;
    QLabel *m_title, *m_derivationTitle, *m_decisionsTitle, *m_why;
    ToneLabel* m_verdict;
    QPushButton *m_approve, *m_reject, *m_next;
    Banner *m_banner, *m_note;
    Facts *m_dossier, *m_derivation, *m_decisions;
    TaskHandle m_request, m_signers;
};

}  // namespace meterseal::ui
