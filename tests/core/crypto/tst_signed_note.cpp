// Signed notes, cosignatures, Base64 and the Ed25519 keys that are refused.
#include "meterseal/crypto/base64.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/crypto/signed_note.h"
#include "support/qt.h"

using namespace meterseal;
using namespace meterseal::crypto;

namespace {

const Ed25519PrivateKey& someKey()
{
    static const auto key = Ed25519PrivateKey::fromBytes(Bytes(32, 7)).value();
    return key;
}

std::string someNote()
{
    const std::string text = "example.org/log\n3\nroot\n";
    return printNote({text,
                      {signNote(text, "example.org/log", someKey()),
                       cosignNote(text, "example.org/witness", someKey(), 1'700'000'000)}});
}

}  // namespace

class TestSignedNote : public QObject {
    Q_OBJECT
private slots:
    void notesComeBack()
    {
        const std::string text = someNote();
        const auto note = parseNote(text);
        MS_VERIFY_OK(note);
        QCOMPARE(qs(printNote(*note)), qs(text));
        QCOMPARE(note->signatures.size(), std::size_t(2));
        const auto key = someKey().publicKey();
        QVERIFY(verifyNote(note->text, note->signatures[0], "example.org/log", key));
        QVERIFY(!verifyNote(note->text, note->signatures[0], "example.org/other", key));
        QVERIFY(!verifyNote(note->text + "x\n", note->signatures[0], "example.org/log", key));
        QVERIFY(verifyCosignature(note->text, note->signatures[1], "example.org/witness", key));
        QCOMPARE(cosignatureSeconds(note->signatures[1]).value(), std::uint64_t(1'700'000'000));
        // The time is signed too, and neither kind of signature passes for the other.
        NoteSignature changed = note->signatures[1];
        changed.body[7] ^= 1;
        QVERIFY(!verifyCosignature(note->text, changed, "example.org/witness", key));
        QVERIFY(!verifyCosignature(note->text, note->signatures[0], "example.org/log", key));
        QVERIFY(!verifyNote(note->text, note->signatures[1], "example.org/witness", key));
        MS_VERIFY_REASON(cosignatureSeconds(note->signatures[0]), "note.cosignature");
    }

    void grammar_data()
    {
        QTest::addColumn<QByteArray>("note");
        const QByteArray good = QByteArray::fromStdString(someNote());
        const QByteArray line = good.split('\n').at(4);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no signature") << QByteArray("text\n\n");
        QTest::newRow("no empty line") << QByteArray(good).replace("\n\n", "\n");
        QTest::newRow("last line cut") << good.chopped(1);
        QTest::newRow("carriage returns") << QByteArray(good).replace("\n", "\r\n");
        QTest::newRow("a control character") << QByteArray(good).replace("root", "ro\tt");
        QTest::newRow("not UTF-8") << QByteArray(good).replace("root", "ro\xfft");
        QTest::newRow("a hyphen for the dash") << QByteArray(good).replace("\xe2\x80\x94", "-");
        QTest::newRow("no name") << QByteArray("text\n\n\xe2\x80\x94  AAAAAAA=\n");
        QTest::newRow("a plus in the name") << QByteArray(good).replace("example.org/witness", "example+witness");
        QTest::newRow("Base64 without padding") << QByteArray(good).replace("=", "");
        QTest::newRow("Base64 with unused bits") << QByteArray("text\n\n\xe2\x80\x94 n AAAAAAB=\n");
        QTest::newRow("key id alone") << QByteArray("text\n\n\xe2\x80\x94 n AAAAAA==\n");
        QTest::newRow("an empty line between signatures") << good + "\n" + line + "\n";
        QTest::newRow("a word behind the signature") << good.chopped(1) + " x\n";
        QTest::newRow("huge") << QByteArray(2 << 20, 'a') + good;
    }
    void grammar()
    {
        QFETCH(QByteArray, note);
        const auto parsed = parseNote(note.toStdString());
        // An empty line between signatures moves the end of the text, so it may be another note, never the same.
        if (parsed.ok()) {
            QVERIFY(parsed->text != parseNote(someNote())->text);
        } else {
            QCOMPARE(qs(parsed.error().reason), QStringLiteral("note.syntax"));
        }
    }

    void base64()
    {
        for (std::size_t size = 0; size < 70; ++size) {
            Bytes bytes(size);
            for (std::size_t i = 0; i < size; ++i) {
                bytes[i] = static_cast<std::uint8_t>(i * 37 + size);
            }
            const std::string text = toBase64(bytes);
            QCOMPARE(QByteArray::fromStdString(text),
                     QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<int>(size)).toBase64());
            QVERIFY(fromBase64(text).value() == bytes);
        }
        for (const char* bad : {"A", "AA", "AAA", "AAAA=", "AB==", "AAB=", "AA=A", "A A=", " AAAA", "AAAA\n", "AA-_",
                                "====", "=AAA", "AAA=AAAA"}) {
            MS_VERIFY_REASON(fromBase64(bad), "base64.syntax");
        }
    }

    // The known encodings for which a signature of nothing fits every message, with either sign bit, and those that are
    // no canonical encoding.
    void weakKeys_data()
    {
        QTest::addColumn<QByteArray>("hex");
        const auto row = [](const char* name, const QByteArray& hex) {
            QByteArray signedHex = hex;
            const int last = hex.right(2).toInt(nullptr, 16) ^ 0x80;
            signedHex.replace(62, 2, QByteArray::number(last, 16).rightJustified(2, '0'));
            QTest::newRow(name) << hex;
            QTest::newRow((QByteArray(name) + ", sign bit").constData()) << signedHex;
        };
        row("y = 0, order 4", QByteArray(64, '0'));
        row("y = 1, the neutral point", "01" + QByteArray(62, '0'));
        row("y = p - 1, order 2", "ec" + QByteArray(60, 'f') + "7f");
        row("y = p, not canonical", "ed" + QByteArray(60, 'f') + "7f");
        row("y = p + 1, not canonical", "ee" + QByteArray(60, 'f') + "7f");
        row("y = 2^255 - 1, not canonical", "ff" + QByteArray(60, 'f') + "7f");
        row("order 8", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
        row("order 8, the other", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
        row("y = 2, no point", "02" + QByteArray(62, '0'));
    }
    void weakKeys()
    {
        QFETCH(QByteArray, hex);
        const auto key = Hash256::fromHex(hex.toStdString()).value().bytes;
        MS_VERIFY_REASON(checkEd25519Key(key), "key.ed25519");
        // R = the neutral point, S = 0: OpenSSL takes it for keys of small order, whatever the message.
        Signature64 nothing{};
        nothing[0] = 1;
        for (int i = 0; i < 64; ++i) {
            const Bytes message(1, static_cast<std::uint8_t>(i));
            QVERIFY(!verifyEd25519(key, message, nothing));
        }
    }

    void goodKeysAreTaken()
    {
        for (int i = 0; i < 200; ++i) {
            const auto key = Ed25519PrivateKey::generate().publicKey();
            MS_VERIFY_OK(checkEd25519Key(key));
        }
        // Of all y about one in two has a point.
        int points = 0;
        for (std::uint8_t i = 0; i < 200; ++i) {
            points += checkEd25519Key(sha256(ByteView(&i, 1)).bytes).ok() ? 1 : 0;
        }
        QVERIFY2(points > 60 && points < 140, std::to_string(points).c_str());
        MS_VERIFY_OK(
            checkEd25519Key(Hash256::fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
                                .value()
                                .bytes));  // RFC 8032 section 7.1, test 1
    }
};

QTEST_APPLESS_MAIN(TestSignedNote)
#include "tst_signed_note.moc"
