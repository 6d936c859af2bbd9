// meter list, meter show.
#include "cli/input.h"
#include "cli/meter.h"
#include "cli/paging.h"
#include "cli/rows.h"

#include <fmt/format.h>

#include <memory>

namespace meterseal::cli {

namespace {

struct ListOptions {
    PagingOptions paging;
    MeterFilterOptions filter;
};

Result<Outcome> runList(const Context& context, const ListOptions& options)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const MeterFilter filter, toFilter(options.filter));
    // By meter number, so a page follows on upwards unless --before asks for the one above.
    const PagingOptions& paging = options.paging;
    const Direction direction = paging.before ? Direction::Older : Direction::Newer;
    std::optional<std::uint32_t> cursor;
    if (const auto given = paging.cursor()) {
        if (*given > UINT32_MAX) {
            return usageError(fmt::format("{} is not a meter's id.", *given));
        }
        cursor = static_cast<std::uint32_t>(*given);
    }
    MS_ASSIGN(const Page<MeterRow> page, reader.meters(filter, cursor, direction, paging.limit));
    const auto next = page.rows.empty() ? std::nullopt : std::optional<std::uint64_t>(page.rows.back().entry.id);
    if (context.json) {
        Json rows = Json::array();
        for (const MeterRow& row : page.rows) {
            rows.push_back(toJson(row));
        }
        printJson(pageToJson(std::move(rows), page.more, next));
        return Outcome::Done;
    }
    Table table = meterTable();
    for (const MeterRow& row : page.rows) {
        addRow(table, row);
    }
    table.print();
    if (page.more && next) {
        note(fmt::format("There is more: {} {}", paging.before ? "--before" : "--after", *next));
    }
    return Outcome::Done;
}

struct ShowOptions {
    std::string meter;
    bool revealSecrets = false;
};

Status addSecrets(const Context& context, const std::string& address, Json& object)
{
    MS_ASSIGN(const Workspace workspace, openWorkspace(context));
    MS_ASSIGN(const crypto::SecretBytes passphrase, readPassphrase(context));
    MS_ASSIGN(const crypto::KeyStore keys, workspace.openKeys(passphrase));
    const crypto::MeterSecret* secret = keys.meterByAddress(address);
    if (secret == nullptr) {
        return makeError(ErrorCode::NotFound, "meter.no-meter-key",
                         "The key store of this workspace holds no secrets of this meter.");
    }
    object["password"] = secret->password.text();
    object["token"] = secret->token.text();
    object["privateKey"] = toHex(secret->key.secret().view());
    return {};
}

Result<Outcome> runShow(const Context& context, const ShowOptions& options)
{
    MS_ASSIGN(LedgerReader reader, openReader(context));
    MS_ASSIGN(const MeterRow row, findMeter(reader, options.meter));
    Json object = toJson(row);
    if (options.revealSecrets) {
        MS_TRY(addSecrets(context, row.entry.address, object));
    }
    if (context.json) {
        printJson(object);
        return Outcome::Done;
    }
    std::vector<std::pair<std::string, std::string>> fields;
    for (const auto& [name, value] : object.items()) {
        std::string text = value.is_string() ? value.get<std::string>() : value.dump();
        fields.emplace_back(name, value.is_null() ? "none" : std::move(text));
    }
    printFields(fields);
    return Outcome::Done;
}

}  // namespace

void addMeterShow(CLI::App& group, Context& context)
{
    CLI::App* list = addVerb(group, "list", "List meters by number",
                             "  meterseal-cli meter list --state pending\n"
                             "  meterseal-cli meter list --mn-prefix 4014 --limit 100 --json");
    const auto listOptions = std::make_shared<ListOptions>();
    addPagingOptions(list, listOptions->paging, "meter's id");
    addMeterFilterOptions(list, listOptions->filter);
    onRun(list, context, [&context, listOptions] { return runList(context, *listOptions); });

    CLI::App* show = addVerb(group, "show", "Show one meter: dossier, wallet, state, batches",
                             "  meterseal-cli meter show 401461713227\n"
                             "  meterseal-cli meter show HE9TDacanNaKdF31uebv17TcsRKhMZ69952FS4h5wipq --json");
    const auto options = std::make_shared<ShowOptions>();
    show->add_option("METER", options->meter, "Meter number, wallet address or register transaction")->required();
    show->add_flag("--reveal-secrets", options->revealSecrets,
                   "Print its password, activation token and private key (needs the passphrase)");
    onRun(show, context, [&context, options] { return runShow(context, *options); });
}

}  // namespace meterseal::cli
