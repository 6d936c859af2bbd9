// Result and Status: how core reports that something could not be done.
//
// Two tiers: `code` is the class of trouble a caller branches on (exit code, retry, dialog), `reason` is a stable,
// language-neutral identifier ("tx.prev-stale", "csv.unclosed-quote") that ui/format turns into a sentence in the
// user's language, and `message` is the English sentence: what happened, where, why, what was kept, what to do next.
// A verdict ("this record was altered") is never an Error.
//
// Thread-safety: values; no shared state. Exceptions do not leave a module, Errors do.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace meterseal {

enum class ErrorCode {
    InvalidArgument,  // the caller's input is wrong: a malformed record, header, file, option
    NotFound,         // the thing asked for does not exist
    Conflict,         // it exists already, or the state does not allow it (a ledger rule refused)
    Forbidden,        // wrong passphrase, missing key, read-only
    Damaged,          // stored bytes do not check out
    Io,               // the operating system refused: disk full, permission, read error
    Busy,             // somebody else holds it, or a queue is full; trying again later may succeed
    Unavailable,      // a node or service does not answer
    Cancelled,        // the caller asked to stop
    Unsupported,      // a version, suite or format this program does not know
    Internal,         // a broken invariant in this program
};

std::string_view toString(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string reason;   // stable, kebab-case, "<module>.<what>"
    std::string message;  // English, complete sentence(s)
};

// An Error or nothing. Default-constructed means success.
class [[nodiscard]] Status {
public:
    Status() = default;
    Status(Error error) : m_error(std::move(error)) {}

    bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return *m_error; }  // precondition: !ok()

private:
    std::optional<Error> m_error;
};

// A T or an Error.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_value(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_value(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_value.index() == 0; }
    explicit operator bool() const { return ok(); }

    // Precondition: ok().
    T& value() & { return std::get<0>(m_value); }
    const T& value() const& { return std::get<0>(m_value); }
    T&& value() && { return std::get<0>(std::move(m_value)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    // Precondition: !ok().
    const Error& error() const& { return std::get<1>(m_value); }
    Error&& error() && { return std::get<1>(std::move(m_value)); }

    // The error, or success without the value.
    Status status() const { return ok() ? Status() : Status(error()); }

private:
    std::variant<T, Error> m_value;
};

inline Error makeError(ErrorCode code, std::string_view reason, std::string message)
{
    return Error{code, std::string(reason), std::move(message)};
}

}  // namespace meterseal

// Leaves the enclosing function with the error of `expression` (a Status or Result), if it has one.
#define MS_TRY(expression)                                                                                             \
    do {                                                                                                               \
        if (auto msTry_ = (expression); !msTry_.ok()) {                                                                \
            return msTry_.error();                                                                                     \
        }                                                                                                              \
    } while (false)

#define MS_CONCAT_INNER(a, b) a##b
#define MS_CONCAT(a, b) MS_CONCAT_INNER(a, b)

// MS_ASSIGN(auto x, f()): x = value of f(), or leaves the enclosing function with its error.
#define MS_ASSIGN(declaration, expression)                                                                             \
    auto MS_CONCAT(msAssign_, __LINE__) = (expression);                                                                \
    if (!MS_CONCAT(msAssign_, __LINE__).ok()) {                                                                        \
        return std::move(MS_CONCAT(msAssign_, __LINE__)).error();                                                      \
    }                                                                                                                  \
    declaration = std::move(MS_CONCAT(msAssign_, __LINE__)).value()
