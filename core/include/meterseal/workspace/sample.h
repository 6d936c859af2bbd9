// The sample: a workspace filled with real meter readings through a simulated consortium, and a tampered copy of the
// file that leaves something to find. What "Try it" and the demonstration do.
//
// Readings files have the DAIAD form: meter key; local date and time of Madrid, dd/MM/yyyy HH:mm:ss; litres; litres
// since the reading before. The trial knows no alarms, so a column is added: highFlowAlarm where an hour used
// kHighFlowLitres or more, READING elsewhere.
//
// Thread-safety: one call at a time per folder; progress is called from the calling thread.
#pragma once

#include "meterseal/crypto/secret.h"
#include "meterseal/source/profile.h"
#include "meterseal/verify/verifier.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace meterseal {

inline constexpr double kHighFlowLitres = 100;

// One change in the tampered copy, and what must be found because of it.
struct PlantedChange {
    std::string what;  // "the value was raised from 117288 to 117388"
    std::string mn;
    Timestamp time;  // of the record in the verdict
    Verdict expected = Verdict::Altered;
    std::uint64_t line = 0;  // in the tampered copy; 0 where the record is not in it
};

struct SampleProgress {
    enum class Step { Ledger, Meters, Reviews, Activation, Anchoring, Tampering } step = Step::Ledger;
    std::uint64_t done = 0, total = 0;  // of this step; total 0: unknown
};

struct SampleOptions {
    std::filesystem::path folder;    // of the new workspace: empty or not there yet
    std::filesystem::path readings;  // the sample's CSV, or a .zip that holds one
    crypto::SecretBytes passphrase;
    std::size_t simulatedNodes = 4;
    std::function<void(const SampleProgress&)> progress;  // may be empty
    std::stop_token stop;
};

struct SampleOutcome {
    std::filesystem::path trueFile;      // readings.csv: exactly what was anchored
    std::filesystem::path tamperedFile;  // readings-tampered.csv
    std::filesystem::path profileFile;   // readings.profile.json: how to read both
    std::filesystem::path rejectsFile;   // of the anchoring; not there where nothing was rejected
    std::vector<PlantedChange> planted;
    std::uint64_t rows = 0, rejected = 0, duplicates = 0, records = 0;
    std::uint64_t meters = 0, batches = 0;
    double anchoringSeconds = 0;
};

// On an Error (Cancelled included) what was made stays in the folder and may be deleted; a message says so.
Result<SampleOutcome> makeSample(const SampleOptions& options);

struct SampleWitness {
    std::filesystem::path folder;  // "insurer" in the sample's folder: a workspace with the insurer's keys alone
    std::uint64_t blocks = 0, transactions = 0, records = 0;  // that it fetched and executed itself
    std::string endorsement;                                  // on whose word the ledger stands now, English
};

// The insurer's side of the sample: it joins with the genesis document, follows from a block file in the sample's
// folder, cosigns the newest block, and the sealer keeps its cosignature. The ledger must not be open for writing.
Result<SampleWitness> cosignSample(const std::filesystem::path& folder, const crypto::SecretBytes& passphrase);

// Where the sample's readings lie: beside the installed program, else in the source tree. NotFound where neither is
// there.
Result<std::filesystem::path> findSampleReadings();

}  // namespace meterseal
