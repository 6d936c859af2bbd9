#include "shell/noted.h"

#include "widgets/data_table.h"
#include "widgets/table_export.h"

namespace meterseal::ui {

void noteExports(QWidget* page, Session& session)
{
    for (DataTable* table : page->findChildren<DataTable*>()) {
        QObject::connect(
            table->exporter(), &TableExport::finished, page, [&session, table](const QString& file, quint64 rows) {
                session.record({"export",
                                {},
                                {{"list", table->objectName().toStdString()}, {"file", file.toStdString()}},
                                {{"rows", std::to_string(rows)}},
                                {}});
            });
    }
}

UploadNotes::UploadNotes(UploadBridge& bridge, Session& session)
    : QObject(&bridge), m_bridge(bridge), m_session(session)
{
    connect(&bridge, &UploadBridge::changed, this, &UploadNotes::look);
}

void UploadNotes::look()
{
    std::map<std::string, JobState> now;
    for (const JobProgress& job : m_bridge.jobs()) {
        if (job.live) {
            continue;  // the producer's business; there is no moment at which it was decided
        }
        now[job.id] = job.state;
        if (!m_known) {
            continue;
        }
        const auto before = m_known->find(job.id);
        const bool ran = before != m_known->end() && before->second == JobState::Running;
        const bool runs = job.state == JobState::Running;
        if (!ran && (runs || before == m_known->end())) {
            note(job, "upload.start");
        }
        if (!runs && (ran || before == m_known->end())) {
            note(job, job.state == JobState::Done || job.state == JobState::Failed ? "upload.file" : "upload.cancel");
        }
    }
    m_known = std::move(now);
}

void UploadNotes::note(const JobProgress& job, const char* action)
{
    AuditNote note{action, {}, {{"file", job.name}, {"sha256", job.sha256.hex()}}};
    if (job.state != JobState::Running) {
        note.details = {{"rows", std::to_string(job.rows)},
                        {"rejected", std::to_string(job.rejected)},
                        {"records", std::to_string(job.committedRecords)},
                        {"batches", std::to_string(job.committedBatches)}};
    }
    if (job.state == JobState::Failed && note.action == "upload.file") {
        note.details["why"] = job.error;
        note.result = makeError(ErrorCode::Io, job.errorReason.empty() ? "upload.failed" : job.errorReason, job.error);
    }
    m_session.record(std::move(note));
}

}  // namespace meterseal::ui
