// RecordSource over any bytes: every row is a good record or a reject with a reason, whatever the step of reading.
#include "meterseal/base/bytes.h"
#include "meterseal/base/text.h"
#include "support/fuzz_check.h"
#include "support/source_support.h"

namespace {

using namespace meterseal;

MappingProfile chosen(unsigned choice)
{
    MappingProfile profile = test::plainProfile(static_cast<FileFormat>(choice % 3));
    constexpr std::optional<Encoding> kEncodings[] = {std::nullopt, Encoding::Utf8, Encoding::Utf16Le,
                                                      Encoding::Gb18030};
    profile.encoding = kEncodings[choice / 3 % 4];
    if (choice / 12 % 2 == 1) {
        profile.timeFormat = "%d/%m/%Y %H:%M";
        profile.timeZone = "Europe/Madrid";
        profile.decimalMark = ',';
        profile.thousandsMark = ".";
        profile.scale = 1000;
    }
    if (choice / 24 % 2 == 1 && profile.format == FileFormat::Delimited) {
        profile.header = false;
        profile.separator = choice / 48 % 2 == 1 ? "\xef\xbc\x8c" : ";";
        profile.mn = {{}, 1, {}};
        profile.alarmCode = {{}, {}, "READING"};
        profile.alarmTime = {{}, 2, {}};
        profile.value = {{}, 3, {}};
        profile.skipRows = choice / 96 % 2;
    } else if (choice / 24 % 2 == 1) {
        profile.mn.name = "d.mn";
        profile.alarmTime.name = "d.a[].t";
        profile.value.name = "d.a[].value";
        profile.alarmCode.name = "d.s[k=v].code";
    }
    if (choice >= 192) {
        const bool rows = profile.alarmCode.name && *profile.alarmCode.name != "alarmCode";
        profile.alarmCode = {};
        for (const char* name : {"x", "y"}) {
            AlarmFlag flag{std::string(rows ? "d.a[]." : "") + name, {}, name};
            if (!profile.header) {
                flag = {{}, *name == 'x' ? 4 : 5, name};
            }
            profile.flags.push_back(std::move(flag));
        }
    }
    return profile;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const MappingProfile profile = chosen(data[0]);
    const std::string_view bytes = asText({data + 1, size - 1});
    const auto outcome = test::readAll(bytes, profile, 64);
    std::uint64_t line = 0;
    for (const SourceRow& row : outcome.rows) {
        FUZZ_CHECK(checkRecord(row.record).ok());
        FUZZ_CHECK(row.line >= line);
        line = row.line;
        FUZZ_CHECK(parseRecord(canonicalRecord(row.record)).ok());
    }
    for (const RejectedRow& reject : outcome.rejects) {
        FUZZ_CHECK(reject.reason.starts_with("source.") && !reject.message.empty() && reject.line > 0);
        FUZZ_CHECK(isValidUtf8(reject.original) && isValidUtf8(reject.message));
    }
    const auto oneByOne = test::readAll(bytes, profile, 1);
    FUZZ_CHECK(oneByOne.recordList() == outcome.recordList() && oneByOne.rejectList() == outcome.rejectList());
    return 0;
}
