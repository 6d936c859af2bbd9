#include "pages/verify/report.h"

#include "bridge/row_writer.h"
#include "pages/verify/report_pdf.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct ReportTexts {
    Q_DECLARE_TR_FUNCTIONS(Report)
};

// A row of its own, so that whoever has the table alone reads it too.
std::vector<std::string> scopeRow(const std::vector<std::string>& ids, const VerifySummary& summary)
{
    std::vector<std::string> cells;
    for (const std::string& id : ids) {
        cells.push_back(id == "verdict"         ? "SCOPE"
                        : id == "reason"        ? "scope." + std::string(toString(summary.scope.coverage))
                        : id == "reasonInWords" ? describe(summary)
                                                : std::string());
    }
    return cells;
}

}  // namespace

Report reportOf(const FileVerificationRequest& request, const CheckState& state, const Format& format)
{
    const VerifySummary& summary = state.summary();
    Report report;
    report.title = ReportTexts::tr("Verification report");
    report.scopeTitle = ReportTexts::tr("What the verdict speaks of");
    report.notCheckedTitle = ReportTexts::tr("What was not checked");
    report.factsTitle = ReportTexts::tr("What was compared");
    report.findingsTitle = ReportTexts::tr("Findings");
    report.meaning = ReportTexts::tr(
        "The report shows whether these records are the ones that were anchored, and when. It does not show "
        "that a meter measured correctly. Anybody with the file and a copy of the ledger can check "
        "it again.");
    report.words = wordsOf(summary, format);
    const auto fact = [&report](const QString& name, const QString& value) { report.facts.emplace_back(name, value); };
    fact(ReportTexts::tr("File"), text(request.file.filename().string()));
    fact(ReportTexts::tr("File SHA-256"), text(state.result.sha256.hex()));
    fact(ReportTexts::tr("File size"), ReportTexts::tr("%1 bytes").arg(format.number(state.result.bytes)));
    fact(ReportTexts::tr("Read by the profile"), text(request.profile.name));
    fact(ReportTexts::tr("What the file should hold"), coverageInWords(summary.scope));
    fact(ReportTexts::tr("Ledger fingerprint"), text(state.result.fingerprint.hex()));
    fact(ReportTexts::tr("Ledger head"),
         state.result.headHash ? ReportTexts::tr("block %1, sealed %2")
                                     .arg(format.number(state.result.height), Format::isoTime(state.result.headTime))
                               : ReportTexts::tr("no block yet"));
    fact(ReportTexts::tr("Head block hash"), state.result.headHash ? text(state.result.headHash->hex()) : QString());
    fact(ReportTexts::tr("Rows read"), format.number(summary.rows));
    fact(ReportTexts::tr("Exact duplicates"), format.number(summary.duplicates));
    fact(ReportTexts::tr("Meters"), format.number(summary.meters));
    fact(ReportTexts::tr("Batches checked"), format.number(summary.batchesChecked));
    fact(ReportTexts::tr("Checked"),
         ReportTexts::tr("%1 to %2").arg(Format::isoTime(state.result.began), Format::isoTime(state.result.ended)));
    for (std::size_t category = 0; category < kCategoryCount; ++category) {
        report.categories[category] = categoryName(category);
        report.findings += state.found[category];
    }
    report.reasons = reasonsInWords();
    report.line = ReportTexts::tr("line %1");
    report.leaf = ReportTexts::tr("leaf index %1");
    report.block = ReportTexts::tr("block %1");
    report.page = ReportTexts::tr("page %1");
    report.more = ReportTexts::tr(
        "The first %1 of %2 findings are listed here. All of them are in the report as CSV or JSON Lines.");
    for (const Column<FindingRow>& column : findingColumns()) {
        report.titles.push_back(QCoreApplication::translate("Columns", column.title).toStdString());
        report.ids.emplace_back(column.id);
    }
    report.scopeRow = scopeRow(report.ids, summary);
    report.locale = format.locale();
    return report;
}

namespace report {

namespace {

Result<std::uint64_t> writeRows(const std::filesystem::path& file, RowFormat form, const Report& report,
                                const FindingSpill& spill, const std::stop_token& stop)
{
    MS_ASSIGN(const auto writer, RowWriter::create(file, form, report.titles, report.ids));
    std::uint64_t offset = 0;
    std::uint64_t rows = 0;
    std::vector<std::string> cells;
    while (true) {
        MS_ASSIGN(const bool any, spill.read(offset, cells));
        if (!any) {
            break;
        }
        if (stop.stop_requested()) {
            return makeError(ErrorCode::Cancelled, "export.stopped",
                             "The report was stopped. Nothing was left behind; write it again when you like.");
        }
        MS_TRY(writer->row(cells));
        ++rows;
    }
    MS_TRY(writer->row(report.scopeRow));
    MS_TRY(writer->finish());
    return rows;
}

}  // namespace

Result<std::uint64_t> write(const std::filesystem::path& file, const Report& report, const FindingSpill& spill,
                            std::stop_token stop)
{
    const QString ending = text(file.extension().string()).toLower();
    if (ending == QLatin1String(".csv")) {
        return writeRows(file, RowFormat::Csv, report, spill, stop);
    }
    if (ending == QLatin1String(".jsonl")) {
        return writeRows(file, RowFormat::JsonLines, report, spill, stop);
    }
    return writePdf(file, report, spill, stop);
}

}  // namespace report
}  // namespace meterseal::ui
