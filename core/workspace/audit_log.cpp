#include "meterseal/workspace/audit_log.h"

#include "file/file_lock.h"
#include "meterseal/base/process.h"
#include "meterseal/file/whole_file.h"
#include "workspace/audit_line.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kLockPatience{5000};
constexpr std::size_t kMaxHeadBytes = 4096;

constexpr std::string_view kHeadLost = "audit.head-lost";

std::string printHead(const AuditHead& head)
{
    return nlohmann::json{{"seq", head.seq}, {"hash", head.hash.hex()}}.dump() + "\n";
}

// Nothing where it is missing or a byte of it is not as append() writes it.
std::optional<AuditHead> readHead(const fs::path& file)
{
    const auto text = readWhole(file, kMaxHeadBytes);
    if (!text) {
        return std::nullopt;
    }
    const auto object = nlohmann::json::parse(*text, nullptr, false);
    if (!object.is_object() || !object.contains("seq") || !object["seq"].is_number_unsigned() ||
        !object.contains("hash") || !object["hash"].is_string()) {
        return std::nullopt;
    }
    const auto hash = Hash256::fromHex(object["hash"].get<std::string>());
    const AuditHead head{object["seq"].get<std::uint64_t>(), hash.ok() ? *hash : Hash256{}};
    const bool plausible = head.seq > 0 || head.hash.isZero();
    return hash.ok() && plausible && printHead(head) == *text ? std::optional(head) : std::nullopt;
}

Status audited(const Status& status)
{
    return status ? Status() : Status(rephrased(status.error(), "audit.io", "The audit log was not changed."));
}

Result<File> openForAppending(const fs::path& file)
{
    auto opened = File::open(file, OpenFor::Appending, kPrivateMode);
    return opened ? std::move(opened) : Result<File>(rephrased(opened.error(), "audit.io"));
}

// All of it, synced; or nothing, and the file as long as it was.
Status appendWhole(File& out, std::string_view content)
{
    MS_ASSIGN(const std::uint64_t before, out.size());
    Status done = out.write(content);
    done = done ? out.sync() : done;
    if (!done) {
        static_cast<void>(out.truncate(before));  // else the half line is found as a cut tail by the next append
    }
    return audited(done);
}

Status cutTo(File& out, std::uint64_t size)
{
    const Status cut = out.truncate(size);
    return audited(cut ? out.sync() : cut);
}

// What the next entry is chained to. Where audit.head knows of more than the file has, the chain goes on from there,
// so that what was taken away stays visible for ever.
struct Tail {
    AuditHead last;
    std::uint64_t end = 0, cutBytes = 0;
    bool headLost = false;  // the log has lines and audit.head is missing or damaged
};

Result<Tail> findTail(const AuditLog& log)
{
    Tail tail;
    auto file = audit::LineFile::open(log.file());
    if (!file && file.error().code != ErrorCode::NotFound) {
        return file.error();
    }
    if (file) {
        tail.end = file->end();
        tail.cutBytes = file->cutBytes();
        std::uint64_t unreadable = 0;
        bool first = true;
        MS_TRY(file->backward(tail.end, [&](std::uint64_t offset, std::string_view line) {
            const AuditEntry entry = audit::decode(line, offset);
            if (first) {
                tail.last.hash = entry.hash;
                first = false;
            }
            tail.last.seq = entry.seq + unreadable;
            unreadable += entry.readable ? 0 : 1;
            return !entry.readable;
        }));
        if (!first && tail.last.seq == 0) {
            tail.last.seq = unreadable;  // not one entry among them
        }
    }
    const auto head = readHead(log.headFile());
    tail.headLost = tail.end > 0 && !head;
    if (head && head->seq >= tail.last.seq) {
        tail.last = *head;
    }
    return tail;
}

// Moves what follows the last whole line into the file for such things.
Result<AuditNote> setCutTailAside(const AuditLog& log, const Tail& tail)
{
    MS_ASSIGN(const audit::LineFile lines, audit::LineFile::open(log.file()));
    MS_ASSIGN(const std::string cut, lines.cutTail());
    MS_ASSIGN(File aside, openForAppending(log.cutFile()));
    MS_TRY(appendWhole(aside, cut + "\n"));
    MS_ASSIGN(File out, openForAppending(log.file()));
    MS_TRY(cutTo(out, tail.end));
    return AuditNote{"audit.cut-tail",
                     {},
                     {{"file", log.cutFile().filename().string()}},
                     {{"bytes", std::to_string(tail.cutBytes)}},
                     {}};
}

}  // namespace

Status AuditLog::append(const AuditNote& note) const
{
    MS_ASSIGN(const FileLock lock, FileLock::acquire(lockFile(), "audit.locked", "The audit log", kLockPatience));
    MS_ASSIGN(const Tail tail, findTail(*this));
    std::vector<AuditNote> notes;
    if (tail.cutBytes > 0) {
        MS_ASSIGN(AuditNote cut, setCutTailAside(*this, tail));
        notes.push_back(std::move(cut));
    }
    if (tail.headLost) {
        notes.push_back({std::string(kHeadLost), {}, {}, {{"entries", std::to_string(tail.last.seq)}}, {}});
    }
    notes.push_back(note);
    if (tail.end == 0 && tail.cutBytes == 0 && tail.last.seq == 0) {
        // Before the first line, so that a log with lines and no head is never the work of a crash.
        MS_TRY(replaceFile(headFile(), printHead({}), kPrivateMode));
    }

    const std::string user = userName();
    const Timestamp time = now();
    AuditHead head = tail.last;
    std::string lines;
    for (const AuditNote& one : notes) {
        const std::string line = audit::encode(one, ++head.seq, time, user, head.hash);
        head.hash = audit::decode(line, 0).hash;
        lines += line + "\n";
    }
    MS_ASSIGN(File out, openForAppending(file()));
    MS_TRY(appendWhole(out, lines));
    if (tail.end == 0) {
        static_cast<void>(syncFolder(m_folder));
    }
    // The entry stands whatever becomes of this; an old head only sees less.
    static_cast<void>(replaceFile(headFile(), printHead(head), kPrivateMode));
    return {};
}

std::optional<AuditHead> AuditLog::head() const
{
    return readHead(headFile());
}

std::uint64_t AuditLog::size() const
{
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file(), error);
    return error ? 0 : size;
}

namespace {

Error cancelled()
{
    return makeError(ErrorCode::Cancelled, "audit.cancelled", "Reading the audit log was stopped.");
}

bool containsFolded(std::string_view text, std::string_view part)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::search(text.begin(), text.end(), part.begin(), part.end(),
                       [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

// On the line as it stands: a quote inside a text is escaped, so that these can only be members.
bool mayFit(std::string_view line, const AuditFilter& filter, const std::string& action)
{
    const auto has = [&](std::string_view part) { return line.find(part) != std::string_view::npos; };
    return (action.empty() || has(action)) && (filter.outcome != AuditFilter::Outcome::Ok || has(R"("code":"ok")")) &&
           (filter.text.empty() || containsFolded(line, filter.text));
}

bool fits(const AuditEntry& entry, const AuditFilter& filter)
{
    const bool all = filter.action.empty() && filter.outcome == AuditFilter::Outcome::Any && !filter.from && !filter.to;
    if (!entry.readable) {
        return all;
    }
    const bool group = filter.action.ends_with('.');
    const bool action =
        filter.action.empty() || (group ? entry.action.starts_with(filter.action) : entry.action == filter.action);
    const bool outcome =
        filter.outcome == AuditFilter::Outcome::Any || entry.ok() == (filter.outcome == AuditFilter::Outcome::Ok);
    return action && outcome && (!filter.from || entry.time >= *filter.from) &&
           (!filter.to || entry.time <= *filter.to);
}

}  // namespace

Result<Page<AuditEntry>> AuditLog::page(const AuditFilter& filter, std::optional<std::uint64_t> cursor,
                                        Direction direction, std::size_t limit, const std::stop_token& stop) const
{
    Page<AuditEntry> page;
    const auto lines = audit::LineFile::open(file());
    if (!lines) {
        return lines.error().code == ErrorCode::NotFound ? Result<Page<AuditEntry>>(page) : lines.error();
    }
    std::string action;
    if (!filter.action.empty()) {
        action = R"("action":")" + filter.action + (filter.action.ends_with('.') ? "" : "\"");
    }
    const auto see = [&](std::uint64_t offset, std::string_view line) {
        if (stop.stop_requested()) {
            return false;
        }
        if ((direction == Direction::Newer && cursor == offset) || !mayFit(line, filter, action)) {
            return true;
        }
        AuditEntry entry = audit::decode(line, offset);
        if (fits(entry, filter)) {
            page.more = page.rows.size() == limit;
            if (page.more) {
                return false;
            }
            page.rows.push_back(std::move(entry));
        }
        return true;
    };
    MS_TRY(direction == Direction::Newer ? lines->forward(cursor.value_or(0), see)
                                         : lines->backward(cursor.value_or(lines->end()), see));
    if (stop.stop_requested()) {
        return cancelled();
    }
    return page;
}

namespace {

class EntryChainCheck {
public:
    // What is known of the end: by audit.head, and from elsewhere.
    explicit EntryChainCheck(std::vector<AuditHead> known) : m_known(std::move(known)) {}

    AuditCheck result;

    void see(const AuditEntry& entry)
    {
        const std::uint64_t expected = m_seq + 1;
        ++result.entries;
        if (!entry.readable) {
            add({AuditBreak::Kind::Unreadable, result.entries, expected, expected});
            m_seq = expected;
            m_hash.reset();  // what it was cannot be known, so the next link says nothing new
        } else {
            if (entry.seq > expected) {
                add({AuditBreak::Kind::Removed, result.entries, expected, entry.seq - 1});
            } else if (entry.seq < expected) {
                add({AuditBreak::Kind::Changed, result.entries, entry.seq, entry.seq});
            } else if (m_hash && entry.prev != *m_hash) {
                add({AuditBreak::Kind::Changed, result.entries, m_seq, m_seq});
            }
            m_seq = entry.seq;
            m_hash = entry.hash;
            if (entry.action == kHeadLost) {
                add({AuditBreak::Kind::HeadLost, result.entries, m_seq - 1, m_seq - 1});
            }
        }
        for (const AuditHead& known : m_known) {
            if (known.seq == m_seq && m_hash && *m_hash != known.hash) {
                add({AuditBreak::Kind::Changed, result.entries, m_seq, m_seq});
            }
        }
        result.head = entry.hash;
    }
    void end(bool headMissing)
    {
        std::uint64_t knownTo = 0;
        for (const AuditHead& known : m_known) {
            knownTo = std::max(knownTo, known.seq);
        }
        if (knownTo > m_seq) {
            add({AuditBreak::Kind::Removed, result.entries + 1, m_seq + 1, knownTo});
        }
        if (headMissing && result.entries > 0) {
            add({AuditBreak::Kind::HeadLost, result.entries + 1, m_seq, m_seq});
        }
    }

private:
    void add(const AuditBreak& broken)
    {
        // The next entry and audit.head may both bear witness against the same one.
        if (!result.breaks.empty() && result.breaks.back().kind == AuditBreak::Kind::Changed &&
            broken.kind == AuditBreak::Kind::Changed && result.breaks.back().seq == broken.seq) {
            return;
        }
        ++result.breakCount;
        if (result.breaks.size() < AuditCheck::kMostBreaks) {
            result.breaks.push_back(broken);
        }
    }

    const std::vector<AuditHead> m_known;
    std::uint64_t m_seq = 0;
    std::optional<Hash256> m_hash = Hash256{};
};

}  // namespace

Result<AuditCheck> AuditLog::check(const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                                   const std::stop_token& stop, const std::optional<AuditHead>& known) const
{
    // Before the log: an entry that is appended in between is then simply newer than the head.
    const std::optional<AuditHead> head = readHead(headFile());
    std::vector<AuditHead> ends;
    for (const std::optional<AuditHead>& one : {head, known}) {
        if (one) {
            ends.push_back(*one);
        }
    }
    EntryChainCheck check(std::move(ends));
    const auto lines = audit::LineFile::open(file());
    if (!lines && lines.error().code != ErrorCode::NotFound) {
        return lines.error();
    }
    if (lines) {
        constexpr std::uint64_t kTellEvery = 1024;
        MS_TRY(lines->forward(0, [&](std::uint64_t offset, std::string_view line) {
            check.see(audit::decode(line, offset));
            if (progress && check.result.entries % kTellEvery == 0) {
                progress(offset, lines->end());
            }
            return !stop.stop_requested();
        }));
        check.result.cutBytes = lines->cutBytes();
    }
    if (stop.stop_requested()) {
        return cancelled();
    }
    check.end(!head);
    return check.result;
}

std::string describe(const AuditBreak& broken)
{
    switch (broken.kind) {
    case AuditBreak::Kind::Changed:
        return fmt::format("Entry {} was changed: it is not the one that was chained (seen at line {}).", broken.seq,
                           broken.line);
    case AuditBreak::Kind::Removed:
        return broken.seq == broken.last
                   ? fmt::format("Entry {} was removed (seen at line {}).", broken.seq, broken.line)
                   : fmt::format("Entries {} to {} were removed (seen at line {}).", broken.seq, broken.last,
                                 broken.line);
    case AuditBreak::Kind::Unreadable:
        return fmt::format("Line {} is no entry of an audit log.", broken.line);
    case AuditBreak::Kind::HeadLost:
        return fmt::format("audit.head was missing or damaged after entry {}: whether entries that followed were "
                           "removed cannot be said (seen at line {}).",
                           broken.seq, broken.line);
    }
    return {};
}

}  // namespace meterseal
