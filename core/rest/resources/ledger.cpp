// The ledger as an explorer and an auditor read it: blocks, transactions, proofs, checkpoints, organisations, search.
#include "meterseal/verify/find.h"
#include "rest/backend.h"

#include <fmt/format.h>

#include <charconv>

namespace meterseal::rest {

namespace {

constexpr const char* kForGood = "public, max-age=31536000, immutable";

Answer lasting(Answer answer)
{
    answer.fields.push_back({"Cache-Control", kForGood});
    return answer;
}

Result<Hash256> hashOf(const std::string& text, std::string_view what)
{
    const auto hash = Hash256::fromHex(text);
    if (!hash) {
        return makeError(ErrorCode::InvalidArgument, "query.value",
                         fmt::format("{} is a hash of 64 lower-case hex digits.", what));
    }
    return hash;
}

Result<SealedBlock> headOf(LedgerReader& reader)
{
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    if (!totals.head) {
        return makeError(ErrorCode::NotFound, "ledger.no-such-block", "The ledger has no block yet.");
    }
    return *totals.head;
}

// "latest", a height, or a block's hash.
Result<SealedBlock> blockOf(LedgerReader& reader, const std::string& text)
{
    if (text == "latest") {
        return headOf(reader);
    }
    Height height = 0;
    if (text.size() == 64) {
        MS_ASSIGN(const Hash256 hash, hashOf(text, "A block"));
        MS_ASSIGN(height, reader.heightOfBlock(hash));
        return reader.block(height);
    }
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), height);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || height > INT64_MAX) {
        return makeError(ErrorCode::InvalidArgument, "query.value", "A block is named by height, hash or `latest`.");
    }
    return reader.block(height);
}

Result<std::string> noteOf(LedgerReader& reader, const SealedBlock& block)
{
    MS_ASSIGN(const std::vector<Cosignature> cosignatures, reader.cosignatures(block.header.height));
    return checkpointNote(block, reader.genesis(), cosignatures);
}

std::optional<Direction> directionOf(const PageRequest& page)
{
    return page.backwards ? Direction::Newer : Direction::Older;
}

}  // namespace

Result<Answer> getLedger(Backend& backend, Call&)
{
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const LedgerTotals totals, reader->totals());
    const Genesis& genesis = reader->genesis();
    Json endorsements = Json::array();
    if (totals.head) {
        MS_ASSIGN(const auto cosignatures, reader->cosignatures(totals.head->header.height));
        MS_ASSIGN(const auto organisations, reader->organisations());
        endorsements = cosignaturesToJson(totals.head->header, cosignatures, organisations);
    }
    Json states = Json::object();
    for (const auto& [state, count] : totals.metersByState) {
        states[std::string(toString(state))] = count;
    }
    return jsonAnswer(200, Json{{"chain", genesis.chain},
                                {"fingerprint", reader->fingerprint().hex()},
                                {"leaves", genesis.leaves == LeafRule::Open ? "open" : "salted"},
                                {"sealer", genesis.sealer.organisation},
                                {"height", totals.height},
                                {"headHash", totals.head ? Json(totals.head->hash.hex()) : Json()},
                                {"headTime", totals.head ? timeToJson(totals.head->header.time) : Json()},
                                {"transactions", totals.transactions},
                                {"records", totals.records},
                                {"meters", totals.meters},
                                {"metersByState", std::move(states)},
                                {"cosignatures", std::move(endorsements)}});
}

Result<Answer> getGenesis(Backend& backend, Call&)
{
    const Workspace& workspace = backend.workspace.workspace();
    Answer answer{200, "application/json", {}, canonicalGenesis(workspace.genesis())};
    answer.fields.push_back({"ETag", fmt::format("\"{}\"", workspace.fingerprint().hex())});
    return lasting(std::move(answer));
}

Result<Answer> listBlocks(Backend& backend, Call& call)
{
    MS_ASSIGN(const PageRequest page, pageRequest(call));
    BlockFilter filter;
    MS_ASSIGN(filter.from, call.time("from"));
    MS_ASSIGN(filter.to, call.time("to"));
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const auto rows, reader->blocks(filter, page.cursor, *directionOf(page), page.limit));
    Json list = Json::array();
    for (const BlockRow& row : rows.rows) {
        list.push_back(meterseal::toJson(row));
    }
    return pageAnswer(std::move(list), rows.more,
                      rows.rows.empty() ? std::nullopt : std::optional<std::uint64_t>(rows.rows.back().height));
}

Result<Answer> getBlock(Backend& backend, Call& call)
{
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const SealedBlock block, blockOf(*reader, call.pathOf("block")));
    MS_ASSIGN(const BlockRow row, reader->blockRow(block.header.height));
    MS_ASSIGN(const std::string note, noteOf(*reader, block));
    Json object = meterseal::toJson(row);
    object["prev"] = block.header.prevBlock.hex();
    object["note"] = note;
    return jsonAnswer(200, object);
}

Result<Answer> getCheckpoint(Backend& backend, Call& call)
{
    MS_ASSIGN(const auto height, call.numberIfGiven("height", INT64_MAX));
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const SealedBlock block, height ? reader->block(*height) : headOf(*reader));
    MS_ASSIGN(std::string note, noteOf(*reader, block));
    return textAnswer(200, std::move(note));
}

Result<Answer> getReplicaNote(Backend& backend, Call& call)
{
    return getCheckpoint(backend, call);
}

Result<Answer> listTransactions(Backend& backend, Call& call)
{
    MS_ASSIGN(const PageRequest page, pageRequest(call));
    MS_ASSIGN(auto reader, backend.reader());
    TxFilter filter;
    MS_ASSIGN(filter.from, call.time("from"));
    MS_ASSIGN(filter.to, call.time("to"));
    filter.organisation = call.queryOf("organisation");
    if (const auto type = call.queryOf("type")) {
        const auto parsed = parseTxType(*type);
        if (!parsed) {
            return makeError(ErrorCode::InvalidArgument, "query.value",
                             "type is register, review, activate, convert, suspend, resume, retire or organisation.");
        }
        filter.type = *parsed;
    }
    if (const auto meter = call.queryOf("meter")) {
        const auto row = backend.meter(*reader, *meter);
        if (!row && row.error().code == ErrorCode::NotFound) {
            return pageAnswer(Json::array(), false, std::nullopt);
        }
        if (!row) {
            return row.error();
        }
        filter.meterId = row->entry.id;
    }
    MS_ASSIGN(const auto rows, reader->transactions(filter, page.cursor, *directionOf(page), page.limit));
    Json list = Json::array();
    for (const TxRow& row : rows.rows) {
        list.push_back(meterseal::toJson(row));
    }
    return pageAnswer(std::move(list), rows.more,
                      rows.rows.empty() ? std::nullopt : std::optional(rows.rows.back().seq));
}

Result<Answer> getTransaction(Backend& backend, Call& call)
{
    MS_ASSIGN(const Hash256 hash, hashOf(call.pathOf("tx"), "A transaction"));
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const TxRow row, reader->transactionByHash(hash));
    MS_ASSIGN(const Bytes wire, reader->wire(row.seq));
    MS_ASSIGN(TxDocument document, transactionDocument(wire));
    Json object = meterseal::toJson(row);
    object["holds"] = document.holds;
    object["decoded"] = std::move(document.object);
    return lasting(jsonAnswer(200, object));
}

Result<Answer> getWire(Backend& backend, Call& call)
{
    MS_ASSIGN(const Hash256 hash, hashOf(call.pathOf("tx"), "A transaction"));
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const TxRow row, reader->transactionByHash(hash));
    MS_ASSIGN(const Bytes wire, reader->wire(row.seq));
    return lasting(Answer{200, "application/octet-stream", {}, std::string(asText(wire))});
}

// The document that stands alone: meterseal-cli proof --check takes it.
Result<Answer> getLogProof(Backend& backend, Call& call)
{
    MS_ASSIGN(const Hash256 hash, hashOf(call.pathOf("tx"), "A transaction"));
    MS_ASSIGN(const auto height, call.numberIfGiven("atHeight", INT64_MAX));
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(std::string proof, makeLogProof(*reader, hash, height));
    return Answer{200, "application/json", {}, std::move(proof) + "\n"};
}

Result<Answer> getConsistency(Backend& backend, Call& call)
{
    MS_ASSIGN(const auto oldSize, call.numberIfGiven("oldSize", INT64_MAX));
    MS_ASSIGN(const auto height, call.numberIfGiven("atHeight", INT64_MAX));
    if (!oldSize) {
        return makeError(ErrorCode::InvalidArgument, "query.value", "oldSize is needed: the log's size that is known.");
    }
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const SealedBlock block, height ? reader->block(*height) : headOf(*reader));
    MS_ASSIGN(auto path, reader->consistencyProof(*oldSize, block.header.logSize));
    MS_ASSIGN(const Hash256 oldRoot, reader->logRootAt(*oldSize));
    MS_ASSIGN(const std::string note, noteOf(*reader, block));
    Json object = meterseal::toJson(
        ConsistencyProof{*oldSize, block.header.logSize, oldRoot, block.header.logRoot, std::move(path)});
    object["checkpoint"] = note;
    return jsonAnswer(200, object);
}

Result<Answer> search(Backend& backend, Call& call)
{
    const std::string text = call.queryOf("q").value_or("");
    if (text.empty() || text.size() > 128) {
        return makeError(ErrorCode::InvalidArgument, "query.value", "q is needed, of 1 to 128 bytes.");
    }
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const FindResult found, find(*reader, text));
    Json exact = Json::array(), near = Json::array(), sought = Json::array();
    for (const FoundRow& row : found.exact) {
        exact.push_back(
            {{"kind", kindOf(row)}, {"row", std::visit([](const auto& r) { return meterseal::toJson(r); }, row)}});
    }
    for (const MeterRow& row : found.near) {
        near.push_back(meterseal::toJson(row));
    }
    for (const SoughtAs as : found.sought) {
        sought.push_back(toString(as));
    }
    return jsonAnswer(200, Json{{"exact", std::move(exact)},
                                {"near", std::move(near)},
                                {"moreNear", found.moreNear},
                                {"soughtAs", std::move(sought)}});
}

Result<Answer> listOrganisations(Backend& backend, Call&)
{
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const auto organisations, reader->organisations());
    Json rows = Json::array();
    for (const Organisation& organisation : organisations) {
        rows.push_back(meterseal::toJson(organisation));
    }
    return jsonAnswer(200, Json{{"rows", std::move(rows)}});
}

}  // namespace meterseal::rest
