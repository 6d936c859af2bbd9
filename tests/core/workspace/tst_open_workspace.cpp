// A workspace opened for writing: one lock for keys, one actor, one audit log, one order of shutting down.
#include "meterseal/workspace/open_workspace.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <atomic>
#include <thread>

using namespace meterseal;

namespace {

const crypto::SecretBytes& passphrase()
{
    static const crypto::SecretBytes secret(std::string_view("correct horse battery"));
    return secret;
}

std::vector<AuditEntry> auditOf(const Workspace& workspace)
{
    const auto page = workspace.auditLog().page({}, std::nullopt, Direction::Newer, 1000);
    return page.ok() ? page->rows : std::vector<AuditEntry>();
}

}  // namespace

class TestOpenWorkspace : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<test::TemporaryFolder>();
        auto made = Workspace::create(*m_folder / "w", "harbour",
                                      {{"water", Role::Utility, "Water"}, {"maker", Role::Manufacturer, "Maker"}},
                                      passphrase());
        MS_VERIFY_OK(made);
        m_workspace = std::make_unique<Workspace>(std::move(*made));
    }

    void namesItsActorAndWritesTheAuditLogItself()
    {
        OpenWorkspaceOptions options;
        options.client = "id8 platform";
        auto open = OpenWorkspace::open(*m_workspace, passphrase(), options);
        MS_VERIFY_OK(open);
        QCOMPARE((*open)->ownOrganisations().size(), std::size_t(2));
        const auto registered = (*open)->change(
            AuditNote{"meter.register", "water", {{"mn", "0012"}}}, [](OpenKeys& keys) -> Result<Hash256> {
                MS_ASSIGN(const Registered one, keys.meters.registerMeter({"0012", "Lane 1", "Maker", {}}, "water"));
                return one.txHash;
            });
        MS_VERIFY_OK(registered);
        const auto refused = (*open)->change(
            AuditNote{"meter.register", "water", {{"mn", "0012"}}}, [](OpenKeys& keys) -> Result<Hash256> {
                MS_ASSIGN(const Registered one, keys.meters.registerMeter({"0012", "Lane 1", "Maker", {}}, "nobody"));
                return one.txHash;
            });
        QVERIFY(!refused.ok());
        MS_VERIFY_OK((*open)->close());
        MS_VERIFY_OK((*open)->auditFailure());
        const std::vector<AuditEntry> entries = auditOf(*m_workspace);
        QVERIFY(entries.size() >= 3);
        const AuditEntry& last = entries.back();
        const AuditEntry& before = entries[entries.size() - 2];
        QVERIFY(entries[entries.size() - 3].action == "key-store.unlock");
        QVERIFY(before.action == "meter.register" && before.ok() && before.client == "id8 platform");
        QVERIFY(before.organisation == "water" && before.details.at("txHash") == registered->hex());
        QVERIFY(last.action == "meter.register" && last.reason == refused.error().reason);
        const auto check = m_workspace->auditLog().check();
        QVERIFY(check.ok() && check->whole());
    }

    void aWrongPassphraseIsRecordedAndOpensNothing()
    {
        const auto open = OpenWorkspace::open(*m_workspace, crypto::SecretBytes(std::string_view("guessed")));
        QVERIFY(!open.ok());
        const std::vector<AuditEntry> entries = auditOf(*m_workspace);
        QVERIFY(entries.back().action == "key-store.unlock-failed");
        QVERIFY(entries.back().reason == open.error().reason && entries.back().client.empty());
        MS_VERIFY_OK(OpenWorkspace::open(*m_workspace, passphrase()));  // nothing was left locked
    }

    void oneWriterAndPatience()
    {
        auto first = OpenWorkspace::open(*m_workspace, passphrase());
        MS_VERIFY_OK(first);
        const auto second = OpenWorkspace::open(*m_workspace, passphrase());
        QVERIFY(!second.ok() && second.error().code == ErrorCode::Busy);
        std::jthread leaves([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            first->reset();
        });
        OpenWorkspaceOptions patient;
        patient.patience = std::chrono::seconds(30);
        MS_VERIFY_OK(OpenWorkspace::open(*m_workspace, passphrase(), patient));
    }

    // A rotation that the program did not live to settle: the key store has both keys, the ledger the new one.
    void aRotatedKeyIsPutToUse()
    {
        auto first = OpenWorkspace::open(*m_workspace, passphrase());
        MS_VERIFY_OK(first);
        const crypto::OrganisationKey keys{"water", crypto::PrivateKey::generate(),
                                           crypto::Ed25519PrivateKey::generate()};
        const OrganisationBody body{OrganisationAction::Rotate, "water", "Water", Role::Utility, keys.key.publicKey(),
                                    keys.witness->publicKey(),  {}};
        const std::vector<std::string> signers{"water", "maker"};
        MS_VERIFY_OK(
            (*first)->change([&](OpenKeys& open) { return open.meters.changeOrganisation(body, signers, &keys); }));
        MS_VERIFY_OK((*first)->chain().flush());
        first->reset();
        auto second = OpenWorkspace::open(*m_workspace, passphrase());
        MS_VERIFY_OK(second);
        const auto inUse =
            (*second)->change([](OpenKeys& open) { return open.keys.organisation("water")->key.publicKey(); });
        QVERIFY(inUse == keys.key.publicKey());
        // Signed with the key that the ledger knows now.
        MS_VERIFY_OK((*second)->change([](OpenKeys& open) {
            return open.meters.registerMeter({"0012", "Lane 1", "Maker", {}}, "water");
        }));
        MS_VERIFY_OK((*second)->chain().flush());
    }

    void aNoteMayNameItsOwnClient()
    {
        auto open = OpenWorkspace::open(*m_workspace, passphrase());
        MS_VERIFY_OK(open);
        const Status refused = (*open)->change({.action = "meter.suspend", .client = "id9 other"},
                                               [](OpenKeys&, AuditNote& note) -> Status {
                                                   note.subject["mn"] = "0013";
                                                   return makeError(ErrorCode::NotFound, "meter.unknown", "No such.");
                                               });
        QVERIFY(!refused.ok());
        const std::vector<AuditEntry> entries = auditOf(*m_workspace);
        QCOMPARE(qs(entries.back().client), QStringLiteral("id9 other"));
        QCOMPARE(qs(entries.back().subject.at("mn")), QStringLiteral("0013"));
        QCOMPARE(qs(entries.back().reason), QStringLiteral("meter.unknown"));
        QVERIFY(entries.back().who().starts_with("id9 other ("));
        const AuditEntry& unlock = entries[entries.size() - 2];
        QVERIFY(unlock.client.empty() && unlock.who() == unlock.user);
    }

    void aLogThatCannotBeWrittenIsToldAndStopsNothing()
    {
        std::vector<std::string> told;
        OpenWorkspaceOptions options;
        options.auditFailed = [&](const Error& error) { told.push_back(error.reason); };
        auto open = OpenWorkspace::open(*m_workspace, passphrase(), options);
        MS_VERIFY_OK(open);
        QVERIFY(told.empty() && (*open)->auditFailure().ok());
        std::filesystem::remove(m_workspace->auditLog().file());
        std::filesystem::create_directory(m_workspace->auditLog().file());  // in its place
        MS_VERIFY_OK((*open)->change(AuditNote{"meter.register"}, [](OpenKeys& keys) {
            return keys.meters.registerMeter({"0012", "Lane 1", "Maker", {}}, "water");
        }));
        QCOMPARE(told.size(), std::size_t(1));
        MS_VERIFY_OK((*open)->close());
        QCOMPARE((*open)->auditFailure().error().reason, told.front());
    }

    // The uploader asks for keys on its own threads while meters are registered.
    void keysChangeWhileTheUploaderReadsThem()
    {
        auto opened = OpenWorkspace::open(*m_workspace, passphrase());
        MS_VERIFY_OK(opened);
        OpenWorkspace& open = **opened;
        QVERIFY(open.uploader() == nullptr);
        UploaderSetup setup;
        setup.simulatedNodes = 2;
        MS_VERIFY_OK(open.startUploader(setup));
        QVERIFY(open.uploader() != nullptr && open.consortium() != nullptr);
        const Status again = open.startUploader(setup);
        QVERIFY(!again.ok() && again.error().reason == "upload.running");
        for (int i = 0; i < 10; ++i) {
            const auto registered = open.change([&](OpenKeys& keys) {
                return keys.meters.registerMeter({"m" + std::to_string(i), "Lane", "Maker", {}}, "water");
            });
            MS_VERIFY_OK(registered);
        }
        MS_VERIFY_OK(open.chain().flush());
        auto reader = open.openReader();
        MS_VERIFY_OK(reader);
        QCOMPARE(reader->totals()->meters, std::uint64_t(10));
        MS_VERIFY_OK(open.close());
        MS_VERIFY_OK(open.close());  // nothing more to do
        QVERIFY(open.uploader() == nullptr);
    }

private:
    std::unique_ptr<test::TemporaryFolder> m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

QTEST_GUILESS_MAIN(TestOpenWorkspace)
#include "tst_open_workspace.moc"
