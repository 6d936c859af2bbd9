#include "rest/http_server.h"

#include "meterseal/base/local_socket.h"
#include "rest/connection.h"
#include "rest/serving_thread.h"

#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <algorithm>
#include <future>
#include <thread>

namespace meterseal::rest {

namespace {

constexpr std::chrono::milliseconds kAcceptPause{100};

constexpr std::string_view kNotStarted = "The service was not started.";

Error startError(std::string_view reason, const std::string& what, const error_code& error,
                 std::string_view then = kNotStarted)
{
    const ErrorCode code = error == asio::error::address_in_use ? ErrorCode::Busy : ErrorCode::Io;
    return makeError(code, reason, fmt::format("{}: {}. {}", what, error.message(), then));
}

class Server final : public HttpServer {
public:
    Server(const HttpServerOptions& options, HttpApplication& application)
        : m_options(options), m_shared(options.limits, application), m_work(asio::make_work_guard(m_shared.context))
    {}
    ~Server() override { stop(); }

    Status open()
    {
        MS_ASSIGN(m_tls, loadCertificate(kNotStarted));
        for (const HttpAddress& address : m_options.addresses) {
            MS_TRY(listen(address));
        }
        if (!m_options.unixSocket.empty()) {
            MS_TRY(listen(m_options.unixSocket));
        }
        m_thread = std::jthread([this] {
            nameThread("ms-http");
            m_shared.context.run();
        });
        return {};
    }

    std::vector<std::uint16_t> ports() const override { return m_ports; }

    Status reloadCertificate() override
    {
        MS_ASSIGN(TlsContext loaded, loadCertificate("The certificate in use stays."));
        return onNetworkThread([this, tls = std::make_shared<TlsContext>(std::move(loaded))] {
                   m_tls = std::move(*tls);  // open connections keep theirs
               }).wait_for(m_shared.limits.stop) == std::future_status::ready
                   ? Status()
                   : makeError(ErrorCode::Internal, "server.certificate", "The network thread does not answer.");
    }

    bool answers(std::chrono::milliseconds patience) override
    {
        return onNetworkThread([] {}).wait_for(patience) == std::future_status::ready;
    }

    void stop() override
    {
        if (!m_thread.joinable()) {
            return;
        }
        m_shared.stopping = true;
        asio::post(m_shared.context, [this] {
            error_code ignored;
            for (auto& acceptor : m_tcp) {
                acceptor->close(ignored);
            }
            for (auto& acceptor : m_local) {
                acceptor->close(ignored);
            }
            for (Connection* connection : std::set<Connection*>(m_shared.connections)) {
                connection->stopIdle();
            }
            waitForConnections(Clock::now() + m_shared.limits.stop);
        });
        m_thread.join();
        m_shared.pool.join();
        if (!m_unixSocket.empty()) {
            std::error_code ignored;
            std::filesystem::remove(m_unixSocket, ignored);
        }
    }

private:
    using TlsContext = std::unique_ptr<asio::ssl::context>;

    template <typename Work>
    std::future<void> onNetworkThread(Work work)
    {
        const auto done = std::make_shared<std::promise<void>>();
        asio::post(m_shared.context, [done, work = std::move(work)]() mutable {
            work();
            done->set_value();
        });
        return done->get_future();
    }

    // Nothing where no address is TLS.
    Result<TlsContext> loadCertificate(std::string_view then) const
    {
        const HttpServerOptions& options = m_options;
        if (std::none_of(options.addresses.begin(), options.addresses.end(), [](const auto& a) { return a.tls; })) {
            return TlsContext();
        }
        using Context = asio::ssl::context;
        auto tls = std::make_unique<Context>(Context::tls_server);
        tls->set_options(Context::default_workarounds | Context::no_sslv2 | Context::no_sslv3 | Context::no_tlsv1 |
                         Context::no_tlsv1_1 | Context::no_compression);
        error_code error;
        tls->use_certificate_chain_file(options.certificate.string(), error);
        if (error) {
            return startError("server.certificate", "The certificate " + options.certificate.string(), error, then);
        }
        tls->use_private_key_file(options.privateKey.string(), Context::pem, error);
        if (error) {
            return startError("server.certificate", "The private key " + options.privateKey.string(), error, then);
        }
        if (!options.clientCa.empty()) {
            tls->load_verify_file(options.clientCa.string(), error);
            if (error) {
                return startError("server.certificate", "The clients' certificates " + options.clientCa.string(), error,
                                  then);
            }
            tls->set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
        }
        return tls;
    }

    Status listen(const HttpAddress& address)
    {
        error_code error;
        const auto ip = asio::ip::make_address(address.host, error);
        const std::string what = fmt::format("The address {} port {}", address.host, address.port);
        if (error) {
            return startError("server.address", what, error);
        }
        const asio::ip::tcp::endpoint endpoint(ip, address.port);
        auto acceptor = std::make_unique<asio::ip::tcp::acceptor>(m_shared.context);
        acceptor->open(endpoint.protocol(), error);
        if (!error) {
            acceptor->set_option(asio::socket_base::reuse_address(true), error);
        }
        if (!error) {
            acceptor->bind(endpoint, error);
        }
        if (!error) {
            acceptor->listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            return startError("server.address", what, error);
        }
        m_ports.push_back(acceptor->local_endpoint().port());
        asio::co_spawn(m_shared.context, acceptTcp(*acceptor, address.tls), asio::detached);
        m_tcp.push_back(std::move(acceptor));
        return {};
    }

    Status listen(const std::filesystem::path& file)
    {
        std::error_code ignored;
        if (std::filesystem::is_socket(file, ignored)) {
            std::filesystem::remove(file, ignored);  // of a process that was killed; a living one holds the ledger
        }
        error_code error;
        auto acceptor = std::make_unique<asio::local::stream_protocol::acceptor>(m_shared.context);
        if (file.string().size() > 100) {
            error = asio::error::name_too_long;
        }
        if (!error) {
            acceptor->open(asio::local::stream_protocol(), error);
        }
        if (!error) {
            acceptor->bind(asio::local::stream_protocol::endpoint(file.string()), error);
        }
        if (!error) {
            using std::filesystem::perms;
            std::error_code refused;
            std::filesystem::permissions(file, perms::owner_read | perms::owner_write, refused);
            error = error_code(refused.value(), boost::system::system_category());
        }
        if (!error) {
            acceptor->listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            return startError("server.socket", "The Unix socket " + file.string(), error);
        }
        m_unixSocket = file;
        asio::co_spawn(m_shared.context, acceptLocal(*acceptor), asio::detached);
        m_local.push_back(std::move(acceptor));
        return {};
    }

    Task<void> pause()
    {
        asio::steady_timer timer(m_shared.context, kAcceptPause);
        error_code ignored;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }

    Task<void> acceptTcp(asio::ip::tcp::acceptor& acceptor, bool tls)
    {
        while (!m_shared.stopping) {
            error_code error;
            asio::ip::tcp::socket socket =
                co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
            if (error) {
                if (error == asio::error::operation_aborted || !acceptor.is_open()) {
                    co_return;
                }
                co_await pause();  // no descriptors, most likely
                continue;
            }
            const auto remote = socket.remote_endpoint(error);
            if (error) {
                continue;
            }
            socket.set_option(asio::ip::tcp::no_delay(true), error);
            admit(Socket(std::move(socket)), remote.address().to_string(), false, tls);
        }
    }

    Task<void> acceptLocal(asio::local::stream_protocol::acceptor& acceptor)
    {
        while (!m_shared.stopping) {
            error_code error;
            asio::local::stream_protocol::socket socket =
                co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
            if (error) {
                if (error == asio::error::operation_aborted || !acceptor.is_open()) {
                    co_return;
                }
                co_await pause();
                continue;
            }
            const bool own = peerIsThisUser(socket.native_handle());
            admit(Socket(std::move(socket)), "unix", own, false);
        }
    }

    void admit(Socket socket, std::string peer, bool owner, bool tls)
    {
        const auto same = m_shared.perAddress.find(peer);
        if (m_shared.connections.size() >= m_shared.limits.connections ||
            (same != m_shared.perAddress.end() && same->second >= m_shared.limits.perAddress)) {
            return;  // closed: whoever has so many open knows
        }
        std::unique_ptr<Transport> transport;
        if (tls) {
            transport = std::make_unique<TlsTransport>(std::move(socket), *m_tls);
        } else {
            transport = std::make_unique<PlainTransport>(std::move(socket));
        }
        const auto connection = std::make_shared<Connection>(m_shared, std::move(transport), std::move(peer), owner);
        asio::co_spawn(m_shared.context, connection->run(connection), asio::detached);
    }

    // Lets the network thread end once no connection is left; cuts what is left at the deadline.
    void waitForConnections(Clock::time_point deadline)
    {
        if (m_shared.connections.empty()) {
            m_work.reset();
            return;
        }
        if (Clock::now() >= deadline) {
            for (Connection* connection : std::set<Connection*>(m_shared.connections)) {
                connection->cut();
            }
        }
        const auto timer = std::make_shared<asio::steady_timer>(m_shared.context, std::chrono::milliseconds(20));
        timer->async_wait([this, timer, deadline](const error_code&) { waitForConnections(deadline); });
    }

    const HttpServerOptions m_options;
    Shared m_shared;
    asio::executor_work_guard<asio::io_context::executor_type> m_work;
    TlsContext m_tls;  // the network thread's, once it runs
    std::vector<std::unique_ptr<asio::ip::tcp::acceptor>> m_tcp;
    std::vector<std::unique_ptr<asio::local::stream_protocol::acceptor>> m_local;
    std::vector<std::uint16_t> m_ports;
    std::filesystem::path m_unixSocket;
    std::jthread m_thread;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpServerOptions& options, HttpApplication& application)
{
    try {
        auto server = std::make_unique<Server>(options, application);
        MS_TRY(server->open());
        return std::unique_ptr<HttpServer>(std::move(server));
    } catch (const std::exception& e) {
        return makeError(ErrorCode::Io, "server.socket",
                         fmt::format("The network could not be used: {}. The service was not started.", e.what()));
    }
}

}  // namespace meterseal::rest