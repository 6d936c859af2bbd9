#include "meterseal/workspace/open_workspace.h"

#include "meterseal/workspace/consortium.h"

#include <thread>

namespace meterseal {
namespace {

constexpr std::chrono::milliseconds kLookAgain{50};
constexpr std::uint64_t kConsortiumSeed = 1;

// Again while another program has it, for as long as the options say.
template <typename Open>
auto soon(const OpenWorkspaceOptions& options, Open open)
{
    const auto deadline = std::chrono::steady_clock::now() + options.patience;
    for (;;) {
        auto chain = open();
        if (chain || chain.error().code != ErrorCode::Busy || options.stop.stop_requested() ||
            std::chrono::steady_clock::now() >= deadline) {
            return chain;
        }
        std::this_thread::sleep_for(kLookAgain);
    }
}

}  // namespace

// The uploader asks for meters on its own threads while a change may register one.
class OpenWorkspace::Directory final : public MeterDirectory {
public:
    Directory(std::unique_ptr<MeterDirectory> directory, Mutex& keys) : m_directory(std::move(directory)), m_keys(keys)
    {}
    Result<MeterAccount> find(std::string_view mn) override
    {
        const MutexLock lock(m_keys);
        return m_directory->find(mn);
    }
    // These read the ledger only.
    Result<CommittedMeter> committed(const std::string& address) override { return m_directory->committed(address); }
    Result<std::vector<AnchoredBatch>> batches(const std::string& address, std::optional<std::uint64_t> after) override
    {
        return m_directory->batches(address, after);
    }
    Result<std::vector<Hash256>> leaves(const std::string& address, std::uint64_t seq) override
    {
        return m_directory->leaves(address, seq);
    }
    Result<TxRow> transaction(const Hash256& hash) override { return m_directory->transaction(hash); }

private:
    std::unique_ptr<MeterDirectory> m_directory;
    Mutex& m_keys;
};

OpenWorkspace::OpenWorkspace(Workspace workspace, crypto::KeyStore keys, Writing chain,
                             const OpenWorkspaceOptions& options)
    : m_workspace(std::move(workspace)),
      m_client(options.client),
      m_auditFailed(options.auditFailed),
      m_keys(std::move(keys)),
      m_lock(std::move(chain.lock)),
      m_chain(std::move(chain.chain)),
      m_validators(chain.validators)
{}

Result<OpenWorkspace::Writing> OpenWorkspace::openChain(const Workspace& workspace, const crypto::KeyStore& keys,
                                                        const OpenWorkspaceOptions& options)
{
    if (workspace.genesis().consortium()) {
        MS_ASSIGN(WritingConsortium consortium, soon(options, [&] { return openConsortium(workspace); }));
        ConsortiumChain* const validators = consortium.chain.get();
        return Writing{std::move(consortium.lock), std::move(consortium.chain), validators};
    }
    MS_ASSIGN(auto chain, soon(options, [&] { return workspace.openChain(keys, {}, options.clock); }));
    return Writing{nullptr, std::move(chain), nullptr};
}

OpenWorkspace::~OpenWorkspace()
{
    static_cast<void>(close());
}

Result<std::unique_ptr<OpenWorkspace>> OpenWorkspace::open(Workspace workspace, const crypto::SecretBytes& passphrase,
                                                           const OpenWorkspaceOptions& options)
{
    const AuditLog audit = workspace.auditLog();
    auto opened = [&]() -> Result<std::unique_ptr<OpenWorkspace>> {
        MS_ASSIGN(crypto::KeyStore keys, workspace.openKeys(passphrase));
        MS_ASSIGN(Writing chain, openChain(workspace, keys, options));
        MS_ASSIGN(LedgerReader reader, workspace.openReader());
        MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
        MS_TRY(MeterService(*chain.chain, keys).settleOrganisationKeys(organisations));
        return std::unique_ptr<OpenWorkspace>(
            new OpenWorkspace(std::move(workspace), std::move(keys), std::move(chain), options));
    }();
    if (opened) {
        (*opened)->record({"key-store.unlock"});
        return opened;
    }
    AuditNote note{"key-store.unlock-failed", {}, {}, {}, opened.status(), options.client};
    if (const Status written = audit.append(note); !written && options.auditFailed) {
        options.auditFailed(written.error());
    }
    return opened;
}

std::vector<std::string> OpenWorkspace::ownOrganisations() const
{
    const MutexLock lock(m_keysMutex);
    return m_keys.organisationIds();
}

Status OpenWorkspace::startUploader(const UploaderSetup& setup)
{
    if (m_uploader) {
        return makeError(ErrorCode::Conflict, "upload.running", "The uploader of this workspace runs already.");
    }
    MS_ASSIGN(LedgerReader reader, openReader());
    m_directory = std::make_unique<Directory>(ledgerDirectory(std::move(reader), m_keys), m_keysMutex);
    std::vector<std::unique_ptr<Node>> nodes;
    if (m_validators != nullptr) {
        MS_ASSIGN(nodes, m_validators->nodes());
    } else if (setup.simulatedNodes == 0) {
        nodes.push_back(directNode(*m_chain));
    } else {
        m_consortium = std::make_unique<SimulatedConsortium>(*m_chain, setup.simulatedNodes, kConsortiumSeed);
        nodes = m_consortium->nodes();
    }
    UploadOptions options;
    options.folder = m_workspace.journalFolder();
    options.batchRecords = setup.batchRecords;
    options.window = setup.window;
    if (setup.backoffMost) {
        options.backoffMost = *setup.backoffMost;
    }
    MS_ASSIGN(m_uploader, Uploader::open(*m_chain, std::move(nodes), *m_directory, options));
    return {};
}

void OpenWorkspace::record(AuditNote note)
{
    if (note.client.empty()) {
        note.client = m_client;
    }
    const Status written = m_workspace.auditLog().append(note);
    if (written) {
        return;
    }
    {
        const MutexLock lock(m_auditMutex);
        if (m_auditFailure.ok()) {
            m_auditFailure = written;
        }
    }
    if (m_auditFailed) {
        m_auditFailed(written.error());
    }
}

Status OpenWorkspace::auditFailure() const
{
    const MutexLock lock(m_auditMutex);
    return m_auditFailure;
}

Status OpenWorkspace::close()
{
    Status status;
    if (m_uploader) {
        status = m_uploader->stop();
    }
    m_uploader.reset();
    m_consortium.reset();
    m_directory.reset();
    m_chain.reset();
    m_lock.reset();
    return status;
}

}  // namespace meterseal
