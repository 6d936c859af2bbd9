// What every verb shares: the global options and the way it is run.
//
// A verb file adds its subcommand and options to the CLI11 tree and names, with onRun(), the function to call once the
// whole command line has been understood. It returns Done or NotIntact, or an Error; main turns these into exit codes.
#pragma once

#include "meterseal/base/result.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace meterseal::cli {

enum class Outcome {
    Done = 0,       // done, and everything checked is intact
    NotIntact = 1,  // done; something is not INTACT, or a proof does not hold
};
inline constexpr int kExitUsage = 2;
inline constexpr int kExitNotDone = 3;

using Action = std::function<Result<Outcome>()>;

struct Context {
    std::string workspaceFolder;  // empty: METERSEAL_WORKSPACE, else the XDG data folder
    int passphraseFd = -1;        // -1: METERSEAL_PASSPHRASE, else a prompt
    bool json = false;
    bool quiet = false;         // no progress
    bool clockIsRight = false;  // seal although something speaks against this machine's clock
    Action action;              // of the verb that was asked for
    // What the verb adds to its entry in the audit log: what only it knows, as the hash of the bytes it read.
    std::shared_ptr<std::map<std::string, std::string>> audited =
        std::make_shared<std::map<std::string, std::string>>();
};

// Adds a verb with its one-line description and the examples that close its --help (one command a line).
CLI::App* addVerb(CLI::App& parent, const std::string& name, const std::string& description,
                  const std::string& examples);
// Adds a verb that only groups others ("meter", "merkle").
CLI::App* addGroup(CLI::App& parent, const std::string& name, const std::string& description,
                   const std::string& examples);
void onRun(CLI::App* verb, Context& context, Action action);

// An Error that means "the command line is wrong": exit code 2.
Error usageError(const std::string& message);
int exitCodeOf(const Error& error);

}  // namespace meterseal::cli
