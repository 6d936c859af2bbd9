// What the dialogs ask of the keys and the chain. Runs on the session's writing worker, returns when the block is
// sealed.
#pragma once

#include "dialogs/activation_slip.h"
#include "meterseal/meter/meter_service.h"
#include "shell/session.h"

namespace meterseal::ui {

struct RegisteredMeter {
    Registered registered;
    ActivationSlip slip;
};

Result<RegisteredMeter> registerOne(OpenKeys& unlocked, const Dossier& dossier, const std::string& organisation,
                                    std::chrono::hours tokenValidity);
// One block, or a few, for all; an outcome for each. `slips` receives the slip of each registered meter.
Result<std::vector<RegisterOutcome>> registerMany(OpenKeys& unlocked, std::span<const Dossier> dossiers,
                                                  const std::string& organisation, std::chrono::hours tokenValidity,
                                                  std::vector<ActivationSlip>& slips);
// The slip of a meter whose secrets the key store holds. NotFound/meter.no-meter-key otherwise.
Result<ActivationSlip> slipOf(const OpenKeys& unlocked, const std::string& address, Timestamp tokenExpires);

// What the key store could activate a meter with.
struct ActivationMeans {
    bool hasKey = false;
    bool hasToken = false;
};
ActivationMeans meansOf(const OpenKeys& unlocked, const std::string& address);
// Puts the meter's key, password and token from an encrypted slip into the key store and saves it.
Status takeInSlip(OpenKeys& unlocked, const std::filesystem::path& file, const crypto::SecretBytes& passphrase,
                  const std::string& address);
Result<Hash256> activateMeter(OpenKeys& unlocked, const std::string& address,
                              const std::optional<crypto::SecretBytes>& token);

}  // namespace meterseal::ui
