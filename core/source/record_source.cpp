#include "meterseal/source/record_source.h"

#include "meterseal/source/csv_writer.h"
#include "source/open_source.h"
#include "source/record_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>

namespace meterseal {

namespace {

// A source whose file was packed, which is told.
class UnpackedSource : public RecordSource {
public:
    UnpackedSource(std::unique_ptr<RecordSource> source, std::vector<SuggestionNote> notes)
        : m_source(std::move(source)), m_notes(std::move(notes))
    {}
    Result<std::size_t> read(std::vector<SourceRow>& rows, std::size_t max) override
    {
        return m_source->read(rows, max);
    }
    std::uint64_t quietRows() const override { return m_source->quietRows(); }
    std::vector<SuggestionNote> notes() const override { return m_notes; }
    std::uint64_t bytesRead() const override { return m_source->bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_source->bytesTotal(); }

private:
    std::unique_ptr<RecordSource> m_source;
    std::vector<SuggestionNote> m_notes;
};

}  // namespace

namespace {

Result<std::unique_ptr<RecordSource>> openWhole(std::unique_ptr<source::ByteInput> bytes, const MappingProfile& profile,
                                                RecordSource::RejectSink rejects)
{
    using namespace source;
    if (profile.format == FileFormat::Spreadsheet || profile.format == FileFormat::Sqlite) {
        return makeError(ErrorCode::InvalidArgument, "source.kind",
                         fmt::format("The profile's member \"format\" says {}, but the file is not one.",
                                     profile.format == FileFormat::Sqlite ? "sqlite" : "spreadsheet"));
    }
    MS_ASSIGN(std::unique_ptr<TextInput> text, TextInput::open(std::move(bytes), profile.encoding));
    if (profile.format != FileFormat::Delimited) {
        return openJson(std::move(text), profile, std::move(rejects));
    }
    MS_ASSIGN(std::unique_ptr<TableReader> reader, openDelimited(std::move(text), profile));
    return openTable(std::move(reader), profile, std::move(rejects));
}

}  // namespace

Result<std::unique_ptr<RecordSource>>
source::openSource(std::unique_ptr<ByteInput> bytes, const MappingProfile& profile, RecordSource::RejectSink rejects)
{
    MS_TRY(checkProfile(profile));
    if (profile.leaveOut.empty()) {
        return openWhole(std::move(bytes), profile, std::move(rejects));
    }
    MS_ASSIGN(std::unique_ptr<RecordSource> whole, openWhole(std::move(bytes), profile, rejects));
    return leavingOut(std::move(whole), profile.leaveOut, std::move(rejects));
}

Result<std::unique_ptr<RecordSource>> RecordSource::open(const std::filesystem::path& file,
                                                         const MappingProfile& profile, RejectSink rejects)
{
    MS_TRY(source::checkProfile(profile));
    if (!profile.leaveOut.empty()) {
        MappingProfile all = profile;
        all.leaveOut.clear();
        MS_ASSIGN(std::unique_ptr<RecordSource> whole, open(file, all, rejects));
        return source::leavingOut(std::move(whole), profile.leaveOut, std::move(rejects));
    }
    MS_ASSIGN(source::RecordFile opened, source::openRecordFile(file, profile.entry));
    if (opened.kind != source::RecordFile::Kind::Text) {
        MS_ASSIGN(std::unique_ptr<source::TableReader> reader, source::openTableReader(std::move(opened), profile));
        return source::openTable(std::move(reader), profile, std::move(rejects));
    }
    std::vector<SuggestionNote> notes = std::move(opened.notes);
    MS_ASSIGN(std::unique_ptr<RecordSource> source,
              source::openSource(source::unpackedText(std::move(opened)), profile, std::move(rejects)));
    if (notes.empty()) {
        return source;
    }
    return std::unique_ptr<RecordSource>(std::make_unique<UnpackedSource>(std::move(source), std::move(notes)));
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
