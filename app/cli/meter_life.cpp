// meter review | activate | suspend | resume | retire.
#include "cli/input.h"
#include "cli/meter.h"
#include "cli/service.h"
#include "meterseal/meter/meter_service.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

constexpr std::size_t kPageRows = 1000;

struct LifeOptions {
    std::vector<std::string> meters;
    std::string organisation, reason;
    bool approve = false;
    bool reject = false;
    bool all = false;  // review: all pending; activate: all approved
    int tokenFd = -1;
};

// The meters named, and with --all those in `state` that `wanted` picks.
template <typename Wanted>
Result<std::vector<MeterRow>> selectMeters(LedgerReader& reader, const LifeOptions& options, MeterState state,
                                           Wanted wanted)
{
    if (options.all == !options.meters.empty()) {
        return usageError("Name the meters, or take all that wait; not both.");
    }
    std::vector<MeterRow> selected;
    for (const std::string& text : options.meters) {
        MS_ASSIGN(MeterRow meter, findMeter(reader, text));
        selected.push_back(std::move(meter));
    }
    std::optional<std::uint32_t> cursor;
    bool more = options.all;
    while (more) {
        MeterFilter filter;
        filter.state = state;
        MS_ASSIGN(Page<MeterRow> page, reader.meters(filter, cursor, Direction::Newer, kPageRows));
        for (MeterRow& row : page.rows) {
            cursor = row.entry.id;
            if (wanted(row.entry)) {
                selected.push_back(std::move(row));
            }
        }
        more = page.more && !page.rows.empty();
    }
    if (selected.empty()) {
        return makeError(ErrorCode::NotFound, "meter.none-waiting", "No meter waits for this. Nothing was done.");
    }
    return selected;
}

// The workspace open for writing here, or the service that holds it.
struct Writer {
    std::optional<ServiceClient> service;
    std::unique_ptr<OpenWorkspace> open;
};

Result<Writer> openWriter(const Context& context)
{
    Writer writer;
    MS_ASSIGN(writer.service, findService(context));
    if (!writer.service) {
        MS_ASSIGN(writer.open, openForWriting(context));
    }
    return writer;
}

// What a service is asked to do with each meter.
struct Wish {
    const char* operation;  // POST /v1/meters/{address}/<operation>
    Json body;
    std::string organisation;
};

// Does `step` for each meter; one that fails does not stop the others.
template <typename Step>
Result<Outcome> forEachMeter(const Context& context, Writer& writer, const std::vector<MeterRow>& meters,
                             const std::string& whatWasDone, const Wish& wish, Step step)
{
    if (writer.service) {
        std::vector<ServiceStep> steps;
        for (const MeterRow& meter : meters) {
            steps.push_back(
                {meter.entry.mn, fmt::format("/v1/meters/{}/{}", meter.entry.address, wish.operation), wish.body});
        }
        return doThroughService(context, *writer.service, wish.organisation, steps, whatWasDone);
    }
    OpenWorkspace& open = *writer.open;
    std::vector<MeterOutcome> outcomes;
    for (const MeterRow& meter : meters) {
        MeterOutcome outcome;
        outcome.mn = meter.entry.mn;
        const Result<Hash256> txHash = open.change([&](OpenKeys& keys) { return step(keys.meters, meter.entry); });
        if (txHash) {
            outcome.txHash = *txHash;
        } else {
            outcome.error = txHash.error();
        }
        outcomes.push_back(std::move(outcome));
    }
    return commitAndReport(context, open, whatWasDone, outcomes);
}

Result<Role> roleOf(LedgerReader& reader, const std::string& id)
{
    MS_ASSIGN(const std::vector<Organisation> organisations, reader.organisations());
    for (const Organisation& organisation : organisations) {
        if (organisation.id == id) {
            return organisation.role;
        }
    }
    return makeError(ErrorCode::NotFound, "organisation.not-found",
                     fmt::format("No organisation of this ledger has the id \"{}\".", id));
}

Result<Outcome> runReview(const Context& context, const LifeOptions& options)
{
    if (options.approve == options.reject) {
        return usageError("review takes either --approve or --reject.");
    }
    if (options.reject && options.reason.empty()) {
        return usageError("--reject needs a --reason, which stays on the ledger.");
    }
    MS_ASSIGN(Writer writer, openWriter(context));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const Role role, roleOf(reader, options.organisation));
    const auto waitsForUs = [role](const MeterEntry& entry) {
        return role == Role::Utility ? !entry.approvedByUtility : !entry.approvedByManufacturer;
    };
    MS_ASSIGN(const std::vector<MeterRow> meters, selectMeters(reader, options, MeterState::Pending, waitsForUs));
    const std::string reason = options.reason.empty() ? "dossier in order" : options.reason;
    const Wish wish{
        "reviews", {{"decision", options.approve ? "approve" : "reject"}, {"reason", reason}}, options.organisation};
    return forEachMeter(context, writer, meters, "reviewed", wish, [&](MeterService& service, const MeterEntry& entry) {
        return service.review(entry.registerTx, options.organisation, options.approve, reason);
    });
}

Result<Outcome> runActivate(const Context& context, const LifeOptions& options)
{
    if (options.tokenFd >= 0 && options.meters.size() != 1) {
        return usageError("--token-fd gives the token of one meter; name exactly one.");
    }
    MS_ASSIGN(Writer writer, openWriter(context));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const std::vector<MeterRow> meters,
              selectMeters(reader, options, MeterState::Approved, [](const MeterEntry&) { return true; }));
    std::optional<crypto::SecretBytes> token;
    if (options.tokenFd >= 0) {
        MS_ASSIGN(token, readSecretLine(options.tokenFd, "activation token"));
    }
    Wish wish{"activation", Json::object(), {}};
    if (token) {
        wish.body["token"] = token->text();
    }
    return forEachMeter(
        context, writer, meters, "activated", wish,
        [&](MeterService& service, const MeterEntry& entry) { return service.activate(entry.address, token); });
}

Result<Outcome> runAction(const Context& context, MeterAction action, const std::string& whatWasDone,
                          const LifeOptions& options)
{
    MS_ASSIGN(Writer writer, openWriter(context));
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const std::vector<MeterRow> meters,
              selectMeters(reader, options, MeterState::Active, [](const MeterEntry&) { return true; }));
    const Wish wish{action == MeterAction::Suspend  ? "suspension"
                    : action == MeterAction::Resume ? "resumption"
                                                    : "retirement",
                    {{"reason", options.reason}},
                    options.organisation};
    return forEachMeter(context, writer, meters, whatWasDone, wish,
                        [&](MeterService& service, const MeterEntry& entry) {
                            return service.changeState(action, entry.mn, options.organisation, options.reason);
                        });
}

void addMetersArgument(CLI::App* verb, LifeOptions& options)
{
    verb->add_option("METER", options.meters, "Meter numbers, wallet addresses or register transactions");
}

void addOrganisationOption(CLI::App* verb, LifeOptions& options)
{
    verb->add_option("--as", options.organisation, "The organisation that signs")->required()->type_name("ID");
}

void addAction(CLI::App& group, Context& context, MeterAction action, const std::string& name,
               const std::string& description, const std::string& whatWasDone)
{
    CLI::App* verb =
        addVerb(group, name, description,
                fmt::format("  meterseal-cli meter {} 401461713227 --as water --reason 'flat rebuilt'", name));
    const auto options = std::make_shared<LifeOptions>();
    addMetersArgument(verb, *options);
    addOrganisationOption(verb, *options);
    verb->add_option("--reason", options->reason, "Why; it stays on the ledger")->required()->type_name("TEXT");
    onRun(verb, context,
          [&context, action, whatWasDone, options] { return runAction(context, action, whatWasDone, *options); });
}

}  // namespace

void addMeterLife(CLI::App& group, Context& context)
{
    CLI::App* review =
        addVerb(group, "review", "Approve or reject registered meters, for a utility or a manufacturer",
                "  meterseal-cli meter review 401461713227 --as maker --approve\n"
                "  meterseal-cli meter review --all --as water --approve\n"
                "  meterseal-cli meter review 401461713227 --as water --reject --reason 'no such address'");
    const auto reviewOptions = std::make_shared<LifeOptions>();
    addMetersArgument(review, *reviewOptions);
    addOrganisationOption(review, *reviewOptions);
    review->add_flag("--approve", reviewOptions->approve, "Approve");
    review->add_flag("--reject", reviewOptions->reject, "Reject; the meter number is free again");
    review->add_option("--reason", reviewOptions->reason, "Why; it stays on the ledger")->type_name("TEXT");
    review->add_flag("--all", reviewOptions->all, "All meters that wait for this organisation's role");
    onRun(review, context, [&context, reviewOptions] { return runReview(context, *reviewOptions); });

    CLI::App* activate = addVerb(group, "activate", "Activate approved meters with their tokens",
                                 "  meterseal-cli meter activate 401461713227\n"
                                 "  meterseal-cli meter activate --all");
    const auto activateOptions = std::make_shared<LifeOptions>();
    addMetersArgument(activate, *activateOptions);
    activate->add_flag("--all", activateOptions->all, "All approved meters");
    activate
        ->add_option("--token-fd", activateOptions->tokenFd,
                     "Read the token from this file descriptor (default: the one in the key store)")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    onRun(activate, context, [&context, activateOptions] { return runActivate(context, *activateOptions); });

    addAction(group, context, MeterAction::Suspend, "suspend", "Suspend meters: they accept no records", "suspended");
    addAction(group, context, MeterAction::Resume, "resume", "Resume suspended meters", "resumed");
    addAction(group, context, MeterAction::Retire, "retire", "Retire meters for good", "retired");
}

}  // namespace meterseal::cli
