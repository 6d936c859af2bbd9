// The application's side of ABCI: a unix socket that CometBFT dials four times, a length and a protobuf message each
// way.
//
// Whoever may write to the socket is the node: it is made for this user alone. A request that cannot be answered is
// answered with an exception, upon which CometBFT ends; a failed write of the ledger ends this process too, so that it
// is asked for the block again.
//
// Thread-safety: start and stop from one thread; a thread of its own for each connection.
#pragma once

#include "meterseal/base/local_socket.h"
#include "meterseal/base/mutex.h"
#include "meterseal/chain/consortium_application.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <list>
#include <set>
#include <string>
#include <thread>

namespace meterseal::node {

// Where a test has the process killed (SIGKILL), at the first block with a transaction: the node is then found by its
// next start in each state that a power failure can leave it in.
enum class DyingPoint { InFinalize, BeforeCommit, AfterCommit };

class AbciServer {
public:
    // `peers`: node ids of the other members' nodes, which CometBFT asks for; empty: all are refused.
    AbciServer(ConsortiumApplication& application, std::set<std::string> peers,
               std::function<void(const std::string&)> say, std::optional<DyingPoint> dies = {});
    ~AbciServer();

    // reason: node.socket
    Status listen(const std::filesystem::path& socket);
    void stop();
    // What ended the ledger's keeping, if anything did; OK else.
    Status failure() const;

private:
    void acceptLoop();
    void serve(std::list<LocalSocket>::iterator socket);

    ConsortiumApplication& m_application;
    const std::set<std::string> m_peers;
    const std::function<void(const std::string&)> m_say;
    const std::optional<DyingPoint> m_dies;
    std::optional<LocalListener> m_listener;
    std::atomic<bool> m_stopped{false};
    mutable Mutex m_mutex;
    Status m_failure GUARDED_BY(m_mutex);
    std::list<LocalSocket> m_connections GUARDED_BY(m_mutex);
    std::list<std::thread> m_threads GUARDED_BY(m_mutex);
    std::thread m_accepting;
};

}  // namespace meterseal::node
