#include "ui/verify_pictures.h"

#include "meterseal/evidence/sheet.h"
#include "pages/verify/compare_view.h"
#include "pages/verify/file_view.h"
#include "pages/verify/record_view.h"
#include "pages/verify/sheet_view.h"
#include "pages/verify/verify_widget.h"
#include "ui/support/checked_files.h"
#include "ui/support/hands.h"

#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabWidget>

namespace meterseal::test {

void shootVerify(Desktop& desktop, SmallWorld& world, const std::function<void(const QString&)>& save)
{
    TemporaryFolder folder;
    const CheckedFiles files = makeCheckedFiles(world, folder.path(), 400);
    desktop.window.go(QStringLiteral("verify"));
    auto* const page = desktop.find("verifyPage");
    auto* const view = static_cast<ui::VerifyWidget*>(page)->fileView();
    const auto check = [&](const std::filesystem::path& file) {
        QSignalSpy ended(view, &ui::FileView::ended);
        view->setFile(QString::fromStdString(file.string()));
        if (!test::verifyNow(page) || (ended.count() == 0 && !ended.wait(kPatienceMs))) {
            qFatal("the file is not verified");
        }
    };
    check(files.intact);
    save(QStringLiteral("verify-intact"));
    check(files.altered);
    save(QStringLiteral("verify-altered"));
    auto* const tabs = visibleChild<QTabWidget>(page, "findingTabs");
    tabs->setCurrentIndex(1);
    save(QStringLiteral("verify-altered-tree"));
    tabs->setCurrentIndex(2);
    save(QStringLiteral("verify-altered-calculation"));
    tabs->setCurrentIndex(0);
    view->setFile(QString::fromStdString((folder / "gone.csv").string()));
    save(QStringLiteral("verify-error"));
    desktop.window.go(QStringLiteral("verify/record"));
    page->findChild<ui::RecordView*>()->setRecord(files.records[9]);
    click(page, "verifyRecord");
    save(QStringLiteral("verify-record"));
    desktop.window.go(QStringLiteral("verify/sheet"));
    save(QStringLiteral("verify-sheet-empty"));
    {
        auto reader = desktop.session.readerMaker()();
        const SealedBlock head = *reader->totals()->head;
        auto* const sheets = static_cast<ui::VerifyWidget*>(page)->sheetView();
        QSignalSpy ended(sheets, &ui::SheetView::ended);
        sheets->findChild<QPlainTextEdit*>(QStringLiteral("sheetText"))
            ->setPlainText(QString::fromStdString(
                checkpointSheet(head, {}, reader->genesis().organisations, SheetLanguage::English)));
        if (!click(page, "checkSheet") || (ended.count() == 0 && !ended.wait(kPatienceMs))) {
            qFatal("the sheet is not checked");
        }
        save(QStringLiteral("verify-sheet"));
    }
    desktop.window.go(QStringLiteral("verify/compare"));
    save(QStringLiteral("verify-compare-empty"));
    {
        std::vector<HealthRecord> a = files.records, b = a, c = a;
        b[3].value *= 10;
        a[5].value += 100;
        b[5].value += 7;
        c.erase(c.begin() + 7);
        c.erase(c.begin() + 5);
        auto* const compare = static_cast<ui::VerifyWidget*>(page)->compareView();
        for (const auto& [name, records] :
             {std::pair("harbour-water", &a), std::pair("meter-maker", &b), std::pair("insurer", &c)}) {
            const auto file = folder / (std::string(name) + ".jsonl");
            writeFile(file, linesOf(*records));
            compare->addFile(QString::fromStdString(file.string()));
        }
        QSignalSpy ended(compare, &ui::CompareView::ended);
        if (!click(page, "compareCopies") || (ended.count() == 0 && !ended.wait(kPatienceMs))) {
            qFatal("the copies are not compared");
        }
        save(QStringLiteral("verify-compare"));
    }
    desktop.window.go(QStringLiteral("ledger/tx/%1/9").arg(ui::text(files.tx.hex())));
    save(QStringLiteral("ledger-tree"));
}

}  // namespace meterseal::test
