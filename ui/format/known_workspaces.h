// KnownWorkspaces: the folders this person has opened, with the ledger that was in each, so that an exchanged ledger is
// noticed. Kept in the person's own settings; forgetting one touches nothing in the folder.
//
// Thread-safety: event loop only.
#pragma once

#include "format/settings.h"

#include <QString>

#include <vector>

namespace meterseal::ui {

struct KnownWorkspace {
    QString folder, chain, fingerprint;  // fingerprint in hex; both empty for one that was added and not opened yet
    qint64 openedMs = 0;                 // when it was last opened, milliseconds since 1970; 0: not known
};

class KnownWorkspaces {
public:
    explicit KnownWorkspaces(AppSettings& settings) : m_settings(settings) {}

    // The latest opened first.
    std::vector<KnownWorkspace> list() const;
    // Puts it first. False where another ledger was known in this folder: the new one is then the one known.
    bool remember(const KnownWorkspace& workspace);
    void forget(const QString& folder);

private:
    void save(const std::vector<KnownWorkspace>& all);
    AppSettings& m_settings;
};

// The usual folder or, where that holds something, the first free name beside it. Empty where none can be known.
QString folderForNewWorkspace();

}  // namespace meterseal::ui
