// Rows of the ledger as tables for people. Their JSON is core/document.
#pragma once

#include "cli/output.h"
#include "meterseal/ledger/reader.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meterseal::cli {

std::string cosignersText(const BlockHeader& header, std::span<const Cosignature> cosignatures,
                          std::span<const Organisation> organisations);
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
