#include "widgets/chart_data.h"

#include "format/format.h"

#include <QLocale>

#include <cmath>
#include <limits>

namespace meterseal::ui {

double ChartData::value(std::size_t row, std::size_t column) const
{
    return row < values[column].size() ? values[column][row] : std::numeric_limits<double>::quiet_NaN();
}

QByteArray csvOf(const ChartData& data)
{
    const auto quoted = [](QString text) { return u'"' + text.replace(u'"', QLatin1String("\"\"")) + u'"'; };
    QString csv(QChar(0xfeff));
    for (qsizetype i = 0; i < data.titles.size(); ++i) {
        csv += (i > 0 ? QStringLiteral(",") : QString()) + quoted(data.titles[i]);
    }
    csv += QLatin1String("\r\n");
    for (std::size_t row = 0; row < data.rows(); ++row) {
        csv += data.times.empty() ? quoted(data.names[static_cast<qsizetype>(row)])
                                  : Format::isoTime(Timestamp{data.times[row]});
        for (std::size_t column = 0; column < data.values.size(); ++column) {
            const double value = data.value(row, column);
            csv += u',';
            csv += std::isnan(value) ? QString() : QString::number(value, 'g', QLocale::FloatingPointShortest);
        }
        csv += QLatin1String("\r\n");
    }
    return csv.toUtf8();
}

}  // namespace meterseal::ui
