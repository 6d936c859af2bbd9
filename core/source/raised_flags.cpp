#include "source/raised_flags.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

constexpr std::size_t kMaxFlags = 256;

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

bool holds(const std::vector<std::string>& texts, std::string_view text)
{
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

std::vector<std::string> lowered(const std::vector<std::string>& texts)
{
    std::vector<std::string> out;
    for (const std::string& text : texts) {
        out.push_back(lowered(trimmed(text)));
    }
    return out;
}

Error flagsError(std::string message)
{
    return makeError(ErrorCode::InvalidArgument, "profile.flags", std::move(message));
}

}  // namespace

RaisedWords::RaisedWords(const std::vector<std::string>& raised, const std::vector<std::string>& cleared)
    : m_raised(lowered(raised)), m_cleared(lowered(cleared))
{}

bool RaisedWords::good() const
{
    return !m_raised.empty() && std::none_of(m_raised.begin(), m_raised.end(), [this](const std::string& text) {
        return text.empty() || holds(m_cleared, text);
    });
}

bool RaisedWords::isRaised(std::string_view text) const
{
    return holds(m_raised, lowered(trimmed(text)));
}

bool RaisedWords::knows(std::string_view text) const
{
    const std::string word = lowered(trimmed(text));
    return word.empty() || holds(m_raised, word) || holds(m_cleared, word);
}

Result<RaisedFlags> RaisedFlags::make(const MappingProfile& profile, RecordMapper& mapper)
{
    RaisedFlags made;
    if (profile.flags.empty()) {
        return made;
    }
    if (profile.flags.size() > kMaxFlags) {
        return flagsError(fmt::format("The profile has more than {} alarm flags.", kMaxFlags));
    }
    for (const AlarmFlag& flag : profile.flags) {
        const std::string name = flag.name ? *flag.name : fmt::format("column {}", flag.column.value_or(0));
        HealthRecord record;
        Refusal refusal;
        if (!mapper.setText(Field::AlarmCode, flag.code, record, refusal)) {
            return flagsError(
                fmt::format("The code of the profile's flag \"{:.200}\" is no good: {}", name, refusal.message));
        }
        made.m_names.push_back(name);
        made.m_codes.push_back(std::move(record.alarmCode));
    }
    made.m_words = RaisedWords(profile.raised, profile.cleared);
    if (!made.m_words.good()) {
        return flagsError(
            "The profile must name at least one text that means raised; none may be empty or mean cleared "
            "as well.");
    }
    return made;
}

void RaisedFlags::begin(std::size_t kept)
{
    m_raised.resize(kept);
    m_ready = false;
}

bool RaisedFlags::take(std::size_t flag, std::string_view text, Refusal& refusal)
{
    if (m_words.isRaised(text)) {
        m_raised.push_back(flag);
        return true;
    }
    return m_words.knows(text) ||
           refuse(
               refusal, "source.flag",
               fmt::format("The flag \"{:.200}\" says \"{:.100}\", which the profile counts neither as raised nor as "
                           "cleared.",
                           m_names[flag], text));
}

bool RaisedFlags::finish(const HealthRecord& record)
{
    m_record = record;
    m_next = 0;
    m_ready = true;
    return !m_raised.empty();
}

bool RaisedFlags::next(HealthRecord& record)
{
    if (!m_ready || m_next == m_raised.size()) {
        return false;
    }
    record = m_record;
    record.alarmCode = m_codes[m_raised[m_next++]];
    return true;
}

}  // namespace meterseal::source
