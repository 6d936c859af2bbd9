#include "source/temporary_file.h"

#include <fmt/format.h>

namespace meterseal::source {

namespace {

Error spoolError(const Error& cause)
{
    return rephrased(makeError(ErrorCode::Io, cause.reason, cause.message), "source.spool",
                     "A temporary copy was to be made there. Nothing was read; make room or set TMPDIR to another "
                     "folder.");
}

}  // namespace

Result<std::unique_ptr<TemporaryFile>> TemporaryFile::make()
{
    auto file = makeTemporaryFile({}, Named::Yes);  // by its name: SQLite and the program for old workbooks open it
    if (!file) {
        return spoolError(file.error());
    }
    return std::unique_ptr<TemporaryFile>(new TemporaryFile(std::move(*file)));
}

TemporaryFile::~TemporaryFile()
{
    std::error_code ignored;
    std::filesystem::remove(m_file.path(), ignored);
}

Status TemporaryFile::append(std::string_view bytes)
{
    if (const Status written = m_file.writeAt(m_size, asBytes(bytes)); !written) {
        return spoolError(written.error());
    }
    m_size += bytes.size();
    return {};
}

Status TemporaryFile::appendAll(ByteInput& bytes, const std::stop_token& stop)
{
    std::string block(256 * 1024, '\0');
    for (;;) {
        if (stop.stop_requested()) {
            return makeError(ErrorCode::Cancelled, "source.stopped", "Stopped. Nothing was written.");
        }
        MS_ASSIGN(const std::size_t got, bytes.read(block.data(), block.size()));
        if (got == 0) {
            return {};
        }
        if (m_size + got > kMaxUnpackedBytes) {
            return makeError(
                ErrorCode::InvalidArgument, "source.too-big",
                fmt::format("More than {} bytes come out of this file. Nothing of it was read.", kMaxUnpackedBytes));
        }
        MS_TRY(append({block.data(), got}));
    }
}

Result<std::size_t> TemporaryFile::readAt(std::uint64_t offset, char* to, std::size_t size) const
{
    const auto got = m_file.readAt(offset, to, size);
    return got ? got : Result<std::size_t>(spoolError(got.error()));
}

}  // namespace meterseal::source
