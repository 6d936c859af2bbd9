// What an operator asks for: the uploader, the audit log, tokens, events.
#include "rest/backend.h"

#include <fmt/format.h>

#include <charconv>
#include <condition_variable>

namespace meterseal::rest {

namespace {

constexpr std::chrono::milliseconds kEventPause{500};
constexpr std::chrono::seconds kComment{15};

Json snapshotJson(const UploadSnapshot& now)
{
    Json nodes = Json::array();
    for (const NodeStatus& node : now.nodes) {
        nodes.push_back({{"name", node.name},
                         {"usable", node.state == NodeState::Usable},
                         {"height", node.height},
                         {"lag", node.lag},
                         {"inFlight", node.inFlight},
                         {"accepted", node.accepted},
                         {"failed", node.failed},
                         {"lastReason", node.lastReason.empty() ? Json() : Json(node.lastReason)}});
    }
    return Json{{"time", formatTimestamp(now.time)},
                {"paused", now.paused},
                {"hold", now.holdReason.empty() ? Json() : Json(now.holdReason)},
                {"error", now.errorReason.empty() ? Json() : Json(now.errorReason)},
                {"acknowledged", now.acknowledged},
                {"rejected", now.rejected},
                {"duplicates", now.duplicates},
                {"alreadyAnchored", now.alreadyAnchored},
                {"pendingRecords", now.pendingRecords},
                {"unfinishedBatches", now.unfinishedBatches},
                {"committedBatches", now.committedBatches},
                {"committedRecords", now.committedRecords},
                {"recordsPerSecond", now.recordsPerSecond},
                {"journalBytes", now.journalBytes},
                {"nodes", std::move(nodes)}};
}

Json entryJson(const AuditEntry& entry)
{
    return Json{{"seq", entry.seq},
                {"readable", entry.readable},
                {"time", formatTimestamp(entry.time)},
                {"user", entry.user},
                {"client", entry.client.empty() ? Json() : Json(entry.client)},
                {"organisation", entry.organisation.empty() ? Json() : Json(entry.organisation)},
                {"action", entry.action},
                {"subject", entry.subject},
                {"details", entry.details},
                {"code", entry.code},
                {"reason", entry.reason.empty() ? Json() : Json(entry.reason)},
                {"hash", entry.hash.hex()}};
}

// Wakes the one who waits, from any thread.
class Bell {
public:
    void ring()
    {
        const MutexLock lock(m_mutex);
        m_rung = true;
        m_wake.notify_all();
    }
    bool waitFor(std::chrono::milliseconds time)
    {
        MutexLock lock(m_mutex);
        const bool rung = m_wake.wait_for(lock, time, [this]() MS_REQUIRES(m_mutex) { return m_rung; });
        m_rung = false;
        return rung;
    }

private:
    Mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_rung GUARDED_BY(m_mutex) = false;
};

std::string eventText(std::string_view name, Height height, const Json& data)
{
    return fmt::format("event: {}\nid: {}\ndata: {}\n\n", name, height, data.dump());
}

void tellEvents(Backend& backend, Height seen, AnswerWriter& out)
{
    Bell bell;
    const auto blocks = backend.workspace.chain().follow([&](const BlockEvent&) { bell.ring(); });
    const auto uploads = backend.workspace.uploader()->subscribe([&] { bell.ring(); });
    std::string last;
    auto spoken = std::chrono::steady_clock::now();
    bool good = out.write(": meterseal\n\n").ok();
    while (good && !out.stopping()) {
        std::string text;
        const auto head = backend.workspace.chain().head();
        if (head && head->height != seen) {
            seen = head->height;
            text += eventText("head", seen,
                              Json{{"height", head->height},
                                   {"hash", head->blockHash.hex()},
                                   {"time", formatTimestamp(head->time)},
                                   {"transactions", head->logSize}});
        }
        const UploadSnapshot now = backend.workspace.uploader()->snapshot();
        const Json upload{{"acknowledged", now.acknowledged},
                          {"committedRecords", now.committedRecords},
                          {"rejected", now.rejected},
                          {"pendingRecords", now.pendingRecords},
                          {"paused", now.paused}};
        if (upload.dump() != last) {
            last = upload.dump();
            text += eventText("upload", seen, upload);
        }
        if (text.empty() && std::chrono::steady_clock::now() - spoken >= kComment) {
            text = ": still here\n\n";
        }
        if (!text.empty()) {
            spoken = std::chrono::steady_clock::now();
            good = out.write(text).ok();
        }
        bell.waitFor(kEventPause);
        // Not more than two a second, and the end is seen soon.
        std::this_thread::sleep_for(kEventPause / 2);
    }
}

}  // namespace

Result<Answer> getUploader(Backend& backend, Call&)
{
    return jsonAnswer(200, snapshotJson(backend.workspace.uploader()->snapshot()));
}

Result<Answer> pauseUploader(Backend& backend, Call& call)
{
    backend.workspace.uploader()->pause();
    backend.workspace.record(backend.note(call, "upload.pause"));
    return jsonAnswer(200, snapshotJson(backend.workspace.uploader()->snapshot()));
}

Result<Answer> resumeUploader(Backend& backend, Call& call)
{
    backend.workspace.uploader()->resume();
    backend.workspace.record(backend.note(call, "upload.resume"));
    return jsonAnswer(200, snapshotJson(backend.workspace.uploader()->snapshot()));
}

Result<Answer> listAudit(Backend& backend, Call& call)
{
    MS_ASSIGN(const PageRequest page, pageRequest(call));
    AuditFilter filter;
    MS_ASSIGN(filter.from, call.time("from"));
    MS_ASSIGN(filter.to, call.time("to"));
    filter.action = call.queryOf("action").value_or("");
    MS_ASSIGN(const auto entries,
              backend.workspace.workspace().auditLog().page(
                  filter, page.cursor, page.backwards ? Direction::Newer : Direction::Older, page.limit));
    Json rows = Json::array();
    for (const AuditEntry& entry : entries.rows) {
        rows.push_back(entryJson(entry));
    }
    return pageAnswer(std::move(rows), entries.more,
                      entries.rows.empty() ? std::nullopt : std::optional(entries.rows.back().offset));
}

Result<Answer> listTokens(Backend& backend, Call&)
{
    MS_ASSIGN(const auto tokens, backend.tokens.list());
    Json rows = Json::array();
    for (const AccessToken& token : tokens) {
        rows.push_back({{"id", token.id},
                        {"name", token.name},
                        {"scopes", token.scopes.names()},
                        {"organisation", token.organisation.empty() ? Json() : Json(token.organisation)},
                        {"created", formatTimestamp(token.created)},
                        {"expires", formatTimestamp(token.expires)}});
    }
    return jsonAnswer(200, Json{{"rows", std::move(rows)}});
}

Result<Answer> revokeToken(Backend& backend, Call& call)
{
    const std::string& id = call.pathOf("id");
    AuditNote note = backend.note(call, "token.revoke", {{"token", id}});
    const Status revoked = backend.tokens.revoke(id);
    note.result = revoked;
    backend.workspace.record(std::move(note));
    MS_TRY(revoked);
    return Answer{204, ""};
}

Result<Answer> followEvents(Backend& backend, Call& call)
{
    Height seen = 0;
    const std::string_view last = call.head->field("Last-Event-ID");
    if (!last.empty()) {
        std::from_chars(last.data(), last.data() + last.size(), seen);
    }
    auto pass = backend.followers.enter();
    if (!pass) {
        return pass.error();
    }
    const auto inside = std::make_shared<Gate::Pass>(std::move(*pass));
    Answer answer{200, "text/event-stream"};
    answer.stream = [&backend, seen, inside](AnswerWriter& out) { tellEvents(backend, seen, out); };
    return answer;
}

}  // namespace meterseal::rest
