#include "node/abci_server.h"

#include "abci.pb.h"
#include "meterseal/file/file.h"

#include <algorithm>
#include <csignal>
#include <fmt/format.h>

namespace meterseal::node {

namespace {

constexpr std::size_t kMostBytes = 64u << 20;  // of one request; a block has 4 MiB
constexpr std::string_view kSpace = "meterseal";

// ---- Frames -------------------------------------------------------------------------------------------------------

class Connection {
public:
    explicit Connection(LocalSocket& socket) : m_socket(socket) {}

    // False at the end, or where the frame is none.
    bool read(abci::Request& request)
    {
        std::uint64_t size = 0;
        for (int shift = 0;; shift += 7) {
            std::uint8_t byte = 0;
            if (shift > 63 || !fill(1)) {
                return false;
            }
            byte = static_cast<std::uint8_t>(m_in[m_at++]);
            size |= std::uint64_t(byte & 127) << shift;
            if (byte < 128) {
                break;
            }
        }
        if (size > kMostBytes || !fill(static_cast<std::size_t>(size))) {
            return false;
        }
        const bool good = request.ParseFromArray(m_in.data() + m_at, static_cast<int>(size));
        m_at += static_cast<std::size_t>(size);
        return good;
    }
    void write(const abci::Response& response)
    {
        const std::string bytes = response.SerializeAsString();
        for (std::size_t size = bytes.size();; size >>= 7) {
            m_out += static_cast<char>(size > 127 ? (size & 127) | 128 : size);
            if (size < 128) {
                break;
            }
        }
        m_out += bytes;
    }
    bool flush() { return m_socket.write(std::exchange(m_out, {})); }

private:
    bool fill(std::size_t wanted)
    {
        while (m_in.size() - m_at < wanted) {
            m_in.erase(0, m_at);
            m_at = 0;
            char chunk[65536];
            const std::size_t got = m_socket.read(chunk, sizeof chunk);
            if (got == 0) {
                return false;
            }
            m_in.append(chunk, got);
        }
        return true;
    }

    LocalSocket& m_socket;
    std::string m_in, m_out;
    std::size_t m_at = 0;
};

// ---- Requests -----------------------------------------------------------------------------------------------------

Timestamp timeOf(const abci::Timestamp& time)
{
    return cometbft::Time{time.seconds(), static_cast<std::uint32_t>(time.nanos())}.toTimestamp();
}

ConsensusParams paramsOf(const abci::ConsensusParams& given)
{
    ConsensusParams params;
    params.blockBytes = given.block().max_bytes();
    params.blockGas = given.block().max_gas();
    params.evidenceBlocks = given.evidence().max_age_num_blocks();
    params.evidenceAge = std::chrono::nanoseconds(std::chrono::seconds(given.evidence().max_age_duration().seconds())) +
                         std::chrono::nanoseconds(given.evidence().max_age_duration().nanos());
    params.evidenceBytes = given.evidence().max_bytes();
    params.keyTypes.assign(given.validator().pub_key_types().begin(), given.validator().pub_key_types().end());
    params.appVersion = given.version().app();
    params.voteExtensionsFrom = given.abci().vote_extensions_enable_height();
    return params;
}

template <typename Texts>
std::vector<ByteView> viewsOf(const Texts& texts)
{
    std::vector<ByteView> views;
    for (const std::string& text : texts) {
        views.emplace_back(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    }
    return views;
}

std::string textOf(const Hash256& hash)
{
    return {reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()};
}

class Answers {
public:
    Answers(ConsortiumApplication& application, const std::set<std::string>& peers,
            const std::function<void(const std::string&)>& say, std::optional<DyingPoint> dies)
        : m_application(application), m_peers(peers), m_say(say), m_dies(dies)
    {}

    Result<abci::Response> to(const abci::Request& request)
    {
        using Value = abci::Request::ValueCase;
        abci::Response out;
        switch (request.value_case()) {
        case Value::kEcho:
            out.mutable_echo()->set_message(request.echo().message());
            return out;
        case Value::kFlush:
            out.mutable_flush();
            return out;
        case Value::kInfo:
            return info(request.info());
        case Value::kInitChain:
            return initChain(request.init_chain());
        case Value::kQuery:
            return query(request.query());
        case Value::kCheckTx:
            return checkTx(request.check_tx());
        case Value::kPrepareProposal:
            return prepare(request.prepare_proposal());
        case Value::kProcessProposal:
            out.mutable_process_proposal()->set_status(m_application.agrees(viewsOf(request.process_proposal().txs()),
                                                                            timeOf(request.process_proposal().time()))
                                                           ? 1
                                                           : 2);
            return out;
        case Value::kFinalizeBlock:
            return finalize(request.finalize_block());
        case Value::kCommit:
            dieAt(DyingPoint::BeforeCommit);
            MS_TRY(m_application.commit());
            dieAt(DyingPoint::AfterCommit);
            out.mutable_commit()->set_retain_height(0);
            return out;
        case Value::kListSnapshots:
            out.mutable_list_snapshots();
            return out;
        case Value::kOfferSnapshot:
            out.mutable_offer_snapshot()->set_result(3);
            return out;
        case Value::kLoadSnapshotChunk:
            out.mutable_load_snapshot_chunk();
            return out;
        case Value::kApplySnapshotChunk:
            out.mutable_apply_snapshot_chunk()->set_result(2);
            return out;
        default:
            return makeError(ErrorCode::InvalidArgument, "node.request",
                             "CometBFT asks for something that this node does not know.");
        }
    }

private:
    Result<abci::Response> info(const abci::RequestInfo& request)
    {
        if (!request.abci_version().empty() && request.abci_version() != "2.0.0") {
            return makeError(ErrorCode::InvalidArgument, "node.abci-version",
                             fmt::format("CometBFT {} speaks ABCI {}, this node 2.0.0: use CometBFT 0.38.",
                                         request.version(), request.abci_version()));
        }
        MS_ASSIGN(const std::int64_t height, m_application.height());
        abci::Response out;
        abci::ResponseInfo& info = *out.mutable_info();
        info.set_data("meterseal-node");
        info.set_version(METERSEAL_VERSION);
        info.set_app_version(ConsensusParams().appVersion);
        info.set_last_block_height(height);
        if (height > 0) {
            info.set_last_block_app_hash(textOf(m_application.head().blockHash));
        }
        return out;
    }

    Result<abci::Response> initChain(const abci::RequestInitChain& request)
    {
        CometStart start;
        start.chainId = request.chain_id();
        start.time = {request.time().seconds(), static_cast<std::uint32_t>(request.time().nanos())};
        start.initialHeight = request.initial_height();
        start.params = paramsOf(request.consensus_params());
        start.document = request.app_state_bytes();
        for (const abci::ValidatorUpdate& update : request.validators()) {
            cometbft::Validator& validator = start.validators.emplace_back();
            const std::string& key = update.pub_key().ed25519();
            if (key.size() != validator.key.size()) {
                return makeError(ErrorCode::InvalidArgument, "node.other-validators",
                                 "CometBFT's genesis names a validator without an Ed25519 key.");
            }
            std::copy(key.begin(), key.end(), validator.key.begin());
            validator.power = static_cast<std::uint64_t>(update.power());
        }
        MS_TRY(m_application.initChain(std::move(start)));
        abci::Response out;
        out.mutable_init_chain()->set_app_hash(textOf(fingerprintOf(m_application.genesis())));
        return out;
    }

    Result<abci::Response> query(const abci::RequestQuery& request)
    {
        constexpr std::string_view kById = "/p2p/filter/id/";
        abci::Response out;
        abci::ResponseQuery& answer = *out.mutable_query();
        if (request.path().starts_with(kById)) {
            answer.set_code(m_peers.contains(request.path().substr(kById.size())) ? 0 : 1);
            answer.set_log(answer.code() == 0 ? "" : "no member's node");
        } else if (request.path().starts_with("/p2p/filter/addr/")) {
            answer.set_code(0);  // the id is what authenticates
        } else if (request.path() == "/height") {
            answer.set_height(static_cast<std::int64_t>(m_application.head().height));
            answer.set_value(std::to_string(m_application.head().height));
        } else {
            answer.set_code(1);
            answer.set_log("unknown path");
        }
        return out;
    }

    Result<abci::Response> checkTx(const abci::RequestCheckTx& request)
    {
        const ByteView wire(reinterpret_cast<const std::uint8_t*>(request.tx().data()), request.tx().size());
        const Status taken = m_application.checkTransaction(wire);
        abci::Response out;
        abci::ResponseCheckTx& answer = *out.mutable_check_tx();
        if (!taken.ok()) {
            answer.set_code(1);
            answer.set_codespace(std::string(kSpace));
            answer.set_log(std::string(taken.error().reason) + ": " + taken.error().message);
        }
        return out;
    }

    Result<abci::Response> prepare(const abci::RequestPrepareProposal& request)
    {
        abci::Response out;
        abci::ResponsePrepareProposal& answer = *out.mutable_prepare_proposal();
        const auto most = static_cast<std::uint64_t>(std::max<std::int64_t>(0, request.max_tx_bytes()));
        for (const std::size_t i : m_application.propose(viewsOf(request.txs()), timeOf(request.time()), most)) {
            *answer.add_txs() = request.txs(static_cast<int>(i));
        }
        return out;
    }

    Result<abci::Response> finalize(const abci::RequestFinalizeBlock& request)
    {
        m_hasTransactions = request.txs_size() > 0;
        dieAt(DyingPoint::InFinalize);
        for (const abci::Misbehavior& misbehavior : request.misbehavior()) {
            tell(misbehavior);
        }
        const auto decided = m_application.decide(request.height(), viewsOf(request.txs()), timeOf(request.time()));
        abci::Response out;
        abci::ResponseFinalizeBlock& answer = *out.mutable_finalize_block();
        for (const Status& result : decided.results) {
            abci::ExecTxResult& one = *answer.add_tx_results();
            if (!result.ok()) {  // codes are hashed by CometBFT, texts are not
                one.set_code(1);
                one.set_log(std::string(result.error().reason));
            }
        }
        for (const cometbft::Validator& change : decided.changes) {
            abci::ValidatorUpdate& update = *answer.add_validator_updates();
            update.mutable_pub_key()->set_ed25519(std::string(change.key.begin(), change.key.end()));
            update.set_power(static_cast<std::int64_t>(change.power));
        }
        answer.set_app_hash(textOf(decided.appHash));
        return out;
    }

    void dieAt(DyingPoint point) const
    {
        if (m_dies == point && m_hasTransactions) {
            std::raise(SIGKILL);
        }
    }

    // No punishment: a copy that somebody started beside the original looks the same as malice.
    void tell(const abci::Misbehavior& misbehavior)
    {
        std::string whose = "a former member";
        for (const Organisation& one : m_application.organisations()) {
            const auto is = [&](const crypto::Ed25519PublicKey& key) {
                const auto address = cometbft::addressOf(key);
                return std::equal(address.begin(), address.end(), misbehavior.validator().address().begin(),
                                  misbehavior.validator().address().end(),
                                  [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); });
            };
            if ((one.validatorKey && is(*one.validatorKey)) || std::ranges::any_of(one.formerValidatorKeys, is)) {
                whose = one.name;
            }
        }
        m_say(fmt::format("The validator of {} signed two different votes at CometBFT height {}: two machines run with "
                          "its key. Tell them to stop one of them at once; the ledger is not harmed as long as more "
                          "than two thirds are honest",
                          whose, misbehavior.height()));
    }

    ConsortiumApplication& m_application;
    const std::set<std::string>& m_peers;
    const std::function<void(const std::string&)>& m_say;
    const std::optional<DyingPoint> m_dies;
    bool m_hasTransactions = false;  // the block decided last
};

}  // namespace

AbciServer::AbciServer(ConsortiumApplication& application, std::set<std::string> peers,
                       std::function<void(const std::string&)> say, std::optional<DyingPoint> dies)
    : m_application(application), m_peers(std::move(peers)), m_say(std::move(say)), m_dies(dies)
{}

AbciServer::~AbciServer()
{
    stop();
}

// One that a killed process left is replaced: the ledger's lock says that there is no other.
Status AbciServer::listen(const std::filesystem::path& socket)
{
    auto listener = LocalListener::listen(socket);
    if (!listener) {
        return rephrased(listener.error(), "node.socket", "The node was not started.");
    }
    m_listener.emplace(std::move(*listener));
    m_accepting = std::thread([this] { acceptLoop(); });
    return {};
}

void AbciServer::acceptLoop()
{
    constexpr std::chrono::milliseconds kLookForTheEnd(200);
    while (!m_stopped) {
        if (auto connection = m_listener->accept(kLookForTheEnd)) {
            const MutexLock lock(m_mutex);
            const auto kept = m_connections.emplace(m_connections.end(), std::move(*connection));
            m_threads.emplace_back([this, kept] { serve(kept); });
        }
    }
}

void AbciServer::serve(std::list<LocalSocket>::iterator socket)
{
    Connection connection(*socket);
    Answers answers(m_application, m_peers, m_say, m_dies);
    abci::Request request;
    while (connection.read(request)) {
        Result<abci::Response> answer = answers.to(request);
        if (!answer.ok()) {
            abci::Response refused;
            refused.mutable_exception()->set_error(std::string(answer.error().reason) + ": " + answer.error().message);
            connection.write(refused);
            connection.flush();
            m_say(answer.error().message);
            const MutexLock lock(m_mutex);
            m_failure = m_failure.ok() ? Status(answer.error()) : m_failure;
            break;
        }
        connection.write(*answer);
        // Answers are gathered until CometBFT asks for them.
        if (request.has_flush() && !connection.flush()) {
            break;
        }
    }
    const MutexLock lock(m_mutex);
    m_connections.erase(socket);
}

void AbciServer::stop()
{
    if (m_stopped.exchange(true)) {
        return;
    }
    if (m_accepting.joinable()) {
        m_accepting.join();
    }
    std::list<std::thread> threads;
    {
        const MutexLock lock(m_mutex);
        for (LocalSocket& connection : m_connections) {
            connection.shutDown();
        }
        threads.swap(m_threads);
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    m_listener.reset();
}

Status AbciServer::failure() const
{
    const MutexLock lock(m_mutex);
    return m_failure;
}

}  // namespace meterseal::node
