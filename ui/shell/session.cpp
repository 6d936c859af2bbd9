#include "shell/session.h"

#include "meterseal/workspace/history.h"
#include "meterseal/workspace/restored.h"
#include "shell/folder_watch.h"
#include "shell/noted.h"

#include <chrono>

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

// The workspace opened for writing, its uploader running: unfinished journals go on at once.
Result<std::shared_ptr<UploadEngine>> openEngine(const Workspace& workspace, const crypto::SecretBytes& passphrase,
                                                 std::size_t nodes, const OpenWorkspaceOptions& options)
{
    MS_ASSIGN(auto open, OpenWorkspace::open(workspace, passphrase, options));
    UploaderSetup setup;
    setup.simulatedNodes = nodes;
    if (nodes > 0) {
        setup.backoffMost = std::chrono::seconds(3);  // who brings a node back by hand wants to see it come back
    }
    if (const Status started = open->startUploader(setup); !started) {
        open->record({"key-store.unlock-failed", {}, {}, {}, started});
        return started.error();
    }
    return std::make_shared<UploadEngine>(std::move(open));
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
    struct Opened {
        Workspace workspace;
        std::shared_ptr<LedgerReader> reader;
        Status history;
    };
    m_opening = m_writer.run(
        this,
        [folder, readOnly](std::stop_token) -> Result<Opened> {
            MS_ASSIGN(Workspace workspace, Workspace::open(folder));
            // Opened once here, so that a damaged or foreign ledger is told before any page is made.
            MS_ASSIGN(LedgerReader reader, openReader(workspace, readOnly));
            const Status history = checkHistory(workspace, reader);
            return Opened{std::move(workspace), std::make_shared<LedgerReader>(std::move(reader)), history};
        },
        [this, readOnly](Result<Opened> result) {
            if (!result) {
                m_state = State::Closed;
                emit openFailed(result.error());
                return;
            }
            m_workspace = result->workspace;
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
            if (!result->history.ok()) {
                emit historyDoubted(result->history.error());
            }
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

void Session::unlock(const crypto::SecretBytes& passphrase, QObject* context, std::function<void(Status)> done,
                     ClockTrust clock)
{
    if (!m_workspace || m_readOnly) {
        done(makeError(ErrorCode::Forbidden, "session.read-only",
                       "This ledger was opened read-only. Nothing was changed. Open it again without read-only."));
        return;
    }
    using Opened = std::shared_ptr<UploadEngine>;
    m_writer
        .run(
            context,
            [workspace = *m_workspace, passphrase, nodes = m_simulatedNodes, clock,
             audit = m_audit](std::stop_token stop) -> Result<Opened> {
                // Who quits and starts again at once need not be told that the last program is still letting go.
                constexpr std::chrono::seconds kPatience(3);
                audit->drain();
                MS_TRY(checkOriginal(workspace));
                OpenWorkspaceOptions options;
                options.patience = kPatience;
                options.auditFailed = [audit](const Error& error) { audit->tell(error); };
                options.stop = stop;
                options.clock = clock;
                return openEngine(workspace, passphrase, nodes, options);
            },
            [this, guard = QPointer<Session>(this), done](Result<Opened> opened) {
                if (guard && opened) {
                    m_engine = *opened;
                    m_upload = std::make_unique<UploadBridge>(m_engine);
                    new UploadNotes(*m_upload, *this);
                    m_ownOrganisations.clear();
                    for (const std::string& id : m_engine->open->ownOrganisations()) {
                        m_ownOrganisations << QString::fromStdString(id);
                    }
                    emit lockChanged();
                    if (const std::string damage = m_engine->uploader->snapshot().damage; !damage.empty()) {
                        emit historyDoubted(makeError(ErrorCode::Damaged, "upload.journal-damaged", damage));
                    }
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
    if (!m_engine) {
        return;
    }
    record({"key-store.lock", {}, {}, {{"why", why}}, {}});
    m_ownOrganisations.clear();
    m_upload.reset();
    // The last owner destroys the chain, which waits for its sealer: that must be the worker, not the event loop.
    m_writer
        .run(
            this,
            [gone = std::move(m_engine)](std::stop_token) mutable {
                gone.reset();
                return true;
            },
            [](bool) {})
        .release();
    m_engine.reset();
    emit lockChanged();
}

}  // namespace meterseal::ui
