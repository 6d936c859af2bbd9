// An inspected evidence bundle in words of the chosen language: verdict, the three lines, steps, what is not shown, and
// one record calculated. Page and report say the same. In English the three lines are core's own, word for word
// (tst_evidence_words): all verifiers say one thing. Thread-safety: event loop, or a worker that nobody translates
// under.
#pragma once

#include "format/format.h"
#include "meterseal/evidence/calculation.h"
#include "meterseal/evidence/inspect.h"
#include "theme/theme.h"

#include <QStringList>

#include <array>
#include <vector>

namespace meterseal::ui::evidence {

struct Line {
    Tone tone = Tone::Neutral;
    QString name;  // "Records", "Since when", "On whose word"
    QString text;
};

Tone toneOf(EvidenceVerdict verdict);
Tone toneOf(EvidenceResult result);
QString nameOf(EvidenceVerdict verdict);
QString nameOf(EvidenceResult result);
std::array<Line, 3> threeLines(const EvidenceReport& report, const Format& format);

// Of step 1..14.
QString stepName(int number);
QString stepPurpose(int number);
// Why it fails or is open, in a sentence; empty where it holds.
QString stepReason(const EvidenceStep& step);

// What the bundle does not show, and what was not checked.
QStringList limitsOf(const EvidenceReport& report, const Format& format);
// Why a cosignature does not count.
QString whyNot(const EvidenceCosigner& cosigner);

struct Calculated {
    QString what;
    QString value;              // as core writes it: hex, JSON
    std::optional<bool> equal;  // where two values are compared
};
// From the record's line to the checkpoint, to be redone with sha256sum.
std::vector<Calculated> calculationOf(const EvidenceCalculation& calculation);

// "8da49dc6 1f2e..." in groups of four digits, for eyes that compare.
QString groupedHash(const Hash256& hash);

}  // namespace meterseal::ui::evidence
