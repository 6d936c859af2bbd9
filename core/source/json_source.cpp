#include "record/json_reader.h"
#include "record/record_json.h"
#include "source/json_splitter.h"
#include "source/open_source.h"
#include "source/record_mapper.h"

#include <fmt/format.h>

namespace meterseal::source {

namespace {

constexpr std::size_t kMaxDepth = 64;

// Takes the mapped members of one flat object; nested values of other members are passed over.
class ObjectEvents : public record::JsonEvents {
public:
    ObjectEvents(const MappingProfile& profile, RecordMapper& mapper, HealthRecord& record)
        : m_profile(profile), m_mapper(mapper), m_record(record)
    {}

    bool failed() const { return !m_refusal.reason.empty(); }
    const Refusal& refusal() const { return m_refusal; }
    std::size_t position() const { return m_position; }

    // After the object: constants, and what is missing.
    bool finish()
    {
        for (const Field field : kFields) {
            if (m_mapper.isConstant(field)) {
                m_mapper.setConstant(field, m_record);
            } else if (!m_seen[static_cast<std::size_t>(field)]) {
                m_position = 0;
                return refuse("source.missing",
                              fmt::format("The object has no member \"{}\" for {}.",
                                          sourceOf(m_profile, field).name.value_or(""), nameOf(field)));
            }
        }
        return true;
    }

    bool literal(std::string_view text) override
    {
        if (m_depth == 0) {
            return refuse("source.not-an-object", "The row is not a JSON object.");
        }
        if (m_depth > 1 || m_current.empty()) {
            return true;
        }
        return text == "null" ? refuse("source.empty", fmt::format("The member for {} is null.", currentNames()))
                              : wrongType();
    }
    bool number(std::string_view text) override
    {
        return scalar([&](Field field) { return m_mapper.setJsonNumber(field, text, m_record, m_refusal); });
    }
    bool string(const std::string& text) override
    {
        return scalar([&](Field field) { return m_mapper.setText(field, text, m_record, m_refusal); });
    }
    bool open(bool isObject) override
    {
        if (m_depth == 0 && !isObject) {
            return refuse("source.not-an-object", "The row is not a JSON object.");
        }
        if (m_depth == kMaxDepth) {
            return refuse("source.too-deep", fmt::format("The object is nested deeper than {} levels.", kMaxDepth));
        }
        if (m_depth == 1 && !m_current.empty()) {
            return wrongType();
        }
        ++m_depth;
        return true;
    }
    bool key(const std::string& key) override
    {
        if (m_depth > 1) {
            return true;
        }
        ++m_position;
        m_current.clear();
        for (const Field field : kFields) {
            if (sourceOf(m_profile, field).name != key) {
                continue;
            }
            bool& seen = m_seen[static_cast<std::size_t>(field)];
            if (seen) {
                return refuse("source.duplicate-member", fmt::format("The object has the member \"{}\" twice.", key));
            }
            seen = true;
            m_current.push_back(field);
        }
        return true;
    }
    bool close() override
    {
        --m_depth;
        return true;
    }

private:
    template <typename Set>
    bool scalar(Set set)
    {
        if (m_depth == 0) {
            return refuse("source.not-an-object", "The row is not a JSON object.");
        }
        bool good = true;
        for (std::size_t i = 0; m_depth == 1 && good && i < m_current.size(); ++i) {
            good = set(m_current[i]);
        }
        return good;
    }
    std::string currentNames() const
    {
        std::string names;
        for (const Field field : m_current) {
            names += (names.empty() ? "" : ", ") + std::string(nameOf(field));
        }
        return names;
    }
    bool wrongType()
    {
        return refuse("source.member-type",
                      fmt::format("The member for {} is neither text nor a number.", currentNames()));
    }
    bool refuse(std::string_view reason, std::string message)
    {
        m_refusal.reason = reason;
        m_refusal.message = std::move(message);
        return false;
    }

    const MappingProfile& m_profile;
    RecordMapper& m_mapper;
    HealthRecord& m_record;
    Refusal m_refusal;
    std::vector<Field> m_current;  // what the member being read is mapped to
    std::array<bool, 4> m_seen{};
    std::size_t m_depth = 0;
    std::size_t m_position = 0;  // of the member, from 1
};

// Whether rows in the protocol's own form can be read without the general way, with the same outcome.
bool isProtocolForm(const MappingProfile& profile)
{
    bool plain = profile.timeFormat == "rfc3339" && profile.scale == 1 && profile.alarmCodes.empty();
    for (const Field field : kFields) {
        plain = plain && sourceOf(profile, field).name == nameOf(field);
    }
    return plain;
}

class JsonSource : public RecordSource {
public:
    JsonSource(std::unique_ptr<JsonSplitter> splitter, const MappingProfile& profile, RecordMapper mapper,
               RejectSink rejects)
        : m_splitter(std::move(splitter)),
          m_profile(profile),
          m_mapper(std::move(mapper)),
          m_rejects(std::move(rejects)),
          m_protocolForm(isProtocolForm(profile))
    {}

    Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) override
    {
        std::size_t count = 0;
        while (count < max) {
            MS_ASSIGN(const bool any, m_splitter->next(m_row));
            if (!any) {
                break;
            }
            ++m_count;
            if (rows.size() == count) {
                rows.emplace_back();
            }
            SourceRow& row = rows[count];
            const bool straight =
                m_protocolForm && m_row.fault == JsonFault::None && record::parseCanonicalLine(m_row.text, row.record);
            if (straight || mapGeneral(row.record)) {
                row.row = m_count;
                row.line = m_row.line;
                ++count;
            }
        }
        rows.resize(count);
        return count;
    }
    std::uint64_t bytesRead() const override { return m_splitter->input().bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_splitter->input().bytesTotal(); }

private:
    bool mapGeneral(HealthRecord& record);
    bool reject(std::string_view reason, std::string message, std::size_t column = 0);

    std::unique_ptr<JsonSplitter> m_splitter;
    MappingProfile m_profile;
    RecordMapper m_mapper;
    RejectSink m_rejects;
    bool m_protocolForm;
    JsonRow m_row;
    std::uint64_t m_count = 0;
};

bool JsonSource::reject(std::string_view reason, std::string message, std::size_t column)
{
    RejectedRow rejected;
    rejected.row = m_count;
    rejected.line = m_row.line;
    rejected.column = column;
    rejected.reason = reason;
    rejected.message = std::move(message);
    rejected.original = originalText(m_row.text);
    if (m_rejects) {
        m_rejects(rejected);
    }
    return false;
}

bool JsonSource::mapGeneral(HealthRecord& record)
{
    switch (m_row.fault) {
    case JsonFault::TooLong:
        return reject("source.row-too-long", fmt::format("The row is longer than {} bytes.", kMaxRowBytes));
    case JsonFault::NotAnArray:
        return reject("source.json",
                      "The file is not a JSON array of objects; nothing of it was read. JSON Lines is the "
                      "format json-lines.");
    case JsonFault::Separator:
        return reject("source.json", "There is a comma missing before this row, or one too many.");
    case JsonFault::Truncated:
        return reject("source.truncated",
                      "The file ends before the JSON array is closed: it was cut off. The rows before "
                      "were read.");
    case JsonFault::AfterArray:
        return reject("source.json", "There is more text after the JSON array; it was not read.");
    case JsonFault::None:
        break;
    }
    ObjectEvents events(m_profile, m_mapper, record);
    const Status read = record::readJson(m_row.text, events);
    if (!events.failed() && !read) {
        const bool encoding = read.error().reason == "json.utf8";
        return reject(encoding ? "source.encoding" : "source.json", read.error().message);
    }
    if (events.failed() || !events.finish()) {
        return reject(events.refusal().reason, events.refusal().message, events.position());
    }
    return true;
}

}  // namespace

Result<std::unique_ptr<RecordSource>> openJson(std::unique_ptr<TextInput> text, const MappingProfile& profile,
                                               RecordSource::RejectSink rejects)
{
    MS_ASSIGN(RecordMapper mapper, RecordMapper::make(profile));
    std::unique_ptr<JsonSplitter> splitter;
    if (profile.format == FileFormat::Json) {
        splitter = std::make_unique<JsonArraySplitter>(std::move(text));
    } else {
        splitter = std::make_unique<JsonLinesSplitter>(std::move(text));
    }
    return std::unique_ptr<RecordSource>(
        std::make_unique<JsonSource>(std::move(splitter), profile, std::move(mapper), std::move(rejects)));
}

}  // namespace meterseal::source
