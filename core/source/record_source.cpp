#include "meterseal/source/record_source.h"

#include "meterseal/source/csv_writer.h"
#include "source/open_source.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>

namespace meterseal {

Result<std::unique_ptr<RecordSource>> RecordSource::open(const std::filesystem::path& file,
                                                         const MappingProfile& profile, RejectSink rejects)
{
    MS_ASSIGN(std::unique_ptr<source::ByteInput> bytes, source::openFile(file));
    return source::openSource(std::move(bytes), profile, std::move(rejects));
}

Result<std::unique_ptr<RecordSource>>
source::openSource(std::unique_ptr<ByteInput> bytes, const MappingProfile& profile, RecordSource::RejectSink rejects)
{
    MS_TRY(checkProfile(profile));
    MS_ASSIGN(std::unique_ptr<TextInput> text, TextInput::open(std::move(bytes), profile.encoding));
    if (profile.format != FileFormat::Delimited) {
        return openJson(std::move(text), profile, std::move(rejects));
    }
    MS_ASSIGN(std::unique_ptr<TableReader> reader, openDelimited(std::move(text), profile));
    return openTable(std::move(reader), profile, std::move(rejects));
}

struct RejectsFile::Impl {
    std::filesystem::path file;
    std::string source;
    std::ofstream out;
    std::unique_ptr<CsvWriter> writer;

    Error failure() const
    {
        return makeError(ErrorCode::Io, "source.rejects-io",
                         fmt::format("The rejects file {} cannot be written: {}. The rows before stay written; give it "
                                     "room and start again.",
                                     file.string(), std::strerror(errno)));
    }
};

RejectsFile::RejectsFile(std::filesystem::path file, std::string source) : m_impl(std::make_unique<Impl>())
{
    m_impl->file = std::move(file);
    m_impl->source = std::move(source);
}

RejectsFile::~RejectsFile()
{
    (void)close();  // whoever must know calls close()
}

Status RejectsFile::add(const RejectedRow& row)
{
    if (!m_impl->writer) {
        m_impl->out.open(m_impl->file, std::ios::binary | std::ios::trunc);
        if (!m_impl->out) {
            return m_impl->failure();
        }
        m_impl->writer = std::make_unique<CsvWriter>(m_impl->out);
        const std::array<std::string, 6> header{"file", "line", "column", "reason", "message", "original"};
        MS_TRY(m_impl->writer->row(header));
    }
    const std::array<std::string, 6> cells{m_impl->source,
                                           std::to_string(row.line),
                                           row.column == 0 ? std::string() : std::to_string(row.column),
                                           row.reason,
                                           row.message,
                                           row.original};
    if (!m_impl->writer->row(cells)) {
        return m_impl->failure();
    }
    ++m_count;
    return {};
}

Status RejectsFile::close()
{
    if (m_impl->writer) {
        m_impl->writer.reset();
        m_impl->out.close();
        if (!m_impl->out) {
            return m_impl->failure();
        }
    }
    return {};
}

}  // namespace meterseal
