#include "cli/input.h"

#include "cli/terminal.h"
#include "meterseal/crypto/read_secret.h"
#include "meterseal/file/descriptor.h"
#include "meterseal/file/file.h"

#include <fmt/format.h>

#include <cstdlib>

namespace meterseal::cli {

namespace {

constexpr std::size_t kReadBytes = 256u << 10;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

}  // namespace

StandardInputLines::StandardInputLines() = default;

Result<bool> StandardInputLines::fill()
{
    if (m_end) {
        return false;
    }
    m_buffer.erase(0, m_at);
    m_at = 0;
    const std::size_t before = m_buffer.size();
    m_buffer.resize(before + kReadBytes);
    const auto got = readDescriptor(kStandardInput, m_buffer.data() + before, kReadBytes);
    m_buffer.resize(before + (got ? *got : 0));
    MS_TRY(got.status());
    m_end = *got == 0;
    return !m_end;
}

Result<std::optional<std::string_view>> StandardInputLines::next()
{
    std::size_t searchFrom = m_at;
    while (true) {
        const std::size_t end = m_buffer.find('\n', searchFrom);
        if (end != std::string::npos) {
            std::string_view line(m_buffer.data() + m_at, end - m_at);
            m_at = end + 1;
            ++m_line;
            if (line.ends_with('\r')) {
                line.remove_suffix(1);
            }
            return std::optional(line);
        }
        const std::size_t pending = m_buffer.size() - m_at;
        if (pending > kMaxLineBytes) {
            return makeError(
                ErrorCode::InvalidArgument, "cli.line-too-long",
                fmt::format("Line {} of standard input is longer than {} MiB.", m_line + 1, kMaxLineBytes >> 20));
        }
        MS_ASSIGN(const bool more, fill());
        searchFrom = m_at + pending;
        if (!more) {
            if (pending == 0) {
                return std::optional<std::string_view>();
            }
            const std::string_view line(m_buffer.data() + m_at, pending);
            m_at = m_buffer.size();
            ++m_line;
            return std::optional(line);
        }
    }
}

Result<std::string> readTextFile(const std::string& file, std::size_t maxBytes)
{
    if (file == "-") {
        return readStandardInput(maxBytes);
    }
    auto text = readWhole(file, maxBytes);
    if (!text) {
        return makeError(ErrorCode::Io, "input.file", text.error().message + " Nothing was checked.");
    }
    return std::move(*text);
}

Result<std::string> readStandardInput(std::size_t maxBytes)
{
    std::string all;
    while (true) {
        const std::size_t before = all.size();
        all.resize(before + kReadBytes);
        MS_ASSIGN(const std::size_t got, readDescriptor(kStandardInput, all.data() + before, kReadBytes));
        all.resize(before + got);
        if (got == 0) {
            return std::string(trimmed(all));
        }
        if (all.size() > maxBytes) {
            return makeError(ErrorCode::InvalidArgument, "cli.input-too-long",
                             fmt::format("Standard input is longer than {} MiB.", maxBytes >> 20));
        }
    }
}

Result<crypto::SecretBytes> readSecretFromStandardInput(std::string_view what)
{
    if (isTerminal(kStandardInput)) {
        return promptSecret(what);
    }
    return crypto::readSecret(kStandardInput, crypto::SecretEnd::Input, what);
}

Result<crypto::SecretBytes> readSecretLine(int fd, std::string_view what)
{
    if (!isOpen(fd)) {
        return usageError(fmt::format("File descriptor {}, which should give the {}, is not open.", fd, what));
    }
    return crypto::readSecret(fd, crypto::SecretEnd::Line, what);
}

Result<crypto::SecretBytes> readPassphrase(const Context& context, bool isNew)
{
    if (context.passphraseFd >= 0) {
        return readSecretLine(context.passphraseFd, "passphrase");
    }
    if (const char* fromEnvironment = std::getenv("METERSEAL_PASSPHRASE")) {
        return crypto::SecretBytes(std::string_view(fromEnvironment));
    }
    return promptSecret("passphrase", isNew);
}

Result<Timestamp> parseTimeOption(std::string_view text, std::string_view option, bool endOfDay)
{
    constexpr std::size_t kDateLength = 10;
    std::string full(text);
    if (full.size() == kDateLength) {
        full += endOfDay ? "T23:59:59.999Z" : "T00:00:00.000Z";
    }
    auto time = parseTimestamp(full, option);
    if (!time) {
        return usageError(fmt::format("{} takes a UTC day (2026-11-22) or a time (2026-11-22T08:00:00.000Z). {}",
                                      option, time.error().message));
    }
    return time;
}

Result<Hash256> parseHashOption(std::string_view text, std::string_view what)
{
    auto hash = Hash256::fromHex(text, what);
    if (!hash) {
        return usageError(fmt::format("{} takes a hash of 64 lowercase hex digits. {}", what, hash.error().message));
    }
    return hash;
}

}  // namespace meterseal::cli
