#include "support/source_support.h"

#include "source/open_source.h"

#include <fmt/format.h>

namespace meterseal::test {

MappingProfile plainProfile(FileFormat format)
{
    MappingProfile profile;
    profile.format = format;
    profile.mn.name = "mn";
    profile.alarmCode.name = "alarmCode";
    profile.alarmTime.name = "alarmTime";
    profile.value.name = "value";
    return profile;
}

std::string Outcome::rejectList() const
{
    std::string out;
    for (const RejectedRow& reject : rejects) {
        out += fmt::format("{}:{} {}\n", reject.line, reject.column, reject.reason);
    }
    return out;
}

std::string Outcome::recordList() const
{
    std::string out;
    for (const SourceRow& row : rows) {
        appendCanonical(row.record, out);
        out += '\n';
    }
    return out;
}

Outcome readAll(std::string_view bytes, const MappingProfile& profile, std::size_t step)
{
    return readAll(source::memoryInput(bytes), profile, step);
}

Outcome readAll(std::unique_ptr<source::ByteInput> bytes, const MappingProfile& profile, std::size_t step)
{
    Outcome outcome;
    auto source = source::openSource(std::move(bytes), profile,
                                     [&outcome](const RejectedRow& reject) { outcome.rejects.push_back(reject); });
    if (!source) {
        outcome.failure = source.error().reason;
        return outcome;
    }
    std::vector<SourceRow> rows;
    for (;;) {
        const Result<std::size_t> count = (*source)->read(rows, step);
        if (!count) {
            outcome.failure = count.error().reason;
            return outcome;
        }
        if (*count == 0) {
            outcome.quietRows = (*source)->quietRows();
            return outcome;
        }
        outcome.rows.insert(outcome.rows.end(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(*count));
    }
}

}  // namespace meterseal::test
