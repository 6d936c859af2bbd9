#include "support/evidence_world.h"

#include "meterseal/crypto/signed_note.h"
#include "support/require.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <stdexcept>

namespace meterseal::test {

EvidenceWorld::EvidenceWorld(std::uint64_t seed, std::size_t days)
    : world(seed), m_file(m_folder.path() / "ledger.db"), m_ledger(std::make_unique<LedgerFile>(m_file, world))
{
    Timestamp now{kDay1.ms - kDayMs};
    const auto offer = [&](Bytes wire) {
        if (!m_ledger->offer(std::move(wire), now)) {
            throw std::runtime_error("a transaction of the evidence world was refused");
        }
    };
    const auto seal = [&] {
        m_ledger->seal(now);
        const LedgerReader at = reader();
        LedgerReader open = reader();
        const SealedBlock head = *must(open.totals()).head;
        m_blocks.emplace(head.header.height, head);
    };
    for (const std::size_t meter : {0u, 1u}) {
        for (Bytes& wire : world.onboard(meter)) {
            offer(std::move(wire));
        }
    }
    seal();
    const std::size_t first = std::min<std::size_t>(3, days);
    for (std::size_t d = 1; d <= first; ++d) {
        now = Timestamp{kDay1.ms + static_cast<std::int64_t>(d) * kDayMs + 600'000};
        offer(world.convert(0, day(0, d)));
        offer(world.convert(1, day(1, d)));
        seal();
    }
    now.ms += kHour;
    for (Bytes& wire : world.onboard(2)) {
        offer(std::move(wire));
    }
    seal();
    cosign(first + 2, "insurer", witnessOf(world.insurer()), 90);
    cosign(first + 2, "maker", witnessOf(world.manufacturer()), 7200);

    now.ms += kHour;
    const crypto::PrivateKey auditor = world.key("auditor");
    const std::array<const crypto::PrivateKey*, 2> signers{&world.utility(), &world.manufacturer()};
    offer(world.organisation({OrganisationAction::Add, "auditor", "County Auditor", Role::Auditor, auditor.publicKey(),
                              witnessOf(auditor).publicKey(), world.tick()},
                             signers));
    const auto insurer = std::ranges::find(world.genesis().organisations, "insurer", &Organisation::id);
    const std::array<const crypto::PrivateKey*, 3> three{&world.utility(), &world.manufacturer(), &auditor};
    offer(world.organisation({OrganisationAction::Rotate, "insurer", insurer->name, Role::Insurer,
                              world.insurer().publicKey(), witnessOf(newInsurerKey()).publicKey(), world.tick()},
                             three));
    seal();
    for (std::size_t d = first + 1; d <= days; ++d) {
        now = Timestamp{kDay1.ms + static_cast<std::int64_t>(d) * kDayMs + 600'000};
        offer(world.convert(0, day(0, d)));
        seal();
        if (d == first + 1) {
            cosign(first + 4, "insurer", witnessOf(newInsurerKey()), 120);
            cosign(first + 4, "auditor", witnessOf(auditor), 3000);
        }
        now.ms += 60'000;
        offer(world.convert(1, day(1, d)));
        seal();
    }
}

void EvidenceWorld::cosign(Height height, std::string_view organisation, const crypto::Ed25519PrivateKey& key,
                           std::int64_t secondsAfter)
{
    const SealedBlock& block = m_blocks.at(height);
    const auto seconds = static_cast<std::uint64_t>(block.header.time.ms / 1000 + secondsAfter);
    const auto line =
        crypto::cosignNote(block.headerBytes, cosignerName(originOf(genesis()), organisation), key, seconds);
    const Cosignature cosignature{height, std::string(organisation), seconds, crypto::printNoteSignature(line)};
    must(m_ledger->store().addCosignatures({&cosignature, 1}));
}

LedgerReader EvidenceWorld::reader() const
{
    return must(LedgerReader::open(m_file));
}

std::vector<HealthRecord> EvidenceWorld::day(std::size_t meter, std::size_t day) const
{
    std::vector<HealthRecord> records;
    for (std::int64_t hour = 0; hour < 24; ++hour) {
        const auto n = static_cast<std::int64_t>(day - 1) * 24 + hour;
        HealthRecord record;
        record.mn = "10000000000" + std::to_string(meter);
        record.alarmCode = hour == 13 ? "LEAK" : "READING";
        record.alarmTime = Timestamp{kDay1.ms + n * kHour};
        record.value = double(1'460'000 + 1'000 * std::int64_t(meter) + n * 7 + (n * n) % 5) / 10;
        records.push_back(std::move(record));
    }
    return records;
}

std::filesystem::path EvidenceWorld::csv(const std::string& name, const std::vector<HealthRecord>& records) const
{
    const auto file = m_folder.path() / name;
    std::ofstream out(file, std::ios::binary);
    out << "meter,code,time,value\n";
    for (const HealthRecord& record : records) {
        out << fmt::format("{},{},{},{}\n", record.mn, record.alarmCode, formatTimestamp(record.alarmTime),
                           record.value);
    }
    return file;
}

MappingProfile EvidenceWorld::profile()
{
    MappingProfile profile;
    profile.name = "maker";
    profile.mn.name = "meter";
    profile.alarmCode.name = "code";
    profile.alarmTime.name = "time";
    profile.value.name = "value";
    profile.unit = "m3";
    return profile;
}

EvidenceRequest EvidenceWorld::request() const
{
    EvidenceRequest request;
    request.profile = profile();
    request.presenterName = "Harbour Water";
    request.presenterOrganisation = "utility";
    request.text = "Readings of January 2026";
    request.program = "MeterSeal test";
    request.time = kMadeAt;
    return request;
}

std::map<std::string, EvidenceFile> genuineBundles(EvidenceWorld& world)
{
    std::map<std::string, EvidenceFile> out;
    LedgerReader reader = world.reader();
    const auto make = [&](const std::string& name, const EvidenceRequest& request) {
        out.emplace(name, must(makeEvidence(reader, request)));
    };
    EvidenceRequest one = world.request();
    one.records = {world.day(0, 1)[12]};
    one.checkpoint = 4;
    make("one-record-alone", one);

    EvidenceRequest day = world.request();
    day.file = world.csv("readings.csv", world.day(0, 2));
    day.meters = {"100000000000"};
    day.presenterKey = &world.world.utility();
    make("day-cosigned-signed", day);

    EvidenceRequest part = world.request();
    part.file = world.csv("readings.csv", world.day(0, 2));
    part.from = Timestamp{EvidenceWorld::kDay1.ms + 30 * EvidenceWorld::kHour};
    part.to = Timestamp{EvidenceWorld::kDay1.ms + 35 * EvidenceWorld::kHour};
    part.original = false;
    make("withheld", part);

    EvidenceRequest all = world.request();
    std::vector<HealthRecord> records;
    for (const std::size_t meter : {0u, 1u}) {
        for (std::size_t d = 1; d <= 4; ++d) {
            const auto more = world.day(meter, d);
            records.insert(records.end(), more.begin(), more.end());
        }
    }
    all.file = world.csv("all.csv", records);
    all.complete = true;
    all.checkpoint = 8;
    all.earlier = {3};
    make("complete-two-meters-earlier", all);

    EvidenceRequest altered = world.request();
    std::vector<HealthRecord> changed = world.day(1, 1);
    changed[5].value += 100;
    HealthRecord extra = changed[7];
    extra.alarmTime.ms += 60'000;
    changed.insert(changed.begin() + 8, extra);
    altered.file = world.csv("claimed.csv", changed);
    make("altered-and-extra", altered);
    return out;
}

}  // namespace meterseal::test
