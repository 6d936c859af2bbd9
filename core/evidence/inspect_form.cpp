// Steps 1 to 5: container, sums, genesis document, transactions, log entries.
#include "evidence/inspection.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/merkle/tree.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::evidence {

namespace {

constexpr std::array<std::string_view, 14> kNames{"container",     "sums",       "genesis",   "transactions", "entries",
                                                  "organisations", "checkpoint", "earlier",   "meters",       "batches",
                                                  "records",       "originals",  "presenter", "scope"};

// Everything a transaction can be checked for by itself, but for the rules of its type: chain, signatures.
Status checkForm(const BundledTx& bundled, const std::string& chain)
{
    if (bundled.tx.header.chain != chain) {
        return makeError(ErrorCode::Conflict, "tx.wrong-chain",
                         fmt::format("The transaction is for the chain {}.", bundled.tx.header.chain));
    }
    const Hash256 digest = bundled.tx.dataBlockHash();
    for (const TxSignature& signature : bundled.tx.signatures) {
        if (!crypto::verifySignature(signature.publicKey, digest, signature.signature)) {
            return makeError(ErrorCode::Damaged, "tx.bad-signature",
                             fmt::format("The signature by {} does not hold.", signature.publicKey.hex()));
        }
    }
    return {};
}

}  // namespace

Inspection::Inspection(ByteView file, const EvidenceTrust& trust, std::stop_token stop)
    : m_file(file), m_trust(trust), m_stop(std::move(stop))
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        m_report.steps.push_back({static_cast<int>(i + 1), kNames[i], EvidenceResult::NotChecked, {}, {}, {}});
    }
}

EvidenceReport Inspection::run()
{
    struct Planned {
        Step run;
        std::vector<int> needs;
    };
    const std::array<Planned, 14> plan{{{&Inspection::readContainer, {}},
                                        {&Inspection::checkSums, {1}},
                                        {&Inspection::readGenesis, {2}},
                                        {&Inspection::readTransactions, {3}},
                                        {&Inspection::checkEntries, {4}},
                                        {&Inspection::replay, {5}},
                                        {&Inspection::checkCheckpoint, {3}},
                                        {&Inspection::checkEarlier, {7}},
                                        {&Inspection::checkMeters, {6}},
                                        {&Inspection::checkBatches, {9}},
                                        {&Inspection::checkRecords, {10}},
                                        {&Inspection::checkOriginals, {11}},
                                        {&Inspection::checkPresenter, {6}},
                                        {&Inspection::checkScope, {10}}}};
    m_report.sha256 = crypto::sha256(m_file);
    m_report.bytes = m_file.size();
    for (const Planned& planned : plan) {
        if (std::ranges::all_of(planned.needs, [&](int number) { return holds(number); })) {
            (this->*planned.run)();
        }
    }
    writeVerdict();
    return std::move(m_report);
}

bool Inspection::holds(int number) const
{
    const EvidenceResult result = m_report.steps[static_cast<std::size_t>(number - 1)].result;
    // Step 11 that fails leaves what the steps after it need.
    return (result != EvidenceResult::Fails || (number == 11 && m_alteredRecord)) &&
           result != EvidenceResult::NotChecked;
}

void Inspection::pass(int number, std::string found)
{
    EvidenceStep& at = step(number);
    if (at.result == EvidenceResult::NotChecked) {
        at.result = EvidenceResult::Holds;
        at.found = std::move(found);
    }
}

// The first trouble of a step is the one told.
void Inspection::fail(int number, std::string_view reason, std::string expected, std::string found)
{
    EvidenceStep& at = step(number);
    if (at.result != EvidenceResult::Fails) {
        at.result = EvidenceResult::Fails;
        at.reason = reason;
        at.expected = std::move(expected);
        at.found = std::move(found);
    }
}

void Inspection::fail(int number, const Error& error, std::string where)
{
    fail(number, error.reason, std::move(where), error.message);
}

void Inspection::open(int number, std::string_view reason, std::string expected, std::string found)
{
    EvidenceStep& at = step(number);
    if (at.result == EvidenceResult::NotChecked) {
        at.result = EvidenceResult::Open;
        at.reason = reason;
        at.expected = std::move(expected);
        at.found = std::move(found);
    }
}

void Inspection::readContainer()
{
    auto container = EvidenceContainer::read(m_file);
    if (!container.ok()) {
        return fail(
            1, container.error(),
            "a bundle in its one form (one that was packed anew on its way is restored by \"evidence repack\")");
    }
    m_container = std::move(container).value();
    for (const auto& member : m_container.members()) {
        m_report.members.emplace_back(member.name);
    }
    pass(1, fmt::format("{} members, {} bytes", m_report.members.size(), m_report.bytes));
}

void Inspection::checkSums()
{
    for (const auto& member : m_container.members()) {
        if (!isKnownMember(member.name)) {
            return fail(2, "sums.unknown-member", "members of format 1 alone",
                        fmt::format("{} is none of them", member.name));
        }
    }
    checkSumLines();
    if (step(2).result == EvidenceResult::Fails) {
        return;
    }
    const auto text = m_container.find(kClaim);
    if (!text) {
        return fail(2, "claim.form", "a member claim.json", "there is none");
    }
    auto claim = parseClaim(asText(*text));
    if (!claim.ok()) {
        return fail(2, claim.error(), "a claim of format 1");
    }
    m_report.claim = std::move(claim).value();
    pass(2, fmt::format("{} members have the sums that are listed", m_container.members().size()));
}

void Inspection::checkSumLines()
{
    const auto lines = linesOf(asText(*m_container.find(kSums)));
    if (!lines) {
        return fail(2, "sums.form", "lines that end with LF", "the last one does not");
    }
    std::string_view before;
    std::set<std::string_view> listed;
    for (const std::string_view line : *lines) {
        if (line.size() < 67 || line.substr(64, 2) != "  " || !Hash256::fromHex(line.substr(0, 64)).ok()) {
            return fail(2, "sums.form", "\"<64 hex digits>  <name>\"", std::string(line.substr(0, 160)));
        }
        const std::string_view name = line.substr(66);
        const auto bytes = m_container.find(name);
        if (!bytes || isUnlisted(name)) {
            return fail(2, "sums.absent", "members that are there", fmt::format("{} is listed", name.substr(0, 80)));
        }
        if (!before.empty() && before >= name) {
            return fail(2, "sums.form", "ascending names", fmt::format("{} behind {}", name, before));
        }
        if (const std::string found = crypto::sha256(*bytes).hex(); found != line.substr(0, 64)) {
            return fail(2, "sums.differs", fmt::format("{} has the sum {}", name, line.substr(0, 64)),
                        fmt::format("it has {}", found));
        }
        listed.insert(name);
        before = name;
    }
    for (const auto& member : m_container.members()) {
        if (!isUnlisted(member.name) && !listed.contains(member.name)) {
            return fail(2, "sums.unlisted", "every member in SHA256SUMS", fmt::format("{} is not", member.name));
        }
    }
}

void Inspection::readGenesis()
{
    const auto bytes = m_container.find(kGenesis);
    if (!bytes) {
        return fail(3, "genesis.missing", "a member genesis.json", "there is none");
    }
    auto genesis = parseGenesis(asText(*bytes));
    if (!genesis.ok()) {
        return fail(3, genesis.error(), "a genesis document of version 2");
    }
    m_genesis = std::move(genesis).value();
    if (m_genesis.leaves == LeafRule::Salted) {
        return fail(3, "genesis.salted", "open leaves", "salted leaves, which format 1 of this program does not read");
    }
    if (m_genesis.sealer.organisation.empty()) {  // a consortium's: format 1 has no members for its seals
        return fail(3, "evidence.consortium", "the ledger of one sealer", "a consortium's ledger");
    }
    m_report.genesis = m_genesis;
    m_report.fingerprint = crypto::sha256(*bytes);
    m_report.fingerprintConfirmed =
        std::ranges::find(m_trust.fingerprints, m_report.fingerprint) != m_trust.fingerprints.end();
    // What the checkpoint says is needed from here on; what it is worth comes later.
    if (const auto note = m_container.find(kCheckpoint)) {
        auto parsed = parseCheckpoint(asText(*note), m_genesis);
        if (parsed.ok()) {
            m_checkpoint = std::move(parsed).value();
            m_report.checkpoint = m_checkpoint->block.header;
        } else {
            m_checkpointError = parsed.error();
        }
    } else {
        m_checkpointError = makeError(ErrorCode::NotFound, "checkpoint.missing", "There is no member checkpoint.");
    }
    if (m_report.fingerprintConfirmed) {
        return pass(3, fmt::format("fingerprint {}", m_report.fingerprint.hex()));
    }
    open(3, "genesis.unconfirmed", "a fingerprint that you compared with somebody else than the presenter",
         m_report.fingerprint.hex());
}

void Inspection::readTransactions()
{
    for (const auto& member : m_container.members()) {
        const auto index = numberOf(member.name, "tx", "bin");
        if (!index) {
            continue;
        }
        BundledTx bundled;
        bundled.index = *index;
        bundled.wire = member.bytes;
        bundled.hash = txHashOf(member.bytes);
        auto decoded = decodeTransaction(member.bytes);
        if (!decoded.ok()) {
            return fail(4, decoded.error(), std::string(member.name));
        }
        bundled.tx = std::move(decoded).value();
        // Whole rules first: they hold as a rule, and one signature is checked once.
        auto checked = checkTransaction(Bytes(member.bytes.begin(), member.bytes.end()), m_genesis.chain);
        if (checked.ok()) {
            bundled.checked = std::move(checked).value();
        } else {
            bundled.refusal = checked.error();
            if (const Status form = checkForm(bundled, m_genesis.chain); !form.ok()) {
                return fail(4, form.error(), std::string(member.name));
            }
        }
        m_transactions.emplace(*index, std::move(bundled));
    }
    if (m_transactions.empty()) {
        return fail(4, "tx.none", "at least one transaction", "none");
    }
    pass(4, fmt::format("{} transactions in their one form, signatures hold", m_transactions.size()));
}

void Inspection::checkEntries()
{
    for (const auto& member : m_container.members()) {
        const auto index = numberOf(member.name, "tx", "proof");
        if (index && !m_transactions.contains(*index)) {
            return fail(5, "entry.no-transaction", fmt::format("tx/{:012}.bin", *index), "it is not there");
        }
    }
    if (!m_checkpoint) {
        return;  // step 7 says why
    }
    const BlockHeader& header = m_checkpoint->block.header;
    const LogEntry* before = nullptr;
    for (auto& [index, bundled] : m_transactions) {
        const std::string name = numbered("tx", index, "proof");
        const auto text = m_container.find(name);
        if (!text) {
            return fail(5, "entry.missing", name, "there is none");
        }
        auto proof = parseEntryProof(asText(*text));
        if (!proof.ok()) {
            return fail(5, proof.error(), name);
        }
        bundled.proof = std::move(proof).value();
        const LogEntry& entry = bundled.proof.entry;
        if (bundled.proof.index != index) {
            return fail(5, "entry.index", fmt::format("{}: index {}", name, index),
                        fmt::format("{}", bundled.proof.index));
        }
        if (entry.txHash != bundled.hash) {
            return fail(5, "entry.tx-hash", fmt::format("{}: the hash {} of its transaction", name, bundled.hash.hex()),
                        entry.txHash.hex());
        }
        if (!merkle::verifyInclusion(entry.leaf(), index, header.logSize, bundled.proof.path, header.logRoot)) {
            return fail(
                5, "entry.path",
                fmt::format("{}: a path to the root {} of {} entries", name, header.logRoot.hex(), header.logSize),
                "another root, or a path of another length");
        }
        if (before != nullptr && (entry.height < before->height || entry.time < before->time ||
                                  (entry.height == before->height && entry.time != before->time))) {
            return fail(5, "entry.order",
                        fmt::format("{}: block and time not before {} at {}", name, before->height,
                                    formatTimestamp(before->time)),
                        fmt::format("{} at {}", entry.height, formatTimestamp(entry.time)));
        }
        before = &entry;
    }
    pass(5, fmt::format("{} entries lead to the root {} of {} entries", m_transactions.size(), header.logRoot.hex(),
                        header.logSize));
}

}  // namespace meterseal::evidence
