#include "pages/verify/calculation.h"

#include "format/format.h"
#include "format/texts.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct CalculationTexts {
    Q_DECLARE_TR_FUNCTIONS(Calculation)
};

constexpr qsizetype kHexLine = 256;
const QString kNoOpenssl = QStringLiteral("openssl is not on this machine");

// In single quotes, as a shell takes it literally.
QString quoted(const QString& text)
{
    return u'\'' + QString(text).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

QString hexOf(const Hash256& hash)
{
    return text(hash.hex());
}

class Script {
public:
    explicit Script(const Calculation& calculation) : m_c(calculation), m_f(calculation.finding) {}
    QString text();

private:
    void line(const QString& text) { m_text += text + u'\n'; }
    void comment(const QString& text)
    {
        for (const QString& one : text.split(u'\n')) {
            line(QStringLiteral("# ") + one);
        }
    }
    void step(const QString& text)
    {
        line({});
        comment(QStringLiteral("%1. ").arg(++m_step) + text);
    }
    void same(const char* what, const QString& found, const QString& wanted)
    {
        line(QStringLiteral("same %1 \"%2\" %3").arg(QString::fromLatin1(what), found, wanted));
    }
    void head();
    void record();
    void tree();
    void transaction();
    void log();
    void meterSignature();
    void seal();
    void withProgram();
    QStringList anchorWithProgram();
    void end();
    void orSkip(const QStringList& what, const QString& why, bool counts);
    // h = root over h and the siblings, as RFC 9162 section 2.1.3.2 walks.
    void climb(std::uint64_t index, std::uint64_t size, const std::vector<Hash256>& siblings);

    const Calculation& m_c;
    const Finding& m_f;
    QString m_text;
    int m_step = 0;
};

void Script::head()
{
    comment(CalculationTexts::tr("MeterSeal: how this verdict was reached. Run it with bash; it writes to a temporary "
                                 "folder alone, which it removes."));
    comment(CalculationTexts::tr("Meter %1, verdict %2 [%3]")
                .arg(ui::text(m_f.mn), ui::text(toString(m_f.verdict)), ui::text(m_f.reason)));
    line(QStringLiteral(R"(sha() { sha256sum | cut -d' ' -f1; })"));
    line(QStringLiteral(R"(node() { printf '01%s%s' "$1" "$2" | xxd -r -p | sha; })"));
    comment(CalculationTexts::tr("Exit status: 0 every step agrees, 1 one does not, 3 a hash or a signature could not "
                                 "be checked here."));
    line(QStringLiteral("wrong=0; open=0"));
    line(QStringLiteral(
        R"(same() { if [ "$2" = "$3" ]; then echo "ok    $1"; else echo "WRONG $1: $2 is not $3"; wrong=1; fi; })"));
    line(QStringLiteral(
        R"(other() { if [ "$2" != "$3" ]; then echo "ok    $1"; else echo "WRONG $1: both are $2"; wrong=1; fi; })"));
    line(QStringLiteral(R"(have() { command -v "$1" > /dev/null; })"));
    line(QStringLiteral(R"(skip() { echo "not checked $1: $2"; })"));
    line(QStringLiteral(R"(for one in sha256sum xxd base64 sed grep cut tr mktemp rm; do)"));
    line(QStringLiteral(R"(  have $one || { skip "anything" "$one is not on this machine"; exit 3; }; done)"));
    line(QStringLiteral(R"(dir=$(mktemp -d) || exit 3; trap 'rm -rf "$dir"' EXIT)"));
}

void Script::end()
{
    line({});
    line(QStringLiteral("[ $wrong = 0 ] || exit 1"));
    line(QStringLiteral("[ $open = 0 ] || exit 3"));
}

// Ends an "if have PROGRAM; then": what a machine cannot do was not done, and is not wrong.
void Script::orSkip(const QStringList& what, const QString& why, bool counts)
{
    line(QStringLiteral("else"));
    for (const QString& one : what) {
        line(QStringLiteral("skip %1 '%2'").arg(one, why));
    }
    if (counts) {
        line(QStringLiteral("open=1"));
    }
    line(QStringLiteral("fi"));
}

void Script::meterSignature()
{
    const Calculation::Anchor& anchor = *m_c.anchor;
    if (anchor.tx.signatures.size() != 1) {
        return;
    }
    const TxSignature& byMeter = anchor.tx.signatures.front();
    step(CalculationTexts::tr("The meter's signature of the header (ECDSA over secp256k1). The key is the meter's: the "
                              "address in the header is the Base58 of the key's SHA-256."));
    line(QStringLiteral("key=") + ui::text(byMeter.publicKey.hex()));
    line(QStringLiteral("signature=") + ui::text(toHex(byMeter.signature)));
    same("signature-in-transaction",
         QStringLiteral(R"($(printf '%s' "$tx" | tr -d '\n' | grep -c "0a21${key}1240$signature"))"),
         QStringLiteral("1"));
    line(QStringLiteral(
        "base58() { local all=123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz b=() i j c\n"
        "  for ((i = 0; i < ${#1}; i++)); do c=${all%%\"${1:i:1}\"*}; c=${#c}\n"
        "    for ((j = 0; j < 32; j++)); do c=$((c + 58 * ${b[j]:-0})); b[j]=$((c & 255)); c=$((c >> 8)); done; done\n"
        "  for ((j = 31; j >= 0; j--)); do printf '%02x' \"${b[j]}\"; done; }"));
    same("address-of-key", QStringLiteral("$(base58 %1)").arg(ui::text(anchor.batch.address)),
         QStringLiteral(R"re("$(printf '%s' "$key" | xxd -r -p | sha)")re"));
    same("address-in-header", QStringLiteral(R"re($(printf '%s' "$header" | grep -o '"from":"[^"]*"'))re"),
         quoted(QStringLiteral("\"from\":\"%1\"").arg(ui::text(anchor.batch.address))));
    line(QStringLiteral("if have openssl; then"));
    line(QStringLiteral("int() { local x=$1; while [ ${x:0:2} = 00 ] && [ $((0x${x:2:1})) -lt 8 ]; do x=${x:2}; done\n"
                        "  [ $((0x${x:0:1})) -lt 8 ] || x=00$x; printf '02%02x%s' $((${#x} / 2)) $x; }"));
    line(QStringLiteral("der=$(int ${signature:0:64})$(int ${signature:64:64})"));
    line(QStringLiteral(R"(printf '30%02x%s' $((${#der} / 2)) $der | xxd -r -p > "$dir/sig")"));
    line(QStringLiteral(
        R"(printf '3036301006072a8648ce3d020106052b8104000a032200%s' $key | xxd -r -p > "$dir/key"; printf '%s' "$header" > "$dir/signed")"));
    same("meter-signature",
         QStringLiteral(
             R"($(openssl dgst -sha256 -verify "$dir/key" -keyform DER -signature "$dir/sig" "$dir/signed" 2>&1))"),
         QStringLiteral("'Verified OK'"));
    orSkip({QStringLiteral("meter-signature")}, kNoOpenssl, true);
}

void Script::seal()
{
    const Calculation::Anchor& anchor = *m_c.anchor;
    const SealedBlock& block = anchor.log.checkpoint;
    step(CalculationTexts::tr("The block's seal. The genesis document names who may seal; its SHA-256 is the ledger's "
                              "fingerprint. Compare the fingerprint with another party's."));
    line(QStringLiteral("genesis=") + quoted(ui::text(canonicalGenesis(anchor.genesis))));
    same("fingerprint", QStringLiteral(R"($(printf '%s' "$genesis" | sha))"),
         QStringLiteral(R"re("$(printf '%s' "$block" | sed -n '1s:.*/::p')")re"));
    if (anchor.genesis.consortium()) {
        // Votes of validators, which no plain tool reads.
        line(QStringLiteral("skip seal '%1'; open=1")
                 .arg(QStringLiteral("decided by validators, use meterseal-cli block %1").arg(block.header.height)));
        return;
    }
    const QString key = ui::text(toHex(anchor.genesis.sealer.publicKey));
    same("sealer-in-genesis",
         QStringLiteral(R"re($(printf '%s' "$genesis" | grep -o '"sealer":{[^}]*"publicKey":"[0-9a-f]*"' | )re"
                        R"re(grep -o '[0-9a-f]\{64\}'))re"),
         key);
    line(QStringLiteral("if have openssl; then"));
    line(QStringLiteral(R"(printf '302a300506032b6570032100%1' | xxd -r -p > "$dir/key"; )").arg(key) +
         QStringLiteral(R"(printf '%1' | xxd -r -p > "$dir/sig"; printf '%s' "$block" > "$dir/signed")")
             .arg(ui::text(toHex(block.seal.bytes))));
    same("seal",
         QStringLiteral(R"re($(openssl pkeyutl -verify -pubin -keyform DER -inkey "$dir/key" -rawin )re"
                        R"re(-in "$dir/signed" -sigfile "$dir/sig" 2>&1))re"),
         QStringLiteral("'Signature Verified Successfully'"));
    orSkip({QStringLiteral("seal")}, kNoOpenssl, true);
}

void Script::record()
{
    if (!m_f.record) {
        step(CalculationTexts::tr(
            "There is no record in the file for this leaf, so there are no canonical bytes to hash."));
        return;
    }
    step(CalculationTexts::tr(
        "The record's canonical bytes (RFC 8785), and its leaf: SHA-256 of a zero byte and these bytes."));
    line(QStringLiteral("record=") + quoted(ui::text(canonicalRecord(*m_f.record))));
    line(QStringLiteral(R"(leaf=$({ printf '\0'; printf '%s' "$record"; } | sha))"));
    const Hash256 leaf = leafOf(*m_f.record);
    same("leaf", QStringLiteral("$leaf"), hexOf(leaf));
    if (m_f.expectedLeaf && *m_f.expectedLeaf != leaf) {
        comment(CalculationTexts::tr(
            "The batch holds another leaf at this place, so this record is not the one that was anchored."));
        line(QStringLiteral("other leaf-differs \"$leaf\" ") + hexOf(*m_f.expectedLeaf));
    }
    if (m_c.changed) {
        comment(CalculationTexts::tr("With one field put back the record hashes to the anchored leaf:"));
        line(QStringLiteral("anchored=") + quoted(ui::text(canonicalRecord(m_c.changed->anchored))));
        same("anchored-record", QStringLiteral(R"($({ printf '\0'; printf '%s' "$anchored"; } | sha))"),
             hexOf(*m_f.expectedLeaf));
    }
}

void Script::climb(std::uint64_t index, std::uint64_t size, const std::vector<Hash256>& siblings)
{
    std::uint64_t at = index;
    std::uint64_t last = size - 1;
    for (const Hash256& sibling : siblings) {
        // An odd last node moves up unchanged until it has a left neighbour.
        while (at == last && at % 2 == 0) {
            at >>= 1;
            last >>= 1;
        }
        if (at % 2 == 1) {
            line(QStringLiteral("h=$(node %1 \"$h\")  # ").arg(hexOf(sibling)) +
                 CalculationTexts::tr("sibling on the left"));
        } else {
            line(QStringLiteral("h=$(node \"$h\" %1)  # ").arg(hexOf(sibling)) +
                 CalculationTexts::tr("sibling on the right"));
        }
        at >>= 1;
        last >>= 1;
    }
}

void Script::tree()
{
    const Calculation::Anchor& anchor = *m_c.anchor;
    if (!m_f.leafIndex || *m_f.leafIndex >= anchor.tx.leaves.size()) {
        return;
    }
    const Hash256& leaf = anchor.tx.leaves[*m_f.leafIndex];
    step(CalculationTexts::tr("From leaf %1 of %2 (index %3) up to the Merkle root: SHA-256 of 0x01, left, right.")
             .arg(*m_f.leafIndex + 1)
             .arg(anchor.tx.leaves.size())
             .arg(*m_f.leafIndex));
    line(QStringLiteral("h=") + hexOf(leaf));
    climb(*m_f.leafIndex, anchor.tx.leaves.size(), anchor.inclusion);
    same("root", QStringLiteral("$h"), hexOf(anchor.batch.root));
}

void Script::transaction()
{
    const Calculation::Anchor& anchor = *m_c.anchor;
    step(CalculationTexts::tr(
        "The transaction's header as the meter signed it. The root stands in it; its SHA-256 is what was signed."));
    line(QStringLiteral("header=") + quoted(ui::text(anchor.tx.headerBytes)));
    same("header", QStringLiteral(R"($(printf '%s' "$header" | sha))"), hexOf(anchor.tx.dataBlockHash()));
    same("root-in-header", QStringLiteral(R"re($(printf '%s' "$header" | grep -o '"root":"[0-9a-f]*"'))re"),
         quoted(QStringLiteral("\"root\":\"%1\"").arg(hexOf(anchor.batch.root))));
    step(CalculationTexts::tr("The whole transaction: header, signature and all leaves. Its SHA-256 is its name."));
    line(QStringLiteral("tx=$(cat <<'END'"));
    const QString wire = ui::text(toHex(anchor.wire));
    for (qsizetype at = 0; at < wire.size(); at += kHexLine) {
        line(wire.mid(at, kHexLine));
    }
    line(QStringLiteral("END\n)"));
    same("transaction", QStringLiteral(R"($(printf '%s' "$tx" | xxd -r -p | sha))"), hexOf(txHashOf(anchor.wire)));
    same("header-in-transaction", QStringLiteral(R"($(printf '%s' "$tx" | xxd -r -p | grep -caF "$header"))"),
         QStringLiteral("1"));
    if (m_f.leafIndex || !m_f.foundLeaf) {
        return;
    }
    comment(CalculationTexts::tr("None of its leaves is this record's:"));
    same("leaf-not-in-batch", QStringLiteral(R"($(printf '%s' "$tx" | tr -d '\n' | grep -c "$leaf"))"),
         QStringLiteral("0"));
}

void Script::log()
{
    const TxProof& proof = m_c.anchor->log;
    const BlockHeader& header = proof.checkpoint.header;
    step(CalculationTexts::tr("The transaction's place in the log: entry %1 of %2 under the log root of block %3.")
             .arg(proof.index + 1)
             .arg(header.logSize)
             .arg(header.height));
    comment(CalculationTexts::tr("Its log entry: the block's height and time (ms since 1970), then its name."));
    // printf's directives come in as an argument: in the text Qt would take them for places of its own.
    line(QStringLiteral("entry=$(printf '%3%3' %1 %2)$(printf '%s' \"$tx\" | xxd -r -p | sha)")
             .arg(QString::number(proof.entry.height), QString::number(proof.entry.time.ms), QStringLiteral("%016x")));
    same("entry", QStringLiteral("$entry"), ui::text(toHex(proof.entry.bytes())));
    line(QStringLiteral(R"(h=$({ printf '\0'; printf '%s' "$entry" | xxd -r -p; } | sha))"));
    climb(proof.index, header.logSize, proof.path);
    same("log", QStringLiteral("$h"), hexOf(header.logRoot));
    step(CalculationTexts::tr("The checkpoint of the block holds the log root, in Base64, as its third line; its "
                              "SHA-256 is the block's hash, and the sealer signed it."));
    line(QStringLiteral("block=") + quoted(ui::text(proof.checkpoint.headerBytes)));
    same("log-in-block", QStringLiteral(R"re($(printf '%s' "$block" | sed -n 3p | base64 -d | xxd -p -c 32))re"),
         hexOf(header.logRoot));
    same("block", QStringLiteral(R"($(printf '%s' "$block" | sha))"), hexOf(proof.checkpoint.hash));
}

void Script::withProgram()
{
    step(CalculationTexts::tr("The same with MeterSeal's own commands."));
    if (!m_f.record && !m_c.anchor) {
        return;
    }
    QStringList steps;
    line(QStringLiteral("if have meterseal-cli; then"));
    if (m_f.record) {
        steps << QStringLiteral("cli-leaf");
        same("cli-leaf", QStringLiteral(R"($(printf '%s' "$record" | meterseal-cli leaf))"),
             hexOf(leafOf(*m_f.record)));
    }
    if (m_c.anchor) {
        steps << anchorWithProgram();
    }
    orSkip(steps, QStringLiteral("meterseal-cli is not on this machine"), false);
}

QStringList Script::anchorWithProgram()
{
    QStringList steps;
    const Calculation::Anchor& anchor = *m_c.anchor;
    const auto proof = [&](const char* what, std::uint64_t index, std::uint64_t size, const Hash256& leaf,
                           const Hash256& root, const std::vector<Hash256>& path) {
        QStringList siblings;
        for (const Hash256& one : path) {
            siblings << u'"' + hexOf(one) + u'"';
        }
        line(QStringLiteral("proof='{\"index\":%1,\"leaf\":\"%2\",\"proof\":[%3],\"root\":\"%4\",\"size\":%5}'")
                 .arg(index)
                 .arg(hexOf(leaf), siblings.join(u','), hexOf(root))
                 .arg(size));
        line(QStringLiteral(R"(printf '%s' "$proof" | meterseal-cli merkle verify > /dev/null)"));
        same(what, QStringLiteral("$?"), QStringLiteral("0"));
        steps << QString::fromLatin1(what);
    };
    if (m_f.leafIndex && *m_f.leafIndex < anchor.tx.leaves.size()) {
        proof("cli-merkle-verify", *m_f.leafIndex, anchor.tx.leaves.size(), anchor.tx.leaves[*m_f.leafIndex],
              anchor.batch.root, anchor.inclusion);
    }
    comment(CalculationTexts::tr("Decodes the transaction, checks its signature and its root:"));
    line(QStringLiteral(R"(printf '%s' "$tx" | tr -d '\n' | meterseal-cli tx decode > /dev/null)"));
    same("cli-tx-decode", QStringLiteral("$?"), QStringLiteral("0"));
    steps << QStringLiteral("cli-tx-decode");
    const TxProof& log = anchor.log;
    proof("cli-log-verify", log.index, log.checkpoint.header.logSize, log.entry.leaf(), log.checkpoint.header.logRoot,
          log.path);
    return steps;
}

QString Script::text()
{
    head();
    record();
    if (m_c.anchor) {
        tree();
        transaction();
        meterSignature();
        log();
        seal();
    } else {
        step(CalculationTexts::tr("No transaction of the ledger belongs to this record, so the way ends here."));
    }
    withProgram();
    end();
    return m_text;
}

}  // namespace

QString calculationText(const Calculation& calculation)
{
    return Script(calculation).text();
}

}  // namespace meterseal::ui
