#include "paper/evidence_report.h"

#include "dialogs/check_words.h"
#include "format/error_text.h"
#include "format/evidence_words.h"
#include "format/texts.h"
#include "meterseal/chain/members.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/record/canonical_json.h"
#include "meterseal/source/csv_writer.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <algorithm>
#include <array>
#include <sstream>

namespace meterseal::ui {

namespace {

struct EvidencePaper {
    Q_DECLARE_TR_FUNCTIONS(EvidencePaper)
};

using Blocks = std::vector<paper::Block>;

void fact(Blocks& out, const QString& name, const QString& value)
{
    if (!value.isEmpty()) {
        out.emplace_back(paper::Fact{name, value});
    }
}

void handedIn(Blocks& out, const OpenedEvidence& opened, const Format& format)
{
    const EvidenceReport& report = opened.report;
    out.emplace_back(paper::Heading{EvidencePaper::tr("1  What was handed in")});
    fact(out, EvidencePaper::tr("File"), QString::fromStdString(opened.file.filename().string()));
    fact(out, EvidencePaper::tr("Size"), EvidencePaper::tr("%1 bytes").arg(format.number(report.bytes)));
    fact(out, EvidencePaper::tr("SHA-256"), text(report.sha256.hex()));
    if (opened.sameAfterwards) {
        fact(out, EvidencePaper::tr("After the inspection"),
             *opened.sameAfterwards ? EvidencePaper::tr("the same SHA-256: the inspection changed nothing")
                                    : EvidencePaper::tr("ANOTHER SHA-256: the file was changed meanwhile"));
    }
    if (!report.claim) {
        return;
    }
    const EvidenceClaim& claim = *report.claim;
    for (const EvidenceOriginal& original : claim.originals) {
        fact(out, EvidencePaper::tr("Original file in it"),
             EvidencePaper::tr("%1, %2 bytes, SHA-256 %3")
                 .arg(text(original.name), format.number(original.bytes), text(original.sha256.hex())));
    }
    fact(out, EvidencePaper::tr("Made"),
         EvidencePaper::tr("%1 by the presenter's clock, with %2")
             .arg(Format::isoTime(claim.time), text(claim.program)));
    out.emplace_back(paper::Heading{EvidencePaper::tr("2  The question, as the presenter puts it")});
    const QString name = text(claim.presenterName.empty() ? claim.presenterOrganisation : claim.presenterName);
    fact(out, EvidencePaper::tr("Presented by"), name.isEmpty() ? EvidencePaper::tr("not said") : name);
    fact(out, EvidencePaper::tr("In the presenter's words"),
         claim.text.empty() ? EvidencePaper::tr("nothing was said") : text(claim.text));
    QStringList meters;
    for (const std::string& mn : claim.meters) {
        meters << text(mn);
    }
    fact(out, EvidencePaper::tr("Meters"), meters.join(QStringLiteral(", ")));
    fact(out, EvidencePaper::tr("Record times claimed"),
         EvidencePaper::tr("%1 to %2").arg(Format::isoTime(claim.from), Format::isoTime(claim.to)));
}

void verdict(Blocks& out, const EvidenceReport& report, const Format& format)
{
    out.emplace_back(paper::Heading{EvidencePaper::tr("3  Verdict")});
    paper::Verdict box{evidence::toneOf(report.verdict), evidence::nameOf(report.verdict), {}};
    for (const evidence::Line& line : evidence::threeLines(report, format)) {
        box.lines.push_back({line.tone, line.name, line.text});
    }
    out.emplace_back(std::move(box));
    out.emplace_back(paper::Heading{EvidencePaper::tr("4  What this shows, and what it does not")});
    fact(out, EvidencePaper::tr("After anchoring"),
         EvidencePaper::tr("A record found to be the anchored one has not been changed, replaced or moved since the "
                           "time in the second line of the verdict."));
    fact(out, EvidencePaper::tr("Before anchoring"),
         EvidencePaper::tr("Whether a reading was true when it was anchored is a question of its own. Nothing here "
                           "answers it."));
    fact(out, EvidencePaper::tr("Who keeps the ledger"), evidence::threeLines(report, format)[2].text);
}

void steps(Blocks& out, const EvidenceReport& report)
{
    out.emplace_back(paper::Heading{EvidencePaper::tr("5  Every step of the inspection")});
    paper::Table table{{0.05, 0.17, 0.12, 0.30, 0.36},
                       {EvidencePaper::tr("Step"), EvidencePaper::tr("What is checked"), EvidencePaper::tr("Result"),
                        EvidencePaper::tr("Expected"), EvidencePaper::tr("Found")},
                       {},
                       7.5,
                       2};
    for (const EvidenceStep& step : report.steps) {
        const QString why = evidence::stepReason(step);
        QString found = originalText(step.found);
        if (!why.isEmpty()) {
            found = why + QStringLiteral(" [%1]\n").arg(text(step.reason)) + found;
        }
        table.rows.push_back(
            {{QString::number(step.number), evidence::stepName(step.number), evidence::nameOf(step.result),
              step.expected.empty() ? evidence::stepPurpose(step.number) : originalText(step.expected), found},
             evidence::toneOf(step.result)});
    }
    out.emplace_back(std::move(table));
}

QString anchoredWas(const EvidenceRow& row)
{
    if (!row.anchored) {
        return row.verdict == meterseal::Verdict::Altered
                   ? EvidencePaper::tr("not found: the ledger holds its hash only")
                   : QString();
    }
    QStringList was;
    if (row.anchored->value != row.record.value) {
        was << EvidencePaper::tr("value %1").arg(text(formatNumber(row.anchored->value)));
    }
    if (row.anchored->alarmCode != row.record.alarmCode) {
        was << EvidencePaper::tr("code %1").arg(text(row.anchored->alarmCode));
    }
    if (row.anchored->alarmTime != row.record.alarmTime) {
        was << EvidencePaper::tr("time %1").arg(Format::isoTime(row.anchored->alarmTime));
    }
    return EvidencePaper::tr("anchored was: %1 (proved by its hash)").arg(was.join(QStringLiteral(", ")));
}

void findings(Blocks& out, const OpenedEvidence& opened, const std::vector<EvidenceRow>& rows, const Format& format)
{
    out.emplace_back(paper::Heading{EvidencePaper::tr("6  Findings")});
    const auto trouble = static_cast<std::size_t>(
        std::ranges::count_if(rows, [](const EvidenceRow& row) { return row.verdict != meterseal::Verdict::Intact; }));
    out.emplace_back(paper::Paragraph{
        trouble == 0 ? EvidencePaper::tr("Every record shown is the one that was anchored at its place; there is no "
                                         "finding to list.")
                     : EvidencePaper::tr("%1 of %2 records are not, or not shown to be, the anchored ones.")
                           .arg(format.number(trouble), format.number(rows.size()))});
    if (opened.report.altered > 0) {
        out.emplace_back(paper::Paragraph{
            EvidencePaper::tr("The anchored record was searched for among %1 likely changes of the records at hand%2.")
                .arg(format.number(opened.guesses),
                     opened.searchedWhole ? QString() : EvidencePaper::tr(", not all of them: time ran out")),
            Tone::Muted, 8.5});
    }
    if (trouble == 0) {
        return;
    }
    paper::Table table{{0.11, 0.14, 0.22, 0.11, 0.10, 0.09, 0.23},
                       {EvidencePaper::tr("Verdict"), EvidencePaper::tr("Meter"),
                        EvidencePaper::tr("Record time (UTC)"), EvidencePaper::tr("Code"),
                        EvidencePaper::tr("Value shown"), EvidencePaper::tr("Batch, leaf"),
                        EvidencePaper::tr("Anchored value")},
                       {},
                       7.5};
    for (const EvidenceRow& row : rows) {
        if (row.verdict == meterseal::Verdict::Intact || table.rows.size() == kMostReported) {
            continue;
        }
        table.rows.push_back(
            {{texts::name(row.verdict), text(row.record.mn), Format::isoTime(row.record.alarmTime),
              text(row.record.alarmCode), text(formatNumber(row.record.value)),
              row.index ? QStringLiteral("%1, %2").arg(*row.index).arg(row.leaf + 1) : texts::none(),
              row.anchored || row.verdict == meterseal::Verdict::Altered ? anchoredWas(row)
                                                                         : reasonSentence(row.reason, row.message)},
             texts::tone(row.verdict)});
    }
    out.emplace_back(std::move(table));
    if (trouble > kMostReported) {
        out.emplace_back(paper::Paragraph{EvidencePaper::tr("The first %1 of %2 findings are listed. The program shows "
                                                            "and exports all of them.")
                                              .arg(format.number(kMostReported), format.number(trouble)),
                                          Tone::Warn});
    }
    if (const auto annex = evidenceAnnex(opened)) {
        out.emplace_back(
            paper::Paragraph{EvidencePaper::tr("Annex: all %1 findings as a CSV file beside this report, SHA-256 %2")
                                 .arg(format.number(annex->findings), text(annex->sha256.hex())),
                             Tone::Neutral, 8.5});
    }
}

void calculated(Blocks& out, const OpenedEvidence& opened)
{
    if (!opened.calculation) {
        return;
    }
    out.emplace_back(paper::Heading{EvidencePaper::tr("7  One record calculated in full")});
    out.emplace_back(paper::Paragraph{
        EvidencePaper::tr("Each line can be redone with sha256sum on the members of the bundle; HOW-TO-VERIFY.txt in "
                          "it has the commands."),
        Tone::Muted, 8.5});
    paper::Table table{{0.35, 0.55, 0.10},
                       {EvidencePaper::tr("What"), EvidencePaper::tr("Value"), EvidencePaper::tr("Compared")},
                       {},
                       7};
    for (const evidence::Calculated& step : evidence::calculationOf(*opened.calculation)) {
        table.rows.push_back({{step.what, step.value,
                               !step.equal   ? QString()
                               : *step.equal ? EvidencePaper::tr("equal")
                                             : EvidencePaper::tr("DIFFERENT")},
                              Tone::Neutral});
    }
    out.emplace_back(std::move(table));
}

void vouching(Blocks& out, const EvidenceReport& report, const Format& format)
{
    out.emplace_back(paper::Heading{EvidencePaper::tr("8  The ledger, its keys and witnesses")});
    if (!report.genesis) {
        out.emplace_back(paper::Paragraph{EvidencePaper::tr("The bundle names no ledger that can be read.")});
        return;
    }
    fact(out, EvidencePaper::tr("Ledger"), text(report.genesis->chain));
    fact(out, EvidencePaper::tr("Fingerprint"), evidence::groupedHash(report.fingerprint));
    fact(out, EvidencePaper::tr("Check words"), checkWordsShown(report.fingerprint.hex(), format.locale()));
    fact(out, EvidencePaper::tr("Compared"),
         report.fingerprintConfirmed
             ? EvidencePaper::tr("yes: the inspector confirmed it with somebody other than the presenter")
             : EvidencePaper::tr("NO: everything above rests on a fingerprint that nobody compared"));
    if (report.checkpoint) {
        fact(out, EvidencePaper::tr("Checkpoint"),
             EvidencePaper::tr("block %1 of %2, %3 entries")
                 .arg(format.number(report.checkpoint->height), Format::isoTime(report.checkpoint->time),
                      format.number(report.checkpoint->logSize)));
        fact(out, EvidencePaper::tr("Block hash"), text(blockHashOf(printBlockHeader(*report.checkpoint)).hex()));
        fact(out, EvidencePaper::tr("Log root"), text(report.checkpoint->logRoot.hex()));
    }
    for (const BlockHeader& header : report.earlier) {
        fact(out, EvidencePaper::tr("Earlier checkpoint"),
             EvidencePaper::tr("block %1 of %2, %3 entries")
                 .arg(format.number(header.height), Format::isoTime(header.time), format.number(header.logSize)));
    }
    paper::Table keys{
        {0.30, 0.16, 0.54},
        {EvidencePaper::tr("Founding member"), EvidencePaper::tr("Role"), EvidencePaper::tr("Public key")},
        {},
        7};
    for (const Organisation& member : report.genesis->organisations) {
        keys.rows.push_back(
            {{text(member.name), texts::name(member.role), text(member.publicKey.hex())}, Tone::Neutral});
    }
    out.emplace_back(std::move(keys));
    for (const EvidenceTimeStamp& stamp : report.timeStamps) {
        fact(out, EvidencePaper::tr("Time stamp (RFC 3161)"),
             EvidencePaper::tr("%1, block %2, %3: %4")
                 .arg(text(stamp.authority), QString::number(stamp.height),
                      stamp.time ? Format::isoTime(*stamp.time) : texts::unknown(),
                      stamp.counts ? EvidencePaper::tr("holds by the certificate that the inspector brought")
                                   : reasonSentence(stamp.reason, stamp.why)));
    }
    if (report.cosigners.empty()) {
        out.emplace_back(paper::Paragraph{EvidencePaper::tr("Nobody cosigned: the sealer's word stands alone.")});
        return;
    }
    paper::Table table{{0.30, 0.12, 0.28, 0.30},
                       {EvidencePaper::tr("Cosignature of"), EvidencePaper::tr("Block"),
                        EvidencePaper::tr("Time, by its clock"), EvidencePaper::tr("Counts")},
                       {},
                       7.5};
    for (const EvidenceCosigner& one : report.cosigners) {
        const Timestamp at{static_cast<std::int64_t>(one.seconds) * 1000};
        table.rows.push_back(
            {{text(one.name.empty() ? one.organisation : one.name), QString::number(one.height),
              at.inRange() ? Format::isoTime(at) : texts::unknown(),
              one.counts ? EvidencePaper::tr("yes") : EvidencePaper::tr("no: %1").arg(evidence::whyNot(one))},
             one.counts ? Tone::Ok : Tone::Warn});
    }
    out.emplace_back(std::move(table));
}

void closing(Blocks& out, const OpenedEvidence& opened, const Format& format)
{
    out.emplace_back(paper::Heading{EvidencePaper::tr("9  With what it was inspected")});
    fact(out, EvidencePaper::tr("Program"), QStringLiteral("MeterSeal ") + QCoreApplication::applicationVersion());
    fact(out, EvidencePaper::tr("Program's SHA-256"), opened.program ? text(opened.program->hex()) : texts::unknown());
    fact(out, EvidencePaper::tr("System"),
         QStringLiteral("%1, %2, Qt %3")
             .arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(), QString::fromLatin1(qVersion())));
    out.emplace_back(paper::Heading{EvidencePaper::tr("10  NOT shown, NOT checked")});
    for (const QString& limit : evidence::limitsOf(opened.report, format)) {
        out.emplace_back(paper::Paragraph{QStringLiteral("•  ") + limit});
    }
    out.emplace_back(paper::Heading{EvidencePaper::tr("11  Signatures")});
    out.emplace_back(paper::Fields{{EvidencePaper::tr("Inspected by (name)"), EvidencePaper::tr("Place and date"),
                                    EvidencePaper::tr("Signature"), EvidencePaper::tr("Stamp")}});
    paper::Codes codes{{{text(opened.report.sha256.hex()), EvidencePaper::tr("SHA-256 of the bundle")}}, 150};
    if (!opened.note.empty()) {
        codes.codes.emplace_back(text(opened.note), EvidencePaper::tr("The checkpoint with its signatures, as the "
                                                                      "bundle has it"));
    }
    out.emplace_back(std::move(codes));
}

}  // namespace

std::optional<EvidenceAnnex> evidenceAnnex(const OpenedEvidence& opened)
{
    EvidenceAnnex annex;
    std::ostringstream out;
    CsvWriter csv(out);
    const std::array<std::string, 13> head{
        "verdict", "reason", "mn",         "alarmCode",         "alarmTime",         "value",        "logIndex",
        "leaf",    "height", "anchoredAt", "anchoredAlarmCode", "anchoredAlarmTime", "anchoredValue"};
    bool good = csv.row(head).ok();
    for (const EvidenceRow& row : evidenceRows(opened)) {
        if (row.verdict == meterseal::Verdict::Intact) {
            continue;
        }
        const HealthRecord& is = row.record;
        const std::array<std::string, 13> cells{std::string(toString(row.verdict)),
                                                row.reason,
                                                is.mn,
                                                is.alarmCode,
                                                formatTimestamp(is.alarmTime),
                                                formatNumber(is.value),
                                                row.index ? std::to_string(*row.index) : "",
                                                row.index ? std::to_string(row.leaf + 1) : "",
                                                row.index ? std::to_string(row.height) : "",
                                                row.index ? formatTimestamp(row.anchoredAt) : "",
                                                row.anchored ? row.anchored->alarmCode : "",
                                                row.anchored ? formatTimestamp(row.anchored->alarmTime) : "",
                                                row.anchored ? formatNumber(row.anchored->value) : ""};
        good = good && csv.row(cells).ok();
        ++annex.findings;
    }
    if (annex.findings == 0 || !good) {
        return std::nullopt;
    }
    annex.csv = std::move(out).str();
    annex.sha256 = crypto::sha256(annex.csv);
    return annex;
}

std::filesystem::path annexOf(const std::filesystem::path& report)
{
    return report.parent_path() / (report.stem().string() + "-findings.csv");
}

Status saveEvidenceReport(const std::filesystem::path& file, const QByteArray& pdf,
                          const std::optional<EvidenceAnnex>& annex)
{
    if (annex) {
        MS_TRY(replaceFile(annexOf(file), annex->csv));
    }
    return paper::savePaper(file, pdf);
}

paper::Document evidenceReport(const OpenedEvidence& opened, const Format& format, Timestamp at)
{
    const EvidenceReport& report = opened.report;
    const QString number = text(report.sha256.hex()).left(8);
    paper::Document document;
    document.title = EvidencePaper::tr("Evidence report %1").arg(number);
    document.footer = EvidencePaper::tr("MeterSeal · evidence report %1 · %2").arg(number, Format::isoTime(at));
    document.page = EvidencePaper::tr("page %1 of %2");
    document.time = at;
    Blocks& out = document.blocks;
    out.emplace_back(
        paper::Title{EvidencePaper::tr("Evidence report"),
                     EvidencePaper::tr("No. %1 · printed %2 · all times are UTC").arg(number, Format::isoTime(at))});
    handedIn(out, opened, format);
    verdict(out, report, format);
    steps(out, report);
    findings(out, opened, evidenceRows(opened), format);
    calculated(out, opened);
    vouching(out, report, format);
    closing(out, opened, format);
    return document;
}

}  // namespace meterseal::ui
