// How a table's columns are laid out: as remembered under its name, else as the model describes them.
#pragma once

#include "models/table_model.h"

class QTableView;

namespace meterseal::ui {

// True where a remembered layout was found and used.
bool restoreColumns(QTableView& view, const TableModel& model, const QString& name);
// The text size has changed by this factor: columns and rows go with it.
void scaleColumns(QTableView& view, double by);
void saveColumns(const QTableView& view, const TableModel& model, const QString& name);

}  // namespace meterseal::ui
