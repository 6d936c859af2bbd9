#pragma once

#include "shell/page.h"

class QGridLayout;
class QPushButton;
class QLabel;

namespace meterseal::ui {

class ActivityPanel;
class Attention;
class Banner;
class DataTable;
class EmptyState;

class OverviewWidget : public PageWidget {
    Q_OBJECT
public:
    OverviewWidget(const PageContext& context, QWidget* parent);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Tile {
        QWidget* card;
        QLabel *name, *figure, *note;
    };
    Tile makeTile(const char* objectName);
    void build();
    void placeTiles();  // in one row, or in two where the text is large or the window narrow
    void refresh();
    void refreshHint();
    QString sampleFile() const;
    void retranslate();

    PageContext m_context;
    QLabel *m_title, *m_latest;
    Banner* m_hint;
    QGridLayout* m_tiles;
    Tile m_height, m_transactions, m_records, m_meters, m_active, m_waiting;
    Attention* m_attention;
    ActivityPanel* m_activity;
    DataTable* m_blocks;
    QWidget* m_filled;
    EmptyState* m_empty;
    QPushButton *m_verify, *m_upload;
};

}  // namespace meterseal::ui
