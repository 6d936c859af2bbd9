#include "pages/upload/jobs_model.h"

#include "format/texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <filesystem>

namespace meterseal::ui {

namespace {

constexpr Qt::Alignment kToRight = Qt::AlignRight | Qt::AlignVCenter;
constexpr Qt::Alignment kToLeft = Qt::AlignLeft | Qt::AlignVCenter;

const ColumnInfo kJobColumns[] = {
    {"file", QT_TRANSLATE_NOOP("Columns", "Source"), nullptr, kToLeft, 185},
    {"state", QT_TRANSLATE_NOOP("Columns", "State"), nullptr, kToLeft, 170},
    {"progress", QT_TRANSLATE_NOOP("Columns", "Progress"),
     QT_TRANSLATE_NOOP("Columns", "Rows that are committed, rejected or were anchored before, of all rows"), kToRight,
     80},
    {"committed", QT_TRANSLATE_NOOP("Columns", "Committed"),
     QT_TRANSLATE_NOOP("Columns", "Records in a block, of those sealed in batches"), kToRight, 110},
    {"rows", QT_TRANSLATE_NOOP("Columns", "Rows"), nullptr, kToRight, 80},
    {"rejected", QT_TRANSLATE_NOOP("Columns", "Rejected"), nullptr, kToRight, 80},
    {"batches", QT_TRANSLATE_NOOP("Columns", "Batches"), nullptr, kToRight, 75},
    {"timeLeft", QT_TRANSLATE_NOOP("Columns", "Time left"), nullptr, kToRight, 90},
    {"started", QT_TRANSLATE_NOOP("Columns", "Started"), nullptr, kToLeft, 215},
    {"sha256", QT_TRANSLATE_NOOP("Columns", "SHA-256"), nullptr, kToLeft, 140, true, false},
    {"alreadyAnchored", QT_TRANSLATE_NOOP("Columns", "Anchored before"), nullptr, kToRight, 110, false, false},
    {"duplicates", QT_TRANSLATE_NOOP("Columns", "Duplicates"), nullptr, kToRight, 90, false, false},
    {"finished", QT_TRANSLATE_NOOP("Columns", "Finished"), nullptr, kToLeft, 200, false, false},
};

}  // namespace

std::optional<double> settledShare(const JobProgress& job)
{
    if (job.live) {
        return std::nullopt;
    }
    if (job.state != JobState::Running) {
        return 1.0;
    }
    if (job.bytesRead == 0 || job.bytesTotal == 0 || job.rows == 0) {
        return 0.0;
    }
    const double read = std::min(1.0, static_cast<double>(job.bytesRead) / static_cast<double>(job.bytesTotal));
    const double rows = static_cast<double>(job.rows) / read;
    const auto settled =
        static_cast<double>(job.rejected + job.duplicates + job.alreadyAnchored + job.committedRecords + job.dropped);
    constexpr double kNotYet = 0.999;  // it has not ended
    return std::min(kNotYet, settled / rows);
}

std::optional<std::int64_t> JobPace::leftMs(const JobProgress& job, Clock::time_point now)
{
    const std::optional<double> share = settledShare(job);
    if (!share || job.state != JobState::Running) {
        m_first.erase(job.id);
        return std::nullopt;
    }
    const auto [seen, fresh] = m_first.emplace(job.id, Seen{now, *share});
    if (!fresh && *share < seen->second.share) {
        seen->second = {now, *share};  // read again from its beginning
    }
    const double grown = *share - seen->second.share;
    const double ms = std::chrono::duration<double, std::milli>(now - seen->second.at).count();
    constexpr double kLeastMs = 1000;
    if (ms < kLeastMs || grown <= 0) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(ms * (1 - *share) / grown);
}

JobsModel::JobsModel(const Format& format, QObject* parent) : TableModel(format, parent)
{}

quint64 JobsModel::keyOf(const std::string& id)
{
    bool hex = false;
    const quint64 key = text(id).toULongLong(&hex, 16);
    return hex ? key : qHash(text(id));
}

void JobsModel::setJobs(std::vector<JobProgress> jobs, UploaderState uploader)
{
    std::sort(jobs.begin(), jobs.end(), [](const JobProgress& a, const JobProgress& b) {
        return a.started != b.started ? a.started > b.started : a.id < b.id;
    });
    std::vector<std::optional<std::int64_t>> left;
    for (const JobProgress& job : jobs) {
        left.push_back(m_pace.leftMs(job, JobPace::Clock::now()));
    }
    const bool same = m_known && std::equal(jobs.begin(), jobs.end(), m_jobs.begin(), m_jobs.end(),
                                            [](const auto& a, const auto& b) { return a.id == b.id; });
    if (!same) {
        beginResetModel();
    }
    m_jobs = std::move(jobs);
    m_left = std::move(left);
    m_uploader = uploader;
    m_known = true;
    m_error.reset();
    if (!same) {
        endResetModel();
    } else if (!m_jobs.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
    }
    emit stateChanged();
}

void JobsModel::setError(std::optional<Error> error)
{
    m_error = std::move(error);
    emit stateChanged();
}

const JobProgress* JobsModel::job(const QString& id) const
{
    const auto found =
        std::find_if(m_jobs.begin(), m_jobs.end(), [&id](const JobProgress& job) { return text(job.id) == id; });
    return found == m_jobs.end() ? nullptr : &*found;
}

const JobProgress* JobsModel::jobAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_jobs[static_cast<std::size_t>(row)] : nullptr;
}

QString JobsModel::leftText(const JobProgress& job) const
{
    if (job.state != JobState::Running || job.live) {
        return texts::none();
    }
    for (std::size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_jobs[i].id == job.id && m_left[i] && m_uploader == UploaderState::Working) {
            return format().duration(*m_left[i]);
        }
    }
    return texts::unknown();
}

int JobsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

const ColumnInfo& JobsModel::column(int index) const
{
    return kJobColumns[index];
}

int JobsModel::rowOfKey(quint64 key) const
{
    for (std::size_t i = 0; i < m_jobs.size(); ++i) {
        if (keyOf(m_jobs[i].id) == key) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

QString JobsModel::cell(const JobProgress& job, int column) const
{
    const Format& f = format();
    switch (column) {
    case kFile:
        return job.live ? text(job.name) : QString::fromStdString(std::filesystem::path(job.name).filename().string());
    case kState:
        return jobStateText(job, m_uploader);
    case kProgress: {
        const std::optional<double> share = settledShare(job);
        return share ? f.percent(*share) : texts::none();
    }
    case kCommitted:
        return QCoreApplication::translate("Columns", "%1 of %2")
            .arg(f.number(job.committedRecords), f.number(job.records));
    case kRows:
        return f.number(job.rows);
    case kRejected:
        return f.number(job.rejected);
    case kBatches:
        return f.number(job.batches);
    case kLeft:
        return leftText(job);
    case kStarted:
        return f.cellTime(job.started);
    case kHash:
        return job.live ? texts::none() : text(job.sha256.hex());
    case kAnchored:
        return f.number(job.alreadyAnchored);
    case kDuplicates:
        return f.number(job.duplicates);
    case kFinished:
        return job.finished.ms > 0 ? f.cellTime(job.finished) : texts::none();
    default:
        return {};
    }
}

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const JobProgress& job = m_jobs[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cell(job, index.column());
    case FullTextRole:
        return index.column() == kStarted ? QVariant(Format::isoTime(job.started))
               : index.column() == kFile  ? QVariant(text(job.name))
                                          : QVariant(cell(job, index.column()));
    case Qt::ToolTipRole:
        return index.column() == kFile      ? QVariant(text(job.name))
               : index.column() == kStarted ? QVariant(format().timeInFull(job.started))
                                            : QVariant(cell(job, index.column()));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column(index.column()).alignment);
    case ToneRole:
        return index.column() == kState ? QVariant(static_cast<int>(jobStateTone(job, m_uploader))) : QVariant();
    case LoadedRole:
        return true;
    case KeyRole:
        return QVariant::fromValue<quint64>(keyOf(job.id));
    case PlaceRole:
        return QStringLiteral("upload/job/") + text(job.id);
    default:
        return {};
    }
}

}  // namespace meterseal::ui
