#include "meterseal/document/json.h"

#include "meterseal/merkle/tree.h"

#include <algorithm>

namespace meterseal {
namespace {

Json textOrNull(const std::string& text)
{
    return text.empty() ? Json() : Json(text);
}

}  // namespace

Json timeToJson(std::optional<Timestamp> time)
{
    return time ? Json(formatTimestamp(*time)) : Json();
}

Json hashToJson(const std::optional<Hash256>& hash)
{
    return hash ? Json(hash->hex()) : Json();
}

Json hashesToJson(std::span<const Hash256> hashes)
{
    Json array = Json::array();
    for (const Hash256& hash : hashes) {
        array.push_back(hash.hex());
    }
    return array;
}

Json toJson(const Error& error)
{
    return Json{{"code", toString(error.code)}, {"reason", error.reason}, {"message", error.message}};
}

Json toJson(const BlockRow& row)
{
    return Json{{"height", row.height},     {"hash", row.hash.hex()},         {"time", formatTimestamp(row.time)},
                {"txCount", row.txCount},   {"recordCount", row.recordCount}, {"bytes", row.bytes},
                {"firstSeq", row.firstSeq}, {"logSize", row.logSize},         {"logRoot", row.logRoot.hex()}};
}

Json toJson(const TxRow& row)
{
    const bool convert = row.type == TxType::Convert;
    return Json{{"seq", row.seq},
                {"txHash", row.hash.hex()},
                {"height", row.height},
                {"time", formatTimestamp(row.time)},
                {"type", toString(row.type)},
                {"mn", textOrNull(row.mn)},
                {"organisation", textOrNull(row.organisation)},
                {"start", convert ? timeToJson(row.start) : Json()},
                {"end", convert ? timeToJson(row.end) : Json()},
                {"count", convert ? Json(row.count) : Json()},
                {"bytes", row.bytes}};
}

Json toJson(const MeterRow& row)
{
    const MeterEntry& entry = row.entry;
    return Json{{"id", entry.id},
                {"mn", entry.mn},
                {"location", entry.location},
                {"manufacturer", entry.manufacturer},
                {"address", entry.address},
                {"publicKey", entry.publicKey.hex()},
                {"state", toString(entry.state)},
                {"approvedByUtility", entry.approvedByUtility},
                {"approvedByManufacturer", entry.approvedByManufacturer},
                {"registerTx", entry.registerTx.hex()},
                {"registeredAt", formatTimestamp(row.registeredAt)},
                {"tokenExpires", formatTimestamp(entry.tokenExpires)},
                {"batches", row.batches},
                {"records", row.records},
                {"firstRecord", timeToJson(row.firstRecord)},
                {"lastRecord", timeToJson(row.lastRecord)},
                {"lastAnchored", timeToJson(row.lastAnchored)},
                {"lastConvert", entry.lastConvert.isZero() ? Json() : Json(entry.lastConvert.hex())}};
}

Json toJson(const Organisation& organisation)
{
    Json object{{"id", organisation.id},
                {"name", organisation.name},
                {"role", toString(organisation.role)},
                {"publicKey", organisation.publicKey.hex()},
                {"witnessKey", toHex(organisation.witnessKey)},
                {"active", organisation.active}};
    if (organisation.validatorKey) {
        object["validatorKey"] = toHex(*organisation.validatorKey);
    }
    return object;
}

std::string_view toString(CosignatureCheck check)
{
    return check == CosignatureCheck::Holds    ? "holds"
           : check == CosignatureCheck::Broken ? "does not hold"
                                               : "key not known here";
}

std::string secondsToText(std::uint64_t seconds)
{
    const Timestamp time{static_cast<std::int64_t>(std::min<std::uint64_t>(seconds, Timestamp::kMaxMs / 1000)) * 1000};
    return formatTimestamp(time);
}

Json cosignaturesToJson(const BlockHeader& header, std::span<const Cosignature> cosignatures,
                        std::span<const Organisation> organisations)
{
    Json list = Json::array();
    for (const Cosignature& cosignature : cosignatures) {
        list.push_back(Json{{"organisation", cosignature.organisation},
                            {"time", secondsToText(cosignature.seconds)},
                            {"check", toString(checkCosignature(header, cosignature, organisations))}});
    }
    return list;
}

Json toJson(const JobProgress& job)
{
    Json json{{"job", job.id},
              {"live", job.live},
              {"name", job.name},
              {"sha256", job.live ? Json() : Json(job.sha256.hex())},
              {"state", toString(job.state)},
              {"rows", job.rows},
              {"rejected", job.rejected},
              {"quiet", job.quiet},
              {"duplicates", job.duplicates},
              {"alreadyAnchored", job.alreadyAnchored},
              {"records", job.records},
              {"batches", job.batches},
              {"committedRecords", job.committedRecords},
              {"committedBatches", job.committedBatches},
              {"started", formatTimestamp(job.started)}};
    json["finished"] = job.finished.ms == 0 ? Json() : Json(formatTimestamp(job.finished));
    json["error"] = job.error.empty() ? Json() : Json(job.error);
    json["rejectsFile"] = job.rejected == 0 || job.rejectsFile.empty() ? Json() : Json(job.rejectsFile.string());
    return json;
}

Result<TxDocument> transactionDocument(ByteView wire)
{
    MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
    MS_ASSIGN(const crypto::Suite* suite, crypto::findSuite(tx.header.suite));

    TxDocument view;
    view.holds = true;
    const Hash256 dataBlockHash = tx.dataBlockHash();
    Json signatures = Json::array();
    for (const TxSignature& signature : tx.signatures) {
        const bool valid = suite->verify(signature.publicKey, dataBlockHash, signature.signature);
        view.holds = view.holds && valid;
        signatures.push_back(Json{{"publicKey", signature.publicKey.hex()}, {"valid", valid}});
    }
    // A transaction that nobody signed proves nothing.
    view.holds = view.holds && !tx.signatures.empty();

    Json count;
    Json rootMatches;
    if (const auto* convert = std::get_if<ConvertBody>(&tx.header.body)) {
        const bool matches = convert->count == tx.leaves.size() && convert->root == merkle::rootOf(tx.leaves);
        count = convert->count;
        rootMatches = matches;
        view.holds = view.holds && matches;
    }
    view.object = Json{{"txHash", txHashOf(wire).hex()},
                       {"dataBlockHash", dataBlockHash.hex()},
                       {"header", Json::parse(tx.headerBytes, nullptr, false)},
                       {"signatures", std::move(signatures)},
                       {"count", std::move(count)},
                       {"leafCount", tx.leaves.size()},
                       {"rootMatches", std::move(rootMatches)}};
    return view;
}

}  // namespace meterseal
