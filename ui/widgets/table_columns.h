// How a table's columns are laid out: as remembered under its name, else as the model describes them.
#pragma once

#include "models/table_model.h"

class QTableView;

namespace meterseal::ui {

// True where a remembered layout was found and used.
bool restoreColumns(QTableView& view, const TableModel& model, const QString& name);
void saveColumns(const QTableView& view, const TableModel& model, const QString& name);

}  // namespace meterseal::ui
