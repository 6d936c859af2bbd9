// meterseald's one configuration file (TOML). Unknown keys are refused, so that a misspelt one is not a default.
//
//   workspace = "/var/lib/meterseal"          # needed
//   disk-reserve-mib = 1024                   # uploads leave so much free
//   [listen]
//   plain = ["127.0.0.1:8080"]                # the default
//   tls = ["0.0.0.0:8443"]
//   socket = "meterseald.sock"                # beside the workspace's files; "" for none
//   plain-elsewhere = false                   # true: plain addresses other machines can reach
//   [tls]
//   certificate = "server.pem"                # PEM, with its chain
//   private-key = "server.key"
//   client-ca = "clients.pem"                 # only clients with its certificates
//   [tokens]
//   file = "tokens.json"                      # default: in the workspace
//   [upload]
//   batch-records = 8192
//   window-hours = 24
//   [[mqtt]]                                  # a broker to listen to; one each
//   name = "lorawan"                          # the live job is then mqtt-lorawan
//   broker = "mqtts://broker.example:8883"    # or mqtt://127.0.0.1:1883
//   topics = ["application/+/device/+/event/up"]
//   profile = "chirpstack"                    # a mapping profile of the workspace
//   client-id = "meterseal-lorawan"           # the default
//   user = "meterseal"
//   password-file = "mqtt.password"           # its first line
//   ca = "broker-ca.pem"                      # default: whoever the system trusts
//   certificate = "client.pem"                # for brokers that ask for one
//   private-key = "client.key"
//   plain-elsewhere = false                   # true: another machine without TLS
//
// Relative paths count from the file's folder, socket and tokens from the workspace.
#pragma once

#include "meterseal/rest/service.h"

#include <filesystem>

namespace meterseal::server {

struct Config {
    std::filesystem::path workspace;
    ServiceOptions service;
    UploaderSetup upload;
};

// reason: config.file, config.syntax, config.key, config.value; those of checkServiceOptions()
Result<Config> readConfig(const std::filesystem::path& file);

}  // namespace meterseal::server
