#include "meterseal/verify/verifier.h"

#include "verify/claim.h"
#include "verify/file_run.h"
#include "verify/stored_view.h"

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
    // Calls `run` with the ledger's view; a stored ledger gets a new one each run, which sees it as it is then.
    template <typename Run>
    auto with(Run run)
    {
        if (view != nullptr) {
            return run(*view);
        }
        verify::StoredView stored(*reader);
        return run(static_cast<LedgerView&>(stored));
    }

    LedgerReader* reader = nullptr;
    LedgerView* view = nullptr;
};

Verifier::Verifier(LedgerReader& reader) : m_impl(std::make_unique<Impl>(Impl{&reader, nullptr}))
{}

Verifier::Verifier(LedgerView& view) : m_impl(std::make_unique<Impl>(Impl{nullptr, &view}))
{}

Verifier::~Verifier() = default;

Result<Finding> Verifier::verifyRecord(const HealthRecord& record, const std::optional<Claim>& claim)
{
    try {
        return m_impl->with([&](LedgerView& view) { return verify::verifyOne(view, record, claim); });
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
        return m_impl->with([&](LedgerView& view) {
            return verify::FileRun(view, source, options, finding, progress, std::move(stop)).run();
        });
    } catch (const std::exception& e) {  // memory, or a callback that throws
        return internalError(e.what());
    }
}

}  // namespace meterseal
