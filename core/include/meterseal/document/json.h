// The JSON of everything the ledger and its users exchange, written once for every face: `--json`, exports and services
// show the same members under the same names. Absent values are null, so that an object's members do not depend on its
// content. tests/core/document/tst_document.cpp holds the list of names.
//
// Thread-safety: pure functions.
#pragma once

#include "meterseal/ledger/reader.h"
#include "meterseal/upload/uploader.h"
#include "meterseal/verify/file_verification.h"
#include "meterseal/verify/log_proof.h"

#include <nlohmann/json.hpp>

#include <span>
#include <string_view>

namespace meterseal {

using Json = nlohmann::ordered_json;  // members keep the order they were put in: stable output

// ---- values -------------------------------------------------------------------------------------------------------
Json timeToJson(std::optional<Timestamp> time);
Json hashToJson(const std::optional<Hash256>& hash);
Json hashesToJson(std::span<const Hash256> hashes);
Json toJson(const Error& error);  // code, reason, message

// ---- rows of the ledger -------------------------------------------------------------------------------------------
Json toJson(const BlockRow& row);
Json toJson(const TxRow& row);
Json toJson(const MeterRow& row);
Json toJson(const Organisation& organisation);
// Members' cosignatures of one header, each with whether it holds: organisation, time, check.
Json cosignaturesToJson(const BlockHeader& header, std::span<const Cosignature> cosignatures,
                        std::span<const Organisation> organisations);
std::string_view toString(CosignatureCheck check);  // "holds", "does not hold", "key not known here"
std::string secondsToText(std::uint64_t seconds);   // Unix seconds as a time of the protocol

// One transaction decoded and checked by itself.
struct TxDocument {
    Json object;         // txHash, dataBlockHash, header, signatures, count, leafCount, rootMatches
    bool holds = false;  // every signature and the root
};
// Error where the bytes are not the canonical encoding of a transaction.
Result<TxDocument> transactionDocument(ByteView wire);

// ---- verification -------------------------------------------------------------------------------------------------
Json toJson(const Finding& finding);
// A row that could not be read, in the members of a finding; its verdict is NOT_READ.
Json toJson(const RejectedRow& row);
Json toJson(const VerifyScope& scope);
Json toJson(const FileVerification& verified);
// A checked proof that a transaction stands in the log: holds, the step that failed, all steps, what was proved.
Json toJson(const ProofCheck& check);

// ---- upload -------------------------------------------------------------------------------------------------------
Json toJson(const JobProgress& job);

// ---- Merkle proofs ------------------------------------------------------------------------------------------------
struct InclusionProof {
    std::uint64_t index = 0, size = 0;
    Hash256 leaf, root;
    std::vector<Hash256> proof;
};
struct ConsistencyProof {
    std::uint64_t oldSize = 0, newSize = 0;
    Hash256 oldRoot, newRoot;
    std::vector<Hash256> proof;
};
Json toJson(const InclusionProof& proof);
Json toJson(const ConsistencyProof& proof);
// Strict; members that are not asked for are let be. reason: proof.form, json.*
Result<InclusionProof> parseInclusionProof(std::string_view json);
Result<ConsistencyProof> parseConsistencyProof(std::string_view json);

// ---- flat view, for CSV -------------------------------------------------------------------------------------------
// The members of objects within take the outer object's place, so that each value has a column. `record` of a finding
// leaves its `mn` out: the finding has it. Lists are not for tables and stay as they are.
Json flattened(const Json& object);

}  // namespace meterseal
