// One JSON row as a tree, its numbers as they are written. Reused from row to row.
//
// Thread-safety: one thread per tree. Nodes and texts are good until the next read().
#pragma once

#include "record/json_reader.h"
#include "source/field_text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

class JsonTree {
public:
    enum class Kind : std::uint8_t { Literal, Number, String, Object, Array };
    using NodeId = std::uint32_t;
    static constexpr NodeId kNone = UINT32_MAX;

    // False, with the reason, where `text` is no JSON object that can be a row.
    bool read(std::string_view text, Refusal& refusal);

    NodeId root() const { return 0; }
    Kind kind(NodeId node) const { return m_nodes[node].kind; }
    // What a scalar says: the string, or the number or literal as it is written.
    std::string_view text(NodeId node) const { return slice(m_nodes[node].text); }
    // The member's name; empty for elements.
    std::string_view name(NodeId node) const { return slice(m_nodes[node].name); }
    // Members or elements, in the order of the file.
    NodeId firstChild(NodeId node) const { return m_nodes[node].firstChild; }
    NodeId next(NodeId node) const { return m_nodes[node].next; }

    // The node as JSON text.
    std::string json(NodeId node) const;

private:
    struct Slice {
        std::uint32_t at = 0, size = 0;
    };
    struct Node {
        Kind kind = Kind::Literal;
        Slice name, text;
        NodeId firstChild = kNone, next = kNone;
    };
    class Builder;
    std::string_view slice(Slice s) const { return std::string_view(m_text).substr(s.at, s.size); }

    std::vector<Node> m_nodes;
    std::string m_text;
};

}  // namespace meterseal::source
