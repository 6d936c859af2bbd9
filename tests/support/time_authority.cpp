#include "support/time_authority.h"

#include "meterseal/base/process.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace meterseal::test {

namespace {

Bytes readBytes(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

TimeAuthority::TimeAuthority(const std::string& name)
{
    run("openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj '/CN=" + name +
        " Root' -days 3650\n"
        "openssl req -newkey rsa:2048 -nodes -keyout clock.key -out clock.csr -subj '/CN=" +
        name +
        "'\n"
        "echo 'extendedKeyUsage=critical,timeStamping' > ext\n"
        "openssl x509 -req -in clock.csr -CA root.pem -CAkey root.key -CAcreateserial -out clock.pem -days 3650 "
        "-extfile ext\n"
        "echo 01 > serial\n"
        "printf '%s\\n' '[t]' 'serial=serial' 'signer_cert=clock.pem' 'signer_key=clock.key' "
        "'signer_digest=sha256' 'default_policy=1.2.3.4.1' 'digests=sha256' 'ess_cert_id_alg=sha256' > tsa.cnf\n");
}

void TimeAuthority::run(const std::string& script) const
{
    auto child = ChildProcess::start(
        {"bash", {"-c", "set -e; cd '" + m_folder.path().string() + "'; exec > log 2>&1\n" + script}});
    if (!child.ok()) {
        throw std::runtime_error(child.error().message);
    }
    if (child->wait().code != 0) {
        const Bytes log = readBytes(m_folder.path() / "log");
        throw std::runtime_error("openssl: " + std::string(asText(log)));
    }
}

std::string TimeAuthority::certificates() const
{
    const Bytes pem = readBytes(rootFile());
    return std::string(asText(pem));
}

Bytes TimeAuthority::answer(ByteView request) const
{
    std::ofstream(m_folder.path() / "q.tsq", std::ios::binary) << asText(request);
    run("openssl ts -reply -queryfile q.tsq -config tsa.cnf -section t -out r.tsr");
    return readBytes(m_folder.path() / "r.tsr");
}

}  // namespace meterseal::test
