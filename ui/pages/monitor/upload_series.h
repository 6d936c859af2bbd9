// UploadSeries: what the monitor's charts draw, out of the uploader's history (a point a second or a minute) and of the
// snapshots seen since (five a second). Stretches without the uploader are gaps, never zeros.
//
// Thread-safety: event loop only; no widget is needed.
#pragma once

#include "meterseal/upload/statistics.h"

#include <QPointF>

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace meterseal::ui {

class UploadSeries {
public:
    // A span of time that a person may choose, and how finely the history knows it.
    struct Range {
        std::int64_t ms = 0;
        HistoryStep step = HistoryStep::Second;
    };
    static constexpr std::array<Range, 5> kRanges{{{60'000, HistoryStep::Second},
                                                   {600'000, HistoryStep::Second},
                                                   {3'600'000, HistoryStep::Second},
                                                   {24 * 3'600'000LL, HistoryStep::Minute},
                                                   {7 * 24 * 3'600'000LL, HistoryStep::Minute}}};

    using Points = std::vector<QPointF>;
    struct Lines {
        Points transactions, records;   // a second
        Points latencyP50, latencyP95;  // ms
        Points fillA, fillB;            // per cent
        Points swaps;                   // a second; known since the program looks
    };

    // Points read from the history: those from the first one's time on replace what was known.
    void merge(HistoryStep step, std::vector<HistoryPoint> points);
    // Where the next reading of the history begins.
    Timestamp readFrom(HistoryStep step, Timestamp now) const;
    // A look at the running uploader. One that counts from the start again begins anew.
    void look(const UploadSnapshot& snapshot, std::size_t bufferItems);
    // The uploader has ended: what follows is not its continuation.
    void endLooks() { m_last.reset(); }

    // The latest point of the history; none: it is empty.
    std::optional<Timestamp> latest() const;
    // Points between `end` - range and `end`, with a gap at either edge where nothing is known up to it.
    Lines lines(const Range& range, Timestamp end) const;

    // Shares of transactions that each node took, in per cent: in the last ten seconds and since the uploader started.
    // NaN where there were none.
    struct Share {
        double lately = 0, ever = 0;
    };
    std::vector<Share> shares() const;
    // Swaps of the buffers a second, over the last second; none: not known yet.
    std::optional<double> swapsPerSecond() const;

private:
    struct Look {
        Timestamp time;
        double fillA = 0, fillB = 0, swaps = 0;  // swaps a second since the look before; NaN: the first one
    };
    struct Taken {
        Timestamp time;
        std::vector<std::uint64_t> byNode;
    };
    const std::vector<HistoryPoint>& points(HistoryStep step) const
    {
        return step == HistoryStep::Second ? m_seconds : m_minutes;
    }
    void addBuffers(Lines& lines, const Range& range, Timestamp begin, Timestamp end) const;

    std::vector<HistoryPoint> m_seconds, m_minutes;
    std::deque<Look> m_looks;   // an hour
    std::deque<Taken> m_taken;  // ten seconds
    std::optional<UploadSnapshot> m_last;
};

}  // namespace meterseal::ui
