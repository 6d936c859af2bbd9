// TableExport: writes a table's list to a file the person chooses: the columns shown, in their order, all rows of the
// filtered list. Progress and a stop button while it runs; a message at the end that says how many rows.
#pragma once

#include "models/table_model.h"

#include <QObject>

namespace meterseal::ui {

class DataTable;
class ProgressStrip;

class TableExport : public QObject {
    Q_OBJECT
public:
    TableExport(DataTable& table, ProgressStrip& strip);
    // Asks for a file, then writes.
    void ask();
    void write(const QString& file);
    bool running() const { return m_writer != nullptr; }

signals:
    void finished(const QString& file, quint64 rows);
    void failed(const Error& error);

private:
    void next(ExportStep from);
    void end();

    DataTable& m_table;
    ProgressStrip& m_strip;
    QString m_file;
    std::shared_ptr<RowWriter> m_writer;
    std::vector<int> m_columns;
    TaskHandle m_step;
};

}  // namespace meterseal::ui
