#include "meterseal/verify/file_verification.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/file/file.h"

#include <fmt/format.h>

#include <vector>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHashStep = 1 << 20;

Error fileError(const Error& cause)
{
    return rephrased(makeError(ErrorCode::Io, cause.reason, cause.message), "verify.file",
                     "Nothing was checked and nothing was changed. Choose another file or look at its rights.");
}

// What tells that a file was written to or replaced.
Result<FileStamp> markOf(const fs::path& file)
{
    auto stamp = stampOf(file);
    return stamp ? stamp : Result<FileStamp>(fileError(stamp.error()));
}

class FileVerifier {
public:
    FileVerifier(const OpenReader& open, const FileVerificationRequest& request, const FileVerificationSinks& sinks,
                 std::stop_token stop)
        : m_open(open), m_request(request), m_sinks(sinks), m_stop(std::move(stop))
    {}

    Result<FileVerification> run()
    {
        FileVerification& result = m_state.soFar;
        result.began = now();
        MS_ASSIGN(const FileStamp before, markOf(m_request.file));
        m_state.verify.bytesTotal = before.size;
        MS_ASSIGN(result.sha256, hash());
        MS_ASSIGN(LedgerReader reader, m_open());
        MS_TRY(noteHead(reader));
        MS_ASSIGN(result.summary, compare(reader));
        if (result.summary.cancelled) {
            result.ended = now();
            return result;
        }
        MS_ASSIGN(const FileStamp after, markOf(m_request.file));
        if (!(after == before)) {
            return changed();
        }
        // A replacement of the same size and time is seen by its bytes.
        MS_ASSIGN(const Hash256 again, hash());
        result.summary.cancelled = m_stop.stop_requested();
        if (again != result.sha256 && !result.summary.cancelled) {
            return changed();
        }
        result.ended = now();
        return result;
    }

private:
    Error changed() const
    {
        return makeError(ErrorCode::Conflict, "verify.file-changed",
                         fmt::format("The file {} was changed while it was being checked, so the result would be about "
                                     "neither version. Verify it again once nothing writes to it.",
                                     m_request.file.string()));
    }

    void tell() const
    {
        if (m_sinks.progress) {
            m_sinks.progress(m_state);
        }
    }

    Result<Hash256> hash()
    {
        auto file = File::open(m_request.file, OpenFor::Reading);
        if (!file) {
            return fileError(file.error());
        }
        crypto::Sha256Stream stream;
        std::vector<char> piece(kHashStep);
        std::uint64_t bytes = 0;
        for (std::size_t got = piece.size(); got == piece.size();) {
            if (m_stop.stop_requested()) {
                return Hash256{};
            }
            const auto read = file->read(piece.data(), piece.size());
            if (!read) {
                return fileError(read.error());
            }
            got = *read;
            stream.update(asBytes(std::string_view(piece.data(), got)));
            bytes += got;
            if (m_state.step == FileVerificationProgress::Step::Hashing) {
                m_state.bytesHashed = bytes;
                m_state.soFar.bytes = bytes;
                tell();
            }
        }
        return stream.finish();
    }

    Status noteHead(LedgerReader& reader)
    {
        MS_ASSIGN(const LedgerTotals totals, reader.totals());
        m_state.soFar.fingerprint = reader.fingerprint();
        m_state.soFar.height = totals.height;
        if (totals.head) {
            m_state.soFar.headHash = totals.head->hash;
            m_state.soFar.headTime = totals.head->header.time;
        }
        // A table that is damaged there is no reason to check nothing: the word is then left out.
        if (auto word = endorsementsOfLedger(reader); word.ok()) {
            m_state.soFar.word = std::move(*word);
        }
        return {};
    }

    Result<VerifySummary> compare(LedgerReader& reader)
    {
        UnreadRows unread(mostRecordsOfRow(m_request.profile));
        MS_ASSIGN(const auto source, RecordSource::open(m_request.file, m_request.profile, [&](const RejectedRow& row) {
                      unread.add(row);
                      if (m_sinks.reject) {
                          m_sinks.reject(row);
                      }
                  }));
        VerifyOptions options;
        options.coverage = m_request.coverage;
        options.from = m_request.from;
        options.to = m_request.to;
        options.reportIntact = m_request.reportIntact;
        options.unread = &unread;
        auto summary = Verifier(reader).verifyFile(
            *source, options, m_sinks.finding ? m_sinks.finding : [](const Finding&) {},
            [this](const VerifyProgress& progress) {
                m_state.step = progress.recordsTotal == 0 ? FileVerificationProgress::Step::Reading
                                                          : FileVerificationProgress::Step::Comparing;
                m_state.verify = progress;
                tell();
            },
            m_stop);
        m_state.soFar.notes = source->notes();
        return summary;
    }

    const OpenReader& m_open;
    const FileVerificationRequest& m_request;
    const FileVerificationSinks& m_sinks;
    const std::stop_token m_stop;
    FileVerificationProgress m_state;
};

}  // namespace

Result<FileVerification> verifyRecordFile(const OpenReader& open, const FileVerificationRequest& request,
                                          const FileVerificationSinks& sinks, std::stop_token stop)
{
    return FileVerifier(open, request, sinks, std::move(stop)).run();
}

}  // namespace meterseal
