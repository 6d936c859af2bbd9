// The proof that a transaction stands in the ledger's log, made when asked for, checked here and copied as the document
// that `meterseal-cli proof` prints and `meterseal-cli proof --check` takes. Test names: makeProof, copyProof,
// proofResult, proofText.
#pragma once

#include "meterseal/verify/log_proof.h"
#include "shell/page.h"

class QPlainTextEdit;
class QPushButton;

namespace meterseal::ui {

class Banner;
class ScaledLabel;
class ToneLabel;

class ProofPanel : public QWidget {
    Q_OBJECT
public:
    ProofPanel(const PageContext& context, QWidget* parent);
    void setTransaction(const Hash256& hash);

private:
    void make();
    void refresh();

    PageContext m_context;
    Hash256 m_hash;
    struct Made {
        std::string document;
        ProofCheck check;
    };
    std::optional<Made> m_proof;
    ScaledLabel *m_title, *m_what;
    QPushButton *m_make, *m_copy;
    ToneLabel* m_result;
    Banner* m_banner;
    QPlainTextEdit* m_text;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
