#include "workspace/backup_files.h"

#include "meterseal/file/whole_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

namespace meterseal::backup {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kVersion = 1;
constexpr std::string_view kFormat = "meterseal-backup";
constexpr std::size_t kPartBytes = 256 * 1024;
constexpr std::chrono::milliseconds kTellEvery{50};

Error notABackup(std::string_view why)
{
    return backupError(ErrorCode::Damaged, "not-a-backup",
                       fmt::format("The list of files in this backup cannot be used: {}. Nothing was restored.", why));
}

bool plainPart(std::string_view part)
{
    return !part.empty() && part.front() != '.' && std::none_of(part.begin(), part.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == '/' || c == 0x7f;
    });
}

// journal/<file>, journal/<folder>/<file>, profiles/<file>, or a file that every workspace has.
bool isWorkspaceName(std::string_view name)
{
    constexpr std::string_view kKnown[] = {"settings.json",   "genesis.json", "keys.meterseal",  "audit.head",
                                           "audit.jsonl",     "ledger.db",    "audit-cut.jsonl", "head.note",
                                           "published.jsonl", "stamps.jsonl"};
    if (std::find(std::begin(kKnown), std::end(kKnown), name) != std::end(kKnown)) {
        return true;
    }
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        parts.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    const bool journal = parts.front() == "journal" && (parts.size() == 2 || parts.size() == 3);
    const bool profile = parts.front() == "profiles" && parts.size() == 2;
    return (journal || profile) && std::all_of(parts.begin(), parts.end(), plainPart);
}

}  // namespace

Error backupError(ErrorCode code, std::string_view reason, std::string message)
{
    return makeError(code, fmt::format("backup.{}", reason), std::move(message));
}

Error cancelled()
{
    return backupError(ErrorCode::Cancelled, "cancelled", "Stopped. Nothing was left behind.");
}

std::string encodeManifest(const BackupSummary& summary)
{
    json files = json::array();
    for (const BackupFile& file : summary.files) {
        files.push_back({{"name", file.name}, {"size", file.size}, {"sha256", file.sha256.hex()}});
    }
    return json{{"v", kVersion},
                {"format", kFormat},
                {"time", formatTimestamp(summary.time)},
                {"chain", summary.chain},
                {"fingerprint", summary.fingerprint.hex()},
                {"height", summary.height},
                {"auditEntries", summary.auditEntries},
                {"auditHead", summary.auditHead.hex()},
                {"files", std::move(files)}}
               .dump(2) +
           "\n";
}

Result<BackupSummary> decodeManifest(std::string_view text)
{
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object() || object.value("format", json()) != kFormat) {
        return notABackup("it is no MeterSeal backup");
    }
    if (object.value("v", json()) != kVersion) {
        return backupError(ErrorCode::Unsupported, "version",
                           "This backup was written by another version of this program. Nothing was restored.");
    }
    BackupSummary summary;
    try {
        MS_ASSIGN(summary.time, parseTimestamp(object.at("time").get<std::string>()));
        MS_ASSIGN(summary.fingerprint, Hash256::fromHex(object.at("fingerprint").get<std::string>()));
        MS_ASSIGN(summary.auditHead, Hash256::fromHex(object.at("auditHead").get<std::string>()));
        summary.chain = object.at("chain").get<std::string>();
        summary.height = object.at("height").get<Height>();
        summary.auditEntries = object.at("auditEntries").get<std::uint64_t>();
        std::set<std::string> names;
        for (const json& one : object.at("files")) {
            BackupFile file{one.at("name").get<std::string>(), one.at("size").get<std::uint64_t>(), {}};
            MS_ASSIGN(file.sha256, Hash256::fromHex(one.at("sha256").get<std::string>()));
            if (!isWorkspaceName(file.name) || !names.insert(file.name).second) {
                return notABackup("it names a file that no workspace has, or one twice");
            }
            summary.files.push_back(std::move(file));
        }
        for (const char* needed : {"settings.json", "genesis.json", "ledger.db"}) {
            if (!names.contains(needed)) {
                return notABackup(fmt::format("{} is missing", needed));
            }
        }
    } catch (const json::exception&) {
        return notABackup("a member is missing or of another type");
    }
    return summary;
}

Result<Staging> Staging::beside(const fs::path& target)
{
    std::error_code error;
    const fs::path whole = fs::absolute(target, error);
    std::string pattern = whole.string() + ".part-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) {
        return backupError(ErrorCode::Io, "io",
                           fmt::format("No folder could be made beside {}: {}. Nothing was written.", target.string(),
                                       std::strerror(errno)));
    }
    return Staging(pattern);
}

Staging::~Staging()
{
    if (!m_path.empty()) {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
}

Status Staging::moveTo(const fs::path& target)
{
    // rename() replaces an empty folder and refuses any other.
    if (::rename(m_path.c_str(), fs::absolute(target).c_str()) != 0) {
        return backupError(ErrorCode::Conflict, "exists",
                           fmt::format("{} could not be put in place: {}. Nothing was replaced.", target.string(),
                                       std::strerror(errno)));
    }
    m_path.clear();
    return {};
}

Status Counter::add(std::uint64_t bytes)
{
    m_now.done += bytes;
    const auto now = std::chrono::steady_clock::now();
    if (now - m_told >= kTellEvery) {
        m_told = now;
        tell();
    }
    return m_options.stop.stop_requested() ? Status(cancelled()) : Status();
}

void Counter::tell() const
{
    if (m_options.progress) {
        m_options.progress(m_now);
    }
}

Error fileTrouble(const Error& cause)
{
    const bool absent = cause.code == ErrorCode::NotFound;
    return rephrased(cause, absent ? "backup.missing-file" : "backup.io", "Nothing was left behind.");
}

Result<File> makeFile(const fs::path& file)
{
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    auto made = File::open(file, OpenFor::Making, kPrivateMode);
    if (!made) {
        return backupError(ErrorCode::Io, "io", fileTrouble(made.error()).message);
    }
    return std::move(*made);
}

Status readParts(const fs::path& file, const std::function<Status(std::string_view)>& take, std::uint64_t most)
{
    std::error_code error;
    if (fs::is_symlink(file, error)) {
        return backupError(ErrorCode::Io, "io", fmt::format("{} is a link, not a file.", file.string()));
    }
    auto in = File::open(file, OpenFor::Reading);
    if (!in) {
        return fileTrouble(in.error());
    }
    std::string part(kPartBytes, '\0');
    while (most > 0) {
        const auto got = in->read(part.data(), std::min<std::uint64_t>(part.size(), most));
        if (!got) {
            return fileTrouble(got.error());
        }
        if (*got == 0) {
            break;
        }
        most -= *got;
        MS_TRY(take(std::string_view(part).substr(0, *got)));
    }
    return {};
}

}  // namespace meterseal::backup
