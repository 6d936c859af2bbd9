#include "support/anchored_ledger.h"

#include <sqlite3.h>

#include <algorithm>
#include <stdexcept>

namespace meterseal::test {
namespace {

template <typename T>
T must(Result<T> result)
{
    if (!result.ok()) {
        throw std::runtime_error(result.error().reason + ": " + result.error().message);
    }
    return std::move(result).value();
}

void must(const Status& status)
{
    if (!status.ok()) {
        throw std::runtime_error(status.error().reason + ": " + status.error().message);
    }
}

}  // namespace

AnchoredLedger::AnchoredLedger(std::chrono::milliseconds linger) : m_file(m_folder / "ledger.db")
{
    EmbeddedChainOptions options;
    options.linger = linger;
    must(EmbeddedChain::create(m_file, world.genesis()));
    m_chain = must(EmbeddedChain::open(m_file, world.sealer(), options));
}

void AnchoredLedger::submit(Bytes wire)
{
    must(m_chain->submit(std::move(wire)).status());
}

void AnchoredLedger::onboard(std::size_t first, std::size_t count)
{
    for (std::size_t i = first; i < first + count; ++i) {
        for (Bytes& wire : world.onboard(i)) {
            submit(std::move(wire));
        }
    }
}

std::vector<Hash256> AnchoredLedger::anchor(std::size_t i, std::span<const HealthRecord> records, std::size_t perBatch)
{
    std::vector<Hash256> hashes;
    while (!records.empty()) {
        const std::size_t count = std::min(perBatch, records.size());
        Bytes wire = world.convert(i, records.first(count));
        hashes.push_back(txHashOf(wire));
        submit(std::move(wire));
        records = records.subspan(count);
    }
    return hashes;
}

void AnchoredLedger::seal()
{
    must(m_chain->flush());
}

void AnchoredLedger::close()
{
    seal();
    m_chain.reset();
}

LedgerReader AnchoredLedger::reader() const
{
    return must(LedgerReader::open(m_file));
}

int AnchoredLedger::damage(const std::string& sql) const
{
    sqlite3* db = nullptr;
    char* message = nullptr;
    if (sqlite3_open(m_file.c_str(), &db) != SQLITE_OK ||
        sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
        const std::string why = message == nullptr ? "cannot open" : message;
        sqlite3_free(message);
        sqlite3_close(db);
        throw std::runtime_error(sql + ": " + why);
    }
    const int changed = sqlite3_changes(db);
    sqlite3_close(db);
    return changed;
}

Result<std::size_t> VectorSource::read(std::vector<SourceRow>& rows, std::size_t max)
{
    const std::size_t count = std::min(max, m_records.size() - m_next);
    rows.resize(std::max(rows.size(), count));
    for (std::size_t i = 0; i < count; ++i, ++m_next) {
        rows[i] = {m_records[m_next], m_next + 1, m_next + 2};
    }
    return count;
}

}  // namespace meterseal::test
