// The two halves of a preview beside each other: one list in two tables, which scroll and select together.
#pragma once

#include "pages/upload/preview_models.h"

#include <QSplitter>

class QTableView;

namespace meterseal::ui {

class ScaledLabel;

class PreviewTables : public QSplitter {
    Q_OBJECT
public:
    explicit PreviewTables(const Format& format, QWidget* parent = nullptr);
    // `used`: for each raw column the field it goes to.
    void setPreview(const PreviewPtr& preview, const QStringList& used, int textPercent);

private:
    void pair(QTableView* from, QTableView* to);
    void retranslate();

    RawModel* m_raw;
    ParsedModel* m_parsed;
    QTableView *m_rawTable, *m_parsedTable;
    ScaledLabel *m_rawTitle, *m_parsedTitle;
};

}  // namespace meterseal::ui
