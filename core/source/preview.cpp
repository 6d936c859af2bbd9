#include "meterseal/source/preview.h"

#include "source/open_source.h"
#include "source/raw_rows.h"
#include "source/record_file.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace meterseal {

namespace {

constexpr std::size_t kHeadBytes = 512 * 1024;

// The file, or of a text its first bytes, so that one of any size costs the same.
struct Head {
    source::RecordFile file;
    std::string bytes;
    bool whole = false;  // the text ends here

    bool isText() const { return file.kind == source::RecordFile::Kind::Text; }
    Result<source::RawRows> raw(const MappingProfile& profile) const
    {
        if (isText()) {
            return source::RawRows::open(source::memoryInput(bytes), profile);
        }
        MS_ASSIGN(auto reader, source::openTableReader(file.again(), profile));
        return source::RawRows::open(std::move(reader), profile);
    }
    Result<std::unique_ptr<RecordSource>> mapped(const MappingProfile& profile, RecordSource::RejectSink rejects) const
    {
        if (isText()) {
            return source::openSource(source::memoryInput(bytes), profile, std::move(rejects));
        }
        MS_TRY(source::checkProfile(profile));
        MS_ASSIGN(auto reader, source::openTableReader(file.again(), profile));
        return source::openTable(std::move(reader), profile, std::move(rejects));
    }
};

Result<Head> readHead(const std::filesystem::path& file, const MappingProfile& profile)
{
    Head head;
    MS_ASSIGN(head.file, source::openRecordFile(file, profile.entry));
    if (head.isText()) {
        MS_TRY(source::readUpTo(*head.file.bytes, kHeadBytes, head.bytes));
        head.whole = head.bytes.size() < kHeadBytes;
    }
    return head;
}

std::string shown(std::string_view text)
{
    return source::originalText(text);
}

Status readRaw(const Head& head, const MappingProfile& profile, std::size_t most, Preview& preview)
{
    MS_ASSIGN(source::RawRows raw, head.raw(profile));
    preview.encoding = raw.encoding();
    preview.separator = raw.separatorInDoubt() ? std::string() : raw.separator();
    source::RawRow row;
    for (;;) {
        MS_ASSIGN(const bool any, raw.next(row));
        if (!any) {
            break;
        }
        if (preview.rows.size() == most) {
            preview.more = true;
            break;
        }
        PreviewRow& out = preview.rows.emplace_back();
        out.row = row.row;
        out.line = row.line;
        for (const std::string& cell : row.cells) {
            out.cells.push_back(shown(cell));
        }
        if (row.cells.empty()) {
            out.cells.push_back(shown(row.text.substr(0, 200)));
        }
    }
    // The last row of a head is cut somewhere, unless the file ends there; one alone is shown all the same.
    const bool cut = head.isText() && !head.whole;
    if (!preview.more && cut && preview.rows.size() > 1) {
        preview.rows.pop_back();
    }
    preview.more = preview.more || cut;
    for (const std::string& name : raw.columns()) {
        preview.columns.push_back(shown(name));
    }
    return {};
}

Status readMapped(const Head& head, const MappingProfile& profile, Preview& preview)
{
    std::map<std::uint64_t, RejectedRow> rejects;
    const std::uint64_t last = preview.rows.empty() ? 0 : preview.rows.back().row;
    MS_ASSIGN(const std::unique_ptr<RecordSource> source, head.mapped(profile, [&](const RejectedRow& row) {
        if (row.row <= last) {
            rejects.emplace(row.row, row);
        }
    }));
    std::vector<SourceRow> rows;
    std::map<std::uint64_t, std::pair<HealthRecord, std::uint64_t>> records;  // by row: the first, how many
    for (bool more = last > 0; more;) {
        MS_ASSIGN(const std::size_t count, source->read(rows, 128));
        for (std::size_t i = 0; i < count; ++i) {
            ++records.try_emplace(rows[i].row, rows[i].record, 0).first->second.second;
        }
        more = count > 0 && rows[count - 1].row < last;
    }
    preview.notes = head.file.notes;
    for (const SuggestionNote& note : source->notes()) {
        const auto same = [&note](const SuggestionNote& one) { return one.message == note.message; };
        if (std::none_of(preview.notes.begin(), preview.notes.end(), same)) {
            preview.notes.push_back(note);
        }
    }
    for (PreviewRow& row : preview.rows) {
        if (const auto good = records.find(row.row); good != records.end()) {
            std::tie(row.record, row.records) = good->second;
            ++preview.good;
        } else if (const auto bad = rejects.find(row.row); bad != rejects.end()) {
            row.reject = bad->second;
            ++preview.rejected;
        }
    }
    return {};
}

}  // namespace

Result<Preview> previewRecords(const std::filesystem::path& file, const MappingProfile& profile, std::size_t rows)
{
    MS_ASSIGN(const Head head, readHead(file, profile));
    Preview preview;
    MS_TRY(readRaw(head, profile, rows, preview));
    if (const Status mapped = readMapped(head, profile, preview); !mapped.ok()) {
        preview.fault = mapped.error();
    }
    return preview;
}

}  // namespace meterseal
