// The notes of the uploader: where a row is, over runs, blocks and crashes; what settled; history.
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "upload/codec.h"
#include "upload/notes.h"
#include "upload/notes_schema.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/upload/uploader.h"

using namespace meterseal;
using namespace meterseal::upload;

namespace {

Hash256 txOf(std::uint64_t id)
{
    return crypto::sha256("tx " + std::to_string(id));
}

Bytes rowsOf(std::vector<std::uint64_t> rows)
{
    Bytes out;
    putRows(rows, out);
    return out;
}

BatchPtr batchOf(std::uint64_t id)
{
    auto batch = std::make_shared<Batch>();
    batch->id = id;
    batch->tx = txOf(id);
    return batch;
}

}  // namespace

class TestNotes : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_made = now();
        m_folder = std::make_unique<test::TemporaryFolder>();
        auto opened = Notes::open(m_folder->path());
        MS_VERIFY_OK(opened);
        m_notes = std::move(*opened);
    }

    // The way of a batch: sealed, with a node, committed. Its rows lie in three blocks, and not in order.
    void followsABatch()
    {
        m_notes->sealed(7, "job", txOf(7), rowsOf({9000, 4096, 1, 4095}));
        QCOMPARE(nameOf(at("job", 1).stage), nameOf(RowStage::Unknown));  // not written down yet
        for (const std::uint64_t row : {1, 4095, 4096, 9000}) {
            const RowPlace place = flushedAt("job", row);
            QCOMPARE(nameOf(place.stage), nameOf(RowStage::InBatch));
            QVERIFY(place.batch == 7 && place.tx == txOf(7));
        }
        for (const std::uint64_t row : {0, 2, 4094, 4097, 8999, 9001}) {
            QCOMPARE(nameOf(flushedAt("job", row).stage), nameOf(RowStage::Unknown));
        }
        QCOMPARE(nameOf(flushedAt("another job", 1).stage), nameOf(RowStage::Unknown));
        const std::vector<BatchPtr> dealt{batchOf(7)};
        m_notes->submitted(dealt, "node 2");
        RowPlace place = flushedAt("job", 4096);
        QVERIFY(place.stage == RowStage::Submitted && place.node == "node 2");
        m_notes->committed(*batchOf(7), 12);
        place = flushedAt("job", 4096);
        QVERIFY(place.stage == RowStage::Committed && place.height == 12 && place.node.empty());
        // Once more, as after a crash: nothing is said twice.
        m_notes->sealed(7, "job", txOf(7), rowsOf({9000, 4096, 1, 4095}));
        QCOMPARE(nameOf(flushedAt("job", 1).stage), nameOf(RowStage::Committed));
        const SettledRows settled = settledOf("job");
        QCOMPARE(settled.committed.size(), std::size_t(1));
        QVERIFY((settled.committed[0].rows == std::vector<std::uint64_t>{9000, 4096, 1, 4095}));  // in leaf order
    }

    void theStrongerWordCounts()
    {
        const std::vector<std::uint64_t> rows{5, 6};
        m_notes->rowRejected("job", 5, "record.value", "No number.");
        QCOMPARE(flushedAt("job", 5).reason, std::string("record.value"));
        m_notes->skipped("job", RowStage::AlreadyAnchored, rows);
        QCOMPARE(nameOf(flushedAt("job", 6).stage), nameOf(RowStage::AlreadyAnchored));
        QCOMPARE(nameOf(flushedAt("job", 5).stage), nameOf(RowStage::Rejected));
        m_notes->skipped("job", RowStage::Duplicate, rows);
        QCOMPARE(nameOf(flushedAt("job", 6).stage), nameOf(RowStage::Duplicate));
        m_notes->sealed(1, "job", txOf(1), rowsOf({5}));
        QCOMPARE(nameOf(flushedAt("job", 5).stage), nameOf(RowStage::InBatch));
        m_notes->rejected(*batchOf(1), makeError(ErrorCode::Conflict, "meter.retired", "Retired."));
        QCOMPARE(flushedAt("job", 5).reason, std::string("meter.retired"));
        m_notes->sealed(2, "job", txOf(2), rowsOf({5}));
        m_notes->committed(*batchOf(2), 3);
        m_notes->skipped("job", RowStage::AlreadyAnchored, rows);  // the file was uploaded again
        QVERIFY(flushedAt("job", 5).stage == RowStage::Committed && flushedAt("job", 5).batch == 2);
        const SettledRows settled = settledOf("job");
        QVERIFY(settled.rejected.empty());
        QVERIFY((settled.skipped == std::vector<std::uint64_t>{6}));
    }

    void aReplacedBatchIsForgotten()
    {
        m_notes->sealed(1, "job", txOf(1), rowsOf({1, 2}));
        m_notes->replaced(1);
        QCOMPARE(nameOf(flushedAt("job", 1).stage), nameOf(RowStage::Unknown));
        m_notes->sealed(2, "job", txOf(2), rowsOf({1, 2}));
        QCOMPARE(flushedAt("job", 1).batch, std::uint64_t(2));
    }

    void staysOverARestart()
    {
        m_notes->job("job", "{\"v\":1}");
        m_notes->sealed(1, "job", txOf(1), rowsOf({1}));
        m_notes->point(HistoryStep::Second, {Timestamp{5000}, 1, 2, 3, 4, 0.5F, 0.25F});
        MS_VERIFY_OK(m_notes->flush(true));
        m_notes.reset();
        auto again = Notes::open(m_folder->path());
        MS_VERIFY_OK(again);
        m_notes = std::move(*again);
        m_notes->job("job", "{\"v\":2}");
        m_notes->committed(*batchOf(1), 9);
        QCOMPARE(flushedAt("job", 1).height, Height(9));
        auto reader = NotesReader::open(m_folder->path());
        MS_VERIFY_OK(reader);
        QVERIFY((*reader->jobs() == std::vector<std::string>{"{\"v\":2}"}));
        const auto history = reader->history(HistoryStep::Second, Timestamp{0});
        MS_VERIFY_OK(history);
        QCOMPARE(history->size(), std::size_t(1));
        QVERIFY(history->front().records == 2 && history->front().fillA == 0.5F && history->front().time.ms == 5000);
        QVERIFY(reader->history(HistoryStep::Minute, Timestamp{0})->empty());
    }

    // However often it is noted that a batch is committed, and over a restart; what is not known is said with its
    // number.
    void alarmsAreCountedOnce()
    {
        const Timestamp monday{86'400'000LL * 20'000}, tuesday{86'400'000LL * 20'001};
        const Timestamp before = now();
        const auto commit = [this](std::uint64_t id, std::optional<std::vector<AlarmCountRow>> alarms) {
            const BatchPtr batch = batchOf(id);
            batch->count = 10;
            batch->alarms = std::move(alarms);
            m_notes->sealed(id, "job", txOf(id), rowsOf({id}));
            m_notes->committed(*batch, 5);
            QVERIFY(m_notes->flush(true).ok());
        };
        const std::vector<AlarmCountRow> first{{monday, "LEAK", 7}, {tuesday, "LEAK", 3}};
        commit(1, first);
        commit(1, first);
        commit(2, {{{monday, "LEAK", 4}, {monday, "BURST", 6}}});
        m_notes.reset();
        auto again = Notes::open(m_folder->path());
        MS_VERIFY_OK(again);
        m_notes = std::move(*again);
        commit(1, first);
        commit(3, std::nullopt);
        commit(3, std::nullopt);
        const auto counts = readAlarmCounts(m_folder->path(), Timestamp{0}, tuesday);
        MS_VERIFY_OK(counts);
        const std::vector<AlarmCountRow> expected{{monday, "BURST", 6}, {monday, "LEAK", 11}, {tuesday, "LEAK", 3}};
        QVERIFY(counts->rows == expected);
        QCOMPARE(counts->uncounted, std::uint64_t(10));
        QVERIFY(counts->since && *counts->since >= m_made && *counts->since <= before);
        QCOMPARE(readAlarmCounts(m_folder->path(), tuesday, tuesday)->rows.size(), std::size_t(1));
        const auto none = readAlarmCounts(m_folder->path() / "nowhere", Timestamp{0}, tuesday);
        QVERIFY(none.ok() && !none->since && none->rows.empty());
    }

    // Notes written before alarms were kept in them: counted from the moment the uploader opens them.
    void olderNotesCountFromNow()
    {
        m_notes->sealed(1, "job", txOf(1), rowsOf({1}));
        MS_VERIFY_OK(m_notes->flush(true));
        m_notes.reset();
        {
            auto db = sqlite::Database::open(notesFileOf(m_folder->path()), sqlite::Open::ReadWrite, kNotesFile);
            MS_VERIFY_OK(db);
            MS_VERIFY_OK(db->exec("DROP TABLE alarm_day; DROP TABLE alarm_count; PRAGMA user_version=1"));
        }
        auto old = readAlarmCounts(m_folder->path(), Timestamp{0}, Timestamp{Timestamp::kMaxMs});
        MS_VERIFY_OK(old);
        QVERIFY(!old->since);
        QCOMPARE(nameOf(at("job", 1).stage), nameOf(RowStage::InBatch));
        const Timestamp before = now();
        auto again = Notes::open(m_folder->path());
        MS_VERIFY_OK(again);
        m_notes = std::move(*again);
        QCOMPARE(nameOf(at("job", 1).stage), nameOf(RowStage::InBatch));
        old = readAlarmCounts(m_folder->path(), Timestamp{0}, Timestamp{Timestamp::kMaxMs});
        QVERIFY(old.ok() && old->since && *old->since >= before);
    }

    void historyIsKeptForAnHour()
    {
        for (std::int64_t second = 1; second <= 4000; ++second) {
            m_notes->point(HistoryStep::Second, {Timestamp{second * 1000}, 1, 1, -1, -1, 0, 0});
        }
        MS_VERIFY_OK(m_notes->flush(false));
        auto reader = NotesReader::open(m_folder->path());
        MS_VERIFY_OK(reader);
        const auto points = reader->history(HistoryStep::Second, Timestamp{0});
        QCOMPARE(points->size(), std::size_t(3600));
        QCOMPARE(points->front().time.ms, std::int64_t(401'000));
    }

    // Looking changes nothing on the disk once the uploader is gone, and no notes are no trouble.
    void readingChangesNothing()
    {
        m_notes->sealed(1, "job", txOf(1), rowsOf({1}));
        MS_VERIFY_OK(m_notes->flush(false));
        m_notes.reset();
        QCOMPARE(nameOf(at("job", 1).stage), nameOf(RowStage::InBatch));
        std::size_t files = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(m_folder->path())) {
            ++files;
        }
        QCOMPARE(files, std::size_t(1));
        auto none = NotesReader::open(m_folder->path() / "nowhere");
        MS_VERIFY_OK(none);
        QVERIFY(none->jobs()->empty() && none->where("job", 1)->stage == RowStage::Unknown);
    }

private:
    static QString nameOf(RowStage stage)
    {
        return QString::fromUtf8(toString(stage).data(), qsizetype(toString(stage).size()));
    }
    static RowPlace failed(const Error& error)
    {
        RowPlace place;
        place.stage = RowStage::Dropped;
        place.message = error.message;
        return place;
    }
    RowPlace at(std::string_view job, std::uint64_t row)
    {
        auto reader = NotesReader::open(m_folder->path());
        const auto place = reader ? reader->where(job, row) : Result<RowPlace>(reader.error());
        return place ? *place : failed(place.error());
    }
    RowPlace flushedAt(std::string_view job, std::uint64_t row)
    {
        const Status flushed = m_notes->flush(false);
        return flushed ? at(job, row) : failed(flushed.error());
    }
    SettledRows settledOf(std::string_view job)
    {
        auto reader = NotesReader::open(m_folder->path());
        return reader->settled(job).value();
    }

    std::unique_ptr<test::TemporaryFolder> m_folder;
    std::unique_ptr<Notes> m_notes;
    Timestamp m_made;
};

QTEST_GUILESS_MAIN(TestNotes)
#include "tst_notes.moc"
