#include "pages/verify/report_pdf.h"

#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

namespace meterseal::ui::report {

namespace {

constexpr int kDpi = 300;
constexpr double kMarginMm = 16;
constexpr double kPoint = kDpi / 72.0;

// Paper is white, whatever the program's theme.
QColor inkOf(Tone tone)
{
    return theme::colourOf(theme::lightPalette(), tone);
}

// One family for hashes too: its digits can be searched and copied from the file. Ligatures could not; any spacing of
// letters turns them off. WenQuanYi first, where it is installed: Noto's 一 or 无 are copied as radicals.
QFont fontOf(double points, bool bold = false)
{
    constexpr double kHair = 0.1;  // of a 300th of an inch
    QFont font;
    font.setFamilies(
        {QStringLiteral("Noto Sans"), QStringLiteral("WenQuanYi Zen Hei"), QStringLiteral("Noto Sans CJK SC")});
    font.setPointSizeF(points);
    font.setBold(bold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, kHair);
    return font;
}

class Layout {
public:
    Layout(QPdfWriter& writer, const Report& report)
        : m_report(report),
          m_writer(writer),
          m_painter(&writer),
          m_width(writer.width()),
          m_bottom(writer.height() - 14 * kPoint)
    {
        footer();
    }
    bool good() const { return m_painter.isActive(); }
    void summary();
    void finding(const std::vector<std::string>& cells);
    void heading(const QString& text);
    void paragraph(const QString& text, double points = 10, Tone tone = Tone::Neutral);

private:
    void verdict();
    void shape(const QRectF& box, Tone tone);
    void fact(const QString& name, const QString& value);
    void room(double height);
    void footer();
    double draw(const QRectF& room, const QString& text, const QFont& font, Tone tone, int flags = Qt::TextWordWrap);
    QString categoryOf(const std::string& code, Tone& tone) const;

    const Report& m_report;
    QPdfWriter& m_writer;
    QPainter m_painter;
    double m_width, m_bottom;
    double m_y = 0;
    int m_page = 1;
};

double Layout::draw(const QRectF& room, const QString& text, const QFont& font, Tone tone, int flags)
{
    m_painter.setFont(font);
    m_painter.setPen(inkOf(tone));
    QRectF used;
    m_painter.drawText(room, flags, text, &used);
    return used.height();
}

void Layout::room(double height)
{
    if (m_y + height > m_bottom) {
        m_writer.newPage();
        ++m_page;
        m_y = 0;
        footer();
    }
}

void Layout::footer()
{
    const QRectF line(0, m_bottom + 4 * kPoint, m_width, 10 * kPoint);
    draw(line, QStringLiteral("MeterSeal · ") + m_report.title, fontOf(7), Tone::Muted, Qt::AlignLeft);
    draw(line, m_report.page.arg(m_page), fontOf(7), Tone::Muted, Qt::AlignRight);
}

void Layout::heading(const QString& text)
{
    room(40 * kPoint);
    m_y += 10 * kPoint;
    m_y += draw({0, m_y, m_width, 60 * kPoint}, text, fontOf(12, true), Tone::Neutral) + 3 * kPoint;
}

void Layout::paragraph(const QString& text, double points, Tone tone)
{
    m_painter.setFont(fontOf(points));
    const double height = m_painter.boundingRect(QRectF(0, 0, m_width, 4000), Qt::TextWordWrap, text).height();
    room(height);
    m_y += draw({0, m_y, m_width, height + kPoint}, text, fontOf(points), tone) + 3 * kPoint;
}

void Layout::shape(const QRectF& box, Tone tone)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(inkOf(tone), 3 * kPoint, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.setBrush(Qt::NoBrush);
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    m_painter.drawEllipse(box);
    if (tone == Tone::Ok) {
        m_painter.drawPolyline(QPolygonF{at(0.28, 0.52), at(0.44, 0.68), at(0.73, 0.34)});
    } else if (tone == Tone::Bad) {
        m_painter.drawLine(at(0.33, 0.33), at(0.67, 0.67));
        m_painter.drawLine(at(0.33, 0.67), at(0.67, 0.33));
    } else {
        m_painter.drawLine(at(0.5, 0.24), at(0.5, 0.56));
        m_painter.drawPoint(at(0.5, 0.74));
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
    const QRectF box(0, m_y, m_width, height);
    m_painter.setPen(QPen(inkOf(words.tone), kPoint));
    m_painter.setBrush(theme::fillOf(theme::lightPalette(), words.tone));
    m_painter.drawRoundedRect(box, 4 * kPoint, 4 * kPoint);
    shape({14 * kPoint, m_y + 17 * kPoint, 44 * kPoint, 44 * kPoint}, words.tone);
    const double left = 72 * kPoint;
    const double room = m_width - left - 10 * kPoint;
    double y = m_y + 6 * kPoint;
    y += draw({left, y, room, 40 * kPoint}, words.title, fontOf(22, true), words.tone);
    y += draw({left, y, room, 30 * kPoint}, words.sentence, fontOf(10), Tone::Neutral);
    draw({left, y + kPoint, room, 20 * kPoint}, counts.join(QStringLiteral("  ·  ")), fontOf(10, true), Tone::Neutral);
    m_y += height + 4 * kPoint;
}

void Layout::fact(const QString& name, const QString& value)
{
    const double height = 14 * kPoint;
    room(height);
    const double left = 120 * kPoint;
    draw({0, m_y, left, height}, name, fontOf(9), Tone::Muted, Qt::AlignLeft);
    const bool hash = value.size() == 2 * static_cast<qsizetype>(Hash256::kSize);
    draw({left, m_y, m_width - left, height}, value, fontOf(hash ? 8 : 9), Tone::Neutral,
         Qt::AlignLeft | Qt::TextWrapAnywhere);
    m_y += height;
}

void Layout::summary()
{
    m_y += draw({0, m_y, m_width, 40 * kPoint}, m_report.title, fontOf(18, true), Tone::Neutral) + 6 * kPoint;
    verdict();
    heading(m_report.scopeTitle);
    for (const QString& sentence : m_report.words.scope) {
        paragraph(sentence);
    }
    heading(m_report.notCheckedTitle);
    for (const QString& sentence : m_report.words.notChecked) {
        paragraph(sentence);
    }
    heading(m_report.factsTitle);
    for (const auto& [name, value] : m_report.facts) {
        if (!value.isEmpty()) {
            fact(name, value);
        }
    }
    m_y += 6 * kPoint;
    paragraph(m_report.meaning, 9, Tone::Muted);
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
    room(height);
    m_painter.setPen(QPen(theme::lineOf(theme::lightPalette()), 0.5 * kPoint));
    m_painter.drawLine(QPointF(0, m_y), QPointF(m_width, m_y));
    Tone tone = Tone::Neutral;
    const QString category = categoryOf(cells.front(), tone);
    const double left = 74 * kPoint;
    const double line = 12 * kPoint;
    draw({0, m_y + kPoint, left, line}, category, fontOf(8, true), tone, Qt::AlignLeft);
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
    const QFont small = fontOf(8);
    const auto oneLine = [&](double y, const QString& words, const QFont& font, Tone ink) {
        m_painter.setFont(font);
        draw({left, y, m_width - left, line},
             m_painter.fontMetrics().elidedText(words, Qt::ElideRight, static_cast<int>(m_width - left)), font, ink,
             Qt::AlignLeft | Qt::TextSingleLine);
    };
    oneLine(m_y + kPoint, which.join(QStringLiteral("   ")), small, Tone::Neutral);
    const auto known = m_report.reasons.find(cell("reason").toStdString());
    const QString why = known != m_report.reasons.end() ? known->second : cell("reasonInWords");
    const QString tx = cell("txHash");
    oneLine(m_y + line, tx.isEmpty() ? why : why + QStringLiteral("   ") + tx, fontOf(6.5), Tone::Muted);
    m_y += height;
}

}  // namespace

Result<std::uint64_t> writePdf(const std::filesystem::path& file, const Report& report, const FindingSpill& spill,
                               const std::stop_token& stop)
{
    const auto cannotWrite = [&file] {
        return makeError(ErrorCode::Io, "export.cannot-write",
                         "The file " + file.string() +
                             " could not be written. Nothing was left behind and a file of that name is as it was. "
                             "Choose another folder or make room, and save the report again.");
    };
    QSaveFile out(QString::fromStdString(file.string()));
    if (!out.open(QIODevice::WriteOnly)) {
        return cannotWrite();
    }
    std::uint64_t rows = 0;
    {
        QPdfWriter writer(&out);
        writer.setResolution(kDpi);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
        writer.setTitle(report.title);
        writer.setCreator(QStringLiteral("MeterSeal"));
        Layout layout(writer, report);
        if (!layout.good()) {
            return cannotWrite();
        }
        layout.summary();
        if (report.findings > 0) {
            layout.heading(report.findingsTitle);
        }
        if (report.findings > kMostListed) {
            layout.paragraph(report.more.arg(report.locale.toString(static_cast<qulonglong>(kMostListed)),
                                             report.locale.toString(static_cast<qulonglong>(report.findings))));
        }
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
    }
    if (stop.stop_requested()) {
        return makeError(ErrorCode::Cancelled, "export.stopped",
                         "The report was stopped. Nothing was left behind; save it again when you like.");
    }
    if (!out.commit()) {
        return cannotWrite();
    }
    return rows;
}

}  // namespace meterseal::ui::report
