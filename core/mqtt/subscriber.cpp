#include "meterseal/mqtt/subscriber.h"

#include "base/thread.h"
#include "file/ready.h"
#include "meterseal/base/mutex.h"
#include "meterseal/file/file.h"

#include <fmt/format.h>
#include <mosquitto.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <thread>

namespace meterseal {

namespace {

constexpr std::size_t kGroupMessages = 1000, kGroupBytes = 4u << 20;
constexpr std::size_t kMaxClientId = 64, kMaxPassword = 4096;
constexpr auto kTurn = std::chrono::milliseconds(100);  // how long a stop may wait
constexpr int kQos = 1;

Error mqttError(ErrorCode code, std::string_view reason, const std::string& message)
{
    return makeError(code, reason, message);
}

// mosquitto_lib_init() counts nothing: once for the process.
void initLibrary()
{
    static const int once = ::mosquitto_lib_init();
    static_cast<void>(once);
}

struct Destroy {
    void operator()(mosquitto* client) const { ::mosquitto_destroy(client); }
};

class Subscriber final : public MqttSubscriber {
public:
    Subscriber(const MqttOptions& options, Keep keep) : m_options(options), m_keep(std::move(keep)) {}
    ~Subscriber() override { stop(); }

    Status open()
    {
        initLibrary();
        MS_TRY(makeClient());
        m_thread = std::jthread([this](const std::stop_token& stop) {
            nameThread("ms-mqtt");
            run(stop);
        });
        return {};
    }

    MqttSnapshot snapshot() const override
    {
        const MutexLock lock(m_mutex);
        return m_snapshot;
    }

    void stop() override
    {
        if (m_thread.joinable()) {
            m_thread.request_stop();
            m_thread.join();
        }
    }

private:
    // One a connection: with it goes what it would still have acknowledged.
    Status makeClient()
    {
        m_client.reset(::mosquitto_new(m_options.clientId.c_str(), false, this));
        if (!m_client) {
            return mqttError(ErrorCode::Internal, "mqtt.option", "The MQTT client could not be made.");
        }
        // With it the library only queues what it has to say: it leaves with mosquitto_loop_write(), after keepGroup().
        ::mosquitto_threaded_set(m_client.get(), true);
        MS_TRY(setPassword());
        MS_TRY(setTls());
        ::mosquitto_connect_callback_set(
            m_client.get(), [](mosquitto*, void* self, int code) { static_cast<Subscriber*>(self)->connected(code); });
        ::mosquitto_subscribe_callback_set(m_client.get(),
                                           [](mosquitto*, void* self, int, int count, const int* granted) {
                                               static_cast<Subscriber*>(self)->subscribed(count, granted);
                                           });
        ::mosquitto_message_callback_set(m_client.get(), [](mosquitto*, void* self, const mosquitto_message* message) {
            static_cast<Subscriber*>(self)->take(*message);
        });
        return {};
    }

    Status setPassword()
    {
        if (m_options.user.empty()) {
            return {};
        }
        std::string password;
        if (!m_options.passwordFile.empty()) {
            auto text = readWhole(m_options.passwordFile, kMaxPassword);
            if (!text) {
                return mqttError(ErrorCode::NotFound, "mqtt.file",
                                 "The file with the broker's password could not be read. " + text.error().message);
            }
            password = text->substr(0, std::min(text->find_first_of("\r\n"), text->size()));
        }
        ::mosquitto_username_pw_set(m_client.get(), m_options.user.c_str(),
                                    m_options.passwordFile.empty() ? nullptr : password.c_str());
        return {};
    }

    Status setTls()
    {
        if (!m_options.tls) {
            return {};
        }
        const auto name = [](const std::filesystem::path& path) { return path.empty() ? nullptr : path.c_str(); };
        const int code =
            ::mosquitto_tls_set(m_client.get(), name(m_options.ca), m_options.ca.empty() ? "/etc/ssl/certs" : nullptr,
                                name(m_options.certificate), name(m_options.privateKey), nullptr);
        return code == MOSQ_ERR_SUCCESS
                   ? Status()
                   : mqttError(ErrorCode::InvalidArgument, "mqtt.file",
                               fmt::format("The certificates for the broker {} cannot be used: {}.", m_options.host,
                                           ::mosquitto_strerror(code)));
    }

    // ---- callbacks, inside the loop ----
    void connected(int code)
    {
        if (code != 0) {
            m_failure =
                mqttError(code == 4 || code == 5 ? ErrorCode::Forbidden : ErrorCode::Unavailable, "mqtt.refused",
                          fmt::format("The broker {} refuses the connection: {}", m_options.host,
                                      ::mosquitto_connack_string(code)));
            return;
        }
        std::vector<char*> topics;
        for (const std::string& topic : m_options.topics) {
            topics.push_back(const_cast<char*>(topic.c_str()));  // only read
        }
        ::mosquitto_subscribe_multiple(m_client.get(), nullptr, static_cast<int>(topics.size()), topics.data(), kQos, 0,
                                       nullptr);
    }

    void subscribed(int count, const int* granted)
    {
        for (int i = 0; i < count; ++i) {
            if (granted[i] != kQos) {
                m_failure = mqttError(ErrorCode::Forbidden, "mqtt.topic",
                                      fmt::format("The broker {} does not let \"{}\" subscribe to \"{}\" with QoS 1.",
                                                  m_options.host, m_options.clientId,
                                                  m_options.topics[static_cast<std::size_t>(i)]));
                return;
            }
        }
        {
            const MutexLock lock(m_mutex);
            m_snapshot.connected = true;
            ++m_snapshot.connections;
            m_snapshot.trouble.reset();
        }
        tell();
    }

    void take(const mosquitto_message& message)
    {
        m_groupBytes += static_cast<std::size_t>(message.payloadlen);
        m_group.push_back({message.topic, std::string(static_cast<const char*>(message.payload),
                                                      static_cast<std::size_t>(message.payloadlen))});
    }

    // ---- the thread ----
    void run(const std::stop_token& stop)
    {
        while (!stop.stop_requested()) {
            const auto began = std::chrono::steady_clock::now();
            listen(stop);
            m_group.clear();
            m_groupBytes = 0;
            if (std::chrono::steady_clock::now() - began > m_options.retryMost) {
                m_wait = m_options.retryFirst;
            }
            MutexLock lock(m_sleepMutex);
            m_sleep.wait_for(lock, stop, m_wait, [] { return false; });
            m_wait = std::min(m_wait * 2, m_options.retryMost);
        }
    }

    // One connection, from its beginning to its end.
    void listen(const std::stop_token& stop)
    {
        m_failure.reset();
        if (const Status made = makeClient(); !made.ok()) {
            return trouble(made.error());
        }
        int code = ::mosquitto_connect_async(m_client.get(), m_options.host.c_str(), m_options.port,
                                             static_cast<int>(m_options.keepAlive.count()));
        while (code == MOSQ_ERR_SUCCESS && !m_failure && !stop.stop_requested()) {
            code = turn();
        }
        if (code == MOSQ_ERR_SUCCESS && !m_failure) {  // told to stop: what was kept is acknowledged
            ::mosquitto_disconnect(m_client.get());
            ::mosquitto_loop_write(m_client.get(), 1);
            const MutexLock lock(m_mutex);
            m_snapshot.connected = false;
            return;
        }
        const std::string why =
            code == MOSQ_ERR_ERRNO ? std::generic_category().message(errno) : ::mosquitto_strerror(code);
        m_client.reset();
        trouble(m_failure ? std::move(*m_failure)
                          : mqttError(ErrorCode::Unavailable, "mqtt.unreachable",
                                      fmt::format("There is no connection to the broker {}:{}: {}. The next attempt "
                                                  "follows by itself.",
                                                  m_options.host, m_options.port, why)));
    }

    // Reads, keeps what came, then writes: an acknowledgement never overtakes its message.
    int turn()
    {
        const int descriptor = ::mosquitto_socket(m_client.get());
        if (descriptor < 0) {
            return MOSQ_ERR_CONN_LOST;
        }
        const auto ready = waitUntilReady(descriptor, ::mosquitto_want_write(m_client.get()), kTurn);
        if (!ready) {
            m_failure = ready.error();
            return MOSQ_ERR_SUCCESS;
        }
        int code = ready->readable ? readGroup() : static_cast<int>(MOSQ_ERR_SUCCESS);
        if (!m_group.empty()) {
            keepGroup();
        }
        if (code == MOSQ_ERR_SUCCESS && !m_failure && ::mosquitto_want_write(m_client.get())) {
            code = ::mosquitto_loop_write(m_client.get(), 1);
        }
        return code == MOSQ_ERR_SUCCESS && !m_failure ? ::mosquitto_loop_misc(m_client.get()) : code;
    }

    // All that is on the line, so that one sync serves it.
    int readGroup()
    {
        for (std::size_t before = SIZE_MAX; before != m_group.size();) {
            before = m_group.size();
            if (before >= kGroupMessages || m_groupBytes >= kGroupBytes) {
                break;
            }
            if (const int code = ::mosquitto_loop_read(m_client.get(), 1); code != MOSQ_ERR_SUCCESS || m_failure) {
                return code;
            }
        }
        return MOSQ_ERR_SUCCESS;
    }

    void keepGroup()
    {
        const Status kept = m_keep(m_group);
        if (!kept.ok()) {
            m_failure = kept.error();
            return;
        }
        const MutexLock lock(m_mutex);
        m_snapshot.messages += m_group.size();
        m_snapshot.lastMessage = now();
        m_group.clear();
        m_groupBytes = 0;
        m_wait = m_options.retryFirst;
    }

    void trouble(Error error)
    {
        bool news = false;
        {
            const MutexLock lock(m_mutex);
            news = m_snapshot.connected || !m_snapshot.trouble || m_snapshot.trouble->message != error.message;
            m_snapshot.connected = false;
            m_snapshot.trouble = std::move(error);
        }
        if (news) {
            tell();
        }
    }

    void tell() const
    {
        if (m_options.changed) {
            m_options.changed(snapshot());
        }
    }

    const MqttOptions m_options;
    const Keep m_keep;
    std::unique_ptr<mosquitto, Destroy> m_client;
    // Of the thread:
    std::vector<MqttMessage> m_group;
    std::size_t m_groupBytes = 0;
    std::optional<Error> m_failure;  // ends the connection without the acknowledgements that wait
    std::chrono::milliseconds m_wait = m_options.retryFirst;

    mutable Mutex m_mutex;
    MqttSnapshot m_snapshot GUARDED_BY(m_mutex);
    Mutex m_sleepMutex;
    std::condition_variable_any m_sleep;
    std::jthread m_thread;  // last: it uses the rest
};

}  // namespace

Status checkMqttOptions(const MqttOptions& options)
{
    if (options.host.empty() || options.port == 0) {
        return mqttError(ErrorCode::InvalidArgument, "mqtt.option", "The broker needs a host and a port.");
    }
    if (options.keepAlive < std::chrono::seconds(5) || options.keepAlive > std::chrono::hours(18)) {
        return mqttError(ErrorCode::InvalidArgument, "mqtt.option", "The keep-alive is 5 seconds to 18 hours.");
    }
    if (options.clientId.empty() || options.clientId.size() > kMaxClientId) {
        return mqttError(ErrorCode::InvalidArgument, "mqtt.option",
                         "The client id has 1 to 64 bytes: the broker keeps messages for it while nobody listens.");
    }
    if (options.topics.empty()) {
        return mqttError(ErrorCode::InvalidArgument, "mqtt.option", "At least one topic is needed.");
    }
    for (const std::string& topic : options.topics) {
        if (topic.empty() || ::mosquitto_sub_topic_check(topic.c_str()) != MOSQ_ERR_SUCCESS) {
            return mqttError(ErrorCode::InvalidArgument, "mqtt.option",
                             fmt::format("\"{}\" is no topic filter: meters/+/up, meters/#.", topic));
        }
    }
    return {};
}

Result<std::unique_ptr<MqttSubscriber>> MqttSubscriber::start(const MqttOptions& options, Keep keep)
{
    MS_TRY(checkMqttOptions(options));
    auto subscriber = std::make_unique<Subscriber>(options, std::move(keep));
    MS_TRY(subscriber->open());
    return std::unique_ptr<MqttSubscriber>(std::move(subscriber));
}

}  // namespace meterseal
