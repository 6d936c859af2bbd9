// Which field was changed: told only where a recomputed leaf proves it.
#include "support/qt.h"

#include "meterseal/verify/changed_field.h"

using namespace meterseal;

namespace {

HealthRecord anchored()
{
    return {"100000000007", "READING", 460189.5, Timestamp{1'795'334'400'000}};
}
const std::vector<std::string> kCodes = {"READING", "LEAK", "highFlowAlarm"};

}  // namespace

class TestChangedField : public QObject {
    Q_OBJECT
private slots:
    void told_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("code");
        QTest::addColumn<qint64>("shiftMs");
        QTest::addColumn<int>("field");
        const auto row = [](const char* name, double value, const char* code, qint64 shift, RecordField field) {
            QTest::newRow(name) << value << QString::fromLatin1(code) << shift << static_cast<int>(field);
        };
        row("digit typed", 460189.7, "READING", 0, RecordField::Value);
        row("digit in front", 1460189.5, "READING", 0, RecordField::Value);
        row("digit left out", 46189.5, "READING", 0, RecordField::Value);
        row("digits swapped", 460198.5, "READING", 0, RecordField::Value);
        row("point moved", 4601.895, "READING", 0, RecordField::Value);
        row("sign", -460189.5, "READING", 0, RecordField::Value);
        row("round amount with a carry", 550189.5, "READING", 0, RecordField::Value);
        row("small step", 461111.1, "READING", 0, RecordField::Value);
        row("code", 460189.5, "LEAK", 0, RecordField::AlarmCode);
        row("an hour", 460189.5, "READING", 3'600'000, RecordField::AlarmTime);
        row("one millisecond", 460189.5, "READING", -1, RecordField::AlarmTime);
        row("thirty days", 460189.5, "READING", 30LL * 86'400'000, RecordField::AlarmTime);
    }
    void told()
    {
        QFETCH(double, value);
        QFETCH(QString, code);
        QFETCH(qint64, shiftMs);
        QFETCH(int, field);
        HealthRecord local = anchored();
        local.value = value;
        local.alarmCode = code.toStdString();
        local.alarmTime.ms += shiftMs;
        const auto found = findChangedField(local, leafOf(anchored()), kCodes);
        QVERIFY(found.has_value());
        QCOMPARE(static_cast<int>(found->field), field);
        QVERIFY(found->anchored == anchored());
    }

    void nothingIsGuessed()
    {
        HealthRecord two = anchored();
        two.value = 3;
        two.alarmCode = "LEAK";
        QVERIFY(!findChangedField(two, leafOf(anchored()), kCodes));
        HealthRecord other = anchored();
        other.mn = "100000000008";
        QVERIFY(!findChangedField(other, leafOf(anchored()), kCodes));
        QVERIFY(!findChangedField(anchored(), leafOf(anchored()), kCodes));  // nothing was changed
    }

    void aStopGivesNoAnswer()
    {
        HealthRecord local = anchored();
        local.value = 461111.1;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!findChangedField(local, leafOf(anchored()), kCodes, stop.get_token()));
    }
};

QTEST_APPLESS_MAIN(TestChangedField)
#include "tst_changed_field.moc"
