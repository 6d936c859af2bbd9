// The verifier on single records and claims, and on damaged ledger files.
#include "core/verify/verifier_world.h"

using namespace meterseal;
using namespace meterseal::test;

class tst_VerifierLedger : public QObject {
    Q_OBJECT

private slots:
    void damagedLedger_data();
    void damagedLedger();
    void singleRecord_data();
    void singleRecord();
    void claimOnADamagedBatch();
};

void tst_VerifierLedger::damagedLedger_data()
{
    // SQL on the ledger of World; :batch is the log place of meter 1's third batch, :block what its block holds of the
    // 400 records.
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("intact");
    const QString flip = "UPDATE wire SET bytes = substr(bytes, 1, %1) || x'55' || substr(bytes, %1 + 2) WHERE seq = ";
    QTest::newRow("header byte of a batch") << flip.arg(40) + ":batch"
                                            << "UNDETERMINED batch.wire-hash x20; " << 380;
    QTest::newRow("leaf byte of a batch") << flip.arg(900) + ":batch"
                                          << "UNDETERMINED batch.wire-hash x20; " << 380;
    QTest::newRow("truncated batch") << "UPDATE wire SET bytes = substr(bytes, 1, 500) WHERE seq = :batch"
                                     << "UNDETERMINED batch.wire-hash x20; " << 380;
    QTest::newRow("batch bytes gone") << "DELETE FROM wire WHERE seq = :batch"
                                      << "UNDETERMINED batch.unreadable x20; " << 380;
    QTest::newRow("another batch's bytes")
        << "UPDATE wire SET bytes = (SELECT bytes FROM wire WHERE seq = :batch + 1) WHERE seq = :batch"
        << "UNDETERMINED batch.wire-hash x20; " << 380;
    QTest::newRow("bytes and hash of another meter's batch")
        << "UPDATE wire SET bytes = (SELECT bytes FROM wire WHERE seq = :batch + 5) WHERE seq = :batch; "
           "UPDATE tx SET hash = (SELECT hash FROM tx WHERE seq = :batch + 5) WHERE seq = :batch"
        << "UNDETERMINED batch.prev x20; UNDETERMINED batch.wrong-meter x20; " << 360;
    QTest::newRow("batch hash") << "UPDATE tx SET hash = zeroblob(32) WHERE seq = :batch"
                                << "UNDETERMINED batch.prev x20; UNDETERMINED batch.wire-hash x20; " << 360;
    QTest::newRow("log leaf of a batch") << "UPDATE tx SET leaf = zeroblob(32) WHERE seq = :batch"
                                         << "" << 400;  // its row says the same
    QTest::newRow("batch said to be in another block") << "UPDATE tx SET height = 1 WHERE seq = :batch"
                                                       << "UNDETERMINED batch.log-entry x20; " << 380;
    QTest::newRow("batch said to be in a block that is not") << "UPDATE tx SET height = 99 WHERE seq = :batch"
                                                             << "UNDETERMINED batch.block-unreadable x20; " << 380;
    QTest::newRow("count") << "UPDATE tx SET count = 21 WHERE seq = :batch"
                           << "UNDETERMINED batch.row x20; UNDETERMINED ledger.batch-list x1; " << 380;
    QTest::newRow("start") << "UPDATE tx SET start_ms = start_ms + 1 WHERE seq = :batch"
                           << "UNDETERMINED batch.row x20; " << 380;
    QTest::newRow("batch taken from the list")
        << "UPDATE tx SET meter = 99 WHERE seq = :batch"
        << "UNDETERMINED batch.prev x20; UNDETERMINED ledger.batch-list x20; " << 360;
    QTest::newRow("last batch taken from the list") << "UPDATE tx SET meter = 99 WHERE seq = :batch + 2"
                                                    << "UNDETERMINED ledger.batch-list x20; " << 380;
    QTest::newRow("batch given to another meter")
        << "UPDATE tx SET meter = 1 WHERE seq = :batch"
        << "UNDETERMINED batch.prev x20; UNDETERMINED ledger.batch-list x21; " << 360;
    QTest::newRow("block header") << "UPDATE block SET header = replace(header, 'block ', 'block 1') "
                                     "WHERE height = (SELECT height FROM tx WHERE seq = :batch)"
                                  << "UNDETERMINED batch.block-unreadable x:block; " << -1;
    QTest::newRow("block header's root")
        << "UPDATE block SET header = substr(header, 1, instr(header, 'block ') - 12) || 'AAAA' || "
           "substr(header, instr(header, 'block ') - 7) WHERE height = (SELECT height FROM tx WHERE seq = :batch)"
        << "UNDETERMINED batch.block-hash x:block; " << -1;
    QTest::newRow("block header cut") << "UPDATE block SET header = substr(header, 2) "
                                         "WHERE height = (SELECT height FROM tx WHERE seq = :batch)"
                                      << "UNDETERMINED batch.block-unreadable x:block; " << -1;
    QTest::newRow("seal") << "UPDATE seal SET bytes = zeroblob(64) WHERE height = "
                             "(SELECT height FROM tx WHERE seq = :batch)"
                          << "UNDETERMINED batch.block-seal x:block; " << -1;
    QTest::newRow("log leaf and row of another batch") << "UPDATE tx SET leaf = zeroblob(32) WHERE seq = :batch; "
                                                          "UPDATE tx SET hash = zeroblob(32) WHERE seq = :batch + 1"
                                                       << "UNDETERMINED meter.registration x400; " << 0;
    QTest::newRow("newest seal") << "UPDATE seal SET bytes = zeroblob(64) WHERE height = (SELECT max(height) FROM seal)"
                                 << "" << 400;
    QTest::newRow("block hash") << "UPDATE block SET hash = zeroblob(32) WHERE height = "
                                   "(SELECT height FROM tx WHERE seq = :batch)"
                                << "UNDETERMINED batch.block-hash x:block; " << -1;
    QTest::newRow("wallet") << "UPDATE meter SET address = 'HE9TDacanNaKdF31uebv17TcsRKhMZ69952FS4h5wipq' WHERE id = 2"
                            << "UNDETERMINED meter.wallet x100; " << 300;
    QTest::newRow("key and wallet of another meter")
        << "UPDATE meter SET address = (SELECT address FROM meter WHERE id = 3), public_key = "
           "(SELECT public_key FROM meter WHERE id = 3) WHERE id = 2"
        << "UNDETERMINED meter.registration x100; " << 300;
    QTest::newRow("registration bytes") << flip.arg(40) + "(SELECT min(seq) FROM tx WHERE meter = 2 AND type = 1)"
                                        << "UNDETERMINED meter.registration x100; " << 300;
    QTest::newRow("approval") << "UPDATE meter SET manufacturer_approved = 0 WHERE id = 2"
                              << "UNDETERMINED meter.not-approved x100; " << 300;
    QTest::newRow("state") << "UPDATE meter SET state = 1 WHERE id = 2"
                           << "UNDETERMINED ledger.batch-list x1; " << 400;
    QTest::newRow("suspended is fine") << "UPDATE meter SET state = 4 WHERE id = 2"
                                       << "" << 400;
}

void tst_VerifierLedger::damagedLedger()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QFETCH(int, intact);
    World world;
    std::uint64_t seq = 0;
    int inBlock = 0;
    {
        LedgerReader reader = world.ledger.reader();
        const TxRow damaged = reader.transactionByHash(world.batches[1][2]).value();
        seq = damaged.seq;
        for (const auto& batches : world.batches) {
            for (const Hash256& batch : batches) {
                inBlock += reader.transactionByHash(batch)->height == damaged.height ? int(kPerBatch) : 0;
            }
        }
    }
    expected.replace(":block", QString::number(inBlock));
    intact = intact < 0 ? 400 - inBlock : intact;
    world.ledger.damage(sql.replace(":batch", QString::number(seq)).toStdString());
    const Run run = verify(world.ledger, world.file());
    QCOMPARE(reasonsText(run), expected);
    QCOMPARE(int(run.summary.count(Verdict::Intact)), intact);
    QVERIFY(countsAgree(run));
    // Damage on the ledger says nothing against a record.
    QCOMPARE(run.summary.count(Verdict::Altered) + run.summary.count(Verdict::Missing) +
                 run.summary.count(Verdict::Extra) + run.summary.count(Verdict::NotAnchored),
             std::uint64_t(0));
}

void tst_VerifierLedger::singleRecord_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no claim") << "intact"
                              << "INTACT leaf.in-batch";
    QTest::newRow("true claim") << "intact tx index"
                                << "INTACT leaf.in-batch";
    QTest::newRow("claim of the transaction alone") << "intact tx"
                                                    << "INTACT leaf.in-batch";
    QTest::newRow("claim of another index") << "intact tx other-index"
                                            << "MOVED claim.other-place";
    QTest::newRow("claim of an index beyond the batch") << "intact tx far-index"
                                                        << "MOVED claim.other-place";
    QTest::newRow("claim of another batch") << "intact other-tx"
                                            << "MOVED claim.other-place";
    QTest::newRow("claim of no transaction") << "intact no-tx"
                                             << "MOVED claim.other-place";
    QTest::newRow("claim of another meter's batch") << "intact foreign-tx"
                                                    << "MOVED claim.other-place";
    QTest::newRow("changed, no claim") << "changed"
                                       << "EXTRA leaf.not-in-batch";
    QTest::newRow("changed, claimed") << "changed tx index"
                                      << "ALTERED leaf.differs";
    QTest::newRow("changed, claim of the transaction alone") << "changed tx"
                                                             << "EXTRA leaf.not-in-batch";
    QTest::newRow("changed, claim beyond the batch") << "changed tx far-index"
                                                     << "EXTRA leaf.not-in-batch";
    QTest::newRow("changed, claim of no transaction") << "changed no-tx"
                                                      << "EXTRA leaf.not-in-batch";
    QTest::newRow("changed in time, claimed") << "timed tx index"
                                              << "ALTERED leaf.differs";
    QTest::newRow("changed in time, no claim") << "timed"
                                               << "NOT_ANCHORED no-batch-covers-time";
    QTest::newRow("unknown meter") << "unknown tx index"
                                   << "NOT_ANCHORED meter.unknown";
}

void tst_VerifierLedger::singleRecord()
{
    QFETCH(const QString, what);
    static const World world;
    const HealthRecord anchored = world.meters[1][47];
    HealthRecord record = anchored;
    if (what.startsWith("changed")) {
        record = changed(record);
    } else if (what.startsWith("timed")) {
        record.alarmTime.ms = world.meters[1].back().alarmTime.ms + 5;
    } else if (what.startsWith("unknown")) {
        record.mn = "999";
    }
    std::optional<Claim> claim;
    const QStringList words = what.split(' ');
    if (words.contains("tx")) {
        claim = Claim{world.batches[1][2], {}};
    } else if (words.contains("other-tx")) {
        claim = Claim{world.batches[1][3], {}};
    } else if (words.contains("foreign-tx")) {
        claim = Claim{world.batches[0][2], 7};
    } else if (words.contains("no-tx")) {
        claim = Claim{leafOf(record), 7};
    }
    if (claim && words.contains("index")) {
        claim->leafIndex = 7;
    } else if (claim && words.contains("other-index")) {
        claim->leafIndex = 8;
    } else if (claim && words.contains("far-index")) {
        claim->leafIndex = 20;
    }
    LedgerReader reader = world.ledger.reader();
    Verifier verifier(reader);
    const auto finding = verifier.verifyRecord(record, claim);
    MS_VERIFY_OK(finding);
    QTEST(qs(std::string(toString(finding->verdict)) + ' ' + finding->reason), "expected");
    QVERIFY(finding->record == record && finding->foundLeaf == leafOf(record) && finding->line == 0);
    if (finding->verdict == Verdict::Intact || finding->verdict == Verdict::Moved) {
        QVERIFY(*finding->tx == world.batches[1][2] && *finding->leafIndex == 7U);
    }
    if (finding->verdict == Verdict::Altered) {
        QVERIFY(*finding->expectedLeaf == leafOf(anchored));
    }
    record.alarmCode.clear();
    QVERIFY(!verifier.verifyRecord(record, claim).ok());
}

void tst_VerifierLedger::claimOnADamagedBatch()
{
    World world;
    const std::uint64_t seq = world.ledger.reader().transactionByHash(world.batches[1][2])->seq;
    world.ledger.damage(fmt::format("UPDATE wire SET bytes = x'00' WHERE seq = {}", seq));
    LedgerReader reader = world.ledger.reader();
    Verifier verifier(reader);
    // The batch of its time is damaged; so is the one a claim names for a record that stands elsewhere.
    const auto covered = verifier.verifyRecord(world.meters[1][47]);
    MS_VERIFY_OK(covered);
    QVERIFY(covered->verdict == Verdict::Undetermined);
    QCOMPARE(qs(covered->reason), QString("batch.wire-hash"));
    const auto elsewhere = verifier.verifyRecord(world.meters[1][3], Claim{world.batches[1][2], 3});
    MS_VERIFY_OK(elsewhere);
    QVERIFY(elsewhere->verdict == Verdict::Undetermined);
}

QTEST_APPLESS_MAIN(tst_VerifierLedger)
#include "tst_verifier_ledger.moc"
