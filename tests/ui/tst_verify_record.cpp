// One record on the verify page: typed, pasted, claimed to stand somewhere.
#include "meterseal/record/canonical_json.h"
#include "support/qt.h"
#include "ui/support/verify_desktop.h"
#include "widgets/merkle_tree_panel.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::type;
using Open = test::VerifyDesktop;

class TestVerifyRecord : public QObject {
    Q_OBJECT
private slots:
    void oneRecord()
    {
        Open open;
        QVERIFY(open.good);
        auto* const tabs = open.desktop.find<QTabBar>("verifyTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
        QTRY_COMPARE(open.desktop.window.place(), QStringLiteral("verify/record"));
        const HealthRecord& record = open.files.records[9];
        auto* const button = open.page()->findChild<QWidget*>(QStringLiteral("verifyRecord"));
        QVERIFY(!button->isEnabled());
        QVERIFY(type(open.page(), "recordMeter", qs(record.mn)));
        QVERIFY(type(open.page(), "recordCode", qs(record.alarmCode)));
        QVERIFY(type(open.page(), "recordValue", qs(formatNumber(record.value))));
        QVERIFY(type(open.page(), "recordTime", QStringLiteral("yesterday")));
        QVERIFY(test::visibleChild(open.page(), "recordFault") != nullptr && !button->isEnabled());
        QVERIFY(type(open.page(), "recordTime", qs(formatTimestamp(record.alarmTime))));
        QVERIFY(test::visibleChild(open.page(), "recordFault") == nullptr);
        QVERIFY(click(open.page(), "verifyRecord"));
        QTRY_COMPARE(open.label("verdictTitle"), QStringLiteral("INTACT"));
        auto* const tree = open.desktop.find("recordView")->findChild<MerkleTreeView*>();
        QTRY_COMPARE(tree->chosenLeaf(), std::optional<std::uint32_t>(9));

        // A receipt that names another place.
        QVERIFY(type(open.page(), "claimTransaction", qs(open.files.tx.hex())));
        QVERIFY(type(open.page(), "claimIndex", QStringLiteral("8")));
        QVERIFY(click(open.page(), "verifyRecord"));
        QTRY_COMPARE(open.label("verdictTitle"), QStringLiteral("MOVED"));
        QVERIFY(type(open.page(), "claimIndex", QStringLiteral("9")));
        QVERIFY(click(open.page(), "verifyRecord"));
        QTRY_COMPARE(open.label("verdictTitle"), QStringLiteral("INTACT"));

        // Pasted, with another value.
        HealthRecord other = record;
        other.value += 1;
        QVERIFY(type(open.page(), "claimIndex", {}));
        QVERIFY(type(open.page(), "claimTransaction", {}));
        auto* const json = open.page()->findChild<QPlainTextEdit*>(QStringLiteral("recordJson"));
        json->setFocus();
        QApplication::clipboard()->setText(qs(canonicalRecord(other)));
        QTest::keyClick(json, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(open.page()->findChild<QLineEdit*>(QStringLiteral("recordValue"))->text(),
                 qs(formatNumber(other.value)));
        QVERIFY(click(open.page(), "verifyRecord"));
        QTRY_COMPARE(open.label("verdictTitle"), QStringLiteral("EXTRA"));
        // Text that is no record is not passed over for what the fields still hold.
        json->setFocus();
        QTest::keyClicks(json, QStringLiteral("x"));
        QVERIFY(test::visibleChild(open.page(), "recordFault") != nullptr && !button->isEnabled());
        QVERIFY(type(open.page(), "recordValue", QStringLiteral("2")));
        QVERIFY(json->toPlainText().isEmpty() && button->isEnabled());
    }
};

MS_UI_TEST_MAIN(TestVerifyRecord)
#include "tst_verify_record.moc"
