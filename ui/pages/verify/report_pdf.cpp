#include "pages/verify/report_pdf.h"

#include "paper/paper.h"

namespace meterseal::ui::report {

namespace {

constexpr double kPoint = Paper::kPoint;

class Layout {
public:
    Layout(Paper& paper, const Report& report) : m_report(report), m_paper(paper) {}
    void summary();
    void finding(const std::vector<std::string>& cells);

private:
    void verdict();
    void shape(const QRectF& box, Tone tone);
    QString categoryOf(const std::string& code, Tone& tone) const;

    const Report& m_report;
    Paper& m_paper;
};

void Layout::shape(const QRectF& box, Tone tone)
{
    QPainter& painter = m_paper.painter();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Paper::ink(tone), 3 * kPoint, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    painter.drawEllipse(box);
    if (tone == Tone::Ok) {
        painter.drawPolyline(QPolygonF{at(0.28, 0.52), at(0.44, 0.68), at(0.73, 0.34)});
    } else if (tone == Tone::Bad) {
        painter.drawLine(at(0.33, 0.33), at(0.67, 0.67));
        painter.drawLine(at(0.33, 0.67), at(0.67, 0.33));
    } else {
        painter.drawLine(at(0.5, 0.24), at(0.5, 0.56));
        painter.drawPoint(at(0.5, 0.74));
    }
}

void Layout::verdict()
{
    const VerdictWords& words = m_report.words;
    QStringList counts;
    for (const auto& [tone, count] : words.counts) {
        counts << count;
    }
    const double height = 78 * kPoint;
    const double top = m_paper.y();
    QPainter& painter = m_paper.painter();
    painter.setPen(QPen(Paper::ink(words.tone), kPoint));
    painter.setBrush(theme::fillOf(theme::lightPalette(), words.tone));
    painter.drawRoundedRect(QRectF(0, top, m_paper.width(), height), 4 * kPoint, 4 * kPoint);
    shape({14 * kPoint, top + 17 * kPoint, 44 * kPoint, 44 * kPoint}, words.tone);
    const double left = 72 * kPoint;
    const double room = m_paper.width() - left - 10 * kPoint;
    double y = top + 6 * kPoint;
    y += m_paper.draw({left, y, room, 40 * kPoint}, words.title, Paper::font(22, true), words.tone);
    y += m_paper.draw({left, y, room, 30 * kPoint}, words.sentence, Paper::font(10));
    m_paper.draw({left, y + kPoint, room, 20 * kPoint}, counts.join(QStringLiteral("  ·  ")), Paper::font(10, true));
    m_paper.moveDown(height + 4 * kPoint);
}

void Layout::summary()
{
    m_paper.title();
    verdict();
    m_paper.heading(m_report.scopeTitle);
    for (const QString& sentence : m_report.words.scope) {
        m_paper.paragraph(sentence);
    }
    m_paper.heading(m_report.notCheckedTitle);
    for (const QString& sentence : m_report.words.notChecked) {
        m_paper.paragraph(sentence);
    }
    m_paper.heading(m_report.factsTitle);
    for (const auto& [name, value] : m_report.facts) {
        m_paper.fact(name, value);
    }
    m_paper.moveDown(6 * kPoint);
    m_paper.paragraph(m_report.meaning, 9, Tone::Muted);
}

QString Layout::categoryOf(const std::string& code, Tone& tone) const
{
    for (std::size_t category = 0; category < kCategoryCount; ++category) {
        if (categoryCode(category) == code) {
            tone = categoryTone(category);
            return m_report.categories[category];
        }
    }
    return text(code);
}

// Two lines: what and which; why and where.
void Layout::finding(const std::vector<std::string>& cells)
{
    const auto cell = [&](const char* id) {
        const auto at = std::find(m_report.ids.begin(), m_report.ids.end(), id);
        return text(cells[static_cast<std::size_t>(at - m_report.ids.begin())]);
    };
    const double height = 25 * kPoint;
    m_paper.room(height);
    m_paper.rule();
    const double top = m_paper.y();
    Tone tone = Tone::Neutral;
    const QString category = categoryOf(cells.front(), tone);
    const double left = 74 * kPoint;
    const double line = 12 * kPoint;
    const double right = m_paper.width() - left;
    m_paper.draw({0, top + kPoint, left, line}, category, Paper::font(8, true), tone, Qt::AlignLeft);
    QStringList which;
    const auto add = [&which](const QString& form, const QString& value) {
        if (!value.isEmpty()) {
            which << form.arg(value);
        }
    };
    add(QStringLiteral("%1"), cell("mn"));
    add(QStringLiteral("%1"), cell("alarmTime"));
    add(QStringLiteral("%1"), cell("alarmCode"));
    add(QStringLiteral("%1"), cell("value"));
    add(m_report.line, cell("line"));
    add(m_report.block, cell("height"));
    add(m_report.leaf, cell("leafIndex"));
    m_paper.drawLine({left, top + kPoint, right, line}, which.join(QStringLiteral("   ")), Paper::font(8));
    const auto known = m_report.reasons.find(cell("reason").toStdString());
    const QString why = known != m_report.reasons.end() ? known->second : cell("reasonInWords");
    const QString tx = cell("txHash");
    m_paper.drawLine({left, top + line, right, line}, tx.isEmpty() ? why : why + QStringLiteral("   ") + tx,
                     Paper::font(6.5), Tone::Muted);
    m_paper.moveDown(height);
}

}  // namespace

Result<std::uint64_t> writePdf(const std::filesystem::path& file, const Report& report, const FindingSpill& spill,
                               const std::stop_token& stop)
{
    MS_ASSIGN(const std::unique_ptr<Paper> paper, Paper::open(file, report.title, report.page));
    Layout layout(*paper, report);
    layout.summary();
    if (report.findings > 0) {
        paper->heading(report.findingsTitle);
    }
    if (report.findings > kMostListed) {
        paper->paragraph(report.more.arg(report.locale.toString(static_cast<qulonglong>(kMostListed)),
                                         report.locale.toString(static_cast<qulonglong>(report.findings))));
    }
    std::uint64_t rows = 0;
    std::uint64_t offset = 0;
    std::vector<std::string> cells;
    while (rows < kMostListed && !stop.stop_requested()) {
        MS_ASSIGN(const bool any, spill.read(offset, cells));
        if (!any) {
            break;
        }
        layout.finding(cells);
        ++rows;
    }
    if (stop.stop_requested()) {
        return makeError(ErrorCode::Cancelled, "export.stopped",
                         "The report was stopped. Nothing was left behind; save it again when you like.");
    }
    MS_TRY(paper->finish());
    return rows;
}

}  // namespace meterseal::ui::report
