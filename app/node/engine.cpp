#include "node/engine.h"

#include <array>
#include <fmt/format.h>

namespace meterseal::node {

namespace {

Error cannotStart(const Error& cause)
{
    return makeError(ErrorCode::NotFound, "node.engine",
                     fmt::format("CometBFT: {} Install CometBFT 0.38 or name it with --engine.", cause.message));
}

}  // namespace

Result<ChildProcess> startEngine(const std::filesystem::path& program, const std::filesystem::path& home)
{
    auto engine =
        ChildProcess::start({.program = program, .arguments = {"start", "--home", home.string()}, .ownGroup = true});
    if (!engine) {
        return cannotStart(engine.error());
    }
    return engine;
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
