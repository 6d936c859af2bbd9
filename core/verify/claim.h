// One record, with or without a claim of where it stands.
#pragma once

#include "meterseal/verify/verifier.h"

namespace meterseal::verify {

Result<Finding> verifyOne(LedgerView& view, const HealthRecord& record, const std::optional<Claim>& claim);

}  // namespace meterseal::verify
