#include "support/big_ledger.h"

#include "ledger/schema.h"
#include "meterseal/crypto/key_store.h"
#include "source_dir.h"
#include "support/hashes.h"
#include "support/ledger_file.h"
#include "support/require.h"
#include "support/temporary_folder.h"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>

namespace meterseal::test {

namespace {

constexpr std::size_t kBatchBytes = 160;  // keeps 5 million under 3 GB
constexpr std::size_t kCheckpointTransactions = 100'000;

// The indexes of the tables that grow with the transactions, without which a block extends files at their ends only.
// Made again at the end in one sort each, which is what makes millions of transactions a matter of a minute or two.
class IndexesAside {
public:
    explicit IndexesAside(const std::filesystem::path& file) : m_file(file)
    {
        sqlite::Database db = open();
        auto select = db.prepare("SELECT sql, name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'tx' AND sql "
                                 "IS NOT NULL");
        must(select.status());
        std::vector<std::string> names;
        while (select->step().value()) {
            m_definitions.emplace_back(select->text(0));
            names.emplace_back(select->text(1));
        }
        for (const std::string& name : names) {
            must(db.exec("DROP INDEX " + name));
        }
    }
    void putBack()
    {
        sqlite::Database db = open();
        must(db.exec("PRAGMA cache_size=-262144"));
        for (const std::string& definition : m_definitions) {
            must(db.exec(definition));
        }
    }

private:
    sqlite::Database open() const
    {
        auto db = openLedgerFile(m_file, sqlite::Open::ReadWrite);
        must(db.status());
        return std::move(*db);
    }

    const std::filesystem::path m_file;
    std::vector<std::string> m_definitions;
};

class Writer {
public:
    Writer(const std::filesystem::path& file, LedgerBuilder& world, const BigLedgerOptions& options)
        : m_file(file), m_world(world), m_options(options), m_time(LedgerBuilder::kStart)
    {
        must(LedgerStore::create(file, world.genesis()));
        m_indexes.emplace(file);
        auto opened = LedgerStore::open(file);
        must(opened.status());
        m_store = std::move(*opened);
    }

    std::uint64_t size() const { return m_log.size(); }

    // registered, approved by both, active: four transactions.
    void onboard(std::size_t i)
    {
        MeterEntry& entry = m_meters.emplace_back(entryOf(i));
        add(TxType::Register, i, "utility", &entry);
        entry.registerTx = m_block.back().checked.txHash;
        m_block.back().meter = entry;
        entry.approvedByUtility = true;
        add(TxType::Review, i, "utility", &entry);
        entry.approvedByManufacturer = true;
        entry.state = MeterState::Approved;
        add(TxType::Review, i, "maker", &entry);
        entry.state = MeterState::Active;
        add(TxType::Activate, i, "", &entry);
    }

    void suspendAndResume(std::size_t i)
    {
        MeterEntry& entry = m_meters[i];
        entry.state = MeterState::Suspended;
        add(TxType::Suspend, i, "utility", &entry);
        entry.state = MeterState::Active;
        add(TxType::Resume, i, "utility", &entry);
    }

    // `add` writes full blocks; so a batch never waits for long.
    void convert(std::size_t i) { add(TxType::Convert, i, "", nullptr); }

    // A batch as a meter really makes it, of the most records that one can have.
    void largestConvert(std::size_t i)
    {
        AcceptedTransaction accepted;
        accepted.applied = {TxType::Convert, static_cast<std::uint32_t>(i + 1), "", false, false, {}};
        auto checked = checkTransaction(m_world.convert(i, someHashes(kMaxLeavesPerBatch, 3)), m_world.chain());
        must(checked.status());
        accepted.checked = std::move(*checked);
        append(std::move(accepted));
    }

    void finish()
    {
        seal();
        m_store.reset();
        m_indexes->putBack();
        must(LedgerStore::checkpoint(m_file, {}));
    }

private:
    MeterEntry entryOf(std::size_t i)
    {
        const LedgerBuilder::Meter& meter = m_world.meter(i);
        MeterEntry entry;
        entry.id = static_cast<std::uint32_t>(i + 1);
        entry.mn = meter.mn;
        entry.location = meter.location;
        entry.manufacturer = i % 10 == 0 ? "Acme Meters" : meter.manufacturer;
        entry.address = meter.address;
        entry.publicKey = meter.key.publicKey();
        entry.tokenExpires = LedgerBuilder::kStart;
        return entry;
    }

    void add(TxType type, std::size_t i, const char* organisation, const MeterEntry* changed)
    {
        AcceptedTransaction accepted;
        accepted.applied = {type, static_cast<std::uint32_t>(i + 1), organisation, changed != nullptr, false, {}};
        Bytes& wire = accepted.checked.wire;
        wire.assign(kBatchBytes, static_cast<std::uint8_t>(type));
        const std::uint64_t number = m_log.size();
        std::memcpy(wire.data(), &number, sizeof number);
        accepted.checked.txHash = txHashOf(wire);
        if (type == TxType::Convert) {
            ConvertBody body;
            body.start = Timestamp{m_time.ms - 60'000};
            body.end = m_time;
            body.count = 100;
            accepted.checked.tx.header.body = body;
        } else {
            accepted.checked.tx.header.body = MeterActionBody{};
        }
        if (changed != nullptr) {
            accepted.meter = *changed;
        }
        append(std::move(accepted));
        if (m_block.size() >= m_options.blockSize && type == TxType::Convert) {
            seal();
        }
    }

    void append(AcceptedTransaction accepted)
    {
        const Height height = m_store->head() ? m_store->head()->header.height + 1 : 1;
        accepted.applied.logLeaf = LogEntry{height, m_time, accepted.checked.txHash}.leaf();
        m_log.append(accepted.applied.logLeaf);
        m_block.push_back(std::move(accepted));
    }

    void seal()
    {
        if (m_block.empty()) {
            return;
        }
        must(m_store->append(nextBlock(m_world, m_store->head(), m_time, m_log), m_block, {}));
        m_uncheckpointed += m_block.size();
        m_block.clear();
        m_time.ms += m_options.blockGapMs;
        if (m_uncheckpointed >= kCheckpointTransactions) {
            m_uncheckpointed = 0;
            must(LedgerStore::checkpoint(m_file, {}));  // or the journal would grow without end
        }
    }

    const std::filesystem::path m_file;
    LedgerBuilder& m_world;
    const BigLedgerOptions m_options;
    std::optional<IndexesAside> m_indexes;
    std::unique_ptr<LedgerStore> m_store;
    Timestamp m_time;
    merkle::CompactRange m_log;
    std::vector<MeterEntry> m_meters;
    std::vector<AcceptedTransaction> m_block;
    std::size_t m_uncheckpointed = 0;
};

}  // namespace

double makeBigLedger(const std::filesystem::path& file, LedgerBuilder& world, const BigLedgerOptions& options,
                     const std::function<void(std::uint64_t, double)>& report)
{
    if (std::filesystem::exists(file)) {
        return 0;
    }
    std::filesystem::create_directories(std::filesystem::absolute(file).parent_path());
    const auto begin = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const std::filesystem::path draft = file.string() + ".making";
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
        std::filesystem::remove(draft.string() + suffix);
    }
    {
        Writer writer(draft, world, options);
        std::mt19937_64 random(5);
        std::size_t onboarded = 0;
        std::uint64_t nextReport = options.transactions / 20;
        while (writer.size() < options.transactions) {
            // Meters join during the first tenth; then one batch in 200 is followed by a suspension and resumption.
            if (onboarded < options.meters &&
                writer.size() * options.meters >= onboarded * (options.transactions / 10)) {
                writer.onboard(onboarded++);
            }
            const std::size_t meter = random() % onboarded;
            writer.convert(meter);
            if (onboarded == options.meters && random() % 400 == 0) {
                writer.suspendAndResume(meter);
            }
            if (report && writer.size() >= nextReport) {
                report(writer.size(), seconds());
                nextReport += options.transactions / 20;
            }
        }
        writer.largestConvert(0);
        writer.finish();
    }
    std::filesystem::remove(draft.string() + ".lock");
    std::filesystem::rename(draft, file);
    return seconds();
}

std::filesystem::path cachedBigLedger(std::uint64_t transactions)
{
    BigLedgerOptions options;
    options.transactions = transactions;
    const std::filesystem::path path = std::filesystem::path(METERSEAL_SOURCE_DIR) / "build" / "bench-data" /
                                       fmt::format("ledger-v2-{}.db", transactions);
    LedgerBuilder world(kBigLedgerSeed);
    std::uint64_t lastCount = 0;
    double lastSeconds = 0;
    const double seconds = makeBigLedger(path, world, options, [&](std::uint64_t done, double now) {
        fmt::print(stderr, "  {} transactions, {:.0f} s, lately {:.0f}/s\n", done, now,
                   static_cast<double>(done - lastCount) / (now - lastSeconds));
        lastCount = done;
        lastSeconds = now;
    });
    if (seconds > 0) {
        fmt::print(stderr, "Made a ledger of {} transactions in {:.0f} s ({} MB).\n", transactions, seconds,
                   std::filesystem::file_size(path) >> 20);
    }
    return path;
}

std::uint64_t transactionsAsked(const char* variable, std::uint64_t otherwise)
{
    const char* const text = std::getenv(variable);
    return text != nullptr ? std::max(10'000ULL, std::strtoull(text, nullptr, 10)) : otherwise;
}

void makeBigWorkspace(const std::filesystem::path& folder, std::uint64_t transactions, std::size_t meters,
                      const std::string& passphrase)
{
    LedgerBuilder world(kBigLedgerSeed);
    std::filesystem::copy_file(cachedBigLedger(transactions), folder / "ledger.db");
    writeFile(folder / "genesis.json", canonicalGenesis(world.genesis()));
    // The cheapest scrypt there is: these keys protect nothing.
    auto keys = crypto::KeyStore::create(folder / "keys.meterseal", crypto::SecretBytes(std::string_view(passphrase)),
                                         {.n = 1u << 10, .r = 8, .p = 1});
    must(keys.status());
    keys->putOrganisation({"utility", world.utility()});
    keys->putOrganisation({"maker", world.manufacturer()});
    keys->setSealer(world.sealer());
    for (std::size_t i = 0; i < meters; ++i) {
        const LedgerBuilder::Meter& meter = world.meter(i);
        keys->putMeter({meter.mn, meter.location, meter.manufacturer, meter.address,
                        crypto::SecretBytes(std::string_view(meter.password)),
                        crypto::SecretBytes(std::string_view(meter.token)), meter.key});
    }
    must(keys->save());
    writeFile(folder / "settings.json", "{\"v\":1,\"engine\":\"embedded\"}");
}

}  // namespace meterseal::test
