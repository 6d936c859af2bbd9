// The tree of verbs and options as plain values: what the man page and the completions are made from.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <string>
#include <vector>

namespace meterseal::cli {

struct OptionEntry {
    std::vector<std::string> names;  // "-w", "--workspace"; empty for an argument
    std::string argument;            // its value's name ("DIR"), empty for a flag; an argument's own name
    std::string description;
    bool required = false;
    bool file = false;  // the value is a file or folder
};
struct VerbEntry {
    std::vector<std::string> path;  // "meter", "register"; empty for the program itself
    std::string description, footer;
    std::vector<OptionEntry> options;    // of this verb alone
    std::vector<OptionEntry> arguments;  // positional
    std::vector<std::string> verbs;      // names of those below
};

// The program first, then every verb that is not hidden, depth first.
std::vector<VerbEntry> treeOf(const CLI::App& app);

std::string manPage(const std::vector<VerbEntry>& tree);
std::string bashCompletion(const std::vector<VerbEntry>& tree);
std::string zshCompletion(const std::vector<VerbEntry>& tree);
std::string fishCompletion(const std::vector<VerbEntry>& tree);

}  // namespace meterseal::cli
