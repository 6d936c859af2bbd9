// What a check found, as a table: Qt's rules while it grows and is filtered; the spill gives back every byte.
#include "pages/verify/findings_model.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

FindingRow rowOf(Verdict verdict, std::uint64_t line)
{
    Finding finding;
    finding.verdict = verdict;
    finding.reason = "leaf.differs";
    finding.line = line;
    finding.mn = "0012";
    finding.record = HealthRecord{"0012", "反流", 1.5, Timestamp{1'795'334'400'000}};
    return FindingRow::of(finding);
}

FindingRow unread()
{
    RejectedRow row;
    row.line = 9;
    row.reason = "source.value";
    row.message = "no number";
    row.original = "a,\"b\"\nc";
    return FindingRow::of(row);
}

}  // namespace

class TestFindingsModel : public QObject {
    Q_OBJECT

    std::unique_ptr<AppSettings> m_settings;
    std::unique_ptr<Format> m_format;
    test::TemporaryFolder m_folder;

private slots:
    void initTestCase()
    {
        m_settings = std::make_unique<AppSettings>(QString::fromStdString((m_folder / "s.ini").string()));
        m_settings->setLanguage(Language::English);
        m_format = std::make_unique<Format>(*m_settings);
    }

    void growsAndIsFiltered()
    {
        FindingsModel model(*m_format);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.begin();
        QVERIFY(model.loading());
        std::array<std::uint64_t, kCategoryCount> found{};
        const auto append = [&](std::vector<FindingRow> rows) {
            for (const FindingRow& row : rows) {
                ++found[row.category()];
            }
            model.append(std::move(rows), found);
        };
        append({rowOf(Verdict::Altered, 1), rowOf(Verdict::Extra, 2)});
        append({rowOf(Verdict::Altered, 3), unread()});
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.countState(), RowCount::Partial);
        model.setFilter(static_cast<std::size_t>(Verdict::Altered));
        QCOMPARE(model.rowCount(), 2);
        append({rowOf(Verdict::Extra, 5), rowOf(Verdict::Altered, 6)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.row(2)->finding.line, std::uint64_t(6));
        QCOMPARE(model.rowOfKey(model.index(2, 0).data(TableModel::KeyRole).toULongLong()), 2);
        QCOMPARE(model.rowOfKey(1), -1);  // filtered out
        model.end(nullptr);
        QCOMPARE(model.countState(), RowCount::Complete);
        found[static_cast<std::size_t>(Verdict::Altered)] = 7;  // more than were kept
        model.append({}, found);
        QCOMPARE(model.countState(), RowCount::Capped);
        QCOMPARE(model.knownTotal(), std::optional<quint64>(7));
        model.setFilter(kVerdictCount);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Not read"));
        model.begin();
        QCOMPARE(model.rowCount(), 0);
    }

    void spillGivesEveryRowBack()
    {
        const auto spill = FindingSpill::create();
        MS_VERIFY_OK(spill);
        std::vector<std::vector<std::string>> rows;
        for (int i = 0; i < 500; ++i) {
            rows.push_back(cellsOf(i % 3 == 0 ? unread() : rowOf(Verdict::Missing, static_cast<std::uint64_t>(i))));
            rows.back()[4] = std::string(static_cast<std::size_t>(i), 'x');
            MS_VERIFY_OK((*spill)->add(rows.back()));
            if (i % 50 == 0) {  // reading between the writes disturbs nothing
                std::uint64_t offset = 0;
                std::vector<std::string> cells;
                QVERIFY(*(*spill)->read(offset, cells) && cells == rows.front());
            }
        }
        std::uint64_t offset = 0;
        std::vector<std::string> cells;
        for (const auto& row : rows) {
            QVERIFY(*(*spill)->read(offset, cells));
            QVERIFY(cells == row);
        }
        QVERIFY(!*(*spill)->read(offset, cells));
        QCOMPARE(cellsOf(rowOf(Verdict::Altered, 3)).size(), findingColumns().size());
    }

    void exportWaitsForTheEnd()
    {
        FindingsModel model(*m_format);
        model.begin();
        auto writer = RowWriter::create(m_folder / "out.csv", RowFormat::Csv, {"verdict"}, {"verdict"});
        MS_VERIFY_OK(writer);
        std::optional<Result<ExportStep>> answer;
        TaskHandle task = model.exportRows(this, *writer, {0}, {}, [&](Result<ExportStep> step) { answer = step; });
        QTRY_VERIFY(answer.has_value());
        MS_VERIFY_REASON(*answer, "verify.still-running");
    }
};

MS_UI_TEST_MAIN(TestFindingsModel)
#include "tst_findings_model.moc"
