// The guard over any bytes: it says the same whether they come at once or in pieces, and what it lets through has one
// framing, one Host and no byte that another reader could take for the end of a line.
#include "rest/guard.h"
#include "support/fuzz_check.h"

#include <algorithm>

using namespace meterseal::rest;

namespace {

// The scanner's end state over `text`, given to it in steps.
HeadScanner scanned(std::string_view text, std::size_t step, HeadScanner::State& state)
{
    HeadScanner scanner;
    state = HeadScanner::State::NeedMore;
    for (std::size_t size = std::min(step, text.size());; size = std::min(size + step, text.size())) {
        state = scanner.scan(text.substr(0, size));
        if (state != HeadScanner::State::NeedMore || size == text.size()) {
            return scanner;
        }
    }
}

RequestHead headFrom(std::string_view text)
{
    RequestHead head;
    std::size_t at = text.find("\r\n");
    const std::string_view line = text.substr(0, at);
    const std::size_t first = line.find(' '), last = line.rfind(' ');
    head.method = std::string(line.substr(0, first));
    head.target = first < last ? std::string(line.substr(first + 1, last - first - 1)) : std::string();
    head.version = line.ends_with("1.0") ? 10 : 11;
    for (at += 2; at < text.size();) {
        const std::size_t end = text.find("\r\n", at);
        const std::string_view field = text.substr(at, end - at);
        const std::size_t colon = std::min(field.find(':'), field.size());
        const std::string_view value = field.substr(std::min(colon + 1, field.size()));
        const std::size_t begin = std::min(value.find_first_not_of(" \t"), value.size());
        if (!field.empty()) {
            head.fields.push_back({std::string(field.substr(0, colon)), std::string(value.substr(begin))});
        }
        at = end + 2;
    }
    return head;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    HeadScanner::State whole, pieces;
    const HeadScanner once = scanned(text, std::max<std::size_t>(size, 1), whole);
    const HeadScanner slowly = scanned(text, 1, pieces);
    FUZZ_CHECK(whole == pieces);
    FUZZ_CHECK(whole != HeadScanner::State::Refused || once.refusal().reason == slowly.refusal().reason);
    if (whole != HeadScanner::State::Done) {
        return 0;
    }
    FUZZ_CHECK(once.end() == slowly.end() && once.begin() == slowly.begin());
    const std::string_view bytes = text.substr(once.begin(), once.end() - once.begin());
    FUZZ_CHECK(bytes.size() <= kMaxHeadBytes && bytes.ends_with("\r\n\r\n"));
    FUZZ_CHECK(bytes.find("\r\n\r\n") == bytes.size() - 4);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        FUZZ_CHECK(bytes[i] != '\0');
        FUZZ_CHECK((bytes[i] == '\n') == (i > 0 && bytes[i - 1] == '\r'));
    }
    RequestHead head = headFrom(bytes);
    if (checkHead(head)) {
        return 0;
    }
    FUZZ_CHECK(!head.target.empty() && head.target.front() == '/' && head.fields.size() <= kMaxFields);
    FUZZ_CHECK(!(head.chunked && head.contentLength));
    FUZZ_CHECK(head.version == 10 || !head.field("Host").empty() ||
               std::any_of(head.fields.begin(), head.fields.end(), [](const Field& f) { return f.value.empty(); }));
    return 0;
}
