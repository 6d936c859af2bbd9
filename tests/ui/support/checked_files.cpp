#include "ui/support/checked_files.h"

namespace meterseal::test {

HealthRecord CheckedFiles::alteredRecord() const
{
    HealthRecord record = records[kAltered];
    record.value += 100;
    return record;
}

HealthRecord CheckedFiles::extraRecord() const
{
    HealthRecord record = records[kExtraAfter];
    record.alarmTime.ms += 1;  // the next one is later: records of one meter are never closer
    record.alarmCode = "ADDED";
    return record;
}

std::string linesOf(const std::vector<HealthRecord>& records)
{
    std::string lines;
    for (const HealthRecord& record : records) {
        lines += canonicalRecord(record) + '\n';
    }
    return lines;
}

CheckedFiles makeCheckedFiles(SmallWorld& world, const std::filesystem::path& folder, std::size_t count)
{
    CheckedFiles files;
    files.records = world.builder().records(0, count);
    const Bytes wire = world.builder().convert(0, files.records);
    files.tx = txHashOf(wire);
    world.submit(wire);
    world.flush();
    files.intact = folder / "readings.jsonl";
    files.altered = folder / "readings-altered.jsonl";
    writeFile(files.intact, linesOf(files.records));
    std::vector<HealthRecord> changed = files.records;
    changed[CheckedFiles::kAltered] = files.alteredRecord();
    changed.insert(changed.begin() + CheckedFiles::kExtraAfter + 1, files.extraRecord());
    changed.erase(changed.begin() + CheckedFiles::kMissing);
    HealthRecord stranger = changed.back();
    stranger.mn = "999999999999";
    changed.push_back(stranger);
    writeFile(files.altered, linesOf(changed) + "this line is no record\n");
    return files;
}

}  // namespace meterseal::test
