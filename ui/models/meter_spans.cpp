#include "models/meter_spans.h"

#include <QCoreApplication>

#include <algorithm>

namespace meterseal::ui {

namespace {

struct Spans {
    Q_DECLARE_TR_FUNCTIONS(MeterSpans)
};

constexpr Qt::Alignment kSpanLeft = Qt::AlignLeft | Qt::AlignVCenter;

const ColumnInfo kSpanInfo[] = {
    {"kind", QT_TRANSLATE_NOOP("Columns", "Finding"), nullptr, kSpanLeft, 120},
    {"from", QT_TRANSLATE_NOOP("Columns", "From"), nullptr, kSpanLeft, 240},
    {"to", QT_TRANSLATE_NOOP("Columns", "To"), nullptr, kSpanLeft, 240},
    {"length", QT_TRANSLATE_NOOP("Columns", "Length"), nullptr, kSpanLeft, 120},
};

std::optional<std::int64_t> usualDistance(const std::vector<BatchRow>& batches)
{
    std::vector<std::int64_t> distances;
    for (const BatchRow& batch : batches) {
        if (batch.count > 1) {
            distances.push_back((batch.end.ms - batch.start.ms) / (batch.count - 1));
        }
    }
    if (distances.empty()) {
        return std::nullopt;
    }
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
}

}  // namespace

MeterSpans layOut(std::vector<BatchRow> batches)
{
    MeterSpans result;
    result.usualMs = usualDistance(batches);
    std::sort(batches.begin(), batches.end(), [](const BatchRow& a, const BatchRow& b) {
        return std::pair(a.start, a.seq) < std::pair(b.start, b.seq);
    });
    std::vector<Timestamp> laneEnds;
    Timestamp covered;
    std::uint64_t coveredBy = 0;  // seq of the batch that reaches furthest so far
    for (const BatchRow& batch : batches) {
        BatchSpan span{batch};
        result.records += batch.count;
        if (!result.spans.empty()) {
            if (batch.start <= covered) {
                span.overlaps = true;
                ++result.overlaps;
                result.findings.push_back(
                    {SpanFinding::Kind::Overlap, batch.start, std::min(covered, batch.end), coveredBy, batch.seq});
            } else if (result.usualMs && batch.start.ms - covered.ms > MeterSpans::kGapFactor * *result.usualMs) {
                ++result.gaps;
                result.findings.push_back({SpanFinding::Kind::Gap, covered, batch.start, coveredBy, batch.seq});
            }
        }
        const auto lane =
            std::find_if(laneEnds.begin(), laneEnds.end(), [&](Timestamp end) { return end < batch.start; });
        span.lane = static_cast<int>(lane - laneEnds.begin());
        if (lane == laneEnds.end()) {
            laneEnds.push_back(batch.end);
        } else {
            *lane = batch.end;
        }
        if (result.spans.empty() || batch.end > covered) {
            covered = batch.end;
            coveredBy = batch.seq;
        }
        result.spans.push_back(span);
    }
    result.lanes = static_cast<int>(laneEnds.size());
    return result;
}

SpanFindingsModel::SpanFindingsModel(const Format& format, QObject* parent) : TableModel(format, parent)
{}

void SpanFindingsModel::setFindings(std::vector<SpanFinding> findings)
{
    beginResetModel();
    m_findings = std::move(findings);
    endResetModel();
    emit stateChanged();
}

int SpanFindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

const ColumnInfo& SpanFindingsModel::column(int index) const
{
    return kSpanInfo[index];
}

int SpanFindingsModel::rowOfKey(quint64 key) const
{
    return key < m_findings.size() ? static_cast<int>(key) : -1;
}

QVariant SpanFindingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const SpanFinding& one = finding(index.row());
    const bool gap = one.kind == SpanFinding::Kind::Gap;
    const Timestamp time = index.column() == kFrom ? one.from : one.to;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        switch (index.column()) {
        case kKind:
            return gap ? Spans::tr("Gap") : Spans::tr("Overlap");
        case kLength:
            return format().duration(one.to.ms - one.from.ms);
        default:
            return format().time(time);
        }
    case FullTextRole:
        switch (index.column()) {
        case kKind:
            return gap ? QStringLiteral("gap") : QStringLiteral("overlap");
        case kLength:
            return QString::number(one.to.ms - one.from.ms) + QStringLiteral(" ms");
        default:
            return Format::isoTime(time);
        }
    case Qt::ToolTipRole:
        return index.column() == kFrom || index.column() == kTo ? QVariant(format().timeInFull(time)) : QVariant();
    case ToneRole:
        return index.column() == kKind ? QVariant(static_cast<int>(gap ? Tone::Warn : Tone::Info)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(kSpanLeft);
    case LoadedRole:
        return true;
    case KeyRole:
        return QVariant::fromValue<quint64>(index.row());
    default:
        return {};
    }
}

}  // namespace meterseal::ui
