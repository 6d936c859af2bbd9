// replica pull | import; ledger blocks | cosignatures: blocks and cosignatures between parties.
#include "cli/files.h"
#include "cli/network.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/pulling.h"
#include "cli/session.h"
#include "meterseal/chain/block_file.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/workspace/following.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

Result<Outcome> pullAndPrint(const Context& context, const Workspace& workspace, const std::string& source,
                             const std::string& beside)
{
    const InterruptGuard interrupt;
    std::stop_source stop;
    Progress progress(context);
    const auto pulled = followOnce(
        workspace, source,
        [&](const PullReport& at) {
            progress.show("transactions", at.transactions, 0);
            if (interrupted()) {
                stop.request_stop();
            }
        },
        stop.get_token(), beside);
    progress.clear();
    MS_TRY(pulled);
    if (context.json) {
        printJson(Json{{"from", pulled->from},
                       {"to", pulled->to},
                       {"blocks", pulled->blocks},
                       {"transactions", pulled->transactions},
                       {"records", pulled->records},
                       {"cosignatures", pulled->cosignatures},
                       {"ignoredCosignatures", pulled->ignoredCosignatures},
                       {"compared", pulled->compared},
                       {"notCompared", pulled->notCompared ? Json(pulled->notCompared->reason) : Json()}});
    } else {
        printLine(fmt::format("{} blocks with {} transactions and {} records fetched, verified and kept; the newest is "
                              "block {}.",
                              pulled->blocks, pulled->transactions, pulled->records, pulled->to));
        if (pulled->sourceHead < pulled->from) {
            note(fmt::format("The source is older than this ledger: it ends with block {}.", pulled->sourceHead));
        }
        if (pulled->compared > 0) {
            printLine(fmt::format("The other member has the same block {}.", pulled->compared));
        }
        if (pulled->notCompared) {
            note(fmt::format("Not compared with the other member: {}", pulled->notCompared->message));
        }
    }
    return Outcome::Done;
}

namespace {

struct BlocksOptions {
    std::string file;
    Height from = 0;
};

// Into a folder: what the files there do not have yet.
Result<Height> firstMissing(const std::filesystem::path& folder)
{
    const auto source = fileSource(folder);
    Height last = 0;
    MS_TRY(source->read(std::numeric_limits<Height>::max(),
                        [&](BlockFrame&& frame, const std::string&) -> Result<bool> {
                            const auto at = frame.note.find("\nblock ");
                            last = std::max<Height>(last, std::strtoull(frame.note.c_str() + at + 7, nullptr, 10));
                            return true;
                        },
                        {}));
    return last + 1;
}

Result<Outcome> runBlocks(const Context& context, const BlocksOptions& options)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    std::filesystem::path file = options.file;
    Height from = std::max<Height>(options.from, 1);
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) {
        if (options.from == 0) {
            MS_ASSIGN(from, firstMissing(file));
        }
        file /= fmt::format("blocks-{:09}-{:09}{}", from, totals.height, kBlockFileSuffix);
    }
    BlockExport written{from, from - 1, 0, false};
    if (from <= totals.height) {
        if (std::filesystem::exists(file, error)) {
            return leftAsItIs(file);
        }
        MS_ASSIGN(WholeFile whole, WholeFile::make(file));
        MS_ASSIGN(written, writeBlocks(reader, from, whole.stream()));
        MS_TRY(whole.commit(Replace::No));
    }
    if (context.json) {
        printJson(Json{{"file", written.to < from ? Json() : Json(file.string())},
                       {"from", written.from},
                       {"to", written.to},
                       {"transactions", written.transactions},
                       {"more", written.more}});
    } else if (written.to < from) {
        printLine("There is nothing new to write.");
    } else {
        printLine(fmt::format("Blocks {} to {} with {} transactions are in {}.", written.from, written.to,
                              written.transactions, printable(file.string())));
    }
    if (written.more) {
        note(fmt::format("The file is full; write the rest with --from {}.", written.to + 1));
    }
    return Outcome::Done;
}

Result<std::vector<Cosignature>> takeNote(const std::filesystem::path& ledger, bool sealsHere, const std::string& text,
                                          const std::string& file)
{
    if (sealsHere) {
        return EmbeddedChain::takeNote(ledger, text, file);
    }
    MS_ASSIGN(const auto replica, Replica::open(ledger));
    return replica->addCosignatures(text, file);
}

Result<Outcome> runCosignatures(const Context& context, const std::vector<std::string>& files)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    const bool sealsHere = followStateOf(workspace).source.empty();
    Json rows = Json::array();
    for (const std::string& file : files) {
        MS_ASSIGN(const std::string text, readFile(file));
        MS_ASSIGN(const auto kept, takeNote(workspace.ledgerFile(), sealsHere, text, file));
        for (const Cosignature& one : kept) {
            rows.push_back(
                Json{{"height", one.height},
                     {"organisation", one.organisation},
                     {"cosignedAt", formatTimestamp(Timestamp{static_cast<std::int64_t>(one.seconds) * 1000})}});
            if (!context.json) {
                printLine(fmt::format("Block {} is cosigned by {}.", one.height, one.organisation));
            }
        }
    }
    if (context.json) {
        printJson(Json{{"rows", std::move(rows)}});
    }
    return Outcome::Done;
}

}  // namespace

void addReplica(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "replica", "Follow a ledger that another party seals",
                               "  meterseal-cli replica pull https://water.example/blocks");
    const auto source = std::make_shared<std::string>();
    const auto beside = std::make_shared<std::string>();
    CLI::App* pull = addVerb(*group, "pull", "Fetch what is new, execute and keep it; exit 3 where the source fails",
                             "  meterseal-cli replica pull\n"
                             "  meterseal-cli replica pull /media/stick");
    pull->add_option("SOURCE", *source, "A block file, a folder of them, or an address (default: that of last time)");
    pull->add_option("--beside", *beside,
                     "Blocks of a member other than the sealer, to compare with (default: as last time)")
        ->type_name("SOURCE");
    onRun(pull, context, [&context, source, beside]() -> Result<Outcome> {
        MS_ASSIGN(const Workspace workspace, openWorkspace(context));
        return pullAndPrint(context, workspace, *source, *beside);
    });
    const auto file = std::make_shared<std::string>();
    CLI::App* import = addVerb(*group, "import", "Take the blocks of one file",
                               "  meterseal-cli replica import blocks-000000001-000000042.mseal-blocks");
    import->add_option("FILE", *file, "The block file")->type_name("FILE")->required();
    onRun(import, context, [&context, file]() -> Result<Outcome> {
        MS_ASSIGN(const Workspace workspace, openWorkspace(context));
        return pullAndPrint(context, workspace, *file);
    });
}

void addLedger(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "ledger", "Give blocks to other parties and take their cosignatures",
                               "  meterseal-cli ledger blocks /media/stick");
    const auto options = std::make_shared<BlocksOptions>();
    CLI::App* blocks = addVerb(*group, "blocks", "Write blocks into a file, or what is new into a folder",
                               "  meterseal-cli ledger blocks --from 40 new.mseal-blocks\n"
                               "  meterseal-cli ledger blocks /media/stick");
    blocks->add_option("FILE", options->file, "A new file, or a folder")->type_name("FILE")->required();
    blocks->add_option("--from", options->from, "The first block (default: 1; in a folder, what is not there yet)")
        ->type_name("HEIGHT");
    onRun(blocks, context, [&context, options] { return runBlocks(context, *options); });
    const auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* cosignatures = addVerb(*group, "cosignatures", "Check and keep what other members cosigned",
                                     "  meterseal-cli ledger cosignatures insurer-42.mseal-cosig");
    cosignatures->add_option("FILE", *files, "Cosigned notes")->type_name("FILE")->required();
    onRun(cosignatures, context, [&context, files] { return runCosignatures(context, *files); });
}

}  // namespace meterseal::cli
