#include "pages/verify/file_check.h"

#include <QCryptographicHash>
#include <QFile>

namespace meterseal::ui {

namespace {

constexpr int kLookMs = 150;
constexpr qint64 kHashStep = 1 << 20;

Error fileError(const std::filesystem::path& file, const QString& why)
{
    return makeError(ErrorCode::Io, "verify.file",
                     "The file " + file.string() + " cannot be read: " + why.toStdString() +
                         ". Nothing was checked and nothing was changed. Choose another file or look at its rights.");
}

Error changedError(const std::filesystem::path& file)
{
    return makeError(ErrorCode::Conflict, "verify.file-changed",
                     "The file " + file.string() +
                         " was changed while it was being checked, so the result would be about neither version. "
                         "Verify it again once nothing writes to it.");
}

}  // namespace

// On the worker.
struct FileCheck::Run {
    const CheckRequest& request;
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
    Result<Hash256> hashFile(std::uint64_t& bytes)
    {
        QFile file(QString::fromStdString(request.file.string()));
        if (!file.open(QIODevice::ReadOnly)) {
            return fileError(request.file, file.errorString());
        }
        QCryptographicHash hash(QCryptographicHash::Sha256);
        QByteArray part(kHashStep, Qt::Uninitialized);
        bytes = 0;
        while (!stop.stop_requested()) {
            const qint64 got = file.read(part.data(), part.size());
            if (got < 0) {
                return fileError(request.file, file.errorString());
            }
            if (got == 0) {
                break;
            }
            hash.addData(QByteArrayView(part.constData(), got));
            bytes += static_cast<std::uint64_t>(got);
            tell([&](CheckState& state) { state.bytesHashed = bytes; });
        }
        const QByteArray digest = hash.result();
        return Hash256::copyFrom(reinterpret_cast<const std::uint8_t*>(digest.constData()));
    }
    Status noteLedger(LedgerReader& reader)
    {
        MS_ASSIGN(const LedgerTotals totals, reader.totals());
        tell([&](CheckState& state) {
            state.fingerprint = reader.fingerprint();
            state.height = totals.height;
            if (totals.head) {
                state.headHash = totals.head->hash;
                state.headTime = totals.head->header.time;
            }
        });
        return {};
    }
    Result<VerifySummary> compare(LedgerReader& reader)
    {
        std::uint64_t rejected = 0;
        MS_ASSIGN(const auto source, RecordSource::open(request.file, request.profile, [&](const RejectedRow& row) {
                      ++rejected;
                      take(FindingRow::of(row));
                  }));
        VerifyOptions options;
        options.extract = request.extract;
        options.from = request.from;
        options.to = request.to;
        options.rejectedSoFar = [&] { return rejected; };
        Verifier verifier(reader);
        MS_ASSIGN(const VerifySummary summary,
                  verifier.verifyFile(
                      *source, options, [this](const Finding& finding) { take(FindingRow::of(finding)); },
                      [this](const VerifyProgress& progress) {
                          tell([&](CheckState& state) {
                              state.step =
                                  progress.recordsTotal == 0 ? CheckState::Step::Reading : CheckState::Step::Comparing;
                              state.progress = progress;
                          });
                      },
                      stop));
        MS_TRY(spilled);
        tell([&](CheckState& state) { state.progress.soFar = summary; });
        return summary;
    }
    Status all(const Open& open)
    {
        std::error_code ignored;
        const std::uint64_t size = std::filesystem::file_size(request.file, ignored);
        const auto changed = std::filesystem::last_write_time(request.file, ignored);
        tell([&](CheckState& state) {
            state.began = now();
            state.fileBytes = ignored ? 0 : size;
        });
        std::uint64_t bytes = 0;
        MS_ASSIGN(const Hash256 hash, hashFile(bytes));
        tell([&](CheckState& state) {
            state.fileSha256 = hash;
            state.fileBytes = bytes;
        });
        MS_ASSIGN(LedgerReader reader, open());
        MS_TRY(noteLedger(reader));
        MS_TRY(compare(reader).status());
        if (std::filesystem::file_size(request.file, ignored) != size ||
            std::filesystem::last_write_time(request.file, ignored) != changed) {
            return changedError(request.file);
        }
        tell([](CheckState& state) { state.ended = now(); });
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

void FileCheck::start(const CheckRequest& request)
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
