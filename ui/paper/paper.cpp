#include "paper/paper.h"

#include "meterseal/base/bytes.h"

#include <QPageSize>

namespace meterseal::ui {

namespace {

constexpr double kMarginMm = 16;
constexpr double kFoot = 14 * Paper::kPoint;

}  // namespace

Paper::Paper(const std::filesystem::path& file, QString title, QString page)
    : m_path(file),
      m_title(std::move(title)),
      m_pageForm(std::move(page)),
      m_file(QString::fromStdString(file.string()))
{}

Error Paper::cannotWrite() const
{
    return makeError(ErrorCode::Io, "export.cannot-write",
                     "The file " + m_path.string() +
                         " could not be written. Nothing was left behind and a file of that name is as it was. "
                         "Choose another folder or make room, and save the report again.");
}

Result<std::unique_ptr<Paper>> Paper::open(const std::filesystem::path& file, const QString& title, const QString& page)
{
    std::unique_ptr<Paper> paper(new Paper(file, title, page));
    if (!paper->m_file.open(QIODevice::WriteOnly)) {
        return paper->cannotWrite();
    }
    paper->m_writer = std::make_unique<QPdfWriter>(&paper->m_file);
    QPdfWriter& writer = *paper->m_writer;
    writer.setResolution(kDpi);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("MeterSeal"));
    if (!paper->m_painter.begin(&writer)) {
        return paper->cannotWrite();
    }
    paper->m_width = writer.width();
    paper->m_bottom = writer.height() - kFoot;
    paper->footer();
    return paper;
}

// One family for hashes too: its digits can be searched and copied from the file. Ligatures could not; any spacing of
// letters turns them off. WenQuanYi first, where it is installed: Noto's 一 or 无 are copied as radicals.
QFont Paper::font(double points, bool bold)
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

double Paper::draw(const QRectF& room, const QString& text, const QFont& font, Tone tone, int flags)
{
    m_painter.setFont(font);
    m_painter.setPen(ink(tone));
    QRectF used;
    m_painter.drawText(room, flags, text, &used);
    return used.height();
}

void Paper::drawLine(const QRectF& room, const QString& text, const QFont& font, Tone tone)
{
    m_painter.setFont(font);
    draw(room, m_painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(room.width())), font, tone,
         Qt::AlignLeft | Qt::TextSingleLine);
}

void Paper::room(double height)
{
    if (m_y + height > m_bottom) {
        m_writer->newPage();
        ++m_page;
        m_y = 0;
        footer();
    }
}

void Paper::footer()
{
    const QRectF line(0, m_bottom + 4 * kPoint, m_width, 10 * kPoint);
    draw(line, QStringLiteral("MeterSeal · ") + m_title, font(7), Tone::Muted, Qt::AlignLeft);
    draw(line, m_pageForm.arg(m_page), font(7), Tone::Muted, Qt::AlignRight);
}

void Paper::title()
{
    m_y += draw({0, m_y, m_width, 40 * kPoint}, m_title, font(18, true)) + 6 * kPoint;
}

void Paper::heading(const QString& text)
{
    room(40 * kPoint);
    m_y += 10 * kPoint;
    m_y += draw({0, m_y, m_width, 60 * kPoint}, text, font(12, true)) + 3 * kPoint;
}

void Paper::paragraph(const QString& text, double points, Tone tone)
{
    m_painter.setFont(font(points));
    const double height = m_painter.boundingRect(QRectF(0, 0, m_width, 4000), Qt::TextWordWrap, text).height();
    room(height);
    m_y += draw({0, m_y, m_width, height + kPoint}, text, font(points), tone) + 3 * kPoint;
}

void Paper::fact(const QString& name, const QString& value)
{
    if (value.isEmpty()) {
        return;
    }
    const double left = 120 * kPoint;
    const bool hash = value.size() == 2 * static_cast<qsizetype>(Hash256::kSize);
    const int flags = Qt::AlignLeft | Qt::TextWrapAnywhere;
    m_painter.setFont(font(hash ? 8 : 9));
    const double used = m_painter.boundingRect(QRectF(0, 0, m_width - left, 4000), flags, value).height();
    const double height = std::max(14 * kPoint, used);
    room(height);
    draw({0, m_y, left, height}, name, font(9), Tone::Muted, Qt::AlignLeft);
    draw({left, m_y, m_width - left, height}, value, font(hash ? 8 : 9), Tone::Neutral, flags);
    m_y += height;
}

void Paper::rule()
{
    m_painter.setPen(QPen(theme::lineOf(theme::lightPalette()), 0.5 * kPoint));
    m_painter.drawLine(QPointF(0, m_y), QPointF(m_width, m_y));
}

Status Paper::finish()
{
    const bool drawn = m_painter.end();
    m_writer.reset();
    return drawn && m_file.commit() ? Status() : Status(cannotWrite());
}

}  // namespace meterseal::ui
