// What was anchored where a file holds another record or none: the search of original_search.h, begun from the file.
//
// A verification tells ALTERED and MISSING as it goes; OpenPlaces keeps them. Afterwards the file is read once more for
// what stands around those places, because a missing reading is found from its neighbours and the rhythm of the
// readings. What is told is proved by its hash; what is not found says nothing.
//
// Thread-safety: as the function called; owns worker threads while it runs; callbacks come from the calling thread.
#pragma once

#include "meterseal/source/record_source.h"
#include "meterseal/verify/original_search.h"
#include "meterseal/verify/verifier.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meterseal {

// Places of the ledger at which a file holds another record, or none.
class OpenPlaces {
public:
    static constexpr std::size_t kMost = 10'000;  // those beyond are counted and not searched for

    void take(const Finding& finding);  // others than ALTERED and MISSING are passed over
    bool empty() const { return m_places.empty(); }
    std::size_t size() const { return m_places.size(); }
    std::uint64_t leftOut() const { return m_leftOut; }

private:
    friend class FileOriginalsSearch;
    struct Place {
        std::string mn;
        Hash256 leaf;
        std::optional<HealthRecord> held;   // ALTERED: what the file has instead
        std::optional<Timestamp> from, to;  // of the batch
        Hash256 tx;
        std::uint32_t leafIndex = 0;
        std::optional<Height> height;
    };
    std::vector<Place> m_places;
    std::uint64_t m_leftOut = 0;
};

struct FileOriginalsOptions {
    std::chrono::milliseconds longest{10'000};  // for all places together
    int registerDigits = 0;
    std::vector<std::string> alarmCodes;  // worth trying beside those of the file
    unsigned threads = 0;
};

struct FileOriginal {
    Hash256 tx;
    std::uint32_t leafIndex = 0;
    std::optional<Height> height;
    std::optional<HealthRecord> held;
    FoundOriginal original;
};
// "anchored was ...": names what differs where the file holds another record.
std::string describe(const FileOriginal& found);

struct FileOriginals {
    std::vector<FileOriginal> found;  // in the order of the findings
    std::uint64_t places = 0;         // searched for
    std::uint64_t leftOut = 0;
    std::uint64_t candidates = 0;  // guesses that were hashed
    bool whole = true;             // false: time ran out, or it was stopped
};
std::string describe(const FileOriginals& all);

// `progress` is told the guesses so far. reason: those of RecordSource
Result<FileOriginals> searchFileOriginals(const std::filesystem::path& file, const MappingProfile& profile,
                                          const OpenPlaces& places, const FileOriginalsOptions& options,
                                          const std::function<void(std::uint64_t)>& progress = {},
                                          std::stop_token stop = {});

}  // namespace meterseal
