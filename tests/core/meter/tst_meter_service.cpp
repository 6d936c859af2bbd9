// The life of a meter on a real embedded chain, and that no secret is lost on the way.
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/meter/meter_service.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

using namespace meterseal;
using test::LedgerBuilder;
using test::TemporaryFolder;

namespace {

constexpr crypto::ScryptParameters kCheap{16, 8, 1};

crypto::SecretBytes secret(std::string_view text)
{
    return crypto::SecretBytes(text);
}

// A ledger, a key store with the organisations' keys, and the service on both.
crypto::OrganisationKey someKeys()
{
    return {"utility", crypto::PrivateKey::generate(), crypto::Ed25519PrivateKey::generate()};
}

struct World {
    TemporaryFolder folder;
    LedgerBuilder builder;
    std::filesystem::path ledgerFile = folder / "ledger.db";
    std::filesystem::path keyFile = folder / "keys.meterseal";
    std::unique_ptr<EmbeddedChain> chain;
    std::optional<crypto::KeyStore> keys;

    World()
    {
        const Status created = EmbeddedChain::create(ledgerFile, builder.genesis());
        auto store = crypto::KeyStore::create(keyFile, secret("passphrase"), kCheap);
        if (!created || !store) {
            qFatal("the world could not be made");
        }
        keys.emplace(std::move(*store));
        keys->putOrganisation({"utility", builder.utility()});
        keys->putOrganisation({"maker", builder.manufacturer()});
        keys->putOrganisation({"insurer", builder.insurer()});
        if (!keys->save()) {
            qFatal("the keys could not be saved");
        }
        chain = std::move(EmbeddedChain::open(ledgerFile, builder.sealer())).value();
    }
    MeterService service() { return MeterService(*chain, *keys); }
    // As another process would find it.
    crypto::KeyStore keysOnDisk() const
    {
        return std::move(crypto::KeyStore::open(keyFile, secret("passphrase"))).value();
    }
    MeterRow meter(std::string_view address)
    {
        if (!chain->flush()) {
            qFatal("flush");
        }
        auto reader = std::move(LedgerReader::open(ledgerFile)).value();
        return std::move(reader.meterByAddress(address)).value();
    }
    std::vector<Organisation> organisations()
    {
        if (!chain->flush()) {
            qFatal("flush");
        }
        auto reader = std::move(LedgerReader::open(ledgerFile)).value();
        return std::move(reader.organisations()).value();
    }
};

Dossier dossier(const std::string& mn, std::optional<crypto::SecretBytes> password = std::nullopt)
{
    return Dossier{mn, "No. 12 Harbour Rd", "汇中仪表", std::move(password)};
}

}  // namespace

class TestMeterService : public QObject {
    Q_OBJECT

private slots:
    void wholeLife()
    {
        World world;
        MeterService service = world.service();
        const auto registered = service.registerMeter(dossier("4711"), "utility");
        MS_VERIFY_OK(registered);
        QVERIFY(world.meter(registered->address).entry.state == MeterState::Pending);
        MS_VERIFY_OK(service.review(registered->txHash, "utility", true, "in order"));
        MS_VERIFY_OK(service.review(registered->txHash, "maker", true, "in order"));
        QVERIFY(world.meter(registered->address).entry.state == MeterState::Approved);
        MS_VERIFY_OK(service.activate("4711"));
        QVERIFY(world.meter(registered->address).entry.state == MeterState::Active);
        MS_VERIFY_OK(service.changeState(MeterAction::Suspend, "4711", "utility", "flat rebuilt"));
        QVERIFY(world.meter(registered->address).entry.state == MeterState::Suspended);
        MS_VERIFY_OK(service.changeState(MeterAction::Resume, "4711", "utility", "done"));
        MS_VERIFY_OK(service.changeState(MeterAction::Retire, "4711", "utility", "scrapped"));
        const MeterRow meter = world.meter(registered->address);
        QVERIFY(meter.entry.state == MeterState::Retired);
        QVERIFY(meter.entry.registerTx == registered->txHash);
    }

    void secretsAreOnDiskAndFit()
    {
        World world;
        MeterService service = world.service();
        const auto registered = service.registerMeter(dossier("4711"), "maker");
        MS_VERIFY_OK(registered);
        const crypto::KeyStore onDisk = world.keysOnDisk();
        const crypto::MeterSecret* stored = onDisk.meterByMn("4711");
        QVERIFY(stored != nullptr);
        const auto wallet = deriveWallet("4711", stored->location, stored->manufacturer, stored->password);
        MS_VERIFY_OK(wallet);
        QCOMPARE(qs(wallet->address), qs(registered->address));
        QVERIFY(wallet->publicKey == world.meter(registered->address).entry.publicKey);
        QVERIFY(crypto::sha256(stored->token.view()) == world.meter(registered->address).entry.tokenHash);
    }

    void refusesBeforeAnythingIsSubmitted_data()
    {
        QTest::addColumn<QByteArray>("mn");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<QByteArray>("organisation");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("bad number") << QByteArray("4 7") << QByteArray() << QByteArray("utility")
                                    << QByteArray("mn.form");
        QTest::newRow("short password") << QByteArray("47") << QByteArray("nineteen-bytes-long")
                                        << QByteArray("utility") << QByteArray("meter.password-short");
        QTest::newRow("insurer") << QByteArray("47") << QByteArray() << QByteArray("insurer")
                                 << QByteArray("meter.role");
        QTest::newRow("no such organisation")
            << QByteArray("47") << QByteArray() << QByteArray("nobody") << QByteArray("meter.no-organisation-key");
    }
    void refusesBeforeAnythingIsSubmitted()
    {
        QFETCH(QByteArray, mn);
        QFETCH(QByteArray, password);
        QFETCH(QByteArray, organisation);
        QFETCH(QByteArray, reason);
        World world;
        std::optional<crypto::SecretBytes> given;
        if (!password.isEmpty()) {
            given = secret(password.toStdString());
        }
        const auto registered =
            world.service().registerMeter(dossier(mn.toStdString(), given), organisation.toStdString());
        MS_VERIFY_REASON(registered, reason.constData());
        QCOMPARE(world.keysOnDisk().meterCount(), std::size_t(0));
        QCOMPARE(world.chain->head()->height, Height(0));
    }

    void badRowsDoNotStopTheOthers()
    {
        World world;
        const std::vector<Dossier> dossiers{dossier("1"), dossier("not a number"), dossier("2"), dossier("1")};
        const auto outcomes = world.service().registerMeters(dossiers, "utility");
        MS_VERIFY_OK(outcomes);
        QCOMPARE(outcomes->size(), std::size_t(4));
        QVERIFY(outcomes->at(0).registered && !outcomes->at(0).error);
        QCOMPARE(qs(outcomes->at(1).error->reason), QStringLiteral("mn.form"));
        QVERIFY(outcomes->at(2).registered.has_value());
        QCOMPARE(qs(outcomes->at(3).error->reason), QStringLiteral("tx.mn-in-use"));
        // The refused wallet of meter 1 went; the good one is found, here and on disk.
        QCOMPARE(world.keysOnDisk().meterCount(), std::size_t(2));
        QCOMPARE(qs(world.keysOnDisk().meterByMn("1")->address), qs(outcomes->at(0).registered->address));
        QCOMPARE(qs(world.keys->meterByMn("1")->address), qs(outcomes->at(0).registered->address));
    }

    // Registering the same four values again must not overwrite the token that the ledger knows the hash of.
    void secondAttemptKeepsTheToken()
    {
        World world;
        MeterService service = world.service();
        const Dossier same = dossier("4711", secret("a password of 27 characters"));
        const auto first = service.registerMeter(same, "utility");
        MS_VERIFY_OK(first);
        QTest::qSleep(5);  // in the same millisecond it would be the same transaction, which is no second one
        MS_VERIFY_REASON(service.registerMeter(same, "utility"), "tx.mn-in-use");
        MS_VERIFY_OK(service.review(first->txHash, "utility", true, "in order"));
        MS_VERIFY_OK(service.review(first->txHash, "maker", true, "in order"));
        MS_VERIFY_OK(service.activate(first->address));
        QVERIFY(world.meter(first->address).entry.state == MeterState::Active);
    }

    void rejectedNumberIsFreeAgain()
    {
        World world;
        MeterService service = world.service();
        const auto first = service.registerMeter(dossier("4711"), "utility");
        MS_VERIFY_OK(first);
        MS_VERIFY_OK(service.review(first->txHash, "maker", false, "not ours"));
        const auto second = service.registerMeter(dossier("4711"), "utility");
        MS_VERIFY_OK(second);
        QVERIFY(second->address != first->address);
        MS_VERIFY_OK(service.review(second->txHash, "utility", true, "in order"));
        MS_VERIFY_OK(service.review(second->txHash, "maker", true, "in order"));
        MS_VERIFY_OK(service.activate("4711"));  // the wallet put last
        QVERIFY(world.meter(second->address).entry.state == MeterState::Active);
        QVERIFY(world.meter(first->address).entry.state == MeterState::Rejected);
    }

    void activationNeedsTheRightToken()
    {
        World world;
        MeterService service = world.service();
        const auto registered = service.registerMeter(dossier("4711"), "utility");
        MS_VERIFY_OK(registered);
        MS_VERIFY_REASON(service.activate("4712"), "meter.no-meter-key");
        MS_VERIFY_REASON(service.activate("4711"), "tx.not-approved");
        MS_VERIFY_OK(service.review(registered->txHash, "utility", true, "in order"));
        MS_VERIFY_OK(service.review(registered->txHash, "maker", true, "in order"));
        MS_VERIFY_REASON(service.activate("4711", generateToken()), "tx.token-wrong");
        MS_VERIFY_OK(service.activate("4711"));
    }

    void organisationKeysChangeHands()
    {
        World world;
        MeterService service = world.service();
        const std::vector<std::string> signers{"utility", "maker"};
        const crypto::OrganisationKey newKeys = someKeys();
        const auto& newKey = newKeys.key;
        OrganisationBody body{OrganisationAction::Rotate,   "utility", "", Role::Utility, newKey.publicKey(),
                              newKeys.witness->publicKey(), now()};
        body.name = world.organisations().front().name;
        QCOMPARE(qs(world.organisations().front().id), QStringLiteral("utility"));

        const crypto::OrganisationKey otherKeys = someKeys();
        MS_VERIFY_REASON(service.changeOrganisation(body, signers, &otherKeys), "meter.key-mismatch");
        MS_VERIFY_OK(service.changeOrganisation(body, signers, &newKeys));
        // A crash here: the new key is on disk already, and the old one still is.
        {
            const crypto::KeyStore onDisk = world.keysOnDisk();
            QVERIFY(onDisk.organisation("utility")->key.publicKey() == world.builder.utility().publicKey());
        }
        MS_VERIFY_OK(service.settleOrganisationKeys(world.organisations()));
        QVERIFY(world.keysOnDisk().organisation("utility")->key.publicKey() == newKey.publicKey());
        QVERIFY(world.keysOnDisk().organisation("utility")->witness->publicKey() == newKeys.witness->publicKey());
        MS_VERIFY_OK(service.registerMeter(dossier("4711"), "utility"));
        // Settling again changes nothing.
        MS_VERIFY_OK(service.settleOrganisationKeys(world.organisations()));
        QVERIFY(world.keys->organisation("utility")->key.publicKey() == newKey.publicKey());
    }

    void refusedRotationKeepsTheOldKey()
    {
        World world;
        MeterService service = world.service();
        const crypto::OrganisationKey newKeys = someKeys();
        const Organisation utility = world.organisations().front();
        const OrganisationBody body{
            OrganisationAction::Rotate,   utility.id, utility.name, utility.role, newKeys.key.publicKey(),
            newKeys.witness->publicKey(), now()};
        const std::vector<std::string> tooFew{"utility"};
        MS_VERIFY_REASON(service.changeOrganisation(body, tooFew, &newKeys), "tx.no-majority");
        MS_VERIFY_OK(service.settleOrganisationKeys(world.organisations()));
        QVERIFY(world.keysOnDisk().organisation("utility")->key.publicKey() == utility.publicKey);
        MS_VERIFY_OK(service.registerMeter(dossier("4711"), "utility"));
    }
};

QTEST_APPLESS_MAIN(TestMeterService)
#include "tst_meter_service.moc"
