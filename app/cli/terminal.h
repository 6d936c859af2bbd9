// The terminal: whether there is one, secrets asked without echo, single keys.
//
// Thread-safety: one thread.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/crypto/secret.h"
#include "meterseal/file/descriptor.h"

#include <memory>
#include <optional>
#include <string_view>

namespace meterseal::cli {

bool isTerminal(int descriptor);

// Keys of a terminal one by one and without echo, for its scope; Ctrl-C stays Ctrl-C.
class Keyboard {
public:
    Keyboard();
    ~Keyboard();
    Keyboard(const Keyboard&) = delete;
    Keyboard& operator=(const Keyboard&) = delete;
    // What was pressed and not asked for yet; none where standard input is no terminal. Does not wait.
    std::optional<char> next();

private:
    struct Before;
    std::unique_ptr<Before> m_before;  // null: no terminal
};

// Asked on the terminal, without echo. reason: cli.no-terminal, cli.input, cli.secrets-differ
Result<crypto::SecretBytes> promptSecret(std::string_view what, bool twice = false);

}  // namespace meterseal::cli
