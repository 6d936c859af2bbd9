// A file verified from its bytes to its verdict, the one way for every face: the file is hashed first, the ledger's
// head is noted, the records are compared, and a file that was changed meanwhile gives no result at all.
//
// Thread-safety: safe; callbacks come from the calling thread.
#pragma once

#include "meterseal/chain/endorsement.h"
#include "meterseal/verify/verifier.h"

#include <filesystem>

namespace meterseal {

struct FileVerificationRequest {
    std::filesystem::path file;
    MappingProfile profile;
    Coverage coverage = Coverage::NotStated;
    std::optional<Timestamp> from, to;
    bool reportIntact = false;
};

struct FileVerification {
    Hash256 sha256;  // of the file's bytes, as they were read
    std::uint64_t bytes = 0;
    // Of the ledger that was asked.
    Hash256 fingerprint;
    Height height = 0;
    std::optional<Hash256> headHash;  // absent: no block yet
    Timestamp headTime;
    std::optional<Endorsements>
        word;  // on whose word the ledger stood then; absent: nobody's yet, or it cannot be read
    Timestamp began, ended;
    VerifySummary summary;
    std::vector<SuggestionNote> notes;  // what reading the file showed of it
};

struct FileVerificationProgress {
    enum class Step { Hashing, Reading, Comparing } step = Step::Hashing;
    std::uint64_t bytesHashed = 0;
    VerifyProgress verify;
    FileVerification soFar;  // hash and head once they are known
};

struct FileVerificationSinks {
    std::function<void(const Finding&)> finding;
    std::function<void(const RejectedRow&)> reject;  // a finding of its own: this row was NOT checked
    std::function<void(const FileVerificationProgress&)> progress;
};

using OpenReader = std::function<Result<LedgerReader>()>;

// The ledger is opened once the file was hashed. Stopped: a result whose summary says so. reason: verify.file,
// verify.file-changed (Conflict: nothing that was told holds of either version), those of RecordSource::open(),
// ledger.*
Result<FileVerification> verifyRecordFile(const OpenReader& open, const FileVerificationRequest& request,
                                          const FileVerificationSinks& sinks, std::stop_token stop = {});

}  // namespace meterseal
