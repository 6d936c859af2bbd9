// token create | list | revoke: who may use the service, and for what.
#include "cli/input.h"
#include "cli/output.h"
#include "cli/session.h"
#include "cli/verbs.h"
#include "meterseal/rest/tokens.h"

#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace meterseal::cli {

namespace {

constexpr std::int64_t kDayMs = 24ll * 3600 * 1000;

struct CreateOptions {
    std::string name, scopes = "platform", organisation, expires = "365d";
};

// "90d", or a UTC day of which it is good to the end.
Result<Timestamp> parseExpiry(const std::string& text)
{
    std::int64_t days = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), days);
    if (parsed.ec == std::errc() && std::string_view(parsed.ptr) == "d" && days >= 1 && days <= 3650) {
        return Timestamp{now().ms + days * kDayMs};
    }
    return parseTimeOption(text, "--expires", true);
}

Status checkOrganisation(const Context& context, const std::string& id)
{
    if (id.empty()) {
        return {};
    }
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    for (const Organisation& organisation : organisations) {
        if (organisation.id == id && organisation.active) {
            return {};
        }
    }
    return makeError(ErrorCode::NotFound, "organisation.not-found",
                     fmt::format("No active organisation of this ledger has the id \"{}\".", id));
}

Json tokenJson(const AccessToken& token)
{
    return Json{{"id", token.id},
                {"name", token.name},
                {"scopes", token.scopes.names()},
                {"organisation", token.organisation.empty() ? Json() : Json(token.organisation)},
                {"created", formatTimestamp(token.created)},
                {"expires", formatTimestamp(token.expires)}};
}

Result<Outcome> runCreate(const Context& context, const CreateOptions& options)
{
    MS_ASSIGN(const Scopes scopes, Scopes::parse(options.scopes));
    MS_ASSIGN(const Timestamp expires, parseExpiry(options.expires));
    MS_TRY(checkOrganisation(context, options.organisation));
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(
        TokenStore::Made made,
        TokenStore(workspace.folder() / "tokens.json").create(options.name, scopes, options.organisation, expires));
    if (context.json) {
        Json object = tokenJson(made.token);
        object["token"] = made.text.text();
        printJson(object);
    } else {
        printLine(std::string(made.text.text()));
        note(fmt::format("It is shown this once. Scopes: {}; good until {}.", fmt::join(scopes.names(), ", "),
                         formatTimestamp(expires)));
    }
    return Outcome::Done;
}

Result<Outcome> runList(const Context& context)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const auto tokens, TokenStore(workspace.folder() / "tokens.json").list());
    if (context.json) {
        Json rows = Json::array();
        for (const AccessToken& token : tokens) {
            rows.push_back(tokenJson(token));
        }
        printJson(Json{{"rows", std::move(rows)}});
        return Outcome::Done;
    }
    Table table({{"id"}, {"name"}, {"scopes"}, {"organisation"}, {"expires"}});
    for (const AccessToken& token : tokens) {
        table.row({token.id, printable(token.name), fmt::format("{}", fmt::join(token.scopes.names(), ",")),
                   token.organisation, formatTimestamp(token.expires)});
    }
    table.print();
    return Outcome::Done;
}

Result<Outcome> runRevoke(const Context& context, const std::string& token)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_TRY(TokenStore(workspace.folder() / "tokens.json").revoke(token));
    if (context.json) {
        printJson(Json{{"revoked", token}});
    } else {
        printLine("Revoked; a running service refuses it from now on.");
    }
    return Outcome::Done;
}

}  // namespace

void addToken(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "token", "Access tokens of the service", "  meterseal-cli token list");
    CLI::App* create = addVerb(*group, "create", "Make a token; it is printed once and kept only as its hash",
                               "  meterseal-cli token create iot-platform --scope platform --as waterco\n"
                               "  meterseal-cli token create prometheus --scope metrics --expires 90d");
    const auto options = std::make_shared<CreateOptions>();
    create->add_option("NAME", options->name, "Shown in lists and in the audit log")->required();
    create
        ->add_option("--scope", options->scopes,
                     "Scopes or sets, separated by commas: platform, auditor, reviewer, member, operator, or read, "
                     "records, submit, meters, review, lifecycle, metrics, audit, admin, transact, replicate, cosign")
        ->capture_default_str()
        ->type_name("LIST");
    create->add_option("--as", options->organisation, "The organisation it acts for (default: none)")->type_name("ID");
    create->add_option("--expires", options->expires, "Days (90d), or a UTC day")
        ->capture_default_str()
        ->type_name("TIME");
    onRun(create, context, [&context, options] { return runCreate(context, *options); });

    CLI::App* list =
        addVerb(*group, "list", "List the tokens, never their secrets", "  meterseal-cli token list --json");
    onRun(list, context, [&context] { return runList(context); });

    CLI::App* revoke = addVerb(*group, "revoke", "Revoke a token at once", "  meterseal-cli token revoke iot-platform");
    const auto token = std::make_shared<std::string>();
    // Of a whole token only its id goes on: what was typed goes into the audit log.
    revoke->add_option("ID", *token, "Its id or name")->required()->transform([](std::string text) {
        return text.starts_with("mst_") ? text.substr(4, 8) : text;
    });
    onRun(revoke, context, [&context, token] { return runRevoke(context, *token); });
}

}  // namespace meterseal::cli
