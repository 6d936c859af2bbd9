// NEM12 files: every interval is a record with the quality that the file says of it, and nothing that stands against
// the format passes in silence.
#include "meterseal/source/preview.h"
#include "meterseal/source/record_source.h"
#include "meterseal/source/suggestion.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

using namespace meterseal;

namespace {

constexpr const char* kHead = "100,NEM12,202611010000,MDP1,RET1\r\n200,6001234567,E1,1,E1,N1,METSER123,KWH,360,\r\n";

struct Read {
    std::vector<SourceRow> rows;
    std::vector<RejectedRow> rejects;
};

}  // namespace

class TestNem12 : public QObject {
    Q_OBJECT

private slots:
    // 360 minutes: four intervals a day.
    void everyIntervalIsARecord()
    {
        const Read read = anchored(std::string(kHead) + "300,20261101,1.5,2,3,4,A,,,20261102000000,\r\n900\r\n");
        QVERIFY(read.rejects.empty());
        QCOMPARE(read.rows.size(), std::size_t(4));
        const HealthRecord& second = read.rows[1].record;
        QCOMPARE(qs(second.mn), QStringLiteral("6001234567"));
        QCOMPARE(qs(second.alarmCode), QStringLiteral("READING"));
        QCOMPARE(second.value, 2.0);
        QCOMPARE(qs(formatTimestamp(second.alarmTime)), QStringLiteral("2026-11-01T02:00:00.000Z"));  // the end, at +10
    }
    // Parts of a day have their own quality; an interval without a value is no record.
    void everyIntervalHasItsQuality()
    {
        const Read read =
            anchored(std::string(kHead) + "300,20261101,1,2,3,0,V,,,,\n400,1,2,A,,\n400,3,3,E52,,\n400,4,4,N,,\n900\n");
        QVERIFY(read.rejects.empty());
        QCOMPARE(read.rows.size(), std::size_t(3));
        QCOMPARE(qs(read.rows[1].record.alarmCode), QStringLiteral("READING"));
        QCOMPARE(qs(read.rows[2].record.alarmCode), QStringLiteral("READING_ESTIMATED"));
    }
    // Two registers of a meter have values at the same times: their codes tell them apart.
    void registersAreToldApart()
    {
        const Read read =
            anchored("100,NEM12,202611010000,M,R\n200,6001234567,E1B1,1,E1,N1,S1,KWH,720,\n300,20261101,1,2,A,,,,\n"
                     "200,6001234567,E1B1,2,B1,N1,S1,KWH,720,\n300,20261101,3,4,S14,,,,\n900\n");
        QCOMPARE(read.rows.size(), std::size_t(4));
        QCOMPARE(qs(read.rows[0].record.alarmCode), QStringLiteral("READING_E1"));
        QCOMPARE(qs(read.rows[3].record.alarmCode), QStringLiteral("READING_SUBSTITUTED_B1"));
    }
    // Each fault is a reject of its own, and the days beside it are read.
    void whatBreaksTheFormatIsRejected_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("a value too few") << QByteArray("300,20261102,1,2,3,A,,,,\n");
        QTest::newRow("a value too many") << QByteArray("300,20261102,1,2,3,4,5,A,,,,\n");
        QTest::newRow("no such day") << QByteArray("300,20261131,1,2,3,4,A,,,,\n");
        QTest::newRow("no length") << QByteArray("200,6001234568,E1,1,E1,N1,S1,KWH,7,\n");
        QTest::newRow("quality behind the day") << QByteArray("300,20261102,1,2,3,4,V,,,,\n400,3,9,A,,\n400,1,4,A,,\n");
        QTest::newRow("another record") << QByteArray("250,6001234567\n");
    }
    void whatBreaksTheFormatIsRejected()
    {
        QFETCH(QByteArray, line);
        const bool register2 = line.startsWith("200");
        const Read read = anchored(std::string(kHead) + "300,20261101,1,2,3,4,A,,,,\n" + line.toStdString() +
                                   (register2 ? kHead + 34 : "") + "300,20261103,1,2,3,4,A,,,,\n900\n");
        QCOMPARE(read.rejects.size(), std::size_t(1));
        QCOMPARE(qs(read.rejects[0].reason), QStringLiteral("source.columns"));
        QVERIFY2(read.rejects[0].original.find("of the file)") != std::string::npos, read.rejects[0].original.c_str());
        QVERIFY(read.rows.size() >= 8 && read.rows.size() % 4 == 0);
        QCOMPARE(read.rows.back().record.value, 4.0);
    }
    void aFileCutOffIsTold()
    {
        const Read read = anchored(std::string(kHead) + "300,20261101,1,2,3,4,A,,,,\n");
        QCOMPARE(read.rows.size(), std::size_t(4));
        QCOMPARE(read.rejects.size(), std::size_t(1));
        QVERIFY(read.rejects[0].original.find("cut off") != std::string::npos);
    }
    // What a value's time is, the beginning or the end of its interval, is a person's to say; nothing else is asked.
    void theSuggestionAsksForTheTime()
    {
        test::writeFile(m_folder / "n.csv", std::string(kHead) + "300,20261101,1.5,2,3,4,A,,,,\n900\n");
        const auto made = suggestProfile(m_folder / "n.csv", {});
        MS_VERIFY_OK(made);
        QCOMPARE(made->questions.size(), std::size_t(1));
        QCOMPARE(qs(made->questions[0].key), QStringLiteral("alarmTime"));
        QVERIFY(std::any_of(made->notes.begin(), made->notes.end(),
                            [](const SuggestionNote& note) { return note.reason == "source.nem12"; }));
        SuggestionHints hints;
        hints.answers["alarmTime"] = "interval end";
        const auto said = suggestProfile(m_folder / "n.csv", hints);
        MS_VERIFY_OK(said);
        QVERIFY(said->complete);
        QCOMPARE(qs(said->profile.mn.name.value_or("")), QStringLiteral("nmi"));
        QCOMPARE(qs(said->profile.value.name.value_or("")), QStringLiteral("value"));
    }

private:
    Read anchored(const std::string& bytes)
    {
        test::writeFile(m_folder / "n.csv", bytes);
        MappingProfile profile;
        profile.mn.name = "nmi";
        profile.alarmCode.name = "alarm code";
        profile.alarmTime.name = "interval end";
        profile.value.name = "value";
        profile.noValue = {""};
        Read read;
        auto source = RecordSource::open(m_folder / "n.csv", profile, [&read](const RejectedRow& row) {
                          read.rejects.push_back(row);
                      }).value();
        std::vector<SourceRow> some;
        while (const std::size_t count = source->read(some, 64).value()) {
            read.rows.insert(read.rows.end(), some.begin(), some.begin() + static_cast<std::ptrdiff_t>(count));
        }
        return read;
    }

    test::TemporaryFolder m_folder;
};

QTEST_APPLESS_MAIN(TestNem12)
#include "tst_nem12.moc"
