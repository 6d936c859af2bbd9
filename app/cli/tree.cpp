#include "cli/tree.h"

#include <algorithm>

namespace meterseal::cli {

namespace {

OptionEntry entryOf(const CLI::Option& option)
{
    OptionEntry entry;
    for (const std::string& name : option.get_snames()) {
        entry.names.push_back("-" + name);
    }
    for (const std::string& name : option.get_lnames()) {
        entry.names.push_back("--" + name);
    }
    const bool takesValue = option.get_items_expected_max() > 0;
    const std::string type = option.get_type_name().substr(0, option.get_type_name().find(':'));
    entry.argument = option.get_positional() ? option.get_name() : takesValue ? type : std::string();
    entry.description = option.get_description();
    entry.required = option.get_required();
    entry.file = entry.argument == "FILE" || entry.argument == "DIR";
    return entry;
}

void append(const CLI::App& app, const std::vector<std::string>& path, std::vector<VerbEntry>& tree)
{
    VerbEntry verb;
    verb.path = path;
    verb.description = app.get_description();
    verb.footer = app.get_footer();
    verb.footer.resize(std::min(verb.footer.size(), verb.footer.find("\n\nOptions of every verb")));  // said once
    for (const CLI::Option* option : app.get_options()) {
        (option->get_positional() ? verb.arguments : verb.options).push_back(entryOf(*option));
    }
    const auto children = app.get_subcommands([](const CLI::App*) { return true; });
    const std::size_t at = tree.size();
    tree.push_back(std::move(verb));
    for (const CLI::App* child : children) {
        if (child->get_group().empty()) {  // hidden
            continue;
        }
        tree[at].verbs.push_back(child->get_name());
        std::vector<std::string> childPath = path;
        childPath.push_back(child->get_name());
        append(*child, childPath, tree);
    }
}

}  // namespace

std::vector<VerbEntry> treeOf(const CLI::App& app)
{
    std::vector<VerbEntry> tree;
    append(app, {}, tree);
    return tree;
}

}  // namespace meterseal::cli
