#include "meterseal/file/whole_file.h"

#include "file/faults.h"
#include "file/io_error.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <random>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kUnfinished = ".tmp";
constexpr std::size_t kMostNameBytes = 255;
constexpr std::size_t kRandomDigits = 8;

// ".NAME.xxxxxxxx.tmp": out of sight, and no name that a person or a watched folder goes by.
fs::path unfinishedName(const fs::path& target)
{
    std::random_device random;
    const std::string ending = fmt::format(".{:08x}{}", random() & 0xffffffffu, kUnfinished);
    return target.parent_path() /
           ("." + target.filename().native().substr(0, kMostNameBytes - ending.size() - 1) + ending);
}

// What is behind a symbolic link; an Error where the name belongs to something that is no file.
Result<fs::path> placeOf(const fs::path& target, unsigned& mode)
{
    struct stat info = {};
    if (::stat(target.c_str(), &info) != 0) {
        return target;
    }
    if (!S_ISREG(info.st_mode)) {
        return makeError(
            ErrorCode::Conflict, "file.not-a-file",
            fmt::format("{} is not an ordinary file and was left alone. Choose another name.", target.string()));
    }
    mode = info.st_mode & 0777;
    std::error_code error;
    const fs::path behind = fs::is_symlink(target, error) ? fs::canonical(target, error) : target;
    return error ? target : behind;
}

bool renameToFreeName(const fs::path& from, const fs::path& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return true;
    }
    // A file system that cannot say it in one call can link, which refuses a name that is taken.
    return (errno == EINVAL || errno == ENOSYS) && ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

}  // namespace

Result<WholeFile> WholeFile::make(const fs::path& target, unsigned mode)
{
    constexpr int kTries = 16;
    const unsigned wanted = mode;
    MS_ASSIGN(const fs::path place, placeOf(target, mode));
    for (int i = 1;; ++i) {
        // As mkostemp() does it; but with the permissions that are wanted.
        auto made = File::open(unfinishedName(place), OpenFor::Making, mode);
        if (made) {
            if (mode != wanted) {
                static_cast<void>(::fchmod(made->m_descriptor, mode));  // the umask is no business of a file that was
            }
            return WholeFile(std::move(*made), place);
        }
        if (made.error().code != ErrorCode::Conflict || i == kTries) {
            return made.error();
        }
    }
}

WholeFile::WholeFile(File file, fs::path target)
    : m_file(std::make_unique<File>(std::move(file))), m_target(std::move(target))
{}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : m_file(std::move(other.m_file)),
      m_target(std::move(other.m_target)),
      m_stream(std::move(other.m_stream)),
      m_pending(std::exchange(other.m_pending, false))
{}

WholeFile::~WholeFile()
{
    discard();
}

void WholeFile::discard()
{
    m_stream.reset();
    if (std::exchange(m_pending, false)) {
        ::unlink(m_file->path().c_str());
    }
}

std::ostream& WholeFile::stream()
{
    if (!m_stream) {
        m_stream = std::make_unique<FileStream>(*m_file);
    }
    return *m_stream;
}

Status WholeFile::commit(Replace replace, Durable durable)
{
    const auto finish = [&]() -> Status {
        MS_TRY(m_stream ? m_stream->finish() : Status());
        MS_TRY(durable == Durable::Yes ? m_file->sync() : Status());
        const bool done = replace == Replace::Yes ? ::rename(m_file->path().c_str(), m_target.c_str()) == 0
                                                  : renameToFreeName(m_file->path(), m_target);
        return done ? Status() : Status(file::ioError(m_target, "put in place", errno));
    };
    if (const Status finished = finish(); !finished) {
        discard();
        return finished;
    }
    m_pending = false;
    m_stream.reset();
    return durable == Durable::Yes ? syncFolder(m_target.parent_path()) : Status();
}

Status replaceFile(const fs::path& file, std::string_view content, unsigned mode, Durable durable)
{
    MS_ASSIGN(WholeFile fresh, WholeFile::make(file, mode));
    MS_TRY(fresh.file().write(content));
    return fresh.commit(Replace::Yes, durable);
}

void removeUnfinished(const fs::path& folder)
{
    std::vector<fs::path> left;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().native();
        const std::size_t ending = kRandomDigits + kUnfinished.size() + 1;
        if (name.starts_with('.') && name.ends_with(kUnfinished) && name.size() > ending &&
            name[name.size() - ending] == '.') {
            left.push_back(entry.path());
        }
    }
    for (const fs::path& file : left) {
        fs::remove(file, ignored);
    }
}

Result<File> makeTemporaryFile(const fs::path& folder, Named named)
{
    std::error_code error;
    const fs::path place = folder.empty() ? fs::temp_directory_path(error) : folder;
    if (error) {
        return file::ioError("the folder for temporary files", "found", error.value());
    }
    std::string pattern = (place / "meterseal-XXXXXX").native();
    const int descriptor = ::mkostemp(pattern.data(), O_CLOEXEC);  // mode 0600
    if (descriptor < 0) {
        return file::ioError(place, "used for a temporary file", errno);
    }
    if (named == Named::No) {
        ::unlink(pattern.c_str());
    }
    return File(descriptor, pattern);
}

}  // namespace meterseal
