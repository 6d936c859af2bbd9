// A ledger of known keys and times from which evidence is made: three meters with hourly readings, members that join
// and change keys, some blocks cosigned. The same seed gives the same bytes, so that bundles can be frozen.
//
//   block 1      meters 0 and 1 registered, reviewed, activated
//   block 2..4   meter 0: the 1st, 2nd, 3rd of January 2026, 24 records each; meter 1 the same days beside it
//   block 5      cosigned by the insurer and the manufacturer
//   block 6      an auditor joins; the insurer changes its witness key
//   block 7      meter 0: the 4th; cosigned by the insurer (new key) and the auditor
//   block 8      meter 1: the 4th; not cosigned
// Throws std::runtime_error where a step that must succeed does not. Not thread-safe.
#pragma once

#include "support/ledger_file.h"
#include "support/temporary_folder.h"

#include "meterseal/evidence/make.h"
#include "meterseal/ledger/reader.h"

#include <map>

namespace meterseal::test {

class EvidenceWorld {
public:
    static constexpr Timestamp kDay1{1'767'225'600'000};  // 2026-01-01T00:00:00.000Z
    static constexpr std::int64_t kHour = 3'600'000;
    static constexpr std::int64_t kDayMs = 24 * kHour;
    static constexpr Timestamp kMadeAt{1'768'000'000'000};  // when bundles are made

    // `days` of hourly readings of each meter, one batch a day.
    explicit EvidenceWorld(std::uint64_t seed = 11, std::size_t days = 4);

    LedgerBuilder world;
    LedgerReader reader() const;
    Hash256 fingerprint() const { return fingerprintOf(world.genesis()); }
    const Genesis& genesis() const { return world.genesis(); }
    const std::filesystem::path& folder() const { return m_folder.path(); }

    // Meter 0 or 1; day 1, 2, ...
    std::vector<HealthRecord> day(std::size_t meter, std::size_t day) const;
    // A CSV file of records as a meter's maker would hand it over, and the profile that reads it.
    std::filesystem::path csv(const std::string& name, const std::vector<HealthRecord>& records) const;
    static MappingProfile profile();
    // A request with fixed times and texts.
    EvidenceRequest request() const;

    crypto::PrivateKey newInsurerKey() const { return world.key("insurer-2"); }

private:
    void cosign(Height height, std::string_view organisation, const crypto::Ed25519PrivateKey& key,
                std::int64_t secondsAfter);

    TemporaryFolder m_folder;
    std::filesystem::path m_file;
    std::unique_ptr<LedgerFile> m_ledger;
    std::map<Height, SealedBlock> m_blocks;
};

// The genuine bundles that tests, vectors and other verifiers start from, by name.
std::map<std::string, EvidenceFile> genuineBundles(EvidenceWorld& world);

}  // namespace meterseal::test
