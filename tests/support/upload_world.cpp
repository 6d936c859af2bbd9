#include "support/upload_world.h"

#include <fmt/format.h>
#include <stdexcept>

namespace meterseal::test {
namespace {

constexpr std::size_t kNodes = 8;

}  // namespace

UploadWorld::UploadWorld(std::size_t meterCount, std::uint64_t seed)
    : meters(meterCount),
      builder(seed),
      chain(builder.genesis()),
      directory(chain, builder, meterCount),
      consortium(chain, kNodes, seed)
{
    for (std::size_t i = 0; i < meterCount; ++i) {
        for (Bytes& wire : builder.onboard(i)) {
            const auto accepted = chain.submit(std::move(wire));
            if (!accepted.ok()) {
                throw std::runtime_error(accepted.error().message);
            }
        }
    }
    chain.waitForBlock();
}

UploadOptions UploadWorld::options() const
{
    UploadOptions options;
    options.folder = folder / "journal";
    options.batchAge = std::chrono::milliseconds(20);
    options.nodeTimeout = std::chrono::milliseconds(100);
    options.resubmitAfter = std::chrono::milliseconds(150);
    options.probeEvery = std::chrono::milliseconds(50);
    options.backoffFirst = std::chrono::milliseconds(10);
    options.backoffMost = std::chrono::milliseconds(200);
    return options;
}

std::unique_ptr<Uploader> UploadWorld::open(std::size_t nodes)
{
    return open(options(), nodes);
}

std::unique_ptr<Uploader> UploadWorld::open(const UploadOptions& chosen, std::size_t nodes)
{
    std::vector<std::unique_ptr<Node>> access = consortium.nodes();
    access.resize(nodes);
    auto uploader = Uploader::open(chain, std::move(access), directory, chosen);
    if (!uploader.ok()) {
        throw std::runtime_error(uploader.error().reason + ": " + uploader.error().message);
    }
    return std::move(*uploader);
}

HealthRecord UploadWorld::record(std::size_t m, std::size_t n) const
{
    HealthRecord r;
    r.mn = fmt::format("{}", 100000000000 + m);
    r.alarmCode = n % 7 == 0 ? "lowBatteryAlarm" : "longTimeFlowAlarm";
    r.alarmTime = Timestamp{LedgerBuilder::kStart.ms + static_cast<std::int64_t>(n) * 60'000};
    r.value = static_cast<double>((m * 7919 + n * 104729) % 100000) / 1000;
    return r;
}

std::string UploadWorld::jsonLines(std::size_t rounds) const
{
    std::string text;
    for (std::size_t n = 0; n < rounds; ++n) {
        for (std::size_t m = 0; m < meters; ++m) {
            appendCanonical(record(m, n), text);
            text += '\n';
        }
    }
    return text;
}

std::string UploadWorld::exactlyOnce(const std::multiset<Hash256>& expected) const
{
    std::multiset<Hash256> found;
    for (std::size_t m = 0; m < meters; ++m) {
        const auto entry = chain.committedMeter(fmt::format("{}", 100000000000 + m));
        Hash256 prev;
        for (const MemoryChain::Batch& batch : chain.batchesOf(entry->address)) {
            if (batch.body.prev != prev) {
                return fmt::format("the chain of meter {} has a gap", entry->mn);
            }
            prev = batch.tx;
            found.insert(batch.leaves.begin(), batch.leaves.end());
        }
    }
    std::size_t missing = 0, doubled = 0, foreign = 0;
    for (const Hash256& leaf : expected) {
        missing += found.contains(leaf) ? 0 : 1;
    }
    for (const Hash256& leaf : std::set<Hash256>(found.begin(), found.end())) {
        doubled += found.count(leaf) > 1 ? 1 : 0;
        foreign += expected.contains(leaf) ? 0 : 1;
    }
    return missing + doubled + foreign == 0
               ? std::string()
               : fmt::format("{} of {} records are missing, {} stand twice, {} are unknown", missing, expected.size(),
                             doubled, foreign);
}

MappingProfile plainJsonLines()
{
    MappingProfile profile;
    profile.format = FileFormat::JsonLines;
    profile.header = false;
    profile.mn.name = "mn";
    profile.alarmCode.name = "alarmCode";
    profile.alarmTime.name = "alarmTime";
    profile.value.name = "value";
    return profile;
}

}  // namespace meterseal::test
