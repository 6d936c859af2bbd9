// blocks, block: the blocks of the ledger.
#include "cli/input.h"
#include "cli/output.h"
#include "cli/paging.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "meterseal/chain/endorsement.h"
#include "meterseal/chain/members.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace meterseal::cli {

namespace {

struct BlocksOptions {
    PagingOptions paging;
    TimeRangeOptions range;
};

Result<Outcome> runBlocks(const Context& context, const BlocksOptions& options)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    BlockFilter filter;
    MS_ASSIGN(filter.from, options.range.parsedFrom());
    MS_ASSIGN(filter.to, options.range.parsedTo());
    const PagingOptions& paging = options.paging;
    MS_ASSIGN(const Page<BlockRow> page, reader.blocks(filter, paging.cursor(), paging.direction(), paging.limit));
    const auto next = page.rows.empty() ? std::nullopt : std::optional(page.rows.back().height);
    if (context.json) {
        Json rows = Json::array();
        for (const BlockRow& row : page.rows) {
            rows.push_back(toJson(row));
        }
        printJson(pageToJson(std::move(rows), page.more, next));
        return Outcome::Done;
    }
    Table table = blockTable();
    for (const BlockRow& row : page.rows) {
        addRow(table, row);
    }
    table.print();
    noteMore(paging, page.more, next);
    return Outcome::Done;
}

Result<Height> findHeight(LedgerReader& reader, const std::string& text)
{
    Height height = 0;
    const char* const end = text.data() + text.size();
    if (const auto parsed = std::from_chars(text.data(), end, height);
        parsed.ec == std::errc() && parsed.ptr == end && text.size() < 2 * Hash256::kSize) {
        return height;
    }
    MS_ASSIGN(const Hash256 hash, parseHashOption(text, "BLOCK"));
    return reader.heightOfBlock(hash);
}

struct BlockOptions {
    std::string which;
    std::size_t limit = 20;
};

Result<Page<TxRow>> transactionsOf(LedgerReader& reader, const BlockRow& block, std::size_t limit)
{
    Page<TxRow> page;
    page.more = block.txCount > limit;
    for (std::uint64_t i = 0; i < block.txCount && i < limit; ++i) {
        MS_ASSIGN(TxRow row, reader.transaction(block.firstSeq + i));
        page.rows.push_back(std::move(row));
    }
    return page;
}

Result<Outcome> runBlock(const Context& context, const BlockOptions& options)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const Height height, findHeight(reader, options.which));
    MS_ASSIGN(const SealedBlock block, reader.block(height));
    MS_ASSIGN(const BlockRow row, reader.blockRow(height));
    MS_ASSIGN(const Page<TxRow> page, transactionsOf(reader, row, options.limit));
    MS_ASSIGN(const std::vector<Cosignature> cosignatures, reader.cosignatures(height));
    MS_ASSIGN(const std::vector<Organisation> members, membersAt(reader, height));
    MS_ASSIGN(const Endorsements endorsements, endorsementsOf(reader, height));
    const bool sealHolds = checkSealIn(reader, block).ok();
    const bool undecided = reader.genesis().consortium() && block.seal.bytes.empty();
    if (context.json) {
        Json object = toJson(row);
        object["prevBlock"] = block.header.prevBlock.hex();
        object["checkpoint"] = checkpointNote(block, reader.genesis(), cosignatures);
        object["sealValid"] = undecided ? Json() : Json(sealHolds);
        object["cosignatures"] = cosignaturesToJson(block.header, cosignatures, members);
        object["endorsement"] = describe(endorsements, now());
        object["transactions"] = Json::array();
        for (const TxRow& tx : page.rows) {
            object["transactions"].push_back(toJson(tx));
        }
        object["more"] = page.more;
        printJson(object);
    } else {
        printFields({{"height", fmt::to_string(row.height)},
                     {"hash", row.hash.hex()},
                     {"time", formatTimestamp(row.time)},
                     {"prevBlock", block.header.prevBlock.hex()},
                     {"logSize", fmt::to_string(block.header.logSize)},
                     {"logRoot", block.header.logRoot.hex()},
                     {"sealer", reader.genesis().consortium() ? "a consortium of validators"
                                                              : reader.genesis().sealer.organisation},
                     {"seal", sealHolds   ? "holds"
                              : undecided ? "not decided yet"
                                          : "DOES NOT HOLD"},
                     {"cosigned by", cosignersText(block.header, cosignatures, members)},
                     {"on whose word", describe(endorsements, now())},
                     {"records", fmt::to_string(row.recordCount)},
                     {"bytes", fmt::to_string(row.bytes)},
                     {"transactions", fmt::to_string(row.txCount)}});
        printLine("");
        Table table = txTable();
        for (const TxRow& tx : page.rows) {
            addRow(table, tx);
        }
        table.print();
        if (page.more) {
            note(fmt::format("There is more: meterseal-cli txs --after {}", page.rows.back().seq));
        }
    }
    return sealHolds ? Outcome::Done : Outcome::NotIntact;
}

}  // namespace

void addBlocks(CLI::App& app, Context& context)
{
    CLI::App* blocks = addVerb(app, "blocks", "List blocks, newest first",
                               "  meterseal-cli blocks\n"
                               "  meterseal-cli blocks --from 2026-11-01 --to 2026-11-02 --json\n"
                               "  meterseal-cli blocks --limit 50 --before 1200");
    const auto listOptions = std::make_shared<BlocksOptions>();
    addPagingOptions(blocks, listOptions->paging, "height");
    addTimeRangeOptions(blocks, listOptions->range, "block time");
    onRun(blocks, context, [&context, listOptions] { return runBlocks(context, *listOptions); });

    CLI::App* block = addVerb(app, "block", "Show one block, its seal checked, and its transactions",
                              "  meterseal-cli block 17\n"
                              "  meterseal-cli block 17 --json --limit 10000");
    const auto options = std::make_shared<BlockOptions>();
    block->add_option("BLOCK", options->which, "Height or block hash")->required();
    block->add_option("--limit", options->limit, "Transactions at most")->capture_default_str()->type_name("N");
    onRun(block, context, [&context, options] { return runBlock(context, *options); });
}

}  // namespace meterseal::cli
