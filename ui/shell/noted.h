// What goes into the audit log without anybody's asking: exports of tables, and the uploader's jobs. Each is hooked in
// one place, so that pages need not think of it.
//
// Thread-safety: event loop only.
#pragma once

#include "shell/session.h"

#include <map>

class QWidget;

namespace meterseal::ui {

// Every table that `page` has now; `session` must outlive the page.
void noteExports(QWidget* page, Session& session);

// upload.start and upload.file (or upload.cancel) for each file job, as the bridge's looks find them. Jobs that were
// there at the first look are earlier ones. Lives as long as the bridge.
class UploadNotes : public QObject {
    Q_OBJECT
public:
    UploadNotes(UploadBridge& bridge, Session& session);

private:
    void look();
    void note(const JobProgress& job, const char* action);

    const UploadBridge& m_bridge;
    Session& m_session;
    std::optional<std::map<std::string, JobState>> m_known;
};

}  // namespace meterseal::ui
