#include "shell/folder_watch.h"

#include "format/settings.h"
#include "meterseal/workspace/upload_file.h"
#include "shell/session.h"

namespace meterseal::ui {

FolderWatch::FolderWatch(Session& session, AppSettings& settings, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_settings(settings),
      m_refused(std::make_shared<Shared<std::vector<Refused>>>())
{
    connect(&session, &Session::lockChanged, this, &FolderWatch::restart);
    connect(&session, &Session::closed, this, [this] {
        m_refused->set({});
        emit changed();
    });
}

FolderWatch::~FolderWatch() = default;

QString FolderWatch::key(const char* name) const
{
    const Workspace* const workspace = m_session.workspace();
    return workspace == nullptr
               ? QString()
               : QStringLiteral("watch/%1/%2")
                     .arg(QString::fromStdString(workspace->fingerprint().hex()), QString::fromLatin1(name));
}

QString FolderWatch::folder() const
{
    return m_session.workspace() == nullptr ? QString() : m_settings.value(key("folder")).toString();
}

bool FolderWatch::on() const
{
    return m_session.workspace() != nullptr && m_settings.value(key("on"), false).toBool();
}

QString FolderWatch::profileJson() const
{
    return m_session.workspace() == nullptr ? QString() : m_settings.value(key("profile")).toString();
}

void FolderWatch::choose(const QString& folder, bool on, const QString& profileJson)
{
    if (m_session.workspace() == nullptr) {
        return;
    }
    m_settings.setValue(key("folder"), folder);
    m_settings.setValue(key("on"), on);
    m_settings.setValue(key("profile"), profileJson);
    m_refused->set({});
    restart();
}

void FolderWatch::restart()
{
    m_starting.cancel();
    m_watching = false;
    m_error.reset();
    UploadBridge* const upload = m_session.upload();
    if (upload == nullptr) {
        emit changed();
        return;
    }
    connect(upload, &UploadBridge::changed, this, [this] {
        if (const std::size_t now = m_refused->get().size(); now != m_told) {
            m_told = now;
            emit changed();
        }
    });
    std::optional<MappingProfile> profile;
    if (!profileJson().isEmpty()) {
        Result<MappingProfile> parsed = parseProfile(profileJson().toStdString());
        if (!parsed.ok()) {
            m_error = parsed.error();
            emit changed();
            return;
        }
        profile = std::move(*parsed);
    }
    m_starting = upload->run(
        this,
        [workspace = *m_session.workspace(), folder = folder().toStdString(), on = on() && !folder().isEmpty(), profile,
         refused = m_refused](UploadEngine& engine) -> Status {
            engine.watch.reset();  // waits for the file it has in hand
            if (!on) {
                return {};
            }
            MS_ASSIGN(engine.watch, WatchFolder::start(
                                        {.folder = folder},
                                        [&uploader = *engine.uploader, workspace,
                                         profile](const std::filesystem::path& file, const Hash256& sha256) {
                                            return takeWatchedFile(uploader, workspace, file, sha256, profile).status();
                                        },
                                        [refused](const std::filesystem::path& file, const Error& error) {
                                            refused->update([&](std::vector<Refused>& all) {
                                                if (all.size() >= kKeptRefused) {
                                                    all.erase(all.begin());
                                                }
                                                all.push_back({file.string(), error});
                                            });
                                        }));
            return {};
        },
        [this](const Status& started) {
            m_watching = started.ok() && on() && !folder().isEmpty();
            if (!started.ok()) {
                m_error = started.error();
            }
            emit changed();
        });
    emit changed();
}

}  // namespace meterseal::ui
