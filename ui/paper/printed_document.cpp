#include "paper/printed_document.h"

#include "paper/paper.h"
#include "paper/pdf_bytes.h"
#include "widgets/qr_label.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextOption>

#include <algorithm>
#include <numeric>

namespace meterseal::ui::paper {

namespace {

constexpr double kMarginMm = 16;
constexpr double kSmallMarginMm = 11;  // of A5
constexpr double kPoint = Paper::kPoint;
constexpr double kTall = 100'000;

// Between words; a hash or a word that is wider than its room, anywhere.
QTextOption wrapped()
{
    QTextOption option(Qt::AlignLeft | Qt::AlignTop);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

class Layout {
public:
    Layout(QPdfWriter& writer, const Document& document, int pages)
        : m_document(document),
          m_pages(pages),
          m_writer(writer),
          m_painter(&writer),
          m_width(writer.width()),
          m_bottom(writer.height() - 14 * kPoint)
    {
        footer();
    }
    bool good() const { return m_painter.isActive(); }
    int run()
    {
        for (const Block& block : m_document.blocks) {
            std::visit([this](const auto& one) { put(one); }, block);
        }
        return m_page;
    }

private:
    void put(const Title& block);
    void put(const Heading& block);
    void put(const Paragraph& block);
    void put(const Fact& block);
    void put(const Verdict& block);
    void put(const Table& block);
    void put(const Typed& block);
    void put(const Codes& block);
    void put(const Fields& block);

    double heightOf(const QString& text, const QFont& font, double width);
    double draw(double x, double y, double width, const QString& text, const QFont& font, Tone tone);
    void shape(const QRectF& box, Tone tone);
    void row(const Table& table, const QStringList& cells, Tone tone, bool header);
    double rowHeight(const Table& table, const QStringList& cells, bool header);
    bool room(double height);
    void footer();

    const Document& m_document;
    int m_pages;
    QPdfWriter& m_writer;
    QPainter m_painter;
    double m_width, m_bottom;
    double m_y = 0;
    int m_page = 1;
};

double Layout::heightOf(const QString& text, const QFont& font, double width)
{
    m_painter.setFont(font);
    return m_painter.boundingRect(QRectF(0, 0, width, kTall), text, wrapped()).height();
}

double Layout::draw(double x, double y, double width, const QString& text, const QFont& font, Tone tone)
{
    m_painter.setFont(font);
    m_painter.setPen(Paper::ink(tone));
    m_painter.drawText(QRectF(x, y, width, kTall), text, wrapped());
    return m_painter.boundingRect(QRectF(x, y, width, kTall), text, wrapped()).height();
}

// A new page where it does not fit; true then.
bool Layout::room(double height)
{
    if (m_y <= 0 || m_y + height <= m_bottom) {
        return false;
    }
    m_writer.newPage();
    ++m_page;
    m_y = 0;
    footer();
    return true;
}

void Layout::footer()
{
    const double y = m_bottom + 4 * kPoint;
    draw(0, y, m_width * 0.75, m_document.footer, Paper::font(7), Tone::Muted);
    m_painter.setFont(Paper::font(7));
    m_painter.setPen(Paper::ink(Tone::Muted));
    m_painter.drawText(QRectF(0, y, m_width, 10 * kPoint), Qt::AlignRight | Qt::TextSingleLine,
                       m_document.page.arg(m_page).arg(m_pages));
}

void Layout::put(const Title& block)
{
    m_y += draw(0, m_y, m_width, block.text, Paper::font(18, true), Tone::Neutral);
    m_y += draw(0, m_y, m_width, block.below, Paper::font(9), Tone::Muted) + 6 * kPoint;
}

void Layout::put(const Heading& block)
{
    room(52 * kPoint);  // never alone at the bottom
    m_y += m_y > 0 ? 9 * kPoint : 0;
    m_y += draw(0, m_y, m_width, block.text, Paper::font(12, true), Tone::Neutral) + 3 * kPoint;
}

void Layout::put(const Paragraph& block)
{
    const QFont font = Paper::font(block.points);
    room(heightOf(block.text, font, m_width));
    m_y += draw(0, m_y, m_width, block.text, font, block.tone) + 3 * kPoint;
}

void Layout::put(const Fact& block)
{
    const double left = m_width * 0.27;
    const QFont font = Paper::font(8.5);
    const double gap = 6 * kPoint;
    room(std::max(heightOf(block.name, font, left - gap), heightOf(block.value, font, m_width - left)));
    const double a = draw(0, m_y, left - gap, block.name, font, Tone::Muted);
    const double b = draw(left, m_y, m_width - left, block.value, font, Tone::Neutral);
    m_y += std::max(a, b) + 1.5 * kPoint;
}

void Layout::shape(const QRectF& box, Tone tone)
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(Paper::ink(tone), box.width() / 11, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
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

void Layout::put(const Verdict& block)
{
    const double left = 108 * kPoint;
    const double inside = m_width - left - 10 * kPoint;
    const QFont text = Paper::font(9.5);
    double height = 16 * kPoint + heightOf(block.name, Paper::font(17, true), m_width);
    for (const Verdict::Line& line : block.lines) {
        height += heightOf(line.text, text, inside) + 4 * kPoint;
    }
    room(height);
    m_painter.setPen(QPen(Paper::ink(block.tone), kPoint));
    m_painter.setBrush(theme::fillOf(theme::lightPalette(), block.tone));
    m_painter.drawRoundedRect(QRectF(0, m_y, m_width, height), 4 * kPoint, 4 * kPoint);
    double y = m_y + 5 * kPoint;
    y += draw(10 * kPoint, y, m_width - 20 * kPoint, block.name, Paper::font(17, true), block.tone) + 4 * kPoint;
    for (const Verdict::Line& line : block.lines) {
        shape({10 * kPoint, y + 1.5 * kPoint, 10 * kPoint, 10 * kPoint}, line.tone);
        draw(25 * kPoint, y, left - 25 * kPoint, line.name, Paper::font(9.5, true), line.tone);
        y += draw(left, y, inside, line.text, text, Tone::Neutral) + 4 * kPoint;
    }
    m_y += height + 5 * kPoint;
}

double Layout::rowHeight(const Table& table, const QStringList& cells, bool header)
{
    double height = 0;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const double width = table.widths[static_cast<std::size_t>(i)] * m_width - 6 * kPoint;
        height = std::max(height, heightOf(cells[i], Paper::font(table.points, header), width));
    }
    return height + 4 * kPoint;
}

void Layout::row(const Table& table, const QStringList& cells, Tone tone, bool header)
{
    const double height = rowHeight(table, cells, header);
    if (header) {
        m_painter.fillRect(QRectF(0, m_y, m_width, height), theme::lightPalette().color(QPalette::AlternateBase));
    }
    double x = 0;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const double width = table.widths[static_cast<std::size_t>(i)] * m_width;
        draw(x + 3 * kPoint, m_y + 2 * kPoint, width - 6 * kPoint, cells[i],
             Paper::font(table.points, header || (i == table.toned && tone != Tone::Neutral)),
             header             ? Tone::Muted
             : i == table.toned ? tone
                                : Tone::Neutral);
        x += width;
    }
    m_y += height;
    m_painter.setPen(QPen(theme::lineOf(theme::lightPalette()), 0.5 * kPoint));
    m_painter.drawLine(QPointF(0, m_y), QPointF(m_width, m_y));
}

void Layout::put(const Table& block)
{
    const double header = rowHeight(block, block.header, true);
    room(header + (block.rows.empty() ? 0 : rowHeight(block, block.rows.front().cells, false)));
    row(block, block.header, Tone::Muted, true);
    for (const Table::Row& one : block.rows) {
        if (room(rowHeight(block, one.cells, false))) {
            row(block, block.header, Tone::Muted, true);
        }
        row(block, one.cells, one.tone, false);
    }
    m_y += 6 * kPoint;
}

void Layout::put(const Typed& block)
{
    QFont font = Paper::font(block.points);
    font.setFamilies({QStringLiteral("Noto Sans Mono"), QStringLiteral("WenQuanYi Zen Hei Mono"),
                      QStringLiteral("Noto Sans Mono CJK SC")});
    for (const QString& line : block.lines) {
        const double height = heightOf(line.isEmpty() ? QStringLiteral("0") : line, font, m_width);
        room(height);
        draw(0, m_y, m_width, line, font, Tone::Neutral);
        m_y += height;
    }
    m_y += 3 * kPoint;
}

void Layout::put(const Codes& block)
{
    const double side = block.side * kPoint;
    const double caption = 34 * kPoint;
    room(side + caption);
    double x = 0;
    for (const auto& [content, words] : block.codes) {
        paintQr(m_painter, QRectF(x, m_y, side, side), content);
        draw(x, m_y + side, side, words, Paper::font(7.5), Tone::Muted);
        x += side + 20 * kPoint;
    }
    m_y += side + caption;
}

void Layout::put(const Fields& block)
{
    const double gap = 16 * kPoint;
    const double width = (m_width - gap) / 2;
    for (qsizetype i = 0; i < block.names.size(); i += 2) {
        room(46 * kPoint);
        for (qsizetype side = 0; side < 2 && i + side < block.names.size(); ++side) {
            const double x = static_cast<double>(side) * (width + gap);
            m_painter.setPen(QPen(Paper::ink(Tone::Muted), 0.5 * kPoint));
            m_painter.drawLine(QPointF(x, m_y + 32 * kPoint), QPointF(x + width, m_y + 32 * kPoint));
            draw(x, m_y + 33 * kPoint, width, block.names[i + side], Paper::font(7.5), Tone::Muted);
        }
        m_y += 46 * kPoint;
    }
}

Error notPrinted()
{
    return makeError(ErrorCode::Io, "export.cannot-write",
                     "The document could not be laid out. Nothing was written and a file of that name is as it was.");
}

// The number of pages; none where nothing can be printed.
std::optional<int> printInto(QByteArray& bytes, const Document& document, int pages)
{
    QBuffer out(&bytes);
    if (!out.open(QIODevice::WriteOnly)) {
        return std::nullopt;
    }
    const bool small = document.size == QPageSize::A5;
    const double margin = small ? kSmallMarginMm : kMarginMm;
    const QString creator = QStringLiteral("MeterSeal");
    QPdfWriter writer(&out);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_A1b);
    writer.setResolution(Paper::kDpi);
    writer.setPageSize(QPageSize(document.size));
    writer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter);
    writer.setTitle(document.title);
    writer.setCreator(creator);
    writer.setDocumentXmpMetadata(xmpOf(document.title, creator, document.time));
    Layout layout(writer, document, pages);
    return layout.good() ? std::optional(layout.run()) : std::nullopt;
}

}  // namespace

Result<QByteArray> printPaper(const Document& document)
{
    // Once to count the pages, once to name their number on each.
    QByteArray counted;
    const auto pages = printInto(counted, document, 1);
    QByteArray bytes;
    if (!pages || !printInto(bytes, document, *pages) || bytes.isEmpty()) {
        return notPrinted();
    }
    return withFixedTime(std::move(bytes), document.time);
}

Status savePaper(const std::filesystem::path& file, const QByteArray& bytes)
{
    QSaveFile out(QString::fromStdString(file.string()));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit()) {
        return makeError(ErrorCode::Io, "export.cannot-write",
                         "The file " + file.string() +
                             " could not be written. Nothing was left behind and a file of that name is as it was. "
                             "Choose another folder or make room, and save it again.");
    }
    return {};
}

}  // namespace meterseal::ui::paper
