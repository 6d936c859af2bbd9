#include "pages/ledger/raw_pages.h"

#include "format/format.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct RawPages {
    Q_DECLARE_TR_FUNCTIONS(RawPages)
};

QString comment(const QString& words)
{
    return QStringLiteral("# ") + words + u'\n';
}

// The header's bytes through sha256sum, and what must come out.
QString hashOfHeader(std::string_view header, const Hash256& hash)
{
    return QStringLiteral("printf '%s' ") + shellQuoted(header) + QStringLiteral(" | sha256sum\n# ") +
           text(hash.hex()) + QStringLiteral("\n\n");
}

QString stepsOf(ByteView wire, const Transaction& tx)
{
    const QString hash = text(txHashOf(wire).hex());
    return comment(RawPages::tr("With the ledger at hand:")) + QStringLiteral("meterseal-cli tx ") + hash +
           QStringLiteral(" --wire > transaction.hex\n\n") +
           comment(RawPages::tr("Without it, paste the tab “Hex” into transaction.hex. Then decode it; "
                                "signatures and root are checked:")) +
           QStringLiteral("meterseal-cli tx decode < transaction.hex\n\n") +
           comment(RawPages::tr("The transaction's name is the SHA-256 of its bytes:")) +
           QStringLiteral("xxd -r -p transaction.hex | sha256sum\n# ") + hash + QStringLiteral("\n\n") +
           comment(RawPages::tr("The data block hash, which is signed, is the SHA-256 of the header:")) +
           hashOfHeader(tx.headerBytes, tx.dataBlockHash()).trimmed();
}

QString stepsOf(const SealedBlock& block, const GenesisSealer& sealer)
{
    // An Ed25519 key as OpenSSL takes it: a fixed beginning and the 32 bytes.
    return comment(RawPages::tr("The block's hash is the SHA-256 of its header:")) +
           hashOfHeader(block.headerBytes, block.hash) +
           comment(
               RawPages::tr("The seal is an Ed25519 signature of the header, by the key in the genesis document:")) +
           QStringLiteral("printf '302a300506032b6570032100%s' ") + text(toHex(sealer.publicKey)) +
           QStringLiteral(" | xxd -r -p > sealer.der\nprintf '%s' ") + text(toHex(block.seal.bytes)) +
           QStringLiteral(" | xxd -r -p > seal.sig\nprintf '%s' ") + shellQuoted(block.headerBytes) +
           QStringLiteral(" > header.txt\nopenssl pkeyutl -verify -pubin -keyform DER -inkey sealer.der "
                          "-rawin -in header.txt -sigfile seal.sig\n\n") +
           comment(RawPages::tr("Everything that hangs on it, the whole ledger:")) +
           QStringLiteral("meterseal-cli fsck");
}

RawPanel::Page readable(std::string_view header)
{
    return {QStringLiteral("rawReadable"), RawPages::tr("Readable"), readableJson(header)};
}

RawPanel::Page exact(std::string_view header)
{
    return {QStringLiteral("rawHeader"), RawPages::tr("Exact"), text(header)};
}

}  // namespace

std::vector<RawPanel::Page> rawPagesOf(ByteView wire, const Transaction& tx)
{
    return {readable(tx.headerBytes), exact(tx.headerBytes),
            RawPanel::Page{QStringLiteral("rawWire"), RawPages::tr("Hex"), text(toHex(wire))},
            RawPanel::Page{QStringLiteral("rawSteps"), RawPages::tr("By hand"), stepsOf(wire, tx)}};
}

std::vector<RawPanel::Page> rawPagesOf(const SealedBlock& block, const GenesisSealer& sealer, std::string_view note)
{
    return {exact(block.headerBytes),
            RawPanel::Page{QStringLiteral("rawCheckpoint"), RawPages::tr("Signed checkpoint"), text(note)},
            RawPanel::Page{QStringLiteral("rawSteps"), RawPages::tr("By hand"), stepsOf(block, sealer)}};
}

}  // namespace meterseal::ui
