// One block: its header decoded and raw, whether its seal holds, and its transactions.
#pragma once

#include "meterseal/chain/endorsement.h"
#include "shell/page.h"

#include <QPageSize>

class QLabel;
class QPushButton;
class QTabWidget;
class QToolButton;

namespace meterseal::ui {

class Banner;
class DataTable;
class Facts;
class RawPanel;
class TransactionsModel;

class BlockView : public QWidget {
    Q_OBJECT
public:
    BlockView(const PageContext& context, QWidget* parent);
    bool hasHeightForWidth() const override { return false; }  // it fills the room it is given
    void showBlock(Height height);
    QString title() const;

signals:
    void titleChanged();

private:
    struct Cosigner {
        Cosignature cosignature;
        CosignatureCheck check = CosignatureCheck::UnknownKey;
    };
    struct Shown {
        BlockRow row;
        SealedBlock block;
        Status seal;
        GenesisSealer sealer;
        std::string note;                 // the signed checkpoint
        std::string sheetEn, sheetZh;     // on paper, in both languages
        std::vector<Cosigner> cosigners;  // of this header
        Endorsements endorsements;        // of this header or a later one
        Height newest = 0;
    };
    void refresh();
    void askSheet();
    void writeSheet(const QString& file, QPageSize::PageSizeId size);
    void addCosigner(const Cosigner& cosigner);

    PageContext m_context;
    Height m_height = 0;
    std::optional<Shown> m_shown;
    QLabel* m_title;
    QToolButton *m_previous, *m_next;
    QPushButton* m_sheet;
    Facts* m_facts;
    Banner* m_banner;
    TransactionsModel* m_model;
    DataTable* m_transactions;
    RawPanel* m_raw;
    QTabWidget* m_tabs;
    TaskHandle m_request, m_printing;
    TaskRunner m_printer{"ms-ui-sheet"};
};

}  // namespace meterseal::ui
