// The sample in resources/ is real data; the whole trial file is read as well where METERSEAL_DAIAD names it.
#include "meterseal/source/record_source.h"
#include "source_dir.h"
#include "support/qt.h"

#include <cstdlib>
#include <map>
#include <set>

using namespace meterseal;

namespace {

const std::filesystem::path kSample = METERSEAL_SOURCE_DIR "/resources/sample/daiad-alicante-extract.csv";
const std::filesystem::path kProfile = METERSEAL_SOURCE_DIR "/resources/sample/daiad.profile.json";

struct Counts {
    std::uint64_t records = 0;
    std::map<std::string, std::uint64_t> rejects;
    std::set<std::string> meters;
    std::map<std::string, std::vector<HealthRecord>> byMeter;
};

void count(const std::filesystem::path& file, Counts& counts)
{
    const auto profile = loadProfile(kProfile);
    MS_VERIFY_OK(profile);
    auto source = RecordSource::open(file, *profile, [&](const RejectedRow& row) { ++counts.rejects[row.reason]; });
    MS_VERIFY_OK(source);
    std::vector<SourceRow> rows;
    for (;;) {
        const auto got = (*source)->read(rows, 1000);
        MS_VERIFY_OK(got);
        if (*got == 0) {
            break;
        }
        counts.records += *got;
        for (const SourceRow& row : rows) {
            counts.meters.insert(row.record.mn);
            counts.byMeter[row.record.mn].push_back(row.record);
        }
    }
    QCOMPARE((*source)->bytesRead(), (*source)->bytesTotal());
}

}  // namespace

class TestDaiad : public QObject {
    Q_OBJECT

private slots:
    void extract()
    {
        Counts counts;
        count(kSample, counts);
        QCOMPARE(counts.records, std::uint64_t(2850));
        QVERIFY(counts.rejects.empty());
        QCOMPARE(counts.meters.size(), std::size_t(30));
        // Four days of 24 hours with one hour skipped: readings stay about an hour apart across the change, not two.
        for (const auto& [mn, records] : counts.byMeter) {
            QCOMPARE(records.size(), std::size_t(95));
            for (std::size_t i = 1; i < records.size(); ++i) {
                const auto minutes = (records[i].alarmTime.ms - records[i - 1].alarmTime.ms) / 60000;
                QVERIFY2(minutes > 20 && minutes < 100, (mn + " " + std::to_string(minutes)).c_str());
            }
        }
        const HealthRecord& first = counts.byMeter.begin()->second.front();
        QCOMPARE(qs(first.alarmCode), QStringLiteral("READING"));
        QVERIFY(qs(formatTimestamp(first.alarmTime)).startsWith(QStringLiteral("2017-03-24T23:")));
    }

    void wholeTrial()
    {
        const char* const file = std::getenv("METERSEAL_DAIAD");
        if (file == nullptr) {
            QSKIP("METERSEAL_DAIAD does not name swm_trialA_extended.csv");
        }
        Counts counts;
        count(file, counts);
        std::uint64_t rejected = 0;
        for (const auto& [reason, number] : counts.rejects) {
            qInfo("%s: %llu", reason.c_str(), static_cast<unsigned long long>(number));
            rejected += number;
        }
        QCOMPARE(counts.records + rejected, std::uint64_t(148484));
        QCOMPARE(counts.records, std::uint64_t(148484));
        QCOMPARE(counts.meters.size(), std::size_t(89));
    }
};

QTEST_APPLESS_MAIN(TestDaiad)
#include "tst_daiad.moc"
