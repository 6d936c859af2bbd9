#include "support/mqtt_broker.h"

#include "support/require.h"

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <fmt/format.h>
#include <mosquitto.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace meterseal::test {

using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 30s;

std::pair<int, std::uint16_t> listenSomewhere()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    require(::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(listener, 4) == 0 &&
                ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0,
            "a port to listen on");
    return {listener, ntohs(address.sin_port)};
}

bool answers(std::uint16_t port)
{
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const bool there = ::connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(client);
    return there;
}

int ran(const std::string& program, const std::vector<std::string>& arguments)
{
    TerminalProcess process(program, arguments, {});
    return process.waitForExit();
}

}  // namespace

// ---- Broker -------------------------------------------------------------------------------------------------------
Broker::Broker(const Options& options)
{
    const auto [listener, port] = listenSomewhere();
    ::close(listener);
    m_port = port;
    std::string config = fmt::format("listener {} 127.0.0.1\npersistence true\npersistence_location {}/\n"
                                     "allow_anonymous {}\n",
                                     port, m_folder.path().string(), options.password.empty());
    if (options.tls) {
        require(
            ran("/usr/bin/openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                                     "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                                     "-keyout", m_folder / "key.pem", "-out", certificate()}) == 0,
            "a certificate");
        config += fmt::format("cafile {0}\ncertfile {0}\nkeyfile {1}\n", certificate().string(),
                              (m_folder / "key.pem").string());
    }
    if (!options.password.empty()) {
        require(ran("/usr/bin/mosquitto_passwd", {"-b", "-c", m_folder / "passwords", "meterseal", options.password}) ==
                    0,
                "a password file");
        config += fmt::format("password_file {}\n", (m_folder / "passwords").string());
    }
    // Mosquitto that root starts would become another user, whose folder this is not.
    config += ::geteuid() == 0 ? "user root\n" : "";
    writeFile(m_folder / "broker.conf", config);
}

bool Broker::start()
{
    m_process.emplace("/usr/sbin/mosquitto", std::vector<std::string>{"-c", m_folder / "broker.conf"},
                      std::vector<std::string>{});
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (!answers(m_port)) {
        if (std::chrono::steady_clock::now() > until) {
            return false;
        }
        ::usleep(20'000);
    }
    return true;
}

void Broker::stop()
{
    m_process->type("\x03");
    m_process->waitForExit();
    m_process.reset();
}

bool Broker::publish(const std::string& topic, const std::vector<std::string>& payloads)
{
    ::mosquitto_lib_init();
    mosquitto* const client = ::mosquitto_new(nullptr, true, nullptr);
    int acknowledged = 0;
    ::mosquitto_user_data_set(client, &acknowledged);
    ::mosquitto_publish_callback_set(client, [](mosquitto*, void* count, int) { ++*static_cast<int*>(count); });
    bool good = ::mosquitto_connect(client, "127.0.0.1", m_port, 60) == MOSQ_ERR_SUCCESS;
    for (const std::string& payload : payloads) {
        good = good && ::mosquitto_publish(client, nullptr, topic.c_str(), static_cast<int>(payload.size()),
                                           payload.data(), 1, false) == MOSQ_ERR_SUCCESS;
    }
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (good && acknowledged < static_cast<int>(payloads.size()) && std::chrono::steady_clock::now() < until) {
        good = ::mosquitto_loop(client, 100, 1) == MOSQ_ERR_SUCCESS;
    }
    ::mosquitto_disconnect(client);
    ::mosquitto_destroy(client);
    return good && acknowledged == static_cast<int>(payloads.size());
}

// ---- ScriptedBroker -----------------------------------------------------------------------------------------------
ScriptedBroker::ScriptedBroker()
{
    std::tie(m_listener, m_port) = listenSomewhere();
}

ScriptedBroker::~ScriptedBroker()
{
    hangUp();
    ::close(m_listener);
}

void ScriptedBroker::hangUp()
{
    if (m_client >= 0) {
        ::close(m_client);
    }
    m_client = -1;
    m_ended = false;
    m_buffer.clear();
    m_acknowledged.clear();
}

bool ScriptedBroker::accept(std::uint8_t code, std::uint8_t granted)
{
    hangUp();
    pollfd waiting{m_listener, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count())) <= 0) {
        return false;
    }
    m_client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    const auto connect = next(kPatience);
    if (!connect || connect->type != 1 || connect->body.size() < 8) {
        return false;
    }
    m_cleanSession = (connect->body[7] & 2) != 0;
    send({'\x20', '\x02', '\0', static_cast<char>(code)});
    if (code != 0) {
        return true;
    }
    const auto subscribe = next(kPatience);
    if (!subscribe || subscribe->type != 8) {
        return false;
    }
    send({'\x90', '\x03', subscribe->body[0], subscribe->body[1], static_cast<char>(granted)});
    return true;
}

void ScriptedBroker::publish(const std::vector<std::pair<int, std::string>>& messages)
{
    std::string bytes;
    for (const auto& [id, payload] : messages) {
        const std::string topic = "meters/1/up";
        bytes += '\x32';
        bytes += static_cast<char>(2 + topic.size() + 2 + payload.size());  // short enough for one byte
        bytes += '\0';
        bytes += static_cast<char>(topic.size());
        bytes += topic;
        bytes += '\0';
        bytes += static_cast<char>(id);
        bytes += payload;
    }
    send(bytes);
}

std::vector<int> ScriptedBroker::acknowledged(std::chrono::milliseconds listen)
{
    const auto until = std::chrono::steady_clock::now() + listen;
    for (auto left = listen; !m_ended && left >= 0ms;
         left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now())) {
        if (!next(left)) {
            break;
        }
    }
    return m_acknowledged;
}

bool ScriptedBroker::waitForEnd()
{
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (!m_ended && std::chrono::steady_clock::now() < until) {
        next(100ms);
    }
    return m_ended;
}

std::optional<ScriptedBroker::Packet> ScriptedBroker::next(std::chrono::milliseconds patience)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        // Every packet a client sends here is short.
        if (m_buffer.size() >= 2 && m_buffer.size() >= 2u + static_cast<unsigned char>(m_buffer[1])) {
            const std::size_t size = static_cast<unsigned char>(m_buffer[1]);
            Packet packet{static_cast<std::uint8_t>(static_cast<unsigned char>(m_buffer[0]) >> 4),
                          m_buffer.substr(2, size)};
            m_buffer.erase(0, 2 + size);
            if (packet.type == 4) {
                m_acknowledged.push_back(static_cast<unsigned char>(packet.body[1]));
            }
            return packet;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{m_client, POLLIN, 0};
        if (::poll(&waiting, 1, static_cast<int>(std::max(left, 0ms).count())) <= 0) {
            return std::nullopt;
        }
        char block[4096];
        const ssize_t size = ::read(m_client, block, sizeof block);
        if (size <= 0) {
            m_ended = true;
            return std::nullopt;
        }
        m_buffer.append(block, static_cast<std::size_t>(size));
    }
}

void ScriptedBroker::send(const std::string& bytes)
{
    require(::send(m_client, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()),
            "what the broker says is sent");
}

}  // namespace meterseal::test
