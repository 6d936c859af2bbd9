#include "meterseal/verify/find.h"

#include "meterseal/base/text.h"
#include "meterseal/meter/other_spellings.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace meterseal {
namespace {

constexpr std::array<std::string_view, 7> kSought = {"a block height",
                                                     "a block hash",
                                                     "a transaction hash",
                                                     "a wallet address",
                                                     "a meter number",
                                                     "an organisation's id, name or public key",
                                                     "a part of a meter's location"};
constexpr std::array<std::string_view, 4> kKinds = {"block", "transaction", "meter", "organisation"};
constexpr std::size_t kHashDigits = 64;
constexpr std::size_t kLeastHashDigits = 8;  // fewer are rather the beginning of a number
constexpr std::size_t kLeastPart = 2;        // bytes of a location or name: one letter is in nearly all of them
constexpr std::size_t kMetersAtOnce = 1000;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(), lower);
    return text;
}

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f');
}

class Finder {
public:
    Finder(LedgerReader& reader, std::string_view text) : m_reader(reader), m_typed(text), m_text(cleanedForFind(text))
    {}

    Result<FindResult> run()
    {
        if (m_text.empty()) {
            return m_result;
        }
        MS_TRY(asHeight());
        MS_TRY(asHash());
        MS_TRY(asMeter());
        MS_TRY(asOrganisation());
        if (m_result.exact.empty()) {
            MS_TRY(addNear());
            MS_TRY(addParts());
        }
        return m_result;
    }

private:
    // A lookup that found nothing is no error here.
    template <typename Row>
    Status add(Result<Row> found)
    {
        if (found) {
            m_result.exact.emplace_back(std::move(*found));
            return {};
        }
        return found.error().code == ErrorCode::NotFound ? Status() : Status(found.error());
    }

    Status asHeight()
    {
        Height height = 0;
        const char* const end = m_text.data() + m_text.size();
        const auto parsed = std::from_chars(m_text.data(), end, height);
        if (parsed.ec != std::errc() || parsed.ptr != end) {
            return {};
        }
        m_result.sought.push_back(SoughtAs::BlockHeight);
        return add(m_reader.blockRow(height));
    }

    Status asHash()
    {
        const bool part = m_text.size() >= kLeastHashDigits && m_text.size() < kHashDigits;
        if (part && std::ranges::all_of(m_text, isHex)) {
            m_result.hashDigits = m_text.size();
        }
        const auto hash = m_text.size() == kHashDigits ? Hash256::fromHex(m_text) : Hash256::fromHex("");
        if (!hash) {
            return {};
        }
        m_result.sought.push_back(SoughtAs::BlockHash);
        m_result.sought.push_back(SoughtAs::TransactionHash);
        const auto height = m_reader.heightOfBlock(*hash);
        if (height) {
            MS_TRY(add(m_reader.blockRow(*height)));
        } else if (height.error().code != ErrorCode::NotFound) {
            return height.error();
        }
        return add(m_reader.transactionByHash(*hash));
    }

    Status asMeter()
    {
        const auto address = fromBase58(m_text);
        if (address.ok() && address->size() == Hash256::kSize) {
            m_result.sought.push_back(SoughtAs::Address);
            MS_TRY(add(m_reader.meterByAddress(m_text)));
        }
        if (!checkMeterId(m_text).ok()) {
            return {};
        }
        m_result.sought.push_back(SoughtAs::MeterId);
        return add(m_reader.meterByMn(m_text));
    }

    Status asOrganisation()
    {
        m_result.sought.push_back(SoughtAs::Organisation);
        const std::string wanted = lowered(trimmed()), key = lowered(m_text);
        MS_ASSIGN(const std::vector<Organisation> all, m_reader.organisations());
        for (const Organisation& organisation : all) {
            if (lowered(organisation.id) == wanted || lowered(organisation.name) == wanted ||
                organisation.publicKey.hex() == key) {
                m_result.exact.emplace_back(organisation);
            }
        }
        return {};
    }

    // What was typed, with the blanks inside.
    std::string trimmed() const
    {
        std::string text(std::ranges::find_if_not(m_typed, isBlank), m_typed.end());
        while (!text.empty() && isBlank(text.back())) {
            text.pop_back();
        }
        return text;
    }

    template <typename Row>
    void addPartly(std::vector<Row> rows)
    {
        if (rows.size() > FindResult::kMostNear) {
            m_result.morePartly = true;
            rows.resize(FindResult::kMostNear);
        }
        m_result.partly.insert(m_result.partly.end(), std::make_move_iterator(rows.begin()),
                               std::make_move_iterator(rows.end()));
    }

    Status addParts()
    {
        const std::string part = trimmed(), small = lowered(part);
        if (part.size() < kLeastPart) {
            return {};
        }
        MS_ASSIGN(const std::vector<Organisation> all, m_reader.organisations());
        std::vector<Organisation> organisations;
        for (const Organisation& one : all) {
            if (lowered(one.id).starts_with(small) || lowered(one.name).find(small) != std::string::npos) {
                organisations.push_back(one);
            }
        }
        addPartly(std::move(organisations));
        m_result.sought.push_back(SoughtAs::Location);
        std::vector<MeterRow> there;
        std::optional<std::uint32_t> cursor;
        for (bool more = true; more && there.size() <= FindResult::kMostNear;) {
            MS_ASSIGN(Page<MeterRow> page, m_reader.meters({}, cursor, Direction::Newer, kMetersAtOnce));
            more = page.more && !page.rows.empty();
            cursor = page.rows.empty() ? cursor : std::optional(page.rows.back().entry.id);
            for (MeterRow& row : page.rows) {
                const bool offered = std::ranges::any_of(
                    m_result.near, [&](const MeterRow& one) { return one.entry.id == row.entry.id; });
                if (!offered && lowered(row.entry.location).find(small) != std::string::npos) {
                    there.push_back(std::move(row));
                }
            }
        }
        addPartly(std::move(there));
        return {};
    }

    // False once there is no room.
    Result<bool> addNearMeter(const std::string& mn)
    {
        auto found = m_reader.meterByMn(mn);
        if (!found) {
            return found.error().code == ErrorCode::NotFound ? Result<bool>(true) : found.error();
        }
        return addNearMeter(*found);
    }
    bool addNearMeter(const MeterRow& row)
    {
        if (std::ranges::any_of(m_result.near, [&](const MeterRow& one) { return one.entry.mn == row.entry.mn; })) {
            return true;
        }
        if (m_result.near.size() == FindResult::kMostNear) {
            m_result.moreNear = true;
            return false;
        }
        m_result.near.push_back(row);
        return true;
    }

    Status addNear()
    {
        for (const std::string& other : otherSpellings(m_text)) {
            MS_ASSIGN(const bool room, addNearMeter(other));
            if (!room) {
                return {};
            }
        }
        if (!checkMeterId(m_text).ok()) {
            return {};
        }
        MeterFilter filter;
        filter.mnPrefix = m_text;
        MS_ASSIGN(const Page<MeterRow> begins,
                  m_reader.meters(filter, std::nullopt, Direction::Newer, FindResult::kMostNear + 1));
        for (const MeterRow& row : begins.rows) {
            addNearMeter(row);
        }
        return {};
    }

    LedgerReader& m_reader;
    const std::string_view m_typed;
    const std::string m_text;
    FindResult m_result;
};

}  // namespace

std::string_view toString(SoughtAs sought)
{
    return kSought[static_cast<std::size_t>(sought)];
}

std::string_view kindOf(const FoundRow& row)
{
    return kKinds[row.index()];
}

std::string cleanedForFind(std::string_view text)
{
    std::string cleaned;
    std::ranges::remove_copy_if(text, std::back_inserter(cleaned), isBlank);
    if (cleaned.starts_with("0x") || cleaned.starts_with("0X")) {
        cleaned.erase(0, 2);
    } else if (cleaned.starts_with('#')) {
        cleaned.erase(0, 1);
    }
    return cleaned.size() == kHashDigits && std::ranges::all_of(cleaned, isHex) ? lowered(cleaned) : cleaned;
}

Result<FindResult> find(LedgerReader& reader, std::string_view text)
{
    return Finder(reader, text).run();
}

}  // namespace meterseal
