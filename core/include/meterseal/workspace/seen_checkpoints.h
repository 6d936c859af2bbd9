// The newest checkpoint that a person has seen of each ledger, whichever workspace it was opened from: what a ledger
// whose history was written anew, or cut, does not fit.
//
//   $XDG_STATE_HOME/meterseal/checkpoints/<fingerprint>.note      (~/.local/state where the variable is not set)
//
// One signed note a ledger, outside the workspaces on purpose: whoever exchanges a workspace leaves these behind.
// Thread-safety: a value of a path; every function from any thread and any program at once.
#pragma once

#include "meterseal/ledger/reader.h"

#include <filesystem>

namespace meterseal {

class SeenCheckpoints {
public:
    // Of the person who runs the program. InvalidArgument, workspace.no-folder, where there is no home folder.
    static Result<SeenCheckpoints> ofThisPerson();
    explicit SeenCheckpoints(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    // OK where the ledger fits what was seen, or nothing was; what is newer is remembered then (where it cannot be
    // written the older one stays, which only makes the memory shorter). Otherwise an Error that shows both:
    //   Conflict, ledger.other-history   the ledger has another history than the one seen
    //   Conflict, ledger.shorter         it ends before what was seen: an older copy, or cut
    //   Damaged, ledger.seen-damaged     the note that was kept cannot be read
    Status compare(LedgerReader& reader) const;

    std::filesystem::path fileOf(const Hash256& fingerprint) const;

private:
    std::filesystem::path m_folder;
};

}  // namespace meterseal
