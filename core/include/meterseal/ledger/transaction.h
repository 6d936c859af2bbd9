// Transactions: headers, wire form, signatures (PROTOCOL.md section 5).
//
//   message Transaction { bytes header = 1; repeated Signature signatures = 2; bytes leaves = 3; }
//   message Signature   { bytes public_key = 1; bytes signature = 2; }
//
// Only the canonical encoding is accepted: fields in order, no unknown or empty fields, shortest varints.
// dataBlockHash = SHA256(header) is what signatures sign; txHash = SHA256(wire) names the transaction.
// Thread-safety: values and pure functions.
#pragma once

#include "meterseal/base/bytes.h"
#include "meterseal/base/time.h"
#include "meterseal/crypto/keys.h"
#include "meterseal/ledger/genesis.h"

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace meterseal {

inline constexpr std::size_t kMaxHeaderBytes = 64 * 1024;
inline constexpr std::uint32_t kMaxLeavesPerBatch = 8192;
inline constexpr std::size_t kMaxSignatures = 256;

enum class TxType : std::uint8_t {  // stored: never renumber
    Register = 1,
    Review = 2,
    Activate = 3,
    Convert = 4,
    Suspend = 5,
    Resume = 6,
    Retire = 7,
    Organisation = 8,
};
std::string_view toString(TxType type);  // the header's "type"
Result<TxType> parseTxType(std::string_view text);

struct RegisterBody {
    std::string mn, location, manufacturer, address;
    crypto::PublicKey publicKey;
    Hash256 tokenHash;  // SHA256 of the token's text
    Timestamp tokenExpires, time;
    bool operator==(const RegisterBody&) const = default;
};
struct ReviewBody {
    Hash256 registerTx;  // header member "register"
    bool approve = false;
    std::string reason;
    Timestamp time;
    bool operator==(const ReviewBody&) const = default;
};
struct ActivateBody {
    std::string mn, address, token;
    bool operator==(const ActivateBody&) const = default;
};
struct ConvertBody {
    std::string address;  // header members "from" and "to", which are equal
    Hash256 prev;         // zero for the meter's first
    Timestamp start, end;
    std::uint32_t count = 0;
    Hash256 root;
    bool operator==(const ConvertBody&) const = default;
};
enum class MeterAction : std::uint8_t { Suspend, Resume, Retire };
struct MeterActionBody {
    MeterAction action = MeterAction::Suspend;
    std::string mn, reason;
    Timestamp time;
    bool operator==(const MeterActionBody&) const = default;
};
enum class OrganisationAction : std::uint8_t { Add, Rotate, Retire };
// The member "validatorKey" of a consortium's organisation transaction; "" where there is no key.
struct NamedValidatorKey {
    ValidatorKey key;
    bool operator==(const NamedValidatorKey&) const = default;
};
struct OrganisationBody {
    OrganisationAction action = OrganisationAction::Add;
    std::string id, name;
    Role role = Role::Utility;
    // rotate: at least one is new, the other may be the one it has; retire: both are the ones it has.
    crypto::PublicKey publicKey;
    crypto::Ed25519PublicKey witnessKey{};
    Timestamp time;
    std::optional<NamedValidatorKey> validatorKey{};  // in a consortium's ledger, and only there
    bool operator==(const OrganisationBody&) const = default;
};

struct TransactionHeader {
    std::string chain;
    std::string suite = "secp256k1-sha256";
    std::variant<RegisterBody, ReviewBody, ActivateBody, ConvertBody, MeterActionBody, OrganisationBody> body;

    TxType type() const;
    bool operator==(const TransactionHeader&) const = default;
};

// The header's JCS bytes. Field rules are not checked here: see checkHeader.
std::string canonicalHeader(const TransactionHeader& header);
// Field rules of section 5 that need no ledger: text, ids, times, address = Base58(SHA256(publicKey)), start <= end,
// count range.
Status checkHeader(const TransactionHeader& header);
// Strict: canonical bytes, exactly the members of its type, checkHeader. reason: header.*, suite.unknown
Result<TransactionHeader> parseHeader(std::string_view json);

struct TxSignature {
    crypto::PublicKey publicKey;
    crypto::Signature64 signature{};
};

// A decoded transaction, owning its bytes.
struct Transaction {
    std::string headerBytes;
    TransactionHeader header;
    std::vector<TxSignature> signatures;
    std::vector<Hash256> leaves;  // convert only

    Hash256 dataBlockHash() const;
};

// Signs in the order given and encodes. `leaves` for convert only. Precondition: checkHeader(header).ok().
Bytes buildTransaction(const TransactionHeader& header, std::span<const crypto::PrivateKey* const> signers,
                       std::span<const Hash256> leaves = {});

// Refuses any encoding but the canonical one. reason: wire.*, header.*
Result<Transaction> decodeTransaction(ByteView wire);
Bytes encodeTransaction(const Transaction& tx);
Hash256 txHashOf(ByteView wire);

// A transaction that passed every check that needs no ledger: canonical encoding, header rules, as many signers as its
// type asks for, each signature holds, no signer twice, leaves only with convert, count matches, root = MTH(leaves).
// Made only by checkTransaction.
struct CheckedTransaction {
    Transaction tx;
    Bytes wire;
    Hash256 txHash;
};

// The expensive half of acceptance (one ECDSA verification per signature); pure, so that callers run it in parallel.
// `chain` is the ledger's chain id. reason: wire.*, header.*, suite.unknown, tx.wrong-chain, tx.bad-signature,
// tx.signer-twice, tx.signer-missing, tx.signer-unexpected, tx.leaves-unexpected, tx.count-mismatch, tx.root-mismatch
Result<CheckedTransaction> checkTransaction(Bytes wire, std::string_view chain);

}  // namespace meterseal
