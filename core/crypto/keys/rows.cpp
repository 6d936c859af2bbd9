#include "crypto/keys/rows.h"

#include "meterseal/crypto/sha256.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::crypto::detail {

namespace {

constexpr std::size_t kStateSize = 8 + 8 + 32;

SecretBytes derive(const SecretBytes& dataKey, std::string_view purpose)
{
    const ByteView pieces[] = {asBytes(purpose)};
    return SecretBytes(ByteView(KeyedHash(dataKey.view()).of(pieces)));
}

std::array<std::uint8_t, 8> bigEndian(std::uint64_t value)
{
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(value >> (8 * (7 - i)));
    }
    return bytes;
}

// What a row is bound to: everything of it that is stored in the open.
Bytes boundTo(const Row& row)
{
    Bytes bound{static_cast<std::uint8_t>(row.kind)};
    const auto seq = bigEndian(static_cast<std::uint64_t>(row.seq));
    bound.insert(bound.end(), seq.begin(), seq.end());
    bound.insert(bound.end(), row.id.begin(), row.id.end());
    bound.insert(bound.end(), row.family.begin(), row.family.end());
    return bound;
}

Bytes stateBoundTo(ByteView envelope)
{
    constexpr std::string_view kWhat = "meterseal key store state";
    const Hash256 hash = sha256(envelope);
    Bytes bound(kWhat.begin(), kWhat.end());
    bound.insert(bound.end(), hash.bytes.begin(), hash.bytes.end());
    return bound;
}

Error damaged(std::string_view what)
{
    return makeError(
        ErrorCode::Damaged, "keystore.damaged",
        fmt::format("The key store file is damaged: {}. It was not changed; restore it from a copy.", what));
}

}  // namespace

Rows::Rows(SecretBytes dataKey)
    : m_dataKey(std::move(dataKey)),
      m_rowKey(derive(m_dataKey, "meterseal key store row")),
      m_stateKey(derive(m_dataKey, "meterseal key store state")),
      m_names(derive(m_dataKey, "meterseal key store name").view()),
      m_rowHash(derive(m_dataKey, "meterseal key store set").view())
{}

NameHash Rows::idOf(EntryKind kind, std::string_view name) const
{
    const std::uint8_t kindByte = static_cast<std::uint8_t>(kind);
    const ByteView pieces[] = {ByteView(&kindByte, 1), asBytes(name)};
    const Hash256 hash = m_names.of(pieces);
    NameHash id{};
    std::copy_n(hash.bytes.begin(), id.size(), id.begin());
    return id;
}

NameHash Rows::familyOf(std::string_view mn) const
{
    constexpr std::uint8_t kFamily = 0xff;  // no kind has this
    const ByteView pieces[] = {ByteView(&kFamily, 1), asBytes(mn)};
    const Hash256 hash = m_names.of(pieces);
    NameHash family{};
    std::copy_n(hash.bytes.begin(), family.size(), family.begin());
    return family;
}

const Row* Rows::find(const NameHash& id) const
{
    const auto found = m_rows.find(id);
    return found == m_rows.end() ? nullptr : &found->second;
}

const Row* Rows::newestOf(const NameHash& family) const
{
    const auto found = m_families.find(family);
    return found == m_families.end() ? nullptr : find(found->second.back());
}

SecretBytes Rows::unseal(const Row& row) const
{
    auto plain = unsealFresh(m_rowKey.view(), boundTo(row), row.sealed);
    requireSeal(plain.has_value(), "opening a key that was whole when the store was opened");
    return std::move(*plain);
}

void Rows::put(EntryKind kind, const NameHash& id, const NameHash& family, ByteView plain)
{
    remove(id);
    Row row{m_nextSeq++, kind, id, family, {}};
    row.sealed = sealFresh(m_rowKey.view(), boundTo(row), plain);
    m_added.emplace(row.seq, id);
    insert(std::move(row));
}

bool Rows::remove(const NameHash& id)
{
    if (find(id) == nullptr) {
        return false;
    }
    const Row row = take(id);
    if (m_added.erase(row.seq) == 0) {
        m_removed.push_back(row.seq);
    }
    return true;
}

void Rows::insert(Row row)
{
    fold(row);
    m_bytes += row.sealed.size();
    ++m_counts[static_cast<std::size_t>(row.kind)];
    if (row.kind == EntryKind::Meter) {
        m_families[row.family].push_back(row.id);
    }
    const NameHash id = row.id;
    m_rows.insert_or_assign(id, std::move(row));
}

Row Rows::take(const NameHash& id)
{
    Row row = std::move(m_rows.extract(id).mapped());
    fold(row);  // a second time takes it out
    m_bytes -= row.sealed.size();
    --m_counts[static_cast<std::size_t>(row.kind)];
    if (row.kind == EntryKind::Meter) {
        const auto family = m_families.find(row.family);
        std::erase(family->second, id);
        if (family->second.empty()) {
            m_families.erase(family);
        }
    }
    return row;
}

void Rows::fold(const Row& row)
{
    const Bytes bound = boundTo(row);
    const ByteView pieces[] = {bound, row.sealed};
    const Hash256 hash = m_rowHash.of(pieces);
    for (std::size_t i = 0; i < hash.bytes.size(); ++i) {
        m_sum.bytes[i] ^= hash.bytes[i];
    }
}

Status Rows::load(std::vector<Row> rows, ByteView state, ByteView envelope)
{
    const auto plain = unsealFresh(m_stateKey.view(), stateBoundTo(envelope), state);
    if (!plain || plain->size() != kStateSize) {
        return damaged("what it says of all its keys together does not belong to it");
    }
    const auto number = [&](std::size_t at) {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : plain->view().subspan(at, 8)) {
            value = value << 8 | byte;
        }
        return value;
    };
    const std::uint64_t count = number(0);
    m_nextSeq = static_cast<std::int64_t>(number(8));
    for (Row& row : rows) {
        const bool known = row.kind >= EntryKind::Organisation && row.kind <= EntryKind::Ed25519;
        if (!known || row.seq >= m_nextSeq || find(row.id) != nullptr) {
            return damaged("it holds a key that was not put there by this program");
        }
        insert(std::move(row));
    }
    if (rows.size() != count || !equalSecrets(ByteView(m_sum), plain->view().subspan(16))) {
        return damaged("a key was changed, added or taken away");
    }
    return {};
}

Bytes Rows::sealState(ByteView envelope) const
{
    SecretBytes plain(kStateSize);
    const auto count = bigEndian(m_rows.size());
    const auto next = bigEndian(static_cast<std::uint64_t>(m_nextSeq));
    std::uint8_t* to = std::copy(count.begin(), count.end(), plain.data());
    to = std::copy(next.begin(), next.end(), to);
    std::copy(m_sum.bytes.begin(), m_sum.bytes.end(), to);
    return sealFresh(m_stateKey.view(), stateBoundTo(envelope), plain.view());
}

std::vector<const Row*> Rows::added() const
{
    std::vector<const Row*> rows;
    rows.reserve(m_added.size());
    for (const auto& [seq, id] : m_added) {
        rows.push_back(find(id));
    }
    // In the order of the file, so that inserting only ever extends it.
    std::sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) { return a->seq < b->seq; });
    return rows;
}

void Rows::markSaved()
{
    m_added.clear();
    m_removed.clear();
}

}  // namespace meterseal::crypto::detail
