#include "ledger/header_convert.h"
#include "ledger/header_json.h"
#include "meterseal/base/text.h"

#include <fmt/format.h>

namespace meterseal {

namespace {

using json::MemberReader;
using json::MemberWriter;
using json::Scope;

constexpr std::size_t kTokenLength = 26;  // 16 random bytes in Base32

struct TypeName {
    TxType type;
    std::string_view name;
};
constexpr TypeName kTypeNames[] = {
    {TxType::Register, "register"}, {TxType::Review, "review"},
    {TxType::Activate, "activate"}, {TxType::Convert, "convert"},
    {TxType::Suspend, "suspend"},   {TxType::Resume, "resume"},
    {TxType::Retire, "retire"},     {TxType::Organisation, "organisation"},
};

constexpr std::string_view kOrganisationActions[] = {"add", "rotate", "retire"};  // by OrganisationAction

TxType typeOf(MeterAction action)
{
    switch (action) {
    case MeterAction::Suspend:
        return TxType::Suspend;
    case MeterAction::Resume:
        return TxType::Resume;
    case MeterAction::Retire:
        return TxType::Retire;
    }
    return TxType::Retire;
}

Error headerError(std::string_view what, std::string message)
{
    return json::error(Scope::Header, what, std::move(message));
}

// ---- Writing: one function a type, members in ascending order ---------------------------------------------------

struct BodyWriter {
    MemberWriter& out;
    const TransactionHeader& header;

    void operator()(const RegisterBody& body) const
    {
        out.text("address", body.address);
        out.text("chain", header.chain);
        out.text("location", body.location);
        out.text("manufacturer", body.manufacturer);
        out.text("mn", body.mn);
        out.hex("publicKey", body.publicKey);
        out.text("suite", header.suite);
        out.time("time", body.time);
        out.time("tokenExpires", body.tokenExpires);
        out.hex("tokenHash", body.tokenHash);
    }
    void operator()(const ReviewBody& body) const
    {
        out.text("chain", header.chain);
        out.plain("decision", body.approve ? "approve" : "reject");
        out.text("reason", body.reason);
        out.hex("register", body.registerTx);
        out.text("suite", header.suite);
        out.time("time", body.time);
    }
    void operator()(const ActivateBody& body) const
    {
        out.text("address", body.address);
        out.text("chain", header.chain);
        out.text("mn", body.mn);
        out.text("suite", header.suite);
        out.text("token", body.token);
    }
    void operator()(const ConvertBody& body) const
    {
        out.text("chain", header.chain);
        out.number("count", body.count);
        out.time("end", body.end);
        out.text("from", body.address);
        out.hex("prev", body.prev);
        out.hex("root", body.root);
        out.time("start", body.start);
        out.text("suite", header.suite);
        out.text("to", body.address);
    }
    void operator()(const MeterActionBody& body) const
    {
        out.text("chain", header.chain);
        out.text("mn", body.mn);
        out.text("reason", body.reason);
        out.text("suite", header.suite);
        out.time("time", body.time);
    }
    void operator()(const OrganisationBody& body) const
    {
        out.plain("action", kOrganisationActions[static_cast<std::size_t>(body.action)]);
        out.text("chain", header.chain);
        out.text("id", body.id);
        out.text("name", body.name);
        out.hex("publicKey", body.publicKey);
        out.plain("role", toString(body.role));
        out.text("suite", header.suite);
        out.time("time", body.time);
    }
};

// ---- Reading ----------------------------------------------------------------------------------------------------

RegisterBody readRegister(MemberReader& in)
{
    RegisterBody body;
    body.mn = in.text("mn");
    body.location = in.text("location");
    body.manufacturer = in.text("manufacturer");
    body.address = in.text("address");
    body.publicKey = in.publicKey("publicKey");
    body.tokenHash = in.hash("tokenHash");
    body.tokenExpires = in.time("tokenExpires");
    body.time = in.time("time");
    return body;
}

ReviewBody readReview(MemberReader& in)
{
    ReviewBody body;
    body.registerTx = in.hash("register");
    const std::string decision = in.text("decision");
    body.approve = decision == "approve";
    if (!body.approve && decision != "reject") {
        in.fail(headerError("decision", "The review's decision is neither \"approve\" nor \"reject\"."));
    }
    body.reason = in.text("reason");
    body.time = in.time("time");
    return body;
}

ActivateBody readActivate(MemberReader& in)
{
    ActivateBody body;
    body.mn = in.text("mn");
    body.address = in.text("address");
    body.token = in.text("token");
    return body;
}

ConvertBody readConvert(MemberReader& in)
{
    ConvertBody body;
    body.address = in.text("from");
    if (in.text("to") != body.address) {
        in.fail(headerError("from-to", "The convert's \"from\" and \"to\" differ; a meter converts to itself only."));
    }
    body.prev = in.hash("prev");
    body.start = in.time("start");
    body.end = in.time("end");
    body.count = static_cast<std::uint32_t>(in.number("count", UINT32_MAX));
    body.root = in.hash("root");
    return body;
}

MeterActionBody readMeterAction(MemberReader& in, MeterAction action)
{
    MeterActionBody body;
    body.action = action;
    body.mn = in.text("mn");
    body.reason = in.text("reason");
    body.time = in.time("time");
    return body;
}

OrganisationBody readOrganisation(MemberReader& in)
{
    OrganisationBody body;
    const std::string action = in.text("action");
    if (action == "add") {
        body.action = OrganisationAction::Add;
    } else if (action == "rotate") {
        body.action = OrganisationAction::Rotate;
    } else if (action == "retire") {
        body.action = OrganisationAction::Retire;
    } else {
        in.fail(headerError("action", "The organisation's action is none of \"add\", \"rotate\" and \"retire\"."));
    }
    body.id = in.text("id");
    body.name = in.text("name");
    const auto role = parseRole(in.text("role"));
    if (role.ok()) {
        body.role = *role;
    } else {
        in.fail(headerError("role", role.error().message));
    }
    body.publicKey = in.publicKey("publicKey");
    body.witnessKey = in.ed25519Key("witnessKey");
    body.time = in.time("time");
    if (in.has("validatorKey")) {
        body.validatorKey = NamedValidatorKey{in.ed25519KeyOrNone("validatorKey")};
    }
    return body;
}

// Any document in which every member of its type has the right form. Whether the bytes are canonical is not seen here.
Result<TransactionHeader> readHeader(std::string_view text)
{
    MS_ASSIGN(const nlohmann::json document, json::parseObject(text, Scope::Header));
    MemberReader in(document, Scope::Header);
    // Version and suite first: a newer form may have other members, and "not known here" is the better answer then.
    const std::uint64_t version = in.number("v", UINT32_MAX);
    if (!in.failed() && version != 1) {
        return makeError(ErrorCode::Unsupported, "header.version",
                         fmt::format("The transaction header has version {}; this program knows version 1.", version));
    }
    TransactionHeader header;
    header.suite = in.text("suite");
    if (!in.failed()) {
        MS_TRY(crypto::findSuite(header.suite));
    }
    header.chain = in.text("chain");
    const std::string typeName = in.text("type");
    if (in.failed()) {
        return in.finish().error();
    }
    MS_ASSIGN(const TxType type, parseTxType(typeName));
    switch (type) {
    case TxType::Register:
        header.body = readRegister(in);
        break;
    case TxType::Review:
        header.body = readReview(in);
        break;
    case TxType::Activate:
        header.body = readActivate(in);
        break;
    case TxType::Convert:
        header.body = readConvert(in);
        break;
    case TxType::Suspend:
        header.body = readMeterAction(in, MeterAction::Suspend);
        break;
    case TxType::Resume:
        header.body = readMeterAction(in, MeterAction::Resume);
        break;
    case TxType::Retire:
        header.body = readMeterAction(in, MeterAction::Retire);
        break;
    case TxType::Organisation:
        header.body = readOrganisation(in);
        break;
    }
    MS_TRY(in.finish());
    return header;
}

// ---- Field rules ------------------------------------------------------------------------------------------------

// A rule of base/ said no: the same sentence under the header's reason.
Status under(std::string_view what, const Status& status)
{
    return status.ok() ? Status() : Status(headerError(what, status.error().message));
}

Status checkTime(Timestamp time, std::string_view name)
{
    return time.inRange() ? Status()
                          : Status(headerError("time", fmt::format("The {} is not between 1970 and 9999.", name)));
}

Status checkMn(std::string_view mn)
{
    return under("id", checkMeterId(mn));
}

Status checkAddress(std::string_view address)
{
    // The length comes first: decoding is quadratic.
    if (address.size() <= 44) {
        const auto bytes = fromBase58(address);
        if (bytes.ok() && bytes->size() == Hash256::kSize) {
            return {};
        }
    }
    return headerError("address", "The address is not the Base58 form of a 32-byte hash.");
}

Status checkPublicKey(const crypto::PublicKey& key)
{
    return under("public-key", crypto::PublicKey::fromBytes(key).status());
}

struct BodyRules {
    Status operator()(const RegisterBody& body) const
    {
        MS_TRY(checkMn(body.mn));
        MS_TRY(under("text", checkText(body.location, "location")));
        MS_TRY(under("text", checkText(body.manufacturer, "manufacturer")));
        MS_TRY(checkPublicKey(body.publicKey));
        if (body.address != crypto::addressOf(body.publicKey)) {
            return headerError("address", "The address in the registration is not the one of its public key.");
        }
        MS_TRY(checkTime(body.tokenExpires, "token's expiry"));
        return checkTime(body.time, "time");
    }
    Status operator()(const ReviewBody& body) const
    {
        MS_TRY(under("text", checkText(body.reason, "reason")));
        return checkTime(body.time, "time");
    }
    Status operator()(const ActivateBody& body) const
    {
        MS_TRY(checkMn(body.mn));
        MS_TRY(checkAddress(body.address));
        bool good = body.token.size() == kTokenLength;
        for (const char c : body.token) {
            good = good && ((c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'));
        }
        return good ? Status()
                    : Status(headerError("token", "The token does not have 26 lowercase Base32 characters."));
    }
    Status operator()(const ConvertBody& body) const
    {
        MS_TRY(checkAddress(body.address));
        MS_TRY(checkTime(body.start, "start"));
        MS_TRY(checkTime(body.end, "end"));
        if (body.start > body.end) {
            return headerError("time-order", "The batch's start is later than its end.");
        }
        if (body.count < 1 || body.count > kMaxLeavesPerBatch) {
            return headerError(
                "count", fmt::format("The batch has {} leaves; 1 to {} are allowed.", body.count, kMaxLeavesPerBatch));
        }
        return {};
    }
    Status operator()(const MeterActionBody& body) const
    {
        MS_TRY(checkMn(body.mn));
        MS_TRY(under("text", checkText(body.reason, "reason")));
        return checkTime(body.time, "time");
    }
    Status operator()(const OrganisationBody& body) const
    {
        MS_TRY(under("id", checkMeterId(body.id)));
        MS_TRY(under("text", checkText(body.name, "organisation's name")));
        MS_TRY(checkPublicKey(body.publicKey));
        MS_TRY(under("ed25519-key", crypto::checkEd25519Key(body.witnessKey, "organisation's witness key")));
        if (body.validatorKey && body.validatorKey->key) {
            MS_TRY(under("ed25519-key", crypto::checkEd25519Key(*body.validatorKey->key, "validator's key")));
        }
        return checkTime(body.time, "time");
    }
};

}  // namespace

std::string_view toString(TxType type)
{
    for (const TypeName& entry : kTypeNames) {
        if (entry.type == type) {
            return entry.name;
        }
    }
    return "unknown";
}

Result<TxType> parseTxType(std::string_view text)
{
    for (const TypeName& entry : kTypeNames) {
        if (entry.name == text) {
            return entry.type;
        }
    }
    return headerError("type", "The transaction's type is none that version 1 of the protocol knows.");
}

TxType TransactionHeader::type() const
{
    constexpr TxType kByAlternative[] = {TxType::Register, TxType::Review, TxType::Activate, TxType::Convert};
    if (const auto* action = std::get_if<MeterActionBody>(&body)) {
        return typeOf(action->action);
    }
    return body.index() < std::size(kByAlternative) ? kByAlternative[body.index()] : TxType::Organisation;
}

std::string canonicalHeader(const TransactionHeader& header)
{
    std::string out;
    out.reserve(640);
    MemberWriter writer(out);
    std::visit(BodyWriter{writer, header}, header.body);
    writer.plain("type", toString(header.type()));
    writer.number("v", 1);
    if (const auto* organisation = std::get_if<OrganisationBody>(&header.body)) {
        if (const auto& validator = organisation->validatorKey) {
            writer.hex("validatorKey", validator->key ? ByteView(*validator->key) : ByteView());
        }
        writer.hex("witnessKey", organisation->witnessKey);
    }
    writer.end();
    return out;
}

Status checkHeader(const TransactionHeader& header)
{
    MS_TRY(crypto::findSuite(header.suite));
    if (!checkMeterId(header.chain).ok()) {
        return headerError("id", "The chain id must have 1 to 64 characters from 0-9 A-Z a-z . _ - and begin with a "
                                 "letter or digit.");
    }
    return std::visit(BodyRules{}, header.body);
}

Result<TransactionHeader> parseAnyHeader(std::string_view text)
{
    if (text.size() > kMaxHeaderBytes) {
        return headerError("too-large", fmt::format("The transaction header has {} bytes; at most {} are allowed.",
                                                    text.size(), kMaxHeaderBytes));
    }
    MS_ASSIGN(TransactionHeader header, readHeader(text));
    MS_TRY(checkHeader(header));
    if (canonicalHeader(header) != text) {
        return headerError("not-canonical", "The transaction header is not in RFC 8785 canonical form (member order, "
                                            "white space, escapes, number form or a duplicate member).");
    }
    return header;
}

Result<TransactionHeader> parseHeader(std::string_view text)
{
    // Where the quick reader's find breaks a rule, the general one says so in its own words.
    if (auto quick = readConvertHeader(text); quick && checkHeader(*quick).ok()) {
        return std::move(*quick);
    }
    return parseAnyHeader(text);
}

}  // namespace meterseal
