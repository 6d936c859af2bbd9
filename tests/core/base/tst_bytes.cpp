#include "meterseal/base/bytes.h"
#include "meterseal/base/text.h"
#include "meterseal/base/time.h"
#include "support/qt.h"

using namespace meterseal;

class TestBytes : public QObject {
    Q_OBJECT

private slots:
    void hexRoundTrip()
    {
        const Bytes bytes{0x00, 0x7f, 0x80, 0xff};
        QCOMPARE(qs(toHex(bytes)), QStringLiteral("007f80ff"));
        QVERIFY(fromHex("007f80ff").value() == bytes);
        MS_VERIFY_REASON(fromHex("0"), "hex.odd-length");
        MS_VERIFY_REASON(fromHex("0G"), "hex.bad-digit");
        MS_VERIFY_REASON(fromHex("AB"), "hex.bad-digit");
        MS_VERIFY_REASON(Hash256::fromHex("ab"), "hash.length");
    }

    void base58_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("text");
        // From the Base58 Internet-Draft (draft-msporny-base58), and edge cases.
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
        QTest::newRow("zeros") << QByteArray("0000287fb4cd") << QByteArray("11233QC4");
        QTest::newRow("hello") << QByteArray("48656c6c6f20576f726c6421") << QByteArray("2NEpo7TZRRrLZSi2U");
        QTest::newRow("only zeros") << QByteArray("000000") << QByteArray("111");
    }
    void base58()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QByteArray, text);
        const Bytes bytes = fromHex(hex.toStdString()).value();
        QCOMPARE(qs(toBase58(bytes)), QString::fromUtf8(text));
        QVERIFY(fromBase58(text.toStdString()).value() == bytes);
    }
    void base58Refuses()
    {
        MS_VERIFY_REASON(fromBase58("0"), "base58.bad-character");
        MS_VERIFY_REASON(fromBase58("l"), "base58.bad-character");
        MS_VERIFY_REASON(fromBase58(std::string(2000, '2')), "base58.too-long");
    }

    void timeRoundTrip_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("epoch") << QByteArray("1970-01-01T00:00:00.000Z") << qint64(0);
        QTest::newRow("leap day") << QByteArray("2024-02-29T23:59:59.999Z") << qint64(1709251199999);
        QTest::newRow("last") << QByteArray("9999-12-31T23:59:59.999Z") << qint64(Timestamp::kMaxMs);
    }
    void timeRoundTrip()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, ms);
        QCOMPARE(qint64(parseTimestamp(text.toStdString()).value().ms), ms);
        QCOMPARE(qs(formatTimestamp(Timestamp{ms})), QString::fromUtf8(text));
    }
    void timeRefuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("no fraction") << QByteArray("2026-11-22T08:00:00Z") << QByteArray("time.form");
        QTest::newRow("offset") << QByteArray("2026-11-22T08:00:00+00:00") << QByteArray("time.form");
        QTest::newRow("lower case") << QByteArray("2026-11-22t08:00:00.000z") << QByteArray("time.form");
        QTest::newRow("no such day") << QByteArray("2026-02-29T08:00:00.000Z") << QByteArray("time.no-such-date");
        QTest::newRow("leap second") << QByteArray("2016-12-31T23:59:60.000Z") << QByteArray("time.no-such-date");
        QTest::newRow("hour 24") << QByteArray("2026-11-22T24:00:00.000Z") << QByteArray("time.no-such-date");
        QTest::newRow("1969") << QByteArray("1969-12-31T23:59:59.999Z") << QByteArray("time.no-such-date");
        QTest::newRow("not digits") << QByteArray("2026-1x-22T08:00:00.000Z") << QByteArray("time.no-such-date");
    }
    void timeRefuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, reason);
        MS_VERIFY_REASON(parseTimestamp(text.toStdString()), reason.constData());
    }

    void text_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("ascii") << QByteArray("No. 12 Harbour Rd") << QByteArray();
        QTest::newRow("chinese") << QByteArray("汇中仪表") << QByteArray();
        QTest::newRow("empty") << QByteArray("") << QByteArray("text.empty");
        QTest::newRow("long") << QByteArray(257, 'a') << QByteArray("text.too-long");
        QTest::newRow("leading space") << QByteArray(" a") << QByteArray("text.space-at-ends");
        QTest::newRow("ideographic space") << QByteArray("水\u3000") << QByteArray("text.space-at-ends");
        QTest::newRow("tab") << QByteArray("a\tb") << QByteArray("text.control");
        QTest::newRow("DEL") << QByteArray("a\x7f"
                                           "b")
                             << QByteArray("text.control");
        QTest::newRow("C1 control") << QByteArray("a\xc2\x85"
                                                  "b")
                                    << QByteArray("text.control");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("text.control");
        QTest::newRow("decomposed") << QByteArray("e\xcc\x81") << QByteArray("text.not-nfc");
        QTest::newRow("cut sequence") << QByteArray("a\xe6\xb0") << QByteArray("text.not-utf8");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QByteArray("text.not-utf8");
    }
    void text()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, reason);
        const Status status = checkText(text.toStdString(), "location");
        if (reason.isEmpty()) {
            MS_VERIFY_OK(status);
        } else {
            MS_VERIFY_REASON(status, reason.constData());
            QVERIFY(status.error().message.find("location") != std::string::npos);
        }
    }

    void meterId()
    {
        MS_VERIFY_OK(checkMeterId("0012-A.b_3"));
        MS_VERIFY_OK(checkMeterId(std::string(64, '9')));
        for (const std::string& bad :
             {std::string(), std::string(65, '9'), std::string("-1"), std::string("a b"), std::string("水")}) {
            MS_VERIFY_REASON(checkMeterId(bad), "mn.form");
        }
    }
};

QTEST_APPLESS_MAIN(TestBytes)
#include "tst_bytes.moc"
