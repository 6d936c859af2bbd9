// Meters: lists and dossiers, and their life from registration to retirement.
#include "meterseal/crypto/sha256.h"
#include "rest/backend.h"

#include <fmt/format.h>

#include <set>

namespace meterseal::rest {

namespace {

constexpr std::size_t kMostMeters = 10'000;

struct Wanted {
    std::vector<Dossier> dossiers;
    std::chrono::hours validity{24 * 90};
};

std::string etagOf(const MeterRow& row)
{
    return fmt::format("\"{}\"", crypto::sha256(meterseal::toJson(row).dump()).hex().substr(0, 32));
}

Result<Dossier> dossierFrom(const Json& object)
{
    Dossier dossier;
    MS_ASSIGN(dossier.mn, textMember(object, "mn", 64));
    MS_ASSIGN(dossier.location, textMember(object, "location", 256));
    MS_ASSIGN(dossier.manufacturer, textMember(object, "manufacturer", 256));
    MS_ASSIGN(std::optional<std::string> password, optionalText(object, "password", 256));
    if (password) {
        dossier.password = crypto::SecretBytes(std::string_view(*password));
        crypto::wipe(*password);
    }
    return dossier;
}

Result<std::chrono::hours> validityFrom(const Json& object)
{
    const auto days = object.find("tokenDays");
    if (days == object.end()) {
        return std::chrono::hours(24 * 90);
    }
    if (!days->is_number_integer() || *days < 1 || *days > 3650) {
        return makeError(ErrorCode::InvalidArgument, "body.member", "tokenDays must be a whole number from 1 to 3650.");
    }
    return std::chrono::hours(24 * days->get<int>());
}

Result<Wanted> readBody(const Call& call)
{
    Wanted wanted;
    std::set<std::string> numbers;
    std::string_view rest = call.body;
    const bool lines = call.contentType != "application/json";
    for (std::uint64_t line = 1; !rest.empty(); ++line) {
        const std::size_t end = lines ? std::min(rest.find('\n'), rest.size()) : rest.size();
        const std::string_view text = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
            continue;
        }
        const auto inLine = [&](const Error& error) {
            return makeError(error.code, error.reason,
                             lines ? fmt::format("Line {}: {} Nothing was registered.", line, error.message)
                                   : error.message);
        };
        const auto object = parseJsonObject(text, {"mn", "location", "manufacturer", "?password", "?tokenDays"});
        if (!object) {
            return inLine(object.error());
        }
        const auto dossier = dossierFrom(*object);
        const auto validity = validityFrom(*object);
        if (!dossier || !validity) {
            return inLine(dossier ? validity.error() : dossier.error());
        }
        if (!wanted.dossiers.empty() && *validity != wanted.validity) {
            return inLine(makeError(ErrorCode::InvalidArgument, "body.member", "tokenDays is the same in all lines."));
        }
        if (!numbers.insert(dossier->mn).second) {
            return inLine(
                makeError(ErrorCode::InvalidArgument, "list.twice", "An earlier line has this meter number."));
        }
        wanted.validity = *validity;
        wanted.dossiers.push_back(*dossier);
        if (wanted.dossiers.size() > kMostMeters) {
            return makeError(ErrorCode::InvalidArgument, "http.body-too-big",
                             "A call registers 10,000 meters at most.");
        }
    }
    if (wanted.dossiers.empty()) {
        return makeError(ErrorCode::InvalidArgument, "body.json", "The body names no meter.");
    }
    return wanted;
}

Result<Answer> registerAll(Backend& backend, Call& call)
{
    MS_ASSIGN(const std::string organisation, backend.organisation(call));
    MS_ASSIGN(const Wanted wanted, readBody(call));
    AuditFields subject{{"meters", fmt::to_string(wanted.dossiers.size())}, {"mn", wanted.dossiers.front().mn}};
    auto outcomes =
        backend.workspace.change(backend.note(call, "meter.register", std::move(subject)), [&](OpenKeys& open) {
            return open.meters.registerMeters(wanted.dossiers, organisation, wanted.validity);
        });
    if (!outcomes) {
        return outcomes.error();
    }
    if (outcomes->size() == 1 && outcomes->front().error) {
        return *outcomes->front().error;
    }
    Json results = Json::array();
    for (std::size_t i = 0; i < outcomes->size(); ++i) {
        const RegisterOutcome& outcome = (*outcomes)[i];
        Json result{{"mn", wanted.dossiers[i].mn}};
        if (outcome.registered) {
            result["address"] = outcome.registered->address;
            result["tx"] = outcome.registered->txHash.hex();
        } else if (outcome.error) {
            result["error"] = problemJson(statusOf(*outcome.error), *outcome.error, {});
        }
        results.push_back(std::move(result));
    }
    return jsonAnswer(202, Json{{"results", std::move(results)}});
}

Answer submitted(const Hash256& tx)
{
    return jsonAnswer(202, Json{{"tx", tx.hex()}});
}

Result<Answer> changeState(Backend& backend, Call& call, MeterAction action, std::string_view name)
{
    return backend.once(call, [&]() -> Result<Answer> {
        MS_ASSIGN(const std::string organisation, backend.organisation(call));
        MS_ASSIGN(const Json object, call.object({"reason"}));
        MS_ASSIGN(const std::string reason, textMember(object, "reason", 256));
        MS_ASSIGN(auto reader, backend.reader());
        MS_ASSIGN(const MeterRow row, backend.meter(*reader, call.pathOf("meter")));
        auto tx = backend.workspace.change(
            backend.note(call, "meter." + std::string(name), {{"mn", row.entry.mn}}),
            [&](OpenKeys& open) { return open.meters.changeState(action, row.entry.mn, organisation, reason); });
        return tx ? Result<Answer>(submitted(*tx)) : Result<Answer>(tx.error());
    });
}

}  // namespace

Result<Answer> registerMeters(Backend& backend, Call& call)
{
    return backend.once(call, [&] { return registerAll(backend, call); });
}

Result<Answer> listMeters(Backend& backend, Call& call)
{
    MS_ASSIGN(const PageRequest page, pageRequest(call));
    MeterFilter filter;
    if (const auto state = call.queryOf("state")) {
        const auto parsed = parseMeterState(*state);
        if (!parsed) {
            return makeError(ErrorCode::InvalidArgument, "query.value",
                             "state is pending, approved, active, suspended, retired or rejected.");
        }
        filter.state = *parsed;
    }
    filter.manufacturer = call.queryOf("manufacturer");
    filter.mnPrefix = call.queryOf("mnPrefix");
    if (page.cursor.value_or(0) > UINT32_MAX) {
        return makeError(ErrorCode::InvalidArgument, "paging.cursor", "That is no cursor of this list.");
    }
    const auto cursor = page.cursor ? std::optional(static_cast<std::uint32_t>(*page.cursor)) : std::nullopt;
    MS_ASSIGN(auto reader, backend.reader());
    const auto rows = reader->meters(filter, cursor, page.backwards ? Direction::Older : Direction::Newer, page.limit);
    if (!rows) {
        return rows.error().code == ErrorCode::NotFound
                   ? makeError(ErrorCode::InvalidArgument, "paging.cursor", "That is no cursor of this list.")
                   : rows.error();
    }
    Json list = Json::array();
    for (const MeterRow& row : rows->rows) {
        list.push_back(meterseal::toJson(row));
    }
    return pageAnswer(std::move(list), rows->more,
                      rows->rows.empty() ? std::nullopt : std::optional<std::uint64_t>(rows->rows.back().entry.id));
}

Result<Answer> getMeter(Backend& backend, Call& call)
{
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const MeterRow row, backend.meter(*reader, call.pathOf("meter")));
    const std::string etag = etagOf(row);
    Answer answer =
        call.head->field("If-None-Match") == etag ? Answer{304, ""} : jsonAnswer(200, meterseal::toJson(row));
    answer.fields.push_back({"ETag", etag});
    answer.fields.push_back({"Cache-Control", "no-cache"});
    return answer;
}

Result<Answer> reviewMeter(Backend& backend, Call& call)
{
    return backend.once(call, [&]() -> Result<Answer> {
        MS_ASSIGN(const std::string organisation, backend.organisation(call));
        MS_ASSIGN(const Json object, call.object({"decision", "?reason"}));
        MS_ASSIGN(const std::string decision, textMember(object, "decision", 16));
        MS_ASSIGN(const std::optional<std::string> reason, optionalText(object, "reason", 256));
        if (decision != "approve" && decision != "reject") {
            return makeError(ErrorCode::InvalidArgument, "body.member", "decision is approve or reject.");
        }
        MS_ASSIGN(auto reader, backend.reader());
        MS_ASSIGN(const MeterRow row, backend.meter(*reader, call.pathOf("meter")));
        const std::string_view read = call.head->field("If-Match");
        if (!read.empty() && read != "*" && read != etagOf(row)) {
            return makeError(ErrorCode::Conflict, "precondition.changed",
                             "The meter is not as it was read. Read it again, then decide. Nothing was done.");
        }
        const bool approve = decision == "approve";
        auto tx = backend.workspace.change(
            backend.note(call, approve ? "meter.approve" : "meter.reject", {{"mn", row.entry.mn}}),
            [&](OpenKeys& open) {
                return open.meters.review(row.entry.registerTx, organisation, approve, reason.value_or(decision));
            });
        return tx ? Result<Answer>(submitted(*tx)) : Result<Answer>(tx.error());
    });
}

Result<Answer> activateMeter(Backend& backend, Call& call)
{
    return backend.once(call, [&]() -> Result<Answer> {
        MS_ASSIGN(auto reader, backend.reader());
        MS_ASSIGN(const MeterRow row, backend.meter(*reader, call.pathOf("meter")));
        std::optional<crypto::SecretBytes> token;
        if (!call.body.empty()) {
            MS_ASSIGN(const Json object, call.object({"?token"}));
            MS_ASSIGN(const auto text, optionalText(object, "token", 64));
            if (text) {
                token = crypto::SecretBytes(std::string_view(*text));
            }
        }
        if (backend.activations.full(row.entry.address)) {
            return makeError(
                ErrorCode::Busy, "server.quota",
                "Five wrong activation tokens of this meter within an hour: wait, or ask who registered it.");
        }
        auto tx =
            backend.workspace.change(backend.note(call, "meter.activate", {{"mn", row.entry.mn}}),
                                     [&](OpenKeys& open) { return open.meters.activate(row.entry.address, token); });
        if (!tx) {
            if (token) {
                backend.activations.count(row.entry.address);
            }
            return tx.error();
        }
        return submitted(*tx);
    });
}

Result<Answer> suspendMeter(Backend& backend, Call& call)
{
    return changeState(backend, call, MeterAction::Suspend, "suspend");
}
Result<Answer> resumeMeter(Backend& backend, Call& call)
{
    return changeState(backend, call, MeterAction::Resume, "resume");
}
Result<Answer> retireMeter(Backend& backend, Call& call)
{
    return changeState(backend, call, MeterAction::Retire, "retire");
}

}  // namespace meterseal::rest
