#include "source/json_mapper.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal::source {

using Kind = JsonTree::Kind;
constexpr JsonTree::NodeId kNone = JsonTree::kNone;

Result<JsonMapper> JsonMapper::make(const MappingProfile& profile)
{
    MS_ASSIGN(RecordMapper fields, RecordMapper::make(profile));
    MS_ASSIGN(RaisedFlags flags, RaisedFlags::make(profile, fields));
    JsonMapper mapper(std::move(fields), std::move(flags));
    for (const Field field : kFields) {
        if (mapper.m_mapper.isConstant(field)) {
            mapper.m_constants.push_back(field);
        } else if (const auto& name = sourceOf(profile, field).name) {
            MS_TRY(mapper.add(*name, {Role::Field, field, 0, {}, {}}));
        }
    }
    for (const FieldSource& part : profile.timeParts) {
        MS_TRY(mapper.add(part.name.value_or(""), {Role::TimePart, Field::AlarmTime, 0, {}, {}}));
    }
    const auto isTime = [](const Mapped& one) { return one.field == Field::AlarmTime && one.role != Role::Flag; };
    if (std::any_of(mapper.m_own.begin(), mapper.m_own.end(), isTime) &&
        std::any_of(mapper.m_shared.begin(), mapper.m_shared.end(), isTime)) {
        return makeError(ErrorCode::InvalidArgument, "profile.path",
                         "The parts of a time must all lie in the array's elements, or all outside of them.");
    }
    if (profile.scaleFrom) {
        MS_TRY(mapper.add(profile.scaleFrom->name.value_or(""), {Role::Scale, Field::Value, 0, {}, {}}));
    }
    for (std::size_t i = 0; i < profile.flags.size(); ++i) {
        MS_TRY(mapper.add(profile.flags[i].name.value_or(""), {Role::Flag, Field::AlarmCode, i, {}, {}}));
    }
    return mapper;
}

Status JsonMapper::add(const std::string& text, Mapped mapped)
{
    mapped.text = text;
    MS_ASSIGN(JsonPath path, parseJsonPath(text));
    const auto each =
        std::find_if(path.begin(), path.end(), [](const JsonStep& s) { return s.then == JsonStep::Then::Each; });
    if (each == path.end()) {
        mapped.path = std::move(path);
        m_shared.push_back(std::move(mapped));
        return {};
    }
    const JsonPath rows(path.begin(), each + 1);
    if (each + 1 == path.end() || (!m_rows.empty() && m_rows != rows)) {
        return makeError(ErrorCode::InvalidArgument, "profile.path",
                         fmt::format("The path \"{:.200}\" must go on behind its [], and every [] of a profile must be "
                                     "the same array{}.",
                                     text,
                                     m_rows.empty() ? "" : fmt::format(" (\"{:.200}\" has another)", m_rowsText)));
    }
    m_rows = rows;
    m_rowsText = text;
    mapped.path.assign(each + 1, path.end());
    m_own.push_back(std::move(mapped));
    return {};
}

// Where the object has the member; kNone where it has not. Nothing, with the refusal, where it has it twice.
std::optional<JsonTree::NodeId> JsonMapper::member(NodeId object, std::string_view name, bool top)
{
    NodeId found = kNone;
    std::size_t position = 0;
    for (NodeId child = m_tree.firstChild(object); child != kNone; child = m_tree.next(child)) {
        ++position;
        if (m_tree.name(child) != name) {
            continue;
        }
        m_position = top ? position : m_position;
        if (found != kNone) {
            refuse(m_refusal, "source.duplicate-member",
                   fmt::format("The object has the member \"{:.200}\" twice.", name));
            return std::nullopt;
        }
        found = child;
    }
    return found;
}

// The one element whose member says what the step asks for; as member() otherwise.
std::optional<JsonTree::NodeId> JsonMapper::pick(NodeId array, const JsonStep& step)
{
    NodeId found = kNone;
    for (NodeId element = m_tree.firstChild(array); element != kNone; element = m_tree.next(element)) {
        if (m_tree.kind(element) != Kind::Object) {
            continue;
        }
        const auto key = member(element, step.key, false);
        if (!key) {
            return std::nullopt;
        }
        const bool scalar = *key != kNone && m_tree.kind(*key) != Kind::Object && m_tree.kind(*key) != Kind::Array;
        if (!scalar || m_tree.text(*key) != step.text) {
            continue;
        }
        if (found != kNone) {
            refuse(m_refusal, "source.ambiguous",
                   fmt::format("The array \"{:.200}\" has more than one element whose \"{:.200}\" is \"{:.200}\".",
                               step.name, step.key, step.text));
            return std::nullopt;
        }
        found = element;
    }
    return found;
}

// Where the path leads; as member() otherwise.
std::optional<JsonTree::NodeId> JsonMapper::follow(const JsonPath& path, NodeId from)
{
    NodeId at = from;
    for (const JsonStep& step : path) {
        if (m_tree.kind(at) != Kind::Object) {
            return kNone;
        }
        std::optional<NodeId> next = member(at, step.name, at == m_tree.root());
        if (next && *next != kNone && step.then != JsonStep::Then::Member) {
            if (m_tree.kind(*next) != Kind::Array) {
                return kNone;
            }
            next = step.then == JsonStep::Then::Pick ? pick(*next, step) : next;
        }
        if (!next || *next == kNone) {
            return next;
        }
        at = *next;
    }
    return at;
}

// What is no field: a flag of which nothing is said is not raised; a part of a time and a scale must be there.
bool JsonMapper::mapOther(const Mapped& mapped, NodeId node, bool isNull)
{
    const std::string_view text = node == kNone || isNull ? std::string_view() : m_tree.text(node);
    if (mapped.role == Role::Flag) {
        return m_flags.take(mapped.flag, text, m_refusal);
    }
    if (mapped.role == Role::Scale) {
        return m_mapper.hasNoValue() || m_mapper.setScale(text, m_refusal);
    }
    m_mapper.addTimePart(text);
    return true;
}

bool JsonMapper::mapOne(const Mapped& mapped, NodeId node, HealthRecord& record)
{
    const bool isNull = node != kNone && m_tree.kind(node) == Kind::Literal && m_tree.text(node) == "null";
    const bool nested = node != kNone && (m_tree.kind(node) == Kind::Object || m_tree.kind(node) == Kind::Array);
    const std::string_view what =
        mapped.role == Role::Field ? nameOf(mapped.field) : std::string_view("a flag or part");
    if (nested) {
        return refuse(m_refusal, "source.member-type",
                      fmt::format("The member for {} is neither text nor a number.", what));
    }
    if (mapped.role != Role::Field) {
        return mapOther(mapped, node, isNull);
    }
    if (node == kNone) {
        m_position = 0;
        return refuse(m_refusal, "source.missing",
                      fmt::format("The object has no member \"{:.200}\" for {}.", mapped.text, what));
    }
    switch (m_tree.kind(node)) {
    case Kind::Number:
        return m_mapper.setJsonNumber(mapped.field, m_tree.text(node), record, m_refusal);
    case Kind::String:
        return m_mapper.setText(mapped.field, m_tree.text(node), record, m_refusal);
    default:
        return isNull ? m_mapper.setNull(mapped.field, m_refusal)
                      : refuse(m_refusal, "source.member-type",
                               fmt::format("The member for {} is neither text nor a number.", what));
    }
}

bool JsonMapper::mapAll(const std::vector<Mapped>& mapped, NodeId from, HealthRecord& record)
{
    return std::all_of(mapped.begin(), mapped.end(), [&](const Mapped& one) {
        const auto node = follow(one.path, from);
        return node && mapOne(one, *node, record);
    });
}

bool JsonMapper::findRows()
{
    if (m_rows.empty()) {
        m_row = m_tree.root();
        m_atRow = true;
        return true;
    }
    const auto array = follow(m_rows, m_tree.root());
    m_rowsPosition = m_position;
    if (array && *array == kNone) {
        m_position = 0;
        return refuse(m_refusal, "source.missing",
                      fmt::format("The object has no array where the path \"{:.200}\" leads.", m_rowsText));
    }
    if (array) {
        m_row = m_tree.firstChild(*array);
        m_atRow = m_row != kNone;
    }
    return array.has_value();
}

bool JsonMapper::begin(std::string_view text)
{
    m_atRow = false;
    m_position = m_rowsPosition = 0;
    m_refused = kNone;
    m_flags.begin();
    m_mapper.begin();
    if (!m_tree.read(text, m_refusal)) {
        return false;
    }
    for (const Field field : m_constants) {
        m_mapper.setConstant(field, m_base);
    }
    if (!mapAll(m_shared, m_tree.root(), m_base)) {
        return false;
    }
    m_sharedFlags = m_flags.taken();
    return findRows();
}

bool JsonMapper::mapNext(HealthRecord& record)
{
    const NodeId row = m_row;
    m_row = m_rows.empty() ? kNone : m_tree.next(row);
    m_atRow = m_row != kNone;
    m_quiet = false;
    m_refused = row;
    m_position = m_rowsPosition;
    m_flags.begin(m_sharedFlags);
    record = m_base;
    if (!m_rows.empty() && m_tree.kind(row) != Kind::Object) {
        return refuse(m_refusal, "source.not-an-object",
                      fmt::format("An element of the array of \"{:.200}\" is not a JSON object.", m_rowsText));
    }
    if (!mapAll(m_own, row, record)) {
        return false;
    }
    m_quiet = m_mapper.hasNoValue();
    if (m_quiet) {
        return true;
    }
    if (!m_mapper.finish(record, m_refusal, !m_flags.used())) {
        return false;
    }
    m_quiet = m_flags.used() && !m_flags.finish(record);
    return true;
}

std::optional<std::string> JsonMapper::element() const
{
    return m_rows.empty() || m_refused == kNone ? std::nullopt : std::optional(m_tree.json(m_refused));
}

}  // namespace meterseal::source
