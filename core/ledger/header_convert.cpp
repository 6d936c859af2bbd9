#include "ledger/header_convert.h"

namespace meterseal {

namespace {

class Scanner {
public:
    explicit Scanner(std::string_view text) : m_rest(text) {}

    bool literal(std::string_view expected)
    {
        if (!m_rest.starts_with(expected)) {
            return false;
        }
        m_rest.remove_prefix(expected.size());
        return true;
    }
    // Up to the closing quote, which stays. An escape ends it too: the literal that must follow then does not fit.
    std::string_view untilQuote()
    {
        const std::string_view text = m_rest.substr(0, m_rest.find_first_of("\"\\"));
        m_rest.remove_prefix(text.size());
        return text;
    }
    bool time(Timestamp& out)
    {
        const auto parsed = parseTimestamp(m_rest.substr(0, kTimestampLength));
        if (!parsed.ok()) {
            return false;
        }
        out = *parsed;
        m_rest.remove_prefix(kTimestampLength);
        return true;
    }
    bool hash(Hash256& out)
    {
        const auto parsed = Hash256::fromHex(m_rest.substr(0, 2 * Hash256::kSize));
        if (!parsed.ok()) {
            return false;
        }
        out = *parsed;
        m_rest.remove_prefix(2 * Hash256::kSize);
        return true;
    }
    // 1..9999 without leading zeros; a longer number leaves digits behind, which no literal takes.
    bool count(std::uint32_t& out)
    {
        std::size_t digits = 0;
        out = 0;
        while (digits < 4 && digits < m_rest.size() && m_rest[digits] >= '0' && m_rest[digits] <= '9') {
            out = out * 10 + static_cast<std::uint32_t>(m_rest[digits] - '0');
            ++digits;
        }
        if (digits == 0 || m_rest[0] == '0') {
            return false;
        }
        m_rest.remove_prefix(digits);
        return true;
    }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
};

}  // namespace

std::optional<TransactionHeader> readConvertHeader(std::string_view json)
{
    Scanner scan(json);
    ConvertBody body;
    if (!scan.literal(R"({"chain":")")) {
        return std::nullopt;
    }
    const std::string_view chain = scan.untilQuote();
    const bool first = scan.literal(R"(","count":)") && scan.count(body.count) && scan.literal(R"(,"end":")") &&
                       scan.time(body.end) && scan.literal(R"(","from":")");
    if (!first) {
        return std::nullopt;
    }
    const std::string_view from = scan.untilQuote();
    const bool second = scan.literal(R"(","prev":")") && scan.hash(body.prev) && scan.literal(R"(","root":")") &&
                        scan.hash(body.root) && scan.literal(R"(","start":")") && scan.time(body.start) &&
                        scan.literal(R"(","suite":"secp256k1-sha256","to":")") && scan.literal(from) &&
                        scan.literal(R"(","type":"convert","v":1})") && scan.atEnd();
    if (!second) {
        return std::nullopt;
    }
    body.address = from;
    TransactionHeader header;
    header.chain = chain;
    header.body = std::move(body);
    return header;
}

}  // namespace meterseal
