#include "meterseal/chain/tx_receipt.h"

#include "meterseal/ledger/block.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

constexpr std::string_view kFirstLine = "meterseal-receipt/v1";

std::string textOf(const TxReceipt& receipt, const std::string& origin)
{
    return fmt::format("{}\n{}\n{}\n{}\n", kFirstLine, origin, receipt.txHash.hex(), formatTimestamp(receipt.time));
}

std::string keyName(const std::string& origin)
{
    return origin + "/receipt";
}

// The four lines; what they say is not checked.
bool splitLines(std::string_view text, std::string_view (&lines)[4])
{
    for (std::string_view& line : lines) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            return false;
        }
        line = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    return text.empty() && lines[0] == kFirstLine;
}

}  // namespace

std::string printTxReceipt(const TxReceipt& receipt, const Genesis& genesis, const crypto::Ed25519PrivateKey& sealer)
{
    const std::string origin = originOf(genesis);
    crypto::SignedNote note;
    note.text = textOf(receipt, origin);
    note.signatures.push_back(crypto::signNote(note.text, keyName(origin), sealer));
    return crypto::printNote(note);
}

Result<TxReceipt> checkTxReceipt(std::string_view text, const Genesis& genesis)
{
    const Error form = makeError(ErrorCode::InvalidArgument, "txreceipt.form",
                                 "This is not a receipt of a transaction. Nothing was taken from it.");
    const auto note = crypto::parseNote(text);
    std::string_view lines[4];
    if (!note.ok() || !splitLines(note->text, lines)) {
        return form;
    }
    const auto txHash = Hash256::fromHex(lines[2]);
    const auto time = parseTimestamp(lines[3]);
    if (!txHash.ok() || !time.ok()) {
        return form;
    }
    const std::string origin = originOf(genesis);
    if (lines[1] != origin) {
        return makeError(ErrorCode::InvalidArgument, "txreceipt.other-ledger",
                         fmt::format("The receipt is of the ledger {} and not of {}.", lines[1], origin));
    }
    for (const crypto::NoteSignature& signature : note->signatures) {
        if (crypto::verifyNote(note->text, signature, keyName(origin), genesis.sealer.publicKey)) {
            return TxReceipt{*txHash, *time};
        }
    }
    return makeError(ErrorCode::Damaged, "txreceipt.signature",
                     "The receipt does not carry the sealer's signature: it proves nothing.");
}

}  // namespace meterseal
