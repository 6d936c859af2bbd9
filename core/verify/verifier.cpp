#include "meterseal/verify/verifier.h"

#include "verify/claim.h"
#include "verify/file_run.h"

#include <exception>

#include <fmt/format.h>

namespace meterseal {
namespace {

Error internalError(const char* what)
{
    return makeError(
        ErrorCode::Internal, "verify.internal",
        fmt::format("The verification broke off: {}. What was not told until then was not checked.", what));
}

}  // namespace

struct Verifier::Impl {
    LedgerReader& reader;
};

Verifier::Verifier(LedgerReader& reader) : m_impl(std::make_unique<Impl>(Impl{reader}))
{}

Verifier::~Verifier() = default;

Result<Finding> Verifier::verifyRecord(const HealthRecord& record, const std::optional<Claim>& claim)
{
    try {
        return verify::verifyOne(m_impl->reader, record, claim);
    } catch (const std::exception& e) {  // memory
        return internalError(e.what());
    }
}

Result<VerifySummary> Verifier::verifyFile(RecordSource& source, const VerifyOptions& options,
                                           const std::function<void(const Finding&)>& finding,
                                           const std::function<void(const VerifyProgress&)>& progress,
                                           std::stop_token stop)
{
    try {
        return verify::FileRun(m_impl->reader, source, options, finding, progress, std::move(stop)).run();
    } catch (const std::exception& e) {  // memory, or a callback that throws
        return internalError(e.what());
    }
}

}  // namespace meterseal
