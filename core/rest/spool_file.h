// A request's body as a file: read in pieces, hashed on the way, in the workspace's incoming/ folder (0700), because
// only there its size counts against the disk that the ledger needs. Removed with the object unless it is kept.
//
// Thread-safety: one thread per file.
#pragma once

#include "meterseal/base/bytes.h"
#include "rest/http.h"

#include <filesystem>

namespace meterseal::rest {

class Backend;

class SpoolFile {
public:
    // reason: those of BodyReader; server.disk-reserve (Io), file.io
    static Result<SpoolFile> receive(const Backend& backend, BodyReader& body);
    SpoolFile(SpoolFile&& other) noexcept;
    SpoolFile& operator=(SpoolFile&&) = delete;
    ~SpoolFile();

    const std::filesystem::path& path() const { return m_path; }
    const Hash256& sha256() const { return m_sha256; }
    std::uint64_t bytes() const { return m_bytes; }
    // Under this name in the same folder, durable; it stays. What has the name already is replaced.
    Result<std::filesystem::path> keepAs(const std::string& name);

private:
    SpoolFile() = default;
    std::filesystem::path m_path;  // empty: not ours to remove
    Hash256 m_sha256;
    std::uint64_t m_bytes = 0;
};

}  // namespace meterseal::rest
