#include "rest/mqtt_door.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/source/record_source.h"
#include "meterseal/workspace/profile_store.h"
#include "rest/intake.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::rest {

namespace {

constexpr std::size_t kMaxName = 32;

std::string jobOf(const MqttDoorOptions& options)
{
    return "mqtt-" + options.name;
}

std::string brokerOf(const MqttDoorOptions& options)
{
    return fmt::format("{}:{}", options.broker.host, options.broker.port);
}

Result<MappingProfile> profileOf(const Backend& backend, const MqttDoorOptions& options)
{
    return ProfileStore(backend.workspace.workspace().profilesFolder()).load(options.profile);
}

}  // namespace

struct MqttDoor::Refusal {
    const MqttMessage* message = nullptr;
    LineError why;
};

Result<std::unique_ptr<MqttDoor>> MqttDoor::open(Backend& backend, const MqttDoorOptions& options)
{
    MS_TRY(checkMqttDoor(options));
    MS_TRY(profileOf(backend, options).status());
    std::unique_ptr<MqttDoor> door(new MqttDoor(backend, options));
    MqttOptions broker = options.broker;
    if (const auto& notice = backend.options.notice) {
        broker.changed = [notice, name = options.name, address = brokerOf(options)](const MqttSnapshot& snapshot) {
            notice(snapshot.trouble
                       ? fmt::format("MQTT door {}: {} [{}]", name, snapshot.trouble->message, snapshot.trouble->reason)
                       : fmt::format("MQTT door {}: connected to {}", name, address));
        };
    }
    MS_ASSIGN(door->m_subscriber,
              MqttSubscriber::start(broker, [self = door.get()](auto messages) { return self->keep(messages); }));
    return door;
}

// Records first, refusals after them: a crash in between brings the messages again, and what is in the journal already
// is found so.
Status MqttDoor::keep(std::span<const MqttMessage> messages)
{
    MS_ASSIGN(const MappingProfile profile, profileOf(m_backend, m_options));
    Taken all;
    std::vector<Refusal> refused;
    for (const MqttMessage& message : messages) {
        auto taken = readPushed(profile, message.payload);
        if (!taken && taken.error().code == ErrorCode::Io) {
            return taken.error();
        }
        if (!taken) {
            refused.push_back({&message, {0, taken.error().reason, taken.error().message}});
            continue;
        }
        MS_TRY(checkMeters(m_backend, *taken));
        std::move(taken->records.begin(), taken->records.end(), std::back_inserter(all.records));
        for (LineError& why : taken->rejected) {
            refused.push_back({&message, std::move(why)});
        }
    }
    if (!all.records.empty()) {
        MS_ASSIGN(const Acknowledged done,
                  submitInOrder(*m_backend.workspace.uploader(), jobOf(m_options), all.records, std::nullopt));
        m_backend.recordsTaken += done.count;
    }
    return refused.empty() ? Status() : keepRefused(refused);
}

Status MqttDoor::keepRefused(const std::vector<Refusal>& refused)
{
    const std::filesystem::path folder = m_backend.workspace.workspace().rejectsFolder();
    std::error_code ignored;  // whoever writes there will say so
    std::filesystem::create_directories(folder, ignored);
    RejectsFile file(folder / (jobOf(m_options) + ".csv"), jobOf(m_options), RejectsFile::Mode::Append);
    for (const Refusal& refusal : refused) {
        const MqttMessage& message = *refusal.message;
        RejectedRow row;
        row.row = row.line = refusal.why.line;
        row.reason = refusal.why.reason;
        row.message = fmt::format("{} (topic {})", refusal.why.message, message.topic);
        row.original = message.payload;
        if (message.payload.size() > kMaxOriginalBytes) {
            const std::string name =
                fmt::format("{}-{}.payload", jobOf(m_options), crypto::sha256(message.payload).hex().substr(0, 16));
            MS_TRY(replaceFile(folder / name, message.payload, kPrivateMode));
            row.message += fmt::format(" The whole message is in {}.", name);
            row.original.resize(kMaxOriginalBytes);
        }
        MS_TRY(file.add(row));
    }
    MS_TRY(file.sync());
    MS_TRY(file.close());
    m_rejected += refused.size();
    return m_backend.workspace.uploader()->countRejected(jobOf(m_options), refused.size());
}

Json MqttDoor::json() const
{
    const MqttSnapshot now = m_subscriber->snapshot();
    return Json{{"name", m_options.name},
                {"broker", brokerOf(m_options)},
                {"connected", now.connected},
                {"messages", now.messages},
                {"rejected", rejected()},
                {"lastMessage", now.lastMessage ? Json(formatTimestamp(*now.lastMessage)) : Json()},
                {"reason", now.trouble ? Json(now.trouble->reason) : Json()},
                {"message", now.trouble ? Json(now.trouble->message) : Json()}};
}

}  // namespace meterseal::rest

namespace meterseal {

Status checkMqttDoor(const MqttDoorOptions& options)
{
    const bool named = !options.name.empty() && options.name.size() <= rest::kMaxName &&
                       std::all_of(options.name.begin(), options.name.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    if (!named) {
        return makeError(ErrorCode::InvalidArgument, "mqtt.option",
                         "An MQTT door's name has 1 to 32 letters a to z, digits and hyphens.");
    }
    if (options.profile.empty()) {
        return makeError(ErrorCode::InvalidArgument, "mqtt.option",
                         fmt::format("The MQTT door \"{}\" needs a mapping profile.", options.name));
    }
    const std::string& host = options.broker.host;
    const bool here = host == "localhost" || host == "::1" || host.starts_with("127.");
    if (!options.broker.tls && !here && !options.plainElsewhere) {
        return makeError(ErrorCode::InvalidArgument, "mqtt.plain",
                         fmt::format("The broker {} is another machine, so it needs TLS (mqtts://): the password and "
                                     "the readings would travel readable. Allow it by name where that is wanted.",
                                     host));
    }
    return checkMqttOptions(options.broker);
}

}  // namespace meterseal
