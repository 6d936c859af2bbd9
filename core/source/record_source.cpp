#include "meterseal/source/record_source.h"

#include "meterseal/file/whole_file.h"
#include "meterseal/source/csv_writer.h"
#include "source/open_source.h"
#include "source/record_file.h"

#include <array>
#include <fmt/format.h>
#include <optional>

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

Result<std::unique_ptr<RecordSource>> RecordSource::openMemory(std::string_view bytes, const MappingProfile& profile,
                                                               RejectSink rejects)
{
    return source::openSource(source::memoryInput(bytes), profile, std::move(rejects));
}

struct RejectsFile::Impl {
    std::filesystem::path file;
    std::string source;
    Mode mode = Mode::Replace;
    std::optional<File> out;
    std::unique_ptr<FileStream> stream;
    std::unique_ptr<CsvWriter> writer;

    static Error failure(const Error& cause)
    {
        return rephrased(cause, "source.rejects-io",
                         "The rejected rows before stay written; start again when it can be "
                         "written.");
    }
    Status open()
    {
        auto opened = File::open(file, mode == Mode::Append ? OpenFor::Appending : OpenFor::Writing);
        if (!opened) {
            return failure(opened.error());
        }
        out = std::move(*opened);
        const auto size = out->size();
        const bool fresh = mode == Mode::Replace || (size && *size == 0);
        if (const Status emptied = mode == Mode::Replace ? out->truncate(0) : Status(); !emptied) {
            return failure(emptied.error());
        }
        stream = std::make_unique<FileStream>(*out);
        writer = std::make_unique<CsvWriter>(*stream, fresh);
        const std::array<std::string, 6> header{"file", "line", "column", "reason", "message", "original"};
        return fresh ? writer->row(header) : Status();
    }
};

RejectsFile::RejectsFile(std::filesystem::path file, std::string source, Mode mode) : m_impl(std::make_unique<Impl>())
{
    m_impl->file = std::move(file);
    m_impl->source = std::move(source);
    m_impl->mode = mode;
}

RejectsFile::~RejectsFile()
{
    (void)close();  // whoever must know calls close()
}

Status RejectsFile::add(const RejectedRow& row)
{
    if (!m_impl->writer) {
        MS_TRY(m_impl->open());
    }
    const std::array<std::string, 6> cells{m_impl->source,
                                           std::to_string(row.line),
                                           row.column == 0 ? std::string() : std::to_string(row.column),
                                           row.reason,
                                           row.message,
                                           row.original};
    if (!m_impl->writer->row(cells)) {
        const Status why = m_impl->stream->finish();
        return Impl::failure(why.ok() ? makeError(ErrorCode::Io, "file.io", "It cannot be written.") : why.error());
    }
    ++m_count;
    return {};
}

Status RejectsFile::sync()
{
    if (!m_impl->out) {
        return {};
    }
    if (const Status written = m_impl->stream->finish(); !written) {
        return Impl::failure(written.error());
    }
    const Status synced = m_impl->out->sync();
    return synced ? Status() : Status(Impl::failure(synced.error()));
}

Status RejectsFile::close()
{
    if (!m_impl->writer) {
        return {};
    }
    const Status written = m_impl->stream->finish();
    m_impl->writer.reset();
    m_impl->stream.reset();
    m_impl->out.reset();
    return written ? Status() : Status(Impl::failure(written.error()));
}

}  // namespace meterseal
