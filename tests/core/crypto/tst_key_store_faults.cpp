// The key store when its file is changed, cut or forged, when the disk refuses, and when the program dies while saving.
#include "meterseal/crypto/key_store.h"
#include "support/key_entries.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <random>

using namespace meterseal;
using namespace meterseal::crypto;
using test::kCheapScrypt;

namespace {

const SecretBytes kPassphrase(std::string_view("correct horse battery staple"));

std::string smallStore(const std::filesystem::path& file)
{
    auto store = KeyStore::create(file, kPassphrase, kCheapScrypt);
    store->putOrganisation(test::someOrganisation(1));
    store->putMeter(test::someMeter(2));
    store->setSealer(Ed25519PrivateKey::generate());
    return store->save().ok() ? test::readFile(file) : std::string();
}

bool holdsTheSmallStore(const KeyStore& store)
{
    const MeterSecret* const meter = store.meterByMn(test::someMeter(2).mn);
    const OrganisationKey* const organisation = store.organisation("organisation-1");
    return store.meterCount() == 1 && store.organisationIds().size() == 1 && store.sealer() != nullptr &&
           meter != nullptr && test::equal(*meter, test::someMeter(2)) && organisation != nullptr &&
           organisation->key.publicKey() == test::someOrganisation(1).key.publicKey();
}

// What somebody does to the rows who knows SQL but no passphrase.
void tamper(const std::filesystem::path& file, const char* sql)
{
    sqlite3* db = nullptr;
    if (sqlite3_open(file.c_str(), &db) != SQLITE_OK || sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        qFatal("%s", sqlite3_errmsg(db));
    }
    sqlite3_close(db);
}

// Bytes that this process has handed to write().
std::uint64_t bytesWritten()
{
    std::ifstream io("/proc/self/io");
    std::string name;
    std::uint64_t value = 0;
    while (io >> name >> value && name != "wchar:") {}
    return value;
}

std::string reasonAfter(const std::filesystem::path& file, const std::string& content)
{
    test::writeFile(file, content);
    const auto opened = KeyStore::open(file, kPassphrase);
    return opened.ok() ? "opened" : opened.error().reason;
}

// Counts finished saves where a killed process still leaves the number to be read.
class SharedCounter {
public:
    SharedCounter()
        : m_page(::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))
    {
        new (m_page) std::atomic<int>(0);
    }
    ~SharedCounter() { ::munmap(m_page, sizeof(std::atomic<int>)); }
    SharedCounter(const SharedCounter&) = delete;
    SharedCounter& operator=(const SharedCounter&) = delete;
    std::atomic<int>& value() { return *static_cast<std::atomic<int>*>(m_page); }

private:
    void* m_page;
};

MeterSecret meterInState(std::size_t i, int state)
{
    MeterSecret meter = test::someMeter(i);
    meter.location = std::to_string(state);
    return meter;
}

constexpr std::size_t kMetersInCrashTest = 50;

[[noreturn]] void saveForEver(KeyStore& store, int state, std::atomic<int>& finished)
{
    for (;;) {
        ++state;
        for (std::size_t i = 0; i < kMetersInCrashTest; ++i) {
            store.putMeter(meterInState(i, state));
        }
        if (!store.save().ok()) {
            ::_exit(1);
        }
        finished = state;
    }
}

}  // namespace

class TestKeyStoreFaults : public QObject {
    Q_OBJECT

private slots:
    // Each flipped byte is damage, or lies where nothing is kept and changes nothing.
    void everyByteFlipped()
    {
        const test::TemporaryFolder folder;
        const std::string good = smallStore(folder / "keys");
        QVERIFY(good.size() > 4096);
        std::size_t found = 0;
        for (std::size_t i = 0; i < good.size(); ++i) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x81);
            test::writeFile(folder / "bad", bad);
            const auto opened = KeyStore::open(folder / "bad", kPassphrase);
            if (opened.ok()) {
                QVERIFY2(holdsTheSmallStore(*opened), qPrintable(QString::number(i)));
                continue;
            }
            ++found;
            const std::string& reason = opened.error().reason;
            QVERIFY2(reason == "keystore.damaged" || reason == "keystore.version" || reason == "keystore.read",
                     qPrintable(QStringLiteral("byte %1: %2").arg(i).arg(qs(reason))));
        }
        QVERIFY(found > 900);  // what is kept of three entries
        QCOMPARE(qs(reasonAfter(folder / "bad", good)), QStringLiteral("opened"));
    }

    void truncated()
    {
        const test::TemporaryFolder folder;
        const std::string good = smallStore(folder / "keys");
        for (std::size_t size = 0; size < good.size(); size += size < 200 ? 1 : 61) {
            QCOMPARE(qs(reasonAfter(folder / "bad", good.substr(0, size))), QStringLiteral("keystore.damaged"));
        }
        QCOMPARE(qs(reasonAfter(folder / "bad", good + "x")), QStringLiteral("keystore.damaged"));
        QCOMPARE(qs(reasonAfter(folder / "bad", good + good)), QStringLiteral("keystore.damaged"));
    }

    void rowsTakenAwayAddedOrExchanged_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("taken away") << QByteArray("DELETE FROM entry WHERE seq = 2");
        QTest::newRow("all taken away") << QByteArray("DELETE FROM entry");
        QTest::newRow("another number") << QByteArray("UPDATE entry SET seq = 99 WHERE seq = 2");
        QTest::newRow("two exchanged") << QByteArray(
            "UPDATE entry SET sealed = (SELECT sealed FROM entry e WHERE e.seq = 5 - entry.seq) WHERE seq IN (2, 3)");
        QTest::newRow("two renamed") << QByteArray(
            "UPDATE entry SET id = (SELECT id FROM entry e WHERE e.seq = 5 - entry.seq) WHERE seq IN (2, 3)");
        QTest::newRow("another family") << QByteArray("UPDATE entry SET family = zeroblob(16) WHERE seq = 2");
        QTest::newRow("another kind") << QByteArray("UPDATE entry SET kind = 1 WHERE seq = 2");
        QTest::newRow("added twice") << QByteArray(
            "INSERT INTO entry SELECT 98, kind, randomblob(16), family, sealed FROM entry WHERE seq = 2");
        QTest::newRow("no envelope") << QByteArray("DELETE FROM meta WHERE key = 1");
        QTest::newRow("no state") << QByteArray("DELETE FROM meta WHERE key = 2");
        QTest::newRow("a trigger") << QByteArray(
            "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry WHERE seq = NEW.seq; END");
    }
    void rowsTakenAwayAddedOrExchanged()
    {
        QFETCH(QByteArray, sql);
        const test::TemporaryFolder folder;
        auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
        MS_VERIFY_OK(store);
        for (std::size_t i = 1; i <= 4; ++i) {
            store->putMeter(test::someMeter(i));
        }
        MS_VERIFY_OK(store->save());
        MS_VERIFY_OK(KeyStore::open(folder / "keys", kPassphrase));
        tamper(folder / "keys", sql.constData());
        MS_VERIFY_REASON(KeyStore::open(folder / "keys", kPassphrase), "keystore.damaged");
    }

    // A row as it was before it was changed does not fit any more either.
    void anOldRowPutBack()
    {
        const test::TemporaryFolder folder;
        auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
        store->putMeter(test::someMeter(1));
        MS_VERIFY_OK(store->save());
        std::filesystem::copy_file(folder / "keys", folder / "before");
        store->putMeter(meterInState(1, 2));
        MS_VERIFY_OK(store->save());
        MS_VERIFY_OK(KeyStore::open(folder / "keys", kPassphrase));
        const std::string sql = "ATTACH '" + (folder / "before").string() +
                                "' AS b; DELETE FROM entry; INSERT INTO entry SELECT * FROM b.entry";
        tamper(folder / "keys", sql.c_str());
        MS_VERIFY_REASON(KeyStore::open(folder / "keys", kPassphrase), "keystore.damaged");
    }

    // Four times the meters in blocks of one size cost about four times the bytes written, and not sixteen times.
    void savingBlocksOfMetersIsLinear()
    {
        const auto cost = [](std::size_t blocks) {
            const test::TemporaryFolder folder;
            auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
            const std::uint64_t before = bytesWritten();
            for (std::size_t i = 0; i < blocks * 50; ++i) {
                store->putMeter(test::someMeter(i));
                if (i % 50 == 49 && !store->save().ok()) {
                    return std::uint64_t(0);
                }
            }
            return bytesWritten() - before;
        };
        const std::uint64_t few = cost(10);
        const std::uint64_t many = cost(40);
        QVERIFY(few > 0 && many > 0);
        QVERIFY2(many < 6 * few, qPrintable(QStringLiteral("%1 and %2 bytes").arg(few).arg(many)));
    }

    void otherThingsInItsPlace()
    {
        const test::TemporaryFolder folder;
        const auto missing = KeyStore::open(folder / "missing", kPassphrase);
        MS_VERIFY_REASON(missing, "keystore.not-found");
        QVERIFY(missing.error().code == ErrorCode::NotFound);
        MS_VERIFY_REASON(KeyStore::open(folder.path(), kPassphrase), "keystore.read");
        QCOMPARE(::mkfifo((folder / "pipe").c_str(), 0600), 0);
        MS_VERIFY_REASON(KeyStore::open(folder / "pipe", kPassphrase), "keystore.read");
        QCOMPARE(qs(reasonAfter(folder / "text", "mn,password\n1,secret\n")), QStringLiteral("keystore.damaged"));
        test::writeFile(folder / "huge", "");
        std::filesystem::resize_file(folder / "huge", std::uintmax_t(20) << 30);  // sparse
        MS_VERIFY_REASON(KeyStore::open(folder / "huge", kPassphrase), "keystore.damaged");
    }

    void modeIsPrivate()
    {
        const test::TemporaryFolder folder;
        const mode_t before = ::umask(0);
        smallStore(folder / "keys");
        ::umask(before);
        struct stat status {};
        QCOMPARE(::stat((folder / "keys").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 07777u, 0600u);
    }

    void linkIsFollowedAndKept()
    {
        const test::TemporaryFolder folder;
        std::filesystem::create_directory(folder / "stick");
        smallStore(folder / "stick" / "keys");
        std::filesystem::create_symlink("stick/keys", folder / "link");
        auto store = KeyStore::open(folder / "link", kPassphrase);
        MS_VERIFY_OK(store);
        store->putMeter(test::someMeter(77));
        MS_VERIFY_OK(store->save());
        QVERIFY(std::filesystem::is_symlink(folder / "link"));
        QVERIFY(KeyStore::open(folder / "stick" / "keys", kPassphrase)->meterByMn(test::someMeter(77).mn) != nullptr);
    }

    void diskFullKeepsTheOldFile()
    {
        const test::TemporaryFolder folder;
        const std::string good = smallStore(folder / "keys");
        auto store = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(store);
        for (std::size_t i = 0; i < 100; ++i) {
            store->putMeter(test::someMeter(i));
        }
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const auto formerHandler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit tight = before;
        tight.rlim_cur = 1000;
        ::setrlimit(RLIMIT_FSIZE, &tight);
        const Status saved = store->save();
        const Status changed = store->changePassphrase(SecretBytes(std::string_view("another")));
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, formerHandler);
        MS_VERIFY_REASON(saved, "keystore.write");
        QVERIFY(saved.error().code == ErrorCode::Io);
        MS_VERIFY_REASON(changed, "keystore.write");
        QVERIFY(test::readFile(folder / "keys") == good);
        QVERIFY(!std::filesystem::exists(folder / "keys.new"));
        // The changes are still in memory, under the old passphrase.
        MS_VERIFY_OK(store->save());
        const auto opened = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(opened);
        QCOMPARE(opened->meterCount(), 100u);
    }

    void readOnlyFolderKeepsTheOldFile()
    {
        const test::TemporaryFolder folder;
        const std::string good = smallStore(folder / "keys");
        auto store = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(store);
        std::filesystem::remove(folder / "keys.lock");
        QCOMPARE(::chmod(folder.path().c_str(), 0555), 0);
        const bool root = ::geteuid() == 0;  // to whom permissions mean nothing
        QVERIFY(!root || ::seteuid(65534) == 0);
        const Status saved = store->save();
        QVERIFY(!root || ::seteuid(0) == 0);
        QCOMPARE(::chmod(folder.path().c_str(), 0700), 0);
        MS_VERIFY_REASON(saved, "keystore.write");
        QVERIFY(test::readFile(folder / "keys") == good);
        MS_VERIFY_OK(store->save());
    }

    void busyWhileAnotherSaves()
    {
        const test::TemporaryFolder folder;
        smallStore(folder / "keys");
        auto store = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(store);
        const int lock = ::open((folder / "keys.lock").c_str(), O_RDWR);
        QVERIFY(lock >= 0);
        QCOMPARE(::flock(lock, LOCK_EX), 0);
        const Status saved = store->save();
        ::close(lock);
        MS_VERIFY_REASON(saved, "keystore.busy");
        MS_VERIFY_OK(store->save());
    }

    // Two programs each add a meter: the second must not throw away the key the first has saved.
    void changesOfAnotherProgramAreNotLost()
    {
        const test::TemporaryFolder folder;
        smallStore(folder / "keys");
        auto first = KeyStore::open(folder / "keys", kPassphrase);
        auto second = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(first);
        MS_VERIFY_OK(second);
        first->putMeter(test::someMeter(10));
        MS_VERIFY_OK(first->save());
        second->putMeter(test::someMeter(11));
        const Status refused = second->save();
        MS_VERIFY_REASON(refused, "keystore.changed");
        QVERIFY(refused.error().code == ErrorCode::Conflict);
        second = KeyStore::open(folder / "keys", kPassphrase);
        second->putMeter(test::someMeter(11));
        MS_VERIFY_OK(second->save());
        const auto both = KeyStore::open(folder / "keys", kPassphrase);
        QVERIFY(both->meterByMn(test::someMeter(10).mn) && both->meterByMn(test::someMeter(11).mn));
    }

    // A child saves one state after the other and is killed at a random instant; what the file holds then is the last
    // finished state or the one being saved, whole.
    void killedWhileSaving()
    {
        const test::TemporaryFolder folder;
        MS_VERIFY_OK(KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt));
        SharedCounter finished;
        std::mt19937 random(11);
        int state = 0;
        int grew = 0;
        for (int round = 0; round < 45; ++round) {
            auto store = KeyStore::open(folder / "keys", kPassphrase);
            MS_VERIFY_OK(store);
            const pid_t child = ::fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                saveForEver(*store, state, finished.value());
            }
            // Every third one has finished a save before it is killed, however slow the machine is.
            for (int waited = 0; round % 3 == 0 && finished.value() == state && waited < 60000; ++waited) {
                ::usleep(1000);
            }
            ::usleep(static_cast<useconds_t>(random() % 20000));
            ::kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QVERIFY(WIFSIGNALED(status));  // and not left because a save failed
            const auto opened = KeyStore::open(folder / "keys", kPassphrase);
            MS_VERIFY_OK(opened);
            const int done = finished.value();
            if (opened->meterCount() == 0) {
                QCOMPARE(done, 0);
                continue;
            }
            QCOMPARE(opened->meterCount(), kMetersInCrashTest);
            const int found = std::stoi(opened->meterByAddress(test::someMeter(0).address)->location);
            QVERIFY(found == done || found == done + 1);
            for (std::size_t i = 0; i < kMetersInCrashTest; ++i) {
                QVERIFY(test::equal(*opened->meterByAddress(test::someMeter(i).address), meterInState(i, found)));
            }
            grew += found > state ? 1 : 0;
            state = found;
            finished.value() = found;
        }
        QVERIFY(grew > 5);  // else the child was killed before it ever saved
    }
};

QTEST_APPLESS_MAIN(TestKeyStoreFaults)
#include "tst_key_store_faults.moc"
