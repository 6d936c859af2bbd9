// The upload jobs as a table, newest first, brought up to date in place; and what is reckoned from their figures.
#pragma once

#include "meterseal/upload/uploader.h"
#include "models/table_model.h"
#include "pages/upload/reject_text.h"

#include <chrono>
#include <map>

namespace meterseal::ui {

// How much of a job is settled (committed, rejected, anchored before, dropped), 0..1. Below 1 until it has ended;
// nothing where that cannot be known (live jobs). While a file is read its rows are estimated from the bytes.
std::optional<double> settledShare(const JobProgress& job);

// How long a job still takes, from how its share has grown since it was first seen.
class JobPace {
public:
    using Clock = std::chrono::steady_clock;
    // Nothing while it does not move, or was not watched for a second.
    std::optional<std::int64_t> leftMs(const JobProgress& job, Clock::time_point now);

private:
    struct Seen {
        Clock::time_point at;
        double share = 0;
    };
    std::map<std::string, Seen> m_first;
};

class JobsModel : public TableModel {
    Q_OBJECT
public:
    enum Column {
        kFile,
        kState,
        kProgress,
        kCommitted,
        kRows,
        kRejected,
        kBatches,
        kLeft,
        kStarted,
        kHash,
        kAnchored,
        kDuplicates,
        kFinished,
        kColumns
    };

    explicit JobsModel(const Format& format, QObject* parent = nullptr);

    void setJobs(std::vector<JobProgress> jobs, UploaderState uploader);
    void setError(std::optional<Error> error);
    // Null where it is not there.
    const JobProgress* job(const QString& id) const;
    const JobProgress* jobAt(int row) const;
    QString leftText(const JobProgress& job) const;
    UploaderState uploader() const { return m_uploader; }
    bool paused() const { return m_uploader == UploaderState::Paused; }
    static quint64 keyOf(const std::string& id);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    const ColumnInfo& column(int index) const override;
    RowCount countState() const override { return m_known ? RowCount::Complete : RowCount::Unknown; }
    int rowOfKey(quint64 key) const override;
    bool loading() const override { return !m_known && !m_error; }
    const std::optional<Error>& error() const override { return m_error; }
    void reload() override { emit reloadWanted(); }

signals:
    void reloadWanted();

private:
    QString cell(const JobProgress& job, int column) const;

    std::vector<JobProgress> m_jobs;
    std::vector<std::optional<std::int64_t>> m_left;
    JobPace m_pace;
    bool m_known = false;
    UploaderState m_uploader = UploaderState::Locked;
    std::optional<Error> m_error;
};

}  // namespace meterseal::ui
