// The command line beside a running service: what it does goes through the service, without a passphrase; what cannot
// is refused in a sentence; what only reads is as before. One ledger keeps one writer.
#include "integration/cli_runner.h"
#include "support/qt.h"
#include "support/service_world.h"

#include <filesystem>

using namespace meterseal;
using test::Cli;
using test::CliResult;

class TestCliService : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<test::ServiceWorld>([](ServiceOptions& options, OpenWorkspace& open) {
            options.unixSocket = open.workspace().folder() / "meterseald.sock";
        });
        QVERIFY2(m_world->fault().empty(), m_world->fault().c_str());
    }

    void aMetersWholeLife()
    {
        const CliResult registered = run({"meter", "register", "0012", "--location", "12 Harbour Rd", "--manufacturer",
                                          "Maker", "--as", "water", "--json"});
        MS_VERIFY_EXIT(registered, 0);
        const auto row = registered.json()["results"][0];
        QVERIFY2(row["height"].get<int>() > 0 && row["mn"] == "0012", registered.out.constData());
        QVERIFY(!row["address"].get<std::string>().empty());
        // In whose name is said, and it must be one whose key lies with the service.
        QCOMPARE(run({"meter", "review", "0012", "--as", "nobody", "--approve", "--json"}).exitCode, 3);
        MS_VERIFY_EXIT(run({"meter", "review", "0012", "--as", "water", "--approve"}), 0);
        MS_VERIFY_EXIT(run({"meter", "review", "--all", "--as", "maker", "--approve"}), 0);
        MS_VERIFY_EXIT(run({"meter", "activate", "0012"}), 0);
        MS_VERIFY_EXIT(run({"meter", "suspend", "0012", "--as", "water", "--reason", "flat rebuilt"}), 0);
        MS_VERIFY_EXIT(run({"meter", "resume", "0012", "--as", "water", "--reason", "done"}), 0);
        QCOMPARE(run({"meter", "show", "0012", "--json"}).json()["state"].get<std::string>(), std::string("active"));
        // The service's own refusal, with its reason.
        const CliResult twice = run({"meter", "review", "0012", "--as", "water", "--approve", "--json"});
        QCOMPARE(twice.exitCode, 3);
        QVERIFY2(twice.reason().startsWith("tx.") || twice.reason().startsWith("meter."), twice.err.constData());
    }

    void aFileIsAnchoredVerifiedAndTraced()
    {
        const QString file = qs((m_folder / "day.csv").string());
        test::writeFile(m_folder / "day.csv", "mn,alarmCode,value,alarmTime\n"
                                              "0012,highFlowAlarm,4.25,2026-11-23T08:00:00.000Z\n"
                                              "0012,lowBatteryAlarm,2.9,2026-11-23T09:00:00.000Z\n");
        const CliResult anchored = run({"anchor", file, "--json"});
        MS_VERIFY_EXIT(anchored, 0);
        QCOMPARE(anchored.json()["jobs"][0]["committedRecords"].get<int>(), 2);
        // Again: nothing twice.
        const CliResult again = run({"anchor", file, "--json"});
        MS_VERIFY_EXIT(again, 0);
        QCOMPARE(m_world->workspace().openReader()->totals()->records, std::uint64_t(2));
        MS_VERIFY_EXIT(run({"verify", file}), 0);
        MS_VERIFY_EXIT(run({"trace", "0012"}), 0);
        MS_VERIFY_EXIT(run({"upload", "status"}), 0);
        const CliResult where = run({"upload", "where", file, "2", "--json"});
        MS_VERIFY_EXIT(where, 0);
        QCOMPARE(where.json()["stage"].get<std::string>(), std::string("committed"));
    }

    void whatCannotGoThroughItIsRefusedInASentence()
    {
        for (const QStringList& arguments :
             {QStringList{"org", "add", "other:insurer:Other", "--json"},
              QStringList{"upload", "--watch", qs(m_folder.path().string()), "--json"}}) {
            const CliResult refused = run(arguments);
            QCOMPARE(refused.exitCode, 3);
            QCOMPARE(refused.reason(), QString("service.holds"));
            QVERIFY2(refused.err.contains("Stop the service"), refused.err.constData());
        }
        const CliResult batch = run({"anchor", qs((m_folder / "day.csv").string()), "--batch", "7", "--json"});
        QCOMPARE(batch.exitCode, 2);
        QCOMPARE(run({"meter", "register", "0013", "--location", "x", "--manufacturer", "Maker", "--as", "water",
                      "--reveal-secrets"})
                     .exitCode,
                 2);
    }

    void withoutTheServiceTheWorkspaceIsOnesOwnAgain()
    {
        const std::filesystem::path socket = m_world->folder() / "meterseald.sock";
        m_world->stop();
        QVERIFY(!std::filesystem::exists(socket));
        // Without a passphrase nothing is signed here.
        QCOMPARE(run({"meter", "suspend", "0012", "--as", "water", "--reason", "x"}).exitCode, 3);
        MS_VERIFY_EXIT(
            Cli(qs(m_world->folder().string())).run({"meter", "suspend", "0012", "--as", "water", "--reason", "x"}), 0);
    }

private:
    // Without a passphrase: nobody must ask for one.
    CliResult run(const QStringList& arguments) const
    {
        return Cli(qs(m_world->folder().string())).run(arguments, {}, "not the passphrase");
    }

    test::TemporaryFolder m_folder;
    std::unique_ptr<test::ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(TestCliService)
#include "tst_cli_service.moc"
