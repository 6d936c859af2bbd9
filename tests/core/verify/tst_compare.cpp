// Copies of several parties against the ledger, and the search for what was anchored.
#include "support/evidence_world.h"
#include "support/qt.h"

#include "meterseal/verify/compare.h"

using namespace meterseal;
using namespace meterseal::test;

namespace {

OriginalSearchRequest near(const std::vector<HealthRecord>& records, const HealthRecord& anchored)
{
    OriginalSearchRequest request;
    request.leaves = {leafOf(anchored)};
    request.records = records;
    request.alarmCodes = {"LEAK", "READING", "BURST"};
    request.longest = std::chrono::milliseconds(60'000);
    return request;
}

HealthRecord changed(HealthRecord record, double value, std::int64_t laterMs = 0, const char* code = nullptr)
{
    record.value = value;
    record.alarmTime.ms += laterMs;
    record.alarmCode = code != nullptr ? code : record.alarmCode;
    return record;
}

}  // namespace

class TestCompare : public QObject {
    Q_OBJECT
private slots:
    void searchFinds_data();
    void searchFinds();
    void searchSaysWhatItDidNotFind();
    void copiesSideBySide();
    void aMissingReadingIsFoundBetweenItsNeighbours();
    void refusesNoneAndFive();

private:
    EvidenceWorld m_world;
};

void TestCompare::searchFinds_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<qint64>("later");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("kind");
    const QString same = "READING";
    QTest::newRow("code") << 146'000.5 << qint64(0) << "BURST"
                          << "another alarm code";
    QTest::newRow("digit") << 149'000.5 << qint64(0) << same << "one slip of a digit";
    QTest::newRow("digits swapped") << 140'600.5 << qint64(0) << same << "one slip of a digit";
    QTest::newRow("point") << 146'000'500.0 << qint64(0) << same << "the decimal point or the sign";
    QTest::newRow("sign") << -146'000.5 << qint64(0) << same << "the decimal point or the sign";
    QTest::newRow("gallons") << 38'569.25 << qint64(0) << same << "another unit";
    QTest::newRow("steps") << 146'843.9 << qint64(0) << same << "a few steps of the last digit";
    QTest::newRow("zone") << 146'000.5 << qint64(8 * 3'600'000) << same << "another time zone";
    QTest::newRow("a second") << 146'000.5 << qint64(17'000) << same << "another time";
    QTest::newRow("two slips") << 196'090.5 << qint64(0) << same << "two slips of digits";
}

void TestCompare::searchFinds()
{
    QFETCH(const double, value);
    QFETCH(const qint64, later);
    QFETCH(const QString, code);
    QFETCH(const QString, kind);
    const HealthRecord local = changed(m_world.day(0, 1)[3], 146'000.5);
    const HealthRecord anchored = changed(local, value, later, code.toUtf8().constData());
    const OriginalSearchResult result = searchOriginals(near({local}, anchored));
    QCOMPARE(result.found.size(), std::size_t(1));
    QVERIFY(result.found[0].record == anchored);
    QCOMPARE(QString::fromUtf8(result.found[0].kind.data(), qsizetype(result.found[0].kind.size())), kind);
}

void TestCompare::searchSaysWhatItDidNotFind()
{
    const HealthRecord local = changed(m_world.day(0, 1)[3], 146'000.5);
    const OriginalSearchResult nothing = searchOriginals(near({local}, changed(local, 0.123456789)));
    QVERIFY(nothing.found.empty());
    QVERIFY(nothing.whole);
    QVERIFY(nothing.candidates > 50'000);
    std::stop_source stop;
    stop.request_stop();
    const OriginalSearchResult stopped =
        searchOriginals(near({local}, changed(local, 0.123456789)), {}, stop.get_token());
    QVERIFY(!stopped.whole);
    OriginalSearchRequest whole = near({local}, changed(local, 99'999.9));
    whole.registerDigits = 6;
    QCOMPARE(searchOriginals(whole).found.size(), std::size_t(1));
}

void TestCompare::copiesSideBySide()
{
    const std::vector<HealthRecord> anchored = m_world.day(0, 2);
    std::vector<HealthRecord> a = anchored, b = anchored, c = anchored;
    b[7].value = a[7].value * 10;  // A and C hold it
    a[8].value += 90;              // nobody holds it: a slip in one, gone in the other, another value in the third
    b[8].value += 5000.3;
    c.erase(c.begin() + 8);
    HealthRecord extra = anchored[20];
    extra.alarmTime.ms += 1000;
    a.insert(a.begin() + 21, extra);  // A and B agree, no batch holds it
    b.insert(b.begin() + 21, extra);
    const std::vector<Copy> copies{{"A", m_world.csv("a.csv", a), EvidenceWorld::profile()},
                                   {"B", m_world.csv("b.csv", b), EvidenceWorld::profile()},
                                   {"C", m_world.csv("c.csv", c), EvidenceWorld::profile()}};
    LedgerReader reader = m_world.reader();
    const auto result = compareCopies(reader, copies, {});
    MS_VERIFY_OK(result);
    QCOMPARE(result->rows.size(), std::size_t(3));
    QCOMPARE(result->allIntact, std::uint64_t(22));

    const CompareRow& seven = result->rows[0];
    QCOMPARE(*seven.leafIndex, 7u);
    QVERIFY(seven.cells[0].state == CopyState::Intact && seven.cells[1].state == CopyState::Altered &&
            seven.cells[2].state == CopyState::Intact);
    QCOMPARE(qs(seven.sentence), QString("Anchored is what A and C holds. B holds another record here."));

    const CompareRow& eight = result->rows[1];
    QVERIFY(!eight.anyIntact());
    QVERIFY(eight.cells[2].state == CopyState::Missing);
    QVERIFY(eight.original.has_value());
    QVERIFY(eight.original->record == anchored[8]);
    QVERIFY(qs(eight.sentence).contains(qs(canonicalRecord(anchored[8]))));

    const CompareRow& nine = result->rows[2];
    QVERIFY(!nine.tx.has_value());
    QVERIFY(nine.cells[0].state == CopyState::Extra && nine.cells[1].state == CopyState::Extra &&
            nine.cells[2].state == CopyState::Outside);
    QCOMPARE(qs(nine.sentence), QString("A and B: a record that no batch holds."));
}

void TestCompare::aMissingReadingIsFoundBetweenItsNeighbours()
{
    std::vector<HealthRecord> one = m_world.day(0, 2);
    const HealthRecord gone = one[11];
    one.erase(one.begin() + 11);
    const std::vector<Copy> copies{{"A", m_world.csv("gap.csv", one), EvidenceWorld::profile()}};
    LedgerReader reader = m_world.reader();
    const auto result = compareCopies(reader, copies, {});
    MS_VERIFY_OK(result);
    QCOMPARE(result->rows.size(), std::size_t(1));
    QVERIFY(result->rows[0].original.has_value());
    QVERIFY(result->rows[0].original->record == gone);
    CompareOptions off;
    off.search = std::chrono::milliseconds(0);
    QVERIFY(!compareCopies(reader, copies, off)->rows[0].original);
}

void TestCompare::refusesNoneAndFive()
{
    LedgerReader reader = m_world.reader();
    MS_VERIFY_REASON(compareCopies(reader, {}, {}), "compare.copies");
    const std::vector<Copy> five(5);
    MS_VERIFY_REASON(compareCopies(reader, five, {}), "compare.copies");
}

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
