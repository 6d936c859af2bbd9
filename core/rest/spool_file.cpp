#include "rest/spool_file.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/file/file.h"
#include "rest/backend.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::rest {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::uint64_t kLookEvery = 16u << 20;

Status checkReserve(const Backend& backend, const fs::path& folder)
{
    std::error_code error;
    const auto space = fs::space(folder, error);
    if (!error && space.available >= backend.options.diskReserve) {
        return {};
    }
    return makeError(ErrorCode::Io, "server.disk-full",
                     "The disk has less room than is kept in reserve for the ledger. Nothing was kept.");
}

}  // namespace

SpoolFile::SpoolFile(SpoolFile&& other) noexcept
    : m_path(std::exchange(other.m_path, {})), m_sha256(other.m_sha256), m_bytes(other.m_bytes)
{}

SpoolFile::~SpoolFile()
{
    if (!m_path.empty()) {
        std::error_code ignored;
        fs::remove(m_path, ignored);
    }
}

Result<SpoolFile> SpoolFile::receive(const Backend& backend, BodyReader& body)
{
    const fs::path folder = backend.workspace.workspace().folder() / "incoming";
    std::error_code error;
    fs::create_directory(folder, error);
    fs::permissions(folder, fs::perms::owner_all, error);
    SpoolFile file;
    file.m_path = folder / fmt::format("part-{}", crypto::toBase32(crypto::randomBytes(10).view()));
    MS_ASSIGN(File out, File::open(file.m_path, OpenFor::Making, 0600));
    crypto::Sha256Stream hash;
    std::vector<char> piece(kPieceBytes);
    std::uint64_t look = 0;
    for (;;) {
        if (file.m_bytes >= look) {
            MS_TRY(checkReserve(backend, folder));
            look = file.m_bytes + kLookEvery;
        }
        MS_ASSIGN(const std::size_t got, body.read(piece));
        if (got == 0) {
            break;
        }
        hash.update(asBytes(std::string_view(piece.data(), got)));
        MS_TRY(out.write(std::string_view(piece.data(), got)));
        file.m_bytes += got;
    }
    MS_TRY(out.sync());
    file.m_sha256 = hash.finish();
    return file;
}

Result<fs::path> SpoolFile::keepAs(const std::string& name)
{
    const fs::path target = m_path.parent_path() / name;
    std::error_code error;
    fs::rename(m_path, target, error);
    if (error) {
        return makeError(
            ErrorCode::Io, "file.io",
            fmt::format("{} could not be put in its place: {}. Nothing was kept.", target.string(), error.message()));
    }
    m_path.clear();
    MS_TRY(syncFolder(target.parent_path()));
    return target;
}

}  // namespace meterseal::rest
