#include "chain/cosign/durable_file.h"

#include "crypto/keys/atomic_file.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

Error named(const Error& error, const std::filesystem::path& file)
{
    return makeError(error.code, "witness.io", fmt::format("{}: {}", file.string(), error.message));
}

}  // namespace

Status writeDurably(const std::filesystem::path& file, std::string_view content)
{
    const Status written = crypto::detail::replaceFile(file, asBytes(content));
    return written.ok() ? Status() : Status(named(written.error(), file));
}

Result<std::string> readDurable(const std::filesystem::path& file, std::size_t maxBytes)
{
    const auto bytes = crypto::detail::readWholeFile(file, maxBytes);
    if (!bytes.ok()) {
        return named(bytes.error(), file);
    }
    return std::string(asText(*bytes));
}

}  // namespace meterseal
