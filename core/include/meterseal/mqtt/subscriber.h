// MqttSubscriber: what a broker sends on some topics, acknowledged only once it is kept (MQTT 3.1.1, QoS 1).
//
//   start (snapshot)* stop
//
// The session is persistent: what the broker has while nobody listens it sends later. Messages come in groups, in the
// broker's order; their PUBACKs leave after `keep` has returned Ok. Where it has not, the connection is dropped without
// them and made again after a while, and the broker sends the same messages again: so `keep` may see a message twice,
// and never loses one of QoS 1. Whoever publishes with QoS 0 has no such promise.
//
// Thread-safety: start() and stop() from one thread, snapshot() from any. `keep` is called on the subscriber's own
// thread, one call at a time.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/base/time.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meterseal {

struct MqttSnapshot {
    bool connected = false;
    std::uint64_t messages = 0;     // kept, since the start
    std::uint64_t connections = 0;  // made
    std::optional<Timestamp> lastMessage;
    std::optional<Error> trouble;  // why it is not connected or could not keep what came
};

struct MqttOptions {
    std::string host;
    std::uint16_t port = 1883;  // 8883 is usual with TLS
    bool tls = false;
    // PEM. ca: who the broker's certificate must come from; empty: whoever the system trusts. The other two: ours, for
    // brokers that ask for one.
    std::filesystem::path ca, certificate, privateKey;
    std::string clientId;                // 1 to 64 bytes, always the same: the broker knows the session by it
    std::vector<std::string> topics;     // filters, with + and #
    std::string user;                    // empty: none
    std::filesystem::path passwordFile;  // its first line; empty: none
    std::chrono::seconds keepAlive{30};
    std::chrono::milliseconds retryFirst{500}, retryMost{30'000};  // between attempts, doubled each time
    // Connected, or not for another reason than before; from the subscriber's thread. Must be quick and must not throw.
    std::function<void(const MqttSnapshot& snapshot)> changed;
};

struct MqttMessage {
    std::string topic;
    std::string payload;
};

class MqttSubscriber {
public:
    using Keep = std::function<Status(std::span<const MqttMessage> messages)>;

    // Returns at once; the connection is made behind it and again whenever it is lost.
    // reason: mqtt.option (client id, topics), mqtt.file (password, certificates)
    static Result<std::unique_ptr<MqttSubscriber>> start(const MqttOptions& options, Keep keep);
    virtual ~MqttSubscriber() = default;  // stops

    virtual MqttSnapshot snapshot() const = 0;
    // What was kept is acknowledged first; what was not stays with the broker.
    virtual void stop() = 0;
};

// reason: mqtt.option
Status checkMqttOptions(const MqttOptions& options);

}  // namespace meterseal
