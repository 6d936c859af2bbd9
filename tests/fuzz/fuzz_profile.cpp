// parseProfile: what it accepts, profileToJson writes so that it is read back the same.
#include "meterseal/base/bytes.h"
#include "meterseal/source/profile.h"
#include "support/fuzz_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace meterseal;
    const Result<MappingProfile> profile = parseProfile(asText({data, size}));
    if (profile.ok()) {
        const std::string json = profileToJson(*profile);
        const Result<MappingProfile> again = parseProfile(json);
        FUZZ_CHECK(again.ok() && profileToJson(*again) == json);
    } else {
        FUZZ_CHECK(profile.error().reason.starts_with("profile."));
    }
    return 0;
}
