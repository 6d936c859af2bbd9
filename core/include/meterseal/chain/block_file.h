// Block files (*.mseal-blocks, application/vnd.meterseal.blocks): blocks as they travel from one party to another, on a
// stick or over HTTP.
//
//   file  = "MSBLOCKS1" LF <origin> LF frame*
//   frame = u32be n || note (n bytes) || u32be m || seal (m bytes) || u32be count || count x (u32be k || wire)
//
// note: the block's checkpoint note with the cosignatures known; seal: a CometBFT light block, or empty in an embedded
// ledger, whose seal is a line of the note. A consortium's block that has no seal yet is not written. Frames stand in
// height order without a gap; a file may begin at any height. Nothing in a block file is believed: entries, tree and
// heights are computed by who reads it (replica.h). Thread-safety: one thread per object. Streams are borrowed.
#pragma once

#include "meterseal/ledger/reader.h"

#include <functional>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal {

inline constexpr std::string_view kBlockFileSuffix = ".mseal-blocks";
inline constexpr std::uint64_t kMaxBlockFileBytes = 1u << 30;
inline constexpr std::size_t kMaxFrameNoteBytes = 64 * 1024;
inline constexpr std::size_t kMaxFrameSealBytes = 1 << 20;
inline constexpr std::size_t kMaxFrameTransactions = 20'000;
inline constexpr std::size_t kMaxWireBytes = 512 * 1024;
inline constexpr std::size_t kMaxFrameBytes = 256u << 20;  // all transactions of one block

struct BlockFrame {
    std::string note;
    Bytes seal;
    std::vector<Bytes> transactions;
    bool skipped = false;  // the transactions were not read
};

class BlockFileReader {
public:
    // Reads the first two lines. reason: blocks.magic, blocks.cut, blocks.io
    static Result<BlockFileReader> open(std::istream& in);

    const std::string& origin() const { return m_origin; }
    // Nothing at the end of the file. reason: blocks.cut (it ends within a frame), blocks.too-large (a limit above)
    Result<std::optional<BlockFrame>> next();
    // The next frame is handed over without its transactions where `wanted` says no to its height. A note from which no
    // height can be read is wanted: who reads it says what is wrong.
    Result<std::optional<BlockFrame>> next(const std::function<bool(Height)>& wanted);

private:
    explicit BlockFileReader(std::istream& in) : m_in(&in) {}
    Result<std::uint32_t> number();
    Status bytes(std::size_t size, char* out);
    Status skip(std::size_t size);

    std::istream* m_in;
    std::string m_origin;
    std::uint64_t m_read = 0;
};

class BlockFileWriter {
public:
    // Writes the first two lines. Whether the stream took everything is asked of the stream.
    BlockFileWriter(std::ostream& out, std::string_view origin);
    void add(const BlockFrame& frame);

private:
    std::ostream* m_out;
};

// The block of a ledger as a frame. NotFound, ledger.no-such-block.
Result<BlockFrame> frameOf(LedgerReader& reader, Height height);

struct BlockExport {
    Height from = 0, to = 0;  // to < from: none
    std::uint64_t transactions = 0;
    bool more = false;  // the ledger has blocks after `to`: a limit was reached
};
// Writes the blocks from `from` on, as many as the limits allow. `from` may be one after the head: then there are none.
// reason: ledger.*, blocks.io
Result<BlockExport> writeBlocks(LedgerReader& reader, Height from, std::ostream& out, std::size_t maxBlocks = SIZE_MAX,
                                std::uint64_t maxBytes = kMaxBlockFileBytes);

}  // namespace meterseal
