// The members of a JSON row -> records, as the profile's paths say. A row is the object itself, or each element of the
// array that the paths lead through.
//
//   (begin (mapNext while atRow())?)*
//
// Thread-safety: one thread per mapper.
#pragma once

#include "source/json_path.h"
#include "source/json_tree.h"
#include "source/raised_flags.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meterseal::source {

class JsonMapper {
public:
    // reason: profile.*
    static Result<JsonMapper> make(const MappingProfile& profile);

    // Reads an object's text and what its rows have in common. False: the object is refused whole.
    bool begin(std::string_view text);

    bool atRow() const { return m_atRow; }
    // Maps the row and goes to the next. False: it is refused. With flags the records come from flags().next().
    bool mapNext(HealthRecord& record);
    RaisedFlags& flags() { return m_flags; }
    bool isQuiet() const { return m_quiet; }  // the row just mapped is in order and gives no record

    // Of the last refusal.
    const Refusal& refusal() const { return m_refusal; }
    std::size_t position() const { return m_position; }  // of the member at the top, from 1; 0: the row as a whole
    // The refused row as JSON where it is an element of an array; nothing where it is the whole object.
    std::optional<std::string> element() const;

private:
    using NodeId = JsonTree::NodeId;
    enum class Role { Field, TimePart, Scale, Flag };
    struct Mapped {
        Role role = Role::Field;
        Field field = Field::Mn;  // of Role::Field
        std::size_t flag = 0;     // of Role::Flag
        std::string text;         // the path as the profile writes it
        JsonPath path;            // from the object, or from the element
    };

    JsonMapper(RecordMapper mapper, RaisedFlags flags) : m_mapper(std::move(mapper)), m_flags(std::move(flags)) {}
    Status add(const std::string& text, Mapped mapped);
    bool mapAll(const std::vector<Mapped>& mapped, NodeId from, HealthRecord& record);
    bool mapOne(const Mapped& mapped, NodeId node, HealthRecord& record);
    bool mapOther(const Mapped& mapped, NodeId node, bool isNull);
    std::optional<NodeId> follow(const JsonPath& path, NodeId from);
    std::optional<NodeId> member(NodeId object, std::string_view name, bool top);
    std::optional<NodeId> pick(NodeId array, const JsonStep& step);
    bool findRows();

    RecordMapper m_mapper;
    RaisedFlags m_flags;
    std::vector<Field> m_constants;
    std::vector<Mapped> m_shared, m_own;  // by object, by element
    JsonPath m_rows;                      // leads to the array; empty: the object is the row
    std::string m_rowsText;

    JsonTree m_tree;
    HealthRecord m_base;
    std::size_t m_sharedFlags = 0;
    bool m_atRow = false;
    bool m_quiet = false;
    NodeId m_row = JsonTree::kNone, m_refused = JsonTree::kNone;
    Refusal m_refusal;
    std::size_t m_position = 0, m_rowsPosition = 0;
};

}  // namespace meterseal::source
