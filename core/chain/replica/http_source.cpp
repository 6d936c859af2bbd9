// Block files from an HTTP address, by libcurl.
#include "meterseal/chain/block_source.h"

#include <algorithm>
#include <curl/curl.h>
#include <fmt/format.h>
#include <mutex>
#include <sstream>

namespace meterseal {

namespace {

struct Answer {
    std::string body;
    std::uint64_t limit = 0;
    bool tooLarge = false;
    const std::stop_token* stop = nullptr;
};

std::size_t onBody(char* data, std::size_t, std::size_t size, void* user)
{
    auto& answer = *static_cast<Answer*>(user);
    if (answer.body.size() + size > answer.limit) {
        answer.tooLarge = true;
        return 0;
    }
    answer.body.append(data, size);
    return size;
}

int onProgress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Answer*>(user)->stop->stop_requested() ? 1 : 0;
}

constexpr std::string_view kBlocksRoute = "/v1/replica/blocks", kCosignaturesRoute = "/v1/cosignatures";

// May a secret go there: over TLS, or to this machine itself?
bool isPrivate(std::string_view url)
{
    const std::string_view host = url.substr(std::min(url.find("://") + 3, url.size()));
    return url.starts_with("https://") || host.starts_with("127.0.0.1:") || host.starts_with("localhost:") ||
           host.starts_with("[::1]:");
}

class HttpSource final : public BlockSource {
public:
    HttpSource(std::string url, HttpLimits limits, bool oneFile)
        : m_url(std::move(url)), m_limits(std::move(limits)), m_oneFile(oneFile)
    {}

    std::string name() const override { return m_url; }

    Status read(Height from, const Take& take, const std::stop_token& stop) override
    {
        // The block before is asked for too: it shows whether the source tells the same story.
        Height next = from > 1 ? from - 1 : 1;
        for (;;) {
            MS_ASSIGN(const std::string body, fetch(next, stop));
            std::istringstream in(body);
            MS_ASSIGN(BlockFileReader reader, BlockFileReader::open(in));
            Height last = 0;
            for (;;) {
                Height height = 0;
                auto frame = reader.next([&](Height h) {
                    height = h;
                    return h >= from;
                });
                MS_TRY(frame.status());
                if (!*frame) {
                    break;
                }
                last = std::max(last, height);
                MS_ASSIGN(const bool more, take(std::move(**frame), reader.origin()));
                if (!more) {
                    return {};
                }
            }
            if (m_oneFile || last < from || last < next || stop.stop_requested()) {
                return {};
            }
            next = from = last + 1;
        }
    }

    // A GET, or a POST of this note.
    Result<std::string> request(const std::string& url, const std::string* note, const std::stop_token& stop) const
    {
        static std::once_flag once;
        std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
        const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
        if (!curl) {
            return makeError(ErrorCode::Internal, "replica.unreachable", "The HTTP library did not start.");
        }
        Answer answer;
        answer.limit = m_limits.bytes;
        answer.stop = &stop;
        const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
        std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> fields(nullptr, curl_slist_free_all);
        const auto field = [&](const std::string& text) {
            fields.reset(curl_slist_append(fields.release(), text.c_str()));
        };
        if (!m_limits.token.empty() && isPrivate(url)) {
            field("Authorization: Bearer " + m_limits.token);
        }
        if (note != nullptr) {
            field("Content-Type: text/plain");
            set(CURLOPT_POSTFIELDS, note->c_str());
            set(CURLOPT_POSTFIELDSIZE, static_cast<long>(note->size()));
        }
        set(CURLOPT_HTTPHEADER, fields.get());
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (!m_limits.caFile.empty()) {
            set(CURLOPT_CAINFO, m_limits.caFile.c_str());
        }
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_limits.connect.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(m_limits.total.count()));
        set(CURLOPT_LOW_SPEED_LIMIT, 100L);
        set(CURLOPT_LOW_SPEED_TIME, std::max(1L, static_cast<long>(m_limits.idle.count() / 1000)));
        set(CURLOPT_WRITEFUNCTION, &onBody);
        set(CURLOPT_WRITEDATA, &answer);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, &onProgress);
        set(CURLOPT_XFERINFODATA, &answer);
        const CURLcode code = curl_easy_perform(curl.get());
        long status = 0;
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
        if (code == CURLE_OK && status == 200) {
            return std::move(answer.body);
        }
        return failure(code, status, answer);
    }

private:
    Result<std::string> fetch(Height from, const std::stop_token& stop) const
    {
        const char separator = m_url.find('?') == std::string::npos ? '?' : '&';
        return request(m_oneFile ? m_url : fmt::format("{}{}from={}", m_url, separator, from), nullptr, stop);
    }

    Error failure(CURLcode code, long status, const Answer& answer) const
    {
        if (answer.tooLarge) {
            return makeError(ErrorCode::InvalidArgument, "blocks.too-large",
                             fmt::format("{} sent more than {} bytes at once. Nothing of it was taken; use another "
                                         "source.",
                                         m_url, m_limits.bytes));
        }
        if (code == CURLE_ABORTED_BY_CALLBACK) {
            return makeError(ErrorCode::Cancelled, "replica.stopped", "Fetching blocks was stopped, as you asked.");
        }
        if (code == CURLE_OPERATION_TIMEDOUT) {
            return makeError(ErrorCode::Unavailable, "replica.timeout",
                             fmt::format("{} does not answer, or too slowly. The ledger here stays at its last good "
                                         "block; try again later or use another source.",
                                         m_url));
        }
        const std::string why =
            code == CURLE_OK ? fmt::format("it answers with status {}", status) : std::string(curl_easy_strerror(code));
        return makeError(ErrorCode::Unavailable, "replica.unreachable",
                         fmt::format("{} could not be reached: {}. The ledger here stays at its last good block; try "
                                     "again later or use another source.",
                                     m_url, why));
    }

    std::string m_url;
    HttpLimits m_limits;
    bool m_oneFile;
};

}  // namespace

Result<std::unique_ptr<BlockSource>> httpSource(const std::string& url, const HttpLimits& limits)
{
    const std::size_t scheme = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
    const bool clean = std::all_of(url.begin(), url.end(), [](unsigned char c) { return c > 0x20 && c < 0x7f; });
    if (scheme == 0 || url.size() == scheme || !clean || url.find('@') != std::string::npos) {
        return makeError(
            ErrorCode::InvalidArgument, "replica.address",
            fmt::format("\"{}\" is not an address that blocks can be fetched from: it begins with https:// "
                        "or http:// and has no user name in it.",
                        url));
    }
    return std::unique_ptr<BlockSource>(std::make_unique<HttpSource>(url, limits, url.ends_with(kBlockFileSuffix)));
}

Result<std::optional<std::string>> sendCosignature(const std::string& url, const std::string& note,
                                                   const HttpLimits& limits)
{
    if (url.find("://") == std::string::npos || !url.ends_with(kBlocksRoute)) {
        return std::optional<std::string>();
    }
    const std::string to = url.substr(0, url.size() - kBlocksRoute.size()) + std::string(kCosignaturesRoute);
    MS_ASSIGN(std::string known, HttpSource(to, limits, true).request(to, &note, {}));
    return std::optional(std::move(known));
}

}  // namespace meterseal
