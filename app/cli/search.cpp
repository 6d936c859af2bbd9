// search: whatever a person has in hand (height, hash, address, meter number, organisation), found.
#include "cli/output.h"
#include "cli/rows.h"
#include "cli/session.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace meterseal::cli {

namespace {

struct Match {
    std::string kind;  // block, transaction, meter, organisation
    std::string what;  // for people
    std::string command;
    Json row;
};

class Search {
public:
    Search(LedgerReader& reader, const std::string& text) : m_reader(reader), m_text(text) {}

    Status run()
    {
        MS_TRY(asHeight());
        MS_TRY(asHash());
        MS_TRY(asMeter());
        return asOrganisation();
    }
    const std::vector<Match>& matches() const { return m_matches; }
    const std::vector<std::string>& lookedFor() const { return m_lookedFor; }

private:
    // A lookup that found nothing is no error here.
    template <typename T>
    static Result<std::optional<T>> optionally(Result<T> found)
    {
        if (found) {
            return std::optional<T>(std::move(*found));
        }
        if (found.error().code == ErrorCode::NotFound) {
            return std::optional<T>();
        }
        return found.error();
    }

    Status addBlock(Height height)
    {
        MS_ASSIGN(const std::optional<BlockRow> row, optionally(m_reader.blockRow(height)));
        if (row) {
            m_matches.push_back({"block",
                                 fmt::format("block {} of {} with {} transactions", row->height,
                                             formatTimestamp(row->time), row->txCount),
                                 fmt::format("block {}", row->height), toJson(*row)});
        }
        return {};
    }

    Status asHeight()
    {
        Height height = 0;
        const char* const end = m_text.data() + m_text.size();
        const auto parsed = std::from_chars(m_text.data(), end, height);
        if (parsed.ec != std::errc() || parsed.ptr != end) {
            return {};
        }
        m_lookedFor.emplace_back("a block height");
        return addBlock(height);
    }

    Status asHash()
    {
        const auto hash = Hash256::fromHex(m_text);
        if (!hash) {
            return {};
        }
        m_lookedFor.emplace_back("a block hash");
        m_lookedFor.emplace_back("a transaction hash");
        MS_ASSIGN(const std::optional<Height> height, optionally(m_reader.heightOfBlock(*hash)));
        if (height) {
            MS_TRY(addBlock(*height));
        }
        MS_ASSIGN(const std::optional<TxRow> tx, optionally(m_reader.transactionByHash(*hash)));
        if (tx) {
            m_matches.push_back({"transaction",
                                 fmt::format("{} transaction in block {} of {}", toString(tx->type), tx->height,
                                             formatTimestamp(tx->time)),
                                 fmt::format("tx {}", tx->hash.hex()), toJson(*tx)});
        }
        return {};
    }

    Status addMeter(Result<MeterRow> found)
    {
        MS_ASSIGN(const std::optional<MeterRow> row, optionally(std::move(found)));
        if (row) {
            m_matches.push_back({"meter",
                                 fmt::format("meter {} ({}, {}), {} batches", row->entry.mn, row->entry.manufacturer,
                                             stateText(row->entry), row->batches),
                                 fmt::format("meter show {}", row->entry.address), toJson(*row)});
        }
        return {};
    }

    Status asMeter()
    {
        m_lookedFor.emplace_back("a wallet address");
        m_lookedFor.emplace_back("a meter number");
        MS_TRY(addMeter(m_reader.meterByAddress(m_text)));
        return addMeter(m_reader.meterByMn(m_text));
    }

    Status asOrganisation()
    {
        m_lookedFor.emplace_back("an organisation's id, name or public key");
        MS_ASSIGN(const std::vector<Organisation> organisations, m_reader.organisations());
        for (const Organisation& organisation : organisations) {
            if (organisation.id == m_text || organisation.name == m_text || organisation.publicKey.hex() == m_text) {
                m_matches.push_back({"organisation",
                                     fmt::format("{} \"{}\" ({}{})", organisation.id, organisation.name,
                                                 toString(organisation.role), organisation.active ? "" : ", retired"),
                                     fmt::format("txs --organisation {}", organisation.id), toJson(organisation)});
            }
        }
        return {};
    }

    LedgerReader& m_reader;
    const std::string& m_text;
    std::vector<Match> m_matches;
    std::vector<std::string> m_lookedFor;
};

Result<Outcome> runSearch(const Context& context, const std::string& text)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    Search search(reader, text);
    MS_TRY(search.run());
    if (search.matches().empty()) {
        return makeError(ErrorCode::NotFound, "search.nothing",
                         fmt::format("Nothing on this ledger fits \"{}\". It was looked for as {}.", text,
                                     fmt::join(search.lookedFor(), ", ")));
    }
    if (context.json) {
        Json rows = Json::array();
        for (const Match& match : search.matches()) {
            rows.push_back(Json{{"kind", match.kind}, {"row", match.row}});
        }
        printJson(Json{{"rows", std::move(rows)}});
        return Outcome::Done;
    }
    for (const Match& match : search.matches()) {
        printLine(printable(match.what));
        printLine("    meterseal-cli " + printable(match.command));
    }
    return Outcome::Done;
}

}  // namespace

void addSearch(CLI::App& app, Context& context)
{
    CLI::App* verb =
        addVerb(app, "search", "Find a height, block hash, transaction hash, address, meter number or organisation",
                "  meterseal-cli search 401461713227\n"
                "  meterseal-cli search 3de0fcdd71995dd9b05cd82f27efbf161668eb192656d219e015fceafa3f290d");
    const auto text = std::make_shared<std::string>();
    verb->add_option("ANYTHING", *text, "What to look for")->required();
    onRun(verb, context, [&context, text] { return runSearch(context, *text); });
}

}  // namespace meterseal::cli
