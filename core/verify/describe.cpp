#include "meterseal/verify/verifier.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace meterseal {
namespace {

constexpr std::array<std::string_view, kVerdictCount> kNames = {"INTACT", "ALTERED",      "MISSING",     "EXTRA",
                                                                "MOVED",  "NOT_ANCHORED", "UNDETERMINED"};

// 1234567 -> "1,234,567".
std::string grouped(std::uint64_t number)
{
    std::string text = std::to_string(number);
    for (std::size_t i = text.size(); i > 3;) {
        i -= 3;
        text.insert(i, 1, ',');
    }
    return text;
}

// "1 row", "1,234 rows".
std::string counted(std::uint64_t number, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

// "0012, 0013 and 28 more": a sentence names a few, the summary has the rest. `all` 0: how many there are is not known.
std::string names(const std::vector<std::string>& first, std::uint64_t all)
{
    constexpr std::size_t kNamed = 3;
    const std::size_t named = first.size() <= kNamed + 1 ? first.size() : kNamed;
    std::string text =
        fmt::format("{}", fmt::join(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(named), ", "));
    const std::uint64_t others = (all == 0 ? first.size() : all) - named;
    if (all == 0 && first.size() == VerifyScope::kMostNames) {
        text += fmt::format(" and at least {} more", grouped(others));
    } else if (others > 0) {
        text += fmt::format(" and {} more", grouped(others));
    }
    return text;
}

// ", from 2026-11-20T00:00:00.000Z to 2026-11-20T05:00:00.000Z, meters 0012, 0013 and 28 more"
std::string rangeText(const VerifyScope& scope)
{
    std::string text;
    if (scope.firstRecord) {
        text += fmt::format(", from {} to {}", formatTimestamp(*scope.firstRecord), formatTimestamp(*scope.lastRecord));
    }
    if (scope.meters > 0) {
        text += fmt::format(", {} {}", scope.meters == 1 ? "meter" : "meters", names(scope.meterNames, scope.meters));
    }
    return text;
}

void appendHeld(const HeldRecords& held, std::string_view where, std::string& text)
{
    if (held.records > 0) {
        text += fmt::format("{} {} {} in {} ({} to {})", text.empty() ? "" : ";", where,
                            counted(held.records, "record", "records"), counted(held.batches, "batch", "batches"),
                            formatTimestamp(*held.from), formatTimestamp(*held.to));
    }
}

std::string claimText(const VerifyScope& scope)
{
    std::string range;
    if (scope.statedFrom) {
        range += " from " + formatTimestamp(*scope.statedFrom) + " on";
    }
    if (scope.statedTo) {
        range += " up to " + formatTimestamp(*scope.statedTo);
    }
    switch (scope.coverage) {
    case Coverage::Extract:
        return fmt::format("The file is said to be an extract{}, so what it leaves out is no finding.", range);
    case Coverage::AllMeters:
        return fmt::format("The file is said to hold all records of all meters{}", range);
    default:
        return scope.stated() ? fmt::format("The file is said to hold all records of its meters{}", range)
                              : "Nobody said what the file should hold: each meter was compared from its first to its "
                                "last record in it.";
    }
}

void appendScope(const VerifySummary& summary, std::string& text)
{
    const VerifyScope& scope = summary.scope;
    if (summary.rows == 0 && !scope.stated()) {
        return;
    }
    text += ' ' + claimText(scope);
    if (scope.stated() && scope.coverage != Coverage::Extract) {
        const auto complete = summary.complete();
        text += !complete   ? ", which could not be told for certain."
                : *complete ? ", and it does."
                            : ", and it does NOT.";
    }
    std::string held;
    appendHeld(scope.before, "before the file's first record of a meter", held);
    appendHeld(scope.between, "between", held);
    appendHeld(scope.after, "after its last", held);
    if (!held.empty()) {
        text += fmt::format(" Of {} the ledger holds what the file has not:{}.",
                            scope.meters == 1 ? "this meter" : "these meters", held);
    }
    if (scope.absent.records > 0) {
        text += fmt::format(" Of meters that are not in the file at all the ledger holds {} in {}: {}.",
                            counted(scope.absent.records, "record", "records"),
                            counted(scope.absent.batches, "batch", "batches"), names(scope.absentNames, 0));
    }
    if (scope.absentActive > 0) {
        text += fmt::format(" {} not in the file at all{}.",
                            counted(scope.absentActive, "active meter is", "active meters are"),
                            scope.absent.records > 0 || scope.absentNames.empty()
                                ? std::string()
                                : ": " + names(scope.absentNames, scope.absentActive));
    }
    if (!scope.absentUnknown.empty()) {
        text += " Which meters of the ledger are not in the file could not be told: " + scope.absentUnknown;
    }
}

std::string_view wasWere(std::uint64_t number)
{
    return number == 1 ? "was" : "were";
}

void appendVerdicts(const VerifySummary& summary, std::string& text)
{
    struct Phrase {
        Verdict verdict;
        std::string_view one, many;
    };
    static constexpr std::array<Phrase, 6> kPhrases = {{
        {Verdict::Altered, "is ALTERED: it differs from what was anchored in its place",
         "are ALTERED: they differ from what was anchored in their places"},
        {Verdict::Missing, "anchored record is MISSING from the file", "anchored records are MISSING from the file"},
        {Verdict::Extra, "is EXTRA: its time is covered by a batch, but the batch does not hold it",
         "are EXTRA: their times are covered by batches, but the batches do not hold them"},
        {Verdict::Moved, "is MOVED: anchored, but not where it was claimed to be",
         "are MOVED: anchored, but not where they were claimed to be"},
        {Verdict::NotAnchored, "is NOT_ANCHORED: no batch covers its meter and time",
         "are NOT_ANCHORED: no batch covers their meters and times"},
        {Verdict::Undetermined, "is UNDETERMINED: something needed to judge it could not be read or failed its check",
         "are UNDETERMINED: something needed to judge them could not be read or failed its check"},
    }};
    for (const Phrase& phrase : kPhrases) {
        if (const std::uint64_t count = summary.count(phrase.verdict); count > 0) {
            text += fmt::format(" {}.", counted(count, phrase.one, phrase.many));
        }
    }
}

void appendUnchecked(const VerifySummary& summary, std::string& text)
{
    if (summary.quiet > 0) {
        text += fmt::format(" {} no alarm flag, so there is nothing to check in {}.",
                            counted(summary.quiet, "row raises", "rows raise"), summary.quiet == 1 ? "it" : "them");
    }
    if (summary.rejected > 0) {
        text += fmt::format(" {} could not be read as {} and {} NOT checked.", counted(summary.rejected, "row", "rows"),
                            summary.rejected == 1 ? "a record" : "records", wasWere(summary.rejected));
    }
    if (summary.unread > 0) {
        text += fmt::format(" {} may stand in rows that could not be read.",
                            counted(summary.unread, "anchored record", "anchored records"));
    }
    if (summary.batchesOutside > 0) {
        text += fmt::format(" {} of these meters {} outside the checked time range and {} NOT checked.",
                            counted(summary.batchesOutside, "batch", "batches"),
                            summary.batchesOutside == 1 ? "lies" : "lie", wasWere(summary.batchesOutside));
    }
}

}  // namespace

std::string_view toString(Verdict verdict)
{
    return kNames[static_cast<std::size_t>(verdict)];
}

bool VerifySummary::intact() const
{
    std::uint64_t wrong = 0;
    for (const Verdict verdict :
         {Verdict::Altered, Verdict::Extra, Verdict::Moved, Verdict::NotAnchored, Verdict::Undetermined}) {
        wrong += count(verdict);
    }
    return count(Verdict::Intact) > 0 && wrong == 0 && rejected == 0 && !cancelled;
}

std::optional<bool> VerifySummary::complete() const
{
    if (scope.coverage == Coverage::Extract) {
        return std::nullopt;
    }
    if (count(Verdict::Missing) > 0 || scope.absent.records > 0) {
        return false;
    }
    const bool untold = cancelled || rows == 0 || count(Verdict::Undetermined) > 0 ||
                        (scope.coverage == Coverage::AllMeters && !scope.absentUnknown.empty());
    return untold ? std::optional<bool>() : true;
}

bool VerifySummary::passes() const
{
    return intact() && (scope.coverage == Coverage::Extract || complete() == true);
}

std::string describe(const VerifySummary& summary)
{
    // Different records. After a stop, only those that got a verdict.
    std::uint64_t judged = summary.rows - std::min(summary.rows, summary.duplicates);
    if (summary.cancelled) {
        judged = 0;
        for (std::size_t v = 0; v < kVerdictCount; ++v) {
            judged += v == static_cast<std::size_t>(Verdict::Missing) ? 0 : summary.byVerdict[v];
        }
    }
    std::string text;
    if (summary.cancelled) {
        const std::uint64_t done = judged + summary.duplicates;
        text =
            fmt::format("The verification was stopped before its end; the rest was NOT checked ({} of {} read so far "
                        "had been compared). ",
                        grouped(std::min(done, summary.rows)), counted(summary.rows, "row", "rows"));
    }
    if (summary.rows == 0) {
        text += "No record was read, so nothing was checked.";
    } else if (judged == 0 && summary.cancelled) {
        text += "No record was compared.";
    } else {
        text += fmt::format("{} of {} in this file {} INTACT{}.", grouped(summary.count(Verdict::Intact)),
                            counted(judged, "record", "records"),
                            summary.count(Verdict::Intact) == 1 ? "is the anchored one:" : "are the anchored ones:",
                            rangeText(summary.scope));
    }
    appendVerdicts(summary, text);
    appendScope(summary, text);
    if (summary.duplicates > 0) {
        text += fmt::format(" {} {} an exact copy of another and {} counted once.",
                            counted(summary.duplicates, "row", "rows"), summary.duplicates == 1 ? "is" : "are each",
                            summary.duplicates == 1 ? "is" : "are");
    }
    if (summary.rows > 0) {
        text += fmt::format(" {} and {} were checked.", counted(summary.meters, "meter", "meters"),
                            counted(summary.batchesChecked, "batch", "batches"));
    }
    appendUnchecked(summary, text);
    return text;
}

}  // namespace meterseal
