#include "pages/verify/verdict_words.h"

#include "format/texts.h"

#include <QCoreApplication>

#include <numeric>

namespace meterseal::ui {

namespace {

struct VerdictTexts {
    Q_DECLARE_TR_FUNCTIONS(Verdicts)
};

int forPlural(std::uint64_t number)
{
    return static_cast<int>(std::min<std::uint64_t>(number, 1'000'000'000));
}

// Records that got a verdict; a missing one is not in the file.
std::uint64_t judged(const VerifySummary& summary)
{
    return std::accumulate(summary.byVerdict.begin(), summary.byVerdict.end(), std::uint64_t(0)) -
           summary.count(Verdict::Missing);
}

// Of the records in the file.
std::uint64_t differing(const VerifySummary& summary)
{
    return summary.count(Verdict::Altered) + summary.count(Verdict::Extra) + summary.count(Verdict::Moved);
}

// The first few: their number stands beside them.
QString namesInWords(const std::vector<std::string>& first, bool more)
{
    constexpr std::size_t kNamed = 3;
    QStringList names;
    for (const std::string& name : first) {
        if (names.size() == kNamed) {
            more = true;
            break;
        }
        names << text(name);
    }
    return names.join(QStringLiteral(", ")) + (more ? QStringLiteral(" …") : QString());
}

QStringList scopeInWords(const VerifySummary& summary, const Format& format)
{
    const VerifyScope& scope = summary.scope;
    QStringList all;
    if (scope.firstRecord) {
        all << VerdictTexts::tr("Records in this file: %1 to %2. Meters: %3 (%4).")
                   .arg(Format::isoTime(*scope.firstRecord), Format::isoTime(*scope.lastRecord),
                        format.number(scope.meters),
                        namesInWords(scope.meterNames, scope.meters > scope.meterNames.size()));
    }
    all << coverageInWords(scope);
    const auto held = [&](const HeldRecords& what, const QString& sentence) {
        if (what.records > 0) {
            all << sentence.arg(format.number(what.records), format.number(what.batches), Format::isoTime(*what.from),
                                Format::isoTime(*what.to));
        }
    };
    held(scope.before, VerdictTexts::tr("On the ledger before the file's first record of a meter, and not in the file: "
                                        "%1 records in %2 batches, %3 to %4."));
    held(scope.between, VerdictTexts::tr("On the ledger between the file's records of a meter, and not in the file: %1 "
                                         "records in %2 batches, %3 to %4."));
    held(scope.after, VerdictTexts::tr("On the ledger after the file's last record of a meter, and not in the file: %1 "
                                       "records in %2 batches, %3 to %4."));
    held(scope.absent, VerdictTexts::tr("On the ledger of meters that are not in the file at all: %1 records in %2 "
                                        "batches, %3 to %4."));
    const QString absent = namesInWords(scope.absentNames, scope.absentNames.size() == VerifyScope::kMostNames);
    if (scope.absentActive > 0) {
        all << VerdictTexts::tr("Active meters that are not in the file at all: %1.")
                   .arg(format.number(scope.absentActive));
    }
    if (!absent.isEmpty()) {
        all << VerdictTexts::tr("Not in the file at all: %1.").arg(absent);
    }
    if (!scope.absentUnknown.empty()) {
        all << VerdictTexts::tr("Which meters of the ledger are not in the file could not be told.");
    }
    return all;
}

QStringList notChecked(const VerifySummary& summary, const Format& format)
{
    QStringList all;
    if (summary.cancelled) {
        const std::uint64_t done = judged(summary) + summary.duplicates;
        const std::uint64_t left = summary.rows - std::min(summary.rows, done);
        all << VerdictTexts::tr(
                   "The check was stopped: %1 of the rows read so far were not compared, and the rest of the file "
                   "was not looked at.")
                   .arg(format.number(left));
    }
    if (summary.rejected > 0) {
        all << VerdictTexts::tr("%Ln row(s) could not be read as a record and were not checked.", nullptr,
                                forPlural(summary.rejected));
    }
    if (summary.unread > 0) {
        all << VerdictTexts::tr("%Ln anchored record(s) may stand in rows that could not be read.", nullptr,
                                forPlural(summary.unread));
    }
    if (summary.batchesOutside > 0) {
        all << VerdictTexts::tr("%Ln batch(es) of these meters lie outside the time checked and were not compared.",
                                nullptr, forPlural(summary.batchesOutside));
    }
    if (summary.scope.coverage == Coverage::Extract) {
        all << VerdictTexts::tr(
            "The file was checked as an extract: whether it leaves out anchored records was not checked.");
    }
    if (all.isEmpty()) {
        all << VerdictTexts::tr("Nothing was left out: every row was read and compared.");
    }
    return all;
}

void setTitle(VerdictWords& words, const VerifySummary& summary, const Format& format)
{
    const std::uint64_t all = judged(summary);
    const std::uint64_t intact = summary.count(Verdict::Intact);
    const std::uint64_t wrong = differing(summary);
    const QString share = VerdictTexts::tr("%1 of %2 records are exactly as they were anchored.")
                              .arg(format.number(intact), format.number(all));
    const auto both = [&share](const QString& first) {
        return VerdictTexts::tr("%1 %2", "two sentences").arg(first, share);
    };
    if (summary.passes()) {
        words.tone = Tone::Ok;
        words.title = VerdictTexts::tr("INTACT");
        words.sentence =
            VerdictTexts::tr("All %Ln record(s) are exactly as they were anchored.", nullptr, forPlural(intact));
    } else if (wrong > 0) {
        words.tone = Tone::Bad;
        words.title = VerdictTexts::tr("NOT INTACT");
        words.sentence = both(VerdictTexts::tr("%Ln difference(s) from the ledger.", nullptr,
                                               forPlural(wrong + summary.count(Verdict::Missing))));
    } else if (summary.complete() == false) {
        const std::uint64_t lacking = summary.count(Verdict::Missing) + summary.scope.absent.records;
        words.tone = Tone::Bad;
        words.title = VerdictTexts::tr("NOT COMPLETE");
        words.sentence = both(
            VerdictTexts::tr("%Ln anchored record(s) of the scope are not in the file.", nullptr, forPlural(lacking)));
    } else if (summary.cancelled) {
        words.tone = Tone::Warn;
        words.title = VerdictTexts::tr("STOPPED");
        words.sentence = both(VerdictTexts::tr("The check did not reach its end."));
    } else if (summary.rows == 0) {
        words.tone = Tone::Warn;
        words.title = VerdictTexts::tr("NOTHING CHECKED");
        words.sentence = VerdictTexts::tr("No record could be read from this file, so nothing was compared.");
    } else if (summary.count(Verdict::NotAnchored) > 0) {
        words.tone = Tone::Warn;
        words.title = VerdictTexts::tr("NOT PROVED");
        words.sentence = both(VerdictTexts::tr("Some records are not on this ledger."));
    } else if (summary.count(Verdict::Undetermined) > 0) {
        words.tone = Tone::Warn;
        words.title = VerdictTexts::tr("UNDECIDED");
        words.sentence = both(VerdictTexts::tr("Some records could not be judged."));
    } else {
        words.tone = Tone::Warn;
        words.title = VerdictTexts::tr("NOT WHOLLY CHECKED");
        words.sentence = share;
    }
}

}  // namespace

VerdictWords wordsOf(const VerifySummary& summary, const Format& format)
{
    VerdictWords words;
    setTitle(words, summary, format);
    for (std::size_t v = 0; v < kVerdictCount; ++v) {
        const auto verdict = static_cast<Verdict>(v);
        if (summary.count(verdict) > 0) {
            words.counts.emplace_back(
                texts::tone(verdict),
                QStringLiteral("%1 %2").arg(format.number(summary.count(verdict)), texts::name(verdict)));
        }
    }
    words.notChecked = notChecked(summary, format);
    words.scope = scopeInWords(summary, format);
    return words;
}

VerdictWords wordsOf(const Finding& finding)
{
    VerdictWords words;
    words.tone = texts::tone(finding.verdict);
    words.title = texts::name(finding.verdict).toUpper();
    words.sentence = texts::sentence(finding.verdict);
    words.notChecked << VerdictTexts::tr("Only this record was looked at, not whether others are missing.");
    return words;
}

QString coverageInWords(const VerifyScope& scope)
{
    QString range;
    if (scope.statedFrom || scope.statedTo) {
        const auto end = [](const std::optional<Timestamp>& time) {
            return time ? Format::isoTime(*time) : QStringLiteral("…");
        };
        range = VerdictTexts::tr(" Range: %1 to %2.").arg(end(scope.statedFrom), end(scope.statedTo));
    }
    switch (scope.coverage) {
    case Coverage::FileMeters:
        return VerdictTexts::tr("The file was said to hold all records of its meters.") + range;
    case Coverage::AllMeters:
        return VerdictTexts::tr("The file was said to hold all records of all meters.") + range;
    case Coverage::Extract:
        return VerdictTexts::tr("The file was said to be an extract.") + range;
    default:
        return scope.stated() ? VerdictTexts::tr("The file was said to hold all records of its meters.") + range
                              : VerdictTexts::tr("Nobody said what the file should hold: each meter was compared from "
                                                 "its first to its last record in it.");
    }
}

QString countsInWords(const VerifySummary& summary, const Format& format)
{
    QStringList all;
    for (std::size_t v = 0; v < kVerdictCount; ++v) {
        const auto verdict = static_cast<Verdict>(v);
        if (summary.count(verdict) > 0) {
            all << QStringLiteral("%1 %2").arg(format.number(summary.count(verdict)), texts::name(verdict));
        }
    }
    return all.join(QStringLiteral(" · "));
}

}  // namespace meterseal::ui
