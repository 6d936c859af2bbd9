#include "workspace/files.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace meterseal {

namespace {

Error fileError(const std::filesystem::path& file, const char* what)
{
    const bool absent = errno == ENOENT;
    return makeError(absent ? ErrorCode::NotFound : ErrorCode::Io, absent ? "file.not-found" : "file.io",
                     fmt::format("{} could not be {}: {}.", file.string(), what, std::strerror(errno)));
}

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

bool writeAll(int fd, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t done = ::write(fd, content.data(), content.size());
        if (done < 0 && errno != EINTR) {
            return false;
        }
        content.remove_prefix(static_cast<std::size_t>(done < 0 ? 0 : done));
    }
    return true;
}

}  // namespace

Result<std::string> readSmallFile(const std::filesystem::path& file, std::size_t maxBytes)
{
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.get() < 0) {
        return fileError(file, "opened");
    }
    std::string content;
    char part[16384];
    while (true) {
        const ssize_t got = ::read(in.get(), part, sizeof part);
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return fileError(file, "read");
        }
        if (got == 0) {
            return content;
        }
        content.append(part, static_cast<std::size_t>(got));
        if (content.size() > maxBytes) {
            return makeError(ErrorCode::InvalidArgument, "file.too-big",
                             fmt::format("{} is bigger than {} bytes.", file.string(), maxBytes));
        }
    }
}

Status writeFileAtomically(const std::filesystem::path& file, std::string_view content)
{
    std::string temporary = file.string() + ".XXXXXX";
    const Descriptor out(::mkostemp(temporary.data(), O_CLOEXEC));  // mode 0600
    if (out.get() < 0) {
        return fileError(file, "written");
    }
    if (!writeAll(out.get(), content) || ::fsync(out.get()) != 0 || ::rename(temporary.c_str(), file.c_str()) != 0) {
        const Error error = fileError(file, "written");
        ::unlink(temporary.c_str());
        return error;
    }
    // The rename itself has to reach the disk too.
    const std::filesystem::path parent = file.has_parent_path() ? file.parent_path() : ".";
    const Descriptor folder(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0) {
        ::fsync(folder.get());
    }
    return {};
}

}  // namespace meterseal
