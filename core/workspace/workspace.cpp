#include "meterseal/workspace/workspace.h"

#include "workspace/files.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdlib>
#include <unistd.h>

namespace meterseal {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kSettingsVersion = 1;
constexpr std::string_view kEngine = "embedded";
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

Status checkSettings(const fs::path& file)
{
    MS_ASSIGN(const std::string text, readSmallFile(file, kMaxSmallFileBytes));
    const json settings = json::parse(text, nullptr, false);
    if (!settings.is_object() || !settings.contains("v") || !settings["v"].is_number_integer()) {
        return workspaceError(ErrorCode::Damaged, "settings", fmt::format("{} is not a settings file.", file.string()));
    }
    if (settings["v"] != kSettingsVersion || settings.value("engine", json()) != kEngine) {
        return workspaceError(
            ErrorCode::Unsupported, "settings",
            fmt::format("{} was written by another version of this program or names an engine that it does not know.",
                        file.string()));
    }
    return {};
}

// " (process 4711 holds it, since ...)", or empty where nothing is known.
std::string describeWriter(const fs::path& writerFile)
{
    const auto text = readSmallFile(writerFile, kMaxSmallFileBytes);
    if (!text) {
        return {};
    }
    const json writer = json::parse(*text, nullptr, false);
    if (!writer.is_object() || !writer.contains("pid") || !writer["pid"].is_number_integer()) {
        return {};
    }
    const auto pid = writer["pid"].get<pid_t>();
    if (pid <= 0 || (::kill(pid, 0) != 0 && errno == ESRCH)) {
        return {};
    }
    const auto name = readSmallFile(fmt::format("/proc/{}/comm", pid), kMaxSmallFileBytes);
    const std::string program = name && !name->empty() ? name->substr(0, name->find('\n')) : "unknown program";
    return fmt::format(" It is held by process {} ({}).", pid, program);
}

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
    MS_TRY(writeFileAtomically(paths.genesisFile(), canonicalGenesis(genesis)));
    MS_TRY(EmbeddedChain::create(paths.ledgerFile(), genesis));
    std::error_code error;
    fs::create_directory(paths.journalFolder(), error);
    if (error) {
        return workspaceError(ErrorCode::Io, "io",
                              fmt::format("{} could not be made: {}. Nothing was kept.", paths.journalFolder().string(),
                                          error.message()));
    }
    const json settings{{"v", kSettingsVersion}, {"engine", kEngine}};
    MS_TRY(writeFileAtomically(paths.settingsFile(), settings.dump(2) + "\n"));
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
    MS_TRY(checkSettings(paths.settingsFile()));
    MS_ASSIGN(const std::string document, readSmallFile(paths.genesisFile(), kMaxSmallFileBytes));
    MS_ASSIGN(Genesis genesis, parseGenesis(document));
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

Result<crypto::KeyStore> Workspace::openKeys(const crypto::SecretBytes& passphrase) const
{
    return crypto::KeyStore::open(keyStoreFile(), passphrase);
}

Result<std::unique_ptr<EmbeddedChain>> Workspace::openChain(const crypto::KeyStore& keys,
                                                            const EmbeddedChainOptions& options) const
{
    if (keys.sealer() == nullptr) {
        return workspaceError(ErrorCode::Forbidden, "no-sealer",
                              "The key store holds no sealer key, so nothing can be written to this ledger.");
    }
    auto chain = EmbeddedChain::open(ledgerFile(), *keys.sealer(), options);
    if (!chain) {
        Error error = chain.error();
        if (error.code == ErrorCode::Busy) {
            error.message += describeWriter(writerFile());
        }
        return error;
    }
    // Only a help for people: that it could not be written changes nothing about the lock.
    static_cast<void>(writeFileAtomically(writerFile(), json{{"pid", ::getpid()}}.dump()));
    return chain;
}

}  // namespace meterseal
