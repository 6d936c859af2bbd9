// Workbooks, databases and packed files: the records that must come out, and what must be refused or told.
#include "source_dir.h"
#include "support/qt.h"
#include "support/source_support.h"
#include "support/table_files.h"
#include "support/temporary_folder.h"

#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sys/resource.h>

using namespace meterseal;
using test::Cells;
using test::SheetXml;
using test::TemporaryFolder;
using test::WorkbookXml;

namespace {

std::filesystem::path caseFile(const std::string& name)
{
    return std::filesystem::path(METERSEAL_SOURCE_DIR "/tests/vectors/cases") / name;
}

std::multiset<std::string> expectedOf(const std::string& name)
{
    std::multiset<std::string> lines;
    std::istringstream in(test::readFile(caseFile(name + "/expected.jsonl")));
    for (std::string line; std::getline(in, line);) {
        const auto json = nlohmann::json::parse(line);
        lines.insert(canonicalRecord({json["mn"], json["alarmCode"], json["value"].get<double>(),
                                      parseTimestamp(json["alarmTime"].get<std::string>(), "time").value()}));
    }
    return lines;
}

MappingProfile named(FileFormat format, const char* mn, const char* code, const char* value, const char* time)
{
    MappingProfile profile;
    profile.format = format;
    profile.mn.name = mn;
    profile.alarmCode.name = code;
    profile.value.name = value;
    profile.alarmTime.name = time;
    profile.timeZone = "Asia/Shanghai";
    return profile;
}

struct Read {
    test::Outcome outcome;
    std::vector<SuggestionNote> notes;

    bool tells(const char* reason) const
    {
        return std::any_of(notes.begin(), notes.end(), [reason](const auto& note) { return note.reason == reason; });
    }
};

Read readFile(const std::filesystem::path& file, const MappingProfile& profile)
{
    Read read;
    const auto rejects = [&read](const RejectedRow& row) { read.outcome.rejects.push_back(row); };
    auto source = RecordSource::open(file, profile, rejects);
    if (!source) {
        read.outcome.failure = source.error().reason;
        return read;
    }
    std::vector<SourceRow> rows;
    for (;;) {
        const auto count = (*source)->read(rows, 7);
        if (!count || *count == 0) {
            read.outcome.failure = count.ok() ? "" : count.error().reason;
            break;
        }
        read.outcome.rows.insert(read.outcome.rows.end(), rows.begin(), rows.end());
    }
    read.notes = (*source)->notes();
    return read;
}

MappingProfile sheetProfile()
{
    return test::plainProfile(FileFormat::Spreadsheet);
}

// A row of the sheet by its cells' XML.
std::string row(int number, const std::string& cells)
{
    return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}
std::string text(const std::string& content)
{
    return "<c t=\"inlineStr\"><is><t>" + content + "</t></is></c>";
}
const std::string kHeader = text("mn") + text("alarmCode") + text("alarmTime") + text("value");

}  // namespace

class TestDoors : public QObject {
    Q_OBJECT
    TemporaryFolder m_folder;

private slots:
    void realExports_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<MappingProfile>("profile");
        MappingProfile sheet = named(FileFormat::Spreadsheet, "表号", "报警代码", "实际值", "报警时间");
        sheet.skipRows = 1;
        sheet.timeFormat = "%Y-%m-%d %H:%M:%S";
        QTest::newRow("xlsx") << "xlsx-alarms/input.xlsx" << sheet;
        QTest::newRow("xls") << "xls-alarms/input.xls" << sheet;
        MappingProfile database = named(FileFormat::Sqlite, "devno", "alarmType", "value", "ctime");
        database.table = "core_water_alarm";
        database.timeFormat = "unix-ms";
        QTest::newRow("sqlite") << "sqlite-alarms/input.db" << database;
        MappingProfile csv = named(FileFormat::Delimited, "表号", "报警代码", "实际值", "报警时间");
        csv.timeFormat = "%Y/%m/%d %H:%M:%S";
        csv.encoding = Encoding::Utf8;
        QTest::newRow("zip of csv") << "zip-of-csv/input.zip" << csv;
        MappingProfile json =
            named(FileFormat::Json, "data[].meter.serial", "", "data[].total.consumption", "data[].time");
        json.alarmCode = {{}, {}, "READING"};
        QTest::newRow("object around the array") << "pretty-object/input.json" << json;
    }
    void realExports()
    {
        QFETCH(QString, file);
        QFETCH(MappingProfile, profile);
        const std::string name = file.toStdString();
        const Read read = readFile(caseFile(name), profile);
        QCOMPARE(qs(read.outcome.failure), QString());
        QCOMPARE(qs(read.outcome.rejectList()), QString());
        std::multiset<std::string> lines;
        for (const SourceRow& one : read.outcome.rows) {
            lines.insert(canonicalRecord(one.record));
        }
        QCOMPARE(lines, expectedOf(name.substr(0, name.find('/'))));
        QCOMPARE(read.tells("source.hidden-sheets"), name.starts_with("xlsx"));
        QCOMPARE(read.tells("source.zip-entry"), name.ends_with(".zip"));
    }

    void aPrettyObjectIsReadAsJsonLinesToo()
    {
        const auto profile = loadProfile(caseFile("pretty-json-object/profile.json"));
        MS_VERIFY_OK(profile);
        const Read read = readFile(caseFile("pretty-json-object/input.json"), *profile);
        QCOMPARE(qs(read.outcome.rejectList() + read.outcome.failure), QString());
        QCOMPARE(read.outcome.rows.size(), std::size_t(5));
    }

    void whatIsNotReadIsNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("word");
        QTest::newRow("pdf") << QByteArray("%PDF-1.7\n") << "PDF";
        QTest::newRow("parquet") << QByteArray("PAR1\x15\x04") << "Parquet";
        QTest::newRow("7z") << QByteArray("7z\xbc\xaf\x27\x1c\0\4", 8) << "7-Zip";
        QTest::newRow("web page") << QByteArray("\n<html><table><tr><td>1") << "HTML";
        QTest::newRow("gzip of pdf") << QByteArray::fromStdString(test::gzipped("%PDF-1.7\n")) << "PDF";
    }
    void whatIsNotReadIsNamed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, word);
        test::writeFile(m_folder / "x.csv", bytes.toStdString());
        const auto source = RecordSource::open(m_folder / "x.csv", test::plainProfile(), {});
        MS_VERIFY_REASON(source, "source.kind");
        QVERIFY(qs(source.error().message).contains(word));
        MS_VERIFY_REASON(suggestProfile(m_folder / "x.csv"), "source.kind");
    }

    void packedFilesAreTakenApart()
    {
        const std::string csv = "mn,alarmCode,alarmTime,value\n1,A,2026-01-01T00:00:00Z,1\n";
        const std::string gz = test::gzipped(csv);
        test::writeFile(m_folder / "a.gz", gz);
        test::writeFile(m_folder / "members.gz", test::gzipped(csv) + test::gzipped("2,A,2026-01-01T00:00:00Z,2\n"));
        test::writeFile(m_folder / "cut.gz", gz.substr(0, gz.size() - 12));
        test::writeZip(m_folder / "two.zip", {{"a.csv", csv}, {"b.csv", csv + "2,A,2026-01-01T00:00:00Z,2\n"}});
        test::writeZip(m_folder / "deep.zip", {{"a.gz", gz}});
        test::writeZip(m_folder / "secret.zip", {{"a.csv", csv}}, "pw");
        test::writeFile(m_folder / "sheet.xlsx.gz", [&] {
            test::writeWorkbook(m_folder / "s.xlsx", workbookOf({{"mn", "alarmCode", "alarmTime", "value"},
                                                                 {"1", "A", "2026-01-01T00:00:00Z", "1"}},
                                                                test::Texts::Inline));
            return test::gzipped(test::readFile(m_folder / "s.xlsx"));
        }());
        MappingProfile plain = test::plainProfile();
        plain.separator = ",";
        QCOMPARE(readFile(m_folder / "a.gz", plain).outcome.rows.size(), std::size_t(1));
        QCOMPARE(readFile(m_folder / "members.gz", plain).outcome.rows.size(), std::size_t(2));
        QCOMPARE(qs(readFile(m_folder / "cut.gz", plain).outcome.failure), QString("source.gzip"));
        QCOMPARE(readFile(m_folder / "deep.zip", plain).outcome.rows.size(), std::size_t(1));
        QCOMPARE(qs(readFile(m_folder / "two.zip", plain).outcome.failure), QString("source.zip-files"));
        QCOMPARE(qs(readFile(m_folder / "secret.zip", plain).outcome.failure), QString("source.zip-encrypted"));
        QCOMPARE(readFile(m_folder / "sheet.xlsx.gz", sheetProfile()).outcome.rows.size(), std::size_t(1));
        plain.entry = "b.csv";
        QCOMPARE(readFile(m_folder / "two.zip", plain).outcome.rows.size(), std::size_t(2));
    }

    void cellsAreReadAsTheyAreShown()
    {
        WorkbookXml book;
        book.styles = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"0000000000\"/><numFmt numFmtId=\"171\" "
                      "formatCode=\"[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm\"/></numFmts><cellXfs>"
                      "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"170\"/><xf "
                      "numFmtId=\"171\"/><xf numFmtId=\"20\"/><xf numFmtId=\"46\"/></cellXfs>";
        book.sharedStrings = "<si><r><t>漏</t></r><r><t xml:space=\"preserve\">水 </t></r><rPh><t>lou</t></rPh></si>";
        book.sheets.push_back(
            {"S",
             "<sheetData>" +
                 row(2, "<c s=\"1\"><v>46327</v></c><c s=\"1\"><v>46327.5</v></c><c s=\"2\"><v>46327.333333333336"
                        "</v></c><c s=\"4\"><v>46327.35902777778</v></c><c s=\"5\"><v>0.25</v></c><c s=\"6\"><v>1.5"
                        "</v></c>") +
                 row(4, "<c s=\"3\"><v>12</v></c><c><v>330106000003</v></c><c><v>1.2345678901234568E+17</v></c><c>"
                        "<v>89.98999999999999</v></c><c t=\"b\"><v>1</v></c><c t=\"s\"><v>0</v></c>") +
                 "</sheetData>"});
        const std::filesystem::path file = m_folder / "cells.xlsx";
        test::writeWorkbook(file, book);
        const Cells cells = test::readCells(file, sheetProfile());
        const Cells wanted{
            {"2026-11-01", "2026-11-01 12:00:00", "2026-11-01 08:00:00", "2026-11-01 08:37:00", "06:00:00", "1.5"},
            {"0000000012", "330106000003", "1.2345678901234568e+17", "89.99", "true", "漏水 "}};
        QCOMPARE(cells, wanted);
        book.date1904 = true;
        test::writeWorkbook(file, book);
        QCOMPARE(qs(test::readCells(file, sheetProfile())[0][0]), QString("2030-11-02"));
    }

    void whatASheetHidesOrCalculatesIsTold()
    {
        WorkbookXml book;
        const std::string good = text("1") + text("A") + text("2026-01-01T00:00:00Z");
        book.sheets.push_back({"S", "<sheetData>" + row(1, kHeader) + row(2, good + "<c><f>1+1</f><v>2</v></c>") +
                                        row(3, good + "<c><f>1+1</f></c>") +
                                        row(4, good + "<c t=\"e\"><v>#N/A</v></c>") + "<row r=\"5\" hidden=\"1\">" +
                                        good + "<c><v>5</v></c></row></sheetData>"});
        book.sheets.push_back({"empty", "<sheetData/>"});
        const std::filesystem::path file = m_folder / "told.xlsx";
        test::writeWorkbook(file, book);
        const Read read = readFile(file, sheetProfile());
        QCOMPARE(qs(read.outcome.rejectList()), QString("3:4 source.cell\n4:4 source.cell\n"));
        QCOMPARE(read.outcome.rows.size(), std::size_t(2));
        QCOMPARE(read.outcome.rows[1].line, 5u);
        QVERIFY(read.tells("source.formulas") && read.tells("source.hidden-rows"));

        book.sheets[1].xml = book.sheets[0].xml;
        test::writeWorkbook(file, book);
        QCOMPARE(qs(readFile(file, sheetProfile()).outcome.failure), QString("source.table"));
        MappingProfile second = sheetProfile();
        second.table = "empty";
        QCOMPARE(readFile(file, second).outcome.rows.size(), std::size_t(2));
        book.sheets[1].hidden = true;
        test::writeWorkbook(file, book);
        const Read hidden = readFile(file, sheetProfile());
        QVERIFY(hidden.outcome.failure.empty() && hidden.tells("source.hidden-sheets"));
    }

    void mergedCellsHoldForTheirWholeRange()
    {
        WorkbookXml book;
        const auto at = [](const char* place, const std::string& content) {
            return "<c r=\"" + std::string(place) + "\" t=\"inlineStr\"><is><t>" + content + "</t></is></c>";
        };
        book.sheets.push_back(
            {"S", "<sheetData>" + row(1, at("A1", "title")) + row(2, kHeader) +
                      row(3, at("A3", "M1") + at("B3", "A") + at("C3", "2026-01-01T00:00:00Z") + at("D3", "1")) +
                      row(4, at("C4", "2026-01-02T00:00:00Z") + at("D4", "2")) +
                      row(5, at("A5", "M2") + at("B5", "A") + at("C5", "2026-01-03T00:00:00Z") + at("D5", "3")) +
                      "</sheetData><mergeCells count=\"3\"><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A3:A4\"/>"
                      "<mergeCell ref=\"B3:B4\"/></mergeCells>"});
        const std::filesystem::path file = m_folder / "merged.xlsx";
        test::writeWorkbook(file, book);
        MappingProfile profile = sheetProfile();
        profile.skipRows = 1;
        const Read read = readFile(file, profile);
        QCOMPARE(qs(read.outcome.rejectList()), QString());
        QCOMPARE(read.outcome.rows.size(), std::size_t(3));
        QCOMPARE(qs(read.outcome.rows[1].record.mn), QString("M1"));
        QVERIFY(read.tells("source.merged-cells"));
    }

    void protectedWorkbooksAreRefused()
    {
        std::string bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
        bytes.resize(2048);
        for (const char c : std::string("EncryptedPackage")) {
            bytes += {c, '\0'};
        }
        test::writeFile(m_folder / "p.xlsx", bytes);
        QCOMPARE(qs(readFile(m_folder / "p.xlsx", sheetProfile()).outcome.failure), QString("source.protected"));
        bytes.resize(2048);
        test::writeFile(m_folder / "p.xls", bytes);
        QCOMPARE(qs(readFile(m_folder / "p.xls", sheetProfile()).outcome.failure), QString("source.workbook"));
    }

    void declaredEntitiesAreRefused()
    {
        WorkbookXml book = workbookOf({{"a", "b"}, {"1", "2"}}, test::Texts::Inline);
        test::writeZip(m_folder / "bomb.xlsx",
                       {{"[Content_Types].xml", "<Types/>"},
                        {"_rels/.rels", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><Relationships/>"}});
        QCOMPARE(qs(readFile(m_folder / "bomb.xlsx", sheetProfile()).outcome.failure), QString("source.workbook"));
    }

    void databasesAreNeitherWrittenNorRun()
    {
        const std::filesystem::path file = m_folder / "d.db";
        test::writeDatabase(file, "x y\"z",
                            {{"mn", "alarmCode", "alarmTime", "value"}, {"1", "A", "2026-01-01T00:00:00Z", "1"}});
        const std::string before = test::readFile(file);
        MappingProfile profile = test::plainProfile(FileFormat::Sqlite);
        test::writeFile(m_folder / "d.db-wal", "rows that are only in the log");
        const Read read = readFile(file, profile);
        QCOMPARE(read.outcome.rows.size(), std::size_t(1));
        QVERIFY(read.tells("source.database-log"));
        QCOMPARE(test::readFile(file), before);
        profile.table = "x; DROP TABLE y";
        QCOMPARE(qs(readFile(file, profile).outcome.failure), QString("source.table"));
        test::writeFile(m_folder / "d.db", before.substr(0, before.size() / 2));
        profile.table.clear();
        QCOMPARE(qs(readFile(file, profile).outcome.failure), QString("source.database"));
        MappingProfile csv = test::plainProfile();
        QCOMPARE(qs(readFile(file, csv).outcome.failure), QString("source.kind"));
    }

    // Random tables in every dress read back equal.
    void everyDressReadsBackEqual()
    {
        std::mt19937 random(13);
        const std::vector<std::string> pieces{"a", "漏水", " ",   "\"", ",",  ";",    "\n", "0012", "1.5",
                                              "é", "&",    "<b>", "'",  "\t", "12,5", "=x", "|",    "水表"};
        for (int round = 0; round < 60; ++round) {
            const std::size_t width = 2 + random() % 5;
            Cells cells(1 + random() % 12, std::vector<std::string>(width));
            for (std::size_t r = 0; r < cells.size(); ++r) {
                for (std::size_t c = 0; c < width; ++c) {
                    for (std::size_t n = random() % 4; n > 0; --n) {
                        cells[r][c] += pieces[random() % pieces.size()];
                    }
                    // A header has names; no row is empty, and none ends early.
                    cells[r][c] += r == 0 || c == 0 || c + 1 == width ? "x" + std::to_string(c) : "";
                }
            }
            MappingProfile text = test::plainProfile();
            text.encoding = Encoding::Utf8;
            text.separator = std::vector<std::string>{",", ";", "\t", "|", "，"}[random() % 5];
            std::string csv;
            for (const auto& line : cells) {
                for (const std::string& cell : line) {
                    csv += (&cell == &line.front() ? "" : text.separator) + "\"";
                    for (const char c : cell) {
                        csv += c == '"' ? "\"\"" : std::string(1, c);
                    }
                    csv += '"';
                }
                csv += random() % 2 == 0 ? "\n" : "\r\n";
            }
            test::writeFile(m_folder / "t.csv", csv);
            test::writeFile(m_folder / "t.csv.gz", test::gzipped(csv));
            test::writeZip(m_folder / "t.zip", {{"t.csv", csv}});
            test::writeWorkbook(m_folder / "inline.xlsx", workbookOf(cells, test::Texts::Inline));
            test::writeWorkbook(m_folder / "shared.xlsx", workbookOf(cells, test::Texts::Shared));
            std::filesystem::remove(m_folder / "t.db");
            test::writeDatabase(m_folder / "t.db", "t", cells);
            for (const char* file : {"t.csv", "t.csv.gz", "t.zip"}) {
                QCOMPARE(test::readCells(m_folder / file, text), cells);
            }
            QCOMPARE(test::readCells(m_folder / "inline.xlsx", sheetProfile()), cells);
            QCOMPARE(test::readCells(m_folder / "shared.xlsx", sheetProfile()), cells);
            QCOMPARE(test::readCells(m_folder / "t.db", test::plainProfile(FileFormat::Sqlite)), cells);
        }
    }

    void aMillionRowsTakeNoMoreMemory()
    {
        WorkbookXml book;
        book.sheets.push_back({"S", "<sheetData>" + row(1, kHeader)});
        std::string& xml = book.sheets[0].xml;
        constexpr int kRows = 1'000'000;
        xml.reserve(std::size_t(kRows) * 190);
        for (int i = 0; i < kRows; ++i) {
            xml += "<row r=\"" + std::to_string(i + 2) + "\"><c><v>" + std::to_string(330'100'000'000 + i % 997) +
                   "</v></c><c t=\"inlineStr\"><is><t>A</t></is></c><c t=\"inlineStr\"><is><t>2026-01-01T00:00:00Z"
                   "</t></is></c><c><v>" +
                   std::to_string(i) + "</v></c></row>";
        }
        xml += "</sheetData>";
        const std::filesystem::path file = m_folder / "million.xlsx";
        test::writeWorkbook(file, book);
        book = {};
        // What was needed to write the workbook is given back, so that its peak does not hide the reader's.
        test::writeFile("/proc/self/clear_refs", "5");
        const auto peakKb = [] {
            const std::string status = test::readFile("/proc/self/status");
            return std::stol(status.substr(status.find("VmHWM:") + 6));
        };
        const long before = peakKb();
        auto source = RecordSource::open(file, sheetProfile(), [](const RejectedRow&) {});
        MS_VERIFY_OK(source);
        std::vector<SourceRow> rows;
        std::uint64_t count = 0;
        double sum = 0;
        while (const std::size_t got = (*source)->read(rows, 1024).value()) {
            for (std::size_t i = 0; i < got; ++i) {
                sum += rows[i].record.value;
            }
            count += got;
        }
        QCOMPARE(count, std::uint64_t(kRows));
        QCOMPARE(sum, double(kRows) * (kRows - 1) / 2);
        const long grown = peakKb() - before;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        qInfo("%ld KiB; the bound holds for builds without a sanitizer, which keeps freed memory", grown);
#else
        QVERIFY2(grown < 32 * 1024, std::to_string(grown).c_str());
#endif
    }
};

QTEST_APPLESS_MAIN(TestDoors)
#include "tst_doors.moc"
