// A key store of version 1: opened, moved on to the present version, changed, and forged with a checksum that fits.
#include "meterseal/crypto/key_store.h"
#include "meterseal/crypto/sha256.h"
#include "support/key_entries.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "support/version1_store.h"

#include <algorithm>

using namespace meterseal;
using namespace meterseal::crypto;

namespace {

const SecretBytes kPassphrase(std::string_view("correct horse battery staple"));
constexpr std::size_t kChecksumSize = 32;

// What somebody does who changes bytes on purpose.
std::string withChecksum(std::string file)
{
    file.resize(file.size() - kChecksumSize);
    const Hash256 sum = sha256(file);
    return file.append(asText(sum));
}

std::string oldStore()
{
    return test::version1Store(kPassphrase, {test::someOrganisation(1)}, {test::someMeter(2), test::someMeter(3)},
                               Ed25519PrivateKey::generate());
}

std::string reasonAfter(const std::filesystem::path& file, const std::string& content)
{
    test::writeFile(file, content);
    const auto opened = KeyStore::open(file, kPassphrase);
    return opened.ok() ? "opened" : opened.error().reason;
}

}  // namespace

class TestKeyStoreV1 : public QObject {
    Q_OBJECT

private slots:
    void everyByteOfAnOldStoreFlipped()
    {
        const test::TemporaryFolder folder;
        const std::string good = oldStore();
        for (std::size_t i = 0; i < good.size(); ++i) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x81);
            QCOMPARE(qs(reasonAfter(folder / "bad", bad)), QStringLiteral("keystore.damaged"));
        }
        QCOMPARE(qs(reasonAfter(folder / "bad", good)), QStringLiteral("opened"));
    }

    void truncated()
    {
        const test::TemporaryFolder folder;
        const std::string old = oldStore();
        for (std::size_t size = 0; size < old.size(); ++size) {
            QCOMPARE(qs(reasonAfter(folder / "bad", old.substr(0, size))), QStringLiteral("keystore.damaged"));
        }
        QCOMPARE(qs(reasonAfter(folder / "bad", withChecksum(old + old))), QStringLiteral("keystore.damaged"));
    }

    void obstacleInPlaceOfTheNewFile()
    {
        const test::TemporaryFolder folder;
        const std::string good = oldStore();
        test::writeFile(folder / "keys", good);
        auto store = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(store);
        std::filesystem::create_directory(folder / "keys.new");
        test::writeFile(folder / "keys.new" / "kept", "");
        MS_VERIFY_REASON(store->save(), "keystore.write");
        QVERIFY(test::readFile(folder / "keys") == good);
        std::filesystem::remove_all(folder / "keys.new");
        test::writeFile(folder / "keys.new", "left by a crash");
        MS_VERIFY_OK(store->save());
        QVERIFY(!std::filesystem::exists(folder / "keys.new"));
    }

    void anOldStoreOpensAndMovesOn()
    {
        const test::TemporaryFolder folder;
        const std::string old = oldStore();
        test::writeFile(folder / "keys", old);
        MS_VERIFY_REASON(KeyStore::open(folder / "keys", SecretBytes(std::string_view("another"))),
                         "keystore.wrong-passphrase");
        auto store = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(store);
        QVERIFY(test::readFile(folder / "keys") == old);  // opening writes nothing
        auto second = KeyStore::open(folder / "keys", kPassphrase);
        store->putMeter(test::someMeter(7));
        MS_VERIFY_OK(store->save());
        const auto opened = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(opened);
        QCOMPARE(opened->meterCount(), 3u);
        for (const std::size_t i : {2u, 3u, 7u}) {
            QVERIFY(test::equal(*opened->meterByMn(test::someMeter(i).mn), test::someMeter(i)));
        }
        QVERIFY(opened->organisation("organisation-1")->key.publicKey() == test::someOrganisation(1).key.publicKey());
        QVERIFY(opened->sealer()->publicKey() == store->sealer()->publicKey());
        second->putMeter(test::someMeter(8));
        MS_VERIFY_REASON(second->save(), "keystore.changed");
        QVERIFY(test::readFile(folder / "keys").starts_with("SQLite format 3"));
    }

    // With a checksum made to fit, each byte still counts: the header is authenticated as the content is.
    void everyByteForged()
    {
        const test::TemporaryFolder folder;
        const std::string good = oldStore();
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
        std::string greedy = oldStore();
        greedy.replace(12, 8, std::string("\0\0\0\0\x40\0\0\0", 8));  // N = 2^30: 128 GB and more
        greedy[23] = 8;
        test::writeFile(folder / "greedy", withChecksum(greedy));
        const auto opened = KeyStore::open(folder / "greedy", kPassphrase);
        MS_VERIFY_REASON(opened, "keystore.cost");
        QVERIFY(opened.error().code == ErrorCode::Unsupported);
    }
};

QTEST_APPLESS_MAIN(TestKeyStoreV1)
#include "tst_key_store_v1.moc"
