// Connections speak in the words of whoever owns the file: its reasons, its nouns.
#include "sqlite/blob_reader.h"
#include "sqlite/page_copy.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <fstream>

using namespace meterseal;

namespace {

constexpr sqlite::FileKind kCupboard{"cupboard",
                                     "The cupboard is as it was.",
                                     "Ask the carpenter.",
                                     {"cupboard.locked", "cupboard.full", "cupboard.io", "cupboard.foreign",
                                      "cupboard.damaged", "cupboard.read-only", "cupboard.stopped", "cupboard.wrong"}};

sqlite::Database cupboardAt(const std::filesystem::path& file, sqlite::Open mode = sqlite::Open::Create)
{
    return std::move(sqlite::Database::open(file, mode, kCupboard)).value();
}

}  // namespace

class TestDatabase : public QObject {
    Q_OBJECT

private slots:
    void errorsAreTheOwners()
    {
        const test::TemporaryFolder folder;
        auto db = cupboardAt(folder.path() / "a.db");
        QVERIFY(db.exec("CREATE TABLE shelf(id INTEGER PRIMARY KEY, cup BLOB)").ok());

        const Status unknown = db.exec("SELECT * FROM drawer");
        QCOMPARE(unknown.error().reason, std::string("cupboard.damaged"));
        QVERIFY(unknown.error().message.find("Ask the carpenter.") != std::string::npos);

        auto reader = cupboardAt(folder.path() / "a.db", sqlite::Open::ReadOnly);
        const Status refused = reader.exec("INSERT INTO shelf(cup) VALUES(x'00')");
        QVERIFY(refused.error().code == ErrorCode::Forbidden);
        QCOMPARE(refused.error().reason, std::string("cupboard.read-only"));

        std::ofstream(folder.path() / "b.db") << std::string(4096, 'x');
        const auto foreign = sqlite::Database::open(folder.path() / "b.db", sqlite::Open::ReadWrite, kCupboard)
                                 ->queryInteger("SELECT count(*) FROM sqlite_schema");
        QVERIFY(foreign.error().code == ErrorCode::Damaged);
        QCOMPARE(foreign.error().reason, std::string("cupboard.foreign"));

        const auto missing = sqlite::Database::open(folder.path() / "c.db", sqlite::Open::ReadWrite, kCupboard);
        QCOMPARE(missing.error().reason, std::string("cupboard.io"));
        QVERIFY(missing.error().message.find("The cupboard is as it was.") != std::string::npos);

        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY(db.exec("INSERT INTO shelf(cup) VALUES(zeroblob(9000000))").ok());
        auto target = cupboardAt(folder.path() / "d.db");
        QCOMPARE(sqlite::copyPages(db, target, {}, stopped.get_token()).error().reason,
                 std::string("cupboard.stopped"));
    }

    void aTransactionRollsBackUnlessCommitted()
    {
        const test::TemporaryFolder folder;
        auto db = cupboardAt(folder.path() / "a.db");
        QVERIFY(db.exec("CREATE TABLE shelf(id INTEGER PRIMARY KEY, cup BLOB)").ok());
        for (const bool commits : {false, true}) {
            auto scope = std::move(sqlite::TransactionScope::begin(db, "IMMEDIATE")).value();
            QVERIFY(db.exec("INSERT INTO shelf(cup) VALUES(x'010203')").ok());
            QCOMPARE(db.changes(), std::int64_t(1));
            if (commits) {
                QVERIFY(scope.commit().ok());
            }
        }
        QCOMPARE(*db.queryInteger("SELECT count(*) FROM shelf").value(), std::int64_t(1));
    }

    void aBlobIsReadInPart()
    {
        const test::TemporaryFolder folder;
        auto db = cupboardAt(folder.path() / "a.db");
        QVERIFY(db.exec("CREATE TABLE shelf(id INTEGER PRIMARY KEY, cup BLOB)").ok());
        QVERIFY(db.exec("INSERT INTO shelf(id, cup) VALUES(7, 'a blue cup')").ok());
        auto blob = std::move(sqlite::BlobReader::open(db, "shelf", "cup", 7)).value();
        QVERIFY(blob.has_value());
        QCOMPARE(blob->size(), std::size_t(10));
        std::string part(4, '\0');
        QVERIFY(blob->read(part, 2).ok());
        QCOMPARE(part, std::string("blue"));
        QVERIFY(!std::move(sqlite::BlobReader::open(db, "shelf", "cup", 8)).value().has_value());
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
