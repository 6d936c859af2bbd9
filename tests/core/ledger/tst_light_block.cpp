// Light blocks against a chain that the real engine made (tests/vectors/cometbft): every header, commit and validator
// set of it holds, over joins, departures and a validator that was down; and no leaf of one can be changed unnoticed.

#include "meterseal/ledger/light_block.h"
#include "source_dir.h"
#include "support/qt.h"
#include "support/require.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace meterseal;
using namespace meterseal::test;
namespace comet = meterseal::cometbft;

namespace {

struct Recorded {
    std::string chain;
    std::vector<comet::Validator> first;  // of the genesis document
    std::vector<comet::LightBlock> blocks;
};

const Recorded& recorded()
{
    static const Recorded chain = [] {
        Recorded read;
        std::ifstream file(METERSEAL_SOURCE_DIR "/tests/vectors/cometbft/kvstore.jsonl");
        for (std::string line; std::getline(file, line);) {
            const nlohmann::json row = nlohmann::json::parse(line);
            if (row.contains("genesis")) {
                read.chain = row["genesis"]["chain_id"];
                continue;
            }
            read.blocks.push_back(
                must(comet::lightBlockFromRpc(row["signed_header"].dump(), row["validators"].dump())));
        }
        require(!read.blocks.empty(), "the recorded chain is there");
        read.first = read.blocks.front().validators;
        return read;
    }();
    return chain;
}

// Checked with the set that the chain itself gives, as a verifier has it.
Status check(const comet::LightBlock& block)
{
    const auto at = static_cast<std::size_t>(block.header.height);
    const auto& blocks = recorded().blocks;
    const auto& trusted = at >= 1 && at <= blocks.size() ? blocks[at - 1].validators : recorded().first;
    return comet::checkDecision(block, recorded().chain, trusted).status();
}

// A block with every validator's signature, or with one absent.
const comet::LightBlock& blockWhere(bool absent)
{
    for (const comet::LightBlock& block : recorded().blocks) {
        const auto& signatures = block.commit.signatures;
        const bool any = std::any_of(signatures.begin(), signatures.end(),
                                     [](const auto& s) { return s.flag == comet::BlockIdFlag::Absent; });
        if (any == absent && block.validators.size() == (absent ? 5u : 4u) && block.header.height > 1) {
            return block;
        }
    }
    require(false, "the recorded chain has such a block");
    return recorded().blocks.front();
}

// A change of one leaf that keeps its kind.
nlohmann::json changed(const nlohmann::json& leaf)
{
    if (leaf.is_number()) {
        return leaf.get<std::int64_t>() + 1;
    }
    if (leaf.is_null()) {
        return std::string(88, 'A');
    }
    std::string text = leaf.get<std::string>();
    // The first character of a text, so that Base64 stays canonical and a time stays one.
    const std::size_t at = text.ends_with('Z') ? 18 : 0;
    text[at] = text[at] == '1' ? '2' : '1';
    return text;
}

}  // namespace

class TestLightBlock : public QObject {
    Q_OBJECT

private slots:
    void everyHeaderFromTheFirstOn()
    {
        const auto& blocks = recorded().blocks;
        QCOMPARE(blocks.front().header.height, 1);
        MS_VERIFY_OK(comet::checkDecision(blocks.front(), recorded().chain, recorded().first));
        std::size_t sets = 1, later = 0, partial = 0;
        for (std::size_t i = 1; i < blocks.size(); ++i) {
            const auto decision = comet::checkAdjacent(blocks[i - 1], blocks[i], recorded().chain);
            MS_VERIFY_OK(decision);
            sets += blocks[i].validators != blocks[i - 1].validators;
            later += blocks[i].commit.round > 0;
            partial += decision->signers.size() < decision->validators;
        }
        // The recording has what is hard: sets of other size and power, later rounds, absent signatures.
        QVERIFY(sets >= 5);
        QVERIFY(later >= 1);
        QVERIFY(partial >= 3);
        // Backwards, with one left out, or twice: not a chain.
        MS_VERIFY_REASON(comet::checkAdjacent(blocks[2], blocks[4], recorded().chain), "seal.gap");
        MS_VERIFY_REASON(comet::checkAdjacent(blocks[2], blocks[2], recorded().chain), "seal.gap");
    }

    void formComesBackByteForByte()
    {
        for (const comet::LightBlock& block : recorded().blocks) {
            const std::string text = comet::canonicalLightBlock(block);
            const auto read = comet::parseLightBlock(text);
            MS_VERIFY_OK(read);
            QVERIFY(*read == block);
            QVERIFY(comet::canonicalLightBlock(*read) == text);
        }
    }

    void otherFormsAreRefused_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("white space") << R"({"commit")"
                                     << R"({ "commit")";
        QTest::newRow("another member") << R"({"commit")"
                                        << R"({"canonical":true,"commit")";
        QTest::newRow("a member left out") << R"("round":)"
                                           << R"("rounds":)";
        QTest::newRow("a member twice") << R"("round":)"
                                        << R"("round":7,"round":)";
        QTest::newRow("a number as text") << R"("block_id_flag":2)"
                                          << R"("block_id_flag":"2")";
        QTest::newRow("no such flag") << R"("block_id_flag":2)"
                                      << R"("block_id_flag":4)";
        QTest::newRow("a text as number") << R"("voting_power":"1")"
                                          << R"("voting_power":1)";
        QTest::newRow("a sign") << R"("voting_power":"1")"
                                << R"("voting_power":"-1")";
        QTest::newRow("leading zero") << R"("voting_power":"1")"
                                      << R"("voting_power":"01")";
        QTest::newRow("other key type") << "PubKeyEd25519"
                                        << "PubKeySecp256k1";
        QTest::newRow("cut off") << "]}"
                                 << "]";
    }
    void otherFormsAreRefused()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, to);
        QString text = qs(comet::canonicalLightBlock(blockWhere(false)));
        const qsizetype at = text.lastIndexOf(from);
        QVERIFY(at >= 0);
        text.replace(at, from.size(), to);
        MS_VERIFY_REASON(comet::parseLightBlock(text.toStdString()), "seal.form");
    }

    // Each leaf changed by itself. Two kinds may stay unnoticed: one signature of four or five, with its time, which is
    // then not counted, and where three hold that is enough; and nothing else.
    void everyLeafIsBound()
    {
        std::size_t refused = 0, harmless = 0;
        for (const bool absent : {false, true}) {
            const nlohmann::json whole = nlohmann::json::parse(comet::canonicalLightBlock(blockWhere(absent)));
            const nlohmann::json flat = whole.flatten();
            for (const auto& [path, leaf] : flat.items()) {
                nlohmann::json forged = whole;
                forged[nlohmann::json::json_pointer(path)] = changed(leaf);
                const auto block = comet::parseLightBlock(forged.dump());
                if (!block.ok() || !check(*block).ok()) {
                    ++refused;
                    continue;
                }
                ++harmless;
                QVERIFY2(path.starts_with("/commit/signatures/"), path.c_str());
                const auto decision = comet::checkDecision(*block, recorded().chain, block->validators);
                QVERIFY2(decision->signers.size() < block->validators.size(), path.c_str());
            }
        }
        QVERIFY2(refused > 60, qPrintable(QString::number(refused)));
        QVERIFY(harmless > 0);
    }

    void forgeriesAreRefused_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("reason");
        QTest::newRow("one broken signature of four") << 0 << "ok";
        QTest::newRow("two signatures broken") << 1 << "seal.power";
        QTest::newRow("two signatures removed") << 2 << "seal.power";
        QTest::newRow("signatures fewer than validators") << 3 << "seal.power";
        QTest::newRow("app_hash replaced") << 4 << "seal.header";
        QTest::newRow("a validator's key swapped") << 5 << "seal.validators";
        QTest::newRow("a validator's power raised") << 6 << "seal.validators";
        QTest::newRow("a validator twice") << 7 << "seal.validators";
        QTest::newRow("own validators throughout") << 8 << "seal.validators";
        QTest::newRow("another chain") << 9 << "seal.other-chain";
        QTest::newRow("another block protocol") << 10 << "seal.version";
        QTest::newRow("commit of another height") << 11 << "seal.header";
        QTest::newRow("commit of another round") << 12 << "seal.power";
        QTest::newRow("signatures in another order") << 13 << "seal.power";
        QTest::newRow("nil votes") << 14 << "seal.power";
        QTest::newRow("power that overflows") << 15 << "seal.validators";
    }
    void forgeriesAreRefused()
    {
        QFETCH(const int, fault);
        QFETCH(const QString, reason);
        comet::LightBlock block = blockWhere(false);
        auto& signatures = block.commit.signatures;
        switch (fault) {
        case 0:
            signatures[1].signature[5] ^= 1;
            break;
        case 1:
            signatures[1].signature[5] ^= 1, signatures[2].signature[40] ^= 1;
            break;
        case 2:
            signatures[0] = signatures[3] = comet::CommitSig{};
            break;
        case 3:
            signatures.pop_back();
            break;
        case 4:
            block.header.appHash = Bytes(32, 7);
            break;
        case 5:
            block.validators[2].key = crypto::Ed25519PrivateKey::generate().publicKey();
            break;
        case 6:
            block.validators[2].power = 100;
            break;
        case 7:
            block.validators[2] = block.validators[1];
            break;
        case 8:
            forge(block);
            break;
        case 9:
            block.header.chainId += "x";
            break;
        case 10:
            block.header.versionBlock = 12;
            break;
        case 11:
            ++block.commit.height;
            break;
        case 12:
            ++block.commit.round;
            break;
        case 13:
            std::rotate(signatures.begin(), signatures.begin() + 1, signatures.end());
            break;
        case 14:
            signatures[0].flag = signatures[1].flag = comet::BlockIdFlag::Nil;
            break;
        case 15:
            block.validators[0].power = block.validators[1].power = comet::kMaxTotalPower;
            break;
        }
        const Status held = check(block);
        QCOMPARE(held.ok() ? QString("ok") : qs(held.error().reason), reason);
    }

    // A set of one's own that signs everything is as good as its place in the chain: checkAdjacent refuses it too.
    void ownValidatorsDoNotFollow()
    {
        const auto& blocks = recorded().blocks;
        comet::LightBlock forged = blocks[5];
        forge(forged);
        MS_VERIFY_REASON(comet::checkAdjacent(blocks[4], forged, recorded().chain), "seal.validators");
        MS_VERIFY_OK(comet::checkDecision(forged, recorded().chain, forged.validators));
    }

    void times()
    {
        for (const char* text : {"2026-11-28T07:50:01Z", "2026-11-28T07:50:01.5Z", "0001-01-01T00:00:00Z",
                                 "2026-11-28T07:50:01.123456789Z", "1969-12-31T23:59:59.000000001Z"}) {
            const auto time = comet::parseTime(text);
            MS_VERIFY_OK(time);
            QCOMPARE(qs(comet::formatTime(*time)), QString(text));
        }
        QCOMPARE(comet::parseTime("2026-11-28T07:50:01.0019Z")->toTimestamp().ms % 1000, 1);
        for (const char* text :
             {"2026-11-28T07:50:01.50Z", "2026-11-28T07:50:01", "2026-02-30T07:50:01Z", "2026-11-28T24:50:01Z",
              "2026-11-28 07:50:01Z", "2026-11-28T07:50:01.1234567890Z", ""}) {
            MS_VERIFY_REASON(comet::parseTime(text), "seal.form");
        }
    }

private:
    // Replaces the validators by four new ones, all of whom sign.
    static void forge(comet::LightBlock& block)
    {
        std::vector<crypto::Ed25519PrivateKey> keys;
        block.validators.clear();
        for (int i = 0; i < 4; ++i) {
            keys.push_back(crypto::Ed25519PrivateKey::generate());
            block.validators.push_back({keys.back().publicKey(), 1});
        }
        comet::sortValidators(block.validators);
        const Hash256 set = comet::validatorsHash(block.validators);
        block.header.validatorsHash.assign(set.bytes.begin(), set.bytes.end());
        const Hash256 hash = comet::headerHash(block.header);
        block.commit.blockId.hash.assign(hash.bytes.begin(), hash.bytes.end());
        block.commit.signatures.clear();
        for (const comet::Validator& validator : block.validators) {
            block.commit.signatures.push_back(
                {comet::BlockIdFlag::Commit, comet::addressOf(validator.key), block.header.time, {}});
            const auto key =
                std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.publicKey() == validator.key; });
            const auto signature =
                key->sign(comet::voteSignBytes(block.commit, block.commit.signatures.size() - 1, block.header.chainId));
            block.commit.signatures.back().signature.assign(signature.begin(), signature.end());
        }
    }
};

QTEST_GUILESS_MAIN(TestLightBlock)
#include "tst_light_block.moc"
