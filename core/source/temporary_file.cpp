#include "source/temporary_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace meterseal::source {

namespace {

Error spoolError(const std::string& where)
{
    return makeError(ErrorCode::Io, "source.spool",
                     fmt::format("A temporary copy cannot be written to {}: {}. Nothing was read; make room there or "
                                 "set TMPDIR to another folder.",
                                 where, std::strerror(errno)));
}

}  // namespace

Result<std::unique_ptr<TemporaryFile>> TemporaryFile::make()
{
    std::error_code failed;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(failed);
    std::string name = (failed ? std::filesystem::path("/tmp") : folder) / "meterseal-XXXXXX";
    const int fd = ::mkostemp(name.data(), O_CLOEXEC);  // readable by its owner only
    if (fd < 0) {
        return spoolError(name);
    }
    return std::unique_ptr<TemporaryFile>(new TemporaryFile(fd, name));
}

TemporaryFile::~TemporaryFile()
{
    ::close(m_fd);
    ::unlink(m_path.c_str());
}

Error TemporaryFile::failure() const
{
    return spoolError(m_path.string());
}

Status TemporaryFile::append(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t put = ::pwrite(m_fd, bytes.data(), bytes.size(), static_cast<off_t>(m_size));
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return failure();
        }
        m_size += static_cast<std::uint64_t>(put);
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
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
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::pread(m_fd, to + done, size - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return failure();
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

}  // namespace meterseal::source
