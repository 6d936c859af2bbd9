// The man page, section 1, in the man(7) macros.
#include "cli/tree.h"

#include <fmt/format.h>

#include <sstream>

namespace meterseal::cli {

namespace {

std::string escaped(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if (c == '\'' && (out.empty() || out.back() == '\n')) {
            out += "\\(aq";
        } else if (c == '.' && (out.empty() || out.back() == '\n')) {
            out += "\\&.";
        } else {
            out += c;
        }
    }
    return out;
}

std::string nameOf(const VerbEntry& verb)
{
    return fmt::format("meterseal-cli{}{}", verb.path.empty() ? "" : " ", fmt::join(verb.path, " "));
}

void writeOption(const OptionEntry& option, std::string& out)
{
    out += ".TP\n\\fB";
    for (std::size_t i = 0; i < option.names.size(); ++i) {
        out += (i == 0 ? "" : "\\fR, \\fB") + escaped(option.names[i]);
    }
    out += option.names.empty()      ? "\\fR\\fI" + escaped(option.argument) + "\\fR"
           : option.argument.empty() ? std::string("\\fR")
                                     : "\\fR \\fI" + escaped(option.argument) + "\\fR";
    out += "\n" + escaped(option.description) + (option.required ? " (required)" : "") + "\n";
}

// "Examples:" and its lines as they stand; other text as paragraphs.
void writeFooter(const std::string& footer, std::string& out)
{
    std::istringstream lines(footer);
    std::string line;
    bool literal = false;
    while (std::getline(lines, line)) {
        const bool example = line.starts_with("  ");
        if (example != literal) {
            out += example ? ".PP\n.nf\n" : ".fi\n.PP\n";
            literal = example;
        }
        out += escaped(line) + "\n";
    }
    out += literal ? ".fi\n" : "";
}

}  // namespace

std::string manPage(const std::vector<VerbEntry>& tree)
{
    const VerbEntry& program = tree.front();
    std::string out = ".TH METERSEAL\\-CLI 1 \"\" \"MeterSeal " METERSEAL_VERSION "\" \"User Commands\"\n"
                      ".SH NAME\nmeterseal\\-cli \\- seal water\\-meter records on a shared ledger and verify them\n"
                      ".SH SYNOPSIS\n\\fBmeterseal\\-cli\\fR [\\fIoptions\\fR] \\fIverb\\fR [\\fIarguments\\fR]\n"
                      ".SH DESCRIPTION\n";
    out += escaped(program.description) + "\n.PP\n" + escaped(program.footer) + "\n.SH OPTIONS\n";
    for (const OptionEntry& option : program.options) {
        writeOption(option, out);
    }
    out += ".SH VERBS\n";
    for (std::size_t i = 1; i < tree.size(); ++i) {
        const VerbEntry& verb = tree[i];
        out += ".SS \"" + escaped(nameOf(verb)) + "\"\n" + escaped(verb.description) + "\n";
        for (const OptionEntry& argument : verb.arguments) {
            writeOption(argument, out);
        }
        for (const OptionEntry& option : verb.options) {
            if (option.names.back() != "--help") {
                writeOption(option, out);
            }
        }
        if (verb.verbs.empty() || !verb.arguments.empty()) {
            writeFooter(verb.footer, out);
        }
    }
    out += ".SH ENVIRONMENT\n.TP\n\\fBMETERSEAL_WORKSPACE\\fR\nThe workspace folder.\n"
           ".TP\n\\fBMETERSEAL_PASSPHRASE\\fR\nThe passphrase of the key store.\n"
           ".SH EXIT STATUS\n.TP\n0\nDone, and everything checked is intact.\n"
           ".TP\n1\nDone; something is not INTACT, or a proof does not hold.\n.TP\n2\nWrong usage.\n"
           ".TP\n3\nIt could not be decided or done; the message says what was kept.\n";
    return out;
}

}  // namespace meterseal::cli
