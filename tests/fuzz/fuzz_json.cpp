// canonicalJson: its output is its own canonical form, and nlohmann reads the same value from both.
#include "meterseal/base/bytes.h"
#include "meterseal/record/canonical_json.h"
#include "support/fuzz_check.h"

#include <nlohmann/json.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace meterseal;
    const std::string_view text = asText({data, size});
    const Result<std::string> canonical = canonicalJson(text);
    if (canonical.ok()) {
        FUZZ_CHECK(isCanonicalJson(*canonical));
        const auto before = nlohmann::json::parse(text, nullptr, false);
        const auto after = nlohmann::json::parse(*canonical, nullptr, false);
        FUZZ_CHECK(!before.is_discarded() && before == after);
    }
    const Result<double> number = parseNumber(text);
    if (number.ok()) {
        FUZZ_CHECK(parseNumber(formatNumber(*number)).ok() && *parseNumber(formatNumber(*number)) == *number);
        FUZZ_CHECK(canonical.ok() && *canonical == formatNumber(*number));
    }
    return 0;
}
