// anchor FILE: package a record file per meter and time window, sign, submit, wait until committed.
#include "cli/upload_job.h"
#include "cli/verbs.h"

#include <memory>

namespace meterseal::cli {

void addAnchor(CLI::App& app, Context& context)
{
    CLI::App* verb = addVerb(app, "anchor",
                             "Anchor the records of a file on the ledger; exit 1 where any row was rejected. The same "
                             "file again anchors nothing twice",
                             "  meterseal-cli anchor readings.csv\n"
                             "  meterseal-cli anchor readings.csv --profile maker.json --rejects rejected.csv\n"
                             "  meterseal-cli anchor day.jsonl --batch 1000 --window 1 --json");
    const auto options = std::make_shared<UploadVerbOptions>();
    verb->add_option(
            "FILE", options->files,
            "CSV, TSV, JSON, JSON Lines, .xlsx, .xls or SQLite file of records, also packed; - is standard input")
        ->required()
        ->expected(1);
    addUploadOptions(verb, *options);
    onRun(verb, context, [&context, options] { return runUpload(context, *options); });
}

}  // namespace meterseal::cli
