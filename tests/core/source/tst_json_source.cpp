#include "meterseal/source/record_source.h"
#include "support/qt.h"
#include "support/source_support.h"

#include <random>

using namespace meterseal;
using test::plainProfile;
using test::readAll;

namespace {

const std::string kObject =
    "{\"alarmCode\":\"E01\",\"alarmTime\":\"2026-11-22T08:00:00.000Z\",\"mn\":\"0012\",\"value\":1.5}";

MappingProfile foreignProfile(FileFormat format)
{
    MappingProfile profile;
    profile.format = format;
    profile.mn.name = "devid";
    profile.alarmCode.name = "errorNo";
    profile.alarmTime.name = "ctime";
    profile.value.name = "peakFlow";
    profile.timeFormat = "unix-ms";
    profile.scale = 0.001;
    profile.alarmCodes = {{"9", "leak"}};
    return profile;
}

}  // namespace

class TestJsonSource : public QObject {
    Q_OBJECT

private slots:
    void lines_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("records");
        QTest::addColumn<QByteArray>("rejects");
        const auto row = [](const char* name, const std::string& bytes, int records, const char* rejects) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << records << QByteArray(rejects);
        };
        const std::string line = kObject + "\n";
        const auto with = [](const std::string& from, const std::string& to) {
            std::string out = kObject;
            out.replace(out.find(from), from.size(), to);
            return out + "\n";
        };
        row("empty", "", 0, "");
        row("one", line, 1, "");
        row("no line break", kObject, 1, "");
        row("CRLF and blank lines", "\r\n" + kObject + "\r\n \t\n" + line, 2, "");
        row("BOM", "\xef\xbb\xbf" + line, 1, "");
        row("other members", with("{", "{\"x\":[{\"mn\":1}],\"y\":null,"), 1, "");
        row("white space", with(":1.5", " : 1.50 "), 1, "");
        row("value as text", with("1.5", "\"1.5\""), 1, "");
        row("id as number", with("\"0012\"", "12"), 1, "");
        row("broken between good", line + "{\"a\":\n" + line, 2, "2:0 source.json\n");
        row("not an object", "[1]\n7\nnull\n" + line, 1,
            "1:0 source.not-an-object\n2:0 source.not-an-object\n3:0 source.not-an-object\n");
        row("two in a line", kObject + line, 0, "1:0 source.json\n");
        row("member missing", with("mn", "nm"), 0, "1:0 source.missing\n");
        row("member null", with("\"E01\"", "null"), 0, "1:1 source.empty\n");
        row("member true", with("1.5", "true"), 0, "1:4 source.member-type\n");
        row("member nested", with("\"0012\"", "{\"a\":1}"), 0, "1:3 source.member-type\n");
        row("member twice", with("\"mn\"", "\"mn\":\"1\",\"mn\""), 0, "1:4 source.duplicate-member\n");
        row("id a fraction", with("\"0012\"", "12.5"), 0, "1:3 source.id-number\n");
        row("id an exponent", with("\"0012\"", "4E11"), 0, "1:3 source.id-number\n");
        row("value 1e400", with("1.5", "1e400"), 0, "1:0 source.json\n");
        row("value 20 digits", with("1.5", "12345678901234567891"), 0, "1:4 source.value-inexact\n");
        row("value NaN", with("1.5", "NaN"), 0, "1:0 source.json\n");
        row("time", with("08:00", "28:00"), 0, "1:2 source.time-hour\n");
        row("bad utf-8", with("E01", "\xff"), 0, "1:0 source.encoding\n");
        row("NUL", with("E01", std::string("E\0", 2)), 0, "1:0 source.json\n");
        row("bomb", std::string(100000, '[') + "\n" + line, 1, "1:0 source.not-an-object\n");
        std::string bomb;
        for (int i = 0; i < 100000; ++i) {
            bomb += "{\"a\":";
        }
        row("object bomb", bomb + "\n" + line, 1, "1:0 source.too-deep\n");
        row("long line", std::string(5000000, ' ') + "x\n" + line, 1, "1:0 source.row-too-long\n");
        row("binary",
            std::string("\x7f"
                        "ELF\x02\x01\0\0\n\0\0",
                        11),
            0, "1:0 source.json\n2:0 source.json\n");
    }
    void lines()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, records);
        QFETCH(QByteArray, rejects);
        MappingProfile profile = plainProfile(FileFormat::JsonLines);
        profile.encoding = Encoding::Utf8;
        const auto outcome = readAll(bytes.toStdString(), profile);
        QCOMPARE(qs(outcome.failure), QString());
        QCOMPARE(qs(outcome.rejectList()), QString::fromUtf8(rejects));
        QCOMPARE(outcome.rows.size(), std::size_t(records));
    }

    void array_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("records");
        QTest::addColumn<QByteArray>("rejects");
        const auto row = [](const char* name, const std::string& bytes, int records, const char* rejects) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << records << QByteArray(rejects);
        };
        row("empty file", "", 0, "1:0 source.truncated\n");
        row("empty array", " [ ] ", 0, "");
        row("two", "[" + kObject + ",\n" + kObject + "]\n", 2, "");
        row("indented",
            "[\n  {\n    \"mn\": \"1\", \"alarmCode\": \"]}{[,\\\"\",\n    \"alarmTime\": "
            "\"2026-11-22T08:00:00Z\",\n    \"value\": 1\n  }\n]",
            1, "");
        row("no array", "7", 0, "1:0 source.json\n");
        row("objects without an array", kObject + "\n" + kObject, 2, "");
        row("truncated after comma", "[" + kObject + ",", 1, "1:0 source.truncated\n");
        row("truncated in object", "[" + kObject + ",\n{\"a\":\"", 1, "2:0 source.truncated\n");
        row("truncated after object", "[" + kObject, 1, "1:0 source.truncated\n");
        row("comma missing", "[" + kObject + "\n" + kObject + "," + kObject + "]", 2, "2:0 source.json\n");
        row("comma too many", "[" + kObject + ",\n,\n" + kObject + "]", 2, "2:0 source.json\n");
        row("comma at the end", "[" + kObject + ",]", 1, "1:0 source.json\n");
        row("comma at the start", "[," + kObject + "]", 1, "1:0 source.json\n");
        row("text after", "[" + kObject + "]\nx", 1, "2:0 source.json\n");
        row("scalars", "[1,\n\"a,]\",null,[1,[2]]," + kObject + "]", 1,
            "1:0 source.not-an-object\n2:0 source.not-an-object\n2:0 source.not-an-object\n2:0 source.not-an-object\n");
        row("stray bracket", "[}," + kObject + "]", 1, "1:0 source.json\n");
        row("nested bomb", std::string(3000000, '['), 0, "1:0 source.truncated\n");
        row("long object", "[{\"a\":\"" + std::string(3000000, '\n') + "\"},\n" + kObject + "]", 1,
            "1:0 source.row-too-long\n");
    }
    void array()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, records);
        QFETCH(QByteArray, rejects);
        const auto outcome = readAll(bytes.toStdString(), plainProfile(FileFormat::Json));
        QCOMPARE(qs(outcome.failure), QString());
        QCOMPARE(qs(outcome.rejectList()), QString::fromUtf8(rejects));
        QCOMPARE(outcome.rows.size(), std::size_t(records));
        if (QByteArray(QTest::currentDataTag()) == "long object") {
            QCOMPARE(outcome.rows.front().line, std::uint64_t(3000002));
        }
    }

    void foreignNames()
    {
        const std::string object = "{\"devid\":401461713227,\"errorNo\":9,\"ctime\":1763798400000,\"peakFlow\":1100}";
        for (const FileFormat format : {FileFormat::Json, FileFormat::JsonLines}) {
            const std::string bytes = format == FileFormat::Json ? "[" + object + "]" : object;
            const auto outcome = readAll(bytes, foreignProfile(format));
            QCOMPARE(qs(outcome.rejectList()), QString());
            QCOMPARE(qs(outcome.recordList()),
                     QStringLiteral("{\"alarmCode\":\"leak\",\"alarmTime\":\"2025-11-22T08:00:00.000Z\","
                                    "\"mn\":\"401461713227\",\"value\":1.1}\n"));
        }
    }

    // The straight and the general way, lines and array, any block boundary: all give the same records.
    void waysAgree()
    {
        std::mt19937 random(17);
        std::string lines;
        std::string array = "[";
        std::string expected;
        for (int i = 0; i < 20000; ++i) {
            HealthRecord record{std::to_string(random()), std::string(1 + random() % 60, 'x'),
                                static_cast<double>(random() % 100000) / 16,
                                Timestamp{static_cast<std::int64_t>(random()) * 777}};
            if (random() % 4 == 0) {
                record.alarmCode = "反\"流\\";
            }
            const std::string bytes = canonicalRecord(record);
            expected += bytes + "\n";
            lines += bytes + (random() % 2 == 0 ? "\n" : " \r\n\n");
            array += (i == 0 ? "" : ",\n") + bytes;
        }
        array += "]";
        const auto fromLines = readAll(lines, plainProfile(FileFormat::JsonLines), 333);
        QCOMPARE(qs(fromLines.rejectList()), QString());
        QVERIFY(fromLines.recordList() == expected);
        const auto fromArray = readAll(array, plainProfile(FileFormat::Json), 5);
        QCOMPARE(qs(fromArray.rejectList()), QString());
        QVERIFY(fromArray.recordList() == expected);
        MappingProfile general = plainProfile(FileFormat::JsonLines);
        general.alarmCodes = {{"none", "other"}};
        QVERIFY(readAll(lines, general).recordList() == expected);
    }
};

QTEST_APPLESS_MAIN(TestJsonSource)
#include "tst_json_source.moc"
