// The batches of one meter laid along time: where records are missing between two batches, and where batches overlap.
//
// The ledger knows of a batch only its first and last record time and how many records it has. The usual distance
// between records is therefore an estimate: the median over the batches of (end - start) / (count - 1). A stretch
// without a batch counts as a gap where it is longer than kGapFactor times that. Pure; no Qt objects but the model.
#pragma once

#include "meterseal/ledger/reader.h"
#include "models/table_model.h"

namespace meterseal::ui {

struct BatchSpan {
    BatchRow batch;
    int lane = 0;  // 0, or more where earlier batches still run at its start
    bool overlaps = false;
};

struct SpanFinding {
    enum class Kind { Gap, Overlap } kind = Kind::Gap;
    Timestamp from, to;
    std::uint64_t before = 0, after = 0;  // seq of the two batches
};

struct MeterSpans {
    static constexpr std::int64_t kGapFactor = 3;

    std::vector<BatchSpan> spans;  // by start, then seq
    std::vector<SpanFinding> findings;
    std::optional<std::int64_t> usualMs;  // between two records; none where no batch has two
    int lanes = 0;
    std::uint64_t records = 0, gaps = 0, overlaps = 0;
};

MeterSpans layOut(std::vector<BatchRow> batches);

// The findings as a table: what the timeline shows, for the keyboard and for those who cannot see it.
class SpanFindingsModel : public TableModel {
    Q_OBJECT
public:
    enum Columns { kKind, kFrom, kTo, kLength, kColumns };

    explicit SpanFindingsModel(const Format& format, QObject* parent = nullptr);
    void setFindings(std::vector<SpanFinding> findings);
    const SpanFinding& finding(int row) const { return m_findings[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    const ColumnInfo& column(int index) const override;
    RowCount countState() const override { return RowCount::Complete; }
    std::optional<quint64> knownTotal() const override { return m_findings.size(); }
    int rowOfKey(quint64 key) const override;
    bool loading() const override { return false; }
    const std::optional<Error>& error() const override { return m_error; }
    void reload() override {}

private:
    std::vector<SpanFinding> m_findings;
    std::optional<Error> m_error;
};

}  // namespace meterseal::ui
