// What only all records of a file together show: their span, how they spread over meters, and what cannot be true of
// all of them at once.
//
// Thread-safety: one thread; takes memory for each meter, and for each record up to kMostCompared.
#pragma once

#include "meterseal/source/record_source.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace meterseal {

struct SurveyOptions {
    Timestamp now;
    // When a meter was registered; nothing where the ledger has no such meter, or is not asked.
    std::function<std::optional<Timestamp>(const std::string& mn)> registeredAt;
};

struct RecordSummary {
    std::uint64_t records = 0, quiet = 0, rejected = 0;
    std::map<std::string, std::uint64_t> rejectedBy;  // reason
    std::map<std::string, std::string> rejectedFor;   // reason: the first one's line and sentence
    Timestamp first, last;
    std::uint64_t meters = 0, fewest = 0, median = 0, most = 0;  // records of a meter
    std::uint64_t inFuture = 0;                                  // later than a day from now
    std::uint64_t longPast = 0;                                  // before 2000: the time of a clock that was never set
    std::uint64_t beforeRegistration = 0;                        // by more than a year
    // Records that have the meter, code and time of an earlier one of the file and another value; their rows.
    std::uint64_t otherValue = 0;
    std::vector<std::uint64_t> firstRows, laterRows;  // of up to 10,000 of them, in pairs
    bool allCompared = true;                          // false: there are more records than could be compared
};

class RecordSurvey {
public:
    static constexpr std::size_t kMostCompared = 2u << 20;

    explicit RecordSurvey(SurveyOptions options);
    ~RecordSurvey();
    void add(const SourceRow& row);
    void reject(const RejectedRow& row);
    RecordSummary finish(std::uint64_t quiet) &&;

private:
    struct Seen;
    SurveyOptions m_options;
    RecordSummary m_summary;
    std::unordered_map<std::string, std::uint64_t> m_perMeter;
    std::unordered_map<std::string, std::optional<Timestamp>> m_registered;
    std::unique_ptr<Seen> m_seen;
    std::string m_key;
};

// Reads all of the file. reason: source.*; Cancelled/source.stopped where `stop` (asked now and then) says so.
Result<RecordSummary> surveyRecords(const std::filesystem::path& file, const MappingProfile& profile,
                                    SurveyOptions options, const std::function<bool()>& stop = {});

// What of it a person should know before the records are anchored for ever, a sentence each; none where all is usual.
std::vector<std::string> doubtsOf(const RecordSummary& summary);

}  // namespace meterseal
