// "Show the calculation": the copied text is run by bash with plain tools and with the real meterseal-cli, for every
// verdict, and every step must agree; where a byte is changed it must not, and where a program is missing the step is
// not checked. The exit status says which.
#include "meterseal/source/suggestion.h"
#include "pages/verify/calculation.h"
#include "support/qt.h"
#include "ui/support/checked_files.h"
#include "ui/support/desktop.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

struct Ran {
    int exitCode = -1;
    QStringList lines;
    QByteArray err;
    qsizetype agreed() const { return lines.filter(QStringLiteral("ok    ")).size(); }
    QStringList skipped() const
    {
        QStringList names;
        for (const QString& line : lines.filter(QStringLiteral("not checked"))) {
            names << line.section(u' ', 2, 2).chopped(1);
        }
        return names;
    }
    QStringList wrong() const { return lines.filter(QStringLiteral("WRONG")); }
};

Ran bash(const QString& script, const QString& path = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"), path.isEmpty()
                                                   ? QFileInfo(qEnvironmentVariable("METERSEAL_CLI")).absolutePath() +
                                                         u':' + environment.value(QStringLiteral("PATH"))
                                                   : path);
    process.setProcessEnvironment(environment);
    process.start(QStandardPaths::findExecutable(QStringLiteral("bash")), {QStringLiteral("-s")});
    process.write(script.toUtf8());
    process.closeWriteChannel();
    process.waitForFinished(60000);
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts),
            process.readAllStandardError()};
}

}  // namespace

class TestVerifyCalculation : public QObject {
    Q_OBJECT

    test::SmallWorld m_world{{.meters = 3, .batchesPerMeter = 2, .recordsPerBatch = 5}};
    test::TemporaryFolder m_folder;
    test::CheckedFiles m_files;

    Finding findingOf(Verdict verdict)
    {
        auto reader = LedgerReader::open(m_world.folder() / "ledger.db");
        Finding found;
        const auto profile = undoubtedProfile(*suggestProfile(m_files.altered));
        auto source = RecordSource::open(m_files.altered, *profile, [](const RejectedRow&) {});
        VerifyOptions options;
        options.reportIntact = true;
        const auto summary = Verifier(*reader).verifyFile(**source, options, [&](const Finding& one) {
            if (one.verdict == verdict) {
                found = one;
            }
        });
        return summary.ok() ? found : Finding();
    }
    QString scriptOf(const Finding& finding)
    {
        auto reader = LedgerReader::open(m_world.folder() / "ledger.db");
        const auto calculation = readCalculation(*reader, m_world.folder() / "journal", finding, {});
        return calculation.ok() ? calculationText(*calculation) : qs(calculation.error().message);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(!qEnvironmentVariable("METERSEAL_CLI").isEmpty(), "METERSEAL_CLI names the program");
        m_files = test::makeCheckedFiles(m_world, m_folder.path(), 41);
    }

    void everyStepAgrees_data()
    {
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<int>("steps");
        QTest::newRow("intact") << Verdict::Intact << 21;
        QTest::newRow("altered") << Verdict::Altered << 23;  // the leaf differs, and what it was is proved
        QTest::newRow("missing") << Verdict::Missing << 19;  // no record to hash
        QTest::newRow("extra") << Verdict::Extra << 20;      // no place in the tree, but in no leaf either
        QTest::newRow("not anchored") << Verdict::NotAnchored << 2;
    }
    void everyStepAgrees()
    {
        QFETCH(Verdict, verdict);
        QFETCH(int, steps);
        const Finding finding = findingOf(verdict);
        QVERIFY(finding.verdict == verdict);
        const Ran ran = bash(scriptOf(finding));
        QVERIFY2(ran.wrong().isEmpty() && ran.err.isEmpty() && ran.exitCode == 0,
                 qPrintable(ran.lines.join(u'\n') + QString::fromUtf8(ran.err)));
        QVERIFY2(ran.agreed() == steps, qPrintable(ran.lines.join(u'\n')));
    }

    // A check that cannot fail would be none.
    void aChangedByteIsSeen()
    {
        const QString script = scriptOf(findingOf(Verdict::Intact));
        const auto names = [](const Ran& ran) {
            QStringList all;
            for (const QString& line : ran.wrong()) {
                all << line.section(u' ', 1, 1).chopped(1);
            }
            return all;
        };
        const auto changed = [&script](const QString& from, const QString& to) {
            QString copy = script;
            const qsizetype at = copy.indexOf(from);
            return at < 0 ? QString() : copy.replace(at, from.size(), to);
        };
        QCOMPARE(names(bash(changed(QStringLiteral("record='{\"alarmCode"), QStringLiteral("record='{\"alarmcode")))),
                 (QStringList{QStringLiteral("leaf"), QStringLiteral("cli-leaf")}));
        const QStringList inHeader =
            names(bash(changed(QStringLiteral("header='{\"chain"), QStringLiteral("header='{ \"chain"))));
        QCOMPARE(inHeader, (QStringList{QStringLiteral("header"), QStringLiteral("header-in-transaction"),
                                        QStringLiteral("meter-signature")}));
        const QStringList inBlock =
            names(bash(changed(QStringLiteral("block='meterseal"), QStringLiteral("block='Meterseal"))));
        QCOMPARE(inBlock, (QStringList{QStringLiteral("block"), QStringLiteral("seal")}));
        QCOMPARE(bash(changed(QStringLiteral("block='meterseal"), QStringLiteral("block='Meterseal"))).exitCode, 1);
        // The address of another key, and a genesis document that is not this ledger's.
        const QStringList inKey = names(bash(changed(QStringLiteral("\nkey=02"), QStringLiteral("\nkey=03")))) +
                                  names(bash(changed(QStringLiteral("\nkey=03"), QStringLiteral("\nkey=02"))));
        QVERIFY(inKey.contains(QStringLiteral("address-of-key")) && inKey.contains(QStringLiteral("meter-signature")));
        const QStringList inGenesis =
            names(bash(changed(QStringLiteral("genesis='{\"chain"), QStringLiteral("genesis='{\"Chain"))));
        QCOMPARE(inGenesis, QStringList{QStringLiteral("fingerprint")});
        // Left and right exchanged.
        const QStringList inPath = names(bash(changed(QStringLiteral("node() { printf '01%s%s' \"$1\" \"$2\""),
                                                      QStringLiteral("node() { printf '01%s%s' \"$2\" \"$1\""))));
        QCOMPARE(inPath, (QStringList{QStringLiteral("root"), QStringLiteral("log")}));
    }

    // A court's machine has neither our program nor, perhaps, openssl: that is said, and is not "wrong".
    void whatIsMissingIsNotChecked()
    {
        const QString script = scriptOf(findingOf(Verdict::Intact));
        const std::filesystem::path tools = m_folder.path() / "tools";
        std::filesystem::create_directory(tools);
        const auto give = [&](const QStringList& names) {
            for (const QString& name : names) {
                std::filesystem::create_symlink(QStandardPaths::findExecutable(name).toStdString(),
                                                tools / name.toStdString());
            }
            return bash(script, QString::fromStdString(tools.string()));
        };
        const Ran bare = give({});
        QCOMPARE(bare.exitCode, 3);
        QCOMPARE(bare.skipped(), QStringList{QStringLiteral("anything")});
        const QString plain = QStringLiteral("sha256sum xxd base64 sed grep cut tr mktemp rm cat");
        const QStringList cli{QStringLiteral("cli-leaf"), QStringLiteral("cli-merkle-verify"),
                              QStringLiteral("cli-tx-decode"), QStringLiteral("cli-log-verify")};
        const Ran hashes = give(plain.split(u' '));
        QVERIFY2(hashes.wrong().isEmpty() && hashes.err.isEmpty(), hashes.err.constData());
        QCOMPARE(hashes.exitCode, 3);
        QCOMPARE(hashes.agreed(), 15);
        QCOMPARE(hashes.skipped(), QStringList({QStringLiteral("meter-signature"), QStringLiteral("seal")}) + cli);
        const Ran signatures = give({QStringLiteral("openssl")});
        QVERIFY2(signatures.wrong().isEmpty() && signatures.err.isEmpty(), signatures.err.constData());
        QCOMPARE(signatures.exitCode, 0);
        QCOMPARE(signatures.agreed(), 17);
        QCOMPARE(signatures.skipped(), cli);
    }

    void aLargeBatch()
    {
        const auto records = m_world.builder().records(2, kMaxLeavesPerBatch);
        m_world.submit(m_world.builder().convert(2, records));
        m_world.flush();
        auto reader = LedgerReader::open(m_world.folder() / "ledger.db");
        const auto finding = Verifier(*reader).verifyRecord(records[5000]);
        MS_VERIFY_OK(finding);
        QVERIFY(finding->verdict == Verdict::Intact);
        const Ran ran = bash(scriptOf(*finding));
        QVERIFY2(ran.wrong().isEmpty() && ran.agreed() == 21, qPrintable(ran.lines.join(u'\n') + ran.err));
    }

    void whatWasChangedIsProved()
    {
        auto reader = LedgerReader::open(m_world.folder() / "ledger.db");
        const auto calculation =
            readCalculation(*reader, m_world.folder() / "journal", findingOf(Verdict::Altered), {});
        MS_VERIFY_OK(calculation);
        QVERIFY(calculation->changed.has_value());
        QVERIFY(calculation->changed->field == RecordField::Value);
        QVERIFY(calculation->changed->anchored == m_files.records[test::CheckedFiles::kAltered]);
    }
};

MS_UI_TEST_MAIN(TestVerifyCalculation)
#include "tst_verify_calculation.moc"
