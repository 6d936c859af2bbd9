// What a file is, told from its first bytes; never from its name.
//
// Thread-safety: pure functions.
#pragma once

#include "meterseal/base/result.h"

#include <cstddef>
#include <string_view>

namespace meterseal::source {

enum class FileContent {
    Text,  // or nothing that is known here
    Gzip,
    Zip,          // a workbook (.xlsx) too
    OldWorkbook,  // an OLE compound file: .xls, or a workbook that a password protects
    Database,     // SQLite 3
    Unread,       // known, and not read here
};

inline constexpr std::size_t kMagicBytes = 512;

FileContent contentOf(std::string_view head);
// For what is Unread: which kind of file it is and what to do. reason: source.kind
Error unreadContent(std::string_view head);

}  // namespace meterseal::source
