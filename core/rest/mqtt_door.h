// One MQTT door of a running service (meterseal/rest/mqtt_door.h).
//
// Thread-safety: snapshot() from any thread; the rest from one.
#pragma once

#include "meterseal/document/json.h"
#include "meterseal/rest/mqtt_door.h"

#include <atomic>
#include <memory>

namespace meterseal::rest {

class Backend;

class MqttDoor {
public:
    // The profile must exist; afterwards it is read again for each group of messages, so that a mended one holds at
    // once. reason: those of checkMqttDoor() and MqttSubscriber::start(); profile.*
    static Result<std::unique_ptr<MqttDoor>> open(Backend& backend, const MqttDoorOptions& options);

    const std::string& name() const { return m_options.name; }
    MqttSnapshot snapshot() const { return m_subscriber->snapshot(); }
    std::uint64_t rejected() const { return m_rejected; }
    Json json() const;  // as GET /v1/server shows it
    void stop() { m_subscriber->stop(); }

private:
    struct Refusal;

    MqttDoor(Backend& backend, const MqttDoorOptions& options) : m_backend(backend), m_options(options) {}
    Status keep(std::span<const MqttMessage> messages);
    Status keepRefused(const std::vector<Refusal>& refused);

    Backend& m_backend;
    const MqttDoorOptions m_options;
    std::atomic<std::uint64_t> m_rejected = 0;
    std::unique_ptr<MqttSubscriber> m_subscriber;  // last: it calls the rest
};

}  // namespace meterseal::rest
