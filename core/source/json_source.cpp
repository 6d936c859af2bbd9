#include "record/record_json.h"
#include "source/json_mapper.h"
#include "source/json_splitter.h"
#include "source/open_source.h"

#include <fmt/format.h>

namespace meterseal::source {

namespace {

// Whether rows in the protocol's own form can be read without the general way, with the same outcome.
bool isProtocolForm(const MappingProfile& profile)
{
    bool plain = profile.timeFormat == "rfc3339" && profile.scale == 1 && profile.alarmCodes.empty() &&
                 profile.timeParts.empty() && profile.noValue.empty() && !profile.scaleFrom;
    for (const Field field : kFields) {  // flags leave alarmCode without a name
        plain = plain && sourceOf(profile, field).name == nameOf(field);
    }
    return plain;
}

class JsonSource : public RecordSource {
public:
    JsonSource(std::unique_ptr<JsonSplitter> splitter, const MappingProfile& profile, JsonMapper mapper,
               RejectSink rejects)
        : m_splitter(std::move(splitter)),
          m_mapper(std::move(mapper)),
          m_rejects(std::move(rejects)),
          m_protocolForm(isProtocolForm(profile))
    {}

    Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) override
    {
        std::size_t count = 0;
        while (count < max) {
            if (rows.size() == count) {
                rows.emplace_back();
            }
            SourceRow& row = rows[count];
            MS_ASSIGN(const Step step, next(row.record));
            if (step == Step::End) {
                break;
            }
            if (step == Step::Record) {
                row.row = m_count;
                row.line = m_row.line;
                ++count;
            }
        }
        rows.resize(count);
        return count;
    }
    std::uint64_t quietRows() const override { return m_quiet; }
    std::uint64_t bytesRead() const override { return m_splitter->input().bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_splitter->input().bytesTotal(); }

private:
    enum class Step { Record, Nothing, End };
    Result<Step> next(HealthRecord& record);
    Step mapRow(HealthRecord& record);
    bool whole();
    Step reject(std::string_view reason, std::string message, std::size_t column = 0);

    std::unique_ptr<JsonSplitter> m_splitter;
    JsonMapper m_mapper;
    RejectSink m_rejects;
    bool m_protocolForm;
    JsonRow m_row;
    std::uint64_t m_count = 0, m_quiet = 0;
};

Result<JsonSource::Step> JsonSource::next(HealthRecord& record)
{
    if (m_mapper.flags().next(record)) {
        return Step::Record;
    }
    if (m_mapper.atRow()) {
        ++m_count;
        return mapRow(record);
    }
    MS_ASSIGN(const bool any, m_splitter->next(m_row));
    if (!any) {
        return Step::End;
    }
    if (m_protocolForm && m_row.fault == JsonFault::None && record::parseCanonicalLine(m_row.text, record)) {
        ++m_count;
        return Step::Record;
    }
    if (!whole()) {
        return Step::Nothing;
    }
    if (!m_mapper.begin(m_row.text)) {
        ++m_count;
        return reject(m_mapper.refusal().reason, m_mapper.refusal().message, m_mapper.position());
    }
    if (!m_mapper.atRow()) {  // an empty array
        ++m_count;
        ++m_quiet;
    }
    return Step::Nothing;
}

JsonSource::Step JsonSource::mapRow(HealthRecord& record)
{
    if (!m_mapper.mapNext(record)) {
        return reject(m_mapper.refusal().reason, m_mapper.refusal().message, m_mapper.position());
    }
    m_quiet += m_mapper.isQuiet() ? 1 : 0;
    return m_mapper.flags().used() || m_mapper.isQuiet() ? Step::Nothing : Step::Record;
}

JsonSource::Step JsonSource::reject(std::string_view reason, std::string message, std::size_t column)
{
    RejectedRow rejected;
    rejected.row = m_count;
    rejected.line = m_row.line;
    rejected.column = column;
    rejected.reason = reason;
    rejected.message = std::move(message);
    rejected.original = originalText(m_mapper.element().value_or(std::string(m_row.text)));
    if (m_rejects) {
        m_rejects(rejected);
    }
    return Step::Nothing;
}

// False, and the row is rejected, where the splitter found it at fault.
bool JsonSource::whole()
{
    const auto fail = [this](std::string_view reason, std::string message) {
        ++m_count;
        reject(reason, std::move(message));
        return false;
    };
    switch (m_row.fault) {
    case JsonFault::TooLong:
        return fail("source.row-too-long", "The row is longer than is read at once.");
    case JsonFault::NotAnArray:
        return fail("source.json", "The file is not a JSON array of objects; nothing of it was read. JSON Lines is the "
                                   "format json-lines.");
    case JsonFault::Separator:
        return fail("source.json", "There is a comma missing before this row, or one too many.");
    case JsonFault::Truncated:
        return fail("source.truncated",
                    "The file ends before the JSON array is closed: it was cut off. The rows before "
                    "were read.");
    case JsonFault::AfterArray:
        return fail("source.json", "There is more text after the JSON array; it was not read.");
    case JsonFault::None:
        break;
    }
    return true;
}

}  // namespace

Result<std::unique_ptr<RecordSource>> openJson(std::unique_ptr<TextInput> text, const MappingProfile& profile,
                                               RecordSource::RejectSink rejects)
{
    MS_ASSIGN(JsonMapper mapper, JsonMapper::make(profile));
    std::unique_ptr<JsonSplitter> splitter = makeJsonSplitter(std::move(text), profile.format);
    return std::unique_ptr<RecordSource>(
        std::make_unique<JsonSource>(std::move(splitter), profile, std::move(mapper), std::move(rejects)));
}

}  // namespace meterseal::source
