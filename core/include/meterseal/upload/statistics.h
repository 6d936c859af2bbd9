// What an observer sees of the uploader. Snapshots are immutable values; counters only grow, so that several observers
// form their own differences without disturbing each other. Times in milliseconds, rates per second.
//
// What stands still says why twice: an English sentence with the particulars, and a stable reason for a caller that has
// sentences of its own (as Error has them).
//   lastReason   node.catching-up, node.hangs, node.no-answer, node.lost (accepted a transaction and lost it),
//                node.refuses (what the ledger expects), or the reason of the node's own Error: node.unavailable,
//                chain.busy, tx.*
//   holdReason   upload.paused, upload.no-node, upload.refused-by-all (the next batch of a meter; others go on),
//                upload.ledger-unreadable, upload.sealing-waits, upload.refusal-unclear (what it means cannot be read)
//   holdCause    the reason of the Error behind the hold, or of the last node that turned grey; may be empty
//   errorReason  that of the Error that sticks: upload.journal-io, upload.journal-damaged, source.rejects-io ...
//
// Thread-safety: values.
#pragma once

#include "meterseal/base/time.h"
#include "meterseal/upload/double_buffer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meterseal {

enum class NodeState { Usable, Grey };  // white and grey in the paper's list

struct NodeStatus {
    std::string name;
    NodeState state = NodeState::Grey;
    std::uint64_t height = 0;  // as last probed; 0: not yet
    // Blocks behind the ledger: of a usable node when it was last probed, of a grey one by now.
    std::uint64_t lag = 0;
    std::uint64_t inFlight = 0;                                   // transactions dealt and unanswered
    std::uint64_t dealt = 0, accepted = 0, failed = 0, lost = 0;  // transactions, ever
    std::optional<double> latencyMs;                              // of the last answer; none yet: unknown
    std::string lastError, lastReason;                            // sentence and reason
};

struct UploadSnapshot {
    Timestamp time;
    bool paused = false;
    std::string hold;  // why nothing moves, in a sentence; empty: it moves
    std::string holdReason, holdCause;
    std::string error;  // a background failure that sticks (journal cannot be written ...)
    std::string errorReason;
    std::string damage;  // records that the journal cannot give back any more, in sentences; empty: none

    std::uint64_t acknowledged = 0;  // live records made durable
    std::uint64_t rowsRead = 0;      // records taken by the batcher, files and live
    std::uint64_t rejected = 0, duplicates = 0, alreadyAnchored = 0;
    std::uint64_t sealedBatches = 0, sealedRecords = 0;
    std::uint64_t committedBatches = 0, committedRecords = 0;
    std::uint64_t resubmitted = 0, rebuilt = 0;
    std::uint64_t batchesCompared = 0;  // read to tell what is new from what is anchored already

    // Grows with every piece of work: whoever waits for an end may give up once it stands still.
    std::uint64_t workDone() const
    {
        return rowsRead + rejected + duplicates + alreadyAnchored + batchesCompared + sealedBatches + committedBatches;
    }

    double txPerSecond = 0, recordsPerSecond = 0;              // over the last second
    double txPerSecondMinute = 0, recordsPerSecondMinute = 0;  // over the last minute
    std::optional<double> latencyP50, latencyP95, latencyP99;  // submit to commit, of the latest commits; none: unknown

    BufferFill records;                // live records on their way to the journal
    BufferFill batches;                // sealed batches on their way to the nodes
    std::uint64_t pendingRecords = 0;  // in open batches
    std::uint64_t unfinishedBatches = 0;
    std::optional<double> oldestWaitingMs;  // none: nothing waits
    std::uint64_t journalBytes = 0;
    std::vector<NodeStatus> nodes;
};

// One point of the charts.
struct HistoryPoint {
    Timestamp time;                               // start of the second or minute
    std::uint64_t transactions = 0, records = 0;  // committed in it
    float latencyP50 = -1, latencyP95 = -1;       // < 0: unknown
    float fillA = 0, fillB = 0;                   // 0..1, at its end
};
// Records anchored from one workspace, by day (UTC, of the record) and alarm code: local knowledge, which the ledger
// cannot have.
struct AlarmCountRow {
    Timestamp day;  // its start
    std::string alarmCode;
    std::uint64_t records = 0;

    bool operator==(const AlarmCountRow&) const = default;
};
struct AlarmCounts {
    std::optional<Timestamp> since;  // what was anchored before is in no row; none: nothing was counted here yet
    std::uint64_t uncounted = 0;     // anchored since then, with a code that was not known any more; of all days
    std::vector<AlarmCountRow> rows;
};
enum class HistoryStep { Second, Minute };  // kept for an hour, for a week

}  // namespace meterseal
