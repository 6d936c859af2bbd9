// Session: what is open. A workspace (or nothing), its ledger through a bridge, and, while unlocked, its keys and the
// chain that writes. Pages live only while a workspace is open, so ledger() is never null for them.
//
//   (openWorkspace (unlock (change)* lock)* close)*
//
// While unlocked, an uploader works in the background. Keys and chain are touched by one worker alone, through
// change(): core's MeterService and KeyStore ask for that. Thread-safety: event loop only; `work` of change() runs on
// that worker.
#pragma once

#include "bridge/audit_recorder.h"
#include "bridge/ledger_bridge.h"
#include "bridge/task_runner.h"
#include "bridge/upload_bridge.h"
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/workspace/workspace.h"

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
    // What a change may use. The worker's own; never keep a reference.
    struct Unlocked {
        Unlocked(crypto::KeyStore opened, std::unique_ptr<EmbeddedChain> writing)
            : keys(std::move(opened)), chain(std::move(writing))
        {}
        crypto::KeyStore keys;
        std::unique_ptr<EmbeddedChain> chain;
        std::mutex mutex;                      // held while keys may change: the uploader reads them on its own threads
        std::shared_ptr<UploadEngine> upload;  // last: it borrows all of the above
    };
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

    bool unlocked() const { return m_unlocked != nullptr; }
    // Organisations whose keys the open key store holds.
    const QStringList& ownOrganisations() const { return m_ownOrganisations; }
    // `done(Status)` on the event loop while context lives. Wrong passphrase, a ledger another program writes to ...
    void unlock(const crypto::SecretBytes& passphrase, QObject* context, std::function<void(Status)> done);
    // `why` goes into the audit log: "person", "idle", "closed".
    void lock(const std::string& why = "person");
    // Null while locked.
    UploadBridge* upload() const { return m_upload.get(); }
    // A folder whose files are uploaded by themselves, as remembered in `settings`; once, before a workspace opens.
    void watchFolders(AppSettings& settings);
    FolderWatch* folderWatch() const { return m_folderWatch; }
    // How many simulated access nodes the uploader deals to from the next unlock() on; 0: straight to the chain.
    void setSimulatedNodes(std::size_t nodes) { m_simulatedNodes = nodes; }

    // work: Result<T>(Unlocked&) on the writing worker; done: void(Result<T>). Forbidden/session.locked while locked.
    template <typename Work, typename Done>
    [[nodiscard]] TaskHandle change(QObject* context, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work&, Unlocked&>;
        return m_writer.run(
            context,
            [unlocked = m_unlocked, work = std::move(work)](std::stop_token) mutable -> Answer {
                if (!unlocked) {
                    return lockedError();
                }
                const std::lock_guard guard(unlocked->mutex);
                return work(*unlocked);
            },
            std::move(done));
    }
    // The same for everything that changes or judges something: `note` is written to the audit log with the result.
    // work(Unlocked&) or work(Unlocked&, AuditNote&), which may add to the note; a hash in the answer is its txHash.
    template <typename Work, typename Done>
    [[nodiscard]] TaskHandle change(QObject* context, AuditNote note, Work work, Done done)
    {
        constexpr bool kTakesNote = std::is_invocable_v<Work&, Unlocked&, AuditNote&>;
        using Answer = typename std::conditional_t<kTakesNote, std::invoke_result<Work&, Unlocked&, AuditNote&>,
                                                   std::invoke_result<Work&, Unlocked&>>::type;
        return m_writer.run(
            context,
            [unlocked = m_unlocked, audit = m_audit, note = std::move(note),
             work = std::move(work)](std::stop_token) mutable -> Answer {
                if (!unlocked) {
                    return lockedError();
                }
                Answer answer = [&] {
                    const std::lock_guard guard(unlocked->mutex);
                    if constexpr (kTakesNote) {
                        return work(*unlocked, note);
                    } else {
                        return work(*unlocked);
                    }
                }();
                note.result = answer.status();
                if constexpr (std::is_same_v<Answer, Result<Hash256>>) {
                    if (answer) {
                        note.details["txHash"] = answer->hex();
                    }
                }
                if (audit) {
                    audit->write(note);
                }
                return answer;
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

private:
    static Error lockedError();

    State m_state = State::Closed;
    bool m_readOnly = false;
    std::optional<Workspace> m_workspace;
    std::unique_ptr<LedgerBridge> m_ledger;
    std::shared_ptr<Unlocked> m_unlocked;
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
