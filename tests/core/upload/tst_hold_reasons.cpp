// What stands still says why by a stable reason beside its sentence, and stops saying so once it moves.
#include "support/qt.h"
#include "support/upload_world.h"

using namespace meterseal;
using namespace meterseal::test;

namespace {

// The ledger's directory on a disk that fails when told to.
class UnsteadyDirectory final : public MeterDirectory {
public:
    explicit UnsteadyDirectory(MeterDirectory& real) : m_real(real) {}

    Result<MeterAccount> find(std::string_view mn) override
    {
        return findFails ? Result<MeterAccount>(failure()) : m_real.find(mn);
    }
    Result<CommittedMeter> committed(const std::string& address) override
    {
        return committedFails ? Result<CommittedMeter>(failure()) : m_real.committed(address);
    }
    Result<std::vector<AnchoredBatch>> batches(const std::string& address, std::optional<std::uint64_t> after) override
    {
        return m_real.batches(address, after);
    }
    Result<std::vector<Hash256>> leaves(const std::string& address, std::uint64_t seq) override
    {
        return m_real.leaves(address, seq);
    }
    Result<TxRow> transaction(const Hash256& hash) override { return m_real.transaction(hash); }

    std::atomic<bool> findFails{false}, committedFails{false};

private:
    static Error failure() { return makeError(ErrorCode::Io, "ledger.io", "The disk does not answer."); }

    MeterDirectory& m_real;
};

struct Unsteady {
    Unsteady() : world(1), directory(world.directory)
    {
        auto opened = Uploader::open(world.chain, world.consortium.nodes(), directory, world.options());
        if (opened.ok()) {
            uploader = std::move(*opened);
        }
    }
    std::string holdReason() const { return uploader->snapshot().holdReason; }

    UploadWorld world;
    UnsteadyDirectory directory;
    std::unique_ptr<Uploader> uploader;
};

}  // namespace

class TestHoldReasons : public QObject {
    Q_OBJECT

private slots:
    void pausedAndNodes()
    {
        UploadWorld world(1);
        auto uploader = world.open();
        const auto node = [&] { return uploader->snapshot().nodes.front(); };
        QTRY_VERIFY(node().state == NodeState::Usable);
        QVERIFY(node().lastReason.empty());
        uploader->pause();
        QTRY_COMPARE(uploader->snapshot().holdReason, std::string("upload.paused"));
        QVERIFY(uploader->snapshot().holdCause.empty());
        uploader->resume();
        QTRY_VERIFY(uploader->snapshot().hold.empty());
        QVERIFY(uploader->snapshot().holdReason.empty());
        world.consortium.down(0);
        QTRY_COMPARE(uploader->snapshot().holdReason, std::string("upload.no-node"));
        QTRY_COMPARE(uploader->snapshot().holdCause, std::string("node.unavailable"));
        QCOMPARE(node().lastReason, std::string("node.unavailable"));
        world.consortium.setAll({.catchingUp = true});
        world.consortium.up(0);
        QTRY_COMPARE(node().lastReason, std::string("node.catching-up"));
        world.consortium.setAll({});
        QTRY_VERIFY(uploader->snapshot().hold.empty());
    }

    void refusedByAll()
    {
        UploadWorld world(1);
        auto uploader = world.open();
        world.consortium.setAll({.lieRefused = 1});
        const std::vector<HealthRecord> records{world.record(0, 0)};
        MS_VERIFY_OK(uploader->submit("gateway", records));
        QTRY_COMPARE(uploader->snapshot().nodes.front().lastReason, std::string("node.refuses"));
        QTRY_COMPARE(uploader->snapshot().holdReason, std::string("upload.refused-by-all"));
        QCOMPARE(uploader->snapshot().holdCause, std::string("tx.prev-stale"));
        world.consortium.setAll({});
        MS_VERIFY_OK(uploader->drain());
        QTRY_VERIFY(uploader->snapshot().hold.empty());
    }

    void unreadableLedger()
    {
        Unsteady unsteady;
        QVERIFY(unsteady.uploader != nullptr);
        unsteady.directory.findFails = true;
        // Of a meter nobody asked about yet.
        const std::vector<HealthRecord> records{unsteady.world.record(0, 0)};
        MS_VERIFY_OK(unsteady.uploader->submit("gateway", records));
        QTRY_COMPARE(unsteady.holdReason(), std::string("upload.ledger-unreadable"));
        QCOMPARE(unsteady.uploader->snapshot().holdCause, std::string("ledger.io"));
        unsteady.directory.findFails = false;
        MS_VERIFY_OK(unsteady.uploader->drain());
        QVERIFY(unsteady.uploader->snapshot().hold.empty());
    }

    // What a refusal means is read from the ledger; where that fails it is asked again, and then no longer held.
    void refusalThatCannotBeLookedInto()
    {
        Unsteady unsteady;
        QVERIFY(unsteady.uploader != nullptr);
        const std::vector<HealthRecord> records{unsteady.world.record(0, 0)};
        unsteady.world.consortium.setAll({.refuse = 1});
        MS_VERIFY_OK(unsteady.uploader->submit("gateway", records));
        QTRY_COMPARE(unsteady.uploader->snapshot().sealedBatches, std::uint64_t(1));
        unsteady.directory.committedFails = true;
        unsteady.world.consortium.setAll({.lieRefused = 1});
        QTRY_COMPARE(unsteady.holdReason(), std::string("upload.refusal-unclear"));
        QCOMPARE(unsteady.uploader->snapshot().holdCause, std::string("ledger.io"));
        unsteady.world.consortium.setAll({});
        unsteady.directory.committedFails = false;
        MS_VERIFY_OK(unsteady.uploader->drain());
        QTRY_VERIFY(unsteady.uploader->snapshot().hold.empty());
        QCOMPARE(unsteady.world.exactlyOnce({leafOf(records[0])}), std::string());
    }

    // On disk too: the job's file keeps the reason.
    void failedJobs()
    {
        UploadWorld world(1);
        const auto file = world.folder / "records.jsonl";
        writeFile(file, world.jsonLines(3));
        std::string id;
        {
            auto uploader = world.open();
            uploader->pause();
            const auto added = uploader->addFile(file, plainJsonLines());
            MS_VERIFY_OK(added);
            id = *added;
            MS_VERIFY_OK(uploader->stop());
        }
        writeFile(file, world.jsonLines(4));
        {
            auto uploader = world.open();
            QTRY_VERIFY(uploader->job(id)->state == JobState::Failed);
            QCOMPARE(uploader->job(id)->errorReason, std::string("upload.file-changed"));
            MS_VERIFY_OK(uploader->stop());
        }
        const auto jobs = readUploadJobs(world.options().folder);
        MS_VERIFY_OK(jobs);
        QCOMPARE(jobs->size(), std::size_t(1));
        QCOMPARE(jobs->front().errorReason, std::string("upload.file-changed"));
    }
};

QTEST_GUILESS_MAIN(TestHoldReasons)
#include "tst_hold_reasons.moc"
