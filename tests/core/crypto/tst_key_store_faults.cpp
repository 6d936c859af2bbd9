// The key store when its file is changed, cut or forged, when the disk refuses, and when the program dies while saving.
#include "meterseal/crypto/key_store.h"
#include "meterseal/crypto/sha256.h"
#include "support/key_entries.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <random>

using namespace meterseal;
using namespace meterseal::crypto;
using test::kCheapScrypt;

namespace {

const SecretBytes kPassphrase(std::string_view("correct horse battery staple"));
constexpr std::size_t kChecksumSize = 32;

std::string smallStore(const std::filesystem::path& file)
{
    auto store = KeyStore::create(file, kPassphrase, kCheapScrypt);
    store->putOrganisation(test::someOrganisation(1));
    store->putMeter(test::someMeter(2));
    store->setSealer(Ed25519PrivateKey::generate());
    return store->save().ok() ? test::readFile(file) : std::string();
}

// What somebody does who changes bytes on purpose.
std::string withChecksum(std::string file)
{
    file.resize(file.size() - kChecksumSize);
    const Hash256 sum = sha256(file);
    return file.append(asText(sum));
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
    void everyByteFlipped()
    {
        const test::TemporaryFolder folder;
        const std::string good = smallStore(folder / "keys");
        QVERIFY(good.size() > 128);
        for (std::size_t i = 0; i < good.size(); ++i) {
            for (const int flip : {0x01, 0x80, 0xff}) {
                std::string bad = good;
                bad[i] = static_cast<char>(bad[i] ^ flip);
                QCOMPARE(qs(reasonAfter(folder / "bad", bad)), QStringLiteral("keystore.damaged"));
            }
        }
        QCOMPARE(qs(reasonAfter(folder / "bad", good)), QStringLiteral("opened"));
    }

    void everyTruncation()
    {
        const test::TemporaryFolder folder;
        const std::string good = smallStore(folder / "keys");
        for (std::size_t size = 0; size < good.size(); ++size) {
            QCOMPARE(qs(reasonAfter(folder / "bad", good.substr(0, size))), QStringLiteral("keystore.damaged"));
            if (size != good.size() - kChecksumSize) {  // with that one the file would be whole again
                const std::string cut = good.substr(0, size) + std::string(kChecksumSize, 'x');
                QCOMPARE(qs(reasonAfter(folder / "bad", withChecksum(cut))), QStringLiteral("keystore.damaged"));
            }
        }
        QCOMPARE(qs(reasonAfter(folder / "bad", good + "x")), QStringLiteral("keystore.damaged"));
        QCOMPARE(qs(reasonAfter(folder / "bad", good + good)), QStringLiteral("keystore.damaged"));
        QCOMPARE(qs(reasonAfter(folder / "bad", withChecksum(good + good))), QStringLiteral("keystore.damaged"));
    }

    // With a checksum made to fit, each byte still counts: the header is authenticated as the content is.
    void everyByteForged()
    {
        const test::TemporaryFolder folder;
        const std::string good = smallStore(folder / "keys");
        const auto expected = [&](std::size_t at) -> std::vector<std::string> {
            if (at < 8) {
                return {"keystore.damaged"};
            }
            if (at < 12) {
                return {"keystore.version"};
            }
            if (at < 28) {  // another cost gives another key, or is refused
                return {"keystore.cost", "keystore.wrong-passphrase"};
            }
            if (at < 44 || (at >= 56 && at < 72)) {
                return {"keystore.wrong-passphrase"};
            }
            return {"keystore.damaged"};
        };
        for (std::size_t i = 0; i < good.size() - kChecksumSize; ++i) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x01);
            const std::string reason = reasonAfter(folder / "bad", withChecksum(bad));
            const auto reasons = expected(i);
            QVERIFY2(std::find(reasons.begin(), reasons.end(), reason) != reasons.end(),
                     qPrintable(QStringLiteral("byte %1: %2").arg(i).arg(qs(reason))));
        }
    }

    void greedyScryptIsRefusedAtOnce()
    {
        const test::TemporaryFolder folder;
        std::string greedy = smallStore(folder / "keys");
        greedy.replace(12, 8, std::string("\0\0\0\0\x40\0\0\0", 8));  // N = 2^30: 128 GB and more
        greedy[23] = 8;
        test::writeFile(folder / "greedy", withChecksum(greedy));
        const auto opened = KeyStore::open(folder / "greedy", kPassphrase);
        MS_VERIFY_REASON(opened, "keystore.cost");
        QVERIFY(opened.error().code == ErrorCode::Unsupported);
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

    void obstacleInPlaceOfTheNewFile()
    {
        const test::TemporaryFolder folder;
        const std::string good = smallStore(folder / "keys");
        auto store = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(store);
        std::filesystem::create_directory(folder / "keys.new");
        MS_VERIFY_REASON(store->save(), "keystore.write");
        QVERIFY(test::readFile(folder / "keys") == good);
        std::filesystem::remove(folder / "keys.new");
        test::writeFile(folder / "keys.new", "left by a crash");
        MS_VERIFY_OK(store->save());
        QVERIFY(!std::filesystem::exists(folder / "keys.new"));
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
        for (int round = 0; round < 60; ++round) {
            auto store = KeyStore::open(folder / "keys", kPassphrase);
            MS_VERIFY_OK(store);
            const pid_t child = ::fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                saveForEver(*store, state, finished.value());
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
