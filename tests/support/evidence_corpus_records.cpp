#include "support/evidence_corpus_maker.h"

namespace meterseal::test {

void Corpus::meters()
{
    forge("meter-no-registration", 9, "refused",
          [](Members& m) { dropTransaction(m, indicesOf(m, TxType::Register).front()); });
    forge("meter-one-review", 9, "refused",
          [](Members& m) { dropTransaction(m, indicesOf(m, TxType::Review).front()); });
    forge("meter-not-activated", 9, "refused",
          [](Members& m) { dropTransaction(m, indicesOf(m, TxType::Activate).front()); });
    forge("meter-wrong-token", 9, "refused", [&](Members& m) {
        const std::string name = txName(indicesOf(m, TxType::Activate).front(), "bin");
        ActivateBody body = std::get<ActivateBody>(decodeTransaction(m.at(name))->header.body);
        body.token = std::string(26, 'a');
        m.at(name) = m_world.world.sign(body, {&m_world.world.meter(0).key});
        restamp(m_world, m);
    });
    const auto review = [&](const char* name, const crypto::PrivateKey& signer) {
        forge(name, 9, "refused", [&](Members& m) {
            const std::string member = txName(indicesOf(m, TxType::Review).back(), "bin");
            const auto body = std::get<ReviewBody>(decodeTransaction(m.at(member))->header.body);
            m.at(member) = m_world.world.sign(body, {&signer});
            restamp(m_world, m);
        });
    };
    review("meter-reviewed-by-an-insurer", m_world.world.insurer());
    review("meter-reviewed-twice-by-the-utility", m_world.world.utility());
    review("meter-reviewed-by-a-stranger", m_world.world.key("stranger"));
    forge("meter-reviewed-after-its-batch", 9, "refused", [&](Members& m) {
        // The review's bytes at a place of the log after the batch.
        const std::uint64_t index = indicesOf(m, TxType::Review).back();
        const std::uint64_t last = indicesOf(m, TxType::Organisation).front() - 1;
        m[txName(last, "bin")] = m.at(txName(index, "bin"));
        m[txName(last, "proof")] = m.at(txName(index, "proof"));
        dropTransaction(m, index);
        restamp(m_world, m);
    });
}

void Corpus::batches()
{
    using Leaves = std::vector<Hash256>;
    using Key = const crypto::PrivateKey*;
    batch("batch-root-of-other-leaves", 10, "refused",
          [](Members&, ConvertBody&, Leaves& leaves, Key&) { std::swap(leaves[0], leaves[1]); });
    batch("batch-count", 10, "refused", [](Members&, ConvertBody& body, Leaves&, Key&) { body.count = 23; });
    batch("batch-signed-by-another-meter", 10, "refused",
          [&](Members&, ConvertBody&, Leaves&, Key& key) { key = &m_world.world.meter(1).key; });
    batch("batch-signed-by-the-utility", 10, "refused",
          [&](Members&, ConvertBody&, Leaves&, Key& key) { key = &m_world.world.utility(); });
    batch(
        "batch-two-first-ones", 10, "refused", [](Members&, ConvertBody& body, Leaves&, Key&) { body.prev = {}; },
        true);
    batch(
        "batch-fork", 10, "refused",
        [](Members& m, ConvertBody& body, Leaves&, Key&) {
            body.prev = txHashOf(m.at(txName(indicesOf(m, TxType::Convert).at(0), "bin")));
        },
        true);
    forge("batch-none", 10, "refused", [&](Members& m) { dropTransaction(m, m_batch); });
}

std::vector<std::string> Corpus::lines(const Members& members) const
{
    std::vector<std::string> out;
    const std::string text = textOf(members, m_records);
    const auto all = *evidence::linesOf(text);
    for (const std::string_view line : all) {
        out.emplace_back(line);
    }
    return out;
}

void Corpus::records()
{
    using Lines = std::vector<std::string>;
    const HealthRecord hidden = m_world.day(0, 2)[2];
    const auto line = [](HealthRecord record, double more) {
        record.value += more;
        return canonicalRecord(record);
    };
    recordLines("record-untouched", 0, "holds", [](Lines&) {});
    recordLines("record-value", 11, "altered", [&](Lines& all) { all[2] = line(hidden, 100); });
    recordLines("record-code", 11, "altered", [](Lines& all) { all[13] = replaced(all[13], "LEAK", "READING"); });
    recordLines("record-time", 11, "altered", [](Lines& all) { all[2] = replaced(all[2], "T02:", "T03:"); });
    recordLines("record-two-swapped", 11, "altered", [](Lines& all) { std::swap(all[2], all[3]); });
    recordLines("record-shown-twice", 11, "altered", [](Lines& all) { all[3] = all[2]; });
    recordLines("record-of-another-meter", 11, "altered",
                [&](Lines& all) { all[2] = canonicalRecord(m_world.day(1, 2)[2]); });
    recordLines("record-of-no-meter", 11, "altered",
                [](Lines& all) { all[2] = replaced(all[2], "100000000000", "4"); });
    recordLines("record-one-withheld", 0, "holds", [](Lines& all) { all[2].clear(); });
    recordLines("record-all-withheld", 11, "amber", [](Lines& all) { all.assign(24, ""); });
    recordLines("record-line-too-many", 11, "refused", [](Lines& all) { all.push_back(all.back()); });
    recordLines("record-line-left-out", 11, "refused", [](Lines& all) { all.pop_back(); });
    recordLines("record-no-lines", 11, "refused", [](Lines& all) { all.clear(); });
    recordLines("record-not-canonical", 11, "refused",
                [](Lines& all) { all[2] = replaced(all[2], ",\"mn\"", ", \"mn\""); });
    recordLines("record-number-of-another-form", 11, "refused",
                [](Lines& all) { all[2] = replaced(all[2], "\"value\":", "\"value\":0"); });
    recordLines("record-member-more", 11, "refused",
                [](Lines& all) { all[2] = replaced(all[2], "\"value\"", "\"unit\":\"L\",\"value\""); });
    recordLines("record-carriage-return", 11, "refused", [](Lines& all) { all[2] += '\r'; });
    recordLines(
        "record-withheld-guessed-wrong", 11, "altered", [&](Lines& all) { all[2] = line(hidden, 1); }, "withheld");
    recordLines(
        "record-withheld-guessed-right", 14, "amber", [&](Lines& all) { all[2] = line(hidden, 0); }, "withheld");
    forge("record-of-no-batch", 11, "refused", [&](Members& m) { m["records/000000000000.jsonl"] = m.at(m_records); });
}

void Corpus::unplaced()
{
    HealthRecord extra = m_world.day(0, 2)[7];
    extra.value += 1;
    const auto with = [&](const char* name, int step, const char* verdict, const std::string& text) {
        forge(name, step, verdict, [&](Members& m) {
            setText(m, "unplaced.jsonl", text);
            unsign(m);
        });
    };
    with("unplaced-extra", 11, "amber", canonicalRecord(extra) + "\n");
    with("unplaced-of-another-day", 11, "amber", canonicalRecord(m_world.day(0, 4)[3]) + "\n");
    with("unplaced-no-line-end", 11, "refused", canonicalRecord(extra));
    with("unplaced-not-canonical", 11, "refused", " " + canonicalRecord(extra) + "\n");
    with("unplaced-anchored-after-all", 0, "holds", canonicalRecord(m_world.day(0, 2)[7]) + "\n");
}

void Corpus::originals()
{
    const auto with = [&](const char* name, int step, const char* verdict, auto change) {
        forge(name, step, verdict, [&](Members& m) {
            change(m);
            unsign(m);
        });
    };
    const auto changeRow = [&](Members& m) {
        std::string text = textOf(m, "original/1.csv");
        const std::size_t end = text.find('\n', text.find('\n') + 1);
        text[end - 1] = text[end - 1] == '1' ? '2' : '1';
        setText(m, "original/1.csv", text);
    };
    with("original-changed", 12, "altered", changeRow);
    with("original-changed-and-claimed", 12, "altered", [&](Members& m) {
        const std::string before = crypto::sha256(m.at("original/1.csv")).hex();
        changeRow(m);
        edit(m, "claim.json", before, crypto::sha256(m.at("original/1.csv")).hex());
    });
    with("original-missing", 12, "altered", [](Members& m) { m.erase("original/1.csv"); });
    with("original-unclaimed", 12, "altered", [](Members& m) { setText(m, "original/2.csv", "x"); });
    with("original-rows-shuffled", 12, "altered", [](Members& m) {
        const std::string text = textOf(m, "original/rows.csv");
        const auto all = *evidence::linesOf(text);
        edit(m, "original/rows.csv", all[2], replaced(std::string(all[2]), "1,", "1,1"));
    });
    with("original-rows-of-another-form", 12, "altered",
         [](Members& m) { edit(m, "original/rows.csv", "leaf", "leave"); });
    with("original-rows-name-no-record", 12, "altered",
         [](Members& m) { setText(m, "original/rows.csv", textOf(m, "original/rows.csv") + "1,2,999,1\n"); });
    with("original-profile-broken", 0, "holds", [](Members& m) { setText(m, "original/1-profile.json", "{}"); });
}

void Corpus::presenterAndScope()
{
    forge("presenter-signature", 13, "amber", [](Members& m) { m.at("presenter.sig")[60] ^= 1; });
    forge("presenter-too-short", 13, "amber", [](Members& m) { m.at("presenter.sig").pop_back(); });
    forge("presenter-over-other-sums", 13, "amber", [](Members& m) { edit(m, "claim.json", "Readings", "Figures"); });
    forge("presenter-is-another", 13, "amber", [&](Members& m) {
        edit(m, "claim.json", "\"organisation\":\"utility\"", "\"organisation\":\"insurer\"");
        signAgain(m);
    });
    forge("presenter-is-no-member", 13, "amber", [&](Members& m) {
        edit(m, "claim.json", "\"organisation\":\"utility\"", "\"organisation\":\"court\"");
        signAgain(m);
    });
    forge("scope-unknown-need", 14, "amber", [&](Members& m) {
        edit(m, "claim.json", "[\"embedded-seal\"]", "[\"embedded-seal\",\"sm2-sm3\"]");
        signAgain(m);
    });
    forge("scope-other-meter", 14, "amber", [&](Members& m) {
        edit(m, "claim.json", "[\"100000000000\"]", "[\"100000000001\"]");
        signAgain(m);
    });
    forge("scope-narrower-than-records", 14, "amber", [&](Members& m) {
        edit(m, "claim.json", "\"to\":\"2026-01-02T23", "\"to\":\"2026-01-02T22");
        signAgain(m);
    });
    const auto leaveOut = [](Members& m, std::size_t which, bool claimed) {
        const std::uint64_t index = indicesOf(m, TxType::Convert).at(which);
        dropTransaction(m, index);
        std::string rows;
        const std::string before = textOf(m, "original/rows.csv");
        const auto all = *evidence::linesOf(before);
        for (const std::string_view line : all) {
            rows += line.find(fmt::format(",{},", index)) == std::string_view::npos ? std::string(line) + '\n' : "";
        }
        setText(m, "original/rows.csv", rows);
        if (!claimed) {
            edit(m, "claim.json", "\"complete\":true", "\"complete\":false");
        }
    };
    forge(
        "scope-batch-left-out", 14, "amber", [&](Members& m) { leaveOut(m, 2, true); }, true);
    forge(
        "scope-first-batch-left-out", 14, "amber", [&](Members& m) { leaveOut(m, 0, true); }, true);
    forge(
        "scope-batch-left-out-of-an-extract", 0, "holds", [&](Members& m) { leaveOut(m, 2, false); }, true);
}

}  // namespace meterseal::test
