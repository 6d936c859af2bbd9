// Members inside members, arrays of objects, and rows of alarm flags: what comes out, what is refused, and what a
// suggestion makes of them.
#include "meterseal/source/suggestion.h"
#include "source/json_path.h"
#include "source/suggest/suggest.h"
#include "support/qt.h"
#include "support/source_support.h"

using namespace meterseal;
using test::plainProfile;
using test::readAll;

namespace {

MappingProfile jsonProfile(const char* mn, const char* code, const char* time, const char* value)
{
    MappingProfile profile;
    profile.format = FileFormat::JsonLines;
    profile.mn.name = mn;
    profile.alarmCode.name = code;
    profile.alarmTime.name = time;
    profile.value.name = value;
    return profile;
}

// mn, time, value and two flags.
MappingProfile wideProfile()
{
    MappingProfile profile = plainProfile();
    profile.alarmCode = {};
    profile.flags = {{"lowBatteryAlarm", {}, "LOW_BATTERY"}, {"漏水", {}, "LEAK"}};
    return profile;
}

// A push as a platform really sends it: several services of one device.
const std::string kPush =
    R"({"deviceId":"86000012","services":[)"
    R"({"serviceId":"Meter","data":{"signal":-80},"eventTime":"20261122T080000Z"},)"
    R"({"serviceId":"WaterMeter","data":{"positiveCumulativeFlow":556.677},"eventTime":"20261122T080000Z"},)"
    R"({"serviceId":"WaterMeterAlarmStatus","data":{"lowBatteryAlarm":1,"tamperAlarm":0,"reverseFlowAlarm":1}}]})";

std::string hostile(const std::string& from, const std::string& to)
{
    std::string text = R"({"data":{"mn":"12","alarms":[{"c":"E1","t":"2026-11-22T08:00:00Z","v":1}]}})";
    return text.replace(text.find(from), from.size(), to);
}

MappingProfile hostileProfile()
{
    return jsonProfile("data.mn", "data.alarms[].c", "data.alarms[].t", "data.alarms[].v");
}

std::string repeated(const char* text, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

QString joined(const std::vector<SuggestionNote>& notes)
{
    QStringList list;
    for (const SuggestionNote& note : notes) {
        list << qs(note.message);
    }
    return list.join(QLatin1Char('\n'));
}

}  // namespace

class TestPathsAndFlags : public QObject {
    Q_OBJECT

private slots:
    void paths_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* text, bool good) { QTest::newRow(text) << QByteArray(text) << good; };
        for (const char* text : {"mn", "data.meterNo", "a[].b", "a[k=v].b", "a[k=].b", "a\\.b", "a[serviceId=x\\]y].b",
                                 "表号", " x ", "a[].b[k=v].c"}) {
            row(text, true);
        }
        for (const char* text : {"", ".", "a.", ".a", "a..b", "a[", "a[]b", "a]", "[]", "a[=v]", "a[k]", "a[k=v", "a\\",
                                 "a\\b", "a=b", "a[].b[].c", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q"}) {
            row(text, false);
        }
    }
    void paths()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, good);
        const auto path = source::parseJsonPath(text.toStdString());
        QCOMPARE(path.ok(), good);
        if (!good) {
            QCOMPARE(qs(path.error().reason), QStringLiteral("profile.path"));
        }
    }
    void escapedNamesComeBack()
    {
        const std::string name = "a.b[c=d]\\e";
        const auto path = source::parseJsonPath(source::escapedForPath(name));
        MS_VERIFY_OK(path);
        QCOMPARE(path->size(), std::size_t(1));
        QCOMPARE(qs(path->front().name), qs(name));
    }

    void nestedMembers()
    {
        const MappingProfile profile = jsonProfile("data.meterNo", "data.alarm\\.code", "data.at.time", "value");
        const auto outcome = readAll("{\"value\":2,\"data\":{\"alarm.code\":\"E1\",\"at\":{\"time\":"
                                     "\"2026-11-22T08:00:00Z\"},\"meterNo\":\"0012\"}}\n",
                                     profile);
        QCOMPARE(qs(outcome.rejectList()), QString());
        QCOMPARE(qs(outcome.recordList()), QStringLiteral("{\"alarmCode\":\"E1\",\"alarmTime\":\"2026-11-22T08:00:00."
                                                          "000Z\",\"mn\":\"0012\",\"value\":2}\n"));
    }
    void everyElementIsARow()
    {
        MappingProfile profile = hostileProfile();
        profile.format = FileFormat::Json;
        const std::string bytes =
            R"([{"data":{"mn":"12","alarms":[{"c":"E1","t":"2026-11-22T08:00:00Z","v":1},)"
            R"({"c":"E2","t":"2026-11-22T08:01:00Z"},7,{"c":"E3","t":"2026-11-22T08:02:00Z","v":3}]}},)"
            "\n"
            R"({"data":{"mn":"13","alarms":[]}},{"data":{"mn":"14","alarms":[{"c":"E4","t":"2026-11-22T08:03:00Z","v":4}]}}])";
        for (const std::size_t step : {1, 2, 100}) {
            const auto outcome = readAll(bytes, profile, step);
            QCOMPARE(qs(outcome.rejectList()), QStringLiteral("1:0 source.missing\n1:1 source.not-an-object\n"));
            QCOMPARE(qs(outcome.rejects.front().original), QStringLiteral(R"({"c":"E2","t":"2026-11-22T08:01:00Z"})"));
            QCOMPARE(qs(outcome.recordList()),
                     QStringLiteral("{\"alarmCode\":\"E1\",\"alarmTime\":\"2026-11-22T08:00:00.000Z\",\"mn\":\"12\","
                                    "\"value\":1}\n{\"alarmCode\":\"E3\",\"alarmTime\":\"2026-11-22T08:02:00.000Z\","
                                    "\"mn\":\"12\",\"value\":3}\n{\"alarmCode\":\"E4\",\"alarmTime\":\"2026-11-22T08:"
                                    "03:00.000Z\",\"mn\":\"14\",\"value\":4}\n"));
            QCOMPARE(outcome.quietRows, std::uint64_t(1));
            // Elements are rows: 4, the empty array, and one.
            QCOMPARE(outcome.rows[1].row, std::uint64_t(4));
            QCOMPARE(outcome.rows[2].row, std::uint64_t(6));
            QCOMPARE(outcome.rows[2].line, std::uint64_t(2));
        }
    }
    void servicesOfOneDevice()
    {
        MappingProfile profile = jsonProfile("deviceId", "", "services[serviceId=WaterMeter].eventTime",
                                             "services[serviceId=WaterMeter].data.positiveCumulativeFlow");
        profile.alarmCode = {};
        profile.timeFormat = "%Y%m%dT%H%M%S%z";
        for (const char* flag : {"lowBatteryAlarm", "tamperAlarm", "reverseFlowAlarm", "leaking"}) {
            profile.flags.push_back({std::string("services[serviceId=WaterMeterAlarmStatus].data.") + flag, {}, flag});
        }
        const auto outcome = readAll(kPush + "\n", profile);
        QCOMPARE(qs(outcome.rejectList()), QString());
        QCOMPARE(qs(outcome.recordList()),
                 QStringLiteral("{\"alarmCode\":\"lowBatteryAlarm\",\"alarmTime\":\"2026-11-22T08:00:00.000Z\",\"mn\":"
                                "\"86000012\",\"value\":556.677}\n{\"alarmCode\":\"reverseFlowAlarm\",\"alarmTime\":"
                                "\"2026-11-22T08:00:00.000Z\",\"mn\":\"86000012\",\"value\":556.677}\n"));
        QCOMPARE(outcome.rows[0].row, outcome.rows[1].row);
        std::string twice = kPush;
        twice.replace(twice.find("\"Meter\""), 7, "\"WaterMeter\"");
        QCOMPARE(qs(readAll(twice, profile).rejectList()), QStringLiteral("1:2 source.ambiguous\n"));
    }

    void hostileNesting_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("rejects");
        const auto row = [](const char* name, const std::string& bytes, const char* rejects) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(rejects);
        };
        row("good", hostile("1}", "1}"), "");
        row("data is text", R"({"data":"mn"})", "1:0 source.missing\n");
        row("data is an array", R"({"data":[{"mn":"12"}]})", "1:0 source.missing\n");
        row("data twice", hostile("{\"data\"", "{\"data\":{},\"data\""), "1:2 source.duplicate-member\n");
        row("inner twice", hostile("\"mn\"", "\"mn\":\"1\",\"mn\""), "1:1 source.duplicate-member\n");
        row("inner null", hostile("\"12\"", "null"), "1:1 source.empty\n");
        row("inner object", hostile("\"12\"", "{}"), "1:1 source.member-type\n");
        row("array is an object", hostile("[", "{\"x\":[").append("}"), "1:0 source.missing\n");
        row("array missing", R"({"data":{"mn":"12"}})", "1:0 source.missing\n");
        row("array is a number", R"({"data":{"mn":"12","alarms":3}})", "1:0 source.missing\n");
        row("element of arrays", hostile("{\"c\"", "[[]],{\"c\""), "1:1 source.not-an-object\n");
        row("1e400", hostile("\"v\":1", "\"v\":1e400"), "1:0 source.json\n");
        row("1e999999999", hostile("\"v\":1", "\"v\":1e999999999"), "1:0 source.json\n");
        row("40 digits", hostile("\"v\":1", "\"v\":1234567890123456789012345678901234567890"),
            "1:1 source.value-inexact\n");
        row("NaN", hostile("\"v\":1", "\"v\":NaN"), "1:0 source.json\n");
        row("control character in a code", hostile("E1", "E\\u0007"), "1:1 source.alarm-code\n");
        row("lone surrogate", hostile("E1", "\\ud800"), "1:0 source.json\n");
        row("bad utf-8", hostile("E1", "\xc3"), "1:0 source.encoding\n");
        row("deep beside", hostile("{\"data\"", "{\"x\":" + repeated("[", 60) + repeated("]", 60) + ",\"data\""), "");
        row("too deep beside", hostile("{\"data\"", "{\"x\":" + repeated("[", 64) + repeated("]", 64) + ",\"data\""),
            "1:0 source.too-deep\n");
        row("bomb of objects", repeated("{\"data\":", 100000), "1:0 source.too-deep\n");
        row("bomb of arrays", "{\"data\":" + repeated("[", 500000), "1:0 source.too-deep\n");
        row("cut off", R"({"data":{"mn":"12","alarms":[{"c":"E1")", "1:0 source.json\n");
    }
    void hostileNesting()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, rejects);
        MappingProfile profile = hostileProfile();
        profile.encoding = Encoding::Utf8;  // told, or the whole file would be refused
        const auto outcome = readAll(bytes.toStdString() + "\n", profile);
        QCOMPARE(qs(outcome.failure), QString());
        QCOMPARE(qs(outcome.rejectList()), QString::fromUtf8(rejects));
        QCOMPARE(outcome.rows.size(), std::size_t(rejects.isEmpty() || rejects.contains("not-an-object") ? 1 : 0));
    }
    // A megabyte of elements under a megabyte of shared members: what is shared is looked up once and not by element.
    void manyElements()
    {
        std::string bytes = "{\"pad\":[" + repeated("0,", 200000) + "0],\"data\":{\"mn\":\"12\",\"alarms\":[";
        constexpr int kElements = 10000;
        for (int i = 0; i < kElements; ++i) {
            bytes += (i == 0 ? "" : ",") + std::string(R"({"c":"E1","t":"2026-11-22T08:00:00Z","v":1})");
        }
        const auto outcome = readAll(bytes + "]}}\n", hostileProfile());
        QCOMPARE(qs(outcome.rejectList()), QString());
        QCOMPARE(outcome.rows.size(), std::size_t(kElements));
    }

    void wideColumns()
    {
        const std::string bytes = "mn,alarmTime,value,lowBatteryAlarm,漏水\n"
                                  "1,2026-11-22T08:00:00Z,5,1,0\n"
                                  "2,2026-11-22T08:00:00Z,6,TRUE, true \n"
                                  "3,2026-11-22T08:00:00Z,7,0,\n"
                                  "4,2026-11-22T08:00:00Z,8,2,0\n"
                                  "5,2026-11-22T08:00:00Z,x,1,1\n"
                                  "6,2026-11-22T08:00:00Z,9,false,1\n";
        for (const std::size_t step : {1, 3, 100}) {
            const auto outcome = readAll(bytes, wideProfile(), step);
            QCOMPARE(qs(outcome.rejectList()), QStringLiteral("5:4 source.flag\n6:3 source.value\n"));
            QStringList records;
            for (const SourceRow& row : outcome.rows) {
                records << qs(row.record.mn + " " + row.record.alarmCode + " " + std::to_string(row.row));
            }
            QCOMPARE(records.join(QLatin1Char('\n')),
                     QStringLiteral("1 LOW_BATTERY 1\n2 LOW_BATTERY 2\n2 LEAK 2\n6 LEAK 6"));
            QCOMPARE(outcome.quietRows, std::uint64_t(1));
        }
    }
    void ownWords()
    {
        MappingProfile profile = wideProfile();
        profile.raised = {"是"};
        profile.cleared = {"否", "-"};
        profile.alarmCodes = {{"LEAK", "leaking"}};
        const auto outcome = readAll("mn,alarmTime,value,lowBatteryAlarm,漏水\n"
                                     "1,2026-11-22T08:00:00Z,5,-,是\n2,2026-11-22T08:00:00Z,5,1,否\n",
                                     profile);
        QCOMPARE(qs(outcome.rejectList()), QStringLiteral("3:4 source.flag\n"));
        QCOMPARE(outcome.rows.size(), std::size_t(1));
        QCOMPARE(qs(outcome.rows.front().record.alarmCode), QStringLiteral("leaking"));
    }
    void flagColumnMissing()
    {
        QCOMPARE(qs(readAll("mn,alarmTime,value,lowBatteryAlarm\n", wideProfile()).failure),
                 QStringLiteral("source.header"));
    }

    void profilesAreKept()
    {
        MappingProfile profile = wideProfile();
        profile.flags.push_back({{}, 7, "X"});
        profile.raised = {"Y"};
        profile.cleared = {"N", "0"};
        const std::string json = profileToJson(profile);
        const auto again = parseProfile(json);
        MS_VERIFY_OK(again);
        QCOMPARE(qs(profileToJson(*again)), qs(json));
        QCOMPARE(again->flags.size(), std::size_t(3));
        QCOMPARE(qs(again->flags[1].code), QStringLiteral("LEAK"));
        QCOMPARE(again->flags[2].column, std::optional<std::size_t>(7));
        const auto named = parseProfile(R"({"fields":{"mn":{"name":"a"},"alarmTime":{"name":"b"},"value":{"name":"c"},)"
                                        R"("alarmCode":{"flags":[{"name":"leaking"}]}}})");
        MS_VERIFY_OK(named);
        QCOMPARE(qs(named->flags.front().code), QStringLiteral("leaking"));
    }
    void profilesRefused_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* code, const char* reason, const char* format = "delimited") {
            QTest::newRow(code) << QByteArray(code) << QByteArray(format) << QByteArray(reason);
        };
        row("{\"flags\":[]}", "profile.field");
        row("{\"flags\":{}}", "profile.member");
        row("{\"flags\":[7]}", "profile.member");
        row("{\"flags\":[{}]}", "profile.field");
        row("{\"flags\":[{\"name\":\"a\",\"column\":1}]}", "profile.field");
        row("{\"flags\":[{\"name\":\"a\",\"colour\":1}]}", "profile.unknown-member");
        row("{\"flags\":[{\"name\":\"a\"}],\"constant\":\"x\"}", "profile.field");
        row("{\"flags\":[{\"column\":1,\"code\":\"\"}]}", "profile.flags");
        row("{\"flags\":[{\"name\":\"a\",\"code\":\" x\"}]}", "profile.flags");
        row("{\"flags\":[{\"name\":\"a\"}],\"raised\":[]}", "profile.flags");
        row("{\"flags\":[{\"name\":\"a\"}],\"raised\":[\"\"]}", "profile.flags");
        row("{\"flags\":[{\"name\":\"a\"}],\"raised\":[\"0\"]}", "profile.flags");
        row("{\"flags\":[{\"name\":\"a\"}],\"raised\":\"1\"}", "profile.member");
        row("{\"flags\":[{\"column\":1,\"code\":\"x\"}]}", "profile.field", "json");
        row("{\"name\":\"a[\"}", "profile.path", "json");
        row("{\"name\":\"a[].c\"}", "profile.path", "json-lines");  // the value's [] is another array
        row("{\"name\":\"b[]\"}", "profile.path", "json-lines");
    }
    void profilesRefused()
    {
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, format);
        QFETCH(QByteArray, reason);
        const QByteArray value = format == "delimited" ? "value" : "b[].value";
        const QByteArray json = "{\"format\":\"" + format + "\",\"fields\":{\"mn\":{\"name\":\"mn\"},\"alarmTime\":{" +
                                "\"name\":\"t\"},\"value\":{\"name\":\"" + value + "\"},\"alarmCode\":" + code + "}}";
        MS_VERIFY_REASON(parseProfile(json.toStdString()), reason.constData());
    }

    void suggestsFlags()
    {
        const auto made = source::suggestFrom(source::memoryInput("表号,采集时间,累计流量(m3),低电量,漏水,状态\n"
                                                                  "0012,2026-11-22T08:00:00Z,5.5,是,否,1\n"
                                                                  "0013,2026-11-22T08:00:00Z,5.6,否,,0\n"),
                                              "test");
        MS_VERIFY_OK(made);
        QVERIFY2(made->complete, qPrintable(joined(made->notes)));
        QCOMPARE(made->profile.flags.size(), std::size_t(2));
        QCOMPARE(qs(made->profile.flags[1].code), QStringLiteral("漏水"));
        QCOMPARE(qs(made->profile.raised.front()), QStringLiteral("是"));
        QVERIFY(joined(made->notes).contains(QStringLiteral("2 columns are taken for alarm flags")));
    }
    // A flag's name as a code in a row does not make the row a header.
    void namesInRowsAreNoHeader()
    {
        const auto made = source::suggestFrom(source::memoryInput("0012,漏水,2026-11-22T08:00:00Z,5\n"
                                                                  "0013,低电量,2026-11-22T08:00:00Z,6\n"),
                                              "test");
        MS_VERIFY_OK(made);
        QVERIFY(!made->profile.header && made->profile.flags.empty());
        QCOMPARE(made->firstRows.size(), std::size_t(2));
    }
    void suggestsNoFlagsOnDoubt()
    {
        const auto unknown = source::suggestFrom(source::memoryInput("meterNo,alarmTime,value(L),leaking\n"
                                                                     "12,2026-11-22T08:00:00Z,5,7\n"),
                                                 "test");
        MS_VERIFY_OK(unknown);
        QVERIFY(!unknown->complete);
        QVERIFY(joined(unknown->notes).contains(QStringLiteral("what means raised")));
        const auto both = source::suggestFrom(source::memoryInput("meterNo,alarmTime,value(L),alarmCode,leaking\n"
                                                                  "12,2026-11-22T08:00:00Z,5,E1,1\n"),
                                              "test");
        MS_VERIFY_OK(both);
        QVERIFY(!both->complete && both->profile.flags.empty());
    }
    // A device's push with its services: the suggestion reads it as it stands.
    void suggestsServices()
    {
        std::string push = kPush;  // one time only, or a person must choose
        push.replace(push.find(",\"eventTime\":\"20261122T080000Z\""), 31, "");
        const auto made = source::suggestFrom(source::memoryInput(push + "\n"), "test");
        MS_VERIFY_OK(made);
        const MappingProfile& profile = made->profile;
        QCOMPARE(qs(profile.mn.name.value_or("")), QStringLiteral("deviceId"));
        QCOMPARE(qs(profile.value.name.value_or("")),
                 QStringLiteral("services[serviceId=WaterMeter].data.positiveCumulativeFlow"));
        QCOMPARE(qs(profile.alarmTime.name.value_or("")), QStringLiteral("services[serviceId=WaterMeter].eventTime"));
        QCOMPARE(profile.flags.size(), std::size_t(3));
        QCOMPARE(qs(profile.flags.front().code), QStringLiteral("lowBatteryAlarm"));
        const auto outcome = readAll(push, profile);
        QCOMPARE(qs(outcome.failure + outcome.rejectList()), QString());
        QCOMPARE(outcome.rows.size(), std::size_t(2));
    }
    void suggestsArrays()
    {
        const std::string line =
            R"({"data":{"meterNo":"12","list":[{"alarmCode":"E1","alarmTime":"2026-11-22T08:00:00Z",)"
            R"("value":1},{"alarmCode":"E2","alarmTime":"2026-11-22T08:01:00Z","value":2}]}})";
        const auto made = source::suggestFrom(source::memoryInput(line + "\n"), "test");
        MS_VERIFY_OK(made);
        QCOMPARE(qs(made->profile.mn.name.value_or("")), QStringLiteral("data.meterNo"));
        QCOMPARE(qs(made->profile.alarmCode.name.value_or("")), QStringLiteral("data.list[].alarmCode"));
        QCOMPARE(made->firstRows.size(), std::size_t(2));
        const auto outcome = readAll(line, made->profile);
        QCOMPARE(qs(outcome.failure + outcome.rejectList()), QString());
        QCOMPARE(outcome.rows.size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(TestPathsAndFlags)
#include "tst_paths_and_flags.moc"
