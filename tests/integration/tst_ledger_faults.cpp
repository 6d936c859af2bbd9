// A disk that fails or is full at any write, sync or truncate; two processes on one ledger; places that cannot be
// written. Nothing committed is lost, nothing is half there, and no manual step is needed afterwards.
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/crypto/sha256.h"
#include "support/child_process.h"
#include "support/fault_vfs.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace meterseal;
using test::FaultVfs;
using test::LedgerBuilder;
using test::TemporaryFolder;
using Operation = test::FaultVfs::Operation;

namespace {

QString faultText(const std::filesystem::path& file)
{
    return qs(fmt::format("{}", fmt::join(test::faultsOf(file), "\n")));
}

// Names, contents and times of all files of a folder.
std::map<std::string, std::string> snapshotOf(const std::filesystem::path& folder)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        struct stat info = {};
        ::stat(entry.path().c_str(), &info);
        files[entry.path().filename().string()] = fmt::format(
            "{} {}.{}", crypto::sha256(test::readFile(entry.path())).hex(), info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
    }
    return files;
}

// Opens the ledger, commits one more batch for meter 0, says so and holds the ledger until it is killed.
int hold(const std::filesystem::path& file)
{
    LedgerBuilder world;
    auto chain = EmbeddedChain::open(file, world.sealer());
    if (!chain.ok()) {
        return 2;
    }
    world.meter(0).lastConvert = (*chain)->lastConvert(world.meter(0).address).value();
    const auto sent = (*chain)->submit(world.convert(0, world.records(0, 30)));
    if (!sent.ok() || !(*chain)->flush().ok()) {
        return 2;
    }
    const std::string line = sent->hex() + "\n";
    static_cast<void>(!::write(STDOUT_FILENO, line.data(), line.size()));
    ::pause();
    return 0;
}

// Runs `check` in a child process that has no special rights; its answer is empty where all is well.
template <typename Check>
QString withoutRights(Check check)
{
    int ends[2];
    if (::pipe(ends) != 0) {
        return QStringLiteral("no pipe");
    }
    const pid_t child = ::fork();
    if (child == 0) {
        const bool dropped = ::geteuid() != 0 || (::setgid(65534) == 0 && ::setuid(65534) == 0);
        const std::string answer = dropped ? check() : std::string("rights could not be dropped");
        static_cast<void>(!::write(ends[1], answer.data(), answer.size()));
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string answer;
    char block[1024];
    for (ssize_t size = ::read(ends[0], block, sizeof block); size > 0; size = ::read(ends[0], block, sizeof block)) {
        answer.append(block, static_cast<std::size_t>(size));
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? qs(answer) : QStringLiteral("the child crashed");
}

}  // namespace

class TestLedgerFaults : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    LedgerBuilder m_world;
    std::filesystem::path m_start = m_folder / "start.db";  // meter 0 is active
    std::vector<Bytes> m_batches;                           // in order, for a copy of it

    std::filesystem::path freshCopy(const std::string& name)
    {
        const auto file = m_folder / name;
        for (const char* suffix : {"-wal", "-shm"}) {
            std::filesystem::remove(file.string() + suffix);
        }
        std::filesystem::copy_file(m_start, file, std::filesystem::copy_options::overwrite_existing);
        return file;
    }

private slots:
    void initTestCase()
    {
        MS_VERIFY_OK(EmbeddedChain::create(m_start, m_world.genesis()));
        auto chain = std::move(EmbeddedChain::open(m_start, m_world.sealer())).value();
        for (Bytes& wire : m_world.onboard(0)) {
            MS_VERIFY_OK(chain->submit(std::move(wire)));
        }
        chain.reset();
        for (int i = 0; i < 5; ++i) {
            m_batches.push_back(m_world.convert(0, m_world.records(0, 60)));
        }
    }

    void diskFaults_data()
    {
        QTest::addColumn<int>("operation");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("onwards");
        QTest::newRow("one write fails") << int(Operation::Write) << SQLITE_IOERR_WRITE << false;
        QTest::newRow("the disk is full") << int(Operation::Write) << SQLITE_FULL << true;
        QTest::newRow("one sync fails") << int(Operation::Sync) << SQLITE_IOERR_FSYNC << false;
        QTest::newRow("syncs fail") << int(Operation::Sync) << SQLITE_IOERR_FSYNC << true;
        QTest::newRow("truncates fail") << int(Operation::Truncate) << SQLITE_IOERR_TRUNCATE << true;
    }

    // The n-th operation fails, for every n that five blocks reach.
    void diskFaults()
    {
        QFETCH(int, operation);
        QFETCH(int, code);
        QFETCH(bool, onwards);
        FaultVfs vfs("fault");
        EmbeddedChainOptions options;
        options.sqliteVfs = vfs.name();
        int hits = 0;
        for (std::uint64_t n = 1; n <= 24; n += n < 8 ? 1 : 4) {
            const auto file = freshCopy("faulty.db");
            auto opened = EmbeddedChain::open(file, m_world.sealer(), options);
            MS_VERIFY_OK(opened);
            auto chain = std::move(*opened);
            vfs.failAt(Operation(operation), n, code, onwards);
            std::size_t committed = 0;
            Status failed;
            while (committed < m_batches.size() && failed.ok()) {
                const auto sent = chain->submit(m_batches[committed]);
                failed = sent.ok() ? chain->flush() : sent.status();
                committed += failed.ok() ? 1 : 0;
            }
            if (!failed.ok()) {
                ++hits;
                const bool full = code == SQLITE_FULL;
                QCOMPARE(qs(failed.error().reason), qs(full ? "ledger.disk-full" : "ledger.io"));
                QVERIFY(failed.error().code == ErrorCode::Io);
                // It sticks, and nothing of the block that failed is to be seen.
                MS_VERIFY_REASON(chain->submit(m_batches.back()), failed.error().reason.c_str());
                QCOMPARE(chain->head()->logSize, std::uint64_t(4 + committed));
                QVERIFY(chain->status(txHashOf(m_batches[committed]))->stage == TxStage::Unknown);
                QCOMPARE(LedgerReader::open(file)->totals()->transactions, std::uint64_t(4 + committed));
                if (onwards) {  // opened again too early: the same once more
                    MS_VERIFY_OK(chain->reopen());
                    MS_VERIFY_OK(chain->submit(m_batches[committed]));
                    QVERIFY(!chain->flush().ok());
                }
            }
            vfs.heal();
            MS_VERIFY_OK(chain->reopen());
            for (const Bytes& wire : m_batches) {
                MS_VERIFY_OK(chain->submit(wire));
                MS_VERIFY_OK(chain->flush());
            }
            QCOMPARE(chain->head()->logSize, std::uint64_t(4 + m_batches.size()));
            chain.reset();
            QCOMPARE(faultText(file), QString());
        }
        // Appending to the journal truncates nothing, so a truncate that fails must not be felt.
        QCOMPARE(hits > 0, Operation(operation) != Operation::Truncate);
    }

    // Closing and opening with a disk that fails: an error or none, never a crash, and afterwards all is there.
    void faultsWhileClosingAndOpening()
    {
        FaultVfs vfs("fault");
        EmbeddedChainOptions options;
        options.sqliteVfs = vfs.name();
        for (const Operation operation : {Operation::Write, Operation::Sync, Operation::Truncate}) {
            for (std::uint64_t n = 1; n <= 4; ++n) {
                const auto file = freshCopy("closing.db");
                auto chain = std::move(EmbeddedChain::open(file, m_world.sealer(), options)).value();
                for (const Bytes& wire : m_batches) {
                    MS_VERIFY_OK(chain->submit(wire));
                }
                MS_VERIFY_OK(chain->flush());
                vfs.failAt(operation, n, SQLITE_IOERR, true);
                chain.reset();
                const auto during = EmbeddedChain::open(file, m_world.sealer(), options);
                QVERIFY(during.ok() || during.error().code == ErrorCode::Io);
                vfs.heal();
                if (!during.ok()) {
                    chain = std::move(EmbeddedChain::open(file, m_world.sealer(), options)).value();
                    QCOMPARE(chain->head()->logSize, std::uint64_t(4 + m_batches.size()));
                    chain.reset();
                }
                QCOMPARE(faultText(file), QString());
            }
        }
    }

    // A ledger that could not be made is not there, and can be made later.
    void faultsWhileCreating()
    {
        FaultVfs vfs("fault");
        const auto file = m_folder / "created.db";
        for (std::uint64_t n = 1; n <= 40; n += 3) {
            vfs.failAt(Operation::Write, n, SQLITE_FULL, true);
            const Status made = LedgerStore::create(file, m_world.genesis(), vfs.name());
            const std::uint64_t failures = vfs.failures();
            vfs.heal();
            if (made.ok()) {
                QVERIFY(test::faultsOf(file).empty());
            } else {
                QVERIFY(failures > 0);
                QCOMPARE(qs(made.error().reason), QStringLiteral("ledger.disk-full"));
                QVERIFY(!std::filesystem::exists(file));
                QVERIFY(!std::filesystem::exists(file.string() + ".new"));
                MS_VERIFY_OK(LedgerStore::create(file, m_world.genesis(), vfs.name()));
                QCOMPARE(faultText(file), QString());
            }
            std::filesystem::remove(file);
        }
        // A journal that an older ledger of this name left would be replayed into the new one.
        test::writeFile(file.string() + "-wal", "left over");
        MS_VERIFY_REASON(EmbeddedChain::create(file, m_world.genesis()), "ledger.exists");
    }

    void twoProcesses()
    {
        const auto file = freshCopy("shared.db");
        test::ChildProcess child({"--hold", file.string()});
        const auto line = child.readLine(60'000);
        QVERIFY(line && line->size() == 64);
        const auto second = EmbeddedChain::open(file, m_world.sealer());
        MS_VERIFY_REASON(second, "ledger.locked");
        QVERIFY(second.error().code == ErrorCode::Busy);
        QVERIFY2(second.error().message.find(std::to_string(child.pid())) != std::string::npos,
                 second.error().message.c_str());
        auto reader = std::move(LedgerReader::open(file)).value();
        MS_VERIFY_OK(reader.transactionByHash(Hash256::fromHex(*line).value()));
        QCOMPARE(faultText(file), QString());
        child.killAndCollect();
        MS_VERIFY_OK(EmbeddedChain::open(file, m_world.sealer()));
    }

    // Evidence is read as it lies: also with the journal of a writer that was killed, whose blocks count.
    void readingChangesNothing()
    {
        TemporaryFolder folder;
        const auto file = folder / "evidence.db";
        std::filesystem::copy_file(m_start, file);
        for (const bool leftover : {false, true}) {
            if (leftover) {
                test::ChildProcess child({"--hold", file.string()});
                QVERIFY(child.readLine(60'000));
                child.killAndCollect();
                QVERIFY(std::filesystem::file_size(file.string() + "-wal") > 0);
            }
            const auto before = snapshotOf(folder.path());
            {
                auto reader = LedgerReader::open(file, OpenMode::ReadOnly);
                MS_VERIFY_OK(reader);
                QCOMPARE(reader->totals()->transactions, std::uint64_t(leftover ? 5 : 4));
                QCOMPARE(reader->transactions({}, std::nullopt, Direction::Older, 10)->rows.size(),
                         std::size_t(leftover ? 5 : 4));
                QVERIFY(snapshotOf(folder.path()) == before);
            }
            QVERIFY(snapshotOf(folder.path()) == before);

            // The same where nothing can be written, for anybody.
            ::chmod(folder.path().c_str(), 0555);
            for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
                ::chmod(entry.path().c_str(), 0444);
            }
            const QString fault = withoutRights([&]() -> std::string {
                const auto chain = EmbeddedChain::open(file, m_world.sealer());
                if (chain.ok() || chain.error().reason != "ledger.read-only") {
                    return "a writer was let in: " + (chain.ok() ? std::string() : chain.error().message);
                }
                const Status made = EmbeddedChain::create(folder / "new.db", m_world.genesis());
                if (made.ok() || made.error().code != ErrorCode::Forbidden) {
                    return "a ledger was made";
                }
                for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::Shared}) {
                    auto reader = LedgerReader::open(file, mode);
                    if (!reader.ok()) {
                        return reader.error().message;
                    }
                    if (reader->totals()->transactions != (leftover ? 5u : 4u)) {
                        return "transactions are missing";
                    }
                }
                const auto faults = test::faultsOf(file);
                return faults.empty() ? std::string() : faults.front();
            });
            QVERIFY2(fault.isEmpty(), qPrintable(fault));
            QVERIFY(snapshotOf(folder.path()) == before);
            ::chmod(folder.path().c_str(), 0755);
            for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
                ::chmod(entry.path().c_str(), 0644);
            }
        }
        // And the next writer goes on with it.
        auto chain = EmbeddedChain::open(file, m_world.sealer());
        MS_VERIFY_OK(chain);
        QCOMPARE((*chain)->head()->logSize, std::uint64_t(5));
    }
};

int main(int argc, char** argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--hold") {
        return hold(argv[2]);
    }
    TestLedgerFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_ledger_faults.moc"
