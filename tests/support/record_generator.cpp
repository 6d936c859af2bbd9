#include "support/record_generator.h"

#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace meterseal::test {
namespace {

constexpr std::array<std::string_view, 12> kAlarmCodes = {
    "lowFlowAlarm",          "highFlowAlarm",      "tamperAlarm",       "lowBatteryAlarm",
    "reverseFlowAlarm",      "innerErrorAlarm",    "longTimeFlowAlarm", "storageFault",
    "pressureMutationAlarm", "communicationAlarm", "lowPressureAlarm",  "valveActionAlarm",
};

// SplitMix64's output function: a well mixed value for each input.
std::uint64_t mix(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31);
}

// Writes lines through a buffer of a few hundred kilobytes.
class LineFile {
public:
    explicit LineFile(const std::filesystem::path& file) : m_file(file), m_out(file, std::ios::binary | std::ios::trunc)
    {}
    std::string& buffer() { return m_buffer; }
    void flushIfLarge()
    {
        if (m_buffer.size() > 256 * 1024) {
            flush();
        }
    }
    void flush()
    {
        m_out.write(m_buffer.data(), static_cast<std::streamsize>(m_buffer.size()));
        m_buffer.clear();
        if (!m_out.flush()) {
            throw std::runtime_error("cannot write " + m_file.string());
        }
    }

private:
    std::filesystem::path m_file;
    std::ofstream m_out;
    std::string m_buffer;
};

}  // namespace

std::string RecordGenerator::meterId(std::uint32_t meter)
{
    return fmt::format("{}", 100000000000U + std::uint64_t(meter));
}

HealthRecord RecordGenerator::record(std::uint32_t meter, std::uint32_t index) const
{
    const std::uint64_t base = mix(m_options.seed ^ mix(meter));
    const std::uint64_t own = mix(base + index);
    HealthRecord record;
    record.mn = meterId(meter);
    record.alarmCode = kAlarmCodes[own % kAlarmCodes.size()];
    // A reading in litres with up to three decimals that grows with time.
    const std::uint64_t thousandths = base % 900000000U + std::uint64_t(index) * 40000U + (own >> 20) % 40000U;
    record.value = static_cast<double>(thousandths) / 1000.0;
    // The jitter stays below one step, so that times ascend.
    record.alarmTime.ms = m_options.first.ms + std::int64_t(index) * m_options.stepMs +
                          static_cast<std::int64_t>((own >> 8) % static_cast<std::uint64_t>(m_options.stepMs));
    return record;
}

void RecordGenerator::forEach(const std::function<void(const HealthRecord&)>& take) const
{
    if (m_options.order == RecordOrder::Grouped) {
        for (std::uint32_t meter = 0; meter < m_options.meters; ++meter) {
            for (std::uint32_t i = 0; i < m_options.recordsPerMeter; ++i) {
                take(record(meter, i));
            }
        }
        return;
    }
    const std::uint32_t together = m_options.order == RecordOrder::RoundRobin ? m_options.meters : 100;
    for (std::uint32_t first = 0; first < m_options.meters; first += together) {
        const std::uint32_t end = std::min(first + together, m_options.meters);
        for (std::uint32_t i = 0; i < m_options.recordsPerMeter; ++i) {
            for (std::uint32_t meter = first; meter < end; ++meter) {
                take(record(meter, i));
            }
        }
    }
}

std::vector<HealthRecord> RecordGenerator::all() const
{
    std::vector<HealthRecord> records;
    records.reserve(size());
    forEach([&](const HealthRecord& record) { records.push_back(record); });
    return records;
}

void RecordGenerator::writeJsonLines(const std::filesystem::path& file) const
{
    LineFile out(file);
    forEach([&](const HealthRecord& record) {
        appendCanonical(record, out.buffer());
        out.buffer() += '\n';
        out.flushIfLarge();
    });
    out.flush();
}

void RecordGenerator::writeCsv(const std::filesystem::path& file) const
{
    LineFile out(file);
    out.buffer() = "mn,alarmCode,alarmTime,value\n";
    std::array<char, 64> number;
    std::array<char, kTimestampLength> time;
    forEach([&](const HealthRecord& record) {
        std::string& buffer = out.buffer();
        formatTimestamp(record.alarmTime, time.data());
        char* const end = formatNumber(record.value, number.data());
        buffer.append(record.mn).append(",").append(record.alarmCode).append(",");
        buffer.append(time.data(), time.size()).append(",");
        buffer.append(number.data(), static_cast<std::size_t>(end - number.data())).append("\n");
        out.flushIfLarge();
    });
    out.flush();
}

MappingProfile RecordGenerator::csvProfile()
{
    MappingProfile profile;
    profile.name = "generated";
    profile.encoding = Encoding::Utf8;
    profile.separator = ",";
    profile.mn.name = "mn";
    profile.alarmCode.name = "alarmCode";
    profile.alarmTime.name = "alarmTime";
    profile.value.name = "value";
    return profile;
}

MappingProfile RecordGenerator::jsonLinesProfile()
{
    MappingProfile profile = csvProfile();
    profile.format = FileFormat::JsonLines;
    profile.separator.clear();
    return profile;
}

}  // namespace meterseal::test
