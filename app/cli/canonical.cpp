// canonical, leaf: JSON Lines in, one line of RFC 8785 bytes or one leaf hash out for each.
#include "cli/input.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "meterseal/record/canonical_json.h"
#include "meterseal/record/health_record.h"

#include <fmt/format.h>

namespace meterseal::cli {

namespace {

// One line out for each line in, so that line numbers fit. The first bad line stops: skipping it would shift all later
// ones.
template <typename Convert>
Result<Outcome> convertLines(Convert convert)
{
    StandardInputLines lines;
    while (true) {
        MS_ASSIGN(const std::optional<std::string_view> line, lines.next());
        if (!line) {
            return Outcome::Done;
        }
        Result<std::string> converted = convert(*line);
        if (!converted) {
            Error error = converted.error();
            error.message = fmt::format("Line {}: {} The {} lines before it were written.", lines.line(), error.message,
                                        lines.line() - 1);
            return error;
        }
        printLine(*converted);
    }
}

}  // namespace

void addCanonical(CLI::App& app, Context& context)
{
    CLI::App* canonical = addVerb(app, "canonical", "Canonical form (RFC 8785) of each JSON line on standard input",
                                  "  echo '{\"b\":1.10,\"a\":2}' | meterseal-cli canonical");
    onRun(canonical, context, [] { return convertLines([](std::string_view line) { return canonicalJson(line); }); });

    CLI::App* leaf = addVerb(app, "leaf", "Leaf hash of each health record (JSON line) on standard input",
                             "  meterseal-cli leaf < records.jsonl | meterseal-cli merkle root");
    onRun(leaf, context, [&context] {
        return convertLines([json = context.json](std::string_view line) -> Result<std::string> {
            MS_ASSIGN(const HealthRecord record, parseRecord(line));
            const std::string hash = leafOf(record).hex();
            return json ? fmt::format(R"({{"leaf":"{}"}})", hash) : hash;
        });
    });
}

}  // namespace meterseal::cli
