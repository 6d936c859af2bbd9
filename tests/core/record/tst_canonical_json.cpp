#include "meterseal/record/canonical_json.h"
#include "support/qt.h"
#include "support/vectors.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>

using namespace meterseal;

namespace {

// A slow oracle for the member order: compare as UTF-16 code units.
std::u16string utf16(const std::string& text)
{
    const QString converted = QString::fromStdString(text);
    return converted.toStdU16String();
}

double fromBits(std::uint64_t bits)
{
    return std::bit_cast<double>(bits);
}

// ECMAScript Number::toString step by step from 17 candidates of %.{n}e, the shortest that reads back.
std::string slowNumber(double value)
{
    if (value == 0) {
        return "0";
    }
    char buffer[64];
    for (int precision = 0; precision <= 16; ++precision) {
        std::snprintf(buffer, sizeof buffer, "%.*e", precision, std::fabs(value));
        if (std::strtod(buffer, nullptr) == std::fabs(value)) {
            break;
        }
    }
    const std::string text = buffer;
    const std::size_t e = text.find('e');
    std::string digits = text.substr(0, e);
    std::erase(digits, '.');
    while (digits.size() > 1 && digits.back() == '0') {
        digits.pop_back();
    }
    const int k = static_cast<int>(digits.size());
    const int n = std::stoi(text.substr(e + 1)) + 1;
    std::string out = value < 0 ? "-" : "";
    if (k <= n && n <= 21) {
        out += digits + std::string(static_cast<std::size_t>(n - k), '0');
    } else if (0 < n && n <= 21) {
        out += digits.substr(0, static_cast<std::size_t>(n)) + "." + digits.substr(static_cast<std::size_t>(n));
    } else if (-6 < n && n <= 0) {
        out += "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
    } else {
        out += digits.substr(0, 1) + (k > 1 ? "." + digits.substr(1) : "") + "e" + (n > 0 ? "+" : "-") +
               std::to_string(std::abs(n - 1));
    }
    return out;
}

}  // namespace

class TestCanonicalJson : public QObject {
    Q_OBJECT

private slots:
    void numberVectors()
    {
        const auto& numbers = test::vectors().at("numbers");
        QVERIFY(numbers.size() >= 40);
        for (const auto& number : numbers) {
            const std::string json = number.at("json");
            const double value = fromBits(std::stoull(number.at("ieee").get<std::string>(), nullptr, 16));
            QCOMPARE(qs(formatNumber(value)), qs(json));
            const Result<double> parsed = parseNumber(json);
            MS_VERIFY_OK(parsed);
            QVERIFY(*parsed == value);
        }
    }

    void numberLayout_data()
    {
        // RFC 8785 appendix B.
        QTest::addColumn<quint64>("bits");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << quint64(0) << "0";
        QTest::newRow("minus zero") << quint64(0x8000000000000000) << "0";
        QTest::newRow("min positive") << quint64(1) << "5e-324";
        QTest::newRow("min negative") << quint64(0x8000000000000001) << "-5e-324";
        QTest::newRow("max") << quint64(0x7fefffffffffffff) << "1.7976931348623157e+308";
        QTest::newRow("max integer") << quint64(0x4340000000000000) << "9007199254740992";
        QTest::newRow("2^68") << quint64(0x4430000000000000) << "295147905179352830000";
        QTest::newRow("before 1e23") << quint64(0x44b52d02c7e14af5) << "9.999999999999997e+22";
        QTest::newRow("1e23") << quint64(0x44b52d02c7e14af6) << "1e+23";
        QTest::newRow("1e21 below") << quint64(0x444b1ae4d6e2ef4e) << "999999999999999700000";
        QTest::newRow("1e21 just below") << quint64(0x444b1ae4d6e2ef4f) << "999999999999999900000";
        QTest::newRow("1e21") << quint64(0x444b1ae4d6e2ef50) << "1e+21";
        QTest::newRow("1e-6") << quint64(0x3eb0c6f7a0b5ed8d) << "0.000001";
        QTest::newRow("below 1e-6") << quint64(0x3eb0c6f7a0b5ed8c) << "9.999999999999997e-7";
        QTest::newRow("round") << quint64(0x41b3de4355555553) << "333333333.3333332";
        QTest::newRow("-0.0000033") << quint64(0xbecbf647612f3696) << "-0.0000033333333333333333";
        QTest::newRow("even") << quint64(0x43143ff3c1cb0959) << "1424953923781206.2";
    }
    void numberLayout()
    {
        QFETCH(quint64, bits);
        QFETCH(QString, text);
        QCOMPARE(qs(formatNumber(fromBits(bits))), text);
    }

    void numberMatchesOracle()
    {
        std::mt19937_64 random(20261122);
        char buffer[32];
        for (int i = 0; i < 200000; ++i) {
            const std::uint64_t bits = random();
            double value = fromBits(bits);
            if (i % 4 == 1) {
                value = static_cast<double>(static_cast<std::int64_t>(bits) >> (i / 4 % 60));
            } else if (i % 4 == 2) {
                value = static_cast<double>(bits % 1000000000) / std::pow(10, bits % 13);
            }
            if (!std::isfinite(value)) {
                continue;
            }
            char* const end = formatNumber(value, buffer);
            QVERIFY(end - buffer <= 32);
            const std::string text(buffer, end);
            const Result<double> back = parseNumber(text);
            QVERIFY2(back.ok() && *back == value, text.c_str());
            if (i < 40000) {
                QCOMPARE(qs(text), qs(slowNumber(value)));
            }
        }
    }

    void numberText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");  // canonical form, or the reason
        const auto good = [](const char* text, const char* canonical) { QTest::newRow(text) << text << canonical; };
        good("1.10", "1.1");
        good("-0", "0");
        good("-0.000e5", "0");
        good("0e99999999999999999999", "0");
        good("1E5", "100000");
        good("100e-2", "1");
        good("0.1", "0.1");
        good("123456789012345", "123456789012345");
        good("9007199254740993", "json.number-inexact");
        good("9007199254740992", "9007199254740992");
        good("12345678901234567890", "json.number-inexact");
        good("37865400000000000000", "37865400000000000000");
        good("0.30000000000000004", "0.30000000000000004");
        good("0.300000000000000041", "json.number-inexact");
        good("0.1000000000000000055511151231257827", "json.number-inexact");
        good("1e400", "json.number-inexact");
        good("1e-400", "json.number-inexact");
        good("-1e99999999999999999999", "json.number-inexact");
        good("5e-324", "5e-324");
        good("4e-324", "json.number-inexact");
        good("4.94e-324", "json.number-inexact");
        good("2.2250738585072014e-308", "2.2250738585072014e-308");
        good("1.7976931348623157e308", "1.7976931348623157e+308");
        good("1.7976931348623159e308", "json.number-inexact");
        for (const char* bad : {"",    "-",        "+1",        ".5", "5.", "01",  "-01",   "1e",  "1e+",   "0x10",
                                "NaN", "Infinity", "-Infinity", "1 ", " 1", "1,5", "1_000", "--1", "1.5.2", "1e5.5"}) {
            QTest::newRow(("bad " + std::string(bad)).c_str()) << bad << "json.syntax";
        }
    }
    void numberText()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const Result<double> value = parseNumber(text.toStdString(), "reading");
        QCOMPARE(value.ok() ? qs(formatNumber(*value)) : qs(value.error().reason), expected);
        if (!value.ok()) {
            QVERIFY(value.error().message.find("reading") != std::string::npos);
        }
    }

    void fifteenDigitsAlwaysPass()
    {
        std::mt19937_64 random(7);
        for (int i = 0; i < 100000; ++i) {
            const std::string text = std::to_string(random() % 1000000000000000) + "e" +
                                     std::to_string(static_cast<int>(random() % 590) - 300);
            const Result<double> value = parseNumber(text);
            QVERIFY2(value.ok(), text.c_str());
            QVERIFY(*value == std::strtod(text.c_str(), nullptr));
        }
    }

    void canonical_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("expected");  // canonical form, or the reason
        const auto row = [](const char* name, QByteArray json, QByteArray expected) {
            QTest::newRow(name) << json << expected;
        };
        // Plain literals: moc loses its way in raw ones with an odd number of quotes.
        const QByteArray literals =
            "\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\"literals\":[null,true,false]}";
        row("rfc 8785 3.2.2, its 17th digit beyond a double",
            "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]," + literals,
            "json.number-inexact");
        row("rfc 8785 3.2.2",
            "{\"numbers\":[333333333.3333333,1E30,4.50,2e-3,0.000000000000000000000000001]," + literals,
            QByteArray(R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)") +
                "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        row("rfc 8785 3.2.3 order",
            QByteArray(R"({"\u20ac":"Euro","\r":"Return","\ufb33":"Dalet","1":"One",)") +
                R"("\ud83d\ude00":"Face","\u0080":"Control","\u00f6":"Diaeresis"})",
            "{\"\\r\":\"Return\",\"1\":\"One\",\"" + QByteArray("\xc2\x80") + "\":\"Control\"," +
                "\"\xc3\xb6\":\"Diaeresis\",\"\xe2\x82\xac\":\"Euro\",\"\xf0\x9f\x98\x80\":\"Face\"," +
                "\"\xef\xac\xb3\":\"Dalet\"}");
        row("scalar", " 1.0 ", "1");
        row("string", R"("\b\f\n\r\t\u001f\u007f")", "\"\\b\\f\\n\\r\\t\\u001f\x7f\"");
        row("empty containers", "[ [ ] , { } ]", "[[],{}]");
        row("nested sort", R"({"b":{"z":1,"a":[{"d":1,"c":2}]},"a":0})", R"({"a":0,"b":{"a":[{"c":2,"d":1}],"z":1}})");
        row("prefix key", R"({"ab":1,"a":2,"":3})", R"({"":3,"a":2,"ab":1})");
        row("depth 64", QByteArray(64, '[') + QByteArray(64, ']'), QByteArray(64, '[') + QByteArray(64, ']'));
        row("depth 65", QByteArray(65, '[') + QByteArray(65, ']'), "json.too-deep");
        row("bomb", QByteArray(1000000, '['), "json.too-deep");
        row("duplicate", R"({"a":1,"b":2,"a":1})", "json.duplicate-member");
        row("duplicate by escape", R"({"a":1,"\u0061":2})", "json.duplicate-member");
        row("inner duplicate", R"([{"x":{"a":1,"a":1}}])", "json.duplicate-member");
        row("1e400", "[1e400]", "json.number-inexact");
        row("20 digits", "[12345678901234567891]", "json.number-inexact");
        row("int64 beyond 2^53", "9007199254740993", "json.number-inexact");
        row("minus zero", "[-0,-0.0]", "[0,0]");
        row("NaN", "[NaN]", "json.syntax");
        row("lone surrogate", R"("\ud800")", "json.syntax");
        row("lone low surrogate", R"("\udc00x")", "json.syntax");
        row("bad utf-8", QByteArray("\"\xff\""), "json.utf8");
        row("surrogate in utf-8", QByteArray("\"\xed\xa0\x80\""), "json.utf8");
        row("overlong", QByteArray("\"\xc0\xaf\""), "json.utf8");
        row("BOM", QByteArray("\xef\xbb\xbf{}"), "json.syntax");
        row("NUL hides the rest", QByteArray("1\0 garbage", 10), "json.syntax");
        row("raw control", QByteArray("\"a\nb\""), "json.syntax");
        row("comment", "/* */ 1", "json.syntax");
        row("trailing comma", "[1,]", "json.syntax");
        row("two values", "1 2", "json.syntax");
        row("empty", "", "json.syntax");
        row("truncated", R"({"a":[1,2)", "json.syntax");
    }
    void canonical()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, expected);
        const Result<std::string> result = canonicalJson(json.toStdString());
        QCOMPARE(result.ok() ? qs(*result) : qs(result.error().reason), QString::fromUtf8(expected));
        if (result.ok()) {
            QVERIFY(isCanonicalJson(*result));
            QCOMPARE(isCanonicalJson(json.toStdString()), json.toStdString() == *result);
        }
    }

    // Random documents: idempotent, the same value as nlohmann reads from the input, members in UTF-16 order.
    void randomDocuments()
    {
        std::mt19937 random(1);
        for (int i = 0; i < 2000; ++i) {
            const nlohmann::json document = randomJson(random, 4);
            const std::string input = document.dump(static_cast<int>(random() % 3) - 1);
            const Result<std::string> canonical = canonicalJson(input);
            MS_VERIFY_OK(canonical);
            QCOMPARE(qs(canonicalJson(*canonical).value()), qs(*canonical));
            QVERIFY(nlohmann::json::parse(*canonical) == nlohmann::json::parse(input));
            const auto ordered = nlohmann::ordered_json::parse(*canonical);
            if (ordered.is_object()) {
                std::vector<std::u16string> keys;
                for (const auto& [key, value] : ordered.items()) {
                    keys.push_back(utf16(key));
                }
                QVERIFY(std::is_sorted(keys.begin(), keys.end()));
            }
        }
    }

    void stringsMatchNlohmann()
    {
        std::string text;
        for (char c = 0x01; c < 0x7f; ++c) {
            text += c;
        }
        text += "\x7f\u0080水\U0001f600";
        std::string out;
        appendJsonString(text, out);
        QCOMPARE(qs(out), qs(nlohmann::json(text).dump()));
        out.clear();
        appendJsonString(std::string_view("\0", 1), out);
        QCOMPARE(qs(out), QStringLiteral("\"\\u0000\""));
    }

private:
    static std::string randomText(std::mt19937& random)
    {
        static const char* const kPieces[] = {"a",      "Z",          "\"",         "\\",        "\n",
                                              "\x01",   "/",          "\u00e9",     "\u6c34",    "\ue000",
                                              "\uffff", "\U00010000", "\U0001f600", "\U0010ffff"};
        std::string text;
        for (auto i = random() % 5; i > 0; --i) {
            text += kPieces[random() % std::size(kPieces)];
        }
        return text;
    }
    static nlohmann::json randomJson(std::mt19937& random, int depth)
    {
        switch (random() % (depth > 0 ? 7 : 5)) {
        case 0:
            return nullptr;
        case 1:
            return random() % 2 == 0;
        case 2:
            return static_cast<std::int64_t>(random()) - (1LL << 31);
        case 3:
            return static_cast<double>(random() % 1000000) /
                   64;  // few digits: dump() does not always find the shortest
        case 4:
            return randomText(random);
        case 5: {
            auto array = nlohmann::json::array();
            for (auto i = random() % 5; i > 0; --i) {
                array.push_back(randomJson(random, depth - 1));
            }
            return array;
        }
        default: {
            auto object = nlohmann::json::object();
            for (auto i = random() % 8; i > 0; --i) {
                object[randomText(random)] = randomJson(random, depth - 1);
            }
            return object;
        }
        }
    }
};

QTEST_APPLESS_MAIN(TestCanonicalJson)
#include "tst_canonical_json.moc"
