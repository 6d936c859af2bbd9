#pragma once

#include "shell/page.h"

class QGridLayout;
class QLabel;

namespace meterseal::ui {

class DataTable;
class BlocksModel;
class ToneLabel;

class OverviewWidget : public PageWidget {
    Q_OBJECT
public:
    OverviewWidget(const PageContext& context, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Tile {
        QLabel *name, *figure, *note;
    };
    Tile makeTile(const char* objectName, QGridLayout* grid, int row, int column);
    void refresh();
    void retranslate();

    PageContext m_context;
    QLabel *m_title, *m_latest;
    Tile m_height, m_transactions, m_records, m_meters, m_active, m_waiting;
    DataTable* m_blocks;
};

}  // namespace meterseal::ui
