// Transactions: headers, wire form and the checks that need no ledger.
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/transaction.h"
#include "meterseal/merkle/tree.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/vectors.h"

using namespace meterseal;
using namespace meterseal::test;

class TestTransaction : public QObject {
    Q_OBJECT
private slots:
    void vectorsDecodeCheckAndEncode();
    void vectorsGiveTheLogRoots();
};

namespace {

Bytes wireOf(const nlohmann::json& vector)
{
    return fromHex(vector.at("wire").get<std::string>()).value();
}

}  // namespace

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
    }
}

void TestTransaction::vectorsGiveTheLogRoots()
{
    merkle::CompactRange log;
    const auto& roots = vectors().at("logRoots");
    QCOMPARE(qs(log.root().hex()), qs(roots.at(0).get<std::string>()));
    std::size_t size = 0;
    for (const auto& vector : vectors().at("transactions")) {
        log.append(checkTransaction(wireOf(vector), "meterseal-vectors").value().logLeaf);
        QCOMPARE(qs(log.root().hex()), qs(roots.at(++size).get<std::string>()));
    }
    QCOMPARE(size + 1, roots.size());
}

QTEST_APPLESS_MAIN(TestTransaction)
#include "tst_transaction.moc"
