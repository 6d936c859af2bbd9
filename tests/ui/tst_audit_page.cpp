// The audit log page: what a person did is found there, filtered, shown whole and exported; a broken chain is said big;
// a read-only ledger gets no entry.
#include "models/audit_model.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/files.h"
#include "ui/support/small_world.h"
#include "widgets/data_table.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

#include <map>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::type;

namespace {

struct Open {
    explicit Open(std::size_t entries = 0) : world({.meters = 6, .keys = true}), desktop(own / "settings.ini")
    {
        world.closeChain();
        for (std::size_t i = 0; i < entries; ++i) {
            static_cast<void>(log().append(noteOf(i)));
        }
    }
    bool open(bool readOnly = false)
    {
        const bool good = desktop.open(world.folder(), readOnly);
        desktop.window.go(QStringLiteral("audit"));
        return good;
    }
    static AuditNote noteOf(std::size_t i)
    {
        AuditNote note{"meter.approve", "utility", {{"mn", "40146171" + std::to_string(1000 + i)}}};
        if (i % 4 == 0) {
            note.action = "verify.file";
            note.subject = {{"file", "/data/readings-" + std::to_string(i) + ".csv"}};
            note.details = {{"verdict", "not-intact"}};
        } else if (i % 4 == 1) {
            note.result = makeError(ErrorCode::Conflict, "tx.not-pending", "It is not pending.");
        }
        return note;
    }
    AuditLog log() const { return AuditLog(world.folder()); }
    DataTable* table() { return desktop.find<DataTable>("auditTable"); }
    int rows() { return table()->model()->rowCount(); }
    QString cell(int row, int column) { return table()->model()->index(row, column).data().toString(); }
    QString state() { return desktop.find<QLabel>("chainState")->text(); }
    QString detail() { return desktop.find<QLabel>("chainDetail")->text(); }

    test::SmallWorld world;
    test::TemporaryFolder own;
    test::Desktop desktop;
};

enum Column { kSeq, kTime, kWho, kAction, kResult, kSubject };

std::map<std::string, std::string> contents(const std::filesystem::path& folder)
{
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        all[entry.path().string()] = entry.is_regular_file() ? test::readFile(entry.path()) : std::string();
    }
    return all;
}

}  // namespace

class TstAuditPage : public QObject {
    Q_OBJECT
private slots:
    void whatAPersonDidIsThere()
    {
        Open open;
        QVERIFY(open.open());
        QTRY_COMPARE(open.state(), QStringLiteral("The log has no entries yet"));
        open.desktop.window.go(QStringLiteral("settings/unlock"));
        QVERIFY(type(&open.desktop.window, "unlockPassphrase", QStringLiteral("wrong")));
        QVERIFY(click(&open.desktop.window, "unlockButton"));
        QTRY_VERIFY(test::visibleChild<QLabel>(&open.desktop.window, "bannerCode") != nullptr);
        QVERIFY(type(&open.desktop.window, "unlockPassphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(click(&open.desktop.window, "unlockButton"));
        QTRY_VERIFY(open.desktop.session.unlocked());
        QVERIFY(click(&open.desktop.window, "lockButton"));
        QTRY_VERIFY(open.log().check()->entries >= 3);

        open.desktop.window.go(QStringLiteral("audit"));
        QTRY_COMPARE(open.rows(), 3);
        QTRY_COMPARE(open.cell(0, kAction), QStringLiteral("Key store locked"));
        QCOMPARE(open.cell(1, kAction), QStringLiteral("Key store unlocked"));
        QCOMPARE(open.cell(2, kAction), QStringLiteral("Unlocking failed"));
        QVERIFY(open.cell(2, kResult).contains(QStringLiteral("The passphrase is not the right one")));
        // Copied and exported with the code.
        QVERIFY(open.table()
                    ->model()
                    ->index(2, kResult)
                    .data(TableModel::FullTextRole)
                    .toString()
                    .contains(QStringLiteral("keystore.wrong-passphrase")));
        QTRY_COMPARE(open.state(), QStringLiteral("The log is whole: 3 entries"));
        // No secret went in.
        const std::string file = test::readFile(open.log().file());
        QVERIFY(file.find("wrong\"") == std::string::npos &&
                file.find(test::SmallWorld::kPassphrase) == std::string::npos);
    }

    void filtersNarrowTheList()
    {
        Open open(40);
        QVERIFY(open.open());
        QTRY_COMPARE(open.rows(), 40);
        QVERIFY(test::choose(&open.desktop.window, "auditResult", 2));
        QTRY_COMPARE(open.rows(), 10);
        QVERIFY(test::choose(&open.desktop.window, "auditResult", 0));
        QTRY_COMPARE(open.rows(), 40);
        QVERIFY(type(&open.desktop.window, "auditText", QStringLiteral("READINGS-1")));
        QTRY_COMPARE(open.rows(), 2);  // 12 and 16
        QCOMPARE(open.cell(0, kResult), QStringLiteral("Not intact"));
        QVERIFY(type(&open.desktop.window, "auditText", QStringLiteral("nobody")));
        QTRY_COMPARE(open.rows(), 0);
        QTRY_VERIFY(open.desktop.find("tableEmpty") != nullptr);
        QVERIFY(type(&open.desktop.window, "auditText", QString()));
        QTRY_COMPARE(open.rows(), 40);
        auto* action = open.desktop.find<QComboBox>("auditAction");
        const int verified = action->findData(QStringLiteral("verify."));
        QVERIFY(verified > 0);
        QVERIFY(test::choose(&open.desktop.window, "auditAction", verified));
        QTRY_COMPARE(open.rows(), 10);
        QVERIFY(test::choose(&open.desktop.window, "auditTime", 1));
        QTRY_COMPARE(open.rows(), 10);
    }

    void oneEntryIsShownWhole()
    {
        Open open(5);
        QVERIFY(open.open());
        QTRY_COMPARE(open.rows(), 5);
        QTRY_VERIFY(open.cell(0, kAction) != QStringLiteral("…"));
        QTableView* const view = open.table()->view();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::NoModifier,
                          view->visualRect(view->model()->index(1, kAction)).center());
        auto* raw = open.desktop.find<QPlainTextEdit>("auditRaw");
        QVERIFY(raw->isVisible());
        const auto page = open.log().page({}, {}, Direction::Older, 5);
        QCOMPARE(raw->toPlainText(), qs(page->rows[1].line));
        QTest::keyClick(view, Qt::Key_Down);
        QCOMPARE(raw->toPlainText(), qs(page->rows[2].line));
        open.desktop.settings.setLanguage(Language::Chinese);
        QTRY_VERIFY(open.state().contains(QStringLiteral("完整")));
        QCOMPARE(raw->toPlainText(), qs(page->rows[2].line));
    }

    void aBrokenChainIsSaid()
    {
        Open open(20);
        std::string lines = test::readFile(open.log().file());
        const std::size_t at = lines.find("401461711006");
        lines.replace(at, 12, "401461719999");
        test::writeFile(open.log().file(), lines);
        QVERIFY(open.open());
        QTRY_COMPARE(open.state(), QStringLiteral("The log is broken at entry 7"));
        QVERIFY(open.detail().contains(QStringLiteral("Entry 7 was changed")));
        // Mended by hand, checked again by a click.
        lines.replace(at, 12, "401461711006");
        test::writeFile(open.log().file(), lines);
        QVERIFY(click(&open.desktop.window, "chainCheck"));
        QTRY_COMPARE(open.state(), QStringLiteral("The log is whole: 20 entries"));
    }

    void growthIsAnnouncedAndCheckedAgain()
    {
        Open open(3);
        QVERIFY(open.open());
        QTRY_COMPARE(open.rows(), 3);
        QTRY_COMPARE(open.state(), QStringLiteral("The log is whole: 3 entries"));
        MS_VERIFY_OK(open.log().append(Open::noteOf(3)));  // another program
        QTRY_COMPARE_WITH_TIMEOUT(open.state(), QStringLiteral("The log is whole: 4 entries"), 20000);
        QTRY_COMPARE(open.rows(), 4);  // the list's beginning is looked at, so it keeps itself true
        QVERIFY(!open.table()->findChild<QPushButton*>(QStringLiteral("tablePill"))->isVisible());
    }

    void exportIsWholeAndIsItselfNoted()
    {
        Open open(300);  // more than one page
        QVERIFY(open.open());
        QTRY_VERIFY(open.rows() >= 128);
        QTRY_VERIFY(open.cell(0, kAction) != QStringLiteral("…"));
        QVERIFY(click(open.table(), "tableExport"));
        const auto file = open.own / "audit.csv";
        QVERIFY(test::typePath(&open.desktop.window, "exportDialog", file));
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::exists(file), 20000);
        const std::string csv = test::readFile(file);
        QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), std::ptrdiff_t(301));
        QVERIFY(csv.find("verify.file") != std::string::npos);  // ids, whatever the language
        QTRY_COMPARE(open.log().page({"export"}, {}, Direction::Older, 10)->rows.size(), std::size_t(1));
        QCOMPARE(open.log().page({"export"}, {}, Direction::Older, 10)->rows[0].details.at("rows"), std::string("300"));
    }

    void anUploadIsNotedByItself()
    {
        Open open;
        QVERIFY(open.open());
        open.desktop.window.go(QStringLiteral("settings/unlock"));
        QVERIFY(type(&open.desktop.window, "unlockPassphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(click(&open.desktop.window, "unlockButton"));
        QTRY_VERIFY(open.desktop.session.unlocked());
        QTRY_VERIFY(open.desktop.session.upload()->snapshot().has_value());
        const auto file = open.own / "day.jsonl";
        test::writeFile(file, "{\"alarmCode\":\"LEAK\",\"alarmTime\":\"2026-11-20T06:00:00.000Z\",\"mn\":\"1\","
                              "\"value\":1}\n");
        MappingProfile profile;
        profile.format = FileFormat::JsonLines;
        profile.mn.name = "mn";
        profile.alarmCode.name = "alarmCode";
        profile.alarmTime.name = "alarmTime";
        profile.value.name = "value";
        std::optional<Result<std::string>> job;
        const TaskHandle handle = open.desktop.session.upload()->run(
            this, [&](UploadEngine& engine) { return engine.uploader->addFile(file, profile); },
            [&](Result<std::string> added) { job = std::move(added); });
        QTRY_VERIFY(job.has_value());
        MS_VERIFY_OK(*job);
        QTRY_COMPARE(open.log().page({"upload."}, {}, Direction::Newer, 9)->rows.size(), std::size_t(2));
        const auto noted = open.log().page({"upload."}, {}, Direction::Newer, 9);
        QCOMPARE(noted->rows[0].action, std::string("upload.start"));
        QCOMPARE(noted->rows[0].subject.at("file"), file.string());
        QCOMPARE(noted->rows[0].subject.at("sha256"), hashFile(file)->hex());
        QCOMPARE(noted->rows[1].action, std::string("upload.file"));
        QCOMPARE(noted->rows[1].details.at("rows"), std::string("1"));
        QCOMPARE(noted->rows[1].details.at("rejected"), std::string("1"));
    }

    void readOnlyGetsNoEntry()
    {
        Open open(3);
        const auto before = contents(open.world.folder());
        QVERIFY(open.open(true));
        QTRY_COMPARE(open.rows(), 3);
        QVERIFY(open.desktop.find("auditReadOnly")->isVisible());
        open.desktop.session.record({"settings.change"});
        QVERIFY(open.desktop.session.audit() == nullptr);
        open.desktop.window.go(QStringLiteral("settings"));
        QVERIFY(test::choose(&open.desktop.window, "themeChoice", 1));
        open.desktop.session.close();
        QVERIFY(contents(open.world.folder()) == before);
    }

    void aLogThatCannotBeWrittenIsToldAndStopsNothing()
    {
        Open open;
        QVERIFY(open.open());
        std::filesystem::create_directory(open.world.folder() / "audit.jsonl");
        open.desktop.window.go(QStringLiteral("settings/unlock"));
        QVERIFY(type(&open.desktop.window, "unlockPassphrase", QString::fromLatin1(test::SmallWorld::kPassphrase)));
        QVERIFY(click(&open.desktop.window, "unlockButton"));
        QTRY_VERIFY(open.desktop.session.unlocked());
        QTRY_VERIFY(test::visibleChild<QLabel>(&open.desktop.window, "bannerCode") != nullptr);
        QVERIFY(test::visibleChild<QLabel>(&open.desktop.window, "bannerCode")
                    ->text()
                    .contains(QStringLiteral("audit.io")));
    }

    void modelKeepsItsPromises()
    {
        Open open(400);
        QVERIFY(open.open());
        auto* const model = open.table()->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_VERIFY(model->rowCount() > 0);
        while (model->canFetchMore({})) {
            const int before = model->rowCount();
            model->fetchMore({});
            QTRY_VERIFY(model->rowCount() > before);
        }
        QCOMPARE(model->rowCount(), 400);
        QTRY_COMPARE(model->index(399, kSeq).data().toString(), QStringLiteral("1"));
        QCOMPARE(model->knownTotal(), std::optional<quint64>(400));
    }
};

MS_UI_TEST_MAIN(TstAuditPage)
#include "tst_audit_page.moc"
