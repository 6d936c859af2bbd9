#include "source/day_columns.h"

namespace meterseal::source {

DayColumns::DayColumns(const MappingProfile& profile)
{
    for (const ClockColumn& column : profile.clock) {
        m_times.push_back(column.time);
    }
    m_texts.resize(m_times.size());
}

bool DayColumns::finish(RecordMapper& mapper, const HealthRecord& row, Refusal& refusal)
{
    m_records.clear();
    m_next = 0;
    mapper.endDay();
    for (std::size_t i = 0; i < m_times.size(); ++i) {
        HealthRecord record = row;
        mapper.begin();
        mapper.setClock(m_times[i]);
        if (!mapper.setText(Field::Value, m_texts[i], record, refusal) || !mapper.finish(record, refusal)) {
            m_records.clear();
            m_failed = i;
            return false;
        }
        if (!mapper.hasNoValue()) {
            m_records.push_back(std::move(record));
        }
    }
    return true;
}

bool DayColumns::next(HealthRecord& record)
{
    if (m_next == m_records.size()) {
        return false;
    }
    record = m_records[m_next++];
    return true;
}

}  // namespace meterseal::source
