// Health, readiness, version and limits, metrics, the OpenAPI document.
#include "rest/backend.h"

#include <fmt/format.h>

#include <filesystem>

namespace meterseal::rest {

namespace {

struct Check {
    const char* name;
    Status status;
};

std::vector<Check> checksOf(Backend& backend)
{
    std::vector<Check> checks;
    const UploadSnapshot upload = backend.workspace.uploader()->snapshot();
    checks.push_back({"journal", upload.error.empty()
                                     ? Status()
                                     : Status(makeError(ErrorCode::Io, upload.errorReason, upload.error))});
    checks.push_back({"ledger", backend.workspace.chain().head().status()});
    checks.push_back({"audit", backend.workspace.auditFailure()});
    checks.push_back({"tokens", backend.tokens.list().status()});
    std::error_code error;
    const auto space = std::filesystem::space(backend.workspace.workspace().folder(), error);
    checks.push_back({"disk", !error && space.available >= backend.options.diskReserve
                                  ? Status()
                                  : Status(makeError(ErrorCode::Io, "server.disk-reserve",
                                                     "The disk has less room than is kept in reserve."))});
    if (backend.stopping) {
        checks.push_back({"service", makeError(ErrorCode::Unavailable, "server.stopping", "The service ends.")});
    }
    return checks;
}

void metric(std::string& text, std::string_view name, std::string_view kind, std::string_view help, double value)
{
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, kind, value);
}

}  // namespace

Result<Answer> getHealth(Backend&, Call&)
{
    return jsonAnswer(200, Json{{"status", "ok"}});
}

Result<Answer> getReadiness(Backend& backend, Call& call)
{
    Json list = Json::array();
    bool ready = true;
    for (const Check& check : checksOf(backend)) {
        ready = ready && check.status.ok();
        list.push_back({{"name", check.name},
                        {"ok", check.status.ok()},
                        {"reason", check.status.ok() ? Json() : Json(check.status.error().reason)}});
    }
    if (ready) {
        return jsonAnswer(200, Json{{"ready", true}, {"checks", std::move(list)}});
    }
    Json object = problemJson(503,
                              makeError(ErrorCode::Unavailable, "server.not-ready",
                                        "The service cannot take everything now; the checks say why."),
                              call.request);
    object["checks"] = std::move(list);
    Answer answer = jsonAnswer(503, object);
    answer.contentType = "application/problem+json";
    answer.fields.push_back({"Retry-After", "1"});
    return answer;
}

Result<Answer> getServer(Backend& backend, Call& call)
{
    MS_ASSIGN(const ChainHead head, backend.workspace.chain().head());
    const Workspace& workspace = backend.workspace.workspace();
    Json limits = Json::object();
    for (const Operation& operation : operations()) {
        if (operation.maxBody > 0) {
            limits[operation.id] = Json{{"maxBodyBytes", operation.maxBody}};
        }
    }
    Json doors = Json::array();
    for (const auto& door : backend.doors) {
        doors.push_back(door->json());
    }
    return jsonAnswer(
        200, Json{{"version", backend.options.version},
                  {"chain", workspace.genesis().chain},
                  {"fingerprint", workspace.fingerprint().hex()},
                  {"engine", backend.workspace.chain().engine()},
                  {"height", head.height},
                  {"headHash", head.blockHash.hex()},
                  {"started", formatTimestamp(backend.started)},
                  {"token",
                   Json{{"id", call.caller.token},
                        {"name", call.caller.name},
                        {"scopes", call.caller.scopes.names()},
                        {"organisation", call.caller.organisation.empty() ? Json() : Json(call.caller.organisation)}}},
                  {"limits", std::move(limits)},
                  {"mqtt", std::move(doors)}});
}

Result<Answer> getMetrics(Backend& backend, Call&)
{
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const LedgerTotals totals, reader->totals());
    const UploadSnapshot upload = backend.workspace.uploader()->snapshot();
    const auto number = [](auto value) { return static_cast<double>(value); };
    std::string text;
    metric(text, "meterseal_ledger_height", "gauge", "Blocks of the ledger.", number(totals.height));
    metric(text, "meterseal_ledger_transactions_total", "counter", "Transactions on the ledger.",
           number(totals.transactions));
    metric(text, "meterseal_ledger_records_total", "counter", "Records anchored on the ledger.",
           number(totals.records));
    metric(text, "meterseal_ledger_meters", "gauge", "Meters ever registered.", number(totals.meters));
    metric(text, "meterseal_records_taken_total", "counter", "Records acknowledged to clients since the start.",
           number(backend.recordsTaken.load()));
    metric(text, "meterseal_upload_committed_records_total", "counter", "Records seen in a committed block.",
           number(upload.committedRecords));
    metric(text, "meterseal_upload_rejected_records_total", "counter", "Records that could not be anchored.",
           number(upload.rejected));
    metric(text, "meterseal_upload_pending_records", "gauge", "Records in open batches.",
           number(upload.pendingRecords));
    metric(text, "meterseal_upload_unfinished_batches", "gauge", "Batches signed and not yet committed.",
           number(upload.unfinishedBatches));
    metric(text, "meterseal_upload_journal_bytes", "gauge", "Size of the journal.", number(upload.journalBytes));
    metric(text, "meterseal_upload_paused", "gauge", "1 while sealing and dealing rest.", upload.paused ? 1 : 0);
    const auto perDoor = [&](const char* name, const char* kind, const char* help, auto value) {
        text += backend.doors.empty() ? "" : fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, kind);
        for (const auto& door : backend.doors) {
            text += fmt::format("{}{{door=\"{}\"}} {}\n", name, door->name(), value(*door));
        }
    };
    perDoor("meterseal_mqtt_connected", "gauge", "1 while the broker is connected.",
            [](const MqttDoor& door) { return door.snapshot().connected ? 1 : 0; });
    perDoor("meterseal_mqtt_messages_total", "counter", "Messages kept and acknowledged since the start.",
            [](const MqttDoor& door) { return door.snapshot().messages; });
    perDoor("meterseal_mqtt_rejected_total", "counter", "Records of messages that were written to the rejects file.",
            [](const MqttDoor& door) { return door.rejected(); });
    text += "# HELP meterseal_http_answers_total Answers by the first digit of their status.\n"
            "# TYPE meterseal_http_answers_total counter\n";
    for (std::size_t i = 1; i < backend.answers.size(); ++i) {
        text += fmt::format("meterseal_http_answers_total{{status=\"{}xx\"}} {}\n", i, backend.answers[i].load());
    }
    Answer answer = textAnswer(200, std::move(text));
    answer.contentType = "text/plain; version=0.0.4; charset=utf-8";
    return answer;
}

Result<Answer> getOpenApi(Backend&, Call&)
{
    Answer answer{200, "application/json", {}, std::string(openApiDocument())};
    return answer;
}

}  // namespace meterseal::rest
