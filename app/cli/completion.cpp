// Shell completions made from the tree of verbs.
#include "cli/tree.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::cli {

namespace {

std::string pathText(const VerbEntry& verb, const char* separator)
{
    return fmt::format("{}", fmt::join(verb.path, separator));
}

std::vector<std::string> namesOf(const std::vector<OptionEntry>& options)
{
    std::vector<std::string> names;
    for (const OptionEntry& option : options) {
        names.insert(names.end(), option.names.begin(), option.names.end());
    }
    return names;
}

std::string firstSentence(std::string text)
{
    text = text.substr(0, text.find_first_of("\n;"));
    std::erase(text, '\'');
    return text;
}

// Inside '...' of a shell; brackets and colons mean something to zsh's _arguments.
std::string zshText(const std::string& text)
{
    std::string out;
    for (const char c : firstSentence(text)) {
        if (c == '[' || c == ']' || c == ':') {
            out += '\\';
        }
        out += c;
    }
    return out;
}

std::string zshValue(const OptionEntry& option)
{
    if (option.argument.empty()) {
        return {};
    }
    return fmt::format(":{}:{}", option.argument, option.file ? "_files" : " ");
}

}  // namespace

std::string bashCompletion(const std::vector<VerbEntry>& tree)
{
    const std::string globals = fmt::format("{}", fmt::join(namesOf(tree.front().options), " "));
    std::string cases;
    std::string values;
    for (const VerbEntry& verb : tree) {
        std::vector<std::string> words = verb.verbs;
        if (!verb.path.empty()) {
            const std::vector<std::string> own = namesOf(verb.options);
            words.insert(words.end(), own.begin(), own.end());
        }
        cases +=
            fmt::format("        \"{}\") words=\"{} {}\" ;;\n", pathText(verb, " "), fmt::join(words, " "), globals);
        for (const OptionEntry& option : verb.options) {
            for (const std::string& name : option.argument.empty() ? std::vector<std::string>() : option.names) {
                if (values.find("|" + name + "|") == std::string::npos) {
                    values += (values.empty() ? "|" : "") + name + "|";
                }
            }
        }
    }
    values = values.size() > 2 ? values.substr(1, values.size() - 2) : "--none";
    std::string paths;
    for (const VerbEntry& verb : tree) {
        paths += fmt::format("|{}", pathText(verb, " "));
    }
    return fmt::format(R"(# bash completion for meterseal-cli
_meterseal_cli() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} path="" word skip=0 words i
    local known="{0}|"
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${{COMP_WORDS[i]}}
        if ((skip)); then skip=0; continue; fi
        case $word in
            {1}) skip=1; continue ;;
            -*) continue ;;
        esac
        if [[ $known == *"|${{path:+$path }}$word|"* ]]; then path="${{path:+$path }}$word"; fi
    done
    if ((skip)); then COMPREPLY=($(compgen -f -- "$cur")); return; fi
    case $path in
{2}    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    if [[ $cur != -* ]]; then COMPREPLY+=($(compgen -f -- "$cur")); fi
}}
complete -o filenames -F _meterseal_cli meterseal-cli
)",
                       paths, values, cases);
}

std::string zshCompletion(const std::vector<VerbEntry>& tree)
{
    std::string out = "#compdef meterseal-cli\n\n";
    for (const VerbEntry& verb : tree) {
        out += fmt::format("_meterseal_cli{}{}() {{\n    local line state\n    _arguments -C",
                           verb.path.empty() ? "" : "_", pathText(verb, "_"));
        std::vector<OptionEntry> options = verb.options;
        if (!verb.path.empty()) {
            for (const OptionEntry& global : tree.front().options) {
                if (global.names.back() != "--help" && global.names.back() != "--version") {
                    options.push_back(global);
                }
            }
        }
        for (const OptionEntry& option : options) {
            for (const std::string& name : option.names) {
                out += fmt::format(" \\\n        '{}[{}]{}'", name, zshText(option.description), zshValue(option));
            }
        }
        if (verb.verbs.empty()) {
            out += " \\\n        '*::argument:_files'\n}\n\n";
            continue;
        }
        out += " \\\n        '1: :->verb' '*:: :->rest'\n    case $state in\n        verb) local -a verbs; verbs=(";
        for (const VerbEntry& child : tree) {
            const bool below = child.path.size() == verb.path.size() + 1 &&
                               std::equal(verb.path.begin(), verb.path.end(), child.path.begin());
            if (below) {
                out += fmt::format(" '{}:{}'", child.path.back(), zshText(child.description));
            }
        }
        out +=
            fmt::format(" ); _describe verb verbs ;;\n        rest) (( $+functions[_meterseal_cli_{0}$words[1]] )) && "
                        "_meterseal_cli_{0}$words[1] ;;\n    esac\n}}\n\n",
                        verb.path.empty() ? "" : pathText(verb, "_") + "_");
    }
    return out + "_meterseal_cli \"$@\"\n";
}

std::string fishCompletion(const std::vector<VerbEntry>& tree)
{
    std::string out = "# fish completion for meterseal-cli\n";
    for (const VerbEntry& verb : tree) {
        // The verb's condition: every word of its path was given and none of the verbs below it.
        std::string condition = verb.path.empty() ? "" : "true";
        for (const std::string& word : verb.path) {
            condition += fmt::format("; and __fish_seen_subcommand_from {}", word);
        }
        const std::string here = condition.empty() ? "" : fmt::format(" -n '{}'", condition);
        for (const VerbEntry& child : tree) {
            if (child.path.size() != verb.path.size() + 1 ||
                !std::equal(verb.path.begin(), verb.path.end(), child.path.begin())) {
                continue;
            }
            const std::string none = fmt::format("not __fish_seen_subcommand_from {}", fmt::join(verb.verbs, " "));
            out += fmt::format("complete -c meterseal-cli -f -n '{}{}{}' -a {} -d '{}'\n", condition,
                               condition.empty() ? "" : "; and ", none, child.path.back(),
                               firstSentence(child.description));
        }
        for (const OptionEntry& option : verb.options) {
            out += "complete -c meterseal-cli" + here;
            for (const std::string& name : option.names) {
                out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            }
            out += option.argument.empty() ? "" : option.file ? " -r -F" : " -x";
            out += fmt::format(" -d '{}'\n", firstSentence(option.description));
        }
    }
    return out;
}

}  // namespace meterseal::cli
