#include "meterseal/file/file_stream.h"

#include <array>
#include <streambuf>

namespace meterseal {

namespace {
constexpr std::size_t kBufferBytes = 64u << 10;
}

class FileStream::Buffer : public std::streambuf {
public:
    explicit Buffer(File& file) : m_file(file) { setp(m_space.data(), m_space.data() + m_space.size()); }
    Status status;

    int sync() override
    {
        const auto waiting = static_cast<std::size_t>(pptr() - pbase());
        setp(m_space.data(), m_space.data() + m_space.size());
        if (status.ok() && waiting > 0) {
            status = m_file.write(std::string_view(m_space.data(), waiting));
        }
        return status.ok() ? 0 : -1;
    }

private:
    int_type overflow(int_type c) override
    {
        if (sync() != 0) {
            return traits_type::eof();
        }
        if (!traits_type::eq_int_type(c, traits_type::eof())) {
            *pptr() = traits_type::to_char_type(c);
            pbump(1);
        }
        return traits_type::not_eof(c);
    }

    File& m_file;
    std::array<char, kBufferBytes> m_space;
};

FileStream::FileStream(File& file) : std::ostream(nullptr), m_buffer(std::make_unique<Buffer>(file))
{
    rdbuf(m_buffer.get());
}

FileStream::~FileStream()
{
    m_buffer->sync();
}

Status FileStream::finish()
{
    m_buffer->sync();
    return m_buffer->status;
}

class FileReadStream::Buffer : public std::streambuf {
public:
    explicit Buffer(File& file) : m_file(file) {}
    Status status;

private:
    int_type underflow() override
    {
        const auto got = m_file.read(m_space.data(), m_space.size());
        if (!got) {
            status = got.status();
            throw std::ios_base::failure(got.error().message);  // how a stream's buffer says badbit
        }
        setg(m_space.data(), m_space.data(), m_space.data() + *got);
        return *got == 0 ? traits_type::eof() : traits_type::to_int_type(m_space.front());
    }

    File& m_file;
    std::array<char, kBufferBytes> m_space;
};

FileReadStream::FileReadStream(File& file) : std::istream(nullptr), m_buffer(std::make_unique<Buffer>(file))
{
    rdbuf(m_buffer.get());
}

FileReadStream::~FileReadStream() = default;

Status FileReadStream::trouble() const
{
    return m_buffer->status;
}

}  // namespace meterseal
