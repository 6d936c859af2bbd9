// CometBFT as a child process of the node.
#pragma once

#include "meterseal/base/mutex.h"
#include "meterseal/base/process.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace meterseal::node {

// What a line of CometBFT's output says that no start helps against, as a sentence with its cure; none: nothing.
// reason: node.other-state, node.engine-behind, node.engine-lost, node.engine-stopped
std::optional<Error> engineTrouble(std::string_view line);

// CometBFT while it runs. What it prints goes to this process' standard error, line by line, and is looked at: after a
// panic of its consensus CometBFT lives on deaf, and only its output says so.
// Thread-safety: one thread; it has one of its own that reads.
class EngineProcess {
public:
    // In a group of its own: Ctrl-C reaches a whole group of processes, and the node ends its engine itself, and in
    // order. reason: node.engine (it cannot be started)
    static Result<std::unique_ptr<EngineProcess>> start(const std::filesystem::path& program,
                                                        const std::filesystem::path& home);
    ~EngineProcess();
    EngineProcess(const EngineProcess&) = delete;
    EngineProcess& operator=(const EngineProcess&) = delete;

    long id() const { return m_process.id(); }
    // None: it runs. After its end all its output was looked at.
    std::optional<ChildEnd> ended();
    void stop(std::chrono::milliseconds patience);
    std::optional<Error> trouble() const;

private:
    explicit EngineProcess(ChildProcess process);
    void readLoop();
    void take(std::string_view line);

    ChildProcess m_process;
    mutable Mutex m_mutex;
    std::optional<Error> m_trouble GUARDED_BY(m_mutex);  // the first
    std::thread m_reader;
};

// The installed version ("0.38.26"). reason: node.engine, node.engine-version (another line than 0.38)
Result<std::string> engineVersion(const std::filesystem::path& program);

}  // namespace meterseal::node
