#include "evidence/maker.h"

#include "evidence/vector_source.h"
#include "meterseal/chain/members.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/crypto/time_stamp.h"
#include "meterseal/file/file.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

Result<EvidenceFile> makeEvidence(LedgerReader& reader, const EvidenceRequest& request, std::stop_token stop)
{
    return evidence::Maker(reader, request, std::move(stop)).run();
}

Status saveEvidence(const std::filesystem::path& file, ByteView bytes, Replace replace)
{
    MS_ASSIGN(WholeFile whole, WholeFile::make(file));
    whole.stream().write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return whole.commit(replace);
}

namespace evidence {

namespace {

constexpr std::size_t kPage = 500;
constexpr std::size_t kMostEarlier = 64;
constexpr Height kMostHeightsLookedAt = 20'000;

Error refuse(ErrorCode code, std::string_view reason, std::string message)
{
    return makeError(code, reason, std::move(message) + " No bundle was made.");
}

std::string day(Timestamp time)
{
    const std::string text = formatTimestamp(time);
    return text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2);
}

// "csv" of "Readings.CSV"; "bin" where a name has none that may stand in a member's name.
std::string extensionOf(const std::filesystem::path& file)
{
    std::string ext = file.extension().string();
    ext.erase(0, ext.empty() ? 0 : 1);
    std::ranges::transform(ext, ext.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return !ext.empty() && ext.size() <= 8 && isEvidenceMemberName("original/1." + ext) ? ext : "bin";
}

}  // namespace

void Maker::put(std::string name, std::string_view text)
{
    m_members.insert_or_assign(std::move(name), Bytes(text.begin(), text.end()));
}

bool Maker::wanted(const HealthRecord& record) const
{
    return (m_request.meters.empty() || std::ranges::find(m_request.meters, record.mn) != m_request.meters.end()) &&
           (!m_request.from || record.alarmTime >= *m_request.from) &&
           (!m_request.to || record.alarmTime <= *m_request.to);
}

Result<EvidenceFile> Maker::run()
{
    if (m_reader.genesis().sealer.organisation.empty()) {
        return refuse(ErrorCode::Unsupported, "evidence.consortium",
                      "Bundles of a consortium's ledger, whose seals are light blocks, cannot be made yet.");
    }
    if (m_reader.genesis().leaves == LeafRule::Salted) {
        return refuse(ErrorCode::Unsupported, "genesis.salted",
                      "Bundles of a ledger with salted leaves cannot be made yet.");
    }
    MS_TRY(gather());
    MS_TRY(place());
    MS_TRY(addMeters());
    MS_TRY(addOthers(TxType::Organisation));
    MS_TRY(chooseCheckpoint());
    MS_TRY(addTransactions());
    MS_TRY(addEarlier());
    addRecords();
    MS_TRY(addOriginal());
    MS_TRY(addClaim());
    MS_TRY(seal(m_out));
    return std::move(m_out);
}

Status Maker::gather()
{
    for (const HealthRecord& record : m_request.records) {
        MS_TRY(checkRecord(record));
        if (wanted(record)) {
            m_rows.push_back({record, 0});
        }
    }
    if (m_request.file) {
        MS_ASSIGN(const auto source, RecordSource::open(*m_request.file, m_request.profile,
                                                        [&](const RejectedRow&) { ++m_out.rejected; }));
        std::vector<SourceRow> rows;
        for (;;) {
            MS_ASSIGN(const std::size_t count, source->read(rows, 4096));
            if (count == 0) {
                break;
            }
            for (std::size_t i = 0; i < count; ++i) {
                if (wanted(rows[i].record)) {
                    m_rows.push_back({rows[i].record, rows[i].line});
                }
            }
            if (m_stop.stop_requested()) {
                return refuse(ErrorCode::Cancelled, "evidence.cancelled", "Making the bundle was stopped.");
            }
        }
    }
    if (m_rows.empty()) {
        return refuse(ErrorCode::NotFound, "evidence.nothing",
                      "There is no record of these meters and this time in what was given.");
    }
    return {};
}

// Each record to its leaf, as the verification finds it.
Status Maker::place()
{
    std::vector<HealthRecord> records;
    for (const Row& row : m_rows) {
        records.push_back(row.record);
    }
    VectorSource source(std::move(records));
    VerifyOptions options;
    options.reportIntact = true;
    if (m_request.from || m_request.to) {
        options.from = m_request.from;
        options.to = m_request.to;
    } else {
        options.coverage = m_request.file ? Coverage::NotStated : Coverage::Extract;
    }
    Status trouble;
    Verifier verifier(m_reader);
    MS_ASSIGN(const VerifySummary summary, verifier.verifyFile(
                                               source, options,
                                               [&](const Finding& finding) {
                                                   if (trouble.ok()) {
                                                       trouble = takeFinding(finding);
                                                   }
                                               },
                                               {}, m_stop));
    MS_TRY(trouble);
    if (summary.cancelled) {
        return refuse(ErrorCode::Cancelled, "evidence.cancelled", "Making the bundle was stopped.");
    }
    if (m_batches.empty()) {
        return refuse(ErrorCode::NotFound, "evidence.nothing",
                      fmt::format("None of the {} records stands in a batch of this ledger.", m_rows.size()));
    }
    return {};
}

Result<Maker::Batch*> Maker::batchOf(const Hash256& tx)
{
    if (const auto known = m_indexOf.find(tx); known != m_indexOf.end()) {
        return &m_batches.at(known->second);
    }
    MS_ASSIGN(TxRow row, m_reader.transactionByHash(tx));
    m_indexOf.emplace(tx, row.seq);
    m_meterIds.insert(row.meterId);
    Batch& batch = m_batches[row.seq];
    batch.row = std::move(row);
    return &batch;
}

Status Maker::takeFinding(const Finding& finding)
{
    const auto row = static_cast<std::size_t>(finding.line) - 1;
    switch (finding.verdict) {
    case Verdict::Undetermined:
        return refuse(ErrorCode::Damaged, "evidence.undetermined",
                      fmt::format("A record could not be judged [{}]: {}", finding.reason, finding.message));
    case Verdict::Intact:
    case Verdict::Altered: {
        MS_ASSIGN(Batch * batch, batchOf(*finding.tx));
        batch->shown.emplace(*finding.leafIndex, row);
        m_out.altered += finding.verdict == Verdict::Altered ? 1 : 0;
        return {};
    }
    case Verdict::Missing: {
        return batchOf(*finding.tx).status();  // its leaf stays withheld
    }
    default:
        m_unplaced.push_back(row);
        return {};
    }
}

Status Maker::addOthers(TxType type, std::optional<std::uint32_t> meterId)
{
    TxFilter filter;
    filter.type = type;
    filter.meterId = meterId;
    std::optional<std::uint64_t> cursor;
    for (bool more = true; more;) {
        MS_ASSIGN(const Page<TxRow> page, m_reader.transactions(filter, cursor, Direction::Newer, kPage));
        for (const TxRow& row : page.rows) {
            m_others.emplace(row.seq, row.hash);
            cursor = row.seq;
        }
        more = page.more && !page.rows.empty();
    }
    return {};
}

// What a reader needs to know of a meter: registration, reviews, activation, suspensions; all batches where claimed.
Status Maker::addMeters()
{
    for (const std::uint32_t id : m_meterIds) {
        MS_ASSIGN(const MeterRow meter, m_reader.meterById(id));
        m_claim.meters.push_back(meter.entry.mn);
        for (const TxType type :
             {TxType::Register, TxType::Review, TxType::Activate, TxType::Suspend, TxType::Resume, TxType::Retire}) {
            MS_TRY(addOthers(type, id));
        }
        if (!m_request.complete) {
            continue;
        }
        MS_ASSIGN(const std::vector<BatchRow> batches, m_reader.batchesOf(id));
        for (const BatchRow& listed : batches) {
            MS_ASSIGN(const TxRow row, m_reader.transaction(listed.seq));
            MS_TRY(batchOf(row.hash).status());
        }
    }
    std::ranges::sort(m_claim.meters);
    return {};
}

// The newest cosigned block that covers every batch, else the newest block. Meanwhile: the first cosigned block at or
// after each batch, for "no later than".
Status Maker::chooseCheckpoint()
{
    MS_ASSIGN(const LedgerTotals totals, m_reader.totals());
    const TxRow& last = m_batches.rbegin()->second.row;
    if (m_request.checkpoint && (*m_request.checkpoint < last.height || *m_request.checkpoint > totals.height)) {
        return refuse(
            ErrorCode::InvalidArgument, "evidence.checkpoint",
            fmt::format("The checkpoint of block {} does not cover the batches up to block {}; the ledger has "
                        "{} blocks.",
                        *m_request.checkpoint, last.height, totals.height));
    }
    std::set<Height> cosigned;
    const Height first = m_batches.begin()->second.row.height;
    const Height end = m_request.checkpoint.value_or(totals.height);
    const Height from = end - first > kMostHeightsLookedAt ? end - kMostHeightsLookedAt : first;
    for (Height height = from; height <= end; ++height) {
        MS_ASSIGN(const auto cosignatures, m_reader.cosignatures(height));
        if (!cosignatures.empty()) {
            cosigned.insert(height);
        }
    }
    const auto newest = cosigned.empty() ? 0 : *cosigned.rbegin();
    MS_ASSIGN(m_checkpoint,
              m_reader.block(m_request.checkpoint.value_or(newest >= last.height ? newest : totals.height)));
    for (const auto& [index, batch] : m_batches) {
        if (const auto at = cosigned.lower_bound(batch.row.height); at != cosigned.end()) {
            m_earlierHeights.insert(*at);
        }
    }
    while (m_earlierHeights.size() > kMostEarlier) {
        m_earlierHeights.erase(std::next(m_earlierHeights.begin()));
    }
    m_earlierHeights.insert(m_request.earlier.begin(), m_request.earlier.end());
    for (const auto& [height, token] : m_request.timeStamps) {
        m_earlierHeights.insert(height);
    }
    std::erase_if(m_earlierHeights, [&](Height h) { return h == 0 || h >= m_checkpoint.header.height; });
    m_out.checkpoint = m_checkpoint.header.height;
    return {};
}

Status Maker::addTransactions()
{
    std::map<std::uint64_t, Hash256> all = m_others;
    for (const auto& [index, batch] : m_batches) {
        all.emplace(index, batch.row.hash);
    }
    for (const auto& [index, hash] : all) {
        if (index >= m_checkpoint.header.logSize) {
            continue;  // accepted after the checkpoint
        }
        MS_ASSIGN(Bytes wire, m_reader.wire(index));
        MS_ASSIGN(TxProof proof, m_reader.proof(hash, m_checkpoint.header.height));
        put(numbered("tx", index, "proof"), printEntryProof({proof.entry, index, std::move(proof.path)}));
        m_members.insert_or_assign(numbered("tx", index, "bin"), std::move(wire));
        if (m_stop.stop_requested()) {
            return refuse(ErrorCode::Cancelled, "evidence.cancelled", "Making the bundle was stopped.");
        }
    }
    return {};
}

std::string Maker::noteOf(const SealedBlock& block, std::span<const Cosignature> cosignatures) const
{
    std::vector<Bytes> stamps;
    for (const auto& [height, token] : m_request.timeStamps) {
        if (height == block.header.height) {
            stamps.push_back(token);
        }
    }
    return crypto::withTimeStamps(checkpointNote(block, m_reader.genesis(), cosignatures), stamps);
}

Status Maker::addEarlier()
{
    const Genesis& genesis = m_reader.genesis();
    MS_ASSIGN(const auto cosignatures, m_reader.cosignatures(m_checkpoint.header.height));
    put(std::string(kCheckpoint), noteOf(m_checkpoint, cosignatures));
    for (const Height height : m_earlierHeights) {
        MS_ASSIGN(const SealedBlock block, m_reader.block(height));
        MS_ASSIGN(const auto kept, m_reader.cosignatures(height));
        MS_ASSIGN(const auto path, m_reader.consistencyProof(block.header.logSize, m_checkpoint.header.logSize));
        put(numbered("earlier", block.header.logSize, "checkpoint"), noteOf(block, kept));
        put(numbered("earlier", block.header.logSize, "consistency"), printHashLines(path));
    }
    put(std::string(kGenesis), canonicalGenesis(genesis));
    return {};
}

void Maker::addRecords()
{
    for (const auto& [index, batch] : m_batches) {
        std::string text;
        for (std::uint32_t leaf = 0; leaf < batch.row.count; ++leaf) {
            if (const auto shown = batch.shown.find(leaf); shown != batch.shown.end()) {
                appendCanonical(m_rows[shown->second].record, text);
            }
            text += '\n';
        }
        m_out.shown += batch.shown.size();
        m_out.withheld += batch.row.count - batch.shown.size();
        put(numbered("records", index, "jsonl"), text);
    }
    if (!m_unplaced.empty()) {
        std::string text;
        for (const std::size_t row : m_unplaced) {
            appendCanonical(m_rows[row].record, text);
            text += '\n';
        }
        put(std::string(kUnplaced), text);
    }
    m_out.batches = m_batches.size();
    m_out.unplaced = m_unplaced.size();
}

Status Maker::addOriginal()
{
    if (!m_request.file || !m_request.original) {
        return {};
    }
    const auto text = readWhole(*m_request.file, EvidenceLimits::kMember);
    if (!text.ok()) {
        return rephrased(text.error(), "evidence.original",
                         "No bundle was made; the file itself can be left out of it.");
    }
    Bytes bytes(text->begin(), text->end());
    const std::uint64_t size = bytes.size();
    const std::string name = "original/1." + extensionOf(*m_request.file);
    m_claim.originals.push_back({size, name, m_request.file->filename().string(), false, crypto::sha256(bytes)});
    std::string rows = "file,line,tx,leaf\n";
    for (const auto& [index, batch] : m_batches) {
        for (const auto& [leaf, row] : batch.shown) {
            if (m_rows[row].line > 0) {
                rows += fmt::format("1,{},{},{}\n", m_rows[row].line, index, leaf + 1);
            }
        }
    }
    put(std::string(kRows), rows);
    put("original/1-profile.json", profileToJson(m_request.profile));
    m_members.insert_or_assign(name, std::move(bytes));
    return {};
}

Status Maker::addClaim()
{
    const auto [first, last] =
        std::ranges::minmax_element(m_rows, {}, [](const Row& row) { return row.record.alarmTime; });
    m_claim.complete = m_request.complete;
    m_claim.from = m_request.from.value_or(first->record.alarmTime);
    m_claim.to = m_request.to.value_or(last->record.alarmTime);
    m_claim.needs = {"embedded-seal"};
    m_claim.presenterName = m_request.presenterName;
    m_claim.presenterOrganisation = m_request.presenterOrganisation;
    m_claim.program = m_request.program;
    m_claim.text = m_request.text;
    m_claim.time = m_request.time;
    put(std::string(kClaim), printClaim(m_claim));
    put(std::string(kHowTo), howToVerify());
    return parseClaim(printClaim(m_claim)).status();
}

Status Maker::seal(EvidenceFile& out)
{
    std::string sums;
    for (const auto& [name, bytes] : m_members) {
        if (!isUnlisted(name)) {
            sums += fmt::format("{}  {}\n", crypto::sha256(bytes).hex(), name);
        }
    }
    put(std::string(kMimetype), kEvidenceMediaType);
    put(std::string(kSums), sums);
    if (m_request.presenterKey != nullptr) {
        MS_ASSIGN(const auto members, m_reader.organisations());
        const crypto::PublicKey key = m_request.presenterKey->publicKey();
        const auto member = std::ranges::find(members, m_request.presenterOrganisation, &Organisation::id);
        if (member == members.end() || member->publicKey != key) {
            return refuse(ErrorCode::InvalidArgument, "evidence.presenter",
                          fmt::format("The key {} is not the one of \"{}\" on this ledger.", key.hex(),
                                      m_request.presenterOrganisation));
        }
        Bytes signature(key.bytes.begin(), key.bytes.end());
        const auto signedSums = m_request.presenterKey->sign(crypto::sha256(sums));
        signature.insert(signature.end(), signedSums.begin(), signedSums.end());
        m_members.insert_or_assign(std::string(kPresenter), std::move(signature));
    }
    MS_ASSIGN(out.bytes, writeEvidenceContainer(m_members));
    out.sha256 = crypto::sha256(out.bytes);
    std::string chain = m_reader.genesis().chain;
    const std::string what =
        m_claim.meters.size() == 1 ? m_claim.meters.front() : fmt::format("{}-meters", m_claim.meters.size());
    out.name = fmt::format("{}-{}-{}-{}.mseal.zip", chain, what, day(m_claim.from), day(m_claim.to));
    return {};
}

}  // namespace evidence

}  // namespace meterseal
