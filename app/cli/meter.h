// The pieces of the `meter` group, one file each, and what they share.
#pragma once

#include "cli/output.h"
#include "cli/session.h"

#include <optional>
#include <string>
#include <vector>

namespace meterseal::cli {

void addMeterRegister(CLI::App& group, Context& context);
void addMeterLife(CLI::App& group, Context& context);  // review, activate, suspend, resume, retire
void addMeterShow(CLI::App& group, Context& context);  // list, show
void addMeterDerive(CLI::App& group, Context& context);

// What became of one meter in a verb that takes several.
struct MeterOutcome {
    std::string mn;
    std::optional<Hash256> txHash;
    std::optional<Error> error;
    Json extra = Json::object();  // further members, shown in the order given
};

// Waits until everything submitted is in a block, then prints every outcome. An Error where any of them failed: it says
// how many were done, and the others stay done.
Result<Outcome> commitAndReport(const Context& context, OpenWorkspace& open, const std::string& whatWasDone,
                                const std::vector<MeterOutcome>& outcomes);
// The printing alone; `heightOf` says in which block a transaction stands.
Result<Outcome> report(const Context& context, const std::string& whatWasDone,
                       const std::vector<MeterOutcome>& outcomes,
                       const std::function<Result<Height>(const Hash256&)>& heightOf);

}  // namespace meterseal::cli
