// A desktop on its upload page over a small workspace, and the hands that drop files on it.
#pragma once

#include "pages/upload/jobs_model.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QTableView>

#include <fmt/format.h>

namespace meterseal::test {

inline constexpr std::size_t kMeterCount = 3;

inline QDateTime timeOf(const HealthRecord& record)
{
    return QDateTime::fromMSecsSinceEpoch(record.alarmTime.ms, Qt::UTC);
}

// In the dialog that asks for the passphrase. Says what the dialog says where it stays.
inline bool unlockIn(QWidget& window)
{
    QDialog* const asking = dialog(&window, "unlockDialog");
    if (asking == nullptr || !type(asking, "passphrase", QString::fromLatin1(SmallWorld::kPassphrase)) ||
        !click(asking, "dialogPrimary")) {
        return false;
    }
    if (gone(&window, "unlockDialog")) {
        return true;
    }
    for (const QLabel* label : asking->findChildren<QLabel*>()) {
        qWarning("unlockDialog: %s", qPrintable(label->text()));
    }
    return false;
}

struct UploadDesk {
    explicit UploadDesk(bool readOnly = false)
        : world({.meters = kMeterCount, .batchesPerMeter = 1, .keys = true, .meterKeys = true}),
          running(std::make_unique<Desktop>(own / "settings.ini")),
          desktop(*running)
    {
        world.closeChain();
        good = desktop.open(world.folder(), readOnly);
        desktop.window.go(QStringLiteral("upload"));
    }
    // Rows of a file a utility might have: local times, decimal commas, semicolons, a wrong row now and then.
    std::string csv(std::size_t rows, bool wrongOnes)
    {
        std::string all = "Meter;When;Reading m3;Kind\n";
        for (std::size_t n = 0; n < rows; ++n) {
            for (const std::size_t m : {0u, 2u}) {
                HealthRecord record = world.builder().records(m, 1).front();
                const std::string when = timeOf(record).toString(QStringLiteral("yyyy-MM-dd hh:mm:ss")).toStdString();
                all += fmt::format("{};{};{},5;READING\n", record.mn, when, n);
            }
        }
        if (wrongOnes) {
            all += "stranger;2026-01-01 00:00:00;1,0;READING\n";
            all += world.builder().meter(0).mn + ";not a time;1,0;READING\n";
        }
        return all;
    }
    std::filesystem::path file(const char* name, const std::string& content)
    {
        writeFile(own / name, content);
        return own / name;
    }
    // As a file manager would drop it on the page.
    bool drop(const std::vector<std::filesystem::path>& files)
    {
        QWidget* const page = desktop.window.page(QStringLiteral("upload"));
        QMimeData data;
        QList<QUrl> urls;
        for (const auto& path : files) {
            urls << QUrl::fromLocalFile(qs(path.string()));
        }
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(page, &enter);
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        if (enter.isAccepted()) {
            QApplication::sendEvent(page, &event);
        }
        return enter.isAccepted();
    }
    bool unlock() { return unlockIn(desktop.window); }
    // As the end of the program: what it held open is let go of when this returns.
    void quit() { running.reset(); }
    bool unlockFirst() { return click(desktop.find("uploadBanner"), "bannerAction") && unlock(); }
    QString summary() { return desktop.find<ui::ToneLabel>("importSummary")->text(); }
    QAbstractItemModel* jobs() { return desktop.find<ui::DataTable>("uploadJobs")->view()->model(); }
    QString job(int row, int column) { return jobs()->index(row, column).data().toString(); }
    bool jobIs(int row, const QString& state)
    {
        return QTest::qWaitFor([&] { return jobs()->rowCount() > row && job(row, ui::JobsModel::kState) == state; },
                               kPatienceMs);
    }
    // Chooses in a combo box by its text; in one that can be typed into, types it.
    bool chooseText(const char* name, const QString& wanted)
    {
        auto* const box = qobject_cast<QComboBox*>(usable(&desktop.window, name));
        if (box == nullptr || !box->isEditable()) {
            return box != nullptr && choose(&desktop.window, name, box->findText(wanted));
        }
        box->setFocus();
        box->lineEdit()->selectAll();
        QTest::keyClicks(box->lineEdit(), wanted);
        QTest::keyClick(box->lineEdit(), Qt::Key_Return);
        return true;
    }

    SmallWorld world;
    TemporaryFolder own;
    std::unique_ptr<Desktop> running;
    Desktop& desktop;  // until quit()
    bool good = false;
};

// A file in the protocol's own form: one record of the meter.
inline std::string oneRecord(const std::string& mn, int hour = 0)
{
    return fmt::format("{{\"mn\":\"{}\",\"alarmCode\":\"A\",\"alarmTime\":\"2030-01-01T0{}:00:00Z\",\"value\":1}}\n",
                       mn, hour);
}

inline std::uint64_t recordsOnLedger(const std::filesystem::path& folder)
{
    return LedgerReader::open(folder / "ledger.db")->totals()->records;
}

}  // namespace meterseal::test
