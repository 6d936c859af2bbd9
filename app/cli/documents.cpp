// man, completion (hidden verbs): documents made from the finished tree of verbs.
#include "cli/output.h"
#include "cli/tree.h"
#include "cli/verbs.h"

#include <memory>

namespace meterseal::cli {

void addDocuments(CLI::App& app, Context& context)
{
    CLI::App* man = addVerb(app, "man", "Print the man page", "  meterseal-cli man > meterseal-cli.1");
    man->group("");
    onRun(man, context, [&app]() -> Result<Outcome> {
        print(manPage(treeOf(app)));
        return Outcome::Done;
    });

    CLI::App* completion =
        addVerb(app, "completion", "Print the completions of a shell", "  source <(meterseal-cli completion bash)");
    completion->group("");
    const auto shell = std::make_shared<std::string>();
    completion->add_option("SHELL", *shell, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    onRun(completion, context, [&app, shell]() -> Result<Outcome> {
        const std::vector<VerbEntry> tree = treeOf(app);
        print(*shell == "bash" ? bashCompletion(tree) : *shell == "zsh" ? zshCompletion(tree) : fishCompletion(tree));
        return Outcome::Done;
    });
}

}  // namespace meterseal::cli
