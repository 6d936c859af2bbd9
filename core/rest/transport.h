// Bytes in and out of one connection, plain or TLS, TCP or Unix socket. Included by http_server.cpp alone: Boost.
//
// Thread-safety: the network thread. Errors come back as codes, never as exceptions.
#pragma once

#include <utility>  // before awaitable.hpp: Boost 1.74 uses std::exchange without it

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <cstddef>

namespace meterseal::rest {

namespace asio = boost::asio;
using boost::system::error_code;
using Socket = asio::generic::stream_protocol::socket;
template <typename T>
using Task = asio::awaitable<T>;

class Transport {
public:
    virtual ~Transport() = default;
    virtual Socket& socket() = 0;
    virtual Task<bool> handshake() = 0;
    virtual Task<std::size_t> read(char* data, std::size_t size, error_code& error) = 0;
    virtual Task<void> write(const char* data, std::size_t size, error_code& error) = 0;
    virtual Task<void> endSending() = 0;
};

class PlainTransport final : public Transport {
public:
    explicit PlainTransport(Socket socket) : m_socket(std::move(socket)) {}
    Socket& socket() override { return m_socket; }
    Task<bool> handshake() override { co_return true; }
    Task<std::size_t> read(char* data, std::size_t size, error_code& error) override
    {
        co_return co_await m_socket.async_read_some(asio::buffer(data, size),
                                                    asio::redirect_error(asio::use_awaitable, error));
    }
    Task<void> write(const char* data, std::size_t size, error_code& error) override
    {
        co_await asio::async_write(m_socket, asio::buffer(data, size),
                                   asio::redirect_error(asio::use_awaitable, error));
    }
    Task<void> endSending() override
    {
        error_code ignored;
        m_socket.shutdown(Socket::shutdown_send, ignored);
        co_return;
    }

private:
    Socket m_socket;
};

class TlsTransport final : public Transport {
public:
    TlsTransport(Socket socket, asio::ssl::context& context) : m_stream(std::move(socket), context) {}
    Socket& socket() override { return m_stream.next_layer(); }
    Task<bool> handshake() override
    {
        error_code error;
        co_await m_stream.async_handshake(asio::ssl::stream_base::server,
                                          asio::redirect_error(asio::use_awaitable, error));
        co_return !error;
    }
    Task<std::size_t> read(char* data, std::size_t size, error_code& error) override
    {
        co_return co_await m_stream.async_read_some(asio::buffer(data, size),
                                                    asio::redirect_error(asio::use_awaitable, error));
    }
    Task<void> write(const char* data, std::size_t size, error_code& error) override
    {
        co_await asio::async_write(m_stream, asio::buffer(data, size),
                                   asio::redirect_error(asio::use_awaitable, error));
    }
    Task<void> endSending() override
    {
        error_code ignored;
        co_await m_stream.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
        m_stream.next_layer().shutdown(Socket::shutdown_send, ignored);
    }

private:
    asio::ssl::stream<Socket> m_stream;
};

}  // namespace meterseal::rest
