// AuditLog: who did what in a workspace, when, and with what result. An append-only file of JSON Lines in which each
// entry carries the SHA-256 of the line before (core/workspace/README.md has the format and what it can show).
//
//   audit.jsonl       the entries
//   audit.head        sequence number and hash of the last entry, so that a changed or removed end is seen too
//   audit-cut.jsonl   what a crash left of a line, kept aside
//
// append() is durable when it returns and may be called from any thread and any program at once. Everything else only
// reads and changes nothing on disk. Secrets never go in: callers name files, meters and hashes, nothing typed into a
// passphrase field.
// Thread-safety: a value of paths; every function from any thread.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/ledger/reader.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal {

using AuditFields = std::map<std::string, std::string>;

// What a program has to say. Texts are cut at 1 KiB; what is no UTF-8 is written as it can be.
struct AuditNote {
    std::string action;             // stable id: "meter.register", "key-store.unlock", "verify.file"
    std::string organisation = {};  // acted for; empty: none
    AuditFields subject = {};       // "mn", "file", "sha256", "organisation", ...
    AuditFields details = {};
    Status result = {};
    std::string client = {};  // a service's client on whose behalf: its token's id and name; empty: the user of this
                              // machine
};

struct AuditEntry {
    std::uint64_t offset = 0;  // of its line in the file: the key of pages
    bool readable = true;      // false: the line is no entry; only `line` and `hash` hold
    std::uint64_t seq = 0;     // from 1
    Timestamp time;
    std::string user, client, organisation, action;  // client: empty where the user did it
    AuditFields subject, details;
    std::string code = "ok", reason;  // code: "ok", or toString(ErrorCode)
    Hash256 prev;
    Hash256 hash;      // SHA-256 of the line
    std::string line;  // as it stands in the file, without its end

    bool ok() const { return code == "ok"; }
    // The client where there is one, with the user whose program served it: "id8 platform (meterseal)".
    std::string who() const { return client.empty() ? user : client + " (" + user + ")"; }
};

struct AuditFilter {
    enum class Outcome { Any, Ok, Failed };
    std::string action = {};  // an id, or the group before the dot with it: "meter."; empty: all
    Outcome outcome = Outcome::Any;
    std::string text = {};  // anywhere in the entry, ASCII letters of either case
    std::optional<Timestamp> from = {}, to = {};
};

// Where the chain does not hold.
struct AuditBreak {
    enum class Kind {
        Changed,     // entry `seq` is not what the next one, or audit.head, was chained to
        Removed,     // entries seq ... last are not there
        Unreadable,  // line `line` is no entry
        HeadLost,    // audit.head is missing or damaged, or was after entry `seq`: whether entries that followed were
                     // removed cannot be said
    };
    Kind kind = Kind::Changed;
    std::uint64_t line = 0;  // from 1: where it showed; one more than the last line where the end is missing
    std::uint64_t seq = 0, last = 0;
};

// The last entry.
struct AuditHead {
    std::uint64_t seq = 0;  // 0: the log is empty
    Hash256 hash;           // zeros then
    bool operator==(const AuditHead&) const = default;
};

struct AuditCheck {
    static constexpr std::size_t kMostBreaks = 100;
    std::uint64_t entries = 0;
    Hash256 head;                    // of the last entry; zeros where there is none
    std::uint64_t breakCount = 0;    // all of them
    std::vector<AuditBreak> breaks;  // the first kMostBreaks
    std::uint64_t cutBytes = 0;      // of a line that was begun and not finished (a crash): no entry, no break

    bool whole() const { return breakCount == 0; }
};

class AuditLog {
public:
    explicit AuditLog(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    std::filesystem::path file() const { return m_folder / "audit.jsonl"; }
    std::filesystem::path headFile() const { return m_folder / "audit.head"; }
    std::filesystem::path cutFile() const { return m_folder / "audit-cut.jsonl"; }

    // Durable on return. A line that a crash cut off is moved to cutFile() first, and an entry "audit.cut-tail" says
    // so. On an Error the log is what it was. reason: audit.locked (Busy, after five seconds), audit.io
    Status append(const AuditNote& note) const;

    // A page of entries in file order (Newer) or the newest first (Older); the cursor is an entry's offset. No file is
    // an empty log. reason: audit.io, audit.cancelled
    Result<Page<AuditEntry>> page(const AuditFilter& filter, std::optional<std::uint64_t> cursor, Direction direction,
                                  std::size_t limit, const std::stop_token& stop = {}) const;

    // Reads the whole log and compares it with audit.head, and with what is `known` of its end from elsewhere
    // (Workspace::knownAuditHead). progress(bytes done, bytes in all) may be empty. reason: audit.io, audit.cancelled
    Result<AuditCheck> check(const std::function<void(std::uint64_t, std::uint64_t)>& progress = {},
                             const std::stop_token& stop = {}, const std::optional<AuditHead>& known = {}) const;

    // As audit.head has it; nothing where that is missing or damaged.
    std::optional<AuditHead> head() const;

    // Bytes of the log now: grows with every entry. 0 where there is none.
    std::uint64_t size() const;

private:
    std::filesystem::path lockFile() const { return m_folder / "audit.lock"; }

    std::filesystem::path m_folder;
};

// One English sentence.
std::string describe(const AuditBreak& broken);

}  // namespace meterseal
