// Workspace: the one folder in which a person's ledger, keys and settings lie.
//
//   ledger.db (+ -wal, -shm)   the ledger
//   genesis.json               its genesis document; its SHA-256 is the fingerprint
//   keys.meterseal             the encrypted key store
//   journal/                   the uploader's
//   profiles/                  mapping profiles, see profile_store.h
//   audit.jsonl (+ .head)      who did what, see audit_log.h
//   head.note                  how far ledger and audit log had come when this workspace last sealed, signed by the
//                              sealer key
//   settings.json              {"v":1,"engine":"embedded"}; written last, so its absence marks a cut-off create()
//   writer.json                the process that last took the ledger for writing, so that a refusal can name it
//
// The folder is made 0700. Any number of readers may be open; EmbeddedChain's lock admits one writer.
// Thread-safety: a value of paths; its const methods may run at once.
#pragma once

#include "meterseal/chain/embedded_chain.h"
#include "meterseal/crypto/key_store.h"
#include "meterseal/ledger/genesis.h"
#include "meterseal/ledger/reader.h"
#include "meterseal/workspace/audit_log.h"
#include "meterseal/workspace/clock.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace meterseal {

struct NewOrganisation {
    std::string id;
    Role role = Role::Utility;
    std::string name;
};

enum class ClockTrust {
    Check,  // refuse to seal where something speaks against the clock
    Right,  // a person said that it is right
};

class Workspace {
public:
    // METERSEAL_WORKSPACE, else "meterseal" in the XDG data folder. InvalidArgument where neither can be known.
    static Result<std::filesystem::path> defaultFolder();

    // Makes the folder, keys for every organisation (signing and witness) and the sealer, the genesis document and the
    // empty ledger; on an Error takes away again what it made. Conflict where the folder holds anything already.
    // `sealer`: id of the organisation that seals; the first utility where empty.
    static Result<Workspace> create(const std::filesystem::path& folder, const std::string& chain,
                                    const std::vector<NewOrganisation>& organisations,
                                    const crypto::SecretBytes& passphrase, const std::string& sealer = {});
    // reason: workspace.not-found, workspace.unfinished, workspace.settings, genesis.*
    static Result<Workspace> open(const std::filesystem::path& folder);

    const std::filesystem::path& folder() const { return m_folder; }
    const Genesis& genesis() const { return m_genesis; }
    Hash256 fingerprint() const { return fingerprintOf(m_genesis); }

    std::filesystem::path ledgerFile() const { return m_folder / "ledger.db"; }
    std::filesystem::path genesisFile() const { return m_folder / "genesis.json"; }
    std::filesystem::path keyStoreFile() const { return m_folder / "keys.meterseal"; }
    std::filesystem::path journalFolder() const { return m_folder / "journal"; }
    std::filesystem::path rejectsFolder() const { return m_folder / "rejects"; }
    std::filesystem::path profilesFolder() const { return m_folder / "profiles"; }
    // Where the rejected rows of an upload of `source` go: a name of this moment. Makes the folder.
    std::filesystem::path newRejectsFile(const std::filesystem::path& source) const;
    std::filesystem::path settingsFile() const { return m_folder / "settings.json"; }
    std::filesystem::path headFile() const { return m_folder / "head.note"; }
    AuditLog auditLog() const { return AuditLog(m_folder); }

    // Damaged/workspace.other-ledger where the ledger is not the genesis document's.
    Result<LedgerReader> openReader() const;
    // Does the ledger fit head.note and what this person has seen of it before, from any workspace? What is newer is
    // remembered. An Error is to be named beside what is read; openChain() refuses for it. A copy that follows another
    // party may be behind what the person saw elsewhere.
    // reason: ledger.shorter, ledger.other-history, workspace.head-missing, workspace.head-damaged,
    // ledger.seen-damaged
    Status checkHistory() const;
    // The end of the audit log as head.note has it; none where this workspace has not sealed yet.
    Result<std::optional<AuditHead>> knownAuditHead() const;
    // The clock beside the last block and the newest file; checkClock() judges it.
    Result<ClockReading> readClock() const;
    Result<crypto::KeyStore> openKeys(const crypto::SecretBytes& passphrase) const;
    // The ledger for writing, with the sealer key of `keys`. Busy/ledger.locked names the process that has it;
    // refused too where checkHistory() finds fault, and checkClock() unless the person says that the clock is right.
    Result<std::unique_ptr<EmbeddedChain>> openChain(const crypto::KeyStore& keys,
                                                     const EmbeddedChainOptions& options = {},
                                                     ClockTrust clock = ClockTrust::Check) const;

private:
    Status compareHistory() const;
    Workspace(std::filesystem::path folder, Genesis genesis)
        : m_folder(std::move(folder)), m_genesis(std::move(genesis))
    {}
    std::filesystem::path writerFile() const { return m_folder / "writer.json"; }

    std::filesystem::path m_folder;
    Genesis m_genesis;
};

}  // namespace meterseal
