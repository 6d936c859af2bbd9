#include "paper/scanned_sheet.h"

#include "meterseal/file/file.h"

#include <QBuffer>
#include <QImageReader>

// Texts as std::string, as later versions have them.
#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace meterseal::ui {

namespace {

constexpr std::uint64_t kMostBytes = 64u << 20;
constexpr int kMostPixels = 12'000;  // of a side: A4 at 1,000 dots an inch

Result<std::string> tryAt(const QImage& grey)
{
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true).setTryRotate(true);
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(grey.bytesPerLine()));
    const ZXing::Result found = ZXing::ReadBarcode(view, hints);
    if (!found.isValid()) {
        return makeError(ErrorCode::NotFound, "sheet.no-code",
                         "No QR code was found in the picture, or it cannot be read. Scan the sheet again, flat and at "
                         "300 dots an inch or more, or type it.");
    }
    return std::string(found.bytes().begin(), found.bytes().end());
}

bool isPicture(const std::string& bytes)
{
    return bytes.starts_with("\x89PNG\r\n") || bytes.starts_with("\xff\xd8\xff") || bytes.starts_with("BM") ||
           bytes.starts_with("GIF8") || (bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") ||
           bytes.starts_with(std::string("II*\0", 4)) || bytes.starts_with(std::string("MM\0*", 4));
}

}  // namespace

Result<std::string> codeInPicture(const QImage& picture)
{
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    auto found = tryAt(grey);
    // A fine scan has noise that a coarser one has not, and a small code needs larger modules.
    for (const double scale : {0.5, 0.25, 2.0}) {
        const QSize size = (QSizeF(grey.size()) * scale).toSize();
        if (!found.ok() && size.width() >= 100 && size.height() >= 100 &&
            std::max(size.width(), size.height()) <= kMostPixels) {
            found = tryAt(grey.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        }
    }
    return found;
}

Result<std::string> sheetTextOf(const std::filesystem::path& file)
{
    auto bytes = readWhole(file, kMostBytes);
    if (!bytes.ok()) {
        return makeError(ErrorCode::Io, "sheet.file", "The sheet was not read: " + bytes.error().message);
    }
    if (!isPicture(*bytes)) {
        return std::move(*bytes);
    }
    QByteArray data = QByteArray::fromRawData(bytes->data(), static_cast<qsizetype>(bytes->size()));
    QBuffer buffer(&data);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    QImage picture;
    if (std::max(size.width(), size.height()) > kMostPixels || !reader.read(&picture)) {
        return makeError(ErrorCode::InvalidArgument, "sheet.picture",
                         "The picture cannot be read: " + reader.errorString().toStdString() + " (" +
                             std::to_string(size.width()) + " by " + std::to_string(size.height()) + " pixels).");
    }
    return codeInPicture(picture);
}

}  // namespace meterseal::ui
