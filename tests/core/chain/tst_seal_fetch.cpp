// The seal of a consortium's block, fetched from validators that may lie: an honest answer becomes the seal, every
// other is refused by name and nothing of it is kept.
#include "core/chain/block_world.h"
#include "meterseal/chain/members.h"
#include "meterseal/chain/seal_fetch.h"
#include "meterseal/crypto/base64.h"
#include "support/consortium_world.h"
#include "support/fake_validator.h"
#include "support/qt.h"

using namespace meterseal;
using namespace meterseal::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr std::int64_t kCometHeight = 9;  // of ledger block 4 in a ConsortiumWorld

// A light block as the RPC gives it.
json rpcForm(const Bytes& seal)
{
    const json light = json::parse(seal);
    return {{"signed_header", {{"header", light["header"]}, {"commit", light["commit"]}}},
            {"validators", light["validators"]}};
}

struct World {
    ConsortiumWorld w;
    SealedBlock block;  // the newest, without its seal
    SealTrust trust;

    World()
    {
        w.grow(3);
        block.header = w.head();
        block.headerBytes = printBlockHeader(block.header);
        block.hash = blockHashOf(block.headerBytes);
        trust.before = validatorsOf(w.state.organisations());
        trust.after = trust.before;
    }
    Result<Seal> fetch(const std::function<void(json&)>& lie, std::int64_t at = kCometHeight)
    {
        FakeValidator validator(w.genesis.chain);
        validator.height = kCometHeight;
        validator.lightBlocks = [&](std::int64_t) {
            json row = rpcForm(w.frames.back().seal);
            lie(row);
            return row;
        };
        auto rpc = must(cometbft::RpcClient::open(validator.url()));
        return fetchSeal(rpc, at, block, w.genesis, trust, 5s);
    }
};

}  // namespace

class TestSealFetch : public QObject {
    Q_OBJECT

private slots:
    void theHonestAnswerIsTheSeal()
    {
        World world;
        const auto seal = world.fetch([](json&) {});
        MS_VERIFY_OK(seal);
        QVERIFY(seal->bytes == world.w.frames.back().seal);
        // What the RPC says beside it does not come along.
        const auto more = world.fetch([](json& row) {
            row["signed_header"]["canonical"] = true;
            for (json& validator : row["validators"]) {
                validator["proposer_priority"] = "-3";
            }
        });
        MS_VERIFY_OK(more);
        QVERIFY(more->bytes == seal->bytes);
        MS_VERIFY_REASON(world.fetch([](json&) {}, kCometHeight + 1), "rpc.no-such-height");
    }

    void liesAreRefused_data()
    {
        QTest::addColumn<int>("lie");
        QTest::addColumn<QString>("reason");
        QTest::newRow("two signatures away") << 0 << "seal.power";
        QTest::newRow("one signature broken") << 1 << "ok";
        QTest::newRow("two signatures broken") << 2 << "seal.power";
        QTest::newRow("the app_hash of another block") << 3 << "seal.block";
        QTest::newRow("another time") << 4 << "seal.header";
        QTest::newRow("other next validators") << 5 << "seal.header";
        QTest::newRow("a validator replaced") << 6 << "seal.validators";
        QTest::newRow("validators left out") << 7 << "seal.validators";
        QTest::newRow("another height") << 8 << "rpc.answer";
        QTest::newRow("no commit") << 9 << "rpc.answer";
        QTest::newRow("the block before") << 10 << "seal.block";
    }
    void liesAreRefused()
    {
        QFETCH(const int, lie);
        QFETCH(const QString, reason);
        World world;
        const auto seal = world.fetch([&](json& row) {
            json& header = row["signed_header"]["header"];
            json& signatures = row["signed_header"]["commit"]["signatures"];
            const json absent{{"block_id_flag", 1},
                              {"signature", nullptr},
                              {"timestamp", "0001-01-01T00:00:00Z"},
                              {"validator_address", ""}};
            const auto broken = [&](std::size_t i) {
                std::string text = signatures[i]["signature"];
                text[10] = text[10] == 'A' ? 'B' : 'A';
                signatures[i]["signature"] = text;
            };
            switch (lie) {
            case 0:
                signatures[0] = signatures[1] = absent;
                break;
            case 1:
                broken(0);
                break;
            case 2:
                broken(0);
                broken(1);
                break;
            case 3:
                header["app_hash"] = std::string(64, 'A');
                break;
            case 4:
                header["time"] = "2026-11-25T08:00:00.5Z";
                break;
            case 5:
                header["next_validators_hash"] = std::string(64, 'A');
                break;
            case 6: {
                const auto key = validatorKeyOf("stranger").publicKey();
                row["validators"][0]["pub_key"]["value"] = crypto::toBase64(key);
                row["validators"][0]["address"] = upper(cometbft::addressOf(key));
                break;
            }
            case 7:
                row["validators"].erase(3);
                break;
            case 8:
                header["height"] = "8";
                break;
            case 9:
                row["signed_header"].erase("commit");
                break;
            case 10: {
                row = rpcForm(world.w.frames[2].seal);
                row["signed_header"]["header"]["height"] = std::to_string(kCometHeight);
                break;
            }
            default:
                break;
            }
        });
        QCOMPARE(seal.ok() ? QString("ok") : qs(seal.error().reason), reason);
    }

private:
    static std::string upper(const Bytes& bytes) { return qs(toHex(bytes)).toUpper().toStdString(); }
};

QTEST_GUILESS_MAIN(TestSealFetch)
#include "tst_seal_fetch.moc"
