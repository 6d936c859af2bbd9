#include "cli/rows.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::cli {

namespace {

constexpr auto kRight = Table::Align::Right;

}  // namespace

std::string timeToText(std::optional<Timestamp> time)
{
    return time ? formatTimestamp(*time) : std::string();
}

std::string cosignersText(const BlockHeader& header, std::span<const Cosignature> cosignatures,
                          std::span<const Organisation> organisations)
{
    std::string text;
    for (const Cosignature& cosignature : cosignatures) {
        text += fmt::format("{}{} at {} ({})", text.empty() ? "" : ", ", cosignature.organisation,
                            secondsToText(cosignature.seconds),
                            toString(checkCosignature(header, cosignature, organisations)));
    }
    return text.empty() ? "nobody" : text;
}

Table blockTable()
{
    return Table({{"height", kRight}, {"time"}, {"txs", kRight}, {"records", kRight}, {"bytes", kRight}, {"hash"}});
}

void addRow(Table& table, const BlockRow& row)
{
    table.row({fmt::to_string(row.height), formatTimestamp(row.time), fmt::to_string(row.txCount),
               fmt::to_string(row.recordCount), fmt::to_string(row.bytes), row.hash.hex()});
}

Table txTable()
{
    return Table({{"seq", kRight},
                  {"height", kRight},
                  {"time"},
                  {"type"},
                  {"meter"},
                  {"organisation"},
                  {"records", kRight},
                  {"from"},
                  {"to"},
                  {"hash"}});
}

void addRow(Table& table, const TxRow& row)
{
    const bool convert = row.type == TxType::Convert;
    table.row({fmt::to_string(row.seq), fmt::to_string(row.height), formatTimestamp(row.time),
               std::string(toString(row.type)), row.mn, row.organisation, convert ? fmt::to_string(row.count) : "",
               convert ? formatTimestamp(row.start) : "", convert ? formatTimestamp(row.end) : "", row.hash.hex()});
}

Table meterTable()
{
    return Table({{"id", kRight},
                  {"meter"},
                  {"state"},
                  {"manufacturer"},
                  {"location"},
                  {"batches", kRight},
                  {"records", kRight},
                  {"last record"},
                  {"address"}});
}

void addRow(Table& table, const MeterRow& row)
{
    table.row({fmt::to_string(row.entry.id), row.entry.mn, stateText(row.entry), row.entry.manufacturer,
               row.entry.location, fmt::to_string(row.batches), fmt::to_string(row.records), timeToText(row.lastRecord),
               row.entry.address});
}

std::string stateText(const MeterEntry& entry)
{
    if (entry.state != MeterState::Pending) {
        return std::string(toString(entry.state));
    }
    return fmt::format("pending {}/2", int{entry.approvedByUtility} + int{entry.approvedByManufacturer});
}

}  // namespace meterseal::cli
