#include "cli/upload_view.h"

#include "cli/output.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::cli {

namespace {

constexpr auto kRedraw = std::chrono::milliseconds(250);
constexpr auto kPlainEvery = std::chrono::seconds(10);

std::string bar(std::size_t items, std::size_t limit)
{
    constexpr std::size_t kCells = 10;
    const std::size_t cells = limit == 0 ? 0 : std::min(kCells, (items * kCells + limit - 1) / limit);
    return "[" + std::string(cells, '#') + std::string(kCells - cells, '.') + "]";
}

std::string latency(const std::optional<double>& ms)
{
    return ms ? fmt::format("{:.0f} ms", *ms) : std::string("unknown");
}

std::string jobLine(const JobProgress& job, double seconds)
{
    const double share =
        job.bytesTotal == 0 ? 0 : static_cast<double>(job.bytesRead) / static_cast<double>(job.bytesTotal);
    std::string line = fmt::format("{}: {} rows read, {} committed of {} sealed, {} rejected",
                                   printable(job.live ? job.name : std::filesystem::path(job.name).filename().string()),
                                   job.rows, job.committedRecords, job.records, job.rejected);
    if (!job.live && job.state == JobState::Running) {
        line += fmt::format(", {:.0f} %", share * 100);
        if (share > 0.02 && seconds > 1) {
            line += fmt::format(", about {:.0f} s left", seconds * (1 - share) / share);
        }
    }
    return line;
}

}  // namespace

UploadView::UploadView(const Context& context, Uploader& uploader)
    : m_uploader(uploader),
      m_terminal(!context.quiet && isTerminal(kStandardError)),
      m_quiet(context.quiet),
      m_began(std::chrono::steady_clock::now())
{
    if (m_terminal) {
        m_keyboard = std::make_unique<Keyboard>();
    }
    m_next = m_began + (m_terminal ? kRedraw : std::chrono::milliseconds(kPlainEvery));
}

UploadView::~UploadView()
{
    clear();
}

void UploadView::lookAtKeyboard()
{
    while (const std::optional<char> key = m_keyboard ? m_keyboard->next() : std::nullopt) {
        if (key == 'p' || key == 'P' || key == ' ') {
            m_uploader.snapshot().paused ? m_uploader.resume() : m_uploader.pause();
            m_next = {};
        }
    }
}

std::string UploadView::draw(const std::vector<std::string>& ids) const
{
    const UploadSnapshot s = m_uploader.snapshot();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - m_began;
    std::string text;
    for (const std::string& id : ids) {
        if (const auto job = m_uploader.job(id); job.ok()) {
            text += jobLine(*job, elapsed.count()) + "\n";
        }
    }
    text += fmt::format("{:.0f} records/s, {:.0f} transactions/s; a minute's mean {:.0f} records/s\n",
                        s.recordsPerSecond, s.txPerSecond, s.recordsPerSecondMinute);
    text += fmt::format("sealed to committed: half within {}, 95 % within {}; {} batches under way\n",
                        latency(s.latencyP50), latency(s.latencyP95), s.unfinishedBatches);
    text += fmt::format("buffers A {} B {}, {} swaps; {} records in open batches\n", bar(s.batches.activeItems, 2048),
                        bar(s.batches.drainingItems, 2048), s.batches.swaps, s.pendingRecords);
    for (const NodeStatus& node : s.nodes) {
        text += fmt::format("  {:<22} {:<6} dealt {:>7}, accepted {:>7}, failed {:>4}, lost {:>4}{}\n", node.name,
                            node.state == NodeState::Usable ? "usable" : "grey", node.dealt, node.accepted, node.failed,
                            node.lost,
                            node.state == NodeState::Usable ? "" : "  " + printable(node.lastError).substr(0, 60));
    }
    if (!s.hold.empty()) {
        text += printable(s.hold) + "\n";
    }
    return text + (s.paused ? "paused; p resumes, Ctrl-C stops\n" : "p pauses, Ctrl-C stops cleanly\n");
}

void UploadView::update(const std::vector<std::string>& ids)
{
    lookAtKeyboard();
    const auto time = std::chrono::steady_clock::now();
    if (m_quiet || time < m_next) {
        return;
    }
    if (!m_terminal) {
        m_next = time + kPlainEvery;
        const std::chrono::duration<double> elapsed = time - m_began;
        for (const std::string& id : ids) {
            if (const auto job = m_uploader.job(id); job.ok()) {
                note(jobLine(*job, elapsed.count()));
            }
        }
        if (const std::string hold = m_uploader.snapshot().hold; !hold.empty()) {
            note(printable(hold));
        }
        return;
    }
    m_next = time + kRedraw;
    const std::string text = draw(ids);
    clear();
    fmt::print(stderr, "{}", text);
    std::fflush(stderr);
    m_lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

void UploadView::clear()
{
    if (m_lines > 0) {
        fmt::print(stderr, "\x1b[{}A\r\x1b[J", m_lines);
        std::fflush(stderr);
        m_lines = 0;
    }
}

}  // namespace meterseal::cli
