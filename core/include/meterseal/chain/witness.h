// Witness: an organisation that follows a ledger with its own replica and cosigns its newest header (PROTOCOL.md
// section 6). Two histories then need two liars.
//
// The discipline: what is cosigned is written to `witness.state` and synced BEFORE the signature is made, so that no
// crash, at any instant, lets an older or another header out than one handed out. Cosigned is only what the replica
// holds byte for byte (every transaction was executed), not lower than the last one, on a history that contains the
// last one, by a clock that does not go back, and not dated more than a minute ahead of it.
//
//   witness.state      JCS JSON {v, origin, organisation, publicKey, height, header, cosignedAt}; mode 0600. In no
//                      backup: a restored copy beside the original would sign twice.
//   witness.state.lock held while a witness is open
//
//   (begin | resume)  open  (cosign)*
//
// Thread-safety: one thread per witness. The key is copied and wiped when the object goes.
#pragma once

#include "meterseal/ledger/block.h"
#include "meterseal/ledger/reader.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace meterseal {

inline constexpr std::string_view kCosignatureSuffix = ".mseal-cosig";

struct WitnessState {
    std::string origin;
    std::string organisation;
    crypto::Ed25519PublicKey publicKey{};
    Height height = 0;             // 0: nothing cosigned yet
    std::string header;            // of that height, byte for byte
    std::uint64_t cosignedAt = 0;  // seconds since 1970
};

enum class WitnessStep { BeforeState, StateWritten, Signed };

struct WitnessOptions {
    std::chrono::seconds interval{60};        // at most one signature in so long
    std::chrono::seconds aheadAllowed{60};    // how far a block's time may be ahead of the own clock
    std::function<std::uint64_t()> clock;     // seconds since 1970; empty: the system's
    std::function<void(WitnessStep)> atStep;  // tests: ends the process at a step
};

struct Cosigned {
    Cosignature cosignature;
    std::string note;  // header, empty line, our one line: a *.mseal-cosig file
};

class Witness {
public:
    // `folder` is the ledger's. For a key that never cosigned: makes the state file. Conflict/witness.state-exists
    // where there is one.
    static Status begin(const std::filesystem::path& folder, const Genesis& genesis, const std::string& organisation,
                        const crypto::Ed25519PrivateKey& key);
    // For a key whose state file was lost: goes on from the newest own cosignature that anybody has, a note. Without
    // a note a person gives their word that there is none. reason: witness.state-exists, witness.no-own-cosignature
    static Status resume(const std::filesystem::path& folder, const Genesis& genesis, const std::string& organisation,
                         const crypto::Ed25519PrivateKey& key, const std::optional<std::string>& newest);
    // reason: witness.no-state (begin or resume first), witness.damaged, witness.other (another ledger, organisation),
    // witness.locked
    static Result<Witness> open(const std::filesystem::path& folder, const Genesis& genesis,
                                const std::string& organisation, const crypto::Ed25519PrivateKey& key,
                                const WitnessOptions& options = {});
    // What a witness here cosigned last, for showing. NotFound/witness.no-state.
    static Result<WitnessState> stateOf(const std::filesystem::path& folder);

    Witness(Witness&&) noexcept;
    Witness& operator=(Witness&&) noexcept;
    ~Witness();

    const WitnessState& state() const;
    // Cosigns the newest header of the replica. Nothing where the last cosignature is younger than the interval or
    // there is no block. Refused, and nothing signed: replica.conflict (also: somebody else signs with this key, of
    // which evidence is kept), witness.behind (the replica is below what was cosigned), witness.inconsistent (its
    // history is not the cosigned one), witness.clock, witness.not-member, witness.key (not the organisation's present
    // key), witness.io.
    Result<std::optional<Cosigned>> cosign(LedgerReader& replica);

private:
    struct Impl;
    explicit Witness(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace meterseal
