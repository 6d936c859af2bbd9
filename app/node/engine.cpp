#include "node/engine.h"

#include <array>
#include <cstdio>
#include <fmt/format.h>

namespace meterseal::node {

namespace {

Error cannotStart(const Error& cause)
{
    return makeError(ErrorCode::NotFound, "node.engine",
                     fmt::format("CometBFT: {} Install CometBFT 0.38 or name it with --engine.", cause.message));
}

}  // namespace

std::optional<Error> engineTrouble(std::string_view line)
{
    const auto says = [&](std::string_view text) { return line.find(text) != std::string_view::npos; };
    constexpr std::string_view kAfresh =
        "Stop, move ledger.db* and everything in cometbft/data but priv_validator_state.json aside, run configure, and "
        "start: the blocks are fetched from the other members and executed again.";
    // Others' proposals that do not fit are told with the same words and are no trouble: what counts is that the block
    // was decided, or that more than two thirds signed it.
    const bool stopped = says("CONSENSUS FAILURE!!!");
    if (says("wrong Block.Header.AppHash") && (stopped || says("+2/3 ") || says("Error in validation"))) {
        return makeError(ErrorCode::Conflict, "node.other-state",
                         fmt::format("The other members decided on another ledger than this node computed from the "
                                     "same transactions. It decides nothing more. Install the version that the others "
                                     "run, and look why they differ. {}",
                                     kAfresh));
    }
    if (says("app block height (") && says("is higher than core")) {
        return makeError(
            ErrorCode::Conflict, "node.engine-behind",
            fmt::format("CometBFT's data is older than the ledger: they were restored apart. {}", kAfresh));
    }
    if (says("state.AppHash does not match AppHash after replay")) {
        return makeError(ErrorCode::Conflict, "node.engine-lost",
                         fmt::format("CometBFT's data is not that of this ledger, or is lost. {}", kAfresh));
    }
    if (stopped) {
        return makeError(ErrorCode::Unavailable, "node.engine-stopped",
                         "CometBFT's consensus has stopped for good; its own words stand above. The node is started "
                         "again; where it stops again, see the operators' page.");
    }
    return std::nullopt;
}

EngineProcess::EngineProcess(ChildProcess process) : m_process(std::move(process)), m_reader([this] { readLoop(); })
{}

EngineProcess::~EngineProcess()
{
    stop(std::chrono::seconds(10));
}

Result<std::unique_ptr<EngineProcess>> EngineProcess::start(const std::filesystem::path& program,
                                                            const std::filesystem::path& home)
{
    auto engine = ChildProcess::start({.program = program,
                                       .arguments = {"start", "--home", home.string()},
                                       .output = ChildCommand::Output::PipedWithErrors,
                                       .ownGroup = true});
    if (!engine) {
        return cannotStart(engine.error());
    }
    return std::unique_ptr<EngineProcess>(new EngineProcess(std::move(*engine)));
}

std::optional<ChildEnd> EngineProcess::ended()
{
    auto end = m_process.ended();
    if (end && m_reader.joinable()) {
        m_reader.join();
    }
    return end;
}

void EngineProcess::stop(std::chrono::milliseconds patience)
{
    if (!m_process.ended()) {
        m_process.stop(patience);
    }
    ended();
}

std::optional<Error> EngineProcess::trouble() const
{
    const MutexLock lock(m_mutex);
    return m_trouble;
}

void EngineProcess::readLoop()
{
    constexpr std::size_t kLongestLine = 64 * 1024;
    std::array<char, 4096> chunk{};
    std::string line;
    while (const std::size_t got = m_process.read(chunk.data(), chunk.size())) {
        std::fwrite(chunk.data(), 1, got, stderr);
        for (std::size_t i = 0; i < got; ++i) {
            if (chunk[i] == '\n') {
                take(line);
                line.clear();
            } else if (line.size() < kLongestLine) {
                line += chunk[i];
            }
        }
    }
    take(line);
}

void EngineProcess::take(std::string_view line)
{
    if (auto found = engineTrouble(line)) {
        const MutexLock lock(m_mutex);
        if (!m_trouble) {
            m_trouble = std::move(found);
        }
    }
}

Result<std::string> engineVersion(const std::filesystem::path& program)
{
    auto engine =
        ChildProcess::start({.program = program, .arguments = {"version"}, .output = ChildCommand::Output::Piped});
    if (!engine) {
        return cannotStart(engine.error());
    }
    std::string version;
    std::array<char, 256> chunk{};
    while (const std::size_t got = engine->read(chunk.data(), chunk.size())) {
        version.append(chunk.data(), got);
    }
    engine->wait();
    while (!version.empty() && (version.back() == '\n' || version.back() == '\r')) {
        version.pop_back();
    }
    const std::string plain = version.substr(0, version.find('+'));
    if (!plain.starts_with("0.38.") && !plain.starts_with("v0.38.")) {
        return makeError(ErrorCode::InvalidArgument, "node.engine-version",
                         fmt::format("{} is CometBFT {}. This node works with the line 0.38; it is pinned because "
                                     "other lines write other bytes.",
                                     program.string(), version));
    }
    return version;
}

}  // namespace meterseal::node
