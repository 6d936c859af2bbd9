#include "meterseal/source/suggestion.h"
#include "source/suggest/column_name.h"
#include "source/suggest/suggest.h"
#include "source_dir.h"
#include "support/qt.h"
#include "support/source_support.h"
#include "support/temporary_folder.h"

#include <algorithm>

using namespace meterseal;

namespace {

const std::string kSampleProfile = test::readFile(METERSEAL_SOURCE_DIR "/resources/sample/daiad.profile.json");

ProfileSuggestion suggest(std::string_view bytes)
{
    return source::suggestFrom(source::memoryInput(bytes), "test").value();
}

bool hasNote(const ProfileSuggestion& suggestion, const char* words)
{
    const auto says = [words](const SuggestionNote& note) { return note.message.find(words) != std::string::npos; };
    return std::any_of(suggestion.notes.begin(), suggestion.notes.end(), says) ||
           std::any_of(suggestion.questions.begin(), suggestion.questions.end(),
                       [&says](const Question& question) { return says(question.about); });
}

}  // namespace

class TestProfile : public QObject {
    Q_OBJECT

private slots:
    void sampleIsItsOwnPrettyForm()
    {
        const auto profile = parseProfile(kSampleProfile);
        MS_VERIFY_OK(profile);
        QCOMPARE(qs(profileToJson(*profile)), qs(kSampleProfile));
        QCOMPARE(qs(profile->timeZone), QStringLiteral("Europe/Madrid"));
        QCOMPARE(qs(*profile->alarmCode.constant), QStringLiteral("READING"));
    }
    void everythingSurvives()
    {
        MappingProfile profile;
        profile.encoding = Encoding::Gb18030;
        profile.separator = "\xef\xbc\x8c";
        profile.header = false;
        profile.skipRows = 3;
        profile.mn.column = 1;
        profile.alarmCode.column = 2;
        profile.alarmTime.column = 3;
        profile.value.column = 4;
        profile.timeFormat = "%d/%m/%Y %H:%M";
        profile.timeZone = "Asia/Shanghai";
        profile.ambiguous = AmbiguousTime::Later;
        profile.skipped = SkippedTime::ShiftForward;
        profile.decimalMark = ',';
        profile.thousandsMark = ".";
        profile.unit = "m3";
        profile.scale = 0.001;
        profile.alarmCodes = {{"低电量", "lowBatteryAlarm"}};
        profile.skipAfterHeader = 1;
        profile.textMarker = true;
        profile.timeParts.push_back({std::nullopt, 5, std::nullopt});
        profile.century = 1900;
        profile.cutFiner = true;
        profile.summer = {"S"};
        profile.winter = {"W"};
        profile.noValue = {"", "-"};
        profile.scaleFrom = FieldSource{std::nullopt, 6, std::nullopt};
        profile.scaleWords = {{"L", 0.001}};
        const std::string json = profileToJson(profile);
        const auto again = parseProfile(json);
        MS_VERIFY_OK(again);
        QCOMPARE(qs(profileToJson(*again)), qs(json));
        QVERIFY(again->ambiguous == AmbiguousTime::Later && again->skipped == SkippedTime::ShiftForward);
        QVERIFY(again->scale == 0.001 && again->encoding == Encoding::Gb18030 && again->skipRows == 3);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* name, const char* from, const char* to, const char* reason) {
            std::string json = kSampleProfile;
            const std::size_t at = json.find(from);
            QVERIFY(at != std::string::npos);
            json.replace(at, std::string_view(from).size(), to);
            QTest::newRow(name) << QByteArray::fromStdString(json) << QByteArray(reason);
        };
        row("not JSON", "{", "", "profile.json");
        row("duplicate member", "\"header\"", "\"format\": \"json\", \"header\"", "profile.json");
        row("unknown member", "skipRows", "skipLines", "profile.unknown-member");
        row("unknown inner member", "\"zone\"", "\"timezone\"", "profile.unknown-member");
        row("format", "delimited", "xml", "profile.member");
        row("encoding", "utf-8", "utf-7", "profile.member");
        row("header not boolean", "true", "1", "profile.member");
        row("skipRows negative", "\"skipRows\": 0", "\"skipRows\": -1", "profile.member");
        row("fields not object", "\"mn\": {", "\"mn\": [{}], \"x\": {", "profile.member");
        row("two sources", "\"name\": \"V1\"", "\"name\": \"V1\", \"column\": 1", "profile.field");
        row("no source", "\"name\": \"V1\"", "", "profile.field");
        row("column 0", "\"name\": \"V1\"", "\"column\": 0", "profile.member");
        row("name without header", "\"header\": true", "\"header\": false", "profile.field");
        row("separator of two", "\";\"", "\";;\"", "profile.separator");
        row("separator a quote", "\";\"", "\"\\\"\"", "profile.separator");
        row("zone", "Europe/Madrid", "Europe/Atlantis", "profile.time-zone");
        row("time format", "%d/%m", "%q/%m", "profile.time-format");
        row("constant", "READING", " READING", "profile.constant");
        row("no zone", "\"zone\": \"Europe/Madrid\",", "", "profile.zone-missing");
        row("century", "\"zone\"", "\"century\": 1950, \"zone\"", "profile.member");
        row("part of a time", "\"alarmTime\": {", "\"alarmTime\": {\"and\": [{}],", "profile.field");
        row("no value", "\"unit\"", "\"noValue\": \"-\", \"unit\"", "profile.member");
        row("scale of a row", "\"unit\"", "\"scaleFrom\": {}, \"unit\"", "profile.field");
        row("words of a scale", "\"unit\"", "\"scaleFrom\": {\"column\": 1, \"words\": {\"L\": 0}}, \"unit\"",
            "profile.scale");
        row("scale 0", "\"scale\": 1", "\"scale\": 0", "profile.scale");
        row("scale text", "\"scale\": 1", "\"scale\": \"1\"", "profile.member");
        row("decimal mark", "\"decimalMark\": \".\"", "\"decimalMark\": \"..\"", "profile.decimal-mark");
        row("column in JSON", "\"delimited\"", "\"json\", \"alarmCodes\": {\"a\": 1}", "profile.member");
        row("bad code", "\"number\"", "\"alarmCodes\": {\"a\": \"\"}, \"number\"", "profile.alarm-codes");
        QTest::newRow("array") << QByteArray("[]") << QByteArray("profile.json");
        QTest::newRow("empty") << QByteArray("{}") << QByteArray("profile.field");
        QTest::newRow("huge") << QByteArray(2000000, ' ') << QByteArray("profile.too-long");
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, reason);
        MS_VERIFY_REASON(parseProfile(json.toStdString()), reason.constData());
    }
    void files()
    {
        const test::TemporaryFolder folder;
        MS_VERIFY_REASON(loadProfile(folder / "none.json"), "source.not-found");
        test::writeFile(folder / "bad.json", "{");
        const auto bad = loadProfile(folder / "bad.json");
        MS_VERIFY_REASON(bad, "profile.json");
        QVERIFY(bad.error().message.find("bad.json") != std::string::npos);
        test::writeFile(folder / "good.json", "\xef\xbb\xbf" + kSampleProfile);
        MS_VERIFY_OK(loadProfile(folder / "good.json"));
        MS_VERIFY_REASON(suggestProfile(folder / "none.csv"), "source.not-found");
    }

    void aliases()
    {
        using source::classifyColumn;
        using source::Field;
        for (const char* name :
             {"meterNo", "meter_no", "WaterMeterNo", "METER ID", "devid", "imei", "表号", "水表编号"}) {
            QVERIFY2(classifyColumn(name).field == Field::Mn, name);
        }
        for (const char* name : {"alarm_code", "ErrorNo", "告警类型"}) {
            QVERIFY2(classifyColumn(name).field == Field::AlarmCode, name);
        }
        for (const char* name : {"evnetTime", "bus_date", "采集时间", "timestamp"}) {
            QVERIFY2(classifyColumn(name).field == Field::AlarmTime, name);
        }
        QVERIFY(classifyColumn("累计流量（m3）").field == Field::Value);
        QCOMPARE(qs(classifyColumn("累计流量（m3）").unit), QStringLiteral("m3"));
        QCOMPARE(qs(classifyColumn("value [L]").unit), QStringLiteral("L"));
        for (const char* name : {"status", "户号", "userno", "userNo"}) {
            QVERIFY2(!classifyColumn(name).field && classifyColumn(name).refused, name);
        }
        QVERIFY(classifyColumn("id").doubtful && classifyColumn("type").doubtful);
        QVERIFY(!classifyColumn("remark").field && !classifyColumn("").field);
    }

    void protocolFormIsInNoDoubt()
    {
        constexpr std::string_view kLine =
            R"({"alarmCode":"LEAK","alarmTime":"2026-11-20T00:00:00.000Z","mn":"4711","value":1.5})";
        const auto lines = undoubtedProfile(suggest(std::string(kLine) + "\n" + std::string(kLine) + "\n"));
        QVERIFY(lines && lines->format == FileFormat::JsonLines && *lines->alarmTime.name == "alarmTime");
        const auto array = undoubtedProfile(suggest("[" + std::string(kLine) + "]"));
        QVERIFY(array && array->format == FileFormat::Json);
        QVERIFY(!undoubtedProfile(suggest(R"({"alarmCode":"LEAK","alarmTime":"20.11.2026","mn":"1","value":1})")));
        const auto unit = undoubtedProfile(
            suggest(R"({"alarmCode":"A","alarmTime":"2026-11-20T00:00:00Z","mn":"1","value":1,"unit":"L"})"));
        QVERIFY(unit && *unit->scaleFrom->name == "unit" && unit->scaleWords.size() == 1);
        const auto table = undoubtedProfile(suggest("mn,alarmCode,alarmTime,value\n1,A,2026-11-20T00:00:00Z,1\n"));
        QVERIFY(table && table->format == FileFormat::Delimited);
    }
    void suggestsComplete()
    {
        const std::string file = "report of today\n\nmeterNo;告警类型;eventTime;value(L);status\n"
                                 "0012;低电量;2026-11-22T08:00:00+08:00;1,5;1\n";
        const auto suggestion = suggest(file);
        QVERIFY2(suggestion.complete, suggestion.notes.empty() ? "" : suggestion.notes.back().message.c_str());
        const MappingProfile& profile = suggestion.profile;
        QCOMPARE(profile.skipRows, std::size_t(2));
        QCOMPARE(qs(profile.separator), QStringLiteral(";"));
        QCOMPARE(profile.decimalMark, ',');
        QCOMPARE(qs(profile.unit), QStringLiteral("L"));
        QVERIFY(hasNote(suggestion, "\"status\" is not used"));
        QCOMPARE(suggestion.columns.size(), std::size_t(5));
        QCOMPARE(suggestion.firstRows.size(), std::size_t(1));
        QCOMPARE(qs(test::readAll(file, profile).recordList()),
                 QStringLiteral("{\"alarmCode\":\"低电量\",\"alarmTime\":\"2026-11-22T00:00:00.000Z\",\"mn\":\"0012\","
                                "\"value\":1.5}\n"));
    }

    void doubts_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("note");
        const std::string header = "mn,alarmCode,alarmTime,value(L)\n";
        const auto row = [](const char* name, const std::string& bytes, const char* note) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(note);
        };
        const std::string time = "2026-11-22T08:00:00Z";
        row("day or month", header + "1,E,03/04/2026 08:00,1\n", "day and month");
        row("zone", header + "1,E,2026-11-22 08:00,1\n", "offset from UTC");
        row("comma", header + "1,E," + time + ",\"1,234\"\n", "decimal or a thousands");
        row("no code in a table without names", "1000,E," + time + ",1\n1000,F," + time + ",2\n", "READING says");
        row("two ids", "mn,imei,alarmCode,alarmTime,value(L)\n1,2,E," + time + ",1\n",
            "Which column holds the meters' ids");
        row("customer", "户号,alarmCode,alarmTime,value(L)\n1,E," + time + ",1\n", "No column names a meter");
        row("damaged id", header + "4.01E+11,E," + time + ",1\n", "E notation");
        row("rounded id", header + "123456789012345000,E," + time + ",1\n", "15 digits and then zeros");
        row("no header", "1,E," + time + ",1\n2,E," + time + ",2\n", "no header");
        row("time unknown", header + "1,E,yesterday,1\n", "No known time format");
        row("value text", header + "1,E," + time + ",much\n", "Not all values");
        row("no rows", "", "no rows");
        row("one column", "mn\n1\n", "No separator");
    }
    void doubts()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, note);
        const auto suggestion = suggest(bytes.toStdString());
        QVERIFY(!suggestion.complete);
        QVERIFY2(hasNote(suggestion, note.constData()),
                 suggestion.notes.empty() ? "no notes" : suggestion.notes.back().message.c_str());
    }
    void takesWhatStandsOut()
    {
        const std::string time = "2026-11-22T08:00:00Z";
        for (const std::string& file :
             {"mn,alarmCode,alarmTime,value\n1,E," + time + ",1\n", "mn,alarmTime,value(L)\n1," + time + ",1\n",
              "id,alarmCode,alarmTime,value(L)\n1,E," + time + ",1\n",
              "mn,alarmCode,alarmTime,value(L)\n1,\xb7\xb4\xc1\xf7," + time + ",1\n"}) {
            QVERIFY2(suggest(file).complete, file.c_str());
        }
        // A name that speaks a little louder does not decide between two columns of numbers.
        const auto two = suggest("mn,alarmTime,electricity_1,electricity_1_returned\n1," + time + ",5,0\n");
        QVERIFY(!two.complete && two.questions.size() == 1 && two.questions.front().key == "value");
        const auto hours = suggest("CUPS;Fecha;Hora;Consumo\nES1;26/10/2024;1;0,1\nES1;26/10/2024;2;0,1\n"
                                   "ES1;26/10/2024;3;0,1\n");
        QVERIFY(!hours.complete && hasNote(hours, "several records on a day"));
    }
    void monthFirstIsToldByLargeDays()
    {
        const std::string rows = "mn,alarmCode,alarmTime,value(L)\n1,E,03/04/2026 08:00,1\n1,E,03/25/2026 08:00,1\n";
        QCOMPARE(qs(suggest(rows).profile.timeFormat), QStringLiteral("%m/%d/%Y %H:%M"));
    }
    void suggestsJson()
    {
        const std::string object =
            "{\"devid\":\"1\",\"errorNo\":9,\"ctime\":1763798400000,\"peakFlow\":1,\"x\":{\"y\":1}}";
        for (const std::string& file : {"[" + object + "]", object + "\n" + object + "\n"}) {
            const auto suggestion = suggest(file);
            QVERIFY(suggestion.profile.format == (file.front() == '[' ? FileFormat::Json : FileFormat::JsonLines));
            QCOMPARE(qs(suggestion.profile.timeFormat), QStringLiteral("unix-ms"));
            QVERIFY(!suggestion.complete && hasNote(suggestion, "unit"));
            QCOMPARE(test::readAll(file, suggestion.profile).rejects.size(), std::size_t(0));
        }
        QVERIFY(!suggest("[" + std::string(60000, '[')).complete);
    }
    void suggestsForTheSample()
    {
        const auto suggestion = suggestProfile(METERSEAL_SOURCE_DIR "/resources/sample/daiad-alicante-extract.csv");
        MS_VERIFY_OK(suggestion);
        QVERIFY(!suggestion->complete);
        QVERIFY(suggestion->profile.header);
        QCOMPARE(qs(suggestion->profile.separator), QStringLiteral(";"));
        QCOMPARE(suggestion->firstRows.size(), std::size_t(100));
    }
};

QTEST_APPLESS_MAIN(TestProfile)
#include "tst_profile.moc"
