#include "meterseal/record/canonical_json.h"
#include "record/decimal.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <limits>

namespace meterseal {

namespace record {

namespace {

constexpr int kMaxSignificant = 17;
constexpr std::int64_t kExponentLimit = 1'000'000'000;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Gathers significant digits; zeros are held back until a later digit needs them.
class DigitGatherer {
public:
    explicit DigitGatherer(Decimal& decimal) : m_decimal(decimal) {}

    void add(char c)
    {
        ++m_index;
        if (c == '0') {
            m_zeros += m_count > 0 ? 1 : 0;
            return;
        }
        m_last = m_index;
        m_count += m_zeros + 1;
        if (m_count > kMaxSignificant) {
            m_decimal.tooLong = true;
        } else {
            for (; m_zeros > 0; --m_zeros) {
                m_decimal.digits *= 10;
            }
            m_decimal.digits = m_decimal.digits * 10 + static_cast<unsigned>(c - '0');
        }
        m_zeros = 0;
    }
    std::int64_t index() const { return m_index; }
    std::int64_t lastSignificant() const { return m_last; }

private:
    Decimal& m_decimal;
    std::int64_t m_index = 0;  // digits seen, leading zeros too
    std::int64_t m_last = 0;   // index of the last digit that is not zero
    std::int64_t m_count = 0;
    std::int64_t m_zeros = 0;
};

bool readExponent(const char*& p, const char* end, std::int64_t& exponent)
{
    const bool negative = p != end && *p == '-';
    if (p != end && (*p == '-' || *p == '+')) {
        ++p;
    }
    if (p == end || !isDigit(*p)) {
        return false;
    }
    for (; p != end && isDigit(*p); ++p) {
        exponent = exponent >= kExponentLimit ? kExponentLimit : exponent * 10 + (*p - '0');
    }
    exponent = negative ? -exponent : exponent;
    return true;
}

// Powers of ten that a double holds exactly.
constexpr double kExactPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// The double nearest to the decimal; false out of range.
bool nearestDouble(const Decimal& decimal, double& value)
{
    constexpr std::uint64_t kExactIntegers = std::uint64_t{1} << 53;
    if (decimal.digits <= kExactIntegers && decimal.exponent >= -22 && decimal.exponent <= 22) {
        // Both operands are exact, so the one rounding of the operation gives the nearest double.
        const auto digits = static_cast<double>(decimal.digits);
        value =
            decimal.exponent < 0 ? digits / kExactPowers[-decimal.exponent] : digits * kExactPowers[decimal.exponent];
        return true;
    }
    char text[48];
    char* end = std::to_chars(text, text + 24, decimal.digits).ptr;
    *end++ = 'e';
    end = std::to_chars(end, text + sizeof text, decimal.exponent).ptr;
    const auto parsed = std::from_chars(text, end, value);
    return parsed.ec == std::errc() && std::isfinite(value);
}

}  // namespace

bool readDecimal(std::string_view text, Decimal& decimal)
{
    decimal = Decimal{};
    const char* p = text.data();
    const char* const end = p + text.size();
    if (p != end && *p == '-') {
        decimal.negative = true;
        ++p;
    }
    if (p == end || !isDigit(*p) || (*p == '0' && end - p > 1 && isDigit(p[1]))) {
        return false;
    }
    DigitGatherer gatherer(decimal);
    for (; p != end && isDigit(*p); ++p) {
        gatherer.add(*p);
    }
    const std::int64_t wholeDigits = gatherer.index();
    if (p != end && *p == '.') {
        ++p;
        if (p == end || !isDigit(*p)) {
            return false;
        }
        for (; p != end && isDigit(*p); ++p) {
            gatherer.add(*p);
        }
    }
    std::int64_t exponent = 0;
    if (p != end && (*p == 'e' || *p == 'E')) {
        ++p;
        if (!readExponent(p, end, exponent)) {
            return false;
        }
    }
    decimal.exponent = exponent + wholeDigits - gatherer.lastSignificant();
    return p == end;
}

bool exactDouble(const Decimal& decimal, double& value)
{
    if (decimal.tooLong) {
        return false;
    }
    if (decimal.digits == 0) {
        value = 0;
        return true;
    }
    if (!nearestDouble(decimal, value)) {
        return false;
    }
    // Every decimal of at most 15 digits survives the way to a normal double and back.
    const bool shortAndNormal = decimal.digits < 1'000'000'000'000'000 && value >= std::numeric_limits<double>::min();
    if (!shortAndNormal) {
        char text[32];
        const char* const end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
        Decimal canonical;
        // to_chars writes "5e-324", which is a JSON number.
        if (!readDecimal({text, static_cast<std::size_t>(end - text)}, canonical) ||
            canonical.digits != decimal.digits || canonical.exponent != decimal.exponent) {
            return false;
        }
    }
    value = decimal.negative ? -value : value;
    return true;
}

}  // namespace record

char* formatNumber(double value, char* out)
{
    constexpr double kLimit = 1e15;
    if (value > -kLimit && value < kLimit) {
        const auto whole = static_cast<std::int64_t>(value);
        if (static_cast<double>(whole) == value) {  // -0 becomes 0, as ECMAScript has it
            return std::to_chars(out, out + 32, whole).ptr;
        }
    }
    if (value < 0) {
        *out++ = '-';
        value = -value;
    }
    // "d.ddde+XX": the shortest digits that give the value back.
    char text[32];
    char* const end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
    char* e = end - 1;
    while (*e != 'e') {
        --e;
    }
    int exponent = 0;
    std::from_chars(e[1] == '+' ? e + 2 : e + 1, end, exponent);
    const auto count = static_cast<int>(e - text > 1 ? e - text - 1 : 1);  // digits without the point
    if (count > 1) {
        std::memmove(text + 1, text + 2, static_cast<std::size_t>(count - 1));
    }
    const auto put = [&out](const char* from, int n) {
        std::memcpy(out, from, static_cast<std::size_t>(n));
        out += n;
    };
    const auto zeros = [&out](int n) {
        std::memset(out, '0', static_cast<std::size_t>(n));
        out += n;
    };
    const int point = exponent + 1;  // digits before the decimal point
    if (point > 21 || point <= -6) {
        put(text, 1);
        if (count > 1) {
            *out++ = '.';
            put(text + 1, count - 1);
        }
        *out++ = 'e';
        *out++ = exponent < 0 ? '-' : '+';
        return std::to_chars(out, out + 4, exponent < 0 ? -exponent : exponent).ptr;
    }
    if (point <= 0) {
        put("0.", 2);
        zeros(-point);
        put(text, count);
    } else if (count <= point) {
        put(text, count);
        zeros(point - count);
    } else {
        put(text, point);
        *out++ = '.';
        put(text + point, count - point);
    }
    return out;
}

std::string formatNumber(double value)
{
    char text[32];
    return {text, formatNumber(value, text)};
}

Result<double> parseNumber(std::string_view text, std::string_view field)
{
    record::Decimal decimal;
    if (!record::readDecimal(text, decimal)) {
        return makeError(ErrorCode::InvalidArgument, "json.syntax", fmt::format("The {} is not a JSON number.", field));
    }
    double value = 0;
    if (!record::exactDouble(decimal, value)) {
        return makeError(ErrorCode::InvalidArgument, "json.number-inexact",
                         fmt::format("The {} has no exact canonical form: a 64-bit floating-point number cannot keep "
                                     "all of its digits, or it is out of range. Write it with at most 15 digits.",
                                     field));
    }
    return value;
}

}  // namespace meterseal
