// Headers read without their leaves are those of the whole transactions; damaged fronts are told, not read past.
#include "ledger/reader_impl.h"
#include "support/anchored_ledger.h"
#include "support/qt.h"

using namespace meterseal;

class TestReaderHeader : public QObject {
    Q_OBJECT

private slots:
    void headersWithoutTheirLeaves()
    {
        test::AnchoredLedger ledger;
        ledger.onboard(0, 3);
        ledger.anchor(0, ledger.world.records(0, 300), 100);
        ledger.anchor(1, ledger.world.records(1, 5), 1);
        ledger.close();
        LedgerReader reader = ledger.reader();
        const auto totals = reader.totals();
        MS_VERIFY_OK(totals);
        for (std::uint64_t seq = 0; seq < totals->transactions; ++seq) {
            const auto wire = reader.wire(seq);
            const auto header = reader.headerBytes(seq);
            MS_VERIFY_OK(wire);
            MS_VERIFY_OK(header);
            const auto tx = decodeTransaction(*wire);
            MS_VERIFY_OK(tx);
            QCOMPARE(*header, tx->headerBytes);
        }
        MS_VERIFY_REASON(reader.headerBytes(totals->transactions), "ledger.no-such-transaction");
        const auto block = reader.block(1);
        MS_VERIFY_OK(block);
        MS_VERIFY_OK(checkSeal(*block, reader.genesis()));
    }

    void damagedFrontsAreTold_data()
    {
        QTest::addColumn<QString>("bytes");
        QTest::newRow("empty") << "x''";
        QTest::newRow("another field") << "x'1203616263646566'";
        QTest::newRow("no header") << "x'0a0003616263646566'";
        QTest::newRow("longer than the bytes") << "x'0a7f616263646566'";
        QTest::newRow("a length without an end") << "x'0affffffffffffff'";
        QTest::newRow("longer than any header") << "zeroblob(200000)";
        QTest::newRow("a length beyond the limit") << "x'0a81800461626364' || zeroblob(100000)";
    }
    void damagedFrontsAreTold()
    {
        QFETCH(QString, bytes);
        test::AnchoredLedger ledger;
        ledger.onboard(0, 1);
        ledger.close();
        QCOMPARE(ledger.damage("UPDATE wire SET bytes = " + bytes.toStdString() + " WHERE seq = 2"), 1);
        LedgerReader reader = ledger.reader();
        MS_VERIFY_REASON(reader.headerBytes(2), "ledger.damaged");
        MS_VERIFY_OK(reader.headerBytes(1));
    }
};

QTEST_APPLESS_MAIN(TestReaderHeader)
#include "tst_reader_header.moc"
