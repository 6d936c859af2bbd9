#include "pages/monitor/upload_series.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace meterseal::ui {

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kSharesOverMs = 10'000;
constexpr std::int64_t kLooksKeptMs = 3'600'000;
constexpr std::int64_t kLookGapMs = 2'000;

std::int64_t stepMs(HistoryStep step)
{
    return step == HistoryStep::Second ? 1'000 : 60'000;
}

// A busy machine may skip a second or two; longer than this the uploader was not there.
std::int64_t longestStep(HistoryStep step)
{
    return step == HistoryStep::Second ? 5'000 : 120'000;
}

double known(float value)
{
    return value < 0 ? kGap : static_cast<double>(value);
}

QPointF at(std::int64_t ms, double value)
{
    return {static_cast<double>(ms), value};
}

double perSecond(std::uint64_t count, std::int64_t ms)
{
    return static_cast<double>(count) * 1000 / static_cast<double>(ms);
}

// All lines of one panel have the same times.
void addGap(std::initializer_list<UploadSeries::Points*> lines, std::int64_t ms)
{
    for (UploadSeries::Points* line : lines) {
        line->push_back(at(ms, kGap));
    }
}

}  // namespace

void UploadSeries::merge(HistoryStep step, std::vector<HistoryPoint> points)
{
    if (points.empty()) {
        return;
    }
    auto& kept = step == HistoryStep::Second ? m_seconds : m_minutes;
    const auto earlier = [](const HistoryPoint& a, const HistoryPoint& b) { return a.time < b.time; };
    kept.erase(std::lower_bound(kept.begin(), kept.end(), points.front(), earlier), kept.end());
    kept.insert(kept.end(), points.begin(), points.end());
    const std::int64_t longest = step == HistoryStep::Second ? 3'600'000 : 7 * 24 * 3'600'000LL;
    const HistoryPoint first{Timestamp{kept.back().time.ms - longest}, 0, 0, -1, -1, 0, 0};
    kept.erase(kept.begin(), std::lower_bound(kept.begin(), kept.end(), first, earlier));
}

Timestamp UploadSeries::readFrom(HistoryStep step, Timestamp now) const
{
    const auto& kept = points(step);
    const bool future = !kept.empty() && kept.back().time > now;  // the clock was set back: all of it again
    return kept.empty() || future ? Timestamp{0} : kept.back().time;
}

void UploadSeries::look(const UploadSnapshot& snapshot, std::size_t bufferItems)
{
    const bool goesOn = m_last && snapshot.time > m_last->time && snapshot.batches.swaps >= m_last->batches.swaps &&
                        snapshot.nodes.size() == m_last->nodes.size();
    if (m_last && snapshot.time == m_last->time) {
        return;
    }
    const auto share = [&](std::size_t items) {
        return 100.0 * static_cast<double>(items) / static_cast<double>(std::max<std::size_t>(bufferItems, 1));
    };
    const double swaps =
        goesOn ? perSecond(snapshot.batches.swaps - m_last->batches.swaps, snapshot.time.ms - m_last->time.ms) : kGap;
    m_looks.push_back(
        {snapshot.time, share(snapshot.batches.activeItems), share(snapshot.batches.drainingItems), swaps});
    if (!goesOn) {
        m_taken.clear();
    }
    Taken taken{snapshot.time, {}};
    for (const NodeStatus& node : snapshot.nodes) {
        taken.byNode.push_back(node.accepted);
    }
    m_taken.push_back(std::move(taken));
    while (snapshot.time.ms - m_looks.front().time.ms > kLooksKeptMs || m_looks.front().time > snapshot.time) {
        m_looks.pop_front();
    }
    while (snapshot.time.ms - m_taken.front().time.ms > kSharesOverMs) {
        m_taken.pop_front();
    }
    m_last = snapshot;
}

std::optional<Timestamp> UploadSeries::latest() const
{
    std::optional<Timestamp> latest;
    for (const auto* kept : {&m_seconds, &m_minutes}) {
        if (!kept->empty()) {
            latest = latest ? std::max(*latest, kept->back().time) : kept->back().time;
        }
    }
    return latest;
}

UploadSeries::Lines UploadSeries::lines(const Range& range, Timestamp end) const
{
    const Timestamp begin{end.ms - range.ms};
    const auto& kept = points(range.step);
    const auto first = std::lower_bound(kept.begin(), kept.end(), begin,
                                        [](const HistoryPoint& point, Timestamp time) { return point.time < time; });
    Lines lines;
    const std::initializer_list<Points*> all{&lines.transactions, &lines.records, &lines.latencyP50, &lines.latencyP95};
    addGap(all, begin.ms);
    for (auto it = first; it != kept.end() && it->time <= end; ++it) {
        const std::int64_t step = stepMs(range.step);
        const bool last = std::next(it) == kept.end();
        const std::int64_t toNext = last ? step : std::next(it)->time.ms - it->time.ms;
        const bool goesOn = toNext <= longestStep(range.step);
        // What was committed in the seconds that a busy machine skipped is counted in this point.
        const std::int64_t covers = goesOn ? std::max(toNext, step) : step;
        lines.transactions.push_back(at(it->time.ms, perSecond(it->transactions, covers)));
        lines.records.push_back(at(it->time.ms, perSecond(it->records, covers)));
        // Without a commit there is none, whatever an older program noted.
        lines.latencyP50.push_back(at(it->time.ms, it->transactions > 0 ? known(it->latencyP50) : kGap));
        lines.latencyP95.push_back(at(it->time.ms, it->transactions > 0 ? known(it->latencyP95) : kGap));
        if (!last && !goesOn) {
            addGap(all, it->time.ms + step);
        }
    }
    addGap(all, end.ms);
    addBuffers(lines, range, begin, end);
    return lines;
}

// The history up to the first look, then the looks.
void UploadSeries::addBuffers(Lines& lines, const Range& range, Timestamp begin, Timestamp end) const
{
    const std::initializer_list<Points*> all{&lines.fillA, &lines.fillB, &lines.swaps};
    std::int64_t before = 0;
    const auto add = [&](std::int64_t ms, double a, double b, double swaps, std::int64_t longest) {
        if (before != 0 && ms - before > longest) {
            addGap(all, before + 1);
        }
        lines.fillA.push_back(at(ms, a));
        lines.fillB.push_back(at(ms, b));
        lines.swaps.push_back(at(ms, swaps));
        before = ms;
    };
    addGap(all, begin.ms);
    const Timestamp firstLook = m_looks.empty() ? Timestamp{Timestamp::kMaxMs} : m_looks.front().time;
    for (const HistoryPoint& point : points(range.step)) {
        if (point.time >= begin && point.time <= end && point.time < firstLook) {
            add(point.time.ms, 100.0 * point.fillA, 100.0 * point.fillB, kGap, longestStep(range.step));
        }
    }
    auto point = m_seconds.begin();
    for (const Look& look : m_looks) {
        if (look.time >= begin && look.time <= end) {
            // What came and went between two looks stands in the history of that second.
            const std::int64_t second = look.time.ms / 1000 * 1000;
            while (point != m_seconds.end() && point->time.ms < second) {
                ++point;
            }
            const bool known = point != m_seconds.end() && point->time.ms == second;
            const double a = std::max(look.fillA, known ? 100.0 * static_cast<double>(point->fillA) : 0);
            const double b = std::max(look.fillB, known ? 100.0 * static_cast<double>(point->fillB) : 0);
            add(look.time.ms, a, b, look.swaps, std::max(kLookGapMs, longestStep(range.step)));
        }
    }
    addGap(all, std::max(end.ms, before));
}

std::vector<UploadSeries::Share> UploadSeries::shares() const
{
    std::vector<Share> shares;
    if (!m_last || m_taken.empty()) {
        return shares;
    }
    const auto& now = m_taken.back().byNode;
    const auto& then = m_taken.front().byNode;
    std::vector<std::uint64_t> lately(now.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
        lately[i] = i < then.size() && now[i] > then[i] ? now[i] - then[i] : 0;
    }
    const auto sum = [](const std::vector<std::uint64_t>& counts) {
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    };
    const auto part = [](std::uint64_t count, std::uint64_t all) {
        return all == 0 ? kGap : 100.0 * static_cast<double>(count) / static_cast<double>(all);
    };
    for (std::size_t i = 0; i < now.size(); ++i) {
        shares.push_back({part(lately[i], sum(lately)), part(now[i], sum(now))});
    }
    return shares;
}

std::optional<double> UploadSeries::swapsPerSecond() const
{
    double sum = 0;
    std::size_t looks = 0;
    for (auto it = m_looks.rbegin(); m_last && it != m_looks.rend() && m_last->time.ms - it->time.ms < 1'000; ++it) {
        if (it->swaps >= 0) {
            sum += it->swaps;
            ++looks;
        }
    }
    return looks == 0 ? std::nullopt : std::optional(sum / static_cast<double>(looks));
}

}  // namespace meterseal::ui
