// One connection: requests one after another, each with its deadlines, its body in pieces and its answer. Included by
// http_server.cpp alone: Boost. Beast parses heads and bodies; what it may parse, the guard has seen (guard.h).
//
// Thread-safety: the network thread, but serveOnPool(), which runs on a thread of the pool while the connection waits
// for it and hands each read and write over to the network thread.
//
// co_await stands in statements of its own: in conditions GCC 12 makes wrong code of it.
#pragma once

#include "rest/guard.h"
#include "rest/http_server.h"
#include "rest/transport.h"
#include "rest/worker_pool.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <fmt/chrono.h>

#include <atomic>
#include <ctime>
#include <map>
#include <set>

namespace meterseal::rest {

namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;

inline constexpr std::size_t kPieceBytes = 64 * 1024;
inline constexpr std::size_t kReadBytes = 16 * 1024;
inline constexpr std::size_t kDrainBytes = 1u << 20;

inline std::string_view titleOf(unsigned status)
{
    const auto text = http::obsolete_reason(static_cast<http::status>(status));
    return {text.data(), text.size()};
}

inline std::string headOf(const Answer& answer, bool keepAlive, bool chunked, std::optional<std::size_t> length)
{
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", answer.status, titleOf(answer.status));
    head += fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", fmt::gmtime(std::time(nullptr)));
    if (!answer.contentType.empty()) {
        head += fmt::format("Content-Type: {}\r\n", answer.contentType);
    }
    for (const Field& field : answer.fields) {
        head += fmt::format("{}: {}\r\n", field.name, field.value);
    }
    if (chunked) {
        head += "Transfer-Encoding: chunked\r\n";
    } else if (length) {
        head += fmt::format("Content-Length: {}\r\n", *length);
    }
    head += keepAlive ? "\r\n" : "Connection: close\r\n\r\n";
    return head;
}

struct Piece {
    std::size_t size = 0;  // 0 and no reason: the end
    const char* reason = nullptr;
};

inline Error bodyError(std::string_view reason)
{
    if (reason == "http.body-slow") {
        return makeError(ErrorCode::Unavailable, reason, "The body came too slowly. Nothing of it was kept.");
    }
    if (reason == "http.body-too-big") {
        return makeError(ErrorCode::InvalidArgument, reason, "The body is larger than this operation takes.");
    }
    if (reason == "http.body-syntax") {
        return makeError(ErrorCode::InvalidArgument, reason, "The body's chunks are not well formed.");
    }
    return makeError(ErrorCode::Unavailable, reason,
                     "The body ended before its announced end. Nothing of it was kept.");
}

inline unsigned statusOfBody(std::string_view reason)
{
    return reason == "http.body-slow" ? 408 : reason == "http.body-too-big" ? 413 : 400;
}

class Connection;

// What connections share with the server. Used on the network thread, but the pool.
struct Shared {
    Shared(const HttpLimits& l, HttpApplication& a) : limits(l), application(a), pool(l.threads, l.queue) {}

    const HttpLimits limits;
    HttpApplication& application;
    asio::io_context context{1};
    std::set<Connection*> connections;
    std::map<std::string, std::size_t> perAddress;
    std::uint64_t bufferedBodies = 0;
    std::atomic<bool> stopping = false;
    WorkerPool pool;  // last: its threads end first
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Shared& shared, std::unique_ptr<Transport> transport, std::string peer, bool owner)
        : m_shared(shared),
          m_transport(std::move(transport)),
          m_peer(std::move(peer)),
          m_owner(owner),
          m_timer(shared.context),
          m_served(shared.context)
    {
        m_shared.connections.insert(this);
        ++m_shared.perAddress[m_peer];
    }
    ~Connection()
    {
        m_shared.bufferedBodies -= m_buffered;
        m_shared.connections.erase(this);
        if (--m_shared.perAddress[m_peer] == 0) {
            m_shared.perAddress.erase(m_peer);
        }
    }

    Task<void> run(std::shared_ptr<Connection> self)
    {
        arm(m_shared.limits.handshake);
        const bool begun = co_await m_transport->handshake();
        bool good = begun;
        while (good) {
            good = co_await serveOne();
        }
        if (begun) {
            co_await close();
        }
        m_timer.cancel();
        static_cast<void>(self);
    }

    // The server stops: who waits for a request is let go.
    void stopIdle()
    {
        if (m_idle) {
            cut();
        }
    }
    void cut()
    {
        error_code ignored;
        m_transport->socket().close(ignored);
    }

    // On the network thread, for the thread that serves.
    Task<Piece> readPiece(char* data, std::size_t size)
    {
        auto& body = m_parser->get().body();
        for (;;) {
            body.data = data;
            body.size = size;
            body.more = true;
            if (m_parser->is_done()) {
                co_return Piece{};
            }
            if (!m_in.empty()) {
                error_code error;
                const std::size_t used = m_parser->put(asio::buffer(m_in), error);
                m_in.erase(0, used);
                const std::size_t got = size - body.size;
                if (error == http::error::need_buffer || error == http::error::need_more) {
                    error = {};
                }
                if (error) {
                    co_return Piece{0, error == http::error::body_limit ? "http.body-too-big" : "http.body-syntax"};
                }
                if (m_in.size() > kPieceBytes && got == 0) {
                    co_return Piece{0, "http.body-syntax"};  // a chunk's size line or trailer without end
                }
                if (got > 0) {
                    m_bodyBytes += got;
                    co_return m_bodyBytes > m_maxBody ? Piece{0, "http.body-too-big"} : Piece{got};
                }
                if (m_parser->is_done()) {
                    co_return Piece{};
                }
            }
            if (tooSlow()) {
                co_return Piece{0, "http.body-slow"};
            }
            arm(m_shared.limits.bodyPiece);
            const bool more = co_await readMore();
            if (!more) {
                co_return Piece{0, m_expired ? "http.body-slow" : "http.body-cut"};
            }
        }
    }
    Task<bool> writePiece(std::string_view text)
    {
        error_code error;
        arm(m_shared.limits.write);
        co_await m_transport->write(text.data(), text.size(), error);
        m_sent += text.size();
        co_return !error;
    }
    bool stopping() const { return m_shared.stopping; }
    asio::io_context& context() { return m_shared.context; }

private:
    struct Outcome {
        Answer answer;
        bool streamed = false;  // it is written already
        bool whole = true;      // to its end
    };

    void arm(std::chrono::milliseconds time)
    {
        m_expired = false;
        m_timer.expires_after(time);
        const std::uint64_t turn = ++m_turn;
        m_timer.async_wait([weak = weak_from_this(), turn](const error_code& error) {
            const auto self = weak.lock();
            if (!error && self && self->m_turn == turn) {
                self->m_expired = true;
                error_code ignored;
                self->m_transport->socket().cancel(ignored);
            }
        });
    }

    bool tooSlow() const
    {
        const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - m_bodyBegan);
        return elapsed > m_shared.limits.bodyPiece &&
               m_bodyBytes < m_shared.limits.bodyBytesPerSecond * static_cast<std::uint64_t>(elapsed.count());
    }

    Task<bool> readMore()
    {
        const std::size_t before = m_in.size();
        m_in.resize(before + kReadBytes);
        error_code error;
        const std::size_t got = co_await m_transport->read(m_in.data() + before, kReadBytes, error);
        m_in.resize(before + (error ? 0 : got));
        co_return !error && got > 0;
    }

    // False: the connection is to be closed, without an answer or with the refusal in m_refusal.
    Task<bool> readHead(HeadScanner& scanner)
    {
        m_idle = m_in.empty();
        bool begun = !m_in.empty();
        arm(begun ? m_shared.limits.header : m_shared.limits.idle);
        for (;;) {
            if (!m_in.empty()) {
                const HeadScanner::State state = scanner.scan(m_in);
                if (state == HeadScanner::State::Done) {
                    co_return true;
                }
                if (state == HeadScanner::State::Refused) {
                    m_refusal = scanner.refusal();
                    co_return false;
                }
            }
            if (m_shared.stopping && m_idle) {
                co_return false;
            }
            const bool more = co_await readMore();
            if (!more) {
                if (m_expired && begun) {
                    m_refusal = Refusal{408, "http.head-slow", "The head of the request came too slowly."};
                }
                co_return false;
            }
            if (!begun) {
                begun = true;
                m_idle = false;
                arm(m_shared.limits.header);  // from the first byte on, and not renewed
            }
        }
    }

    // Fills m_head from the bytes that the scanner let through.
    bool parseHead(const HeadScanner& scanner)
    {
        m_parser = std::make_unique<http::request_parser<http::buffer_body>>();
        m_parser->body_limit(UINT64_MAX);
        m_parser->header_limit(static_cast<std::uint32_t>(kMaxHeadBytes));
        error_code error;
        const std::size_t size = scanner.end() - scanner.begin();
        const std::size_t used = m_parser->put(asio::buffer(m_in.data() + scanner.begin(), size), error);
        if (error == http::error::need_buffer) {
            error = {};
        }
        if (error || !m_parser->is_header_done() || used != size) {
            m_refusal = Refusal{400, "http.syntax", "The head of the request is not well formed."};
            return false;
        }
        m_in.erase(0, scanner.end());
        m_parser->eager(true);
        const auto& parsed = m_parser->get();
        m_head = std::make_unique<RequestHead>();
        m_head->method = std::string(parsed.method_string());
        m_head->target = std::string(parsed.target());
        m_head->version = static_cast<int>(parsed.version());
        for (const auto& field : parsed) {
            m_head->fields.push_back({std::string(field.name_string()), std::string(field.value())});
        }
        m_head->peer = m_peer;
        m_head->owner = m_owner;
        if (auto refused = checkHead(*m_head)) {
            m_refusal = std::move(*refused);
            return false;
        }
        return true;
    }

    // One request and its answer. False: close.
    Task<bool> serveOne()
    {
        m_began = Clock::now();
        m_sent = m_bodyBytes = 0;
        m_refusal.reset();
        m_head.reset();
        m_parser.reset();
        m_admission = {};
        HeadScanner scanner;
        bool good = co_await readHead(scanner);
        good = good && parseHead(scanner);
        if (!good) {
            if (m_refusal) {
                m_began = Clock::now();
                Answer refused = m_shared.application.refuse(*m_refusal, nullptr);
                co_await answer(std::move(refused), false);
            }
            co_return false;
        }
        m_idle = false;
        m_began = Clock::now();
        m_admission = m_shared.application.admit(*m_head);
        if (m_admission.refused) {
            // Who waits for 100 sends no body now; any other body would be read as the next request.
            co_return co_await answer(std::move(*m_admission.refused), !m_head->hasBody());
        }
        m_maxBody = m_admission.maxBody;
        m_parser->body_limit(m_maxBody);  // a chunk that says it is larger is refused before it comes
        if (m_head->contentLength.value_or(0) > m_maxBody || (m_head->chunked && m_maxBody == 0)) {
            co_return co_await refuse(413, "http.body-too-big", "The body is larger than this operation takes.");
        }
        if (!m_head->field("Expect").empty() && m_head->hasBody() && m_in.empty()) {
            good = co_await writePiece("HTTP/1.1 100 Continue\r\n\r\n");
            if (!good) {
                co_return false;
            }
        }
        m_sent = 0;
        m_bodyBegan = Clock::now();
        std::string body;
        if (!m_admission.streamedBody) {
            good = co_await readBody(body);
            if (!good) {
                co_return co_await refuse(m_refusal->status, m_refusal->reason, m_refusal->message);
            }
        }
        co_return co_await serveAdmitted(std::move(body));
    }

    Task<bool> readBody(std::string& body)
    {
        std::vector<char> piece(m_head->hasBody() ? kPieceBytes : 0);
        while (m_head->hasBody()) {
            const Piece got = co_await readPiece(piece.data(), piece.size());
            if (got.reason != nullptr) {
                m_refusal = Refusal{statusOfBody(got.reason), got.reason, bodyError(got.reason).message};
                co_return false;
            }
            if (got.size == 0) {
                break;
            }
            if (m_shared.bufferedBodies + got.size > m_shared.limits.bufferedBodies) {
                m_refusal =
                    Refusal{503, "server.busy", "Too many bodies are being read. Nothing of this one was kept."};
                co_return false;
            }
            m_shared.bufferedBodies += got.size;
            m_buffered += got.size;
            body.append(piece.data(), got.size);
        }
        co_return true;
    }

    Task<bool> serveAdmitted(std::string body)
    {
        auto outcome = std::make_shared<Outcome>();
        m_served.expires_at(Clock::time_point::max());
        m_done = false;
        m_timer.cancel();
        ++m_turn;
        const bool taken = m_shared.pool.post([self = shared_from_this(), outcome, body = std::move(body)]() mutable {
            auto& context = self->m_shared.context;  // before `self` goes
            self->serveOnPool(*outcome, std::move(body));
            asio::post(context, [self] {
                self->m_done = true;
                self->m_served.cancel();
            });
            // The connection's last owner must be the network thread.
            asio::post(context, [last = std::move(self)] { static_cast<void>(last); });
        });
        if (!taken) {
            co_return co_await refuse(503, "server.busy", "All threads are busy. Nothing was done; try again soon.");
        }
        while (!m_done) {
            error_code ignored;
            co_await m_served.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        }
        m_shared.bufferedBodies -= m_buffered;
        m_buffered = 0;
        if (!outcome->streamed) {
            co_return co_await answer(std::move(outcome->answer), true);
        }
        report(outcome->answer.status);
        co_return outcome->whole&& keepsAlive();
    }

    void serveOnPool(Outcome& outcome, std::string body);  // serving_thread.h

    bool keepsAlive() const
    {
        return m_head && m_parser && m_parser->keep_alive() && m_parser->is_done() && !m_shared.stopping;
    }

    Task<bool> refuse(unsigned status, std::string reason, std::string message)
    {
        const Refusal refusal{status, std::move(reason), std::move(message)};
        Answer refused = m_shared.application.refuse(refusal, m_admission.call.get());
        co_return co_await answer(std::move(refused), false);
    }

    // True: the next request may come.
    Task<bool> answer(Answer answer, bool mayKeep)
    {
        if (m_head && !m_head->hasBody() && m_parser && !m_parser->is_done()) {
            error_code ignored;
            m_parser->put_eof(ignored);
        }
        const bool keep = mayKeep && keepsAlive();
        const bool bodiless = answer.status == 204 || answer.status == 304;
        std::string text = headOf(answer, keep, false, bodiless ? std::nullopt : std::optional(answer.body.size()));
        if (!bodiless && !(m_head && m_head->method == "HEAD")) {
            text += answer.body;
        }
        const bool written = co_await writePiece(text);
        report(answer.status);
        co_return written&& keep;
    }

    void report(unsigned status)
    {
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_began);
        m_shared.application.served(m_head.get(), m_admission.call.get(), status, m_sent,
                                    static_cast<std::uint64_t>(took.count()));
    }

    // Ends sending, then reads and drops for a moment what the client still sends: a close with unread bytes would
    // reset the connection before the client has read the answer.
    Task<void> close()
    {
        arm(m_shared.limits.drain);
        co_await m_transport->endSending();
        std::size_t dropped = 0;
        m_in.clear();
        const auto until = Clock::now() + m_shared.limits.drain;
        bool more = true;
        while (more && dropped < kDrainBytes && Clock::now() < until) {
            more = co_await readMore();
            dropped += m_in.size();
            m_in.clear();
        }
        cut();
    }

    Shared& m_shared;
    const std::unique_ptr<Transport> m_transport;
    const std::string m_peer;
    const bool m_owner;
    asio::steady_timer m_timer, m_served;
    std::uint64_t m_turn = 0;  // of the timer: an older wait says nothing
    bool m_expired = false, m_idle = true, m_done = false;
    std::string m_in;  // read and not yet used
    Clock::time_point m_began, m_bodyBegan;
    std::uint64_t m_bodyBytes = 0, m_maxBody = 0, m_buffered = 0, m_sent = 0;
    std::optional<Refusal> m_refusal;
    std::unique_ptr<RequestHead> m_head;
    std::unique_ptr<http::request_parser<http::buffer_body>> m_parser;
    Admission m_admission;
};

}  // namespace meterseal::rest
