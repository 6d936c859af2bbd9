// CometBFT as a child process of the node.
#pragma once

#include "meterseal/base/process.h"

namespace meterseal::node {

// Started in a group of its own: Ctrl-C reaches a whole group of processes, and the node ends its engine itself, and in
// order. stop() it: after a panic of its consensus CometBFT lives on deaf.
// reason: node.engine (it cannot be started)
Result<ChildProcess> startEngine(const std::filesystem::path& program, const std::filesystem::path& home);

// The installed version ("0.38.26"). reason: node.engine, node.engine-version (another line than 0.38)
Result<std::string> engineVersion(const std::filesystem::path& program);

}  // namespace meterseal::node
