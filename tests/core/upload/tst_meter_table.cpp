#include "upload/grouper.h"
#include "upload/meter_table.h"

#include "support/qt.h"

#include <fmt/format.h>

using namespace meterseal;
using std::chrono::seconds;
using upload::CodeTable;
using upload::Group;
using upload::MeterTable;
using upload::SteadyClock;

class TestMeterTable : public QObject {
    Q_OBJECT
private slots:
    void findsManyMeters();
    void asksAgainAboutARejection();
    void asksAfreshWhereTheLedgerGaveNoAnswer();
    void asksAgainAboutAClosedMeter();
    void adoptsWhatOnlyTheJournalKnows();
    void keepsMoreCodesThanTheTableHolds();
};

namespace {

class FakeDirectory final : public MeterDirectory {
public:
    Result<MeterAccount> find(std::string_view mn) override
    {
        ++asked;
        if (error) {
            return *error;
        }
        return MeterAccount{std::string(mn), "address of " + std::string(mn), {}, m_key, {}};
    }
    Result<CommittedMeter> committed(const std::string&) override { return CommittedMeter{}; }
    Result<std::vector<AnchoredBatch>> batches(const std::string&, std::optional<std::uint64_t>) override
    {
        return std::vector<AnchoredBatch>{};
    }
    Result<std::vector<Hash256>> leaves(const std::string&, std::uint64_t) override { return std::vector<Hash256>{}; }
    Result<TxRow> transaction(const Hash256&) override { return *error; }

    int asked = 0;
    std::optional<Error> error;

private:
    const crypto::PrivateKey m_key = crypto::PrivateKey::generate();
};

upload::Meter* peek(const MeterTable& table, std::string_view mn)
{
    return table.peek(mn, MeterTable::hashOf(mn));
}

}  // namespace

void TestMeterTable::findsManyMeters()
{
    FakeDirectory directory;
    MeterTable table(directory);
    const auto now = SteadyClock::now();
    constexpr int kMeters = 5000;  // the table grows several times
    std::vector<upload::Meter*> meters;
    for (int i = 0; i < kMeters; ++i) {
        const std::string mn = fmt::format("{}", i);
        QVERIFY(peek(table, mn) == nullptr);
        const auto found = table.find(mn, now);
        QVERIFY(found.ok());
        meters.push_back(*found);
    }
    QCOMPARE(directory.asked, kMeters);
    for (int i = 0; i < kMeters; ++i) {
        const std::string mn = fmt::format("{}", i);
        QCOMPARE(meters[static_cast<std::size_t>(i)]->mn, mn);
        QVERIFY(peek(table, mn) == meters[static_cast<std::size_t>(i)]);
        QVERIFY(*table.find(mn, now + seconds(60)) == meters[static_cast<std::size_t>(i)]);
    }
    QCOMPARE(directory.asked, kMeters);
    QVERIFY(peek(table, "5000") == nullptr);
}

void TestMeterTable::asksAgainAboutARejection()
{
    FakeDirectory directory;
    MeterTable table(directory);
    const auto now = SteadyClock::now();
    directory.error = makeError(ErrorCode::NotFound, "upload.meter-unknown", "no");
    QVERIFY(!table.find("m", now).ok());
    QVERIFY(!table.find("m", now + seconds(1)).ok());
    QCOMPARE(directory.asked, 1);
    directory.error.reset();
    QVERIFY(!table.find("m", now + seconds(1)).ok());
    QVERIFY(peek(table, "m") == nullptr);
    QVERIFY(table.find("m", now + seconds(3)).ok());
    QCOMPARE(directory.asked, 2);
    QVERIFY(peek(table, "m") != nullptr);
}

void TestMeterTable::asksAfreshWhereTheLedgerGaveNoAnswer()
{
    FakeDirectory directory;
    MeterTable table(directory);
    const auto now = SteadyClock::now();
    directory.error = makeError(ErrorCode::Io, "ledger.io", "the disk");
    QCOMPARE(table.find("m", now).error().reason, std::string("ledger.io"));
    QCOMPARE(table.find("m", now).error().reason, std::string("ledger.io"));
    QCOMPARE(directory.asked, 2);
    directory.error.reset();
    QVERIFY(table.find("m", now).ok());
}

void TestMeterTable::asksAgainAboutAClosedMeter()
{
    FakeDirectory directory;
    MeterTable table(directory);
    const auto now = SteadyClock::now();
    upload::Meter* const meter = *table.find("m", now);
    meter->closed = true;
    QVERIFY(peek(table, "m") == nullptr);
    directory.error = makeError(ErrorCode::Conflict, "upload.meter-inactive", "suspended");
    QVERIFY(!table.find("m", now + seconds(3)).ok());
    QVERIFY(peek(table, "m") == nullptr);
    directory.error.reset();
    QVERIFY(*table.find("m", now + seconds(6)) == meter);
    QVERIFY(!meter->closed);
    QVERIFY(peek(table, "m") == meter);
}

void TestMeterTable::adoptsWhatOnlyTheJournalKnows()
{
    FakeDirectory directory;
    MeterTable table(directory);
    upload::Meter* const known = *table.find("m", SteadyClock::now());
    QVERIFY(table.adopt("m", "address of m") == known);
    upload::Meter* const other = table.adopt("m", "an address it had before");
    QVERIFY(other != known);
    QVERIFY(!other->key);
    QVERIFY(table.adopt("m", "an address it had before") == other);
    QVERIFY(peek(table, "m") == known);
}

void TestMeterTable::keepsMoreCodesThanTheTableHolds()
{
    CodeTable codes;
    upload::Grouper grouper(std::chrono::hours(24 * 36500), 8192, codes);
    upload::Meter meter;
    meter.mn = "m";
    const auto job = std::make_shared<upload::Job>();
    std::vector<Group> ready;
    constexpr std::uint64_t kRows = CodeTable::kMost + 700;
    for (int round = 0; round < 2; ++round) {
        for (std::uint64_t i = 0; i < kRows; ++i) {
            HealthRecord record;
            record.mn = meter.mn;
            record.alarmCode = fmt::format("code {}", i);
            record.alarmTime.ms = static_cast<std::int64_t>(i);
            grouper.add(meter, job, record, i, {}, ready);
        }
    }
    grouper.takeJob(*job, ready);
    std::size_t entries = 0;
    for (const Group& group : ready) {
        for (const upload::Entry& entry : group.entries) {
            QCOMPARE(std::string(group.codeOf(entry, codes)), fmt::format("code {}", entry.row));
            ++entries;
        }
    }
    QCOMPARE(entries, 2 * kRows);
}

QTEST_APPLESS_MAIN(TestMeterTable)
#include "tst_meter_table.moc"
