// OpenWorkspace: a workspace opened for writing. Keys, chain, meter directory, uploader and readers of one ledger, with
// one lock for the keys, one actor, one audit log and one order of shutting down. Command line, desktop, sample and
// services open through it.
//
//   open (change | startUploader | uploader | openReader | record)* close
//
// Thread-safety: every function from any thread, but startUploader() and close() not beside another call of anything.
// After close() only close() and auditFailure() may be called.
#pragma once

#include "meterseal/base/mutex.h"
#include "meterseal/chain/consortium_chain.h"
#include "meterseal/chain/simulated_chain.h"
#include "meterseal/chain/writable_chain.h"
#include "meterseal/meter/meter_service.h"
#include "meterseal/upload/uploader.h"
#include "meterseal/workspace/workspace.h"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <type_traits>
#include <vector>

namespace meterseal {

struct OpenWorkspaceOptions {
    // How long another program may still be letting go of the ledger (who quits and starts again at once).
    std::chrono::milliseconds patience{0};
    // On whose behalf notes that name no client are written: a service's own id. Empty: the person at this machine.
    std::string client = {};
    // Called, on the thread that writes, with each failure to write the audit log. What was done stays done.
    std::function<void(const Error&)> auditFailed = {};
    std::stop_token stop = {};
    ClockTrust clock = ClockTrust::Check;
};

struct UploaderSetup {
    std::size_t simulatedNodes = 0;  // of an embedded ledger; 0: straight to the chain. A consortium's nodes are its
                                     // validators
    std::uint32_t batchRecords = kMaxLeavesPerBatch;
    std::chrono::milliseconds window = std::chrono::hours(24);
    std::optional<std::chrono::milliseconds> backoffMost = {};  // of a node that failed
};

// What a change may use, while the keys are locked. Never keep a reference.
struct OpenKeys {
    crypto::KeyStore& keys;
    WritableChain& chain;
    MeterService& meters;
};

class OpenWorkspace {
public:
    // Opens the key store, takes the ledger and puts staged organisation keys to use that the ledger knows by now; the
    // audit log gets key-store.unlock, or key-store.unlock-failed with the reason.
    // A consortium's ledger is written through its validators (consortium.h), and its times are theirs: this machine's
    // clock is not looked at. reason: keystore.*, ledger.locked (Busy), workspace.other-ledger, chain.no-validator,
    // ledger.*
    static Result<std::unique_ptr<OpenWorkspace>> open(Workspace workspace, const crypto::SecretBytes& passphrase,
                                                       const OpenWorkspaceOptions& options = {});
    // As close(), its answer dropped.
    ~OpenWorkspace();
    OpenWorkspace(const OpenWorkspace&) = delete;
    OpenWorkspace& operator=(const OpenWorkspace&) = delete;

    const Workspace& workspace() const { return m_workspace; }
    WritableChain& chain() { return *m_chain; }
    // One for each thread that reads.
    Result<LedgerReader> openReader() const { return m_workspace.openReader(); }
    std::vector<std::string> ownOrganisations() const;

    // Returns work(OpenKeys&), called with the keys locked: the uploader reads them on its own threads.
    template <typename Work>
    auto change(Work work)
    {
        const MutexLock lock(m_keysMutex);
        MeterService meters(*m_chain, m_keys);
        OpenKeys open{m_keys, *m_chain, meters};
        return work(open);
    }
    // The same, and what came of it goes into the audit log: work(OpenKeys&), or work(OpenKeys&, AuditNote&) that may
    // add to the note, returns Status or Result. A hash in the answer is the note's txHash.
    template <typename Work>
    auto change(AuditNote note, Work work)
    {
        auto answer = change([&](OpenKeys& open) {
            if constexpr (std::is_invocable_v<Work&, OpenKeys&, AuditNote&>) {
                return work(open, note);
            } else {
                return work(open);
            }
        });
        if constexpr (std::is_same_v<decltype(answer), Status>) {
            note.result = answer;
        } else {
            note.result = answer.status();
        }
        if constexpr (std::is_same_v<decltype(answer), Result<Hash256>>) {
            if (answer) {
                note.details["txHash"] = answer->hex();
            }
        }
        record(std::move(note));
        return answer;
    }

    // Journals that are not finished go on at once. Conflict/upload.running where it runs already, and the reasons of
    // Uploader::open.
    Status startUploader(const UploaderSetup& setup = {});
    Uploader* uploader() { return m_uploader.get(); }                 // null: not started
    SimulatedConsortium* consortium() { return m_consortium.get(); }  // null: none

    // Into the audit log, durable on return; in the name of this workspace's client where the note names none.
    void record(AuditNote note);
    // Why the first entry that the audit log does not have could not be written; OK where it has all.
    Status auditFailure() const;

    // Stops the uploader, then its nodes, directory and chain. What is signed or accepted and not committed stays in
    // the journal. The uploader's last error, or OK. A second call does nothing.
    Status close();

private:
    class Directory;
    struct Writing {
        std::shared_ptr<void> lock;  // a consortium's; an embedded chain has its own
        std::unique_ptr<WritableChain> chain;
        ConsortiumChain* validators = nullptr;  // the same; null: an embedded chain
    };
    static Result<Writing> openChain(const Workspace& workspace, const crypto::KeyStore& keys,
                                     const OpenWorkspaceOptions& options);
    OpenWorkspace(Workspace workspace, crypto::KeyStore keys, Writing chain, const OpenWorkspaceOptions& options);

    const Workspace m_workspace;
    const std::string m_client;
    const std::function<void(const Error&)> m_auditFailed;
    mutable Mutex m_auditMutex;
    Status m_auditFailure GUARDED_BY(m_auditMutex);

    mutable Mutex m_keysMutex;
    crypto::KeyStore m_keys;  // changed under m_keysMutex only; the directory holds a reference
    std::shared_ptr<void> m_lock;
    std::unique_ptr<WritableChain> m_chain;
    ConsortiumChain* m_validators = nullptr;
    std::unique_ptr<MeterDirectory> m_directory;
    std::unique_ptr<SimulatedConsortium> m_consortium;
    std::unique_ptr<Uploader> m_uploader;  // last: it borrows all of the above
};

}  // namespace meterseal
