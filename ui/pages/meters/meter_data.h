// What the page of one meter shows, read in one go on a worker.
#pragma once

#include "meterseal/ledger/reader.h"
#include "models/meter_spans.h"

namespace meterseal::ui {

struct MeterData {
    MeterRow row;
    std::string submittedBy;   // organisation id of the registration
    bool addressFits = false;  // Base58(SHA256(publicKey)) is the address
    MeterSpans spans;
};

// Nothing where the meter is as in `known`: then neither its batches are read again nor the page written anew.
Result<std::optional<MeterData>> readMeter(LedgerReader& reader, const std::string& mn,
                                           const std::optional<MeterEntry>& known);

}  // namespace meterseal::ui
