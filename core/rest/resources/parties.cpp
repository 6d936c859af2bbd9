// What the other parties of a ledger ask for and bring: blocks, cosignatures, transactions of their own.
#include "meterseal/chain/block_file.h"
#include "meterseal/chain/embedded_chain.h"
#include "rest/backend.h"

#include <fmt/format.h>

#include <ostream>
#include <streambuf>

namespace meterseal::rest {

namespace {

// An output stream over an answer that is being written.
class AnswerBuffer final : public std::streambuf {
public:
    explicit AnswerBuffer(AnswerWriter& out) : m_out(out) { setp(m_buffer, m_buffer + sizeof m_buffer); }
    ~AnswerBuffer() override { AnswerBuffer::sync(); }

protected:
    int_type overflow(int_type c) override
    {
        if (sync() != 0) {
            return traits_type::eof();
        }
        if (!traits_type::eq_int_type(c, traits_type::eof())) {
            sputc(traits_type::to_char_type(c));
        }
        return traits_type::not_eof(c);
    }
    int sync() override
    {
        const std::string_view piece(pbase(), static_cast<std::size_t>(pptr() - pbase()));
        const bool good = m_out.write(piece).ok();
        setp(m_buffer, m_buffer + sizeof m_buffer);
        return good ? 0 : -1;
    }

private:
    AnswerWriter& m_out;
    char m_buffer[64 * 1024] = {};
};

}  // namespace

// A transaction that a member signed with a key of its own; the chain judges it like any other.
Result<Answer> submitTransaction(Backend& backend, Call& call)
{
    AuditNote note = backend.note(call, "transaction.take");
    const auto hash = backend.workspace.chain().submit(Bytes(call.body.begin(), call.body.end()));
    note.result = hash.status();
    if (hash) {
        note.details["txHash"] = hash->hex();
    }
    backend.workspace.record(std::move(note));
    if (!hash) {
        return hash.error();
    }
    // Where one party makes the blocks, its word that it took this one: a member that holds it can show a withholding.
    const auto receipt = backend.workspace.chain().receipt(*hash);
    return jsonAnswer(202, Json{{"tx", hash->hex()}, {"receipt", receipt ? Json(*receipt) : Json()}});
}

// Blocks as a member's replica takes them (chain/block_file.h); it believes none of it.
Result<Answer> pullBlocks(Backend& backend, Call& call)
{
    MS_ASSIGN(const std::uint64_t from, call.number("from", 1, INT64_MAX, 1));
    MS_ASSIGN(const std::uint64_t most, call.number("max", 1, 256, 256));
    auto pass = backend.pullers.enter();
    if (!pass) {
        return pass.error();
    }
    MS_ASSIGN(const ChainHead head, backend.workspace.chain().head());
    if (from > head.height + 1) {
        return makeError(ErrorCode::NotFound, "ledger.no-such-block",
                         fmt::format("The ledger ends with block {}.", head.height));
    }
    const auto inside = std::make_shared<Gate::Pass>(std::move(*pass));
    Answer answer{200, "application/vnd.meterseal.blocks"};
    answer.stream = [&backend, from, most, inside](AnswerWriter& out) {
        constexpr std::uint64_t kMostBytes = 64u << 20;
        auto reader = backend.reader();
        if (!reader) {
            return;  // cut: who reads sees that it ends too soon
        }
        AnswerBuffer buffer(out);
        std::ostream stream(&buffer);
        static_cast<void>(writeBlocks(**reader, from, stream, most, kMostBytes));
    };
    return answer;
}

// A cosigned note in; out comes the note of that block with every cosignature that is known by now.
Result<Answer> takeCosignatures(Backend& backend, Call& call)
{
    auto* const sealer = dynamic_cast<EmbeddedChain*>(&backend.workspace.chain());
    if (sealer == nullptr) {
        return makeError(ErrorCode::Unsupported, "server.no-cosignatures",
                         "This ledger's blocks are decided by validators; no single party keeps its cosignatures.");
    }
    AuditNote note = backend.note(call, "cosignature.keep");
    const auto taken = sealer->addCosignatures(call.body, call.caller.client());
    note.result = taken.status();
    if (taken) {
        note.details["height"] = fmt::to_string(taken->front().height);
    }
    backend.workspace.record(std::move(note));
    if (!taken) {
        return taken.error();
    }
    MS_ASSIGN(auto reader, backend.reader());
    MS_ASSIGN(const SealedBlock block, reader->block(taken->front().height));
    MS_ASSIGN(const std::vector<Cosignature> known, reader->cosignatures(block.header.height));
    return textAnswer(200, checkpointNote(block, reader->genesis(), known));
}

}  // namespace meterseal::rest
