// Verify, against a sheet: a scan of the printed paper, a typed one, one of another history. Verify, compare copies:
// three parties' files, a place that no copy holds, and the search for what was anchored.
#include "meterseal/evidence/sheet.h"
#include "meterseal/record/canonical_json.h"
#include "pages/verify/compare_model.h"
#include "pages/verify/compare_view.h"
#include "pages/verify/compare_words.h"
#include "pages/verify/sheet_view.h"
#include "paper/checkpoint_paper.h"
#include "paper/printed_document.h"
#include "paper/scanned_sheet.h"
#include "support/qt.h"
#include "ui/support/cut_off.h"
#include "ui/support/verify_desktop.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"

#include <QFile>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabBar>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::type;
using Open = test::VerifyDesktop;

namespace {

struct Paper {
    SealedBlock block;
    std::string sheet, note;
};

Paper paperOf(Open& open)
{
    auto reader = open.desktop.session.readerMaker()();
    Paper paper;
    paper.block = *reader->totals()->head;
    paper.sheet = checkpointSheet(paper.block, {}, reader->genesis().organisations, SheetLanguage::English);
    paper.note = checkpointNote(paper.block, reader->genesis(), {});
    return paper;
}

// The printed page as a scanner gives it back.
QString scanned(Open& open, const Paper& paper, const QString& name, const QStringList& how)
{
    const Format format(open.desktop.settings);
    const auto pdf = paper::printPaper(
        checkpointPaper(paper.block.header, paper.sheet, paper.note, format, QPageSize::A5, paper.block.header.time));
    const QString base = qs((open.own / name.toStdString()).string());
    QFile file(base + ".pdf");
    if (!pdf.ok() || !file.open(QIODevice::WriteOnly) || file.write(*pdf) != pdf->size()) {
        return {};
    }
    file.close();
    QProcess pages;
    pages.start("pdfinfo", {base + ".pdf"});
    pages.waitForFinished();
    static const QRegularExpression kPages(QStringLiteral("Pages: +(\\d+)"));
    const QString last = kPages.match(QString::fromUtf8(pages.readAllStandardOutput())).captured(1);  // has the code
    const int code = QProcess::execute("pdftoppm", how + QStringList{"-f", last, "-singlefile", base + ".pdf", base});
    return code == 0 ? base + (how.contains("-jpeg") ? ".jpg" : ".png") : QString();
}

SheetView* sheetView(Open& open)
{
    return static_cast<VerifyWidget*>(open.page())->sheetView();
}

CompareView* compareView(Open& open)
{
    return static_cast<VerifyWidget*>(open.page())->compareView();
}

QString verdict(Open& open)
{
    return test::visibleChild<Banner>(open.page(), "sheetVerdict")->plainText();
}

bool checkTyped(Open& open, const std::string& typed)
{
    QSignalSpy ended(sheetView(open), &SheetView::ended);
    auto* const field = open.page()->findChild<QPlainTextEdit*>(QStringLiteral("sheetText"));
    field->setPlainText(qs(typed));
    return click(open.page(), "checkSheet") && (ended.count() > 0 || ended.wait(test::kPatienceMs));
}

bool drop(QWidget* view, const QStringList& files)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files) {
        urls << QUrl::fromLocalFile(file);
    }
    data.setUrls(urls);
    const QPoint at = view->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(view, &enter);
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    return enter.isAccepted() && QApplication::sendEvent(view, &event);
}

}  // namespace

class TestVerifyCopies : public QObject {
    Q_OBJECT
private slots:
    void aScanOfThePaper()
    {
        Open open;
        QVERIFY(open.good);
        auto* const tabs = open.desktop.find<QTabBar>("verifyTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(2).center());
        QTRY_COMPARE(open.desktop.window.place(), QStringLiteral("verify/sheet"));
        const Paper paper = paperOf(open);
        for (const QStringList& how : {QStringList{"-r", "200", "-png"}, QStringList{"-r", "300", "-jpeg", "-gray"},
                                       QStringList{"-r", "600", "-png", "-gray"}}) {
            const QString file = scanned(open, paper, "sheet", how);
            QVERIFY(QFile::exists(file));
            QSignalSpy ended(sheetView(open), &SheetView::ended);
            QVERIFY(drop(sheetView(open), {file}));
            QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
            QCOMPARE(open.page()->findChild<QPlainTextEdit*>(QStringLiteral("sheetText"))->toPlainText(),
                     qs(paper.note));
            QVERIFY2(verdict(open).startsWith(QStringLiteral("Unchanged since this sheet")), qPrintable(verdict(open)));
        }
        const QStringList cut = test::cutOff(open.desktop.window);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
        open.desktop.settings.setLanguage(Language::Chinese);
        QTRY_VERIFY(verdict(open).startsWith(QStringLiteral("自此单据以来未变")));
    }

    void turnedAndWithoutACode()
    {
        Open open;
        QVERIFY(open.good);
        const Paper paper = paperOf(open);
        QImage picture(scanned(open, paper, "turned", {"-r", "250", "-png"}));
        QVERIFY(!picture.isNull());
        for (const double degrees : {3.0, 90.0, 178.0}) {
            const auto read =
                codeInPicture(picture.transformed(QTransform().rotate(degrees), Qt::SmoothTransformation));
            MS_VERIFY_OK(read);
            QCOMPARE(qs(*read), qs(paper.note));
        }
        QImage white(800, 800, QImage::Format_RGB32);
        white.fill(Qt::white);
        QCOMPARE(qs(codeInPicture(white).error().reason), QStringLiteral("sheet.no-code"));
        const std::string name = (open.own / "broken.png").string();
        test::writeFile(name, "\x89PNG\r\n\x1a\nand no picture");
        QCOMPARE(qs(sheetTextOf(name).error().reason), QStringLiteral("sheet.picture"));
        QCOMPARE(qs(sheetTextOf(open.own / "nowhere.png").error().reason), QStringLiteral("sheet.file"));
    }

    void typedSheets()
    {
        Open open;
        QVERIFY(open.good);
        open.desktop.window.go(QStringLiteral("verify/sheet"));
        const Paper paper = paperOf(open);
        QVERIFY(checkTyped(open, paper.sheet));
        QVERIFY2(verdict(open).startsWith(QStringLiteral("Unchanged since this sheet")), qPrintable(verdict(open)));
        // A slip is found in its line.
        std::string slip = paper.sheet;
        const std::size_t digits = slip.find("  5  ") + 5;
        slip[digits] = slip[digits] == '0' ? '1' : '0';
        QVERIFY(checkTyped(open, slip));
        QVERIFY2(verdict(open).contains(QStringLiteral("does not fit its check digits")), qPrintable(verdict(open)));
        // Sheets of what this ledger is not.
        const auto sheetOf = [](BlockHeader header) {
            SealedBlock block;
            block.header = header;
            block.headerBytes = printBlockHeader(header);
            return checkpointSheet(block, {}, {}, SheetLanguage::Chinese);
        };
        BlockHeader longer = paper.block.header;
        longer.height += 5;
        longer.logSize += 9;
        QVERIFY(checkTyped(open, sheetOf(longer)));
        QVERIFY2(verdict(open).startsWith(QStringLiteral("This ledger is shorter")), qPrintable(verdict(open)));
        BlockHeader rewritten = paper.block.header;
        rewritten.logRoot.bytes[3] ^= 1;
        QVERIFY(checkTyped(open, sheetOf(rewritten)));
        QVERIFY2(verdict(open).startsWith(QStringLiteral("This ledger is NOT the one on your sheet")),
                 qPrintable(verdict(open)));
        BlockHeader strange = paper.block.header;
        strange.fingerprint.bytes[0] ^= 1;
        QVERIFY(checkTyped(open, sheetOf(strange)));
        QVERIFY2(verdict(open).startsWith(QStringLiteral("Your sheet is of another ledger")),
                 qPrintable(verdict(open)));
        // A note whose seal was changed.
        std::string note = paper.note;
        const std::size_t seal = note.rfind(' ') + 12;
        note[seal] = note[seal] == 'A' ? 'B' : 'A';
        QVERIFY(checkTyped(open, note));
        QVERIFY2(verdict(open).contains(QStringLiteral("a signature on the sheet does not hold")),
                 qPrintable(verdict(open)));
    }

    void copiesSideBySide()
    {
        Open open;
        QVERIFY(open.good);
        open.desktop.window.go(QStringLiteral("verify/compare"));
        QVERIFY(test::visibleChild(open.page(), "compareEmpty") != nullptr);
        std::vector<HealthRecord> a = open.files.records, b = a, c = a;
        b[3].value *= 10;  // A and C hold it
        a[5].value += 100;
        b[5].value += 7;
        c.erase(c.begin() + 7);
        c.erase(c.begin() + 5);
        QStringList names;
        for (const auto& [name, records] : {std::pair("water", &a), std::pair("maker", &b), std::pair("insurer", &c)}) {
            const auto file = open.own / (std::string(name) + ".jsonl");
            test::writeFile(file, test::linesOf(*records));
            names << qs(file.string());
        }
        QVERIFY(drop(compareView(open), names));
        QVERIFY(type(open.page(), "copyParty2", QStringLiteral("Meter Maker")));
        open.page()->findChild<QSpinBox*>(QStringLiteral("searchSeconds"))->setValue(60);
        QSignalSpy ended(compareView(open), &CompareView::ended);
        QVERIFY(click(open.page(), "compareCopies"));
        QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
        CompareModel* const model = compareView(open)->model();
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->headerData(4, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Meter Maker"));
        auto* const table = open.desktop.find<DataTable>("compareTable");
        QVERIFY(!table->view()->isColumnHidden(5));
        QVERIFY(table->view()->isColumnHidden(6));  // there is no fourth copy
        QVERIFY(model->row(0)->cells[1].state == CopyState::Altered);
        QCOMPARE(open.label("compareSentence"),
                 QStringLiteral("water and insurer hold the anchored record. Meter Maker holds another record here."));
        // Nobody holds it: found by search, and only what its hash proves is said.
        const CompareRow& nobody = *model->row(1);
        QVERIFY(nobody.original.has_value());
        QVERIFY(nobody.original->record == open.files.records[5]);
        table->view()->selectRow(1);
        QVERIFY(open.label("compareSentence")
                    .contains(QStringLiteral("Anchored was ") + qs(formatNumber(open.files.records[5].value))));
        QVERIFY(open.label("compareSentence").contains(QStringLiteral("insurer holds none.")));
        QVERIFY(model->row(2)->cells[2].state == CopyState::Missing);
        QVERIFY(open.label("compareSummary").contains(QStringLiteral("Meter Maker: ")));
        open.desktop.settings.setLanguage(Language::Chinese);
        QTRY_VERIFY(open.label("compareSentence").startsWith(QStringLiteral("没有副本持有上链的记录。上链的是")));
        const AuditLog log = open.desktop.session.workspace()->auditLog();
        QTRY_COMPARE(log.page({.action = "verify.compare"}, std::nullopt, Direction::Newer, 10)->rows.size(),
                     std::size_t(1));
    }

    void copiesThatAgreeAndOneThatCannotBeRead()
    {
        Open open;
        QVERIFY(open.good);
        open.desktop.window.go(QStringLiteral("verify/compare"));
        const auto strange = open.own / "strange.csv";
        test::writeFile(strange, "nothing,that\nis,a record\n");
        const QString same = qs(open.files.intact.string());
        QVERIFY(drop(compareView(open), {same, qs(strange.string())}));
        auto* const compare = open.page()->findChild<QWidget*>(QStringLiteral("compareCopies"));
        QTRY_VERIFY(open.label("copyState1") == QStringLiteral("can be read"));
        QTRY_VERIFY(open.label("copyState2") != QStringLiteral("Looking at the first rows…"));
        QVERIFY(!compare->isEnabled());
        QVERIFY(click(open.page(), "copyRemove2"));
        QVERIFY(drop(compareView(open), {same}));
        QSignalSpy ended(compareView(open), &CompareView::ended);
        QVERIFY(click(open.page(), "compareCopies"));
        QVERIFY(ended.count() > 0 || ended.wait(test::kPatienceMs));
        QCOMPARE(compareView(open)->model()->rowCount(), 0);
        QVERIFY2(open.label("compareSummary").contains(QStringLiteral("at 40 places")),
                 qPrintable(open.label("compareSummary")));
    }
};

MS_UI_TEST_MAIN(TestVerifyCopies)
#include "tst_verify_copies.moc"
