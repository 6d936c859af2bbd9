#include "source/workbook.h"

#include "source/xml_stream.h"

#include <charconv>
#include <fmt/format.h>
#include <map>

namespace meterseal::source {

namespace {

constexpr std::uint64_t kMaxPartBytes = 64ull << 20;  // of the parts that are kept whole in memory
constexpr std::size_t kMaxSheets = 10'000;

std::uint32_t numberOf(std::string_view text)
{
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// The targets of one part's relationships.
class Relationships : public XmlStream {
public:
    Relationships(std::unique_ptr<ByteInput> bytes, const std::string& part, std::filesystem::path folder)
        : XmlStream(std::move(bytes), part), m_folder(std::move(folder))
    {}
    struct Target {
        std::string type, part;
    };
    std::map<std::string, Target, std::less<>> byId;

    // The first part whose relation is of this type; empty where there is none.
    std::string ofType(std::string_view type) const
    {
        for (const auto& [id, target] : byId) {
            if (target.type == type) {
                return target.part;
            }
        }
        return {};
    }

private:
    void onStart(std::string_view name, const char** attributes) override
    {
        if (name != "Relationship" || byId.size() > kMaxSheets) {
            return;
        }
        const std::string_view type = attributeOf(attributes, "Type");
        const std::string_view target = attributeOf(attributes, "Target");
        const auto path = target.starts_with('/') ? std::filesystem::path(target.substr(1)) : m_folder / target;
        byId[std::string(attributeOf(attributes, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                            path.lexically_normal().string()};
    }
    void onEnd(std::string_view) override {}

    std::filesystem::path m_folder;
};

class SheetList : public XmlStream {
public:
    using XmlStream::XmlStream;
    struct Named {
        std::string name, id;
        bool hidden = false;
    };
    std::vector<Named> sheets;
    bool date1904 = false;

private:
    void onStart(std::string_view name, const char** attributes) override
    {
        if (name == "workbookPr") {
            const std::string_view on = attributeOf(attributes, "date1904");
            date1904 = on == "1" || on == "true";
        } else if (name == "sheet" && sheets.size() < kMaxSheets) {
            const std::string_view state = attributeOf(attributes, "state");
            sheets.push_back({std::string(attributeOf(attributes, "name")), relationOf(attributes),
                              !state.empty() && state != "visible"});
        }
    }
    // r:id; the sheet's own attributes are called name, sheetId and state.
    static std::string relationOf(const char** attributes) { return std::string(attributeOf(attributes, "id")); }
    void onEnd(std::string_view) override {}
};

class Styles : public XmlStream {
public:
    using XmlStream::XmlStream;
    std::vector<CellStyle> styles;

private:
    void onStart(std::string_view name, const char** attributes) override
    {
        if (name == "numFmt") {
            m_own[numberOf(attributeOf(attributes, "numFmtId"))] = styleOfFormat(attributeOf(attributes, "formatCode"));
        } else if (name == "cellXfs") {
            m_inCells = true;
        } else if (name == "xf" && m_inCells) {
            const std::uint32_t id = numberOf(attributeOf(attributes, "numFmtId"));
            const auto own = m_own.find(id);
            styles.push_back(own == m_own.end() ? styleOfFormat(id) : own->second);
        }
    }
    void onEnd(std::string_view name) override { m_inCells = m_inCells && name != "cellXfs"; }

    std::map<std::uint32_t, CellStyle> m_own;
    bool m_inCells = false;
};

// The texts that cells name by number; readings of characters (rPh) left out.
class SharedStrings : public XmlStream {
public:
    SharedStrings(std::unique_ptr<ByteInput> bytes, const std::string& part, StringStore& to)
        : XmlStream(std::move(bytes), part), m_to(to)
    {}
    Status failed;

private:
    void onStart(std::string_view name, const char**) override
    {
        m_inText = name == "t" && !m_inReading;
        m_inReading = m_inReading || name == "rPh";
    }
    void onEnd(std::string_view name) override
    {
        m_inText = false;
        m_inReading = m_inReading && name != "rPh";
        if (name == "si") {
            if (failed.ok()) {
                failed = m_to.add(m_text);
            }
            m_text.clear();
        }
    }
    void onText(std::string_view text) override
    {
        if (m_inText) {
            m_text += text;
            if (m_text.size() > kMaxRowBytes) {
                stop("a text in it is longer than a row may be");
            }
        }
    }
    static constexpr std::size_t kMaxRowBytes = 1024 * 1024;

    StringStore& m_to;
    std::string m_text;
    bool m_inText = false, m_inReading = false;
};

Result<std::unique_ptr<Relationships>> relationsOf(const std::shared_ptr<ZipReader>& zip, const std::string& part)
{
    const std::filesystem::path path(part);
    const std::filesystem::path folder = path.parent_path();
    const std::string name = (folder / "_rels" / (path.filename().string() + ".rels")).lexically_normal().string();
    MS_ASSIGN(std::unique_ptr<ByteInput> bytes, ZipReader::entry(zip, name, kMaxPartBytes));
    auto relations = std::make_unique<Relationships>(std::move(bytes), name, folder);
    MS_TRY(relations->feedAll());
    return relations;
}

Status readStyles(Workbook& book, const std::string& part)
{
    if (part.empty()) {
        return {};
    }
    MS_ASSIGN(std::unique_ptr<ByteInput> bytes, ZipReader::entry(book.zip, part, kMaxPartBytes));
    Styles styles(std::move(bytes), part);
    MS_TRY(styles.feedAll());
    book.styles = std::move(styles.styles);
    return {};
}

Status readStrings(Workbook& book, const std::string& part)
{
    if (part.empty()) {
        return {};
    }
    MS_ASSIGN(std::unique_ptr<ByteInput> bytes, ZipReader::entry(book.zip, part));
    SharedStrings strings(std::move(bytes), part, book.strings);
    MS_TRY(strings.feedAll());
    return strings.failed;
}

}  // namespace

Result<Workbook> openWorkbook(const std::filesystem::path& file)
{
    Workbook book;
    MS_ASSIGN(book.zip, ZipReader::open(file));
    MS_ASSIGN(const auto package, relationsOf(book.zip, ""));
    const std::string main = package->ofType("officeDocument");
    if (main.empty() || !book.zip->has(main)) {
        return makeError(ErrorCode::Unsupported, "source.workbook",
                         "The file is an Office package without a workbook. Save the table as .xlsx or CSV.");
    }
    MS_ASSIGN(const auto relations, relationsOf(book.zip, main));
    MS_ASSIGN(std::unique_ptr<ByteInput> bytes, ZipReader::entry(book.zip, main, kMaxPartBytes));
    SheetList list(std::move(bytes), main);
    const Status parsed = list.feedAll();
    if (!parsed.ok()) {
        return makeError(ErrorCode::Unsupported, "source.workbook",
                         fmt::format("The file is an Office package, but no .xlsx workbook (a .xlsb or a document?). "
                                     "Save the table as .xlsx or CSV. {}",
                                     parsed.error().message));
    }
    book.date1904 = list.date1904;
    for (const SheetList::Named& named : list.sheets) {
        const auto target = relations->byId.find(named.id);
        if (target != relations->byId.end() && target->second.type == "worksheet" &&
            book.zip->has(target->second.part)) {
            book.sheets.push_back({named.name, target->second.part, named.hidden});
        }
    }
    MS_TRY(readStyles(book, relations->ofType("styles")));
    MS_TRY(readStrings(book, relations->ofType("sharedStrings")));
    return book;
}

}  // namespace meterseal::source
