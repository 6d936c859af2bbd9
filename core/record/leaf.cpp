#include "meterseal/crypto/sha256.h"
#include "meterseal/record/health_record.h"

namespace meterseal {

Hash256 leafOf(const HealthRecord& record)
{
    constexpr std::uint8_t kLeafPrefix = 0x00;  // RFC 9162: a leaf never reads as an inner node
    return crypto::sha256Prefixed(kLeafPrefix, asBytes(canonicalRecord(record)));
}

}  // namespace meterseal
