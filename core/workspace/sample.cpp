#include "meterseal/workspace/sample.h"

#include "meterseal/file/whole_file.h"
#include "meterseal/source/archive.h"
#include "meterseal/workspace/open_workspace.h"
#include "workspace/tamper.h"

#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <set>
#include <sstream>
#include <thread>

namespace meterseal {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostReadingsBytes = 256u << 20;
constexpr const char* kHeader = "meter;time;litres;used;alarm";
constexpr const char* kUtility = "alicante-water";
constexpr const char* kManufacturer = "meter-maker";

Error cancelled()
{
    return makeError(ErrorCode::Cancelled, "sample.cancelled",
                     "Making the sample was stopped. What was made stays in its folder and may be deleted.");
}

void report(const SampleOptions& options, SampleProgress::Step step, std::uint64_t done, std::uint64_t total)
{
    if (options.progress) {
        options.progress({step, done, total});
    }
}

MappingProfile readingsProfile()
{
    MappingProfile profile;
    profile.name = "Sample readings";
    profile.format = FileFormat::Delimited;
    profile.encoding = Encoding::Utf8;
    profile.separator = ";";
    profile.mn.name = "meter";
    profile.alarmCode.name = "alarm";
    profile.alarmTime.name = "time";
    profile.value.name = "litres";
    profile.timeFormat = "%d/%m/%Y %H:%M:%S";
    profile.timeZone = "Europe/Madrid";
    profile.unit = "L";
    return profile;
}

// Copies the readings with the alarm column added.
Status writeReadings(const fs::path& from, const fs::path& to)
{
    auto text = readWhole(from, kMostReadingsBytes);
    std::istringstream in(text ? std::move(*text) : std::string());
    std::string line;
    if (!std::getline(in, line)) {
        return makeError(ErrorCode::Io, "sample.readings",
                         fmt::format("The readings {} cannot be read or are empty.", from.string()));
    }
    std::string out = std::string(kHeader) + '\n';
    while (std::getline(in, line)) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        double used = 0;
        const std::size_t last = line.rfind(';');
        if (last != std::string::npos) {
            std::from_chars(line.data() + last + 1, line.data() + line.size(), used);
        }
        out += line + (used >= kHighFlowLitres ? ";highFlowAlarm\n" : ";READING\n");
    }
    const Status written = replaceFile(to, out);
    return written ? Status() : Status(rephrased(written.error(), "sample.io"));
}

// Every row of the file that is a record, beside its text.
Result<std::vector<ReadingRow>> readRows(const fs::path& file, const MappingProfile& profile)
{
    MS_ASSIGN(const auto source, RecordSource::open(file, profile, [](const RejectedRow&) {}));
    MS_ASSIGN(std::string text, readWhole(file, kMostReadingsBytes));
    std::istringstream lines(std::move(text));
    std::string line;
    std::uint64_t number = 0;
    std::vector<ReadingRow> rows;
    std::vector<SourceRow> part;
    for (;;) {
        MS_ASSIGN(const std::size_t size, source->read(part, 1024));
        if (size == 0) {
            return rows;
        }
        for (std::size_t i = 0; i < size; ++i) {
            while (number < part[i].line && std::getline(lines, line)) {
                ++number;
            }
            rows.push_back({line, part[i].record});
        }
    }
}

std::vector<std::string> metersOf(const std::vector<ReadingRow>& rows)
{
    std::set<std::string> meters;
    for (const ReadingRow& row : rows) {
        meters.insert(row.record.mn);
    }
    return {meters.begin(), meters.end()};
}

// Registered by the utility, reviewed by both parties, activated.
Status bringUpMeters(const SampleOptions& options, OpenKeys& open, const std::vector<std::string>& meters)
{
    MeterService& service = open.meters;
    std::vector<Dossier> dossiers;
    std::size_t household = 0;
    for (const std::string& mn : meters) {
        dossiers.push_back({mn, fmt::format("Alicante, household {}", ++household), "DAIAD trial", std::nullopt});
    }
    report(options, SampleProgress::Step::Meters, 0, meters.size());
    MS_ASSIGN(const auto outcomes, service.registerMeters(dossiers, kUtility));
    std::size_t done = 0;
    for (const RegisterOutcome& outcome : outcomes) {
        if (outcome.error) {
            return *outcome.error;
        }
        for (const char* reviewer : {kUtility, kManufacturer}) {
            MS_TRY(
                service.review(outcome.registered->txHash, reviewer, true, "dossier and derivation checked").status());
        }
        report(options, SampleProgress::Step::Reviews, ++done, meters.size());
        if (options.stop.stop_requested()) {
            return cancelled();
        }
    }
    done = 0;
    for (const std::string& mn : meters) {
        MS_TRY(service.activate(mn).status());
        report(options, SampleProgress::Step::Activation, ++done, meters.size());
    }
    return open.chain.flush();
}

// Through access nodes of a simulated consortium, until everything is committed.
Status anchor(const SampleOptions& options, OpenWorkspace& open, SampleOutcome& outcome)
{
    const auto started = std::chrono::steady_clock::now();
    UploaderSetup setup;
    setup.simulatedNodes = options.simulatedNodes;
    MS_TRY(open.startUploader(setup));
    Uploader* const uploader = open.uploader();
    MS_ASSIGN(const std::string id, uploader->addFile(outcome.trueFile, readingsProfile(), {outcome.rejectsFile}));
    for (;;) {
        MS_ASSIGN(const JobProgress job, uploader->job(id));
        report(options, SampleProgress::Step::Anchoring, job.bytesRead, job.bytesTotal);
        if (job.state == JobState::Failed) {
            return makeError(ErrorCode::Io, "sample.anchoring", job.error);
        }
        if (job.state == JobState::Done) {
            outcome.rows = job.rows;
            outcome.rejected = job.rejected;
            outcome.duplicates = job.duplicates;
            outcome.records = job.committedRecords;
            outcome.batches = job.committedBatches;
            break;
        }
        if (options.stop.stop_requested()) {
            MS_TRY(uploader->stop());
            return cancelled();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    outcome.anchoringSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return uploader->stop();
}

}  // namespace

Result<SampleOutcome> makeSample(const SampleOptions& options)
{
    report(options, SampleProgress::Step::Ledger, 0, 1);
    MS_ASSIGN(const Workspace workspace, Workspace::create(options.folder, "meterseal-sample",
                                                           {{kUtility, Role::Utility, "Alicante Water (sample)"},
                                                            {kManufacturer, Role::Manufacturer, "Meter maker (sample)"},
                                                            {"insurer", Role::Insurer, "Insurer (sample)"}},
                                                           options.passphrase));
    SampleOutcome outcome;
    outcome.trueFile = options.folder / "readings.csv";
    outcome.tamperedFile = options.folder / "readings-tampered.csv";
    outcome.profileFile = options.folder / "readings.profile.json";
    outcome.rejectsFile = options.folder / "readings-rejected.csv";

    fs::path readings = options.readings;
    if (readings.extension() == ".zip") {
        MS_ASSIGN(readings, unpackSingleFile(readings, options.folder));
    }
    MS_TRY(writeReadings(readings, outcome.trueFile));
    const MappingProfile profile = readingsProfile();
    MS_TRY(replaceFile(outcome.profileFile, profileToJson(profile), kPrivateMode));
    MS_ASSIGN(const auto rows, readRows(outcome.trueFile, profile));
    const std::vector<std::string> meters = metersOf(rows);
    outcome.meters = meters.size();

    MS_ASSIGN(const auto open, OpenWorkspace::open(workspace, options.passphrase));
    MS_TRY(open->change([&](OpenKeys& keys) { return bringUpMeters(options, keys, meters); }));
    MS_TRY(anchor(options, *open, outcome));

    report(options, SampleProgress::Step::Tampering, 0, 1);
    MS_ASSIGN(outcome.planted, writeTampered(rows, kHeader, outcome.tamperedFile));
    open->record({"sample.make",
                  kUtility,
                  {{"file", outcome.trueFile.string()}},
                  {{"meters", std::to_string(outcome.meters)},
                   {"records", std::to_string(outcome.records)},
                   {"batches", std::to_string(outcome.batches)}},
                  {}});
    MS_TRY(open->auditFailure());
    MS_TRY(open->close());
    return outcome;
}

Result<std::filesystem::path> findSampleReadings()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed =
        program.parent_path().parent_path() / "share" / "meterseal" / "sample" / "daiad-alicante-extract.csv";
    const fs::path source(METERSEAL_SAMPLE_FOLDER);  // empty in what is shipped
    for (const fs::path& candidate : {installed, source.empty() ? fs::path() : source / "daiad-alicante-extract.csv"}) {
        if (fs::is_regular_file(candidate, error)) {
            return candidate;
        }
    }
    return makeError(
        ErrorCode::NotFound, "sample.not-found",
        fmt::format("The sample readings are neither at {} nor in the source tree. Name a file with --data.",
                    installed.string()));
}

}  // namespace meterseal
