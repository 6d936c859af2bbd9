// A zip file (also the one that a workbook is) opened for reading its entries, with libzip.
//
// Thread-safety: one thread per archive and its entries.
#pragma once

#include "source/byte_input.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

struct zip;

namespace meterseal::source {

class ZipReader {
public:
    // reason: source.zip (no sound zip file)
    static Result<std::shared_ptr<ZipReader>> open(const std::filesystem::path& file);
    ~ZipReader();
    ZipReader(const ZipReader&) = delete;
    ZipReader& operator=(const ZipReader&) = delete;

    // Names of the files in it, without folders and what macOS puts beside them (__MACOSX/, .DS_Store).
    const std::vector<std::string>& files() const { return m_files; }
    bool has(const std::string& name) const;
    // An entry's bytes; keeps the archive open. Gives at most as many bytes as the entry says, and no entry that says
    // more than `maxBytes` is opened. reason: source.zip, source.zip-encrypted, source.too-big
    static Result<std::unique_ptr<ByteInput>> entry(std::shared_ptr<ZipReader> archive, const std::string& name,
                                                    std::uint64_t maxBytes = kMaxUnpackedBytes);

private:
    ZipReader() = default;
    struct zip* m_zip = nullptr;
    std::vector<std::string> m_files;
};

}  // namespace meterseal::source
