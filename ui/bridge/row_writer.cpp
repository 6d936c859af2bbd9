#include "bridge/row_writer.h"

#include "meterseal/record/canonical_json.h"
#include "meterseal/source/csv_writer.h"

#include <fstream>
#include <optional>

namespace meterseal::ui {

namespace {

class FileRowWriter : public RowWriter {
public:
    FileRowWriter(std::filesystem::path file, RowFormat format, std::vector<std::string> ids)
        : m_file(std::move(file)), m_part(m_file), m_format(format), m_ids(std::move(ids))
    {
        m_part += ".part";
    }
    ~FileRowWriter() override
    {
        if (!m_finished) {
            m_out.close();
            std::error_code ignored;
            std::filesystem::remove(m_part, ignored);
        }
    }

    Status begin(std::span<const std::string> titles)
    {
        m_out.open(m_part, std::ios::binary | std::ios::trunc);
        if (!m_out) {
            return cannotWrite();
        }
        if (m_format == RowFormat::Csv) {
            m_csv.emplace(m_out);
            return m_csv->row(titles);
        }
        return {};
    }

    Status row(std::span<const std::string> cells) override
    {
        if (m_csv) {
            MS_TRY(m_csv->row(cells));
        } else {
            m_line = '{';
            for (std::size_t i = 0; i < cells.size(); ++i) {
                m_line += i == 0 ? "" : ",";
                appendJsonString(m_ids[i], m_line);
                m_line += ':';
                appendJsonString(cells[i], m_line);
            }
            m_line += "}\n";
            m_out << m_line;
        }
        return m_out ? Status() : cannotWrite();
    }

    Status finish() override
    {
        m_out.close();
        std::error_code error;
        if (m_out) {
            std::filesystem::rename(m_part, m_file, error);
        }
        if (!m_out || error) {
            return cannotWrite();
        }
        m_finished = true;
        return {};
    }

private:
    Error cannotWrite() const
    {
        return makeError(ErrorCode::Io, "export.cannot-write",
                         "The file " + m_file.string() +
                             " could not be written. Nothing was left behind and a file of that name is as it was. "
                             "Choose another folder or make room, and export again.");
    }

    std::filesystem::path m_file, m_part;
    RowFormat m_format;
    std::vector<std::string> m_ids;
    std::ofstream m_out;
    std::optional<CsvWriter> m_csv;
    std::string m_line;
    bool m_finished = false;
};

}  // namespace

Result<std::shared_ptr<RowWriter>> RowWriter::create(const std::filesystem::path& file, RowFormat format,
                                                     std::vector<std::string> titles, std::vector<std::string> ids)
{
    auto writer = std::make_shared<FileRowWriter>(file, format, std::move(ids));
    MS_TRY(writer->begin(titles));
    return std::shared_ptr<RowWriter>(std::move(writer));
}

}  // namespace meterseal::ui
