#include "meterseal/verify/original_search.h"

#include "meterseal/crypto/sha256.h"
#include "meterseal/record/canonical_json.h"
#include "verify/worker_pool.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <map>
#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace meterseal {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kAtOnce = 1024;
constexpr unsigned kChunksAThread = 4;
constexpr std::size_t kMostMixed = 12;            // records whose fields are mixed
constexpr std::int64_t kValueSteps = 20'000;      // of the last digit, up and down
constexpr std::int64_t kMostBetween = 2'000'000;  // values between the neighbours
constexpr std::int64_t kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
// Units in which a meter may count, in litres.
constexpr std::array kUnits{1000.0, 3.785411784, 4.54609, 28.316846592, 0.1, 0.5, 0.25, 5.0, 10.0, 25.0, 50.0, 100.0};

// Texts that one slip of a hand makes of `text`: a digit changed, left out, added, two swapped.
std::vector<std::string> slipsOf(const std::string& text)
{
    std::vector<std::string> all;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            all.push_back(text.substr(0, i) + digit + text.substr(i));
            if (i < text.size() && text[i] != digit) {
                all.push_back(text.substr(0, i) + digit + text.substr(i + 1));
            }
        }
        if (i < text.size()) {
            all.push_back(text.substr(0, i) + text.substr(i + 1));
        }
        if (i + 1 < text.size() && text[i] != text[i + 1]) {
            all.push_back(text);
            std::swap(all.back()[i], all.back()[i + 1]);
        }
    }
    return all;
}

int decimalsOf(double value)
{
    const std::string text = formatNumber(value);
    const std::size_t point = text.find('.');
    return point == std::string::npos || text.find('e') != std::string::npos
               ? 0
               : static_cast<int>(text.size() - point - 1);
}

// Guesses that one worker writes out, hashes and looks up: whole records, or the same record with a run of values.
struct Chunk {
    std::uint64_t number = 0;  // of its first guess
    std::vector<HealthRecord> guesses;
    std::vector<std::string_view> kinds;
    std::size_t count = 0;

    bool isRun = false;
    HealthRecord base;
    std::int64_t from = 0;  // whole numbers of the last digit
    double scale = 1;
    std::string_view kind;

    HealthRecord guess(std::size_t i) const
    {
        HealthRecord out = isRun ? base : guesses[i];
        if (isRun) {
            out.value = static_cast<double>(from + static_cast<std::int64_t>(i)) / scale;
        }
        return out;
    }
};

// What a worker keeps between chunks.
struct Written {
    std::vector<std::string> texts;
    std::vector<ByteView> views;
    std::vector<Hash256> hashes;
};

// The guesses are made in one thread, in their order, and tried in many. Where two of them hit the same leaf, the first
// in that order is told.
class Search {
public:
    Search(const OriginalSearchRequest& request, const std::function<void(std::uint64_t)>& progress,
           std::stop_token stop)
        : m_request(request),
          m_progress(progress),
          m_stop(std::move(stop)),
          m_wanted(request.leaves.begin(), request.leaves.end()),
          m_left(m_wanted.size()),
          m_end(Clock::now() + request.longest),
          m_pool(request.threads)
    {
        for (unsigned i = 0; i < kChunksAThread * m_pool.threadCount(); ++i) {
            m_free.push_back(std::make_unique<Chunk>());
        }
        m_chunks = m_free.size();
        for (const HealthRecord& record : request.records) {
            m_decimals = std::max(m_decimals, decimalsOf(record.value));
        }
        m_open = takeChunk();
    }

    OriginalSearchResult run()
    {
        mixes();
        for (const auto step :
             {&Search::codes, &Search::oneSlip, &Search::units, &Search::steps, &Search::times, &Search::twoSlips}) {
            for (const HealthRecord& record : m_request.records) {
                if (over()) {
                    break;
                }
                (this->*step)(record);
            }
        }
        betweenNeighbours();
        everyValue();
        flush();
        finish();
        OriginalSearchResult result;
        result.whole = !m_halted || m_left == 0;
        result.candidates = m_made;
        std::map<std::uint64_t, FoundOriginal> inOrder;
        {
            const MutexLock lock(m_mutex);
            for (auto& [leaf, hit] : m_hits) {
                inOrder.emplace(hit.number, FoundOriginal{leaf, std::move(hit.record), hit.kind});
            }
        }
        for (auto& [number, found] : inOrder) {
            result.found.push_back(std::move(found));
        }
        return result;
    }

private:
    struct Hit {
        std::uint64_t number = 0;
        HealthRecord record;
        std::string_view kind;
    };

    bool over() const { return m_halted || m_left.load(std::memory_order_relaxed) == 0; }

    void guess(const HealthRecord& record, std::string_view kind)
    {
        if (over()) {
            return;
        }
        m_open->guesses.resize(kAtOnce);
        m_open->kinds.resize(kAtOnce);
        m_open->kinds[m_open->count] = kind;
        m_open->guesses[m_open->count] = record;
        if (++m_open->count == kAtOnce) {
            flush();
        }
    }

    void value(HealthRecord record, double changed, std::string_view kind)
    {
        if (std::isfinite(changed)) {
            record.value = changed;
            guess(record, kind);
        }
    }

    void time(HealthRecord record, std::int64_t ms, std::string_view kind)
    {
        record.alarmTime.ms = ms;
        if (record.alarmTime.inRange()) {
            guess(record, kind);
        }
    }

    std::unique_ptr<Chunk> takeChunk()
    {
        MutexLock lock(m_mutex);
        while (m_free.empty()) {
            m_wake.wait(lock);
        }
        auto chunk = std::move(m_free.back());
        m_free.pop_back();
        chunk->count = 0;
        chunk->isRun = false;
        return chunk;
    }

    void flush()
    {
        if (m_open->count == 0) {
            return;
        }
        m_open->number = m_made;
        m_made += m_open->count;
        m_pool.submit([this, chunk = m_open.release()](verify::MatchScratch&) {
            std::unique_ptr<Chunk> owned(chunk);
            tryOut(*owned);
            const MutexLock lock(m_mutex);
            m_free.push_back(std::move(owned));
            m_wake.notify_one();
        });
        m_open = takeChunk();
        const auto at = Clock::now();
        m_halted = m_halted || m_stop.stop_requested() || at > m_end;
        if (m_progress && at - m_told > std::chrono::milliseconds(200)) {
            m_told = at;
            m_progress(m_made);
        }
    }

    // Waits for all chunks that are under way.
    void finish()
    {
        m_open->count = 0;
        MutexLock lock(m_mutex);
        m_free.push_back(std::move(m_open));
        while (m_free.size() < m_chunks) {
            m_wake.wait(lock);
        }
    }

    // On a worker.
    void tryOut(const Chunk& chunk)
    {
        thread_local Written w;
        w.texts.resize(std::max(w.texts.size(), chunk.count));
        w.views.resize(chunk.count);
        w.hashes.resize(chunk.count);
        std::string before;  // of a run: all but the value, which stands last
        if (chunk.isRun) {
            appendCanonical(chunk.base, before);
            before.resize(before.size() - 1 - formatNumber(chunk.base.value).size());
        }
        for (std::size_t i = 0; i < chunk.count; ++i) {
            std::string& text = w.texts[i];
            text.clear();
            if (chunk.isRun) {
                text += before;
                text += formatNumber(static_cast<double>(chunk.from + static_cast<std::int64_t>(i)) / chunk.scale);
                text += '}';
            } else {
                appendCanonical(chunk.guesses[i], text);
            }
            w.views[i] = asBytes(text);
        }
        crypto::sha256PrefixedMany(0x00, w.views, w.hashes);
        for (std::size_t i = 0; i < chunk.count; ++i) {
            if (m_wanted.contains(w.hashes[i])) {
                const MutexLock lock(m_mutex);
                const auto [hit, isNew] = m_hits.try_emplace(w.hashes[i]);
                if (isNew || chunk.number + i < hit->second.number) {
                    hit->second = {chunk.number + i, chunk.guess(i), chunk.isRun ? chunk.kind : chunk.kinds[i]};
                }
                m_left -= isNew ? 1 : 0;
            }
        }
    }

    void mixes()
    {
        const std::size_t most = std::min(m_request.records.size(), kMostMixed);
        for (const HealthRecord& record : m_request.records) {
            guess(record, "another party's record");
        }
        flush();
        for (std::size_t a = 0; a < most; ++a) {
            for (std::size_t b = 0; b < most; ++b) {
                for (std::size_t c = 0; c < most; ++c) {
                    HealthRecord mixed = m_request.records[a];
                    mixed.value = m_request.records[b].value;
                    mixed.alarmCode = m_request.records[c].alarmCode;
                    guess(mixed, "fields of several records");
                }
            }
        }
        flush();
    }

    void codes(const HealthRecord& record)
    {
        for (const std::string& code : m_request.alarmCodes) {
            HealthRecord changed = record;
            changed.alarmCode = code;
            guess(changed, "another alarm code");
        }
        flush();
    }

    void oneSlip(const HealthRecord& record)
    {
        for (const std::string& slip : slipsOf(formatNumber(record.value))) {
            if (const auto number = parseNumber(slip); number.ok()) {
                value(record, *number, "one slip of a digit");
            }
        }
        flush();
    }

    void rounded(const HealthRecord& record, double changed, std::string_view kind)
    {
        value(record, changed, kind);
        double power = 1;
        for (int places = 0; places <= 4; ++places, power *= 10) {
            value(record, std::round(changed * power) / power, kind);
        }
    }

    void units(const HealthRecord& record)
    {
        double power = 1;
        for (int i = 0; i <= 6; ++i, power *= 10) {
            for (const double sign : {1.0, -1.0}) {
                rounded(record, sign * record.value * power, "the decimal point or the sign");
                rounded(record, sign * record.value / power, "the decimal point or the sign");
            }
        }
        flush();
        for (const double unit : kUnits) {
            rounded(record, record.value * unit, "another unit");
            rounded(record, record.value / unit, "another unit");
        }
        flush();
    }

    void steps(const HealthRecord& record)
    {
        const double scale = std::pow(10.0, m_decimals);
        const double whole = std::round(record.value * scale);
        for (std::int64_t step = 1; step <= kValueSteps && !over(); ++step) {
            value(record, (whole + static_cast<double>(step)) / scale, "a few steps of the last digit");
            value(record, (whole - static_cast<double>(step)) / scale, "a few steps of the last digit");
        }
        flush();
    }

    void times(const HealthRecord& record)
    {
        const std::int64_t ms = record.alarmTime.ms;
        for (const Timestamp& other : m_request.times) {
            time(record, other.ms, "another time");
        }
        for (std::int64_t quarter = 1; quarter <= 4 * 26; ++quarter) {
            time(record, ms + quarter * 15 * kMinute, "another time zone");
            time(record, ms - quarter * 15 * kMinute, "another time zone");
        }
        flush();
        for (const std::int64_t unit : {kSecond, kMinute, kHour, kDay}) {
            time(record, ms - ms % unit, "a time cut off");
            time(record, ms - ms % unit + unit, "a time cut off");
        }
        for (std::int64_t second = 1; second <= 3600; ++second) {
            time(record, ms + second * kSecond, "another time");
            time(record, ms - second * kSecond, "another time");
        }
        const std::string text = formatTimestamp(record.alarmTime);
        if (const auto swapped =
                parseTimestamp(text.substr(0, 5) + text.substr(8, 2) + '-' + text.substr(5, 2) + text.substr(10));
            swapped.ok()) {
            time(record, swapped->ms, "day and month swapped");
        }
        for (const std::string& slip : slipsOf(text)) {
            if (const auto slipped = parseTimestamp(slip); slipped.ok()) {
                time(record, slipped->ms, "one slip of a digit of the time");
            }
        }
        flush();
    }

    void twoSlips(const HealthRecord& record)
    {
        for (const std::string& first : slipsOf(formatNumber(record.value))) {
            for (const std::string& second : over() ? std::vector<std::string>() : slipsOf(first)) {
                if (const auto number = parseNumber(second); number.ok()) {
                    value(record, *number, "two slips of digits");
                }
            }
        }
        flush();
    }

    // Every code, and every time at hand, with `of(value)` for whole numbers of the last digit.
    void values(std::int64_t from, std::int64_t to, std::string_view kind)
    {
        std::vector<Timestamp> times = m_request.times;
        std::vector<std::string> codes = m_request.alarmCodes;
        for (const HealthRecord& record : m_request.records) {
            times.push_back(record.alarmTime);
            codes.push_back(record.alarmCode);
        }
        const auto unique = [](auto& all) {
            std::ranges::sort(all);
            const auto rest = std::ranges::unique(all);
            all.erase(rest.begin(), rest.end());
        };
        unique(times);
        unique(codes);
        const double scale = std::pow(10.0, m_decimals);
        HealthRecord record = m_request.records.front();
        for (const std::string& code : codes) {
            record.alarmCode = code;
            for (const Timestamp at : times) {
                record.alarmTime = at;
                flush();
                for (std::int64_t whole = from; whole <= to && !over(); whole += static_cast<std::int64_t>(kAtOnce)) {
                    m_open->isRun = true;
                    m_open->base = record;
                    m_open->from = whole;
                    m_open->scale = scale;
                    m_open->kind = kind;
                    m_open->count =
                        static_cast<std::size_t>(std::min(static_cast<std::int64_t>(kAtOnce), to - whole + 1));
                    flush();
                }
            }
        }
    }

    void betweenNeighbours()
    {
        if (m_request.records.empty() || over()) {
            return;
        }
        const auto [low, high] = std::ranges::minmax_element(m_request.records, {}, &HealthRecord::value);
        const double scale = std::pow(10.0, m_decimals);
        const double from = std::round(low->value * scale);
        const double to = std::round(high->value * scale);
        if (std::abs(from) < 1e15 && std::abs(to) < 1e15 && to - from <= static_cast<double>(kMostBetween)) {
            values(static_cast<std::int64_t>(from), static_cast<std::int64_t>(to), "a value between the neighbours");
        }
    }

    void everyValue()
    {
        if (m_request.registerDigits <= 0 || m_request.records.empty()) {
            return;
        }
        const double most = std::pow(10.0, std::min(m_request.registerDigits, 12));
        values(0, static_cast<std::int64_t>(most) - 1, "every value of the register");
    }

    const OriginalSearchRequest& m_request;
    const std::function<void(std::uint64_t)>& m_progress;
    std::stop_token m_stop;
    const std::unordered_set<Hash256> m_wanted;
    std::atomic<std::size_t> m_left;  // of them, not hit yet
    Clock::time_point m_end, m_told{};
    int m_decimals = 0;
    bool m_halted = false;
    std::uint64_t m_made = 0;  // guesses given to workers
    std::size_t m_chunks = 0;
    std::unique_ptr<Chunk> m_open;  // being filled

    Mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<std::unique_ptr<Chunk>> m_free GUARDED_BY(m_mutex);
    std::unordered_map<Hash256, Hit> m_hits GUARDED_BY(m_mutex);

    verify::WorkerPool m_pool;  // last: ends before what its tasks use
};

}  // namespace

OriginalSearchResult searchOriginals(const OriginalSearchRequest& request,
                                     const std::function<void(std::uint64_t)>& progress, std::stop_token stop)
{
    return Search(request, progress, std::move(stop)).run();
}

}  // namespace meterseal
