// Transactions: headers and the checks that need no ledger, against the worked examples.
#include "core/ledger/ledger_readme.h"
#include "ledger/header_convert.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/log_entry.h"
#include "meterseal/ledger/transaction.h"
#include "meterseal/merkle/tree.h"
#include "meterseal/record/canonical_json.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/vectors.h"

#include <functional>

using namespace meterseal;
using namespace meterseal::test;
using nlohmann::json;

namespace {

Bytes wireOf(const json& vector)
{
    return fromHex(vector.at("wire").get<std::string>()).value();
}

// One valid header of each type, by type name.
TransactionHeader headerOf(std::string_view type)
{
    LedgerBuilder b;
    TransactionHeader header;
    header.chain = b.chain();
    if (type == "register") {
        header.body = b.registerBody(0);
    } else if (type == "review") {
        header.body = b.reviewBody(0);
    } else if (type == "activate") {
        header.body = b.activateBody(0);
    } else if (type == "convert") {
        header.body = b.convertBody(0, b.records(0, 7));
    } else if (type == "organisation") {
        header.body = OrganisationBody{OrganisationAction::Rotate,
                                       "org-1",
                                       "Wasser & \"Söhne\"\\",
                                       Role::Auditor,
                                       b.key("new").publicKey(),
                                       witnessOf(b.key("new")).publicKey(),
                                       b.tick()};
    } else {
        header.body = b.actionBody(0, type == "suspend"  ? MeterAction::Suspend
                                      : type == "resume" ? MeterAction::Resume
                                                         : MeterAction::Retire);
    }
    return header;
}

constexpr const char* kTypes[] = {"register", "review", "activate", "convert",
                                  "suspend",  "resume", "retire",   "organisation"};

struct BrokenMember {
    const char* name;
    const char* type;
    const char* reason;
    std::function<void(json&)> change;
};

// A change that sets one member.
std::function<void(json&)> set(std::string member, json value)
{
    return [=](json& header) { header[member] = value; };
}
std::function<void(json&)> drop(std::string member)
{
    return [=](json& header) { header.erase(member); };
}

const std::vector<BrokenMember>& brokenMembers()
{
    const std::string badPoint = "02" + std::string(64, 'f');  // x beyond the field
    static const std::vector<BrokenMember> all = {
        {"version 2", "convert", "header.version", set("v", 2)},
        {"version as text", "convert", "header.member-type", set("v", "1")},
        {"version 1.5", "convert", "header.member-type", set("v", 1.5)},
        {"version -1", "convert", "header.member-type", set("v", -1)},
        {"no version", "convert", "header.member-missing", drop("v")},
        {"unknown suite", "convert", "suite.unknown", set("suite", "sm2-sm3")},
        {"unknown suite and unknown members", "convert", "suite.unknown",
         [](json& h) {
             h["suite"] = "sm2-sm3";
             h["extra"] = 1;
         }},
        {"no suite", "register", "header.member-missing", drop("suite")},
        {"unknown type", "convert", "header.type", set("type", "mint")},
        {"type in capitals", "convert", "header.type", set("type", "Convert")},
        {"empty chain id", "review", "header.id", set("chain", "")},
        {"chain id with a slash", "convert", "header.id", set("chain", "a/b")},
        {"chain as number", "convert", "header.member-type", set("chain", 1)},
        {"member too many", "activate", "header.member-unknown", set("time", "2026-11-22T08:00:00.000Z")},
        {"hostile long member name", "activate", "header.member-unknown", set(std::string(5000, 'x'), 1)},
        {"member missing", "activate", "header.member-missing", drop("token")},
        {"member of another type", "suspend", "header.member-unknown", set("decision", "approve")},
        {"mn with a space", "register", "header.id", set("mn", "1000 1")},
        {"mn of 65 characters", "suspend", "header.id", set("mn", std::string(65, '1'))},
        {"empty location", "register", "header.text", set("location", "")},
        {"location of 257 bytes", "register", "header.text", set("location", std::string(257, 'x'))},
        {"location with a tab", "register", "header.text", set("location", "a\tb")},
        {"location not NFC", "register", "header.text", set("location", "Cafe\xCC\x81")},
        {"manufacturer with a space at its end", "register", "header.text", set("manufacturer", "Itron ")},
        {"empty reason", "review", "header.text", set("reason", "")},
        {"reason with a newline", "retire", "header.text", set("reason", "a\nb")},
        {"organisation without name", "organisation", "header.text", set("name", "")},
        {"organisation id of Chinese text", "organisation", "header.id", set("id", "水")},
        {"key in capitals", "register", "header.public-key",
         [](json& h) {
             std::string key = h["publicKey"];
             std::transform(key.begin(), key.end(), key.begin(), [](char c) { return static_cast<char>(toupper(c)); });
             h["publicKey"] = key;
         }},
        {"key that is no point", "organisation", "header.public-key", set("publicKey", badPoint)},
        {"key of 32 bytes", "organisation", "header.public-key", set("publicKey", std::string(64, '0'))},
        {"address of another key", "register", "header.address",
         set("address", crypto::addressOf(LedgerBuilder().utility().publicKey()))},
        {"address with a 0", "activate", "header.address", set("address", std::string(44, '0'))},
        {"address too short", "activate", "header.address", set("address", "abc")},
        {"address too long", "activate", "header.address", set("address", std::string(60, 'z'))},
        {"convert address with a quote", "convert", "header.address", [](json& h) { h["from"] = h["to"] = "a\"b"; }},
        {"from is not to", "convert", "header.from-to",
         set("to", crypto::addressOf(LedgerBuilder().utility().publicKey()))},
        {"token hash too short", "register", "header.hash", set("tokenHash", "00")},
        {"prev in capitals", "convert", "header.hash", set("prev", std::string(64, 'A'))},
        {"root missing a digit", "convert", "header.hash", set("root", std::string(63, 'a'))},
        {"register hash as number", "review", "header.member-type", set("register", 0)},
        {"time without fraction", "review", "header.time", set("time", "2026-11-22T08:00:00Z")},
        {"time on 30 February", "review", "header.time", set("time", "2026-02-30T08:00:00.000Z")},
        {"expiry in 1969", "register", "header.time", set("tokenExpires", "1969-12-31T23:59:59.999Z")},
        {"start after end", "convert", "header.time-order", set("start", "2030-01-01T00:00:00.000Z")},
        {"start is no date", "convert", "header.time", set("start", "2026-13-01T00:00:00.000Z")},
        {"count 0", "convert", "header.count", set("count", 0)},
        {"count 8193", "convert", "header.count", set("count", 8193)},
        {"count negative", "convert", "header.member-type", set("count", -1)},
        {"count 2^32", "convert", "header.member-type", set("count", 4294967296)},
        {"count as text", "convert", "header.member-type", set("count", "7")},
        {"token of 25 characters", "activate", "header.token", set("token", std::string(25, 'a'))},
        {"token with a capital", "activate", "header.token", set("token", std::string(25, 'a') + "B")},
        {"token with a 1", "activate", "header.token", set("token", std::string(25, 'a') + "1")},
        {"decision maybe", "review", "header.decision", set("decision", "maybe")},
        {"action remove", "organisation", "header.action", set("action", "remove")},
        {"role bank", "organisation", "header.role", set("role", "bank")},
    };
    return all;
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

}  // namespace

class TestTransaction : public QObject {
    Q_OBJECT
private slots:
    void vectorsDecodeCheckAndEncode();
    void vectorsGiveTheLogRoots();
    void noBitOfAVectorMayChange();
    void headersOfAllTypesComeBack_data();
    void headersOfAllTypesComeBack();
    void brokenMembers_data();
    void brokenMembers();
    void refusesWhatIsNotCanonical_data();
    void refusesWhatIsNotCanonical();
    void limitsHoldExactly();
    void bothConvertReadersAgree();
    void buildSignsInTheOrderGiven();
};

void TestTransaction::vectorsDecodeCheckAndEncode()
{
    for (const auto& vector : vectors().at("transactions")) {
        const Bytes wire = wireOf(vector);
        const auto decoded = decodeTransaction(wire);
        MS_VERIFY_OK(decoded);
        QCOMPARE(qs(decoded->headerBytes), qs(vector.at("header").get<std::string>()));
        QCOMPARE(qs(canonicalHeader(decoded->header)), qs(decoded->headerBytes));
        QCOMPARE(qs(decoded->dataBlockHash().hex()), qs(vector.at("dataBlockHash").get<std::string>()));
        QCOMPARE(qs(txHashOf(wire).hex()), qs(vector.at("txHash").get<std::string>()));
        QVERIFY(encodeTransaction(*decoded) == wire);
        const auto checked = checkTransaction(wire, "meterseal-vectors");
        MS_VERIFY_OK(checked);
        QCOMPARE(qs(checked->txHash.hex()), qs(vector.at("txHash").get<std::string>()));
        QVERIFY(checked->wire == wire);
        // RFC 6979: the same key and header give the same bytes, so the whole transaction can be built again.
        for (const auto& meter : vectors().at("meters")) {
            if (meter.at("address") == std::get<ConvertBody>(decoded->header.body).address) {
                const auto key =
                    crypto::PrivateKey::fromBytes(fromHex(meter.at("privateKey").get<std::string>()).value()).value();
                const crypto::PrivateKey* signers[] = {&key};
                QVERIFY(buildTransaction(decoded->header, signers, decoded->leaves) == wire);
            }
        }
    }
}

void TestTransaction::vectorsGiveTheLogRoots()
{
    merkle::CompactRange log;
    const auto& roots = vectors().at("logRoots");
    const auto& entries = vectors().at("log");
    QCOMPARE(qs(log.root().hex()), qs(roots.at(0).get<std::string>()));
    std::size_t size = 0;
    for (const auto& vector : vectors().at("transactions")) {
        const auto& expected = entries.at(size);
        const LogEntry entry{expected.at("height").get<Height>(), Timestamp{expected.at("timeMs").get<std::int64_t>()},
                             checkTransaction(wireOf(vector), "meterseal-vectors")->txHash};
        QCOMPARE(qs(entry.txHash.hex()), qs(expected.at("txHash").get<std::string>()));
        QCOMPARE(qs(toHex(entry.bytes())), qs(expected.at("entry").get<std::string>()));
        QVERIFY(LogEntry::fromBytes(entry.bytes()).value() == entry);
        log.append(entry.leaf());
        QCOMPARE(qs(log.root().hex()), qs(roots.at(++size).get<std::string>()));
    }
    QCOMPARE(size + 1, roots.size());
    QCOMPARE(size, entries.size());
    MS_VERIFY_REASON(LogEntry::fromBytes(Bytes(48, 0)), "log.entry");
    MS_VERIFY_REASON(LogEntry::fromBytes(Bytes(48, 255)), "log.entry");
    MS_VERIFY_REASON(LogEntry::fromBytes(Bytes(47, 1)), "log.entry");
}

void TestTransaction::noBitOfAVectorMayChange()
{
    const Bytes wire = wireOf(vectors().at("transactions").at(1));
    for (std::size_t i = 0; i < wire.size(); ++i) {
        Bytes changed = wire;
        changed[i] = static_cast<std::uint8_t>(changed[i] ^ (1u << (i % 8)));
        QVERIFY2(!checkTransaction(changed, "meterseal-vectors").ok(), std::to_string(i).c_str());
    }
}

void TestTransaction::headersOfAllTypesComeBack_data()
{
    QTest::addColumn<QString>("type");
    for (const char* type : kTypes) {
        QTest::newRow(type) << QString(type);
    }
}

void TestTransaction::headersOfAllTypesComeBack()
{
    QFETCH(QString, type);
    const TransactionHeader header = headerOf(type.toStdString());
    MS_VERIFY_OK(checkHeader(header));
    const std::string text = canonicalHeader(header);
    const auto parsed = parseHeader(text);
    MS_VERIFY_OK(parsed);
    QVERIFY(*parsed == header);
    QCOMPARE(qs(std::string(toString(parsed->type()))), type);
    // Two independent opinions that the bytes are RFC 8785: the record module's, and nlohmann's sorted dump.
    QVERIFY(isCanonicalJson(text));
    QCOMPARE(qs(json::parse(text).dump()), qs(text));
    QCOMPARE(json::parse(text).at("v").get<int>(), 1);
    QCOMPARE(json::parse(text).at("suite").get<std::string>(), std::string("secp256k1-sha256"));
}

void TestTransaction::brokenMembers_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < ::brokenMembers().size(); ++i) {
        QTest::newRow(::brokenMembers()[i].name) << static_cast<int>(i);
    }
}

void TestTransaction::brokenMembers()
{
    QFETCH(int, index);
    const BrokenMember& broken = ::brokenMembers()[static_cast<std::size_t>(index)];
    json header = json::parse(canonicalHeader(headerOf(broken.type)));
    broken.change(header);
    const auto parsed = parseHeader(header.dump());
    MS_VERIFY_REASON(parsed, broken.reason);
    QVERIFY2(ledgerReadmeNames(broken.reason), broken.reason);
    QVERIFY(parsed.error().message.ends_with('.') || parsed.error().reason == "suite.unknown");
}

void TestTransaction::refusesWhatIsNotCanonical_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    const std::string good = canonicalHeader(headerOf("convert"));
    const auto row = [](const char* name, const std::string& text, const char* reason = "header.not-canonical") {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QString(reason);
    };
    row("space after a colon", replaced(good, "\"count\":", "\"count\": "));
    row("newline at the end", good + "\n");
    row("escape that need not be", replaced(good, "\"convert\"", "\"\\u0063onvert\""));
    row("number with a fraction", replaced(good, "\"count\":7", "\"count\":7.0"), "header.member-type");
    row("number with an exponent", replaced(good, "\"v\":1", "\"v\":1e0"), "header.member-type");
    row("member twice", replaced(good, "\"count\":7", "\"count\":7,\"count\":7"));
    row("member twice, the first wrong", replaced(good, "\"count\":7", "\"count\":9,\"count\":7"));
    row("members out of order", replaced(replaced(good, ",\"v\":1", ""), "{", "{\"v\":1,"));
    row("empty", "", "header.syntax");
    row("an array", "[]", "header.syntax");
    row("cut off", good.substr(0, good.size() - 1), "header.syntax");
    row("something after it", good + "}", "header.syntax");
    row("deeply nested", std::string(60000, '['), "header.syntax");
    row("number beyond a double", "{\"v\":1e400}", "header.syntax");
    row("byte order mark", "\xEF\xBB\xBF" + good);
}

void TestTransaction::refusesWhatIsNotCanonical()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    MS_VERIFY_REASON(parseHeader(text.toStdString()), reason.toUtf8().constData());
}

void TestTransaction::limitsHoldExactly()
{
    // The text of the largest size is looked at (and found to be no JSON), one byte more is not.
    MS_VERIFY_REASON(parseHeader(std::string(kMaxHeaderBytes, ' ')), "header.syntax");
    MS_VERIFY_REASON(parseHeader(std::string(kMaxHeaderBytes + 1, ' ')), "header.too-large");
    TransactionHeader header = headerOf("convert");
    auto& body = std::get<ConvertBody>(header.body);
    for (const std::uint32_t count : {1u, 9u, 10u, 8192u}) {
        body.count = count;
        QVERIFY(parseHeader(canonicalHeader(header)).value() == header);
    }
    body.start = body.end = Timestamp{0};
    QVERIFY(parseHeader(canonicalHeader(header)).value() == header);
    body.end = Timestamp{Timestamp::kMaxMs};
    QVERIFY(parseHeader(canonicalHeader(header)).value() == header);
    body.end.ms++;
    MS_VERIFY_REASON(checkHeader(header), "header.time");
    header = headerOf("register");
    std::get<RegisterBody>(header.body).location = std::string(256, 'x');
    MS_VERIFY_OK(parseHeader(canonicalHeader(header)));
}

void TestTransaction::bothConvertReadersAgree()
{
    LedgerBuilder b;
    std::mt19937_64 random(3);
    const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    constexpr std::string_view kTelling = "\"\\,:{}0123456789abzAZ TZ.-\n";
    int quick = 0;
    int good = 0;
    for (int round = 0; round < 20'000; ++round) {
        TransactionHeader header;
        header.chain = round % 2 == 0 ? "a" : b.chain();
        header.body = b.convertBody(pick(5), b.records(pick(5), 1 + pick(30)));
        std::string text = canonicalHeader(header);
        for (std::size_t changes = pick(3); changes > 0; --changes) {
            const std::size_t at = pick(text.size());
            const char c = pick(4) == 0 ? static_cast<char>(random()) : kTelling[pick(kTelling.size())];
            switch (pick(4)) {
            case 0:
                text.insert(at, 1, c);
                break;
            case 1:
                text.erase(at, 1);
                break;
            default:
                text[at] = c;
            }
        }
        const auto general = parseAnyHeader(text);
        const auto fast = readConvertHeader(text);
        const bool fastGood = fast && checkHeader(*fast).ok();
        // Every convert that the general reader takes has the quick one's layout, and the other way about.
        QCOMPARE(fastGood, general.ok());
        if (fastGood) {
            QVERIFY(*fast == *general);
            QVERIFY(canonicalHeader(*fast) == text);
        }
        QCOMPARE(parseHeader(text).ok(), general.ok());
        quick += fast ? 1 : 0;
        good += fastGood ? 1 : 0;
    }
    QVERIFY(good > 5000);
    QVERIFY(quick > good);  // some that only the field rules tell apart
    for (const char* type : kTypes) {
        QCOMPARE(readConvertHeader(canonicalHeader(headerOf(type))).has_value(), std::string_view(type) == "convert");
    }
}

void TestTransaction::buildSignsInTheOrderGiven()
{
    LedgerBuilder b;
    const auto tx = decodeTransaction(b.registerMeter(0));
    MS_VERIFY_OK(tx);
    QCOMPARE(tx->signatures.size(), 2u);
    QVERIFY(tx->signatures[0].publicKey == b.utility().publicKey());
    QVERIFY(tx->signatures[1].publicKey == b.meter(0).key.publicKey());
    for (const TxSignature& signature : tx->signatures) {
        QVERIFY(crypto::verifySignature(signature.publicKey, tx->dataBlockHash(), signature.signature));
    }
    QVERIFY(LedgerBuilder().registerMeter(0) == encodeTransaction(*tx));
}

QTEST_APPLESS_MAIN(TestTransaction)
#include "tst_transaction.moc"
