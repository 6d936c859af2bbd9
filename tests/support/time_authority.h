// A time stamp authority (RFC 3161) of its own, made by openssl in a temporary folder: a root, and a clock that it
// certifies. Throws std::runtime_error where openssl does not do its part. Not thread-safe.
#pragma once

#include "support/temporary_folder.h"

#include "meterseal/base/bytes.h"

#include <string>

namespace meterseal::test {

class TimeAuthority {
public:
    explicit TimeAuthority(const std::string& name = "Test Clock");
    std::string certificates() const;      // of its root, PEM
    Bytes answer(ByteView request) const;  // a TimeStampResp, also one that refuses
    std::filesystem::path rootFile() const { return m_folder.path() / "root.pem"; }

private:
    void run(const std::string& script) const;
    TemporaryFolder m_folder;
};

}  // namespace meterseal::test
