// ChartData: the numbers behind a chart as a value: what its table shows and its CSV holds.
//
// Thread-safety: a value and pure functions.
#pragma once

#include <QByteArray>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace meterseal::ui {

struct ChartData {
    QStringList titles;                       // of the first column, then of each of `values`
    std::vector<std::int64_t> times;          // the first column: either times, milliseconds since 1970 ...
    QStringList names;                        // ... or names
    std::vector<std::vector<double>> values;  // by column; NaN: unknown

    std::size_t rows() const { return times.empty() ? static_cast<std::size_t>(names.size()) : times.size(); }
    // NaN where the column is shorter than the first one.
    double value(std::size_t row, std::size_t column) const;
};

// UTF-8 with BOM; times in ISO 8601, numbers with a point and without rounding, unknown is empty.
QByteArray csvOf(const ChartData& data);

}  // namespace meterseal::ui
