// Live records in, and what became of them. A submission is a run of rows of the token's stream; its id names them and
// carries a mark that only this service can make for this token, so nothing needs to be stored for it.
#include "meterseal/crypto/sha256.h"
#include "meterseal/record/canonical_json.h"
#include "meterseal/upload/settled_rows.h"
#include "meterseal/workspace/profile_store.h"
#include "rest/intake.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>

namespace meterseal::rest {

namespace {

constexpr std::size_t kMostRecords = 50'000;
constexpr std::size_t kMostErrors = 100;  // named in an answer; all of them refuse
constexpr std::size_t kMarkLength = 16;

// ---- reading ------------------------------------------------------------------------------------------------------
Status readLines(std::string_view rest, Taken& taken)
{
    for (std::uint64_t line = 1; !rest.empty(); ++line) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view text = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (text.ends_with('\r')) {
            text.remove_suffix(1);
        }
        if (text.empty()) {
            continue;
        }
        if (taken.lines.size() + taken.rejected.size() >= kMostRecords) {
            return makeError(ErrorCode::InvalidArgument, "http.body-too-big", "A call takes 50,000 records.");
        }
        takeRecord(text, line, taken);
    }
    return {};
}

// One record, or an array of them. Canonical first: then no number changes on its way through the tree.
Status readJson(const std::string& body, Taken& taken)
{
    const auto canonical = canonicalJson(body);
    if (!canonical) {
        return makeError(ErrorCode::InvalidArgument, "body.json", canonical.error().message);
    }
    const Json value = Json::parse(*canonical, nullptr, false);
    if (!value.is_array()) {
        takeRecord(*canonical, 1, taken);
        return {};
    }
    if (value.size() > kMostRecords) {
        return makeError(ErrorCode::InvalidArgument, "http.body-too-big", "A call takes 50,000 records.");
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        takeRecord(value[i].dump(), i + 1, taken);
    }
    return {};
}

// ---- submissions --------------------------------------------------------------------------------------------------
struct Rows {
    std::uint64_t first = 0, count = 0;
};

std::string markOf(const Caller& caller, const Rows& rows)
{
    return crypto::sha256(
               fmt::format("submission {} {} {} {}", caller.secret.hex(), caller.token, rows.first, rows.count))
        .hex()
        .substr(0, kMarkLength);
}

std::string submissionOf(const Caller& caller, const Rows& rows)
{
    return fmt::format("{}-{}-{}", rows.first, rows.count, markOf(caller, rows));
}

Result<Rows> rowsOf(const Call& call)
{
    const std::string& id = call.pathOf("id");
    Rows rows;
    const char* const end = id.data() + id.size();
    const auto first = std::from_chars(id.data(), end, rows.first);
    const auto count =
        first.ec == std::errc() && first.ptr != end ? std::from_chars(first.ptr + 1, end, rows.count) : first;
    if (count.ec != std::errc() || submissionOf(call.caller, rows) != id) {
        return makeError(ErrorCode::NotFound, "submission.not-found", "This token has no such submission.");
    }
    return rows;
}

struct Settled {
    std::uint64_t committed = 0, rejected = 0, skipped = 0;
    Json transactions = Json::array();
};

std::uint64_t countIn(const std::vector<std::uint64_t>& sorted, const Rows& rows)
{
    const auto begin = std::lower_bound(sorted.begin(), sorted.end(), rows.first);
    const auto end = std::lower_bound(begin, sorted.end(), rows.first + rows.count);
    return static_cast<std::uint64_t>(end - begin);
}

Result<Settled> settledOf(Backend& backend, const std::string& stream, const Rows& rows)
{
    Settled settled;
    auto all = readSettledRows(backend.workspace.workspace().journalFolder(), stream);
    if (!all) {
        return all.error().reason == "upload.job-unknown" ? Result<Settled>(settled) : Result<Settled>(all.error());
    }
    for (const SettledBatch& batch : all->committed) {
        const auto here =
            static_cast<std::uint64_t>(std::count_if(batch.rows.begin(), batch.rows.end(), [&](std::uint64_t row) {
                return row >= rows.first && row - rows.first < rows.count;
            }));
        settled.committed += here;
        if (here > 0) {
            settled.transactions.push_back({{"tx", batch.tx.hex()}, {"height", batch.height}, {"records", here}});
        }
    }
    settled.rejected =
        static_cast<std::uint64_t>(std::count_if(all->rejected.begin(), all->rejected.end(), [&](const MarkedRow& row) {
            return row.row >= rows.first && row.row - rows.first < rows.count;
        }));
    settled.skipped = countIn(all->skipped, rows);
    return settled;
}

Json submissionJson(const std::string& id, const Rows& rows, Settled settled)
{
    return Json{{"submission", id},
                {"settled", settled.committed + settled.rejected + settled.skipped >= rows.count},
                {"counts", Json{{"committed", settled.committed},
                                {"rejected", settled.rejected},
                                {"duplicatesOrAnchoredBefore", settled.skipped}}},
                {"transactions", std::move(settled.transactions)}};
}

// Looks again whenever the uploader says that something changed, until all rows are settled or the time is over.
Result<Json> awaitSettled(Backend& backend, const Call& call, const Rows& rows, std::chrono::seconds patience)
{
    Mutex mutex;
    std::condition_variable_any changed;
    bool news = true;
    const auto subscription = backend.workspace.uploader()->subscribe([&] {
        const MutexLock lock(mutex);
        news = true;
        changed.notify_all();
    });
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        // What is counted is written down a moment later, so that a look at the counters alone would miss it.
        MS_ASSIGN(Settled found, settledOf(backend, Backend::streamOf(call.caller), rows));
        Json answer = submissionJson(call.pathOf("id"), rows, std::move(found));
        if (answer["settled"] == true || std::chrono::steady_clock::now() >= until || backend.stopping) {
            return answer;
        }
        MutexLock lock(mutex);
        news = false;
        changed.wait_until(lock, std::min(until, std::chrono::steady_clock::now() + std::chrono::milliseconds(500)),
                           [&] { return news; });
    }
}

// ---- taking -------------------------------------------------------------------------------------------------------
Answer refusedLines(const Call& call, const std::vector<LineError>& rejected)
{
    Json object = problemJson(
        422,
        makeError(ErrorCode::InvalidArgument, rejected.front().reason,
                  fmt::format("Line {}: {} Nothing of this call was taken{}.", rejected.front().line,
                              rejected.front().message,
                              rejected.size() > 1 ? fmt::format("; {} lines are refused", rejected.size()) : "")),
        call.request);
    object["errors"] = toJson(std::vector<LineError>(
        rejected.begin(), rejected.begin() + static_cast<std::ptrdiff_t>(std::min(rejected.size(), kMostErrors))));
    Answer answer = jsonAnswer(422, object);
    answer.contentType = "application/problem+json";
    return answer;
}

Result<Answer> take(Backend& backend, const Call& call, Taken taken, unsigned status)
{
    MS_ASSIGN(const bool partial, call.flag("partial"));
    MS_ASSIGN(const auto source, call.numberIfGiven("source", INT64_MAX));
    if (source == 0u) {
        return makeError(ErrorCode::InvalidArgument, "query.value", "source is 1 or more.");
    }
    MS_TRY(checkMeters(backend, taken));
    if (!taken.rejected.empty() && (!partial || taken.records.empty())) {
        return refusedLines(call, taken.rejected);
    }
    if (taken.records.empty()) {
        return makeError(ErrorCode::InvalidArgument, "body.json", "The body holds no record.");
    }
    const std::string stream = Backend::streamOf(call.caller);
    MS_ASSIGN(const Acknowledged done, submitInOrder(*backend.workspace.uploader(), stream, taken.records, source));
    backend.recordsTaken += done.count;
    const Rows rows{done.firstRow, done.count};
    return jsonAnswer(status, Json{{"submission", submissionOf(call.caller, rows)},
                                   {"stream", stream},
                                   {"firstRow", done.firstRow},
                                   {"count", done.count},
                                   {"rejected", toJson(taken.rejected)}});
}

}  // namespace

Result<Answer> submitRecords(Backend& backend, Call& call)
{
    return backend.once(call, [&]() -> Result<Answer> {
        Taken taken;
        MS_TRY(call.contentType == "application/json" ? readJson(call.body, taken) : readLines(call.body, taken));
        return take(backend, call, std::move(taken), 202);
    });
}

// What a platform pushes, read by a stored profile: JSON of any shape the profile says.
Result<Answer> pushRecords(Backend& backend, Call& call)
{
    return backend.once(call, [&]() -> Result<Answer> {
        const ProfileStore profiles(backend.workspace.workspace().profilesFolder());
        MS_ASSIGN(const MappingProfile profile, profiles.load(call.pathOf("profile")));
        MS_ASSIGN(Taken taken, readPushed(profile, call.body));
        if (taken.records.empty() && taken.rejected.empty() && taken.quiet > 0) {
            return jsonAnswer(200, Json{{"count", 0}, {"rejected", Json::array()}});
        }
        return take(backend, call, std::move(taken), 200);
    });
}

Result<Answer> getSubmission(Backend& backend, Call& call)
{
    MS_ASSIGN(const std::uint64_t wait, call.number("wait", 0, 60, 0));
    MS_ASSIGN(const Rows rows, rowsOf(call));
    if (wait == 0) {
        MS_ASSIGN(const Json now, awaitSettled(backend, call, rows, {}));
        return jsonAnswer(200, now);
    }
    MS_ASSIGN(const Gate::Pass pass, backend.waits.enter());
    MS_ASSIGN(const Json then, awaitSettled(backend, call, rows, std::chrono::seconds(wait)));
    return jsonAnswer(200, then);
}

Result<Answer> getStream(Backend& backend, Call& call)
{
    const std::string stream = Backend::streamOf(call.caller);
    if (call.pathOf("stream") != stream && call.pathOf("stream") != "mine") {
        return makeError(ErrorCode::NotFound, "submission.no-stream", "This token has no such stream.");
    }
    return jsonAnswer(200, Json{{"stream", stream}, {"source", backend.workspace.uploader()->liveSource(stream)}});
}

}  // namespace meterseal::rest
