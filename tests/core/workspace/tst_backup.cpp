// Backup and restore: beside a running uploader, back into another folder, and everything a damaged or hostile archive
// may hold.
#include "meterseal/chain/node.h"
#include "meterseal/ledger/copy.h"
#include "meterseal/meter/meter_service.h"
#include "meterseal/upload/uploader.h"
#include "meterseal/workspace/backup.h"
#include "meterseal/workspace/profile_store.h"
#include "meterseal/workspace/published.h"
#include "support/fault_vfs.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <QTest>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>
#include <zip.h>

using namespace meterseal;
namespace fs = std::filesystem;

namespace {

const crypto::SecretBytes& passphrase()
{
    static const crypto::SecretBytes secret{std::string_view("correct horse battery")};
    return secret;
}

constexpr const char* kMn = "401461713227";

HealthRecord record(std::uint64_t n)
{
    HealthRecord one;
    one.mn = kMn;
    one.alarmCode = "READING";
    one.alarmTime = Timestamp{1'767'225'600'000 + static_cast<std::int64_t>(n) * 1000};
    one.value = static_cast<double>(n);
    return one;
}

// A workspace opened for writing, with an uploader.
struct Open {
    explicit Open(const Workspace& workspace)
        : keys(workspace.openKeys(passphrase()).value()), chain(workspace.openChain(keys).value())
    {
        directory = ledgerDirectory(workspace.openReader().value(), keys);
    }
    void upload(const Workspace& workspace)
    {
        std::vector<std::unique_ptr<Node>> nodes;
        nodes.push_back(directNode(*chain));
        UploadOptions options;
        options.folder = workspace.journalFolder();
        options.batchAge = std::chrono::milliseconds(20);
        uploader = Uploader::open(*chain, std::move(nodes), *directory, options).value();
    }
    crypto::KeyStore keys;
    std::unique_ptr<EmbeddedChain> chain;
    std::unique_ptr<MeterDirectory> directory;
    std::unique_ptr<Uploader> uploader;
};

void writeZip(const fs::path& file, const std::vector<std::pair<std::string, std::string>>& entries)
{
    int code = 0;
    zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    for (const auto& [name, content] : entries) {
        zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
        if (zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
            qFatal("the test's archive cannot be made");
        }
    }
    if (zip_close(zip) != 0) {
        qFatal("the test's archive cannot be written");
    }
}

bool emptyBeside(const fs::path& folder)
{
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().string().find(".part-") != std::string::npos) {
            return false;
        }
    }
    return true;
}

}  // namespace

class TestBackup : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;
    std::optional<Workspace> m_workspace;
    fs::path m_plain;  // a backup as a folder, to be spoiled

    std::vector<std::pair<std::string, std::string>> plainEntries() const
    {
        std::vector<std::pair<std::string, std::string>> all{{"backup.json", test::readFile(m_plain / "backup.json")}};
        const auto listed = readBackup(m_plain);
        for (const BackupFile& file : listed->files) {
            all.emplace_back(file.name, test::readFile(m_plain / file.name));
        }
        return all;
    }
    static std::string& contentOf(std::vector<std::pair<std::string, std::string>>& entries, const std::string& name)
    {
        for (auto& [one, content] : entries) {
            if (one == name) {
                return content;
            }
        }
        qFatal("no such entry");
    }

private slots:
    void initTestCase()
    {
        const auto made = Workspace::create(m_folder / "world", "backup-test",
                                            {{"water", Role::Utility, "Water"}, {"maker", Role::Manufacturer, "Maker"}},
                                            passphrase());
        MS_VERIFY_OK(made);
        m_workspace = *made;
        Open open(*m_workspace);
        MeterService service(*open.chain, open.keys);
        const Dossier dossier{kMn, "Cellar", "Maker", std::nullopt};
        const auto outcomes = service.registerMeters(std::span(&dossier, 1), "water");
        MS_VERIFY_OK(outcomes);
        for (const char* reviewer : {"water", "maker"}) {
            MS_VERIFY_OK(service.review(outcomes->front().registered->txHash, reviewer, true, "checked"));
        }
        MS_VERIFY_OK(service.activate(kMn));
        MS_VERIFY_OK(open.chain->flush());
        MS_VERIFY_OK(m_workspace->auditLog().append({"meter.activate", "water", {{"mn", kMn}}, {}, {}}));
        MappingProfile profile;
        profile.name = "每日";
        profile.mn.name = "m";
        profile.alarmCode.name = "a";
        profile.alarmTime.name = "t";
        profile.value.name = "v";
        MS_VERIFY_OK(ProfileStore(m_workspace->profilesFolder()).save(profile));
        auto reader = m_workspace->openReader();
        MS_VERIFY_OK(reader);
        MS_VERIFY_OK(notePublished(m_workspace->folder(), reader->block(1)->header, PublishedAs::Deposited, now()));
        test::writeFile(m_workspace->folder() / "stamps.jsonl", "as it stands\n");
        m_plain = m_folder / "plain";
        MS_VERIFY_OK(writeBackup(*m_workspace, m_plain));
    }

    void comesBackAsItWas_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("zip") << "whole.zip";
        QTest::newRow("folder") << "whole";
    }
    void comesBackAsItWas()
    {
        QFETCH(QString, name);
        const fs::path target = m_folder / name.toStdString();
        std::vector<BackupProgress> steps;
        const auto written =
            writeBackup(*m_workspace, target, {[&](const BackupProgress& step) { steps.push_back(step); }, {}});
        MS_VERIFY_OK(written);
        QVERIFY(!steps.empty());
        QCOMPARE(written->fingerprint, m_workspace->fingerprint());
        QCOMPARE(written->auditEntries, std::uint64_t(2));  // made, activated
        MS_VERIFY_REASON(writeBackup(*m_workspace, target), "backup.exists");

        const fs::path folder = m_folder / (name.toStdString() + "-restored");
        const auto restored = restoreBackup(target, folder);
        MS_VERIFY_OK(restored);
        QCOMPARE(restored->height, written->height);
        for (const char* file :
             {"genesis.json", "settings.json", "audit.jsonl", "audit.head", "published.jsonl", "stamps.jsonl"}) {
            QCOMPARE(test::readFile(folder / file), test::readFile(m_workspace->folder() / file));
        }
        const auto workspace = Workspace::open(folder);
        MS_VERIFY_OK(workspace);
        MS_VERIFY_OK(ProfileStore(workspace->profilesFolder()).load("每日"));
        QVERIFY(workspace->auditLog().check()->whole());
        QCOMPARE(workspace->openReader()->totals()->transactions, m_workspace->openReader()->totals()->transactions);
        Open open(*workspace);                                  // and it can be written to
        const auto keys = m_workspace->openKeys(passphrase());  // pages of one moment, and not the same bytes
        MS_VERIFY_OK(keys);
        QVERIFY(open.keys.organisationIds() == keys->organisationIds());
        QVERIFY(open.keys.meterCount() == keys->meterCount() && keys->meterCount() > 0);
        open.upload(*workspace);
        const HealthRecord one = record(1);
        MS_VERIFY_OK(open.uploader->submit("live", std::span(&one, 1)));
        MS_VERIFY_OK(open.uploader->drain());
        QCOMPARE(workspace->openReader()->totals()->records, std::uint64_t(1));
        QVERIFY(emptyBeside(m_folder.path()));
        MS_VERIFY_REASON(restoreBackup(target, folder), "backup.folder");
    }

    void nothingIsLostBesideARunningUploader()
    {
        MS_VERIFY_OK(restoreBackup(m_plain, m_folder / "busy"));
        const auto busy = Workspace::open(m_folder / "busy");
        Open open(*busy);
        open.upload(*busy);
        std::atomic<std::uint64_t> acknowledged{0};
        std::jthread producer([&](const std::stop_token& stop) {
            for (std::uint64_t n = 0; !stop.stop_requested(); ++n) {
                const HealthRecord one = record(n);
                if (!open.uploader->submit("live", std::span(&one, 1))) {
                    return;
                }
                acknowledged = n + 1;
            }
        });
        for (int round = 0; round < 4; ++round) {
            const std::uint64_t atFirst = acknowledged + 20;
            QTRY_VERIFY_WITH_TIMEOUT(acknowledged > atFirst, 60000);
            const std::uint64_t before = acknowledged;
            const fs::path target = m_folder / ("busy" + std::to_string(round) + (round % 2 == 0 ? ".zip" : ""));
            MS_VERIFY_OK(writeBackup(*busy, target));
            const std::uint64_t after = acknowledged + 1;
            const fs::path folder = m_folder / ("calm" + std::to_string(round));
            MS_VERIFY_OK(restoreBackup(target, folder));
            const auto workspace = Workspace::open(folder);
            {
                Open restored(*workspace);
                restored.upload(*workspace);
                MS_VERIFY_OK(restored.uploader->drain());
            }
            // Every record that was acknowledged before, none twice, none from later than the end.
            const std::uint64_t records = workspace->openReader()->totals()->records;
            QVERIFY2(records >= before && records <= after,
                     qPrintable(QStringLiteral("%1 <= %2 <= %3").arg(before).arg(records).arg(after)));
        }
        producer.request_stop();
        producer.join();
    }

    void aSpoiltBackupIsRefused_data()
    {
        using Entries = std::vector<std::pair<std::string, std::string>>;
        QTest::addColumn<std::function<void(Entries&)>>("spoil");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, std::function<void(Entries&)> spoil, const char* reason) {
            QTest::newRow(name) << std::move(spoil) << QString::fromUtf8(reason);
        };
        const auto manifest = [](const std::function<void(nlohmann::json&)>& change) {
            return [change](Entries& entries) {
                auto object = nlohmann::json::parse(entries[0].second);
                change(object);
                entries[0].second = object.dump();
            };
        };
        const auto renamed = [](const std::string& name) {
            return [name](Entries& entries) {
                auto object = nlohmann::json::parse(entries[0].second);
                const std::string old = object["files"].back()["name"];
                object["files"].back()["name"] = name;
                entries[0].second = object.dump();
                contentOf(entries, old);
                for (auto& entry : entries) {
                    entry.first = entry.first == old ? name : entry.first;
                }
            };
        };
        row(
            "no list", [](Entries& e) { e.erase(e.begin()); }, "backup.not-a-backup");
        row(
            "list of something else", [](Entries& e) { e[0].second = "{}"; }, "backup.not-a-backup");
        row(
            "list cut off", [](Entries& e) { e[0].second.resize(100); }, "backup.not-a-backup");
        row("other version", manifest([](auto& o) { o["v"] = 2; }), "backup.version");
        row("member missing", manifest([](auto& o) { o.erase("height"); }), "backup.not-a-backup");
        row("file twice", manifest([](auto& o) { o["files"].push_back(o["files"][0]); }), "backup.not-a-backup");
        row("no ledger", manifest([](auto& o) {
                auto& files = o["files"];
                for (std::size_t i = 0; i < files.size(); ++i) {
                    if (files[i]["name"] == "ledger.db") {
                        files.erase(i);
                        break;
                    }
                }
            }),
            "backup.not-a-backup");
        row(
            "a byte changed", [](Entries& e) { contentOf(e, "keys.meterseal")[40] ^= 1; }, "backup.damaged");
        row(
            "a byte of the ledger changed", [](Entries& e) { contentOf(e, "ledger.db")[9000] ^= 1; }, "backup.damaged");
        row(
            "shorter", [](Entries& e) { contentOf(e, "audit.jsonl").pop_back(); }, "backup.damaged");
        row(
            "longer", [](Entries& e) { contentOf(e, "audit.jsonl") += "x"; }, "backup.damaged");
        row(
            "a file missing", [](Entries& e) { e.pop_back(); }, "backup.damaged");
        row(
            "a file too many", [](Entries& e) { e.emplace_back("journal/more", "x"); }, "backup.damaged");
        row("up and out", renamed("../outside"), "backup.not-a-backup");
        row("up and out below", renamed("journal/../../outside"), "backup.not-a-backup");
        row("absolute", renamed("/tmp/meterseal-outside"), "backup.not-a-backup");
        row("hidden", renamed("profiles/.hidden"), "backup.not-a-backup");
        row("back slash", renamed("journal/..\\outside"), "backup.not-a-backup");
        row("of no workspace", renamed("something"), "backup.not-a-backup");
        row("other fingerprint", manifest([](auto& o) { o["fingerprint"] = std::string(64, '0'); }),
            "backup.other-ledger");
        row("other height", manifest([](auto& o) { o["height"] = 7777; }), "backup.other-ledger");
    }
    void aSpoiltBackupIsRefused()
    {
        QFETCH(std::function<void(std::vector<std::pair<std::string, std::string>>&)>, spoil);
        QFETCH(QString, reason);
        auto entries = plainEntries();
        spoil(entries);
        const fs::path archive = m_folder / "spoilt.zip";
        writeZip(archive, entries);
        const fs::path folder = m_folder / "never";
        MS_VERIFY_REASON(restoreBackup(archive, folder), reason.toUtf8().constData());
        QVERIFY(!fs::exists(folder));
        QVERIFY(!fs::exists(m_folder / "outside"));
        QVERIFY(!fs::exists("/tmp/meterseal-outside"));
        QVERIFY(emptyBeside(m_folder.path()));
    }

    void aDamagedArchiveIsRefused()
    {
        const fs::path archive = m_folder / "cut.zip";
        writeZip(archive, plainEntries());
        const std::string whole = test::readFile(archive);
        for (const std::size_t size : {std::size_t(0), std::size_t(10), whole.size() / 2, whole.size() - 1}) {
            test::writeFile(archive, whole.substr(0, size));
            MS_VERIFY_REASON(restoreBackup(archive, m_folder / "never"), "backup.damaged");
        }
        MS_VERIFY_REASON(readBackup(m_folder / "nothing"), "backup.not-found");
        MS_VERIFY_REASON(readBackup(m_workspace->folder()), "backup.not-a-backup");
        QVERIFY(!fs::exists(m_folder / "never"));
    }

    void aLinkInAFolderIsNotFollowed()
    {
        const fs::path copy = m_folder / "linked";
        fs::copy(m_plain, copy, fs::copy_options::recursive);
        fs::remove(copy / "keys.meterseal");
        fs::create_symlink(m_plain / "keys.meterseal", copy / "keys.meterseal");
        QVERIFY(!restoreBackup(copy, m_folder / "never").ok());
        QVERIFY(!fs::exists(m_folder / "never"));
    }

    void stoppingLeavesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        MS_VERIFY_REASON(writeBackup(*m_workspace, m_folder / "stopped.zip", {{}, stop.get_token()}),
                         "backup.cancelled");
        MS_VERIFY_REASON(restoreBackup(m_plain, m_folder / "stopped", {{}, stop.get_token()}), "backup.cancelled");
        // In the middle of packing.
        std::stop_source later;
        const auto stopped = writeBackup(*m_workspace, m_folder / "stopped.zip",
                                         {[&](const BackupProgress& progress) {
                                              if (progress.step == BackupProgress::Step::Checking) {
                                                  later.request_stop();
                                              }
                                          },
                                          later.get_token()});
        MS_VERIFY_REASON(stopped, "backup.cancelled");
        QVERIFY(!fs::exists(m_folder / "stopped.zip") && !fs::exists(m_folder / "stopped"));
        QVERIFY(emptyBeside(m_folder.path()));
    }

    void aFullDiskIsTold()
    {
        test::FaultVfs vfs("backup-full");
        const fs::path copy = m_folder / "full.db";
        vfs.failAt(test::FaultVfs::Operation::Write, 3, SQLITE_FULL, true);
        MS_VERIFY_REASON(copyLedger(m_workspace->ledgerFile(), copy, {}, {}, vfs.name()), "ledger.disk-full");
        QVERIFY(!fs::exists(copy));
        vfs.heal();
        MS_VERIFY_OK(copyLedger(m_workspace->ledgerFile(), copy, {}, {}, vfs.name()));
        MS_VERIFY_OK(LedgerReader::open(copy, OpenMode::ReadOnly));
        MS_VERIFY_REASON(copyLedger(m_workspace->ledgerFile(), copy), "ledger.exists");
        MS_VERIFY_REASON(writeBackup(*m_workspace, "/proc/backup.zip"), "backup.io");
    }
};

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
