// The table of operations, the OpenAPI document and the running service say the same; and nobody does what their token
// does not say.
#include "rest/backend.h"
#include "support/qt.h"
#include "support/service_world.h"

#include <algorithm>
#include <regex>
#include <set>

using namespace meterseal;
using namespace meterseal::rest;

namespace {

const nlohmann::json& document()
{
    static const auto parsed = nlohmann::json::parse(openApiDocument());
    return parsed;
}

const nlohmann::json& resolved(const nlohmann::json& object)
{
    const auto reference = object.find("$ref");
    return reference == object.end()
               ? object
               : document().at(nlohmann::json::json_pointer(reference->get<std::string>().substr(1)));
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::set<std::string> words(std::string_view text)
{
    std::set<std::string> all;
    for (const QString& word :
         QString::fromUtf8(text.data(), static_cast<int>(text.size())).split(' ', Qt::SkipEmptyParts)) {
        all.insert(word.toStdString());
    }
    return all;
}

// A request of this operation that is well formed as far as its head goes.
test::HttpRequest requestOf(const Operation& operation, const std::string& token)
{
    test::HttpRequest request;
    request.method = operation.method;
    request.target = std::regex_replace(std::string(operation.path), std::regex("\\{[a-z]+\\}"), "x");
    request.token = token;
    if (operation.body != BodyKind::None) {
        request.body = "{}";
        request.contentType = operation.body == BodyKind::Octets ? "application/octet-stream"
                              : operation.body == BodyKind::Text ? "text/plain"
                                                                 : "application/json";
    }
    return request;
}

}  // namespace

class TestOperations : public QObject {
    Q_OBJECT

private slots:
    void theDocumentListsExactlyTheTable()
    {
        std::set<std::string> served, written;
        for (const Operation& operation : operations()) {
            QVERIFY2(served.insert(std::string(operation.method) + " " + operation.path).second, operation.id);
        }
        for (const auto& [path, methods] : document()["paths"].items()) {
            for (const auto& [method, described] : methods.items()) {
                std::string upper = method;
                std::transform(upper.begin(), upper.end(), upper.begin(),
                               [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
                written.insert(upper + " " + path);
            }
        }
        QCOMPARE(served, written);
    }

    void eachOperationIsDescribedAsItIs_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < operations().size(); ++i) {
            QTest::newRow(operations()[i].id) << static_cast<int>(i);
        }
    }
    void eachOperationIsDescribedAsItIs()
    {
        QFETCH(int, index);
        const Operation& operation = operations()[static_cast<std::size_t>(index)];
        const auto& described = document()["paths"][operation.path][lower(operation.method)];
        QCOMPARE(described["operationId"].get<std::string>(), std::string(operation.id));
        std::set<std::string> query;
        for (const auto& parameter : described.value("parameters", nlohmann::json::array())) {
            if (resolved(parameter)["in"] == "query") {
                query.insert(resolved(parameter)["name"].get<std::string>());
            }
        }
        QCOMPARE(query, words(operation.query));
        const auto security = operation.scope ? nlohmann::json::array({{{"bearer", {toString(*operation.scope)}}}})
                                              : nlohmann::json::array();
        QCOMPARE(described["security"].dump(), security.dump());
        const bool body = described.contains("requestBody");
        QCOMPARE(body, operation.body != BodyKind::None);
        if (body) {
            const auto& content = described["requestBody"]["content"];
            QCOMPARE(content.contains("application/jsonl"), operation.body == BodyKind::JsonOrLines);
            QCOMPARE(content.contains("application/octet-stream"),
                     operation.body == BodyKind::Stream || operation.body == BodyKind::Octets);
            QCOMPARE(content.contains("text/plain"), operation.body == BodyKind::Text);
            QVERIFY(operation.maxBody > 0);
        }
    }

    // Each operation x no token, each wrong scope, the right scope.
    void tokensDoWhatTheySayAndNoMore()
    {
        test::ServiceWorld world([](ServiceOptions& options, OpenWorkspace&) {
            options.listen.push_back({"127.0.0.1", 0, false});
        });
        QVERIFY2(world.fault().empty(), world.fault().c_str());
        std::map<Scope, std::string> right, others;
        for (std::size_t i = 0; i < kScopeCount; ++i) {
            const Scope scope = static_cast<Scope>(i);
            right[scope] = world.token(std::string(toString(scope)));
            std::string rest;
            for (std::size_t j = 0; j < kScopeCount; ++j) {
                rest +=
                    j == i ? "" : std::string(rest.empty() ? "" : ",") + std::string(toString(static_cast<Scope>(j)));
            }
            others[scope] = world.token(rest);
        }
        int walked = 0;
        for (const Operation& operation : operations()) {
            if (!operation.scope) {
                QVERIFY2(world.ask(requestOf(operation, {})).status != 401, operation.id);
                continue;
            }
            const test::HttpAnswer wrong = world.ask(requestOf(operation, others[*operation.scope]));
            QVERIFY2(wrong.status == 403 && wrong.reason() == "auth.scope", operation.id);
            if (std::string_view(operation.id) != "followEvents") {  // it never ends by itself
                const test::HttpAnswer good = world.ask(requestOf(operation, right[*operation.scope]));
                QVERIFY2(good.status != 401 && good.status != 0 && good.status < 500 && good.reason() != "auth.scope",
                         (std::string(operation.id) + " " + std::to_string(good.status) + good.body).c_str());
            }
            ++walked;
        }
        QVERIFY(walked > 35);
        // Ten refusals a minute of one address; then it must wait, a good token or not.
        int refused = 0;
        for (const Operation& operation : operations()) {
            if (operation.scope && refused < 10) {
                const test::HttpAnswer none = world.ask(requestOf(operation, {}));
                QVERIFY2(none.status == 401 && none.fields.at("www-authenticate") == "Bearer", operation.id);
                ++refused;
            }
        }
        QCOMPARE(world.ask({.target = "/v1/server", .token = right[Scope::Read]}).status, 429);
        QCOMPARE(world.ask({.target = "/healthz"}).status, 200);
    }

    void whatIsNotInTheTableIsNotThere()
    {
        test::ServiceWorld world;
        QVERIFY2(world.fault().empty(), world.fault().c_str());
        const std::string token = world.token("operator", "water");
        QCOMPARE(world.ask({.target = "/v1/keys", .token = token}).reason(), std::string("http.no-route"));
        QCOMPARE(world.ask({.target = "/v1/blocks?order=up", .token = token}).reason(), std::string("query.unknown"));
        QCOMPARE(world.ask({.target = "/v1/blocks?limit=1&limit=2", .token = token}).reason(),
                 std::string("query.twice"));
        const test::HttpAnswer put = world.ask({.method = "PUT", .target = "/v1/meters", .token = token});
        QCOMPARE(put.status, 405);
        QCOMPARE(put.fields.at("allow"), std::string("POST, GET, HEAD"));
        QCOMPARE(
            world
                .ask(
                    {.method = "POST", .target = "/v1/records", .token = token, .body = "a", .contentType = "text/csv"})
                .status,
            415);
        QCOMPARE(world.ask({.target = "/v1/blocks?access_token=" + token}).status, 401);
    }
};

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
