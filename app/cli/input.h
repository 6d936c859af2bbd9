// Standard input, secrets and the values of options.
//
// Every read is bounded: hostile input ends in an Error, never in memory without end.
#pragma once

#include "cli/context.h"
#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/crypto/secret.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace meterseal::cli {

inline constexpr std::size_t kMaxLineBytes = 16u << 20;

// Lines of standard input, without their ends (LF or CRLF). A last line needs no end.
class StandardInputLines {
public:
    StandardInputLines();
    // The next line, valid until the next call; none at the end. Error for a longer line than kMaxLineBytes.
    Result<std::optional<std::string_view>> next();
    std::uint64_t line() const { return m_line; }  // of the last one given, from 1

private:
    // False at the end of input.
    Result<bool> fill();

    std::string m_buffer;
    std::size_t m_at = 0;
    bool m_end = false;
    std::uint64_t m_line = 0;
};

// All of standard input, white space at its ends removed. Error beyond `maxBytes`.
Result<std::string> readStandardInput(std::size_t maxBytes = 64u << 20);

// A small text file as it is, or standard input where `file` is "-". Error beyond `maxBytes`.
Result<std::string> readTextFile(const std::string& file, std::size_t maxBytes = 64u << 20);

// A secret from standard input (`what` names it in a prompt where that is a terminal): the bytes up to the end, less
// one line end.
Result<crypto::SecretBytes> readSecretFromStandardInput(std::string_view what);
// The first line that file descriptor `fd` gives, read no further than its end.
Result<crypto::SecretBytes> readSecretLine(int fd, std::string_view what);

// The workspace's passphrase: --passphrase-fd, else METERSEAL_PASSPHRASE, else a prompt (twice for a new one).
Result<crypto::SecretBytes> readPassphrase(const Context& context, bool isNew = false);

// "2026-11-22T08:00:00.000Z" or "2026-11-22", a UTC day: its first instant, or its last where `endOfDay`.
Result<Timestamp> parseTimeOption(std::string_view text, std::string_view option, bool endOfDay);
// A transaction or block hash as an option or argument.
Result<Hash256> parseHashOption(std::string_view text, std::string_view what);

}  // namespace meterseal::cli
