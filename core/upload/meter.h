// A meter and its batches, as the uploader's threads hold them. Each part of a Meter belongs to one thread.
#pragma once

#include "upload/job.h"
#include "upload/segment_log.h"

#include <deque>
#include <map>
#include <optional>

namespace meterseal::upload {

using SteadyClock = std::chrono::steady_clock;

struct Meter;

struct AlarmCount {
    Timestamp day;
    std::string code;
    std::uint64_t records = 0;
};

// One sealed batch. Fixed once the sealer hands it over, apart from the dispatcher's part and `finished`.
struct Batch {
    std::uint64_t id = 0;
    JobPtr job;
    Meter* meter = nullptr;
    Hash256 tx, prev;
    Timestamp start, end;
    std::uint32_t count = 0;
    Bytes rows;  // putRows()
    std::shared_ptr<const Bytes> wire;
    std::vector<AlarmCount> alarms;
    std::uint64_t segment = 0;  // of the batch log

    // Set by the dispatcher once the ledger holds it (or it was rejected): from then on the ledger answers for it.
    std::atomic<bool> finished{false};

    // The dispatcher's.
    SteadyClock::time_point sealedAt, acceptedAt;
    unsigned refusals = 0;  // that the ledger does not explain
    std::size_t node = 0;   // dealt to last
};
using BatchPtr = std::shared_ptr<Batch>;

// A record waiting for its batch: 32 bytes, no allocation of its own.
struct Entry {
    Timestamp time;
    double value = 0;
    std::uint64_t row = 0;
    std::uint32_t code = 0;  // where its alarm code stands in the group's `codes`: a length byte, then the text
};

// The records of one job, meter and time window.
struct Group {
    Meter* meter = nullptr;
    JobPtr job;
    std::int64_t window = 0;
    std::vector<Entry> entries;
    std::string codes;
    SteadyClock::time_point oldest;

    std::string_view codeOf(const Entry& entry) const
    {
        const char* at = codes.data() + entry.code;
        return {at + 1, static_cast<std::uint8_t>(*at)};
    }
};

struct Meter {
    // Fixed.
    std::string mn, address;
    crypto::PublicKey publicKey;
    std::optional<crypto::PrivateKey> key;  // none: only finishes what the journal holds

    // Set by the sealer when the ledger takes no batch of it; the reader then asks again before it takes records.
    std::atomic<bool> closed{false};

    // The reader's: open groups, nearly always one.
    std::vector<Group> open;

    // The sealer's.
    std::optional<Hash256> lastTx;        // what the next batch's prev will be; none: ask the chain
    std::optional<Timestamp> anchoredTo;  // no committed batch of this meter ends later
    std::vector<BatchPtr> unfinished;     // in order; pruned lazily

    // The dispatcher's: batches not yet accepted by a node, and accepted but not yet in a block; both in order.
    std::deque<BatchPtr> waiting, accepted;
    bool dealt = false;                   // a node has the front of `waiting`
    bool checking = false;                // the sealer looks into a refusal
    SteadyClock::time_point notBefore{};  // every node refused its next batch: offered again later
    bool listed = false;                  // in the dispatcher's list of meters with work
};

}  // namespace meterseal::upload
