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
    Flattener(const JsonTree& tree, std::string& rowsPath) : m_tree(tree), m_rowsPath(rowsPath) {}

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
        } else if (objects && &cells == &shared && (m_rowsPath.empty() || m_rowsPath == path)) {
            m_rowsPath = path;
            eachElement(node, [&](NodeId e) {
                members(e, path + "[].", elements.emplace_back());
                return true;
            });
        } else {
            cells.emplace_back(path, m_tree.json(node));
        }
    }

    const JsonTree& m_tree;
    std::string& m_rowsPath;  // the array whose elements are rows, once one was met
};

void addRow(SampledJson& out, const Cells& shared, const Cells& own)
{
    auto& row = out.rows.emplace_back(out.columns.size());
    for (const Cells* cells : {&shared, &own}) {
        for (const auto& [path, text] : *cells) {
            auto at = std::find(out.columns.begin(), out.columns.end(), path);
            if (at == out.columns.end() && out.columns.size() < kMaxColumns) {
                out.columns.push_back(path);
                row.emplace_back();
                at = out.columns.end() - 1;
            }
            if (at != out.columns.end()) {
                row[static_cast<std::size_t>(at - out.columns.begin())] = text;
            }
        }
    }
}

}  // namespace

SampledJson sampleJson(std::string_view sample, FileFormat format, std::size_t maxRows)
{
    SampledJson out;
    auto text = TextInput::open(memoryInput(sample), Encoding::Utf8);
    if (!text) {
        return out;
    }
    std::unique_ptr<JsonSplitter> splitter;
    if (format == FileFormat::Json) {
        splitter = std::make_unique<JsonArraySplitter>(std::move(text).value());
    } else {
        splitter = std::make_unique<JsonLinesSplitter>(std::move(text).value());
    }
    JsonTree tree;
    JsonRow row;
    Refusal ignored;  // a mere look: rows that are no good are the reader's business
    std::string rowsPath;
    while (out.rows.size() < maxRows) {
        const Result<bool> any = splitter->next(row);
        if (!any || !*any) {
            break;
        }
        if (row.fault != JsonFault::None || !tree.read(row.text, ignored)) {
            continue;
        }
        Flattener flat(tree, rowsPath);
        flat.members(tree.root(), "", flat.shared);
        if (flat.elements.empty()) {
            flat.elements.emplace_back();
        }
        for (const Cells& own : flat.elements) {
            if (out.rows.size() < maxRows) {
                addRow(out, flat.shared, own);
            }
        }
    }
    return out;
}

}  // namespace meterseal::source
