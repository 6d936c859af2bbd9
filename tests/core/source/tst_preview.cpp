// The head of a file raw and mapped, row by row, and marked rows copied out.
#include "meterseal/source/preview.h"
#include "support/qt.h"
#include "support/source_support.h"
#include "support/temporary_folder.h"

#include <nlohmann/json.hpp>

using namespace meterseal;

namespace {

const std::string kRow = "4711,LEAK,2026-11-22T08:00:00.000Z,1.5\n";
const std::string kHeader = "mn,alarmCode,alarmTime,value\n";

}  // namespace

class TestPreview : public QObject {
    Q_OBJECT
private slots:
    void rawBesideMapped()
    {
        const test::TemporaryFolder folder;
        const auto file = folder / "a.csv";
        test::writeFile(file, kHeader + kRow + "4711,LEAK,yesterday,2\n4711,LEAK,2026-11-22T09:00:00.000Z\n" + kRow);
        const auto preview = previewRecords(file, test::plainProfile());
        MS_VERIFY_OK(preview);
        QVERIFY(!preview->fault);
        QCOMPARE(preview->columns, std::vector<std::string>({"mn", "alarmCode", "alarmTime", "value"}));
        QCOMPARE(preview->rows.size(), std::size_t(4));
        QCOMPARE(preview->good, 2u);
        QCOMPARE(preview->rejected, 2u);
        QVERIFY(!preview->more);
        QCOMPARE(preview->separator, std::string(","));
        QCOMPARE(preview->rows[0].record->mn, std::string("4711"));
        QCOMPARE(preview->rows[1].cells[2], std::string("yesterday"));
        QCOMPARE(preview->rows[1].reject->column, std::size_t(3));
        QCOMPARE(preview->rows[1].line, 3u);
        QCOMPARE(preview->rows[2].reject->reason, std::string("source.columns"));
        QCOMPARE(preview->rows[2].cells.size(), std::size_t(3));
    }

    void aProfileThatDoesNotFitStillShowsTheRows()
    {
        const test::TemporaryFolder folder;
        const auto file = folder / "a.csv";
        test::writeFile(file, kHeader + kRow);
        MappingProfile profile = test::plainProfile();
        profile.mn.name = "no such column";
        const auto preview = previewRecords(file, profile);
        MS_VERIFY_OK(preview);
        QVERIFY(preview->fault.has_value());
        QCOMPARE(preview->fault->reason, std::string("source.header"));
        QCOMPARE(preview->rows.size(), std::size_t(1));
        QVERIFY(!preview->rows[0].record && !preview->rows[0].reject);
        profile.mn = {};
        QVERIFY(previewRecords(file, profile)->fault->reason.starts_with("profile."));
        MS_VERIFY_REASON(previewRecords(folder / "none.csv", profile), "source.not-found");
    }

    void onlyTheHeadOfALargeFile()
    {
        const test::TemporaryFolder folder;
        const auto file = folder / "large.csv";
        std::string text = kHeader;
        while (text.size() < 3u << 20) {
            text += "4711,LEAK,not a time,1.5\n";  // no row is good: a reader alone would run to the end
        }
        test::writeFile(file, text);
        const auto preview = previewRecords(file, test::plainProfile());
        MS_VERIFY_OK(preview);
        QCOMPARE(preview->rows.size(), std::size_t(100));
        QCOMPARE(preview->rejected, 100u);
        QVERIFY(preview->more);
        // A row that the head cuts is not shown as a fault of the file.
        const auto wide = folder / "wide.csv";
        const std::string cell(200 * 1024, 'x');
        const std::string row = "4711,LEAK,2026-11-22T08:00:00.000Z,1," + cell + "\n";
        test::writeFile(wide, "mn,alarmCode,alarmTime,value,note\n" + row + row + row + row);
        const auto cut = previewRecords(wide, test::plainProfile());
        MS_VERIFY_OK(cut);
        QCOMPARE(cut->rows.size(), std::size_t(2));
        QCOMPARE(cut->good, 2u);
        QVERIFY(cut->more);
    }

    void jsonMembersAreColumns()
    {
        const test::TemporaryFolder folder;
        const auto file = folder / "a.jsonl";
        test::writeFile(file, "{\"mn\":\"1\",\"alarmCode\":\"A\",\"alarmTime\":\"2026-11-22T08:00:00Z\",\"value\":1}\n"
                              "[1]\n{\"mn\":\"2\",\"extra\":null}\n");
        const auto preview = previewRecords(file, test::plainProfile(FileFormat::JsonLines));
        MS_VERIFY_OK(preview);
        QCOMPARE(preview->columns.size(), std::size_t(5));
        QCOMPARE(preview->rows[1].cells, std::vector<std::string>{"[1]"});
        QCOMPARE(preview->good, 1u);
        QCOMPARE(preview->rejected, 2u);
    }

    void markedJsonRows_data()
    {
        QTest::addColumn<bool>("array");
        QTest::newRow("lines") << false;
        QTest::newRow("array") << true;
    }
    void markedJsonRows()
    {
        QFETCH(bool, array);
        const test::TemporaryFolder folder;
        const auto file = folder / "a.json";
        const std::vector<std::string> rows{"{\"a\":1}", "{\"a\": \"two\", \"b\":[ 2 ] }", "[3]"};
        test::writeFile(file, array ? "[" + rows[0] + ",\n" + rows[1] + ",\n" + rows[2] + "]"
                                    : rows[0] + "\n" + rows[1] + "\n" + rows[2] + "\n");
        const std::vector<MarkedRow> marked{{2, "r.two", "second \"row\""}, {3, "r.three", "third"}, {9, "r", "none"}};
        const auto target = folder / "out.json";
        const auto copied =
            copyMarkedRows(file, test::plainProfile(array ? FileFormat::Json : FileFormat::JsonLines), marked, target);
        MS_VERIFY_OK(copied);
        QCOMPARE(*copied, 2u);
        std::string text = test::readFile(target);
        if (!array) {
            text.replace(text.find('\n'), 1, ",");
            text = "[" + text + "]";
        }
        const auto out = nlohmann::json::parse(text);
        QCOMPARE(out.size(), std::size_t(2));
        QVERIFY(out[0]["a"] == "two" && out[0]["b"][0] == 2);
        QVERIFY(out[0]["rejectReason"] == "r.two" && out[0]["rejectMessage"] == "second \"row\"");
        QVERIFY(out[1]["rejectedText"] == "[3]" && out[1]["rejectReason"] == "r.three");
    }

    void stoppedCopyLeavesNothing()
    {
        const test::TemporaryFolder folder;
        test::writeFile(folder / "a.csv", kHeader + kRow);
        std::stop_source stop;
        stop.request_stop();
        const std::vector<MarkedRow> marked{{1, "r", "m"}};
        MS_VERIFY_REASON(
            copyMarkedRows(folder / "a.csv", test::plainProfile(), marked, folder / "out.csv", stop.get_token()),
            "source.stopped");
        QVERIFY(!std::filesystem::exists(folder / "out.csv"));
        QVERIFY(!std::filesystem::exists(folder / "out.csv.part"));
        MS_VERIFY_REASON(copyMarkedRows(folder / "a.csv", test::plainProfile(), marked, "/nonexistent/out.csv"),
                         "source.rejects-io");
    }
};

QTEST_APPLESS_MAIN(TestPreview)
#include "tst_preview.moc"
