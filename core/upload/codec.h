// Little-endian integers and varints for the journal's frames. FrameReader is for bytes that may be damaged: it never
// reads past the end and remembers that it failed.
#pragma once

#include "meterseal/base/bytes.h"

#include <cstring>
#include <string>
#include <string_view>

namespace meterseal::upload {

inline void putVarint(std::uint64_t value, Bytes& out)
{
    while (value >= 0x80) {
        out.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    out.push_back(static_cast<std::uint8_t>(value));
}
inline void putBytes(ByteView bytes, Bytes& out)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}
inline void putText(std::string_view text, Bytes& out)
{
    putVarint(text.size(), out);
    putBytes(asBytes(text), out);
}
inline void putFixed64(std::uint64_t value, Bytes& out)
{
    std::uint8_t raw[8];
    std::memcpy(raw, &value, sizeof raw);  // the supported machines are little-endian
    putBytes(raw, out);
}
// Small differences of either sign as small numbers.
inline std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

class FrameReader {
public:
    explicit FrameReader(ByteView bytes) : m_at(bytes.data()), m_end(bytes.data() + bytes.size()) {}

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_at == m_end; }
    std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }

    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && m_at != m_end; shift += 7) {
            const std::uint8_t byte = *m_at++;
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) {
                return value;
            }
        }
        m_ok = false;
        return 0;
    }
    ByteView bytes(std::size_t size)
    {
        if (size > left()) {
            m_ok = false;
            return {};
        }
        const ByteView result(m_at, size);
        m_at += size;
        return result;
    }
    std::string_view text() { return asText(bytes(varint())); }
    std::uint64_t fixed64()
    {
        std::uint64_t value = 0;
        if (const ByteView raw = bytes(8); raw.size() == 8) {
            std::memcpy(&value, raw.data(), 8);
        }
        return value;
    }
    Hash256 hash()
    {
        const ByteView raw = bytes(Hash256::kSize);
        return raw.size() == Hash256::kSize ? Hash256::copyFrom(raw.data()) : Hash256{};
    }

private:
    const std::uint8_t* m_at;
    const std::uint8_t* m_end;
    bool m_ok = true;
};

// Row numbers of a batch, in leaf order: count, then differences. A few hundred bytes where the rows lie near.
inline void putRows(std::span<const std::uint64_t> rows, Bytes& out)
{
    putVarint(rows.size(), out);
    std::uint64_t last = 0;
    for (const std::uint64_t row : rows) {
        putVarint(zigzag(static_cast<std::int64_t>(row - last)), out);
        last = row;
    }
}
inline bool readRows(FrameReader& in, std::vector<std::uint64_t>& rows)
{
    rows.clear();
    const std::uint64_t count = in.varint();
    if (count > in.left()) {
        return false;
    }
    rows.reserve(count);
    std::uint64_t last = 0;
    for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
        last += static_cast<std::uint64_t>(unzigzag(in.varint()));
        rows.push_back(last);
    }
    return in.ok();
}

}  // namespace meterseal::upload
