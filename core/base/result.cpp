#include "meterseal/base/result.h"

namespace meterseal {

std::string_view toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return "invalid-argument";
    case ErrorCode::NotFound:
        return "not-found";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::Forbidden:
        return "forbidden";
    case ErrorCode::Damaged:
        return "damaged";
    case ErrorCode::Io:
        return "io";
    case ErrorCode::Busy:
        return "busy";
    case ErrorCode::Unavailable:
        return "unavailable";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

}  // namespace meterseal
