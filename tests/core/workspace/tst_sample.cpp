#include "meterseal/ledger/fsck.h"
#include "meterseal/source/record_source.h"
#include "meterseal/upload/uploader.h"
#include "meterseal/workspace/sample.h"
#include "meterseal/workspace/workspace.h"
#include "source_dir.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <set>

using namespace meterseal;
using test::TemporaryFolder;

namespace {

const char* const kPassphrase = "a passphrase for one test";

SampleOptions optionsFor(const std::filesystem::path& folder)
{
    SampleOptions options;
    options.folder = folder;
    options.readings = METERSEAL_SOURCE_DIR "/resources/sample/daiad-alicante-extract.csv";
    options.passphrase = crypto::SecretBytes(std::string_view(kPassphrase));
    return options;
}

VerifySummary verify(const std::filesystem::path& folder, const std::filesystem::path& file,
                     const std::filesystem::path& profile, std::vector<Finding>& findings)
{
    auto reader = std::move(Workspace::open(folder).value().openReader()).value();
    const auto source =
        std::move(RecordSource::open(file, loadProfile(profile).value(), [](const RejectedRow&) {})).value();
    return Verifier(reader).verifyFile(*source, {}, [&](const Finding& f) { findings.push_back(f); }).value();
}

}  // namespace

class TestSample : public QObject {
    Q_OBJECT

private slots:
    // Real readings in, every planted change found, and nothing else.
    void everyPlantedChangeIsFound()
    {
        const TemporaryFolder folder;
        const auto sample = makeSample(optionsFor(folder / "sample"));
        MS_VERIFY_OK(sample);
        QCOMPARE(sample->rows, std::uint64_t(2850));
        QCOMPARE(sample->records, std::uint64_t(2850));
        QCOMPARE(sample->rejected, std::uint64_t(0));
        QCOMPARE(sample->meters, std::uint64_t(30));
        QCOMPARE(sample->planted.size(), std::size_t(12));

        std::vector<Finding> findings;
        const VerifySummary sound = verify(folder / "sample", sample->trueFile, sample->profileFile, findings);
        QVERIFY(sound.intact());
        QCOMPARE(findings.size(), std::size_t(0));

        const VerifySummary tampered = verify(folder / "sample", sample->tamperedFile, sample->profileFile, findings);
        QVERIFY(!tampered.intact());
        std::multiset<std::string> expected;
        std::multiset<std::string> found;
        for (const PlantedChange& change : sample->planted) {
            expected.insert(std::string(toString(change.expected)) + " " + change.mn + " " +
                            std::to_string(change.line));
        }
        for (const Finding& finding : findings) {
            found.insert(std::string(toString(finding.verdict)) + " " + finding.mn + " " +
                         std::to_string(finding.line));
        }
        QVERIFY2(expected == found, "the findings are not the planted changes");
        std::set<Verdict> kinds;
        for (const PlantedChange& change : sample->planted) {
            kinds.insert(change.expected);
        }
        QCOMPARE(kinds.size(), std::size_t(4));  // ALTERED, MISSING, EXTRA, NOT_ANCHORED

        // Each anchored record is counted by its alarm code, those of the last block too.
        constexpr std::int64_t kYearMs = 365LL * 86'400'000;
        std::uint64_t counted = 0;
        const auto alarms = readAlarmCounts(Workspace::open(folder / "sample")->journalFolder(), Timestamp{0},
                                            Timestamp{sample->planted.front().time.ms + kYearMs});
        MS_VERIFY_OK(alarms);
        QVERIFY(alarms->since && alarms->uncounted == 0);
        for (const AlarmCountRow& row : alarms->rows) {
            counted += row.records;
        }
        QCOMPARE(counted, sample->records);

        const auto fsck = checkLedger(Workspace::open(folder / "sample")->ledgerFile(), {});
        MS_VERIFY_OK(fsck);
        QCOMPARE(fsck->faults, std::uint64_t(0));
    }

    void tooFewReadingsSaySo()
    {
        const TemporaryFolder folder;
        test::writeFile(folder / "few.csv", "V1;V2;V3;V4\nmeter-1;01/03/2017 00:03:26;100;8\n");
        SampleOptions options = optionsFor(folder / "sample");
        options.readings = folder / "few.csv";
        MS_VERIFY_REASON(makeSample(options), "sample.too-small");
        options.folder = folder / "other";
        options.readings = folder / "absent.csv";
        MS_VERIFY_REASON(makeSample(options), "sample.readings");
        options.folder = folder / "third";
        options.readings = folder / "absent.zip";
        MS_VERIFY_REASON(makeSample(options), "archive.not-a-zip");
    }

    void aFolderInUseIsLeftAlone()
    {
        const TemporaryFolder folder;
        test::writeFile(folder / "mine.txt", "keep");
        const auto refused = makeSample(optionsFor(folder.path()));
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().code == ErrorCode::Conflict);
        QVERIFY(test::readFile(folder / "mine.txt") == "keep");
    }

    void stops()
    {
        const TemporaryFolder folder;
        std::stop_source stop;
        SampleOptions options = optionsFor(folder / "sample");
        options.stop = stop.get_token();
        options.progress = [&](const SampleProgress& progress) {
            if (progress.step == SampleProgress::Step::Reviews) {
                stop.request_stop();
            }
        };
        MS_VERIFY_REASON(makeSample(options), "sample.cancelled");
    }
};

QTEST_APPLESS_MAIN(TestSample)
#include "tst_sample.moc"
