#include "chain/cosign/durable_file.h"

#include "meterseal/file/whole_file.h"

namespace meterseal {

namespace {

Error named(const Error& error)
{
    return rephrased(error, "witness.io");
}

}  // namespace

Status writeDurably(const std::filesystem::path& file, std::string_view content)
{
    const Status written = replaceFile(file, content, kPrivateMode);
    return written.ok() ? Status() : Status(named(written.error()));
}

Result<std::string> readDurable(const std::filesystem::path& file, std::size_t maxBytes)
{
    auto text = readWhole(file, maxBytes);
    if (!text.ok()) {
        return named(text.error());
    }
    return text;
}

}  // namespace meterseal
