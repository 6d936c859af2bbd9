// Replica: a party's own copy of a ledger that somebody else seals. It takes blocks from any source, believes nothing
// of what the source says, and executes every transaction itself.
//
// For each block: its header's form and seal; that it follows our head; that its transactions are those its log root
// names; each transaction by the rules; then one synced write. What fails before the seal, or is not what the header
// names, is the source's fault: the source is dropped, the ledger stays at the last good block, another source may be
// tried. What fails behind a good seal is the sealer's: evidence is kept (conflict.h) and the replica stops.
//
//   create;  open (pull | addCosignatures | compareNote)*
//
// Errors of pull(): replica.conflict (Conflict); replica.unreachable, replica.timeout (Unavailable); blocks.*, seal.*,
// block.header, note.* (the source's fault); ledger.* (the own file). Blocks before the failure are kept, always.
// Thread-safety: pull(), addCosignatures() and compareNote() from one thread at a time; head() and follow() from any.
#pragma once

#include "meterseal/chain/block_source.h"
#include "meterseal/chain/chain.h"
#include "meterseal/chain/conflict.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

namespace meterseal {

struct PullReport {
    Height from = 0, to = 0;  // heads before and after
    std::uint64_t blocks = 0, transactions = 0, records = 0;
    std::uint64_t cosignatures = 0;         // valid ones, kept or known
    std::uint64_t ignoredCosignatures = 0;  // unknown, of strangers, or not holding
    Height sourceHead = 0;                  // the highest block the source gave; 0: none
    // Held against a second member's blocks, where one is named: the highest compared, or why it could not be.
    Height compared = 0;
    std::optional<Error> notCompared{};
};

struct ReplicaOptions {
    std::string sqliteVfs;  // empty: SQLite's default; tests name a fault-injecting one
};

class Replica {
public:
    // Makes the empty ledger file. Conflict where it exists.
    static Status create(const std::filesystem::path& file, const Genesis& genesis);
    // Takes the file for writing: Busy/ledger.locked where another process has it.
    static Result<std::unique_ptr<Replica>> open(const std::filesystem::path& file, const ReplicaOptions& options = {});
    ~Replica();

    const Genesis& genesis() const;
    ChainHead head() const;
    std::unique_ptr<Subscription> follow(std::function<void(const BlockEvent&)> callback);

    // Everything new that the source has. `progress` after each block.
    Result<PullReport> pull(BlockSource& source, const std::function<void(const PullReport&)>& progress = {},
                            std::stop_token stop = {});
    // A cosigned note, or a checkpoint note with cosignatures: valid ones of a block that is here are kept. A sealed
    // header other than ours is a conflict. reason: note.*, block.header, replica.conflict, replica.no-such-block,
    // cosignature.none (no valid one in it)
    Result<std::vector<Cosignature>> addCosignatures(std::string_view note, std::string_view source);
    // The newest checkpoint note of a member other than the sealer, held against the blocks here: without that a sealer
    // could show each member a history of its own. Gives the note's height; one above our head says nothing yet. Its
    // valid cosignatures are kept. reason: note.*, block.header, blocks.other-ledger, seal.* (it proves nothing),
    // replica.conflict
    Result<Height> compareNote(std::string_view note, std::string_view source);
    // The same with the newest blocks another member gives out; of a consortium their seals are compared too. The
    // highest block compared; 0: it has none of ours.
    Result<Height> compareWith(BlockSource& member, const std::stop_token& stop = {});

    struct Impl;

private:
    explicit Replica(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace meterseal
