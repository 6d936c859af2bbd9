// One decision for many meters: which of them compute, which a person must judge one by one, and the signing itself.
// Runs on workers; values only.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/ledger/reader.h"
#include "shell/session.h"

#include <optional>
#include <string>
#include <vector>

namespace meterseal::ui {

enum class BulkKind { Approve, Reject, Activate, Suspend, Resume };

// Why a meter is not taken along.
enum class BulkDoubt {
    None,
    State,      // it is not in a state in which this can be done
    Address,    // the address is not that of its key
    Signature,  // the signatures do not hold, or the fields are not those that were signed
    Expired,    // its activation token is over
    Maker,      // no manufacturer on the ledger has this name
    SamePlace,  // another meter of the list stands at the same place: see `sameAs`
};

struct BulkMeter {
    std::uint32_t id = 0;
    std::string mn, location, address, sameAs;
    Hash256 registerTx;
    bool byUtility = false, byManufacturer = false;  // has approved
    BulkDoubt doubt = BulkDoubt::None;

    enum class Outcome { None, Done, Activated, Failed };
    Outcome outcome = Outcome::None;
    std::optional<Error> error;  // also beside Done, where approving went well and activating did not
};

// In the order of `ids`. `seen` counts them while it goes.
Result<std::vector<BulkMeter>> readBulk(LedgerReader& reader, BulkKind kind, const std::vector<std::uint32_t>& ids,
                                        const std::stop_token& stop, const std::shared_ptr<Shared<std::size_t>>& seen);

struct BulkOrder {
    BulkKind kind = BulkKind::Approve;
    std::vector<Organisation> signers;
    std::string reason;
    bool activate = false;  // what both parties have approved by then
};
// Signs for each of them and waits for the blocks. An error of one meter stops none of the others; only what stops all
// of them (the chain cannot write) is this call's error, and what had been submitted then stays submitted.
Status doBulk(OpenKeys& unlocked, const BulkOrder& order, std::vector<BulkMeter>& meters);

}  // namespace meterseal::ui
