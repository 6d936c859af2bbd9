#include "source/child_program.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace meterseal::source {

namespace {

std::string placeOf(const std::string& name)
{
    std::error_code unknown;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", unknown);
    const std::filesystem::path installed = self.parent_path().parent_path() / "libexec" / "meterseal" / name;
    return !unknown && std::filesystem::exists(installed, unknown) ? installed.string()
                                                                   : METERSEAL_HELPER_FOLDER "/" + name;
}

}  // namespace

Result<std::unique_ptr<ChildProgram>> ChildProgram::start(const std::string& name,
                                                          const std::vector<std::string>& arguments)
{
    auto child = ChildProcess::start(
        {.program = placeOf(name), .arguments = arguments, .output = ChildCommand::Output::Piped, .alone = true});
    if (!child) {
        return makeError(ErrorCode::Unsupported, "source.helper",
                         fmt::format("The helper program: {} Install MeterSeal whole; files of other formats are read "
                                     "without it.",
                                     child.error().message));
    }
    return std::unique_ptr<ChildProgram>(new ChildProgram(std::move(*child)));
}

bool ChildProgram::read(char* to, std::size_t size)
{
    while (size > 0) {
        if (m_at == m_size) {
            m_at = 0;
            m_size = m_process.read(m_buffer.data(), m_buffer.size());
            if (m_size == 0) {
                return false;
            }
        }
        const std::size_t part = std::min(size, m_size - m_at);
        std::memcpy(to, m_buffer.data() + m_at, part);
        m_at += part;
        to += part;
        size -= part;
    }
    return true;
}

}  // namespace meterseal::source
