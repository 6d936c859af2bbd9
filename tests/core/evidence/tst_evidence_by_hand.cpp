// The commands of HOW-TO-VERIFY.txt, as they stand in the bundle, run by bash on an unpacked bundle: they hold on a
// genuine one, and one of them fails where something was changed.
#include "support/evidence_forger.h"
#include "support/qt.h"

#include <QProcess>
#include <fstream>

using namespace meterseal;
using namespace meterseal::test;

namespace {

// Lines that stand four columns in are commands.
QString commandsOf(const std::string& howTo)
{
    QString script = QStringLiteral("set -e\nexport LC_ALL=C\n");
    for (const QString& line : QString::fromStdString(howTo).split(u'\n')) {
        if (line.startsWith(QStringLiteral("    "))) {
            script += line.mid(4) + u'\n';
        }
    }
    return script;
}

struct Run {
    int exitCode = -1;
    QString output, errors;
};

Run runByHand(const EvidenceMembers& members)
{
    const TemporaryFolder folder;
    for (const auto& [name, bytes] : members) {
        const auto file = folder.path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    QProcess bash;
    bash.setWorkingDirectory(QString::fromStdString(folder.path().string()));
    bash.start(QStringLiteral("bash"), {QStringLiteral("-c"), commandsOf(textOf(members, "HOW-TO-VERIFY.txt"))});
    bash.waitForFinished(120'000);
    return {bash.exitCode(), QString::fromUtf8(bash.readAllStandardOutput()),
            QString::fromUtf8(bash.readAllStandardError())};
}

}  // namespace

class TestEvidenceByHand : public QObject {
    Q_OBJECT
private slots:
    void genuine_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"day-cosigned-signed", "withheld", "one-record-alone", "complete-two-meters-earlier"}) {
            QTest::newRow(name) << name;
        }
    }
    void genuine()
    {
        QFETCH(const QString, name);
        const Run run = runByHand(membersOf(m_bundles.at(name.toStdString()).bytes));
        QVERIFY2(run.exitCode == 0, qPrintable(run.output + run.errors));
        QVERIFY(run.output.contains(qs(m_world.fingerprint().hex())));
        QVERIFY(run.output.contains("Signature Verified Successfully"));
        QVERIFY(run.output.contains("Verified OK"));
        QVERIFY(run.output.contains("2026"));
    }

    void changed_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("a value, sums left") << 0;
        QTest::newRow("a value, sums redone") << 1;
        QTest::newRow("a leaf") << 2;
        QTest::newRow("the entry's time") << 3;
        QTest::newRow("the checkpoint's root") << 4;
        QTest::newRow("the seal") << 5;
        QTest::newRow("the batch's signature") << 6;
    }
    void changed()
    {
        QFETCH(const int, what);
        EvidenceMembers members = membersOf(m_bundles.at("day-cosigned-signed").bytes);
        const std::uint64_t index = indicesOf(members, TxType::Convert).front();
        const std::string records = "records" + txName(index, "jsonl").substr(2);
        switch (what) {
        case 0:
        case 1:
            edit(members, records, "\"value\":1", "\"value\":2");
            break;
        case 2:
            members.at(txName(index, "bin")).back() ^= 1;
            break;
        case 3:
            edit(members, txName(index, "proof"), "extra AAAAAAAAAAM", "extra AAAAAAAAAAI");
            break;
        case 4:
            restamp(m_world, members, [](Entries& entries, BlockHeader&) { entries[0].txHash.bytes[0] ^= 1; });
            setText(members, txName(index, "proof"),
                    textOf(membersOf(m_bundles.at("day-cosigned-signed").bytes), txName(index, "proof")));
            break;
        case 5:
            edit(members, "checkpoint", "block ", "block 1");
            break;
        default:
            members.at(txName(index, "bin"))[members.at(txName(index, "bin")).size() - 24 * 32 - 10] ^= 1;
            restamp(m_world, members);
        }
        if (what > 0) {
            sumAnew(members);
        }
        const Run run = runByHand(members);
        QVERIFY2(run.exitCode != 0, qPrintable(run.output + run.errors));
    }

private:
    EvidenceWorld m_world;
    std::map<std::string, EvidenceFile> m_bundles = genuineBundles(m_world);
};

QTEST_GUILESS_MAIN(TestEvidenceByHand)
#include "tst_evidence_by_hand.moc"
