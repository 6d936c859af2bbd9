#include "rest/backend.h"

#include "meterseal/crypto/sha256.h"

#include <fmt/format.h>

namespace meterseal::rest {

namespace {

constexpr std::size_t kIdleReaders = 8;
constexpr std::size_t kMostMeters = 200'000;  // remembered until the next block
constexpr std::size_t kMostWindows = 10'000;
constexpr std::int64_t kKeptMs = 7ll * 24 * 3600 * 1000;

const sqlite::FileKind kStore = {
    "service's store",
    "What was acknowledged stays acknowledged.",
    "Move service.db away: answers by Idempotency-Key of the last days are forgotten, nothing else.",
    {"service.locked", "service.disk-full", "service.io", "service.foreign", "service.damaged", "service.read-only",
     "service.cancelled", "service.internal"}};

}  // namespace

Result<Gate::Pass> Gate::enter()
{
    if (++m_inside > m_most) {
        --m_inside;
        return makeError(
            ErrorCode::Busy, "server.busy",
            fmt::format("{} of these may run at once, and so many do. Nothing was done; try again soon.", m_most));
    }
    return Pass(this);
}

bool Throttle::full(const std::string& key)
{
    const MutexLock lock(m_mutex);
    const auto found = m_windows.find(key);
    if (found == m_windows.end()) {
        return false;
    }
    if (std::chrono::steady_clock::now() - found->second.began > m_span) {
        m_windows.erase(found);
        return false;
    }
    return found->second.events >= m_most;
}

void Throttle::count(const std::string& key)
{
    const MutexLock lock(m_mutex);
    const auto at = std::chrono::steady_clock::now();
    if (m_windows.size() >= kMostWindows) {
        std::erase_if(m_windows, [&](const auto& w) { return at - w.second.began > m_span; });
    }
    Window& window = m_windows[key];
    if (window.events == 0 || at - window.began > m_span) {
        window = {at, 0};
    }
    ++window.events;
}

Backend::Backend(OpenWorkspace& open, const ServiceOptions& given)
    : workspace(open),
      options(given),
      tokens(given.tokens.empty() ? open.workspace().folder() / "tokens.json" : given.tokens)
{}

Status Backend::open()
{
    const MutexLock lock(m_storeMutex);
    MS_ASSIGN(m_store,
              sqlite::Database::open(workspace.workspace().folder() / "service.db", sqlite::Open::Create, kStore));
    MS_TRY(
        m_store->exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                      "CREATE TABLE IF NOT EXISTS answers(name TEXT PRIMARY KEY, request BLOB NOT NULL, status INTEGER "
                      "NOT NULL, body TEXT NOT NULL, time INTEGER NOT NULL) WITHOUT ROWID;"
                      "CREATE TABLE IF NOT EXISTS jobs(job TEXT, token TEXT, PRIMARY KEY(job, token)) WITHOUT ROWID;"));
    return m_store->exec(fmt::format("DELETE FROM answers WHERE time < {}", now().ms - kKeptMs));
}

Backend::Reader::~Reader()
{
    if (m_reader) {
        const MutexLock lock(m_backend->m_mutex);
        if (m_backend->m_idle.size() < kIdleReaders) {
            m_backend->m_idle.push_back(std::move(m_reader));
        }
    }
}

Result<Backend::Reader> Backend::reader()
{
    {
        const MutexLock lock(m_mutex);
        if (!m_idle.empty()) {
            auto reader = std::move(m_idle.back());
            m_idle.pop_back();
            return Reader(*this, std::move(reader));
        }
    }
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    return Reader(*this, std::make_unique<LedgerReader>(std::move(reader)));
}

Result<MeterRow> Backend::meter(LedgerReader& reader, const std::string& numberOrAddress)
{
    auto row = reader.meterByMn(numberOrAddress);
    if (!row && row.error().code == ErrorCode::NotFound) {
        row = reader.meterByAddress(numberOrAddress);
    }
    if (!row && row.error().code == ErrorCode::NotFound) {
        return makeError(ErrorCode::NotFound, "meter.not-found", "No meter of this ledger has this number or address.");
    }
    return row;
}

Result<MeterStanding> Backend::standing(LedgerReader& reader, const std::string& mn)
{
    MS_ASSIGN(const ChainHead head, workspace.chain().head());
    {
        const MutexLock lock(m_metersMutex);
        if (m_metersHeight != head.height || m_meters.size() > kMostMeters) {
            m_meters.clear();
            m_metersHeight = head.height;
        }
        if (const auto found = m_meters.find(mn); found != m_meters.end()) {
            return found->second;
        }
    }
    MeterStanding standing;
    const auto row = reader.meterByMn(mn);
    if (!row && row.error().code != ErrorCode::NotFound) {
        return row.error();
    }
    if (!row) {
        standing = {false, "upload.meter-unknown", fmt::format("The meter {} is not registered on this ledger.", mn)};
    } else if (row->entry.state != MeterState::Active) {
        standing = {false, "upload.meter-inactive",
                    fmt::format("The meter {} is {}, not active.", mn, toString(row->entry.state))};
    } else if (!workspace.change(
                   [&](OpenKeys& open) { return open.keys.meterByAddress(row->entry.address) != nullptr; })) {
        standing = {false, "upload.no-key",
                    fmt::format("The key of the meter {} is not in this service's key store.", mn)};
    } else {
        standing.takesRecords = true;
    }
    const MutexLock lock(m_metersMutex);
    if (m_metersHeight == head.height) {
        m_meters[mn] = standing;
    }
    return standing;
}

Result<std::string> Backend::organisation(const Call& call) const
{
    if (call.caller.organisation.empty()) {
        return makeError(ErrorCode::Forbidden, "auth.organisation",
                         "This needs a token that acts for an organisation (token create --as). Nothing was done.");
    }
    return call.caller.organisation;
}

AuditNote Backend::note(const Call& call, std::string action, AuditFields subject) const
{
    return {std::move(action), call.caller.organisation, std::move(subject), {}, {}, call.caller.client()};
}

Result<std::optional<Backend::KeptAnswer>> Backend::kept(const std::string& name)
{
    const MutexLock lock(m_storeMutex);
    MS_ASSIGN(sqlite::Statement select,
              m_store->prepare("SELECT request, status, body FROM answers WHERE name = ? AND time >= ?"));
    select.bind(1, std::string_view(name)).bind(2, now().ms - kKeptMs);
    MS_ASSIGN(const bool row, select.step());
    if (!row) {
        return std::optional<KeptAnswer>();
    }
    KeptAnswer answer;
    MS_ASSIGN(answer.request, select.hash(0));
    answer.status = static_cast<unsigned>(select.integer(1));
    answer.body = std::string(select.text(2));
    return std::optional(std::move(answer));
}

Status Backend::keep(const std::string& name, const KeptAnswer& answer)
{
    const MutexLock lock(m_storeMutex);
    MS_ASSIGN(sqlite::Statement insert, m_store->prepare("INSERT OR REPLACE INTO answers VALUES(?, ?, ?, ?, ?)"));
    insert.bind(1, std::string_view(name))
        .bind(2, ByteView(answer.request))
        .bind(3, static_cast<int>(answer.status))
        .bind(4, std::string_view(answer.body))
        .bind(5, now().ms);
    return insert.run();
}

Result<Answer> Backend::once(const Call& call, const std::function<Result<Answer>()>& work)
{
    const std::string key(call.head->field("Idempotency-Key"));
    if (key.empty()) {
        return work();
    }
    if (key.size() < 8 || key.size() > 64) {
        return makeError(ErrorCode::InvalidArgument, "http.idempotency-key",
                         "An Idempotency-Key has 8 to 64 characters.");
    }
    const std::string name = fmt::format("{} {} {}", call.caller.token, call.operation->id, key);
    const Hash256 request = crypto::sha256(call.head->target + "\n" + call.body);
    {
        const MutexLock lock(m_mutex);
        if (!m_running.insert(name).second) {
            return makeError(ErrorCode::Conflict, "idempotency.running",
                             "A request with this Idempotency-Key is at work. Ask again for its answer.");
        }
    }
    const auto run = [&]() -> Result<Answer> {
        MS_ASSIGN(const auto before, kept(name));
        if (before && before->request != request) {
            return makeError(ErrorCode::InvalidArgument, "idempotency.reused",
                             "This Idempotency-Key was used for another request. Nothing was done.");
        }
        if (before) {
            return Answer{200, "application/json", {}, before->body};
        }
        MS_ASSIGN(Answer answer, work());
        if (answer.status < 300) {
            MS_TRY(keep(name, {request, answer.status, answer.body}));
        }
        return answer;
    };
    auto answer = run();
    const MutexLock lock(m_mutex);
    m_running.erase(name);
    return answer;
}

Status Backend::keepOwner(const std::string& job, const std::string& token)
{
    const MutexLock lock(m_storeMutex);
    MS_ASSIGN(sqlite::Statement insert, m_store->prepare("INSERT OR IGNORE INTO jobs VALUES(?, ?)"));
    insert.bind(1, std::string_view(job)).bind(2, std::string_view(token));
    return insert.run();
}

Result<bool> Backend::ownsJob(const Call& call, const std::string& job)
{
    if (call.caller.scopes.has(Scope::Admin)) {
        return true;
    }
    const MutexLock lock(m_storeMutex);
    MS_ASSIGN(sqlite::Statement select, m_store->prepare("SELECT 1 FROM jobs WHERE job = ? AND token = ?"));
    select.bind(1, std::string_view(job)).bind(2, std::string_view(call.caller.token));
    return select.step();
}

}  // namespace meterseal::rest
