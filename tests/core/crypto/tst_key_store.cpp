#include "meterseal/crypto/key_store.h"
#include "support/key_entries.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

using namespace meterseal;
using namespace meterseal::crypto;
using test::kCheapScrypt;

namespace {

const SecretBytes kPassphrase(std::string_view("correct horse battery staple"));
const SecretBytes kOtherPassphrase(std::string_view("correct horse battery stapler"));

}  // namespace

class TestKeyStore : public QObject {
    Q_OBJECT

private slots:
    void emptyStore()
    {
        const test::TemporaryFolder folder;
        const auto created = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
        MS_VERIFY_OK(created);
        const auto opened = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(opened);
        QVERIFY(opened->file() == folder / "keys");
        QCOMPARE(opened->meterCount(), 0u);
        QVERIFY(opened->organisationIds().empty());
        QVERIFY(opened->sealer() == nullptr);
        QVERIFY(opened->organisation("x") == nullptr && opened->meterByMn("x") == nullptr &&
                opened->meterByAddress("x") == nullptr);
    }

    void roundTrip()
    {
        const test::TemporaryFolder folder;
        const Ed25519PrivateKey sealer = Ed25519PrivateKey::generate();
        const Ed25519PrivateKey witness = Ed25519PrivateKey::generate();
        {
            auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
            MS_VERIFY_OK(store);
            store->putOrganisation(test::someOrganisation(1));
            OrganisationKey witnessing = test::someOrganisation(2);
            witnessing.witness = witness;
            store->putOrganisation(witnessing);
            store->putMeter(test::someMeter(1));
            store->putMeter(test::someMeter(2));
            store->setSealer(sealer);
            MS_VERIFY_OK(store->save());
        }
        const auto opened = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(opened);
        QVERIFY((opened->organisationIds() == std::vector<std::string>{"organisation-1", "organisation-2"}));
        QVERIFY(opened->organisation("organisation-2")->key.publicKey() == test::someOrganisation(2).key.publicKey());
        QVERIFY(opened->organisation("organisation-2")->witness->publicKey() == witness.publicKey());
        QVERIFY(!opened->organisation("organisation-1")->witness);
        for (const std::size_t i : {1u, 2u}) {
            const MeterSecret expected = test::someMeter(i);
            QVERIFY(test::equal(*opened->meterByMn(expected.mn), expected));
            QVERIFY(opened->meterByAddress(expected.address) == opened->meterByMn(expected.mn));
        }
        QVERIFY(opened->sealer()->publicKey() == sealer.publicKey());
    }

    void tenThousandMeters()
    {
        constexpr std::size_t kMeters = 10000;
        const test::TemporaryFolder folder;
        auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
        MS_VERIFY_OK(store);
        for (std::size_t i = 0; i < kMeters; ++i) {
            store->putMeter(test::someMeter(i));
        }
        MS_VERIFY_OK(store->save());
        const auto opened = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(opened);
        QCOMPARE(opened->meterCount(), kMeters);
        for (std::size_t i = 0; i < kMeters; ++i) {
            const MeterSecret expected = test::someMeter(i);
            QVERIFY(test::equal(*opened->meterByMn(expected.mn), expected));
            QVERIFY(opened->meterByAddress(expected.address) == opened->meterByMn(expected.mn));
        }
    }

    // A rejected registration frees the mn, so two wallets may share one; the later is found, also after reopening.
    void twoWalletsOfOneMn()
    {
        const test::TemporaryFolder folder;
        auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
        MS_VERIFY_OK(store);
        const auto put = [&](const char* mn, const char* address) {
            MeterSecret meter = test::someMeter(1);
            meter.mn = mn;
            meter.address = address;
            store->putMeter(std::move(meter));
        };
        put("7", "zebra");
        put("7", "ant");
        QVERIFY(store->meterByMn("7")->address == "ant");
        MS_VERIFY_OK(store->save());
        auto opened = KeyStore::open(folder / "keys", kPassphrase);
        MS_VERIFY_OK(opened);
        QVERIFY(opened->meterByMn("7")->address == "ant");
        QVERIFY(opened->removeMeter("ant"));
        QVERIFY(!opened->removeMeter("ant"));
        QVERIFY(opened->meterByMn("7")->address == "zebra");
        QVERIFY(opened->removeMeter("zebra"));
        QVERIFY(opened->meterByMn("7") == nullptr);
        // The same address under another mn moves.
        put("8", "ant");
        QVERIFY(store->meterByMn("7")->address == "zebra");
        QVERIFY(store->meterByMn("8")->address == "ant");
        QCOMPARE(store->meterCount(), 2u);
    }

    void entriesAreReplaced()
    {
        const test::TemporaryFolder folder;
        auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
        MS_VERIFY_OK(store);
        store->putOrganisation(test::someOrganisation(1));
        OrganisationKey rotated{"organisation-1", test::someKey(9)};
        store->putOrganisation(rotated);
        QCOMPARE(store->organisationIds().size(), 1u);
        QVERIFY(store->organisation("organisation-1")->key.publicKey() == rotated.key.publicKey());
        MeterSecret meter = test::someMeter(1);
        store->putMeter(meter);
        const MeterSecret* const kept = store->meterByAddress(meter.address);
        store->putMeter(test::someMeter(2));
        QVERIFY(store->meterByAddress(meter.address) == kept);
        meter.token = SecretBytes(std::string_view("another"));
        store->putMeter(meter);
        QCOMPARE(store->meterCount(), 2u);
        QVERIFY(store->meterByMn(meter.mn)->token.text() == "another");
    }

    void creationRefuses()
    {
        const test::TemporaryFolder folder;
        MS_VERIFY_REASON(KeyStore::create(folder / "keys", SecretBytes(), kCheapScrypt), "keystore.empty-passphrase");
        test::writeFile(folder / "taken", "a letter");
        const auto taken = KeyStore::create(folder / "taken", kPassphrase, kCheapScrypt);
        MS_VERIFY_REASON(taken, "keystore.exists");
        QVERIFY(taken.error().code == ErrorCode::Conflict);
        QVERIFY(test::readFile(folder / "taken") == "a letter");
        std::filesystem::create_symlink("nowhere", folder / "dangling");
        MS_VERIFY_REASON(KeyStore::create(folder / "dangling", kPassphrase, kCheapScrypt), "keystore.exists");
        MS_VERIFY_REASON(KeyStore::create(folder / "no" / "such", kPassphrase, kCheapScrypt), "keystore.write");
        QVERIFY(!std::filesystem::exists(folder / "keys"));
    }

    void costBounds_data()
    {
        QTest::addColumn<quint64>("n");
        QTest::addColumn<quint32>("r");
        QTest::addColumn<quint32>("p");
        QTest::addColumn<bool>("fits");
        QTest::newRow("N 0") << quint64(0) << 8u << 1u << false;
        QTest::newRow("N 1") << quint64(1) << 8u << 1u << false;
        QTest::newRow("N no power of two") << quint64(24) << 8u << 1u << false;
        QTest::newRow("r 0") << quint64(16) << 0u << 1u << false;
        QTest::newRow("p 0") << quint64(16) << 8u << 0u << false;
        QTest::newRow("N too large for r") << quint64(65536) << 1u << 1u << false;
        QTest::newRow("100 GB") << (quint64(1) << 27) << 8u << 1u << false;
        QTest::newRow("2 GB") << quint64(1u << 21) << 8u << 1u << false;
        QTest::newRow("hours") << quint64(16) << 8u << 0xffffffffu << false;
        QTest::newRow("product wraps") << (quint64(1) << 63) << 2u << 1u << false;
        QTest::newRow("all wraps") << quint64(1u << 22) << 0x80000000u << 0x80000000u << false;
        QTest::newRow("small") << quint64(2) << 1u << 1u << true;
        QTest::newRow("largest N for r 1") << quint64(32768) << 1u << 1u << true;
    }
    void costBounds()
    {
        const test::TemporaryFolder folder;
        QFETCH(quint64, n);
        QFETCH(quint32, r);
        QFETCH(quint32, p);
        QFETCH(bool, fits);
        const auto created = KeyStore::create(folder / "keys", kPassphrase, {n, r, p});
        if (fits) {
            MS_VERIFY_OK(created);
            MS_VERIFY_OK(KeyStore::open(folder / "keys", kPassphrase));
        } else {
            MS_VERIFY_REASON(created, "keystore.cost");
            QVERIFY(!std::filesystem::exists(folder / "keys"));
        }
    }

    void defaultCostOpens()
    {
        const test::TemporaryFolder folder;
        MS_VERIFY_OK(KeyStore::create(folder / "keys", kPassphrase));
        MS_VERIFY_OK(KeyStore::open(folder / "keys", kPassphrase));
    }

    void wrongPassphrase()
    {
        const test::TemporaryFolder folder;
        MS_VERIFY_OK(KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt));
        for (const SecretBytes& wrong : {kOtherPassphrase, SecretBytes(), SecretBytes(std::string_view("\0", 1))}) {
            const auto opened = KeyStore::open(folder / "keys", wrong);
            MS_VERIFY_REASON(opened, "keystore.wrong-passphrase");
            QVERIFY(opened.error().code == ErrorCode::Forbidden);
        }
        MS_VERIFY_OK(KeyStore::open(folder / "keys", kPassphrase));
    }

    void changePassphrase()
    {
        const test::TemporaryFolder folder;
        auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
        MS_VERIFY_OK(store);
        store->putMeter(test::someMeter(1));
        MS_VERIFY_OK(store->save());
        const std::string before = test::readFile(folder / "keys");
        MS_VERIFY_REASON(store->changePassphrase(SecretBytes()), "keystore.empty-passphrase");
        QVERIFY(test::readFile(folder / "keys") == before);
        MS_VERIFY_OK(store->changePassphrase(kOtherPassphrase));
        const std::string after = test::readFile(folder / "keys");
        QVERIFY(before != after);
        MS_VERIFY_REASON(KeyStore::open(folder / "keys", kPassphrase), "keystore.wrong-passphrase");
        MS_VERIFY_OK(store->save());
        const auto opened = KeyStore::open(folder / "keys", kOtherPassphrase);
        MS_VERIFY_OK(opened);
        QVERIFY(test::equal(*opened->meterByMn(test::someMeter(1).mn), test::someMeter(1)));
    }

    void everySaveHasItsNonce()
    {
        const test::TemporaryFolder folder;
        auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
        MS_VERIFY_OK(store);
        store->putMeter(test::someMeter(1));
        MS_VERIFY_OK(store->save());
        const std::string first = test::readFile(folder / "keys");
        MS_VERIFY_OK(store->save());
        const std::string second = test::readFile(folder / "keys");
        QCOMPARE(first.size(), second.size());
        QVERIFY(first != second);
    }

    void nothingSecretIsReadableInTheFile()
    {
        const test::TemporaryFolder folder;
        auto store = KeyStore::create(folder / "keys", kPassphrase, kCheapScrypt);
        MS_VERIFY_OK(store);
        const MeterSecret meter = test::someMeter(2);
        const OrganisationKey organisation = test::someOrganisation(1);
        const Ed25519PrivateKey sealer = Ed25519PrivateKey::generate();
        store->putMeter(meter);
        store->putOrganisation(organisation);
        store->setSealer(sealer);
        MS_VERIFY_OK(store->save());
        const std::string file = test::readFile(folder / "keys");
        const auto absent = [&](std::string_view secret) { return file.find(secret) == std::string::npos; };
        QVERIFY(!meter.token.empty());
        QVERIFY(absent(meter.password.text()));
        QVERIFY(absent("password"));
        QVERIFY(absent(meter.token.text()));
        QVERIFY(absent(meter.mn));
        QVERIFY(absent("Harbour"));
        QVERIFY(absent(kPassphrase.text()));
        for (const SecretBytes* key : {&meter.key.secret(), &organisation.key.secret(), &sealer.secret()}) {
            QVERIFY(absent(key->text()));
            QVERIFY(absent(key->text().substr(0, 8)));
            QVERIFY(absent(toHex(key->view())));
        }
    }
};

QTEST_APPLESS_MAIN(TestKeyStore)
#include "tst_key_store.moc"
