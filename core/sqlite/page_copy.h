// Copying a database page by page while others go on writing to it.
#pragma once

#include "sqlite/database.h"

#include <functional>
#include <stop_token>

namespace meterseal::sqlite {

// A snapshot of `source` into the empty `target`. `progress` gets bytes done and bytes in all, now and then. An Error
// leaves `target` half made: remove it.
Status copyPages(Database& source, Database& target, const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                 const std::stop_token& stop);

}  // namespace meterseal::sqlite
