#include "source/json_tree.h"

#include "meterseal/record/canonical_json.h"

#include <fmt/format.h>

namespace meterseal::source {

namespace {

constexpr std::size_t kMaxDepth = 64;

}  // namespace

class JsonTree::Builder : public record::JsonEvents {
public:
    Builder(JsonTree& tree, Refusal& refusal) : m_tree(tree), m_refusal(refusal) {}

    bool literal(std::string_view text) override { return scalar(Kind::Literal, text); }
    bool number(std::string_view text) override { return scalar(Kind::Number, text); }
    bool string(const std::string& text) override { return scalar(Kind::String, text); }
    bool open(bool isObject) override
    {
        if (m_open.empty() && !isObject) {
            return notAnObject();
        }
        if (m_open.size() == kMaxDepth) {
            return refuse(m_refusal, "source.too-deep",
                          fmt::format("The object is nested deeper than {} levels.", kMaxDepth));
        }
        m_open.push_back({add(isObject ? Kind::Object : Kind::Array), kNone});
        return true;
    }
    bool key(const std::string& key) override
    {
        m_name = keep(key);
        return true;
    }
    bool close() override
    {
        m_open.pop_back();
        return true;
    }

private:
    struct Open {
        NodeId node, lastChild;
    };

    bool notAnObject() { return refuse(m_refusal, "source.not-an-object", "The row is not a JSON object."); }
    Slice keep(std::string_view text)
    {
        const Slice slice{static_cast<std::uint32_t>(m_tree.m_text.size()), static_cast<std::uint32_t>(text.size())};
        m_tree.m_text += text;
        return slice;
    }
    bool scalar(Kind kind, std::string_view text)
    {
        if (m_open.empty()) {
            return notAnObject();
        }
        const NodeId node = add(kind);
        m_tree.m_nodes[node].text = keep(text);
        return true;
    }
    NodeId add(Kind kind)
    {
        const auto node = static_cast<NodeId>(m_tree.m_nodes.size());
        m_tree.m_nodes.push_back({kind, std::exchange(m_name, {}), {}, kNone, kNone});
        if (!m_open.empty()) {
            Open& parent = m_open.back();
            (parent.lastChild == kNone ? m_tree.m_nodes[parent.node].firstChild
                                       : m_tree.m_nodes[parent.lastChild].next) = node;
            parent.lastChild = node;
        }
        return node;
    }

    JsonTree& m_tree;
    Refusal& m_refusal;
    std::vector<Open> m_open;
    Slice m_name;
};

bool JsonTree::read(std::string_view text, Refusal& refusal)
{
    m_nodes.clear();
    m_text.clear();
    refusal.reason.clear();
    Builder builder(*this, refusal);
    const Status read = record::readJson(text, builder);
    if (!refusal.reason.empty()) {
        return false;
    }
    return read.ok() || refuse(refusal, read.error().reason == "json.utf8" ? "source.encoding" : "source.json",
                               read.error().message);
}

std::string JsonTree::json(NodeId node) const
{
    const Kind kind = this->kind(node);
    std::string out;
    if (kind == Kind::String) {
        appendJsonString(text(node), out);
        return out;
    }
    if (kind != Kind::Object && kind != Kind::Array) {
        return std::string(text(node));
    }
    for (NodeId child = firstChild(node); child != kNone; child = next(child)) {
        out += out.empty() ? "" : ",";
        if (kind == Kind::Object) {
            appendJsonString(name(child), out);
            out += ':';
        }
        out += json(child);
    }
    return kind == Kind::Object ? "{" + out + "}" : "[" + out + "]";
}

}  // namespace meterseal::source
