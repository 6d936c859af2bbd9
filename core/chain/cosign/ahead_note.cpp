#include "chain/cosign/ahead_note.h"

#include "chain/cosign/durable_file.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::size_t kMaxNoteBytes = 64 * 1024;

Error behind(Height theirs, Height own, const std::string& where)
{
    return makeError(
        ErrorCode::Conflict, "ledger.behind-cosigned",
        fmt::format("A member has cosigned block {}, and this ledger ends with block {} or has another one "
                    "there: it is an older copy. Nothing is sealed here, because two histories would come "
                    "of it. Fetch the missing blocks from that member (replica pull); the note is in {}.",
                    theirs, own, where));
}

Status removeFile(const std::filesystem::path& file)
{
    std::error_code error;
    std::filesystem::remove(file, error);
    return error ? Status(makeError(ErrorCode::Io, "ledger.io",
                                    fmt::format("{} could not be removed: {}.", file.string(), error.message())))
                 : Status();
}

}  // namespace

SealerMarks::SealerMarks(const std::filesystem::path& ledgerFile)
    : m_ahead(ledgerFile.parent_path() / "cosigned-ahead.note"), m_restored(ledgerFile.parent_path() / "restored")
{}

Error SealerMarks::keepAhead(const Checkpoint& theirs, std::string_view note, std::string_view source,
                             Height ownHead) const
{
    const Status written = writeDurably(m_ahead, note);
    return written.ok()
               ? behind(theirs.block.header.height, ownHead, fmt::format("{}, from {}", m_ahead.string(), source))
               : written.error();
}

Status SealerMarks::compared() const
{
    return removeFile(m_restored);
}

Status SealerMarks::markRestored() const
{
    return writeDurably(m_restored,
                        "Compare this ledger with a member's newest cosigned note before it seals again.\n");
}

Status SealerMarks::checkAhead(LedgerCopy& copy) const
{
    const auto note = readDurable(m_ahead, kMaxNoteBytes);
    if (!note.ok()) {
        return note.error().code == ErrorCode::NotFound ? Status() : note.status();
    }
    MS_ASSIGN(const Checkpoint theirs, parseCheckpoint(*note, copy.genesis()));
    const Height height = theirs.block.header.height;
    if (height <= copy.head().height) {
        MS_ASSIGN(const SealedBlock ours, copy.read([&](LedgerReader& reader) { return reader.block(height); }));
        if (ours.headerBytes == theirs.block.headerBytes) {
            MS_TRY(compared());
            return removeFile(m_ahead);
        }
    }
    return behind(height, copy.head().height, m_ahead.string());
}

Status SealerMarks::check(LedgerCopy& copy) const
{
    MS_TRY(checkAhead(copy));
    std::error_code error;
    if (!std::filesystem::exists(m_restored, error)) {
        return {};
    }
    MS_ASSIGN(const bool cosigned, copy.hasCosignatures());
    if (!cosigned) {
        return compared();  // nobody ever cosigned it: there is nobody to compare it with
    }
    return makeError(ErrorCode::Conflict, "ledger.restored",
                     fmt::format("This ledger was restored from a backup, and other members cosign it: they may have "
                                 "blocks that the backup does not have. Nothing is sealed before you compare: take the "
                                 "newest cosigned note of a member (ledger cosignatures FILE). The ledger ends with "
                                 "block {}.",
                                 copy.head().height));
}

}  // namespace meterseal
