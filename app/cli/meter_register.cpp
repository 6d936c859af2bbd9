// meter register: one meter, or a list of them.
#include "cli/input.h"
#include "cli/meter.h"
#include "cli/output.h"
#include "cli/profile_choice.h"
#include "cli/service.h"
#include "cli/terminal.h"
#include "meterseal/meter/meter_list.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct RegisterOptions {
    std::string mn, location, manufacturer, organisation, list;
    ReadingOptions reading;
    bool askPassword = false;
    int passwordFd = -1;
    int tokenDays = 90;
    bool dryRun = false;
    bool revealSecrets = false;
};

// Asks what the list leaves open, where a terminal can answer.
Result<std::vector<ListedMeter>> readList(const Context& context, const RegisterOptions& options)
{
    MS_ASSIGN(auto answers, answersOf(options.reading));
    while (true) {
        MS_ASSIGN(MeterList list, readMeterList(options.list, answers));
        if (list.questions.empty()) {
            for (const SuggestionNote& said : list.notes) {
                note(printable(said.message));
            }
            if (list.gb18030) {
                note("The list was taken for GB18030 because it is not UTF-8; look whether it reads well (--dry-run).");
            }
            return std::move(list.meters);
        }
        const Question& question = list.questions.front();
        const std::optional<std::string> answer = canAsk(context) ? askOnTerminal(question) : std::nullopt;
        if (!answer) {
            tellQuestions(context, list.questions);
            return makeError(ErrorCode::InvalidArgument, "cli.list",
                             fmt::format("How {} is to be read is not clear (see above), and it is not guessed. Answer "
                                         "with --say. Nothing was registered.",
                                         options.list));
        }
        answers[question.key] = *answer;
    }
}

Result<std::vector<ListedMeter>> readDossiers(const Context& context, const RegisterOptions& options)
{
    if (!options.list.empty()) {
        return readList(context, options);
    }
    if (options.mn.empty() || options.location.empty() || options.manufacturer.empty()) {
        return usageError("Name the meter with MN, --location and --manufacturer, or give a --list.");
    }
    ListedMeter meter;
    meter.dossier.mn = options.mn;
    meter.dossier.location = options.location;
    meter.dossier.manufacturer = options.manufacturer;
    if (options.passwordFd >= 0) {
        MS_ASSIGN(meter.dossier.password, readSecretLine(options.passwordFd, "meter password"));
    } else if (options.askPassword) {
        MS_ASSIGN(meter.dossier.password, promptSecret("meter password", true));
    }
    std::vector<ListedMeter> meters;
    meters.push_back(std::move(meter));
    return meters;
}

Result<Outcome> runDryRun(const Context& context, std::vector<ListedMeter>& meters)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    checkMeterList(reader, meters);
    std::size_t failed = 0;
    Json results = Json::array();
    // As it would be registered: the wallet is made from it, and nothing of it can be corrected later.
    Table table({{"line", Table::Align::Right}, {"meter"}, {"location"}, {"manufacturer"}, {"result"}});
    for (const ListedMeter& meter : meters) {
        const Status checked = meter.error ? Status(*meter.error) : Status();
        failed += checked ? 0 : 1;
        Json result{{"line", meter.line},
                    {"mn", meter.dossier.mn},
                    {"location", meter.dossier.location},
                    {"manufacturer", meter.dossier.manufacturer}};
        if (!checked) {
            const Error& error = checked.error();
            result["error"] = meterseal::toJson(error);
        }
        results.push_back(std::move(result));
        table.row({fmt::to_string(meter.line), meter.dossier.mn, meter.dossier.location, meter.dossier.manufacturer,
                   checked ? "in order" : checked.error().message});
    }
    if (context.json) {
        printJson(Json{{"dryRun", true}, {"results", results}, {"done", 0}, {"failed", failed}});
    } else {
        table.print();
    }
    if (failed > 0) {
        return makeError(ErrorCode::InvalidArgument, "meter.some-failed",
                         fmt::format("{} of {} meters could not be registered as they stand. This was a dry run: "
                                     "nothing was registered.",
                                     failed, meters.size()));
    }
    note("This was a dry run: nothing was registered.");
    return Outcome::Done;
}

void addSecrets(const crypto::KeyStore& keys, const std::string& address, Json& object)
{
    if (const crypto::MeterSecret* secret = keys.meterByAddress(address)) {
        object["password"] = secret->password.text();
        object["token"] = secret->token.text();
    }
}

Result<Outcome> runRegister(const Context& context, const RegisterOptions& options)
{
    MS_ASSIGN(std::vector<ListedMeter> meters, readDossiers(context, options));
    if (options.dryRun) {
        return runDryRun(context, meters);
    }
    std::vector<Dossier> dossiers;
    for (const ListedMeter& meter : meters) {
        if (!meter.error) {
            dossiers.push_back(meter.dossier);
        }
    }
    MS_ASSIGN(auto service, findService(context));
    if (service) {
        if (options.revealSecrets) {
            return usageError("The service that holds this workspace gives out no secrets. Register without "
                              "--reveal-secrets; `meter show` reveals them with the passphrase.");
        }
        if (dossiers.size() != meters.size()) {
            return usageError("Some lines of the list are wrong; --dry-run says which. Through the service a list is "
                              "registered whole.");
        }
        return registerThroughService(context, *service, options.organisation, dossiers, options.tokenDays);
    }
    MS_ASSIGN(const auto open, openForWriting(context));
    MS_ASSIGN(const std::vector<RegisterOutcome> registered, open->change([&](OpenKeys& keys) {
        return keys.meters.registerMeters(dossiers, options.organisation, std::chrono::hours(24 * options.tokenDays));
    }));

    std::vector<MeterOutcome> outcomes;
    auto next = registered.begin();
    for (const ListedMeter& meter : meters) {
        MeterOutcome outcome;
        outcome.mn = meter.dossier.mn;
        outcome.error = meter.error ? meter.error : next->error;
        if (!meter.error && next->registered) {
            outcome.txHash = next->registered->txHash;
            outcome.extra["address"] = next->registered->address;
            if (options.revealSecrets) {
                open->change([&](OpenKeys& keys) { addSecrets(keys.keys, next->registered->address, outcome.extra); });
            }
        }
        if (meter.line != 0) {
            outcome.extra["line"] = meter.line;
        }
        next += meter.error ? 0 : 1;
        outcomes.push_back(std::move(outcome));
    }
    return commitAndReport(context, *open, "registered", outcomes);
}

}  // namespace

void addMeterRegister(CLI::App& group, Context& context)
{
    CLI::App* verb = addVerb(
        group, "register", "Register a meter, or a list of meters; passwords and tokens go into the key store",
        "  meterseal-cli meter register 401461713227 --location 'No. 12 Harbour Rd' --manufacturer Itron --as water\n"
        "  meterseal-cli meter register --list meters.csv --as water --dry-run\n"
        "  meterseal-cli meter register --list meters.xlsx --say location='Street + Town' --as water\n"
        "The list is a CSV file in any dress, a workbook or a database, also in gzip or zip. Its columns for number,\n"
        "location, manufacturer and, if wanted, password are told by their names; what is in doubt is asked. Without "
        "a\n"
        "password a strong one is generated, which is what you want: whoever guesses it can sign for the meter.");
    const auto options = std::make_shared<RegisterOptions>();
    CLI::Option* mn = verb->add_option("MN", options->mn, "Meter number");
    verb->add_option("--location", options->location, "Where it is installed");
    verb->add_option("--manufacturer", options->manufacturer, "Who made it");
    verb->add_option("--as", options->organisation, "The organisation that signs: a utility or a manufacturer")
        ->type_name("ID")
        ->required();
    CLI::Option* list =
        verb->add_option("--list", options->list, "CSV file, workbook or database of meters")->type_name("FILE");
    list->excludes(mn);
    verb->add_option("--say", options->reading.say, "Answer to a question about the list; may be given again")
        ->type_name("KEY=ANSWER")
        ->allow_extra_args(false)
        ->needs(list);
    CLI::Option* fd = verb->add_option("--password-fd", options->passwordFd,
                                       "Read the meter's password from this file descriptor (default: generate one)")
                          ->type_name("N")
                          ->check(CLI::NonNegativeNumber)
                          ->excludes(list);
    verb->add_flag("--ask-password", options->askPassword, "Ask for the meter's password")
        ->excludes(fd)
        ->excludes(list);
    verb->add_option("--token-days", options->tokenDays, "How long the activation token is good")
        ->check(CLI::Range(1, 3650))
        ->capture_default_str();
    verb->add_flag("--dry-run", options->dryRun, "Only check; needs no passphrase");
    verb->add_flag("--reveal-secrets", options->revealSecrets, "Print passwords and activation tokens");
    onRun(verb, context, [&context, options] { return runRegister(context, *options); });
}

}  // namespace meterseal::cli
