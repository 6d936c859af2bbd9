// The worked examples of PROTOCOL.md, made by an independent implementation.
#pragma once

#include <nlohmann/json.hpp>

namespace meterseal::test {

// tests/vectors/protocol.json, read once.
const nlohmann::json& vectors();

}  // namespace meterseal::test
