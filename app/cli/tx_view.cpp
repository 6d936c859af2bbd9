#include "cli/tx_view.h"

#include "meterseal/merkle/tree.h"

namespace meterseal::cli {

Result<TxView> viewTransaction(ByteView wire)
{
    MS_ASSIGN(const Transaction tx, decodeTransaction(wire));
    MS_ASSIGN(const crypto::Suite* suite, crypto::findSuite(tx.header.suite));

    TxView view;
    view.holds = true;
    const Hash256 dataBlockHash = tx.dataBlockHash();
    Json signatures = Json::array();
    for (const TxSignature& signature : tx.signatures) {
        const bool valid = suite->verify(signature.publicKey, dataBlockHash, signature.signature);
        view.holds = view.holds && valid;
        signatures.push_back(Json{{"publicKey", signature.publicKey.hex()}, {"valid", valid}});
    }
    // A transaction that nobody signed proves nothing.
    view.holds = view.holds && !tx.signatures.empty();

    Json count;
    Json rootMatches;
    if (const auto* convert = std::get_if<ConvertBody>(&tx.header.body)) {
        const bool matches = convert->count == tx.leaves.size() && convert->root == merkle::rootOf(tx.leaves);
        count = convert->count;
        rootMatches = matches;
        view.holds = view.holds && matches;
    }
    view.object = Json{{"txHash", txHashOf(wire).hex()},
                       {"dataBlockHash", dataBlockHash.hex()},
                       {"header", Json::parse(tx.headerBytes, nullptr, false)},
                       {"signatures", std::move(signatures)},
                       {"count", std::move(count)},
                       {"leafCount", tx.leaves.size()},
                       {"rootMatches", std::move(rootMatches)}};
    return view;
}

}  // namespace meterseal::cli
