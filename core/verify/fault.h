// Why something on the ledger cannot be believed: kept beside what it was for, it never becomes a verdict against a
// record.
#pragma once

#include <string>

namespace meterseal::verify {

struct Fault {
    std::string reason;
    std::string message;  // a sentence with what was expected and what was found
};

}  // namespace meterseal::verify
