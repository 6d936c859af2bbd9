// A workspace on disk with a real ledger, made by the same chain the program uses: meters in every state, batches of
// real records. Small enough to be made in a second; append() grows it while a window is open.
#pragma once

#include "meterseal/chain/embedded_chain.h"
#include "support/ledger_builder.h"
#include "support/temporary_folder.h"

#include <filesystem>
#include <memory>

namespace meterseal::test {

class SmallWorld {
public:
    struct Size {
        std::size_t meters = 12;
        std::size_t batchesPerMeter = 3;
        std::size_t recordsPerBatch = 24;
        bool keys = false;       // with a key store; its passphrase is kPassphrase
        bool meterKeys = false;  // which holds the meters' keys too
    };
    static constexpr const char* kPassphrase = "correct horse battery";

    // Aborts with a message where the world cannot be made: a test without it means nothing.
    explicit SmallWorld(const Size& size);
    SmallWorld() : SmallWorld(Size{}) {}

    const std::filesystem::path& folder() const { return m_folder.path(); }
    LedgerBuilder& builder() { return m_builder; }
    // One more batch of the first meter, committed when this returns.
    void append();
    // As the uploader notes them with a batch, while none runs.
    void noteAlarms(Timestamp day, const char* code, std::uint64_t records);
    void submit(Bytes wire);
    void flush();
    // Lets the program write: gives the ledger's lock back.
    void closeChain() { m_chain.reset(); }

private:
    TemporaryFolder m_folder, m_state;
    LedgerBuilder m_builder;
    std::unique_ptr<EmbeddedChain> m_chain;
    std::uint64_t m_notedBatches = 0;
};

}  // namespace meterseal::test
