#include "meterseal/workspace/following.h"

#include "meterseal/chain/node_home.h"
#include "meterseal/file/whole_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::size_t kMaxFileBytes = 64 * 1024;

fs::path stateFile(const Workspace& workspace)
{
    return workspace.folder() / "following.json";
}

std::optional<Timestamp> timeOf(const json& object, const char* name)
{
    if (!object.contains(name) || !object[name].is_string()) {
        return std::nullopt;
    }
    const auto time = parseTimestamp(object[name].get<std::string>());
    return time.ok() ? std::optional(*time) : std::nullopt;
}

// Only for people: that it could not be written changes nothing else.
void write(const Workspace& workspace, const FollowState& state)
{
    json object{{"v", 1},
                {"source", state.source},
                {"beside", state.beside},
                {"sourceHead", state.sourceHead},
                {"reason", state.reason},
                {"message", state.message}};
    if (state.triedAt) {
        object["triedAt"] = formatTimestamp(*state.triedAt);
    }
    if (state.goodAt) {
        object["goodAt"] = formatTimestamp(*state.goodAt);
    }
    static_cast<void>(replaceFile(stateFile(workspace),
                                  object.dump(2, ' ', false, json::error_handler_t::replace) + "\n", kPrivateMode));
}

HttpLimits limitsOf(const Workspace& workspace)
{
    HttpLimits limits;
    if (auto text = readWhole(workspace.folder() / "source.token", kMaxFileBytes)) {
        limits.token = text->substr(0, text->find_first_of("\r\n"));
    }
    return limits;
}

Result<PullReport> pull(const Workspace& workspace, const FollowState& state,
                        const std::function<void(const PullReport&)>& progress, const std::stop_token& stop)
{
    MS_ASSIGN(const auto from, openSource(state.source, limitsOf(workspace)));
    MS_ASSIGN(const auto replica, Replica::open(workspace.ledgerFile()));
    MS_ASSIGN(PullReport report, replica->pull(*from, progress, stop));
    if (!state.beside.empty()) {
        MS_ASSIGN(const auto member, openSource(state.beside));
        const auto compared = replica->compareWith(*member, stop);
        if (compared.ok()) {
            report.compared = *compared;
        } else if (compared.error().reason == "replica.conflict") {
            return compared.error();
        } else {
            report.notCompared = compared.error();
        }
    }
    return report;
}

}  // namespace

FollowState followStateOf(const Workspace& workspace)
{
    FollowState state;
    const auto text = readWhole(stateFile(workspace), kMaxFileBytes);
    const json object = text.ok() ? json::parse(*text, nullptr, false) : json();
    if (object.is_object()) {
        state.source = object.value("source", std::string());
        state.beside = object.value("beside", std::string());
        state.sourceHead = object.value("sourceHead", Height(0));
        state.reason = object.value("reason", std::string());
        state.message = object.value("message", std::string());
        state.triedAt = timeOf(object, "triedAt");
        state.goodAt = timeOf(object, "goodAt");
    }
    return state;
}

Result<PullReport> followOnce(const Workspace& workspace, const std::string& source,
                              const std::function<void(const PullReport&)>& progress, const std::stop_token& stop,
                              const std::string& beside)
{
    if (node::isConfigured(workspace.folder())) {
        return makeError(ErrorCode::Conflict, "follow.node-keeps",
                         "A node keeps the ledger in this folder: it executes all blocks itself, and what is pulled in "
                         "beside it would bring it to a stop. Nothing was changed. Follow in a folder of its own.");
    }
    FollowState state = followStateOf(workspace);
    if (!source.empty()) {
        state.source = source;
    }
    if (!beside.empty()) {
        state.beside = beside;
    }
    if (state.source.empty()) {
        return makeError(
            ErrorCode::InvalidArgument, "follow.no-source",
            "Nothing was ever fetched here, so that it is not known where from. Name a block file, a folder "
            "of them or an address.");
    }
    const auto pulled = pull(workspace, state, progress, stop);
    state.triedAt = now();
    state.reason = pulled.ok() ? std::string() : pulled.error().reason;
    state.message = pulled.ok() ? std::string() : pulled.error().message;
    if (pulled.ok()) {
        state.goodAt = state.triedAt;
        state.sourceHead = pulled->sourceHead;
    } else if (state.reason == "replica.conflict") {
        static_cast<void>(
            workspace.auditLog().append({"replica.conflict", {}, {{"source", state.source}}, {}, pulled.error()}));
    }
    write(workspace, state);
    return pulled;
}

Result<std::string> witnessOrganisation(const crypto::KeyStore& keys, const std::string& named)
{
    std::vector<std::string> found;
    for (const std::string& id : keys.organisationIds()) {
        if (keys.organisation(id)->witness && (named.empty() || named == id)) {
            found.push_back(id);
        }
    }
    if (found.empty()) {
        return makeError(ErrorCode::Forbidden, "witness.no-key",
                         fmt::format("The key store here has no witness key{}, so nothing can be cosigned.",
                                     named.empty() ? "" : " of " + named));
    }
    if (found.size() > 1) {
        return makeError(ErrorCode::InvalidArgument, "witness.which",
                         "The key store here has witness keys of several organisations. Name one.");
    }
    return found.front();
}

Result<std::optional<WrittenCosignature>> cosignOnce(const Workspace& workspace, const crypto::KeyStore& keys,
                                                     const std::string& organisation, const fs::path& file,
                                                     const WitnessOptions& options)
{
    const crypto::OrganisationKey* own = keys.organisation(organisation);
    if (own == nullptr || !own->witness) {
        return makeError(
            ErrorCode::Forbidden, "witness.no-key",
            fmt::format("The key store here has no witness key of {}, so nothing can be cosigned.", organisation));
    }
    MS_ASSIGN(Witness witness,
              Witness::open(workspace.folder(), workspace.genesis(), organisation, *own->witness, options));
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    MS_ASSIGN(auto cosigned, witness.cosign(reader));
    if (!cosigned) {
        return std::optional<WrittenCosignature>();
    }
    fs::path target = file;
    if (target.empty()) {
        const fs::path outbox = workspace.folder() / "outbox";
        std::error_code error;
        fs::create_directories(outbox, error);
        target = outbox / fmt::format("{}-{}{}", organisation, cosigned->cosignature.height, kCosignatureSuffix);
    }
    MS_TRY(replaceFile(target, cosigned->note, kPrivateMode));
    MS_ASSIGN(const auto replica, Replica::open(workspace.ledgerFile()));
    MS_TRY(replica->addCosignatures(cosigned->note, "the own witness").status());
    return std::optional(WrittenCosignature{std::move(*cosigned), std::move(target)});
}

Result<bool> sendCosigned(const Workspace& workspace, const Cosigned& cosigned)
{
    MS_ASSIGN(const auto known, sendCosignature(followStateOf(workspace).source, cosigned.note, limitsOf(workspace)));
    if (!known) {
        return false;
    }
    MS_ASSIGN(const auto replica, Replica::open(workspace.ledgerFile()));
    MS_TRY(replica->addCosignatures(*known, followStateOf(workspace).source).status());
    return true;
}

}  // namespace meterseal
