#include "pages/verify/compare_words.h"

#include "meterseal/record/canonical_json.h"

#include <QCoreApplication>

#include <algorithm>

namespace meterseal::ui {

namespace {

struct CompareWords {
    Q_DECLARE_TR_FUNCTIONS(CompareWords)
};

struct KindWords {
    std::string_view core;
    const char* words;
};
// By what kind of guess the search found it.
constexpr KindWords kKinds[] = {
    {"another party's record", QT_TRANSLATE_NOOP("CompareWords", "another party's record")},
    {"fields of several records", QT_TRANSLATE_NOOP("CompareWords", "fields of several records")},
    {"another alarm code", QT_TRANSLATE_NOOP("CompareWords", "another alarm code")},
    {"one slip of a digit", QT_TRANSLATE_NOOP("CompareWords", "one slip of a digit")},
    {"the decimal point or the sign", QT_TRANSLATE_NOOP("CompareWords", "the decimal point or the sign")},
    {"another unit", QT_TRANSLATE_NOOP("CompareWords", "another unit")},
    {"a few steps of the last digit", QT_TRANSLATE_NOOP("CompareWords", "a few steps of the last digit")},
    {"another time", QT_TRANSLATE_NOOP("CompareWords", "another time")},
    {"another time zone", QT_TRANSLATE_NOOP("CompareWords", "another time zone")},
    {"a time cut off", QT_TRANSLATE_NOOP("CompareWords", "a time cut off")},
    {"day and month swapped", QT_TRANSLATE_NOOP("CompareWords", "day and month swapped")},
    {"one slip of a digit of the time", QT_TRANSLATE_NOOP("CompareWords", "one slip of a digit of the time")},
    {"two slips of digits", QT_TRANSLATE_NOOP("CompareWords", "two slips of digits")},
    {"a value between the neighbours", QT_TRANSLATE_NOOP("CompareWords", "a value between the neighbours")},
    {"every value of the register", QT_TRANSLATE_NOOP("CompareWords", "every value of the register")},
};

bool chinese(const Format& format)
{
    return format.locale().language() == QLocale::Chinese;
}

// "A, B and C"
QString partiesIn(const CompareRow& row, CopyState state, const QStringList& parties, const Format& format)
{
    QStringList all;
    for (qsizetype i = 0; i < parties.size(); ++i) {
        if (row.cells[static_cast<std::size_t>(i)].state == state) {
            all << parties[i];
        }
    }
    if (chinese(format)) {
        return all.join(QStringLiteral("、"));
    }
    const QString last = all.isEmpty() ? QString() : all.takeLast();
    return all.isEmpty() ? last : CompareWords::tr("%1 and %2").arg(all.join(QStringLiteral(", ")), last);
}

bool copiesAgree(const CompareRow& row)
{
    const CopyCell* first = nullptr;
    std::size_t covering = 0;
    for (const CopyCell& cell : row.cells) {
        if (cell.state == CopyState::Outside) {
            continue;
        }
        ++covering;
        if (first != nullptr && (cell.state != first->state || cell.record != first->record)) {
            return false;
        }
        first = first == nullptr ? &cell : first;
    }
    return covering > 1;
}

}  // namespace

QString kindInWords(std::string_view kind)
{
    const auto* const found = std::ranges::find(kKinds, kind, &KindWords::core);
    return found == std::end(kKinds) ? text(kind) : CompareWords::tr(found->words);
}

QString nameOf(CopyState state)
{
    switch (state) {
    case CopyState::Outside:
        return CompareWords::tr("not covered");
    case CopyState::Intact:
        return CompareWords::tr("as anchored");
    case CopyState::Altered:
        return CompareWords::tr("another record");
    case CopyState::Missing:
        return CompareWords::tr("none");
    case CopyState::Extra:
        return CompareWords::tr("in no batch");
    case CopyState::Undetermined:
        break;
    }
    return CompareWords::tr("not judged");
}

Tone toneOf(CopyState state)
{
    switch (state) {
    case CopyState::Intact:
        return Tone::Ok;
    case CopyState::Outside:
        return Tone::Muted;
    case CopyState::Undetermined:
        return Tone::Warn;
    default:
        return Tone::Bad;
    }
}

QString cellInWords(const CopyCell& cell, const Format& format)
{
    const QString name = nameOf(cell.state);
    return cell.record ? QStringLiteral("%1 · %2 · %3")
                             .arg(name, text(formatNumber(cell.record->value)), format.time(cell.record->alarmTime))
                       : name;
}

QString anchoredInWords(const CompareRow& row, const Format& format)
{
    if (!row.original) {
        return {};
    }
    const HealthRecord& was = row.original->record;
    return QStringLiteral("%1 · %2 · %3")
        .arg(text(formatNumber(was.value)), text(was.alarmCode), format.time(was.alarmTime));
}

QString sentenceOf(const CompareRow& row, const QStringList& parties, std::uint64_t candidates, const Format& format)
{
    QStringList sentences;
    const auto told = [&](CopyState state, const QString& one, const QString& several) {
        const qsizetype count = std::ranges::count(row.cells, state, &CopyCell::state);
        if (count > 0) {
            sentences << (count == 1 ? one : several).arg(partiesIn(row, state, parties, format));
        }
    };
    if (!row.tx) {
        told(CopyState::Extra, CompareWords::tr("%1 holds a record that stands in no batch."),
             CompareWords::tr("%1 hold a record that stands in no batch."));
    } else if (row.anyIntact()) {
        told(CopyState::Intact, CompareWords::tr("%1 holds the anchored record."),
             CompareWords::tr("%1 hold the anchored record."));
    } else if (row.original) {
        sentences << CompareWords::tr("No copy holds the anchored record. Anchored was %1: found by search (%2) and "
                                      "proved by its hash.")
                         .arg(anchoredInWords(row, format), kindInWords(row.original->kind));
    } else {
        sentences << CompareWords::tr("No copy holds the anchored record, and it was not found in %1 guesses. This "
                                      "says nothing about which copy is true.")
                         .arg(format.number(candidates));
    }
    if (row.tx) {
        told(CopyState::Altered, CompareWords::tr("%1 holds another record here."),
             CompareWords::tr("%1 hold another record here."));
        told(CopyState::Missing, CompareWords::tr("%1 holds none."), CompareWords::tr("%1 hold none."));
    }
    told(CopyState::Undetermined, CompareWords::tr("%1 could not be judged."),
         CompareWords::tr("%1 could not be judged."));
    if (!row.anyIntact() && copiesAgree(row)) {
        sentences << CompareWords::tr("The copies agree with each other.");
    }
    return sentences.join(chinese(format) ? QString() : QStringLiteral(" "));
}

}  // namespace meterseal::ui
