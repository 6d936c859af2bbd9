// The serving thread's view of a connection: it reads the body and writes the answer by having the network thread do
// it, and waits, so that a slow client slows its operation down and nothing else. Included by http_server.cpp alone:
// Boost.
//
// Thread-safety: one thread of the pool for each request.
#pragma once

#include "rest/connection.h"

namespace meterseal::rest {

class PieceReader final : public BodyReader {
public:
    explicit PieceReader(Connection& connection) : m_connection(connection) {}
    Result<std::size_t> read(std::span<char> piece) override
    {
        const Piece got =
            asio::co_spawn(m_connection.context(), m_connection.readPiece(piece.data(), piece.size()), asio::use_future)
                .get();
        if (got.reason != nullptr) {
            return bodyError(got.reason);
        }
        return got.size;
    }

private:
    Connection& m_connection;
};

class ChunkWriter final : public AnswerWriter {
public:
    ChunkWriter(Connection& connection, bool chunked) : m_connection(connection), m_chunked(chunked) {}
    Status write(std::string_view piece) override
    {
        if (piece.empty()) {
            return {};
        }
        return raw(m_chunked ? fmt::format("{:x}\r\n{}\r\n", piece.size(), piece) : std::string(piece));
    }
    bool stopping() const override { return m_connection.stopping(); }
    Status raw(const std::string& text)
    {
        if (m_good) {
            m_good = asio::co_spawn(m_connection.context(), m_connection.writePiece(text), asio::use_future).get();
        }
        return m_good ? Status() : makeError(ErrorCode::Unavailable, "http.client-gone", "The client has gone.");
    }
    bool good() const { return m_good; }

private:
    Connection& m_connection;
    const bool m_chunked;
    bool m_good = true;
};

inline void Connection::serveOnPool(Outcome& outcome, std::string body)
{
    PieceReader reader(*this);
    outcome.answer = m_shared.application.serve(*m_head, *m_admission.call, std::move(body),
                                                m_admission.streamedBody ? &reader : nullptr);
    if (!outcome.answer.stream) {
        return;
    }
    outcome.streamed = true;
    const bool chunked = m_head->version == 11;
    ChunkWriter writer(*this, chunked);
    if (writer.raw(headOf(outcome.answer, chunked, chunked, std::nullopt)).ok() && m_head->method != "HEAD") {
        outcome.answer.stream(writer);
    }
    if (chunked && m_head->method != "HEAD") {
        static_cast<void>(writer.raw("0\r\n\r\n"));
    }
    outcome.whole = writer.good() && chunked;
}

}  // namespace meterseal::rest
