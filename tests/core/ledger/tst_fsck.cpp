// fsck on a sound ledger, and on copies that were tampered with through SQLite: exactly the right reasons and places.
#include "ledger/schema.h"
#include "meterseal/ledger/fsck.h"
#include "meterseal/ledger/reader.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <sqlite3.h>

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <thread>

using namespace meterseal;
using test::LedgerBuilder;
using test::TemporaryFolder;

namespace {

// flip(blob, offset): the blob with one bit of one byte changed.
void flipFunction(sqlite3_context* context, int, sqlite3_value** arguments)
{
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_value_blob(arguments[0]));
    Bytes bytes(data, data + sqlite3_value_bytes(arguments[0]));
    bytes.at(static_cast<std::size_t>(sqlite3_value_int64(arguments[1]))) ^= 0x01;
    sqlite3_result_blob(context, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
}

sqlite::Database openForTampering(const std::filesystem::path& file)
{
    auto db = std::move(openLedgerFile(file, sqlite::Open::ReadWrite)).value();
    static_cast<void>(db.exec("PRAGMA synchronous=OFF"));
    sqlite3_create_function(db.handle(), "flip", 2, SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr, flipFunction, nullptr,
                            nullptr);
    return db;
}

struct Tampering {
    const char* name;
    const char* sql;       // {C} and the like stand for rows, see TestFsck::initTestCase
    const char* expected;  // "reason @ beginning of place", one a line; order and repetition do not count
};

constexpr const char* kNotChecked = "fsck.tables-not-checked @ meters and organisations\n";
constexpr const char* kTotalsNotChecked = "fsck.tables-not-checked @ totals per minute and day\n";

// Column changes that are one fault on the row's own place.
constexpr Tampering kOneFault[] = {
    {"tx height", "UPDATE tx SET height = height + 1 WHERE seq = {C}",
     "fsck.transaction-row @ transaction number {C} "},
    {"tx height far", "UPDATE tx SET height = 1 WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"tx type", "UPDATE tx SET type = 5 WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"tx type none", "UPDATE tx SET type = 77 WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"tx meter", "UPDATE tx SET meter = meter + 1 WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"tx meter null", "UPDATE tx SET meter = NULL WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"tx organisation", "UPDATE tx SET organisation = 'insurer' WHERE seq = {V}",
     "fsck.transaction-row @ transaction number {V} "},
    {"tx start", "UPDATE tx SET start_ms = start_ms + 1 WHERE seq = {C}",
     "fsck.transaction-row @ transaction number {C} "},
    {"tx end", "UPDATE tx SET end_ms = end_ms - 1 WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"tx count", "UPDATE tx SET count = count + 1 WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"tx bytes", "UPDATE tx SET bytes = bytes + 1 WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"tx hash_key", "UPDATE tx SET hash_key = hash_key + 1 WHERE seq = {C}",
     "fsck.transaction-row @ transaction number {C} "},
    {"tx hash", "UPDATE tx SET hash = flip(hash, 31) WHERE seq = {C}",
     "fsck.transaction-row @ transaction number {C} "},
    {"tx hash short", "UPDATE tx SET hash = x'00' WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"tx leaf", "UPDATE tx SET leaf = flip(leaf, 0) WHERE seq = {C}", "fsck.transaction-row @ transaction number {C} "},
    {"block time", "UPDATE block SET time = time + 1 WHERE height = {B}", "fsck.block-row @ block {B}"},
    {"block hash", "UPDATE block SET hash = flip(hash, 3) WHERE height = {B}", "fsck.block-hash @ block {B}"},
    {"block hash_key", "UPDATE block SET hash_key = 1 WHERE height = {B}", "fsck.block-hash @ block {B}"},
    {"block header's first byte", "UPDATE block SET header = 'x' || header WHERE height = {B}",
     "fsck.block-header @ block {B}"},
    {"block header's word", "UPDATE block SET header = replace(header, 'block ', 'Block ') WHERE height = {B}",
     "fsck.block-header @ block {B}"},
    {"block header's end", "UPDATE block SET header = header || x'0a' WHERE height = {B}",
     "fsck.block-header @ block {B}"},
    {"seal", "UPDATE seal SET bytes = flip(bytes, 60) WHERE height = {B}", "fsck.block-seal @ block {B}"},
    {"seal short", "UPDATE seal SET bytes = x'' WHERE height = {B}", "fsck.block-seal @ block {B}"},
    {"seal gone", "DELETE FROM seal WHERE height = {B}", "fsck.block-seal @ block {B}"},
    {"seal of no block", "INSERT INTO seal VALUES(100000, x'00')", "fsck.seal-without-block @ seals"},
    {"cosignature's line", "UPDATE cosignature SET line = replace(line, ' ', '') WHERE height = {B}",
     "fsck.cosignature @ block {B}"},
    {"cosignature's time", "UPDATE cosignature SET seconds = seconds + 1 WHERE height = {B}",
     "fsck.cosignature @ block {B}"},
    {"cosignature of another organisation", "UPDATE cosignature SET organisation = 'maker' WHERE height = {B}",
     "fsck.cosignature @ block {B}"},
    {"cosignature at another block", "UPDATE cosignature SET height = height + 1 WHERE height = {B}",
     "fsck.cosignature @ block {AFTERB}"},
    {"cosignature of no block", "UPDATE cosignature SET height = 100000 WHERE height = {B}",
     "fsck.cosignature @ cosignatures"},
    {"block first_seq", "UPDATE block SET first_seq = first_seq + 1 WHERE height = {B}", "fsck.block-row @ block {B}"},
    {"block txs", "UPDATE block SET txs = 100000 WHERE height = {B}", "fsck.block-row @ block {B}"},
    {"block records", "UPDATE block SET records = 0 WHERE height = {B}", "fsck.block-row @ block {B}"},
    {"block bytes", "UPDATE block SET bytes = -1 WHERE height = {B}", "fsck.block-row @ block {B}"},
    {"meter mn", "UPDATE meter SET mn = 'other' WHERE id = {M}", "fsck.meter-row @ meter other (row {M})"},
    {"meter location", "UPDATE meter SET location = 'elsewhere' WHERE id = {M}", "fsck.meter-row @ {METER}"},
    {"meter manufacturer", "UPDATE meter SET manufacturer = 'x' WHERE id = {M}", "fsck.meter-row @ {METER}"},
    {"meter address", "UPDATE meter SET address = 'x' WHERE id = {M}", "fsck.meter-row @ {METER}"},
    {"meter public_key", "UPDATE meter SET public_key = flip(public_key, 9) WHERE id = {M}",
     "fsck.meter-row @ {METER}"},
    {"meter public_key short", "UPDATE meter SET public_key = x'02' WHERE id = {M}", "fsck.meter-row @ {METER}"},
    {"meter state", "UPDATE meter SET state = 5 WHERE id = {M}", "fsck.meter-row @ {METER}"},
    {"meter state none", "UPDATE meter SET state = 99 WHERE id = {M}", "fsck.meter-row @ {METER}"},
    {"meter utility_approved", "UPDATE meter SET utility_approved = 0 WHERE id = {M}", "fsck.meter-row @ {METER}"},
    {"meter manufacturer_approved", "UPDATE meter SET manufacturer_approved = 0 WHERE id = {M}",
     "fsck.meter-row @ {METER}"},
    {"meter token_hash", "UPDATE meter SET token_hash = flip(token_hash, 1) WHERE id = {M}",
     "fsck.meter-row @ {METER}"},
    {"meter token_expires", "UPDATE meter SET token_expires = token_expires + 1 WHERE id = {M}",
     "fsck.meter-row @ {METER}"},
    {"meter register_tx", "UPDATE meter SET register_tx = flip(register_tx, 1) WHERE id = {M}",
     "fsck.meter-row @ {METER}"},
    {"meter registered_at", "UPDATE meter SET registered_at = registered_at + 1 WHERE id = {M}",
     "fsck.meter-totals @ {METER}"},
    {"meter registered_at none", "UPDATE meter SET registered_at = -1 WHERE id = {M}", "fsck.meter-row @ {METER}"},
    {"tip last_convert", "UPDATE meter_tip SET last_convert = flip(last_convert, 1) WHERE id = {M}",
     "fsck.meter-row @ {METER}\nfsck.meter-totals @ {METER}"},
    {"tip batches", "UPDATE meter_tip SET batches = batches + 1 WHERE id = {M}", "fsck.meter-totals @ {METER}"},
    {"tip records", "UPDATE meter_tip SET records = 0 WHERE id = {M}", "fsck.meter-totals @ {METER}"},
    {"tip first_record", "UPDATE meter_tip SET first_record = 5 WHERE id = {M}", "fsck.meter-totals @ {METER}"},
    {"tip last_record", "UPDATE meter_tip SET last_record = last_record + 1 WHERE id = {M}",
     "fsck.meter-totals @ {METER}"},
    {"tip last_anchored", "UPDATE meter_tip SET last_anchored = last_anchored + 1 WHERE id = {M}",
     "fsck.meter-totals @ {METER}"},
    {"organisation id", "UPDATE organisation SET id = 'x' WHERE ordinal = 1", "fsck.organisations @ organisations"},
    {"organisation name", "UPDATE organisation SET name = 'x' WHERE ordinal = 1", "fsck.organisations @ organisations"},
    {"organisation role", "UPDATE organisation SET role = 4 WHERE ordinal = 2", "fsck.organisations @ organisations"},
    {"organisation role none", "UPDATE organisation SET role = 0 WHERE ordinal = 2",
     "fsck.organisations @ organisations"},
    {"organisation public_key", "UPDATE organisation SET public_key = flip(public_key, 8) WHERE ordinal = 0",
     "fsck.organisations @ organisations"},
    {"organisation active", "UPDATE organisation SET active = 1 - active WHERE ordinal = 0",
     "fsck.organisations @ organisations"},
    {"organisation former_keys", "UPDATE organisation SET former_keys = x'' WHERE length(former_keys) > 0",
     "fsck.organisations @ organisations"},
    {"organisation witness_key", "UPDATE organisation SET witness_key = flip(witness_key, 8) WHERE ordinal = 0",
     "fsck.organisations @ organisations"},
    {"organisation witness_key short", "UPDATE organisation SET witness_key = x'00' WHERE ordinal = 0",
     "fsck.organisations @ organisations"},
    {"organisation former_witness_keys",
     "UPDATE organisation SET former_witness_keys = x'' WHERE length(former_witness_keys) > 0",
     "fsck.organisations @ organisations"},
    {"organisation added",
     "INSERT INTO organisation SELECT 99, 'new', name, role, public_key, witness_key, 1, x'', x'', x'', x'' FROM "
     "organisation "
     "WHERE ordinal = 0",
     "fsck.organisations @ organisations"},
    {"organisation gone", "DELETE FROM organisation WHERE ordinal = 2", "fsck.organisations @ organisations"},
    {"minute txs", "UPDATE minute SET txs = txs + 1 WHERE start = {MINUTE}", "fsck.activity @ minute {MINUTETEXT}"},
    {"minute records", "UPDATE minute SET records = 0 WHERE start = {MINUTE}", "fsck.activity @ minute {MINUTETEXT}"},
    {"minute start", "UPDATE minute SET start = 60000 WHERE start = {MINUTE}",
     "fsck.activity @ minute {MINUTETEXT}\nfsck.activity @ minute 60000 ms"},
    {"minute gone", "DELETE FROM minute WHERE start = {MINUTE}", "fsck.activity @ minute {MINUTETEXT}"},
    {"minute added", "INSERT INTO minute VALUES(-60000, 1, 1)", "fsck.activity @ minute -60000 ms"},
    {"day txs", "UPDATE day SET txs = 0 WHERE start = {DAY}", "fsck.activity @ day {DAYTEXT}"},
    {"day records", "UPDATE day SET records = records - 1 WHERE start = {DAY}", "fsck.activity @ day {DAYTEXT}"},
    {"day gone", "DELETE FROM day WHERE start = {DAY}", "fsck.activity @ day {DAYTEXT}"},
    {"log node hash", "UPDATE log_node SET hash = flip(hash, 0)", "fsck.log-node @ log node 0 of level 8"},
    {"log node short", "UPDATE log_node SET hash = x'ff'", "fsck.log-node @ log node 0 of level 8"},
    {"log node moved", "UPDATE log_node SET node = 5", "fsck.log-node @ log node 0 of level 8"},
    {"log node gone", "DELETE FROM log_node", "fsck.log-node @ log node 0 of level 8"},
    {"log node added", "INSERT INTO log_node VALUES(16, 0, zeroblob(32))", "fsck.log-node @ log nodes"},
    {"wire added", "INSERT INTO wire VALUES(100000, x'00')", "fsck.wire-without-row @ transactions"},
    {"tip added", "INSERT INTO meter_tip SELECT 999, last_convert, 1, 1, 1, 1, 1 FROM meter_tip LIMIT 1",
     "fsck.meter-totals @ meters"},
    {"genesis renamed", "UPDATE meta SET value = CAST(replace(value, 'Mutual', 'Mutuel') AS BLOB)",
     "fsck.block-chain @ block 1\nfsck.block-link @ block 1\nfsck.rule @ transaction number {OINSURER} \n{NOT}"},
};

// One deed, and all that follows from it.
constexpr Tampering kMoreFaults[] = {
    {"wire header flipped", "UPDATE wire SET bytes = flip(bytes, 40) WHERE seq = {C}",
     "fsck.transaction-invalid @ transaction number {C} \n{NOT}"},
    {"wire last leaf flipped", "UPDATE wire SET bytes = flip(bytes, length(bytes) - 1) WHERE seq = {C}",
     "fsck.transaction-invalid @ transaction number {C} \n{NOT}"},
    {"wire empty", "UPDATE wire SET bytes = x'' WHERE seq = {C}",
     "fsck.transaction-invalid @ transaction number {C} \n{NOT}"},
    {"wire gone", "DELETE FROM wire WHERE seq = {C}", "fsck.transaction-invalid @ transaction number {C} \n{NOT}"},
    {"first registration's wire", "UPDATE wire SET bytes = flip(bytes, 40) WHERE seq = {R}",
     "fsck.transaction-invalid @ transaction number {R} \n{NOT}"},
    {"first member change's wire", "UPDATE wire SET bytes = flip(bytes, 40) WHERE seq = {O}",
     "fsck.transaction-invalid @ transaction number {O} \n{NOT}"},
    {"two wires swapped",
     "UPDATE wire SET seq = -1 WHERE seq = {C}; UPDATE wire SET seq = {C} WHERE seq = {D}; UPDATE wire SET seq = {D} "
     "WHERE seq = -1",
     // The later one is refused at the earlier's place; the earlier then holds at the later's, in a foreign row.
     "fsck.rule @ transaction number {C} \nfsck.transaction-row @ transaction number {C} \nfsck.rule @ transaction "
     "number {DN} \nfsck.transaction-row @ transaction number {D} \n{NOT}"},
    {"wire and its row flipped",
     "UPDATE wire SET bytes = flip(bytes, 40) WHERE seq = {C}; UPDATE tx SET leaf = flip(leaf, 0) WHERE seq = {C}",
     "fsck.transaction-invalid @ transaction number {C} \nfsck.log-root @ block {B}\n{NOT}"},
    {"transaction gone", "DELETE FROM tx WHERE seq = {C}; DELETE FROM wire WHERE seq = {C}",
     "fsck.transaction-missing @ {AFTERC}\nfsck.block-row @ block {B}\nfsck.rule @ "
     "transaction number {N} \n{NOT}{TOTALS}"},
    {"transaction row gone", "DELETE FROM tx WHERE seq = {C}",
     "fsck.transaction-missing @ {AFTERC}\nfsck.block-row @ block {B}\nfsck.rule @ "
     "transaction number {N} \nfsck.wire-without-row @ transactions\n{NOT}{TOTALS}"},
    {"transaction added",
     "INSERT INTO tx SELECT seq + 1, height, type, meter, organisation, start_ms, end_ms, count, bytes, hash_key, "
     "hash, "
     "leaf FROM tx ORDER BY seq DESC LIMIT 1",
     "fsck.transactions-beyond-head @ transactions\n{NOT}{TOTALS}"},
    {"last transactions cut off", "DELETE FROM tx WHERE seq >= {LAST}; DELETE FROM wire WHERE seq >= {LAST}",
     "fsck.transaction-missing @ block {HEAD}\nfsck.block-row @ block {HEAD}\n{NOT}{TOTALS}"},
    {"block gone", "DELETE FROM block WHERE height = {B}",
     "fsck.block-missing @ block {AFTERB}\nfsck.transactions-without-block @ transactions number {BFIRST} to "
     "{BLAST}\nfsck.seal-without-block @ seals\nfsck.cosignature @ cosignatures\n{NOT}{TOTALS}"},
    {"head block gone", "DELETE FROM block WHERE height = {HEAD}",
     "fsck.transactions-beyond-head @ transactions\nfsck.seal-without-block @ seals\n{NOT}{TOTALS}"},
    {"block moved", "UPDATE block SET height = 100000 WHERE height = {B}",
     "fsck.block-missing @ block {AFTERB}\nfsck.transactions-without-block @ transactions number {BFIRST} to "
     "{BLAST}\nfsck.block-header @ block 100000\nfsck.block-row @ block 100000\nfsck.seal-without-block @ seals\n"
     "fsck.cosignature @ cosignatures\n{NOT}{TOTALS}"},
    {"block header of another chain",
     "UPDATE block SET header = replace(header, '/test-', '/rest-') WHERE height = {B}",
     "fsck.block-chain @ block {B}\nfsck.block-hash @ block {B}\nfsck.cosignature @ block {B}"},
    {"block header's log root",
     "UPDATE block SET header = replace(header, substr(header, instr(header, x'0a' || {BSIZE} || x'0a') + "
     "length({BSIZE}) "
     "+ 2, 8), 'AAAAAAAA') WHERE height = {B}",
     "fsck.block-hash @ block {B}\nfsck.block-seal @ block {B}\nfsck.log-root @ block {B}\nfsck.cosignature @ block "
     "{B}"},
    {"meter gone", "DELETE FROM meter WHERE id = {M}", "fsck.meter-row @ {METER}\nfsck.meter-totals @ meters"},
    {"meter moved", "UPDATE meter SET id = 9999 WHERE id = {M}",
     "fsck.meter-row @ {METER}\nfsck.meter-row @ meter {MN} (row 9999)\nfsck.meter-totals @ meter {MN} (row "
     "9999)\nfsck.meter-totals @ meters"},
    {"tip gone", "DELETE FROM meter_tip WHERE id = {M}", "fsck.meter-row @ {METER}\nfsck.meter-totals @ {METER}"},
    {"several at once",
     "UPDATE wire SET bytes = flip(bytes, 40) WHERE seq = {C}; UPDATE tx SET type = 5 WHERE seq = {V}; UPDATE seal "
     "SET bytes = flip(bytes, 0) WHERE height = {DB}; DELETE FROM log_node; UPDATE day SET txs = 0 WHERE start = "
     "{DAY}",
     "fsck.transaction-invalid @ transaction number {C} \nfsck.transaction-row @ "
     "transaction number {V} \nfsck.block-seal @ block {DB}\nfsck.log-node @ log node 0 of level 8\nfsck.activity "
     "@ "
     "day {DAYTEXT}\n{NOT}"},
};

}  // namespace

class TestFsck : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder / "ledger.db";
    LedgerBuilder m_world{21};
    std::map<std::string, std::string> m_rows;

    std::string filled(std::string text) const
    {
        for (const auto& [name, value] : m_rows) {
            const std::string hole = "{" + name + "}";
            for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole)) {
                text.replace(at, hole.size(), value);
            }
        }
        return text;
    }

    // Empty where the faults are exactly the expected ones.
    QString compare(const std::vector<std::string>& found, const std::string& expectedLines) const
    {
        std::set<std::string> expected;
        for (const QString& line : qs(expectedLines).split('\n', Qt::SkipEmptyParts)) {
            expected.insert(line.toStdString());
        }
        QString report;
        std::set<std::string> met;
        for (std::string line : found) {
            const std::size_t bar = line.find(" | ");
            line.replace(bar, 3, " @ ");
            const auto match = std::find_if(expected.begin(), expected.end(),
                                            [&](const std::string& e) { return line.starts_with(e); });
            if (match == expected.end()) {
                report += "unexpected: " + qs(line) + "\n";
            } else {
                met.insert(*match);
            }
        }
        for (const std::string& line : expected) {
            if (!met.contains(line)) {
                report += "missing: " + qs(line) + "\n";
            }
        }
        return report;
    }

    void addRows(std::span<const Tampering> table)
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        for (const Tampering& row : table) {
            QTest::newRow(row.name) << qs(filled(row.sql)) << qs(filled(row.expected));
        }
    }

    void checkOneTampering()
    {
        QFETCH(QString, sql);
        QFETCH(QString, expected);
        const auto file = m_folder / "tampered.db";
        std::filesystem::copy_file(m_file, file, std::filesystem::copy_options::overwrite_existing);
        {
            auto db = openForTampering(file);
            MS_VERIFY_OK(db.exec(sql.toStdString()));
            QVERIFY(sqlite3_total_changes(db.handle()) > 0);
        }
        const QString fault = compare(test::faultsOf(file), expected.toStdString());
        QVERIFY2(fault.isEmpty(), qPrintable(sql + "\n" + fault));
    }

private slots:
    void initTestCase()
    {
        test::writeMixedLedger(m_file, m_world, 24, 330, 8);
        QCOMPARE(qs(fmt::format("{}", fmt::join(test::faultsOf(m_file), "\n"))), QString());
        auto db = openForTampering(m_file);
        const auto number = [&](const std::string& sql) { return db.queryInteger(filled(sql)).value().value(); };
        const auto keep = [&](const std::string& name, const std::string& sql) {
            m_rows[name] = std::to_string(number(sql));
        };
        // C: a batch with an earlier and a later one of its meter, inside its block; N: the next of its meter;
        // D: a later batch, of another meter and block but of the same size.
        keep("C",
             "SELECT min(a.seq) FROM tx a JOIN block ON block.height = a.height WHERE a.type = 4 AND a.seq > 100 "
             "AND a.seq > first_seq AND a.seq < first_seq + txs - 1 AND EXISTS(SELECT 1 FROM tx d WHERE d.type = 4 "
             "AND d.meter <> a.meter AND d.height > a.height + 1 AND d.bytes = a.bytes) AND EXISTS(SELECT 1 FROM tx "
             "n WHERE n.meter = a.meter AND n.type = 4 AND n.seq > a.seq)");
        keep("B", "SELECT height FROM tx WHERE seq = {C}");
        keep("M", "SELECT meter FROM tx WHERE seq = {C}");
        keep("N", "SELECT min(seq) FROM tx WHERE type = 4 AND meter = {M} AND seq > {C}");
        keep("D",
             "SELECT min(seq) FROM tx WHERE type = 4 AND meter <> {M} AND height > {B} + 1 AND bytes = (SELECT bytes "
             "FROM tx WHERE seq = {C})");
        keep("DN", "SELECT min(seq) FROM tx WHERE type = 4 AND seq > {D} AND meter = (SELECT meter FROM tx WHERE seq = "
                   "{D})");
        keep("DB", "SELECT height FROM tx WHERE seq = {D}");
        keep("V", "SELECT max(seq) FROM tx WHERE type = 2");
        keep("R", "SELECT min(seq) FROM tx WHERE type = 1");
        keep("RB", "SELECT height FROM tx WHERE seq = {R}");
        keep("O", "SELECT min(seq) FROM tx WHERE type = 8");
        keep("OINSURER", "SELECT min(seq) FROM wire WHERE seq IN (SELECT seq FROM tx WHERE type = 8) AND "
                         "instr(bytes, CAST('Mutual' AS BLOB)) > 0");
        keep("OB", "SELECT height FROM tx WHERE seq = {O}");
        keep("HEAD", "SELECT max(height) FROM block");
        keep("LAST", "SELECT max(seq) FROM tx");
        keep("AFTERB", "SELECT {B} + 1");
        keep("BFIRST", "SELECT first_seq FROM block WHERE height = {B}");
        keep("BLAST", "SELECT first_seq + txs - 1 FROM block WHERE height = {B}");
        keep("MINUTE", "SELECT time - time % 60000 FROM block WHERE height = {B}");
        keep("DAY", "SELECT time - time % 86400000 FROM block WHERE height = {B}");
        m_rows["BSIZE"] = std::to_string(
            std::move(LedgerReader::open(m_file)).value().block(std::stoull(m_rows["B"]))->header.logSize);
        m_rows["MINUTETEXT"] = formatTimestamp(Timestamp{std::stoll(m_rows["MINUTE"])});
        m_rows["DAYTEXT"] = formatTimestamp(Timestamp{std::stoll(m_rows["DAY"])});
        m_rows["AFTERC"] = fmt::format("transaction number {} ", std::stoll(m_rows["C"]) + 1);
        auto reader = std::move(LedgerReader::open(m_file)).value();
        m_rows["MN"] = reader.meterById(static_cast<std::uint32_t>(std::stoul(m_rows["M"])))->entry.mn;
        m_rows["METER"] = fmt::format("meter {} (row {})", m_rows["MN"], m_rows["M"]);
        m_rows["NOT"] = kNotChecked;
        m_rows["TOTALS"] = kTotalsNotChecked;
        QVERIFY(number("SELECT count(*) FROM log_node") == 1);
        addCosignature();
        QCOMPARE(qs(fmt::format("{}", fmt::join(test::faultsOf(m_file), "\n"))), QString());
    }

    // The insurer's, as it stood when block {B} was made: the utility's and the maker's keys change during the ledger.
    void addCosignature()
    {
        auto store = std::move(LedgerStore::open(m_file)).value();
        const SealedBlock block = std::move(LedgerReader::open(m_file)).value().block(std::stoull(m_rows["B"])).value();
        const std::string name = cosignerName(originOf(m_world.genesis()), "insurer");
        const auto line = crypto::printNoteSignature(
            crypto::cosignNote(block.headerBytes, name, test::witnessOf(m_world.insurer()), 1'800'000'000));
        Cosignature cosignature{block.header.height, "insurer", 1'800'000'000, line};
        MS_VERIFY_OK(store->addCosignatures(std::span(&cosignature, 1)));
        cosignature.seconds = 5;  // kept is the first
        MS_VERIFY_OK(store->addCosignatures(std::span(&cosignature, 1)));
        cosignature.height = 100'000;
        MS_VERIFY_REASON(store->addCosignatures(std::span(&cosignature, 1)), "ledger.no-such-block");
    }

    void oneChange_data() { addRows(kOneFault); }
    void oneChange() { checkOneTampering(); }

    void whatFollows_data() { addRows(kMoreFaults); }
    void whatFollows() { checkOneTampering(); }

    // A block with true content, sealed with a key that the genesis document does not name.
    void sealedWithAnotherKey()
    {
        const auto file = m_folder / "resealed.db";
        std::filesystem::copy_file(m_file, file);
        const auto height = static_cast<Height>(std::stoll(m_rows["B"]));
        SealedBlock block = std::move(LedgerReader::open(file)).value().block(height).value();
        block = sealBlock(block.header, crypto::Ed25519PrivateKey::generate());
        {
            auto db = openForTampering(file);
            auto update = std::move(db.prepare("UPDATE seal SET bytes = ? WHERE height = ?")).value();
            MS_VERIFY_OK(update.bind(1, ByteView(block.seal.bytes)).bind(2, height).run());
        }
        const QString fault = compare(test::faultsOf(file), filled("fsck.block-seal @ block {B}"));
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
    }

    // Whatever one transaction is damaged: a handful of faults, never one for each that follows.
    void oneDamagedTransactionIsFewFaults()
    {
        const auto file = m_folder / "one.db";
        const std::int64_t last = std::stoll(m_rows["LAST"]);
        std::size_t worst = 0;
        for (const char* sql : {"UPDATE wire SET bytes = flip(bytes, 30) WHERE seq = {}",
                                "DELETE FROM wire WHERE seq = {}", "DELETE FROM tx WHERE seq = {}"}) {
            for (std::int64_t seq = 0; seq < last; seq += 1 + last / 30) {
                std::filesystem::copy_file(m_file, file, std::filesystem::copy_options::overwrite_existing);
                {
                    auto db = openForTampering(file);
                    MS_VERIFY_OK(db.exec(fmt::format(fmt::runtime(sql), seq)));
                }
                const auto faults = test::faultsOf(file);
                QVERIFY2(!faults.empty(), qPrintable(QString::number(seq)));
                QVERIFY2(faults.size() <= 9, qPrintable(qs(fmt::format("{}\n{}", seq, fmt::join(faults, "\n")))));
                worst = std::max(worst, faults.size());
            }
        }
        qInfo("at most %zu faults for one transaction", worst);
    }

    void cancelling()
    {
        std::stop_source source;
        FsckCallbacks callbacks;
        std::uint64_t seen = 0;
        callbacks.progress = [&](const FsckProgress& progress) {
            QVERIFY(progress.transactionsDone <= progress.transactionsTotal);
            seen = progress.transactionsDone;
            if (seen > 100) {
                source.request_stop();
            }
        };
        MS_VERIFY_REASON(checkLedger(m_file, callbacks, source.get_token()), "fsck.cancelled");
        QVERIFY(seen < 150);
        MS_VERIFY_REASON(checkLedger(m_file, {}, source.get_token()), "fsck.cancelled");  // before it began
    }

    // A store that forgot former keys could not be opened after a rotation: the genesis names the first key.
    void aRotatedKeyIsRemembered()
    {
        auto store = LedgerStore::open(m_file);
        MS_VERIFY_OK(store);
        const auto state = (*store)->loadState();
        MS_VERIFY_OK(state);
        std::size_t formerKeys = 0;
        for (const Organisation& organisation : state->organisations()) {
            formerKeys += organisation.formerKeys.size();
        }
        QVERIFY(formerKeys > 0);
    }

    void beforeTheFirstFault()
    {
        MS_VERIFY_REASON(checkLedger(m_folder / "none.db", {}), "ledger.not-found");
        MS_VERIFY_REASON(checkLedger(m_folder.path(), {}), "ledger.not-found");
        const auto summary = checkLedger(m_file, {});
        MS_VERIFY_OK(summary);
        QCOMPARE(summary->faults, std::uint64_t(0));
        QCOMPARE(summary->blocks, std::uint64_t(std::stoll(m_rows["HEAD"])));
        QCOMPARE(summary->transactions, std::uint64_t(std::stoll(m_rows["LAST"]) + 1));
        QCOMPARE(summary->records, LedgerReader::open(m_file).value().totals()->records);
    }
};

QTEST_APPLESS_MAIN(TestFsck)
#include "tst_fsck.moc"
