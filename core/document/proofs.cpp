#include "meterseal/document/json.h"

#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>

namespace meterseal {
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

struct NumberMember {
    const char* name;
    std::uint64_t& value;
};
struct HashMember {
    const char* name;
    Hash256& value;
};

Status readProof(std::string_view json, std::initializer_list<NumberMember> numbers,
                 std::initializer_list<HashMember> hashes, std::vector<Hash256>& path)
{
    MS_ASSIGN(const Json object, parseObject(json));
    for (const NumberMember& number : numbers) {
        MS_ASSIGN(number.value, memberNumber(object, number.name));
    }
    for (const HashMember& hash : hashes) {
        MS_ASSIGN(hash.value, memberHash(object, hash.name));
    }
    MS_ASSIGN(path, memberProof(object));
    return {};
}

}  // namespace

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
    InclusionProof p;
    MS_TRY(readProof(json, {{"index", p.index}, {"size", p.size}}, {{"leaf", p.leaf}, {"root", p.root}}, p.proof));
    return p;
}

Result<ConsistencyProof> parseConsistencyProof(std::string_view json)
{
    ConsistencyProof p;
    MS_TRY(readProof(json, {{"oldSize", p.oldSize}, {"newSize", p.newSize}},
                     {{"oldRoot", p.oldRoot}, {"newRoot", p.newRoot}}, p.proof));
    return p;
}

}  // namespace meterseal
