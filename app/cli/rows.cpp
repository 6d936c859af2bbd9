#include "cli/rows.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::cli {

namespace {

constexpr auto kRight = Table::Align::Right;

Json textOrNull(const std::string& text)
{
    return text.empty() ? Json() : Json(text);
}

}  // namespace

Json timeToJson(std::optional<Timestamp> time)
{
    return time ? Json(formatTimestamp(*time)) : Json();
}

std::string timeToText(std::optional<Timestamp> time)
{
    return time ? formatTimestamp(*time) : std::string();
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
    return Json{{"id", organisation.id},
                {"name", organisation.name},
                {"role", toString(organisation.role)},
                {"publicKey", organisation.publicKey.hex()},
                {"witnessKey", toHex(organisation.witnessKey)},
                {"active", organisation.active}};
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
