// find(): what a person types leads to the row, whatever blanks, capitals and 0x stand in it; near misses are offered.
#include "core/verify/verifier_world.h"
#include "meterseal/verify/find.h"

#include <QTest>

using namespace meterseal;
using namespace meterseal::test;

class TestFind : public QObject {
    Q_OBJECT

private slots:
    void cleans()
    {
        QCOMPARE(qs(cleanedForFind(" 0x12 34\t")), QStringLiteral("1234"));
        QCOMPARE(qs(cleanedForFind("#17")), QStringLiteral("17"));
        QCOMPARE(qs(cleanedForFind("AbC")), QStringLiteral("AbC"));  // an id, not a hash
        QCOMPARE(qs(cleanedForFind("0X" + std::string(64, 'A'))), QString(64, 'a'));
    }

    void findsEveryKind()
    {
        LedgerReader reader = m_world.ledger.reader();
        const auto block = reader.blockRow(1);
        const auto meter = reader.meterByMn(m_world.meters[0][0].mn);
        QVERIFY(block.ok() && meter.ok());
        std::string tx = m_world.batches[0][0].hex(), spaced;
        for (const char c : tx) {
            spaced += {static_cast<char>(std::toupper(c)), ' '};
        }
        for (const auto& [text, kind] : {std::pair<std::string, std::string>{"1", "block"},
                                         {"#1", "block"},
                                         {"0x" + block->hash.hex(), "block"},
                                         {spaced, "transaction"},
                                         {meter->entry.address, "meter"},
                                         {" " + meter->entry.mn + " ", "meter"}}) {
            const auto found = find(reader, text);
            MS_VERIFY_OK(found);
            QVERIFY2(!found->exact.empty(), text.c_str());
            QCOMPARE(qs(std::string(kindOf(found->exact.front()))), qs(kind));
        }
        const auto organisations = reader.organisations();
        const auto found = find(reader, "  " + organisations->front().name + " ");
        QVERIFY(found.ok() && !found->exact.empty() && kindOf(found->exact.front()) == "organisation");
    }

    void offersNearMeters()
    {
        LedgerReader reader = m_world.ledger.reader();
        const std::string mn = m_world.meters[0][0].mn;
        const auto zeros = find(reader, "00" + mn);
        MS_VERIFY_OK(zeros);
        QVERIFY(zeros->exact.empty());
        QCOMPARE(zeros->near.size(), std::size_t(1));
        QVERIFY(zeros->near.front().entry.mn == mn);
        const auto begins = find(reader, mn.substr(0, mn.size() - 1));
        MS_VERIFY_OK(begins);
        QVERIFY(begins->exact.empty() && !begins->near.empty());
        const auto none = find(reader, "no-such-meter");
        QVERIFY(none.ok() && none->exact.empty() && none->near.empty());
    }

    void offersWhatTheTextIsAPartOf()
    {
        LedgerReader reader = m_world.ledger.reader();
        const auto kinds = [&](const std::string& text) {
            const auto found = find(reader, text);
            std::string all;
            for (const FoundRow& row : found.ok() ? found->partly : std::vector<FoundRow>()) {
                all += std::string(kindOf(row)) + " ";
            }
            return qs(found.ok() && found->exact.empty() ? all : "exact or an error");
        };
        // The beginning of a hash is told as one: all digits are needed.
        const std::string tx = m_world.batches[0][0].hex();
        QCOMPARE(find(reader, tx.substr(0, 40))->hashDigits, std::size_t(40));
        QCOMPARE(find(reader, "0x" + tx.substr(0, 8))->hashDigits, std::size_t(8));
        QCOMPARE(find(reader, tx.substr(0, 7))->hashDigits, std::size_t(0));
        QCOMPARE(find(reader, tx)->hashDigits, std::size_t(0));
        const auto meter = reader.meterByMn(m_world.meters[0][0].mn);
        const auto organisations = reader.organisations();
        MS_VERIFY_OK(meter);
        const std::string place = meter->entry.location;
        QVERIFY(place.size() > 3);
        QVERIFY(kinds(place.substr(1, place.size() - 1)).contains(QStringLiteral("meter")));
        const std::string& name = organisations->front().name;
        QVERIFY(kinds(name.substr(0, name.size() - 1)).contains(QStringLiteral("organisation")));
    }

    void saysWhatItLookedFor()
    {
        LedgerReader reader = m_world.ledger.reader();
        const auto hash = find(reader, std::string(64, 'e'));
        MS_VERIFY_OK(hash);
        QVERIFY(std::ranges::count(hash->sought, SoughtAs::TransactionHash) == 1);
        QVERIFY(std::ranges::count(hash->sought, SoughtAs::BlockHeight) == 0);
        QVERIFY(find(reader, " \t ")->sought.empty());
    }

private:
    World m_world;
};

QTEST_GUILESS_MAIN(TestFind)
#include "tst_find.moc"
