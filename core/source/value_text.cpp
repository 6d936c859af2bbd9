#include "source/value_text.h"

#include "meterseal/record/canonical_json.h"

#include <cmath>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

// The digits before the decimal mark, without thousands marks; false where the groups are not of three digits.
bool takeWhole(std::string_view& text, std::string_view mark, std::string& out)
{
    std::size_t inGroup = 0;
    bool marked = false;
    for (;;) {
        if (!text.empty() && isDigit(text.front())) {
            out += text.front();
            text.remove_prefix(1);
            ++inGroup;
        } else if (!mark.empty() && text.starts_with(mark)) {
            if (inGroup == 0 || inGroup > 3 || (marked && inGroup != 3)) {
                return false;
            }
            marked = true;
            inGroup = 0;
            text.remove_prefix(mark.size());
        } else {
            return !marked || inGroup == 3;
        }
    }
}

// False for 1.23457E+11: a spreadsheet shows so many digits and drops the rest.
bool isWhole(std::string_view text, const record::Decimal& decimal, Refusal& refusal)
{
    const bool rounded =
        decimal.exponent > 0 && decimal.digits != 0 && text.find_first_of("eE") != std::string_view::npos;
    return !rounded || refuse(refusal, "source.value-rounded",
                              "The value is in E notation with fewer digits than it has places: a spreadsheet has "
                              "dropped the rest. Export the file again with the column as a number.");
}

// Multiplies as on paper. Digits of both factors together fit 128 bits: 17 + 17.
void multiply(record::Decimal& a, const record::Decimal& b)
{
    unsigned __int128 product = static_cast<unsigned __int128>(a.digits) * b.digits;
    a.exponent += b.exponent;
    a.negative = a.negative != b.negative;
    while (product != 0 && product % 10 == 0) {
        product /= 10;
        ++a.exponent;
    }
    constexpr std::uint64_t kLimit = 100'000'000'000'000'000;  // 17 digits
    a.tooLong = a.tooLong || product >= kLimit;
    a.digits = static_cast<std::uint64_t>(product);
}

}  // namespace

Result<ValueReader> ValueReader::make(const MappingProfile& profile)
{
    ValueReader reader;
    if (profile.decimalMark != '.' && profile.decimalMark != ',') {
        return makeError(ErrorCode::InvalidArgument, "profile.decimal-mark",
                         "The profile's number.decimalMark must be a point or a comma.");
    }
    constexpr std::string_view kMarks[] = {
        "", ".", ",", "'", " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x99", "\xef\xbc\x8c"};
    bool known = false;
    for (const std::string_view mark : kMarks) {
        known = known || mark == profile.thousandsMark;
    }
    if (!known || profile.thousandsMark == std::string_view(&profile.decimalMark, 1)) {
        return makeError(
            ErrorCode::InvalidArgument, "profile.thousands-mark",
            "The profile's number.thousandsMark must be empty or one of point, comma, apostrophe, space, and not "
            "the number.decimalMark.");
    }
    if (!std::isfinite(profile.scale) || profile.scale == 0 ||
        !record::readDecimal(formatNumber(profile.scale), reader.m_scale)) {
        return makeError(ErrorCode::InvalidArgument, "profile.scale",
                         "The profile's number.scale must be a number other than 0.");
    }
    reader.m_decimalMark = profile.decimalMark;
    reader.m_thousandsMark = profile.thousandsMark;
    reader.m_scaled = profile.scale != 1;
    return reader;
}

bool ValueReader::readJsonNumber(std::string_view text, double& value, Refusal& refusal,
                                 const record::Decimal* factor) const
{
    record::Decimal decimal;
    if (!record::readDecimal(text, decimal)) {
        return refuse(refusal, "source.value", "The value is not a number.");
    }
    return finish(decimal, factor, value, refusal);
}

bool ValueReader::read(std::string_view text, double& value, Refusal& refusal, const record::Decimal* factor) const
{
    record::Decimal decimal;
    return readExact(text, decimal, refusal) && finish(decimal, factor, value, refusal);
}

bool ValueReader::readExact(std::string_view text, record::Decimal& decimal, Refusal& refusal) const
{
    text = trimmed(text);
    if (text.empty()) {
        return refuse(refusal, "source.empty", "The value is empty.");
    }
    if (m_decimalMark == '.' && record::readDecimal(text, decimal)) {
        return isWhole(text, decimal, refusal);
    }
    // Into the form of a JSON number: sign, whole part without marks and leading zeros, point, the rest.
    std::string number;
    std::string_view rest = text;
    if (rest.front() == '-' || rest.front() == '+') {
        number.assign(rest.front() == '-' ? "-" : "");
        rest.remove_prefix(1);
    }
    std::string whole;
    const bool groups = takeWhole(rest, m_thousandsMark, whole);
    const std::size_t zeros = whole.find_first_not_of('0');
    const bool hadWhole = !whole.empty();
    number += zeros == std::string::npos ? "0" : whole.substr(zeros);
    bool hadFraction = false;
    if (!rest.empty() && rest.front() == m_decimalMark) {
        rest.remove_prefix(1);
        hadFraction = !rest.empty() && isDigit(rest.front());
        number += hadFraction ? "." : "";
    }
    number += rest;
    // A second point or mark is left in `rest` and no JSON number.
    const bool good = groups && (hadWhole || hadFraction) && (hadFraction || rest.empty() || !isDigit(rest.front())) &&
                      (hadFraction || rest.find('.') == std::string_view::npos) && record::readDecimal(number, decimal);
    if (!good) {
        const bool otherMark = text.find(m_decimalMark == '.' ? ',' : '.') != std::string_view::npos;
        return refuse(refusal, "source.value",
                      otherMark ? "The value is not a number with the profile's marks; look at "
                                  "number.decimalMark and number.thousandsMark."
                                : "The value is not a number.");
    }
    return isWhole(text, decimal, refusal);
}

bool ValueReader::finish(record::Decimal decimal, const record::Decimal* factor, double& value, Refusal& refusal) const
{
    if (m_scaled && !decimal.tooLong) {
        multiply(decimal, m_scale);
    }
    if (factor != nullptr && !decimal.tooLong) {
        multiply(decimal, *factor);
    }
    return record::exactDouble(decimal, value) ||
           refuse(refusal, "source.value-inexact",
                  "The value has more digits than a record can keep exactly, or is out of range. At most 15 digits "
                  "always fit.");
}

}  // namespace meterseal::source
