// The MQTT door: what a broker sends is acknowledged only once it is in the journal, and nothing that cannot be
// anchored is lost. The broker is Mosquitto itself; where the order of bytes is the question, one of the test's own.
#include "meterseal/mqtt/subscriber.h"
#include "meterseal/record/health_record.h"
#include "meterseal/source/profile.h"
#include "meterseal/workspace/profile_store.h"
#include "support/mqtt_broker.h"
#include "support/qt.h"
#include "support/service_world.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <mutex>
#include <sstream>

using namespace meterseal;
using namespace std::chrono_literals;
using test::Broker;
using test::ScriptedBroker;
using test::ServiceWorld;

namespace {

constexpr const char* kProfile =
    R"({"name":"up","format":"json","fields":{"mn":{"name":"deviceInfo.deviceName"},)"
    R"("alarmCode":{"name":"object.alarm"},"alarmTime":{"name":"time"},"value":{"name":"object.litres"}}})";

std::string uplink(const std::string& mn, int n)
{
    return fmt::format(R"({{"time":"2026-11-22T08:{:02}:{:02}Z","deviceInfo":{{"deviceName":"{}"}},)"
                       R"("object":{{"alarm":"reading","litres":{}}}}})",
                       n / 60 % 60, n % 60, mn, n);
}

MqttOptions optionsFor(std::uint16_t port)
{
    MqttOptions options;
    options.host = "127.0.0.1";
    options.port = port;
    options.clientId = "meterseal-test";
    options.topics = {"meters/+/up"};
    options.retryFirst = 20ms;
    options.retryMost = 100ms;
    return options;
}

std::string textOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// Keeps what comes, as a test tells it to.
class Kept {
public:
    MqttSubscriber::Keep keep()
    {
        return [this](std::span<const MqttMessage> messages) -> Status {
            std::unique_lock lock(m_mutex);
            ++m_calls;
            m_changed.notify_all();
            m_changed.wait(lock, [this] { return m_open; });
            if (m_refuse) {
                return makeError(ErrorCode::Busy, "test.full", "The journal is full.");
            }
            for (const MqttMessage& message : messages) {
                m_payloads.push_back(message.payload);
            }
            return {};
        };
    }
    void set(bool open, bool refuse = false)
    {
        const std::lock_guard lock(m_mutex);
        m_open = open;
        m_refuse = refuse;
        m_changed.notify_all();
    }
    bool waitForCall()
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, 30s, [this] { return m_calls > 0; });
    }
    std::vector<std::string> payloads()
    {
        const std::lock_guard lock(m_mutex);
        return m_payloads;
    }
    // In the order in which each came first: QoS 1 is "at least once", and a broker that has not seen the
    // acknowledgement when the line ends sends a message again.
    std::vector<std::string> differentPayloads()
    {
        std::vector<std::string> different;
        for (const std::string& payload : payloads()) {
            if (std::ranges::find(different, payload) == different.end()) {
                different.push_back(payload);
            }
        }
        return different;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = true, m_refuse = false;
    int m_calls = 0;
    std::vector<std::string> m_payloads;
};

}  // namespace

class TestMqttDoor : public QObject {
    Q_OBJECT

private slots:
    void anAcknowledgementWaitsForTheJournal()
    {
        ScriptedBroker broker;
        Kept kept;
        kept.set(false);
        const auto subscriber = MqttSubscriber::start(optionsFor(broker.port()), kept.keep());
        MS_VERIFY_OK(subscriber);
        QVERIFY(broker.accept());
        QVERIFY2(!broker.cleanSession(), "the broker keeps messages for us");
        // All three at once, so that the first is not answered while the others wait to be read.
        broker.publish({{1, "a"}, {2, "b"}, {3, "c"}});
        QVERIFY(kept.waitForCall());
        QCOMPARE(broker.acknowledged(300ms).size(), 0u);  // no journal, no PUBACK
        kept.set(true);
        const std::vector<int> all{1, 2, 3};
        QTRY_COMPARE(broker.acknowledged(10ms), all);
        const std::vector<std::string> payloads{"a", "b", "c"};
        QCOMPARE(kept.payloads(), payloads);
        QVERIFY((*subscriber)->snapshot().connected);
        QCOMPARE((*subscriber)->snapshot().messages, 3u);
    }

    void whatIsNotKeptComesAgain()
    {
        ScriptedBroker broker;
        Kept kept;
        kept.set(true, true);
        const auto subscriber = MqttSubscriber::start(optionsFor(broker.port()), kept.keep());
        MS_VERIFY_OK(subscriber);
        QVERIFY(broker.accept());
        broker.publish({{7, "a"}, {8, "b"}});
        QVERIFY(broker.waitForEnd());
        QCOMPARE(broker.acknowledged(0ms).size(), 0u);
        QTRY_VERIFY((*subscriber)->snapshot().trouble.has_value());
        QCOMPARE(qs((*subscriber)->snapshot().trouble->reason), QString("test.full"));
        kept.set(true);
        QVERIFY(broker.accept());
        broker.publish({{7, "a"}, {8, "b"}});
        const std::vector<int> all{7, 8};
        QTRY_COMPARE(broker.acknowledged(10ms), all);
        const std::vector<std::string> payloads{"a", "b"};
        QCOMPARE(kept.payloads(), payloads);
        QVERIFY(!(*subscriber)->snapshot().trouble);
    }

    void refusalsAreSaid()
    {
        ScriptedBroker broker;
        Kept kept;
        const auto subscriber = MqttSubscriber::start(optionsFor(broker.port()), kept.keep());
        MS_VERIFY_OK(subscriber);
        QVERIFY(broker.accept(5));  // not authorised
        QTRY_VERIFY((*subscriber)->snapshot().trouble.has_value());
        QCOMPARE(qs((*subscriber)->snapshot().trouble->reason), QString("mqtt.refused"));
        QVERIFY(broker.accept(0, 0x80));  // this topic is not for us
        QTRY_COMPARE(qs((*subscriber)->snapshot().trouble->reason), QString("mqtt.topic"));
        QVERIFY(broker.accept(0, 0));  // only QoS 0: no promise
        QTRY_VERIFY(!(*subscriber)->snapshot().connected);
        QVERIFY(broker.accept());
        QTRY_VERIFY((*subscriber)->snapshot().connected);
    }

    void optionsAreChecked_data()
    {
        QTest::addColumn<QString>("broken");
        QTest::addColumn<QString>("reason");
        for (const char* broken :
             {"name", "name long", "name case", "profile", "host", "client id", "topic", "topics"}) {
            QTest::newRow(broken) << broken << "mqtt.option";
        }
        QTest::newRow("plain") << "plain"
                               << "mqtt.plain";
    }
    void optionsAreChecked()
    {
        QFETCH(const QString, broken);
        QFETCH(const QString, reason);
        MqttDoorOptions door{"lora", "up", optionsFor(1883), false};
        MS_VERIFY_OK(checkMqttDoor(door));
        if (broken == "name") {
            door.name = "../x";
        } else if (broken == "name long") {
            door.name.assign(33, 'a');
        } else if (broken == "name case") {
            door.name = "Lora";
        } else if (broken == "profile") {
            door.profile.clear();
        } else if (broken == "host") {
            door.broker.host.clear();
            door.plainElsewhere = true;
        } else if (broken == "client id") {
            door.broker.clientId.clear();
        } else if (broken == "topic") {
            door.broker.topics = {"meters/#/up"};
        } else if (broken == "topics") {
            door.broker.topics.clear();
        } else {
            door.broker.host = "broker.example";
            MS_VERIFY_REASON(checkMqttDoor(door), "mqtt.plain");
            door.broker.tls = true;
            MS_VERIFY_OK(checkMqttDoor(door));
            door.broker.tls = false;
        }
        MS_VERIFY_REASON(checkMqttDoor(door), reason.toUtf8().constData());
    }

    // A broker that stops and starts, a door that is away: everything published with QoS 1 arrives.
    void theBrokerKeepsWhatComesMeanwhile()
    {
        Broker broker;
        QVERIFY(broker.start());
        Kept kept;
        MqttOptions options = optionsFor(broker.port());
        {
            const auto subscriber = MqttSubscriber::start(options, kept.keep());
            MS_VERIFY_OK(subscriber);
            QTRY_VERIFY((*subscriber)->snapshot().connected);
            QVERIFY(broker.publish("meters/1/up", {"a", "b"}));
            QTRY_COMPARE(kept.differentPayloads().size(), 2u);
            broker.stop();
            QTRY_VERIFY(!(*subscriber)->snapshot().connected);
            QCOMPARE(qs((*subscriber)->snapshot().trouble->reason), QString("mqtt.unreachable"));
            QVERIFY(broker.start());
            QTRY_VERIFY((*subscriber)->snapshot().connected);
            QVERIFY(broker.publish("meters/2/up", {"c"}));
            QTRY_COMPARE(kept.differentPayloads().size(), 3u);
        }
        QVERIFY(broker.publish("meters/3/up", {"d", "e"}));
        QVERIFY(broker.publish("elsewhere", {"x"}));
        const auto again = MqttSubscriber::start(options, kept.keep());
        MS_VERIFY_OK(again);
        const std::vector<std::string> all{"a", "b", "c", "d", "e"};
        QTRY_COMPARE(kept.differentPayloads(), all);
    }

    void withTlsAndAPassword()
    {
        Broker broker({.tls = true, .password = "sesame"});
        QVERIFY(broker.start());
        const test::TemporaryFolder folder;
        test::writeFile(folder / "good", "sesame\n");
        test::writeFile(folder / "bad", "open\n");
        Kept kept;
        MqttOptions options = optionsFor(broker.port());
        options.host = "localhost";
        options.tls = true;
        options.ca = broker.certificate();
        options.user = "meterseal";
        options.passwordFile = folder / "good";
        {
            const auto subscriber = MqttSubscriber::start(options, kept.keep());
            MS_VERIFY_OK(subscriber);
            QTRY_VERIFY_WITH_TIMEOUT((*subscriber)->snapshot().connected, 20'000);
        }
        MqttOptions wrong = options;
        wrong.passwordFile = folder / "bad";
        const auto refused = MqttSubscriber::start(wrong, kept.keep());
        MS_VERIFY_OK(refused);
        QTRY_VERIFY((*refused)->snapshot().trouble.has_value());
        QCOMPARE(qs((*refused)->snapshot().trouble->reason), QString("mqtt.refused"));
        MqttOptions strange = options;
        strange.ca.clear();  // nobody the system trusts has signed it
        const auto untrusted = MqttSubscriber::start(strange, kept.keep());
        MS_VERIFY_OK(untrusted);
        QTRY_VERIFY((*untrusted)->snapshot().trouble.has_value());
        QVERIFY(!(*untrusted)->snapshot().connected);
        MqttOptions missing = options;
        missing.passwordFile = folder / "nowhere";
        MS_VERIFY_REASON(MqttSubscriber::start(missing, kept.keep()), "mqtt.file");
        missing = options;
        missing.ca = folder / "nowhere.pem";
        MS_VERIFY_REASON(MqttSubscriber::start(missing, kept.keep()), "mqtt.file");
    }

    // Readings of a platform become records on the ledger; what does not is whole in the rejects file.
    void messagesBecomeRecords()
    {
        Broker broker;
        QVERIFY(broker.start());
        ServiceWorld world([&](ServiceOptions& options, OpenWorkspace& workspace) {
            MS_VERIFY_OK(ProfileStore(workspace.workspace().profilesFolder()).save(*parseProfile(kProfile)));
            options.mqtt.push_back({"lora", "up", optionsFor(broker.port()), false});
        });
        QVERIFY2(world.fault().empty(), world.fault().c_str());
        QCOMPARE(world.addMeter("0001"), std::string());
        const std::string token = world.token("operator");
        const auto door = [&] { return world.ask({.target = "/v1/server", .token = token}).json()["mqtt"][0]; };
        QTRY_VERIFY(door()["connected"] == true);
        const std::string large = "{\"other\":\"" + std::string(100'000, 'x') + "\"}";
        QVERIFY(broker.publish("meters/1/up", {uplink("0001", 1), uplink("0001", 2), uplink("0001", 1),
                                               uplink("0404", 3), "not JSON", large}));
        QTRY_COMPARE(door()["messages"].get<int>(), 6);
        QCOMPARE(door()["rejected"].get<int>(), 3);
        Uploader& uploader = *world.workspace().uploader();
        uploader.sealNow();
        MS_VERIFY_OK(uploader.drain());
        const auto job = uploader.job("mqtt-lora");
        MS_VERIFY_OK(job);
        QCOMPARE(job->committedRecords, 2u);
        QCOMPARE(job->rejected, 3u);
        const auto folder = world.folder() / "rejects";
        const std::string rejects = textOf(folder / "mqtt-lora.csv");
        for (const char* expected : {"upload.meter-unknown", "0404", "topic meters/1/up", "not JSON"}) {
            QVERIFY2(rejects.find(expected) != std::string::npos, expected);
        }
        int whole = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            whole += entry.path().extension() == ".payload" && textOf(entry.path()) == large ? 1 : 0;
        }
        QCOMPARE(whole, 1);
        const auto metrics = world.ask({.target = "/metrics", .token = token});
        QVERIFY2(metrics.body.find("meterseal_mqtt_messages_total{door=\"lora\"} 6") != std::string::npos,
                 metrics.body.c_str());
    }

    void aDoorNeedsItsProfile()
    {
        const ServiceWorld world([](ServiceOptions& options, OpenWorkspace&) {
            options.mqtt.push_back({"lora", "nobody", optionsFor(1), false});
        });
        QVERIFY2(world.fault().find("nobody") != std::string::npos, world.fault().c_str());
    }
};

QTEST_GUILESS_MAIN(TestMqttDoor)
#include "tst_mqtt_door.moc"
