#include "cli/proof_json.h"

#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>

namespace meterseal::cli {

namespace {

Error formError(const std::string& what)
{
    return makeError(ErrorCode::InvalidArgument, "proof.form", "The proof object is not well formed: " + what);
}

// canonicalJson first: it refuses duplicate members, over-deep nesting and numbers that would change on the way.
Result<Json> parseObject(std::string_view json)
{
    MS_ASSIGN(const std::string canonical, canonicalJson(json));
    Json object = Json::parse(canonical, nullptr, false);
    if (!object.is_object()) {
        return formError("it is not a JSON object.");
    }
    return object;
}

Result<std::uint64_t> memberNumber(const Json& object, const char* name)
{
    const auto member = object.find(name);
    if (member == object.end() || !member->is_number_unsigned()) {
        return formError(fmt::format("the member \"{}\" must be a whole number, 0 or more.", name));
    }
    return member->get<std::uint64_t>();
}

Result<Hash256> memberHash(const Json& object, const char* name)
{
    const auto member = object.find(name);
    if (member == object.end() || !member->is_string()) {
        return formError(fmt::format("the member \"{}\" must be a hash of 64 lowercase hex digits.", name));
    }
    return Hash256::fromHex(member->get_ref<const std::string&>(), name);
}

Result<std::vector<Hash256>> memberProof(const Json& object)
{
    const auto member = object.find("proof");
    if (member == object.end() || !member->is_array()) {
        return formError("the member \"proof\" must be an array of hashes.");
    }
    std::vector<Hash256> hashes;
    for (const Json& item : *member) {
        if (!item.is_string()) {
            return formError("the member \"proof\" must be an array of hashes.");
        }
        MS_ASSIGN(const Hash256 hash, Hash256::fromHex(item.get_ref<const std::string&>(), "proof"));
        hashes.push_back(hash);
    }
    return hashes;
}

}  // namespace

Json hashesToJson(std::span<const Hash256> hashes)
{
    Json array = Json::array();
    for (const Hash256& hash : hashes) {
        array.push_back(hash.hex());
    }
    return array;
}

Json toJson(const InclusionProof& proof)
{
    return Json{{"index", proof.index},
                {"size", proof.size},
                {"leaf", proof.leaf.hex()},
                {"root", proof.root.hex()},
                {"proof", hashesToJson(proof.proof)}};
}

Json toJson(const ConsistencyProof& proof)
{
    return Json{{"oldSize", proof.oldSize},
                {"newSize", proof.newSize},
                {"oldRoot", proof.oldRoot.hex()},
                {"newRoot", proof.newRoot.hex()},
                {"proof", hashesToJson(proof.proof)}};
}

Result<InclusionProof> parseInclusionProof(std::string_view json)
{
    InclusionProof proof;
    MS_ASSIGN(const Json object, parseObject(json));
    MS_ASSIGN(proof.index, memberNumber(object, "index"));
    MS_ASSIGN(proof.size, memberNumber(object, "size"));
    MS_ASSIGN(proof.leaf, memberHash(object, "leaf"));
    MS_ASSIGN(proof.root, memberHash(object, "root"));
    MS_ASSIGN(proof.proof, memberProof(object));
    return proof;
}

Result<ConsistencyProof> parseConsistencyProof(std::string_view json)
{
    ConsistencyProof proof;
    MS_ASSIGN(const Json object, parseObject(json));
    MS_ASSIGN(proof.oldSize, memberNumber(object, "oldSize"));
    MS_ASSIGN(proof.newSize, memberNumber(object, "newSize"));
    MS_ASSIGN(proof.oldRoot, memberHash(object, "oldRoot"));
    MS_ASSIGN(proof.newRoot, memberHash(object, "newRoot"));
    MS_ASSIGN(proof.proof, memberProof(object));
    return proof;
}

}  // namespace meterseal::cli
