#include "meterseal/chain/transaction_file.h"

#include "meterseal/ledger/block.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::string_view kMagic = "MSTX1";

Error notHere()
{
    return makeError(ErrorCode::Unsupported, "outbox.unsupported",
                     "A file of transactions knows nothing of the ledger; only the party that seals does.");
}

// The next line without its LF; the rest stays in `text`.
std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

}  // namespace

Result<Hash256> TransactionOutbox::submit(Bytes wire)
{
    MS_ASSIGN(const CheckedTransaction checked, checkTransaction(std::move(wire), m_genesis.chain));
    m_transactions.push_back(checked.wire);
    return checked.txHash;
}

Result<TxStatus> TransactionOutbox::status(const Hash256&)
{
    return notHere();
}

Result<ChainHead> TransactionOutbox::head()
{
    return notHere();
}

std::unique_ptr<Subscription> TransactionOutbox::follow(std::function<void(const BlockEvent&)>)
{
    return nullptr;
}

Result<TxProof> TransactionOutbox::proof(const Hash256&)
{
    return notHere();
}

Result<Hash256> TransactionOutbox::lastConvert(std::string_view)
{
    return notHere();
}

std::string TransactionOutbox::file() const
{
    std::string text = fmt::format("{}\n{}\n", kMagic, originOf(m_genesis));
    for (const Bytes& wire : m_transactions) {
        text += toHex(wire) + "\n";
    }
    return text;
}

Result<Bytes> withSignature(ByteView wire, const Genesis& genesis, const crypto::KeyStore& keys,
                            const std::string& organisation)
{
    MS_ASSIGN(CheckedTransaction checked, checkTransaction(Bytes(wire.begin(), wire.end()), genesis.chain));
    if (!std::holds_alternative<OrganisationBody>(checked.tx.header.body)) {
        return makeError(ErrorCode::InvalidArgument, "txfile.not-a-change",
                         "The file holds a transaction that is no change of the members: whoever made it signed it "
                         "alone, and it takes no further signature. Nothing was signed.");
    }
    const crypto::OrganisationKey* key = keys.organisation(organisation);
    if (key == nullptr) {
        return makeError(ErrorCode::Forbidden, "meter.no-organisation-key",
                         fmt::format("The key store has no key of {}. Nothing was signed.", organisation));
    }
    const crypto::PublicKey own = key->key.publicKey();
    if (std::ranges::any_of(checked.tx.signatures, [&](const TxSignature& one) { return one.publicKey == own; })) {
        return makeError(ErrorCode::Conflict, "tx.signer-twice",
                         fmt::format("{} has signed it already. Nothing was signed.", organisation));
    }
    checked.tx.signatures.push_back({own, key->key.sign(checked.tx.dataBlockHash())});
    return encodeTransaction(checked.tx);
}

Result<std::vector<Bytes>> readTransactionFile(std::string_view text, const Genesis& genesis)
{
    if (takeLine(text) != kMagic) {
        return makeError(
            ErrorCode::InvalidArgument, "txfile.syntax",
            "This is not a file of transactions: it does not begin with MSTX1. Nothing was taken from it.");
    }
    if (const std::string_view origin = takeLine(text); origin != originOf(genesis)) {
        return makeError(
            ErrorCode::InvalidArgument, "txfile.other-ledger",
            fmt::format("The file has transactions for the ledger {}, and this is {}. Nothing was taken from "
                        "it.",
                        origin, originOf(genesis)));
    }
    std::vector<Bytes> transactions;
    while (!text.empty()) {
        auto wire = fromHex(takeLine(text), "transaction");
        if (!wire.ok()) {
            return makeError(ErrorCode::InvalidArgument, "txfile.syntax",
                             fmt::format("Transaction {} in the file is not written in hex. Nothing was taken from it.",
                                         transactions.size() + 1));
        }
        transactions.push_back(std::move(*wire));
    }
    return transactions;
}

}  // namespace meterseal
