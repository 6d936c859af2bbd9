// The JSON that every face shows: names do not depend on the content, values are the rows' own, reading is strict.
#include "meterseal/document/json.h"
#include "meterseal/merkle/tree.h"
#include "support/anchored_ledger.h"
#include "support/qt.h"

using namespace meterseal;

namespace {

QString namesOf(const Json& object)
{
    QStringList names;
    for (const auto& [name, value] : object.items()) {
        names << qs(name);
    }
    return names.join(u' ');
}

}  // namespace

class TestDocument : public QObject {
    Q_OBJECT

private slots:
    // The list that guards the names. Whoever changes it changes what programs of others read.
    void names_data()
    {
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const Json& object, const char* expected) {
            QTest::newRow(name) << namesOf(object) << QString(expected);
        };
        row("block", toJson(BlockRow{}), "height hash time txCount recordCount bytes firstSeq logSize logRoot");
        row("transaction", toJson(TxRow{}), "seq txHash height time type mn organisation start end count bytes");
        row("meter", toJson(MeterRow{}),
            "id mn location manufacturer address publicKey state approvedByUtility approvedByManufacturer registerTx "
            "registeredAt tokenExpires batches records firstRecord lastRecord lastAnchored lastConvert");
        row("organisation", toJson(Organisation{}), "id name role publicKey witnessKey active");
        row("finding", toJson(Finding{}),
            "verdict reason message mn line record expectedLeaf foundLeaf txHash leafIndex height anchoredAt "
            "batchStart "
            "batchEnd");
        row("row that could not be read", toJson(RejectedRow{}),
            "verdict reason message mn line record expectedLeaf foundLeaf txHash leafIndex height anchoredAt "
            "batchStart "
            "batchEnd");
        row("flat finding", flattened(toJson(Finding{})),
            "verdict reason message mn line alarmCode alarmTime value expectedLeaf foundLeaf txHash leafIndex height "
            "anchoredAt batchStart batchEnd");
        row("scope", toJson(VerifyScope{}), "stated coverage from to firstRecord lastRecord meters meterNames");
        row("verification", toJson(FileVerification{}),
            "intact complete scope ledgerHolds sha256 fingerprint height headHash endorsement byVerdict rows rejected "
            "unread quiet "
            "duplicates meters batchesChecked batchesOutside cancelled text");
        row("job", toJson(JobProgress{}),
            "job live name sha256 state rows rejected quiet duplicates alreadyAnchored records batches "
            "committedRecords committedBatches started finished error rejectsFile");
        row("inclusion proof", toJson(InclusionProof{}), "index size leaf root proof");
        row("consistency proof", toJson(ConsistencyProof{}), "oldSize newSize oldRoot newRoot proof");
        row("error", toJson(makeError(ErrorCode::Io, "a.b", "c")), "code reason message");
    }
    void names()
    {
        QFETCH(const QString, found);
        QTEST(found, "expected");
    }

    void recordsKeepTheirCanonicalMembers()
    {
        Finding finding;
        finding.mn = "0012";
        finding.record = HealthRecord{"0012", "LEAK", 1.5, Timestamp{0}};
        const Json flat = flattened(toJson(finding));
        QVERIFY(flat["mn"] == "0012" && flat["alarmCode"] == "LEAK" && flat["value"] == 1.5);
        QVERIFY(flat["alarmTime"] == "1970-01-01T00:00:00.000Z");
        // A record that was not raised by a row still has its columns.
        QVERIFY(flattened(toJson(Finding{}))["alarmCode"].is_null());
    }

    void rejectedRowIsNoVerdict()
    {
        const Json row = toJson(RejectedRow{4, 17, 0, "source.unclosed-quote", "No end.", "\"x"});
        QVERIFY(row["verdict"] == "NOT_READ" && row["line"] == 17 && row["record"].is_null());
        QVERIFY(row["reason"] == "source.unclosed-quote" && row["message"] == "No end.");
    }

    void transactionsAreJudged()
    {
        test::LedgerBuilder world;
        const auto good = transactionDocument(world.registerMeter(0));
        MS_VERIFY_OK(good);
        QVERIFY(good->holds);
        QCOMPARE(namesOf(good->object), QString("txHash dataBlockHash header signatures count leafCount rootMatches"));
        QVERIFY(good->object["header"]["type"] == "register");
        Bytes other = world.registerMeter(1);
        other.back() ^= 1;  // in the last signature
        const auto bad = transactionDocument(other);
        QVERIFY(!bad.ok() || !bad->holds);
    }

    void proofsAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("reason");
        const std::string good = toJson(InclusionProof{1, 4, Hash256{}, Hash256{}, {Hash256{}}}).dump();
        const QByteArray text = QByteArray::fromStdString(good);
        QTest::newRow("own") << text << QByteArray();
        QTest::newRow("a member more") << QByteArray(text).replace("{\"index\"", "{\"more\":1,\"index\"")
                                       << QByteArray();
        QTest::newRow("negative index") << QByteArray(text).replace("\"index\":1", "\"index\":-1")
                                        << QByteArray("proof.form");
        QTest::newRow("a text for a number")
            << QByteArray(text).replace("\"index\":1", "\"index\":\"1\"") << QByteArray("proof.form");
        QTest::newRow("no root") << QByteArray(text).replace("\"root\"", "\"rot\"") << QByteArray("proof.form");
        QTest::newRow("list") << QByteArray("[]") << QByteArray("proof.form");
    }
    void proofsAreReadStrictly()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, reason);
        const auto proof = parseInclusionProof(json.toStdString());
        QCOMPARE(proof.ok() ? QByteArray() : QByteArray::fromStdString(proof.error().reason), reason);
        if (proof.ok()) {
            QCOMPARE(proof->index, std::uint64_t(1));
            QCOMPARE(proof->proof.size(), std::size_t(1));
        }
    }
};

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"
