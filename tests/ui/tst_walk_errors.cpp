// A walk over what goes wrong, in Chinese: rows that cannot be read, rows that are rejected, nodes that are down, lists
// with faults, files that are not there. Nothing a person reads is an English sentence of core.
#include "dialogs/register_list_dialog.h"
#include "pages/verify/file_view.h"
#include "pages/verify/verify_widget.h"
#include "ui/support/english.h"
#include "ui/support/upload_desk.h"

#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;

namespace {

constexpr std::size_t kNodes = 2;
constexpr int kLastErrorColumn = 10;

struct Trouble : test::UploadDesk {
    Trouble()
    {
        desktop.settings.setLanguage(Language::Chinese);
        desktop.session.setSimulatedNodes(kNodes);  // from the next unlock on
    }
    const std::string& mn() { return world.builder().meter(0).mn; }
    QLabel* label(const char* name) { return test::visibleChild<QLabel>(&desktop.window, name); }
    QAbstractItemModel* table(const char* name)
    {
        auto* const found = test::visibleChild<DataTable>(&desktop.window, name);
        return found != nullptr ? found->view()->model() : nullptr;
    }
    FileView* verifyView()
    {
        desktop.window.go(QStringLiteral("verify"));
        return static_cast<VerifyWidget*>(desktop.find("verifyPage"))->fileView();
    }
    bool verify(const std::filesystem::path& path)
    {
        FileView* const view = verifyView();
        QSignalSpy ended(view, &FileView::ended);
        view->setFile(qs(path.string()));
        return test::verifyNow(view) && (ended.count() > 0 || ended.wait(test::kPatienceMs));
    }
    // What stands there in English; empty: nothing.
    QByteArray english() { return test::englishIn(desktop.window).join(u'\n').toUtf8(); }
};

#define QVERIFY_NO_ENGLISH(open) QVERIFY2((open).english().isEmpty(), (open).english().constData())

}  // namespace

class TestWalkErrors : public QObject {
    Q_OBJECT

private slots:
    void theSearchFindsSentences()
    {
        QVERIFY(test::isEnglishSentence(QStringLiteral("Simulated node 1 is down. Nothing was kept.")));
        QVERIFY(test::isEnglishSentence(QStringLiteral("行 3：The time is empty.")));
        QVERIFY(!test::isEnglishSentence(QStringLiteral("原文：The time is empty.")));
        QVERIFY(!test::isEnglishSentence(QStringLiteral("JSON Lines, READING")));
        QLabel window;
        QLabel inside(QStringLiteral("The time is empty."), &window);
        window.show();
        QCOMPARE(test::englishIn(window).size(), 1);
    }

    void verifyPage()
    {
        Trouble open;
        QVERIFY(open.good);
        const auto mixed = open.file(
            "mixed.jsonl", test::oneRecord(open.mn()) + test::oneRecord("stranger") + "{broken\n{\"mn\":\"1\"}\n" +
                               R"({"mn":"1","alarmCode":"A","alarmTime":"x","value":1})" + "\n");
        QVERIFY(open.verify(mixed));
        QTRY_VERIFY(open.table("findingsTable") != nullptr && open.table("findingsTable")->rowCount() == 5);
        QVERIFY_NO_ENGLISH(open);
        // Which column is what is in doubt, and is said in words.
        open.verifyView()->setFile(qs(open.file("doubt.csv", "1,E,03/04/2026 08:00,much\n").string()));
        QTRY_VERIFY(open.label("profileInWords") != nullptr &&
                    open.label("profileInWords")->text().contains(QStringLiteral("表头")));
        QVERIFY_NO_ENGLISH(open);
        open.verifyView()->setFile(qs((open.own / "gone.csv").string()));
        QTRY_VERIFY(open.label("bannerOriginal") != nullptr);
        QVERIFY_NO_ENGLISH(open);
        open.desktop.window.go(QStringLiteral("verify/record"));
        QVERIFY(test::type(&open.desktop.window, "recordMeter", QStringLiteral("bad id")));
        QVERIFY(test::type(&open.desktop.window, "recordValue", QStringLiteral("much")));
        QTRY_VERIFY(open.label("recordFault") != nullptr);
        QVERIFY_NO_ENGLISH(open);
    }

    void listOfMeters()
    {
        Trouble open;
        QVERIFY(open.good);
        open.desktop.window.go(QStringLiteral("meters"));
        QVERIFY(click(&open.desktop.window, "registerList") && open.unlock());
        auto* const dialog =
            qobject_cast<RegisterListDialog*>(test::dialog(&open.desktop.window, "registerListDialog"));
        QVERIFY(dialog != nullptr);
        const auto list = open.file("meters.csv", "mn,location,manufacturer,password\nbad id,Building 1,Acme,\n"
                                                  "M2,,Acme,\nM3,Building 3,Acme,short\nM4,Building 4,Acme\n" +
                                                      open.mn() + ",Building 5,Acme,\n");
        dialog->openList(qs(list.string()));
        QTRY_VERIFY(open.table("listTable") != nullptr && open.table("listTable")->rowCount() == 5);
        QVERIFY_NO_ENGLISH(open);
        dialog->openList(qs(open.file("names.csv", "mn,location,manufacturer\n").string()));
        QTRY_VERIFY(open.label("bannerOriginal") != nullptr);
        QVERIFY_NO_ENGLISH(open);
    }

    void uploadAndMonitorPages()
    {
        Trouble open;
        QVERIFY(open.good);
        auto& window = open.desktop.window;
        // A preview that cannot be mapped at all, then one with rejects.
        QVERIFY(open.drop({open.file("doubt.csv", "a;b\n1;2\n")}));
        QTRY_VERIFY(test::visibleChild<QTableView>(&window, "rawTable") != nullptr);
        QTRY_VERIFY2(open.summary().contains(QStringLiteral("字段")), qPrintable(open.summary()));
        QVERIFY_NO_ENGLISH(open);
        QVERIFY(click(&window, "backToJobs"));
        QVERIFY(open.drop({open.file("mixed.jsonl", test::oneRecord(open.mn()) + test::oneRecord("stranger") +
                                                        "{broken\n{\"mn\":\"1\"}\n")}));
        QTRY_VERIFY(open.desktop.find("anchorButton")->isEnabled());
        QVERIFY_NO_ENGLISH(open);
        QVERIFY(click(&window, "anchorButton") && open.unlock());
        QVERIFY(open.jobIs(0, QStringLiteral("已完成，有拒收")));
        QTest::keyClick(open.desktop.find<QTabWidget>("jobTabs")->tabBar(), Qt::Key_Right);
        QTRY_VERIFY(open.table("rejectsTable") != nullptr && open.table("rejectsTable")->rowCount() == 3);
        QVERIFY_NO_ENGLISH(open);

        // Every node is taken down: grey in the table, and the queue says why it waits.
        const auto& simulated = open.desktop.session.upload()->simulatedNodes();
        QCOMPARE(simulated.size(), kNodes);
        window.go(QStringLiteral("monitor"));
        QTRY_VERIFY(open.table("nodesTable") != nullptr && open.table("nodesTable")->rowCount() == int(kNodes));
        auto* const nodes = test::visibleChild<DataTable>(&window, "nodesTable")->view();
        for (int row = 0; row < int(kNodes); ++row) {
            QTest::mouseClick(nodes->viewport(), Qt::LeftButton, {},
                              nodes->visualRect(nodes->model()->index(row, 0)).center());
            QVERIFY(click(&window, "nodeToggle"));
            QTRY_COMPARE_WITH_TIMEOUT(nodes->model()->index(row, kLastErrorColumn).data().toString(),
                                      QStringLiteral("节点不可用"), test::kPatienceMs);
        }
        const auto held = [&] {
            const auto* title = open.label("bannerTitle");
            return title != nullptr && title->text() == QStringLiteral("没有可用节点");
        };
        QTRY_VERIFY_WITH_TIMEOUT(held(), test::kPatienceMs);
        QVERIFY_NO_ENGLISH(open);
        for (const char* page : {"upload", "overview", "audit"}) {
            window.go(QString::fromLatin1(page));
            QTest::qWait(100);
            QVERIFY_NO_ENGLISH(open);
        }
    }
};

MS_UI_TEST_MAIN(TestWalkErrors)
#include "tst_walk_errors.moc"
