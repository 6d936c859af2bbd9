// demo: the whole job on real readings. Makes a ledger, anchors the sample through a simulated consortium, verifies the
// true file and a tampered copy, and sets what was found beside what was planted.
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "meterseal/source/record_source.h"
#include "meterseal/verify/verifier.h"
#include "meterseal/workspace/sample.h"
#include "meterseal/workspace/workspace.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace meterseal::cli {

namespace fs = std::filesystem;

namespace {

struct DemoOptions {
    std::string folder;
    std::string data;
    std::size_t nodes = 4;
};

struct Checked {
    VerifySummary summary;
    std::vector<Finding> findings;
    double seconds = 0;
};

Result<Checked> verifyWith(const Workspace& workspace, const fs::path& file, const MappingProfile& profile)
{
    MS_ASSIGN(LedgerReader reader, workspace.openReader());
    MS_ASSIGN(const auto source, RecordSource::open(file, profile, [](const RejectedRow&) {}));
    Checked checked;
    const auto started = std::chrono::steady_clock::now();
    MS_ASSIGN(checked.summary, Verifier(reader).verifyFile(
                                   *source, {}, [&](const Finding& finding) { checked.findings.push_back(finding); }));
    checked.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return checked;
}

// A finding says the line of its record; a MISSING one has no record and says the batch that its time lies in.
bool fits(const PlantedChange& change, const Finding& finding)
{
    if (finding.verdict != change.expected || finding.mn != change.mn) {
        return false;
    }
    if (finding.verdict == Verdict::Missing) {
        return finding.batchStart && finding.batchEnd && *finding.batchStart <= change.time &&
               change.time <= *finding.batchEnd;
    }
    return finding.line == change.line;
}

const char* stepName(SampleProgress::Step step)
{
    switch (step) {
    case SampleProgress::Step::Ledger:
        return "Making ledger, keys and organisations";
    case SampleProgress::Step::Meters:
        return "Registering meters";
    case SampleProgress::Step::Reviews:
        return "Reviewing by utility and manufacturer";
    case SampleProgress::Step::Activation:
        return "Activating meters";
    case SampleProgress::Step::Anchoring:
        return "Anchoring readings";
    case SampleProgress::Step::Tampering:
        return "Tampering with a copy";
    }
    return "";
}

Json toJson(const PlantedChange& change, const Finding* found)
{
    Json json{{"planted", change.what},
              {"mn", change.mn},
              {"time", formatTimestamp(change.time)},
              {"expected", std::string(toString(change.expected))}};
    json["found"] = found != nullptr ? Json(std::string(toString(found->verdict))) : Json();
    json["reason"] = found != nullptr ? Json(found->reason) : Json();
    return json;
}

// Prints planted beside found. True where every planted change was found and nothing else was.
bool compare(const std::vector<PlantedChange>& planted, const std::vector<Finding>& findings, bool json)
{
    std::vector<bool> used(findings.size(), false);
    Table table({{"planted"}, {"meter"}, {"record time"}, {"expected"}, {"found"}, {"why"}});
    Json rows = Json::array();
    std::size_t matched = 0;
    for (const PlantedChange& change : planted) {
        const Finding* found = nullptr;
        for (std::size_t i = 0; i < findings.size() && found == nullptr; ++i) {
            if (!used[i] && fits(change, findings[i])) {
                used[i] = true;
                found = &findings[i];
                ++matched;
            }
        }
        rows.push_back(toJson(change, found));
        table.row({change.what, change.mn, formatTimestamp(change.time), std::string(toString(change.expected)),
                   found != nullptr ? std::string(toString(found->verdict)) : "not found",
                   found != nullptr ? found->reason : ""});
    }
    const auto others = static_cast<std::size_t>(std::count(used.begin(), used.end(), false));
    if (json) {
        printJson({{"planted", rows}, {"matched", matched}, {"otherFindings", others}});
    } else {
        table.print();
        printLine(fmt::format("\n{} of {} planted findings were found; {} others.", matched, planted.size(), others));
        for (std::size_t i = 0; i < findings.size(); ++i) {
            if (!used[i]) {
                printLine(fmt::format("  not planted: {} {} line {} [{}]", toString(findings[i].verdict),
                                      printable(findings[i].mn), findings[i].line, findings[i].reason));
            }
        }
    }
    return matched == planted.size() && others == 0;
}

Result<SampleOutcome> make(const Context& context, const DemoOptions& options, const std::string& passphrase)
{
    SampleOptions sample;
    sample.folder = options.folder;
    sample.passphrase = crypto::SecretBytes(passphrase);
    sample.simulatedNodes = options.nodes;
    if (options.data.empty()) {
        MS_ASSIGN(sample.readings, findSampleReadings());
    } else {
        sample.readings = options.data;
    }
    std::optional<SampleProgress::Step> step;
    sample.progress = [&](const SampleProgress& progress) {
        if (!context.json && step != progress.step) {
            step = progress.step;
            printLine(fmt::format("  {} ...", stepName(progress.step)));
        }
    };
    return makeSample(sample);
}

Result<Outcome> runDemo(const Context& context, const DemoOptions& options)
{
    // No default password anywhere: the demonstration's is drawn like any other and told to the person who runs it.
    const crypto::SecretBytes random = crypto::randomBytes(10);
    const std::string passphrase = crypto::toBase32(random.view());
    if (!context.json) {
        printLine(fmt::format("A ledger of its own is made in {}:", options.folder));
    }
    MS_ASSIGN(const SampleOutcome sample, make(context, options, passphrase));
    MS_ASSIGN(const Workspace workspace, Workspace::open(options.folder));
    if (!context.json) {
        printLine("  The insurer follows with a copy of its own and cosigns ...");
    }
    MS_ASSIGN(const SampleWitness witness, cosignSample(options.folder, crypto::SecretBytes(passphrase)));
    MS_ASSIGN(const MappingProfile profile, loadProfile(sample.profileFile));
    MS_ASSIGN(const Checked sound, verifyWith(workspace, sample.trueFile, profile));
    MS_ASSIGN(const Checked tampered, verifyWith(workspace, sample.tamperedFile, profile));
    if (context.json) {
        printJson({{"folder", options.folder},
                   {"rows", sample.rows},
                   {"rejected", sample.rejected},
                   {"duplicates", sample.duplicates},
                   {"records", sample.records},
                   {"meters", sample.meters},
                   {"batches", sample.batches},
                   {"anchoringSeconds", sample.anchoringSeconds},
                   {"verifySeconds", sound.seconds},
                   {"endorsement", witness.endorsement},
                   {"trueFileIntact", sound.summary.passes()}});
    } else {
        printLine(
            fmt::format("\n{} readings of {} meters anchored in {} batches in {:.2f} s, through {} simulated nodes "
                        "({} rows rejected, {} duplicates).",
                        sample.records, sample.meters, sample.batches, sample.anchoringSeconds, options.nodes,
                        sample.rejected, sample.duplicates));
        printLine(fmt::format(
            "\nThe insurer executed all {} blocks ({} transactions) itself, in {}, and cosigned the newest:\n"
            "  {}.",
            witness.blocks, witness.transactions, witness.folder.string(), witness.endorsement));
        printLine(fmt::format("\nThe true file, {} ({:.2f} s):\n  {}", sample.trueFile.filename().string(),
                              sound.seconds, describe(sound.summary)));
        printLine(fmt::format("\nThe tampered copy, {} ({:.2f} s):\n  {}\n", sample.tamperedFile.filename().string(),
                              tampered.seconds, describe(tampered.summary)));
    }
    const bool found = compare(sample.planted, tampered.findings, context.json);
    if (!context.json) {
        const std::string folder = options.folder;
        printLine(
            fmt::format("\nTry next:\n"
                        "  meterseal-cli -w {0} meter list\n"
                        "  meterseal-cli -w {0} trace {1}\n"
                        "  meterseal-cli -w {0} network status\n"
                        "  meterseal-cli -w {0} verify {0}/readings-tampered.csv --profile {0}/readings.profile.json\n"
                        "The key store of this ledger opens with the passphrase {2}",
                        folder, sample.planted.front().mn, passphrase));
    }
    const bool trueIntact = sound.summary.count(Verdict::Intact) == sound.summary.rows && sound.findings.empty();
    return found && trueIntact ? Outcome::Done : Outcome::NotIntact;
}

}  // namespace

void addDemo(CLI::App& app, Context& context)
{
    auto options = std::make_shared<DemoOptions>();
    CLI::App* verb = addVerb(app, "demo", "Show the whole job on real meter readings, with a tampered copy to find",
                             "  meterseal-cli demo /tmp/meterseal-demo\n"
                             "  meterseal-cli demo /tmp/meterseal-demo --data daiad-alicante-2017.zip");
    verb->add_option("folder", options->folder, "Folder of the ledger that is made; must be empty or not there yet")
        ->required();
    verb->add_option("--data", options->data,
                     "Readings in the DAIAD form, CSV or a .zip with one (default: the sample)");
    verb->add_option("--nodes", options->nodes, "Simulated access nodes")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    onRun(verb, context, [&context, options] { return runDemo(context, *options); });
}

}  // namespace meterseal::cli
