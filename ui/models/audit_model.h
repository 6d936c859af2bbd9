// The audit log as a table, newest first, read from the file page by page: a log of a million entries costs no more
// than one of a hundred.
#pragma once

#include "meterseal/workspace/audit_log.h"
#include "models/paged_model.h"

namespace meterseal::ui {

class AuditModel : public PagedModel<AuditEntry> {
    Q_OBJECT
public:
    // `bridge` lends its workers; its ledger is not asked.
    AuditModel(AuditLog log, LedgerBridge& bridge, const Format& format, QObject* parent = nullptr);
    void setFilter(const AuditFilter& filter);
    const AuditFilter& filter() const { return m_filter; }
    // The file has grown.
    void announceGrowth() { hasChanged(-1); }

protected:
    std::optional<Snapshot> denseKeys(const LedgerTotals&) const override { return std::nullopt; }
    bool growsWithTheLedger() const override { return false; }
    Fetch fetch(Cursor cursor, Direction direction) const override;
    std::uint64_t keyOf(const AuditEntry& row) const override { return row.offset; }

private:
    const AuditLog m_log;
    AuditFilter m_filter;
};

}  // namespace meterseal::ui
