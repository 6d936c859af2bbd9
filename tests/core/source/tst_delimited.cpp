#include "meterseal/source/record_source.h"
#include "support/qt.h"
#include "support/source_support.h"
#include "support/temporary_folder.h"

#include <fmt/format.h>
#include <random>

using namespace meterseal;
using test::plainProfile;
using test::readAll;

namespace {

const std::string kHeader = "mn,alarmCode,alarmTime,value\n";
const std::string kTime = "2026-11-22T08:00:00.000Z";
const std::string kRow = "0012,E01," + kTime + ",1.5\n";
const std::string kRecord = R"({"alarmCode":"E01","alarmTime":"2026-11-22T08:00:00.000Z","mn":"0012","value":1.5})"
                            "\n";

std::string utf16(const std::string& text, bool bigEndian, bool bom)
{
    std::u16string units = QString::fromStdString(text).toStdU16String();
    if (bom) {
        units.insert(units.begin(), u'\ufeff');
    }
    std::string out;
    for (const char16_t unit : units) {
        const char high = static_cast<char>(unit >> 8);
        const char low = static_cast<char>(unit & 0xff);
        out += bigEndian ? high : low;
        out += bigEndian ? low : high;
    }
    return out;
}

}  // namespace

class TestDelimited : public QObject {
    Q_OBJECT

private slots:
    void layouts_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char* name, const std::string& bytes) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes);
        };
        const std::string plain = kHeader + kRow;
        const auto with = [&plain](const std::string& from, const std::string& to) {
            std::string out;
            for (std::size_t at = 0; at < plain.size();) {
                if (plain.compare(at, from.size(), from) == 0) {
                    out += to;
                    at += from.size();
                } else {
                    out += plain[at++];
                }
            }
            return out;
        };
        row("LF", plain);
        row("CRLF", with("\n", "\r\n"));
        row("CR", with("\n", "\r"));
        row("no last line break", plain.substr(0, plain.size() - 1));
        row("semicolon", with(",", ";"));
        row("tab", with(",", "\t"));
        row("bar", with(",", "|"));
        row("full-width comma", with(",", "\xef\xbc\x8c"));
        row("BOM", "\xef\xbb\xbf" + plain);
        row("UTF-16LE", utf16(plain, false, true));
        row("UTF-16BE", utf16(plain, true, true));
        row("blank lines", "\n\n" + kHeader + "\n\r\n" + kRow + "\n\n");
        row("all quoted", "\"mn\",\"alarmCode\",\"alarmTime\",\"value\"\n\"0012\",\"E01\",\"" + kTime + "\",\"1.5\"\n");
        row("other order", "value,mn,x,alarmTime,alarmCode\n1.50,0012,,\"" + kTime + "\",E01\n");
        row("spaces around header names", "mn , alarmCode,\talarmTime ,value\n" + kRow);
        row("text formula id", kHeader + "=\"0012\",E01," + kTime + ",1.5\n");
        row("quoted text formula id", kHeader + "\"=\"\"0012\"\"\",E01," + kTime + ",1.5\n");
        row("apostrophe id", kHeader + "'0012,E01," + kTime + ",1.5\n");
        row("tab before id", kHeader + "\t0012,E01," + kTime + ",1.5\n");
        row("separators at the end", kHeader + "0012,E01," + kTime + ",1.5,,,\n");
    }
    void layouts()
    {
        QFETCH(QByteArray, bytes);
        MappingProfile profile = plainProfile();
        profile.textMarker = true;
        const auto outcome = readAll(bytes.toStdString(), profile);
        QCOMPARE(qs(outcome.failure), QString());
        QCOMPARE(qs(outcome.rejectList()), QString());
        QCOMPARE(qs(outcome.recordList()), qs(kRecord));
    }
    // An apostrophe may belong to a code: the same record as JSON has it too.
    void nothingIsUnwrappedUnlessTheProfileSaysSo()
    {
        const std::string line = kHeader + "0012,'E01," + kTime + ",1.5\n";
        QVERIFY(readAll(line, plainProfile()).recordList().find("\"alarmCode\":\"'E01\"") != std::string::npos);
        MappingProfile profile = plainProfile();
        profile.textMarker = true;
        QVERIFY(readAll(line, profile).recordList().find("\"alarmCode\":\"'E01\"") != std::string::npos);
        QCOMPARE(qs(readAll(kHeader + "'0012,E01," + kTime + ",1.5\n", plainProfile()).rejectList()),
                 QStringLiteral("2:1 source.mn\n"));
    }
    void timeInParts()
    {
        MappingProfile profile = plainProfile();
        profile.alarmTime.name = "Datum";
        profile.timeParts = {{"Zeit", std::nullopt, std::nullopt}};
        profile.timeFormat = "%d.%m.%Y %H:%M";
        profile.timeZone = "Europe/Berlin";
        const std::string header = "mn,alarmCode,value,Zeit,Datum\n";
        const auto good = readAll(header + "0012,E01,1.5,09:00,22.11.2026\n", profile);
        QCOMPARE(qs(good.recordList()), qs(kRecord));
        QCOMPARE(qs(readAll(header + "0012,E01,1.5,,22.11.2026\n", profile).rejectList()),
                 QStringLiteral("2:5 source.time-form\n"));
    }
    void rowsWithoutAReadingAreQuiet()
    {
        MappingProfile profile = plainProfile();
        profile.noValue = {"", "-", "NaN", "9999"};
        std::string file = kHeader;
        for (const char* value : {"1.5", "", " - ", "NaN", "9999", "99990", "nan"}) {
            file += "0012,E01," + kTime + "," + value + "\n";
        }
        const auto outcome = readAll(file, profile);
        QCOMPARE(outcome.rows.size(), std::size_t(2));
        QCOMPARE(outcome.quietRows, std::uint64_t(4));
        QCOMPARE(qs(outcome.rejectList()), QStringLiteral("8:4 source.value\n"));
    }
    void aColumnScalesItsRow()
    {
        MappingProfile profile = plainProfile();
        profile.scaleFrom = FieldSource{"unit", std::nullopt, std::nullopt};
        profile.scaleWords = {{"m3", 1}, {"L", 0.001}};
        const std::string header = "mn,alarmCode,alarmTime,value,unit\n";
        const std::string front = "0012,E01," + kTime + ",";
        const auto outcome = readAll(header + front + "1.5,m3\n" + front + "1500,L\n" + front + "3,gal\n", profile);
        QCOMPARE(qs(outcome.recordList()), qs(kRecord + kRecord));
        QCOMPARE(qs(outcome.rejectList()), QStringLiteral("4:4 source.unit\n").replace(":4", ":5"));
        profile.scaleWords.clear();
        QCOMPARE(qs(readAll(header + front + "15,0.1\n", profile).recordList()), qs(kRecord));
    }
    void rowsAfterTheHeaderArePassedOver()
    {
        MappingProfile profile = plainProfile();
        profile.skipAfterHeader = 1;
        const auto outcome = readAll(kHeader + "-,-,dd.MM.yyyy,m3\n" + kRow, profile);
        QCOMPARE(qs(outcome.recordList()), qs(kRecord));
        QCOMPARE(qs(outcome.rejectList()), QString());
    }

    void encodings_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("encoding");  // -1: detected
        QTest::addColumn<QByteArray>("code");
        const std::string gbk = "\xb7\xb4\xc1\xf7";  // 反流
        const auto file = [](const std::string& code) {
            return QByteArray::fromStdString(kHeader + "1," + code + "," + kTime + ",1\n");
        };
        QTest::newRow("UTF-8") << file("反流") << -1 << QByteArray("反流");
        QTest::newRow("GBK detected") << file(gbk) << -1 << QByteArray("反流");
        QTest::newRow("GBK named") << file(gbk) << int(Encoding::Gb18030) << QByteArray("反流");
        QTest::newRow("GB18030 four bytes")
            << file("\x81\x30\x81\x30") << int(Encoding::Gb18030) << QByteArray("\xc2\x80");
        QTest::newRow("Latin-1") << file("fuga \xe9") << int(Encoding::Latin1) << QByteArray("fuga é");
        QTest::newRow("UTF-16LE") << QByteArray::fromStdString(
                                         utf16(kHeader + "1,反流😀," + kTime + ",1\n", false, false))
                                  << int(Encoding::Utf16Le) << QByteArray("反流😀");
    }
    void encodings()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, encoding);
        QFETCH(QByteArray, code);
        MappingProfile profile = plainProfile();
        if (encoding >= 0) {
            profile.encoding = static_cast<Encoding>(encoding);
        }
        const auto outcome = readAll(bytes.toStdString(), profile);
        QCOMPARE(qs(outcome.failure), QString());
        if (code == "\xc2\x80") {  // a control character: decoded, then refused
            QCOMPARE(qs(outcome.rejectList()), QStringLiteral("2:2 source.alarm-code\n"));
            return;
        }
        QCOMPARE(qs(outcome.rejectList()), QString());
        QCOMPARE(qs(outcome.rows.at(0).record.alarmCode), QString::fromUtf8(code));
    }

    void fileRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("empty") << QByteArray() << QByteArray("source.separator");
        QTest::newRow("latin-1 unnamed") << QByteArray("mn,alarmCode,alarmTime,value\n1,\xe9,2,3\n")
                                         << QByteArray("source.encoding-doubt");
        QTest::newRow("column missing") << QByteArray("mn,alarmTime,value\n1,2,3\n") << QByteArray("source.header");
        QTest::newRow("column twice") << QByteArray("mn,mn,alarmCode,alarmTime,value\n1,1,2,3,4\n")
                                      << QByteArray("source.header");
        QTest::newRow("two separators fit")
            << QByteArray("mn;a,alarmCode;b\n1;2,3;4\n") << QByteArray("source.separator");
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\x02\x01\x01\0\0\0\xff\xfe\x80",
                                              13)
                                << QByteArray("source.encoding-doubt");
    }
    void fileRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, reason);
        QCOMPARE(qs(readAll(bytes.toStdString(), plainProfile()).failure), QString::fromUtf8(reason));
    }
    void bomAgainstProfile()
    {
        MappingProfile profile = plainProfile();
        profile.encoding = Encoding::Utf8;
        QCOMPARE(qs(readAll(utf16(kHeader, false, true), profile).failure), QStringLiteral("source.encoding"));
    }

    void rejects_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QByteArray>("expected");
        const std::string rest = "," + kTime + ",1";
        const auto row = [](const char* name, const std::string& bytes, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(expected);
        };
        row("id empty", ",E01" + rest, "2:1 source.empty");
        row("id in E notation", "4.01462E+11,E01" + rest, "2:1 source.id-damaged");
        row("id with a space", "12 34,E01" + rest, "2:1 source.mn");
        row("id with a tab before it", "\t1234,E01" + rest, "2:1 source.mn");
        row("code empty", "1," + rest, "2:2 source.empty");
        row("code control",
            "1,a\x01"
            "b" +
                rest,
            "2:2 source.alarm-code");
        row("value empty", "1,E01," + kTime + ",", "2:4 source.empty");
        row("value text", "1,E01," + kTime + ",n/a", "2:4 source.value");
        row("value NaN", "1,E01," + kTime + ",NaN", "2:4 source.value");
        row("value 1e400", "1,E01," + kTime + ",1e400", "2:4 source.value-rounded");
        row("value 20 digits", "1,E01," + kTime + ",12345678901234567890", "2:4 source.value-inexact");
        row("decimal comma unquoted", "1,E01," + kTime + ",1,5", "2:0 source.columns");
        row("decimal comma quoted", "1,E01," + kTime + ",\"1,5\"", "2:4 source.value");
        row("too few columns", "1,E01", "2:0 source.columns");
        row("time empty", "1,E01,,1", "2:3 source.empty");
        row("time local", "1,E01,22/11/2026 08:00,1", "2:3 source.time-form");
        row("text after quote", "\"1\"x,E01" + rest, "2:1 source.quote");
        row("unclosed quote", "1,\"E01" + rest, "2:2 source.unclosed-quote");
        row("bad utf-8", "1,E\xff" + rest, "2:0 source.encoding");
        row("NUL", "1,E01" + std::string(1, '\0') + rest, "2:0 source.nul");
    }
    void rejects()
    {
        QFETCH(QByteArray, row);
        QFETCH(QByteArray, expected);
        MappingProfile profile = plainProfile();
        profile.separator = ",";
        profile.encoding = Encoding::Utf8;
        const bool open = expected.contains("unclosed");
        const auto outcome = readAll(kHeader + row.toStdString() + "\n" + kRow, profile);
        QCOMPARE(qs(outcome.failure), QString());
        QCOMPARE(qs(outcome.rejectList()), QString::fromUtf8(expected + "\n"));
        QCOMPARE(qs(outcome.recordList()), open ? QString() : qs(kRecord));  // the row after it is read
        QVERIFY(!outcome.rejects.front().message.empty());
        if (!open && isValidText(row)) {
            QCOMPARE(qs(outcome.rejects.front().original), QString::fromUtf8(row));
        }
    }

    void linesAndRowsAreCounted()
    {
        MappingProfile profile = plainProfile();
        profile.skipRows = 2;
        profile.separator = ",";
        const auto outcome = readAll(
            "report, of \"today\n\n" + kHeader + kRow + "1,\"a\r\nb\r\n\",x,1\r\n\n" + kRow + "1,2\n" + kRow, profile);
        QCOMPARE(outcome.rows.size(), std::size_t(3));
        QCOMPARE(outcome.rows[0].line, std::uint64_t(4));
        QCOMPARE(outcome.rows[0].row, std::uint64_t(1));
        QCOMPARE(outcome.rows[1].line, std::uint64_t(9));
        QCOMPARE(outcome.rows[1].row, std::uint64_t(3));
        QCOMPARE(outcome.rows[2].line, std::uint64_t(11));
        QCOMPARE(qs(outcome.rejectList()), QStringLiteral("5:2 source.alarm-code\n10:0 source.columns\n"));
    }

    void columnsByNumberWithoutHeader()
    {
        MappingProfile profile;
        profile.header = false;
        profile.mn.column = 2;
        profile.alarmCode.constant = "READING";
        profile.alarmTime.column = 1;
        profile.value.column = 3;
        profile.timeFormat = "%d.%m.%Y %H:%M";
        profile.timeZone = "Asia/Shanghai";
        profile.decimalMark = ',';
        profile.scale = 1000;
        profile.separator = ";";
        profile.alarmCodes = {{"x", "y"}};
        const auto outcome = readAll("22.11.2026 16:00;0012;1,1\n1.2.2026 0:00;0013;-0,0005\n", profile);
        QCOMPARE(qs(outcome.rejectList()), QString());
        QCOMPARE(qs(outcome.recordList()), QStringLiteral("{\"alarmCode\":\"READING\",\"alarmTime\":\"2026-11-22T08:00:"
                                                          "00.000Z\",\"mn\":\"0012\",\"value\":1100}\n"
                                                          "{\"alarmCode\":\"READING\",\"alarmTime\":\"2026-01-31T16:00:"
                                                          "00.000Z\",\"mn\":\"0013\",\"value\":-0.5}\n"));
    }

    void alarmCodesAreTranslated()
    {
        MappingProfile profile = plainProfile();
        profile.alarmCodes = {{"低电量", "lowBatteryAlarm"}};
        const auto outcome = readAll(kHeader + "1,低电量," + kTime + ",1\n1,反流," + kTime + ",1\n", profile);
        QCOMPARE(qs(outcome.rows.at(0).record.alarmCode), QStringLiteral("lowBatteryAlarm"));
        QCOMPARE(qs(outcome.rows.at(1).record.alarmCode), QStringLiteral("反流"));
    }

    void longRowIsRejectedAndReadPast_data()
    {
        QTest::addColumn<bool>("quoted");
        QTest::newRow("plain") << false;
        QTest::newRow("quoted") << true;
    }
    void longRowIsRejectedAndReadPast()
    {
        QFETCH(bool, quoted);
        MappingProfile profile = plainProfile();
        profile.separator = ",";
        std::string filling(3 * kMaxRowBytes, 'x');
        if (quoted) {
            for (std::size_t i = 0; i < filling.size(); i += 1000) {
                filling[i] = '\n';
            }
        }
        const std::string quote = quoted ? "\"" : "";
        const auto outcome = readAll(kHeader + "1," + quote + filling + quote + "," + kTime + ",1\r\n" + kRow, profile);
        QCOMPARE(qs(outcome.rejectList()), QStringLiteral("2:0 source.row-too-long\n"));
        QCOMPARE(outcome.rejects.front().original.size(), kMaxOriginalBytes);
        QCOMPARE(outcome.rows.size(), std::size_t(1));
        const std::uint64_t breaks = quoted ? (filling.size() + 999) / 1000 : 0;
        QCOMPARE(outcome.rows.front().line, 3 + breaks);
    }

    // Every block boundary of the window falls somewhere into a row; a slow splitter says what must come out.
    void blockBoundaries()
    {
        std::mt19937 random(11);
        std::string file = kHeader;
        std::string expected;
        for (int i = 0; i < 30000; ++i) {
            std::string code(1 + random() % 40, 'c');
            if (random() % 3 == 0) {
                code += "水,\"表";
            }
            HealthRecord record{std::to_string(random()), code, static_cast<double>(random() % 1000) / 8,
                                Timestamp{static_cast<std::int64_t>(random()) * 1000}};
            std::string quoted = "\"";
            for (const char c : code) {
                quoted += c == '"' ? "\"\"" : std::string(1, c);
            }
            const char* const ends[] = {"\n", "\r\n", "\r", "\n\n"};
            file += fmt::format("{},{}\",{},{}{}", record.mn, quoted, formatTimestamp(record.alarmTime), record.value,
                                ends[random() % 4]);
            appendCanonical(record, expected);
            expected += '\n';
        }
        MappingProfile profile = plainProfile();
        profile.separator = ",";
        for (const std::size_t step : {1, 7, 5000}) {
            const auto outcome = readAll(file, profile, step);
            QCOMPARE(qs(outcome.rejectList()), QString());
            QVERIFY(outcome.recordList() == expected);
        }
    }

    void files()
    {
        const test::TemporaryFolder folder;
        MS_VERIFY_REASON(RecordSource::open(folder / "none.csv", plainProfile(), nullptr), "source.not-found");
        MS_VERIFY_REASON(RecordSource::open(folder.path(), plainProfile(), nullptr), "source.io");
        test::writeFile(folder / "a.csv", kHeader + kRow + "=1+1,E01\n");
        RejectsFile rejects(folder / "rejects.csv", "a.csv");
        auto source = RecordSource::open(folder / "a.csv", plainProfile(),
                                         [&](const RejectedRow& row) { MS_VERIFY_OK(rejects.add(row)); });
        MS_VERIFY_OK(source);
        QVERIFY(!std::filesystem::exists(folder / "rejects.csv"));
        std::vector<SourceRow> rows;
        QCOMPARE((*source)->read(rows, 10).value(), std::size_t(1));
        QCOMPARE((*source)->read(rows, 10).value(), std::size_t(0));
        MS_VERIFY_OK(rejects.close());
        QCOMPARE(rejects.count(), std::uint64_t(1));
        const std::string content = test::readFile(folder / "rejects.csv");
        QVERIFY(content.starts_with("\xef\xbb\xbf"
                                    "file,line,column,reason,message,original\r\na.csv,3,,source.columns,"));
        QVERIFY(content.ends_with(",\"'=1+1,E01\"\r\n"));
    }

    void rejectsFileThatCannotBeWritten()
    {
        RejectsFile rejects("/dev/full", "a.csv");
        RejectedRow row;
        row.original = std::string(100000, 'x');
        const Status added = rejects.add(row);
        const Status closed = rejects.close();
        QVERIFY(!added.ok() || !closed.ok());
    }

private:
    static bool isValidText(const QByteArray& bytes) { return QString::fromUtf8(bytes).toUtf8() == bytes; }
};

QTEST_APPLESS_MAIN(TestDelimited)
#include "tst_delimited.moc"
