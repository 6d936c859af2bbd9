// The maker of the tampered bundles: what all groups of cases share. Groups about the container and the ledger are in
// evidence_corpus.cpp, those about meters, batches, records and who shows them in evidence_corpus_records.cpp.
#pragma once

#include "evidence/names.h"
#include "meterseal/crypto/base64.h"
#include "meterseal/crypto/sha256.h"
#include "meterseal/crypto/signed_note.h"
#include "support/evidence_corpus.h"
#include "support/evidence_forger.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <stdexcept>

namespace meterseal::test {

using Members = EvidenceMembers;

// What everything starts from: one meter's day, cosigned, with original and presenter's signature; and two meters
// whole, with earlier checkpoints.
class Corpus {
public:
    explicit Corpus(EvidenceWorld& world) : m_world(world)
    {
        for (auto& [name, file] : genuineBundles(world)) {
            m_genuine.emplace(name, std::move(file.bytes));
        }
        m_day = membersOf(m_genuine.at("day-cosigned-signed"));
        m_all = membersOf(m_genuine.at("complete-two-meters-earlier"));
        m_batch = indicesOf(m_day, TxType::Convert).front();
        m_records = evidence::numbered("records", m_batch, "jsonl");
    }

    std::vector<CorpusCase> run()
    {
        genuine();
        container();
        containerByHand();
        sums();
        claim();
        genesis();
        transactions();
        entries();
        members();
        checkpoint();
        cosignatures();
        earlier();
        sheets();
        meters();
        batches();
        records();
        unplaced();
        originals();
        presenterAndScope();
        return std::move(m_cases);
    }

private:
    void add(std::string name, Bytes bytes, int step, std::string verdict)
    {
        m_cases.push_back({std::move(name), std::move(bytes), step, std::move(verdict), {}, true});
    }
    // Changes a bundle, sums it anew.
    template <typename Change>
    void forge(std::string name, int step, std::string verdict, Change change, bool all = false)
    {
        Members members = all ? m_all : m_day;
        change(members);
        add(std::move(name), summedAndPacked(members), step, std::move(verdict));
    }
    Bytes dayBytes() const { return m_genuine.at("day-cosigned-signed"); }
    std::string tx(const char* ext) const { return txName(m_batch, ext); }
    void unsign(Members& members) const { members.erase("presenter.sig"); }

    void genuine();
    void container();
    void containerByHand();
    void sums();
    void claim();
    void genesis();
    void transactions();
    void entries();
    void members();
    void checkpoint();
    // The presenter signs again what was changed with its help.
    void signAgain(Members& members);
    void cosignatures();
    void earlier();
    void sheets();
    void meters();
    void batches();
    std::vector<std::string> lines(const Members& members) const;
    void records();
    void unplaced();
    void originals();
    void presenterAndScope();

    template <typename Change>
    void raw(std::string name, Change change)
    {
        std::vector<RawMember> members = rawMembers(m_day);
        change(members);
        add(std::move(name), rawZip(members), 1, "refused");
    }
    // The meter's own key signs a batch that is another one.
    template <typename Change>
    void batch(std::string name, int step, std::string verdict, Change change, bool all = false)
    {
        forge(
            std::move(name), step, std::move(verdict),
            [&](Members& m) {
                const std::uint64_t index = all ? indicesOf(m, TxType::Convert).at(4) : m_batch;
                Transaction decoded = *decodeTransaction(m.at(txName(index, "bin")));
                auto body = std::get<ConvertBody>(decoded.header.body);
                const crypto::PrivateKey* key = &m_world.world.meter(0).key;
                change(m, body, decoded.leaves, key);
                m.at(txName(index, "bin")) = m_world.world.sign(body, {key}, decoded.leaves);
                restamp(m_world, m);
            },
            all);
    }
    template <typename Change>
    void recordLines(std::string name, int step, std::string verdict, Change change, const char* base = nullptr)
    {
        Members members = base != nullptr ? membersOf(m_genuine.at(base)) : m_day;
        for (const auto& [member, bytes] : Members(members)) {
            if (member.starts_with("original/")) {
                members.erase(member);
            }
        }
        std::string claim = textOf(members, "claim.json");
        const std::size_t at = claim.find("\"originals\":[") + 13;
        claim.erase(at, claim.find(']', at) - at);
        setText(members, "claim.json", claim);
        std::vector<std::string> all = lines(members);
        change(all);
        setText(members, m_records, all.empty() ? "" : fmt::format("{}\n", fmt::join(all, "\n")));
        unsign(members);
        add(std::move(name), summedAndPacked(members), step, std::move(verdict));
    }

    EvidenceWorld& m_world;
    std::map<std::string, Bytes> m_genuine;
    Members m_day, m_all;
    std::uint64_t m_batch = 0;  // of m_day
    std::string m_records;
    std::vector<CorpusCase> m_cases;
};

}  // namespace meterseal::test
