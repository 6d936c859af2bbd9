#include "format/known_workspaces.h"

#include "meterseal/workspace/workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace meterseal::ui {

namespace {

const QString kKey = QStringLiteral("knownWorkspaces");
constexpr std::size_t kMost = 50;

auto inFolder(const QString& folder)
{
    return [folder](const KnownWorkspace& one) { return one.folder == folder; };
}

}  // namespace

std::vector<KnownWorkspace> KnownWorkspaces::list() const
{
    std::vector<KnownWorkspace> all;
    for (const QJsonValue& one : QJsonDocument::fromJson(m_settings.value(kKey).toString().toUtf8()).array()) {
        const QString folder = one[QLatin1String("folder")].toString();
        if (!folder.isEmpty()) {
            all.push_back({folder, one[QLatin1String("chain")].toString(), one[QLatin1String("fingerprint")].toString(),
                           one[QLatin1String("opened")].toInteger()});
        }
    }
    return all;
}

bool KnownWorkspaces::remember(const KnownWorkspace& workspace)
{
    std::vector<KnownWorkspace> all = list();
    const auto known = std::find_if(all.begin(), all.end(), inFolder(workspace.folder));
    bool same = true;
    KnownWorkspace now = workspace;
    if (known != all.end()) {
        same = known->fingerprint.isEmpty() || now.fingerprint.isEmpty() || known->fingerprint == now.fingerprint;
        if (now.fingerprint.isEmpty()) {
            now = *known;
        }
        all.erase(known);
    }
    all.insert(all.begin(), now);
    all.resize(std::min(all.size(), kMost));
    save(all);
    return same;
}

void KnownWorkspaces::forget(const QString& folder)
{
    std::vector<KnownWorkspace> all = list();
    std::erase_if(all, inFolder(folder));
    save(all);
}

void KnownWorkspaces::save(const std::vector<KnownWorkspace>& all)
{
    QJsonArray array;
    for (const KnownWorkspace& one : all) {
        array.append(QJsonObject{{QStringLiteral("folder"), one.folder},
                                 {QStringLiteral("chain"), one.chain},
                                 {QStringLiteral("fingerprint"), one.fingerprint},
                                 {QStringLiteral("opened"), one.openedMs}});
    }
    m_settings.setValue(kKey, QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact)));
}

QString folderForNewWorkspace()
{
    const auto usual = Workspace::defaultFolder();
    if (!usual) {
        return {};
    }
    constexpr int kMostNames = 100;
    std::filesystem::path folder = *usual;
    std::error_code ignored;
    for (int n = 2; n < kMostNames; ++n) {
        if (!std::filesystem::exists(folder, ignored) || std::filesystem::is_empty(folder, ignored)) {
            break;
        }
        folder = usual->string() + "-" + std::to_string(n);
    }
    return QString::fromStdString(folder.string());
}

}  // namespace meterseal::ui
