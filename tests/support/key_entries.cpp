#include "support/key_entries.h"

#include "support/hashes.h"

#include <fmt/format.h>

namespace meterseal::test {

crypto::PrivateKey someKey(std::size_t i)
{
    return crypto::PrivateKey::fromBytes(someHashes(1, 5000 + i).front()).value();
}

crypto::MeterSecret someMeter(std::size_t i)
{
    return {fmt::format("{:08}", i),
            fmt::format("No. {} Harbour Rd", i),
            "汇中仪表",
            fmt::format("address-{}", i),
            crypto::SecretBytes(std::string_view(fmt::format("password-of-meter-{:035}", i))),
            crypto::SecretBytes(std::string_view(i % 2 == 0 ? fmt::format("token-{:020}", i) : std::string())),
            someKey(i)};
}

crypto::OrganisationKey someOrganisation(std::size_t i)
{
    return {fmt::format("organisation-{}", i), someKey(1000000 + i)};
}

bool equal(const crypto::MeterSecret& left, const crypto::MeterSecret& right)
{
    return left.mn == right.mn && left.location == right.location && left.manufacturer == right.manufacturer &&
           left.address == right.address && left.password.text() == right.password.text() &&
           left.token.text() == right.token.text() && left.key.secret().text() == right.key.secret().text();
}

}  // namespace meterseal::test
