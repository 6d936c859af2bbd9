#include "upload/notes.h"

#include "meterseal/upload/uploader.h"
#include "sqlite/page_copy.h"
#include "upload/notes_schema.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace meterseal::upload {

namespace {

struct Note {
    enum class Kind { Sealed, Replaced, Submitted, Committed, Rejected, RowRejected, Skipped, Job };
    Kind kind;
    std::string job;           // or the node of Submitted
    std::uint64_t number = 0;  // batch or row
    Hash256 tx;
    Height height = 0;
    RowStage stage = RowStage::Unknown;
    std::string reason, message;  // message: or the document of a Job
    Bytes rows;                   // putRows()
    std::vector<std::uint64_t> batches;
    std::uint64_t records = 0;  // of Committed
    std::optional<std::vector<AlarmCountRow>> alarms = {};
};

struct Point {
    HistoryStep step;
    HistoryPoint point;
};

// What is noted between two flushes.
struct Waiting {
    std::vector<Note> notes;
    std::vector<Point> points;
    bool empty() const { return notes.empty() && points.empty(); }
};

Bytes encodePoint(const HistoryPoint& point)
{
    Bytes out(kPointBytes);
    std::memcpy(out.data(), &point.transactions, 8);
    std::memcpy(out.data() + 8, &point.records, 8);
    const float values[] = {point.latencyP50, point.latencyP95, point.fillA, point.fillB};
    std::memcpy(out.data() + 16, values, sizeof values);
    return out;
}

std::int64_t lengthOf(HistoryStep step)
{
    return step == HistoryStep::Second ? std::int64_t(3600) * 1000 : std::int64_t(7) * 24 * 3600 * 1000;
}

}  // namespace

std::filesystem::path notesFileOf(const std::filesystem::path& journal)
{
    return journal / "notes.db";
}

struct Notes::Impl {
    explicit Impl(std::filesystem::path path, sqlite::Database database)
        : file(std::move(path)), db(std::move(database))
    {}

    const std::filesystem::path file;
    Mutex waitingMutex;
    Waiting waiting GUARDED_BY(waitingMutex);

    Mutex writeMutex;  // guards all below
    sqlite::Database db;
    bool unsynced = false;  // something was committed that a power failure may take away
    std::map<std::string, std::int64_t, std::less<>> numbers;
    sqlite::Statement addName, findName, addBatch, addSpot, dropBatch, sendBatch, endBatch, addSkip, addReject, putJob,
        addPoint, dropPoints, findStage, addAlarm, addUncounted;
    std::vector<std::uint64_t> rows;  // reused

    Status prepare();
    Result<std::int64_t> numberOf(std::string_view job);
    Status write(const Note& note);
    Status countAlarms(const Note& committed);
    Status writeSpots(std::int64_t job, std::int64_t ref, ByteView encoded);
    Status writeAll(const Waiting& all);

    void add(Note note)
    {
        const MutexLock lock(waitingMutex);
        waiting.notes.push_back(std::move(note));
    }
};

Status Notes::Impl::prepare()
{
    const auto make = [this](sqlite::Statement& statement, std::string_view sql) -> Status {
        MS_ASSIGN(statement, db.prepare(sql));
        return {};
    };
    MS_TRY(make(addName, "INSERT INTO name(job) VALUES(?) RETURNING number"));
    MS_TRY(make(findName, "SELECT number FROM name WHERE job=?"));
    MS_TRY(make(addBatch, "INSERT OR IGNORE INTO batch VALUES(?, ?, ?, ?, 0, '', '', '', ?)"));
    MS_TRY(make(addSpot, "INSERT OR REPLACE INTO spot VALUES(?, ?, ?, ?)"));
    MS_TRY(make(dropBatch, "DELETE FROM batch WHERE id=?"));
    MS_TRY(make(sendBatch, "UPDATE batch SET stage=?, node=? WHERE id=?"));
    MS_TRY(make(endBatch, "UPDATE batch SET stage=?, node='', height=?, reason=?, message=? WHERE id=?"));
    MS_TRY(make(addSkip, "INSERT INTO skip(job, stage) VALUES(?, ?) RETURNING id"));
    MS_TRY(make(addReject, "INSERT OR REPLACE INTO reject VALUES(?, ?, ?, ?)"));
    MS_TRY(make(putJob, "INSERT OR REPLACE INTO job VALUES(?, ?)"));
    MS_TRY(make(addPoint, "INSERT OR REPLACE INTO history VALUES(?, ?, ?)"));
    MS_TRY(make(findStage, "SELECT stage FROM batch WHERE id=?"));
    MS_TRY(make(addAlarm, "INSERT INTO alarm_day VALUES(?, ?, ?) ON CONFLICT(day, code) "
                          "DO UPDATE SET records=records+excluded.records"));
    MS_TRY(make(addUncounted, "UPDATE alarm_count SET uncounted=uncounted+?"));
    return make(dropPoints, "DELETE FROM history WHERE step=? AND time<=?");
}

Result<std::int64_t> Notes::Impl::numberOf(std::string_view job)
{
    if (const auto known = numbers.find(job); known != numbers.end()) {
        return known->second;
    }
    std::int64_t number = 0;
    for (sqlite::Statement* statement : {&findName, &addName}) {
        MS_ASSIGN(const bool row, statement->bind(1, job).step());
        number = row ? statement->integer(0) : 0;
        statement->reset();
        if (row) {
            break;
        }
    }
    numbers.emplace(job, number);
    return number;
}

// One entry for each block that the rows lie in: offsets in it, ascending, as differences.
Status Notes::Impl::writeSpots(std::int64_t job, std::int64_t ref, ByteView encoded)
{
    FrameReader in(encoded);
    if (!readRows(in, rows)) {
        return makeError(ErrorCode::Internal, "upload.journal-io", "Rows of a batch cannot be understood.");
    }
    std::sort(rows.begin(), rows.end());
    Bytes out;
    for (auto begin = rows.begin(); begin != rows.end();) {
        const std::uint64_t block = *begin / kBlockRows;
        const auto end = std::find_if(begin, rows.end(), [&](std::uint64_t row) { return row / kBlockRows != block; });
        out.clear();
        std::uint64_t last = block * kBlockRows;
        for (; begin != end; ++begin) {
            putVarint(*begin - last, out);
            last = *begin;
        }
        MS_TRY(addSpot.bind(1, job).bind(2, block).bind(3, ref).bind(4, ByteView(out)).run());
    }
    return {};
}

// After a crash a batch may be said to be committed once more: the note of its stage and its counts are one.
Status Notes::Impl::countAlarms(const Note& committed)
{
    MS_ASSIGN(const bool known, findStage.bind(1, committed.number).step());
    const bool counted = known && findStage.integer(0) == static_cast<int>(RowStage::Committed);
    findStage.reset();
    if (!known || counted) {
        return {};
    }
    if (!committed.alarms) {
        return addUncounted.bind(1, committed.records).run();
    }
    for (const AlarmCountRow& row : *committed.alarms) {
        MS_TRY(addAlarm.bind(1, row.day.ms).bind(2, row.alarmCode).bind(3, row.records).run());
    }
    return {};
}

Status Notes::Impl::write(const Note& note)
{
    using Kind = Note::Kind;
    switch (note.kind) {
    case Kind::Sealed: {
        MS_ASSIGN(const std::int64_t job, numberOf(note.job));
        MS_TRY(addBatch.bind(1, note.number)
                   .bind(2, job)
                   .bind(3, static_cast<int>(RowStage::InBatch))
                   .bind(4, ByteView(note.tx.bytes))
                   .bind(5, ByteView(note.rows))
                   .run());
        return db.changes() == 0 ? Status() : writeSpots(job, static_cast<std::int64_t>(note.number), note.rows);
    }
    case Kind::Replaced:
        return dropBatch.bind(1, note.number).run();
    case Kind::Submitted:
        for (const std::uint64_t batch : note.batches) {
            MS_TRY(sendBatch.bind(1, static_cast<int>(RowStage::Submitted)).bind(2, note.job).bind(3, batch).run());
        }
        return {};
    case Kind::Committed:
        MS_TRY(countAlarms(note));
        [[fallthrough]];
    case Kind::Rejected:
        return endBatch.bind(1, static_cast<int>(note.stage))
            .bind(2, note.height)
            .bind(3, note.reason)
            .bind(4, note.message)
            .bind(5, note.number)
            .run();
    case Kind::RowRejected: {
        MS_ASSIGN(const std::int64_t job, numberOf(note.job));
        return addReject.bind(1, job).bind(2, note.number).bind(3, note.reason).bind(4, note.message).run();
    }
    case Kind::Skipped: {
        MS_ASSIGN(const std::int64_t job, numberOf(note.job));
        MS_TRY(addSkip.bind(1, job).bind(2, static_cast<int>(note.stage)).step().status());
        const std::int64_t ref = -addSkip.integer(0);
        addSkip.reset();
        return writeSpots(job, ref, note.rows);
    }
    case Kind::Job:
        return putJob.bind(1, note.job).bind(2, note.message).run();
    }
    return {};
}

Status Notes::Impl::writeAll(const Waiting& all)
{
    MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(db, "IMMEDIATE"));
    for (const Note& note : all.notes) {
        MS_TRY(write(note));
    }
    for (const Point& point : all.points) {
        const Bytes encoded = encodePoint(point.point);
        const int step = static_cast<int>(point.step);
        MS_TRY(addPoint.bind(1, step).bind(2, point.point.time.ms).bind(3, ByteView(encoded)).run());
        MS_TRY(dropPoints.bind(1, step).bind(2, point.point.time.ms - lengthOf(point.step)).run());
    }
    return scope.commit();
}

Notes::Notes(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{}

Notes::~Notes() = default;

Result<std::unique_ptr<Notes>> Notes::open(const std::filesystem::path& journal)
{
    const std::filesystem::path file = notesFileOf(journal);
    MS_ASSIGN(auto db, sqlite::Database::open(file, sqlite::Open::Create, kNotesFile));
    MS_TRY(db.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384"));
    MS_ASSIGN(const auto version, db.queryInteger("PRAGMA user_version"));
    if (version.value_or(0) < kNotesVersion) {
        MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(db, "IMMEDIATE"));
        if (version.value_or(0) == 0) {
            MS_TRY(db.exec(kNotesSchema));
        }
        MS_TRY(db.exec(kAlarmSchema));
        MS_ASSIGN(auto begin, db.prepare("INSERT INTO alarm_count VALUES(?, 0)"));
        MS_TRY(begin.bind(1, now().ms).run());
        MS_TRY(scope.commit());
    } else if (version != kNotesVersion) {
        return makeError(
            ErrorCode::Unsupported, "upload.journal-damaged",
            fmt::format("{} was written by a newer version of the program. Nothing was changed.", file.string()));
    }
    auto impl = std::make_unique<Impl>(file, std::move(db));
    MS_TRY(impl->prepare());
    return std::unique_ptr<Notes>(new Notes(std::move(impl)));
}

void Notes::sealed(std::uint64_t batch, std::string_view job, const Hash256& tx, ByteView rows)
{
    Note note{Note::Kind::Sealed, std::string(job), batch, tx, 0, RowStage::InBatch, {}, {}, {}, {}};
    note.rows.assign(rows.begin(), rows.end());
    m_impl->add(std::move(note));
}

void Notes::replaced(std::uint64_t batch)
{
    Note note{Note::Kind::Replaced, {}, batch, {}, 0, RowStage::Unknown, {}, {}, {}, {}};
    m_impl->add(std::move(note));
}

void Notes::submitted(std::span<const BatchPtr> batches, std::string_view node)
{
    Note note{Note::Kind::Submitted, std::string(node), 0, {}, 0, RowStage::Submitted, {}, {}, {}, {}};
    for (const BatchPtr& batch : batches) {
        note.batches.push_back(batch->id);
    }
    m_impl->add(std::move(note));
}

void Notes::committed(const Batch& batch, Height height)
{
    Note note{Note::Kind::Committed, {}, batch.id, {}, height, RowStage::Committed, {}, {}, {}, {}};
    note.records = batch.count;
    note.alarms = batch.alarms;
    m_impl->add(std::move(note));
}

void Notes::rejected(const Batch& batch, const Error& why)
{
    Note note{Note::Kind::Rejected, {}, batch.id, {}, 0, RowStage::Rejected, why.reason, why.message, {}, {}};
    m_impl->add(std::move(note));
}

void Notes::rowRejected(std::string_view job, std::uint64_t row, std::string_view reason, std::string_view message)
{
    Note note{Note::Kind::RowRejected, std::string(job),     row, {}, 0, RowStage::Rejected,
              std::string(reason),     std::string(message), {},  {}};
    m_impl->add(std::move(note));
}

void Notes::skipped(std::string_view job, RowStage stage, std::span<const std::uint64_t> rows)
{
    Note note{Note::Kind::Skipped, std::string(job), 0, {}, 0, stage, {}, {}, {}, {}};
    putRows(rows, note.rows);
    m_impl->add(std::move(note));
}

void Notes::job(std::string_view id, std::string document)
{
    Note note{Note::Kind::Job, std::string(id), 0, {}, 0, RowStage::Unknown, {}, std::move(document), {}, {}};
    m_impl->add(std::move(note));
}

void Notes::point(HistoryStep step, const HistoryPoint& point)
{
    const MutexLock lock(m_impl->waitingMutex);
    m_impl->waiting.points.push_back({step, point});
}

Status Notes::flush(bool durable)
{
    Impl& impl = *m_impl;
    const MutexLock writing(impl.writeMutex);
    Waiting all;
    {
        const MutexLock lock(impl.waitingMutex);
        std::swap(all, impl.waiting);
    }
    if (all.empty() && !(durable && impl.unsynced)) {
        return {};
    }
    // With FULL a commit brings the write-ahead log to disk, and with it what was committed before.
    Status written = impl.db.exec(durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    if (written && all.empty()) {
        written = impl.db.exec("PRAGMA user_version=2");  // a commit that changes nothing
    } else if (written) {
        written = impl.writeAll(all);
    }
    if (written) {
        impl.unsynced = !durable;
        return {};
    }
    impl.numbers.clear();  // the names of what was rolled back
    const MutexLock lock(impl.waitingMutex);
    all.notes.insert(all.notes.end(), std::make_move_iterator(impl.waiting.notes.begin()),
                     std::make_move_iterator(impl.waiting.notes.end()));
    all.points.insert(all.points.end(), impl.waiting.points.begin(), impl.waiting.points.end());
    impl.waiting = std::move(all);
    return written;
}

std::uint64_t Notes::bytes() const
{
    std::error_code ignored;
    std::uint64_t sum = 0;
    for (const char* suffix : {"", "-wal"}) {
        const std::uintmax_t size = std::filesystem::file_size(m_impl->file.string() + suffix, ignored);
        sum += ignored ? 0 : size;
    }
    return sum;
}

}  // namespace meterseal::upload

namespace meterseal {

Status copyUploadNotes(const std::filesystem::path& folder, const std::filesystem::path& target)
{
    const std::filesystem::path file = upload::notesFileOf(folder);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        return {};
    }
    MS_ASSIGN(auto source, sqlite::Database::open(file, sqlite::Open::ReadOnly, upload::kNotesFile));
    MS_ASSIGN(auto copy, sqlite::Database::open(target, sqlite::Open::Create, upload::kNotesFile));
    MS_TRY(copy.exec("PRAGMA journal_mode=MEMORY"));
    return sqlite::copyPages(source, copy, {}, {});
}

}  // namespace meterseal
