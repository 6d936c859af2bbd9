#include "meterseal/evidence/tiles.h"

#include "meterseal/chain/block_file.h"
#include "meterseal/crypto/base64.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/merkle/tree.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace meterseal {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kTile = 256;

// "x001/x234/067"
std::string tileName(std::uint64_t number)
{
    std::string name = fmt::format("{:03}", number % 1000);
    while ((number /= 1000) > 0) {
        name = fmt::format("x{:03}/{}", number % 1000, name);
    }
    return name;
}

class TilesWriter {
public:
    TilesWriter(LedgerReader& reader, fs::path folder, std::stop_token stop)
        : m_reader(reader), m_folder(std::move(folder)), m_stop(std::move(stop))
    {}

    Result<TilesExport> run()
    {
        if (m_reader.genesis().sealer.organisation.empty()) {
            return makeError(
                ErrorCode::Unsupported, "evidence.consortium",
                "A consortium's ledger has no log key, which tools of others ask for. Nothing was written.");
        }
        MS_ASSIGN(const LedgerTotals totals, m_reader.totals());
        if (!totals.head) {
            return makeError(ErrorCode::NotFound, "tiles.empty",
                             "The ledger has no block yet, and so no log to export. Nothing was written.");
        }
        m_head = *totals.head;
        m_out.size = m_head.header.logSize;
        MS_TRY(checkFolder());
        MS_TRY(writeEntries());
        MS_TRY(writeLevels());
        MS_TRY(writeBlockFile());
        const Genesis& genesis = m_reader.genesis();
        const std::string origin = originOf(genesis);
        Bytes key{0x01};
        key.insert(key.end(), genesis.sealer.publicKey.begin(), genesis.sealer.publicKey.end());
        MS_TRY(write("log.vkey",
                     fmt::format("{}+{}+{}\n", origin, toHex(crypto::noteKeyId(origin, genesis.sealer.publicKey)),
                                 crypto::toBase64(key))));
        MS_TRY(write("genesis.json", canonicalGenesis(genesis)));
        MS_ASSIGN(const auto cosignatures, m_reader.cosignatures(m_head.header.height));
        MS_TRY(write("checkpoint", checkpointNote(m_head, genesis, cosignatures)));
        return m_out;
    }

private:
    // What is there must be the beginning of this log.
    Status checkFolder()
    {
        const auto text = readWhole(m_folder / "checkpoint", 1u << 20);
        if (!text.ok() && text.error().code == ErrorCode::NotFound) {
            return {};
        }
        if (!text.ok()) {
            return rephrased(text.error(), "tiles.io", "Nothing was written.");
        }
        const auto other = [&](std::string_view what) {
            return makeError(ErrorCode::Conflict, "tiles.other-ledger",
                             fmt::format("The folder {} holds {}. Nothing was written; choose an empty folder.",
                                         m_folder.string(), what));
        };
        const auto kept = parseCheckpoint(*text, m_reader.genesis());
        if (!kept.ok() || kept->block.header.fingerprint != fingerprintOf(m_reader.genesis())) {
            return other("the log of another ledger");
        }
        const BlockHeader& header = kept->block.header;
        if (header.logSize > m_out.size) {
            return other("a longer log than this ledger has");
        }
        MS_ASSIGN(const Hash256 root, m_reader.logRootAt(header.logSize));
        if (root != header.logRoot) {
            return other("the log of another history of this ledger");
        }
        m_keptHeight = header.height;
        return {};
    }

    Status write(const std::string& name, std::string_view content)
    {
        const fs::path file = m_folder / name;
        std::error_code error;
        fs::create_directories(file.parent_path(), error);
        if (const Status written = replaceFile(file, content, 0644, Durable::No); !written.ok()) {
            return rephrased(written.error(), "tiles.io", "What is complete stays; export again when there is room.");
        }
        return {};
    }

    // A tile of `count` things; `content` is asked for where it is not there yet.
    template <typename Content>
    Status tile(const std::string& kind, std::uint64_t number, std::uint64_t count, Content content)
    {
        if (m_stop.stop_requested()) {
            return makeError(ErrorCode::Cancelled, "tiles.cancelled",
                             "The export was stopped. What is complete stays; export again to go on.");
        }
        const std::string name = fmt::format("tile/{}/{}", kind, tileName(number));
        std::error_code error;
        if (count == kTile && fs::exists(m_folder / name, error)) {
            return {};
        }
        MS_ASSIGN(const std::string bytes, content());
        MS_TRY(write(count == kTile ? name : fmt::format("{}.p/{}", name, count), bytes));
        ++m_out.written;
        if (count == kTile) {  // a partial tile is of no use any more
            fs::remove_all(m_folder / (name + ".p"), error);
        }
        return {};
    }

    Status writeEntries()
    {
        for (std::uint64_t first = 0; first < m_out.size; first += kTile) {
            const std::uint64_t count = std::min(kTile, m_out.size - first);
            MS_TRY(tile("entries", first / kTile, count, [&]() -> Result<std::string> {
                MS_ASSIGN(const auto entries, m_reader.logEntries(first, count));
                std::string out;
                for (const LogEntry& entry : entries) {
                    const auto bytes = entry.bytes();
                    out += '\0';
                    out += static_cast<char>(LogEntry::kSize);
                    out += asText(bytes);
                }
                return out;
            }));
        }
        return {};
    }

    // Roots of full tiles of one level are the hashes of the next.
    Status writeLevels()
    {
        for (std::uint64_t first = 0; first < m_out.size; first += kTile) {
            const std::uint64_t count = std::min(kTile, m_out.size - first);
            MS_TRY(tile("0", first / kTile, count, [&]() -> Result<std::string> {
                MS_ASSIGN(const auto leaves, m_reader.logLeaves(first, count));
                return std::string(asText(asBytes(leaves)));
            }));
        }
        MS_ASSIGN(std::vector<Hash256> hashes, m_reader.logChunks(0, m_out.size / kTile));
        for (int level = 1; !hashes.empty(); ++level) {
            std::vector<Hash256> above;
            for (std::size_t first = 0; first < hashes.size(); first += kTile) {
                const auto part = std::span(hashes).subspan(first, std::min<std::size_t>(kTile, hashes.size() - first));
                MS_TRY(tile(std::to_string(level), first / kTile, part.size(),
                            [&]() -> Result<std::string> { return std::string(asText(asBytes(part))); }));
                if (part.size() == kTile) {
                    above.push_back(merkle::rootOf(part));
                }
            }
            hashes = std::move(above);
        }
        return {};
    }

    Status writeBlockFile()
    {
        m_out.blocksFrom = m_keptHeight + 1;
        m_out.blocksTo = m_keptHeight;
        while (m_out.blocksTo < m_head.header.height) {
            const Height from = m_out.blocksTo + 1;
            std::ostringstream out;
            MS_ASSIGN(const BlockExport written, writeBlocks(m_reader, from, out, 1000, 64u << 20));
            if (written.to < written.from) {
                break;
            }
            MS_TRY(write(fmt::format("blocks/{:012}{}", from, kBlockFileSuffix), out.str()));
            m_out.blocksTo = written.to;
        }
        return {};
    }

    LedgerReader& m_reader;
    fs::path m_folder;
    std::stop_token m_stop;
    SealedBlock m_head;
    Height m_keptHeight = 0;  // of the checkpoint that the folder has
    TilesExport m_out;
};

}  // namespace

Result<TilesExport> exportTiles(LedgerReader& reader, const fs::path& folder, std::stop_token stop)
{
    return TilesWriter(reader, folder, std::move(stop)).run();
}

}  // namespace meterseal
