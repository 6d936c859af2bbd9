// Light blocks as text: the RPC's members and spelling, in RFC 8785 form.
#include "meterseal/ledger/light_block.h"

#include "meterseal/crypto/base64.h"
#include "meterseal/record/canonical_json.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace meterseal::cometbft {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kKeyType = "tendermint/PubKeyEd25519";
constexpr std::size_t kMaxValidators = 1000;
constexpr std::int64_t kZeroTimeSeconds = -62135596800;  // Go's zero time, year 1
constexpr std::int64_t kLastSecond = 253402300799;       // 9999-12-31T23:59:59
constexpr std::size_t kMaxFractionDigits = 9;

Error formError(std::string message)
{
    return makeError(ErrorCode::Damaged, "seal.form", std::move(message));
}

std::string upperHex(ByteView bytes)
{
    std::string text = toHex(bytes);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

// Reads members by name. The first that is missing or of another kind sticks; later reads give empty values. Members
// that nobody asks for are not seen: a strict reader prints what it read and compares.
class Reader {
public:
    explicit Reader(std::string& fault) : m_fault(&fault) {}

    const Json& member(const Json& object, const char* name)
    {
        static const Json nothing;
        if (const auto found = object.is_object() ? object.find(name) : object.end(); found != object.end()) {
            return *found;
        }
        fail(name);
        return nothing;
    }
    std::string text(const Json& object, const char* name)
    {
        const Json& value = member(object, name);
        if (const auto* string = value.get_ptr<const std::string*>(); string != nullptr) {
            return *string;
        }
        fail(name);
        return {};
    }
    // A JSON number.
    std::uint64_t small(const Json& object, const char* name, std::uint64_t max)
    {
        const Json& value = member(object, name);
        if (value.is_number_unsigned() && value.get<std::uint64_t>() <= max) {
            return value.get<std::uint64_t>();
        }
        fail(name);
        return 0;
    }
    // A 64-bit number is a string of digits.
    std::uint64_t large(const Json& object, const char* name)
    {
        const std::string digits = text(object, name);
        std::uint64_t value = 0;
        const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (code != std::errc() || end != digits.data() + digits.size() || value > INT64_MAX) {
            fail(name);
            return 0;
        }
        return value;
    }
    Bytes hex(const Json& object, const char* name, std::size_t least, std::size_t most)
    {
        std::string digits = text(object, name);
        std::transform(digits.begin(), digits.end(), digits.begin(),
                       [](unsigned char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
        auto bytes = fromHex(digits);
        if (!bytes.ok() || (!bytes->empty() && bytes->size() < least) || bytes->size() > most) {
            fail(name);
            return {};
        }
        return std::move(*bytes);
    }
    Bytes hash(const Json& object, const char* name) { return hex(object, name, Hash256::kSize, Hash256::kSize); }
    Bytes address(const Json& object, const char* name) { return hex(object, name, 20, 20); }
    Bytes base64(const Json& value, const char* name, std::size_t size)
    {
        const auto* string = value.get_ptr<const std::string*>();
        auto bytes = string == nullptr ? Result<Bytes>(Bytes()) : crypto::fromBase64(*string);
        if (!bytes.ok() || bytes->size() != size) {
            fail(name);
            return {};
        }
        return std::move(*bytes);
    }
    Time time(const Json& object, const char* name)
    {
        const auto parsed = parseTime(text(object, name));
        if (!parsed.ok()) {
            fail(name);
            return {};
        }
        return *parsed;
    }
    void fail(const char* name)
    {
        if (m_fault->empty()) {
            *m_fault = name;
        }
    }

private:
    std::string* m_fault;
};

BlockId readBlockId(Reader& in, const Json& object)
{
    const Json& parts = in.member(object, "parts");
    return {in.hash(object, "hash"), static_cast<std::uint32_t>(in.small(parts, "total", UINT32_MAX)),
            in.hash(parts, "hash")};
}

Header readHeader(Reader& in, const Json& object)
{
    Header header;
    const Json& version = in.member(object, "version");
    header.versionBlock = in.large(version, "block");
    if (version.is_object() && version.contains("app")) {
        header.versionApp = in.large(version, "app");
    }
    header.chainId = in.text(object, "chain_id");
    header.height = static_cast<std::int64_t>(in.large(object, "height"));
    header.time = in.time(object, "time");
    header.lastBlockId = readBlockId(in, in.member(object, "last_block_id"));
    header.lastCommitHash = in.hash(object, "last_commit_hash");
    header.dataHash = in.hash(object, "data_hash");
    header.validatorsHash = in.hash(object, "validators_hash");
    header.nextValidatorsHash = in.hash(object, "next_validators_hash");
    header.consensusHash = in.hash(object, "consensus_hash");
    header.appHash = in.hex(object, "app_hash", 1, 64);
    header.lastResultsHash = in.hash(object, "last_results_hash");
    header.evidenceHash = in.hash(object, "evidence_hash");
    header.proposerAddress = in.address(object, "proposer_address");
    return header;
}

CommitSig readCommitSig(Reader& in, const Json& object)
{
    CommitSig one;
    const std::uint64_t flag = in.small(object, "block_id_flag", 3);
    if (flag == 0) {
        in.fail("block_id_flag");
        return one;
    }
    one.flag = static_cast<BlockIdFlag>(flag);
    one.address = in.address(object, "validator_address");
    one.time = in.time(object, "timestamp");
    const Json& signature = in.member(object, "signature");
    if (one.flag != BlockIdFlag::Absent) {
        one.signature = in.base64(signature, "signature", crypto::Signature64{}.size());
    } else if (!signature.is_null() || !one.address.empty() || one.time != Time{kZeroTimeSeconds, 0}) {
        in.fail("signature");
    }
    return one;
}

Commit readCommit(Reader& in, const Json& object)
{
    Commit commit;
    commit.height = static_cast<std::int64_t>(in.large(object, "height"));
    commit.round = static_cast<std::int32_t>(in.small(object, "round", INT32_MAX));
    commit.blockId = readBlockId(in, in.member(object, "block_id"));
    const Json& signatures = in.member(object, "signatures");
    if (!signatures.is_array() || signatures.size() > kMaxValidators) {
        in.fail("signatures");
        return commit;
    }
    for (const Json& element : signatures) {
        commit.signatures.push_back(readCommitSig(in, element));
    }
    return commit;
}

std::vector<Validator> readValidators(Reader& in, const Json& array)
{
    std::vector<Validator> validators;
    if (!array.is_array() || array.size() > kMaxValidators) {
        in.fail("validators");
        return validators;
    }
    for (const Json& element : array) {
        Validator validator;
        const Json& key = in.member(element, "pub_key");
        if (in.text(key, "type") != kKeyType) {
            in.fail("type");
        }
        const Bytes bytes = in.base64(in.member(key, "value"), "value", validator.key.size());
        std::copy(bytes.begin(), bytes.end(), validator.key.begin());
        validator.power = in.large(element, "voting_power");
        if (in.address(element, "address") != addressOf(validator.key)) {
            in.fail("address");
        }
        validators.push_back(validator);
    }
    return validators;
}

Error memberError(const std::string& name)
{
    return formError(fmt::format("It is not a CometBFT light block: its member \"{}\" is missing or has no proper "
                                 "value.",
                                 name));
}

// ---- Writing ------------------------------------------------------------------------------------------------------

std::string printed(const BlockId& id)
{
    return fmt::format(R"({{"hash":"{}","parts":{{"hash":"{}","total":{}}}}})", upperHex(id.hash),
                       upperHex(id.partsHash), id.partsTotal);
}

std::string printed(const Header& h)
{
    const std::string app = h.versionApp == 0 ? std::string() : fmt::format(R"("app":"{}",)", h.versionApp);
    std::string chain;
    appendJsonString(h.chainId, chain);
    return fmt::format(R"({{"app_hash":"{}","chain_id":{},"consensus_hash":"{}","data_hash":"{}","evidence_hash":"{}",)"
                       R"("height":"{}","last_block_id":{},"last_commit_hash":"{}","last_results_hash":"{}",)"
                       R"("next_validators_hash":"{}","proposer_address":"{}","time":"{}","validators_hash":"{}",)"
                       R"("version":{{{}"block":"{}"}}}})",
                       upperHex(h.appHash), chain, upperHex(h.consensusHash), upperHex(h.dataHash),
                       upperHex(h.evidenceHash), h.height, printed(h.lastBlockId), upperHex(h.lastCommitHash),
                       upperHex(h.lastResultsHash), upperHex(h.nextValidatorsHash), upperHex(h.proposerAddress),
                       formatTime(h.time), upperHex(h.validatorsHash), app, h.versionBlock);
}

std::string printed(const Commit& commit)
{
    std::string out = fmt::format(R"({{"block_id":{},"height":"{}","round":{},"signatures":[)", printed(commit.blockId),
                                  commit.height, commit.round);
    for (const CommitSig& one : commit.signatures) {
        const std::string signature =
            one.flag == BlockIdFlag::Absent ? "null" : fmt::format("\"{}\"", crypto::toBase64(one.signature));
        out += fmt::format(R"({}{{"block_id_flag":{},"signature":{},"timestamp":"{}","validator_address":"{}"}})",
                           out.back() == '[' ? "" : ",", static_cast<int>(one.flag), signature, formatTime(one.time),
                           upperHex(one.address));
    }
    return out + "]}";
}

bool digits(std::string_view text, std::size_t at, std::size_t count, int& value)
{
    value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        value = value * 10 + (text[i] - '0');
    }
    return true;
}

}  // namespace

Timestamp Time::toTimestamp() const
{
    return Timestamp{seconds < 0 ? 0 : seconds * 1000 + nanos / 1'000'000};
}

std::string formatTime(const Time& time)
{
    using namespace std::chrono;
    const sys_seconds at{std::chrono::seconds(time.seconds)};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss clock{at - day};
    std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                   clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    if (time.nanos != 0) {
        text += fmt::format(".{:09}", time.nanos);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text + "Z";
}

Result<Time> parseTime(std::string_view text)
{
    using namespace std::chrono;
    const Error wrong = formError("It is not a CometBFT light block: a time in it is not one.");
    constexpr std::string_view kForm = "0000-00-00T00:00:00";
    if (text.size() < kForm.size() + 1 || text.back() != 'Z') {
        return wrong;
    }
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    const bool numbers = digits(text, 0, 4, year) && digits(text, 5, 2, month) && digits(text, 8, 2, day) &&
                         digits(text, 11, 2, hour) && digits(text, 14, 2, minute) && digits(text, 17, 2, second);
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!numbers || !date.ok() || year < 1 || hour > 23 || minute > 59 || second > 59) {
        return wrong;
    }
    Time time{sys_days(date).time_since_epoch().count() * 86400LL + hour * 3600 + minute * 60 + second, 0};
    std::string_view fraction = text.substr(kForm.size(), text.size() - kForm.size() - 1);
    if (!fraction.empty()) {
        fraction.remove_prefix(1);
        int value = 0;
        if (fraction.size() > kMaxFractionDigits || !digits(fraction, 0, fraction.size(), value)) {
            return wrong;
        }
        time.nanos = static_cast<std::uint32_t>(value);
        for (std::size_t i = fraction.size(); i < kMaxFractionDigits; ++i) {
            time.nanos *= 10;
        }
    }
    // One form only: separators, and no zero at the end of the fraction.
    return formatTime(time) == text && time.seconds <= kLastSecond ? Result<Time>(time) : wrong;
}

std::string canonicalLightBlock(const LightBlock& block)
{
    std::string out =
        fmt::format(R"({{"commit":{},"header":{},"validators":[)", printed(block.commit), printed(block.header));
    for (const Validator& validator : block.validators) {
        out += fmt::format(R"({}{{"address":"{}","pub_key":{{"type":"{}","value":"{}"}},"voting_power":"{}"}})",
                           out.back() == '[' ? "" : ",", upperHex(addressOf(validator.key)), kKeyType,
                           crypto::toBase64(validator.key), validator.power);
    }
    return out + "]}";
}

Result<LightBlock> parseLightBlock(std::string_view text)
{
    if (text.size() > kMaxLightBlockBytes) {
        return formError(
            fmt::format("A light block has {} bytes; at most {} are allowed.", text.size(), kMaxLightBlockBytes));
    }
    const Json document = Json::parse(text, nullptr, false);
    std::string fault;
    Reader in(fault);
    LightBlock block{readHeader(in, in.member(document, "header")), readCommit(in, in.member(document, "commit")),
                     readValidators(in, in.member(document, "validators"))};
    if (!fault.empty()) {
        return memberError(fault);
    }
    if (canonicalLightBlock(block) != text) {
        return formError("A light block is not in its one canonical form, or has members that do not belong to it.");
    }
    return block;
}

Result<LightBlock> lightBlockFromRpc(std::string_view signedHeader, std::string_view validators)
{
    const Json document = Json::parse(signedHeader, nullptr, false);
    std::string fault;
    Reader in(fault);
    LightBlock block{readHeader(in, in.member(document, "header")), readCommit(in, in.member(document, "commit")),
                     readValidators(in, Json::parse(validators, nullptr, false))};
    if (!fault.empty()) {
        return memberError(fault);
    }
    return block;
}

Result<Header> headerFromRpc(std::string_view text)
{
    const Json document = Json::parse(text, nullptr, false);
    std::string fault;
    Reader in(fault);
    Header header = readHeader(in, document);
    if (!fault.empty()) {
        return memberError(fault);
    }
    return header;
}

}  // namespace meterseal::cometbft
