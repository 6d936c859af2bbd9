// Session: what is open. A workspace (or nothing), its ledger through a bridge, and, while unlocked, its keys and the
// chain that writes. Pages live only while a workspace is open, so ledger() is never null for them.
//
//   (openWorkspace (unlock (change)* lock)* close)*
//
// While unlocked, an uploader works in the background. Thread-safety: event loop only; `work` of change() runs on a
// worker of its own.
#pragma once

#include "bridge/audit_recorder.h"
#include "bridge/ledger_bridge.h"
#include "bridge/task_runner.h"
#include "bridge/upload_bridge.h"
#include "meterseal/workspace/open_workspace.h"

#include <QObject>
#include <QStringList>

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

namespace meterseal::ui {

class AppSettings;
class FolderWatch;

class Session : public QObject {
    Q_OBJECT
public:
    enum class State { Closed, Opening, Open };

    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    // Answers with opened() or openFailed(). Read-only: nothing on disk changes, and unlocking is refused.
    void openWorkspace(const std::filesystem::path& folder, bool readOnly);
    void close();

    State state() const { return m_state; }
    const Workspace* workspace() const { return m_workspace ? &*m_workspace : nullptr; }
    LedgerBridge* ledger() const { return m_ledger.get(); }
    bool readOnly() const { return m_readOnly; }
    // Opens a reader of its own on the open ledger, as it was opened: for a worker that reads long. While open only.
    std::function<Result<LedgerReader>()> readerMaker() const;

    bool unlocked() const { return m_engine != nullptr; }
    // Organisations whose keys the open key store holds.
    const QStringList& ownOrganisations() const { return m_ownOrganisations; }
    // `done(Status)` on the event loop while context lives. Wrong passphrase, a ledger another program writes to ...
    void unlock(const crypto::SecretBytes& passphrase, QObject* context, std::function<void(Status)> done,
                ClockTrust clock = ClockTrust::Check);
    // `why` goes into the audit log: "person", "idle", "closed".
    void lock(const std::string& why = "person");
    // Null while locked.
    UploadBridge* upload() const { return m_upload.get(); }
    // A folder whose files are uploaded by themselves, as remembered in `settings`; once, before a workspace opens.
    void watchFolders(AppSettings& settings);
    FolderWatch* folderWatch() const { return m_folderWatch; }
    // How many simulated access nodes the uploader deals to from the next unlock() on; 0: straight to the chain.
    void setSimulatedNodes(std::size_t nodes) { m_simulatedNodes = nodes; }

    // work: Result<T>(OpenKeys&) on the writing worker; done: void(Result<T>). Forbidden/session.locked while locked.
    template <typename Work, typename Done>
    [[nodiscard]] TaskHandle change(QObject* context, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work&, OpenKeys&>;
        return m_writer.run(
            context,
            [engine = m_engine, work = std::move(work)](std::stop_token) mutable -> Answer {
                return engine ? engine->open->change(std::move(work)) : Answer(lockedError());
            },
            std::move(done));
    }
    // The same for everything that changes or judges something: `note` is written to the audit log with the result.
    // work(OpenKeys&) or work(OpenKeys&, AuditNote&), which may add to the note; a hash in the answer is its txHash.
    template <typename Work, typename Done>
    [[nodiscard]] TaskHandle change(QObject* context, AuditNote note, Work work, Done done)
    {
        constexpr bool kTakesNote = std::is_invocable_v<Work&, OpenKeys&, AuditNote&>;
        using Answer = typename std::conditional_t<kTakesNote, std::invoke_result<Work&, OpenKeys&, AuditNote&>,
                                                   std::invoke_result<Work&, OpenKeys&>>::type;
        return m_writer.run(
            context,
            [engine = m_engine, audit = m_audit, note = std::move(note),
             work = std::move(work)](std::stop_token) mutable -> Answer {
                if (!engine) {
                    return lockedError();
                }
                audit->drain();  // in the order in which things happened
                return engine->open->change(std::move(note), std::move(work));
            },
            std::move(done));
    }

    // Into the audit log, soon: for what is done elsewhere than in change(). Read-only: nothing is written.
    void record(AuditNote note);
    // The same for workers of pages, which write at once. Null while nothing may be written.
    std::shared_ptr<AuditRecorder> audit() const { return m_audit; }

signals:
    void opening();
    void opened();
    void openFailed(const Error& error);
    void closing();  // pages go now; the ledger is still there
    void closed();
    void lockChanged();
    // What was done was done, but the audit log does not have it.
    void auditFailed(const Error& error);
    // What is open does not fit what was seen of it before (Workspace::checkHistory), or its journal has damage.
    void historyDoubted(const Error& error);

private:
    static Error lockedError();

    State m_state = State::Closed;
    bool m_readOnly = false;
    std::optional<Workspace> m_workspace;
    std::unique_ptr<LedgerBridge> m_ledger;
    std::shared_ptr<UploadEngine> m_engine;  // while unlocked
    std::unique_ptr<UploadBridge> m_upload;
    FolderWatch* m_folderWatch = nullptr;  // a child
    std::size_t m_simulatedNodes = 0;
    QStringList m_ownOrganisations;
    TaskHandle m_opening;
    std::shared_ptr<AuditRecorder> m_audit;
    TaskRunner m_auditor{"ms-ui-audit"};
    TaskRunner m_writer{"ms-ui-write"};
};

}  // namespace meterseal::ui
