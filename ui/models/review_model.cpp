#include "models/review_model.h"

#include "format/texts.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct Reviews {
    Q_DECLARE_TR_FUNCTIONS(ReviewModel)
};

constexpr Qt::Alignment kReviewLeft = Qt::AlignLeft | Qt::AlignVCenter;

// A rejected registration does not tell here who rejected it: its detail does.
Tone decisionTone(const ReviewRow& row, bool approved)
{
    return approved ? Tone::Ok : row.meter.entry.state == MeterState::Pending ? Tone::Warn : Tone::Muted;
}

QString decision(const ReviewRow& row, bool approved)
{
    return approved                                       ? Reviews::tr("Approved")
           : row.meter.entry.state == MeterState::Pending ? Reviews::tr("Waiting")
                                                          : texts::none();
}

const Column<ReviewRow> kColumns[] = {
    {{"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kReviewLeft, 120, false, true, true},
     [](const ReviewRow& r, const Format&) { return text(r.meter.entry.mn); }},
    {{"byManufacturer", QT_TRANSLATE_NOOP("Columns", "Manufacturer's decision"), nullptr, kReviewLeft, 175},
     [](const ReviewRow& r, const Format&) { return decision(r, r.meter.entry.approvedByManufacturer); },
     {},
     {},
     {},
     [](const ReviewRow& r) { return decisionTone(r, r.meter.entry.approvedByManufacturer); }},
    {{"byUtility", QT_TRANSLATE_NOOP("Columns", "Utility's decision"), nullptr, kReviewLeft, 130},
     [](const ReviewRow& r, const Format&) { return decision(r, r.meter.entry.approvedByUtility); },
     {},
     {},
     {},
     [](const ReviewRow& r) { return decisionTone(r, r.meter.entry.approvedByUtility); }},
    {{"submitted", QT_TRANSLATE_NOOP("Columns", "Submitted"), nullptr, kReviewLeft, kTimeWide},
     [](const ReviewRow& r, const Format& f) { return f.cellTime(r.meter.registeredAt); },
     [](const ReviewRow& r) { return Format::isoTime(r.meter.registeredAt); },
     [](const ReviewRow& r, const Format& f) { return f.timeInFull(r.meter.registeredAt); }},
    {{"submittedBy", QT_TRANSLATE_NOOP("Columns", "Submitted by"), nullptr, kReviewLeft, 120},
     [](const ReviewRow& r, const Format&) { return r.submittedBy.empty() ? texts::unknown() : text(r.submittedBy); }},
    {{"manufacturer", QT_TRANSLATE_NOOP("Columns", "Manufacturer"), nullptr, kReviewLeft, 140, false, false},
     [](const ReviewRow& r, const Format&) { return text(r.meter.entry.manufacturer); }},
    {{"location", QT_TRANSLATE_NOOP("Columns", "Location"), nullptr, kReviewLeft, 180, false, false},
     [](const ReviewRow& r, const Format&) { return text(r.meter.entry.location); }},
};

}  // namespace

ReviewModel::ReviewModel(LedgerBridge& bridge, const Format& format, QObject* parent)
    : PagedModel(bridge, format, kColumns, parent)
{
    startWith(Direction::Newer);  // by meter id, ascending
}

void ReviewModel::setState(MeterState state)
{
    m_state = state;
    reload();
}

ReviewModel::Fetch ReviewModel::fetch(Cursor cursor, Direction direction) const
{
    MeterFilter filter;
    filter.state = m_state;
    return [filter, cursor = cursor ? std::optional(static_cast<std::uint32_t>(*cursor)) : std::nullopt,
            direction](LedgerReader& reader) -> Result<Page<ReviewRow>> {
        MS_ASSIGN(Page<MeterRow> meters, reader.meters(filter, cursor, direction, kPageRows));
        Page<ReviewRow> page;
        page.more = meters.more;
        for (MeterRow& meter : meters.rows) {
            MS_ASSIGN(TxRow registration, reader.transactionByHash(meter.entry.registerTx));
            page.rows.push_back({std::move(meter), std::move(registration.organisation)});
        }
        return page;
    };
}

QString ReviewModel::placeOf(const ReviewRow& row) const
{
    return QStringLiteral("reviews/%1").arg(row.meter.entry.id);
}

}  // namespace meterseal::ui
