// A meter and its batches, as the uploader's threads hold them. Each part of a Meter belongs to one thread.
#pragma once

#include "meterseal/upload/statistics.h"
#include "upload/code_table.h"
#include "upload/job.h"
#include "upload/segment_log.h"

#include <deque>
#include <map>
#include <optional>

namespace meterseal::upload {

using SteadyClock = std::chrono::steady_clock;

struct Meter;

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
    std::optional<std::vector<AlarmCountRow>> alarms;  // none: not known any more
    std::uint64_t segment = 0;                         // of the batch log

    // Of a file job's earlier run: its rows are read again and found anchored, so they do not count a second time.
    bool ofEarlierRun = false;

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
    std::uint32_t code = 0;  // see Group::codeOf()
};

// The records of one job, meter and time window.
struct Group {
    Meter* meter = nullptr;
    JobPtr job;
    std::int64_t window = 0;
    std::vector<Entry> entries;
    std::string codes;  // for which the table had no room: a length byte and the text, one after the other
    SteadyClock::time_point oldest;

    // A number of the table, or, from CodeTable::kMost on, a place in `codes`.
    std::string_view codeOf(const Entry& entry, const CodeTable& table) const
    {
        if (entry.code < CodeTable::kMost) {
            return table[entry.code];
        }
        const char* at = codes.data() + (entry.code - CodeTable::kMost);
        return {at + 1, static_cast<std::uint8_t>(*at)};
    }
};

// What the reader touches for every record stands first, on one cache line.
struct alignas(64) Meter {
    // Fixed.
    std::string mn;

    // The reader's: open groups, nearly always one.
    std::vector<Group> open;

    // Set by the sealer when the ledger takes no batch of it; the reader then asks again before it takes records.
    std::atomic<bool> closed{false};

    // Fixed.
    std::string address;
    crypto::PublicKey publicKey;
    std::optional<crypto::PrivateKey> key;  // none: only finishes what the journal holds

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
