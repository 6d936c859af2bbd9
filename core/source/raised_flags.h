// The alarm flags of a wide row: columns or members that each say whether one alarm is raised. One row becomes one
// record for each raised flag, or none.
//
// Thread-safety: one thread.
#pragma once

#include "source/record_mapper.h"

#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

// The words by which flags speak; letter case and white space at the ends do not count.
class RaisedWords {
public:
    RaisedWords() = default;
    RaisedWords(const std::vector<std::string>& raised, const std::vector<std::string>& cleared);

    bool good() const;  // something means raised, which is not empty and does not mean cleared
    bool isRaised(std::string_view text) const;
    bool knows(std::string_view text) const;

private:
    std::vector<std::string> m_raised, m_cleared;  // in lower case
};

class RaisedFlags {
public:
    // Checks the profile's flags too. `mapper` gives the flags' codes their final form. reason: profile.flags
    static Result<RaisedFlags> make(const MappingProfile& profile, RecordMapper& mapper);

    bool used() const { return !m_codes.empty(); }

    // Begins a row; what was taken before `kept` stays (the flags that several rows share).
    void begin(std::size_t kept = 0);
    std::size_t taken() const { return m_raised.size(); }
    // What flag number `flag` says; empty text says nothing. False where it is neither raised nor cleared.
    bool take(std::size_t flag, std::string_view text, Refusal& refusal);
    // Ends the row: next() gives `record` once with each raised flag's code. False where none is raised.
    bool finish(const HealthRecord& record);
    bool next(HealthRecord& record);

private:
    RaisedFlags() = default;

    std::vector<std::string> m_codes;  // by flag
    std::vector<std::string> m_names;
    RaisedWords m_words;
    std::vector<std::size_t> m_raised;  // flags of this row
    HealthRecord m_record;
    std::size_t m_next = 0;
    bool m_ready = false;
};

}  // namespace meterseal::source
