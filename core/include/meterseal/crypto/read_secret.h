// A secret that another program or a person hands over on an open descriptor: read into memory that is wiped, and no
// further than asked.
//
// Thread-safety: a pure function.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/crypto/secret.h"

namespace meterseal::crypto {

inline constexpr std::size_t kMaxSecretBytes = 4096;

enum class SecretEnd {
    Line,   // the first line; what follows it stays unread
    Input,  // the end of what is given
};
// Less the end of its (last) line. Nothing is cut: a longer one is refused. `what` names it in errors.
// reason: file.io, secret.too-long
Result<SecretBytes> readSecret(int descriptor, SecretEnd end, std::string_view what);

}  // namespace meterseal::crypto
