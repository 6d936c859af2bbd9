// One meter: dossier and wallet, its batches along time, its transactions, and what can be done with it.
#pragma once

#include "pages/meters/meter_data.h"
#include "shell/page.h"

class QLabel;
class QTabWidget;

namespace meterseal::ui {

class Banner;
class BatchesPanel;
class DataTable;
class Facts;
class MeterActions;
class MeterSteps;
class QrLabel;
class ToneLabel;
class TransactionsModel;

class MeterView : public QWidget {
    Q_OBJECT
public:
    MeterView(const PageContext& context, QWidget* parent);
    void showMeter(const QString& mn);
    QString title() const;

signals:
    void titleChanged();

private:
    void build();
    QWidget* buildDossier();
    void load();
    void refresh();
    void fillFacts();
    void fillSteps();

    PageContext m_context;
    QString m_mn;
    std::optional<MeterData> m_data;
    std::uint64_t m_seen = 0;  // transactions on the ledger when it was read
    QLabel *m_title, *m_walletTitle, *m_words, *m_wordsNote;
    ToneLabel* m_state;
    MeterActions* m_actions;
    MeterSteps* m_steps;
    Banner *m_banner, *m_note;
    QTabWidget* m_tabs;
    Facts *m_facts, *m_wallet;
    QrLabel* m_qr;
    BatchesPanel* m_batches;
    TransactionsModel* m_model;
    DataTable* m_transactions;
    TaskHandle m_request;
};

}  // namespace meterseal::ui
