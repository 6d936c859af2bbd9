#include "meterseal/workspace/workspace.h"

#include "meterseal/base/process.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/workspace/history.h"
#include "meterseal/workspace/seen_checkpoints.h"
#include "workspace/head_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace meterseal {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kSettingsVersion = 1;
constexpr std::string_view kEmbedded = "embedded";
constexpr std::string_view kCometBft = "cometbft";
constexpr std::size_t kMaxSmallFileBytes = 16u << 20;

Error workspaceError(ErrorCode code, std::string_view reason, std::string message)
{
    return makeError(code, fmt::format("workspace.{}", reason), std::move(message));
}

// Removes what create() made, unless it got to the end.
class Undo {
public:
    Undo(fs::path folder, bool folderIsNew) : m_folder(std::move(folder)), m_folderIsNew(folderIsNew) {}
    ~Undo()
    {
        if (m_kept) {
            return;
        }
        std::error_code ignored;
        for (const fs::directory_entry& entry : fs::directory_iterator(m_folder, ignored)) {
            fs::remove_all(entry.path(), ignored);
        }
        if (m_folderIsNew) {
            fs::remove(m_folder, ignored);
        }
    }
    Undo(const Undo&) = delete;
    Undo& operator=(const Undo&) = delete;
    void keep() { m_kept = true; }

private:
    fs::path m_folder;
    bool m_folderIsNew;
    bool m_kept = false;
};

// An empty folder for this user alone; true where it had to be made.
Result<bool> makePrivateFolder(const fs::path& folder)
{
    std::error_code error;
    const bool there = fs::exists(folder, error);
    if (there && !fs::is_empty(folder, error)) {
        return workspaceError(
            ErrorCode::Conflict, "exists",
            fmt::format("{} is not an empty folder, so no workspace was made in it. Name another with --workspace, or "
                        "use the one that is there.",
                        folder.string()));
    }
    if (!there) {
        fs::create_directories(folder, error);
    }
    if (!error) {
        fs::permissions(folder, fs::perms::owner_all, error);
    }
    if (error) {
        return workspaceError(ErrorCode::Io, "io",
                              fmt::format("The folder {} could not be made: {}.", folder.string(), error.message()));
    }
    return !there;
}

Result<Genesis> makeGenesis(const std::string& chain, const std::vector<NewOrganisation>& organisations,
                            const std::string& sealerOrganisation, crypto::KeyStore& keys)
{
    Genesis genesis;
    genesis.chain = chain;
    genesis.time = now();
    for (const NewOrganisation& organisation : organisations) {
        crypto::PrivateKey key = crypto::PrivateKey::generate();
        auto witness = crypto::Ed25519PrivateKey::generate();
        genesis.organisations.push_back(
            Organisation{organisation.id, organisation.name, organisation.role, key.publicKey(), witness.publicKey()});
        keys.putOrganisation({organisation.id, std::move(key), std::move(witness)});
        if (genesis.sealer.organisation.empty() && organisation.role == Role::Utility) {
            genesis.sealer.organisation = organisation.id;  // whose ledger it is unless somebody says otherwise
        }
    }
    if (!sealerOrganisation.empty()) {
        genesis.sealer.organisation = sealerOrganisation;
    }
    auto sealer = crypto::Ed25519PrivateKey::generate();
    genesis.sealer.publicKey = sealer.publicKey();
    keys.setSealer(std::move(sealer));
    MS_TRY(checkGenesis(genesis));
    return genesis;
}

json settingsOf(bool headKept)
{
    json settings{{"v", kSettingsVersion}, {"engine", kEmbedded}};
    if (headKept) {
        settings["head"] = true;  // head.note belongs to this workspace: missing, it was taken away
    }
    return settings;
}

Result<json> readSettings(const fs::path& file)
{
    MS_ASSIGN(const std::string text, readWhole(file, kMaxSmallFileBytes));
    json settings = json::parse(text, nullptr, false);
    if (!settings.is_object() || !settings.contains("v") || !settings["v"].is_number_integer()) {
        return workspaceError(ErrorCode::Damaged, "settings", fmt::format("{} is not a settings file.", file.string()));
    }
    const json engine = settings.value("engine", json());
    if (settings["v"] != kSettingsVersion || (engine != kEmbedded && engine != kCometBft)) {
        return workspaceError(
            ErrorCode::Unsupported, "settings",
            fmt::format("{} was written by another version of this program or names an engine that it does not know.",
                        file.string()));
    }
    return settings;
}

constexpr std::string_view kHowToGoOn =
    "Nothing was changed. Restore the newest backup into a new folder; if you took the file away yourself, remove "
    "\"head\" from settings.json and it is made anew.";

std::string blockText(Height height, const Hash256& hash)
{
    return height == 0 ? std::string("no block") : fmt::format("block {} ({})", height, hash.hex());
}

// The ledger beside what head.note says of it.
Status compareWithHead(LedgerReader& reader, const WorkspaceHead& head)
{
    if (head.height == 0) {
        return {};
    }
    const auto there = reader.blockRow(head.height);
    if (there.ok() && there->hash == head.blockHash) {
        return {};
    }
    if (there.ok()) {
        return makeError(ErrorCode::Conflict, "ledger.other-history",
                         fmt::format("The ledger has {}, but this workspace sealed {}: its history was exchanged. "
                                     "Nothing was changed. Keep the files and restore the newest backup into a new "
                                     "folder.",
                                     blockText(head.height, there->hash), blockText(head.height, head.blockHash)));
    }
    if (there.error().code != ErrorCode::NotFound) {
        return there.error();
    }
    MS_ASSIGN(const auto last, reader.blocks({}, std::nullopt, Direction::Older, 1));
    return makeError(ErrorCode::Conflict, "ledger.shorter",
                     fmt::format("The ledger ends with {}, but this workspace sealed {} before: its end was cut off, "
                                 "ledger.db-wal was lost, or it is an older copy. Nothing was changed. Put the files "
                                 "back that belong together, or restore the newest backup into a new folder.",
                                 last.rows.empty() ? std::string("no block")
                                                   : blockText(last.rows.front().height, last.rows.front().hash),
                                 blockText(head.height, head.blockHash)));
}

// Nothing where this workspace has not sealed yet.
Result<std::optional<WorkspaceHead>> loadHead(const Workspace& workspace)
{
    const auto text = readWhole(workspace.headFile(), kMaxSmallFileBytes);
    if (text) {
        auto head = parseWorkspaceHead(*text, workspace.genesis());
        if (!head) {
            Error error = head.error();
            error.message += fmt::format(" {}", kHowToGoOn);
            return error;
        }
        return std::optional(*head);
    }
    if (text.error().code != ErrorCode::NotFound) {
        return text.error();
    }
    MS_ASSIGN(const json settings, readSettings(workspace.settingsFile()));
    if (settings.contains("head")) {
        return workspaceError(ErrorCode::Damaged, "head-missing",
                              fmt::format("{}, which says how far this workspace had come, is missing. {}",
                                          workspace.headFile().string(), kHowToGoOn));
    }
    return std::optional<WorkspaceHead>();
}

Status compareWithAllSeen(const Workspace& workspace, LedgerReader& reader)
{
    MS_ASSIGN(const std::optional<WorkspaceHead> head, loadHead(workspace));
    if (head) {
        MS_TRY(compareWithHead(reader, *head));
    }
    const auto seen = SeenCheckpoints::ofThisPerson();
    return seen.ok() ? seen->compare(reader) : Status();  // a program without a home folder remembers nothing
}

// " (process 4711 holds it, since ...)", or empty where nothing is known.
std::string describeWriter(const fs::path& writerFile)
{
    const auto text = readWhole(writerFile, kMaxSmallFileBytes);
    if (!text) {
        return {};
    }
    const json writer = json::parse(*text, nullptr, false);
    if (!writer.is_object() || !writer.contains("pid") || !writer["pid"].is_number_integer()) {
        return {};
    }
    const auto pid = writer["pid"].get<long>();
    if (!processRuns(pid)) {
        return {};
    }
    const auto name = readWhole(fmt::format("/proc/{}/comm", pid), kMaxSmallFileBytes);
    const std::string program = name && !name->empty() ? name->substr(0, name->find('\n')) : "unknown program";
    return fmt::format(" It is held by process {} ({}).", pid, program);
}

// Writes head.note. Where it cannot be written the older one stays, which only makes the memory shorter.
class HeadKeeper {
public:
    HeadKeeper(const Workspace& workspace, const crypto::Ed25519PrivateKey& sealer)
        : m_workspace(workspace), m_sealer(sealer)
    {
        if (const auto known = workspace.knownAuditHead(); known && *known) {
            m_audit = **known;
        }
    }
    void operator()(const ChainHead& head)
    {
        // Never less than what was known: an audit log that was cut stays cut in every check to come.
        if (const auto audit = m_workspace.auditLog().head(); audit && audit->seq >= m_audit.seq) {
            m_audit = *audit;
        }
        const Status written = replaceFile(
            m_workspace.headFile(),
            printWorkspaceHead({head.height, head.blockHash, m_audit}, m_workspace.genesis(), m_sealer), kPrivateMode);
        const auto settings = readSettings(m_workspace.settingsFile());
        if (written.ok() && settings && !settings->contains("head")) {
            static_cast<void>(replaceFile(m_workspace.settingsFile(), settingsOf(true).dump(2) + "\n", kPrivateMode));
        }
    }

private:
    Workspace m_workspace;
    crypto::Ed25519PrivateKey m_sealer;
    AuditHead m_audit;
};

}  // namespace

Result<fs::path> Workspace::defaultFolder()
{
    if (const char* named = std::getenv("METERSEAL_WORKSPACE"); named != nullptr && *named != '\0') {
        return fs::path(named);
    }
    // The XDG specification: a relative path in the variable is to be ignored.
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/') {
        return fs::path(data) / "meterseal";
    }
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
        return fs::path(home) / ".local" / "share" / "meterseal";
    }
    return workspaceError(ErrorCode::InvalidArgument, "no-folder",
                          "There is no home folder to keep a workspace in. Name one with --workspace.");
}

Result<Workspace> Workspace::create(const fs::path& folder, const std::string& chain,
                                    const std::vector<NewOrganisation>& organisations,
                                    const crypto::SecretBytes& passphrase, const std::string& sealer)
{
    MS_ASSIGN(const bool folderIsNew, makePrivateFolder(folder));
    Undo undo(folder, folderIsNew);
    Workspace paths(folder, {});
    MS_ASSIGN(crypto::KeyStore keys, crypto::KeyStore::create(paths.keyStoreFile(), passphrase));
    MS_ASSIGN(Genesis genesis, makeGenesis(chain, organisations, sealer, keys));
    MS_TRY(keys.save());
    MS_TRY(replaceFile(paths.genesisFile(), canonicalGenesis(genesis), kPrivateMode));
    MS_TRY(EmbeddedChain::create(paths.ledgerFile(), genesis));
    std::error_code error;
    fs::create_directory(paths.journalFolder(), error);
    if (error) {
        return workspaceError(ErrorCode::Io, "io",
                              fmt::format("{} could not be made: {}. Nothing was kept.", paths.journalFolder().string(),
                                          error.message()));
    }
    MS_TRY(replaceFile(paths.headFile(), printWorkspaceHead({}, genesis, *keys.sealer()), kPrivateMode));
    MS_TRY(replaceFile(paths.settingsFile(), settingsOf(true).dump(2) + "\n", kPrivateMode));
    MS_TRY(paths.auditLog().append(
        {"ledger.init", {}, {{"fingerprint", fingerprintOf(genesis).hex()}, {"chain", chain}}, {}, {}}));
    undo.keep();
    return Workspace(folder, std::move(genesis));
}

Result<Workspace> Workspace::open(const fs::path& folder)
{
    Workspace paths(folder, {});
    std::error_code error;
    if (!fs::exists(paths.settingsFile(), error)) {
        if (fs::exists(paths.keyStoreFile(), error)) {
            return workspaceError(
                ErrorCode::Damaged, "unfinished",
                fmt::format("The workspace {} has no settings.json: it was cut off while it was made. "
                            "If nothing was done with it yet, remove it and run init again.",
                            folder.string()));
        }
        return workspaceError(ErrorCode::NotFound, "not-found",
                              fmt::format("{} is not a workspace. Make one with `meterseal-cli init`, or name another "
                                          "with --workspace.",
                                          folder.string()));
    }
    MS_ASSIGN(const json settings, readSettings(paths.settingsFile()));
    MS_ASSIGN(const std::string document, readWhole(paths.genesisFile(), kMaxSmallFileBytes));
    MS_ASSIGN(Genesis genesis, parseGenesis(document));
    if (settings["engine"] != (genesis.consortium() ? kCometBft : kEmbedded)) {
        return workspaceError(
            ErrorCode::Damaged, "settings",
            fmt::format("{} names another engine than {}. One of the two files was exchanged; nothing "
                        "was changed.",
                        paths.settingsFile().string(), paths.genesisFile().string()));
    }
    return Workspace(folder, std::move(genesis));
}

std::filesystem::path Workspace::newRejectsFile(const std::filesystem::path& source) const
{
    std::error_code ignored;  // whoever writes there will say so
    std::filesystem::create_directories(rejectsFolder(), ignored);
    std::string stamp = formatTimestamp(now());
    std::erase(stamp, ':');
    return rejectsFolder() / fmt::format("{}.{}.csv", source.filename().string(), stamp);
}

Result<LedgerReader> Workspace::openReader() const
{
    MS_ASSIGN(LedgerReader reader, LedgerReader::open(ledgerFile()));
    if (reader.fingerprint() != fingerprint()) {
        return workspaceError(ErrorCode::Damaged, "other-ledger",
                              fmt::format("{} is not the ledger of {}: their fingerprints differ. One of the two files "
                                          "was exchanged; nothing was changed.",
                                          ledgerFile().string(), genesisFile().string()));
    }
    return reader;
}

Status Workspace::checkHistory() const
{
    MS_ASSIGN(LedgerReader reader, openReader());
    return meterseal::checkHistory(*this, reader);
}

Status checkHistory(const Workspace& workspace, LedgerReader& reader)
{
    const Status fits = compareWithAllSeen(workspace, reader);
    // A copy that only follows may be behind another one of the same person's: pulling brings the rest.
    std::error_code error;
    const bool follows = workspace.genesis().consortium() || fs::exists(workspace.folder() / "following.json", error);
    return !fits.ok() && fits.error().reason == "ledger.shorter" && follows ? Status() : fits;
}

Status Workspace::compareHistory() const
{
    MS_ASSIGN(LedgerReader reader, openReader());
    return compareWithAllSeen(*this, reader);
}

Result<std::optional<AuditHead>> Workspace::knownAuditHead() const
{
    MS_ASSIGN(const std::optional<WorkspaceHead> head, loadHead(*this));
    return head ? std::optional(head->audit) : std::optional<AuditHead>();
}

Result<ClockReading> Workspace::readClock() const
{
    MS_ASSIGN(LedgerReader reader, openReader());
    MS_ASSIGN(const auto last, reader.blocks({}, std::nullopt, Direction::Older, 1));
    return ClockReading{now(), last.rows.empty() ? m_genesis.time : last.rows.front().time, newestFileTime(m_folder)};
}

Result<crypto::KeyStore> Workspace::openKeys(const crypto::SecretBytes& passphrase) const
{
    return crypto::KeyStore::open(keyStoreFile(), passphrase);
}

Result<std::unique_ptr<EmbeddedChain>> Workspace::openChain(const crypto::KeyStore& keys,
                                                            const EmbeddedChainOptions& options, ClockTrust clock) const
{
    if (m_genesis.consortium()) {
        return workspaceError(ErrorCode::Forbidden, "no-sealer",
                              "This ledger is a consortium's: its validators make the blocks, and nobody seals here.");
    }
    if (keys.sealer() == nullptr) {
        return workspaceError(ErrorCode::Forbidden, "no-sealer",
                              "The key store holds no sealer key, so nothing can be written to this ledger.");
    }
    MS_TRY(compareHistory());
    if (clock == ClockTrust::Check) {
        MS_ASSIGN(const ClockReading reading, readClock());
        MS_TRY(checkClock(reading));
    }
    EmbeddedChainOptions ours = options;
    ours.keepHead = [keep = HeadKeeper(*this, *keys.sealer())](const ChainHead& head) mutable { keep(head); };
    auto chain = EmbeddedChain::open(ledgerFile(), *keys.sealer(), ours);
    if (!chain) {
        Error error = chain.error();
        if (error.code == ErrorCode::Busy) {
            error.message += describeWriter(writerFile());
        }
        return error;
    }
    // Only a help for people: that it could not be written changes nothing about the lock.
    static_cast<void>(replaceFile(writerFile(), json{{"pid", processId()}}.dump(), kPrivateMode));
    return chain;
}

}  // namespace meterseal
