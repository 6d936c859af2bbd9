#include "source/byte_input.h"

#include "meterseal/file/file.h"

#include <algorithm>
#include <fmt/format.h>
#include <system_error>

namespace meterseal::source {

namespace {

class FileInput : public ByteInput {
public:
    FileInput(File file, std::uint64_t total) : m_file(std::move(file)), m_total(total) {}
    Result<std::size_t> read(char* to, std::size_t max) override
    {
        const auto got = m_file.read(to, max);
        if (!got) {
            return rephrased(
                got.error(), "source.io",
                fmt::format("What was read before byte {} stays good; try again from the beginning.", m_read));
        }
        m_read += *got;
        return *got;
    }
    std::uint64_t bytesRead() const override { return m_read; }
    std::uint64_t bytesTotal() const override { return m_total; }

private:
    File m_file;
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
    auto opened = File::open(file, OpenFor::Reading);
    if (!opened) {
        return rephrased(opened.error(), opened.error().code == ErrorCode::NotFound ? "source.not-found" : "source.io");
    }
    MS_ASSIGN(const std::uint64_t size, opened->size());
    return std::unique_ptr<ByteInput>(std::make_unique<FileInput>(std::move(*opened), size));
}

std::unique_ptr<ByteInput> memoryInput(std::string_view bytes)
{
    return std::make_unique<MemoryInput>(bytes);
}

}  // namespace meterseal::source
