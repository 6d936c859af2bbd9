// Exports in the dress of real systems (tests/vectors/exports): what is asked, and the records that come out once it is
// answered. Small files of kinds that were once misread (tests/vectors/cases).
#include "meterseal/record/health_record.h"
#include "meterseal/source/record_survey.h"
#include "meterseal/source/suggestion.h"
#include "source_dir.h"
#include "support/qt.h"
#include "support/source_support.h"
#include "support/temporary_folder.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <set>

using namespace meterseal;

namespace {

const QString kVectors = QStringLiteral(METERSEAL_SOURCE_DIR "/tests/vectors/");
using Answers = std::map<std::string, std::string>;

ProfileSuggestion suggest(const QString& file, const Answers& answers = {})
{
    SuggestionHints hints;
    hints.localZone = "Asia/Shanghai";
    hints.answers = answers;
    return suggestProfile(file.toStdString(), hints).value();
}

QStringList keysOf(const ProfileSuggestion& suggestion)
{
    QStringList keys;
    for (const Question& question : suggestion.questions) {
        keys << qs(question.key);
    }
    keys.sort();
    return keys;
}

QString doubtsIn(const ProfileSuggestion& suggestion)
{
    QString doubts;
    for (const SuggestionNote& note : suggestion.notes) {
        doubts += note.confidence == 0 ? qs(note.reason) + u' ' : QString();
    }
    return doubts.trimmed();
}

test::Outcome read(const QString& file, const MappingProfile& profile)
{
    return test::readAll(test::readFile(file.toStdString()), profile);
}

QStringList sorted(const std::string& lines)
{
    QStringList list = qs(lines).split(u'\n', Qt::SkipEmptyParts);
    list.sort();
    return list;
}

std::string expectedIn(const QString& file)
{
    std::string lines;
    for (const QByteArray& line : QByteArray::fromStdString(test::readFile(file.toStdString())).split('\n')) {
        if (!line.trimmed().isEmpty()) {
            const auto json = nlohmann::json::parse(line.constData());
            HealthRecord record;
            record.mn = json["mn"];
            record.alarmCode = json["alarmCode"];
            record.alarmTime = parseTimestamp(json["alarmTime"].get<std::string>()).value();
            record.value = json["value"];
            appendCanonical(record, lines);
            lines += '\n';
        }
    }
    return lines;
}

Answers answersIn(const QString& folder)
{
    Answers answers;
    const auto json = nlohmann::json::parse(test::readFile((folder + "/answers.json").toStdString()));
    for (const auto& [key, answer] : json.items()) {
        answers[key] = answer.get<std::string>();
    }
    return answers;
}

}  // namespace

class TestExports : public QObject {
    Q_OBJECT

private slots:
    void exports_data()
    {
        QTest::addColumn<QString>("folder");
        for (const QString& name : QDir(kVectors + "exports").entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QTest::newRow(qPrintable(name)) << kVectors + "exports/" + name;
        }
    }
    void exports()
    {
        QFETCH(QString, folder);
        QStringList files = QDir(folder).entryList(QDir::Files);
        files.removeAll("answers.json");
        files.removeAll("expected.jsonl");
        QCOMPARE(files.size(), qsizetype(1));
        const QString file = folder + "/" + files.front();
        const Answers answers = answersIn(folder);
        QStringList keys;
        for (const auto& [key, answer] : answers) {
            keys << qs(key);
        }
        QCOMPARE(keysOf(suggest(file)), keys);
        const ProfileSuggestion answered = suggest(file, answers);
        QCOMPARE(doubtsIn(answered), QString());
        QVERIFY2(answered.complete, qPrintable(keysOf(answered).join(u' ')));
        // As it is kept beside the workspace.
        const auto kept = parseProfile(profileToJson(answered.profile));
        MS_VERIFY_OK(kept);
        const auto outcome = read(file, *kept);
        QCOMPARE(sorted(outcome.recordList()), sorted(expectedIn(folder + "/expected.jsonl")));
    }

    // A day of which one value or time cannot be read gives no record, and the reject says which column it is.
    void daysInARowAreReadWholeOrNotAtAll()
    {
        const auto profileWith = [](const char* value, const char* code) {
            return parseProfile(QStringLiteral(R"({"fields": {"mn": {"constant": "WM1"}, "alarmCode": %2,
                "alarmTime": {"name": "day"}, "value": %1}, "time": {"format": "%Y-%m-%d %H:%M", "zone": "Europe/Madrid"},
                "number": {"noValue": [""]}})")
                                    .arg(value, code)
                                    .toStdString());
        };
        constexpr const char* kClock = R"({"clock": [{"name": "01:00"}, {"name": "two", "time": "02:00"}]})";
        constexpr const char* kReading = R"({"constant": "READING"})";
        const auto profile = profileWith(kClock, kReading);
        MS_VERIFY_OK(profile);
        // 02:00 was never shown on the third day.
        const auto outcome =
            test::readAll("day,01:00,two\n2026-03-27,1,2\n2026-03-28,1,x\n2026-03-29,1,2\n2026-03-30,,\n"
                          "2026-03-31,,7\n",
                          *profile);
        QCOMPARE(outcome.rows.size(), std::size_t(3));
        QCOMPARE(outcome.rows[1].row, std::uint64_t(1));
        QCOMPARE(qs(formatTimestamp(outcome.rows[1].record.alarmTime)), QStringLiteral("2026-03-27T01:00:00.000Z"));
        QCOMPARE(outcome.rows[2].record.value, 7.0);
        QCOMPARE(outcome.quietRows, std::uint64_t(1));
        QCOMPARE(outcome.rejects.size(), std::size_t(2));
        QCOMPARE(qs(outcome.rejects[0].reason), QStringLiteral("source.value"));
        QCOMPARE(outcome.rejects[0].column, std::size_t(3));
        QCOMPARE(qs(outcome.rejects[1].reason), QStringLiteral("source.time-skipped"));
        QCOMPARE(outcome.rejects[1].column, std::size_t(3));
        QCOMPARE(mostRecordsOfRow(*profile), std::size_t(2));

        MS_VERIFY_REASON(profileWith(R"({"clock": [{"name": "01:00"}], "name": "two"})", kReading), "profile.field");
        MS_VERIFY_REASON(profileWith(R"({"clock": [{"column": 2}]})", kReading), "profile.field");
        MS_VERIFY_REASON(profileWith(kClock, R"({"flags": [{"name": "leak"}]})"), "profile.field");
    }

    void suggests_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("asked");   // keys of questions
        QTest::addColumn<QString>("format");  // of the times
        QTest::addColumn<QString>("record");  // the first one, once the zone is Asia/Shanghai and the meter WM0001
        const auto row = [](const char* name, const char* asked, const char* format, const char* record) {
            QTest::newRow(name) << name << asked << format << record;
        };
        row("01-compact-time-14-digits", "time.zone", "%Y%m%d%H%M%S", "2024-09-30T22:30:00.000Z 101.25");
        row("02-compact-time-12-digits", "time.zone", "%Y%m%d%H%M", "2024-09-30T22:30:00.000Z 101.25");
        row("12-date-and-time-in-two-columns", "time.zone", "%d.%m.%Y %H:%M", "2024-09-30T16:15:00.000Z 124.5");
        row("13-point-is-a-thousands-mark", "", "rfc3339", "2024-10-01T00:00:00.000Z 1000");
        row("17-nanosecond-times", "time.finer", "rfc3339", "2025-05-05T21:25:39.455Z 9480600");
        row("18-hour-24", "time.zone", "%Y-%m-%d %H:%M:%S", "2024-09-30T17:00:00.000Z 125.25");
        row("19-am-pm", "time.zone", "%m/%d/%Y %I:%M:%S %p", "2024-10-12T16:30:00.000Z 412.25");
        row("20-two-digit-year-preamble-date-time", "mn time.zone", "%d.%m.%y %H:%M", "2022-10-29T03:39:00.000Z 381");
        row("26-content-not-names", "mn time.zone", "%Y-%m-%d %H:%M", "2025-02-28T16:00:00.000Z 0");
        row("27-microsecond-unix-times", "", "unix-us", "2024-10-02T06:30:00.000Z 101.25");
        row("32-names-in-notes-are-not-names-in-profiles", "time.format time.zone", "%d.%m.%Y %H:%M",
            "2024-09-30T22:30:00.000Z 101.25");
        row("44-placeholders-for-no-value", "", "rfc3339", "2024-10-01T06:30:00.000Z 101.25");
        row("48-excel-serial-times", "time.zone", "excel", "2024-10-01T22:00:00.000Z 101.25");
        row("50-day-without-midnight", "time.zone", "%Y-%m-%d", "2024-09-05T16:00:00.000Z 100.25");
    }
    void suggests()
    {
        QFETCH(QString, name);
        QFETCH(QString, asked);
        QFETCH(QString, format);
        QFETCH(QString, record);
        const QString folder = kVectors + "cases/" + name;
        const QString file = folder + "/" + QDir(folder).entryList({"input.*"}).value(0);
        QCOMPARE(keysOf(suggest(file)).join(u' '), asked);
        const Answers known{
            {"mn", "WM0001"}, {"time.zone", "Asia/Shanghai"}, {"time.finer", "cut"}, {"time.format", "%d.%m.%Y %H:%M"}};
        Answers answers;
        std::copy_if(known.begin(), known.end(), std::inserter(answers, answers.end()),
                     [&asked](const auto& answer) { return asked.split(u' ').contains(qs(answer.first)); });
        const ProfileSuggestion answered = suggest(file, answers);
        QVERIFY2(answered.complete, qPrintable(keysOf(answered).join(u' ') + doubtsIn(answered)));
        QCOMPARE(qs(answered.profile.timeFormat), format);
        const MappingProfile& profile = answered.profile;
        const auto outcome = read(file, profile);
        QVERIFY(!outcome.rows.empty());
        const HealthRecord& first = outcome.rows.front().record;
        QCOMPARE(qs(formatTimestamp(first.alarmTime) + " " + nlohmann::json(first.value).dump())
                     .replace(QRegularExpression("\\.0$"), ""),
                 record);
    }

    // What bytes alone do not tell is asked, with what each encoding would make of them.
    void encodingsAreAsked()
    {
        const QString leak = kVectors + "cases/gbk-leak-word-is-valid-utf8/input.csv";
        QCOMPARE(keysOf(suggest(leak)), QStringList{"encoding"});
        const ProfileSuggestion chinese = suggest(leak, {{"encoding", "gb18030"}});
        QVERIFY2(chinese.complete, qPrintable(keysOf(chinese).join(u' ') + doubtsIn(chinese)));
        QCOMPARE(qs(read(leak, chinese.profile).rows.front().record.alarmCode), QStringLiteral("漏水"));
        const QString latin = kVectors + "cases/latin1-read-as-gb18030/input.csv";
        const ProfileSuggestion asked = suggest(latin);
        QCOMPARE(keysOf(asked), QStringList{"encoding"});
        QVERIFY(std::any_of(asked.questions.front().candidates.begin(), asked.questions.front().candidates.end(),
                            [](const Candidate& one) {
                                return one.answer == "latin-1" &&
                                       one.shown.front().find("Störung") != std::string::npos;
                            }));
        const ProfileSuggestion german = suggest(latin, {{"encoding", "latin-1"}});
        QCOMPARE(qs(read(latin, german.profile).rows.front().record.alarmCode), QStringLiteral("Störung"));
    }

    // The profile of each case as it stands there; what must not come out in silence does not.
    void profilesOfCases()
    {
        const auto profileOf = [](const char* name) {
            return parseProfile(test::readFile((kVectors + "cases/" + name + "/profile.json").toStdString()));
        };
        const auto outcomeOf = [&](const char* name, MappingProfile profile) {
            const QString folder = kVectors + "cases/" + name;
            return read(folder + "/" + QDir(folder).entryList({"input.*"}).value(0), profile);
        };
        MS_VERIFY_REASON(profileOf("14-literal-Z-with-a-zone"), "profile.time-format");
        MS_VERIFY_REASON(profileOf("20-two-digit-year-preamble-date-time"), "profile.time-format");  // no century
        const auto unknown = profileOf("32-names-in-notes-are-not-names-in-profiles");
        MS_VERIFY_REASON(unknown, "profile.unknown-member");
        QVERIFY(unknown.error().message.find("time") != std::string::npos);
        QVERIFY(outcomeOf("18-hour-24", *profileOf("18-hour-24")).rejects.empty());
        QCOMPARE(outcomeOf("19-am-pm", *profileOf("19-am-pm")).rows.size(), std::size_t(48));
        const auto days = outcomeOf("50-day-without-midnight", *profileOf("50-day-without-midnight"));
        QCOMPARE(days.rows.size(), std::size_t(4));
        QCOMPARE(qs(formatTimestamp(days.rows[2].record.alarmTime)), QStringLiteral("2024-09-08T04:00:00.000Z"));

        MappingProfile inOrder = *profileOf("11-dst-hour-twice-in-order");
        inOrder.ambiguous = AmbiguousTime::InOrder;
        const auto hours = outcomeOf("11-dst-hour-twice-in-order", inOrder);
        std::set<std::int64_t> times;
        for (const SourceRow& row : hours.rows) {
            times.insert(row.record.alarmTime.ms);
        }
        QCOMPARE(times.size(), hours.rows.size());
        QCOMPARE(qs(formatTimestamp(hours.rows[6].record.alarmTime)), QStringLiteral("2024-10-27T01:00:00.000Z"));

        MappingProfile placeholders = *profileOf("44-placeholders-for-no-value");
        placeholders.noValue = {"", "NaN", "-", "Null"};
        const auto gaps = outcomeOf("44-placeholders-for-no-value", placeholders);
        QVERIFY(gaps.rejects.empty() && gaps.quietRows == 4 && gaps.rows.size() == 2);
        MappingProfile finer = *profileOf("17-nanosecond-times");
        QCOMPARE(outcomeOf("17-nanosecond-times", finer).rows.size(), std::size_t(0));
        finer.cutFiner = true;
        QVERIFY(outcomeOf("17-nanosecond-times", finer).rejects.empty());
    }
    // The doubled hour is read in order where the sample shows both of its passes.
    void doubledHourIsSuggestedInOrder()
    {
        const QString file = kVectors + "cases/11-dst-hour-twice-in-order/input.csv";
        QVERIFY(suggest(file, {{"time.zone", "Europe/Amsterdam"}}).profile.ambiguous == AmbiguousTime::InOrder);
        QVERIFY(suggest(file, {{"time.zone", "Asia/Shanghai"}}).profile.ambiguous == AmbiguousTime::Reject);
    }

    void recordsTogether()
    {
        SurveyOptions options;
        options.now = parseTimestamp("2026-11-28T00:00:00.000Z").value();
        options.registeredAt = [](const std::string&) {
            return std::optional(parseTimestamp("2026-01-01T00:00:00.000Z").value());
        };
        const auto survey = [&](const char* name) {
            const QString file = kVectors + "cases/" + name + "/input.csv";
            return surveyRecords(file.toStdString(), suggest(file).profile, options).value();
        };
        const RecordSummary impossible = survey("29-impossible-times");
        QCOMPARE(impossible.inFuture, std::uint64_t(2));
        QCOMPARE(impossible.longPast, std::uint64_t(1));
        QCOMPARE(impossible.beforeRegistration, std::uint64_t(3));
        QCOMPARE(doubtsOf(impossible).size(), std::size_t(3));
        const RecordSummary other = survey("28-same-time-other-value");
        QCOMPARE(other.records, std::uint64_t(12));
        QCOMPARE(other.otherValue, std::uint64_t(1));
        QCOMPARE(other.firstRows, std::vector<std::uint64_t>{3});
        QCOMPARE(other.laterRows, std::vector<std::uint64_t>{11});
        QCOMPARE(other.meters, std::uint64_t(1));
        QCOMPARE(qs(formatTimestamp(other.first)), QStringLiteral("2024-10-01T06:30:00.000Z"));
    }
    void leavesOutWhatAPersonLeftOut()
    {
        const QString file = kVectors + "cases/28-same-time-other-value/input.csv";
        MappingProfile profile = suggest(file).profile;
        profile.leaveOut = {3, 11};
        const auto outcome = read(file, profile);
        QCOMPARE(outcome.rows.size(), std::size_t(10));
        QCOMPARE(outcome.rejects.size(), std::size_t(2));
        QCOMPARE(qs(outcome.rejects.front().reason), QStringLiteral("source.left-out"));
        QCOMPARE(qs(profileToJson(*parseProfile(profileToJson(profile)))), qs(profileToJson(profile)));
    }
};

QTEST_APPLESS_MAIN(TestExports)
#include "tst_exports.moc"
