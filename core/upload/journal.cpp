#include "upload/journal.h"

#include "meterseal/file/whole_file.h"
#include "upload/journal_frames.h"
#include "upload/segment_scan.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal::upload {
namespace {

constexpr std::uint64_t kRecordSegmentBytes = 16u << 20;
constexpr std::uint64_t kRecordPrepareBytes = 1u << 20;
constexpr std::uint64_t kBatchSegmentBytes = 16u << 20;

constexpr std::size_t kMaxStateBytes = 16u << 20;
constexpr std::uint8_t kRecordsFrame = 1;

Error damaged(const std::filesystem::path& where, std::uint64_t segment, std::string_view what)
{
    return makeError(ErrorCode::Damaged, "upload.journal-damaged",
                     fmt::format("The upload journal {} (segment {}) holds {} that cannot be understood. Nothing was "
                                 "changed; it may have been written by a newer version of the program.",
                                 where.string(), segment, what));
}

// At the end of a batch's frame: number of counts, then each. Nothing where they are not known, as in frames of earlier
// versions.
void encodeAlarms(const std::optional<std::vector<AlarmCountRow>>& alarms, Bytes& out)
{
    if (!alarms) {
        return;
    }
    putVarint(alarms->size(), out);
    for (const AlarmCountRow& row : *alarms) {
        putVarint(zigzag(row.day.ms), out);
        putVarint(row.records, out);
        putText(row.alarmCode, out);
    }
}

bool decodeAlarms(FrameReader& in, std::optional<std::vector<AlarmCountRow>>& alarms)
{
    alarms.emplace();
    for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
        AlarmCountRow row;
        row.day.ms = unzigzag(in.varint());
        row.records = in.varint();
        row.alarmCode = in.text();
        alarms->push_back(std::move(row));
    }
    return in.ok();
}

}  // namespace

bool decodeBatch(ByteView payload, StoredBatch& batch)
{
    FrameReader in(payload);
    batch.id = in.varint();
    batch.job = in.text();
    batch.mn = in.text();
    batch.address = in.text();
    batch.prev = in.hash();
    batch.tx = in.hash();
    batch.start.ms = static_cast<std::int64_t>(in.varint());
    batch.end.ms = static_cast<std::int64_t>(in.varint());
    batch.count = static_cast<std::uint32_t>(in.varint());
    const ByteView rows = in.bytes(in.varint());
    batch.rows.assign(rows.begin(), rows.end());
    const ByteView wire = in.bytes(in.varint());
    batch.wire = std::make_shared<const Bytes>(wire.begin(), wire.end());
    return in.ok() && (in.atEnd() || decodeAlarms(in, batch.alarms)) && in.atEnd();
}

void encodeRecord(const HealthRecord& record, Bytes& out)
{
    const std::size_t at = out.size();
    out.resize(at + 2 + record.mn.size() + record.alarmCode.size() + 16);
    std::uint8_t* p = out.data() + at;
    *p++ = static_cast<std::uint8_t>(record.mn.size());  // at most 64, as checkRecord() saw to
    p = std::copy(record.mn.begin(), record.mn.end(), p);
    *p++ = static_cast<std::uint8_t>(record.alarmCode.size());
    p = std::copy(record.alarmCode.begin(), record.alarmCode.end(), p);
    std::memcpy(p, &record.value, 8);
    std::memcpy(p + 8, &record.alarmTime.ms, 8);
}

bool decodeRecord(FrameReader& in, HealthRecord& record)
{
    record.mn = in.text();
    record.alarmCode = in.text();
    const std::uint64_t value = in.fixed64();
    std::memcpy(&record.value, &value, 8);
    record.alarmTime.ms = static_cast<std::int64_t>(in.fixed64());
    return in.ok();
}

void encodeChunkHead(const LiveChunk& chunk, Bytes& out)
{
    putText(chunk.job, out);
    putVarint(chunk.firstRow, out);
    putVarint(chunk.count, out);
    putVarint(chunk.source, out);
    putVarint(chunk.records.size(), out);
}

bool decodeChunks(ByteView frame, const std::function<bool(const LiveChunk&)>& use)
{
    FrameReader in(frame);
    while (in.ok() && !in.atEnd()) {
        LiveChunk chunk;
        chunk.job = in.text();
        chunk.firstRow = in.varint();
        chunk.count = in.varint();
        chunk.source = in.varint();
        chunk.records = in.bytes(in.varint());
        if (!in.ok() || !use(chunk)) {
            return false;
        }
    }
    return in.ok();
}

Journal::Journal(std::filesystem::path folder, FileLock lock) : m_folder(std::move(folder)), m_lock(std::move(lock))
{}

Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& folder)
{
    std::error_code failed;  // the lock file says what is wrong with the folder
    std::filesystem::create_directories(folder, failed);
    MS_ASSIGN(FileLock lock,
              FileLock::acquire(folder / "lock", "upload.journal-locked", "The upload journal " + folder.string()));
    removeUnfinished(folder);
    std::unique_ptr<Journal> journal(new Journal(folder, std::move(lock)));
    MS_ASSIGN(journal->m_records, SegmentLog::open(folder / "records", kRecordSegmentBytes, kRecordPrepareBytes));
    MS_ASSIGN(journal->m_batches, SegmentLog::open(folder / "batches", kBatchSegmentBytes));
    MS_ASSIGN(journal->m_notes, Notes::open(folder));
    MS_TRY(journal->loadState());
    MS_TRY(journal->recoverRecords());
    MS_TRY(journal->recoverBatches());
    // New frames go to new segments, so that the old ones can be reclaimed as they empty.
    MS_TRY(journal->m_records->roll());
    MS_TRY(journal->m_batches->roll());
    journal->m_currentRecordSegment = journal->m_records->end().segment;
    journal->m_currentBatchSegment = journal->m_batches->end().segment;
    journal->m_recovered.nextRow = journal->m_nextRow;
    journal->m_recovered.nextBatch = journal->m_nextBatch;
    journal->m_recovered.liveSources.insert(journal->m_liveSources.begin(), journal->m_liveSources.end());
    return journal;
}

Status Journal::loadState()
{
    const std::filesystem::path file = m_folder / "state.json";
    const auto text = readWhole(file, kMaxStateBytes);
    if (!text) {
        return text.error().code == ErrorCode::NotFound ? Status() : journalTrouble(text.status());
    }
    try {
        const auto json = nlohmann::json::parse(*text);
        m_nextRow = json.at("nextRow").get<std::uint64_t>();
        m_nextBatch = json.at("nextBatch").get<std::uint64_t>();
        m_committedHeight = json.value("committedHeight", Height(0));
        for (const auto& [job, source] : json.at("liveSources").items()) {
            m_liveSources[job] = source.get<std::uint64_t>();
        }
    } catch (const std::exception& e) {
        return makeError(ErrorCode::Damaged, "upload.journal-damaged",
                         fmt::format("{} cannot be understood: {}. Nothing was changed; restore it from a copy.",
                                     file.string(), e.what()));
    }
    return {};
}

Status Journal::saveState()
{
    const std::lock_guard saving(m_saveMutex);
    std::string text;
    {
        const std::lock_guard lock(m_accounts);
        try {
            nlohmann::ordered_json sources = nlohmann::ordered_json::object();
            for (const auto& [job, source] : m_liveSources) {
                sources[job] = source;
            }
            text = nlohmann::ordered_json{{"v", 1},
                                          {"nextRow", m_nextRow},
                                          {"nextBatch", m_nextBatch},
                                          {"committedHeight", m_committedHeight.load()},
                                          {"liveSources", sources}}
                       .dump(1);
        } catch (const std::exception& e) {
            return makeError(ErrorCode::Internal, "upload.journal-io", e.what());
        }
    }
    return journalTrouble(replaceFile(m_folder / "state.json", text));
}

// Bad places are told with the rows they took, and everything good around them goes on.
Status Journal::recoverRecords()
{
    m_recovered.firstRecord = m_records->begin();
    std::vector<LogDamage> damage;
    std::size_t judged = 0;
    // Rows follow each other within a segment; between segments whole ones may have been reclaimed.
    std::optional<LogPosition> last;
    std::uint64_t lastEnd = 0;
    const auto judge = [&](std::optional<std::uint64_t> after, std::uint64_t afterSegment) -> Status {
        for (; judged < damage.size(); ++judged) {
            const LogDamage& one = damage[judged];
            const bool follows = last && last->segment == one.at.segment;
            if (one.bytes.size() <= kMarkFrameBytes || (follows && after == lastEnd)) {
                continue;  // a mark, or nothing between its neighbours
            }
            LostRows lost =
                lostRows(one, m_records->fileOf(one.at.segment), follows ? std::optional(lastEnd) : std::nullopt,
                         afterSegment == one.at.segment ? after : std::nullopt);
            // Row numbers that may have been given out are not given again.
            m_nextRow = std::max(m_nextRow, lost.endRow != 0 ? lost.endRow : lost.firstRow + one.bytes.size());
            MS_TRY(keepLost(std::move(lost), one, *m_records));
        }
        return {};
    };
    Frame frame;
    for (LogPosition at = m_records->begin();; at = frame.next) {
        MS_ASSIGN(const bool more, m_records->read(at, frame, &damage));
        if (!more) {
            return judge(std::nullopt, 0);
        }
        if (m_recordAccounts.empty() || m_recordAccounts.back().segment != frame.at.segment) {
            m_recordAccounts.push_back({frame.at.segment, 0, 0, 0});
        }
        Account& account = m_recordAccounts.back();
        std::optional<std::uint64_t> first;
        const bool understood = frame.type == kRecordsFrame && decodeChunks(frame.payload, [&](const LiveChunk& chunk) {
                                    first = first.value_or(chunk.firstRow);
                                    if (account.endRow == 0) {
                                        account.firstRow = chunk.firstRow;
                                    }
                                    account.endRow = chunk.firstRow + chunk.count;
                                    account.left += chunk.count;
                                    m_nextRow = std::max(m_nextRow, account.endRow);
                                    m_liveSources[std::string(chunk.job)] = chunk.source;
                                    m_recovered.liveRows += chunk.count;
                                    m_recovered.liveJobs.insert(std::string(chunk.job));
                                    return true;
                                });
        if (!understood) {
            return damaged(m_folder / "records", frame.at.segment, "records");
        }
        MS_TRY(judge(first, frame.at.segment));
        last = frame.at;
        lastEnd = account.endRow;
    }
}

Status Journal::keepLost(LostRows lost, const LogDamage& damage, const SegmentLog& log)
{
    const auto fresh = keepDamaged(log.fileOf(damage.at.segment));
    MS_TRY(journalTrouble(fresh.status()));
    lost.told = !*fresh && !m_keptNow.contains({&log, damage.at.segment});
    m_keptNow.insert({&log, damage.at.segment});
    m_recovered.lost.push_back(std::move(lost));
    return {};
}

Status Journal::recoverBatches()
{
    std::set<std::uint64_t> replaced;
    std::vector<LogDamage> damage;
    Frame frame;
    for (LogPosition at = m_batches->begin();; at = frame.next) {
        MS_ASSIGN(const bool more, m_batches->read(at, frame, &damage));
        if (!more) {
            break;
        }
        if (frame.type == kReplaced) {
            FrameReader in(frame.payload);
            replaced.insert(in.varint());
            continue;
        }
        StoredBatch batch;
        if (frame.type != kBatch || !decodeBatch(frame.payload, batch)) {
            return damaged(m_folder / "batches", frame.at.segment, "a batch");
        }
        batch.segment = frame.at.segment;
        m_nextBatch = std::max(m_nextBatch, batch.id + 1);
        m_recovered.batches.push_back(std::move(batch));
    }
    for (const LogDamage& one : damage) {
        if (one.bytes.size() <= kMarkFrameBytes) {
            continue;  // too short for a batch
        }
        MS_TRY(keepLost(lostBatch(one, m_batches->fileOf(one.at.segment)), one, *m_batches));
    }
    std::erase_if(m_recovered.batches, [&](const StoredBatch& batch) { return replaced.contains(batch.id); });
    for (const std::uint64_t segment : m_batches->segments()) {
        m_batchAccounts[segment] = 0;
    }
    for (const StoredBatch& batch : m_recovered.batches) {
        ++m_batchAccounts[batch.segment];
    }
    return {};
}

Status Journal::writeRecords(ByteView chunks)
{
    const LogPosition at = m_records->append(kRecordsFrame, chunks);
    MS_TRY(m_records->sync());
    const std::lock_guard lock(m_accounts);
    if (m_recordAccounts.empty() || m_recordAccounts.back().segment != at.segment) {
        m_recordAccounts.push_back({at.segment, 0, 0, 0});
    }
    Account& account = m_recordAccounts.back();
    decodeChunks(chunks, [&](const LiveChunk& chunk) {
        if (account.endRow == 0) {
            account.firstRow = chunk.firstRow;
        }
        account.endRow = chunk.firstRow + chunk.count;
        account.left += chunk.count;
        m_nextRow = account.endRow;
        const auto known = m_liveSources.find(chunk.job);
        if (known == m_liveSources.end()) {
            m_liveSources.emplace(chunk.job, chunk.source);
        } else {
            known->second = chunk.source;
        }
        return true;
    });
    m_currentRecordSegment = m_records->end().segment;
    return {};
}

Status Journal::rowsDone(std::span<const std::uint64_t> rows)
{
    std::vector<std::uint64_t> empty;
    {
        const std::lock_guard lock(m_accounts);
        std::size_t at = 0;
        for (const std::uint64_t row : rows) {
            if (at >= m_recordAccounts.size() || row < m_recordAccounts[at].firstRow ||
                row >= m_recordAccounts[at].endRow) {
                const auto next = std::upper_bound(m_recordAccounts.begin(), m_recordAccounts.end(), row,
                                                   [](std::uint64_t r, const Account& a) { return r < a.endRow; });
                if (next == m_recordAccounts.end()) {
                    continue;
                }
                at = static_cast<std::size_t>(next - m_recordAccounts.begin());
            }
            if (m_recordAccounts[at].left > 0) {
                --m_recordAccounts[at].left;
            }
        }
        for (const Account& account : m_recordAccounts) {
            if (account.left == 0 && account.segment < m_currentRecordSegment) {
                empty.push_back(account.segment);
            }
        }
        std::erase_if(m_recordAccounts, [&](const Account& account) {
            return account.left == 0 && account.segment < m_currentRecordSegment;
        });
    }
    if (empty.empty()) {
        return {};
    }
    MS_TRY(m_notes->flush(true));
    MS_TRY(saveState());
    for (const std::uint64_t segment : empty) {
        MS_TRY(m_records->remove(segment));
    }
    return {};
}

void Journal::appendBatch(Batch& batch)
{
    Bytes payload;
    payload.reserve(batch.wire->size() + batch.rows.size() + 256);
    putVarint(batch.id, payload);
    putText(batch.job->id, payload);
    putText(batch.meter->mn, payload);
    putText(batch.meter->address, payload);
    putBytes(batch.prev, payload);
    putBytes(batch.tx, payload);
    putVarint(static_cast<std::uint64_t>(batch.start.ms), payload);
    putVarint(static_cast<std::uint64_t>(batch.end.ms), payload);
    putVarint(batch.count, payload);
    putVarint(batch.rows.size(), payload);
    putBytes(batch.rows, payload);
    putVarint(batch.wire->size(), payload);
    putBytes(*batch.wire, payload);
    encodeAlarms(batch.alarms, payload);
    batch.segment = m_batches->append(kBatch, payload).segment;
    m_unsynced.push_back({batch.id, false, batch.job->id, batch.tx, batch.rows});
    const std::lock_guard lock(m_accounts);
    ++m_batchAccounts[batch.segment];
    m_nextBatch = std::max(m_nextBatch, batch.id + 1);
}

void Journal::appendReplaced(std::uint64_t id)
{
    Bytes payload;
    putVarint(id, payload);
    m_batches->append(kReplaced, payload);
    m_unsynced.push_back({id, true, {}, {}, {}});
}

Status Journal::syncBatches()
{
    const Status synced = m_batches->sync();
    for (const Unsynced& batch : m_unsynced) {
        if (synced && batch.replaced) {
            m_notes->replaced(batch.id);
        } else if (synced) {
            m_notes->sealed(batch.id, batch.job, batch.tx, batch.rows);
        }
    }
    m_unsynced.clear();
    MS_TRY(synced);
    const std::lock_guard lock(m_accounts);
    m_currentBatchSegment = m_batches->end().segment;
    return {};
}

Status Journal::batchDone(const Batch& batch)
{
    std::vector<std::uint64_t> empty;
    {
        const std::lock_guard lock(m_accounts);
        const auto account = m_batchAccounts.find(batch.segment);
        if (account != m_batchAccounts.end() && account->second > 0) {
            --account->second;
        }
        for (auto it = m_batchAccounts.begin(); it != m_batchAccounts.end() && it->first < m_currentBatchSegment;) {
            if (it->second == 0) {
                empty.push_back(it->first);
                it = m_batchAccounts.erase(it);
            } else {
                ++it;
            }
        }
    }
    if (empty.empty()) {
        return {};
    }
    MS_TRY(m_notes->flush(true));
    MS_TRY(saveState());
    for (const std::uint64_t segment : empty) {
        MS_TRY(m_batches->remove(segment));
    }
    return {};
}

void Journal::sawCommitted(Height height)
{
    for (Height known = m_committedHeight; known < height && !m_committedHeight.compare_exchange_weak(known, height);) {
    }
}

}  // namespace meterseal::upload
