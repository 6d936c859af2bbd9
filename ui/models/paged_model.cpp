#include "models/paged_model.h"

#include <algorithm>
#include <limits>

namespace meterseal::ui {

namespace {
constexpr std::size_t kMostWanted = 3;  // a fast scroll leaves wishes behind; only the latest count
}

PagedModelBase::PagedModelBase(LedgerBridge& bridge, const Format& format, QObject* parent)
    : TableModel(format, parent), m_bridge(bridge)
{
    m_wantTimer.setSingleShot(true);
    m_wantTimer.setInterval(0);
    connect(&m_wantTimer, &QTimer::timeout, this, &PagedModelBase::askForWanted);
    connect(&bridge, &LedgerBridge::totalsChanged, this, &PagedModelBase::noticeGrowth);
    connect(&bridge, &LedgerBridge::errorChanged, this, [this] {
        if (m_countState == RowCount::Unknown && m_bridge.error()) {
            m_firstLoad = false;
            m_error = m_bridge.error();
            emit stateChanged();
        }
    });
    // The concrete model is not made yet; its keys can be asked for at the next turn.
    QMetaObject::invokeMethod(this, &PagedModelBase::begin, Qt::QueuedConnection);
}

std::optional<quint64> PagedModelBase::knownTotal() const
{
    if (m_countState == RowCount::Unknown || m_countState == RowCount::Partial) {
        return std::nullopt;
    }
    if (m_dense) {
        return m_snapshot.count;
    }
    return m_countState == RowCount::Complete ? std::optional<quint64>(m_rows) : std::nullopt;
}

void PagedModelBase::reload()
{
    begin();
}

void PagedModelBase::sortBy(int columnIndex, Qt::SortOrder order)
{
    const Direction wanted = order == Qt::DescendingOrder ? Direction::Older : Direction::Newer;
    if (columnIndex >= 0 && columnIndex < columnCount() && column(columnIndex).sortable && wanted != m_direction) {
        m_direction = wanted;
        begin();
    }
}

std::uint64_t PagedModelBase::rowsInWindow() const
{
    return std::min<std::uint64_t>(m_snapshot.count - m_windowFirst, kMaxRows);
}

void PagedModelBase::begin()
{
    const auto& totals = m_bridge.totals();
    if (!totals) {
        if (m_bridge.error()) {
            m_firstLoad = false;
            m_error = m_bridge.error();
            emit stateChanged();
        }
        return;
    }
    beginResetModel();
    m_request = {};
    m_asked = -1;
    m_wanted.clear();
    m_pageEnds.clear();
    dropPages();
    m_error.reset();
    m_stale = false;
    m_seenTransactions = totals->transactions;
    m_windowFirst = 0;
    const auto keys = denseKeys(*totals);
    m_dense = keys.has_value();
    if (m_dense) {
        m_snapshot = *keys;
        m_rows = static_cast<int>(rowsInWindow());
        m_countState = m_snapshot.count > static_cast<std::uint64_t>(m_rows) ? RowCount::Capped : RowCount::Complete;
        m_firstLoad = false;
    } else {
        m_rows = 0;
        m_countState = RowCount::Unknown;
        m_firstLoad = true;
    }
    endResetModel();
    setNewRows(0);
    if (!m_dense || m_rows > 0) {
        want(0);
    }
    emit stateChanged();
}

void PagedModelBase::noticeGrowth()
{
    const auto& totals = m_bridge.totals();
    if (!totals) {
        return;
    }
    const bool never = m_countState == RowCount::Unknown && !m_firstLoad;
    if (never || (m_firstLoad && !m_request.running() && m_asked < 0) ||
        (m_rows == 0 && !loading() && growsWithTheLedger())) {
        begin();
    } else if (m_dense) {
        if (const auto keys = denseKeys(*totals); keys && keys->count != m_snapshot.count) {
            hasChanged(static_cast<qint64>(keys->count - m_snapshot.count));
        }
    } else if (growsWithTheLedger() && totals->transactions != m_seenTransactions) {
        hasChanged(-1);
    }
}

void PagedModelBase::hasChanged(qint64 rows)
{
    if (m_atTop && m_windowFirst == 0) {
        refresh();
    } else {
        setNewRows(rows);
    }
}

void PagedModelBase::setReaderAtTop(bool atTop)
{
    m_atTop = atTop;
    if (atTop && newRows() != 0) {
        hasChanged(newRows());
    }
}

void PagedModelBase::refresh()
{
    const auto& totals = m_bridge.totals();
    m_stale = m_request.running() || m_firstLoad;
    if (m_stale || !totals) {
        return;
    }
    const auto keys = denseKeys(*totals);
    if (keys.has_value() != m_dense) {
        begin();
        return;
    }
    m_fresh = keys.value_or(Snapshot{});
    m_seenTransactions = totals->transactions;
    Cursor cursor;
    if (m_dense && m_direction == Direction::Older) {
        cursor = m_fresh.first + m_fresh.count;
    } else if (m_dense && m_fresh.first > 0) {
        cursor = m_fresh.first - 1;
    }
    requestFresh(cursor);
}

void PagedModelBase::beginFresh()
{
    beginResetModel();
    dropPages();
    m_pageEnds.clear();
    m_wanted.clear();
    m_asked = -1;
}

void PagedModelBase::endFresh(int rows, bool more, std::uint64_t lastKey)
{
    m_error.reset();
    if (m_dense) {
        m_snapshot = m_fresh;
        m_rows = static_cast<int>(rowsInWindow());
        m_countState = m_snapshot.count > static_cast<std::uint64_t>(m_rows) ? RowCount::Capped : RowCount::Complete;
    } else {
        m_rows = rows;
        m_countState = more ? RowCount::Partial : RowCount::Complete;
        if (rows > 0) {
            m_pageEnds.push_back(lastKey);
        }
    }
    endResetModel();
    setNewRows(0);
    emit stateChanged();
    if (m_stale) {
        QMetaObject::invokeMethod(this, &PagedModelBase::refresh, Qt::QueuedConnection);
    }
}

void PagedModelBase::want(int page) const
{
    const auto known = std::find(m_wanted.begin(), m_wanted.end(), page);
    if (known != m_wanted.end()) {
        m_wanted.erase(known);
    }
    m_wanted.push_back(page);
    if (m_wanted.size() > kMostWanted) {
        m_wanted.erase(m_wanted.begin());
    }
    if (!m_wantTimer.isActive()) {
        m_wantTimer.start();
    }
}

void PagedModelBase::askForWanted()
{
    if (m_request.running()) {
        return;
    }
    while (!m_wanted.empty()) {
        const int page = m_wanted.back();
        m_wanted.pop_back();
        const bool reachable =
            m_dense ? page * kPageRows < m_rows : static_cast<std::size_t>(page) <= m_pageEnds.size();
        if (hasPage(page) || !reachable) {
            continue;
        }
        Cursor cursor;
        if (m_dense) {
            const quint64 key = keyOfRow(page * kPageRows);
            if (m_direction == Direction::Older) {
                cursor = key + 1;
            } else if (key > m_snapshot.first) {
                cursor = key - 1;
            }
        } else if (page > 0) {
            cursor = m_pageEnds[static_cast<std::size_t>(page) - 1];
        }
        m_asked = page;
        request(page, cursor);
        return;
    }
}

void PagedModelBase::pageArrived(int page, int rows, bool more, std::uint64_t lastKey)
{
    m_asked = -1;
    m_firstLoad = false;
    m_error.reset();
    const bool next = !m_dense && static_cast<std::size_t>(page) == m_pageEnds.size();
    if (next) {
        const bool full = m_rows + rows >= kMaxRows;
        m_countState = !more ? RowCount::Complete : full ? RowCount::Capped : RowCount::Partial;
        if (rows > 0) {
            beginInsertRows({}, m_rows, m_rows + rows - 1);
            m_pageEnds.push_back(lastKey);
            m_rows += rows;
            endInsertRows();
        }
    } else {
        const int first = page * kPageRows;
        const int last = std::min(first + kPageRows, m_rows) - 1;
        if (last >= first) {
            emit dataChanged(index(first, 0), index(last, columnCount() - 1));
        }
    }
    emit stateChanged();
    if (m_stale && m_atTop) {
        QMetaObject::invokeMethod(this, &PagedModelBase::refresh, Qt::QueuedConnection);
    } else if (!m_wanted.empty()) {
        m_wantTimer.start();
    }
}

void PagedModelBase::pageFailed(const Error& error)
{
    m_asked = -1;
    m_firstLoad = false;
    m_error = error;
    emit stateChanged();
}

bool PagedModelBase::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && !m_dense && m_countState == RowCount::Partial;
}

void PagedModelBase::fetchMore(const QModelIndex& parent)
{
    const int next = static_cast<int>(m_pageEnds.size());
    if (canFetchMore(parent) && m_asked != next) {
        want(next);
    }
}

PagedModelBase::Cursor PagedModelBase::firstCursor() const
{
    if (!m_dense) {
        return std::nullopt;
    }
    if (m_direction == Direction::Older) {
        return m_snapshot.first + m_snapshot.count;
    }
    return m_snapshot.first > 0 ? Cursor(m_snapshot.first - 1) : std::nullopt;
}

std::uint64_t PagedModelBase::exportLimit() const
{
    return m_dense ? m_snapshot.count : std::numeric_limits<std::uint64_t>::max();
}

quint64 PagedModelBase::keyOfRow(int row) const
{
    const std::uint64_t place = m_windowFirst + static_cast<std::uint64_t>(row);
    return m_direction == Direction::Older ? m_snapshot.first + m_snapshot.count - 1 - place : m_snapshot.first + place;
}

int PagedModelBase::rowOfDenseKey(quint64 key) const
{
    if (key < m_snapshot.first || key >= m_snapshot.first + m_snapshot.count) {
        return -1;
    }
    const std::uint64_t place =
        m_direction == Direction::Older ? m_snapshot.first + m_snapshot.count - 1 - key : key - m_snapshot.first;
    return place >= m_windowFirst && place < m_windowFirst + static_cast<std::uint64_t>(m_rows)
               ? static_cast<int>(place - m_windowFirst)
               : -1;
}

int PagedModelBase::showKey(quint64 key)
{
    if (!m_dense || key < m_snapshot.first || key >= m_snapshot.first + m_snapshot.count) {
        return m_dense ? -1 : rowOfKey(key);
    }
    if (rowOfDenseKey(key) < 0) {
        const std::uint64_t place =
            m_direction == Direction::Older ? m_snapshot.first + m_snapshot.count - 1 - key : key - m_snapshot.first;
        beginResetModel();
        m_request = {};
        m_asked = -1;
        m_wanted.clear();
        dropPages();
        // Whole pages, so that a page's first row stays a multiple of kPageRows.
        m_windowFirst = place > kMaxRows / 2 ? (place - kMaxRows / 2) / kPageRows * kPageRows : 0;
        m_rows = static_cast<int>(rowsInWindow());
        endResetModel();
        emit stateChanged();
    }
    return rowOfDenseKey(key);
}

}  // namespace meterseal::ui
