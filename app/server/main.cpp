// meterseald: one workspace served over HTTP (core/rest). It owns the workspace while it runs; SIGTERM and SIGINT end
// it in order: requests, uploader, ledger; SIGHUP reads the certificate again. Access log as JSON Lines on standard
// output, everything else on standard error.
#include "meterseal/base/local_socket.h"
#include "meterseal/crypto/read_secret.h"
#include "meterseal/file/file.h"
#include "meterseal/rest/service.h"
#include "server/config.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace {

using namespace meterseal;

constexpr int kExitUsage = 2, kExitNotDone = 3;

// Tells systemd how far it is; nothing where nobody asked (sd_notify(3)).
void notify(std::string_view state)
{
    if (const char* const socket = std::getenv("NOTIFY_SOCKET")) {
        sendDatagram(socket, state);
    }
}

// --passphrase-fd, else the systemd credential "passphrase". Never an option's value, never the environment.
Result<crypto::SecretBytes> readPassphrase(int descriptor)
{
    if (descriptor >= 0) {
        return crypto::readSecret(descriptor, crypto::SecretEnd::Line, "passphrase");
    }
    const char* const credentials = std::getenv("CREDENTIALS_DIRECTORY");
    if (credentials == nullptr) {
        return makeError(ErrorCode::InvalidArgument, "config.passphrase",
                         "The key store's passphrase comes from --passphrase-fd or the systemd credential "
                         "\"passphrase\" (LoadCredentialEncrypted=).");
    }
    const auto read = [&]() -> Result<crypto::SecretBytes> {
        MS_ASSIGN(File file, File::open(std::string(credentials) + "/passphrase", OpenFor::Reading));
        crypto::SecretBytes buffer(crypto::kMaxSecretBytes + 1);
        MS_ASSIGN(const std::size_t size, file.read(buffer.data(), buffer.size()));
        if (size > crypto::kMaxSecretBytes) {
            return makeError(
                ErrorCode::InvalidArgument, "config.passphrase",
                fmt::format("The credential \"passphrase\" has more than {} bytes.", crypto::kMaxSecretBytes));
        }
        const std::string_view text = asText(buffer.view().first(size));
        return crypto::SecretBytes(text.substr(0, text.find_first_of("\r\n")));
    };
    auto secret = read();
    return secret ? std::move(secret) : rephrased(secret.error(), "config.passphrase", "The service was not started.");
}

void say(const std::string& text)
{
    std::fprintf(stderr, "meterseald: %s\n", text.c_str());
}

// Until SIGTERM or SIGINT. SIGHUP reads the certificate again; meanwhile systemd's watchdog hears that it serves, and
// hears nothing where it does not.
void waitForEnd(Service& running, const sigset_t& signals)
{
    const char* const given = std::getenv("WATCHDOG_USEC");
    const std::chrono::microseconds watchdog(given != nullptr ? std::strtoull(given, nullptr, 10) : 0);
    const auto pause = watchdog.count() > 0 ? std::max(watchdog / 3, std::chrono::microseconds(1'000))
                                            : std::chrono::microseconds(std::chrono::hours(1));
    const timespec wait{static_cast<time_t>(pause.count() / 1'000'000),
                        static_cast<long>(pause.count() % 1'000'000 * 1'000)};
    for (;;) {
        const int signal = ::sigtimedwait(&signals, nullptr, &wait);
        if (signal == SIGHUP) {
            const Status reloaded = running.reload();
            say(reloaded.ok() ? "the certificate was read again" : reloaded.error().message);
        } else if (signal > 0) {
            return;
        } else if (watchdog.count() > 0 &&
                   running.answers(std::chrono::duration_cast<std::chrono::milliseconds>(pause))) {
            notify("WATCHDOG=1");
        }
    }
}

Status serve(const server::Config& config, int passphraseFd, const sigset_t& signals)
{
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(passphraseFd));
    MS_ASSIGN(Workspace workspace, Workspace::open(config.workspace));
    OpenWorkspaceOptions options;
    options.client = "meterseald";
    options.patience = std::chrono::seconds(5);
    options.auditFailed = [](const Error& error) { say("audit log: " + error.message); };
    MS_ASSIGN(const auto open, OpenWorkspace::open(std::move(workspace), passphrase, options));
    MS_TRY(open->startUploader(config.upload));
    ServiceOptions service = config.service;
    service.version = METERSEAL_VERSION;
    service.notice = say;
    std::mutex logMutex;
    service.accessLog = [&logMutex](std::string_view line) {
        const std::lock_guard lock(logMutex);
        std::fwrite(line.data(), 1, line.size(), stdout);
        std::fputc('\n', stdout);
        std::fflush(stdout);
    };
    MS_ASSIGN(const auto running, Service::start(*open, service));
    const auto ports = running->ports();
    for (std::size_t i = 0; i < ports.size(); ++i) {
        const ServiceAddress& address = service.listen[i];
        say(fmt::format("listening on {}://{}:{}", address.tls ? "https" : "http", address.host, ports[i]));
    }
    if (!service.unixSocket.empty()) {
        say("listening on " + service.unixSocket.string());
    }
    notify("READY=1");
    waitForEnd(*running, signals);
    notify("STOPPING=1");
    say("ending");
    running->stop();
    return open->close();
}

int failed(const Error& error)
{
    std::fprintf(stderr, "meterseald: error: %s [%s]\n", error.message.c_str(), error.reason.c_str());
    return error.reason.starts_with("config.") ? kExitUsage : kExitNotDone;
}

int run(int argc, char** argv)
{
    CLI::App app("Serves a MeterSeal workspace over HTTP: registers meters, takes records, traces and verifies.",
                 "meterseald");
    std::string file = "/etc/meterseal/meterseald.toml";
    bool check = false;
    int passphraseFd = -1;
    app.add_option("-c,--config", file, "Configuration file (TOML)")->capture_default_str()->type_name("FILE");
    app.add_flag("--check-config", check, "Only say whether the configuration is good");
    app.add_option("--passphrase-fd", passphraseFd, "Read the key store's passphrase from this open file descriptor")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.set_version_flag("--version", std::string("meterseald ") + METERSEAL_VERSION);
    CLI11_PARSE(app, argc, argv);

    // Blocked before any thread starts, so that this one gets them.
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGTERM);
    ::sigaddset(&signals, SIGINT);
    ::sigaddset(&signals, SIGHUP);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);

    const auto config = server::readConfig(file);
    if (!config) {
        return failed(config.error());
    }
    if (check) {
        std::printf("%s is good.\n", file.c_str());
        return 0;
    }
    const Status served = serve(*config, passphraseFd, signals);
    return served.ok() ? 0 : failed(served.error());
}

}  // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "meterseald: error: internal error: %s [server.internal]\n", e.what());
        return kExitNotDone;
    }
}
