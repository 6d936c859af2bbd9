#include "meterseal/upload/meter_directory.h"

#include "meterseal/ledger/transaction.h"
#include "meterseal/meter/other_spellings.h"

#include <fmt/format.h>
#include <mutex>

namespace meterseal {
namespace {

constexpr std::size_t kPageRows = 1000;

class LedgerDirectory final : public MeterDirectory {
public:
    LedgerDirectory(LedgerReader reader, const crypto::KeyStore& keys) : m_reader(std::move(reader)), m_keys(keys) {}

    Result<MeterAccount> find(std::string_view mn) override
    {
        const std::lock_guard lock(m_mutex);
        Result<MeterRow> row = m_reader.meterByMn(mn);
        if (!row.ok()) {
            if (row.error().code != ErrorCode::NotFound) {
                return row.error();
            }
            MS_ASSIGN(const std::vector<std::string> near, registeredLike(mn));
            return makeError(
                ErrorCode::NotFound, "upload.meter-unknown",
                near.empty()
                    ? fmt::format("No meter {} is registered on this ledger. Register it, have it reviewed and "
                                  "activated, then upload the record again.",
                                  mn)
                    : fmt::format("No meter {} is registered on this ledger; {} is. Were zeros lost or capitals "
                                  "changed on the way? Put the number right in the file, or register {} where "
                                  "it is another meter, then upload the record again.",
                                  mn, fmt::join(near, " and "), mn));
        }
        const MeterEntry& entry = row->entry;
        if (entry.state != MeterState::Active) {
            return makeError(ErrorCode::Conflict, "upload.meter-inactive",
                             fmt::format("Meter {} is {} on the ledger, so it accepts no batch. Upload the record "
                                         "again once the meter is active.",
                                         mn, toString(entry.state)));
        }
        const crypto::MeterSecret* secret = m_keys.meterByAddress(entry.address);
        if (secret == nullptr) {
            return makeError(ErrorCode::Forbidden, "upload.no-key",
                             fmt::format("The key of meter {} is not in the key store, so its batch cannot be signed. "
                                         "Import the key, or upload where it is kept.",
                                         mn));
        }
        return MeterAccount{entry.mn, entry.address, entry.publicKey, secret->key,
                            CommittedMeter{entry.state, entry.lastConvert, row->lastRecord}};
    }

    Result<CommittedMeter> committed(const std::string& address) override
    {
        const std::lock_guard lock(m_mutex);
        MS_ASSIGN(const MeterRow row, m_reader.meterByAddress(address));
        return CommittedMeter{row.entry.state, row.entry.lastConvert, row.lastRecord};
    }

    Result<std::vector<AnchoredBatch>> batches(const std::string& address, std::optional<std::uint64_t> after) override
    {
        const std::lock_guard lock(m_mutex);
        MS_ASSIGN(const MeterRow row, m_reader.meterByAddress(address));
        TxFilter filter;
        filter.type = TxType::Convert;
        filter.meterId = row.entry.id;
        std::vector<AnchoredBatch> result;
        for (bool more = true; more;) {
            MS_ASSIGN(const Page<TxRow> page, m_reader.transactions(filter, after, Direction::Newer, kPageRows));
            for (const TxRow& tx : page.rows) {
                result.push_back({tx.seq, tx.hash, tx.start, tx.end});
                after = tx.seq;
            }
            more = page.more && !page.rows.empty();
        }
        return result;
    }

    Result<std::vector<Hash256>> leaves(const std::string&, std::uint64_t seq) override
    {
        const std::lock_guard lock(m_mutex);
        MS_ASSIGN(const Bytes wire, m_reader.wire(seq));
        MS_ASSIGN(Transaction tx, decodeTransaction(wire));
        return std::move(tx.leaves);
    }

    Result<TxRow> transaction(const Hash256& hash) override
    {
        const std::lock_guard lock(m_mutex);
        return m_reader.transactionByHash(hash);
    }

private:
    Result<std::vector<std::string>> registeredLike(std::string_view mn)
    {
        std::vector<std::string> near;
        for (std::string& other : otherSpellings(mn)) {
            const Result<MeterRow> row = m_reader.meterByMn(other);
            if (!row.ok() && row.error().code != ErrorCode::NotFound) {
                return row.error();
            }
            if (row.ok()) {
                near.push_back(std::move(other));
            }
        }
        return near;
    }

    std::mutex m_mutex;  // guards the reader
    LedgerReader m_reader;
    const crypto::KeyStore& m_keys;
};

}  // namespace

std::unique_ptr<MeterDirectory> ledgerDirectory(LedgerReader reader, const crypto::KeyStore& keys)
{
    return std::make_unique<LedgerDirectory>(std::move(reader), keys);
}

}  // namespace meterseal
