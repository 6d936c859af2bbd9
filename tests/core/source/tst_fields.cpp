// Times, values, ids and CSV cells, one text at a time.
#include "meterseal/record/canonical_json.h"
#include "meterseal/source/csv_writer.h"
#include "source/record_mapper.h"
#include "source/zone.h"
#include "source_dir.h"
#include "support/qt.h"
#include "support/source_support.h"

#include <QFile>

#include <date/tz.h>
#include <random>
#include <sstream>

using namespace meterseal;
using namespace meterseal::source;

class TestFields : public QObject {
    Q_OBJECT

private slots:
    void time_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");  // protocol time, or the reason
        const auto row = [](const char* format, const char* zone, const char* text, const char* expected) {
            QTest::newRow((std::string(format) + " " + text + " " + zone).c_str())
                << format << zone << text << expected;
        };
        const char* const rfc = "rfc3339";
        row(rfc, "UTC", "2026-11-22T08:00:00.000Z", "2026-11-22T08:00:00.000Z");
        row(rfc, "UTC", " 2026-11-22T08:00:00Z ", "2026-11-22T08:00:00.000Z");
        row(rfc, "UTC", "2026-11-22T16:00:00.5+08:00", "2026-11-22T08:00:00.500Z");
        row(rfc, "UTC", "2026-11-22t08:00:00.120000000z", "2026-11-22T08:00:00.120Z");
        row(rfc, "UTC", "2026-11-22 00:30:00-00:30", "2026-11-22T01:00:00.000Z");
        row(rfc, "UTC", "2026-11-22T08:00:00.0001Z", "source.time-fraction");
        row(rfc, "UTC", "2026-11-22T08:00:00", "source.time-offset");
        row(rfc, "UTC", "2026-11-22T08:00:00.", "source.time-form");
        row(rfc, "UTC", "2026-11-22T08:00:00+0800", "source.time-form");
        row(rfc, "UTC", "2026-11-22T08:00:00+24:00", "source.time-form");
        row(rfc, "UTC", "2026-11-22T08:00:60Z", "source.time-value");
        row(rfc, "UTC", "2026-02-29T08:00:00Z", "source.time-value");
        row(rfc, "UTC", "2026-11-22T24:00:00Z", "source.time-hour");
        row(rfc, "UTC", "1970-01-01T00:00:00+01:00", "source.time-value");
        row(rfc, "UTC", "9999-12-31T23:59:59-01:00", "source.time-value");
        row(rfc, "UTC", "", "source.empty");
        row("unix", "UTC", "1489276800", "2017-03-12T00:00:00.000Z");
        row("unix", "UTC", "1489276800.5", "2017-03-12T00:00:00.500Z");
        row("unix", "UTC", "1489276800.0001", "source.time-fraction");
        row("unix", "UTC", "1489276800000", "source.time-implausible");
        row("unix", "UTC", "-1", "source.time-implausible");
        row("unix", "UTC", "1.4892768E+9", "source.time-form");
        row("unix-ms", "UTC", "1489276800000", "2017-03-12T00:00:00.000Z");
        row("unix-ms", "UTC", "0", "source.time-implausible");               // a clock that was never set
        row("unix-ms", "UTC", "20241001063000", "source.time-implausible");  // a date in digits, year 2611
        row("unix-ms", "UTC", "202410010630", "source.time-implausible");
        row("unix-ms", "UTC", "1489276800", "source.time-implausible");  // seconds
        row("unix-ms", "UTC", "253402300800000", "source.time-implausible");
        row("unix-ms", "UTC", "99999999999999999999999", "source.time-implausible");
        row("unix-ms", "UTC", "yesterday", "source.time-form");
        row("unix-us", "UTC", "1727850600000000", "2024-10-02T06:30:00.000Z");
        row("unix-us", "UTC", "1727850600000001", "source.time-fraction");
        row("unix-ns", "UTC", "1727850600123000000", "2024-10-02T06:30:00.123Z");
        row("unix-ns", "UTC", "1727850600123456789", "source.time-fraction");
        row("unix-ns", "UTC", "1727850600123456", "source.time-implausible");
        row("excel", "Asia/Shanghai", "45567.25", "2024-10-01T22:00:00.000Z");
        row("excel", "UTC", "45567.2708333333", "2024-10-02T06:30:00.000Z");
        row("excel", "UTC", "45567.27083", "source.time-serial");
        row("excel", "UTC", "101.25", "source.time-implausible");
        row("excel-1904", "UTC", "44105.25", "2024-10-02T06:00:00.000Z");
        row("%d-%b-%Y %H:%M", "UTC", "05-Jan-2026 06:30", "2026-01-05T06:30:00.000Z");
        row("%d-%b-%Y %H:%M", "UTC", "05-SEPTEMBER-2026 06:30", "2026-09-05T06:30:00.000Z");
        row("%d. %b %Y", "Europe/Berlin", "5. März 2026", "2026-03-04T23:00:00.000Z");
        row("%d %b %Y", "UTC", "5 févr. 2026", "2026-02-05T00:00:00.000Z");
        row("%b %d, %Y %I:%M %p", "UTC", "Dec 31, 2025 11:15 PM", "2025-12-31T23:15:00.000Z");
        row("%d%b%Y", "UTC", "05AUG2026", "2026-08-05T00:00:00.000Z");
        row("%d-%b-%Y", "UTC", "05-Sund-2026", "source.time-form");
        row("%d-%b-%Y", "UTC", "31-Feb-2026", "source.time-value");
        row("%d-%b-%m-%Y", "UTC", "05-Jan-01-2026", "profile.time-format");
        row("%Y-%m-%d %H:%M:%S", "Asia/Shanghai", "2024-10-01 24:00:00", "2024-10-01T16:00:00.000Z");
        row("%Y-%m-%d %H:%M:%S", "Asia/Shanghai", "2024-10-01 24:00:01", "source.time-hour");
        row("%Y-%m-%d %H:%M", "UTC", "2024-12-31 24:00", "2025-01-01T00:00:00.000Z");
        row("%m/%d/%Y %I:%M:%S %p", "America/Chicago", "10/13/2024 12:30:00 AM", "2024-10-13T05:30:00.000Z");
        row("%m/%d/%Y %I:%M:%S %p", "America/Chicago", "10/13/2024 12:30:00 p.m.", "2024-10-13T17:30:00.000Z");
        row("%m/%d/%Y %I:%M:%S %p", "America/Chicago", "10/13/2024 13:30:00 PM", "source.time-value");
        row("%d.%m.%y %H:%M", "Europe/Berlin", "28.03.26 20:00", "2026-03-28T19:00:00.000Z");
        row("%Y-%m-%dT%H:%M:%SZ", "Asia/Shanghai", "2024-10-01T06:30:00Z", "profile.time-format");
        row("%Y-%m-%d", "America/Santiago", "2024-09-08", "2024-09-08T04:00:00.000Z");  // the day began at 01:00
        row("%Y-%m-%d", "America/Havana", "2024-11-03", "2024-11-03T04:00:00.000Z");    // midnight twice: the first
        row("%Y-%m-%d %H:%M", "America/Santiago", "2024-09-08 00:00", "source.time-skipped");
        row("%Y-%m-%d %H:%M %Z", "Europe/Berlin", "2024-10-27 02:30 S", "2024-10-27T00:30:00.000Z");
        row("%Y-%m-%d %H:%M %Z", "Europe/Berlin", "2024-10-27 02:30 W", "2024-10-27T01:30:00.000Z");
        row("%Y-%m-%d %H:%M %Z", "Europe/Berlin", "2024-07-01 02:30 W", "source.time-season");
        row("%Y-%m-%d %H:%M %Z", "Europe/Dublin", "2024-10-27 01:30 W", "2024-10-27T01:30:00.000Z");
        row("%Y-%m-%d %H:%M %Z", "Europe/Dublin", "2024-07-01 01:30 S", "2024-07-01T00:30:00.000Z");
        row("%Y-%m-%d %H:%M %Z", "Europe/Berlin", "2024-07-01 02:30 X", "source.time-form");
        row("%Y%m%dT%H%M%SZ", "UTC", "20261122T080000Z", "2026-11-22T08:00:00.000Z");
        row("%Y%m%dT%H%M%SZ", "UTC", "20261122T260000Z", "source.time-hour");
        row("%Y%m%dT%H%M%S%z", "UTC", "20261122T080000Z", "2026-11-22T08:00:00.000Z");
        row("%Y%m%d%H%M%S%f", "UTC", "20261122080000123", "2026-11-22T08:00:00.123Z");
        row("%Y%m%d", "UTC", "2026112", "source.time-form");
        row("%d/%m/%Y %H:%M:%S", "UTC", "1/2/2026  3:04:05", "2026-02-01T03:04:05.000Z");
        row("%d/%m/%Y %H:%M:%S", "UTC", "13/13/2026 03:04:05", "source.time-value");
        row("%d/%m/%Y %H:%M:%S", "UTC", "01/02/26 03:04:05", "source.time-form");
        row("%d/%m/%Y %H:%M:%S", "UTC", "01/02/2026 03:04:05x", "source.time-form");
        row("%Y年%m月%d日 %H时%M分", "Asia/Shanghai", "2026年11月22日 16时00分", "2026-11-22T08:00:00.000Z");
        row("%Y-%m-%d %H:%M:%S %z", "Asia/Shanghai", "2026-11-22 08:00:00 -0100", "2026-11-22T09:00:00.000Z");
        row("%Y-%m-%d %H:%M", "Europe/Madrid", "2017-03-26 01:59", "2017-03-26T00:59:00.000Z");
        row("%Y-%m-%d %H:%M", "Europe/Madrid", "2017-03-26 02:00", "source.time-skipped");
        row("%Y-%m-%d %H:%M", "Europe/Madrid", "2017-03-26 02:59", "source.time-skipped");
        row("%Y-%m-%d %H:%M", "Europe/Madrid", "2017-03-26 03:00", "2017-03-26T01:00:00.000Z");
        row("%Y-%m-%d %H:%M", "Europe/Madrid", "2017-10-29 01:59", "2017-10-28T23:59:00.000Z");
        row("%Y-%m-%d %H:%M", "Europe/Madrid", "2017-10-29 02:00", "source.time-ambiguous");
        row("%Y-%m-%d %H:%M", "Europe/Madrid", "2017-10-29 02:59", "source.time-ambiguous");
        row("%Y-%m-%d %H:%M", "Europe/Madrid", "2017-10-29 03:00", "2017-10-29T02:00:00.000Z");
        row("%Y-%m-%d %H:%M", "Asia/Shanghai", "1970-01-01 07:59", "source.time-value");
        row("%Y-%m-%d %H:%M", "Asia/Shanghai", "9999-12-31 23:59", "9999-12-31T15:59:00.000Z");
        row("%Y-%m-%d %H:%M", "Mars/Olympus", "2017-10-29 03:00", "profile.time-zone");
        for (const char* bad : {"", "%Y-%m", "%Y-%m-%d %y", "%Y-%m-%d %I", "%Y-%m-%d %H %p", "%Y-%Y-%m-%d",
                                "%Y-%m-%d %M", "%Y%m%d%H%M%S%f%", "%d/%m", "%Y-%m-%d %H:%M:%S.%f%j", "iso"}) {
            row(bad, "UTC", "2017", "profile.time-format");
        }
    }
    void time()
    {
        QFETCH(QString, format);
        QFETCH(QString, zone);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(parsed(format, zone, text, AmbiguousTime::Reject, SkippedTime::Reject), expected);
    }

    void daylightSavingAsTheProfileSays()
    {
        const QString format = "%Y-%m-%d %H:%M";
        const QString zone = "Europe/Madrid";
        QCOMPARE(parsed(format, zone, "2017-10-29 02:30", AmbiguousTime::Earlier, SkippedTime::Reject),
                 QStringLiteral("2017-10-29T00:30:00.000Z"));
        QCOMPARE(parsed(format, zone, "2017-10-29 02:30", AmbiguousTime::Later, SkippedTime::Reject),
                 QStringLiteral("2017-10-29T01:30:00.000Z"));
        QCOMPARE(parsed(format, zone, "2017-03-26 02:30", AmbiguousTime::Reject, SkippedTime::ShiftForward),
                 QStringLiteral("2017-03-26T01:30:00.000Z"));  // 03:30 local
    }

    void doubledHourInOrder_data()
    {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QStringList>("expected");  // hours and minutes of UTC
        const QStringList hour{"01:45", "02:00", "02:30", "02:00", "02:30", "03:00"};
        QTest::newRow("rising") << hour << QStringList{"23:45", "00:00", "00:30", "01:00", "01:30", "02:00"};
        QTest::newRow("falling") << QStringList{"03:15", "03:00", "02:30", "02:00", "02:30", "02:00", "01:45"}
                                 << QStringList{"02:15", "02:00", "01:30", "01:00", "00:30", "00:00", "23:45"};
        QTest::newRow("pairs") << QStringList{"01:30", "02:00", "02:00", "02:30", "02:30", "03:00"}
                               << QStringList{"23:30", "00:00", "01:00", "00:30", "01:30", "02:00"};
        QTest::newRow("begins in it") << QStringList{"02:00", "02:30", "03:00"} << QStringList{"?", "?", "02:00"};
    }
    void doubledHourInOrder()
    {
        QFETCH(QStringList, texts);
        QFETCH(QStringList, expected);
        MappingProfile profile;
        profile.timeFormat = "%Y-%m-%d %H:%M";
        profile.timeZone = "Europe/Amsterdam";
        profile.ambiguous = AmbiguousTime::InOrder;
        TimeParser parser = TimeParser::compile(profile).value();
        for (qsizetype i = 0; i < texts.size(); ++i) {
            for (const char* meter : {"1", "2"}) {  // rows of several meters beside each other
                Timestamp time;
                Refusal refusal;
                const bool good = parser.parse("2024-10-27 " + texts[i].toStdString(), time, refusal, meter);
                QCOMPARE(good ? qs(formatTimestamp(time)).mid(11, 5) : QStringLiteral("?"), expected[i]);
            }
        }
    }
    void finerDigitsAreCutWhereTheProfileSaysSo()
    {
        MappingProfile profile;
        profile.cutFiner = true;
        Timestamp time;
        Refusal refusal;
        QVERIFY(TimeParser::compile(profile)->parse("2025-05-05T21:25:39.455140455Z", time, refusal));
        QCOMPARE(qs(formatTimestamp(time)), QStringLiteral("2025-05-05T21:25:39.455Z"));
        profile.timeFormat = "unix-ns";
        QVERIFY(TimeParser::compile(profile)->parse("1727850600123456789", time, refusal));
        QCOMPARE(qs(formatTimestamp(time)), QStringLiteral("2024-10-02T06:30:00.123Z"));
    }

    // The remembered offset must never differ from what the zone itself says (up to 2037, where the library's tables
    // end).
    void zonesMatchTheLibrary()
    {
        std::mt19937_64 random(5);
        for (const char* name : {"Europe/Madrid", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe",
                                 "Pacific/Apia", "Africa/Casablanca"}) {
            MappingProfile profile;
            profile.timeZone = name;
            ZoneClockCheck check(profile);
            std::int64_t utc = 1000000000000;
            for (int i = 0; i < 20000; ++i) {
                utc = i % 50 == 0 ? static_cast<std::int64_t>(random() % 2100000000000) / 1000 * 1000 : utc + 1800000;
                QVERIFY2(check.agrees(utc), name);
            }
        }
    }
    // What another implementation says of every change of clocks to 2099.
    void zonesMatchAnotherImplementation()
    {
        QFile file(METERSEAL_SOURCE_DIR "/tests/vectors/zones-to-2099.tsv");
        QVERIFY(file.open(QIODevice::ReadOnly));
        int changes = 0, unread = 0;
        for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
            if (line.startsWith('#')) {
                continue;
            }
            const QList<QByteArray> cells = line.trimmed().split('\t');
            const std::int64_t change = cells[1].toLongLong() * 1000;
            const std::int64_t before = cells[2].toLongLong() * 1000;
            const std::int64_t after = cells[3].toLongLong() * 1000;
            ZoneClock clock = ZoneClock::find(cells[0].toStdString()).value();
            using Shown = LocalReading::Shown;
            // A rule with an hour below 0 is not read; what lies beyond the table is then refused, not
            // guessed.
            if (cells[0] == "America/Nuuk") {
                constexpr std::int64_t kTableEnds = 2'145'000'000'000;  // December 2037
                if (change > kTableEnds) {
                    ++unread;
                    QVERIFY2(clock.read(change + before).shown == Shown::Unknown, line);
                    continue;
                }
                if (change > kTableEnds - 30'000'000'000) {
                    continue;  // the last period in the table
                }
            }
            const std::int64_t step = std::abs(after - before);
            for (const std::int64_t away : {std::int64_t(1000), std::int64_t(7'200'000), std::int64_t(3'000'000'000)}) {
                const auto early = clock.read(change - away + before);
                QVERIFY2(early.shown == (after < before && away <= step ? Shown::Twice : Shown::Once), line);
                QCOMPARE(early.utcMs, change - away);
                const auto late = clock.read(change + away + after);
                const bool twice = after < before && away < step;
                QVERIFY2(late.shown == (twice ? Shown::Twice : Shown::Once), line);
                QCOMPARE(twice ? late.laterMs : late.utcMs, change + away);
            }
            if (after > before) {
                QVERIFY2(clock.read(change + before + step / 2).shown == Shown::Never, line);
            }
            ++changes;
        }
        QVERIFY(changes > 1000);
        QVERIFY(unread > 50);
    }

    void value_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("marks");  // decimal mark, then thousands mark
        QTest::addColumn<double>("scale");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, const char* marks, double scale, const char* expected) {
            QTest::newRow((std::string(text) + " " + marks + " " + std::to_string(scale)).c_str())
                << text << marks << scale << expected;
        };
        row("1.10", ".", 1, "1.1");
        row("-0", ".", 1, "0");
        row("+5", ".", 1, "5");
        row("007.50", ".", 1, "7.5");
        row(".5", ".", 1, "0.5");
        row("5.", ".", 1, "5");
        row(" 5 ", ".", 1, "5");
        row("1e3", ".", 1, "source.value-rounded");
        row("1.23457E+11", ".", 1, "source.value-rounded");
        row("1.5E+1", ".", 1, "15");
        row("0E+3", ".", 1, "0");
        row("1.5E-3", ".", 1, "0.0015");
        row("1,5", ".", 1, "source.value");
        row("1,5", ",", 1, "1.5");
        row("1.5", ",", 1, "source.value");
        row("1.234,5", ",.", 1, "1234.5");
        row("1.234", ",.", 1, "1234");
        row("1,234,567.25", ".,", 1, "1234567.25");
        row("1,23,456", ".,", 1, "source.value");
        row("1,2345", ".,", 1, "source.value");
        row(",123", ".,", 1, "source.value");
        row("1,234,", ".,", 1, "source.value");
        row("1 234 567", ". ", 1, "1234567");
        row("12345.5", ".'", 1, "12345.5");
        row("1.2.3", ".", 1, "source.value");
        row("--5", ".", 1, "source.value");
        row("+-5", ".", 1, "source.value");
        row("-", ".", 1, "source.value");
        row(".", ".", 1, "source.value");
        row("0x10", ".", 1, "source.value");
        row("１２", ".", 1, "source.value");
        row("12 L", ".", 1, "source.value");
        row("inf", ".", 1, "source.value");
        row("", ".", 1, "source.empty");
        row("1.1", ".", 1000, "1100");
        row("0.1", ".", 3, "0.3");
        row("1234567", ".", 0.01, "12345.67");
        row("-2.5", ".", -4, "10");
        row("0", ".", 0.001, "0");
        row("123456789012345", ".", 123456789, "source.value-inexact");
        row("1e300", ".", 1e10, "source.value-rounded");
    }
    void value()
    {
        QFETCH(QString, text);
        QFETCH(QString, marks);
        QFETCH(double, scale);
        QFETCH(QString, expected);
        MappingProfile profile;
        profile.decimalMark = marks.toStdString().front();
        profile.thousandsMark = marks.toStdString().substr(1);
        profile.scale = scale;
        const auto reader = ValueReader::make(profile);
        MS_VERIFY_OK(reader);
        double number = 0;
        Refusal refusal;
        const bool good = reader->read(text.toStdString(), number, refusal);
        QCOMPARE(good ? qs(formatNumber(number)) : qs(refusal.reason), expected);
    }
    void valueProfiles()
    {
        MappingProfile profile;
        profile.scale = 0;
        MS_VERIFY_REASON(ValueReader::make(profile), "profile.scale");
        profile.scale = 1;
        profile.decimalMark = ';';
        MS_VERIFY_REASON(ValueReader::make(profile), "profile.decimal-mark");
        profile.decimalMark = ',';
        profile.thousandsMark = ",";
        MS_VERIFY_REASON(ValueReader::make(profile), "profile.thousands-mark");
        profile.thousandsMark = "1";
        MS_VERIFY_REASON(ValueReader::make(profile), "profile.thousands-mark");
    }

    void ids()
    {
        for (const char* damaged : {"4.01E+11", "4E+05", "4,01e+11"}) {
            QVERIFY2(isDamagedId(damaged), damaged);
        }
        for (const char* fine : {"401461713227", "E01", "12E4", "4E+", "E+11", "A1E+11", ""}) {
            QVERIFY2(!isDamagedId(fine), fine);
        }
        QCOMPARE(qs(std::string(withoutTextMarker("=\"0012\""))), QStringLiteral("0012"));
        QCOMPARE(qs(std::string(withoutTextMarker("'0012"))), QStringLiteral("0012"));
        QCOMPARE(qs(std::string(withoutTextMarker("\t0012"))), QStringLiteral("0012"));
        QCOMPARE(qs(std::string(withoutTextMarker("=\""))), QStringLiteral("=\""));
    }

    void cells_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](QByteArray text, QByteArray cell) {
            QTest::newRow(text.toHex().constData()) << text << cell;
        };
        row("", "");
        row("0012", "0012");
        row("a,b", "\"a,b\"");
        row("a\"b", "\"a\"\"b\"");
        row("a\r\nb", "\"a\r\nb\"");
        row("=1+1", "'=1+1");
        row("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        row("+1", "+1");
        row("-1.5e-7", "-1.5e-7");
        row("-1+1", "'-1+1");
        row("+-1", "'+-1");
        row("@SUM(A1)", "'@SUM(A1)");
        row("\tx", "\"'\tx\"");
        row("\rx", "\"'\rx\"");
        row("反流", "反流");
        for (const char* sign : {"＝", "＋", "－", "＠"}) {
            row(QByteArray(sign) + "1+1", QByteArray("'") + sign + "1+1");
        }
    }
    void cells()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(QByteArray::fromStdString(csvCell(text.toStdString())), cell);
    }
    void writer()
    {
        std::ostringstream out;
        CsvWriter writer(out);
        const std::array<std::string, 2> cells{"a", "=b"};
        MS_VERIFY_OK(writer.row(cells));
        QCOMPARE(qs(out.str()), QString::fromUtf8("\xef\xbb\xbf"
                                                  "a,'=b\r\n"));
        out.setstate(std::ios::badbit);
        MS_VERIFY_REASON(writer.row(cells), "csv.write");
    }

private:
    static QString parsed(const QString& format, const QString& zone, const QString& text, AmbiguousTime ambiguous,
                          SkippedTime skipped)
    {
        MappingProfile profile;
        profile.timeFormat = format.toStdString();
        profile.timeZone = zone.toStdString();
        profile.ambiguous = ambiguous;
        profile.skipped = skipped;
        profile.century = format.contains("%y") ? 2000 : 0;
        profile.summer = {"S"};
        profile.winter = {"W"};
        auto parser = TimeParser::compile(profile);
        if (!parser) {
            return qs(parser.error().reason);
        }
        Timestamp time;
        Refusal refusal;
        return parser->parse(text.toStdString(), time, refusal) ? qs(formatTimestamp(time)) : qs(refusal.reason);
    }

    // Writes a UTC time as the zone's clock shows it, reads it back and compares.
    class ZoneClockCheck {
    public:
        explicit ZoneClockCheck(MappingProfile profile)
            : m_zone(date::locate_zone(profile.timeZone)), m_parser(compile(std::move(profile)))
        {}
        bool agrees(std::int64_t utcMs)
        {
            const date::sys_time<std::chrono::milliseconds> sys{std::chrono::milliseconds(utcMs)};
            const auto local = m_zone->to_local(sys);
            const std::string text = formatTimestamp(Timestamp{local.time_since_epoch().count()}).substr(0, 19);
            const auto info = m_zone->get_info(std::chrono::floor<std::chrono::seconds>(local));
            Timestamp time;
            Refusal refusal;
            const bool good = m_parser.parse(text, time, refusal);
            if (info.result == date::local_info::ambiguous) {
                return !good && refusal.reason == "source.time-ambiguous";
            }
            return good && time.ms == utcMs;
        }

    private:
        static TimeParser compile(MappingProfile profile)
        {
            profile.timeFormat = "%Y-%m-%dT%H:%M:%S";
            return TimeParser::compile(profile).value();
        }
        const date::time_zone* m_zone;
        TimeParser m_parser;
    };
};

QTEST_APPLESS_MAIN(TestFields)
#include "tst_fields.moc"
