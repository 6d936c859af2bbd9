// From steps to three lines and one verdict.
#include "evidence/inspection.h"
#include "meterseal/file/file.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

std::string_view toString(EvidenceResult result)
{
    constexpr std::string_view kNames[] = {"holds", "fails", "open", "absent", "not-checked"};
    return kNames[static_cast<std::size_t>(result)];
}

std::string_view toString(EvidenceVerdict verdict)
{
    constexpr std::string_view kNames[] = {"holds", "amber", "altered", "refused"};
    return kNames[static_cast<std::size_t>(verdict)];
}

const EvidenceStep* EvidenceReport::firstFailed() const
{
    for (const EvidenceResult sought : {EvidenceResult::Fails, EvidenceResult::Open}) {
        const auto found = std::ranges::find(steps, sought, &EvidenceStep::result);
        if (found != steps.end()) {
            return &*found;
        }
    }
    return nullptr;
}

EvidenceReport inspectEvidence(ByteView file, const EvidenceTrust& trust, std::stop_token stop)
{
    return evidence::Inspection(file, trust, std::move(stop)).run();
}

Result<EvidenceReport> inspectEvidenceFile(const std::filesystem::path& file, const EvidenceTrust& trust,
                                           std::stop_token stop)
{
    const auto text = readWhole(file, EvidenceLimits::kFile);
    if (!text.ok() && text.error().reason == "file.too-big") {
        return rephrased(text.error(), "container.too-large", "Nothing was verified.");
    }
    if (!text.ok()) {
        return rephrased(text.error(), "evidence.file", "Nothing was verified.");
    }
    return inspectEvidence(asBytes(std::string_view(*text)), trust, std::move(stop));
}

namespace evidence {

namespace {

std::string plural(std::uint64_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

void Inspection::writeVerdict()
{
    const auto fails = [&](int from, int to) {
        return std::any_of(m_report.steps.begin() + from - 1, m_report.steps.begin() + to,
                           [](const EvidenceStep& s) { return s.result == EvidenceResult::Fails; });
    };
    const bool open = std::ranges::any_of(m_report.steps, [](const EvidenceStep& s) {
        return s.result == EvidenceResult::Open || s.result == EvidenceResult::NotChecked;
    });
    if (fails(1, 10) || (fails(11, 11) && !m_alteredRecord)) {
        m_report.verdict = EvidenceVerdict::Refused;
    } else if (fails(11, 12)) {
        m_report.verdict = EvidenceVerdict::Altered;
    } else {
        m_report.verdict = fails(13, 14) || open ? EvidenceVerdict::Amber : EvidenceVerdict::Holds;
    }
    findNoLaterThan();
    writeLines();
}

// The earliest counted cosignature or time stamp over the newest batch with records shown: all of them were there by
// then.
void Inspection::findNoLaterThan()
{
    std::optional<std::uint64_t> newest;
    for (const EvidenceBatch& batch : m_report.batches) {
        newest = batch.shown > 0 ? std::optional(batch.index) : newest;
    }
    const auto look = [&](const BlockHeader& header, const std::vector<Cosignature>& counted) {
        for (const Cosignature& cosignature : counted) {
            const Timestamp at{static_cast<std::int64_t>(cosignature.seconds) * 1000};
            if (newest && *newest < header.logSize && at.inRange() &&
                (!m_report.noLaterThan || at < *m_report.noLaterThan)) {
                m_report.noLaterThan = at;
                const auto members = membersAt(header.height);
                const auto member = std::ranges::find(members, cosignature.organisation, &Organisation::id);
                m_report.noLaterThanBy = member == members.end() ? cosignature.organisation : member->name;
            }
        }
    };
    if (m_checkpoint) {
        look(m_checkpoint->block.header, m_counted);
    }
    for (const BundledCheckpoint& earlier : m_earlier) {
        look(earlier.note.block.header, earlier.counted);
    }
    for (const EvidenceTimeStamp& stamp : m_report.timeStamps) {
        if (stamp.counts && newest && *newest < stamp.logSize &&
            (!m_report.noLaterThan || *stamp.time < *m_report.noLaterThan)) {
            m_report.noLaterThan = stamp.time;
            m_report.noLaterThanBy = stamp.authority.empty() ? "a time stamp authority" : stamp.authority;
        } else if (!stamp.counts) {
            m_report.notes.push_back(fmt::format(
                "A time stamp of block {}{} does not count [{}]: {}", stamp.height,
                stamp.time ? fmt::format(", which says {} by \"{}\",", formatTimestamp(*stamp.time), stamp.authority)
                           : "",
                stamp.reason, stamp.why));
        }
    }
}

std::string Inspection::wordText() const
{
    std::string text = fmt::format("on the ledger {} that you {}", grouped(m_report.fingerprint, 8),
                                   m_report.fingerprintConfirmed
                                       ? "confirmed"
                                       : "have NOT confirmed: compare its fingerprint with somebody else than the "
                                         "presenter");
    const auto sealer = std::ranges::find(m_genesis.organisations, m_genesis.sealer.organisation, &Organisation::id);
    text += fmt::format("; sealed by {}",
                        sealer == m_genesis.organisations.end() ? m_genesis.sealer.organisation : sealer->name);
    // Only those who vouch for what is shown: an older checkpoint's cosigners saw less of it.
    Height newest = 0;
    for (const EvidenceBatch& batch : m_report.batches) {
        newest = batch.shown > 0 ? std::max(newest, batch.height) : newest;
    }
    std::set<std::string> by;
    for (const EvidenceCosigner& cosigner : m_report.cosigners) {
        if (cosigner.counts && cosigner.height >= newest) {
            by.insert(cosigner.name);
        }
    }
    return by.empty() ? text + " alone"
                      : text + fmt::format(", cosigned by {} ({} of {} others)", fmt::join(by, ", "), by.size(),
                                           m_report.others);
}

void Inspection::writeLines()
{
    const auto failed = [&](int number) { return step(number).result == EvidenceResult::Fails; };
    const EvidenceStep* first = m_report.firstFailed();
    const bool refused = m_report.verdict == EvidenceVerdict::Refused;
    const std::string notProved =
        refused && first != nullptr
            ? fmt::format("Not proved: step {} ({}) fails [{}]. Expected: {}. Found: {}", first->number, first->name,
                          first->reason, first->expected, first->found)
            : "Not proved.";
    if (refused) {
        m_report.records = {LineColour::Red, notProved};
        m_report.since = m_report.word = {LineColour::Red, "Not proved."};
        return;
    }
    std::string text =
        m_report.shown == 1
            ? fmt::format("{} of 1 record is the one that was anchored.", m_report.intact)
            : fmt::format("{} of {} records are the ones that were anchored.", m_report.intact, m_report.shown);
    if (m_report.altered > 0) {
        text += fmt::format(" {} not.", plural(m_report.altered, "is", "are"));
    }
    if (m_report.extra > 0) {
        text += fmt::format(" {} in no batch shown.", plural(m_report.extra, "more stands", "more stand"));
    }
    if (m_report.withheld > 0) {
        text += fmt::format(" {} of the same batches {} not shown.", m_report.withheld,
                            m_report.withheld == 1 ? "is" : "are");
    }
    if (step(14).result == EvidenceResult::Open) {
        text += fmt::format(" {} [{}].", step(14).found, step(14).reason);
    }
    const bool clean =
        m_report.extra == 0 && m_report.shown > 0 && !failed(12) && step(14).result == EvidenceResult::Holds;
    m_report.records = {m_report.altered > 0 || failed(12) ? LineColour::Red
                        : clean                            ? LineColour::Green
                                                           : LineColour::Amber,
                        std::move(text)};

    const auto& batches = m_report.batches;
    const EvidenceBatch& a = batches.front();
    const EvidenceBatch& b = batches.back();
    text = a.height == b.height ? fmt::format("anchored in block {}, dated {}", a.height, formatTimestamp(a.anchoredAt))
                                : fmt::format("anchored in blocks {} to {}, dated {} to {}", a.height, b.height,
                                              formatTimestamp(a.anchoredAt), formatTimestamp(b.anchoredAt));
    text += " by the sealer";
    text += m_report.noLaterThan ? fmt::format("; not later than {} by the clock of {}",
                                               formatTimestamp(*m_report.noLaterThan), m_report.noLaterThanBy)
                                 : "; by no other clock";
    m_report.since = {LineColour::Green, std::move(text)};

    const bool trusted = m_report.fingerprintConfirmed && step(8).result == EvidenceResult::Holds && !failed(13);
    m_report.word = {trusted ? LineColour::Green : LineColour::Amber, wordText()};
    if (step(8).result == EvidenceResult::Open) {
        m_report.word.text += fmt::format("; {}", step(8).found);
    }
    if (failed(13)) {
        m_report.word.text += fmt::format("; the presenter's signature fails: {}", step(13).found);
    }
}

}  // namespace evidence

namespace {

std::string_view toString(LineColour colour)
{
    constexpr std::string_view kNames[] = {"green", "amber", "red"};
    return kNames[static_cast<std::size_t>(colour)];
}

Json lineToJson(const EvidenceLine& line)
{
    return Json{{"colour", toString(line.colour)}, {"text", line.text}};
}

Json headerToJson(const BlockHeader& header)
{
    return Json{{"height", header.height},
                {"time", formatTimestamp(header.time)},
                {"logSize", header.logSize},
                {"logRoot", header.logRoot.hex()},
                {"blockHash", blockHashOf(printBlockHeader(header)).hex()}};
}

}  // namespace

Json toJson(const EvidenceReport& report)
{
    Json steps = Json::array();
    for (const EvidenceStep& step : report.steps) {
        steps.push_back({{"step", step.number},
                         {"name", step.name},
                         {"result", toString(step.result)},
                         {"reason", step.reason},
                         {"expected", step.expected},
                         {"found", step.found}});
    }
    Json batches = Json::array();
    for (const EvidenceBatch& batch : report.batches) {
        batches.push_back({{"index", batch.index},
                           {"txHash", batch.tx.hex()},
                           {"mn", batch.mn},
                           {"height", batch.height},
                           {"anchoredAt", formatTimestamp(batch.anchoredAt)},
                           {"start", formatTimestamp(batch.start)},
                           {"end", formatTimestamp(batch.end)},
                           {"count", batch.count},
                           {"shown", batch.shown},
                           {"linked", batch.linked}});
    }
    Json findings = Json::array();
    for (const EvidenceFinding& finding : report.findings) {
        Json object = toJson(finding.finding);
        object["index"] = finding.index;
        object["leaf"] = finding.leaf;
        findings.push_back(std::move(object));
    }
    Json unplaced = Json::array();
    for (const Finding& finding : report.unplaced) {
        unplaced.push_back(toJson(finding));
    }
    Json cosigners = Json::array();
    for (const EvidenceCosigner& cosigner : report.cosigners) {
        cosigners.push_back({{"organisation", cosigner.organisation},
                             {"name", cosigner.name},
                             {"height", cosigner.height},
                             {"seconds", cosigner.seconds},
                             {"counts", cosigner.counts},
                             {"why", cosigner.why}});
    }
    Json timeStamps = Json::array();
    for (const EvidenceTimeStamp& stamp : report.timeStamps) {
        timeStamps.push_back({{"height", stamp.height},
                              {"time", stamp.time ? Json(formatTimestamp(*stamp.time)) : Json()},
                              {"authority", stamp.authority},
                              {"counts", stamp.counts},
                              {"reason", stamp.reason},
                              {"why", stamp.why}});
    }
    Json earlier = Json::array();
    for (const BlockHeader& header : report.earlier) {
        earlier.push_back(headerToJson(header));
    }
    return Json{{"sha256", report.sha256.hex()},
                {"bytes", report.bytes},
                {"verdict", toString(report.verdict)},
                {"records", lineToJson(report.records)},
                {"since", lineToJson(report.since)},
                {"word", lineToJson(report.word)},
                {"fingerprint", report.genesis ? Json(report.fingerprint.hex()) : Json()},
                {"fingerprintConfirmed", report.fingerprintConfirmed},
                {"steps", std::move(steps)},
                {"counts",
                 {{"shown", report.shown},
                  {"intact", report.intact},
                  {"altered", report.altered},
                  {"undetermined", report.undetermined},
                  {"withheld", report.withheld},
                  {"extra", report.extra},
                  {"originalRows", report.originalRows},
                  {"originalRowsOpen", report.originalRowsOpen}}},
                {"checkpoint", report.checkpoint ? headerToJson(*report.checkpoint) : Json()},
                {"earlier", std::move(earlier)},
                {"cosigners", std::move(cosigners)},
                {"timeStamps", std::move(timeStamps)},
                {"batches", std::move(batches)},
                {"findings", std::move(findings)},
                {"unplaced", std::move(unplaced)},
                {"claim", report.claim ? Json::parse(printClaim(*report.claim)) : Json()},
                {"notes", report.notes}};
}

}  // namespace meterseal
