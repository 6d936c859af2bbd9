// SHA-256 as FIPS 180-4 spells it, one step a line and slow. It shares no code with core and judges it.
#pragma once

#include "meterseal/base/bytes.h"

namespace meterseal::test {

Hash256 referenceSha256(ByteView message);

}  // namespace meterseal::test
