#include "paper/pdf_bytes.h"

#include "meterseal/crypto/sha256.h"

#include <QDateTime>
#include <QtGlobal>

#include <vector>

namespace meterseal::ui::paper {

namespace {

constexpr char kDateBegins[] = "/CreationDate (D:";
constexpr char kIdBegins[] = "/ID [ <";

QDateTime utc(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(time.ms / 1000 * 1000, Qt::UTC);
}

// "0000000123 00000 n \n" of objects behind `from` move by `by` bytes; so does where the table itself begins.
void moveOffsets(QByteArray& pdf, qsizetype from, qsizetype by)
{
    const qsizetype table = pdf.lastIndexOf("xref\n0 ", pdf.lastIndexOf("trailer"));
    const qsizetype first = pdf.indexOf('\n', table + 5) + 1;
    const qsizetype end = pdf.indexOf("trailer", first);
    constexpr qsizetype kEntry = 20;
    constexpr qsizetype kDigits = 10;
    for (qsizetype at = first; at + kEntry <= end; at += kEntry) {
        const qsizetype offset = pdf.mid(at, kDigits).toLongLong();
        if (pdf[at + kEntry - 3] == 'n' && offset > from) {
            pdf.replace(at, kDigits, QByteArray::number(offset + by).rightJustified(kDigits, '0'));
        }
    }
    const qsizetype start = pdf.lastIndexOf("startxref\n") + 10;
    const qsizetype lineEnd = pdf.indexOf('\n', start);
    pdf.replace(start, lineEnd - start, QByteArray::number(table));
}

}  // namespace

QByteArray xmpOf(const QString& title, const QString& creator, Timestamp time)
{
    const QString date = utc(time).toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss'Z'"));
    return QStringLiteral("<?xpacket begin='\uFEFF' id='W5M0MpCehiHzreSzNTczkc9d'?>\n"
                          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                          "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                          "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                          "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%1</rdf:li></rdf:Alt></dc:title>"
                          "</rdf:Description>\n"
                          "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
                          "xmp:CreatorTool=\"%2\" xmp:CreateDate=\"%3\"/>\n"
                          "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                          "pdf:Producer=\"Qt %4\"/>\n"
                          "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                          "pdfaid:part=\"1\" pdfaid:conformance=\"B\"/>\n"
                          "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end='w'?>\n")
        .arg(title.toHtmlEscaped(), creator.toHtmlEscaped(), date, QString::fromLatin1(qVersion()))
        .toUtf8();
}

QByteArray withFixedTime(QByteArray pdf, Timestamp time)
{
    const qsizetype date = pdf.indexOf(kDateBegins);
    const qsizetype end = date < 0 ? -1 : pdf.indexOf(')', date);
    if (end > date) {
        const QByteArray fixed = kDateBegins + utc(time).toString(QStringLiteral("yyyyMMddHHmmss'Z'")).toLatin1();
        const qsizetype longer = fixed.size() - (end - date);
        pdf.replace(date, end - date, fixed);
        moveOffsets(pdf, date, longer);
    }
    // Two ids of the same length; what they are made of is the document without them.
    const qsizetype id = pdf.lastIndexOf(kIdBegins);
    const qsizetype close = id < 0 ? -1 : pdf.indexOf(']', id);
    if (close > id) {
        std::vector<std::pair<qsizetype, qsizetype>> hex;
        for (qsizetype at = pdf.indexOf('<', id); at >= 0 && at < close; at = pdf.indexOf('<', at + 1)) {
            hex.emplace_back(at + 1, pdf.indexOf('>', at) - at - 1);
            pdf.replace(hex.back().first, hex.back().second, QByteArray(hex.back().second, '0'));
        }
        const QByteArray sum =
            QByteArray::fromStdString(crypto::sha256({reinterpret_cast<const std::uint8_t*>(pdf.constData()),
                                                      static_cast<std::size_t>(pdf.size())})
                                          .hex());
        for (const auto& [at, size] : hex) {
            pdf.replace(at, size, (sum + sum).left(size).leftJustified(size, '0'));
        }
    }
    return pdf;
}

}  // namespace meterseal::ui::paper
