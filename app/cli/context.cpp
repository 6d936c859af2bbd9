#include "cli/context.h"

namespace meterseal::cli {

namespace {

constexpr std::string_view kUsagePrefix = "usage.";

}  // namespace

CLI::App* addVerb(CLI::App& parent, const std::string& name, const std::string& description,
                  const std::string& examples)
{
    CLI::App* verb = addGroup(parent, name, description, examples);
    verb->require_subcommand(0);
    return verb;
}

CLI::App* addGroup(CLI::App& parent, const std::string& name, const std::string& description,
                   const std::string& examples)
{
    CLI::App* group = parent.add_subcommand(name, description);
    group->require_subcommand(1);
    group->footer("Examples:\n" + examples +
                  "\n\nOptions of every verb: -w DIR, --json, --quiet, --passphrase-fd N (meterseal-cli --help).");
    return group;
}

void onRun(CLI::App* verb, Context& context, Action action)
{
    verb->callback([&context, verb, action = std::move(action)] {
        if (verb->get_subcommands()
                .empty()) {  // CLI11 also calls the parent ("tx") of the verb asked for ("tx decode")
            context.action = action;
        }
    });
}

Error usageError(const std::string& message)
{
    return makeError(ErrorCode::InvalidArgument, std::string(kUsagePrefix) + "option", message);
}

int exitCodeOf(const Error& error)
{
    return error.reason.starts_with(kUsagePrefix) ? kExitUsage : kExitNotDone;
}

}  // namespace meterseal::cli
