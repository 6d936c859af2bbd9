// Figures: the uploader in a few numbers beside the charts.
#pragma once

#include "format/format.h"
#include "meterseal/upload/statistics.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace meterseal::ui {

class Figures : public QWidget {
    Q_OBJECT
public:
    Figures(const Format& format, QWidget* parent);
    // None: the uploader does not run; everything is unknown then.
    void show(const std::optional<UploadSnapshot>& snapshot, std::optional<double> swapsPerSecond);
    void retranslate();

private:
    struct Row {
        QLabel *name, *value;
    };
    const Format& m_format;
    QLabel* m_title;
    std::vector<Row> m_rows;
};

}  // namespace meterseal::ui
