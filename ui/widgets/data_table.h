// DataTable: one table for every list: filters above (the page's own), rows below, an honest count, column chooser,
// copying, export of exactly what is shown, remembered columns, and a "new rows" pill that leaves the reader in peace.
//
// Keys: Enter opens the row, Ctrl+C copies the rows, Ctrl+Shift+C the cell, Ctrl+A selects all, F5 reloads, Ctrl+E
// exports, Ctrl+F goes to the filter.
// Columns are remembered under the object name. Test names: tableView, tablePill, tableCount, tableColumns,
// tableExport, tableBanner, tableEmpty,
// tableMessage.
#pragma once

#include "models/table_model.h"
#include "widgets/banner.h"

#include <QTableView>
#include <QTimer>

class QHBoxLayout;
class QLabel;
class QMenu;
class QStackedWidget;

namespace meterseal::ui {

class TableExport;

class DataTable : public QWidget {
    Q_OBJECT
public:
    static constexpr int kMostSelected = 6000;  // by Ctrl+A; what a model keeps in memory
    // `name` is the object name and the key of the remembered layout. Owns the model.
    DataTable(const QString& name, TableModel* model, QWidget* parent = nullptr);
    ~DataTable() override;

    TableModel* model() const { return m_model; }
    QTableView* view() const { return m_view; }
    // Widgets of the page's filter, left of the count.
    void addFilter(QWidget* widget);
    // What a screen reader calls the rows, in the current language.
    void setTitle(const QString& title);
    // What the table says where nothing is to be shown.
    void setEmptyText(const QString& iconName, const QString& title, const QString& detail);
    // As if the column's header had been clicked; nothing where the list cannot be sorted by it.
    void sortBy(int column, Qt::SortOrder order);
    // Selects and shows a row by key; false where it is not in the table now.
    bool showKey(quint64 key);
    std::optional<quint64> currentKey() const;
    // Keys of all selected rows, from top to bottom. Ctrl+A selects what the list holds, also what was not read yet, up
    // to kMostSelected.
    std::vector<quint64> selectedKeys() const;
    // Something to do with several rows: stands in a bar under the table while more than one is selected.
    void addBulkAction(QWidget* action);
    TableExport* exporter() const { return m_exporter; }
    QString rowAsText(int row) const;  // columns shown, tab between
    // It takes what room there is. Without this each layout around it asks its wrapping messages for their height by
    // width, many times over.
    bool hasHeightForWidth() const override { return false; }

signals:
    void activated(const QString& place);       // Enter or double click
    void currentChanged(const QString& place);  // the selection moved; empty: none
    void openInWindow(const QString& place);
    void sorted(Qt::SortOrder order);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    // Where a row leads; a row without a place leads nowhere.
    void tell(const QModelIndex& index, void (DataTable::*signal)(const QString&));
    void selectAll();
    void refreshBulk();
    void refresh();
    void findKept();
    void retranslate();
    void saveColumns();
    void showColumnMenu(const QPoint& where);
    void showRowMenu(const QPoint& where);
    void copyCell();
    void copyRow();
    QString countText() const;
    void addActions();

    TableModel* m_model;
    QTableView* m_view;
    QHBoxLayout* m_bar;
    QLabel* m_count;
    QToolButton *m_columns, *m_export, *m_reload;
    QPushButton* m_pill;
    Banner *m_banner, *m_told;  // the model's trouble; what an export says
    ProgressStrip* m_progress;
    TableExport* m_exporter;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    QAction *m_copyCell, *m_copyRow, *m_openRow, *m_openWindow;
    QTimer m_save;
    std::optional<quint64> m_keptKey;
    QWidget* m_bulk = nullptr;  // the bar under the table
    QLabel* m_selected = nullptr;
    QToolButton* m_copyRows = nullptr;
    bool m_selectingAll = false;
    int m_keptRow = 0;
    int m_fontHeight = 1;
    QString m_emptyIcon = QStringLiteral("empty"), m_emptyTitle, m_emptyDetail;
};

}  // namespace meterseal::ui
