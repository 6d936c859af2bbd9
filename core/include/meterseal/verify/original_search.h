// The search for the record that was anchored, where no copy at hand is it.
//
// A ledger holds leaves, so the record cannot be read from it. But a guess that hashes to an anchored leaf IS the
// anchored record (chance: below 10^-59 for 10^12 guesses and 10^6 leaves). Whole guesses are made from the records at
// hand and tried against all unmatched leaves of the meter at once: one hash, one look-up. In this order: other
// parties' records and mixes of their fields; other alarm codes; one slip of a digit; powers of ten, sign, units; steps
// of the last digit; times shifted by zones, seconds, day and month swapped, cut off; two slips; values between the
// neighbours; every value of the register, where asked for. No hit means nothing: it does not say which copy is true.
//
// Guesses are tried on all cores (threads "ms-verify-N" for the length of the call).
//
// Open leaves only: with salted ones a guess needs the meter's record key. Thread-safety: pure function; `progress` is
// called from the calling thread.
#pragma once

#include "meterseal/record/health_record.h"

#include <chrono>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

struct OriginalSearchRequest {
    std::vector<Hash256> leaves;        // of one meter, that no record at hand hashes to
    std::vector<HealthRecord> records;  // at hand, of this meter, at and around these places
    std::vector<Timestamp> times;       // further times worth trying (a missing reading's, by the rhythm of the others)
    std::vector<std::string> alarmCodes;  // worth trying
    int registerDigits = 0;               // 7: every value of 7 digits, with the decimals of the records; 0: not
    std::chrono::milliseconds longest{10'000};
    unsigned threads = 0;  // 0: as many as cores
};

struct FoundOriginal {
    Hash256 leaf;
    HealthRecord record;    // leafOf(record) == leaf
    std::string_view kind;  // "another party's record", "one slip of a digit", ...
};

struct OriginalSearchResult {
    std::vector<FoundOriginal> found;
    std::uint64_t candidates = 0;  // guesses that were hashed
    bool whole = true;             // false: stopped, or out of time
};

// `progress` is told the guesses so far, a few times a second; may be empty. Precondition: checkRecord() of each
// record.
OriginalSearchResult searchOriginals(const OriginalSearchRequest& request,
                                     const std::function<void(std::uint64_t)>& progress = {},
                                     std::stop_token stop = {});

}  // namespace meterseal
