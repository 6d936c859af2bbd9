// A workspace that follows a ledger somebody else seals: where it fetches from, how that went, and its witness.
//
//   following.json   {v, source, beside, triedAt, goodAt, sourceHead, reason, message}: what is shown to people,
//   nothing that
//                    anything relies on
//   source.token     access token of the service that blocks are fetched from, its first line; a person puts it there,
//                    0600
//   outbox/          cosigned notes that were made here, NAME-HEIGHT.mseal-cosig
//
// Thread-safety: one call per workspace at a time (the ledger's lock sees to that).
#pragma once

#include "meterseal/chain/replica.h"
#include "meterseal/chain/witness.h"
#include "meterseal/workspace/workspace.h"

namespace meterseal {

struct FollowState {
    std::string source;  // empty: none named yet
    std::string beside;  // another member's blocks, to compare with; empty: none named
    std::optional<Timestamp> triedAt, goodAt;
    Height sourceHead = 0;  // the highest block the source gave when it last answered
    std::string reason;     // of the last try; empty: it went well
    std::string message;
};

// A workspace without the file has no source.
FollowState followStateOf(const Workspace& workspace);

// Fetches what is new from `source` (a path or an address; empty: the one of last time) and writes down how it went; a
// conflict goes into the audit log too. `beside` is the same for a member other than the sealer, whose newest blocks
// are then held against ours: without that a sealer could show each member a history of its own. That it cannot be
// reached is told in the report and is no failure. reason: follow.no-source, and those of Replica
Result<PullReport> followOnce(const Workspace& workspace, const std::string& source,
                              const std::function<void(const PullReport&)>& progress = {},
                              const std::stop_token& stop = {}, const std::string& beside = {});

// The organisation whose witness key lies in the key store: `named`, or the only one.
// reason: witness.no-key, witness.which
Result<std::string> witnessOrganisation(const crypto::KeyStore& keys, const std::string& named);

struct WrittenCosignature {
    Cosigned cosigned;
    std::filesystem::path file;
};
// Cosigns the newest header as Witness does, keeps the cosignature in the own ledger and writes the note to `file`
// (empty: into the outbox). Nothing where it is too early. The ledger must not be open for writing here.
Result<std::optional<WrittenCosignature>> cosignOnce(const Workspace& workspace, const crypto::KeyStore& keys,
                                                     const std::string& organisation,
                                                     const std::filesystem::path& file = {},
                                                     const WitnessOptions& options = {});

// Gives it to the service that the blocks come from, and keeps the others' cosignatures that it answers with. False
// where they come from a file, or an address without a service: then the note has to be carried.
// reason: replica.unreachable, replica.timeout
Result<bool> sendCosigned(const Workspace& workspace, const Cosigned& cosigned);

}  // namespace meterseal
