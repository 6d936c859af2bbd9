// The entries of a store in memory as they lie in its file: one encrypted row a key, found by keyed hashes of the names
// (no name is readable in the file), and the keyed hash over all rows (KEYSTORE.md). A row is decrypted when its entry
// is asked for.
//
// Not to be used by two threads at once.
#pragma once

#include "crypto/sealing.h"
#include "meterseal/crypto/key_store.h"

#include <array>
#include <cstring>
#include <unordered_map>

namespace meterseal::crypto::detail {

enum class EntryKind : std::uint8_t { Organisation = 1, Meter = 2, Ed25519 = 3 };

using NameHash = std::array<std::uint8_t, 16>;

struct Row {
    std::int64_t seq = 0;  // never given again; among the meters of one mn the highest is the present one
    EntryKind kind = EntryKind::Meter;
    NameHash id{};      // of kind and name: one row each
    NameHash family{};  // of a meter's mn; zeros for the others
    Bytes sealed;

    bool operator==(const Row&) const = default;
};

class Rows {
public:
    // Without rows, under a data key of 32 bytes.
    explicit Rows(SecretBytes dataKey);

    const SecretBytes& dataKey() const { return m_dataKey; }
    NameHash idOf(EntryKind kind, std::string_view name) const;
    NameHash familyOf(std::string_view mn) const;

    const Row* find(const NameHash& id) const;
    const Row* newestOf(const NameHash& family) const;
    std::size_t count(EntryKind kind) const { return m_counts[static_cast<std::size_t>(kind)]; }
    std::size_t bytes() const { return m_bytes; }
    template <typename Visit>
    void each(Visit visit) const
    {
        for (const auto& [id, row] : m_rows) {
            visit(row);
        }
    }
    SecretBytes unseal(const Row& row) const;

    // Replaces the row of this id.
    void put(EntryKind kind, const NameHash& id, const NameHash& family, ByteView plain);
    bool remove(const NameHash& id);

    // What a file holds, rows in the order of their seq: Damaged, keystore.damaged, unless they are all the rows that
    // the state was sealed over, and no others.
    Status load(std::vector<Row> rows, ByteView state, ByteView envelope);
    // Count, next seq and the keyed hash of all rows, encrypted and bound to the envelope.
    Bytes sealState(ByteView envelope) const;

    // Since the last markSaved(): rows to delete from the file, and rows to insert.
    const std::vector<std::int64_t>& removed() const { return m_removed; }
    std::vector<const Row*> added() const;
    void markSaved();

private:
    struct Hash {
        std::size_t operator()(const NameHash& name) const  // it is a hash already
        {
            std::size_t value = 0;
            std::memcpy(&value, name.data(), sizeof value);
            return value;
        }
    };
    void insert(Row row);
    Row take(const NameHash& id);
    void fold(const Row& row);

    SecretBytes m_dataKey;
    SecretBytes m_rowKey;
    SecretBytes m_stateKey;
    KeyedHash m_names;
    KeyedHash m_rowHash;
    std::unordered_map<NameHash, Row, Hash> m_rows;
    std::unordered_map<NameHash, std::vector<NameHash>, Hash> m_families;  // by seq
    std::array<std::size_t, 4> m_counts{};
    std::size_t m_bytes = 0;
    std::int64_t m_nextSeq = 1;
    Hash256
        m_sum{};  // the rows' keyed hashes added up bit by bit (MSet-XOR-Hash, Clarke et al. 2003); never in the open
    std::unordered_map<std::int64_t, NameHash> m_added;
    std::vector<std::int64_t> m_removed;
};

}  // namespace meterseal::crypto::detail
