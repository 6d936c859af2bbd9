#include "pages/verify/file_check.h"

namespace meterseal::ui {

namespace {

constexpr int kLookMs = 150;

}  // namespace

// On the worker.
struct FileCheck::Run {
    const FileVerificationRequest& request;
    Shared<Desk>& desk;
    FindingSpill& spill;
    std::stop_token stop;
    std::array<std::uint64_t, kCategoryCount> found{};
    std::vector<FindingRow> fresh;  // not given to the desk yet
    Status spilled;

    void take(FindingRow row)
    {
        if (spilled.ok()) {
            spilled = spill.add(cellsOf(row));
        }
        if (found[row.category()]++ < kKept) {
            fresh.push_back(std::move(row));
        }
    }
    void tell(const std::function<void(CheckState&)>& change)
    {
        desk.update([&](Desk& shared) {
            change(shared.state);
            shared.state.found = found;
            std::move(fresh.begin(), fresh.end(), std::back_inserter(shared.rows));
        });
        fresh.clear();
    }
    Status all(const Open& open)
    {
        FileVerificationSinks sinks;
        sinks.finding = [this](const Finding& finding) { take(FindingRow::of(finding)); };
        sinks.reject = [this](const RejectedRow& row) { take(FindingRow::of(row)); };
        sinks.progress = [this](const FileVerificationProgress& progress) {
            tell([&](CheckState& state) {
                state.at = progress;
                state.result = progress.soFar;
                state.result.summary = progress.verify.soFar;
            });
        };
        MS_ASSIGN(const FileVerification result, verifyRecordFile(open, request, sinks, stop));
        MS_TRY(spilled);
        tell([&](CheckState& state) { state.result = result; });
        return {};
    }
};

FileCheck::FileCheck(Open open, QObject* parent) : QObject(parent), m_open(std::move(open))
{
    m_timer.setInterval(kLookMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        look();
        emit progressed();
    });
}

FileCheck::~FileCheck()
{
    m_stop.request_stop();
}

void FileCheck::start(const FileVerificationRequest& request)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_request = request;
    m_state = {};
    m_rows.clear();
    m_spill.reset();
    m_desk = std::make_shared<Shared<Desk>>();
    using Spill = std::shared_ptr<FindingSpill>;
    m_task = m_runner.run(
        this,
        [request, open = m_open, desk = m_desk, stop = m_stop](std::stop_token ending) mutable -> Result<Spill> {
            const std::stop_callback chained(ending, [&stop] { stop.request_stop(); });
            MS_ASSIGN(const Spill spill, FindingSpill::create());
            Run run{request, *desk, *spill, stop.get_token(), {}, {}, {}};
            MS_TRY(run.all(open));
            return spill;
        },
        [this](Result<Spill> done) {
            m_timer.stop();
            look();
            if (done) {
                m_spill = *done;
                emit finished();
            } else {
                emit failed(done.error());
            }
        });
    m_timer.start();
    emit progressed();
}

void FileCheck::stop()
{
    m_stop.request_stop();
}

void FileCheck::look()
{
    m_desk->update([this](Desk& shared) {
        m_state = shared.state;
        std::move(shared.rows.begin(), shared.rows.end(), std::back_inserter(m_rows));
        shared.rows.clear();
    });
}

std::vector<FindingRow> FileCheck::takeRows()
{
    return std::exchange(m_rows, {});
}

}  // namespace meterseal::ui
