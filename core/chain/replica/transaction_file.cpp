#include "meterseal/chain/transaction_file.h"

#include "meterseal/ledger/block.h"

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
