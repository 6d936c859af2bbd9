#include "cli/meter.h"

#include "cli/verbs.h"

#include <fmt/format.h>

#include <algorithm>

namespace meterseal::cli {

namespace {

using HeightOf = std::function<Result<Height>(const Hash256&)>;

Result<Json> toJson(const HeightOf& heightOf, const MeterOutcome& outcome)
{
    Json object{{"mn", outcome.mn}};
    if (outcome.error) {
        object["error"] = meterseal::toJson(*outcome.error);
        return object;
    }
    MS_ASSIGN(const Height height, heightOf(*outcome.txHash));
    object["txHash"] = outcome.txHash->hex();
    object["height"] = height;
    object.update(outcome.extra);
    return object;
}

void printText(const Json& results)
{
    for (const Json& result : results) {
        std::string line;
        for (const auto& [name, value] : result.items()) {
            if (name == "error") {
                line += fmt::format("  NOT DONE: {} [{}]", value["message"].get<std::string>(),
                                    value["reason"].get<std::string>());
            } else {
                line += fmt::format("{}{} {}", line.empty() ? "" : "  ", name,
                                    value.is_string() ? value.get<std::string>() : value.dump());
            }
        }
        printLine(printable(line));
    }
}

}  // namespace

Result<Outcome> commitAndReport(const Context& context, OpenWorkspace& open, const std::string& whatWasDone,
                                const std::vector<MeterOutcome>& outcomes)
{
    MS_TRY(open.chain().flush());
    return report(context, whatWasDone, outcomes, [&](const Hash256& tx) -> Result<Height> {
        MS_ASSIGN(const TxStatus status, open.chain().status(tx));
        return status.height;
    });
}

Result<Outcome> report(const Context& context, const std::string& whatWasDone,
                       const std::vector<MeterOutcome>& outcomes,
                       const std::function<Result<Height>(const Hash256&)>& heightOf)
{
    Json results = Json::array();
    for (const MeterOutcome& outcome : outcomes) {
        MS_ASSIGN(Json object, toJson(heightOf, outcome));
        results.push_back(std::move(object));
    }
    const auto failed = static_cast<std::size_t>(
        std::count_if(outcomes.begin(), outcomes.end(), [](const MeterOutcome& o) { return o.error.has_value(); }));
    if (context.json) {
        printJson(Json{{"results", results}, {"done", outcomes.size() - failed}, {"failed", failed}});
    } else {
        printText(results);
    }
    if (failed == 0) {
        return Outcome::Done;
    }
    if (outcomes.size() == 1) {
        return *outcomes.front().error;
    }
    return makeError(ErrorCode::Conflict, "meter.some-failed",
                     fmt::format("{} of {} meters could not be {}. The other {} are {} and stay so.", failed,
                                 outcomes.size(), whatWasDone, outcomes.size() - failed, whatWasDone));
}

void addMeter(CLI::App& app, Context& context)
{
    CLI::App* group = addGroup(app, "meter", "Meters: register, review, activate, suspend, resume, retire, look up",
                               "  meterseal-cli meter list --state active\n  meterseal-cli meter show 401461713227");
    addMeterRegister(*group, context);
    addMeterLife(*group, context);
    addMeterShow(*group, context);
    addMeterDerive(*group, context);
}

}  // namespace meterseal::cli
