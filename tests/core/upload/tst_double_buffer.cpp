#include "meterseal/upload/double_buffer.h"

#include "support/qt.h"

#include <numeric>
#include <set>
#include <thread>

using namespace meterseal;
using Clock = std::chrono::steady_clock;

class TestDoubleBuffer : public QObject {
    Q_OBJECT
private slots:
    void policy_data();
    void policy();
    void swapsWhatWasPut();
    void givesBusyWhenBothAreFull();
    void waitsForAge();
    void waitsForWhatTheConsumerExpects();
    void losesNothingUnderLoad();
    void handsOutTheRestAfterClose();
};

void TestDoubleBuffer::policy_data()
{
    QTest::addColumn<int>("activeItems");
    QTest::addColumn<int>("activeBytes");
    QTest::addColumn<int>("incomingItems");
    QTest::addColumn<int>("incomingBytes");
    QTest::addColumn<int>("waitedMs");
    QTest::addColumn<bool>("closed");
    QTest::addColumn<int>("step");
    const int admit = int(BufferStep::Admit), swap = int(BufferStep::Swap), wait = int(BufferStep::Wait);
    // Limits: 10 items, 100 bytes; swap at 4 items or 50 ms.
    QTest::newRow("producer, empty") << 0 << 0 << 1 << 10 << 0 << false << admit;
    QTest::newRow("producer, last item that fits") << 9 << 90 << 1 << 10 << 0 << false << admit;
    QTest::newRow("producer, one item too many") << 10 << 50 << 1 << 1 << 0 << false << wait;
    QTest::newRow("producer, one byte too many") << 5 << 91 << 1 << 10 << 0 << false << wait;
    QTest::newRow("producer, larger than the buffer, empty") << 0 << 0 << 1 << 1000 << 0 << false << admit;
    QTest::newRow("producer, larger than the buffer, not empty") << 1 << 1 << 1 << 1000 << 0 << false << wait;
    QTest::newRow("consumer, nothing there") << 0 << 0 << 0 << 0 << 1000 << false << wait;
    QTest::newRow("consumer, too few, too young") << 3 << 10 << 0 << 0 << 10 << false << wait;
    QTest::newRow("consumer, count reached") << 4 << 10 << 0 << 0 << 0 << false << swap;
    QTest::newRow("consumer, half of the bytes") << 1 << 50 << 0 << 0 << 0 << false << swap;
    QTest::newRow("consumer, age reached") << 1 << 10 << 0 << 0 << 50 << false << swap;
    QTest::newRow("consumer, closed") << 1 << 10 << 0 << 0 << 0 << true << swap;
    QTest::newRow("consumer, closed and empty") << 0 << 0 << 0 << 0 << 0 << true << wait;
}

void TestDoubleBuffer::policy()
{
    QFETCH(int, activeItems);
    QFETCH(int, activeBytes);
    QFETCH(int, incomingItems);
    QFETCH(int, incomingBytes);
    QFETCH(int, waitedMs);
    QFETCH(bool, closed);
    QFETCH(int, step);
    BufferFill fill;
    fill.activeItems = static_cast<std::size_t>(activeItems);
    fill.activeBytes = static_cast<std::size_t>(activeBytes);
    const BufferLimits limits{.items = 10, .bytes = 100, .swapItems = 4, .swapAge = std::chrono::milliseconds(50)};
    QCOMPARE(int(bufferPolicy(fill, limits, static_cast<std::size_t>(incomingItems),
                              static_cast<std::size_t>(incomingBytes), std::chrono::milliseconds(waitedMs), closed)),
             step);
}

void TestDoubleBuffer::swapsWhatWasPut()
{
    DoubleBuffer<int> buffer;
    const auto put = [&](int value) {
        return buffer.put(1, 4, Clock::now(), [&](std::vector<int>& active) { active.push_back(value); });
    };
    QCOMPARE(*put(1), 1u);
    QCOMPARE(*put(2), 1u);
    const std::vector<int>* first = buffer.swap(Clock::now());
    QVERIFY(first != nullptr && *first == std::vector<int>({1, 2}));
    QCOMPARE(*put(3), 2u);
    QVERIFY(*first == std::vector<int>({1, 2}));  // the consumer's until its next call
    QCOMPARE(buffer.fill().drainingItems, std::size_t(2));
    const std::vector<int>* second = buffer.swap(Clock::now());
    QVERIFY(second != nullptr && *second == std::vector<int>({3}));
    QVERIFY(buffer.swap(Clock::now()) == nullptr);
    QCOMPARE(buffer.fill().swaps, 2u);
}

void TestDoubleBuffer::givesBusyWhenBothAreFull()
{
    DoubleBuffer<int> buffer({.items = 2, .bytes = 100});
    const auto put = [&](std::chrono::milliseconds wait) {
        return buffer.put(1, 1, Clock::now() + wait, [](std::vector<int>& active) { active.push_back(0); });
    };
    MS_VERIFY_OK(put({}));
    MS_VERIFY_OK(put({}));
    QVERIFY(buffer.swap(Clock::now()) != nullptr);  // B is being worked on
    MS_VERIFY_OK(put({}));
    MS_VERIFY_OK(put({}));
    MS_VERIFY_REASON(put(std::chrono::milliseconds(5)), "upload.buffer-full");
    std::thread consumer([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        buffer.swap(Clock::now());
    });
    MS_VERIFY_OK(put(std::chrono::seconds(10)));
    consumer.join();
}

void TestDoubleBuffer::waitsForAge()
{
    DoubleBuffer<int> buffer({.items = 10, .bytes = 100, .swapItems = 5, .swapAge = std::chrono::milliseconds(30)});
    MS_VERIFY_OK(buffer.put(1, 1, Clock::now(), [](std::vector<int>& active) { active.push_back(0); }));
    const auto put = Clock::now();
    QVERIFY(buffer.swap(put) == nullptr);
    QVERIFY(buffer.swap(put + std::chrono::seconds(10)) != nullptr);
    QVERIFY(Clock::now() - put >= std::chrono::milliseconds(25));
}

void TestDoubleBuffer::waitsForWhatTheConsumerExpects()
{
    DoubleBuffer<int> buffer({.items = 10, .bytes = 100});
    const auto put = [&](int value) {
        return buffer.put(1, 1, Clock::now(), [&](std::vector<int>& active) { active.push_back(value); });
    };
    buffer.setSwap(2, std::chrono::hours(1));
    MS_VERIFY_OK(put(1));
    QVERIFY(buffer.swap(Clock::now()) == nullptr);  // one more is expected
    MS_VERIFY_OK(put(2));
    QCOMPARE(*buffer.swap(Clock::now()), (std::vector<int>{1, 2}));
    buffer.setSwap(1000, std::chrono::hours(1));  // never more than half of the buffer, or it would wait in vain
    for (int i = 0; i < 5; ++i) {
        MS_VERIFY_OK(put(i));
    }
    QCOMPARE(buffer.swap(Clock::now())->size(), std::size_t(5));
    buffer.setSwap(2, std::chrono::microseconds(0));
    MS_VERIFY_OK(put(1));
    QCOMPARE(buffer.swap(Clock::now())->size(), std::size_t(1));
}

void TestDoubleBuffer::losesNothingUnderLoad()
{
    constexpr int kProducers = 4, kEach = 20000;
    DoubleBuffer<int> buffer({.items = 128, .bytes = 1 << 20});
    std::vector<std::thread> producers;
    for (int p = 0; p < kProducers; ++p) {
        producers.emplace_back([&, p] {
            for (int i = 0; i < kEach; ++i) {
                const auto put = buffer.put(1, 4, Clock::now() + std::chrono::minutes(1),
                                            [&](std::vector<int>& active) { active.push_back(p * kEach + i); });
                if (!put.ok()) {
                    return;
                }
            }
        });
    }
    std::vector<int> last(kProducers, -1);
    int taken = 0;
    bool ordered = true;
    while (taken < kProducers * kEach) {
        const std::vector<int>* batch = buffer.swap(Clock::now() + std::chrono::minutes(1));
        QVERIFY(batch != nullptr);
        QVERIFY(batch->size() <= 128);
        for (const int value : *batch) {
            int& before = last[static_cast<std::size_t>(value / kEach)];
            ordered = ordered && value % kEach == before + 1;
            before = value % kEach;
            ++taken;
        }
    }
    for (auto& producer : producers) {
        producer.join();
    }
    QVERIFY(ordered);
}

void TestDoubleBuffer::handsOutTheRestAfterClose()
{
    DoubleBuffer<int> buffer({.items = 10, .bytes = 100, .swapItems = 9, .swapAge = std::chrono::hours(1)});
    MS_VERIFY_OK(buffer.put(1, 1, Clock::now(), [](std::vector<int>& active) { active.push_back(7); }));
    buffer.close();
    MS_VERIFY_REASON(buffer.put(1, 1, Clock::now(), [](std::vector<int>&) {}), "upload.closed");
    const std::vector<int>* rest = buffer.swap(Clock::now());
    QVERIFY(rest != nullptr && *rest == std::vector<int>({7}));
    QVERIFY(buffer.swap(Clock::now() + std::chrono::minutes(1)) == nullptr);
}

QTEST_APPLESS_MAIN(TestDoubleBuffer)
#include "tst_double_buffer.moc"
