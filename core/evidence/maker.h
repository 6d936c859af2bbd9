// The parts of making one bundle, in the order of run().
#pragma once

#include "evidence/names.h"
#include "meterseal/evidence/claim.h"
#include "meterseal/evidence/container.h"
#include "meterseal/evidence/make.h"
#include "meterseal/verify/verifier.h"

#include <map>
#include <set>

namespace meterseal::evidence {

std::string howToVerify();

class Maker {
public:
    Maker(LedgerReader& reader, const EvidenceRequest& request, std::stop_token stop)
        : m_reader(reader), m_request(request), m_stop(std::move(stop))
    {}
    Result<EvidenceFile> run();

private:
    struct Row {
        HealthRecord record;
        std::uint64_t line = 0;  // in the file; 0: none
    };
    struct Batch {
        TxRow row;
        std::map<std::uint32_t, std::size_t> shown;  // leaf -> m_rows
    };

    Status gather();
    Status place();
    Status takeFinding(const Finding& finding);
    Result<Batch*> batchOf(const Hash256& tx);
    Status addMeters();
    // Of one meter, or of all.
    Status addOthers(TxType type, std::optional<std::uint32_t> meterId = {});
    Status chooseCheckpoint();
    Status addTransactions();
    Status addEarlier();
    Status addOriginal();
    void addRecords();
    Status addClaim();
    Status seal(EvidenceFile& out);

    bool wanted(const HealthRecord& record) const;
    std::string noteOf(const SealedBlock& block, std::span<const Cosignature> cosignatures) const;
    void put(std::string name, std::string_view text);

    LedgerReader& m_reader;
    const EvidenceRequest& m_request;
    std::stop_token m_stop;

    EvidenceFile m_out;
    EvidenceMembers m_members;
    EvidenceClaim m_claim;
    std::vector<Row> m_rows;
    std::map<std::uint64_t, Batch> m_batches;    // by index
    std::map<Hash256, std::uint64_t> m_indexOf;  // of batches
    std::map<std::uint64_t, Hash256> m_others;   // further transactions
    std::vector<std::size_t> m_unplaced;         // m_rows
    std::set<std::uint32_t> m_meterIds;
    SealedBlock m_checkpoint;
    std::set<Height> m_earlierHeights;
};

}  // namespace meterseal::evidence
