// parseRecord: what it accepts keeps its rules, its bytes and its meaning on the way through canonical form.
#include "meterseal/record/canonical_json.h"
#include "meterseal/record/health_record.h"
#include "record/record_json.h"
#include "support/fuzz_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace meterseal;
    const std::string_view text = asText({data, size});
    const Result<HealthRecord> record = parseRecord(text);
    if (!record) {
        return 0;
    }
    FUZZ_CHECK(checkRecord(*record).ok());
    const std::string bytes = canonicalRecord(*record);
    FUZZ_CHECK(isCanonicalJson(bytes));
    FUZZ_CHECK(canonicalJson(text).ok() && *canonicalJson(text) == bytes);
    const Result<HealthRecord> again = parseRecord(bytes);
    FUZZ_CHECK(again.ok() && *again == *record);
    HealthRecord general;
    FUZZ_CHECK(record::parseGeneral(bytes, general).ok() && general == *record);
    return 0;
}
