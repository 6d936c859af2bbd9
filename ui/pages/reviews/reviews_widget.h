// Places: "" the list, "<id>" with one registration (by its number on the ledger) beside it.
#pragma once

#include "dialogs/bulk_dialog.h"
#include "shell/page.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;

namespace meterseal::ui {

class DataTable;
class EmptyState;
class ReviewModel;
class ReviewView;

class ReviewsWidget : public PageWidget {
    Q_OBJECT
public:
    ReviewsWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;
    QString windowTitleNow() const override;

private:
    void showOne(const QString& place);
    void showNext();
    void decideMany(BulkKind kind);
    void retranslate();

    PageContext m_context;
    QLabel* m_title;
    QSplitter* m_splitter;
    QComboBox* m_state;
    ReviewModel* m_model;
    DataTable* m_table;
    ReviewView* m_view;
    EmptyState* m_none;
    QPushButton *m_approveMany, *m_rejectMany;
};

}  // namespace meterseal::ui
