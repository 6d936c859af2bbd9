#include "cli/audit_hook.h"

#include "cli/output.h"
#include "cli/session.h"
#include "meterseal/file/file.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::cli {

namespace {

constexpr std::size_t kNamedValues = 5;  // of a long list; the rest is counted

struct Recorded {
    const char* verb;
    const char* action;
};
// init, demo and restore are written by the library, into the workspace they make.
constexpr Recorded kRecorded[] = {
    {"org add", "organisation.add"},
    {"org rotate", "organisation.rotate"},
    {"org retire", "organisation.retire"},
    {"meter register", "meter.register"},
    {"meter review", "meter.approve"},
    {"meter activate", "meter.activate"},
    {"meter suspend", "meter.suspend"},
    {"meter resume", "meter.resume"},
    {"meter retire", "meter.retire"},
    {"anchor", "upload.file"},
    {"upload", "upload.file"},
    {"verify", "verify.file"},
    {"fsck", "verify.ledger"},
    {"export txs", "export"},
    {"export blocks", "export"},
    {"export meters", "export"},
    {"export batches", "export"},
    {"export tiles", "export"},
    {"backup", "backup"},
    {"token create", "token.create"},
    {"token revoke", "token.revoke"},
    {"replica pull", "replica.pull"},
    {"replica import", "replica.pull"},
    {"ledger cosignatures", "cosignature.keep"},
    {"tx import", "transaction.take"},
    {"witness begin", "witness.begin"},
    {"witness resume", "witness.resume"},
    {"witness sign", "witness.cosign"},
    {"witness once", "witness.cosign"},
};

const CLI::App& verbOf(const CLI::App& app, std::string& path)
{
    const CLI::App* verb = &app;
    while (!verb->get_subcommands().empty()) {
        verb = verb->get_subcommands().front();
        path += (path.empty() ? "" : " ") + verb->get_name();
    }
    return *verb;
}

std::string valueOf(const CLI::App& verb, const std::string& option)
{
    const CLI::Option* const found = verb.get_option_no_throw(option);
    return found != nullptr && found->count() > 0 ? found->results().front() : std::string();
}

// The verb's arguments: "FILE" becomes "file", "METER" and "MN" become "mn". Secrets are never arguments.
void addArguments(const CLI::App& verb, AuditNote& note)
{
    for (const CLI::Option* option : verb.get_options()) {
        if (!option->get_positional() || option->count() == 0) {
            continue;
        }
        std::string name = option->get_name(true, false);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const std::vector<std::string> values = option->results();
        std::string text;
        for (std::size_t i = 0; i < std::min(values.size(), kNamedValues); ++i) {
            text += (text.empty() ? "" : ", ") + values[i];
        }
        if (values.size() > kNamedValues) {
            text += fmt::format(", and {} more", values.size() - kNamedValues);
        }
        note.subject[name == "meter" ? "mn" : name] = text;
    }
}

AuditNote noteOf(const CLI::App& verb, const std::string& path, const std::string& action,
                 const Result<Outcome>& outcome)
{
    AuditNote note{action};
    addArguments(verb, note);
    note.organisation = valueOf(verb, "--as");
    note.details["command"] = path;
    note.result = outcome.status();
    if (action == "meter.approve" && verb.get_option("--reject")->count() > 0) {
        note.action = "meter.reject";
    }
    if (const std::string list = action == "meter.register" ? valueOf(verb, "--list") : std::string(); !list.empty()) {
        note.action = "meter.register-list";
        note.subject["file"] = list;
    }
    if (action == "export") {
        note.subject["list"] = verb.get_name();
        note.subject["file"] = valueOf(verb, "--output").empty() ? "-" : valueOf(verb, "--output");
    }
    if (action.starts_with("verify.")) {
        if (outcome) {
            note.details["verdict"] = *outcome == Outcome::Done ? "intact" : "not-intact";
        }
        if (const std::string record = action == "verify.file" ? valueOf(verb, "--record") : ""; !record.empty()) {
            note.action = "verify.record";
            note.subject["record"] = record;
        }
    }
    return note;
}

}  // namespace

void recordVerb(const CLI::App& app, const Context& context, const Result<Outcome>& outcome)
{
    std::string path;
    const CLI::App& verb = verbOf(app, path);
    const auto* const recorded =
        std::find_if(std::begin(kRecorded), std::end(kRecorded), [&](const Recorded& one) { return path == one.verb; });
    if (recorded == std::end(kRecorded) || (!outcome && exitCodeOf(outcome.error()) == kExitUsage)) {
        return;
    }
    const auto workspace = openWorkspace(context);
    if (!workspace || !mayWrite(workspace->folder())) {
        return;
    }
    AuditNote note = noteOf(verb, path, recorded->action, outcome);
    for (const auto& [name, value] : *context.audited) {
        note.subject[name] = value;
    }
    if (const Status written = workspace->auditLog().append(note); !written) {
        tellAuditFailure(written.error());
    }
}

}  // namespace meterseal::cli
