// Bytes whose encoding is in doubt and rows whose shape is in doubt: read right, or refused with a reason.
#include "source_dir.h"
#include "support/qt.h"
#include "support/source_support.h"
#include "support/temporary_folder.h"

using namespace meterseal;
using test::Outcome;
using test::readAll;

namespace {

Outcome readCase(const std::string& name, std::optional<Encoding> encoding = {})
{
    MappingProfile profile = test::plainProfile();
    profile.mn.name = "meterNo";
    profile.value.name = "value(m3)";
    profile.separator = ",";
    profile.encoding = encoding;
    return readAll(test::readFile(METERSEAL_SOURCE_DIR "/tests/vectors/cases/" + name + "/input.csv"), profile);
}

const std::string kHeader = "mn,alarmCode,alarmTime,value\n";
const std::string kRow = "1,A,2026-01-01T00:00:00Z,1\n";

}  // namespace

class TestShapes : public QObject {
    Q_OBJECT
private slots:
    void encodingsInDoubtAreRefused()
    {
        QCOMPARE(qs(readCase("gbk-leak-word-is-valid-utf8").failure), QString("source.encoding-doubt"));
        QCOMPARE(qs(readCase("gbk-leak-word-is-valid-utf8", Encoding::Gb18030).rows.at(0).record.alarmCode),
                 QString::fromUtf8("漏水"));
        QCOMPARE(qs(readCase("latin1-read-as-gb18030").failure), QString("source.encoding-doubt"));
        QCOMPARE(qs(readCase("latin1-read-as-gb18030", Encoding::Latin1).rows.at(0).record.alarmCode),
                 QString::fromUtf8("Störung"));
        QCOMPARE(qs(readCase("utf16-without-bom").failure), QString("source.encoding-doubt"));
    }

    void plainTextsAreNotInDoubt_data()
    {
        QTest::addColumn<QByteArray>("word");
        for (const char* word : {"Störung", "утечка", "漏水", "m³/h", "°C", "Διαρροή", "à"}) {
            QTest::newRow(word) << QByteArray(word);
        }
    }
    void plainTextsAreNotInDoubt()
    {
        QFETCH(QByteArray, word);
        const Outcome outcome =
            readAll(kHeader + "1," + word.toStdString() + ",2026-01-01T00:00:00Z,1\n", test::plainProfile());
        QCOMPARE(qs(outcome.failure), QString());
        QCOMPARE(qs(outcome.rows.at(0).record.alarmCode), QString::fromUtf8(word));
    }

    // The first block is ASCII only; the word comes long after it.
    void encodingsAreToldFromTheFirstBytesThatSayThem()
    {
        std::string bytes = kHeader;
        while (bytes.size() < 300'000) {
            bytes += kRow;
        }
        const std::string tail = ",2026-01-01T00:00:00Z,1\n";
        QCOMPARE(qs(readAll(bytes + "1,\xc2\xa9\xcb\xae" + tail, test::plainProfile()).failure),
                 QString("source.encoding-doubt"));
        const Outcome chinese = readAll(bytes + "1,\xb5\xcd\xb5\xe7\xc1\xbf" + tail, test::plainProfile());
        QCOMPARE(qs(chinese.failure), QString());
        QCOMPARE(qs(chinese.rows.back().record.alarmCode), QString::fromUtf8("低电量"));
    }

    void shapes()
    {
        QCOMPARE(readCase("unquoted-decimal-comma-empty-last-column").rows.size(), std::size_t(0));
        const Outcome trailing = readCase("header-with-trailing-separator");
        QCOMPARE(qs(trailing.rejectList() + trailing.failure), QString());
        for (const char* name : {"padded-ids", "comma-and-space"}) {
            const Outcome padded = readCase(name);
            QCOMPARE(qs(padded.rejectList() + padded.failure), QString());
            QCOMPARE(qs(padded.rows.at(0).record.mn), QString("WM0001"));
        }
        MappingProfile numbered = test::plainProfile();
        numbered.mn = {{}, 1, {}};
        numbered.alarmCode = {{}, 2, {}};
        numbered.alarmTime = {{}, 3, {}};
        numbered.value = {{}, 4, {}};
        QCOMPARE(qs(readAll(kRow + kRow, numbered).failure), QString("source.header-is-record"));
        const Outcome twice = readAll(kHeader + kRow + "value,mn,alarmCode,alarmTime\n" + kRow, test::plainProfile());
        QCOMPARE(qs(twice.failure), QString("source.second-header"));
        QCOMPARE(twice.rows.size(), std::size_t(1));
        const Outcome blank =
            readAll(kHeader + ",,,\n" + kRow + "1, \"A, B\" ,2026-01-01T00:00:00Z,2\n", test::plainProfile());
        QCOMPARE(qs(blank.rejectList()), QString());
        QCOMPARE(qs(blank.rows.at(1).record.alarmCode), QString("A, B"));
        // An empty field at the end: of every row or of none.
        const std::string semicolons = "mn;alarmCode;alarmTime;value\n1;A;2026-01-01T00:00:00Z;1;\n";
        QCOMPARE(readAll(semicolons, test::plainProfile()).rows.size(), std::size_t(1));
        QCOMPARE(qs(readAll(semicolons + "1;A;2026-01-01T00:00:00Z;1\n", test::plainProfile()).rejectList()),
                 QString("3:0 source.columns\n"));
    }
};

QTEST_APPLESS_MAIN(TestShapes)
#include "tst_shapes.moc"
