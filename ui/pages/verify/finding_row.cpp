#include "pages/verify/finding_row.h"

#include "format/error_text.h"
#include "format/reasons/reasons.h"
#include "format/texts.h"
#include "meterseal/record/canonical_json.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct FindingTexts {
    Q_DECLARE_TR_FUNCTIONS(Findings)
};

constexpr Qt::Alignment kRightMiddle = Qt::AlignRight | Qt::AlignVCenter;
constexpr Qt::Alignment kLeftMiddle = Qt::AlignLeft | Qt::AlignVCenter;

QString hexOrNone(const std::optional<Hash256>& hash)
{
    return hash ? text(hash->hex()) : QString();
}
QString shortOrNone(const std::optional<Hash256>& hash)
{
    return hash ? Format::shortHash(*hash) : texts::none();
}
QString isoOrNone(const std::optional<Timestamp>& time)
{
    return time ? Format::isoTime(*time) : QString();
}
std::optional<Timestamp> timeOf(const FindingRow& row)
{
    return row.finding.record ? std::optional(row.finding.record->alarmTime) : std::nullopt;
}

Column<FindingRow> hashColumn(const char* id, const char* title, std::optional<Hash256> Finding::*member, bool shown)
{
    return {{id, title, nullptr, kLeftMiddle, 150, true, shown},
            [member](const FindingRow& r, const Format&) { return shortOrNone(r.finding.*member); },
            [member](const FindingRow& r) { return hexOrNone(r.finding.*member); },
            {},
            [member](const FindingRow& r, const Format&) { return Format::spokenHash(hexOrNone(r.finding.*member)); }};
}

Column<FindingRow> timeColumn(const char* id, const char* title, std::optional<Timestamp> Finding::*member)
{
    return {{id, title, nullptr, kLeftMiddle, kTimeWide, false, false},
            [member](const FindingRow& r, const Format& f) {
                return (r.finding.*member) ? f.cellTime(*(r.finding.*member)) : texts::none();
            },
            [member](const FindingRow& r) { return isoOrNone(r.finding.*member); }};
}

const std::vector<Column<FindingRow>>& columns()
{
    static const std::vector<Column<FindingRow>> kAll = {
        {{"verdict", QT_TRANSLATE_NOOP("Columns", "Verdict"), nullptr, kLeftMiddle, 125},
         [](const FindingRow& r, const Format&) { return categoryName(r.category()); },
         [](const FindingRow& r) { return text(categoryCode(r.category())); },
         [](const FindingRow& r, const Format&) { return originalText(r.finding.message); },
         {},
         [](const FindingRow& r) { return categoryTone(r.category()); }},
        {{"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kLeftMiddle, 125},
         [](const FindingRow& r, const Format&) { return r.finding.mn.empty() ? texts::none() : text(r.finding.mn); },
         [](const FindingRow& r) { return text(r.finding.mn); }},
        {{"alarmTime", QT_TRANSLATE_NOOP("Columns", "Time"), QT_TRANSLATE_NOOP("Columns", "Of the record"), kLeftMiddle,
          kTimeWide},
         [](const FindingRow& r, const Format& f) { return timeOf(r) ? f.cellTime(*timeOf(r)) : texts::none(); },
         [](const FindingRow& r) { return isoOrNone(timeOf(r)); },
         [](const FindingRow& r, const Format& f) { return timeOf(r) ? f.timeInFull(*timeOf(r)) : QString(); }},
        {{"alarmCode", QT_TRANSLATE_NOOP("Columns", "Alarm code"), nullptr, kLeftMiddle, 120, false, false},
         [](const FindingRow& r, const Format&) {
             return r.finding.record ? text(r.finding.record->alarmCode) : texts::none();
         },
         [](const FindingRow& r) { return r.finding.record ? text(r.finding.record->alarmCode) : QString(); }},
        {{"value", QT_TRANSLATE_NOOP("Columns", "Value"), nullptr, kRightMiddle, 90},
         [](const FindingRow& r, const Format& f) {
             return r.finding.record ? f.decimal(r.finding.record->value) : texts::none();
         },
         [](const FindingRow& r) {
             return r.finding.record ? text(formatNumber(r.finding.record->value)) : QString();
         }},
        {{"line", QT_TRANSLATE_NOOP("Columns", "Line"), QT_TRANSLATE_NOOP("Columns", "In the file"), kRightMiddle, 70},
         [](const FindingRow& r, const Format& f) {
             return r.finding.line == 0 ? texts::none() : f.number(r.finding.line);
         },
         [](const FindingRow& r) { return r.finding.line == 0 ? QString() : QString::number(r.finding.line); }},
        {{"reasonInWords", QT_TRANSLATE_NOOP("Columns", "Reason"), nullptr, kLeftMiddle, 290},
         [](const FindingRow& r, const Format&) { return reasonText(r); },
         [](const FindingRow& r) { return text(r.finding.message); },
         [](const FindingRow& r, const Format&) { return originalText(r.finding.message); }},
        hashColumn("txHash", QT_TRANSLATE_NOOP("Columns", "Transaction hash"), &Finding::tx, true),
        {{"leafIndex", QT_TRANSLATE_NOOP("Columns", "Leaf"), QT_TRANSLATE_NOOP("Columns", "Place in the batch, from 0"),
          kRightMiddle, 70},
         [](const FindingRow& r, const Format& f) {
             return r.finding.leafIndex ? f.number(*r.finding.leafIndex) : texts::none();
         },
         [](const FindingRow& r) { return r.finding.leafIndex ? QString::number(*r.finding.leafIndex) : QString(); }},
        {{"height", QT_TRANSLATE_NOOP("Columns", "Block"), nullptr, kRightMiddle, 80},
         [](const FindingRow& r, const Format& f) {
             return r.finding.height ? f.number(*r.finding.height) : texts::none();
         },
         [](const FindingRow& r) { return r.finding.height ? QString::number(*r.finding.height) : QString(); }},
        hashColumn("expectedLeaf", QT_TRANSLATE_NOOP("Columns", "Anchored leaf"), &Finding::expectedLeaf, false),
        hashColumn("foundLeaf", QT_TRANSLATE_NOOP("Columns", "Leaf of the file's record"), &Finding::foundLeaf, false),
        timeColumn("anchoredAt", QT_TRANSLATE_NOOP("Columns", "Anchored at"), &Finding::anchoredAt),
        timeColumn("batchStart", QT_TRANSLATE_NOOP("Columns", "Batch from"), &Finding::batchStart),
        timeColumn("batchEnd", QT_TRANSLATE_NOOP("Columns", "Batch to"), &Finding::batchEnd),
        {{"reason", QT_TRANSLATE_NOOP("Columns", "Reason code"), nullptr, kLeftMiddle, 150, true, false},
         [](const FindingRow& r, const Format&) { return text(r.finding.reason); },
         [](const FindingRow& r) { return text(r.finding.reason); }},
        {{"original", QT_TRANSLATE_NOOP("Columns", "Row in the file"),
          QT_TRANSLATE_NOOP("Columns", "Of rows that could not be read as a record"), kLeftMiddle, 240, true, false},
         [](const FindingRow& r, const Format&) { return r.unread ? text(*r.unread) : texts::none(); },
         [](const FindingRow& r) { return r.unread ? text(*r.unread) : QString(); }},
    };
    return kAll;
}

}  // namespace

FindingRow FindingRow::of(const RejectedRow& row)
{
    FindingRow made;
    made.finding.reason = row.reason;
    made.finding.message = row.message;
    made.finding.line = row.line;
    made.unread = row.original;
    return made;
}

QString categoryName(std::size_t category)
{
    return category == kVerdictCount ? FindingTexts::tr("Not read") : texts::name(static_cast<Verdict>(category));
}

Tone categoryTone(std::size_t category)
{
    return category == kVerdictCount ? Tone::Warn : texts::tone(static_cast<Verdict>(category));
}

std::string_view categoryCode(std::size_t category)
{
    return category == kVerdictCount ? "NOT_READ" : toString(static_cast<Verdict>(category));
}

QString reasonText(const FindingRow& row)
{
    return reasonSentence(row.finding.reason, row.finding.message);
}

std::map<std::string, QString> reasonsInWords()
{
    std::map<std::string, QString> all;
    for (const auto& area : reasonTexts()) {
        for (const ReasonText& known : area) {
            all[known.reason] = reasonSentence(known.reason, {});
        }
    }
    return all;
}

QString placeOf(const Finding& finding)
{
    if (!finding.tx) {
        return {};
    }
    const QString place = QStringLiteral("ledger/tx/") + text(finding.tx->hex());
    return finding.leafIndex ? place + QStringLiteral("/%1").arg(*finding.leafIndex) : place;
}

std::span<const Column<FindingRow>> findingColumns()
{
    return columns();
}

std::vector<std::string> cellsOf(const FindingRow& row)
{
    std::vector<std::string> cells;
    for (const Column<FindingRow>& column : columns()) {
        cells.push_back(column.full(row).toStdString());
    }
    return cells;
}

}  // namespace meterseal::ui
