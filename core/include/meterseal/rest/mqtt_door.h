// A push door for platforms that publish: messages of a broker's topics, read by a stored mapping profile, become
// records of the live job "mqtt-<name>" exactly as those of POST /v1/push do. What cannot be read or anchored has
// nobody to be refused to: it goes whole into rejects/mqtt-<name>.csv before its message is acknowledged (a payload of
// more than 64 KiB into a file of its own beside it).
#pragma once

#include "meterseal/mqtt/subscriber.h"

#include <string>

namespace meterseal {

struct MqttDoorOptions {
    std::string name;     // [a-z0-9-], 1 to 32
    std::string profile;  // of the workspace
    MqttOptions broker;
    // Where the broker is another machine, TLS is needed unless this is set: the password and the readings would travel
    // readable.
    bool plainElsewhere = false;
};

// reason: mqtt.option, mqtt.plain
Status checkMqttDoor(const MqttDoorOptions& options);

}  // namespace meterseal
