// The file of a key store: an SQLite database of encrypted rows (KEYSTORE.md). Nothing here knows a secret.
#pragma once

#include "crypto/keys/rows.h"

#include <filesystem>
#include <span>

namespace meterseal::crypto::detail {

inline constexpr std::size_t kMaxRowBytes = std::size_t(1) << 30;  // of all rows together

struct KeyFileContent {
    Bytes envelope;
    Bytes state;
    std::vector<Row> rows;  // by seq
};

// NotFound, keystore.not-found; Io, keystore.read; Busy, keystore.busy; Unsupported, keystore.version; Damaged,
// keystore.damaged, also for a store of version 1.
Result<KeyFileContent> readKeyFile(const std::filesystem::path& file);

// What one save changes.
struct KeyFileChange {
    ByteView stateBefore;  // as this program read or wrote it
    ByteView envelope;
    ByteView state;
    std::span<const std::int64_t> removed;
    std::span<const Row* const> added;
};
// All of it or nothing, and on disk when it returns. Conflict, keystore.changed, where the state is another by now; Io,
// keystore.write. The caller holds the lock.
Status changeKeyFile(const std::filesystem::path& file, const KeyFileChange& change);

// The Error of a save that would lose what another program saved.
Error changedMeanwhile(const std::filesystem::path& file);

// A whole file, made beside `file`, synced, read back and renamed over it. Io, keystore.write: what was there is kept.
// Io, keystore.folder-sync: it is in place, but its folder could not be synced. The caller holds the lock.
Status writeKeyFile(const std::filesystem::path& file, const KeyFileContent& content);

// A copy of the present content at `to`, where nothing is yet, whatever another program saves meanwhile; of a store of
// version 1 too.
Status copyKeyFile(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace meterseal::crypto::detail
