// A block file of which nothing is believed: it is read to its end or refused, and what was read is written back to the
// same bytes. Its notes are read too.
#include "meterseal/chain/block_file.h"
#include "meterseal/ledger/block.h"
#include "support/fuzz_check.h"

#include <sstream>

using namespace meterseal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    std::istringstream in(bytes);
    auto reader = BlockFileReader::open(in);
    if (!reader.ok()) {
        return 0;
    }
    std::ostringstream out;
    BlockFileWriter writer(out, reader->origin());
    for (;;) {
        const auto frame = reader->next();
        if (!frame.ok()) {
            return 0;
        }
        if (!*frame) {
            break;
        }
        writer.add(**frame);
        if (const auto note = crypto::parseNote((*frame)->note); note.ok()) {
            FUZZ_CHECK(crypto::printNote(*note) == (*frame)->note);
            if (const auto header = parseBlockHeader(note->text); header.ok()) {
                FUZZ_CHECK(printBlockHeader(*header) == note->text);
            }
        }
    }
    FUZZ_CHECK(out.str() == bytes);
    return 0;
}
