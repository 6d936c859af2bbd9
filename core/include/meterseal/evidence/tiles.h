// A ledger's log as the static files of C2SP tlog-tiles (https://c2sp.org/tlog-tiles), so that tools of others check
// it:
//
//   checkpoint                        the newest block's note
//   log.vkey                          the sealer's key: <origin>+<keyId>+<Base64(0x01 || key)>
//   genesis.json                      the genesis document
//   tile/<L>/<N>[.p/<W>]              level 0: SHA256(0x00 || entry), 256 hashes a tile; hash i of level L + 1 is the
//                                     root of full tile i of level L
//   tile/entries/<N>[.p/<W>]          the entries, 00 30 and 48 bytes each
//   blocks/<first height>.mseal-blocks  notes and transactions (chain/block_file.h); C2SP tools let them be
//
// N in groups of three digits, all but the last with an x: x001/x234/067. Full tiles never change, so a second export
// into the folder adds what is new; the checkpoint is written last. C2SP tools check the log, not what it means.
// Thread-safety: as the reader given.
#pragma once

#include "meterseal/ledger/reader.h"

#include <filesystem>
#include <stop_token>

namespace meterseal {

struct TilesExport {
    std::uint64_t size = 0;               // of the log
    std::uint64_t written = 0;            // tiles written this time
    Height blocksFrom = 0, blocksTo = 0;  // to < from: no block file was written
};

// The folder is made where there is none. Conflict/tiles.other-ledger where it holds another ledger's, or a longer log.
// reason: evidence.consortium (no log key), tiles.empty (no block yet), tiles.io, tiles.cancelled, ledger.*
Result<TilesExport> exportTiles(LedgerReader& reader, const std::filesystem::path& folder, std::stop_token stop = {});

}  // namespace meterseal
