#include "meterseal/workspace/receipts.h"

#include "meterseal/crypto/hash_file.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/ledger/transaction.h"
#include "meterseal/source/csv_writer.h"
#include "meterseal/source/record_source.h"
#include "meterseal/upload/settled_rows.h"
#include "meterseal/upload/uploader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace meterseal {

namespace {

constexpr std::array<std::string_view, 11> kNames{"ledger",
                                                  "file",
                                                  "fileSha256",
                                                  "row",
                                                  "tx",
                                                  "leafIndex",
                                                  "leaf",
                                                  "height",
                                                  "blockHash",
                                                  "blockTime",
                                                  "firstAnchoredElsewhere"};

Error stopped()
{
    return makeError(ErrorCode::Cancelled, "receipt.stopped", "Stopped. Nothing was written.");
}

// A row and the place of its record: 24 bytes, so that a million rows are no burden.
struct Placed {
    std::uint64_t row = 0;
    std::uint32_t batch = 0;  // of Maker::m_batches
    std::uint32_t leaf = 0;
    bool elsewhere = false;
};

struct LoadedBatch {
    Hash256 tx;
    Height height = 0;
    std::vector<Hash256> leaves;
};

class ReceiptsFile {
public:
    static Result<ReceiptsFile> make(const std::filesystem::path& target, ReceiptFormat format)
    {
        auto file = WholeFile::make(target);
        if (!file) {
            return failure(file.error());
        }
        return ReceiptsFile(std::move(*file), format);
    }
    Status add(const Receipt& r)
    {
        if (m_csv) {
            const std::array<std::string, 11> cells{r.ledger.hex(),
                                                    r.file,
                                                    r.fileSha256.hex(),
                                                    std::to_string(r.row),
                                                    r.claim.tx.hex(),
                                                    std::to_string(r.claim.leafIndex.value_or(0)),
                                                    r.leaf.hex(),
                                                    std::to_string(r.height),
                                                    r.blockHash.hex(),
                                                    formatTimestamp(r.blockTime),
                                                    r.elsewhere ? "true" : "false"};
            static_cast<void>(m_csv->row(cells));  // commit() says what went wrong with the stream
        } else {
            m_file.stream() << receiptToJson(r) << '\n';
        }
        return m_file.stream() ? Status() : finish();
    }
    Status finish()
    {
        const Status done = m_file.commit();
        return done ? Status() : Status(failure(done.error()));
    }

private:
    ReceiptsFile(WholeFile file, ReceiptFormat format) : m_file(std::move(file))
    {
        if (format == ReceiptFormat::Csv) {
            m_csv.emplace(m_file.stream());
            static_cast<void>(m_csv->row(std::vector<std::string>(kNames.begin(), kNames.end())));
        }
    }
    static Error failure(const Error& cause)
    {
        return rephrased(cause, "receipt.io",
                         "No receipts were written and nothing was left behind; choose another place or make room.");
    }

    WholeFile m_file;
    std::optional<CsvWriter> m_csv;
};

class Maker {
public:
    Maker(LedgerReader& reader, const JobProgress& job) : m_reader(reader), m_job(job) {}

    Status placeCommitted(const SettledRows& settled);
    // Records that another batch holds: each is looked up on the ledger.
    Status placeSkipped(const std::filesystem::path& journal, const std::vector<std::uint64_t>& rows,
                        const std::stop_token& stop);
    Status write(ReceiptsFile& file, const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                 const std::stop_token& stop);

    ReceiptSummary summary;

private:
    Result<std::uint32_t> load(const Hash256& tx);

    LedgerReader& m_reader;
    const JobProgress& m_job;
    std::vector<LoadedBatch> m_batches;
    std::map<Hash256, std::uint32_t> m_known;
    std::map<Height, BlockRow> m_blocks;
    std::vector<Placed> m_rows;
};

Result<std::uint32_t> Maker::load(const Hash256& tx)
{
    const auto [known, fresh] = m_known.emplace(tx, static_cast<std::uint32_t>(m_batches.size()));
    if (!fresh) {
        return known->second;
    }
    MS_ASSIGN(const TxRow row, m_reader.transactionByHash(tx));
    MS_ASSIGN(const Bytes wire, m_reader.wire(row.seq));
    MS_ASSIGN(Transaction decoded, decodeTransaction(wire));
    if (!m_blocks.contains(row.height)) {
        MS_ASSIGN(m_blocks[row.height], m_reader.blockRow(row.height));
    }
    m_batches.push_back({tx, row.height, std::move(decoded.leaves)});
    return known->second;
}

Status Maker::placeCommitted(const SettledRows& settled)
{
    for (const SettledBatch& batch : settled.committed) {
        MS_ASSIGN(const std::uint32_t index, load(batch.tx));
        if (m_batches[index].leaves.size() != batch.rows.size()) {
            return makeError(ErrorCode::Damaged, "upload.journal-damaged",
                             fmt::format("The journal's note of transaction {} has {} rows where the ledger has {} "
                                         "records, so no receipt can be given for them. Nothing was written.",
                                         batch.tx.hex(), batch.rows.size(), m_batches[index].leaves.size()));
        }
        for (std::size_t leaf = 0; leaf < batch.rows.size(); ++leaf) {
            m_rows.push_back({batch.rows[leaf], index, static_cast<std::uint32_t>(leaf), false});
        }
    }
    return {};
}

Status Maker::placeSkipped(const std::filesystem::path& journal, const std::vector<std::uint64_t>& rows,
                           const std::stop_token& stop)
{
    if (rows.empty()) {
        return {};
    }
    const Result<Hash256> hash = hashFile(m_job.name);
    if (!hash.ok() || *hash != m_job.sha256) {
        summary.unplaced += rows.size();
        return {};
    }
    MS_ASSIGN(const MappingProfile profile, readJobProfile(journal, m_job.id));
    MS_ASSIGN(const auto source, RecordSource::open(m_job.name, profile, {}));
    Verifier verifier(m_reader);
    std::vector<SourceRow> read;
    for (std::size_t found = 0; found < rows.size();) {
        MS_ASSIGN(const std::size_t count, source->read(read, 4096));
        if (count == 0) {
            break;
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (!std::binary_search(rows.begin(), rows.end(), read[i].row)) {
                continue;
            }
            if (stop.stop_requested()) {
                return stopped();
            }
            ++found;
            MS_ASSIGN(const Finding finding, verifier.verifyRecord(read[i].record));
            if (finding.verdict != Verdict::Intact || !finding.tx || !finding.leafIndex) {
                ++summary.unplaced;
                continue;
            }
            MS_ASSIGN(const std::uint32_t batch, load(*finding.tx));
            m_rows.push_back({read[i].row, batch, *finding.leafIndex, true});
            ++summary.elsewhere;
        }
    }
    return {};
}

Status Maker::write(ReceiptsFile& file, const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                    const std::stop_token& stop)
{
    std::sort(m_rows.begin(), m_rows.end(), [](const Placed& a, const Placed& b) { return a.row < b.row; });
    Receipt receipt;
    receipt.ledger = m_reader.fingerprint();
    receipt.file = std::filesystem::path(m_job.name).filename().string();
    receipt.fileSha256 = m_job.sha256;
    for (const Placed& placed : m_rows) {
        constexpr std::uint64_t kTellEvery = 4096;
        if (summary.receipts % kTellEvery == 0) {
            if (stop.stop_requested()) {
                return stopped();
            }
            if (progress) {
                progress(summary.receipts, m_rows.size());
            }
        }
        const LoadedBatch& batch = m_batches[placed.batch];
        const BlockRow& block = m_blocks.at(batch.height);
        receipt.row = placed.row;
        receipt.claim = {batch.tx, placed.leaf};
        receipt.leaf = batch.leaves[placed.leaf];
        receipt.height = batch.height;
        receipt.blockHash = block.hash;
        receipt.blockTime = block.time;
        receipt.elsewhere = placed.elsewhere;
        MS_TRY(file.add(receipt));
        ++summary.receipts;
    }
    return file.finish();
}

Result<JobProgress> findJob(const std::filesystem::path& journal, std::string_view id)
{
    MS_ASSIGN(const std::vector<JobProgress> jobs, readUploadJobs(journal));
    const auto found = std::find_if(jobs.begin(), jobs.end(), [id](const JobProgress& job) { return job.id == id; });
    if (found == jobs.end()) {
        return makeError(ErrorCode::NotFound, "upload.job-unknown",
                         fmt::format("There is no upload job {} in {}.", id, journal.string()));
    }
    if (found->live) {
        return makeError(ErrorCode::Conflict, "upload.job-is-live",
                         fmt::format("{} took live records; receipts are given for files.", id));
    }
    return *found;
}

}  // namespace

std::string receiptToJson(const Receipt& r)
{
    const nlohmann::ordered_json json{{"ledger", r.ledger.hex()},
                                      {"file", r.file},
                                      {"fileSha256", r.fileSha256.hex()},
                                      {"row", r.row},
                                      {"tx", r.claim.tx.hex()},
                                      {"leafIndex", r.claim.leafIndex.value_or(0)},
                                      {"leaf", r.leaf.hex()},
                                      {"height", r.height},
                                      {"blockHash", r.blockHash.hex()},
                                      {"blockTime", formatTimestamp(r.blockTime)},
                                      {"firstAnchoredElsewhere", r.elsewhere}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<Receipt> parseReceipt(std::string_view text)
{
    try {
        const auto json = nlohmann::json::parse(text);
        Receipt r;
        MS_ASSIGN(r.ledger, Hash256::fromHex(json.at("ledger").get<std::string>()));
        r.file = json.at("file").get<std::string>();
        MS_ASSIGN(r.fileSha256, Hash256::fromHex(json.at("fileSha256").get<std::string>()));
        r.row = json.at("row").get<std::uint64_t>();
        MS_ASSIGN(r.claim.tx, Hash256::fromHex(json.at("tx").get<std::string>()));
        r.claim.leafIndex = json.at("leafIndex").get<std::uint32_t>();
        MS_ASSIGN(r.leaf, Hash256::fromHex(json.at("leaf").get<std::string>()));
        r.height = json.at("height").get<Height>();
        MS_ASSIGN(r.blockHash, Hash256::fromHex(json.at("blockHash").get<std::string>()));
        MS_ASSIGN(r.blockTime, parseTimestamp(json.at("blockTime").get<std::string>()));
        r.elsewhere = json.at("firstAnchoredElsewhere").get<bool>();
        return r;
    } catch (const std::exception& e) {
        return makeError(ErrorCode::InvalidArgument, "receipt.form",
                         fmt::format("This line is not a receipt: {}.", e.what()));
    }
}

Result<ReceiptSummary> writeReceipts(const std::filesystem::path& journal, std::string_view job, LedgerReader& reader,
                                     const std::filesystem::path& target, ReceiptFormat format,
                                     const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                                     std::stop_token stop)
{
    MS_ASSIGN(const JobProgress known, findJob(journal, job));
    MS_ASSIGN(const SettledRows settled, readSettledRows(journal, job));
    Maker maker(reader, known);
    MS_TRY(maker.placeCommitted(settled));
    MS_TRY(maker.placeSkipped(journal, settled.skipped, stop));
    MS_ASSIGN(ReceiptsFile file, ReceiptsFile::make(target, format));
    MS_TRY(maker.write(file, progress, stop));
    maker.summary.rejected = settled.rejected.size();
    return maker.summary;
}

}  // namespace meterseal
