// ReviewModel: registrations with what each side has decided, as a reviewer needs them. Paged like every list of the
// ledger; who submitted a registration is read from its transaction with each page.
#pragma once

#include "models/paged_model.h"

namespace meterseal::ui {

struct ReviewRow {
    MeterRow meter;
    std::string submittedBy;  // organisation id
};

class ReviewModel : public PagedModel<ReviewRow> {
    Q_OBJECT
public:
    ReviewModel(LedgerBridge& bridge, const Format& format, QObject* parent = nullptr);
    void setState(MeterState state);
    MeterState state() const { return m_state; }

protected:
    std::optional<Snapshot> denseKeys(const LedgerTotals&) const override { return std::nullopt; }
    Fetch fetch(Cursor cursor, Direction direction) const override;
    std::uint64_t keyOf(const ReviewRow& row) const override { return row.meter.entry.id; }
    QString placeOf(const ReviewRow& row) const override;

private:
    MeterState m_state = MeterState::Pending;
};

}  // namespace meterseal::ui
