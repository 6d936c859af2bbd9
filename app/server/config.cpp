#include "server/config.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>

namespace meterseal::server {

namespace fs = std::filesystem;

namespace {

Error configError(std::string_view reason, const std::string& message)
{
    return makeError(ErrorCode::InvalidArgument, reason, message + " The service was not started.");
}

Status checkKeys(const toml::table& table, std::string_view where, std::initializer_list<std::string_view> known)
{
    for (const auto& [key, value] : table) {
        if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
            return configError("config.key",
                               fmt::format("Line {}: there is no key \"{}\"{}.", value.source().begin.line, key.str(),
                                           where.empty() ? "" : fmt::format(" in [{}]", where)));
        }
    }
    return {};
}

template <typename T>
Result<std::optional<T>> valueOf(const toml::table& table, std::string_view key, std::string_view kind)
{
    const toml::node* const node = table.get(key);
    if (node == nullptr) {
        return std::optional<T>();
    }
    const auto value = node->value_exact<T>();
    if (!value) {
        return configError("config.value",
                           fmt::format("Line {}: \"{}\" must be {}.", node->source().begin.line, key, kind));
    }
    return std::optional<T>(*value);
}

Result<ServiceAddress> parseAddress(std::string_view text, bool tls)
{
    const std::size_t colon = text.rfind(':');
    ServiceAddress address;
    address.tls = tls;
    if (colon != std::string_view::npos) {
        std::string_view host = text.substr(0, colon);
        if (host.starts_with('[') && host.ends_with(']')) {
            host = host.substr(1, host.size() - 2);
        }
        address.host = std::string(host);
        const std::string_view port = text.substr(colon + 1);
        const auto parsed = std::from_chars(port.data(), port.data() + port.size(), address.port);
        if (!host.empty() && parsed.ec == std::errc() && parsed.ptr == port.data() + port.size()) {
            return address;
        }
    }
    return configError("config.value", fmt::format("\"{}\" is no address: 127.0.0.1:8080, [::1]:8080.", text));
}

Status readAddresses(const toml::table& listen, std::string_view key, bool tls, std::vector<ServiceAddress>& addresses)
{
    const toml::node* const node = listen.get(key);
    if (node == nullptr) {
        return {};
    }
    const toml::array* const list = node->as_array();
    if (list == nullptr || !list->is_homogeneous(toml::node_type::string)) {
        return list != nullptr && list->empty()
                   ? Status()
                   : configError("config.value", fmt::format("\"{}\" must be a list of addresses.", key));
    }
    for (const toml::node& one : *list) {
        MS_ASSIGN(const ServiceAddress address, parseAddress(one.value_or(std::string_view()), tls));
        addresses.push_back(address);
    }
    return {};
}

Result<fs::path> pathOf(const toml::table& table, std::string_view key, const fs::path& from)
{
    MS_ASSIGN(const auto text, valueOf<std::string>(table, key, "a text"));
    return text && !text->empty() ? from / *text : fs::path();
}

const toml::table& tableOf(const toml::table& root, std::string_view name)
{
    static const toml::table kNone;
    const toml::table* const table = root[name].as_table();
    return table != nullptr ? *table : kNone;
}

Status readService(const toml::table& root, const fs::path& folder, Config& config)
{
    const toml::table &listen = tableOf(root, "listen"), &tls = tableOf(root, "tls"), &tokens = tableOf(root, "tokens");
    MS_TRY(checkKeys(listen, "listen", {"plain", "tls", "socket", "plain-elsewhere"}));
    MS_TRY(checkKeys(tls, "tls", {"certificate", "private-key", "client-ca"}));
    MS_TRY(checkKeys(tokens, "tokens", {"file"}));
    ServiceOptions& service = config.service;
    MS_TRY(readAddresses(listen, "plain", false, service.listen));
    MS_TRY(readAddresses(listen, "tls", true, service.listen));
    if (!listen.contains("plain") && !listen.contains("tls")) {
        service.listen.push_back({"127.0.0.1", 8080, false});
    }
    MS_ASSIGN(const auto socket, valueOf<std::string>(listen, "socket", "a text"));
    if (!socket || !socket->empty()) {
        service.unixSocket = config.workspace / socket.value_or("meterseald.sock");
    }
    MS_ASSIGN(const auto elsewhere, valueOf<bool>(listen, "plain-elsewhere", "true or false"));
    service.plainElsewhere = elsewhere.value_or(false);
    MS_ASSIGN(service.certificate, pathOf(tls, "certificate", folder));
    MS_ASSIGN(service.privateKey, pathOf(tls, "private-key", folder));
    MS_ASSIGN(service.clientCa, pathOf(tls, "client-ca", folder));
    MS_ASSIGN(service.tokens, pathOf(tokens, "file", config.workspace));
    return {};
}

Result<std::vector<std::string>> textsOf(const toml::table& table, std::string_view key)
{
    std::vector<std::string> texts;
    const toml::node* const node = table.get(key);
    const toml::array* const list = node != nullptr ? node->as_array() : nullptr;
    if (list == nullptr || list->empty() || !list->is_homogeneous(toml::node_type::string)) {
        return configError("config.value",
                           fmt::format("Line {}: \"{}\" must be a list of texts.",
                                       (node != nullptr ? node->source() : table.source()).begin.line, key));
    }
    for (const toml::node& one : *list) {
        texts.push_back(one.value_or(std::string()));
    }
    return texts;
}

// mqtt://host:1883 or mqtts://host:8883; the port may be left out.
Status readBroker(std::string_view text, std::int64_t line, MqttOptions& broker)
{
    const std::size_t scheme = text.find("://");
    broker.tls = text.starts_with("mqtts://");
    if (scheme == std::string_view::npos || (!broker.tls && !text.starts_with("mqtt://"))) {
        return configError("config.value",
                           fmt::format("Line {}: the broker is mqtt://host:1883 or mqtts://host:8883.", line));
    }
    std::string address(text.substr(scheme + 3));
    const bool ported = address.find(':', address.starts_with('[') ? address.find(']') : 0) != std::string::npos;
    MS_ASSIGN(const ServiceAddress parsed,
              parseAddress(ported ? address : address + (broker.tls ? ":8883" : ":1883"), broker.tls));
    broker.host = parsed.host;
    broker.port = parsed.port;
    return {};
}

Result<MqttDoorOptions> mqttDoorOf(const toml::table& table, const fs::path& folder)
{
    MS_TRY(checkKeys(table, "[mqtt]",
                     {"name", "broker", "topics", "profile", "client-id", "user", "password-file", "ca", "certificate",
                      "private-key", "plain-elsewhere"}));
    MqttDoorOptions door;
    const auto text = [&](std::string_view key, std::string& into) -> Status {
        MS_ASSIGN(const auto value, valueOf<std::string>(table, key, "a text"));
        into = value.value_or(std::string());
        return {};
    };
    std::string broker;
    MS_TRY(text("name", door.name));
    MS_TRY(text("profile", door.profile));
    MS_TRY(text("broker", broker));
    MS_TRY(readBroker(broker, table.source().begin.line, door.broker));
    MS_TRY(text("client-id", door.broker.clientId));
    if (door.broker.clientId.empty()) {
        door.broker.clientId = "meterseal-" + door.name;
    }
    MS_TRY(text("user", door.broker.user));
    MS_ASSIGN(door.broker.topics, textsOf(table, "topics"));
    MS_ASSIGN(door.broker.passwordFile, pathOf(table, "password-file", folder));
    MS_ASSIGN(door.broker.ca, pathOf(table, "ca", folder));
    MS_ASSIGN(door.broker.certificate, pathOf(table, "certificate", folder));
    MS_ASSIGN(door.broker.privateKey, pathOf(table, "private-key", folder));
    MS_ASSIGN(const auto elsewhere, valueOf<bool>(table, "plain-elsewhere", "true or false"));
    door.plainElsewhere = elsewhere.value_or(false);
    return door;
}

Status readMqttDoors(const toml::table& root, const fs::path& folder, std::vector<MqttDoorOptions>& doors)
{
    const toml::node* const node = root.get("mqtt");
    if (node == nullptr) {
        return {};
    }
    const toml::array* const list = node->as_array();
    if (list == nullptr || !list->is_homogeneous(toml::node_type::table)) {
        return configError("config.value", fmt::format("Line {}: MQTT doors are written [[mqtt]], one each.",
                                                       node->source().begin.line));
    }
    for (const toml::node& one : *list) {
        MS_ASSIGN(MqttDoorOptions door, mqttDoorOf(*one.as_table(), folder));
        doors.push_back(std::move(door));
    }
    return {};
}

Result<Config> configFrom(const toml::table& root, const fs::path& folder)
{
    MS_TRY(checkKeys(root, "", {"workspace", "disk-reserve-mib", "listen", "tls", "tokens", "upload", "mqtt"}));
    Config config;
    MS_ASSIGN(config.workspace, pathOf(root, "workspace", folder));
    if (config.workspace.empty()) {
        return configError("config.key", "The key \"workspace\" is missing.");
    }
    MS_TRY(readService(root, folder, config));
    constexpr std::int64_t kMostMiB = 1 << 30;
    MS_ASSIGN(const auto reserve, valueOf<std::int64_t>(root, "disk-reserve-mib", "a whole number"));
    const toml::table& upload = tableOf(root, "upload");
    MS_TRY(checkKeys(upload, "upload", {"batch-records", "window-hours"}));
    MS_ASSIGN(const auto records, valueOf<std::int64_t>(upload, "batch-records", "a whole number"));
    MS_ASSIGN(const auto hours, valueOf<std::int64_t>(upload, "window-hours", "a whole number"));
    if (reserve.value_or(1) < 0 || reserve.value_or(1) > kMostMiB || records.value_or(1) < 1 ||
        records.value_or(1) > kMaxLeavesPerBatch || hours.value_or(1) < 1 || hours.value_or(1) > 24 * 366) {
        return configError("config.value",
                           "disk-reserve-mib is 0 or more, batch-records 1 to 8192, window-hours 1 to 8784.");
    }
    if (reserve) {
        config.service.diskReserve = static_cast<std::uint64_t>(*reserve) << 20;
    }
    if (records) {
        config.upload.batchRecords = static_cast<std::uint32_t>(*records);
    }
    if (hours) {
        config.upload.window = std::chrono::hours(*hours);
    }
    MS_TRY(readMqttDoors(root, folder, config.service.mqtt));
    MS_TRY(checkServiceOptions(config.service));
    return config;
}

}  // namespace

Result<Config> readConfig(const fs::path& file)
{
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
        return makeError(ErrorCode::NotFound, "config.file",
                         fmt::format("There is no configuration {}. The service was not started.", file.string()));
    }
    try {
        return configFrom(toml::parse_file(file.string()), fs::absolute(file, error).parent_path());
    } catch (const toml::parse_error& e) {
        return configError("config.syntax",
                           fmt::format("{} line {}: {}.", file.string(), e.source().begin.line, e.description()));
    }
}

}  // namespace meterseal::server
