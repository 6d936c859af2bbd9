// Paper: a document as PDF, A4, laid out from top to bottom in one typeface. What belongs together (a row, a fact, a
// paragraph) is never split over two pages; every page has the title and its number at its foot. Paper is white,
// whatever the program's theme. Lengths are in the writer's dots; kPoint of them are a point.
//
//   open (heading | paragraph | fact | room, draw, moveDown)* finish
//
// The file appears with finish(), whole; without it a file of that name stays as it was.
// Thread-safety: one thread, which may be a worker.
#pragma once

#include "meterseal/base/result.h"
#include "theme/theme.h"

#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <filesystem>
#include <memory>

namespace meterseal::ui {

class Paper {
public:
    static constexpr int kDpi = 300;
    static constexpr double kPoint = kDpi / 72.0;

    // `page`: "Page %1". reason: export.cannot-write
    static Result<std::unique_ptr<Paper>> open(const std::filesystem::path& file, const QString& title,
                                               const QString& page);

    void title();
    void heading(const QString& text);
    void paragraph(const QString& text, double points = 10, Tone tone = Tone::Neutral);
    // A name and its value beside it. An empty value is left out.
    void fact(const QString& name, const QString& value);
    // A thin line over the whole width.
    void rule();

    // For what is laid out by hand: a new page where `height` does not fit any more, then drawing from y() on.
    void room(double height);
    void moveDown(double height) { m_y += height; }
    double y() const { return m_y; }
    double width() const { return m_width; }
    QPainter& painter() { return m_painter; }
    // Gives the height used.
    double draw(const QRectF& room, const QString& text, const QFont& font, Tone tone = Tone::Neutral,
                int flags = Qt::TextWordWrap);
    // One line, cut off where it is too long.
    void drawLine(const QRectF& room, const QString& text, const QFont& font, Tone tone = Tone::Neutral);

    static QFont font(double points, bool bold = false);
    static QColor ink(Tone tone) { return theme::colourOf(theme::lightPalette(), tone); }

    // reason: export.cannot-write
    Status finish();

private:
    Paper(const std::filesystem::path& file, QString title, QString page);
    void footer();
    Error cannotWrite() const;

    const std::filesystem::path m_path;
    const QString m_title, m_pageForm;
    QSaveFile m_file;
    std::unique_ptr<QPdfWriter> m_writer;
    QPainter m_painter;
    double m_width = 0, m_bottom = 0, m_y = 0;
    int m_page = 1;
};

}  // namespace meterseal::ui
