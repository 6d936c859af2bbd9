#include "meterseal/workspace/restored.h"

#include "meterseal/file/whole_file.h"

namespace meterseal {
namespace {

std::filesystem::path confirmation(const Workspace& workspace)
{
    return workspace.folder() / "restored.confirmed";
}

}  // namespace

bool asksAboutOriginal(const Workspace& workspace)
{
    std::error_code ignored;
    return std::filesystem::exists(workspace.folder() / "restored", ignored) &&
           !std::filesystem::exists(confirmation(workspace), ignored);
}

Status checkOriginal(const Workspace& workspace)
{
    if (!asksAboutOriginal(workspace)) {
        return {};
    }
    return makeError(
        ErrorCode::Conflict, "workspace.restored",
        "This workspace was restored from a backup and holds the keys of its original. If both are written "
        "to, there will be two histories of one ledger. Nothing was written.");
}

Status confirmOnlyCopy(const Workspace& workspace)
{
    MS_TRY(workspace.auditLog().append({"restore.confirm", {}, {}, {}, {}}));
    return replaceFile(confirmation(workspace), "A person said that the original is not written to any more.\n");
}

}  // namespace meterseal
