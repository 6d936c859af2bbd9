// The matcher against a quadratic, obvious oracle under random tampering, and each single tampering by hand.
#include "support/qt.h"
#include "verify/matcher.h"

#include "meterseal/crypto/sha256.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

using namespace meterseal;
using namespace meterseal::verify;

namespace {

struct Reading {
    std::int64_t time = 0;
    int value = 0;
    auto operator<=>(const Reading&) const = default;
};

Hash256 leafOfReading(const Reading& reading)
{
    return crypto::sha256(fmt::format("{}/{}", reading.time, reading.value));
}

struct Batch {
    std::int64_t start = 0, end = 0;
    std::vector<Hash256> leaves;
    bool usable = true;
};

// As an honest sender makes it.
Batch batchOf(std::vector<Reading> readings, bool usable = true)
{
    std::ranges::sort(readings);
    Batch batch{readings.front().time, readings.back().time, {}, usable};
    for (const Reading& reading : readings) {
        batch.leaves.push_back(leafOfReading(reading));
    }
    return batch;
}

std::vector<LocalRecord> localRecords(std::vector<Reading> readings)
{
    std::ranges::sort(readings);
    readings.erase(std::ranges::unique(readings).begin(), readings.end());
    std::vector<LocalRecord> records;
    for (const Reading& reading : readings) {
        records.push_back({0, 0, Timestamp{reading.time}, double(reading.value), leafOfReading(reading), 0});
    }
    return records;
}

MatchOutcome run(const std::vector<LocalRecord>& locals, const std::vector<Batch>& batches, bool extract)
{
    std::vector<MatchBatch> views;
    for (const Batch& batch : batches) {
        views.push_back(
            {Timestamp{batch.start}, Timestamp{batch.end}, merkle::rootOf(batch.leaves), batch.leaves, batch.usable});
    }
    MatchScratch scratch;
    return matchRecords(locals, views, extract, scratch);
}

// What the header says, one sentence after the other, without any cleverness. For batches in canonical order only.
class Oracle {
public:
    Oracle(const std::vector<LocalRecord>& locals, const std::vector<Batch>& batches, bool extract)
        : m_locals(locals), m_batches(batches), m_extract(extract), m_result(locals.size())
    {}

    std::vector<std::string> run()
    {
        for (std::size_t l = 0; l < m_locals.size(); ++l) {
            first(l);
        }
        for (std::size_t b = 0; b < m_batches.size(); ++b) {
            for (std::size_t i = 0; m_batches[b].usable && i < m_batches[b].leaves.size(); ++i) {
                pair(b, i);
            }
        }
        std::vector<std::string> missing;
        for (std::size_t b = 0; b < m_batches.size() && !m_extract; ++b) {
            for (std::size_t i = 0; m_batches[b].usable && i < m_batches[b].leaves.size(); ++i) {
                if (localOf(b, i) < 0 && !consumed(b, i)) {
                    missing.push_back(fmt::format("MISSING {}.{}", b, i));
                    m_consumed.push_back(m_batches[b].leaves[i]);
                }
            }
        }
        std::ranges::sort(missing);
        m_result.insert(m_result.end(), missing.begin(), missing.end());
        return m_result;
    }

private:
    bool covers(const Batch& batch, std::size_t l) const
    {
        return batch.start <= m_locals[l].time.ms && m_locals[l].time.ms <= batch.end;
    }
    void first(std::size_t l)
    {
        m_result[l] = "NOT_ANCHORED";
        for (std::size_t b = m_batches.size(); b-- > 0;) {
            if (m_batches[b].usable && covers(m_batches[b], l)) {
                m_result[l] = fmt::format("EXTRA {}", b);
            }
        }
        for (std::size_t b = m_batches.size(); b-- > 0;) {
            if (!m_batches[b].usable && covers(m_batches[b], l)) {
                m_result[l] = fmt::format("UNDETERMINED {}", b);
            }
        }
        for (std::size_t b = m_batches.size(); b-- > 0;) {
            for (std::size_t i = m_batches[b].leaves.size(); m_batches[b].usable && i-- > 0;) {
                if (m_batches[b].leaves[i] == m_locals[l].leaf) {
                    m_result[l] = fmt::format("INTACT {}.{}", b, i);
                }
            }
        }
    }
    long localOf(std::size_t b, std::size_t i) const
    {
        for (std::size_t l = 0; l < m_locals.size(); ++l) {
            if (m_locals[l].leaf == m_batches[b].leaves[i]) {
                return long(l);
            }
        }
        return -1;
    }
    bool consumed(std::size_t b, std::size_t i) const
    {
        return std::ranges::find(m_consumed, m_batches[b].leaves[i]) != m_consumed.end();
    }
    void pair(std::size_t b, std::size_t i)
    {
        if (localOf(b, i) >= 0 || consumed(b, i)) {
            return;
        }
        long low = -1;
        long high = long(m_locals.size());
        std::size_t leaves = 1;
        for (std::size_t j = i; j-- > 0 && low < 0;) {
            low = localOf(b, j);
            leaves += low < 0 && !consumed(b, j) ? 1 : 0;
        }
        for (std::size_t j = i + 1; j < m_batches[b].leaves.size() && high == long(m_locals.size()); ++j) {
            high = localOf(b, j) < 0 ? high : localOf(b, j);
            leaves += localOf(b, j) < 0 && !consumed(b, j) ? 1 : 0;
        }
        std::vector<std::size_t> open;
        for (long l = low + 1; l < high; ++l) {
            if (m_result[std::size_t(l)].starts_with("EXTRA") && covers(m_batches[b], std::size_t(l))) {
                open.push_back(std::size_t(l));
            }
        }
        if (open.empty() || (m_extract && (open.size() != 1 || leaves != 1))) {
            return;
        }
        m_result[open.front()] = fmt::format("ALTERED {}.{}", b, i);
        m_consumed.push_back(m_batches[b].leaves[i]);
    }

    const std::vector<LocalRecord>& m_locals;
    const std::vector<Batch>& m_batches;
    const bool m_extract;
    std::vector<std::string> m_result;
    std::vector<Hash256> m_consumed;
};

std::vector<std::string> asText(const MatchOutcome& outcome)
{
    std::vector<std::string> lines;
    for (const LocalOutcome& local : outcome.locals) {
        std::string line(toString(local.verdict));
        if (local.place.batch != kNone) {
            line += fmt::format(" {}", local.place.batch);
        }
        if (local.place.leaf != kNone) {
            line += fmt::format(".{}", local.place.leaf);
        }
        lines.push_back(line);
    }
    std::vector<std::string> missing;
    for (const MissingLeaf& leaf : outcome.missing) {
        missing.push_back(fmt::format("MISSING {}.{}", leaf.place.batch, leaf.place.leaf));
    }
    std::ranges::sort(missing);
    lines.insert(lines.end(), missing.begin(), missing.end());
    return lines;
}

std::string join(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines) {
        text += line + "; ";
    }
    return text;
}

// A seeded world: what a meter anchored, in which batches, and what became of the local copy.
class World {
public:
    explicit World(unsigned seed) : m_random(seed)
    {
        const int count = pick(1, pick(0, 3) == 0 ? 300 : 40);
        std::int64_t time = 1000;
        for (int i = 0; i < count; ++i) {
            time += pick(0, 3);
            readings.push_back({time, pick(0, 9)});
        }
        std::ranges::sort(readings);
        readings.erase(std::ranges::unique(readings).begin(), readings.end());
        cutBatches();
        for (int i = pick(0, 6); i > 0; --i) {
            tamper();
        }
    }

    std::vector<Reading> readings;  // as the local file holds them
    std::vector<Batch> batches;

private:
    int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(m_random); }
    std::size_t anyIndex() { return std::size_t(pick(0, int(readings.size()) - 1)); }

    void cutBatches()
    {
        std::vector<Reading> late;
        std::vector<Reading> current;
        const int lateShare = pick(0, 3) == 0 ? 20 : 0;
        const int size = pick(1, 64);
        for (const Reading& reading : readings) {
            if (pick(1, 100) <= 5 && lateShare == 0) {
                continue;  // never anchored
            }
            (pick(1, 100) <= lateShare ? late : current).push_back(reading);
            if (int(current.size()) >= size) {
                flush(current);
            }
        }
        flush(current);
        flush(late);
        if (pick(0, 4) == 0) {  // a retransmission
            const std::size_t begin = anyIndex();
            std::vector<Reading> again(readings.begin() + long(begin), readings.end());
            again.resize(std::min(again.size(), std::size_t(pick(1, 50))));
            flush(again);
        }
    }
    void flush(std::vector<Reading>& current)
    {
        if (!current.empty()) {
            batches.push_back(batchOf(current, pick(1, 100) > 8));
            current.clear();
        }
    }
    void tamper()
    {
        if (readings.empty()) {
            return;
        }
        const std::size_t i = anyIndex();
        switch (pick(0, 5)) {
        case 0:
            readings[i].value += pick(1, 5);
            break;
        case 1:
            readings.erase(readings.begin() + long(i));
            break;
        case 2:
            readings.push_back({readings[i].time + pick(-2, 2), pick(10, 99)});
            break;
        case 3:
            std::swap(readings[i].value, readings[anyIndex()].value);
            break;
        case 4:
            readings[i].time += pick(-50, 50);
            break;
        case 5:  // a whole stretch is gone
            readings.erase(readings.begin() + long(i), readings.begin() + long(std::min(readings.size(), i + 9)));
            break;
        }
    }

    std::mt19937 m_random;
};

}  // namespace

class tst_Matcher : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheOracle_data();
    void agreesWithTheOracle();
    void singleTampering_data();
    void singleTampering();
    void carelessOrderStillMatches();
    void leafOutsideTheClaimedTimeStillMatches();
    void stopIsHeard();
    void longestIncreasingFindsAnchors();
};

void tst_Matcher::agreesWithTheOracle_data()
{
    QTest::addColumn<bool>("extract");
    QTest::newRow("whole file") << false;
    QTest::newRow("extract") << true;
}

void tst_Matcher::agreesWithTheOracle()
{
    QFETCH(const bool, extract);
    std::size_t altered = 0;
    for (unsigned seed = 0; seed < 3000; ++seed) {
        World world(seed);
        const std::vector<LocalRecord> locals = localRecords(world.readings);
        const std::vector<std::string> found = asText(run(locals, world.batches, extract));
        const std::vector<std::string> expected = Oracle(locals, world.batches, extract).run();
        QVERIFY2(found == expected,
                 fmt::format("seed {}\nfound    {}\nexpected {}", seed, join(found), join(expected)).c_str());
        altered += std::size_t(std::ranges::count_if(found, [](const auto& x) { return x.starts_with("ALTERED"); }));
    }
    QVERIFY(altered > (extract ? 100U : 1000U));  // the worlds do hold what is to be found
}

void tst_Matcher::singleTampering_data()
{
    QTest::addColumn<int>("tampering");
    QTest::addColumn<int>("altered");
    QTest::addColumn<int>("missing");
    QTest::addColumn<int>("extra");
    QTest::addColumn<int>("notAnchored");
    QTest::newRow("nothing") << 0 << 0 << 0 << 0 << 0;
    QTest::newRow("value changed") << 1 << 1 << 0 << 0 << 0;
    QTest::newRow("one deleted") << 2 << 0 << 1 << 0 << 0;
    QTest::newRow("one inserted") << 3 << 0 << 0 << 1 << 0;
    QTest::newRow("two values swapped") << 4 << 2 << 0 << 0 << 0;
    QTest::newRow("time changed, far") << 5 << 0 << 1 << 1 << 0;
    QTest::newRow("time changed, same gap") << 6 << 1 << 0 << 0 << 0;
    QTest::newRow("first deleted") << 7 << 0 << 1 << 0 << 0;
    QTest::newRow("last deleted") << 8 << 0 << 1 << 0 << 0;
    QTest::newRow("after the last batch") << 9 << 0 << 0 << 0 << 1;
    QTest::newRow("a hundred deleted") << 10 << 0 << 100 << 0 << 0;
    QTest::newRow("all values changed") << 11 << 1000 << 0 << 0 << 0;
    QTest::newRow("moved into the next batch's time") << 12 << 0 << 1 << 1 << 0;
}

void tst_Matcher::singleTampering()
{
    QFETCH(const int, tampering);
    std::vector<Reading> readings;
    for (int i = 0; i < 1000; ++i) {
        readings.push_back({i * 10, i});
    }
    std::vector<Batch> batches;
    for (int b = 0; b < 10; ++b) {
        batches.push_back(batchOf({readings.begin() + b * 100, readings.begin() + b * 100 + 100}));
    }
    switch (tampering) {
    case 1:
        readings[437].value = -1;
        break;
    case 2:
        readings.erase(readings.begin() + 437);
        break;
    case 3:
        readings.push_back({4375, 7});
        break;
    case 4:
        std::swap(readings[437].value, readings[461].value);
        break;
    case 5:
        readings[437].time = 4115;
        break;
    case 6:
        readings[437].time += 3;
        break;
    case 7:
        readings.erase(readings.begin() + 400);
        break;
    case 8:
        readings.erase(readings.begin() + 499);
        break;
    case 9:
        readings.push_back({10001, 1});
        break;
    case 10:
        readings.erase(readings.begin() + 437, readings.begin() + 537);
        break;
    case 11:
        std::ranges::for_each(readings, [](Reading& reading) { reading.value += 100000; });
        break;
    case 12:
        readings[437].time = 5555;
        break;
    default:
        break;
    }
    const std::vector<LocalRecord> locals = localRecords(readings);
    const MatchOutcome outcome = run(locals, batches, false);
    std::map<Verdict, int> counts;
    for (const LocalOutcome& local : outcome.locals) {
        ++counts[local.verdict];
    }
    QTEST(counts[Verdict::Altered], "altered");
    QTEST(counts[Verdict::Extra], "extra");
    QTEST(counts[Verdict::NotAnchored], "notAnchored");
    QTEST(int(outcome.missing.size()), "missing");
    QCOMPARE(counts[Verdict::Intact],
             int(locals.size()) - counts[Verdict::Altered] - counts[Verdict::Extra] - counts[Verdict::NotAnchored]);
    if (tampering == 1) {
        QCOMPARE(outcome.locals[437].place.batch, 4U);
        QCOMPARE(outcome.locals[437].place.leaf, 37U);
    }
}

void tst_Matcher::carelessOrderStillMatches()
{
    std::mt19937 random(5);
    for (int round = 0; round < 200; ++round) {
        std::vector<Reading> readings;
        for (int i = 0; i < 60; ++i) {
            readings.push_back({i * 10, i});
        }
        Batch batch = batchOf(readings);
        std::shuffle(batch.leaves.begin(), batch.leaves.end(), random);
        if (round % 2 == 1) {  // and one more, or one less, which then is the only finding
            round % 4 == 1 ? readings.push_back({305, 1}) : void(readings.erase(readings.begin() + 30));
        }
        const MatchOutcome outcome = run(localRecords(readings), {batch}, false);
        const auto intact = std::ranges::count(outcome.locals, Verdict::Intact, &LocalOutcome::verdict);
        const auto altered = std::ranges::count(outcome.locals, Verdict::Altered, &LocalOutcome::verdict);
        QCOMPARE(altered, 0);
        QCOMPARE(intact, round % 4 == 3 ? 59 : 60);
        QCOMPARE(outcome.missing.size(), std::size_t(round % 4 == 3 ? 1 : 0));
    }
}

void tst_Matcher::leafOutsideTheClaimedTimeStillMatches()
{
    const std::vector<Reading> readings = {{10, 1}, {20, 2}, {30, 3}, {40, 4}};
    Batch lying = batchOf(readings);
    lying.start = 20;
    lying.end = 30;
    const MatchOutcome outcome = run(localRecords(readings), {lying}, false);
    QCOMPARE(std::ranges::count(outcome.locals, Verdict::Intact, &LocalOutcome::verdict), 4);
    QVERIFY(outcome.missing.empty());
}

void tst_Matcher::stopIsHeard()
{
    std::stop_source source;
    source.request_stop();
    MatchScratch scratch;
    const std::vector<LocalRecord> locals = localRecords({{1, 1}});
    const Batch batch = batchOf({{1, 1}});
    const MatchBatch view{Timestamp{1}, Timestamp{1}, merkle::rootOf(batch.leaves), batch.leaves, true};
    QVERIFY(matchRecords(locals, {&view, 1}, false, scratch, source.get_token()).cancelled);
}

void tst_Matcher::longestIncreasingFindsAnchors()
{
    const auto values = [](std::vector<std::uint32_t> input) {
        std::vector<std::uint32_t> chosen;
        for (const std::uint32_t i : longestIncreasing(input)) {
            chosen.push_back(input[i]);
        }
        return chosen;
    };
    using Values = std::vector<std::uint32_t>;
    QCOMPARE(values({}), Values{});
    QCOMPARE(values({1, 2, 3}), (Values{1, 2, 3}));
    QCOMPARE(values({3, 2, 1}).size(), std::size_t(1));
    QCOMPARE(values({7, 7, 7}), (Values{7}));
    QCOMPARE(values({5, 1, 2, 9, 3, 4}), (Values{1, 2, 3, 4}));
}

QTEST_APPLESS_MAIN(tst_Matcher)
#include "tst_matcher.moc"
