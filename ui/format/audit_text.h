// Entries of the audit log in words of the chosen language. Actions have stable ids; one that this version does not
// know is shown as its id.
//
// Thread-safety: event loop only (they look up the installed translation).
#pragma once

#include "format/format.h"
#include "meterseal/workspace/audit_log.h"
#include "theme/theme.h"

#include <QStringList>

namespace meterseal::ui::audit_text {

QString actionName(const std::string& id);
// Every action that has a name, in the order of a list to choose from; groups end with a dot: "meter.".
const std::vector<std::string>& filterActions();

QString who(const AuditEntry& entry);
QString subject(const AuditEntry& entry);
QString result(const AuditEntry& entry);
Tone tone(const AuditEntry& entry);
// The name of a field of subject or details: "mn" is "Meter".
QString fieldName(const std::string& id);
// Where the chain does not hold, in a sentence.
QString sentence(const AuditBreak& broken, const Format& format);

}  // namespace meterseal::ui::audit_text
