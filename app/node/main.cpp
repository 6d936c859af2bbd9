// meterseal-node: a consortium member's validator. It keeps the ledger as CometBFT's application and runs CometBFT as
// its child.
//
//   meterseal-node keys --home H                       makes the node's keys and says their public halves
//   meterseal-node configure --home H --genesis FILE --organisation ID --peer ID@HOST:PORT...
//   meterseal-node run --home H
#include "meterseal/chain/consortium_application.h"
#include "meterseal/chain/node_home.h"
#include "meterseal/chain/seal_fetch.h"
#include "meterseal/file/file.h"
#include "node/abci_server.h"
#include "node/engine.h"

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <thread>

namespace {

using namespace meterseal;
using namespace meterseal::node;
using namespace std::chrono_literals;

std::atomic<bool> g_end{false};

void say(const std::string& text)
{
    std::fprintf(stderr, "%s meterseal-node: %s\n", formatTimestamp(now()).c_str(), text.c_str());
}

void sayOnce(std::string& told, const std::string& text)
{
    if (told != text) {
        told = text;
        say(text);
    }
}

struct Options {
    std::string home, genesis, engine = "cometbft";
    NodePlace place;
};

Status runKeys(const Options& options)
{
    MS_ASSIGN(const NodeKeys keys, makeKeys(options.home));
    std::printf(
        "%s\n",
        nlohmann::ordered_json{{"validatorKey", toHex(keys.validatorKey)}, {"nodeId", keys.nodeId}}.dump().c_str());
    return {};
}

Status runConfigure(const Options& options)
{
    MS_ASSIGN(const std::string text, readWhole(options.genesis, 1u << 20));
    MS_ASSIGN(const Genesis genesis, parseGenesis(text));
    MS_TRY(configure(options.home, genesis, options.place));
    std::printf(
        "%s\n",
        nlohmann::ordered_json{{"chain", genesis.chain}, {"fingerprint", fingerprintOf(genesis).hex()}}.dump().c_str());
    return {};
}

// Asks CometBFT for the seals of blocks that have none yet, until there are none.
// `told`: what was said last, so that a seal that does not hold is not said ten times a second.
void fetchSeals(ConsortiumApplication& application, const std::string& rpc, std::string& told)
{
    auto client = cometbft::RpcClient::open(rpc);
    const auto blocks = application.unsealed();
    if (!client.ok() || !blocks.ok()) {
        return;
    }
    for (const auto& unsealed : *blocks) {
        if (g_end) {
            return;  // after a long catching up there are many
        }
        const auto seal =
            fetchSeal(*client, unsealed.cometHeight + 1, unsealed.block, application.genesis(), unsealed.trust, 2s);
        if (!seal.ok()) {
            if (seal.error().reason.starts_with("seal.")) {
                sayOnce(told, fmt::format("the seal of block {} does not hold: {}", unsealed.block.header.height,
                                          seal.error().message));
            }
            return;  // not decided yet, or CometBFT is not up
        }
        if (const Status kept = application.addSeal(unsealed, *seal); !kept.ok()) {
            sayOnce(told, kept.error().message);
            return;
        }
    }
}

// After a panic of its consensus CometBFT lives on, deaf, and its RPC answers: only the height shows it. It grows at
// least each ten seconds where two thirds of the validators run.
class HeightWatch {
public:
    void look(ConsortiumApplication& application)
    {
        const auto height = application.height();
        const auto time = std::chrono::steady_clock::now();
        if (height.ok() && *height != m_height) {
            m_height = *height;
            m_since = time;
            m_told = false;
        } else if (!m_told && time - m_since > kFrozen) {
            m_told = true;
            say(fmt::format(
                "CometBFT height {} has not changed for {} s: a third of the validators is down, this machine "
                "is cut off, or this node has stopped (look for CONSENSUS FAILURE above)",
                m_height, std::chrono::seconds(kFrozen).count()));
        }
    }

private:
    static constexpr std::chrono::seconds kFrozen{60};
    std::int64_t m_height = -1;
    std::chrono::steady_clock::time_point m_since = std::chrono::steady_clock::now();
    bool m_told = false;
};

// Keeps CometBFT running until the end is asked for, the application fails, or it falls over again and again.
Status keepRunning(const Options& options, ConsortiumApplication& application, AbciServer& server,
                   const std::string& rpc)
{
    int restarts = 0;
    std::string told;
    HeightWatch watch;
    while (!g_end) {
        const auto begun = std::chrono::steady_clock::now();
        MS_ASSIGN(const auto engine,
                  EngineProcess::start(options.engine, std::filesystem::path(options.home) / "cometbft"));
        say(fmt::format("CometBFT runs (process {}), ledger at block {}", engine->id(), application.head().height));
        std::optional<ChildEnd> ended;
        while (!g_end && server.failure().ok() && !engine->trouble() && !(ended = engine->ended())) {
            fetchSeals(application, rpc, told);
            watch.look(application);
            std::this_thread::sleep_for(100ms);
        }
        if (!ended) {
            engine->stop(engine->trouble() ? 1s : 10s);  // after a panic it hears nothing
            MS_TRY(server.failure());
        }
        if (const auto trouble = engine->trouble()) {
            return *trouble;
        }
        if (!ended) {
            return {};
        }
        say(fmt::format("CometBFT ended ({}) and is started again", describe(*ended)));
        restarts = std::chrono::steady_clock::now() - begun > 60s ? 0 : restarts + 1;
        if (restarts > 5) {
            return makeError(ErrorCode::Unavailable, "node.engine-ends",
                             "CometBFT ends again and again within a minute of its start. Its own output above says "
                             "why; see the operators' page "
                             "for what to do.");
        }
        std::this_thread::sleep_for(std::chrono::seconds(std::min(restarts, 5)));
    }
    return {};
}

// Of tests: where in the handling of a block this process is to be killed.
std::optional<DyingPoint> dyingPoint()
{
    const char* const name = std::getenv("METERSEAL_NODE_DIES");
    const std::string_view at = name == nullptr ? "" : name;
    return at == "in-finalize"     ? std::optional(DyingPoint::InFinalize)
           : at == "before-commit" ? std::optional(DyingPoint::BeforeCommit)
           : at == "after-commit"  ? std::optional(DyingPoint::AfterCommit)
                                   : std::nullopt;
}

Status runNode(const Options& options)
{
    const std::filesystem::path home = options.home;
    MS_ASSIGN(const std::string version, engineVersion(options.engine));
    MS_ASSIGN(auto application, ConsortiumApplication::open(home / "ledger.db"));
    MS_ASSIGN(auto peers, peerIds(home));
    MS_ASSIGN(const std::string rpc, rpcAddress(home));
    AbciServer server(*application, std::move(peers), say, dyingPoint());
    MS_TRY(server.listen(home / "abci.sock"));
    say(fmt::format("chain {}, fingerprint {}, CometBFT {}", application->genesis().chain,
                    fingerprintOf(application->genesis()).hex(), version));
    if (const Status own = checkOwnKey(home, application->organisations()); !own.ok()) {
        say(own.error().message);  // no refusal: after a rotation the ledger that names the new key is fetched first
    }
    const Status end = keepRunning(options, *application, server, rpc);
    server.stop();
    std::string told;
    fetchSeals(*application, rpc, told);
    return end;
}

}  // namespace

int main(int argc, char** argv)
{
    CLI::App app("A consortium member's validator: keeps the ledger and runs CometBFT beside it", "meterseal-node");
    app.set_version_flag("--version", METERSEAL_VERSION);
    app.require_subcommand(1);
    Options options;
    const auto verb = [&](const char* name, const char* about) {
        CLI::App* const sub = app.add_subcommand(name, about);
        sub->add_option("--home", options.home, "The node's folder")->required();
        return sub;
    };
    CLI::App* const keys = verb("keys", "Make the node's keys where there are none, and say their public halves");
    CLI::App* const configure =
        verb("configure", "Write CometBFT's configuration and the empty ledger for a genesis document");
    configure->add_option("--genesis", options.genesis, "The genesis document")->required();
    configure->add_option("--organisation", options.place.organisation, "This organisation's id")->required();
    configure->add_option("--peer", options.place.peers, "nodeid@host:port of another member's node");
    configure->add_option("--p2p", options.place.p2p, "Where other members' nodes connect");
    configure->add_option("--rpc", options.place.rpc, "Where this machine's programs connect: 127.0.0.1 or unix");
    CLI::App* const run = verb("run", "Run the node until SIGTERM or Ctrl-C");
    run->add_option("--engine", options.engine, "The CometBFT program");
    CLI11_PARSE(app, argc, argv);

    struct sigaction ending {};
    ending.sa_handler = [](int) { g_end = true; };
    ::sigaction(SIGTERM, &ending, nullptr);
    ::sigaction(SIGINT, &ending, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    const Status done = keys->parsed()        ? runKeys(options)
                        : configure->parsed() ? runConfigure(options)
                                              : runNode(options);
    if (!done.ok()) {
        say(fmt::format("{} [{}]", done.error().message, done.error().reason));
        // 4: whoever starts it again changes nothing; somebody must do what the sentence says.
        return run->parsed() && done.error().code == ErrorCode::Conflict ? 4 : 3;
    }
    return 0;
}
