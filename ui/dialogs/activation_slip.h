// The activation slip: what is handed to the person who installs a meter. Above the fold, for everyone: the meter, its
// wallet address as text, QR code and check words, and the ledger. Below, to be sealed: password and token.
//
// It goes onto paper, into a PDF, or into an encrypted file: a key store (core/crypto/KEYSTORE.md) that holds nothing
// but these meters, under a passphrase of its own. On the screen the secrets are never drawn.
//
// Thread-safety: values and functions; slipTexts() on the event loop, the writers on a worker.
#pragma once

#include "format/format.h"
#include "meterseal/crypto/key_store.h"

#include <QStringList>

#include <filesystem>
#include <span>
#include <vector>

class QPainter;

namespace meterseal::ui {

struct ActivationSlip {
    std::string mn, location, manufacturer, address;
    std::string chain, fingerprint;
    Timestamp tokenExpires;
    crypto::SecretBytes password, token;
};

// Everything on the slip that depends on language and zone, gathered where translations may be looked up.
struct SlipTexts {
    QString title, intro, meter, location, manufacturer, address, words, ledger, fold, password, token, expires, keep,
        hidden;
    std::vector<QString> expiry;  // of each slip
};
SlipTexts slipTexts(const Format& format, std::span<const ActivationSlip> slips);

inline constexpr QSizeF kSlipPage{595, 842};  // A4 in points
enum class SlipSecrets { Hidden, Printed };
// Draws slip `number` onto a page of kSlipPage; scale the painter for any other.
void paintSlip(QPainter& painter, const ActivationSlip& slip, const SlipTexts& texts, std::size_t number,
               SlipSecrets secrets);

// One page a slip. The file is readable for its owner only. reason: slip.io
Status writeSlipsPdf(const std::filesystem::path& file, std::span<const ActivationSlip> slips, const SlipTexts& texts);
// reason: keystore.*
Status writeSlipsEncrypted(const std::filesystem::path& file, std::span<const ActivationSlip> slips,
                           const crypto::SecretBytes& passphrase);

}  // namespace meterseal::ui
