// Rows of the ledger as JSON objects, with the protocol's names; absent values are null, so that names are stable.
#pragma once

#include "cli/output.h"
#include "meterseal/ledger/reader.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meterseal::cli {

Json toJson(const BlockRow& row);
Json toJson(const TxRow& row);
Json toJson(const MeterRow& row);
Json toJson(const Organisation& organisation);
// Members' cosignatures of one header, each with whether it holds.
Json cosignaturesToJson(const BlockHeader& header, std::span<const Cosignature> cosignatures,
                        std::span<const Organisation> organisations);
std::string cosignersText(const BlockHeader& header, std::span<const Cosignature> cosignatures,
                          std::span<const Organisation> organisations);
std::string_view toString(CosignatureCheck check);  // "holds", "does not hold", "key not known here"
std::string secondsToText(std::uint64_t seconds);   // as a time of the protocol
Json timeToJson(std::optional<Timestamp> time);
std::string timeToText(std::optional<Timestamp> time);  // "" for none

Table blockTable();
void addRow(Table& table, const BlockRow& row);
Table txTable();
void addRow(Table& table, const TxRow& row);
Table meterTable();
void addRow(Table& table, const MeterRow& row);

// "pending 1/2" and so on.
std::string stateText(const MeterEntry& entry);

}  // namespace meterseal::cli
