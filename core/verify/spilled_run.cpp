#include "verify/spilled_run.h"

#include "meterseal/file/whole_file.h"

namespace meterseal::verify {
namespace {

constexpr std::size_t kBufferedRecords = 4096;  // 256 KiB

Error ioError(const Error& cause)
{
    return rephrased(cause, "verify.temporary-io",
                     "It is a temporary file and is removed. Make space there or name another folder, and verify "
                     "again.");
}

}  // namespace

SpilledRun::SpilledRun(File file) : m_file(std::move(file))
{
    m_buffer.reserve(kBufferedRecords);
}

Result<std::unique_ptr<SpilledRun>> SpilledRun::create(const std::filesystem::path& folder)
{
    auto file = makeTemporaryFile(folder);
    if (!file) {
        return rephrased(file.error(), "verify.temporary-folder",
                         "The file holds more records than are kept in memory. Nothing was checked. Name a folder with "
                         "free space and try again.");
    }
    return std::unique_ptr<SpilledRun>(new SpilledRun(std::move(*file)));
}

Status SpilledRun::append(const LocalRecord& record)
{
    m_buffer.push_back(record);
    return m_buffer.size() == kBufferedRecords ? flush() : Status();
}

Status SpilledRun::flush()
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(m_buffer.data());
    if (const Status done = m_file.write(ByteView(bytes, m_buffer.size() * sizeof(LocalRecord))); !done) {
        return ioError(done.error());
    }
    m_written += m_buffer.size();
    m_buffer.clear();
    return {};
}

Status SpilledRun::rewind()
{
    m_read = 0;
    m_next = 0;
    return {};
}

Result<const LocalRecord*> SpilledRun::peek()
{
    if (m_next < m_buffer.size()) {
        return &m_buffer[m_next];
    }
    const std::size_t count = std::min<std::uint64_t>(kBufferedRecords, m_written - m_read);
    const std::size_t size = count * sizeof(LocalRecord);
    m_buffer.resize(count);
    const auto got = m_file.readAt(m_read * sizeof(LocalRecord), m_buffer.data(), size);
    if (!got) {
        return ioError(got.error());
    }
    if (*got < size) {
        return ioError(makeError(ErrorCode::Io, "file.io", "The file is shorter than what was written to it."));
    }
    m_read += count;
    m_next = 0;
    const LocalRecord* const head = count == 0 ? nullptr : m_buffer.data();
    return head;
}

}  // namespace meterseal::verify
