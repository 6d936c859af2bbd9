// Whatever a person has in hand (height, hash, address, meter number, organisation), found on the ledger. Blanks
// inside, a 0x or # in front and capital letters of a hash are forgiven; where nothing fits, meter numbers that come
// near are offered: other leading zeros, other letter case, more characters behind; and what the text is a part of: an
// organisation's id or name, a meter's location.
//
// Thread-safety: as the reader given.
#pragma once

#include "meterseal/ledger/reader.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace meterseal {

// What a text was looked for as.
enum class SoughtAs { BlockHeight, BlockHash, TransactionHash, Address, MeterId, Organisation, Location };
std::string_view toString(SoughtAs sought);  // "a block height", "a block hash", ...

using FoundRow = std::variant<BlockRow, TxRow, MeterRow, Organisation>;
std::string_view kindOf(const FoundRow& row);  // "block", "transaction", "meter", "organisation"

struct FindResult {
    static constexpr std::size_t kMostNear = 10;

    std::vector<FoundRow> exact;  // in the order of SoughtAs
    std::vector<MeterRow> near;   // only where nothing is exact
    bool moreNear = false;        // there are others
    // Only where nothing is exact, up to kMostNear of a kind: organisations and meters whose id, name or location has
    // it.
    std::vector<FoundRow> partly;
    bool morePartly = false;
    // Not 0: the text has so many hex digits, which may be the beginning of a hash. Hashes are found by all 64 alone.
    std::size_t hashDigits = 0;
    std::vector<SoughtAs> sought;
};

// As find() reads a text: without blanks, 0x and #. What can be a hash is in lower case.
std::string cleanedForFind(std::string_view text);
// An Error only where the ledger could not be asked.
Result<FindResult> find(LedgerReader& reader, std::string_view text);

}  // namespace meterseal
