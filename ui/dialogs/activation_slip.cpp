#include "dialogs/activation_slip.h"

#include "dialogs/check_words.h"
#include "dialogs/secret_text.h"
#include "meterseal/meter/wallet.h"
#include "theme/theme.h"
#include "theme/tokens.h"
#include "widgets/qr_label.h"

#include <QCoreApplication>
#include <QFile>
#include <QPainter>
#include <QPdfWriter>

namespace meterseal::ui {

namespace {

struct Slips {
    Q_DECLARE_TR_FUNCTIONS(ActivationSlip)
};

constexpr double kLeftEdge = 56;
constexpr double kRightEdge = 539;
constexpr double kFold = 500;
constexpr double kQrSide = 150;
// Paper is white in either theme.
const QRgb kInk = theme::lightTokens().text.rgb();
const QRgb kQuiet = theme::lightTokens().muted.rgb();

class SlipPainter {
public:
    explicit SlipPainter(QPainter& painter) : m_painter(painter)
    {
        m_plain.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK SC")});
    }

    // Gives the height used.
    double text(const QRectF& area, const QString& text, double points, bool bold = false, QRgb colour = kInk,
                bool mono = false)
    {
        QFont font = mono ? theme::monoFont(m_plain) : m_plain;
        font.setPixelSize(static_cast<int>(points));  // one unit of this painter is one point
        font.setBold(bold);
        m_painter.setFont(font);
        m_painter.setPen(QColor(colour));
        QRectF used;
        m_painter.drawText(area, mono ? Qt::TextWrapAnywhere : Qt::TextWordWrap, text, &used);
        return used.height();
    }
    // A name above its value; moves `y` below.
    void field(double& y, double right, const QString& name, const QString& value, bool mono = false)
    {
        y += text(QRectF(kLeftEdge, y, right - kLeftEdge, 20), name, 9, false, kQuiet) + 1;
        y += text(QRectF(kLeftEdge, y, right - kLeftEdge, 80), value, 12, false, kInk, mono) + 9;
    }

private:
    QPainter& m_painter;
    QFont m_plain;
};

void paintOpenPart(QPainter& painter, SlipPainter& draw, const ActivationSlip& slip, const SlipTexts& texts)
{
    double y = 56;
    y += draw.text(QRectF(kLeftEdge, y, kRightEdge - kLeftEdge, 40), texts.title, 22, true) + 6;
    y += draw.text(QRectF(kLeftEdge, y, kRightEdge - kLeftEdge, 60), texts.intro, 10, false, kQuiet) + 18;
    const double besideQr = kRightEdge - kQrSide - 16;
    paintQr(painter, QRectF(kRightEdge - kQrSide, y, kQrSide, kQrSide), meterseal::ui::text(slip.address));
    draw.field(y, besideQr, texts.meter, meterseal::ui::text(slip.mn), true);
    draw.field(y, besideQr, texts.location, meterseal::ui::text(slip.location));
    draw.field(y, besideQr, texts.manufacturer, meterseal::ui::text(slip.manufacturer));
    draw.field(y, kRightEdge, texts.address, meterseal::ui::text(slip.address), true);
    draw.field(y, kRightEdge, texts.words,
               checkWords(slip.address, WordList::English).join(u' ') + QStringLiteral("\n") +
                   checkWords(slip.address, WordList::Chinese).join(u' '));
    draw.field(y, kRightEdge, texts.ledger,
               meterseal::ui::text(slip.chain) + QStringLiteral(" · ") +
                   Format::shortHash(meterseal::ui::text(slip.fingerprint)));
}

void paintSealedPart(QPainter& painter, SlipPainter& draw, const ActivationSlip& slip, const SlipTexts& texts,
                     std::size_t number, SlipSecrets secrets)
{
    painter.setPen(QPen(QColor(kQuiet), 0.7, Qt::DashLine));
    painter.drawLine(QPointF(20, kFold), QPointF(kSlipPage.width() - 20, kFold));
    double y = kFold + 6;
    y += draw.text(QRectF(kLeftEdge, y, kRightEdge - kLeftEdge, 20), texts.fold, 8, false, kQuiet) + 16;
    if (secrets == SlipSecrets::Printed) {
        const SecretString password(slip.password);
        const SecretString token(slip.token);
        draw.field(y, kRightEdge, texts.password, password.text(), true);
        draw.field(y, kRightEdge, texts.token, token.text(), true);
    } else {
        draw.field(y, kRightEdge, texts.password, texts.hidden);
        draw.field(y, kRightEdge, texts.token, texts.hidden);
    }
    draw.field(y, kRightEdge, texts.expires, texts.expiry[number]);
    draw.text(QRectF(kLeftEdge, y + 4, kRightEdge - kLeftEdge, 80), texts.keep, 10, false, kQuiet);
}

}  // namespace

SlipTexts slipTexts(const Format& format, std::span<const ActivationSlip> slips)
{
    SlipTexts texts;
    texts.title = Slips::tr("Activation slip");
    texts.intro =
        Slips::tr("For the person who installs this water meter. Compare the check words with the ones on the ledger "
                  "before you activate it.");
    texts.meter = Slips::tr("Meter id");
    texts.location = Slips::tr("Location");
    texts.manufacturer = Slips::tr("Manufacturer");
    texts.address = Slips::tr("Wallet address");
    texts.words = Slips::tr("Check words");
    texts.ledger = Slips::tr("Ledger and fingerprint");
    texts.fold = Slips::tr("Fold here and seal the part below");
    texts.password = Slips::tr("Wallet password (secret)");
    texts.token = Slips::tr("Activation token (secret, works once)");
    texts.expires = Slips::tr("Token valid until");
    texts.keep =
        Slips::tr("Who has the password has the meter's key. Keep this part sealed until the meter is activated, "
                  "then destroy it or lock it away.");
    texts.hidden = Slips::tr("not shown on the screen");
    for (const ActivationSlip& slip : slips) {
        texts.expiry.push_back(format.time(slip.tokenExpires));
    }
    return texts;
}

void paintSlip(QPainter& painter, const ActivationSlip& slip, const SlipTexts& texts, std::size_t number,
               SlipSecrets secrets)
{
    painter.fillRect(QRectF(QPointF(0, 0), kSlipPage), Qt::white);
    SlipPainter draw(painter);
    paintOpenPart(painter, draw, slip, texts);
    paintSealedPart(painter, draw, slip, texts, number, secrets);
}

Status writeSlipsPdf(const std::filesystem::path& file, std::span<const ActivationSlip> slips, const SlipTexts& texts)
{
    const QString name = QString::fromStdString(file.string());
    QFile out(name);
    // Owner only from its first byte on: the file is made empty, closed to others, and then written.
    const bool made = out.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
                      out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!made) {
        return makeError(ErrorCode::Io, "slip.io",
                         "The slip could not be written to " + file.string() + ": " + out.errorString().toStdString() +
                             ". The key store still holds the secrets; choose another place.");
    }
    QPdfWriter pdf(&out);
    pdf.setTitle(texts.title);
    pdf.setCreator(QStringLiteral("MeterSeal"));
    pdf.setPageSize(QPageSize(QPageSize::A4));
    pdf.setPageMargins(QMarginsF());
    pdf.setResolution(1200);
    QPainter painter;
    bool good = painter.begin(&pdf);
    for (std::size_t i = 0; good && i < slips.size(); ++i) {
        good = i == 0 || pdf.newPage();
        painter.resetTransform();
        const double scale = pdf.logicalDpiX() / 72.0;
        painter.scale(scale, scale);
        paintSlip(painter, slips[i], texts, i, SlipSecrets::Printed);
    }
    good = good && painter.end() && out.flush() && out.error() == QFileDevice::NoError;
    if (!good) {
        const std::string why = out.errorString().toStdString();
        out.close();
        out.remove();
        return makeError(ErrorCode::Io, "slip.io",
                         "The slip could not be written to " + file.string() + ": " + why +
                             ". Nothing of it was left there; the key store still holds the secrets.");
    }
    return {};
}

Status writeSlipsEncrypted(const std::filesystem::path& file, std::span<const ActivationSlip> slips,
                           const crypto::SecretBytes& passphrase)
{
    MS_ASSIGN(crypto::KeyStore store, crypto::KeyStore::create(file, passphrase));
    for (const ActivationSlip& slip : slips) {
        MS_ASSIGN(Wallet wallet, deriveWallet(slip.mn, slip.location, slip.manufacturer, slip.password));
        store.putMeter({slip.mn, slip.location, slip.manufacturer, slip.address, slip.password, slip.token,
                        std::move(wallet.privateKey)});
    }
    return store.save();
}

}  // namespace meterseal::ui
