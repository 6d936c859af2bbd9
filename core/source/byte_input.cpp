#include "source/byte_input.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <system_error>

namespace meterseal::source {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

class FileInput : public ByteInput {
public:
    FileInput(std::FILE* file, std::string name, std::uint64_t total)
        : m_file(file), m_name(std::move(name)), m_total(total)
    {
        std::setvbuf(file, nullptr, _IONBF, 0);  // the blocks asked for are big already
    }
    Result<std::size_t> read(char* to, std::size_t max) override
    {
        const std::size_t got = std::fread(to, 1, max, m_file.get());
        if (got < max && std::ferror(m_file.get()) != 0) {
            return makeError(ErrorCode::Io, "source.io",
                             fmt::format("The file {} cannot be read beyond byte {}: {}. What was read before stays "
                                         "good; try again from the beginning.",
                                         m_name, m_read, std::strerror(errno)));
        }
        m_read += got;
        return got;
    }
    std::uint64_t bytesRead() const override { return m_read; }
    std::uint64_t bytesTotal() const override { return m_total; }

private:
    std::unique_ptr<std::FILE, CloseFile> m_file;
    std::string m_name;
    std::uint64_t m_total;
    std::uint64_t m_read = 0;
};

class MemoryInput : public ByteInput {
public:
    explicit MemoryInput(std::string_view bytes) : m_bytes(bytes) {}
    Result<std::size_t> read(char* to, std::size_t max) override
    {
        const std::size_t count = std::min(max, m_bytes.size() - m_at);
        std::copy_n(m_bytes.data() + m_at, count, to);
        m_at += count;
        return count;
    }
    std::uint64_t bytesRead() const override { return m_at; }
    std::uint64_t bytesTotal() const override { return m_bytes.size(); }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
};

class HeadedInput : public ByteInput {
public:
    HeadedInput(std::string head, std::unique_ptr<ByteInput> rest) : m_head(std::move(head)), m_rest(std::move(rest)) {}
    Result<std::size_t> read(char* to, std::size_t max) override
    {
        if (m_at == m_head.size()) {
            return m_rest->read(to, max);
        }
        const std::size_t count = std::min(max, m_head.size() - m_at);
        std::copy_n(m_head.data() + m_at, count, to);
        m_at += count;
        return count;
    }
    std::uint64_t bytesRead() const override { return m_rest->bytesRead() - (m_head.size() - m_at); }
    std::uint64_t bytesTotal() const override { return m_rest->bytesTotal(); }

private:
    std::string m_head;
    std::unique_ptr<ByteInput> m_rest;
    std::size_t m_at = 0;
};

}  // namespace

std::unique_ptr<ByteInput> withHead(std::string head, std::unique_ptr<ByteInput> rest)
{
    return std::make_unique<HeadedInput>(std::move(head), std::move(rest));
}

Status readUpTo(ByteInput& bytes, std::size_t size, std::string& to)
{
    const std::size_t before = to.size();
    to.resize(before + size);
    std::size_t done = 0;
    while (done < size) {
        Result<std::size_t> got = bytes.read(to.data() + before + done, size - done);
        if (!got || *got == 0) {
            to.resize(before + done);
            return got.status();
        }
        done += *got;
    }
    return {};
}

Result<std::unique_ptr<ByteInput>> openFile(const std::filesystem::path& file)
{
    std::error_code trouble;
    if (std::filesystem::is_directory(file, trouble)) {
        return makeError(ErrorCode::InvalidArgument, "source.io",
                         fmt::format("{} is a folder; name a record file.", file.string()));
    }
    std::FILE* const handle = std::fopen(file.string().c_str(), "rb");
    if (handle == nullptr) {
        const int number = errno;
        return makeError(number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                         number == ENOENT ? "source.not-found" : "source.io",
                         fmt::format("The file {} cannot be opened: {}.", file.string(), std::strerror(number)));
    }
    const auto size = std::filesystem::file_size(file, trouble);
    return std::unique_ptr<ByteInput>(
        std::make_unique<FileInput>(handle, file.string(), trouble ? 0 : static_cast<std::uint64_t>(size)));
}

std::unique_ptr<ByteInput> memoryInput(std::string_view bytes)
{
    return std::make_unique<MemoryInput>(bytes);
}

}  // namespace meterseal::source
