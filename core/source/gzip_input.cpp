#include "source/gzip_input.h"

#include <fmt/format.h>
#include <vector>
#include <zlib.h>

namespace meterseal::source {

namespace {

class GzipInput : public ByteInput {
public:
    explicit GzipInput(std::unique_ptr<ByteInput> packed) : m_packed(std::move(packed)), m_block(64 * 1024) {}
    ~GzipInput() override { inflateEnd(&m_stream); }
    GzipInput(const GzipInput&) = delete;
    GzipInput& operator=(const GzipInput&) = delete;

    bool start() { return inflateInit2(&m_stream, 16 + MAX_WBITS) == Z_OK; }  // 16: gzip only
    Result<std::size_t> read(char* to, std::size_t max) override;
    std::uint64_t bytesRead() const override { return m_packed->bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_packed->bytesTotal(); }

private:
    Result<bool> fill();
    Error damaged(std::string_view what) const
    {
        return makeError(ErrorCode::Damaged, "source.gzip",
                         fmt::format("The gzip file {} behind {} unpacked bytes. What came before was read; get the "
                                     "file again.",
                                     what, m_unpacked));
    }

    std::unique_ptr<ByteInput> m_packed;
    std::vector<char> m_block;
    z_stream m_stream{};
    std::uint64_t m_unpacked = 0;
    bool m_inMember = true;  // a file may hold several, one behind the other
};

// False at the end of the packed bytes.
Result<bool> GzipInput::fill()
{
    if (m_stream.avail_in > 0) {
        return true;
    }
    MS_ASSIGN(const std::size_t got, m_packed->read(m_block.data(), m_block.size()));
    m_stream.next_in = reinterpret_cast<Bytef*>(m_block.data());
    m_stream.avail_in = static_cast<uInt>(got);
    return got > 0;
}

Result<std::size_t> GzipInput::read(char* to, std::size_t max)
{
    m_stream.next_out = reinterpret_cast<Bytef*>(to);
    m_stream.avail_out = static_cast<uInt>(max);
    while (m_stream.avail_out == max) {
        MS_ASSIGN(const bool any, fill());
        if (!any) {
            if (m_inMember) {
                return damaged("is cut off");
            }
            return std::size_t(0);
        }
        if (!m_inMember) {
            if (*m_stream.next_in != 0x1f) {  // zeros or other padding behind the last member
                m_stream.avail_in = 0;
                continue;
            }
            inflateReset(&m_stream);
            m_inMember = true;
        }
        const int state = inflate(&m_stream, Z_NO_FLUSH);
        if (state == Z_STREAM_END) {
            m_inMember = false;
        } else if (state != Z_OK && state != Z_BUF_ERROR) {
            return damaged("is damaged");
        }
    }
    const std::size_t count = max - m_stream.avail_out;
    m_unpacked += count;
    if (m_unpacked > kMaxUnpackedBytes) {
        return makeError(
            ErrorCode::InvalidArgument, "source.too-big",
            fmt::format("More than {} bytes come out of this file. The rest was not read.", kMaxUnpackedBytes));
    }
    return count;
}

}  // namespace

Result<std::unique_ptr<ByteInput>> gzipInput(std::unique_ptr<ByteInput> packed)
{
    auto input = std::make_unique<GzipInput>(std::move(packed));
    if (!input->start()) {
        return makeError(ErrorCode::Io, "source.gzip", "There is not memory enough to unpack the gzip file.");
    }
    return std::unique_ptr<ByteInput>(std::move(input));
}

}  // namespace meterseal::source
