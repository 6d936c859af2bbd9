#include "cli/organisation_text.h"

#include "cli/output.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::cli {

Result<NewOrganisation> parseOrganisationText(const std::string& text)
{
    const std::size_t first = text.find(':');
    const std::size_t second = first == std::string::npos ? first : text.find(':', first + 1);
    if (second == std::string::npos) {
        return usageError(fmt::format("An organisation is written ID:ROLE:NAME, for example \"water:utility:City "
                                      "Water\"; \"{}\" is not.",
                                      text));
    }
    const auto role = parseRole(text.substr(first + 1, second - first - 1));
    if (!role) {
        return usageError(fmt::format("In \"{}\": {}", text, role.error().message));
    }
    return NewOrganisation{text.substr(0, first), *role, text.substr(second + 1)};
}

void printOrganisations(std::span<const Organisation> organisations)
{
    const bool validators = std::ranges::any_of(
        organisations, [](const Organisation& organisation) { return organisation.validatorKey.has_value(); });
    std::vector<Table::Column> columns{{"id"}, {"role"}, {"state"}, {"name"}, {"public key"}, {"witness key"}};
    if (validators) {
        columns.push_back({"validator key"});
    }
    Table table(std::move(columns));
    for (const Organisation& organisation : organisations) {
        std::vector<std::string> row{organisation.id,
                                     std::string(toString(organisation.role)),
                                     organisation.active ? "active" : "retired",
                                     organisation.name,
                                     organisation.publicKey.hex(),
                                     toHex(organisation.witnessKey)};
        if (validators) {
            row.push_back(organisation.validatorKey ? toHex(*organisation.validatorKey) : "");
        }
        table.row(std::move(row));
    }
    table.print();
}

}  // namespace meterseal::cli
