// The genesis document: its bytes, its rules, its fingerprint.
#include "core/ledger/ledger_readme.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/genesis.h"
#include "meterseal/record/canonical_json.h"
#include "support/ledger_builder.h"
#include "support/qt.h"

#include <functional>
#include <nlohmann/json.hpp>

using namespace meterseal;
using namespace meterseal::test;
using nlohmann::json;

namespace {

struct Broken {
    const char* name;
    const char* reason;
    std::function<void(json&)> change;
};

const std::vector<Broken>& brokenDocuments()
{
    static const std::vector<Broken> all = {
        {"version 1", "genesis.old-version", [](json& g) { g["v"] = 1; }},
        {"version 3", "genesis.version", [](json& g) { g["v"] = 3; }},
        {"an engine that nobody knows", "genesis.engine",
         [](json& g) {
             g["engine"] = "raft";
             g.erase("sealer");
         }},
        {"an engine without validators", "genesis.member-missing",
         [](json& g) {
             g["engine"] = "cometbft";
             g.erase("sealer");
         }},
        {"an engine and a sealer", "genesis.member-unknown",
         [](json& g) {
             g["engine"] = "cometbft";
             for (json& organisation : g["organisations"]) {
                 organisation["validatorKey"] = "";
             }
             g["organisations"][0]["validatorKey"] = g["sealer"]["publicKey"];
         }},
        {"a validator where a party seals", "genesis.member-unknown",
         [](json& g) { g["organisations"][0]["validatorKey"] = ""; }},
        {"salted leaves", "genesis.salted", [](json& g) { g["leaves"] = "salted"; }},
        {"other leaves", "genesis.leaves", [](json& g) { g["leaves"] = "Open"; }},
        {"no leaves", "genesis.member-missing", [](json& g) { g.erase("leaves"); }},
        {"no version", "genesis.member-missing", [](json& g) { g.erase("v"); }},
        {"unknown suite", "suite.unknown", [](json& g) { g["suite"] = "sm2-sm3"; }},
        {"chain id with a space", "genesis.id", [](json& g) { g["chain"] = "a b"; }},
        {"chain id of 65 characters", "genesis.id", [](json& g) { g["chain"] = std::string(65, 'a'); }},
        {"time without fraction", "genesis.time", [](json& g) { g["time"] = "2026-11-22T08:00:00Z"; }},
        {"member too many", "genesis.member-unknown", [](json& g) { g["validators"] = json::array(); }},
        {"no sealer", "genesis.member-missing", [](json& g) { g.erase("sealer"); }},
        {"sealer as a key", "genesis.member-type", [](json& g) { g["sealer"] = g["sealer"]["publicKey"]; }},
        {"sealer of 31 bytes", "genesis.hash", [](json& g) { g["sealer"]["publicKey"] = std::string(62, 'a'); }},
        {"sealer's key of order 4", "genesis.ed25519-key",
         [](json& g) { g["sealer"]["publicKey"] = std::string(64, '0'); }},
        {"sealer of no organisation", "genesis.sealer", [](json& g) { g["sealer"]["organisation"] = "bank"; }},
        {"sealer with a member too many", "genesis.member-unknown", [](json& g) { g["sealer"]["id"] = "utility"; }},
        {"witness key of order 8", "genesis.ed25519-key",
         [](json& g) {
             g["organisations"][1]["witnessKey"] = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
         }},
        {"witness key not canonical", "genesis.ed25519-key",
         [](json& g) { g["organisations"][1]["witnessKey"] = "ee" + std::string(60, 'f') + "7f"; }},
        {"no witness key", "genesis.member-missing", [](json& g) { g["organisations"][1].erase("witnessKey"); }},
        {"two with one witness key", "genesis.key-twice",
         [](json& g) { g["organisations"][2]["witnessKey"] = g["organisations"][0]["witnessKey"]; }},
        {"a witness with the sealer's key", "genesis.key-twice",
         [](json& g) { g["organisations"][2]["witnessKey"] = g["sealer"]["publicKey"]; }},
        {"organisations as object", "genesis.member-type", [](json& g) { g["organisations"] = json::object(); }},
        {"organisation as text", "genesis.member-type", [](json& g) { g["organisations"][0] = "utility"; }},
        {"no organisations", "genesis.roles", [](json& g) { g["organisations"] = json::array(); }},
        {"no utility", "genesis.roles", [](json& g) { g["organisations"][0]["role"] = "insurer"; }},
        {"no manufacturer", "genesis.roles", [](json& g) { g["organisations"][1]["role"] = "utility"; }},
        {"unknown role", "genesis.role", [](json& g) { g["organisations"][2]["role"] = "bank"; }},
        {"organisation without name", "genesis.text", [](json& g) { g["organisations"][2]["name"] = ""; }},
        {"organisation's name not NFC", "genesis.text",
         [](json& g) { g["organisations"][2]["name"] = "Cafe\xCC\x81"; }},
        {"organisation's id empty", "genesis.id", [](json& g) { g["organisations"][2]["id"] = ""; }},
        {"organisation with a member too many", "genesis.member-unknown",
         [](json& g) { g["organisations"][2]["active"] = true; }},
        {"organisation without key", "genesis.member-missing",
         [](json& g) { g["organisations"][2].erase("publicKey"); }},
        {"key that is no point", "genesis.public-key",
         [](json& g) { g["organisations"][2]["publicKey"] = "02" + std::string(64, 'f'); }},
        {"two with one id", "genesis.id-twice",
         [](json& g) { g["organisations"][2]["id"] = g["organisations"][0]["id"]; }},
        {"two with one key", "genesis.key-twice",
         [](json& g) { g["organisations"][2]["publicKey"] = g["organisations"][0]["publicKey"]; }},
    };
    return all;
}

}  // namespace

class TestGenesis : public QObject {
    Q_OBJECT
private slots:
    void comesBack();
    void brokenDocument_data();
    void brokenDocument();
    void refusesWhatIsNotCanonical();
    void hasNoPast();
    void rolesHaveNames();
};

void TestGenesis::comesBack()
{
    const Genesis genesis = LedgerBuilder().genesis();
    MS_VERIFY_OK(checkGenesis(genesis));
    const std::string text = canonicalGenesis(genesis);
    QVERIFY(isCanonicalJson(text));
    QCOMPARE(qs(json::parse(text).dump()), qs(text));
    const auto parsed = parseGenesis(text);
    MS_VERIFY_OK(parsed);
    QCOMPARE(qs(canonicalGenesis(*parsed)), qs(text));
    QVERIFY(parsed->organisations == genesis.organisations);
    QVERIFY(parsed->time == genesis.time && parsed->chain == genesis.chain && parsed->sealer == genesis.sealer);
    QVERIFY(fingerprintOf(*parsed) == crypto::sha256(text));
    // Every member of the protocol, and no other.
    const json document = json::parse(text);
    QCOMPARE(document.size(), 7u);
    for (const char* member : {"v", "suite", "chain", "time", "leaves", "organisations", "sealer"}) {
        QVERIFY2(document.contains(member), member);
    }
}

void TestGenesis::brokenDocument_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < brokenDocuments().size(); ++i) {
        QTest::newRow(brokenDocuments()[i].name) << static_cast<int>(i);
    }
}

void TestGenesis::brokenDocument()
{
    QFETCH(int, index);
    const Broken& broken = brokenDocuments()[static_cast<std::size_t>(index)];
    json document = json::parse(canonicalGenesis(LedgerBuilder().genesis()));
    broken.change(document);
    MS_VERIFY_REASON(parseGenesis(document.dump()), broken.reason);
    QVERIFY2(ledgerReadmeNames(broken.reason), broken.reason);
}

void TestGenesis::refusesWhatIsNotCanonical()
{
    const std::string text = canonicalGenesis(LedgerBuilder().genesis());
    MS_VERIFY_REASON(parseGenesis(text + " "), "genesis.not-canonical");
    MS_VERIFY_REASON(parseGenesis(json::parse(text).dump(1)), "genesis.not-canonical");
    std::string twice = text;
    twice.replace(0, 1, "{\"chain\":\"other\",");
    MS_VERIFY_REASON(parseGenesis(twice), "genesis.not-canonical");
    MS_VERIFY_REASON(parseGenesis(""), "genesis.syntax");
    MS_VERIFY_REASON(parseGenesis("[]"), "genesis.syntax");
    MS_VERIFY_REASON(parseGenesis(text.substr(0, text.size() / 2)), "genesis.syntax");
    MS_VERIFY_REASON(parseGenesis(std::string(2 * 1024 * 1024, ' ')), "genesis.too-large");
}

void TestGenesis::hasNoPast()
{
    Genesis genesis = LedgerBuilder().genesis();
    genesis.organisations[2].active = false;
    MS_VERIFY_REASON(checkGenesis(genesis), "genesis.past");
    genesis = LedgerBuilder().genesis();
    genesis.organisations[2].formerKeys.push_back(LedgerBuilder().key("old").publicKey());
    MS_VERIFY_REASON(checkGenesis(genesis), "genesis.past");
    genesis = LedgerBuilder().genesis();
    genesis.organisations[2].formerWitnessKeys.push_back(witnessOf(LedgerBuilder().key("old")).publicKey());
    MS_VERIFY_REASON(checkGenesis(genesis), "genesis.past");
}

void TestGenesis::rolesHaveNames()
{
    for (const Role role : {Role::Utility, Role::Manufacturer, Role::Insurer, Role::Auditor}) {
        QVERIFY(parseRole(toString(role)).value() == role);
    }
    MS_VERIFY_REASON(parseRole("Utility"), "role.unknown");
    QCOMPARE(qs(std::string(toString(static_cast<Role>(0)))), QString("unknown"));
    QCOMPARE(qs(std::string(toString(static_cast<Role>(5)))), QString("unknown"));
}

QTEST_APPLESS_MAIN(TestGenesis)
#include "tst_genesis.moc"
