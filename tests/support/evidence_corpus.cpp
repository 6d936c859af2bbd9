#include "support/evidence_corpus_maker.h"

namespace meterseal::test {

void Corpus::genuine()
{
    for (const auto& [name, bytes] : m_genuine) {
        const bool altered = name == "altered-and-extra";
        add("genuine-" + name, bytes, altered ? 11 : 0, altered ? "altered" : "holds");
    }
    add("genuine-not-confirmed", dayBytes(), 3, "amber");
    m_cases.back().confirmed = false;
}

void Corpus::container()
{
    Bytes bytes = dayBytes();
    bytes.insert(bytes.begin(), 'x');
    add("container-bytes-before", bytes, 1, "refused");
    bytes = dayBytes();
    bytes.push_back('x');
    add("container-bytes-after", bytes, 1, "refused");
    bytes = dayBytes();
    bytes.resize(bytes.size() / 2);
    add("container-cut-off", bytes, 1, "refused");
    add("container-empty", {}, 1, "refused");
    bytes = dayBytes();
    bytes[14] ^= 1;
    add("container-crc", bytes, 1, "refused");
    bytes = dayBytes();
    bytes[bytes.size() - 2] = 1;
    bytes.push_back('c');
    add("container-comment", bytes, 1, "refused");
    bytes = dayBytes();
    bytes[bytes.size() - 6] ^= 4;
    add("container-directory-offset", bytes, 1, "refused");
    bytes = dayBytes();
    std::fill_n(bytes.begin() + 18, 8, 0xff);
    add("container-zip64-sizes", bytes, 1, "refused");
}

void Corpus::containerByHand()
{
    if (rawZip(rawMembers(m_day)) != dayBytes()) {
        throw std::runtime_error("the forger's ZIP file is not the canonical one");
    }
    raw("container-path-traversal", [](auto& m) { m.back().name = "../evil"; });
    raw("container-absolute-path", [](auto& m) { m.back().name = "/tmp/evil"; });
    raw("container-upper-case", [](auto& m) { m.back().name = "TX/evil"; });
    raw("container-folder", [](auto& m) { m.push_back({"zz/", {}}); });
    raw("container-member-twice", [](auto& m) { m.push_back(m.back()); });
    raw("container-order", [](auto& m) { std::swap(m[2], m[3]); });
    raw("container-sums-not-second", [](auto& m) { std::swap(m[1], m[2]); });
    raw("container-no-mimetype", [](auto& m) { m.erase(m.begin()); });
    raw("container-other-mimetype", [](auto& m) { m[0].bytes.push_back('\n'); });
    raw("container-deflated", [](auto& m) { m[3].method = 8; });
    raw("container-encrypted", [](auto& m) { m[3].flags = 1; });
    raw("container-data-descriptor", [](auto& m) { m[3].flags = 8; });
    raw("container-utf8-flag", [](auto& m) { m[3].flags = 0x800; });
    raw("container-date", [](auto& m) { m[3].date = 0x5c21; });
    raw("container-directory-name", [](auto& m) { m[3].directoryName = std::string(m[3].name.size(), 'a'); });
}

void Corpus::sums()
{
    Members members = m_day;
    edit(members, m_records, "\"value\":14", "\"value\":15");
    add("sums-value-changed", packed(members), 2, "refused");
    members = m_day;
    setText(members, "unplaced.jsonl", canonicalRecord(m_world.day(0, 1)[0]) + "\n");
    add("sums-unlisted-member", packed(members), 2, "refused");
    members = m_day;
    setText(members, "verify.html", "<script>");
    add("sums-unknown-member", summedAndPacked(members), 2, "refused");
    members = m_day;
    members.erase("HOW-TO-VERIFY.txt");
    add("sums-member-gone", packed(members), 2, "refused");
    members = m_day;
    const std::string text = textOf(members, "SHA256SUMS");
    const std::size_t line = text.find('\n') + 1;
    setText(members, "SHA256SUMS", text.substr(line) + text.substr(0, line));
    add("sums-not-ascending", packed(members), 2, "refused");
    members = m_day;
    setText(members, "SHA256SUMS", text.substr(0, text.size() - 1));
    add("sums-no-last-line-end", packed(members), 2, "refused");
    members = m_day;
    setText(members, "SHA256SUMS", replaced(text, "  ", " *"));
    add("sums-binary-mark", packed(members), 2, "refused");
    members = m_day;
    setText(members, "SHA256SUMS", text + std::string(64, '0') + "  zz\n");
    add("sums-absent-member", packed(members), 2, "refused");
}

void Corpus::claim()
{
    forge("claim-missing", 2, "refused", [](Members& m) { m.erase("claim.json"); });
    forge("claim-format-2", 2, "refused", [](Members& m) { edit(m, "claim.json", "\"format\":1", "\"format\":2"); });
    forge("claim-unknown-member", 2, "refused",
          [](Members& m) { edit(m, "claim.json", "\"from\"", "\"fresh\":true,\"from\""); });
    forge("claim-not-canonical", 2, "refused",
          [](Members& m) { edit(m, "claim.json", ",\"format\"", ", \"format\""); });
    forge("claim-twice-a-member", 2, "refused",
          [](Members& m) { edit(m, "claim.json", "\"format\":1", "\"format\":1,\"format\":1"); });
    forge("claim-time-of-another-form", 2, "refused",
          [](Members& m) { edit(m, "claim.json", ".000Z\",\"meters\"", "Z\",\"meters\""); });
}

void Corpus::genesis()
{
    forge("genesis-missing", 3, "refused", [](Members& m) { m.erase("genesis.json"); });
    forge("genesis-version-1", 3, "refused", [](Members& m) { edit(m, "genesis.json", "\"v\":2", "\"v\":1"); });
    forge("genesis-salted", 3, "refused",
          [](Members& m) { edit(m, "genesis.json", "\"leaves\":\"open\"", "\"leaves\":\"salted\""); });
    forge("genesis-unknown-suite", 3, "refused",
          [](Members& m) { edit(m, "genesis.json", "secp256k1-sha256", "secp256k1-sha257"); });
    forge("genesis-small-order-witness-key", 3, "refused", [&](Members& m) {
        edit(m, "genesis.json", toHex(m_world.genesis().organisations[1].witnessKey), "01" + std::string(62, '0'));
    });
    forge("genesis-name-changed", 7, "refused",
          [&](Members& m) { edit(m, "genesis.json", m_world.genesis().organisations[0].name, "Other"); });
    m_cases.back().confirmed = false;
    EvidenceWorld other(12);
    add("genesis-another-ledger", genuineBundles(other).at("day-cosigned-signed").bytes, 3, "amber");
}

void Corpus::transactions()
{
    forge("tx-byte-in-header", 4, "refused", [&](Members& m) { edit(m, tx("bin"), "\"count\":24", "\"count\":25"); });
    forge("tx-byte-behind", 4, "refused", [&](Members& m) { m.at(tx("bin")).push_back(0); });
    forge("tx-high-s", 4, "refused", [&](Members& m) {
        // n - s is the other signature of the same message.
        constexpr std::array<std::uint8_t, 32> n{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                 0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48,
                                                 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41};
        Transaction decoded = *decodeTransaction(m.at(tx("bin")));
        auto& s = decoded.signatures[0].signature;
        int borrow = 0;
        for (std::size_t i = 32; i-- > 0;) {
            const int digit = n[i] - s[32 + i] - borrow;
            borrow = digit < 0 ? 1 : 0;
            s[32 + i] = static_cast<std::uint8_t>(digit + 256 * borrow);
        }
        m.at(tx("bin")) = encodeTransaction(decoded);
        restamp(m_world, m);
    });
    forge("tx-none", 4, "refused", [](Members& m) {
        for (const TxType type :
             {TxType::Register, TxType::Review, TxType::Activate, TxType::Convert, TxType::Organisation}) {
            for (const std::uint64_t index : indicesOf(m, type)) {
                dropTransaction(m, index);
            }
        }
    });
}

void Corpus::entries()
{
    const auto reversedLeaves = [&](Members& m) {
        Transaction decoded = *decodeTransaction(m.at(tx("bin")));
        std::ranges::reverse(decoded.leaves);
        m.at(tx("bin")) = encodeTransaction(decoded);
    };
    forge("entry-leaves-reversed", 5, "refused", reversedLeaves);
    forge("batch-leaves-reversed-restamped", 10, "refused", [&](Members& m) {
        reversedLeaves(m);
        restamp(m_world, m);
    });
    const auto changed = [&](const char* name, auto change) {
        forge(name, 5, "refused", [&](Members& m) {
            auto proof = *evidence::parseEntryProof(textOf(m, tx("proof")));
            change(proof);
            setText(m, tx("proof"), evidence::printEntryProof(proof));
        });
    };
    changed("entry-time", [](auto& p) { p.entry.time.ms -= 86'400'000; });
    changed("entry-height", [](auto& p) { --p.entry.height; });
    changed("entry-of-another-transaction", [](auto& p) { p.entry.txHash.bytes[0] ^= 1; });
    changed("entry-path-short", [](auto& p) { p.path.pop_back(); });
    changed("entry-path-long", [](auto& p) { p.path.push_back(p.path.back()); });
    changed("entry-path-swapped", [](auto& p) { std::swap(p.path[0], p.path[1]); });
    changed("entry-other-index", [](auto& p) { p.index ^= 1; });
    forge("entry-proof-missing", 5, "refused", [&](Members& m) { m.erase(tx("proof")); });
    forge("entry-transaction-missing", 5, "refused", [&](Members& m) { m.erase(tx("bin")); });
    forge("entry-leading-zero", 5, "refused", [&](Members& m) { edit(m, tx("proof"), "index ", "index 0"); });
    forge("entry-carriage-return", 5, "refused", [&](Members& m) { edit(m, tx("proof"), "@v1\n", "@v1\r\n"); });
    forge("entry-no-empty-line", 5, "refused", [&](Members& m) { m.at(tx("proof")).pop_back(); });
    forge("entry-index-beyond-size", 5, "refused", [&](Members& m) {
        for (const char* ext : {"bin", "proof"}) {
            m[txName(999, ext)] = m.at(txName(m_batch, ext));
            m.erase(txName(m_batch, ext));
        }
        m[evidence::numbered("records", 999, "jsonl")] = m.at(m_records);
        m.erase(m_records);
        edit(m, txName(999, "proof"), fmt::format("index {}\n", m_batch), "index 999\n");
    });
    forge("entry-heights-fall", 5, "refused",
          [&](Members& m) { restamp(m_world, m, [&](Entries& entries, BlockHeader&) { entries[0].height = 5; }); });
    forge("entry-times-fall", 5, "refused", [&](Members& m) {
        restamp(m_world, m, [&](Entries& entries, BlockHeader&) { entries[0].time.ms += 90LL * 86'400'000; });
    });
    forge("entry-two-times-in-a-block", 5, "refused",
          [&](Members& m) { restamp(m_world, m, [&](Entries& entries, BlockHeader&) { --entries[0].time.ms; }); });
}

void Corpus::members()
{
    const auto organisation = [&](Members& m, std::initializer_list<const crypto::PrivateKey*> signers) {
        const std::uint64_t index = indicesOf(m, TxType::Organisation).front();
        const Transaction decoded = *decodeTransaction(m.at(txName(index, "bin")));
        m.at(txName(index, "bin")) = m_world.world.sign(std::get<OrganisationBody>(decoded.header.body), signers);
        restamp(m_world, m);
    };
    forge("members-added-by-one", 6, "refused", [&](Members& m) { organisation(m, {&m_world.world.utility()}); });
    forge("members-added-without-manufacturer", 6, "refused", [&](Members& m) {
        organisation(m, {&m_world.world.utility(), &m_world.world.insurer()});
    });
    forge("members-added-by-strangers", 6, "refused", [&](Members& m) {
        const auto a = m_world.world.key("stranger a");
        const auto b = m_world.world.key("stranger b");
        organisation(m, {&a, &b});
    });
    forge("members-small-order-key", 4, "refused", [&](Members& m) {
        const std::uint64_t index = indicesOf(m, TxType::Organisation).front();
        OrganisationBody body = std::get<OrganisationBody>(decodeTransaction(m.at(txName(index, "bin")))->header.body);
        body.witnessKey = {1};
        m.at(txName(index, "bin")) =
            m_world.world.sign(body, {&m_world.world.utility(), &m_world.world.manufacturer()});
        restamp(m_world, m);
    });
}

void Corpus::checkpoint()
{
    const auto line = [](const std::string& text, int number) {
        std::size_t at = 0;
        for (int i = 1; i < number; ++i) {
            at = text.find('\n', at) + 1;
        }
        return text.substr(at, text.find('\n', at) - at);
    };
    const std::string note = textOf(m_day, "checkpoint");
    const BlockHeader header = parseCheckpoint(note, m_world.genesis())->block.header;
    forge("checkpoint-missing", 7, "refused", [](Members& m) { m.erase("checkpoint"); });
    forge("checkpoint-root", 5, "refused",
          [&](Members& m) { edit(m, "checkpoint", line(note, 3), crypto::toBase64(Hash256{})); });
    forge("checkpoint-size", 5, "refused",
          [&](Members& m) { edit(m, "checkpoint", "\n" + line(note, 2) + "\n", "\n999\n"); });
    forge("checkpoint-time", 7, "refused", [&](Members& m) {
        Timestamp later = header.time;
        later.ms += 1;
        edit(m, "checkpoint", formatTimestamp(header.time), formatTimestamp(later));
    });
    forge("checkpoint-carriage-return", 7, "refused",
          [&](Members& m) { edit(m, "checkpoint", line(note, 2) + "\n", line(note, 2) + "\r\n"); });
    forge("checkpoint-no-seal", 7, "refused", [&](Members& m) { edit(m, "checkpoint", line(note, 6) + "\n", ""); });
    forge("checkpoint-no-signature", 7, "refused",
          [&](Members& m) { setText(m, "checkpoint", note.substr(0, note.find("\n\n") + 2)); });
    forge("checkpoint-garbage-line", 7, "refused", [&](Members& m) { setText(m, "checkpoint", note + "— x !!!!\n"); });
    forge("checkpoint-sealed-by-another", 7, "refused", [&](Members& m) {
        const auto key = witnessOf(m_world.world.key("another sealer"));
        const std::string text = note.substr(0, note.find("\n\n") + 1);
        auto signature = crypto::signNote(text, originOf(m_world.genesis()), key);
        signature.keyId = crypto::noteKeyId(originOf(m_world.genesis()), m_world.genesis().sealer.publicKey);
        setText(m, "checkpoint", text + "\n" + crypto::printNoteSignature(signature) + "\n");
    });
    forge("checkpoint-before-an-entry", 7, "refused",
          [&](Members& m) { restamp(m_world, m, [](Entries&, BlockHeader& h) { h.height = 2; }); });
    forge("checkpoint-restamped-by-the-sealer", 0, "holds", [&](Members& m) {
        restamp(m_world, m, [](Entries& entries, BlockHeader& h) {
            for (LogEntry& entry : entries) {
                entry.time.ms -= 3'600'000;
            }
            h.time.ms -= 3'600'000;
        });
        signAgain(m);
    });
}

// The presenter signs again what was changed with its help.
void Corpus::signAgain(Members& members)
{
    sumAnew(members);
    const crypto::PrivateKey& key = m_world.world.utility();
    const auto signature = key.sign(crypto::sha256(members.at("SHA256SUMS")));
    const crypto::PublicKey shown = key.publicKey();
    Bytes bytes(shown.bytes.begin(), shown.bytes.end());
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    members.insert_or_assign("presenter.sig", std::move(bytes));
}

void Corpus::cosignatures()
{
    const std::string note = textOf(m_day, "checkpoint");
    const std::string header = note.substr(0, note.find("\n\n") + 1);
    const std::string sealed = note.substr(0, note.find('\n', note.find("\n\n") + 2) + 1);
    const auto withLine = [&](const char* name, std::string line) {
        forge(name, 0, "holds", [&](Members& m) {
            setText(m, "checkpoint", sealed + line + "\n");
            signAgain(m);
        });
    };
    const auto signedBy = [&](const crypto::PrivateKey& key, std::string_view id, std::string_view text) {
        return crypto::printNoteSignature(
            crypto::cosignNote(text, cosignerName(originOf(m_world.genesis()), id), witnessOf(key), 1'767'700'000));
    };
    const auto& world = m_world.world;
    withLine("cosigned-by-unknown-key", signedBy(world.key("nobody"), "insurer", header));
    withLine("cosigned-by-no-member", signedBy(world.key("nobody"), "nobody", header));
    withLine("cosigned-another-header", signedBy(m_world.newInsurerKey(), "insurer", header + "x\n"));
    withLine("cosigned-with-rotated-key", signedBy(world.insurer(), "insurer", header));
    withLine("cosigned-twice-by-one", signedBy(m_world.newInsurerKey(), "insurer", header) + "\n" +
                                          signedBy(m_world.newInsurerKey(), "insurer", header));
    withLine("cosigned-by-the-sealer-itself", signedBy(world.utility(), "utility", header));
}

void Corpus::earlier()
{
    std::string first;
    for (const auto& [name, bytes] : m_all) {
        if (name.starts_with("earlier/") && name.ends_with(".checkpoint")) {
            first = name;
            break;
        }
    }
    const std::string path = replaced(first, ".checkpoint", ".consistency");
    forge(
        "earlier-consistency-line", 8, "refused",
        [&](Members& m) {
            setText(m, path, replaced(textOf(m, path), textOf(m, path).substr(0, 44), crypto::toBase64(Hash256{})));
        },
        true);
    forge(
        "earlier-consistency-missing", 8, "refused", [&](Members& m) { m.erase(path); }, true);
    forge(
        "earlier-checkpoint-missing", 8, "refused", [&](Members& m) { m.erase(first); }, true);
    forge(
        "earlier-consistency-no-line-end", 8, "refused", [&](Members& m) { m.at(path).pop_back(); }, true);
    forge(
        "earlier-of-another-size", 8, "refused",
        [&](Members& m) {
            m["earlier/000000000002.checkpoint"] = m.at(first);
            m["earlier/000000000002.consistency"] = m.at(path);
            m.erase(first);
            m.erase(path);
        },
        true);
    forge(
        "earlier-seal-broken", 8, "refused", [&](Members& m) { edit(m, first, "block ", "block 1"); }, true);
    forge(
        "earlier-then-restamped", 8, "refused",
        [&](Members& m) {
            const Members before = m;
            restamp(m_world, m, [](Entries& entries, BlockHeader&) {
                for (LogEntry& entry : entries) {
                    entry.time.ms -= entry.height == 1 ? 1000 : 0;
                }
            });
            m.insert_or_assign(first, before.at(first));
            m.insert_or_assign(path, before.at(path));
        },
        true);
}

void Corpus::sheets()
{
    const std::string note = textOf(m_all, "checkpoint");
    const BlockHeader newest = parseCheckpoint(note, m_world.genesis())->block.header;
    const auto sheet = [&](const char* name, int step, const char* verdict, BlockHeader header) {
        add(name, m_genuine.at("complete-two-meters-earlier"), step, verdict);
        m_cases.back().sheet = printBlockHeader(header);
    };
    LedgerReader reader = m_world.reader();
    sheet("sheet-fits", 0, "holds", reader.block(3)->header);
    sheet("sheet-is-the-checkpoint", 0, "holds", newest);
    BlockHeader other = reader.block(3)->header;
    other.logRoot.bytes[7] ^= 1;
    sheet("sheet-another-root", 8, "refused", other);
    other = newest;
    other.time.ms -= 1000;
    sheet("sheet-another-time", 8, "refused", other);
    other = newest;
    other.logSize += 5;
    ++other.height;
    sheet("sheet-of-a-longer-ledger", 8, "amber", other);
    sheet("sheet-without-proof", 8, "amber", reader.block(2)->header);
    sheet("sheet-of-another-ledger", 8, "refused", EvidenceWorld(12).reader().block(3)->header);
}

std::vector<CorpusCase> evidenceCorpus(EvidenceWorld& world)
{
    return Corpus(world).run();
}

}  // namespace meterseal::test
