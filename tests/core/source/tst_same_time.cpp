// Records that contradict each other: what each answer leaves out.
#include "meterseal/source/same_time.h"
#include "support/qt.h"
#include "support/source_support.h"
#include "support/temporary_folder.h"

#include <QTest>

using namespace meterseal;

class TestSameTime : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        // Rows 1, 3 and 5 contradict each other, so do 2 and 4; row 6 says what row 2 says.
        test::writeFile(m_folder / "f.csv", "mn,alarmCode,alarmTime,value\n"
                                            "1,LEAK,2026-01-01T00:00:00Z,1\n2,LEAK,2026-01-01T00:00:00Z,1\n"
                                            "1,LEAK,2026-01-01T00:00:00Z,2\n2,LEAK,2026-01-01T00:00:00Z,2\n"
                                            "1,LEAK,2026-01-01T00:00:00Z,3\n2,LEAK,2026-01-01T00:00:00Z,1\n"
                                            "1,BURST,2026-01-01T00:00:00Z,9\n");
    }

    void eachAnswer_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("values");  // that are read then, meter:value
        QTest::newRow("both") << "both"
                              << "1:1 2:1 1:2 2:2 1:3 2:1 1:9";
        QTest::newRow("first") << "first"
                               << "1:1 2:1 2:1 1:9";
        QTest::newRow("last") << "last"
                              << "2:2 1:3 2:1 1:9";
        QTest::newRow("none") << "none"
                              << "2:1 1:9";
    }
    void eachAnswer()
    {
        QFETCH(QString, answer);
        QFETCH(QString, values);
        MappingProfile profile = test::plainProfile();
        const RecordSummary summary = surveyRecords(m_folder / "f.csv", profile, {}).value();
        QCOMPARE(summary.otherValue, std::uint64_t(3));
        const Question question = sameTimeQuestion(summary);
        QCOMPARE(question.candidates.size(), std::size_t(4));
        profile.leaveOut = rowsToLeaveOut(summary, answer.toStdString()).value();
        const auto source = RecordSource::open(m_folder / "f.csv", profile, {});
        MS_VERIFY_OK(source);
        QStringList read;
        std::vector<SourceRow> rows;
        while (const std::size_t count = (*source)->read(rows, 100).value()) {
            for (std::size_t i = 0; i < count; ++i) {
                read << qs(rows[i].record.mn) + u':' + QString::number(rows[i].record.value);
            }
        }
        QCOMPARE(read.join(u' '), values);
    }

    void whatIsNoAnswer()
    {
        RecordSummary summary = surveyRecords(m_folder / "f.csv", test::plainProfile(), {}).value();
        MS_VERIFY_REASON(rowsToLeaveOut(summary, "some"), "source.same-time");
        summary.otherValue = 20'000;  // of which not all rows are known
        MS_VERIFY_REASON(rowsToLeaveOut(summary, "first"), "source.same-time");
        MS_VERIFY_OK(rowsToLeaveOut(summary, "both"));
    }

private:
    test::TemporaryFolder m_folder;
};

QTEST_APPLESS_MAIN(TestSameTime)
#include "tst_same_time.moc"
