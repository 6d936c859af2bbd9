// Which field of a record was changed, where it can be told.
//
// A ledger holds leaves, not records, so the anchored record cannot be read from it. But a guess can be proved: a
// record that differs from the local one in one field and hashes to the anchored leaf IS the anchored record. Guesses
// are what people and programs do to a field: a digit typed, left out, swapped or added, a sign, a decimal point, a
// round amount, a few small steps, whole minutes, hours or days, another alarm code. No hit means nothing: the change
// may be another one.
//
// Thread-safety: pure function.
#pragma once

#include "meterseal/record/health_record.h"

#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace meterseal {

enum class RecordField { AlarmCode, AlarmTime, Value };

struct ChangedField {
    RecordField field = RecordField::Value;
    HealthRecord anchored;  // leafOf(anchored) is the anchored leaf
};

// `alarmCodes`: those worth trying. At most about 100,000 guesses of a hash each; a stop gives no answer.
// Precondition: checkRecord(local).ok().
std::optional<ChangedField> findChangedField(const HealthRecord& local, const Hash256& anchoredLeaf,
                                             std::span<const std::string> alarmCodes, std::stop_token stop = {});

}  // namespace meterseal
