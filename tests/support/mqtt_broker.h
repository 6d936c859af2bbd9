// Brokers for the tests of MQTT: Mosquitto on a port of its own, and one whose every packet the test decides.
#pragma once

#include "support/temporary_folder.h"
#include "support/terminal_process.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meterseal::test {

// Mosquitto, persistent over stop() and start(). Thread-safety: one thread.
class Broker {
public:
    struct Options {
        bool tls = false;      // with a certificate for localhost
        std::string password;  // of the user "meterseal"; empty: anybody may come
    };
    Broker() : Broker(Options{}) {}
    explicit Broker(const Options& options);

    bool start();
    void stop();  // SIGTERM: it writes down what it has
    std::uint16_t port() const { return m_port; }
    std::filesystem::path certificate() const { return m_folder / "cert.pem"; }
    // With QoS 1, and acknowledged by the broker; only where it is plain and open.
    bool publish(const std::string& topic, const std::vector<std::string>& payloads);

private:
    TemporaryFolder m_folder;
    std::uint16_t m_port = 0;
    std::optional<TerminalProcess> m_process;
};

// One client at a time. Thread-safety: one thread.
class ScriptedBroker {
public:
    ScriptedBroker();
    ~ScriptedBroker();
    ScriptedBroker(const ScriptedBroker&) = delete;
    ScriptedBroker& operator=(const ScriptedBroker&) = delete;

    std::uint16_t port() const { return m_port; }
    // The next client: CONNECT answered with `code`, SUBSCRIBE (where it gets so far) with `granted`.
    bool accept(std::uint8_t code = 0, std::uint8_t granted = 1);
    bool cleanSession() const { return m_cleanSession; }
    // QoS 1, in one write: packet id and payload each.
    void publish(const std::vector<std::pair<int, std::string>>& messages);
    // The packet ids acknowledged on this connection so far, after listening for so long.
    std::vector<int> acknowledged(std::chrono::milliseconds listen);
    // Until the client has closed the connection.
    bool waitForEnd();

private:
    struct Packet {
        std::uint8_t type = 0;
        std::string body;
    };
    std::optional<Packet> next(std::chrono::milliseconds patience);
    void send(const std::string& bytes);
    void hangUp();

    int m_listener = -1, m_client = -1;
    std::uint16_t m_port = 0;
    bool m_cleanSession = true, m_ended = false;
    std::string m_buffer;
    std::vector<int> m_acknowledged;
};

}  // namespace meterseal::test
