// AuditLog: the chain, every way to tamper with it, what a crash leaves, two programs at once, pages and filters.
#include "meterseal/crypto/sha256.h"
#include "meterseal/record/canonical_json.h"
#include "meterseal/workspace/audit_log.h"
#include "support/child_process.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QTest>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

using namespace meterseal;

namespace {

AuditNote note(int number)
{
    AuditNote one{"meter.register", "city-water", {{"mn", "40146171322" + std::to_string(number)}}, {}, {}};
    if (number % 3 == 0) {
        one.action = "key-store.unlock-failed";
        one.result = makeError(ErrorCode::Forbidden, "keystore.wrong-passphrase", "The passphrase is wrong.");
    }
    return one;
}

std::vector<std::string> linesOf(const AuditLog& log)
{
    std::vector<std::string> lines;
    const std::string content = test::readFile(log.file());
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t end = content.find('\n', at);
        lines.push_back(content.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

void writeLines(const AuditLog& log, const std::vector<std::string>& lines)
{
    std::string content;
    for (const std::string& line : lines) {
        content += line + "\n";
    }
    test::writeFile(log.file(), content);
}

std::string shown(const AuditCheck& check)
{
    std::string all;
    for (const AuditBreak& one : check.breaks) {
        all += (all.empty() ? "" : " ") + std::string(one.kind == AuditBreak::Kind::Changed    ? "changed"
                                                      : one.kind == AuditBreak::Kind::Removed  ? "removed"
                                                      : one.kind == AuditBreak::Kind::HeadLost ? "headLost"
                                                                                               : "unreadable");
        all += " " + std::to_string(one.seq) + "-" + std::to_string(one.last) + "@" + std::to_string(one.line);
    }
    return all;
}

// What the child process does: appends `count` entries as organisation `name`.
int appendMany(const std::string& folder, const std::string& name, int count)
{
    const AuditLog log(folder);
    for (int i = 0; i < count; ++i) {
        if (!log.append({"upload.start", name, {{"row", std::to_string(i)}}, {}, {}})) {
            return 1;
        }
    }
    std::puts("done");
    return 0;
}

}  // namespace

class TestAuditLog : public QObject {
    Q_OBJECT

    static void fill(const AuditLog& log, int count)
    {
        for (int i = 1; i <= count; ++i) {
            MS_VERIFY_OK(log.append(note(i)));
        }
    }

private slots:
    void entriesAreCanonicalAndChained()
    {
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        QCOMPARE(log.size(), std::uint64_t(0));
        QVERIFY(log.check()->whole());
        fill(log, 4);
        Hash256 prev;
        std::uint64_t seq = 0;
        for (const std::string& line : linesOf(log)) {
            QVERIFY(isCanonicalJson(line));
            const auto entry = nlohmann::json::parse(line);
            QCOMPARE(entry["seq"].get<std::uint64_t>(), ++seq);
            QCOMPARE(entry["prev"].get<std::string>(), prev.hex());
            QCOMPARE(entry["actor"]["organisation"].get<std::string>(), std::string("city-water"));
            QVERIFY(!entry["actor"]["user"].get<std::string>().empty());
            prev = crypto::sha256(line);
        }
        const auto failed = nlohmann::json::parse(linesOf(log)[2]);
        QCOMPARE(failed["result"].dump(), std::string(R"({"code":"forbidden","reason":"keystore.wrong-passphrase"})"));
        const auto check = log.check();
        QVERIFY(check->whole());
        QCOMPARE(check->entries, std::uint64_t(4));
        QCOMPARE(check->head, prev);
    }

    void tamperingIsFoundAndPlaced_data()
    {
        QTest::addColumn<std::function<void(std::vector<std::string>&)>>("tamper");
        QTest::addColumn<QString>("found");
        using Lines = std::vector<std::string>;
        const auto row = [](const char* name, std::function<void(Lines&)> tamper, const char* found) {
            QTest::newRow(name) << std::move(tamper) << QString::fromUtf8(found);
        };
        const auto forge = [](std::string& line) { line.replace(line.find("city-water"), 10, "else-water"); };
        row(
            "nothing", [](Lines&) {}, "");
        row(
            "first changed", [forge](Lines& l) { forge(l[0]); }, "changed 1-1@2");
        row(
            "middle changed", [forge](Lines& l) { forge(l[3]); }, "changed 4-4@5");
        row(
            "last changed", [forge](Lines& l) { forge(l[5]); }, "changed 6-6@6");
        row(
            "two changed", [forge](Lines& l) { forge(l[1]), forge(l[3]); }, "changed 2-2@3 changed 4-4@5");
        row(
            "first removed", [](Lines& l) { l.erase(l.begin()); }, "removed 1-1@1");
        row(
            "middle removed", [](Lines& l) { l.erase(l.begin() + 2, l.begin() + 4); }, "removed 3-4@3");
        row(
            "last removed", [](Lines& l) { l.pop_back(); }, "removed 6-6@6");
        row(
            "end removed", [](Lines& l) { l.resize(2); }, "removed 3-6@3");
        row(
            "all removed", [](Lines& l) { l.clear(); }, "removed 1-6@1");
        row(
            "swapped", [](Lines& l) { std::swap(l[2], l[3]); }, "removed 3-3@3 changed 3-3@4 removed 4-4@5");
        row(
            "repeated", [](Lines& l) { l.insert(l.begin() + 3, l[2]); }, "changed 3-3@4");
        row(
            "no json", [](Lines& l) { l[2] = "gone"; }, "unreadable 3-3@3");
        row(
            "not canonical", [](Lines& l) { l[2].insert(1, " "); }, "unreadable 3-3@3");
        row(
            "last unreadable", [](Lines& l) { l[5] = "{}"; }, "unreadable 6-6@6");
    }
    void tamperingIsFoundAndPlaced()
    {
        QFETCH(std::function<void(std::vector<std::string>&)>, tamper);
        QFETCH(QString, found);
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        fill(log, 6);
        auto lines = linesOf(log);
        tamper(lines);
        writeLines(log, lines);
        const auto check = log.check();
        MS_VERIFY_OK(check);
        QCOMPARE(qs(shown(*check)), found);
        QCOMPARE(check->breakCount, check->breaks.size());
        for (const AuditBreak& one : check->breaks) {
            QVERIFY(describe(one).find(std::to_string(one.line)) != std::string::npos);
        }
        // Going on afterwards neither fails nor hides it.
        MS_VERIFY_OK(log.append(note(1)));
        const auto later = log.check();
        QCOMPARE(later->entries, lines.size() + 1);
        QCOMPARE(later->whole(), found.isEmpty());
    }

    void aForgedLineWithItsChainRepairedStillMissesTheHead()
    {
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        fill(log, 3);
        const std::string head = test::readFile(log.headFile());
        std::filesystem::remove(log.file());
        std::filesystem::remove(log.headFile());
        for (const int number : {1, 2, 4}) {
            MS_VERIFY_OK(log.append(note(number)));
        }
        QVERIFY(log.check()->whole());  // it is a log like any other ...
        test::writeFile(log.headFile(), head);
        QCOMPARE(shown(*log.check()), std::string("changed 3-3@3"));  // ... but not the one that was written
    }

    void aCutTailIsSetAsideAndSaid_data()
    {
        QTest::addColumn<QByteArray>("tail");
        QTest::newRow("half a line") << QByteArray("{\"action\":\"meter.reg");
        QTest::newRow("zeros") << QByteArray(5000, '\0');
        QTest::newRow("one byte") << QByteArray("{");
    }
    void aCutTailIsSetAsideAndSaid()
    {
        QFETCH(QByteArray, tail);
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        fill(log, 3);
        const std::string before = test::readFile(log.file());
        test::writeFile(log.file(), before + tail.toStdString());
        auto check = log.check();
        QVERIFY(check->whole());
        QCOMPARE(check->cutBytes, std::uint64_t(tail.size()));
        QCOMPARE(check->entries, std::uint64_t(3));
        QCOMPARE(log.page({}, {}, Direction::Older, 10)->rows.size(), std::size_t(3));

        MS_VERIFY_OK(log.append(note(4)));
        check = log.check();
        QVERIFY(check->whole());
        QCOMPARE(check->cutBytes, std::uint64_t(0));
        QCOMPARE(check->entries, std::uint64_t(5));
        const auto page = log.page({"audit.cut-tail"}, {}, Direction::Newer, 10);
        QCOMPARE(page->rows.size(), std::size_t(1));
        QCOMPARE(page->rows[0].details.at("bytes"), std::to_string(tail.size()));
        QCOMPARE(test::readFile(log.cutFile()), tail.toStdString() + "\n");
    }

    // Without audit.head nobody can say that the end is there: a fault, and told for ever.
    void aMissingOrDamagedHeadIsAFault_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("missing") << QByteArray();
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("cut") << QByteArray("{\"seq\":");
        QTest::newRow("not an object") << QByteArray("[]\n");
        QTest::newRow("no hash") << QByteArray("{\"seq\":1}\n");
    }
    void aMissingOrDamagedHeadIsAFault()
    {
        QFETCH(QByteArray, head);
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        fill(log, 5);
        auto lines = linesOf(log);
        lines.resize(3);  // two lines cut, and the head that would have told
        writeLines(log, lines);
        std::filesystem::remove(log.headFile());
        if (!head.isNull()) {
            test::writeFile(log.headFile(), head.toStdString());
        }
        QCOMPARE(shown(*log.check()), std::string("headLost 3-3@4"));
        MS_VERIFY_OK(log.append(note(4)));
        QCOMPARE(shown(*log.check()), std::string("headLost 3-3@4"));  // the entry that says so
        QCOMPARE(log.page({"audit.head-lost"}, {}, Direction::Newer, 10)->rows.size(), std::size_t(1));
        MS_VERIFY_OK(log.append(note(5)));
        QCOMPARE(shown(*log.check()), std::string("headLost 3-3@4"));
        QCOMPARE(log.check()->entries, std::uint64_t(6));
    }

    // Every bit of log and head.
    void everyFlippedBitIsFound()
    {
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        fill(log, 2);
        std::size_t flips = 0;
        for (const auto& file : {log.file(), log.headFile()}) {
            const std::string good = test::readFile(file);
            for (std::size_t at = 0; at < good.size(); ++at) {
                for (int bit = 0; bit < 8; ++bit, ++flips) {
                    std::string bad = good;
                    bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
                    test::writeFile(file, bad);
                    const auto check = log.check();
                    QVERIFY2(
                        !check.ok() || !check->whole(),
                        qPrintable(
                            QStringLiteral("byte %1 bit %2 of %3").arg(at).arg(bit).arg(qs(file.filename().string()))));
                }
            }
            test::writeFile(file, good);
        }
        QVERIFY(flips > 4000);
        QVERIFY(log.check()->whole());
    }

    // Log and head exchanged together: whoever knows the end from elsewhere sees it.
    void anEndKnownFromElsewhereIsCompared()
    {
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        QCOMPARE(log.head(), std::nullopt);
        fill(log, 3);
        const std::string earlier = test::readFile(log.file()), earlierHead = test::readFile(log.headFile());
        fill(log, 2);
        const std::optional<AuditHead> known = log.head();
        QCOMPARE(known->seq, std::uint64_t(5));
        QVERIFY(log.check({}, {}, known)->whole());
        test::writeFile(log.file(), earlier);
        test::writeFile(log.headFile(), earlierHead);
        QVERIFY(log.check()->whole());
        QCOMPARE(shown(*log.check({}, {}, known)), std::string("removed 4-5@4"));
        fill(log, 3);
        QCOMPARE(shown(*log.check({}, {}, known)), std::string("changed 5-5@5"));
    }

    void twoProgramsAndThreadsMayWriteAtOnce()
    {
        constexpr int kEach = 40;
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        test::ChildProcess one({"append", folder.path().string(), "one"});
        test::ChildProcess two({"append", folder.path().string(), "two"});
        std::jthread three([&] {
            for (int i = 0; i < kEach; ++i) {
                static_cast<void>(log.append(note(1)));
            }
        });
        QCOMPARE(one.readLine(60000), std::optional<std::string>("done"));
        QCOMPARE(two.readLine(60000), std::optional<std::string>("done"));
        three.join();
        const auto check = log.check();
        QVERIFY(check->whole());
        QCOMPARE(check->entries, std::uint64_t(3 * kEach));
    }

    void aKilledWriterLeavesAWholeLog()
    {
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        for (int round = 0; round < 5; ++round) {
            test::ChildProcess writer({"append", folder.path().string(), "killed", "100000"});
            const std::uint64_t before = log.size();
            QTRY_VERIFY(log.size() > before + 2000);
            writer.killAndCollect();
            MS_VERIFY_OK(log.append(note(1)));
            QVERIFY(log.check()->whole());
        }
    }

    void pagesGoBothWaysAndFilter()
    {
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        constexpr int kEntries = 57;
        fill(log, kEntries);
        for (const Direction direction : {Direction::Older, Direction::Newer}) {
            std::vector<std::uint64_t> seen;
            std::optional<std::uint64_t> cursor;
            bool more = true;
            while (more) {
                const auto page = log.page({}, cursor, direction, 10);
                MS_VERIFY_OK(page);
                for (const AuditEntry& entry : page->rows) {
                    seen.push_back(entry.seq);
                    cursor = entry.offset;
                }
                more = page->more;
            }
            QCOMPARE(seen.size(), std::size_t(kEntries));
            QCOMPARE(seen.front(), std::uint64_t(direction == Direction::Older ? kEntries : 1));
            QVERIFY(direction == Direction::Older ? std::is_sorted(seen.rbegin(), seen.rend())
                                                  : std::is_sorted(seen.begin(), seen.end()));
        }
        const auto count = [&](const AuditFilter& filter) {
            return log.page(filter, {}, Direction::Older, 1000)->rows.size();
        };
        QCOMPARE(count({"meter.register"}), std::size_t(38));
        QCOMPARE(count({"meter."}), std::size_t(38));
        QCOMPARE(count({"meter"}), std::size_t(0));
        QCOMPARE(count({"", AuditFilter::Outcome::Failed}), std::size_t(19));
        QCOMPARE(count({"", AuditFilter::Outcome::Ok}), std::size_t(38));
        QCOMPARE(count({"", AuditFilter::Outcome::Any, "WRONG-passphrase"}), std::size_t(19));
        QCOMPARE(count({"", AuditFilter::Outcome::Any, "nobody"}), std::size_t(0));
        const auto all = log.page({}, {}, Direction::Newer, 1000);
        AuditFilter later;
        later.from = Timestamp{all->rows.back().time.ms + 1};
        QCOMPARE(count(later), std::size_t(0));
        later.to = later.from;
        later.from = all->rows.front().time;
        QCOMPARE(count(later), std::size_t(kEntries));
    }

    void linesOverTheEdgeOfABlockAreWhole()
    {
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        const std::string wide(900, 'x');
        for (int i = 0; i < 700; ++i) {  // over 700 KB: several blocks
            MS_VERIFY_OK(log.append({"export", "", {{"file", wide + std::to_string(i)}}, {}, {}}));
        }
        QVERIFY(log.check()->whole());
        const auto older = log.page({}, {}, Direction::Older, 1000);
        const auto newer = log.page({}, {}, Direction::Newer, 1000);
        QCOMPARE(older->rows.size(), std::size_t(700));
        for (std::size_t i = 0; i < 700; ++i) {
            QCOMPARE(older->rows[i].line, newer->rows[699 - i].line);
            QCOMPARE(older->rows[i].offset, newer->rows[699 - i].offset);
        }
    }

    void oddTextsAreKeptReadable()
    {
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        MS_VERIFY_OK(log.append({"export", "", {{"file", "caf\xe9.csv"}, {"name", "a\nb\"c"}}, {}, {}}));
        MS_VERIFY_OK(log.append({"export", "", {{"file", std::string(341, 'x') + std::string(700, '\xe6')}}, {}, {}}));
        std::string chinese;
        for (int i = 0; i < 500; ++i) {
            chinese += "水";
        }
        MS_VERIFY_OK(log.append({"export", "", {{"file", chinese}}, {}, {}}));
        const auto page = log.page({}, {}, Direction::Newer, 10);
        QVERIFY(log.check()->whole());
        QCOMPARE(page->rows[0].subject.at("file"), std::string("caf\\xe9.csv"));
        QCOMPARE(page->rows[0].subject.at("name"), std::string("a\nb\"c"));
        QCOMPARE(page->rows[2].subject.at("file"), chinese.substr(0, 1023));
    }

    void aFolderThatCannotBeWrittenIsTold()
    {
        const test::TemporaryFolder folder;
        MS_VERIFY_REASON(AuditLog(folder / "not there").append(note(1)), "audit.locked");
        std::filesystem::create_directory(folder / "audit.jsonl");
        MS_VERIFY_REASON(AuditLog(folder.path()).append(note(1)), "audit.io");
    }

    void readingStopsWhenAsked()
    {
        const test::TemporaryFolder folder;
        const AuditLog log(folder.path());
        fill(log, 3);
        std::stop_source stop;
        stop.request_stop();
        MS_VERIFY_REASON(log.check({}, stop.get_token()), "audit.cancelled");
        MS_VERIFY_REASON(log.page({}, {}, Direction::Older, 10, stop.get_token()), "audit.cancelled");
    }
};

int main(int argc, char** argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() >= 3 && arguments[0] == "append") {
        return appendMany(arguments[1], arguments[2], arguments.size() > 3 ? std::stoi(arguments[3]) : 40);
    }
    QCoreApplication application(argc, argv);
    TestAuditLog test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_audit_log.moc"
