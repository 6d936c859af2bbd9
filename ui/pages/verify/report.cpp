#include "pages/verify/report.h"

#include "bridge/row_writer.h"
#include "pages/verify/report_pdf.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct ReportTexts {
    Q_DECLARE_TR_FUNCTIONS(Report)
};

QString rangeInWords(const CheckRequest& request)
{
    if (!request.from && !request.to) {
        return ReportTexts::tr("per meter, from its first to its last record in the file");
    }
    const auto end = [](const std::optional<Timestamp>& time, const QString& otherwise) {
        return time ? Format::isoTime(*time) : otherwise;
    };
    return ReportTexts::tr("%1 to %2")
        .arg(end(request.from, ReportTexts::tr("first record")), end(request.to, ReportTexts::tr("last record")));
}

}  // namespace

Report reportOf(const CheckRequest& request, const CheckState& state, const Format& format)
{
    const VerifySummary& summary = state.summary();
    Report report;
    report.title = ReportTexts::tr("Verification report");
    report.notCheckedTitle = ReportTexts::tr("What was not checked");
    report.factsTitle = ReportTexts::tr("What was compared");
    report.findingsTitle = ReportTexts::tr("Findings");
    report.meaning = ReportTexts::tr(
        "The report shows whether these records are the ones that were anchored, and when. It does not show "
        "that a meter measured correctly. Anybody with the file and a copy of the ledger can check "
        "it again.");
    report.words = wordsOf(summary, request.extract, format);
    const auto fact = [&report](const QString& name, const QString& value) { report.facts.emplace_back(name, value); };
    fact(ReportTexts::tr("File"), text(request.file.filename().string()));
    fact(ReportTexts::tr("File SHA-256"), text(state.fileSha256.hex()));
    fact(ReportTexts::tr("File size"), ReportTexts::tr("%1 bytes").arg(format.number(state.fileBytes)));
    fact(ReportTexts::tr("Read by the profile"), text(request.profile.name));
    fact(ReportTexts::tr("Time covered"), rangeInWords(request));
    fact(ReportTexts::tr("Ledger fingerprint"), text(state.fingerprint.hex()));
    fact(ReportTexts::tr("Ledger head"),
         state.headHash
             ? ReportTexts::tr("block %1, sealed %2").arg(format.number(state.height), Format::isoTime(state.headTime))
             : ReportTexts::tr("no block yet"));
    fact(ReportTexts::tr("Head block hash"), state.headHash ? text(state.headHash->hex()) : QString());
    fact(ReportTexts::tr("Rows read"), format.number(summary.rows));
    fact(ReportTexts::tr("Exact duplicates"), format.number(summary.duplicates));
    fact(ReportTexts::tr("Meters"), format.number(summary.meters));
    fact(ReportTexts::tr("Batches checked"), format.number(summary.batchesChecked));
    fact(ReportTexts::tr("Checked"),
         ReportTexts::tr("%1 to %2").arg(Format::isoTime(state.began), Format::isoTime(state.ended)));
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
