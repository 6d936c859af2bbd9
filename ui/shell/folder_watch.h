// FolderWatch: one folder a workspace whose files become upload jobs by themselves, while the key store is unlocked.
// What is chosen is remembered in the settings, by the ledger's fingerprint.
//
// Thread-safety: event loop only; the files are taken on the watcher's own thread.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/base/result.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace meterseal::ui {

class AppSettings;
class Session;

class FolderWatch : public QObject {
    Q_OBJECT
public:
    // A file that was not taken, and why; the latest last.
    struct Refused {
        std::string file;
        Error error;
    };
    static constexpr std::size_t kKeptRefused = 20;

    FolderWatch(Session& session, AppSettings& settings, QObject* parent = nullptr);
    ~FolderWatch() override;

    QString folder() const;
    bool on() const;
    // A mapping profile for its files; empty: told from each file's first rows, where they leave no doubt.
    QString profileJson() const;
    void choose(const QString& folder, bool on, const QString& profileJson);

    bool watching() const { return m_watching; }
    // Why it could not begin.
    const std::optional<Error>& error() const { return m_error; }
    std::vector<Refused> refused() const { return m_refused->get(); }

signals:
    void changed();

private:
    QString key(const char* name) const;
    void restart();

    Session& m_session;
    AppSettings& m_settings;
    bool m_watching = false;
    std::optional<Error> m_error;
    std::shared_ptr<Shared<std::vector<Refused>>> m_refused;
    std::size_t m_told = 0;
    TaskHandle m_starting;
};

}  // namespace meterseal::ui
