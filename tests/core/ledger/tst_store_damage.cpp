// Damaged files: bytes flipped, cut off, zeroed, or no ledger at all. Opening, every query and fsck end with a clear
// error or fault, or the damage was in bytes that mean nothing and the content is unchanged. Never a crash or a hang.
#include "ledger/schema.h"
#include "ledger/store.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/ledger/fsck.h"
#include "meterseal/ledger/reader.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <fmt/format.h>
#include <random>

using namespace meterseal;
using test::LedgerBuilder;
using test::TemporaryFolder;

namespace {

// One line for everything a reader can be asked, errors included; equal texts mean equal content.
class Dump {
public:
    explicit Dump(LedgerReader& reader) : m_reader(reader)
    {
        add(reader.fingerprint());
        pages();
        if (const auto totals = keep(reader.totals())) {
            add(totals->height, totals->transactions, totals->records, totals->meters);
        }
        if (const auto organisations = keep(reader.organisations())) {
            for (const Organisation& o : *organisations) {
                add(o.id, o.name, o.publicKey.hex(), o.active, o.formerKeys.size());
            }
        }
        for (const auto& rows : {reader.activityPerMinute({}, Timestamp{Timestamp::kMaxMs}),
                                 reader.activityPerDay({}, Timestamp{Timestamp::kMaxMs})}) {
            if (keep(rows)) {
                for (const ActivityRow& row : *rows) {
                    add(row.from.ms, row.transactions, row.records);
                }
            }
        }
        if (const auto proof = keep(reader.consistencyProof(3, 250))) {
            add(proof->size());
        }
    }

    Hash256 digest() const { return crypto::sha256(m_text); }
    std::size_t errors() const { return m_errors; }
    // Every error has a reason and is none of this program's own.
    bool wellSaid() const { return m_wellSaid; }

private:
    template <typename... Values>
    void add(const Values&... values)
    {
        (addOne(values), ...);
    }
    void addOne(const Hash256& hash) { m_text += hash.hex() + "\n"; }
    void addOne(const std::string& text) { m_text += text + "\n"; }
    void addOne(auto number) { m_text += std::to_string(number) + "\n"; }

    template <typename T>
    std::optional<T> keep(Result<T> result)
    {
        if (result.ok()) {
            return std::move(*result);
        }
        ++m_errors;
        m_wellSaid = m_wellSaid && !result.error().reason.empty() && result.error().code != ErrorCode::Internal;
        addOne("error " + result.error().reason);
        return std::nullopt;
    }

    void pages()
    {
        if (const auto page = keep(m_reader.blocks({}, {}, Direction::Newer, 10'000))) {
            for (const BlockRow& row : page->rows) {
                add(row.height, row.hash, formatTimestamp(row.time), row.txCount, row.recordCount, row.bytes,
                    row.firstSeq, row.logRoot);
                keep(m_reader.heightOfBlock(row.hash));
            }
        }
        if (const auto page = keep(m_reader.meters({}, {}, Direction::Newer, 10'000))) {
            for (const MeterRow& row : page->rows) {
                add(row.entry.id, row.entry.mn, row.entry.location, row.entry.manufacturer, row.entry.address,
                    static_cast<int>(row.entry.state), formatTimestamp(row.registeredAt), row.batches, row.records,
                    row.entry.publicKey.hex(), row.entry.tokenHash, row.entry.registerTx, row.entry.lastConvert);
                if (const auto batches = keep(m_reader.batchesOf(row.entry.id))) {
                    add(batches->size());
                }
            }
        }
        if (const auto page = keep(m_reader.transactions({}, {}, Direction::Newer, 10'000))) {
            for (const TxRow& row : page->rows) {
                add(row.seq, row.hash, row.height, formatTimestamp(row.time), static_cast<int>(row.type), row.mn,
                    row.organisation, formatTimestamp(row.start), formatTimestamp(row.end), row.count, row.bytes);
                if (const auto wire = keep(m_reader.wire(row.seq))) {
                    add(crypto::sha256(*wire));
                }
                if (row.seq % 16 == 0) {
                    if (const auto proof = keep(m_reader.proof(row.hash))) {
                        add(proof->checkpoint.header.logRoot, proof->path.size());
                    }
                }
            }
        }
        for (int type = 1; type <= 8; ++type) {
            TxFilter filter;
            filter.type = static_cast<TxType>(type);
            if (const auto page = keep(m_reader.transactions(filter, {}, Direction::Older, 10'000))) {
                add(page->rows.size());
            }
        }
    }

    LedgerReader& m_reader;
    std::string m_text;
    std::size_t m_errors = 0;
    bool m_wellSaid = true;
};

}  // namespace

class TestStoreDamage : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    LedgerBuilder m_world{31};
    std::filesystem::path m_sound = m_folder / "sound.db";
    std::filesystem::path m_file = m_folder / "damaged.db";
    std::string m_bytes;
    Hash256 m_digest;
    int m_unused = 0;
    int m_found = 0;

    // Empty where the damaged file is treated as it must be.
    QString examine(const std::string& bytes)
    {
        for (const char* suffix : {"-wal", "-shm"}) {
            std::filesystem::remove(m_file.string() + suffix);
        }
        test::writeFile(m_file, bytes);
        bool noticed = false;
        bool same = true;
        for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::Shared}) {
            auto reader = LedgerReader::open(m_file, mode);
            if (!reader.ok()) {
                noticed = true;
                if (reader.error().code == ErrorCode::Internal || reader.error().message.empty()) {
                    return "open: " + qs(reader.error().message);
                }
                continue;
            }
            const Dump dump(*reader);
            if (!dump.wellSaid()) {
                return QStringLiteral("an error has no reason or is called internal");
            }
            noticed = noticed || dump.errors() > 0;
            same = same && dump.digest() == m_digest;
        }
        const auto faults = test::faultsOf(m_file);
        for (const std::string& fault : faults) {
            if (fault.starts_with("error | ledger.sqlite") || fault.starts_with("error |  |")) {
                return qs(fault);
            }
        }
        // Last, because a writer may change the file.
        if (auto store = LedgerStore::open(m_file); store.ok()) {
            static_cast<void>((*store)->loadState().ok());
        } else if (store.error().code == ErrorCode::Internal) {
            return "writer: " + qs(store.error().message);
        }
        if (faults.empty() && !noticed && !same) {
            return QStringLiteral("the content differs and nobody noticed");
        }
        if (faults.empty() && !same) {
            return QStringLiteral("fsck finds nothing, but the content differs");
        }
        ++(faults.empty() ? m_unused : m_found);
        return {};
    }

private slots:
    void initTestCase()
    {
        test::writeMixedLedger(m_sound, m_world, 20, 300, 4);
        m_bytes = test::readFile(m_sound);
        auto reader = std::move(LedgerReader::open(m_sound, OpenMode::ReadOnly)).value();
        const Dump dump(reader);
        QCOMPARE(dump.errors(), std::size_t(0));
        m_digest = dump.digest();
        QCOMPARE(examine(m_bytes), QString());
        QCOMPARE(m_unused, 1);
    }

    void flippedBytes()
    {
        std::mt19937_64 random(99);
        for (int round = 0; round < 80; ++round) {
            std::string bytes = m_bytes;
            // Half of the rounds hit the head of a page, where SQLite's own structure is.
            const std::size_t flips = 1 + random() % 3;
            for (std::size_t i = 0; i < flips; ++i) {
                const std::size_t page = random() % (bytes.size() / 8192);
                const std::size_t at = page * 8192 + (round % 2 == 0 ? random() % 8192 : random() % 120);
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
            }
            const QString fault = examine(bytes);
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(fault)));
        }
        qInfo("%d damages found, %d in bytes that mean nothing", m_found, m_unused);
        QVERIFY(m_found > 0);
    }

    void cutOff()
    {
        std::mt19937_64 random(100);
        for (int round = 0; round < 25; ++round) {
            const std::size_t size = round == 0 ? 1 : round == 1 ? 100 : random() % m_bytes.size();
            const QString fault = examine(m_bytes.substr(0, size));
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("cut at %1: %2").arg(size).arg(fault)));
        }
    }

    void zeroedPages()
    {
        for (std::size_t page = 0; page < m_bytes.size() / 8192; page += 1 + m_bytes.size() / 8192 / 15) {
            std::string bytes = m_bytes;
            bytes.replace(page * 8192, 8192, std::string(8192, '\0'));
            const QString fault = examine(bytes);
            QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("page %1: %2").arg(page).arg(fault)));
        }
    }

    void noLedgerAtAll_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        const auto changed = [this](std::size_t at, std::string value) {
            std::string bytes = m_bytes;
            bytes.replace(at, value.size(), value);
            return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
        };
        QTest::newRow("empty") << QByteArray() << "ledger.not-a-ledger";
        QTest::newRow("text") << QByteArray(20'000, 'x') << "ledger.not-a-ledger";
        QTest::newRow("one byte") << QByteArray("S") << "ledger.not-a-ledger";
        // Offsets of SQLite's header: user_version at 60, application_id at 68, both big-endian.
        QTest::newRow("newer version") << changed(60, std::string("\0\0\0\x63", 4)) << "ledger.version";
        QTest::newRow("negative version") << changed(60, "\xff\xff\xff\xff") << "ledger.damaged";
        QTest::newRow("version 0") << changed(60, std::string(4, '\0')) << "ledger.damaged";
        QTest::newRow("other application") << changed(68, "MSL9") << "ledger.not-a-ledger";
    }
    void noLedgerAtAll()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, reason);
        for (const char* suffix : {"-wal", "-shm"}) {
            std::filesystem::remove(m_file.string() + suffix);
        }
        const std::string bytes(content.data(), static_cast<std::size_t>(content.size()));
        test::writeFile(m_file, bytes);
        MS_VERIFY_REASON(LedgerReader::open(m_file), reason.toUtf8().constData());
        MS_VERIFY_REASON(LedgerReader::open(m_file, OpenMode::ReadOnly), reason.toUtf8().constData());
        MS_VERIFY_REASON(checkLedger(m_file, {}), reason.toUtf8().constData());
        MS_VERIFY_REASON(LedgerStore::open(m_file), reason.toUtf8().constData());
        QVERIFY(test::readFile(m_file) == bytes);  // also by the writer
    }
};

QTEST_APPLESS_MAIN(TestStoreDamage)
#include "tst_store_damage.moc"
