// Signed notes, block headers and log entries: whatever parses must write back to the same bytes.
#include "meterseal/crypto/signed_note.h"
#include "meterseal/ledger/block.h"

#include <cstdlib>

using namespace meterseal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = asText({data, size});
    const auto note = crypto::parseNote(text);
    if (note.ok() && crypto::printNote(*note) != text) {
        std::abort();
    }
    const auto header = parseBlockHeader(note.ok() ? std::string_view(note->text) : text);
    if (header.ok() && printBlockHeader(*header) != (note.ok() ? std::string_view(note->text) : text)) {
        std::abort();
    }
    const auto entry = LogEntry::fromBytes({data, size});
    if (entry.ok() && !std::equal(data, data + size, entry->bytes().begin())) {
        std::abort();
    }
    return 0;
}
