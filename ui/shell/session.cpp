#include "shell/session.h"

#include "shell/folder_watch.h"
#include "shell/noted.h"

#include <chrono>
#include <thread>

namespace meterseal::ui {

namespace {

// The reader of a workspace: evidence is opened so that nothing on disk changes.
Result<LedgerReader> openReader(const Workspace& workspace, bool readOnly)
{
    if (!readOnly) {
        return workspace.openReader();
    }
    auto reader = LedgerReader::open(workspace.ledgerFile(), OpenMode::ReadOnly);
    if (reader && reader->fingerprint() != workspace.fingerprint()) {
        return makeError(ErrorCode::Damaged, "workspace.other-ledger",
                         "The ledger in this workspace does not belong to its genesis document. Nothing was changed.");
    }
    return reader;
}

// The uploader asks for meters on its own threads while change() may register one.
class GuardedDirectory : public MeterDirectory {
public:
    GuardedDirectory(std::unique_ptr<MeterDirectory> directory, std::mutex& mutex)
        : m_directory(std::move(directory)), m_mutex(mutex)
    {}
    Result<MeterAccount> find(std::string_view mn) override
    {
        const std::lock_guard guard(m_mutex);
        return m_directory->find(mn);
    }
    // These read the ledger only.
    Result<CommittedMeter> committed(const std::string& address) override { return m_directory->committed(address); }
    Result<std::vector<AnchoredLeaf>> leaves(const std::string& address, Timestamp from, Timestamp to) override
    {
        return m_directory->leaves(address, from, to);
    }
    Result<TxRow> transaction(const Hash256& hash) override { return m_directory->transaction(hash); }

private:
    std::unique_ptr<MeterDirectory> m_directory;
    std::mutex& m_mutex;
};

// Journals of before go on at once.
Result<std::shared_ptr<UploadEngine>> openUploader(const Workspace& workspace, Session::Unlocked& unlocked,
                                                   std::size_t nodes)
{
    constexpr std::uint64_t kSeed = 1;
    // Who brings a simulated node back by hand wants to see it come back.
    constexpr std::chrono::seconds kSimulatedBackoff(3);
    auto engine = std::make_shared<UploadEngine>();
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    engine->directory =
        std::make_unique<GuardedDirectory>(ledgerDirectory(std::move(reader), unlocked.keys), unlocked.mutex);
    std::vector<std::unique_ptr<Node>> access;
    if (nodes > 0) {
        engine->simulated = std::make_unique<SimulatedConsortium>(*unlocked.chain, nodes, kSeed);
        access = engine->simulated->nodes();
    } else {
        access.push_back(directNode(*unlocked.chain));
    }
    UploadOptions options;
    options.folder = workspace.journalFolder();
    if (nodes > 0) {
        options.backoffMost = kSimulatedBackoff;
    }
    options.noteAlarms = [chain = unlocked.chain.get()](Timestamp day, std::string_view alarm, std::uint64_t records) {
        chain->noteAlarms(day, alarm, records);
    };
    MS_ASSIGN(engine->uploader, Uploader::open(*unlocked.chain, std::move(access), *engine->directory, options));
    return engine;
}

// Who quits and starts again at once need not be told that the program of before is still letting go of the ledger.
Result<std::unique_ptr<EmbeddedChain>> openChainSoon(const Workspace& workspace, const crypto::KeyStore& keys,
                                                     const std::stop_token& stop)
{
    constexpr std::chrono::seconds kPatience(3);
    constexpr std::chrono::milliseconds kStep(50);
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        auto chain = workspace.openChain(keys);
        if (chain || chain.error().code != ErrorCode::Busy || stop.stop_requested() ||
            std::chrono::steady_clock::now() >= deadline) {
            return chain;
        }
        std::this_thread::sleep_for(kStep);
    }
}

Result<std::shared_ptr<Session::Unlocked>> openUnlocked(const Workspace& workspace,
                                                        const crypto::SecretBytes& passphrase, std::size_t nodes,
                                                        const std::stop_token& stop)
{
    MS_ASSIGN(crypto::KeyStore keys, workspace.openKeys(passphrase));
    MS_ASSIGN(auto chain, openChainSoon(workspace, keys, stop));
    auto unlocked = std::make_shared<Session::Unlocked>(std::move(keys), std::move(chain));
    MS_ASSIGN(unlocked->upload, openUploader(workspace, *unlocked, nodes));
    return unlocked;
}

}  // namespace

Session::Session(QObject* parent) : QObject(parent)
{}

Session::~Session()
{
    close();
}

void Session::watchFolders(AppSettings& settings)
{
    m_folderWatch = new FolderWatch(*this, settings, this);
}

Error Session::lockedError()
{
    return makeError(ErrorCode::Forbidden, "session.locked",
                     "The key store is locked. Nothing was sent. Unlock it and try again.");
}

void Session::openWorkspace(const std::filesystem::path& folder, bool readOnly)
{
    close();
    m_state = State::Opening;
    emit opening();
    using Opened = std::pair<Workspace, std::shared_ptr<LedgerReader>>;
    m_opening = m_writer.run(
        this,
        [folder, readOnly](std::stop_token) -> Result<Opened> {
            MS_ASSIGN(Workspace workspace, Workspace::open(folder));
            // Opened once here, so that a damaged or foreign ledger is told before any page is made.
            MS_ASSIGN(LedgerReader reader, openReader(workspace, readOnly));
            return Opened(std::move(workspace), std::make_shared<LedgerReader>(std::move(reader)));
        },
        [this, readOnly](Result<Opened> result) {
            if (!result) {
                m_state = State::Closed;
                emit openFailed(result.error());
                return;
            }
            m_workspace = result->first;
            m_readOnly = readOnly;
            if (!readOnly) {
                // Told on the event loop. Whoever writes is joined before this object goes.
                m_audit = std::make_shared<AuditRecorder>(m_workspace->auditLog(), [this](const Error& error) {
                    QMetaObject::invokeMethod(
                        this, [this, error] { emit auditFailed(error); }, Qt::QueuedConnection);
                });
            }
            m_ledger = std::make_unique<LedgerBridge>(readerMaker());
            m_state = State::Open;
            emit opened();
        });
}

std::function<Result<LedgerReader>()> Session::readerMaker() const
{
    return [workspace = *m_workspace, readOnly = m_readOnly] { return openReader(workspace, readOnly); };
}

void Session::close()
{
    m_opening.cancel();
    if (m_state == State::Closed) {
        return;
    }
    emit closing();
    lock("closed");
    m_audit.reset();
    m_ledger.reset();
    m_workspace.reset();
    m_state = State::Closed;
    emit closed();
}

void Session::unlock(const crypto::SecretBytes& passphrase, QObject* context, std::function<void(Status)> done)
{
    if (!m_workspace || m_readOnly) {
        done(makeError(ErrorCode::Forbidden, "session.read-only",
                       "This ledger was opened read-only. Nothing was changed. Open it again without read-only."));
        return;
    }
    using Opened = std::shared_ptr<Unlocked>;
    m_writer
        .run(
            context,
            [workspace = *m_workspace, passphrase, nodes = m_simulatedNodes,
             audit = m_audit](std::stop_token stop) -> Result<Opened> {
                Result<Opened> opened = openUnlocked(workspace, passphrase, nodes, stop);
                audit->write({opened ? "key-store.unlock" : "key-store.unlock-failed", {}, {}, {}, opened.status()});
                return opened;
            },
            [this, guard = QPointer<Session>(this), done](Result<Opened> opened) {
                if (guard && opened) {
                    m_unlocked = *opened;
                    m_upload = std::make_unique<UploadBridge>(m_unlocked->upload);
                    new UploadNotes(*m_upload, *this);
                    m_ownOrganisations.clear();
                    for (const std::string& id : m_unlocked->keys.organisationIds()) {
                        m_ownOrganisations << QString::fromStdString(id);
                    }
                    emit lockChanged();
                }
                done(opened.status());
            })
        .release();
}

void Session::record(AuditNote note)
{
    if (!m_audit) {
        return;
    }
    m_audit->post(std::move(note));
    m_auditor
        .run(
            this,
            [audit = m_audit](std::stop_token) {
                audit->drain();
                return true;
            },
            [](bool) {})
        .release();
}

void Session::lock(const std::string& why)
{
    if (!m_unlocked) {
        return;
    }
    record({"key-store.lock", {}, {}, {{"why", why}}, {}});
    m_ownOrganisations.clear();
    m_upload.reset();
    // The last owner destroys the chain, which waits for its sealer: that must be the worker, not the event loop.
    m_writer
        .run(
            this,
            [gone = std::move(m_unlocked)](std::stop_token) mutable {
                gone.reset();
                return true;
            },
            [](bool) {})
        .release();
    m_unlocked.reset();
    emit lockChanged();
}

}  // namespace meterseal::ui
