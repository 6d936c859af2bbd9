// Every fault of the simulated nodes on 1, 2, all but one and all of the nodes: progress or a stated hold, nothing
// lost, nothing doubled, batches of one meter in order.
#include "support/qt.h"
#include "support/upload_world.h"

#include <algorithm>
#include <thread>

using namespace meterseal;
using test::UploadWorld;

namespace {

constexpr std::size_t kNodes = 4;
constexpr std::size_t kMeters = 3;

struct Fault {
    const char* name;
    NodeScript script;
    bool stops;  // on all nodes nothing can be committed
};

const Fault kFaults[] = {
    {"slow", {.latency = std::chrono::milliseconds(15)}, false},
    {"refuses always", {.refuse = 1}, true},
    {"refuses now and then", {.refuse = 0.3}, false},
    {"lies about a stale prev", {.lieRefused = 1}, true},
    {"lies now and then", {.lieRefused = 0.3}, false},
    {"loses everything", {.lose = 1}, true},
    {"loses now and then", {.lose = 0.3}, false},
    {"silent", {.silent = 1}, true},
    {"silent now and then", {.silent = 0.2}, false},
    {"hangs", {.hang = 1}, true},
    {"stale", {.staleBlocks = 100}, true},
    {"catching up", {.catchingUp = true}, true},
    {"crashes and returns", {.crash = 0.2, .downFor = std::chrono::milliseconds(50)}, false},
};

}  // namespace

class TestFaultMatrix : public QObject {
    Q_OBJECT
private slots:
    void everyFaultOnEveryNumberOfNodes_data();
    void everyFaultOnEveryNumberOfNodes();
    void sharesEquallyAmongHealthyNodes();
    void nodesComeBack();
};

void TestFaultMatrix::everyFaultOnEveryNumberOfNodes_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("faulty");
    int index = 0;
    for (const Fault& fault : kFaults) {
        for (const int faulty : {1, 2, int(kNodes) - 1, int(kNodes)}) {
            QTest::addRow("%s, %d of %d", fault.name, faulty, int(kNodes)) << index << faulty;
        }
        ++index;
    }
}

void TestFaultMatrix::everyFaultOnEveryNumberOfNodes()
{
    QFETCH(int, fault);
    QFETCH(int, faulty);
    UploadWorld world(kMeters, 7);
    // A stale node must be able to lag: the ledger has to be further on than what counts as lagging.
    for (int block = 0; block < 3; ++block) {
        MS_VERIFY_OK(world.chain.submit(world.builder.meterAction(0, MeterAction::Suspend)));
        world.chain.waitForBlock();
        MS_VERIFY_OK(world.chain.submit(world.builder.meterAction(0, MeterAction::Resume)));
        world.chain.waitForBlock();
    }
    for (int i = 0; i < faulty; ++i) {
        world.consortium.setScript(static_cast<std::size_t>(i), kFaults[fault].script);
    }
    auto uploader = world.open(kNodes);
    std::multiset<Hash256> expected;
    for (std::size_t n = 0; n < 24; ++n) {
        std::vector<HealthRecord> records;
        for (std::size_t m = 0; m < kMeters; ++m) {
            records.push_back(world.record(m, n));
            expected.insert(leafOf(records.back()));
        }
        MS_VERIFY_OK(uploader->submit("gateway", records));
        uploader->sealNow();
    }
    if (faulty == int(kNodes) && kFaults[fault].stops) {
        QTest::qWait(300);
        QCOMPARE(uploader->snapshot().committedBatches, 0u);
        const auto stated = [&] {
            const UploadSnapshot s = uploader->snapshot();
            bool anyGrey = false;
            for (const NodeStatus& node : s.nodes) {
                anyGrey = anyGrey || (node.state == NodeState::Grey && !node.lastError.empty());
            }
            return !s.hold.empty() || anyGrey || s.resubmitted > 0;
        };
        QTRY_VERIFY(stated());
        for (std::size_t i = 0; i < kNodes; ++i) {
            world.consortium.setScript(i, {});
        }
    }
    std::stop_source enough;
    std::jthread guard([&](const std::stop_token& stop) {
        for (int i = 0; i < 600 && !stop.stop_requested(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        enough.request_stop();
    });
    const Status drained = uploader->drain(enough.get_token());
    guard.request_stop();
    MS_VERIFY_OK(drained);
    QCOMPARE(world.exactlyOnce(expected), std::string());
    QCOMPARE(uploader->snapshot().rejected, 0u);
}

void TestFaultMatrix::sharesEquallyAmongHealthyNodes()
{
    UploadWorld world(16);
    auto options = world.options();
    options.batchRecords = 1;
    options.nodeTimeout = std::chrono::seconds(5);
    options.resubmitAfter = std::chrono::seconds(30);
    world.consortium.setAll({.latency = std::chrono::milliseconds(3)});
    auto uploader = world.open(options, kNodes);
    const auto allUsable = [&] {
        const auto nodes = uploader->snapshot().nodes;
        return std::all_of(nodes.begin(), nodes.end(),
                           [](const NodeStatus& node) { return node.state == NodeState::Usable; });
    };
    QTRY_VERIFY(allUsable());
    std::multiset<Hash256> expected;
    std::vector<HealthRecord> records;
    for (std::size_t n = 0; n < 60; ++n) {
        for (std::size_t m = 0; m < world.meters; ++m) {
            records.push_back(world.record(m, n));
            expected.insert(leafOf(records.back()));
        }
    }
    MS_VERIFY_OK(uploader->submit("gateway", records));
    MS_VERIFY_OK(uploader->drain());
    QCOMPARE(world.exactlyOnce(expected), std::string());
    const auto dealt = [&] {
        std::uint64_t all = 0;
        for (const NodeStatus& node : uploader->snapshot().nodes) {
            all += node.dealt;
        }
        return all;
    };
    QTRY_COMPARE(dealt(), 960u);  // what observers see of the nodes is a moment old
    for (const NodeStatus& node : uploader->snapshot().nodes) {
        // Dealt in turn: the shares of tasks are equal; tasks are not always of one size.
        QVERIFY2(node.dealt >= 960 / kNodes / 2 && node.dealt <= 960 / kNodes * 2,
                 qPrintable(QString("%1 of 960").arg(node.dealt)));
    }
}

void TestFaultMatrix::nodesComeBack()
{
    UploadWorld world(2);
    auto uploader = world.open(2);
    const auto usable = [&] {
        int count = 0;
        for (const NodeStatus& node : uploader->snapshot().nodes) {
            count += node.state == NodeState::Usable ? 1 : 0;
        }
        return count;
    };
    QTRY_COMPARE(usable(), 2);
    world.consortium.down(0);
    QTRY_COMPARE(usable(), 1);
    world.consortium.down(1);
    QTRY_COMPARE(usable(), 0);
    QVERIFY(uploader->snapshot().hold.find("No node is available") == 0);
    const std::vector<HealthRecord> records{world.record(0, 0)};
    MS_VERIFY_OK(uploader->submit("gateway", records));  // still acknowledged: it is safe in the journal
    world.consortium.up(0);
    world.consortium.up(1);
    QTRY_COMPARE(usable(), 2);
    MS_VERIFY_OK(uploader->drain());
    QCOMPARE(world.exactlyOnce({leafOf(records[0])}), std::string());
}

QTEST_APPLESS_MAIN(TestFaultMatrix)
#include "tst_fault_matrix.moc"
