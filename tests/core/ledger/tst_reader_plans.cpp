// The query plan of every list's every filter combination, and the work that a page costs.
#include "ledger/reader_impl.h"
#include "ledger/schema.h"
#include "support/ledger_file.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <sqlite3.h>

using namespace meterseal;
using test::LedgerBuilder;

namespace {

sqlite::Database rawDatabase(const std::filesystem::path& file)
{
    return std::move(openLedgerFile(file, sqlite::Open::ReadOnly)).value();
}

// Plans that a page may have: the intended index (or the table's own key), and no sorting.
QString planFault(sqlite::Database& db, const PageQuery& query, const std::string& wanted)
{
    std::string plan;
    auto explain = std::move(db.prepare("EXPLAIN QUERY PLAN " + query.sql)).value();
    while (explain.step().value()) {
        plan += std::string(explain.text(3)) + "; ";
    }
    const bool sorted = plan.find("TEMP B-TREE") == std::string::npos;
    return sorted && plan.find(wanted) != std::string::npos ? QString() : qs(query.sql + "\n" + plan);
}

}  // namespace

class TestReaderPlans : public QObject {
    Q_OBJECT

private:
    test::TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder / "ledger.db";
    LedgerBuilder m_world{7};

private slots:
    void initTestCase() { test::writeMixedLedger(m_file, m_world, 100, 1000, 3); }

    // A page must never sort or scan: each combination of filters, in both directions, with and without a cursor.
    void everyPlanUsesItsIndex()
    {
        auto db = rawDatabase(m_file);
        for (int bits = 0; bits < 128; ++bits) {
            const Direction to = bits & 1 ? Direction::Older : Direction::Newer;
            const auto cursor = bits & 2 ? std::optional<std::uint64_t>(100) : std::nullopt;
            const auto from = bits & 4 ? std::optional(LedgerBuilder::kStart) : std::nullopt;
            const auto until = bits & 8 ? std::optional(LedgerBuilder::kStart) : std::nullopt;
            const bool third = bits & 16;
            const bool fourth = bits & 32;
            const bool fifth = bits & 64;

            const QString block =
                planFault(db, blockPageQuery({from, until}, cursor, to),
                          cursor || from || until ? "SEARCH block USING INTEGER PRIMARY KEY" : "SCAN block");
            QVERIFY2(block.isEmpty(), qPrintable(block));

            for (const TxType type : {TxType::Convert, TxType::Review}) {
                TxFilter filter{fifth ? std::optional(type) : std::nullopt, third ? std::optional(5u) : std::nullopt,
                                fourth ? std::optional(std::string("utility")) : std::nullopt, from, until};
                const auto query = txPageQuery(filter, cursor, to);
                QCOMPARE(query.has_value(), !(fourth && fifth && type == TxType::Convert));
                if (!query) {
                    continue;
                }
                const bool other = fourth || (fifth && type != TxType::Convert);
                std::string wanted = cursor || from || until ? "SEARCH tx USING INTEGER PRIMARY KEY" : "SCAN tx";
                if (third) {
                    wanted = other ? "USING INDEX tx_meter_other (meter=?" : "USING INDEX tx_meter (meter=?";
                } else if (fourth) {
                    wanted = fifth ? "USING INDEX tx_organisation_type (organisation=? AND type=?"
                                   : "USING INDEX tx_organisation (organisation=?";
                } else if (fifth) {
                    wanted = "USING INDEX tx_type (type=?";
                }
                const QString fault = planFault(db, *query, wanted);
                QVERIFY2(fault.isEmpty(), qPrintable(fault));
            }

            MeterFilter filter{third ? std::optional(MeterState::Active) : std::nullopt,
                               fourth ? std::optional(std::string("Acme")) : std::nullopt,
                               fifth ? std::optional(std::string("10")) : std::nullopt};
            MeterEntry last;
            last.id = 5;
            last.mn = "1000";
            std::string wanted = "INDEX meter_mn";
            if (third && fourth) {
                wanted = "INDEX meter_manufacturer_state (manufacturer=? AND state=?";
            } else if (third || fourth) {
                wanted = third ? "INDEX meter_state (state=?" : "INDEX meter_manufacturer (manufacturer=?";
            }
            const QString meter =
                planFault(db, meterPageQuery(filter, cursor ? std::optional(last) : std::nullopt, to), wanted);
            QVERIFY2(meter.isEmpty(), qPrintable(meter));
        }
    }

    // A bound beside the cursor must not make SQLite walk from the one to the other: the work for a page from the
    // middle stays that of the page, however long the ledger.
    void aTimeRangeCostsNoWalk()
    {
        auto db = rawDatabase(m_file);
        const auto stepsOf = [&](const PageQuery& query) {
            auto select = db.prepare(query.sql).value();
            int position = 1;
            for (const PageQuery::Value& value : query.values) {
                const auto* number = std::get_if<std::int64_t>(&value);
                number != nullptr ? select.bind(position, *number)
                                  : select.bind(position, std::get<std::string>(value));
                ++position;
            }
            select.bind(position, 1);
            sqlite3_stmt* const raw = sqlite3_next_stmt(db.handle(), nullptr);
            while (select.step().value()) {}
            return sqlite3_stmt_status(raw, SQLITE_STMTSTATUS_VM_STEP, 0);
        };
        const std::int64_t size = *db.queryInteger("SELECT count(*) FROM tx").value();
        const std::int64_t blocks = *db.queryInteger("SELECT count(*) FROM block").value();
        const Timestamp first{*db.queryInteger("SELECT min(time) FROM block").value()};
        const Timestamp last{*db.queryInteger("SELECT max(time) FROM block").value()};
        QVERIFY(size > 200 && blocks > 50);
        for (const Direction to : {Direction::Older, Direction::Newer}) {
            const int txs = stepsOf(*txPageQuery({{}, {}, {}, first, last}, size / 2, to));
            QVERIFY2(txs > 10 && txs < 200, qPrintable(QString::number(txs)));
            const int heights = stepsOf(blockPageQuery({first, last}, blocks / 2, to));
            QVERIFY2(heights > 10 && heights < 200, qPrintable(QString::number(heights)));
        }
    }
};

QTEST_APPLESS_MAIN(TestReaderPlans)
#include "tst_reader_plans.moc"
