// WholeFile: a file that appears under its name only when it is whole. What is written goes to a new file beside the
// target, under a name that nothing else has (".NAME.xxxxxxxx.tmp"); commit() brings it to disk and renames it over the
// target. Without commit() nothing is left behind and what has the name stays as it is, whatever other files lie there.
//
//   make (stream | file)* commit
//
// Thread-safety: one thread per object.
#pragma once

#include "meterseal/file/file_stream.h"

#include <memory>

namespace meterseal {

inline constexpr unsigned kPrivateMode = 0600;  // of files that only their owner reads

enum class Replace { Yes, No };
enum class Durable { Yes, No };  // No: written and renamed, but left to the operating system to bring to disk

class WholeFile {
public:
    // `mode` of the new file, less the umask; a file that is replaced hands on its own. A symbolic link is followed.
    // reason: file.io; Conflict/file.not-a-file where the name belongs to a folder, a device or a pipe
    static Result<WholeFile> make(const std::filesystem::path& target, unsigned mode = 0644);
    WholeFile(WholeFile&& other) noexcept;
    WholeFile& operator=(WholeFile&&) = delete;
    ~WholeFile();

    File& file() { return *m_file; }
    std::ostream& stream();
    // Conflict/file.exists where Replace::No and something has the name by now. After an Error the former content is
    // what stands under the name, except where only the folder could not be synced: file.folder-sync.
    Status commit(Replace replace = Replace::Yes, Durable durable = Durable::Yes);

private:
    WholeFile(File file, std::filesystem::path target);
    void discard();

    std::unique_ptr<File> m_file;  // where the stream finds it after a move
    std::filesystem::path m_target;
    std::unique_ptr<FileStream> m_stream;
    bool m_pending = true;
};

// A crash leaves the old content or the new one, whole.
Status replaceFile(const std::filesystem::path& file, std::string_view content, unsigned mode = 0644,
                   Durable durable = Durable::Yes);

// Removes what WholeFiles of a program that was killed left in this folder. Only for a folder that is the program's
// own, under a lock that keeps other writers out.
void removeUnfinished(const std::filesystem::path& folder);

}  // namespace meterseal
