// PagedModel<Row>: a table over a keyset-paged list of the ledger, of any length.
//
// Rows come in pages of kPageRows. Two ways to know where a page begins:
//   dense       the list is unfiltered and its keys are consecutive, so row <-> key is arithmetic and any row can be
//               jumped to; the view shows at most kMaxRows of them, from a movable first row;
//   sequential  the list is filtered: a page begins after the last key of the one before, which is remembered, so
//               that a page dropped from memory can be read again; rows appear as the view asks for more.
// At most kKeptPages pages stay in memory, the latest used ones. A page that is shown but not here shows an ellipsis
// and is asked for at the next turn of the event loop, the latest wish first.
//
// The list is a snapshot. While the reader is at its top, it is read again whenever the ledger has grown, and what is
// shown changes in one step, when the new rows are here; elsewhere the change is announced by newRows() and shown by
// reload(). Answers from before a reload are never applied, because their handle is gone.
#pragma once

#include "bridge/ledger_bridge.h"
#include "models/table_model.h"

#include <QFont>
#include <QTimer>

#include <functional>
#include <list>
#include <map>
#include <span>

namespace meterseal::ui {

template <typename Row>
struct Column : ColumnInfo {
    std::function<QString(const Row&, const Format&)> text = {};
    // Whole and language-neutral; absent: text. Used by exports on a worker: a text() without a full() beside it must
    // not use the Format.
    std::function<QString(const Row&)> full = {};
    std::function<QString(const Row&, const Format&)> toolTip_ = {};
    std::function<QString(const Row&, const Format&)> spoken = {};
    std::function<Tone(const Row&)> tone = {};

    // What a cell of this column answers for a role that depends on its text.
    QVariant value(const Row& row, int role, const Format& format) const
    {
        switch (role) {
        case Qt::DisplayRole:
            return text(row, format);
        case TableModel::FullTextRole:
            return full ? full(row) : text(row, format);
        case Qt::ToolTipRole:
            return toolTip_ ? toolTip_(row, format) : full ? full(row) : QVariant();
        case Qt::AccessibleTextRole:
            return spoken ? spoken(row, format) : text(row, format);
        case TableModel::ToneRole:
            return tone ? QVariant(static_cast<int>(tone(row))) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(alignment);
        case TableModel::LoadedRole:
            return true;
        default:
            return {};
        }
    }
};

class PagedModelBase : public TableModel {
    Q_OBJECT
public:
    static constexpr int kPageRows = 128;
    static constexpr int kKeptPages = 48;
    static constexpr int kMaxRows = 1'000'000;
    using Cursor = std::optional<std::uint64_t>;

    PagedModelBase(LedgerBridge& bridge, const Format& format, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    RowCount countState() const override { return m_countState; }
    bool loading() const override { return m_firstLoad || m_request.running(); }
    const std::optional<Error>& error() const override { return m_error; }
    std::optional<quint64> knownTotal() const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    void reload() override;
    void sortBy(int column, Qt::SortOrder order) override;
    void setReaderAtTop(bool atTop) override;
    Direction direction() const { return m_direction; }

    bool dense() const { return m_dense; }
    // Dense lists longer than kMaxRows: moves the window so that `key` is in it, and gives its row; -1 where it is not
    // on the list.
    int showKey(quint64 key);

protected:
    struct Snapshot {
        std::uint64_t first = 0;  // smallest key
        std::uint64_t count = 0;
    };
    // Dense lists say which keys there are; nothing where the list is filtered.
    virtual std::optional<Snapshot> denseKeys(const LedgerTotals& totals) const = 0;
    virtual void request(int page, Cursor cursor) = 0;
    // The first page of the list as it is by now; beginFresh() and endFresh() stand around its taking over.
    virtual void requestFresh(Cursor cursor) = 0;
    virtual void dropPages() = 0;
    virtual bool hasPage(int page) const = 0;
    // A list of something else than the ledger announces its growth itself.
    virtual bool growsWithTheLedger() const { return true; }

    // For a list whose natural order is the other one; in the constructor only.
    void startWith(Direction direction) { m_direction = direction; }
    // Where the list begins, and how many rows of it were there when it was last loaded.
    Cursor firstCursor() const;
    std::uint64_t exportLimit() const;
    void want(int page) const;
    void pageArrived(int page, int rows, bool more, std::uint64_t lastKey);
    void pageFailed(const Error& error);
    // The list is no longer what is shown; `rows` more, -1 where that is not counted.
    void hasChanged(qint64 rows);
    void beginFresh();
    void endFresh(int rows, bool more, std::uint64_t lastKey);
    quint64 keyOfRow(int row) const;  // dense only
    int rowOfDenseKey(quint64 key) const;

    LedgerBridge& m_bridge;
    TaskHandle m_request;

private:
    void begin();
    void refresh();
    void askForWanted();
    void noticeGrowth();
    std::uint64_t rowsInWindow() const;

    Direction m_direction = Direction::Older;
    int m_rows = 0;
    RowCount m_countState = RowCount::Unknown;
    bool m_firstLoad = true;
    bool m_dense = false;
    Snapshot m_snapshot;
    Snapshot m_fresh;  // of the page that is being read again
    bool m_atTop = false;
    bool m_stale = false;             // to be read again as soon as nothing else is being read
    std::uint64_t m_windowFirst = 0;  // dense: rows skipped before row 0
    std::uint64_t m_seenTransactions = 0;
    std::vector<std::uint64_t> m_pageEnds;  // sequential: last key of page i
    std::optional<Error> m_error;
    mutable std::vector<int> m_wanted;  // latest last
    mutable QTimer m_wantTimer;
    int m_asked = -1;
};

template <typename Row>
class PagedModel : public PagedModelBase {
public:
    PagedModel(LedgerBridge& bridge, const Format& format, std::span<const Column<Row>> columns, QObject* parent)
        : PagedModelBase(bridge, format, parent), m_columns(columns)
    {}

    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    const ColumnInfo& column(int index) const override { return m_columns[static_cast<std::size_t>(index)]; }

    // Null while the row is not here; asks for it.
    const Row* row(int index) const
    {
        const int page = index / kPageRows;
        const auto found = m_pages.find(page);
        if (found == m_pages.end()) {
            want(page);
            return nullptr;
        }
        m_recent.splice(m_recent.begin(), m_recent, found->second.place);
        const auto at = static_cast<std::size_t>(index % kPageRows);
        return at < found->second.rows.size() ? &found->second.rows[at] : nullptr;
    }

    int rowOfKey(quint64 key) const override
    {
        if (dense()) {
            return rowOfDenseKey(key);
        }
        for (const auto& [number, page] : m_pages) {
            for (std::size_t i = 0; i < page.rows.size(); ++i) {
                if (keyOf(page.rows[i]) == key) {
                    return number * kPageRows + static_cast<int>(i);
                }
            }
        }
        return -1;
    }

    QVariant data(const QModelIndex& index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
            return {};
        }
        const Column<Row>& column = m_columns[static_cast<std::size_t>(index.column())];
        if (role == Qt::TextAlignmentRole) {
            return QVariant::fromValue(column.alignment);
        }
        const Row* const row = this->row(index.row());
        if (role == LoadedRole) {
            return row != nullptr;
        }
        if (row == nullptr) {
            return role == Qt::DisplayRole ? QVariant(QString(QChar(0x2026))) : QVariant();
        }
        switch (role) {
        case KeyRole:
            return QVariant::fromValue<quint64>(keyOf(*row));
        case PlaceRole:
            return placeOf(*row);
        default:
            return column.value(*row, role, format());
        }
    }

    TaskHandle exportRows(QObject* context, std::shared_ptr<RowWriter> writer, std::vector<int> columns,
                          ExportStep from, std::function<void(Result<ExportStep>)> done) override
    {
        const std::uint64_t most = exportLimit();
        auto last = std::make_shared<std::optional<Row>>();
        return m_bridge.query(
            context, LedgerBridge::Lane::Background,
            [read = fetch(from.cursor ? from.cursor : firstCursor(), direction()), table = m_columns,
             columns = std::move(columns), writer, from, most, last,
             &format = format()](LedgerReader& reader) mutable -> Result<ExportStep> {
                MS_ASSIGN(Page<Row> page, read(reader));
                std::vector<std::string> cells(columns.size());
                for (Row& row : page.rows) {
                    if (from.rows == most) {
                        break;
                    }
                    for (std::size_t i = 0; i < columns.size(); ++i) {
                        const Column<Row>& column = table[static_cast<std::size_t>(columns[i])];
                        cells[i] = (column.full ? column.full(row) : column.text(row, format)).toStdString();
                    }
                    MS_TRY(writer->row(cells));
                    ++from.rows;
                    *last = std::move(row);
                }
                from.more = page.more && from.rows < most;
                return from;
            },
            // keyOf() is the model's, so it is asked on the event loop.
            [guard = QPointer<PagedModel>(this), last, done = std::move(done)](Result<ExportStep> step) {
                if (guard && step && *last) {
                    step->cursor = guard->keyOf(**last);
                }
                done(std::move(step));
            });
    }

protected:
    using Fetch = std::function<Result<Page<Row>>(LedgerReader&)>;
    virtual Fetch fetch(Cursor cursor, Direction direction) const = 0;
    virtual std::uint64_t keyOf(const Row& row) const = 0;
    virtual QString placeOf(const Row&) const { return {}; }

    void request(int page, Cursor cursor) override
    {
        m_request = m_bridge.query(this, fetch(cursor, direction()), [this, page](Result<Page<Row>> answer) {
            if (!answer) {
                pageFailed(answer.error());
                return;
            }
            store(page, std::move(answer->rows));
            const auto& rows = m_pages.at(page).rows;
            pageArrived(page, static_cast<int>(rows.size()), answer->more, rows.empty() ? 0 : keyOf(rows.back()));
        });
    }
    void requestFresh(Cursor cursor) override
    {
        m_request = m_bridge.query(this, fetch(cursor, direction()), [this](Result<Page<Row>> answer) {
            if (!answer) {
                pageFailed(answer.error());
                return;
            }
            beginFresh();
            const int count = static_cast<int>(answer->rows.size());
            const std::uint64_t last = answer->rows.empty() ? 0 : keyOf(answer->rows.back());
            if (count > 0) {
                store(0, std::move(answer->rows));
            }
            endFresh(count, answer->more, last);
        });
    }
    void dropPages() override
    {
        m_pages.clear();
        m_recent.clear();
    }
    bool hasPage(int page) const override { return m_pages.count(page) != 0; }

private:
    struct Kept {
        std::vector<Row> rows;
        std::list<int>::iterator place;
    };

    void store(int page, std::vector<Row> rows)
    {
        const auto old = m_pages.find(page);
        if (old != m_pages.end()) {
            m_recent.erase(old->second.place);
            m_pages.erase(old);
        }
        m_recent.push_front(page);
        m_pages.emplace(page, Kept{std::move(rows), m_recent.begin()});
        while (m_pages.size() > static_cast<std::size_t>(kKeptPages)) {
            m_pages.erase(m_recent.back());
            m_recent.pop_back();
        }
    }

    std::span<const Column<Row>> m_columns;  // static tables
    std::map<int, Kept> m_pages;
    mutable std::list<int> m_recent;  // latest used first
};

}  // namespace meterseal::ui
