#include "meterseal/chain/block_file.h"

#include "meterseal/ledger/block.h"

#include <charconv>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::string_view kMagic = "MSBLOCKS1";
constexpr std::size_t kMaxLine = 256;
constexpr std::size_t kNumberBytes = 4;

Error cut(std::uint64_t at)
{
    return makeError(ErrorCode::Damaged, "blocks.cut",
                     fmt::format("The block file ends in the middle of a block, after {} bytes. What came before was "
                                 "kept; fetch the file again.",
                                 at));
}

Error tooLarge(std::string_view what, std::uint64_t size, std::uint64_t limit)
{
    return makeError(ErrorCode::InvalidArgument, "blocks.too-large",
                     fmt::format("A block file has {} of {} where at most {} is allowed. Nothing of this block was "
                                 "taken; fetch it from another source.",
                                 what, size, limit));
}

// Where a note says which block it is of; not checked, so that a frame can be passed over without reading it.
std::optional<Height> heightOf(std::string_view note)
{
    const auto at = note.find("\nblock ");
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    Height height = 0;
    const char* const begin = note.data() + at + 7;
    const auto parsed = std::from_chars(begin, note.data() + note.size(), height);
    return parsed.ec == std::errc() ? std::optional(height) : std::nullopt;
}

void writeNumber(std::ostream& out, std::uint64_t value)
{
    const char bytes[kNumberBytes] = {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
                                      static_cast<char>(value >> 8), static_cast<char>(value)};
    out.write(bytes, kNumberBytes);
}

void writeBytes(std::ostream& out, ByteView bytes)
{
    writeNumber(out, bytes.size());
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

std::uint64_t sizeOf(const BlockFrame& frame)
{
    std::uint64_t size = 3 * kNumberBytes + frame.note.size() + frame.seal.size();
    for (const Bytes& wire : frame.transactions) {
        size += kNumberBytes + wire.size();
    }
    return size;
}

}  // namespace

Status BlockFileReader::bytes(std::size_t size, char* out)
{
    m_in->read(out, static_cast<std::streamsize>(size));
    m_read += static_cast<std::uint64_t>(m_in->gcount());
    if (static_cast<std::size_t>(m_in->gcount()) == size) {
        return {};
    }
    if (m_in->bad()) {
        return makeError(
            ErrorCode::Io, "blocks.io",
            fmt::format("The block file could not be read after {} bytes. What came before was kept; check "
                        "the disk or the stick.",
                        m_read));
    }
    return cut(m_read);
}

Status BlockFileReader::skip(std::size_t size)
{
    char buffer[4096];
    while (size > 0) {
        const std::size_t part = std::min(size, sizeof buffer);
        MS_TRY(bytes(part, buffer));
        size -= part;
    }
    return {};
}

Result<std::uint32_t> BlockFileReader::number()
{
    unsigned char raw[kNumberBytes];
    MS_TRY(bytes(kNumberBytes, reinterpret_cast<char*>(raw)));
    return static_cast<std::uint32_t>(raw[0]) << 24 | static_cast<std::uint32_t>(raw[1]) << 16 |
           static_cast<std::uint32_t>(raw[2]) << 8 | static_cast<std::uint32_t>(raw[3]);
}

Result<BlockFileReader> BlockFileReader::open(std::istream& in)
{
    BlockFileReader reader(in);
    std::string lines[2];
    for (std::string& line : lines) {
        for (;;) {
            char one = 0;
            if (const Status read = reader.bytes(1, &one); !read.ok()) {
                if (read.error().code == ErrorCode::Io) {
                    return read.error();
                }
                break;
            }
            if (one == '\n' || line.size() == kMaxLine) {
                break;
            }
            line += one;
        }
    }
    if (lines[0] != kMagic || lines[1].empty() || lines[1].size() == kMaxLine) {
        return makeError(ErrorCode::InvalidArgument, "blocks.magic",
                         "This is not a block file: it does not begin with MSBLOCKS1 and the name of a ledger. Nothing "
                         "was taken from it.");
    }
    reader.m_origin = lines[1];
    return reader;
}

Result<std::optional<BlockFrame>> BlockFileReader::next()
{
    return next([](Height) { return true; });
}

Result<std::optional<BlockFrame>> BlockFileReader::next(const std::function<bool(Height)>& wanted)
{
    if (m_in->peek() == std::istream::traits_type::eof() && !m_in->bad()) {
        return std::optional<BlockFrame>();
    }
    BlockFrame frame;
    MS_ASSIGN(const std::uint32_t noteSize, number());
    if (noteSize > kMaxFrameNoteBytes) {
        return tooLarge("a note", noteSize, kMaxFrameNoteBytes);
    }
    frame.note.resize(noteSize);
    MS_TRY(bytes(noteSize, frame.note.data()));
    MS_ASSIGN(const std::uint32_t sealSize, number());
    if (sealSize > kMaxFrameSealBytes) {
        return tooLarge("a seal", sealSize, kMaxFrameSealBytes);
    }
    frame.seal.resize(sealSize);
    MS_TRY(bytes(sealSize, reinterpret_cast<char*>(frame.seal.data())));
    MS_ASSIGN(const std::uint32_t count, number());
    if (count > kMaxFrameTransactions) {
        return tooLarge("a number of transactions", count, kMaxFrameTransactions);
    }
    const auto height = heightOf(frame.note);
    frame.skipped = height && !wanted(*height);
    std::size_t total = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        MS_ASSIGN(const std::uint32_t size, number());
        total += size;
        if (size > kMaxWireBytes) {
            return tooLarge("a transaction", size, kMaxWireBytes);
        }
        if (total > kMaxFrameBytes || m_read + size > kMaxBlockFileBytes) {
            return tooLarge("transactions", total, kMaxFrameBytes);
        }
        if (frame.skipped) {
            MS_TRY(skip(size));
            continue;
        }
        Bytes& wire = frame.transactions.emplace_back(size);
        MS_TRY(bytes(size, reinterpret_cast<char*>(wire.data())));
    }
    return std::optional(std::move(frame));
}

BlockFileWriter::BlockFileWriter(std::ostream& out, std::string_view origin) : m_out(&out)
{
    out << kMagic << '\n' << origin << '\n';
}

void BlockFileWriter::add(const BlockFrame& frame)
{
    writeBytes(*m_out, asBytes(frame.note));
    writeBytes(*m_out, frame.seal);
    writeNumber(*m_out, frame.transactions.size());
    for (const Bytes& wire : frame.transactions) {
        writeBytes(*m_out, wire);
    }
}

Result<BlockFrame> frameOf(LedgerReader& reader, Height height)
{
    MS_ASSIGN(const SealedBlock block, reader.block(height));
    MS_ASSIGN(const BlockRow row, reader.blockRow(height));
    MS_ASSIGN(const std::vector<Cosignature> cosignatures, reader.cosignatures(height));
    BlockFrame frame;
    frame.note = checkpointNote(block, reader.genesis(), cosignatures);
    if (reader.genesis().consortium()) {
        frame.seal = block.seal.bytes;
    }
    frame.transactions.reserve(row.txCount);
    for (std::uint64_t i = 0; i < row.txCount; ++i) {
        MS_ASSIGN(Bytes wire, reader.wire(row.firstSeq + i));
        frame.transactions.push_back(std::move(wire));
    }
    return frame;
}

Result<BlockExport> writeBlocks(LedgerReader& reader, Height from, std::ostream& out, std::size_t maxBlocks,
                                std::uint64_t maxBytes)
{
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    if (from == 0 || from > totals.height + 1) {
        return makeError(
            ErrorCode::NotFound, "ledger.no-such-block",
            fmt::format("The ledger has blocks 1 to {}; it cannot give those from {} on.", totals.height, from));
    }
    BlockExport written{from, from - 1, 0, false};
    BlockFileWriter writer(out, originOf(reader.genesis()));
    std::uint64_t bytes = kMaxLine;
    for (Height height = from; height <= totals.height; ++height) {
        MS_ASSIGN(const BlockFrame frame, frameOf(reader, height));
        if (reader.genesis().consortium() && frame.seal.empty()) {
            break;  // its seal comes with a later header: nobody would take it without
        }
        bytes += sizeOf(frame);
        // The first one always goes, or nobody could ever fetch it.
        if (height > from && (height - from >= maxBlocks || bytes > maxBytes)) {
            written.more = true;
            break;
        }
        writer.add(frame);
        written.to = height;
        written.transactions += frame.transactions.size();
    }
    out.flush();
    if (!out) {
        return makeError(
            ErrorCode::Io, "blocks.io",
            "The block file could not be written whole: the disk is full or was taken away. Do not use what "
            "is there; write it again.");
    }
    return written;
}

}  // namespace meterseal
