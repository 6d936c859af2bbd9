// One inspection of a bundle: what its steps leave for the ones after them. inspect_form.cpp has steps 1 to 5,
// inspect_word.cpp 6 to 8, inspect_records.cpp 9 to 14, verdict.cpp the three lines.
#pragma once

#include "evidence/names.h"
#include "meterseal/evidence/container.h"
#include "meterseal/evidence/inspect.h"
#include "meterseal/ledger/state.h"
#include "meterseal/ledger/transaction.h"

#include <array>
#include <map>
#include <memory>
#include <set>

namespace meterseal::evidence {

struct BundledTx {
    std::uint64_t index = 0;
    ByteView wire;
    Hash256 hash;
    Transaction tx;
    EntryProof proof;
    std::optional<CheckedTransaction> checked;
    std::optional<Error> refusal;  // why it is none that a ledger takes
    // Of a convert: its meter as the transactions before it left it. Absent: unknown.
    std::optional<MeterEntry> meter;
};

struct ShownRecord {
    std::uint64_t index = 0;
    std::uint32_t leaf = 0;
    HealthRecord record;
    Hash256 hash;
};

// A checkpoint note of the bundle.
struct BundledCheckpoint {
    Checkpoint note;
    std::vector<Cosignature> counted;  // of members other than the sealer's, each once
};

class Inspection {
public:
    Inspection(ByteView file, const EvidenceTrust& trust, std::stop_token stop);
    EvidenceReport run();

private:
    using Step = void (Inspection::*)();

    // ---- steps: each either fails its own number or says what was checked -------------------------------------------
    void readContainer();
    void checkSums();
    void readGenesis();
    void readTransactions();
    void checkEntries();
    void replay();
    void checkCheckpoint();
    void checkEarlier();
    void checkMeters();
    void checkBatches();
    void checkRecords();
    void checkOriginals();
    void checkPresenter();
    void checkScope();

    void checkSumLines();
    Status readRecordLines(std::vector<ShownRecord>& shown);
    Status readUnplaced(std::vector<HealthRecord>& unplaced);
    void judge(const std::vector<ShownRecord>& shown, const std::vector<HealthRecord>& unplaced);
    Status compareRows(const EvidenceOriginal& original, std::uint64_t number);
    void checkSheets();
    void noteCosignatures(const Checkpoint& note, std::vector<Cosignature>& counted);
    void noteTimeStamps(std::string_view note, const BlockHeader& header);
    std::vector<Organisation> membersAt(Height height) const;
    void writeVerdict();
    void writeLines();
    std::string wordText() const;
    void findNoLaterThan();

    EvidenceStep& step(int number) { return m_report.steps[static_cast<std::size_t>(number - 1)]; }
    bool holds(int number) const;
    void pass(int number, std::string found);
    void fail(int number, std::string_view reason, std::string expected, std::string found);
    void fail(int number, const Error& error, std::string where = {});
    void open(int number, std::string_view reason, std::string expected, std::string found);

    ByteView m_file;
    const EvidenceTrust& m_trust;
    std::stop_token m_stop;
    EvidenceReport m_report;

    EvidenceContainer m_container;
    Genesis m_genesis;
    std::map<std::uint64_t, BundledTx> m_transactions;
    std::optional<Checkpoint> m_checkpoint;
    std::optional<Error> m_checkpointError;  // its text is none
    std::vector<Cosignature> m_counted;      // of the checkpoint
    std::vector<BundledCheckpoint> m_earlier;
    std::optional<LedgerState> m_state;
    std::vector<std::pair<Height, std::vector<Organisation>>> m_members;  // after the block of each change
    std::optional<Error> m_organisationTrouble, m_meterTrouble;           // the first of each
    std::map<std::uint64_t, std::vector<std::string_view>> m_lines;       // records/I.jsonl
    std::set<std::uint64_t> m_complete;  // indices of first batches whose chain begins at zeros, see checkBatches
    bool m_gaps = false;                 // a batch does not follow the one before it in the bundle
    bool m_alteredRecord = false;
};

}  // namespace meterseal::evidence
