// A ledger that is less than this workspace, or this person, has seen; and a clock that cannot be right.
#include "meterseal/meter/meter_service.h"
#include "meterseal/workspace/open_workspace.h"
#include "meterseal/workspace/seen_checkpoints.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QTest>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

using namespace meterseal;
namespace fs = std::filesystem;

namespace {

const crypto::SecretBytes& passphrase()
{
    static const crypto::SecretBytes secret(std::string_view("correct horse battery"));
    return secret;
}

}  // namespace

class TestWorkspaceHistory : public QObject {
    Q_OBJECT

    // Registers meters `from` to `to`, a block each, and closes.
    void seal(int from, int to)
    {
        auto chain = m_workspace->openChain(*m_keys);
        MS_VERIFY_OK(chain);
        MeterService meters(**chain, *m_keys);
        for (int i = from; i <= to; ++i) {
            MS_VERIFY_OK(meters.registerMeter({std::to_string(1000 + i), "Lane 1", "Maker", {}}, "water"));
            MS_VERIFY_OK((*chain)->flush());
        }
    }
    void copyLedger(const fs::path& from, const fs::path& to)
    {
        for (const char* end : {"-wal", "-shm"}) {
            fs::remove(to.string() + end);
        }
        fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    }
    // As somebody who has seen nothing of this ledger elsewhere.
    void forgetSeen() { fs::remove_all(m_folder / "state"); }
    fs::path ledger() const { return m_workspace->ledgerFile(); }

private slots:
    void initTestCase()
    {
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((m_folder / "state").string()));
        auto made = Workspace::create(m_folder / "w", "harbour",
                                      {{"water", Role::Utility, "Water"}, {"maker", Role::Manufacturer, "Maker"}},
                                      passphrase());
        MS_VERIFY_OK(made);
        m_workspace.emplace(std::move(*made));
        m_keys.emplace(std::move(*m_workspace->openKeys(passphrase())));
        fs::copy_file(ledger(), m_folder / "empty.db");
        MS_VERIFY_OK(m_workspace->checkHistory());
        seal(1, 3);
        fs::copy_file(ledger(), m_folder / "three.db");
        seal(4, 7);
        fs::copy_file(ledger(), m_folder / "seven.db");
        m_head = test::readFile(m_workspace->headFile());
        MS_VERIFY_OK(m_workspace->checkHistory());
    }

    void init()
    {
        forgetSeen();
        copyLedger(m_folder / "seven.db", ledger());
        test::writeFile(m_workspace->headFile(), m_head);
    }

    void aShorterLedgerIsNamedAndNotWritten_data()
    {
        QTest::addColumn<QString>("copy");
        QTest::addColumn<bool>("elsewhere");  // seen by this person, and head.note went back with the ledger
        QTest::newRow("empty") << "empty.db" << false;
        QTest::newRow("three blocks") << "three.db" << false;
        QTest::newRow("empty, seen elsewhere") << "empty.db" << true;
        QTest::newRow("three blocks, seen elsewhere") << "three.db" << true;
    }
    void aShorterLedgerIsNamedAndNotWritten()
    {
        QFETCH(QString, copy);
        QFETCH(bool, elsewhere);
        if (elsewhere) {
            MS_VERIFY_OK(m_workspace->checkHistory());  // remembered for all workspaces of this person
            fs::remove(m_workspace->headFile());
            nlohmann::json settings = nlohmann::json::parse(test::readFile(m_workspace->settingsFile()));
            settings.erase("head");
            test::writeFile(m_workspace->settingsFile(), settings.dump());
        }
        copyLedger(m_folder / copy.toStdString(), ledger());
        const std::string before = test::readFile(ledger());
        const Status found = m_workspace->checkHistory();
        MS_VERIFY_REASON(found, "ledger.shorter");
        QVERIFY2(found.error().message.find("block 7") != std::string::npos, found.error().message.c_str());
        MS_VERIFY_REASON(m_workspace->openChain(*m_keys), "ledger.shorter");
        MS_VERIFY_OK(m_workspace->openReader());  // it can be read
        QVERIFY(test::readFile(ledger()) == before);
        copyLedger(m_folder / "seven.db", ledger());
        MS_VERIFY_OK(m_workspace->checkHistory());
        MS_VERIFY_OK(m_workspace->openChain(*m_keys));
    }

    // The holder of all keys goes on from block 3 another way, under the same fingerprint.
    void anotherHistoryIsNamedAndNotWritten()
    {
        copyLedger(m_folder / "three.db", m_folder / "other.db");
        {
            auto chain = EmbeddedChain::open(m_folder / "other.db", *m_keys->sealer());
            MS_VERIFY_OK(chain);
            MeterService meters(**chain, *m_keys);
            for (int i = 0; i < 9; ++i) {
                MS_VERIFY_OK(meters.registerMeter({std::to_string(5000 + i), "Lane 1", "Maker", {}}, "water"));
                MS_VERIFY_OK((*chain)->flush());
            }
        }
        copyLedger(m_folder / "other.db", ledger());
        MS_VERIFY_REASON(m_workspace->checkHistory(), "ledger.other-history");
        MS_VERIFY_REASON(m_workspace->openChain(*m_keys), "ledger.other-history");
    }

    void everyFlippedBitOfTheHeadIsFound()
    {
        std::size_t flips = 0;
        for (std::size_t at = 0; at < m_head.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit, ++flips) {
                std::string bad = m_head;
                bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
                test::writeFile(m_workspace->headFile(), bad);
                MS_VERIFY_REASON(m_workspace->knownAuditHead(), "workspace.head-damaged");
            }
        }
        QVERIFY(flips > 2000);
        for (const std::size_t length : {std::size_t(0), m_head.size() / 2, m_head.size() - 1}) {
            test::writeFile(m_workspace->headFile(), m_head.substr(0, length));
            MS_VERIFY_REASON(m_workspace->checkHistory(), "workspace.head-damaged");
            MS_VERIFY_REASON(m_workspace->openChain(*m_keys), "workspace.head-damaged");
        }
    }

    void aMissingHeadIsAFaultUnlessItWasNeverThere()
    {
        const std::string settings = test::readFile(m_workspace->settingsFile());
        QVERIFY(settings.find("\"head\"") != std::string::npos);
        fs::remove(m_workspace->headFile());
        MS_VERIFY_REASON(m_workspace->checkHistory(), "workspace.head-missing");
        MS_VERIFY_REASON(m_workspace->openChain(*m_keys), "workspace.head-missing");
        // A workspace made by a program that kept no head: it is made with the first sealing.
        test::writeFile(m_workspace->settingsFile(), "{\"v\":1,\"engine\":\"embedded\"}\n");
        MS_VERIFY_OK(m_workspace->checkHistory());
        MS_VERIFY_OK(m_workspace->openChain(*m_keys));
        QVERIFY(fs::exists(m_workspace->headFile()));
        QVERIFY(test::readFile(m_workspace->settingsFile()).find("\"head\"") != std::string::npos);
        const auto known = m_workspace->knownAuditHead();
        MS_VERIFY_OK(known);
        QVERIFY(known->has_value() && (*known)->seq > 0);
    }

    // Log and audit.head put back together to what they were: head.note knows better.
    void aCutAuditLogIsSeenByTheHead()
    {
        const AuditLog log = m_workspace->auditLog();
        const std::string text = test::readFile(log.file()), head = test::readFile(log.headFile());
        for (int i = 0; i < 3; ++i) {
            MS_VERIFY_OK(log.append({"export", {}, {}, {}, {}}));
        }
        MS_VERIFY_OK(m_workspace->openChain(*m_keys));  // and closed again
        test::writeFile(log.file(), text);
        test::writeFile(log.headFile(), head);
        QVERIFY(log.check()->whole());
        const auto known = m_workspace->knownAuditHead();
        MS_VERIFY_OK(known);
        const auto check = log.check({}, {}, *known);
        QCOMPARE(check->breaks.size(), std::size_t(1));
        QVERIFY(check->breaks[0].kind == AuditBreak::Kind::Removed && check->breaks[0].last == (*known)->seq);
        // Nothing that is sealed later makes the head forget it.
        MS_VERIFY_OK(m_workspace->openChain(*m_keys));
        QVERIFY(!log.check({}, {}, *m_workspace->knownAuditHead())->whole());
    }

    void aWrongClockIsNotSealedWith()
    {
        const std::int64_t later = now().ms + 3'600'000;
        const timespec both[2]{{later / 1000, 0}, {later / 1000, 0}};
        QCOMPARE(::utimensat(AT_FDCWD, m_workspace->keyStoreFile().c_str(), both, 0), 0);
        MS_VERIFY_REASON(m_workspace->openChain(*m_keys), "clock.behind-files");
        OpenWorkspaceOptions options;
        MS_VERIFY_REASON(OpenWorkspace::open(*m_workspace, passphrase(), options), "clock.behind-files");
        options.clock = ClockTrust::Right;
        MS_VERIFY_OK(OpenWorkspace::open(*m_workspace, passphrase(), options));
        const auto reading = m_workspace->readClock();
        MS_VERIFY_OK(reading);
        QVERIFY(reading->offsetMs() >= 0 && reading->offsetMs() < 600'000);
        QVERIFY(reading->newestFile.has_value());
        const timespec back[2]{{now().ms / 1000, 0}, {now().ms / 1000, 0}};
        QCOMPARE(::utimensat(AT_FDCWD, m_workspace->keyStoreFile().c_str(), back, 0), 0);
        MS_VERIFY_OK(m_workspace->openChain(*m_keys));
    }

private:
    test::TemporaryFolder m_folder;
    std::optional<Workspace> m_workspace;
    std::optional<crypto::KeyStore> m_keys;
    std::string m_head;
};

QTEST_GUILESS_MAIN(TestWorkspaceHistory)
#include "tst_workspace_history.moc"
