#include "meterseal/crypto/hash_file.h"

#include "meterseal/crypto/sha256.h"

#include <fmt/format.h>

namespace meterseal {

Result<Hash256> hashFile(const std::filesystem::path& file, FileStamp* seen)
{
    constexpr std::size_t kPieceBytes = 256u << 10;
    MS_ASSIGN(const FileStamp named, stampOf(file));  // first, so that a pipe is refused and not waited for
    if (!named.regular) {
        return makeError(ErrorCode::InvalidArgument, "file.not-a-file",
                         fmt::format("{} is not an ordinary file: it cannot be read twice, so it has no fixed hash.",
                                     file.string()));
    }
    MS_ASSIGN(File in, File::open(file, OpenFor::Reading));
    MS_ASSIGN(const FileStamp before, in.stamp());
    crypto::Sha256Stream digest;
    Bytes piece(kPieceBytes);
    for (std::size_t got = kPieceBytes; got == kPieceBytes;) {
        MS_ASSIGN(got, in.read(piece.data(), piece.size()));
        digest.update(ByteView(piece).first(got));
    }
    MS_ASSIGN(const FileStamp after, in.stamp());
    if (before != after) {
        return makeError(ErrorCode::Conflict, "file.changed-while-read",
                         fmt::format("{} was changed while it was read. Nothing was taken from it; try again when it "
                                     "is finished.",
                                     file.string()));
    }
    if (seen != nullptr) {
        *seen = before;
    }
    return digest.finish();
}

}  // namespace meterseal
