// Transactions that travel as a file (*.mseal-tx): an organisation signs on its own machine, with its own key, and the
// party that seals takes them from the file. Nobody needs another's key.
//
//   file = "MSTX1" LF <origin> LF (hex of the wire bytes LF)*
//
// A file is believed in nothing: every transaction is checked and judged by the rules like any other.
// Thread-safety: one thread per object.
#pragma once

#include "meterseal/chain/chain.h"
#include "meterseal/crypto/key_store.h"

#include <string>
#include <vector>

namespace meterseal {

inline constexpr std::string_view kTransactionSuffix = ".mseal-tx";

// A chain that accepts what is submitted into a list, for a file. Signatures and form are checked; the rules are not:
// the party that seals does that. Everything but submit() and genesis() answers Unsupported.
class TransactionOutbox final : public Chain {
public:
    explicit TransactionOutbox(Genesis genesis) : m_genesis(std::move(genesis)) {}

    std::string engine() const override { return "file"; }
    const Genesis& genesis() const override { return m_genesis; }
    Result<Hash256> submit(Bytes wire) override;
    Result<TxStatus> status(const Hash256& txHash) override;
    Result<ChainHead> head() override;
    std::unique_ptr<Subscription> follow(std::function<void(const BlockEvent&)> callback) override;
    Result<TxProof> proof(const Hash256& txHash) override;
    Result<Hash256> lastConvert(std::string_view address) override;

    const std::vector<Bytes>& transactions() const { return m_transactions; }
    std::string file() const;

private:
    Genesis m_genesis;
    std::vector<Bytes> m_transactions;
};

// A change of the members that others signed, with this organisation's signature behind theirs. What is signed is the
// same header; the transaction has another hash. reason: as checkTransaction, txfile.not-a-change (it is no change of
// the members: others need one signature alone), meter.no-organisation-key, tx.signer-twice
Result<Bytes> withSignature(ByteView wire, const Genesis& genesis, const crypto::KeyStore& keys,
                            const std::string& organisation);

// The wire bytes in a file, not checked. reason: txfile.syntax, txfile.other-ledger
Result<std::vector<Bytes>> readTransactionFile(std::string_view text, const Genesis& genesis);

}  // namespace meterseal
