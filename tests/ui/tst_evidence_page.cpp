// The Evidence page as an inspector uses it: the third door, a bundle dropped, the fingerprint compared, a record
// redone; and Make evidence from a verify run, a finding, a meter and a batch. What the page says of every bundle of
// the frozen corpus is what core says.
#include "format/evidence_words.h"
#include "meterseal/evidence/sheet.h"
#include "meterseal/record/canonical_json.h"
#include "meterseal/workspace/published.h"
#include "pages/evidence/evidence_widget.h"
#include "paper/checkpoint_paper.h"
#include "paper/evidence_report.h"
#include "source_dir.h"
#include "support/qt.h"
#include "ui/support/cut_off.h"
#include "ui/support/english.h"
#include "ui/support/files.h"
#include "ui/support/verify_desktop.h"
#include "widgets/data_table.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QTabWidget>

#include <ctime>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::type;

namespace {

const QString kCorpus = QStringLiteral(METERSEAL_SOURCE_DIR "/tests/vectors/evidence/v1/");

QByteArray bytesOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

QString fingerprintOfTheCorpus()
{
    return QString::fromUtf8(bytesOf(kCorpus + QStringLiteral("fingerprint.txt"))).trimmed();
}

// A desktop without a workspace that went through the third door.
struct Inspector {
    Inspector() : desktop(own / "settings.ini")
    {
        desktop.window.resize(1280, 800);
        desktop.window.show();
    }
    EvidenceWidget* page() { return desktop.window.findChild<EvidenceWidget*>(); }
    bool drop(const QString& file)
    {
        QSignalSpy ended(page(), &EvidenceWidget::ended);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        const QPoint at = page()->rect().center();
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(page(), &enter);
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        return enter.isAccepted() && QApplication::sendEvent(page(), &event) &&
               (ended.count() > 0 || ended.wait(test::kPatienceMs));
    }
    QString label(const char* name)
    {
        const auto* found = test::visibleChild<QLabel>(page(), name);
        return found != nullptr ? found->text() : QStringLiteral("(not there)");
    }
    void tab(int index) { page()->findChild<QTabWidget*>(QStringLiteral("evidenceTabs"))->setCurrentIndex(index); }

    test::TemporaryFolder own;
    test::Desktop desktop;
};

}  // namespace

class TestEvidencePage : public QObject {
    Q_OBJECT
private slots:
    void theThirdDoorNeedsNoLedger()
    {
        Inspector inspector;
        QVERIFY(click(&inspector.desktop.window, "doorInspect"));
        QVERIFY(inspector.page() != nullptr && inspector.page()->isVisible());
        const QString file = kCorpus + QStringLiteral("genuine-day-cosigned-signed.mseal.zip");
        const QByteArray before = bytesOf(file);
        const QDateTime touched = QFileInfo(file).lastModified();
        QVERIFY(inspector.drop(file));
        QCOMPARE(inspector.label("evidenceVerdict"), QStringLiteral("Nothing is wrong, something is open"));
        QVERIFY(inspector.label("line3").contains(QStringLiteral("have NOT confirmed")));
        // A slip is told, another ledger's is told, and the right one turns the verdict green.
        QVERIFY(click(inspector.page(), "confirmLedger"));
        QVERIFY(type(inspector.page(), "fingerprintTyped", QStringLiteral("8da4")));
        QVERIFY(click(inspector.page(), "compareFingerprint"));
        auto* banner = inspector.page()->findChild<Banner*>(QStringLiteral("trustBanner"));
        QCOMPARE(banner->tone(), Tone::Warn);
        QVERIFY(type(inspector.page(), "fingerprintTyped", QString(64, u'a')));
        QVERIFY(click(inspector.page(), "compareFingerprint"));
        QCOMPARE(banner->tone(), Tone::Bad);
        QVERIFY(inspector.label("line3").contains(QStringLiteral("have NOT confirmed")));
        QVERIFY(type(inspector.page(), "fingerprintTyped", fingerprintOfTheCorpus().toUpper()));
        QVERIFY(click(inspector.page(), "compareFingerprint"));
        QTRY_COMPARE(inspector.label("evidenceVerdict"), QStringLiteral("The evidence holds"));
        QVERIFY(inspector.label("line1").startsWith(QStringLiteral("24 of 24 records")));
        QCOMPARE(bytesOf(file), before);
        QCOMPARE(QFileInfo(file).lastModified(), touched);
        // Remembered for the next bundle of that ledger.
        QVERIFY(inspector.drop(kCorpus + QStringLiteral("genuine-altered-and-extra.mseal.zip")));
        QVERIFY(inspector.page()->opened()->report.fingerprintConfirmed);
        QVERIFY(click(inspector.page(), "backToStart"));
        QTRY_VERIFY(inspector.desktop.find("startPage")->isVisible());
    }

    void whatIsAlteredStandsFirstAndIsRedone()
    {
        Inspector inspector;
        inspector.desktop.window.go(QStringLiteral("evidence"));
        QVERIFY(inspector.drop(kCorpus + QStringLiteral("genuine-altered-and-extra.mseal.zip")));
        QCOMPARE(inspector.label("evidenceVerdict"), QStringLiteral("Not what was anchored"));
        inspector.tab(1);
        auto* table = inspector.page()->findChild<DataTable*>(QStringLiteral("evidenceRecords"));
        int altered = -1;
        int intact = -1;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QString verdict = table->model()->index(row, 0).data(TableModel::FullTextRole).toString();
            altered = verdict == QLatin1String("ALTERED") && altered < 0 ? row : altered;
            intact = verdict == QLatin1String("INTACT") && intact < 0 ? row : intact;
        }
        QVERIFY(altered >= 0 && intact > altered);
        auto* redo = inspector.page()->findChild<QPlainTextEdit*>(QStringLiteral("redoText"));
        table->view()->selectRow(altered);
        QTRY_VERIFY(redo->toPlainText().contains(QStringLiteral("≠ DIFFERENT")));
        table->view()->selectRow(intact);
        QTRY_VERIFY(redo->toPlainText().count(QStringLiteral("= equal")) == 4);
        QVERIFY(!redo->toPlainText().contains(QStringLiteral("DIFFERENT")));
    }

    void aKeptSheetIsHeldAgainstTheBundle()
    {
        Inspector inspector;
        inspector.desktop.window.go(QStringLiteral("evidence"));
        const QJsonArray cases = QJsonDocument::fromJson(bytesOf(kCorpus + QStringLiteral("expected.json"))).array();
        QString sheet, file;
        for (const QJsonValue& one : cases) {
            if (one[QStringLiteral("reason")].toString() == QLatin1String("sheet.differs")) {
                sheet = one[QStringLiteral("sheet")].toString();
                file = one[QStringLiteral("file")].toString();
            }
        }
        QVERIFY(!sheet.isEmpty());
        QVERIFY(inspector.drop(kCorpus + file));
        inspector.tab(2);
        auto* typed = qobject_cast<QPlainTextEdit*>(test::usable(inspector.page(), "sheetTyped"));
        typed->setPlainText(sheet.left(sheet.size() / 2));
        QVERIFY(click(inspector.page(), "addSheet"));
        QVERIFY(inspector.page()->findChild<Banner*>(QStringLiteral("sheetBanner"))->isVisible());
        typed->setPlainText(sheet);
        QVERIFY(click(inspector.page(), "addSheet"));
        QTRY_COMPARE(inspector.label("evidenceVerdict"), QStringLiteral("Refused: nothing is proved"));
        QVERIFY(inspector.label("line1").contains(QStringLiteral("NOT the one on your sheet")));
    }

    // The page's English is core's, bundle by bundle: three verifiers and the page say one thing.
    void theWholeCorpusInCoresWords()
    {
        test::TemporaryFolder own;
        test::Desktop desktop(own / "settings.ini");
        const QJsonArray cases = QJsonDocument::fromJson(bytesOf(kCorpus + QStringLiteral("expected.json"))).array();
        QVERIFY(cases.size() >= 100);
        const QJsonObject frozen = QJsonDocument::fromJson(bytesOf(kCorpus + QStringLiteral("lines.json"))).object();
        const auto fingerprint = Hash256::fromHex(fingerprintOfTheCorpus().toStdString());
        for (const QJsonValue& one : cases) {
            EvidenceTrust trust;
            if (one[QStringLiteral("confirmed")].toBool(true)) {
                trust.fingerprints.push_back(*fingerprint);
            }
            if (const QString sheet = one[QStringLiteral("sheet")].toString(); !sheet.isEmpty()) {
                trust.sheets.push_back(*readKeptCheckpoint(sheet.toStdString()));
            }
            const QString file = one[QStringLiteral("file")].toString();
            const QByteArray bytes = bytesOf(kCorpus + file);
            const EvidenceReport report =
                inspectEvidence(asBytes(std::string_view(bytes.data(), std::size_t(bytes.size()))), trust);
            const auto lines = evidence::threeLines(report, desktop.format);
            QCOMPARE(lines[0].text, text(report.records.text));
            QCOMPARE(lines[1].text, text(report.since.text));
            QCOMPARE(lines[2].text, text(report.word.text));
            // And the frozen ones, to which the verifier in Python is held as well.
            const QString key =
                file +
                (one[QStringLiteral("sheet")].toString().isEmpty() ? QString() : QStringLiteral(" with a sheet")) +
                (one[QStringLiteral("confirmed")].toBool(true) ? QString() : QStringLiteral(" not confirmed"));
            for (int line = 0; line < 3; ++line) {
                QCOMPARE(lines[static_cast<std::size_t>(line)].text.section(QStringLiteral(" Expected: "), 0, 0),
                         frozen[key][line][1].toString());
            }
        }
        desktop.settings.setLanguage(Language::Chinese);
        for (const QJsonValue& one : cases) {
            const QByteArray bytes = bytesOf(kCorpus + one[QStringLiteral("file")].toString());
            const EvidenceReport report =
                inspectEvidence(asBytes(std::string_view(bytes.data(), std::size_t(bytes.size()))), {});
            for (const evidence::Line& line : evidence::threeLines(report, desktop.format)) {
                QVERIFY2(!test::isEnglishSentence(line.text), qPrintable(line.text));
            }
            for (const EvidenceStep& step : report.steps) {
                QVERIFY2(!test::isEnglishSentence(evidence::stepReason(step)), qPrintable(evidence::stepReason(step)));
            }
        }
    }

    void nothingIsCutOffAndNoEnglishIsLeft()
    {
        Inspector inspector;
        inspector.desktop.window.go(QStringLiteral("evidence"));
        QVERIFY(inspector.drop(kCorpus + QStringLiteral("genuine-altered-and-extra.mseal.zip")));
        for (const Language language : {Language::English, Language::Chinese}) {
            inspector.desktop.settings.setLanguage(language);
            for (int tab = 0; tab < 4; ++tab) {
                inspector.tab(tab);
                QTest::qWait(50);
                QTRY_COMPARE(test::cutOff(inspector.desktop.window).join(u'\n'), QString());
            }
        }
        for (int tab = 0; tab < 4; ++tab) {
            inspector.tab(tab);
            QTest::qWait(50);
            QStringList english = test::englishIn(*inspector.page());
            english.removeIf([](const QString& found) { return found.contains(QStringLiteral("Harbour Water")); });
            QCOMPARE(english, QStringList());
        }
    }

    void theReportIsAFunctionOfBundleTrustAndTime()
    {
        Inspector inspector;
        inspector.desktop.window.go(QStringLiteral("evidence"));
        QVERIFY(inspector.drop(kCorpus + QStringLiteral("genuine-altered-and-extra.mseal.zip")));
        const OpenedEvidence& opened = *inspector.page()->opened();
        const Timestamp at{1'768'100'000'000};
        const paper::Document document = evidenceReport(opened, inspector.desktop.format, at);
        const auto first = paper::printPaper(document);
        QVERIFY(first.ok());
        const QByteArray zone = qgetenv("TZ");
        qputenv("TZ", "UTC");
        tzset();
        const auto again = paper::printPaper(evidenceReport(opened, inspector.desktop.format, at));
        qputenv("TZ", zone);
        tzset();
        QVERIFY(again.ok());
        QCOMPARE(first->size(), again->size());
        QVERIFY(*first == *again);
        QVERIFY(first->startsWith("%PDF-1.4"));
        QVERIFY(first->contains("pdfaid:part=\"1\" pdfaid:conformance=\"B\""));
        QVERIFY(first->contains("(D:20260111025320Z)"));
        QVERIFY(first->contains("/FontFile2"));
        QVERIFY(!first->contains("/SMask /Luminosity"));
        // The cross-reference table points at what it names.
        const qsizetype table = first->mid(first->lastIndexOf("startxref") + 10).split('\n').front().toLongLong();
        QVERIFY(first->mid(table).startsWith("xref"));
        const QList<QByteArray> entries = first->mid(table).split('\n');
        for (int object = 1; object < 6; ++object) {
            const qsizetype offset = entries[2 + object].left(10).toLongLong();
            QVERIFY(first->mid(offset).startsWith(QByteArray::number(object) + " 0 obj"));
        }
        // What a judge looks for is in it: every step, the finding with its old value where that is proved, the limits.
        QStringList said;
        for (const paper::Block& block : document.blocks) {
            if (const auto* rows = std::get_if<paper::Table>(&block)) {
                for (const auto& row : rows->rows) {
                    said << row.cells.join(u'|');
                }
            }
        }
        QCOMPARE(said.filter(QRegularExpression(QStringLiteral("^(1[0-4]|[1-9])\\|"))).size(), qsizetype(14));
        QCOMPARE(said.filter(QStringLiteral("Altered|")).size(), qsizetype(1));
        QCOMPARE(said.filter(QStringLiteral("|DIFFERENT")).size(), qsizetype(1));
        QVERIFY(opened.sameAfterwards.value_or(false));
    }

    void theAnnexHasEveryFinding()
    {
        Inspector inspector;
        inspector.desktop.window.go(QStringLiteral("evidence"));
        QVERIFY(inspector.drop(kCorpus + QStringLiteral("genuine-altered-and-extra.mseal.zip")));
        const OpenedEvidence& opened = *inspector.page()->opened();
        const auto annex = evidenceAnnex(opened);
        QVERIFY(annex.has_value());
        QCOMPARE(annex->findings, std::uint64_t(2));
        const QString csv = QString::fromStdString(annex->csv);
        QCOMPARE(csv.count(QStringLiteral("\r\n")), qsizetype(3));
        QCOMPARE(csv.count(QStringLiteral("ALTERED,leaf.differs,")), qsizetype(1));
        QCOMPARE(csv.count(QStringLiteral("EXTRA,")), qsizetype(1));
        // The report names it by its hash, and both are written.
        const paper::Document document = evidenceReport(opened, inspector.desktop.format, Timestamp{1'768'100'000'000});
        QString said;
        for (const paper::Block& block : document.blocks) {
            if (const auto* paragraph = std::get_if<paper::Paragraph>(&block)) {
                said += paragraph->text + u'\n';
            }
        }
        QVERIFY2(said.contains(QString::fromStdString(annex->sha256.hex())), qPrintable(said));
        const test::TemporaryFolder folder;
        MS_VERIFY_OK(saveEvidenceReport(folder / "report.pdf", "%PDF", annex));
        QVERIFY(test::readFile(folder / "report-findings.csv") == annex->csv);
        QVERIFY(test::readFile(folder / "report.pdf") == "%PDF");
        MS_VERIFY_OK(saveEvidenceReport(folder / "clean.pdf", "%PDF", std::nullopt));
        QVERIFY(!std::filesystem::exists(folder / "clean-findings.csv"));
        QVERIFY(inspector.drop(kCorpus + QStringLiteral("genuine-day-cosigned-signed.mseal.zip")));
        QVERIFY(!evidenceAnnex(*inspector.page()->opened()));
    }

    void theCommandLineWritesTheReport()
    {
        const QString cli = qEnvironmentVariable("METERSEAL_CLI");
        if (cli.isEmpty() || !QFile::exists(cli)) {
            QSKIP("the command line is not built");
        }
        test::TemporaryFolder own;
        const auto run = [&](const QString& file, const std::filesystem::path& out, const QStringList& more) {
            QProcess program;
            program.start(cli,
                          QStringList{QStringLiteral("--json"), QStringLiteral("evidence"), QStringLiteral("report"),
                                      kCorpus + file, QStringLiteral("-o"), qs(out.string()), QStringLiteral("--time"),
                                      QStringLiteral("2026-01-11T00:00:00.000Z")} +
                              more);
            return program.waitForFinished(test::kPatienceMs) ? program.exitCode() : -1;
        };
        const QString file = QStringLiteral("genuine-day-cosigned-signed.mseal.zip");
        const QStringList confirmed{QStringLiteral("--fingerprint"), fingerprintOfTheCorpus()};
        QCOMPARE(run(file, own / "a.pdf", confirmed), 0);
        QCOMPARE(run(file, own / "b.pdf", confirmed), 0);
        const QByteArray first = bytesOf(qs((own / "a.pdf").string()));
        QVERIFY(first.startsWith("%PDF-1.4"));
        QVERIFY(first == bytesOf(qs((own / "b.pdf").string())));
        QCOMPARE(run(file, own / "zh.pdf", {QStringLiteral("--language"), QStringLiteral("zh")}), 1);
        QVERIFY(bytesOf(qs((own / "zh.pdf").string())) != first);
        // What cannot be read is reported too only where it is a file.
        QVERIFY(run(QStringLiteral("nowhere.mseal.zip"), own / "c.pdf", {}) > 1);
        QVERIFY(!std::filesystem::exists(own / "c.pdf"));
    }

    // An altered value is looked for, and what is found is proved by its hash.
    void theAnchoredValueIsFound()
    {
        test::VerifyDesktop open;
        QVERIFY(open.verify(open.files.altered));
        QVERIFY(click(open.page(), "makeEvidence"));
        QVERIFY(makeIn(open.desktop, open.own / "run.mseal.zip"));
        auto* page = open.desktop.window.findChild<EvidenceWidget*>();
        QTRY_VERIFY(page->opened() != nullptr);
        const std::vector<EvidenceRow> rows = evidenceRows(*page->opened());
        const auto altered = std::ranges::find(rows, Verdict::Altered, &EvidenceRow::verdict);
        QVERIFY(altered != rows.end());
        QVERIFY(altered->anchored.has_value());
        QVERIFY(*altered->anchored == open.files.records[test::CheckedFiles::kAltered]);
    }

    // What is printed for a block is core's sheet, which is read back, and its signed note as a code.
    void aPrintedSheetIsReadBack()
    {
        test::SmallWorld world;
        world.closeChain();
        test::TemporaryFolder own;
        test::Desktop desktop(own / "settings.ini");
        QVERIFY(desktop.open(world.folder()));
        desktop.window.go(QStringLiteral("ledger/block/3"));
        QVERIFY(click(&desktop.window, "checkpointSheet"));
        QVERIFY(test::typePath(&desktop.window, "sheetDialog", own / "sheet.pdf"));
        QTRY_VERIFY(std::filesystem::exists(own / "sheet.pdf"));
        QTRY_VERIFY(!publishedCheckpoints(world.folder())->empty());
        auto reader = LedgerReader::open(world.folder() / "ledger.db");
        const SealedBlock block = *reader->block(3);
        const std::string sheet = checkpointSheet(block, {}, reader->genesis().organisations, SheetLanguage::English);
        const paper::Document document =
            checkpointPaper(block.header, sheet, checkpointNote(block, reader->genesis(), {}), desktop.format,
                            QPageSize::A5, Timestamp{0});
        QStringList typed;
        for (const paper::Block& one : document.blocks) {
            if (const auto* lines = std::get_if<paper::Typed>(&one)) {
                typed = lines->lines;
            } else if (const auto* codes = std::get_if<paper::Codes>(&one)) {
                const auto note = readKeptCheckpoint(codes->codes.front().first.toStdString());
                QVERIFY(note.ok() && note->isOf(block.header));
            }
        }
        const auto kept = readKeptCheckpoint(typed.join(u'\n').toStdString());
        QVERIFY(kept.ok() && kept->isOf(block.header));
        QVERIFY(paper::printPaper(document).ok());
    }

    void madeFromAVerifyRunAndAFinding()
    {
        test::VerifyDesktop open;
        QVERIFY(open.good);
        QVERIFY(open.verify(open.files.altered));
        QVERIFY(click(open.page(), "makeEvidence"));
        QVERIFY(makeIn(open.desktop, open.own / "run.mseal.zip"));
        auto* page = open.desktop.window.findChild<EvidenceWidget*>();
        QTRY_VERIFY(page->opened() != nullptr);
        QVERIFY(page->opened()->report.verdict == EvidenceVerdict::Altered);
        QCOMPARE(page->opened()->report.altered, std::uint64_t(1));
        QVERIFY(page->opened()->report.claim->originals.size() == 1);
        // One finding: its record is shown, its neighbours are withheld.
        open.desktop.window.go(QStringLiteral("verify"));
        auto* table = open.page()->findChild<DataTable*>(QStringLiteral("findingsTable"));
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (open.verdictOf(row) == QLatin1String("ALTERED")) {
                table->view()->selectRow(row);
            }
        }
        QVERIFY(click(open.page(), "evidenceOfFinding"));
        QVERIFY(makeIn(open.desktop, open.own / "finding.mseal.zip"));
        QTRY_VERIFY(page->opened() != nullptr && page->opened()->file.filename() == "finding.mseal.zip");
        QCOMPARE(page->opened()->report.shown, std::uint64_t(1));
        QCOMPARE(page->opened()->report.altered, std::uint64_t(1));
        QVERIFY(page->opened()->report.withheld > 30);
        const AuditLog log = open.desktop.session.workspace()->auditLog();
        QTRY_VERIFY(log.page({.action = "evidence.make"}, std::nullopt, Direction::Newer, 10)->rows.size() == 2);
    }

    void madeFromAMeterAndABatch()
    {
        test::VerifyDesktop open;
        QVERIFY(open.good);
        const QString mn = text(open.files.records.front().mn);
        open.desktop.window.go(QStringLiteral("meters/") + mn);
        QVERIFY(test::trigger(&open.desktop.window, "evidenceOfMeter"));
        auto* dialog = test::dialog(&open.desktop.window, "evidenceDialog");
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->findChild<QLineEdit*>(QStringLiteral("evidenceMeters"))->text(), mn);
        QVERIFY(type(dialog, "evidenceSource", qs(open.files.intact.string())));
        QVERIFY(makeIn(open.desktop, open.own / "meter.mseal.zip"));
        auto* page = open.desktop.window.findChild<EvidenceWidget*>();
        QTRY_VERIFY(page != nullptr && page->opened() != nullptr);
        QCOMPARE(page->opened()->report.shown, std::uint64_t(open.files.records.size()));
        QCOMPARE(page->opened()->report.intact, std::uint64_t(open.files.records.size()));
        open.desktop.window.go(QStringLiteral("ledger/tx/") + text(open.files.tx.hex()));
        QVERIFY(click(&open.desktop.window, "evidenceOfBatch"));
        dialog = test::dialog(&open.desktop.window, "evidenceDialog");
        QVERIFY(dialog != nullptr);
        QVERIFY(!dialog->findChild<QLineEdit*>(QStringLiteral("evidenceFrom"))->text().isEmpty());
        // A file that is not there is told in the dialog, which stays.
        QVERIFY(type(dialog, "evidenceSource", qs((open.own / "gone.jsonl").string())));
        QVERIFY(type(dialog, "evidenceTarget", qs((open.own / "batch.mseal.zip").string())));
        QVERIFY(click(dialog, "dialogPrimary"));
        QTRY_VERIFY(dialog->findChild<Banner*>(QStringLiteral("dialogBanner"))->isVisible());
        QVERIFY(!std::filesystem::exists(open.own / "batch.mseal.zip"));
        QVERIFY(type(dialog, "evidenceSource", qs(open.files.intact.string())));
        QVERIFY(makeIn(open.desktop, open.own / "batch.mseal.zip"));
        QTRY_VERIFY(page->opened() != nullptr && page->opened()->file.filename() == "batch.mseal.zip");
        QCOMPARE(page->opened()->report.batches.size(), std::size_t(1));
    }

private:
    static bool makeIn(test::Desktop& desktop, const std::filesystem::path& target)
    {
        QWidget* const dialog = test::dialog(&desktop.window, "evidenceDialog");
        return dialog != nullptr && type(dialog, "evidenceTarget", qs(target.string())) &&
               click(dialog, "dialogPrimary") && test::gone(&desktop.window, "evidenceDialog");
    }
};

MS_UI_TEST_MAIN(TestEvidencePage)
#include "tst_evidence_page.moc"
