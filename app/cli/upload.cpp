// upload FILE..., upload status, upload where: the uploader from the command line.
#include "cli/output.h"
#include "cli/upload_job.h"
#include "cli/verbs.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

Result<Outcome> runStatus(const Context& context)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const std::vector<JobProgress> jobs, readUploadJobs(workspace.journalFolder()));
    if (context.json) {
        Json list = Json::array();
        for (const JobProgress& job : jobs) {
            list.push_back(toJson(job));
        }
        printJson(Json{{"jobs", std::move(list)}});
        return Outcome::Done;
    }
    if (jobs.empty()) {
        printLine("Nothing was uploaded from this workspace yet.");
        return Outcome::Done;
    }
    using Align = Table::Align;
    Table table({{"job"},
                 {"state"},
                 {"rows", Align::Right},
                 {"committed", Align::Right},
                 {"anchored before", Align::Right},
                 {"rejected", Align::Right},
                 {"started"},
                 {"name"}});
    for (const JobProgress& job : jobs) {
        table.row({job.id, job.live ? "live" : std::string(toString(job.state)), fmt::to_string(job.rows),
                   fmt::to_string(job.committedRecords), fmt::to_string(job.alreadyAnchored),
                   fmt::to_string(job.rejected), formatTimestamp(job.started), job.name});
    }
    table.print();
    for (const JobProgress& job : jobs) {
        if (!job.error.empty()) {
            note(fmt::format("{}: {}", job.id, printable(job.error)));
        }
    }
    return Outcome::Done;
}

// A file is found by its content, so that it may have been moved; anything else is the name of a live job.
Result<Outcome> runWhere(const Context& context, const std::string& source, std::uint64_t row)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    std::string job = source;
    std::error_code ignored;
    if (std::filesystem::is_regular_file(source, ignored)) {
        MS_ASSIGN(const Hash256 hash, hashFile(source));
        job = fileJobId(hash);
    }
    MS_ASSIGN(const RowPlace place, findUploadRow(workspace.journalFolder(), job, row));
    const bool inBatch =
        place.stage == RowStage::InBatch || place.stage == RowStage::Submitted || place.stage == RowStage::Committed;
    if (context.json) {
        printJson(Json{{"job", job},
                       {"row", row},
                       {"stage", toString(place.stage)},
                       {"batch", inBatch ? Json(place.batch) : Json()},
                       {"tx", inBatch ? Json(place.tx.hex()) : Json()},
                       {"node", place.node.empty() ? Json() : Json(place.node)},
                       {"height", place.stage == RowStage::Committed ? Json(place.height) : Json()},
                       {"reason", place.reason.empty() ? Json() : Json(place.reason)},
                       {"message", place.message.empty() ? Json() : Json(place.message)}});
    } else {
        std::vector<std::pair<std::string, std::string>> fields{
            {"job", job}, {"row", fmt::to_string(row)}, {"stage", std::string(toString(place.stage))}};
        if (inBatch) {
            fields.emplace_back("batch", fmt::to_string(place.batch));
            fields.emplace_back("transaction", place.tx.hex());
        }
        if (!place.node.empty()) {
            fields.emplace_back("node", place.node);
        }
        if (place.stage == RowStage::Committed) {
            fields.emplace_back("height", fmt::to_string(place.height));
        }
        if (!place.reason.empty()) {
            fields.emplace_back("reason", place.reason);
            fields.emplace_back("why", printable(place.message));
        }
        printFields(fields);
    }
    if (place.stage == RowStage::Unknown) {
        return makeError(ErrorCode::NotFound, "upload.row-unknown",
                         fmt::format("The journal knows no row {} of job {}.", row, job));
    }
    return place.stage == RowStage::Rejected ? Outcome::NotIntact : Outcome::Done;
}

}  // namespace

void addUpload(CLI::App& app, Context& context)
{
    CLI::App* verb = addVerb(app, "upload",
                             "Upload record files in the background's way: buffered, journalled, through the nodes "
                             "that are up. anchor does the same for one file",
                             "  meterseal-cli upload monday.csv tuesday.csv --nodes 4\n"
                             "  meterseal-cli upload gateway.jsonl --follow\n"
                             "  meterseal-cli upload --watch /srv/dropbox\n"
                             "  meterseal-cli upload status\n"
                             "  meterseal-cli upload where monday.csv 48211");
    const auto options = std::make_shared<UploadVerbOptions>();
    verb->add_option("FILE", options->files,
                     "CSV, TSV, JSON, JSON Lines, .xlsx, .xls or SQLite files of records, also packed");
    addUploadOptions(verb, *options);
    verb->add_flag("--follow", options->follow, "Follow one growing JSON Lines file until Ctrl-C");
    verb->add_option("--watch", options->watch,
                     "Upload every file that is dropped into this folder, once it is complete, until Ctrl-C")
        ->type_name("FOLDER");
    onRun(verb, context, [&context, options]() -> Result<Outcome> {
        if (!options->watch.empty()) {
            return options->files.empty() && !options->follow
                       ? runWatch(context, *options)
                       : usageError("--watch takes a folder; leave out FILE and --follow.");
        }
        if (options->files.empty()) {
            return usageError("upload takes one or more FILEs, status or where.");
        }
        return options->follow ? runFollow(context, *options) : runUpload(context, *options);
    });

    CLI::App* status =
        addVerb(*verb, "status", "List the upload jobs of this workspace", "  meterseal-cli upload status --json");
    onRun(status, context, [&context] { return runStatus(context); });

    CLI::App* where = addVerb(*verb, "where", "Say where one row of an uploaded file stands",
                              "  meterseal-cli upload where monday.csv 48211");
    const auto source = std::make_shared<std::string>();
    const auto row = std::make_shared<std::uint64_t>(0);
    where->add_option("FILE", *source, "The file (found by its content), or the name of a live job")->required();
    where->add_option("ROW", *row, "Data row, from 1; header lines do not count")->required();
    onRun(where, context, [&context, source, row] { return runWhere(context, *source, *row); });
}

}  // namespace meterseal::cli
