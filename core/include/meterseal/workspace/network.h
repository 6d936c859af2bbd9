// A ledger kept by several parties: each makes its own keys and hands out a card; from the same cards every party makes
// the same genesis document, byte for byte; each joins with it and follows the one that seals, or runs a validator.
//
//   card (JCS JSON, *.mseal-card): {v: 1, kind: "meterseal-card", id, name, role, publicKey, witnessKey, sealerKey,
//     address, time, signature}. sealerKey: "" where the organisation does not seal; address: where its blocks can be
//     fetched, or "". signature: by publicKey, over SHA256 of the card's JCS bytes without that member, hex.
//     Of an organisation with a validator also validatorKey (CometBFT's, Ed25519), nodeId and nodeAddress (host:port
//     where other members' nodes connect).
//
// A card says nothing of who stands behind it: people compare the fingerprint of the genesis document made of them.
// Nobody needs another's key. Thread-safety: one call per folder.
#pragma once

#include "meterseal/workspace/workspace.h"

#include <optional>
#include <span>
#include <string>

namespace meterseal {

inline constexpr std::string_view kCardSuffix = ".mseal-card";

struct CardNode {
    crypto::Ed25519PublicKey validatorKey{};
    std::string nodeId;   // 40 hex digits
    std::string address;  // host:port
    std::string peer() const { return nodeId + '@' + address; }
};

struct Card {
    NewOrganisation organisation;
    crypto::PublicKey publicKey;
    crypto::Ed25519PublicKey witnessKey{};
    std::optional<crypto::Ed25519PublicKey> sealerKey;
    std::string address;
    std::optional<CardNode> node;  // none: no validator
    Timestamp time;
    crypto::Signature64 signature{};
};

struct CardWish {
    bool sealer = false;      // make a key to seal with too
    std::string address;      // where its blocks can be fetched
    std::string nodeAddress;  // host:port of its validator's node: make the node's keys too; empty: no validator
};
// Makes the keys in the folder's key store (and the store, where there is none), those of the node in
// folder/cometbft/config, and signs a card for them. Called again for the same organisation it gives a card for the
// same keys. reason: workspace.exists (the folder has a ledger), keystore.*, header.* (id, name), node.home
Result<Card> makeCard(const std::filesystem::path& folder, const NewOrganisation& organisation, const CardWish& wish,
                      const crypto::SecretBytes& passphrase);
std::string printCard(const Card& card);
// reason: card.syntax, card.signature
Result<Card> parseCard(std::string_view text);

// The same cards in any order give the same document: organisations by id, the time of the newest card. `sealer`: the
// id of the one that seals; empty where only one card has a key for it. Where no card has one and some have a validator
// the ledger is a consortium's. reason: card.no-sealer, card.both-engines, genesis.*
Result<Genesis> genesisOf(std::span<const Card> cards, const std::string& chain, const std::string& sealer);

// Makes an empty ledger of this genesis in the folder, beside the keys that may be there. A consortium's names no
// validators yet: consortium.h.
// reason: network.fingerprint (it is not the one compared), workspace.exists, genesis.*
Result<Workspace> joinNetwork(const std::filesystem::path& folder, const std::string& genesisDocument,
                              const Hash256& fingerprint);

}  // namespace meterseal
