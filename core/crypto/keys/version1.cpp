#include "crypto/keys/version1.h"

#include "crypto/keys/entry.h"

#include <algorithm>

namespace meterseal::crypto::detail {

namespace {

Error damaged()
{
    return makeError(ErrorCode::Damaged, "keystore.damaged",
                     "The key store opens, but its content is not what its format says: a program wrote it wrongly. "
                     "It was not changed; restore it from a copy.");
}

}  // namespace

Result<Version1Content> Version1Content::parse(ByteView bytes)
{
    EntryReader reader(bytes);
    Version1Content content;
    for (std::size_t left = reader.number(); left != 0; --left) {
        auto organisation = reader.organisation();
        if (!organisation) {
            return damaged();
        }
        content.organisations.push_back(std::move(*organisation));
    }
    for (std::size_t left = reader.number(); left != 0; --left) {
        auto meter = reader.meter();
        if (!meter) {
            return damaged();
        }
        content.meters.push_back(std::move(*meter));
    }
    const ByteView hasSealer = reader.bytes(1);
    if (!reader.failed() && hasSealer[0] == 1) {
        content.sealer = reader.ed25519();
    }
    if (reader.failed() || hasSealer[0] > 1) {
        return damaged();
    }
    // A store from before there were witnesses ends here.
    for (std::size_t left = reader.atEnd() ? 0 : reader.number(); left != 0; --left) {
        const std::string id = reader.text();
        auto witness = reader.ed25519();
        const auto organisation = std::find_if(content.organisations.begin(), content.organisations.end(),
                                               [&](const OrganisationKey& one) { return one.id == id; });
        if (!witness || organisation == content.organisations.end()) {
            return damaged();
        }
        organisation->witness = std::move(witness);
    }
    if (!reader.atEnd()) {
        return damaged();
    }
    return content;
}

}  // namespace meterseal::crypto::detail
