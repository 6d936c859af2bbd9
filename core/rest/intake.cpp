#include "rest/intake.h"

#include "meterseal/source/record_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <shared_mutex>

namespace meterseal::rest {

void takeRecord(std::string_view json, std::uint64_t line, Taken& taken)
{
    auto record = parseRecord(json);
    if (!record) {
        taken.rejected.push_back({line, record.error().reason, record.error().message});
        return;
    }
    taken.records.push_back(std::move(*record));
    taken.lines.push_back(line);
}

Result<Taken> readPushed(const MappingProfile& profile, std::string_view body)
{
    Taken taken;
    MS_ASSIGN(const auto source, RecordSource::openMemory(body, profile, [&](const RejectedRow& row) {
                  taken.rejected.push_back({row.row, row.reason, row.message});
              }));
    std::vector<SourceRow> rows;
    for (;;) {
        MS_ASSIGN(const std::size_t got, source->read(rows, 1000));
        if (got == 0) {
            break;
        }
        for (std::size_t i = 0; i < got; ++i) {
            taken.records.push_back(rows[i].record);
            taken.lines.push_back(rows[i].row);
        }
    }
    taken.quiet = source->quietRows();
    return taken;
}

Status checkMeters(Backend& backend, Taken& taken)
{
    MS_ASSIGN(auto reader, backend.reader());
    std::map<std::string, MeterStanding> seen;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < taken.records.size(); ++i) {
        const std::string& mn = taken.records[i].mn;
        auto found = seen.find(mn);
        if (found == seen.end()) {
            MS_ASSIGN(MeterStanding standing, backend.standing(*reader, mn));
            found = seen.emplace(mn, std::move(standing)).first;
        }
        if (!found->second.takesRecords) {
            taken.rejected.push_back({taken.lines[i], found->second.reason, found->second.message});
            continue;
        }
        if (kept != i) {
            taken.records[kept] = std::move(taken.records[i]);
        }
        ++kept;
    }
    taken.records.resize(kept);
    std::sort(taken.rejected.begin(), taken.rejected.end(),
              [](const auto& a, const auto& b) { return a.line < b.line; });
    return {};
}

Result<Acknowledged> submitInOrder(Uploader& uploader, const std::string& stream,
                                   const std::vector<HealthRecord>& records, std::optional<std::uint64_t> source)
{
    static std::array<std::shared_mutex, 64> stripes;
    std::shared_mutex& stripe = stripes[std::hash<std::string>()(stream) % stripes.size()];
    if (!source) {
        const std::shared_lock beside(stripe);
        if (uploader.liveSource(stream) == 0) {
            return uploader.submit(stream, records);
        }
    }
    const std::unique_lock alone(stripe);
    const std::uint64_t last = uploader.liveSource(stream);
    if (source && *source <= last) {
        return makeError(ErrorCode::Conflict, "source.behind",
                         fmt::format("The last durable source of this stream is {}: go on behind it.", last));
    }
    return uploader.submit(stream, records, std::chrono::seconds(10), source.value_or(last));
}

}  // namespace meterseal::rest
