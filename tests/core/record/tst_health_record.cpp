#include "meterseal/record/canonical_json.h"
#include "meterseal/record/health_record.h"
#include "record/record_json.h"
#include "support/qt.h"
#include "support/vectors.h"

#include <limits>
#include <random>

using namespace meterseal;

namespace {

HealthRecord sample()
{
    return {"401461713227", "lowBatteryAlarm", 3.6, Timestamp{1763798400000}};
}

}  // namespace

class TestHealthRecord : public QObject {
    Q_OBJECT

private slots:
    void vectors()
    {
        const auto& records = test::vectors().at("records");
        QVERIFY(records.size() >= 20);
        for (const auto& entry : records) {
            const std::string jcs = entry.at("jcs");
            const Result<HealthRecord> record = parseRecord(jcs);
            MS_VERIFY_OK(record);
            QCOMPARE(qs(canonicalRecord(*record)), qs(jcs));
            QCOMPARE(qs(canonicalJson(jcs).value()), qs(jcs));
            MS_VERIFY_OK(checkRecord(*record));
            QCOMPARE(qs(leafOf(*record).hex()), qs(entry.at("leaf").get<std::string>()));
        }
    }

    void bothReadersAgree()
    {
        std::mt19937_64 random(3);
        const char* const codes[] = {"E01", "反流", "LEAK/9", "a \\ b", "q\"q", "0x20"};
        for (int i = 0; i < 20000; ++i) {
            HealthRecord record;
            record.mn = std::to_string(random() % 1000000000000);
            record.alarmCode = codes[random() % std::size(codes)];
            record.value = static_cast<double>(static_cast<std::int64_t>(random() % 2000000000) - 1000000000) /
                           (i % 2 == 0 ? 1000 : 7);
            record.alarmTime.ms = static_cast<std::int64_t>(random() % (Timestamp::kMaxMs + 1));
            const std::string bytes = canonicalRecord(record);
            QVERIFY(isCanonicalJson(bytes));
            HealthRecord general;
            MS_VERIFY_OK(record::parseGeneral(bytes, general));
            QVERIFY(general == record);
            HealthRecord line;
            const bool straight = record::parseCanonicalLine(bytes, line);
            QCOMPARE(straight, bytes.find('\\') == std::string::npos);
            QVERIFY(!straight || line == record);
            QVERIFY(parseRecord(bytes).value() == record);
        }
    }

    void otherLayouts()
    {
        const Result<HealthRecord> record =
            parseRecord(" { \"mn\" : \"401461713227\", \"value\":3.60, \"alarmTime\":\"2025-11-22T08:00:00.000Z\",\n"
                        "\"alarmCode\":\"low\\u0042atteryAlarm\" } ");
        MS_VERIFY_OK(record);
        QVERIFY(*record == sample());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray good =
            R"({"alarmCode":"E01","alarmTime":"2025-11-22T08:00:00.000Z","mn":"401461713227","value":1})";
        const auto row = [&good](const char* name, const char* from, QByteArray to, const char* reason) {
            QByteArray json = good;
            QVERIFY(json.contains(from));
            json.replace(from, to);
            QTest::newRow(name) << json << QByteArray(reason);
        };
        row("empty code", "\"E01\"", "\"\"", "record.alarm-code");
        row("long code", "E01", QByteArray(65, 'x'), "record.alarm-code");
        row("control in code", "E01", "E\\u0001", "record.alarm-code");
        row("code not NFC", "E01", "e\xcc\x81", "record.alarm-code");
        row("code with space at end", "E01", "E01 ", "record.alarm-code");
        row("code a number", "\"E01\"", "1", "record.member-type");
        row("mn a number", "\"401461713227\"", "401461713227", "record.member-type");
        row("mn with space", "401461713227", "4014 61713227", "record.mn");
        row("mn empty", "401461713227", "", "record.mn");
        row("time with offset", "000Z", "000+08:00", "record.alarm-time");
        row("time without fraction", ".000Z", "Z", "record.alarm-time");
        row("no such day", "2025-11-22", "2025-11-31", "record.alarm-time");
        row("time a number", "\"2025-11-22T08:00:00.000Z\"", "1763798400000", "record.member-type");
        row("value a string", ":1}", ":\"1\"}", "record.member-type");
        row("value null", ":1}", ":null}", "record.member-type");
        row("value 1e400", ":1}", ":1e400}", "json.number-inexact");
        row("value of 20 digits", ":1}", ":12345678901234567891}", "json.number-inexact");
        row("value NaN", ":1}", ":NaN}", "json.syntax");
        row("value nested", ":1}", ":{\"a\":1}}", "record.member-type");
        row("duplicate", "\"mn\"", "\"mn\":\"1\",\"mn\"", "json.duplicate-member");
        row("unknown member", "\"mn\"", "\"unit\":\"L\",\"mn\"", "record.member-unknown");
        row("missing member", "\"mn\":\"401461713227\",", "", "record.member-missing");
        row("trailing text", ":1}", ":1}x", "json.syntax");
        row("two records", ":1}", ":1}{}", "json.syntax");
        row("truncated", ":1}", ":1", "json.syntax");
        row("bad utf-8", "E01", "\xff", "json.utf8");
        QTest::newRow("array") << QByteArray("[") + good + "]" << QByteArray("record.not-an-object");
        QTest::newRow("scalar") << QByteArray("7") << QByteArray("record.not-an-object");
        QTest::newRow("empty object") << QByteArray("{}") << QByteArray("record.member-missing");
        QTest::newRow("empty text") << QByteArray() << QByteArray("json.syntax");
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, reason);
        MS_VERIFY_REASON(parseRecord(json.toStdString()), reason.constData());
    }

    void checkRecordNamesTheField()
    {
        HealthRecord record = sample();
        MS_VERIFY_OK(checkRecord(record));
        record.value = std::numeric_limits<double>::infinity();
        MS_VERIFY_REASON(checkRecord(record), "record.value");
        record = sample();
        record.alarmTime.ms = -1;
        MS_VERIFY_REASON(checkRecord(record), "record.alarm-time");
        record = sample();
        record.mn = "-1";
        MS_VERIFY_REASON(checkRecord(record), "record.mn");
        record = sample();
        record.alarmCode = "\xff";
        MS_VERIFY_REASON(checkRecord(record), "record.alarm-code");
    }

    void appendKeepsWhatIsThere()
    {
        std::string out = "x";
        appendCanonical(sample(), out);
        QCOMPARE(qs(out), qs("x" + canonicalRecord(sample())));
    }

    void minusZeroIsZero()
    {
        HealthRecord record = sample();
        record.value = -0.0;
        QVERIFY(qs(canonicalRecord(record)).endsWith(QStringLiteral("\"value\":0}")));
    }

    void order()
    {
        HealthRecord a = sample();
        HealthRecord b = sample();
        QVERIFY(!batchOrder(a, b));
        b.alarmTime.ms += 1;
        QVERIFY(batchOrder(a, b));
        QVERIFY(!batchOrder(b, a));
        b = a;
        b.value = 10;  // "10" stands before "3.6" as bytes
        QVERIFY(batchOrder(b, a));
        b = a;
        b.alarmCode = "ä";
        QVERIFY(batchOrder(a, b));
    }
};

QTEST_APPLESS_MAIN(TestHealthRecord)
#include "tst_health_record.moc"
