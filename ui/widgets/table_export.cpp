#include "widgets/table_export.h"

#include "widgets/banner.h"
#include "widgets/data_table.h"

#include <QFileDialog>
#include <QHeaderView>

namespace meterseal::ui {

TableExport::TableExport(DataTable& table, ProgressStrip& strip) : QObject(&table), m_table(table), m_strip(strip)
{
    connect(&strip, &ProgressStrip::stopRequested, this, [this] {
        end();
        emit failed(makeError(ErrorCode::Cancelled, "export.stopped",
                              "The export was stopped. Nothing was left behind; export again when you like."));
    });
}

void TableExport::ask()
{
    auto* dialog = new QFileDialog(&m_table, tr("Export what is shown"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Spreadsheet, CSV (*.csv)"), tr("JSON Lines (*.jsonl)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(m_table.objectName() + QStringLiteral(".csv"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String("jsonl")) ? QStringLiteral("jsonl")
                                                                         : QStringLiteral("csv"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &TableExport::write);
    dialog->open();
}

void TableExport::write(const QString& file)
{
    if (running()) {
        return;
    }
    m_file = file;
    m_columns.clear();
    std::vector<std::string> titles, ids;
    const QHeaderView* const header = m_table.view()->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (!header->isSectionHidden(logical)) {
            m_columns.push_back(logical);
            titles.push_back(
                m_table.model()->headerData(logical, Qt::Horizontal, Qt::DisplayRole).toString().toStdString());
            ids.emplace_back(m_table.model()->column(logical).id);
        }
    }
    const RowFormat format =
        file.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive) ? RowFormat::JsonLines : RowFormat::Csv;
    auto writer = RowWriter::create(file.toStdString(), format, std::move(titles), std::move(ids));
    if (!writer) {
        emit failed(writer.error());
        return;
    }
    m_writer = *writer;
    m_strip.start(tr("Exporting…"));
    next({});
}

void TableExport::next(ExportStep from)
{
    m_step = m_table.model()->exportRows(this, m_writer, m_columns, from, [this](Result<ExportStep> step) {
        if (!m_writer) {
            return;  // stopped meanwhile
        }
        if (!step) {
            end();
            emit failed(step.error());
            return;
        }
        const Format& format = m_table.model()->format();
        m_strip.setProgress(step->rows, m_table.model()->knownTotal().value_or(0),
                            tr("%1 rows written").arg(format.number(step->rows)));
        if (step->more) {
            next(*step);
            return;
        }
        const Status finished = m_writer->finish();
        const quint64 rows = step->rows;
        end();
        if (finished.ok()) {
            emit this->finished(m_file, rows);
        } else {
            emit failed(finished.error());
        }
    });
}

void TableExport::end()
{
    m_step.cancel();
    m_writer.reset();
    m_strip.finish();
}

}  // namespace meterseal::ui
