// A line of a gigabyte: it is one reject, the rows around it are read, and it is never in memory.
#include "source/open_source.h"
#include "support/qt.h"
#include "support/source_support.h"

#include <algorithm>
#include <sys/resource.h>

using namespace meterseal;

namespace {

// `head`, then `filling` over and over for `size` bytes, then `tail`.
class LongInput : public source::ByteInput {
public:
    LongInput(std::string head, char filling, std::uint64_t size, std::string tail)
        : m_head(std::move(head)), m_tail(std::move(tail)), m_filling(filling), m_size(size)
    {}
    Result<std::size_t> read(char* to, std::size_t max) override
    {
        std::size_t count = 0;
        if (m_at < m_head.size()) {
            count = m_head.copy(to, max, m_at);
        } else if (m_at < m_head.size() + m_size) {
            count = static_cast<std::size_t>(std::min<std::uint64_t>(max, m_head.size() + m_size - m_at));
            std::fill_n(to, count, m_filling);
        } else if (m_at < bytesTotal()) {
            count = m_tail.copy(to, max, static_cast<std::size_t>(m_at - m_head.size() - m_size));
        }
        m_at += count;
        return count;
    }
    std::uint64_t bytesRead() const override { return m_at; }
    std::uint64_t bytesTotal() const override { return m_head.size() + m_size + m_tail.size(); }

private:
    const std::string m_head, m_tail;
    const char m_filling;
    const std::uint64_t m_size;
    std::uint64_t m_at = 0;
};

long peakKilobytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

constexpr std::uint64_t kGigabyte = 1ULL << 30;
const char* const kJson =
    "{\"alarmCode\":\"E01\",\"alarmTime\":\"2026-11-22T08:00:00.000Z\",\"mn\":\"12\",\"value\":1}";

}  // namespace

class TestHugeLine : public QObject {
    Q_OBJECT

private slots:
    void isOneReject_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("filling");
        QTest::addColumn<QByteArray>("tail");
        QTest::addColumn<QByteArray>("rejects");
        QTest::addColumn<int>("records");
        const QByteArray header("mn,alarmCode,alarmTime,value\n");
        const QByteArray good("12,E01,2026-11-22T08:00:00Z,1\n");
        const QByteArray json(kJson);
        const auto row = [](const char* name, FileFormat format, const QByteArray& head, char filling,
                            const QByteArray& tail, const char* rejects, int records) {
            QTest::newRow(name) << int(format) << head << int(filling) << tail << QByteArray(rejects) << records;
        };
        row("text", FileFormat::Delimited, header + good, 'x', "\n" + good, "3:0 source.row-too-long\n", 2);
        row("separators", FileFormat::Delimited, header + good, ',', "\n" + good, "3:0 source.row-too-long\n", 2);
        row("text without an end", FileFormat::Delimited, header + good, 'x', "", "3:0 source.row-too-long\n", 1);
        row("JSON Lines", FileFormat::JsonLines, json + "\n{\"a\":\"", 'x', "\"}\n" + json, "2:0 source.row-too-long\n",
            2);
        row("brackets", FileFormat::JsonLines, json + "\n", '[', "\n" + json, "2:0 source.row-too-long\n", 2);
        row("array", FileFormat::Json, "[" + json + ",{\"a\":\"", 'x', "\"},\n" + json + "]",
            "1:0 source.row-too-long\n", 2);
        row("array of brackets", FileFormat::Json, "[" + json + ",\n", '[', "", "2:0 source.truncated\n", 1);
    }
    void isOneReject()
    {
        QFETCH(int, format);
        QFETCH(QByteArray, head);
        QFETCH(int, filling);
        QFETCH(QByteArray, tail);
        QFETCH(QByteArray, rejects);
        QFETCH(int, records);
        const long before = peakKilobytes();
        MappingProfile profile = test::plainProfile(FileFormat(format));
        profile.encoding = Encoding::Utf8;
        profile.separator.assign(1, ',');
        const auto outcome = test::readAll(
            std::make_unique<LongInput>(head.toStdString(), char(filling), kGigabyte, tail.toStdString()), profile);
        QCOMPARE(qs(outcome.failure), QString());
        QCOMPARE(qs(outcome.rejectList()), QString::fromUtf8(rejects));
        QCOMPARE(int(outcome.rows.size()), records);
        QVERIFY(outcome.rejects.front().original.size() <= kMaxOriginalBytes);
        constexpr long kMost = 128 * 1024;
        const long grown = peakKilobytes() - before;
        QVERIFY2(grown < kMost, qPrintable(QString::number(grown)));
    }
};

QTEST_APPLESS_MAIN(TestHugeLine)
#include "tst_huge_line.moc"
