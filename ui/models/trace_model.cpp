#include "models/trace_model.h"

#include <QCoreApplication>

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr Qt::Alignment kNumbers = Qt::AlignRight | Qt::AlignVCenter;
constexpr Qt::Alignment kWords = Qt::AlignLeft | Qt::AlignVCenter;

constexpr ColumnInfo kTraceColumns[TraceModel::kColumns] = {
    {"step", QT_TRANSLATE_NOOP("Columns", "Steps back"), nullptr, kNumbers, 90},
    {"height", QT_TRANSLATE_NOOP("Columns", "Block"), nullptr, kNumbers, 80},
    {"time", QT_TRANSLATE_NOOP("Columns", "Anchored"), QT_TRANSLATE_NOOP("Columns", "When its block was sealed"),
     kWords, kTimeWide},
    {"records", QT_TRANSLATE_NOOP("Columns", "Records"), nullptr, kNumbers, 90},
    {"start", QT_TRANSLATE_NOOP("Columns", "First record"), nullptr, kWords, kTimeWide},
    {"end", QT_TRANSLATE_NOOP("Columns", "Last record"), nullptr, kWords, kTimeWide, false, false},
    {"hash", QT_TRANSLATE_NOOP("Columns", "Transaction hash"), nullptr, kWords, 150, true},
};

// What one question brings: some links, where it goes on, and why it could not.
struct Walk {
    std::vector<TraceLink> links;
    Hash256 next;
    std::optional<Error> fault;
};

Result<Walk> walkBack(LedgerReader& reader, std::stop_token stop, const Hash256& from, const std::string& address)
{
    Walk walk{{}, from, {}};
    while (!walk.next.isZero() && walk.links.size() < TraceModel::kLinksAtOnce && !stop.stop_requested()) {
        auto link = followLink(reader, walk.next, address);
        if (!link) {
            walk.fault = link.error();
            break;
        }
        walk.next = link->prev;
        walk.links.push_back(std::move(*link));
    }
    return walk;
}

}  // namespace

TraceModel::TraceModel(LedgerBridge& bridge, const Format& format, QObject* parent)
    : TableModel(format, parent), m_bridge(bridge)
{}

void TraceModel::follow(const Hash256& from, const std::string& address)
{
    beginResetModel();
    m_request = {};
    m_links.clear();
    m_error.reset();
    m_from = m_next = from;
    m_address = address;
    m_started = true;
    endResetModel();
    emit stateChanged();
    fetchMore({});
}

void TraceModel::reload()
{
    if (m_started) {
        follow(m_from, m_address);
    }
}

std::uint64_t TraceModel::records() const
{
    std::uint64_t sum = 0;
    for (const TraceLink& link : m_links) {
        sum += link.row.count;
    }
    return sum;
}

bool TraceModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_started && !m_next.isZero() && !m_error;
}

void TraceModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent) || m_request.running()) {
        return;
    }
    m_request = m_bridge.query(
        this, LedgerBridge::Lane::Background,
        [from = m_next, address = m_address](LedgerReader& reader, std::stop_token stop) {
            return walkBack(reader, stop, from, address);
        },
        [this](Result<Walk> walk) {
            if (!walk) {
                m_error = walk.error();
            } else {
                // First: whoever hears of the rows may ask for more at once.
                m_next = walk->next;
                m_error = walk->fault;
                const int first = rowCount();
                if (!walk->links.empty()) {
                    beginInsertRows({}, first, first + static_cast<int>(walk->links.size()) - 1);
                    m_links.insert(m_links.end(), walk->links.begin(), walk->links.end());
                    endInsertRows();
                }
            }
            emit stateChanged();
        });
    emit stateChanged();
}

int TraceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_links.size());
}

const ColumnInfo& TraceModel::column(int index) const
{
    return kTraceColumns[index];
}

RowCount TraceModel::countState() const
{
    if (!m_started || (m_links.empty() && m_request.running())) {
        return RowCount::Unknown;
    }
    return m_next.isZero() || m_error ? RowCount::Complete : RowCount::Partial;
}

int TraceModel::rowOfKey(quint64 key) const
{
    const auto found =
        std::find_if(m_links.begin(), m_links.end(), [key](const TraceLink& link) { return link.row.seq == key; });
    return found == m_links.end() ? -1 : static_cast<int>(found - m_links.begin());
}

QString TraceModel::cell(const TraceLink& link, int row, int columnIndex) const
{
    switch (columnIndex) {
    case kStep:
        return format().number(static_cast<std::uint64_t>(row) + 1);
    case kHeight:
        return format().number(link.row.height);
    case kTime:
        return format().cellTime(link.row.time);
    case kRecords:
        return format().number(link.row.count);
    case kStart:
        return format().cellTime(link.row.start);
    case kEnd:
        return format().cellTime(link.row.end);
    default:
        return Format::shortHash(link.row.hash);
    }
}

QVariant TraceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const TraceLink& link = m_links[static_cast<std::size_t>(index.row())];
    const auto exact = [&]() -> QString {
        switch (index.column()) {
        case kHash:
            return text(link.row.hash.hex());
        case kTime:
            return Format::isoTime(link.row.time);
        case kStart:
            return Format::isoTime(link.row.start);
        case kEnd:
            return Format::isoTime(link.row.end);
        case kHeight:
            return QString::number(link.row.height);
        case kRecords:
            return QString::number(link.row.count);
        default:
            return QString::number(index.row() + 1);
        }
    };
    switch (role) {
    case Qt::DisplayRole:
        return cell(link, index.row(), index.column());
    case FullTextRole:
        return exact();
    case Qt::ToolTipRole:
        return index.column() == kHash ? QVariant(exact()) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == kHash ? Format::spokenHash(exact()) : cell(link, index.row(), index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(kTraceColumns[index.column()].alignment);
    case LoadedRole:
        return true;
    case KeyRole:
        return QVariant::fromValue<quint64>(link.row.seq);
    case PlaceRole:
        return QStringLiteral("ledger/tx/") + text(link.row.hash.hex());
    default:
        return {};
    }
}

}  // namespace meterseal::ui
