#include "bridge/row_writer.h"

#include "meterseal/file/whole_file.h"
#include "meterseal/record/canonical_json.h"
#include "meterseal/source/csv_writer.h"

#include <optional>

namespace meterseal::ui {

namespace {

Error cannotWrite(const Error& cause)
{
    return rephrased(
        cause, "export.cannot-write",
        "Nothing was left behind and a file of that name is as it was. Choose another folder or make room, "
        "and export again.");
}

class FileRowWriter : public RowWriter {
public:
    FileRowWriter(WholeFile file, RowFormat format, std::vector<std::string> ids)
        : m_file(std::move(file)), m_format(format), m_ids(std::move(ids))
    {}

    Status begin(std::span<const std::string> titles)
    {
        if (m_format == RowFormat::Csv) {
            m_csv.emplace(m_file.stream());
            return m_csv->row(titles);
        }
        return {};
    }

    Status row(std::span<const std::string> cells) override
    {
        if (m_csv) {
            static_cast<void>(m_csv->row(cells));  // finish() says what went wrong with the stream
        } else {
            m_line = '{';
            for (std::size_t i = 0; i < cells.size(); ++i) {
                m_line += i == 0 ? "" : ",";
                appendJsonString(m_ids[i], m_line);
                m_line += ':';
                appendJsonString(cells[i], m_line);
            }
            m_line += "}\n";
            m_file.stream() << m_line;
        }
        return m_file.stream() ? Status() : finish();
    }

    Status finish() override
    {
        const Status done = m_file.commit();
        return done ? Status() : Status(cannotWrite(done.error()));
    }

private:
    WholeFile m_file;
    RowFormat m_format;
    std::vector<std::string> m_ids;
    std::optional<CsvWriter> m_csv;
    std::string m_line;
};

}  // namespace

Result<std::shared_ptr<RowWriter>> RowWriter::create(const std::filesystem::path& file, RowFormat format,
                                                     std::vector<std::string> titles, std::vector<std::string> ids)
{
    auto whole = WholeFile::make(file);
    if (!whole) {
        return cannotWrite(whole.error());
    }
    auto writer = std::make_shared<FileRowWriter>(std::move(*whole), format, std::move(ids));
    MS_TRY(writer->begin(titles));
    return std::shared_ptr<RowWriter>(std::move(writer));
}

}  // namespace meterseal::ui
