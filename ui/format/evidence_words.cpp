#include "format/evidence_words.h"

#include "format/error_text.h"
#include "meterseal/crypto/sha256.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace meterseal::ui::evidence {

namespace {

struct EvidenceWords {
    Q_DECLARE_TR_FUNCTIONS(EvidenceWords)
};

struct StepWords {
    const char* name;
    const char* purpose;
};

// By number less one.
constexpr StepWords kSteps[] = {
    {QT_TRANSLATE_NOOP("EvidenceWords", "Container"),
     QT_TRANSLATE_NOOP("EvidenceWords", "The file is a ZIP in the one form that evidence has: nothing before, between "
                                        "or behind its members, nothing packed or encrypted.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Check sums"),
     QT_TRANSLATE_NOOP("EvidenceWords", "Every member has the SHA-256 that SHA256SUMS lists, none is missing or added, "
                                        "and the claim has its form.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Ledger"),
     QT_TRANSLATE_NOOP("EvidenceWords", "The genesis document names the founding members and their keys. Its SHA-256 "
                                        "is the ledger's fingerprint, which only you can compare.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Transactions"),
     QT_TRANSLATE_NOOP("EvidenceWords", "Each transaction is in its one encoding and carries valid ECDSA signatures.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Log entries"),
     QT_TRANSLATE_NOOP("EvidenceWords", "Each transaction stands in the log with its block and time, proved by a path "
                                        "of hashes to the checkpoint's root.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Members"),
     QT_TRANSLATE_NOOP("EvidenceWords", "All changes of the members are replayed by the majority rule: whose keys "
                                        "count at which block.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Checkpoint"),
     QT_TRANSLATE_NOOP("EvidenceWords",
                       "The sealer signed this state of the log; cosignatures of other members are counted.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Earlier checkpoints"),
     QT_TRANSLATE_NOOP("EvidenceWords",
                       "Checkpoints published before, and the sheets you kept, are the beginning of this log.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Meters"),
     QT_TRANSLATE_NOOP("EvidenceWords", "Each meter was registered, approved by a utility and a manufacturer, and "
                                        "activated before its batches.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Batches"),
     QT_TRANSLATE_NOOP("EvidenceWords",
                       "Each batch is signed by its meter, its leaves give its root, and batches follow each other.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Records"),
     QT_TRANSLATE_NOOP("EvidenceWords", "SHA-256 of each record shown is the leaf anchored at its place.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Original files"),
     QT_TRANSLATE_NOOP("EvidenceWords", "The source files have the bytes and SHA-256 claimed, and their rows give the "
                                        "records shown.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Presenter's signature"),
     QT_TRANSLATE_NOOP("EvidenceWords", "An organisation signed SHA256SUMS as the one who presents this bundle.")},
    {QT_TRANSLATE_NOOP("EvidenceWords", "Claim and scope"),
     QT_TRANSLATE_NOOP("EvidenceWords", "What the bundle claims is held against what was found in it.")},
};

struct WhyWords {
    const char* core;  // what core says
    const char* words;
};
constexpr WhyWords kWhy[] = {
    {"no member of this name at that block",
     QT_TRANSLATE_NOOP("EvidenceWords", "no member of this name at that block")},
    {"the member had left before that block",
     QT_TRANSLATE_NOOP("EvidenceWords", "the member had left before that block")},
    {"does not hold", QT_TRANSLATE_NOOP("EvidenceWords", "does not hold")},
    {"the sealer's own: it adds nothing to the seal",
     QT_TRANSLATE_NOOP("EvidenceWords", "the sealer's own: it adds nothing to the seal")},
    {"the member is counted already", QT_TRANSLATE_NOOP("EvidenceWords", "the member is counted already")},
    {"a key that the member did not have at that block",
     QT_TRANSLATE_NOOP("EvidenceWords", "a key that the member did not have at that block")},
    {"does not hold for this checkpoint", QT_TRANSLATE_NOOP("EvidenceWords", "does not hold for this checkpoint")},
};

bool isChinese(const Format& format)
{
    return format.locale().language() == QLocale::Chinese;
}

// Core's words where the program speaks English, else the sentence of the reason.
QString said(const EvidenceStep& step, const Format& format)
{
    return isChinese(format) ? reasonSentence(step.reason, step.found) : text(step.found);
}

Tone toneOf(LineColour colour)
{
    return colour == LineColour::Green ? Tone::Ok : colour == LineColour::Red ? Tone::Bad : Tone::Warn;
}

const EvidenceStep& stepOf(const EvidenceReport& report, int number)
{
    return report.steps[static_cast<std::size_t>(number - 1)];
}

QString refusedLine(const EvidenceReport& report, const Format& format)
{
    const EvidenceStep* const first = report.firstFailed();
    if (first == nullptr) {
        return EvidenceWords::tr("Not proved.");
    }
    const QString where =
        EvidenceWords::tr("Not proved: step %1 (%2) fails [%3].")
            .arg(QString::number(first->number), isChinese(format) ? stepName(first->number) : text(first->name),
                 text(first->reason));
    return isChinese(format)
               ? where + reasonSentence(first->reason, first->found)
               : where + QStringLiteral(" Expected: %1. Found: %2").arg(text(first->expected), text(first->found));
}

QString recordsLine(const EvidenceReport& report, const Format& format)
{
    const auto number = [&format](std::uint64_t value) { return format.number(value); };
    const auto counted = [&](std::uint64_t count, const QString& one, const QString& many) {
        return (count == 1 ? one : many).arg(number(count));
    };
    QStringList sentences;
    sentences << (report.shown == 1
                      ? EvidenceWords::tr("%1 of 1 record is the one that was anchored.").arg(number(report.intact))
                      : EvidenceWords::tr("%1 of %2 records are the ones that were anchored.")
                            .arg(number(report.intact), number(report.shown)));
    if (report.altered > 0) {
        sentences << counted(report.altered, EvidenceWords::tr("%1 is not."), EvidenceWords::tr("%1 are not."));
    }
    if (report.extra > 0) {
        sentences << counted(report.extra, EvidenceWords::tr("%1 more stands in no batch shown."),
                             EvidenceWords::tr("%1 more stand in no batch shown."));
    }
    if (report.withheld > 0) {
        sentences << counted(report.withheld, EvidenceWords::tr("%1 of the same batches is not shown."),
                             EvidenceWords::tr("%1 of the same batches are not shown."));
    }
    if (const EvidenceStep& scope = stepOf(report, 14); scope.result == EvidenceResult::Open) {
        sentences << QStringLiteral("%1 [%2].").arg(said(scope, format), text(scope.reason));
    }
    return sentences.join(isChinese(format) ? QString() : QStringLiteral(" "));
}

QString sinceLine(const EvidenceReport& report, const Format& format)
{
    const EvidenceBatch& first = report.batches.front();
    const EvidenceBatch& last = report.batches.back();
    const QString anchored = first.height == last.height
                                 ? EvidenceWords::tr("anchored in block %1, dated %2 by the sealer")
                                       .arg(format.number(first.height), Format::isoTime(first.anchoredAt))
                                 : EvidenceWords::tr("anchored in blocks %1 to %2, dated %3 to %4 by the sealer")
                                       .arg(format.number(first.height), format.number(last.height),
                                            Format::isoTime(first.anchoredAt), Format::isoTime(last.anchoredAt));
    return anchored + (report.noLaterThan ? EvidenceWords::tr("; not later than %1 by the clock of %2")
                                                .arg(Format::isoTime(*report.noLaterThan), text(report.noLaterThanBy))
                                          : EvidenceWords::tr("; by no other clock"));
}

QString wordLine(const EvidenceReport& report, const Format& format)
{
    const QString ledger = groupedHash(report.fingerprint).left(19);  // eight bytes
    const auto& organisations = report.genesis->organisations;
    const std::string& sealerId = report.genesis->sealer.organisation;
    const auto sealer = std::ranges::find(organisations, sealerId, &Organisation::id);
    const QString by = text(sealer == organisations.end() ? sealerId : sealer->name);
    QString words = report.fingerprintConfirmed
                        ? EvidenceWords::tr("on the ledger %1 that you confirmed").arg(ledger)
                        : EvidenceWords::tr("on the ledger %1 that you have NOT confirmed: compare its fingerprint "
                                            "with somebody else than the presenter")
                              .arg(ledger);
    Height newest = 0;
    for (const EvidenceBatch& batch : report.batches) {
        newest = batch.shown > 0 ? std::max(newest, batch.height) : newest;
    }
    std::set<std::string> names;
    for (const EvidenceCosigner& cosigner : report.cosigners) {
        if (cosigner.counts && cosigner.height >= newest) {
            names.insert(cosigner.name);
        }
    }
    QStringList list;
    for (const std::string& name : names) {
        list << text(name);
    }
    words += list.empty() ? EvidenceWords::tr("; sealed by %1 alone").arg(by)
                          : EvidenceWords::tr("; sealed by %1, cosigned by %2 (%3 of %4 others)")
                                .arg(by, list.join(isChinese(format) ? QStringLiteral("、") : QStringLiteral(", ")),
                                     format.number(names.size()), format.number(report.others));
    if (const EvidenceStep& earlier = stepOf(report, 8); earlier.result == EvidenceResult::Open) {
        words += EvidenceWords::tr("; %1").arg(said(earlier, format));
    }
    if (const EvidenceStep& presenter = stepOf(report, 13); presenter.result == EvidenceResult::Fails) {
        words += EvidenceWords::tr("; the presenter's signature fails: %1").arg(said(presenter, format));
    }
    return words;
}

void addClimb(std::vector<Calculated>& out, const std::vector<ClimbStep>& steps)
{
    for (const ClimbStep& step : steps) {
        out.push_back({step.siblingIsLeft
                           ? EvidenceWords::tr("SHA-256 of 01, %1 and the line above").arg(text(step.sibling.hex()))
                           : EvidenceWords::tr("SHA-256 of 01, the line above and %1").arg(text(step.sibling.hex())),
                       text(step.node.hex()), std::nullopt});
    }
}

}  // namespace

Tone toneOf(EvidenceVerdict verdict)
{
    return verdict == EvidenceVerdict::Holds ? Tone::Ok : verdict == EvidenceVerdict::Amber ? Tone::Warn : Tone::Bad;
}

Tone toneOf(EvidenceResult result)
{
    switch (result) {
    case EvidenceResult::Holds:
        return Tone::Ok;
    case EvidenceResult::Fails:
        return Tone::Bad;
    case EvidenceResult::Open:
        return Tone::Warn;
    default:
        return Tone::Muted;
    }
}

QString nameOf(EvidenceVerdict verdict)
{
    switch (verdict) {
    case EvidenceVerdict::Holds:
        return EvidenceWords::tr("The evidence holds");
    case EvidenceVerdict::Amber:
        return EvidenceWords::tr("Nothing is wrong, something is open");
    case EvidenceVerdict::Altered:
        return EvidenceWords::tr("Not what was anchored");
    default:
        return EvidenceWords::tr("Refused: nothing is proved");
    }
}

QString nameOf(EvidenceResult result)
{
    switch (result) {
    case EvidenceResult::Holds:
        return EvidenceWords::tr("holds");
    case EvidenceResult::Fails:
        return EvidenceWords::tr("fails");
    case EvidenceResult::Open:
        return EvidenceWords::tr("open");
    case EvidenceResult::Absent:
        return EvidenceWords::tr("not in the bundle");
    default:
        return EvidenceWords::tr("not checked");
    }
}

std::array<Line, 3> threeLines(const EvidenceReport& report, const Format& format)
{
    std::array<Line, 3> lines{Line{toneOf(report.records.colour), EvidenceWords::tr("Records"), {}},
                              Line{toneOf(report.since.colour), EvidenceWords::tr("Since when"), {}},
                              Line{toneOf(report.word.colour), EvidenceWords::tr("On whose word"), {}}};
    if (report.verdict == EvidenceVerdict::Refused) {
        lines[0].text = refusedLine(report, format);
        lines[1].text = lines[2].text = EvidenceWords::tr("Not proved.");
        return lines;
    }
    lines[0].text = recordsLine(report, format);
    lines[1].text = sinceLine(report, format);
    lines[2].text = wordLine(report, format);
    return lines;
}

QString stepName(int number)
{
    return EvidenceWords::tr(kSteps[number - 1].name);
}

QString stepPurpose(int number)
{
    return EvidenceWords::tr(kSteps[number - 1].purpose);
}

QString stepReason(const EvidenceStep& step)
{
    if (step.result != EvidenceResult::Fails && step.result != EvidenceResult::Open) {
        return {};
    }
    return reasonWithNext(step.reason, step.found);
}

QStringList limitsOf(const EvidenceReport& report, const Format& format)
{
    QStringList limits;
    limits << EvidenceWords::tr("Whether a reading was true before it was anchored. Evidence shows that it has not "
                                "changed since.");
    limits << EvidenceWords::tr("That no later batch of the meters exists below the checkpoint, that they were not "
                                "suspended then, or that no change of the members was left out: only the whole log "
                                "shows these.");
    if (report.claim && !report.claim->complete) {
        limits << EvidenceWords::tr("The bundle does not claim to hold all batches of its meters.");
    }
    if (report.withheld > 0) {
        limits << EvidenceWords::tr("The leaves of this ledger are open: who holds the bundle can find a withheld "
                                    "record by trying values.");
    }
    if (report.originalRowsOpen > 0) {
        limits << EvidenceWords::tr("%1 rows of the original file could not be mapped again and were not compared; its "
                                    "bytes and their SHA-256 are as claimed.")
                      .arg(format.number(report.originalRowsOpen));
    }
    if (report.undetermined > 0) {
        limits << EvidenceWords::tr("%1 records could not be judged.").arg(format.number(report.undetermined));
    }
    const auto unchecked = std::ranges::count(report.timeStamps, false, &EvidenceTimeStamp::counts);
    if (unchecked > 0) {
        limits << EvidenceWords::tr("Time stamps of others over a checkpoint that were not checked, or do not hold by "
                                    "the certificates given: %1. They are as if they were not there.")
                      .arg(format.number(static_cast<std::uint64_t>(unchecked)));
    }
    if (report.cosigners.empty() || std::ranges::none_of(report.cosigners, &EvidenceCosigner::counts)) {
        limits << EvidenceWords::tr("A sealer alone can write all its blocks anew. A cosignature, or a checkpoint "
                                    "sheet kept elsewhere from before, exposes that; there is none here.");
    }
    return limits;
}

QString whyNot(const EvidenceCosigner& cosigner)
{
    const auto* const known = std::ranges::find(kWhy, cosigner.why, &WhyWords::core);
    return known == std::end(kWhy) ? text(cosigner.why) : EvidenceWords::tr(known->words);
}

std::vector<Calculated> calculationOf(const EvidenceCalculation& c)
{
    std::vector<Calculated> out;
    const QString number = QStringLiteral("%1").arg(c.index, 12, 10, QLatin1Char('0'));
    out.push_back({EvidenceWords::tr("The record: line %1 of records/%2.jsonl").arg(c.leaf + 1).arg(number),
                   text(c.line), std::nullopt});
    out.push_back({EvidenceWords::tr("SHA-256 of 00 and that line"), text(c.leafHash.hex()), std::nullopt});
    out.push_back(
        {EvidenceWords::tr("Leaf %1 of %2 in tx/%3.bin, signed by the meter").arg(c.leaf + 1).arg(c.leaves).arg(number),
         text(c.anchored.hex()), c.leafHash == c.anchored});
    addClimb(out, c.batchClimb);
    out.push_back({EvidenceWords::tr("Root that the meter %1 signed").arg(text(c.batch.address)),
                   text(c.batch.root.hex()), c.batchRoot == c.batch.root});
    out.push_back({EvidenceWords::tr("SHA-256 of tx/%1.bin").arg(number), text(c.txHash.hex()), std::nullopt});
    out.push_back({EvidenceWords::tr("Log entry in tx/%1.proof: block %2, %3")
                       .arg(number)
                       .arg(c.entry.height)
                       .arg(Format::isoTime(c.entry.time)),
                   text(c.entry.txHash.hex()), c.txHash == c.entry.txHash});
    out.push_back({EvidenceWords::tr("SHA-256 of 00 and the entry's 48 bytes"), text(c.entryLeaf.hex()), std::nullopt});
    addClimb(out, c.logClimb);
    out.push_back({EvidenceWords::tr("Root of the log in the checkpoint, %1 entries").arg(c.checkpoint.logSize),
                   text(c.checkpoint.logRoot.hex()), c.logRoot == c.checkpoint.logRoot});
    out.push_back({EvidenceWords::tr("SHA-256 of the checkpoint's header: block hash, which is sealed"),
                   text(c.blockHash.hex()), std::nullopt});
    return out;
}

QString groupedHash(const Hash256& hash)
{
    const QString hex = text(hash.hex());
    QStringList groups;
    for (qsizetype at = 0; at < hex.size(); at += 4) {
        groups << hex.mid(at, 4);
    }
    return groups.join(u' ');
}

}  // namespace meterseal::ui::evidence
