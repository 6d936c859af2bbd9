// Documents that have to be the same bytes each time (Paper, of paper.h, is for a file written as its rows come, and
// gives this its typeface and ink): blocks one after another on A4 or A5, numbered "page x of y", as PDF/A-1b with
// embedded fonts. The same blocks and time give the same bytes. Nothing is cut off: text wraps, a row that does not fit
// goes to the next page whole, a table repeats its header.
//
// Blocks are written down on the event loop, in the current language; printPaper() lays them out on any one thread.
#pragma once

#include "meterseal/base/result.h"
#include "meterseal/base/time.h"
#include "theme/theme.h"

#include <QByteArray>
#include <QPageSize>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <optional>
#include <variant>
#include <vector>

namespace meterseal::ui::paper {

struct Title {
    QString text, below;
};
struct Heading {
    QString text;
};
struct Paragraph {
    QString text;
    Tone tone = Tone::Neutral;
    double points = 9.5;
};
struct Fact {
    QString name, value;
};
// A framed verdict: its name, and lines of a tone, a name and a text.
struct Verdict {
    struct Line {
        Tone tone = Tone::Neutral;
        QString name, text;
    };
    Tone tone = Tone::Neutral;
    QString name;
    std::vector<Line> lines;
};
// Widths are shares of the page. A row's tone colours one of its cells.
struct Table {
    struct Row {
        QStringList cells;
        Tone tone = Tone::Neutral;
    };
    std::vector<double> widths;
    QStringList header;
    std::vector<Row> rows;
    double points = 8;
    qsizetype toned = 0;
};
// Lines in digits of one width, as they are typed in again.
struct Typed {
    QStringList lines;
    double points = 8;
};
// QR codes side by side, each with a caption; and fields to be filled in by hand.
struct Codes {
    std::vector<std::pair<QString, QString>> codes;  // content, caption
    double side = 120;                               // points
};
struct Fields {
    QStringList names;
};
using Block = std::variant<Title, Heading, Paragraph, Fact, Verdict, Table, Typed, Codes, Fields>;

struct Document {
    QString title, footer;
    QString page;  // "page %1 of %2"
    Timestamp time;
    QPageSize::PageSizeId size = QPageSize::A4;
    std::vector<Block> blocks;
};

// reason: export.cannot-write where the paper engine gives nothing
Result<QByteArray> printPaper(const Document& document);
// Whole or not at all, replacing a file of that name. reason: export.cannot-write
Status savePaper(const std::filesystem::path& file, const QByteArray& bytes);

}  // namespace meterseal::ui::paper
