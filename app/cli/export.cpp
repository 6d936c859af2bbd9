// export txs | blocks | meters | batches: everything, uncapped, as CSV or JSON Lines, oldest first.
#include "cli/output.h"
#include "cli/paging.h"
#include "cli/progress.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/table_file.h"
#include "cli/verbs.h"
#include "meterseal/evidence/tiles.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

constexpr std::size_t kPageRows = 1000;

struct ExportOptions {
    std::string format, output;
    bool replace = false;
    TxFilterOptions txFilter;
    MeterFilterOptions meterFilter;
    TimeRangeOptions blockRange;
};

// Copies page after page; `fetch(cursor)` gives one, `keyOf` its next cursor, `write` one row.
template <typename Key, typename Fetch, typename KeyOf, typename Write>
Status copyPages(const Context& context, Fetch fetch, KeyOf keyOf, Write write)
{
    Progress progress(context);
    std::optional<Key> cursor;
    std::uint64_t done = 0;
    bool more = true;
    while (more) {
        MS_ASSIGN(const auto page, fetch(cursor));
        for (const auto& row : page.rows) {
            MS_TRY(write(row));
            cursor = keyOf(row);
            ++done;
        }
        progress.show("rows", done, 0);
        more = page.more && !page.rows.empty();
    }
    return {};
}

Status exportTxs(const Context& context, const ExportOptions& options, LedgerReader& reader, TableFile& out)
{
    MS_ASSIGN(const TxFilter filter, toFilter(options.txFilter, reader));
    MS_TRY(out.columns(toJson(TxRow{})));
    return copyPages<std::uint64_t>(
        context, [&](auto cursor) { return reader.transactions(filter, cursor, Direction::Newer, kPageRows); },
        [](const TxRow& row) { return row.seq; }, [&](const TxRow& row) { return out.row(toJson(row)); });
}

Json batchToJson(const TxRow& row, const ConvertBody& batch)
{
    return Json{{"seq", row.seq},
                {"txHash", row.hash.hex()},
                {"height", row.height},
                {"time", formatTimestamp(row.time)},
                {"mn", row.mn},
                {"address", batch.address},
                {"start", formatTimestamp(batch.start)},
                {"end", formatTimestamp(batch.end)},
                {"count", batch.count},
                {"root", batch.root.hex()},
                {"prev", batch.prev.hex()}};
}

Status exportBatches(const Context& context, const ExportOptions& options, LedgerReader& reader, TableFile& out)
{
    MS_ASSIGN(TxFilter filter, toFilter(options.txFilter, reader));
    filter.type = TxType::Convert;
    const auto write = [&](const TxRow& row) -> Status {
        MS_ASSIGN(const Bytes wire, reader.wire(row.seq));
        MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
        const auto* batch = std::get_if<ConvertBody>(&tx.header.body);
        if (batch == nullptr) {
            return makeError(ErrorCode::Damaged, "export.not-a-batch",
                             fmt::format("Transaction {} is listed as a batch and is none. Run fsck.", row.seq));
        }
        return out.row(batchToJson(row, *batch));
    };
    MS_TRY(out.columns(batchToJson(TxRow{}, ConvertBody{})));
    return copyPages<std::uint64_t>(
        context, [&](auto cursor) { return reader.transactions(filter, cursor, Direction::Newer, kPageRows); },
        [](const TxRow& row) { return row.seq; }, write);
}

Status exportBlocks(const Context& context, const ExportOptions& options, LedgerReader& reader, TableFile& out)
{
    BlockFilter filter;
    MS_ASSIGN(filter.from, options.blockRange.parsedFrom());
    MS_ASSIGN(filter.to, options.blockRange.parsedTo());
    MS_TRY(out.columns(toJson(BlockRow{})));
    return copyPages<Height>(
        context, [&](auto cursor) { return reader.blocks(filter, cursor, Direction::Newer, kPageRows); },
        [](const BlockRow& row) { return row.height; }, [&](const BlockRow& row) { return out.row(toJson(row)); });
}

Status exportMeters(const Context& context, const ExportOptions& options, LedgerReader& reader, TableFile& out)
{
    MS_ASSIGN(const MeterFilter filter, toFilter(options.meterFilter));
    MS_TRY(out.columns(toJson(MeterRow{})));
    return copyPages<std::uint32_t>(
        context, [&](auto cursor) { return reader.meters(filter, cursor, Direction::Newer, kPageRows); },
        [](const MeterRow& row) { return row.entry.id; }, [&](const MeterRow& row) { return out.row(toJson(row)); });
}

using Exporter = Status (*)(const Context&, const ExportOptions&, LedgerReader&, TableFile&);

Result<Outcome> runExport(const Context& context, const ExportOptions& options, Exporter exporter)
{
    // --json asks for JSON, here as everywhere.
    MS_ASSIGN(const TableFormat format,
              parseTableFormat(options.format.empty() && context.json ? "jsonl" : options.format, options.output));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const std::unique_ptr<TableFile> out, TableFile::open(options.output, format, options.replace));
    MS_TRY(exporter(context, options, reader, *out));
    MS_TRY(out->close());
    if (!options.output.empty()) {
        note(fmt::format("{} rows: {}", out->count(), options.output));
    }
    return Outcome::Done;
}

std::shared_ptr<ExportOptions> addExporter(CLI::App& group, Context& context, const std::string& name,
                                           const std::string& description, Exporter exporter, CLI::App*& verb)
{
    verb = addVerb(group, name, description,
                   fmt::format("  meterseal-cli export {0} --output {0}.csv\n"
                               "  meterseal-cli export {0} --format jsonl > {0}.jsonl",
                               name));
    auto options = std::make_shared<ExportOptions>();
    verb->add_option("--format", options->format, "csv (UTF-8 with BOM) or jsonl (default: told by the file's name)")
        ->type_name("FORMAT");
    verb->add_option("-o,--output", options->output, "Write to this file (default: standard output)")
        ->type_name("FILE");
    verb->add_flag("--force", options->replace, "Replace the file");
    onRun(verb, context, [&context, options, exporter] { return runExport(context, *options, exporter); });
    return options;
}

Result<Outcome> runTiles(const Context& context, const std::string& folder)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const TilesExport written, exportTiles(reader, folder));
    if (context.json) {
        printJson(Json{{"folder", folder},
                       {"size", written.size},
                       {"tiles", written.written},
                       {"blocksFrom", written.blocksFrom},
                       {"blocksTo", written.blocksTo}});
    } else {
        printLine(fmt::format("{}: a log of {} entries, {} tiles and {} blocks written.", printable(folder),
                              written.size, written.written, written.blocksTo + 1 - written.blocksFrom));
    }
    return Outcome::Done;
}

void addTiles(CLI::App& group, Context& context)
{
    CLI::App* verb = addVerb(group, "tiles", "The log as static files that tools of others check (C2SP tlog-tiles)",
                             "  meterseal-cli export tiles /srv/www/log");
    const auto folder = std::make_shared<std::string>();
    verb->add_option("DIR", *folder, "A folder; what is new is added to an earlier export")->required();
    onRun(verb, context, [&context, folder] { return runTiles(context, *folder); });
}

}  // namespace

void addExport(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "export", "Export whole lists as CSV or JSON Lines",
                               "  meterseal-cli export meters --output meters.csv");
    CLI::App* verb = nullptr;
    const auto txs = addExporter(*group, context, "txs", "Transactions", exportTxs, verb);
    addTxFilterOptions(verb, txs->txFilter);
    const auto blocks = addExporter(*group, context, "blocks", "Blocks", exportBlocks, verb);
    addTimeRangeOptions(verb, blocks->blockRange, "block time");
    const auto meters = addExporter(*group, context, "meters", "Meters", exportMeters, verb);
    addMeterFilterOptions(verb, meters->meterFilter);
    const auto batches =
        addExporter(*group, context, "batches", "Batches of records with their roots and links", exportBatches, verb);
    addTxFilterOptions(verb, batches->txFilter);
    addTiles(*group, context);
}

}  // namespace meterseal::cli
