// The program on its verify page, over a small world with files to verify, and the hands that drop and verify one.
#pragma once

#include "pages/verify/file_view.h"
#include "pages/verify/findings_model.h"
#include "pages/verify/verify_widget.h"
#include "support/qt.h"
#include "ui/support/checked_files.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>

namespace meterseal::test {

struct VerifyDesktop {
    explicit VerifyDesktop(std::size_t records = 40) : desktop(own / "settings.ini")
    {
        files = makeCheckedFiles(world, own.path(), records);
        world.closeChain();
        good = desktop.open(world.folder());
        desktop.window.go(QStringLiteral("verify"));
    }
    QWidget* page() { return desktop.find("verifyPage"); }
    ui::FileView* view() { return static_cast<ui::VerifyWidget*>(page())->fileView(); }
    QString label(const char* name)
    {
        const auto* found = visibleChild<QLabel>(page(), name);
        return found != nullptr ? found->text() : QStringLiteral("(not there)");
    }
    bool drop(const std::filesystem::path& file)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(qs(file.string()))});
        const QPoint at = view()->rect().center();
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(view(), &enter);
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        return enter.isAccepted() && QApplication::sendEvent(view(), &event);
    }
    // With the button a person presses.
    bool verify(const std::filesystem::path& file)
    {
        QSignalSpy ended(view(), &ui::FileView::ended);
        return drop(file) && verifyNow(page()) && (ended.count() > 0 || ended.wait(kPatienceMs));
    }
    // Of a row of the findings table; its code, not its translation.
    QString verdictOf(int row) { return view()->model()->index(row, 0).data(ui::TableModel::FullTextRole).toString(); }

    SmallWorld world{{.meters = 3, .batchesPerMeter = 2, .recordsPerBatch = 5}};
    TemporaryFolder own;
    CheckedFiles files;
    Desktop desktop;
    bool good = false;
};

}  // namespace meterseal::test
