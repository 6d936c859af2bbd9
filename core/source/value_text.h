// The number in a value field -> the double that a record keeps, exactly or not at all.
//
// Thread-safety: const after make.
#pragma once

#include "meterseal/source/profile.h"
#include "record/decimal.h"
#include "source/time_format.h"

#include <string_view>

namespace meterseal::source {

class ValueReader {
public:
    // reason: profile.decimal-mark, profile.thousands-mark, profile.scale
    static Result<ValueReader> make(const MappingProfile& profile);

    // Text with the profile's marks; times `factor` where there is one.
    bool read(std::string_view text, double& value, Refusal& refusal, const record::Decimal* factor = nullptr) const;
    // Text that is a JSON number.
    bool readJsonNumber(std::string_view text, double& value, Refusal& refusal,
                        const record::Decimal* factor = nullptr) const;
    // Text with the profile's marks as it is, neither scaled nor rounded to a double.
    bool readExact(std::string_view text, record::Decimal& decimal, Refusal& refusal) const;

private:
    bool finish(record::Decimal decimal, const record::Decimal* factor, double& value, Refusal& refusal) const;

    char m_decimalMark = '.';
    std::string m_thousandsMark;
    bool m_scaled = false;
    record::Decimal m_scale;
};

}  // namespace meterseal::source
