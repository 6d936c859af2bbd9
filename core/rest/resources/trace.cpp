// A meter's batches, newest first, with links=check followed back along `prev`, believing no index; and its anchored
// records one by one.
#include "meterseal/verify/trace.h"
#include "rest/backend.h"

#include <fmt/format.h>

namespace meterseal::rest {

namespace {

Result<Answer> followLinks(LedgerReader& reader, const MeterRow& meter, const Call& call, std::size_t limit)
{
    Hash256 next = meter.entry.lastConvert;
    if (const auto after = call.queryOf("after")) {
        const auto hash = Hash256::fromHex(*after);
        if (!hash || call.queryOf("before")) {
            return makeError(ErrorCode::InvalidArgument, "paging.cursor",
                             "With links=check the cursor is `next` of the page before, a transaction's hash.");
        }
        next = *hash;
    }
    Json rows = Json::array();
    Json fault;
    while (!next.isZero() && rows.size() < limit) {
        const auto link = followLink(reader, next, meter.entry.address);
        if (!link && !link.error().reason.starts_with("trace.")) {
            return link.error();
        }
        if (!link) {
            fault = meterseal::toJson(link.error());
            break;
        }
        Json row = meterseal::toJson(link->row);
        row["root"] = link->root.hex();
        row["prev"] = link->prev.hex();
        rows.push_back(std::move(row));
        next = link->prev;
    }
    const bool more = fault.is_null() && !next.isZero();
    return jsonAnswer(200, Json{{"rows", std::move(rows)},
                                {"more", more},
                                {"next", more ? Json(next.hex()) : Json()},
                                {"fault", std::move(fault)}});
}

// One line a record, in the order they were anchored. The ledger keeps what a record hashes to and not its values.
void writeLeaves(Backend& backend, const std::vector<BatchRow>& batches, AnswerWriter& out)
{
    std::uint64_t count = 0;
    const auto write = [&]() -> Status {
        MS_ASSIGN(auto reader, backend.reader());
        for (const BatchRow& batch : batches) {
            MS_ASSIGN(const TxRow row, reader->transaction(batch.seq));
            MS_ASSIGN(const Bytes wire, reader->wire(batch.seq));
            MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
            std::string lines;
            for (std::size_t i = 0; i < tx.leaves.size(); ++i) {
                lines += fmt::format(R"({{"tx":"{}","leafIndex":{},"leaf":"{}","height":{},"anchoredAt":"{}"}})"
                                     "\n",
                                     row.hash.hex(), i, tx.leaves[i].hex(), row.height, formatTimestamp(row.time));
            }
            count += tx.leaves.size();
            MS_TRY(out.write(lines));
            if (out.stopping()) {
                return makeError(ErrorCode::Unavailable, "server.stopping", "The service ends.");
            }
        }
        return {};
    };
    const Status written = write();
    const Json last = written.ok() ? Json{{"end", Json{{"records", count}, {"batches", batches.size()}}}}
                                   : Json{{"error", meterseal::toJson(written.error())}};
    static_cast<void>(out.write(last.dump() + "\n"));
}

}  // namespace

Result<Answer> listRecords(Backend& backend, Call& call)
{
    MS_ASSIGN(const auto from, call.time("from"));
    MS_ASSIGN(const auto to, call.time("to"));
    auto pass = backend.streams.enter();
    if (!pass) {
        return pass.error();
    }
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const MeterRow meter, backend.meter(*reader, call.pathOf("meter")));
    MS_ASSIGN(auto batches, reader->batchesOf(meter.entry.id));
    std::erase_if(batches, [&](const BatchRow& b) { return (from && b.end < *from) || (to && b.start > *to); });
    const auto inside = std::make_shared<Gate::Pass>(std::move(*pass));
    Answer answer{200, "application/jsonl"};
    answer.stream = [&backend, batches, inside](AnswerWriter& out) { writeLeaves(backend, batches, out); };
    return answer;
}

Result<Answer> traceMeter(Backend& backend, Call& call)
{
    const auto links = call.queryOf("links");
    if (links && *links != "check") {
        return makeError(ErrorCode::InvalidArgument, "query.value", "links takes one value: check.");
    }
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const MeterRow meter, backend.meter(*reader, call.pathOf("meter")));
    if (links) {
        MS_ASSIGN(const std::uint64_t limit, call.number("limit", 1, 1000, 50));
        return followLinks(*reader, meter, call, limit);
    }
    MS_ASSIGN(const PageRequest page, pageRequest(call));
    TxFilter filter;
    filter.type = TxType::Convert;
    filter.meterId = meter.entry.id;
    MS_ASSIGN(filter.from, call.time("from"));
    MS_ASSIGN(filter.to, call.time("to"));
    MS_ASSIGN(const auto rows, reader->transactions(filter, page.cursor,
                                                    page.backwards ? Direction::Newer : Direction::Older, page.limit));
    Json list = Json::array();
    for (const TxRow& row : rows.rows) {
        list.push_back(meterseal::toJson(row));
    }
    return pageAnswer(std::move(list), rows.more,
                      rows.rows.empty() ? std::nullopt : std::optional(rows.rows.back().seq));
}

}  // namespace meterseal::rest
