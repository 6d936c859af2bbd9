#include "meterseal/base/text.h"

#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <utf8proc.h>

namespace meterseal {

namespace {

Error textError(std::string_view reason, std::string_view field, std::string_view what)
{
    return makeError(ErrorCode::InvalidArgument, reason, fmt::format("The {} {}.", field, what));
}

const utf8proc_uint8_t* data(std::string_view text)
{
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

enum class CodePointClass { Ordinary, Space, Control, Invalid };

CodePointClass classOf(utf8proc_int32_t codePoint)
{
    switch (utf8proc_category(codePoint)) {
    case UTF8PROC_CATEGORY_CC:
        return CodePointClass::Control;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return CodePointClass::Space;
    default:
        return CodePointClass::Ordinary;
    }
}

bool isPlainAscii(std::string_view text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte > 0x7e) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool isValidUtf8(std::string_view text)
{
    utf8proc_ssize_t at = 0;
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    while (at < size) {
        utf8proc_int32_t codePoint = 0;
        const utf8proc_ssize_t used = utf8proc_iterate(data(text) + at, size - at, &codePoint);
        if (used <= 0) {
            return false;
        }
        at += used;
    }
    return true;
}

Result<std::string> toNfc(std::string_view text, std::string_view field)
{
    utf8proc_uint8_t* mapped = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(data(text), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                               static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    if (size < 0) {
        return textError("text.not-utf8", field, "is not valid UTF-8");
    }
    return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

Status checkText(std::string_view text, std::string_view field, std::size_t maxBytes)
{
    if (text.empty()) {
        return textError("text.empty", field, "is empty");
    }
    if (text.size() > maxBytes) {
        return textError("text.too-long", field,
                         fmt::format("has {} bytes; at most {} are allowed", text.size(), maxBytes));
    }
    if (isPlainAscii(text)) {
        if (text.front() == ' ' || text.back() == ' ') {
            return textError("text.space-at-ends", field, "begins or ends with white space");
        }
        return {};
    }
    CodePointClass first = CodePointClass::Invalid;
    CodePointClass last = CodePointClass::Invalid;
    utf8proc_ssize_t at = 0;
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    while (at < size) {
        utf8proc_int32_t codePoint = 0;
        const utf8proc_ssize_t used = utf8proc_iterate(data(text) + at, size - at, &codePoint);
        if (used <= 0) {
            return textError("text.not-utf8", field, fmt::format("is not valid UTF-8 at byte {}", at + 1));
        }
        last = classOf(codePoint);
        if (last == CodePointClass::Control) {
            return textError(
                "text.control", field,
                fmt::format("has a control character (U+{:04X}) at byte {}", static_cast<unsigned>(codePoint), at + 1));
        }
        if (at == 0) {
            first = last;
        }
        at += used;
    }
    if (first == CodePointClass::Space || last == CodePointClass::Space) {
        return textError("text.space-at-ends", field, "begins or ends with white space");
    }
    MS_ASSIGN(const std::string nfc, toNfc(text, field));
    if (nfc != text) {
        return textError("text.not-nfc", field, "is not in Unicode normalisation form NFC");
    }
    return {};
}

Status checkMeterId(std::string_view mn)
{
    const auto alphanumeric = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    bool good = !mn.empty() && mn.size() <= 64 && alphanumeric(mn.front());
    for (const char c : mn) {
        good = good && (alphanumeric(c) || c == '.' || c == '_' || c == '-');
    }
    if (!good) {
        return makeError(
            ErrorCode::InvalidArgument, "mn.form",
            "The meter id must have 1 to 64 characters from 0-9 A-Z a-z . _ - and begin with a letter or digit.");
    }
    return {};
}

}  // namespace meterseal
