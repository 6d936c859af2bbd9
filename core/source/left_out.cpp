// Rows that a person left out, because they contradict others: named in the profile by their numbers.
#include "source/open_source.h"

#include <algorithm>

namespace meterseal::source {

namespace {

class LeavingOut : public RecordSource {
public:
    LeavingOut(std::unique_ptr<RecordSource> source, std::vector<std::uint64_t> rows, RejectSink rejects)
        : m_source(std::move(source)), m_rows(std::move(rows)), m_rejects(std::move(rejects))
    {}

    Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) override
    {
        while (true) {
            MS_ASSIGN(const std::size_t count, m_source->read(rows, max));
            if (count == 0) {
                return count;
            }
            std::size_t kept = 0;
            for (std::size_t i = 0; i < count; ++i) {
                if (std::binary_search(m_rows.begin(), m_rows.end(), rows[i].row)) {
                    reject(rows[i]);
                } else {
                    std::swap(rows[kept++], rows[i]);
                }
            }
            rows.resize(kept);
            if (kept > 0) {
                return kept;
            }
        }
    }
    std::uint64_t quietRows() const override { return m_source->quietRows(); }
    std::vector<SuggestionNote> notes() const override { return m_source->notes(); }
    std::uint64_t bytesRead() const override { return m_source->bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_source->bytesTotal(); }

private:
    void reject(const SourceRow& row) const
    {
        RejectedRow rejected;
        rejected.row = row.row;
        rejected.line = row.line;
        rejected.reason = "source.left-out";
        rejected.message = "The row was left out by the profile's \"leaveOut\", because it contradicts another one.";
        appendCanonical(row.record, rejected.original);
        if (m_rejects) {
            m_rejects(rejected);
        }
    }

    std::unique_ptr<RecordSource> m_source;
    std::vector<std::uint64_t> m_rows;
    RejectSink m_rejects;
};

}  // namespace

std::unique_ptr<RecordSource> leavingOut(std::unique_ptr<RecordSource> source, std::vector<std::uint64_t> rows,
                                         RecordSource::RejectSink rejects)
{
    return std::make_unique<LeavingOut>(std::move(source), std::move(rows), std::move(rejects));
}

}  // namespace meterseal::source
