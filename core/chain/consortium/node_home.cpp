#include "meterseal/chain/node_home.h"

#include "meterseal/base/text.h"
#include "meterseal/chain/consortium_application.h"
#include "meterseal/chain/replica.h"
#include "meterseal/crypto/base64.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/ledger/light_block.h"
#include "meterseal/ledger/reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace meterseal::node {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

Error homeError(const fs::path& file, std::string_view what)
{
    return makeError(ErrorCode::Io, "node.home", fmt::format("{}: {}.", file.string(), what));
}

Status writeFile(const fs::path& file, std::string_view text, bool secret)
{
    const Status written = replaceFile(file, text, secret ? kPrivateMode : 0644);
    return written.ok() ? Status() : Status(homeError(file, written.error().message));
}

Result<std::string> readFile(const fs::path& file)
{
    auto text = readWhole(file, 1u << 20);
    if (!text.ok()) {
        return homeError(file, text.error().message);
    }
    return text;
}

json publicJson(const crypto::Ed25519PublicKey& key)
{
    return {{"type", "tendermint/PubKeyEd25519"}, {"value", crypto::toBase64(ByteView(key))}};
}

// CometBFT's form of a private key: the seed and the public key.
json privateJson(const crypto::Ed25519PrivateKey& key)
{
    Bytes both;
    const ByteView seed = key.secret().view();
    both.assign(seed.begin(), seed.end());
    const crypto::Ed25519PublicKey publicKey = key.publicKey();
    both.insert(both.end(), publicKey.begin(), publicKey.end());
    return {{"type", "tendermint/PrivKeyEd25519"}, {"value", crypto::toBase64(both)}};
}

std::string upperHex(ByteView bytes)
{
    std::string text = toHex(bytes);
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
    return text;
}

Result<crypto::Ed25519PublicKey> keyIn(const fs::path& file)
{
    MS_ASSIGN(const std::string text, readFile(file));
    const json document = json::parse(text, nullptr, false);
    const json value = document.is_object() ? document.value("/priv_key/value"_json_pointer, json()) : json();
    const auto bytes = value.is_string() ? crypto::fromBase64(value.get<std::string>()) : Result<Bytes>(Bytes{});
    if (!bytes.ok() || bytes->size() != 64) {
        return homeError(file, "it holds no Ed25519 key");
    }
    crypto::Ed25519PublicKey key{};
    std::copy(bytes->begin() + 32, bytes->end(), key.begin());
    return key;
}

Status makeKey(const fs::path& file, bool validator)
{
    if (fs::exists(file)) {
        return {};
    }
    const crypto::Ed25519PrivateKey key = crypto::Ed25519PrivateKey::generate();
    json document{{"priv_key", privateJson(key)}};
    if (validator) {
        document["address"] = upperHex(cometbft::addressOf(key.publicKey()));
        document["pub_key"] = publicJson(key.publicKey());
    }
    return writeFile(file, document.dump(2), true);
}

// Only the lines that differ from CometBFT's defaults; what is not named keeps its default.
std::string configOf(const fs::path& home, const NodePlace& place)
{
    std::string peers;
    std::string ids;
    for (const std::string& peer : place.peers) {
        peers += (peers.empty() ? "" : ",") + peer;
        ids += (ids.empty() ? "" : ",") + peer.substr(0, peer.find('@'));
    }
    return fmt::format(
        R"(# Written by meterseal-node: what differs from CometBFT's defaults, and why (installer/consortium.md).
proxy_app = "unix://{abci}"
moniker = "{moniker}"
abci = "socket"
log_level = "error"
filter_peers = true
genesis_file = "config/genesis.json"
priv_validator_key_file = "config/priv_validator_key.json"
priv_validator_state_file = "data/priv_validator_state.json"
node_key_file = "config/node_key.json"
db_backend = "goleveldb"
db_dir = "data"

[rpc]
laddr = "{rpc}"
unsafe = false
cors_allowed_origins = []
pprof_laddr = ""
max_body_bytes = 2000000

[p2p]
laddr = "{p2p}"
persistent_peers = "{peers}"
unconditional_peer_ids = "{ids}"
pex = false
addr_book_strict = false
allow_duplicate_ip = true
max_num_inbound_peers = 10
send_rate = 51200000
recv_rate = 51200000
flush_throttle_timeout = "10ms"

[mempool]
type = "flood"
size = 20000
max_txs_bytes = 268435456
cache_size = 40000
max_tx_bytes = 524288
recheck = true
keep-invalid-txs-in-cache = false

[consensus]
timeout_propose = "3s"
timeout_commit = "200ms"
peer_gossip_sleep_duration = "10ms"
double_sign_check_height = 0
create_empty_blocks = true
create_empty_blocks_interval = "10s"

[storage]
discard_abci_responses = false

[tx_index]
indexer = "null"

[instrumentation]
prometheus = false
)",
        fmt::arg("abci", (fs::absolute(home) / "abci.sock").string()), fmt::arg("moniker", place.organisation),
        fmt::arg("rpc", place.rpc), fmt::arg("p2p", place.p2p), fmt::arg("peers", peers), fmt::arg("ids", ids));
}

fs::path configFile(const fs::path& home)
{
    return home / "cometbft/config/config.toml";
}

// A list with commas in which the entry of a node id is replaced or put behind the others.
std::string listWith(const std::string& list, const std::string& id, const std::string& entry)
{
    std::istringstream in(list);
    std::string out;
    for (std::string one; std::getline(in, one, ',');) {
        if (!one.starts_with(id)) {
            out += one + ',';
        }
    }
    return out + entry;
}

// Is the folder's validator key the one that the organisation has, or at least nobody's?
Status checkKeyOf(const fs::path& home, const std::string& id, const std::vector<Organisation>& organisations)
{
    MS_ASSIGN(const NodeKeys keys, readKeys(home));
    for (const Organisation& one : organisations) {
        const bool hasKey = one.active && one.validatorKey;
        if (one.id == id && hasKey && *one.validatorKey != keys.validatorKey) {
            return makeError(ErrorCode::Conflict, "node.other-key",
                             fmt::format("The ledger names the validator key {} for {}, but the key in {} is {}: this "
                                         "node would decide nothing. Use the folder in which that key was made.",
                                         toHex(*one.validatorKey), id, home.string(), toHex(keys.validatorKey)));
        }
        if (one.id != id && hasKey && *one.validatorKey == keys.validatorKey) {
            return makeError(ErrorCode::Conflict, "node.other-key",
                             fmt::format("The validator key in {} is that of {} and not of {}. A key stands for one "
                                         "organisation and on one machine.",
                                         home.string(), one.id, id));
        }
    }
    return {};
}

Result<std::string> setting(const fs::path& home, std::string_view section, std::string_view name)
{
    MS_ASSIGN(const std::string text, readFile(configFile(home)));
    std::istringstream lines(text);
    std::string line;
    std::string in;
    const std::string begins = fmt::format("{} = \"", name);
    while (std::getline(lines, line)) {
        if (line.starts_with('[')) {
            in = line.substr(1, line.find(']') - 1);
        } else if (in == section && line.starts_with(begins) && line.ends_with('"')) {
            return line.substr(begins.size(), line.size() - begins.size() - 1);
        }
    }
    return homeError(configFile(home), fmt::format("it has no {} in [{}]", name, section));
}

Status checkPeer(const std::string& peer)
{
    constexpr std::size_t kIdDigits = 40;
    const std::size_t at = peer.find('@');
    const std::size_t colon = peer.rfind(':');
    const bool good = at == kIdDigits && fromHex(peer.substr(0, at)).ok() && colon != std::string::npos &&
                      colon > at + 1 && colon + 1 < peer.size() &&
                      peer.find_first_not_of("0123456789", colon + 1) == std::string::npos &&
                      peer.find_first_of("\",\\ \n") == std::string::npos;
    return good ? Status()
                : Status(makeError(ErrorCode::InvalidArgument, "node.peer",
                                   fmt::format("\"{}\" is no peer: it is written NODEID@HOST:PORT, with the node id of "
                                               "{} hex digits that `keys` says.",
                                               peer, kIdDigits)));
}

Status checkLocal(const std::string& rpc)
{
    if (rpc.starts_with("tcp://127.0.0.1:") || rpc.starts_with("unix://")) {
        return {};
    }
    return makeError(
        ErrorCode::InvalidArgument, "node.rpc",
        fmt::format(
            "CometBFT's RPC has no authentication, so it listens on 127.0.0.1 or a unix socket alone, not on {}.",
            rpc));
}

// The ledger that CometBFT will execute all blocks into.
Status makeLedger(const fs::path& file, const Genesis& genesis)
{
    if (!fs::exists(file)) {
        return Replica::create(file, genesis);
    }
    MS_ASSIGN(LedgerReader reader, LedgerReader::open(file));
    if (reader.fingerprint() != fingerprintOf(genesis)) {
        return makeError(
            ErrorCode::Conflict, "node.other-ledger",
            fmt::format("{} is the ledger of another genesis document. Nothing was changed.", file.string()));
    }
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    if (totals.height > 0) {
        return makeError(
            ErrorCode::Conflict, "node.ledger-filled",
            fmt::format("{} has {} blocks already. A node executes all blocks itself, so it begins with an "
                        "empty ledger. Nothing was changed: use another folder, or move ledger.db* aside.",
                        file.string(), totals.height));
    }
    return {};
}

}  // namespace

bool hasKeys(const fs::path& home)
{
    std::error_code error;
    return fs::exists(home / "cometbft/config/priv_validator_key.json", error);
}

bool isConfigured(const fs::path& home)
{
    std::error_code error;
    return fs::exists(configFile(home), error);
}

Result<NodeKeys> makeKeys(const fs::path& home)
{
    std::error_code error;
    fs::create_directories(home / "cometbft/config", error);
    fs::create_directories(home / "cometbft/data", error);
    if (error) {
        return homeError(home, error.message());
    }
    fs::permissions(home, fs::perms::owner_all, error);
    MS_TRY(makeKey(home / "cometbft/config/priv_validator_key.json", true));
    MS_TRY(makeKey(home / "cometbft/config/node_key.json", false));
    return readKeys(home);
}

Result<NodeKeys> readKeys(const fs::path& home)
{
    NodeKeys keys;
    MS_ASSIGN(keys.validatorKey, keyIn(home / "cometbft/config/priv_validator_key.json"));
    MS_ASSIGN(const crypto::Ed25519PublicKey nodeKey, keyIn(home / "cometbft/config/node_key.json"));
    keys.nodeId = toHex(cometbft::addressOf(nodeKey));
    return keys;
}

Status configure(const fs::path& home, const Genesis& genesis, const NodePlace& place)
{
    if (!genesis.consortium()) {
        return makeError(ErrorCode::InvalidArgument, "node.no-consortium",
                         "The genesis document is of a ledger with one sealer; a node keeps a consortium's.");
    }
    MS_TRY(checkMeterId(place.organisation));
    MS_TRY(checkLocal(place.rpc));
    for (const std::string& peer : place.peers) {
        MS_TRY(checkPeer(peer));
    }
    MS_TRY(makeKeys(home).status());
    MS_TRY(checkKeyOf(home, place.organisation, genesis.organisations));
    MS_TRY(makeLedger(home / "ledger.db", genesis));
    MS_TRY(writeFile(home / "cometbft/config/genesis.json", cometGenesis(genesis), false));
    MS_TRY(writeFile(configFile(home), configOf(home, place), false));
    const fs::path state = home / "cometbft/data/priv_validator_state.json";
    return fs::exists(state) ? Status() : writeFile(state, R"({"height": "0", "round": 0, "step": 0})", true);
}

Status addPeer(const fs::path& home, const std::string& peer)
{
    MS_TRY(checkPeer(peer));
    const std::string id = peer.substr(0, peer.find('@'));
    MS_ASSIGN(const std::string text, readFile(configFile(home)));
    std::istringstream lines(text);
    std::string out;
    for (std::string line; std::getline(lines, line);) {
        for (const auto& [name, value] :
             {std::pair("persistent_peers", peer), std::pair("unconditional_peer_ids", id)}) {
            const std::string begins = fmt::format("{} = \"", name);
            if (line.starts_with(begins) && line.ends_with('"')) {
                line = begins + listWith(line.substr(begins.size(), line.size() - begins.size() - 1), id, value) + '"';
            }
        }
        out += line + '\n';
    }
    return writeFile(configFile(home), out, false);
}

Status checkOwnKey(const fs::path& home, const std::vector<Organisation>& organisations)
{
    MS_ASSIGN(const std::string organisation, organisationOf(home));
    return checkKeyOf(home, organisation, organisations);
}

Result<std::string> organisationOf(const fs::path& home)
{
    return setting(home, "", "moniker");
}

Result<std::set<std::string>> peerIds(const fs::path& home)
{
    MS_ASSIGN(const std::string ids, setting(home, "p2p", "unconditional_peer_ids"));
    std::set<std::string> all;
    std::istringstream list(ids);
    for (std::string id; std::getline(list, id, ',');) {
        all.insert(id);
    }
    return all;
}

Result<std::string> rpcAddress(const fs::path& home)
{
    MS_ASSIGN(const std::string address, setting(home, "rpc", "laddr"));
    return address.starts_with("tcp://") ? "http://" + address.substr(6) : address;
}

}  // namespace meterseal::node
