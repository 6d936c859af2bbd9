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

std::uint64_t differing(const VerifySummary& summary)
{
    return summary.count(Verdict::Altered) + summary.count(Verdict::Missing) + summary.count(Verdict::Extra) +
           summary.count(Verdict::Moved);
}

QStringList notChecked(const VerifySummary& summary, bool extract, const Format& format)
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
    if (summary.batchesOutside > 0) {
        all << VerdictTexts::tr("%Ln batch(es) of these meters lie outside the time checked and were not compared.",
                                nullptr, forPlural(summary.batchesOutside));
    }
    if (extract) {
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
    if (summary.intact()) {
        words.tone = Tone::Ok;
        words.title = VerdictTexts::tr("INTACT");
        words.sentence =
            VerdictTexts::tr("All %Ln record(s) are exactly as they were anchored.", nullptr, forPlural(intact));
    } else if (wrong > 0) {
        words.tone = Tone::Bad;
        words.title = VerdictTexts::tr("NOT INTACT");
        words.sentence = both(VerdictTexts::tr("%Ln difference(s) from the ledger.", nullptr, forPlural(wrong)));
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

VerdictWords wordsOf(const VerifySummary& summary, bool extract, const Format& format)
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
    words.notChecked = notChecked(summary, extract, format);
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
