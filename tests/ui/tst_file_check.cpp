// A check of a file without a page: what it says of file and ledger, and the trouble a person cannot time.
#include "pages/verify/file_check.h"
#include "support/qt.h"
#include "ui/support/checked_files.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/source/suggestion.h"

#include <QSignalSpy>

using namespace meterseal;
using namespace meterseal::ui;

class TestFileCheck : public QObject {
    Q_OBJECT

    test::SmallWorld m_world{{.meters = 3, .batchesPerMeter = 2, .recordsPerBatch = 5}};
    test::TemporaryFolder m_folder;
    test::CheckedFiles m_files;

    Result<LedgerReader> open() { return LedgerReader::open(m_world.folder() / "ledger.db"); }
    FileVerificationRequest requestOf(const std::filesystem::path& file)
    {
        return {file, *undoubtedProfile(*suggestProfile(m_files.intact)), Coverage::NotStated, {}, {}};
    }
    // The reason of the failure; empty where it ended with a verdict.
    static QString run(FileCheck& check, const FileVerificationRequest& request)
    {
        QString reason = QStringLiteral("(did not end)");
        QSignalSpy finished(&check, &FileCheck::finished);
        const auto failed =
            QObject::connect(&check, &FileCheck::failed, [&reason](const Error& error) { reason = qs(error.reason); });
        check.start(request);
        const bool ended = QTest::qWaitFor([&] { return !check.running(); }, test::kPatienceMs);
        QObject::disconnect(failed);
        return ended && finished.count() == 1 ? QString() : reason;
    }

private slots:
    void initTestCase() { m_files = test::makeCheckedFiles(m_world, m_folder.path()); }

    void saysWhatWasChecked()
    {
        FileCheck check([this] { return open(); });
        QCOMPARE(run(check, requestOf(m_files.altered)), QString());
        const CheckState& state = check.state();
        const std::string content = test::readFile(m_files.altered);
        QVERIFY(state.result.sha256 == crypto::sha256(content));
        QCOMPARE(state.result.bytes, std::uint64_t(content.size()));
        auto reader = open();
        QVERIFY(state.result.fingerprint == reader->fingerprint());
        QCOMPARE(state.result.height, reader->totals()->height);
        QVERIFY(state.result.headHash == reader->totals()->head->hash);
        QCOMPARE(check.takeRows().size(), std::size_t(5));
        QVERIFY(check.takeRows().empty());
        QVERIFY(check.spill() != nullptr && state.result.began <= state.result.ended);
        // A second one begins afresh.
        QCOMPARE(run(check, requestOf(m_files.intact)), QString());
        QVERIFY(check.takeRows().empty() && check.state().summary().intact());
    }

    void aFileThatChangesMeanwhileGetsNoVerdict()
    {
        const auto file = m_folder / "changing.jsonl";
        test::writeFile(file, test::linesOf(m_files.records));
        // The ledger is opened after the file was hashed and before it is read.
        FileCheck check([this, file] {
            test::writeFile(file, test::linesOf({m_files.records.front()}));
            return open();
        });
        QCOMPARE(run(check, requestOf(file)), QStringLiteral("verify.file-changed"));
        QVERIFY(check.spill() == nullptr);
    }

    void troubleOfLedgerAndFile()
    {
        FileCheck noLedger([this] { return LedgerReader::open(m_folder / "none.db"); });
        QCOMPARE(run(noLedger, requestOf(m_files.intact)), QStringLiteral("ledger.not-found"));
        FileCheck check([this] { return open(); });
        QCOMPARE(run(check, requestOf(m_folder / "none.jsonl")), QStringLiteral("verify.file"));
        QCOMPARE(run(check, requestOf(m_files.intact)), QString());  // and goes on working
    }

    void goesAwayWhileItRuns()
    {
        auto check = std::make_unique<FileCheck>([this] { return open(); });
        check->start(requestOf(m_files.altered));
        check.reset();
    }
};

MS_UI_TEST_MAIN(TestFileCheck)
#include "tst_file_check.moc"
