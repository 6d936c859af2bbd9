// The uploader's view of the ledger's meters: a number that is not registered is not taken for one that nearly is, but
// the person is told which one that would be.
#include "core/verify/verifier_world.h"
#include "meterseal/meter/other_spellings.h"
#include "meterseal/upload/meter_directory.h"
#include "support/temporary_folder.h"

#include <QTest>

using namespace meterseal;
using namespace meterseal::test;

class TestLedgerDirectory : public QObject {
    Q_OBJECT

private slots:
    void spellings_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("meant");
        QTest::newRow("zeros lost") << "12"
                                    << "0012";
        QTest::newRow("zeros added") << "0012"
                                     << "12";
        QTest::newRow("a float's") << "WM0001.0"
                                   << "WM0001";
        QTest::newRow("a float's, zeros lost") << "12.00"
                                               << "0012";
        QTest::newRow("small") << "wm0001"
                               << "WM0001";
        QTest::newRow("capitals") << "WM0001"
                                  << "wm0001";
    }
    void spellings()
    {
        QFETCH(QString, written);
        QFETCH(QString, meant);
        const std::vector<std::string> all = otherSpellings(written.toStdString());
        QVERIFY(std::ranges::find(all, meant.toStdString()) != all.end());
        QVERIFY(std::ranges::find(all, written.toStdString()) == all.end());
        QVERIFY(all.size() <= 30);
    }
    void noSpelling()
    {
        QVERIFY(otherSpellings("").empty());
        const std::vector<std::string> ofAFraction = otherSpellings("12.5");
        QVERIFY(std::ranges::find(ofAFraction, "12") == ofAFraction.end());
    }

    void aNearMissIsNamed()
    {
        World world;
        TemporaryFolder folder;
        const auto keys =
            crypto::KeyStore::create(folder / "keys", crypto::SecretBytes(std::string_view("correct horse battery")),
                                     {.n = 1024, .r = 8, .p = 1});
        MS_VERIFY_OK(keys);
        const auto directory = ledgerDirectory(world.ledger.reader(), *keys);
        const std::string mn = world.meters[0][0].mn;
        MS_VERIFY_REASON(directory->find(mn), "upload.no-key");  // registered, its key elsewhere
        const auto near = directory->find("00" + mn);
        MS_VERIFY_REASON(near, "upload.meter-unknown");
        QVERIFY2(near.error().message.find(mn + " is. Were zeros lost") != std::string::npos,
                 near.error().message.c_str());
        const auto strange = directory->find("no-such-meter");
        MS_VERIFY_REASON(strange, "upload.meter-unknown");
        QVERIFY2(strange.error().message.find("Register it") != std::string::npos, strange.error().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestLedgerDirectory)
#include "tst_ledger_directory.moc"
