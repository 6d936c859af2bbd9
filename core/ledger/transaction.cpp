#include "meterseal/ledger/transaction.h"

#include "ledger/state_rules.h"
#include "ledger/wire.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/merkle/tree.h"

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace meterseal {

namespace {

// Who signs is the state's business; how many is known from the type alone, and refusing the rest here spares their
// verification.
Status checkSignerCount(const Transaction& tx)
{
    const TxType type = tx.header.type();
    const std::size_t wanted = type == TxType::Register ? 2 : 1;
    const std::size_t have = tx.signatures.size();
    if (have < wanted) {
        return refuse(TxRule::SignerMissing, fmt::format("A transaction of type {} needs {} signature(s), this one has "
                                                         "{}. Nothing was changed; sign it and submit it again.",
                                                         toString(type), wanted, have));
    }
    if (have > wanted && type != TxType::Organisation) {
        return refuse(
            TxRule::SignerUnexpected,
            fmt::format("A transaction of type {} takes {} signature(s), this one has {}. Nothing was changed.",
                        toString(type), wanted, have));
    }
    std::vector<crypto::PublicKey> keys;
    keys.reserve(have);
    for (const TxSignature& signature : tx.signatures) {
        keys.push_back(signature.publicKey);
    }
    std::sort(keys.begin(), keys.end());
    if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) {
        return refuse(TxRule::SignerTwice, "The same key signed the transaction twice. Nothing was changed.");
    }
    return {};
}

Status checkLeaves(const Transaction& tx)
{
    const auto* convert = std::get_if<ConvertBody>(&tx.header.body);
    if (convert == nullptr) {
        return tx.leaves.empty() ? Status()
                                 : Status(refuse(TxRule::LeavesUnexpected,
                                                 fmt::format("A transaction of type {} carries {} leaves; only a "
                                                             "convert has any. Nothing was changed.",
                                                             toString(tx.header.type()), tx.leaves.size())));
    }
    if (tx.leaves.size() != convert->count) {
        return refuse(TxRule::CountMismatch,
                      fmt::format("The header counts {} leaves but {} are there. Nothing was changed.", convert->count,
                                  tx.leaves.size()));
    }
    if (merkle::rootOf(tx.leaves) != convert->root) {
        return refuse(TxRule::RootMismatch,
                      "The root in the header is not the Merkle root of the leaves. Nothing was changed.");
    }
    return {};
}

Status checkSignatures(const Transaction& tx)
{
    MS_ASSIGN(const crypto::Suite* suite, crypto::findSuite(tx.header.suite));
    const Hash256 digest = suite->hash(asBytes(tx.headerBytes));
    for (std::size_t i = 0; i < tx.signatures.size(); ++i) {
        if (!suite->verify(tx.signatures[i].publicKey, digest, tx.signatures[i].signature)) {
            return refuse(TxRule::BadSignature,
                          fmt::format("Signature {} of {} does not hold for the header and its key {}. Nothing was "
                                      "changed; the transaction was altered after signing, or the key is a wrong one.",
                                      i + 1, tx.signatures.size(), tx.signatures[i].publicKey.hex()));
        }
    }
    return {};
}

}  // namespace

Hash256 Transaction::dataBlockHash() const
{
    return crypto::sha256(headerBytes);
}

Bytes buildTransaction(const TransactionHeader& header, std::span<const crypto::PrivateKey* const> signers,
                       std::span<const Hash256> leaves)
{
    const std::string headerBytes = canonicalHeader(header);
    // A header that passed checkHeader() names a suite that is known.
    const auto named = crypto::findSuite(header.suite);
    const crypto::Suite& suite = named.ok() ? **named : crypto::defaultSuite();
    const Hash256 digest = suite.hash(asBytes(headerBytes));
    std::vector<TxSignature> signatures;
    signatures.reserve(signers.size());
    for (const crypto::PrivateKey* signer : signers) {
        signatures.push_back({signer->publicKey(), suite.sign(*signer, digest)});
    }
    return wire::encode(headerBytes, signatures, leaves);
}

Result<Transaction> decodeTransaction(ByteView bytes)
{
    MS_ASSIGN(wire::Parts parts, wire::decode(bytes));
    Transaction tx;
    MS_ASSIGN(tx.header, parseHeader(parts.header));
    tx.headerBytes = parts.header;
    tx.signatures = std::move(parts.signatures);
    tx.leaves.resize(parts.leaves.size() / Hash256::kSize);
    if (!tx.leaves.empty()) {
        std::memcpy(tx.leaves.data(), parts.leaves.data(), parts.leaves.size());
    }
    return tx;
}

Bytes encodeTransaction(const Transaction& tx)
{
    assert(!tx.headerBytes.empty());
    return wire::encode(tx.headerBytes, tx.signatures, tx.leaves);
}

Hash256 txHashOf(ByteView wire)
{
    return crypto::sha256(wire);
}

Result<CheckedTransaction> checkTransaction(Bytes wire, std::string_view chain)
{
    MS_ASSIGN(Transaction tx, decodeTransaction(wire));
    if (tx.header.chain != chain) {
        return refuse(TxRule::WrongChain, fmt::format("The transaction is for the chain {}, this ledger is {}. Nothing "
                                                      "was changed; submit it to its own ledger.",
                                                      tx.header.chain, chain));
    }
    // Cheap checks first: a signature costs more than all the rest.
    MS_TRY(checkSignerCount(tx));
    MS_TRY(checkLeaves(tx));
    MS_TRY(checkSignatures(tx));
    CheckedTransaction checked;
    checked.tx = std::move(tx);
    checked.txHash = txHashOf(wire);
    checked.wire = std::move(wire);
    return checked;
}

}  // namespace meterseal
