#include "meterseal/verify/verifier.h"

#include <fmt/format.h>

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
    std::uint64_t notIntact = 0;
    for (std::size_t v = 1; v < kVerdictCount; ++v) {
        notIntact += byVerdict[v];
    }
    return count(Verdict::Intact) > 0 && notIntact == 0 && rejected == 0 && !cancelled;
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
        text += fmt::format("{} of {} {} INTACT.", grouped(summary.count(Verdict::Intact)),
                            counted(judged, "record", "records"), summary.count(Verdict::Intact) == 1 ? "is" : "are");
    }
    appendVerdicts(summary, text);
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
