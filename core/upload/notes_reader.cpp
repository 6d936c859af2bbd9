#include "upload/notes.h"

#include "upload/notes_schema.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace meterseal::upload {

namespace {

// Of what is said of one row in several runs the stronger word counts; of equals the later one.
int strength(RowStage stage)
{
    switch (stage) {
    case RowStage::Committed:
        return 5;
    case RowStage::InBatch:
    case RowStage::Submitted:
        return 4;
    case RowStage::Rejected:
        return 3;
    case RowStage::Duplicate:
    case RowStage::AlreadyAnchored:
        return 2;
    case RowStage::Received:
    case RowStage::Buffered:
        return 1;
    case RowStage::Unknown:
    case RowStage::Dropped:
        return 0;
    }
    return 0;
}

void offer(RowPlace place, RowPlace& best)
{
    if (strength(place.stage) >= strength(best.stage)) {
        best = std::move(place);
    }
}

// False where the bytes do not fit.
template <typename Use>
bool forEachRow(ByteView spot, std::uint64_t block, const Use& use)
{
    FrameReader in(spot);
    std::uint64_t row = block * kBlockRows;
    while (in.ok() && !in.atEnd()) {
        row += in.varint();
        use(row);
    }
    return in.ok();
}

Error notUnderstood()
{
    return makeError(ErrorCode::Damaged, "upload.journal-damaged",
                     "The notes of the upload journal hold something that cannot be understood. Nothing was changed; "
                     "it may have been written by a newer version of the program.");
}

}  // namespace

Result<NotesReader> NotesReader::open(const std::filesystem::path& journal)
{
    const std::filesystem::path file = notesFileOf(journal);
    std::error_code ignored;
    NotesReader reader;
    if (!std::filesystem::exists(file, ignored)) {
        return reader;
    }
    // Beside a writer SQLite needs its shared memory; where there is none, nothing must change on the disk.
    const bool written = std::filesystem::exists(file.string() + "-wal", ignored);
    MS_ASSIGN(reader.m_db,
              sqlite::Database::open(file, written ? sqlite::Open::ReadOnly : sqlite::Open::Immutable, kNotesFile));
    MS_ASSIGN(const auto version, reader.m_db->queryInteger("PRAGMA user_version"));
    reader.m_version = version.value_or(0);
    if (reader.m_version == 0) {
        reader.m_db.reset();  // being made
    } else if (reader.m_version > kNotesVersion) {
        return notUnderstood();
    }
    return reader;
}

Result<std::vector<std::string>> NotesReader::jobs()
{
    std::vector<std::string> documents;
    if (!m_db) {
        return documents;
    }
    MS_ASSIGN(auto select, m_db->prepare("SELECT document FROM job ORDER BY id"));
    for (;;) {
        MS_ASSIGN(const bool more, select.step());
        if (!more) {
            return documents;
        }
        documents.emplace_back(select.text(0));
    }
}

Result<std::optional<std::string>> NotesReader::job(std::string_view id)
{
    if (!m_db) {
        return std::optional<std::string>();
    }
    MS_ASSIGN(auto select, m_db->prepare("SELECT document FROM job WHERE id=?"));
    MS_ASSIGN(const bool found, select.bind(1, id).step());
    return found ? std::optional(std::string(select.text(0))) : std::nullopt;
}

Result<std::optional<std::int64_t>> NotesReader::numberOf(std::string_view job)
{
    if (!m_db) {
        return std::optional<std::int64_t>();
    }
    MS_ASSIGN(auto select, m_db->prepare("SELECT number FROM name WHERE job=?"));
    MS_ASSIGN(const bool found, select.bind(1, job).step());
    return found ? std::optional(select.integer(0)) : std::nullopt;
}

// A spot without its batch belongs to one that was replaced.
Status NotesReader::takeSpots(std::int64_t job, std::uint64_t row, RowPlace& best)
{
    MS_ASSIGN(auto select,
              m_db->prepare("SELECT s.ref, s.rows, coalesce(b.stage, k.stage), b.tx, b.height, b.node, b.reason, "
                            "b.message FROM spot s LEFT JOIN batch b ON b.id=s.ref LEFT JOIN skip k ON k.id=-s.ref "
                            "WHERE s.job=? AND s.block=? ORDER BY abs(s.ref)"));
    select.bind(1, job).bind(2, row / kBlockRows);
    for (;;) {
        MS_ASSIGN(const bool more, select.step());
        if (!more) {
            return {};
        }
        bool here = false;
        if (!forEachRow(select.blob(1), row / kBlockRows, [&](std::uint64_t one) { here = here || one == row; })) {
            return notUnderstood();
        }
        if (!here || select.isNull(2)) {
            continue;
        }
        RowPlace place;
        place.stage = static_cast<RowStage>(select.integer(2));
        if (select.integer(0) > 0) {
            place.batch = select.unsignedInteger(0);
            MS_ASSIGN(place.tx, select.hash(3));
            place.height = select.unsignedInteger(4);
            place.node = select.text(5);
            place.reason = select.text(6);
            place.message = select.text(7);
        }
        offer(std::move(place), best);
    }
}

Result<RowPlace> NotesReader::where(std::string_view job, std::uint64_t row)
{
    RowPlace best;
    MS_ASSIGN(const auto number, numberOf(job));
    if (!number) {
        return best;
    }
    MS_ASSIGN(const auto scope, sqlite::TransactionScope::begin(*m_db));
    MS_ASSIGN(auto select, m_db->prepare("SELECT reason, message FROM reject WHERE job=? AND row=?"));
    MS_ASSIGN(const bool rejected, select.bind(1, *number).bind(2, row).step());
    if (rejected) {
        best.stage = RowStage::Rejected;
        best.reason = select.text(0);
        best.message = select.text(1);
    }
    MS_TRY(takeSpots(*number, row, best));
    return best;
}

namespace {

struct Settling {
    SettledRows result;
    std::map<std::uint64_t, MarkedRow> rejected;

    Status takeBatches(sqlite::Database& db, std::int64_t job)
    {
        MS_ASSIGN(auto select, db.prepare("SELECT stage, tx, height, reason, message, rows FROM batch WHERE job=? "
                                          "ORDER BY id"));
        select.bind(1, job);
        for (;;) {
            MS_ASSIGN(const bool more, select.step());
            if (!more) {
                return {};
            }
            const auto stage = static_cast<RowStage>(select.integer(0));
            if (stage != RowStage::Committed && stage != RowStage::Rejected) {
                continue;
            }
            SettledBatch batch;
            MS_ASSIGN(batch.tx, select.hash(1));
            batch.height = select.unsignedInteger(2);
            FrameReader in(select.blob(5));
            if (!readRows(in, batch.rows)) {
                return notUnderstood();
            }
            if (stage == RowStage::Committed) {
                result.committed.push_back(std::move(batch));
                continue;
            }
            for (const std::uint64_t row : batch.rows) {
                rejected[row] = {row, std::string(select.text(3)), std::string(select.text(4))};
            }
        }
    }
    Status takeRows(sqlite::Database& db, std::int64_t job)
    {
        MS_ASSIGN(auto rejects, db.prepare("SELECT row, reason, message FROM reject WHERE job=?"));
        rejects.bind(1, job);
        for (;;) {
            MS_ASSIGN(const bool more, rejects.step());
            if (!more) {
                break;
            }
            const std::uint64_t row = rejects.unsignedInteger(0);
            rejected[row] = {row, std::string(rejects.text(1)), std::string(rejects.text(2))};
        }
        MS_ASSIGN(auto spots, db.prepare("SELECT block, rows FROM spot WHERE job=? AND ref<0"));
        spots.bind(1, job);
        for (;;) {
            MS_ASSIGN(const bool more, spots.step());
            if (!more) {
                return {};
            }
            if (!forEachRow(spots.blob(1), spots.unsignedInteger(0),
                            [&](std::uint64_t row) { result.skipped.push_back(row); })) {
                return notUnderstood();
            }
        }
    }
    // What was committed is neither rejected nor skipped, whatever another run said of it.
    SettledRows settle()
    {
        std::vector<std::uint64_t> done;
        for (const SettledBatch& batch : result.committed) {
            done.insert(done.end(), batch.rows.begin(), batch.rows.end());
        }
        std::sort(done.begin(), done.end());
        const auto isDone = [&done](std::uint64_t row) { return std::binary_search(done.begin(), done.end(), row); };
        std::vector<std::uint64_t>& skipped = result.skipped;
        std::sort(skipped.begin(), skipped.end());
        skipped.erase(std::unique(skipped.begin(), skipped.end()), skipped.end());
        std::erase_if(skipped, isDone);
        for (auto& [row, marked] : rejected) {
            if (!isDone(row) && !std::binary_search(skipped.begin(), skipped.end(), row)) {
                result.rejected.push_back(std::move(marked));
            }
        }
        return std::move(result);
    }
};

}  // namespace

Result<SettledRows> NotesReader::settled(std::string_view job)
{
    Settling settling;
    MS_ASSIGN(const auto number, numberOf(job));
    if (!number) {
        return std::move(settling.result);
    }
    MS_ASSIGN(const auto scope, sqlite::TransactionScope::begin(*m_db));
    MS_TRY(settling.takeBatches(*m_db, *number));
    MS_TRY(settling.takeRows(*m_db, *number));
    return settling.settle();
}

Result<std::vector<HistoryPoint>> NotesReader::history(HistoryStep step, Timestamp from)
{
    std::vector<HistoryPoint> points;
    if (!m_db) {
        return points;
    }
    MS_ASSIGN(auto select, m_db->prepare("SELECT time, point FROM history WHERE step=? AND time>=? ORDER BY time"));
    select.bind(1, static_cast<int>(step)).bind(2, from.ms);
    for (;;) {
        MS_ASSIGN(const bool more, select.step());
        if (!more) {
            return points;
        }
        const ByteView bytes = select.blob(1);
        if (bytes.size() != kPointBytes) {
            return notUnderstood();
        }
        HistoryPoint point;
        point.time.ms = select.integer(0);
        std::memcpy(&point.transactions, bytes.data(), 8);
        std::memcpy(&point.records, bytes.data() + 8, 8);
        float values[4];
        std::memcpy(values, bytes.data() + 16, sizeof values);
        point.latencyP50 = values[0];
        point.latencyP95 = values[1];
        point.fillA = values[2];
        point.fillB = values[3];
        points.push_back(point);
    }
}

Result<AlarmCounts> NotesReader::alarms(Timestamp from, Timestamp to)
{
    AlarmCounts counts;
    if (!m_db || m_version < kNotesVersion) {
        return counts;
    }
    MS_ASSIGN(const auto scope, sqlite::TransactionScope::begin(*m_db));
    MS_ASSIGN(auto begin, m_db->prepare("SELECT since, uncounted FROM alarm_count"));
    MS_ASSIGN(const bool known, begin.step());
    if (!known) {
        return notUnderstood();
    }
    counts.since = Timestamp{begin.integer(0)};
    counts.uncounted = begin.unsignedInteger(1);
    MS_ASSIGN(auto select, m_db->prepare("SELECT day, code, records FROM alarm_day WHERE day>=? AND day<=? "
                                         "ORDER BY day, code"));
    select.bind(1, from.ms).bind(2, to.ms);
    for (;;) {
        MS_ASSIGN(const bool more, select.step());
        if (!more) {
            return counts;
        }
        counts.rows.push_back({Timestamp{select.integer(0)}, std::string(select.text(1)), select.unsignedInteger(2)});
    }
}

}  // namespace meterseal::upload
