// The ledger explorer as a person uses it: filtering, ordering and opening lists, and everything that a block's and a
// transaction's page has.
#include "models/meter_suggestions.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QTabBar>
#include <QTabWidget>

#include <nlohmann/json.hpp>

using namespace meterseal;
using namespace meterseal::ui;
using test::choose;
using test::click;
using test::visibleChild;

class TestLedgerPage : public QObject {
    Q_OBJECT

    static constexpr std::size_t kMeters = 8;
    static constexpr std::size_t kBatches = 3;
    static constexpr std::size_t kRecords = 24;

    std::unique_ptr<test::SmallWorld> m_world;
    test::TemporaryFolder m_folder;
    std::unique_ptr<test::Desktop> m_desktop;
    int m_count = 0;

    QWidget* page() { return m_desktop->window.page(QStringLiteral("ledger")); }
    DataTable* table(const char* name) { return page()->findChild<DataTable*>(QString::fromLatin1(name)); }
    QString mn(std::size_t i) { return qs(m_world->builder().meter(i).mn); }
    QString lastBatch(std::size_t i)
    {
        return QStringLiteral("ledger/tx/") + qs(m_world->builder().meter(i).lastConvert.hex());
    }
    // Opens its tab: what was never looked at is not laid out.
    QString rawText(QWidget* view, const char* name)
    {
        auto* edit = view->findChild<QPlainTextEdit*>(QString::fromLatin1(name));
        auto* tabs = view->findChild<QTabWidget*>(QStringLiteral("rawTabs"));
        if (edit == nullptr || tabs == nullptr) {
            return {};
        }
        tabs->setCurrentWidget(edit);
        return edit->toPlainText();
    }
    static QString shell(const QString& lines, const QString& folder)
    {
        QProcess bash;
        bash.setWorkingDirectory(folder);
        bash.start(QStringLiteral("bash"), {QStringLiteral("-c"), lines});
        return bash.waitForFinished(60000) ? QString::fromUtf8(bash.readAllStandardOutput()) : QString();
    }

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<test::SmallWorld>(
            test::SmallWorld::Size{.meters = kMeters, .batchesPerMeter = kBatches, .recordsPerBatch = kRecords});
    }
    void init()
    {
        m_desktop = std::make_unique<test::Desktop>(m_folder / (std::to_string(++m_count) + ".ini"));
        QVERIFY(m_desktop->open(m_world->folder()));
        m_desktop->window.activateWindow();
    }
    void cleanup() { m_desktop.reset(); }

    void filtersOfTransactions()
    {
        m_desktop->window.go(QStringLiteral("ledger/transactions"));
        auto* list = table("transactionsTable");
        QTRY_VERIFY(list->model()->rowCount() > 0);
        const int all = list->model()->rowCount();
        QWidget* const tab = list->parentWidget();

        auto* type = visibleChild<QComboBox>(tab, "typeFilter");
        type->setFocus();
        QTest::keyClick(type, Qt::Key_Down);
        QTest::keyClick(type, Qt::Key_Down);
        QTRY_COMPARE(list->model()->rowCount(), int(kMeters));
        QVERIFY(visibleChild(tab, "chip_type") != nullptr);
        QVERIFY(visibleChild(tab, "clearChips") == nullptr);

        QVERIFY(test::type(tab, "meterFilter", mn(1)));
        QTest::keyClick(visibleChild(tab, "meterFilter"), Qt::Key_Return);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QVERIFY(click(tab, "chip_type"));
        QTRY_VERIFY(list->model()->rowCount() > int(kBatches));
        QVERIFY(visibleChild(tab, "chip_type") == nullptr);
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            QTRY_COMPARE(list->model()->index(row, 3).data().toString(), mn(1));
        }
        QVERIFY(choose(tab, "organisationFilter", 1));
        QTRY_COMPARE(list->model()->rowCount(), 3);  // registered, reviewed and suspended by the utility
        QVERIFY(click(tab, "clearChips"));
        QTRY_COMPARE(list->model()->rowCount(), all);
        QCOMPARE(type->currentIndex(), 0);
        QVERIFY(visibleChild<QLineEdit>(tab, "meterFilter")->text().isEmpty());
    }

    void anUnknownMeterIsSaidAndFiltersNothing()
    {
        m_desktop->window.go(QStringLiteral("ledger/transactions"));
        auto* list = table("transactionsTable");
        QTRY_VERIFY(list->model()->rowCount() > 0);
        const int all = list->model()->rowCount();
        QWidget* const tab = list->parentWidget();
        QVERIFY(test::type(tab, "meterFilter", QStringLiteral("no-such")));
        QTest::keyClick(visibleChild(tab, "meterFilter"), Qt::Key_Return);
        QTRY_VERIFY(visibleChild<ToneLabel>(tab, "meterNote") != nullptr);
        QVERIFY(visibleChild<ToneLabel>(tab, "meterNote")->text().contains(QStringLiteral("no-such")));
        QCOMPARE(list->model()->rowCount(), all);
    }

    void meterIdsAreOfferedWhileTyped()
    {
        m_desktop->window.go(QStringLiteral("ledger/transactions"));
        QWidget* const tab = table("transactionsTable")->parentWidget();
        auto* field = visibleChild<QLineEdit>(tab, "meterFilter");
        QVERIFY(test::type(tab, "meterFilter", mn(0).chopped(1)));
        auto* suggestions = field->findChild<MeterSuggestions*>();
        QTRY_COMPARE(suggestions->shown().size(), qsizetype(kMeters));
        QTest::keyClick(field->completer()->popup(), Qt::Key_Down);
        QTest::keyClick(field->completer()->popup(), Qt::Key_Return);
        QTRY_VERIFY(visibleChild(tab, "chip_meter") != nullptr);
        QCOMPARE(field->text(), mn(0));
    }

    void blocksByTimeAndOrder()
    {
        m_desktop->window.go(QStringLiteral("ledger"));
        auto* list = table("blocksTable");
        QTRY_VERIFY(list->model()->rowCount() > 2);
        const int all = list->model()->rowCount();
        QWidget* const tab = list->parentWidget();
        QTRY_COMPARE(list->model()->index(0, 0).data(TableModel::KeyRole).toULongLong(), quint64(all));
        QVERIFY(choose(tab, "orderChoice", 1));
        QTRY_COMPARE(list->model()->index(0, 0).data(TableModel::KeyRole).toULongLong(), quint64(1));
        // The header says the same, and the other way round.
        QTest::mouseClick(list->view()->horizontalHeader()->viewport(), Qt::LeftButton, {},
                          QPoint(list->view()->columnViewportPosition(0) + 20, 5));
        QTRY_COMPARE(list->model()->index(0, 0).data(TableModel::KeyRole).toULongLong(), quint64(all));
        QCOMPARE(visibleChild<QComboBox>(tab, "orderChoice")->currentIndex(), 0);

        QVERIFY(choose(tab, "timeFilter", 4));  // between two moments
        auto* from = visibleChild<QDateTimeEdit>(tab, "fromTime");
        QVERIFY(from != nullptr);
        from->setDateTime(QDateTime(QDate(2999, 1, 1), QTime(0, 0)));
        QTRY_COMPARE(list->model()->rowCount(), 0);
        QVERIFY(visibleChild(tab, "tableEmpty") != nullptr);
        QVERIFY(click(tab, "chip_time"));
        QTRY_COMPARE(list->model()->rowCount(), all);
        QVERIFY(visibleChild(tab, "fromTime") == nullptr);
    }

    void recordsAreTheLeavesOfAMeter()
    {
        m_desktop->window.go(QStringLiteral("ledger"));
        QTRY_VERIFY(table("blocksTable")->model()->rowCount() > 0);
        auto* tabs = page()->findChild<QTabBar*>(QStringLiteral("ledgerTabs"));
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(2).center());
        QCOMPARE(m_desktop->window.place(), QStringLiteral("ledger/records"));
        auto* list = table("recordsTable");
        QTRY_VERIFY(list->model()->rowCount() > 0);
        QVERIFY(visibleChild<QLabel>(page(), "recordsTableNote")->text().contains(QStringLiteral("hash")));
        m_desktop->window.go(QStringLiteral("ledger/records/") + mn(0));
        QTRY_COMPARE(list->model()->rowCount(), int(kBatches * kRecords));
        list->view()->selectRow(0);
        list->view()->setFocus();
        QTest::keyClick(list->view(), Qt::Key_Return);
        QTRY_COMPARE(m_desktop->window.place(), lastBatch(0) + QStringLiteral("/%1").arg(kRecords - 1));
    }

    void metersAreReachable()
    {
        m_desktop->window.go(QStringLiteral("ledger"));
        QVERIFY(click(page(), "ledgerMeters"));
        QCOMPARE(m_desktop->window.place(), QStringLiteral("meters"));
    }

    void aBlockDecodedRawAndCheckedByHand()
    {
        m_desktop->window.go(QStringLiteral("ledger/block/2"));
        auto* tabs = page()->findChild<QTabWidget*>(QStringLiteral("blockTabs"));
        QTRY_VERIFY(tabs->isVisible());
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(1).center());
        auto reader = std::move(LedgerReader::open(m_world->folder() / "ledger.db")).value();
        const SealedBlock block = reader.block(2).value();
        QCOMPARE(rawText(tabs, "rawHeader"), qs(block.headerBytes));
        const auto checkpoint = parseCheckpoint(rawText(tabs, "rawCheckpoint").toStdString(), reader.genesis());
        MS_VERIFY_OK(checkpoint);
        MS_VERIFY_OK(checkSeal(checkpoint->block, reader.genesis()));
        QVERIFY(checkpoint->block.hash == block.hash);
        // The lines do what they say, but for the last, which is about the whole ledger.
        QString lines = rawText(tabs, "rawSteps");
        lines.remove(QStringLiteral("meterseal-cli fsck"));
        test::TemporaryFolder folder;
        const QString said = shell(lines, QString::fromStdString(folder.path().string()));
        QVERIFY2(said.contains(qs(block.hash.hex())), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("Signature Verified Successfully")), qPrintable(said));
        QVERIFY(click(page(), "nextBlock"));
        QCOMPARE(m_desktop->window.place(), QStringLiteral("ledger/block/3"));
        QVERIFY(click(page(), "previousBlock"));
        QCOMPARE(m_desktop->window.place(), QStringLiteral("ledger/block/2"));
    }

    void aTransactionRawAndCopied()
    {
        m_desktop->window.go(lastBatch(0));
        auto* view = page()->findChild<QWidget*>(QStringLiteral("transactionView"));
        QTRY_VERIFY(!rawText(view, "rawReadable").isEmpty());
        auto reader = std::move(LedgerReader::open(m_world->folder() / "ledger.db")).value();
        const TxRow row = reader.transactionByHash(m_world->builder().meter(0).lastConvert).value();
        const QString wire = qs(toHex(reader.wire(row.seq).value()));
        auto* tabs = view->findChild<QTabWidget*>(QStringLiteral("rawTabs"));
        tabs->tabBar()->setFocus();
        QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
        QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
        QVERIFY(click(view, "rawCopy"));
        QCOMPARE(QApplication::clipboard()->text(), wire);
        // By hand: the hex as it was copied, and the plain tools' lines.
        test::TemporaryFolder folder;
        test::writeFile(folder / "transaction.hex", wire.toStdString());
        QString lines;
        for (const QString& line : rawText(view, "rawSteps").split(u'\n')) {
            lines += line.contains(QStringLiteral("--wire")) ? QString() : line + u'\n';
        }
        const QString said = shell(lines, QString::fromStdString(folder.path().string()));
        QVERIFY2(said.contains(qs(row.hash.hex())), qPrintable(said));
        const Transaction tx = decodeTransaction(reader.wire(row.seq).value()).value();
        QVERIFY2(said.contains(qs(tx.dataBlockHash().hex())), qPrintable(said));
    }

    void fromBatchToBatchAndBackAlongPrev()
    {
        m_desktop->window.go(lastBatch(0));
        QWidget* const view = page()->findChild<QWidget*>(QStringLiteral("transactionView"));
        auto* trace = table("traceTable");
        QTRY_COMPARE(trace->model()->rowCount(), int(kBatches) - 1);
        QTRY_COMPARE(view->findChild<ToneLabel*>(QStringLiteral("traceSummary"))->tone(), Tone::Ok);
        QTRY_VERIFY(visibleChild(view, "nextBatch") != nullptr);
        QVERIFY(!visibleChild(view, "nextBatch")->isEnabled());
        QVERIFY(click(view, "previousBatch"));
        QVERIFY(m_desktop->window.place() != lastBatch(0));
        QTRY_COMPARE(trace->model()->rowCount(), int(kBatches) - 2);
        QVERIFY(click(view, "nextBatch"));
        QTRY_COMPARE(m_desktop->window.place(), lastBatch(0));
        // The first batch has none before it.
        QTRY_COMPARE(trace->model()->rowCount(), int(kBatches) - 1);
        trace->view()->selectRow(int(kBatches) - 2);
        trace->view()->setFocus();
        QTest::keyClick(trace->view(), Qt::Key_Return);
        auto* summary = view->findChild<ToneLabel*>(QStringLiteral("traceSummary"));
        QTRY_VERIFY(summary->text().startsWith(QStringLiteral("None")));
        QTRY_VERIFY(visibleChild(view, "previousBatch") != nullptr);
        QVERIFY(!visibleChild(view, "previousBatch")->isEnabled());
    }

    void theLogProofIsMadeCheckedAndCopied()
    {
        m_desktop->window.go(lastBatch(1));
        QWidget* const view = page()->findChild<QWidget*>(QStringLiteral("transactionView"));
        QTRY_VERIFY(visibleChild(view, "makeProof") != nullptr);
        QVERIFY(visibleChild(view, "copyProof") == nullptr);
        QVERIFY(click(view, "makeProof"));
        QTRY_VERIFY(visibleChild(view, "copyProof") != nullptr);
        QCOMPARE(view->findChild<ToneLabel*>(QStringLiteral("proofResult"))->tone(), Tone::Ok);
        QVERIFY(click(view, "copyProof"));
        const auto proof = nlohmann::json::parse(QApplication::clipboard()->text().toStdString());
        QCOMPARE(qs(proof.at("txHash").get<std::string>()), qs(m_world->builder().meter(1).lastConvert.hex()));
        QVERIFY(proof.at("checkpoint").get<std::string>().starts_with("meterseal/"));  // stands alone
        QVERIFY(!proof.at("wire").get<std::string>().empty());
    }

    void whatIsNotABatchHasNoBatchParts()
    {
        m_desktop->window.go(QStringLiteral("ledger/tx/") + qs(m_world->builder().meter(0).registerTx.hex()));
        QWidget* const view = page()->findChild<QWidget*>(QStringLiteral("transactionView"));
        QTRY_VERIFY(visibleChild(view, "makeProof") != nullptr);
        QVERIFY(visibleChild(view, "traceTable") == nullptr);
        QVERIFY(visibleChild(view, "previousBatch") == nullptr);
    }

    void aTransactionThatIsNotThereIsExplained()
    {
        m_desktop->window.go(QStringLiteral("ledger/tx/") + QString(64, u'a'));
        QWidget* const view = page()->findChild<QWidget*>(QStringLiteral("transactionView"));
        QTRY_VERIFY(visibleChild<QLabel>(view, "bannerCode") != nullptr);
        QVERIFY(visibleChild<QLabel>(view, "bannerCode")->text().contains(QStringLiteral("no-such-transaction")));
        QVERIFY(visibleChild(view, "makeProof") == nullptr);
    }

    void theOrderIsRememberedAsTheArrowShowsIt()
    {
        const auto file = m_folder / "order.ini";
        {
            test::Desktop desktop(file);
            QVERIFY(desktop.open(m_world->folder()));
            desktop.window.go(QStringLiteral("ledger"));
            auto* list = desktop.find<DataTable>("blocksTable");
            QTRY_VERIFY(list->model()->rowCount() > 2);
            QVERIFY(choose(list->parentWidget(), "orderChoice", 1));
        }
        test::Desktop desktop(file);
        QVERIFY(desktop.open(m_world->folder()));
        desktop.window.go(QStringLiteral("ledger"));
        auto* list = desktop.find<DataTable>("blocksTable");
        QTRY_VERIFY(list->model()->rowCount() > 2);
        QTRY_COMPARE(list->model()->index(0, 0).data(TableModel::KeyRole).toULongLong(), quint64(1));
        QCOMPARE(list->view()->horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);
        QCOMPARE(visibleChild<QComboBox>(list->parentWidget(), "orderChoice")->currentIndex(), 1);
    }
};

MS_UI_TEST_MAIN(TestLedgerPage)
#include "tst_ledger_page.moc"
