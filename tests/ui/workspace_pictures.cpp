#include "ui/workspace_pictures.h"

#include "format/texts.h"
#include "meterseal/workspace/sample.h"
#include "pages/verify/file_view.h"
#include "pages/verify/verify_widget.h"
#include "support/temporary_folder.h"
#include "ui/support/hands.h"

#include <QSignalSpy>
#include <QTabWidget>

namespace meterseal::test {

namespace fs = std::filesystem;

namespace {

void dress(Desktop& desktop, const Look& look)
{
    desktop.settings.setTheme(look.theme);
    ui::theme::apply(*qApp, look.theme, 100);
    desktop.settings.setLanguage(look.language);
}

// The newest batch: its tree is worth a look.
QString newestBatch(const fs::path& workspace)
{
    const auto opened = Workspace::open(workspace);
    auto reader = opened ? LedgerReader::open(opened->ledgerFile(), OpenMode::ReadOnly) : opened.error();
    if (!reader) {
        qFatal("%s", reader.error().message.c_str());
    }
    TxFilter filter;
    filter.type = TxType::Convert;
    const auto page = reader->transactions(filter, std::nullopt, Direction::Older, 1);
    return page && !page->rows.empty() ? ui::text(page->rows.front().hash.hex()) : QString();
}

void verifyTampered(Desktop& desktop, const fs::path& workspace)
{
    desktop.window.go(QStringLiteral("verify"));
    auto* const page = desktop.find("verifyPage");
    auto* const view = static_cast<ui::VerifyWidget*>(page)->fileView();
    QSignalSpy ended(view, &ui::FileView::ended);
    view->setFile(QString::fromStdString((workspace / "readings-tampered.csv").string()));
    if (!test::verifyNow(page) || (ended.count() == 0 && !ended.wait(kPatienceMs))) {
        qFatal("the tampered file is not verified");
    }
}

void open(Desktop& desktop, const fs::path& workspace)
{
    if (!desktop.open(workspace, true)) {
        qFatal("%s does not open", workspace.c_str());
    }
}

}  // namespace

void shootWorkspace(const fs::path& workspace, const Look& look, const SavePicture& save)
{
    TemporaryFolder own;
    Desktop desktop(own / "settings.ini");
    dress(desktop, look);
    open(desktop, workspace);
    for (const auto& page : desktop.registry.pages()) {
        desktop.window.go(page.id());
        save(desktop, page.id() + u'-' + look.name);
    }
    if (const QString batch = newestBatch(workspace); !batch.isEmpty()) {
        desktop.window.go(QStringLiteral("ledger/tx/%1/0").arg(batch));
        save(desktop, QStringLiteral("ledger-batch-") + look.name);
    }
    if (fs::exists(workspace / "readings-tampered.csv")) {
        verifyTampered(desktop, workspace);
        save(desktop, QStringLiteral("verify-tampered-") + look.name);
    }
}

void shootReadme(const std::vector<Look>& looks, const SavePicture& save)
{
    TemporaryFolder folder;
    SampleOptions options;
    options.folder = folder / "sample";
    options.passphrase = crypto::SecretBytes(std::string_view("a passphrase for pictures"));
    const auto readings = findSampleReadings();
    options.readings = readings ? *readings : fs::path();
    if (const auto made = makeSample(options); !made) {
        qFatal("%s", made.error().message.c_str());
    }
    for (const Look& look : looks) {
        TemporaryFolder own;
        Desktop desktop(own / "settings.ini");
        dress(desktop, look);
        open(desktop, options.folder);
        save(desktop, QStringLiteral("overview-") + look.name);
        verifyTampered(desktop, options.folder);
        save(desktop, QStringLiteral("verify-") + look.name);
        visibleChild<QTabWidget>(desktop.find("verifyPage"), "findingTabs")->setCurrentIndex(1);
        save(desktop, QStringLiteral("tree-") + look.name);
    }
}

}  // namespace meterseal::test
