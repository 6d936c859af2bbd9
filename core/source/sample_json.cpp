#include "source/sample_json.h"

#include "source/json_path.h"
#include "source/json_splitter.h"
#include "source/json_tree.h"

#include <algorithm>
#include <set>

namespace meterseal::source {

namespace {

using Kind = JsonTree::Kind;
using NodeId = JsonTree::NodeId;
using Cells = std::vector<std::pair<std::string, std::string>>;  // path, text

constexpr std::size_t kMaxColumns = 1000;
constexpr std::string_view kSelfName = "serviceId";  // as platforms push several services of one device

class Flattener {
public:
    Flattener(const JsonTree& tree, std::string& rowsPath, bool& open)
        : m_tree(tree), m_rowsPath(rowsPath), m_open(open)
    {}

    Cells shared;
    std::vector<Cells> elements;

    void members(NodeId object, const std::string& prefix, Cells& cells)
    {
        for (NodeId child = m_tree.firstChild(object); child != JsonTree::kNone; child = m_tree.next(child)) {
            const std::string path = prefix + escapedForPath(m_tree.name(child));
            switch (m_tree.kind(child)) {
            case Kind::Object:
                members(child, path + ".", cells);
                break;
            case Kind::Array:
                array(child, path, cells);
                break;
            case Kind::Literal:
                cells.emplace_back(path, m_tree.text(child) == "null" ? std::string() : m_tree.text(child));
                break;
            default:
                cells.emplace_back(path, m_tree.text(child));
            }
        }
    }

private:
    template <typename Visit>
    bool eachElement(NodeId array, Visit visit) const
    {
        bool good = true;
        for (NodeId e = m_tree.firstChild(array); good && e != JsonTree::kNone; e = m_tree.next(e)) {
            good = visit(e);
        }
        return good;
    }
    std::string selfName(NodeId object) const
    {
        for (NodeId child = m_tree.firstChild(object); child != JsonTree::kNone; child = m_tree.next(child)) {
            if (m_tree.name(child) == kSelfName && m_tree.kind(child) == Kind::String) {
                return std::string(m_tree.text(child));
            }
        }
        return {};
    }
    void array(NodeId node, const std::string& path, Cells& cells)
    {
        std::set<std::string> names;
        const bool objects = m_tree.firstChild(node) != JsonTree::kNone &&
                             eachElement(node, [&](NodeId e) { return m_tree.kind(e) == Kind::Object; });
        const bool named = objects && eachElement(node, [&](NodeId e) {
                               const std::string name = selfName(e);
                               return !name.empty() && names.insert(name).second;
                           });
        if (named) {
            eachElement(node, [&](NodeId e) {
                members(e, path + "[" + std::string(kSelfName) + "=" + escapedForPath(selfName(e)) + "].", cells);
                return true;
            });
        } else if (objects && &cells == &shared && (m_open || m_rowsPath == path)) {
            m_rowsPath = path;
            m_open = false;
            eachElement(node, [&](NodeId e) {
                members(e, path + "[].", elements.emplace_back());
                return true;
            });
        } else {
            cells.emplace_back(path, m_tree.json(node));
        }
    }

    const JsonTree& m_tree;
    std::string& m_rowsPath;
    bool& m_open;
};

void addRow(std::vector<std::string>& columns, std::vector<std::vector<std::string>>& rows, const Cells& shared,
            const Cells& own)
{
    auto& row = rows.emplace_back(columns.size());
    for (const Cells* cells : {&shared, &own}) {
        for (const auto& [path, text] : *cells) {
            auto at = std::find(columns.begin(), columns.end(), path);
            if (at == columns.end() && columns.size() < kMaxColumns) {
                columns.push_back(path);
                row.emplace_back();
                at = columns.end() - 1;
            }
            if (at != columns.end()) {
                row[static_cast<std::size_t>(at - columns.begin())] = text;
            }
        }
    }
}

}  // namespace

bool JsonTable::add(std::string_view json, std::vector<std::vector<std::string>>& rows)
{
    Refusal ignored;  // a mere look: rows that are no good are the reader's business
    if (!m_tree.read(json, ignored)) {
        return false;
    }
    Flattener flat(m_tree, m_rowsPath, m_open);
    flat.members(m_tree.root(), "", flat.shared);
    if (flat.elements.empty()) {
        flat.elements.emplace_back();
    }
    for (const Cells& own : flat.elements) {
        addRow(m_columns, rows, flat.shared, own);
    }
    return true;
}

namespace {

// JSON that is cut off, up to the last element of an array that is whole, and closed there; empty where there is none.
std::string closedAtLastElement(std::string_view text)
{
    std::string open;  // closing brackets that are wanted, the outermost first
    std::string closed;
    std::size_t end = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            i += c == '\\' ? 1 : 0;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            open += c == '{' ? '}' : ']';
        } else if ((c == '}' || c == ']') && !open.empty()) {
            open.pop_back();
            if (c == '}' && open.ends_with(']')) {
                end = i + 1;
                closed = open;
            }
        }
    }
    return end == 0 ? std::string() : std::string(text.substr(0, end)) + std::string(closed.rbegin(), closed.rend());
}

}  // namespace

SampledJson sampleJson(std::string_view sample, FileFormat format, std::size_t maxRows)
{
    SampledJson out;
    auto text = TextInput::open(memoryInput(sample), Encoding::Utf8);
    if (!text) {
        return out;
    }
    const std::unique_ptr<JsonSplitter> splitter = makeJsonSplitter(std::move(text).value(), format);
    JsonTable table;
    JsonRow row;
    while (out.rows.size() < maxRows) {
        const Result<bool> any = splitter->next(row);
        if (!any || !*any) {
            break;
        }
        if (row.fault == JsonFault::None) {
            table.add(row.text, out.rows);
        } else if (row.fault == JsonFault::Truncated) {
            table.add(closedAtLastElement(row.text), out.rows);  // the sample ends in it
        }
    }
    out.rows.resize(std::min(out.rows.size(), maxRows));
    out.columns = table.columns();
    return out;
}

std::string rowsPathOf(const MappingProfile& profile)
{
    const auto arrayOf = [](const std::optional<std::string>& name) -> std::string {
        if (!name) {
            return {};
        }
        const Result<JsonPath> path = parseJsonPath(*name);
        const bool each = path.ok() && std::any_of(path->begin(), path->end(), [](const JsonStep& step) {
                              return step.then == JsonStep::Then::Each;
                          });
        return each ? name->substr(0, name->rfind("[]")) : std::string();
    };
    for (const FieldSource* field : {&profile.mn, &profile.alarmCode, &profile.alarmTime, &profile.value}) {
        if (std::string path = arrayOf(field->name); !path.empty()) {
            return path;
        }
    }
    for (const AlarmFlag& flag : profile.flags) {
        if (std::string path = arrayOf(flag.name); !path.empty()) {
            return path;
        }
    }
    return {};
}

}  // namespace meterseal::source
