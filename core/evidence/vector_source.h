// Records in memory as a RecordSource: row and line are the record's number, from 1.
#pragma once

#include "meterseal/source/record_source.h"

#include <algorithm>

namespace meterseal::evidence {

class VectorSource : public RecordSource {
public:
    explicit VectorSource(std::vector<HealthRecord> records) : m_records(std::move(records)) {}
    Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) override
    {
        const std::size_t count = std::min(max, m_records.size() - m_next);
        rows.resize(std::max(rows.size(), count));
        for (std::size_t i = 0; i < count; ++i, ++m_next) {
            rows[i] = {m_records[m_next], m_next + 1, m_next + 1};
        }
        return count;
    }
    std::uint64_t bytesRead() const override { return m_next; }
    std::uint64_t bytesTotal() const override { return m_records.size(); }

private:
    std::vector<HealthRecord> m_records;
    std::size_t m_next = 0;
};

}  // namespace meterseal::evidence
