#include "meterseal/crypto/time_stamp.h"

#include "meterseal/base/bytes.h"
#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <ctime>
#include <fmt/format.h>
#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509_vfy.h>

namespace meterseal::crypto {

namespace {

constexpr std::string_view kName = "meterseal.rfc3161";
constexpr std::size_t kMostBytes = 64 * 1024;

template <auto F>
struct Freed {
    template <class T>
    void operator()(T* p) const
    {
        F(p);
    }
};
using Request = std::unique_ptr<TS_REQ, Freed<TS_REQ_free>>;
using Response = std::unique_ptr<TS_RESP, Freed<TS_RESP_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, Freed<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Freed<X509_ALGOR_free>>;
using Token = std::unique_ptr<PKCS7, Freed<PKCS7_free>>;
using Info = std::unique_ptr<TS_TST_INFO, Freed<TS_TST_INFO_free>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using Context = std::unique_ptr<TS_VERIFY_CTX, Freed<TS_VERIFY_CTX_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;

Error formError(std::string_view what)
{
    ERR_clear_error();
    return makeError(ErrorCode::InvalidArgument, "stamp.form", fmt::format("This is no time stamp: {}.", what));
}

// What OpenSSL says of the newest trouble.
std::string lastWords()
{
    const unsigned long code = ERR_peek_last_error();
    const char* reason = ERR_reason_error_string(code);
    const char* data = nullptr;
    int flags = 0;
    ERR_peek_last_error_data(&data, &flags);
    std::string out = reason == nullptr ? "no reason given" : reason;
    if (data != nullptr && (flags & ERR_TXT_STRING) != 0 && *data != '\0') {
        out += fmt::format(" ({})", data);
    }
    ERR_clear_error();
    return out;
}

// The whole of `bytes` as one DER value; null for anything else.
Token parseToken(ByteView bytes)
{
    if (bytes.size() > kMostBytes) {
        return nullptr;
    }
    const unsigned char* at = bytes.data();
    Token token(d2i_PKCS7(nullptr, &at, static_cast<long>(bytes.size())));
    return token != nullptr && at == bytes.data() + bytes.size() ? std::move(token) : nullptr;
}

template <class T, class Encode>
Bytes derOf(const T* value, Encode encode)
{
    const int size = encode(value, nullptr);
    Bytes out(static_cast<std::size_t>(std::max(size, 0)));
    unsigned char* at = out.data();
    encode(value, &at);
    return out;
}

std::string commonName(const X509_NAME* name)
{
    for (const int id : {NID_commonName, NID_organizationName}) {
        const int at = name == nullptr ? -1 : X509_NAME_get_index_by_NID(name, id, -1);
        if (at >= 0) {
            unsigned char* text = nullptr;
            const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
            std::string out =
                size > 0 ? std::string(reinterpret_cast<char*>(text), static_cast<std::size_t>(size)) : "";
            OPENSSL_free(text);
            std::replace_if(
                out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
            return out.substr(0, 200);
        }
    }
    return {};
}

// Who signed: the certificate in the token, else the name that the token gives itself.
std::string authorityOf(PKCS7* token, TS_TST_INFO* info)
{
    STACK_OF(X509)* signers = PKCS7_get0_signers(token, nullptr, 0);
    std::string out = signers != nullptr && sk_X509_num(signers) > 0
                          ? commonName(X509_get_subject_name(sk_X509_value(signers, 0)))
                          : std::string();
    sk_X509_free(signers);
    ERR_clear_error();
    const GENERAL_NAME* named = TS_TST_INFO_get_tsa(info);
    if (out.empty() && named != nullptr && named->type == GEN_DIRNAME) {
        out = commonName(named->d.directoryName);
    }
    return out;
}

// Whole seconds and a fraction of up to milliseconds.
std::optional<Timestamp> timeOf(const ASN1_GENERALIZEDTIME* text)
{
    std::tm parts{};
    if (text == nullptr || ASN1_TIME_to_tm(text, &parts) != 1) {
        return std::nullopt;
    }
    std::int64_t ms = static_cast<std::int64_t>(timegm(&parts)) * 1000;
    const std::string_view all(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                               static_cast<std::size_t>(ASN1_STRING_length(text)));
    std::int64_t unit = 100;
    for (std::size_t at = all.find('.'); at != std::string_view::npos && ++at < all.size() && unit > 0; unit /= 10) {
        if (all[at] < '0' || all[at] > '9') {
            break;
        }
        ms += (all[at] - '0') * unit;
    }
    const Timestamp time{ms};
    return time.inRange() ? std::optional(time) : std::nullopt;
}

Result<TimeStamp> readInfo(PKCS7* token)
{
    const Info info(token == nullptr ? nullptr : PKCS7_to_TS_TST_INFO(token));
    if (info == nullptr) {
        return formError("it is no DER of a time stamp token (RFC 3161)");
    }
    TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(info.get());
    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
    const ASN1_OCTET_STRING* hashed = TS_MSG_IMPRINT_get_msg(imprint);
    if (OBJ_obj2nid(algorithm) != NID_sha256 || ASN1_STRING_length(hashed) != static_cast<int>(Hash256::kSize)) {
        return makeError(ErrorCode::InvalidArgument, "stamp.hash",
                         "The time stamp is not one of a SHA-256. Have the request stamped that `checkpoint "
                         "--stamp-request` writes.");
    }
    const auto time = timeOf(TS_TST_INFO_get_time(info.get()));
    if (!time) {
        return formError("its time is none");
    }
    TimeStamp out;
    out.time = *time;
    out.hash = Hash256::copyFrom(ASN1_STRING_get0_data(hashed));
    out.authority = authorityOf(token, info.get());
    const Number serial(ASN1_INTEGER_to_BN(TS_TST_INFO_get_serial(info.get()), nullptr));
    char* const digits = serial == nullptr ? nullptr : BN_bn2hex(serial.get());
    out.serial = digits == nullptr ? "" : digits;
    OPENSSL_free(digits);
    return out;
}

// Certificates of the PEM text, trusted as they stand: an intermediate one too. Times are as at `at`.
Result<Store> storeOf(std::string_view pem, Timestamp at)
{
    Store store(X509_STORE_new());
    const Bio in(BIO_new_mem_buf(pem.data(), static_cast<int>(std::min(pem.size(), std::size_t{1} << 20))));
    int count = 0;
    for (;; ++count) {
        const Certificate one(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr));
        if (one == nullptr) {
            break;
        }
        X509_STORE_add_cert(store.get(), one.get());
    }
    ERR_clear_error();
    if (count == 0) {
        return makeError(ErrorCode::InvalidArgument, "stamp.authorities",
                         "The file of the time stamp authority has no certificate in PEM form.");
    }
    X509_VERIFY_PARAM* const param = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_time(param, static_cast<time_t>(at.ms / 1000));
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
    return store;
}

std::array<std::uint8_t, 4> lineKeyId()
{
    const Hash256 hash = sha256(std::string(kName) + "\n\xff" + "rfc3161");
    return {hash.bytes[0], hash.bytes[1], hash.bytes[2], hash.bytes[3]};
}

}  // namespace

Bytes timeStampRequest(const Hash256& hash)
{
    const Request request(TS_REQ_new());
    const Imprint imprint(TS_MSG_IMPRINT_new());
    const Algorithm algorithm(X509_ALGOR_new());
    X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr);
    TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
    Bytes digest(hash.bytes.begin(), hash.bytes.end());
    TS_MSG_IMPRINT_set_msg(imprint.get(), digest.data(), static_cast<int>(digest.size()));
    TS_REQ_set_version(request.get(), 1);
    TS_REQ_set_msg_imprint(request.get(), imprint.get());
    TS_REQ_set_cert_req(request.get(), 1);
    return derOf(request.get(), i2d_TS_REQ);
}

Result<Bytes> timeStampToken(ByteView answer)
{
    if (answer.size() <= kMostBytes) {
        const unsigned char* at = answer.data();
        const Response response(d2i_TS_RESP(nullptr, &at, static_cast<long>(answer.size())));
        if (response != nullptr && at == answer.data() + answer.size()) {
            TS_STATUS_INFO* status = TS_RESP_get_status_info(response.get());
            PKCS7* token = TS_RESP_get_token(response.get());
            const auto code = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status));
            if ((code != 0 && code != 1) || token == nullptr) {
                std::string words;
                const auto* texts = TS_STATUS_INFO_get0_text(status);
                for (int i = 0; texts != nullptr && i < sk_ASN1_UTF8STRING_num(texts); ++i) {
                    const ASN1_UTF8STRING* text = sk_ASN1_UTF8STRING_value(texts, i);
                    words +=
                        fmt::format(" {}", std::string_view(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                                                            static_cast<std::size_t>(ASN1_STRING_length(text))));
                }
                return makeError(ErrorCode::Unavailable, "stamp.refused",
                                 fmt::format("The authority gave no time stamp (status {}).{}", code, words));
            }
            return derOf(token, i2d_PKCS7);
        }
    }
    ERR_clear_error();
    const Token token = parseToken(answer);
    if (token == nullptr || PKCS7_type_is_signed(token.get()) == 0) {
        return formError("it is neither an authority's answer nor a time stamp token (RFC 3161, DER)");
    }
    MS_TRY(readInfo(token.get()).status());
    return Bytes(answer.begin(), answer.end());
}

Result<TimeStamp> readTimeStamp(ByteView token)
{
    return readInfo(parseToken(token).get());
}

Result<TimeStamp> checkTimeStamp(ByteView bytes, const Hash256& hash, std::string_view authorities)
{
    const Token token = parseToken(bytes);
    MS_ASSIGN(TimeStamp stamp, readInfo(token.get()));
    if (stamp.hash != hash) {
        return makeError(ErrorCode::InvalidArgument, "stamp.other-text",
                         fmt::format("The time stamp is of another text: {}, not {}.", stamp.hash.hex(), hash.hex()));
    }
    MS_ASSIGN(Store store, storeOf(authorities, stamp.time));
    const Context context(TS_VERIFY_CTX_new());
    TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_IMPRINT);
    TS_VERIFY_CTX_set_store(context.get(), store.release());  // freed with it
    auto* const digest = static_cast<unsigned char*>(OPENSSL_memdup(hash.bytes.data(), Hash256::kSize));
    TS_VERIFY_CTX_set_imprint(context.get(), digest, static_cast<long>(Hash256::kSize));  // freed with it
    ERR_clear_error();
    if (TS_RESP_verify_token(context.get(), token.get()) != 1) {
        return makeError(
            ErrorCode::InvalidArgument, "stamp.untrusted",
            fmt::format("The time stamp does not hold by the authority's certificates given: {}.", lastWords()));
    }
    return stamp;
}

std::string withTimeStamps(std::string note, std::span<const Bytes> tokens)
{
    for (const Bytes& token : tokens) {
        note += printNoteSignature(timeStampLine(token)) + '\n';
    }
    return note;
}

NoteSignature timeStampLine(Bytes token)
{
    return {std::string(kName), lineKeyId(), std::move(token)};
}

bool isTimeStampLine(const NoteSignature& signature)
{
    return signature.name == kName && signature.keyId == lineKeyId();
}

}  // namespace meterseal::crypto
