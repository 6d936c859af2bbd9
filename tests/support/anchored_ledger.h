// A ledger file in a folder of its own, filled through the embedded chain, and a record source over a vector: what
// tests of verification start from. Throws std::runtime_error where a step that must succeed does not.
#pragma once

#include "support/ledger_builder.h"
#include "support/temporary_folder.h"

#include "meterseal/chain/embedded_chain.h"
#include "meterseal/ledger/reader.h"
#include "meterseal/source/record_source.h"

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace meterseal::test {

class AnchoredLedger {
public:
    // `linger`: how long a block waits for company; gives blocks of many transactions.
    explicit AnchoredLedger(std::chrono::milliseconds linger = std::chrono::milliseconds(0));

    LedgerBuilder world;

    void submit(Bytes wire);
    // Registers, has reviewed and activates the meters [first, first + count).
    void onboard(std::size_t first, std::size_t count);
    // Anchors records of meter `i` in batches of `perBatch`; gives the transaction hashes. Records must be in batch
    // order.
    std::vector<Hash256> anchor(std::size_t i, std::span<const HealthRecord> records, std::size_t perBatch);
    // Everything submitted so far stands in a sealed block.
    void seal();
    // Seals and ends the chain, so that the file may be damaged.
    void close();

    const std::filesystem::path& file() const { return m_file; }
    LedgerReader reader() const;
    // Runs SQL on the closed file; gives the number of changed rows.
    int damage(const std::string& sql) const;

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_file;
    std::unique_ptr<EmbeddedChain> m_chain;
};

// Rows are numbered from 1, lines from 2 (as below a header).
class VectorSource : public RecordSource {
public:
    explicit VectorSource(std::vector<HealthRecord> records) : m_records(std::move(records)) {}
    Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) override;
    std::uint64_t bytesRead() const override { return m_next; }
    std::uint64_t bytesTotal() const override { return m_records.size(); }

private:
    std::vector<HealthRecord> m_records;
    std::size_t m_next = 0;
};

}  // namespace meterseal::test
