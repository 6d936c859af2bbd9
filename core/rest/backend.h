// What operations share: the open workspace, ledger readers, tokens, limits on what may run at once, and what the
// service itself keeps (answers by Idempotency-Key, whose job is whose) in service.db.
//
// Thread-safety: every method from any thread.
#pragma once

#include "meterseal/base/mutex.h"
#include "meterseal/rest/service.h"
#include "meterseal/rest/tokens.h"
#include "rest/call.h"
#include "rest/mqtt_door.h"
#include "sqlite/database.h"

#include <array>
#include <atomic>
#include <map>
#include <set>

namespace meterseal::rest {

// At most so many at once.
class Gate {
public:
    explicit Gate(unsigned most) : m_most(most) {}

    class Pass {
    public:
        explicit Pass(Gate* gate) : m_gate(gate) {}
        Pass(Pass&& other) noexcept : m_gate(std::exchange(other.m_gate, nullptr)) {}
        Pass& operator=(Pass&&) = delete;
        ~Pass()
        {
            if (m_gate != nullptr) {
                --m_gate->m_inside;
            }
        }

    private:
        Gate* m_gate;
    };
    // Busy/server.busy where it is full.
    Result<Pass> enter();

private:
    const unsigned m_most;
    std::atomic<unsigned> m_inside = 0;
};

// So many events of a kind in so long, by key.
class Throttle {
public:
    Throttle(unsigned most, std::chrono::seconds span) : m_most(most), m_span(span) {}
    bool full(const std::string& key);
    void count(const std::string& key);

private:
    struct Window {
        std::chrono::steady_clock::time_point began;
        unsigned events = 0;
    };
    const unsigned m_most;
    const std::chrono::seconds m_span;
    Mutex m_mutex;
    std::map<std::string, Window> m_windows GUARDED_BY(m_mutex);
};

// A meter as POST /v1/records must know it.
struct MeterStanding {
    bool takesRecords = false;
    std::string reason, message;  // why not
};

class Backend {
public:
    Backend(OpenWorkspace& workspace, const ServiceOptions& options);
    Status open();  // service.db

    OpenWorkspace& workspace;
    const ServiceOptions& options;
    TokenStore tokens;
    Gate streams{4}, waits{16}, followers{16}, verifications{2}, uploads{8}, pullers{8}, bundles{2};
    Throttle activations{5, std::chrono::hours(1)};
    std::atomic<bool> stopping = false;
    const Timestamp started = now();
    std::array<std::atomic<std::uint64_t>, 6> answers{};  // by the status's first digit
    std::atomic<std::uint64_t> recordsTaken = 0;
    std::vector<std::unique_ptr<MqttDoor>> doors;  // opened before the first request

    // A reader for the length of a request; they are kept and given again.
    class Reader {
    public:
        Reader(Backend& backend, std::unique_ptr<LedgerReader> reader)
            : m_backend(&backend), m_reader(std::move(reader))
        {}
        Reader(Reader&&) noexcept = default;
        Reader& operator=(Reader&&) = delete;
        ~Reader();
        LedgerReader* operator->() { return m_reader.get(); }
        LedgerReader& operator*() { return *m_reader; }

    private:
        Backend* m_backend;
        std::unique_ptr<LedgerReader> m_reader;
    };
    Result<Reader> reader();

    // By number or address. reason: meter.not-found
    Result<MeterRow> meter(LedgerReader& reader, const std::string& numberOrAddress);
    // Whether records of this meter can be anchored from here; remembered until the next block.
    Result<MeterStanding> standing(LedgerReader& reader, const std::string& mn);
    // The organisation in whose name the token acts. reason: auth.organisation
    Result<std::string> organisation(const Call& call) const;
    // The uploader's job of a token's live records.
    static std::string streamOf(const Caller& caller) { return "api-" + caller.token; }
    // Who asks, for the audit log.
    AuditNote note(const Call& call, std::string action, AuditFields subject = {}) const;

    // Runs `work` once for a key: a repeat of the same request gets the first answer, another request under the same
    // key is refused, and so is one while the first is still at work. Without a key it is just run.
    // reason: idempotency.key, idempotency.reused, idempotency.running
    Result<Answer> once(const Call& call, const std::function<Result<Answer>()>& work);

    Status keepOwner(const std::string& job, const std::string& token);
    Result<bool> ownsJob(const Call& call, const std::string& job);

private:
    struct KeptAnswer {
        Hash256 request;
        unsigned status = 200;
        std::string body;
    };
    Result<std::optional<KeptAnswer>> kept(const std::string& name);
    Status keep(const std::string& name, const KeptAnswer& answer);

    Mutex m_mutex;
    std::vector<std::unique_ptr<LedgerReader>> m_idle GUARDED_BY(m_mutex);
    std::set<std::string> m_running GUARDED_BY(m_mutex);
    Mutex m_metersMutex;
    Height m_metersHeight GUARDED_BY(m_metersMutex) = 0;
    std::map<std::string, MeterStanding> m_meters GUARDED_BY(m_metersMutex);
    Mutex m_storeMutex;
    std::optional<sqlite::Database> m_store GUARDED_BY(m_storeMutex);
};

// The one table of operations, in the order of the OpenAPI document.
std::span<const Operation> operations();

// ---- operations, a file a resource ------------------------------------------------------------------------------
Result<Answer> getHealth(Backend&, Call&);
Result<Answer> getReadiness(Backend&, Call&);
Result<Answer> getMetrics(Backend&, Call&);
Result<Answer> getOpenApi(Backend&, Call&);
Result<Answer> getServer(Backend&, Call&);
Result<Answer> followEvents(Backend&, Call&);

Result<Answer> registerMeters(Backend&, Call&);
Result<Answer> listMeters(Backend&, Call&);
Result<Answer> getMeter(Backend&, Call&);
Result<Answer> reviewMeter(Backend&, Call&);
Result<Answer> activateMeter(Backend&, Call&);
Result<Answer> suspendMeter(Backend&, Call&);
Result<Answer> resumeMeter(Backend&, Call&);
Result<Answer> retireMeter(Backend&, Call&);
Result<Answer> traceMeter(Backend&, Call&);
Result<Answer> listRecords(Backend&, Call&);

Result<Answer> submitRecords(Backend&, Call&);
Result<Answer> pushRecords(Backend&, Call&);
Result<Answer> getSubmission(Backend&, Call&);
Result<Answer> getStream(Backend&, Call&);

Result<Answer> uploadFile(Backend&, Call&);
Result<Answer> listUploads(Backend&, Call&);
Result<Answer> getUpload(Backend&, Call&);
Result<Answer> locateRow(Backend&, Call&);
Result<Answer> cancelUpload(Backend&, Call&);

Result<Answer> verifyRecord(Backend&, Call&);
Result<Answer> verifyFile(Backend&, Call&);

Result<Answer> makeBundle(Backend&, Call&);
Result<Answer> verifyBundle(Backend&, Call&);

Result<Answer> getLedger(Backend&, Call&);
Result<Answer> getGenesis(Backend&, Call&);
Result<Answer> listBlocks(Backend&, Call&);
Result<Answer> getBlock(Backend&, Call&);
Result<Answer> getCheckpoint(Backend&, Call&);
Result<Answer> listTransactions(Backend&, Call&);
Result<Answer> getTransaction(Backend&, Call&);
Result<Answer> getWire(Backend&, Call&);
Result<Answer> getLogProof(Backend&, Call&);
Result<Answer> getConsistency(Backend&, Call&);
Result<Answer> search(Backend&, Call&);
Result<Answer> listOrganisations(Backend&, Call&);
Result<Answer> pullBlocks(Backend&, Call&);
Result<Answer> getReplicaNote(Backend&, Call&);
Result<Answer> takeCosignatures(Backend&, Call&);
Result<Answer> submitTransaction(Backend&, Call&);

Result<Answer> getUploader(Backend&, Call&);
Result<Answer> pauseUploader(Backend&, Call&);
Result<Answer> resumeUploader(Backend&, Call&);
Result<Answer> listAudit(Backend&, Call&);
Result<Answer> listTokens(Backend&, Call&);
Result<Answer> revokeToken(Backend&, Call&);

}  // namespace meterseal::rest
