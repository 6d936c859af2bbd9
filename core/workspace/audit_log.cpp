#include "meterseal/workspace/audit_log.h"

#include "base/file_lock.h"
#include "workspace/audit_line.h"
#include "workspace/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <pwd.h>
#include <thread>
#include <unistd.h>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kLockPatience{5000};
constexpr std::chrono::milliseconds kLockPause{5};
constexpr std::size_t kMaxHeadBytes = 4096;

struct Head {
    std::uint64_t seq = 0;
    Hash256 hash;
};

// Another program holds it for the length of one append only.
Result<FileLock> lockLog(const fs::path& file)
{
    const auto until = std::chrono::steady_clock::now() + kLockPatience;
    for (;;) {
        auto lock = FileLock::acquire(file, "audit.locked", "The audit log");
        if (lock || lock.error().code != ErrorCode::Busy || std::chrono::steady_clock::now() > until) {
            return lock;
        }
        std::this_thread::sleep_for(kLockPause);
    }
}

std::string userName()
{
    passwd entry = {};
    passwd* found = nullptr;
    char buffer[4096];
    if (::getpwuid_r(::geteuid(), &entry, buffer, sizeof buffer, &found) == 0 && found != nullptr) {
        return found->pw_name;
    }
    return fmt::format("uid {}", ::geteuid());
}

// Nothing where it is missing or was never finished: it is a help, the chain itself is in the log.
std::optional<Head> readHead(const fs::path& file)
{
    const auto text = readSmallFile(file, kMaxHeadBytes);
    if (!text) {
        return std::nullopt;
    }
    const auto object = nlohmann::json::parse(*text, nullptr, false);
    if (!object.is_object() || !object.contains("seq") || !object["seq"].is_number_unsigned() ||
        !object.contains("hash") || !object["hash"].is_string()) {
        return std::nullopt;
    }
    const auto hash = Hash256::fromHex(object["hash"].get<std::string>());
    return hash ? std::optional(Head{object["seq"].get<std::uint64_t>(), *hash}) : std::nullopt;
}

class Output {
public:
    static Result<Output> open(const fs::path& file)
    {
        Output out(file, ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
        if (out.m_fd < 0) {
            return audit::ioError(file, "opened for writing");
        }
        return out;
    }
    Output(Output&& other) noexcept : m_file(std::move(other.m_file)), m_fd(std::exchange(other.m_fd, -1)) {}
    Output& operator=(Output&&) = delete;
    ~Output()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    // All of it, synced; or nothing, and the file as long as it was.
    Status append(std::string_view content) const
    {
        const off_t before = ::lseek(m_fd, 0, SEEK_END);
        std::string_view rest = content;
        while (!rest.empty()) {
            const ssize_t done = ::write(m_fd, rest.data(), rest.size());
            if (done < 0 && errno == EINTR) {
                continue;
            }
            if (done <= 0) {
                return undo(before);
            }
            rest.remove_prefix(static_cast<std::size_t>(done));
        }
        return ::fdatasync(m_fd) == 0 ? Status() : undo(before);
    }
    Status cutTo(std::uint64_t size) const
    {
        if (::ftruncate(m_fd, static_cast<off_t>(size)) != 0 || ::fdatasync(m_fd) != 0) {
            return audit::ioError(m_file, "cut back to its last whole line");
        }
        return {};
    }

private:
    Output(fs::path file, int fd) : m_file(std::move(file)), m_fd(fd) {}
    Status undo(off_t before) const
    {
        const Error error = audit::ioError(m_file, "written");
        if (::ftruncate(m_fd, before) != 0) {
            // The half line is then found as a cut tail by the next append.
        }
        return error;
    }

    fs::path m_file;
    int m_fd;
};

void syncFolder(const fs::path& folder)
{
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
}

// What the next entry is chained to. Where audit.head knows of more than the file has, the chain goes on from there,
// so that what was taken away stays visible for ever.
struct Tail {
    Head last;
    std::uint64_t end = 0, cutBytes = 0;
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
    MS_ASSIGN(const Output aside, Output::open(log.cutFile()));
    MS_TRY(aside.append(cut + "\n"));
    MS_ASSIGN(const Output out, Output::open(log.file()));
    MS_TRY(out.cutTo(tail.end));
    return AuditNote{"audit.cut-tail",
                     {},
                     {{"file", log.cutFile().filename().string()}},
                     {{"bytes", std::to_string(tail.cutBytes)}},
                     {}};
}

}  // namespace

Status AuditLog::append(const AuditNote& note) const
{
    MS_ASSIGN(const FileLock lock, lockLog(lockFile()));
    MS_ASSIGN(const Tail tail, findTail(*this));
    std::vector<AuditNote> notes;
    if (tail.cutBytes > 0) {
        MS_ASSIGN(AuditNote cut, setCutTailAside(*this, tail));
        notes.push_back(std::move(cut));
    }
    notes.push_back(note);

    const std::string user = userName();
    const Timestamp time = now();
    Head head = tail.last;
    std::string lines;
    for (const AuditNote& one : notes) {
        const std::string line = audit::encode(one, ++head.seq, time, user, head.hash);
        head.hash = audit::decode(line, 0).hash;
        lines += line + "\n";
    }
    MS_ASSIGN(const Output out, Output::open(file()));
    MS_TRY(out.append(lines));
    if (tail.end == 0) {
        syncFolder(m_folder);
    }
    // The entry stands whatever becomes of this; an old head only sees less.
    static_cast<void>(
        writeFileAtomically(headFile(), nlohmann::json{{"seq", head.seq}, {"hash", head.hash.hex()}}.dump() + "\n"));
    return {};
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

class ChainCheck {
public:
    AuditCheck result;

    void see(const AuditEntry& entry, const std::optional<Head>& head)
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
        }
        if (head && head->seq == m_seq) {
            if (m_hash && *m_hash != head->hash) {
                add({AuditBreak::Kind::Changed, result.entries, m_seq, m_seq});
            }
        }
        result.head = entry.hash;
    }
    void end(const std::optional<Head>& head)
    {
        if (head && head->seq > m_seq) {
            add({AuditBreak::Kind::Removed, result.entries + 1, m_seq + 1, head->seq});
        }
        result.head = result.entries == 0 ? Hash256{} : result.head;
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

    std::uint64_t m_seq = 0;
    std::optional<Hash256> m_hash = Hash256{};
};

}  // namespace

Result<AuditCheck> AuditLog::check(const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                                   const std::stop_token& stop) const
{
    ChainCheck check;
    // Before the log: an entry that is appended in between is then simply newer than the head.
    const std::optional<Head> head = readHead(headFile());
    const auto lines = audit::LineFile::open(file());
    if (!lines && lines.error().code != ErrorCode::NotFound) {
        return lines.error();
    }
    if (lines) {
        constexpr std::uint64_t kTellEvery = 1024;
        MS_TRY(lines->forward(0, [&](std::uint64_t offset, std::string_view line) {
            check.see(audit::decode(line, offset), head);
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
    check.end(head);
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
    }
    return {};
}

}  // namespace meterseal
