// TableModel: what DataTable needs of a model beyond QAbstractTableModel: columns described by a table, rows with a
// stable key, an honest row count, and growth that is announced instead of moving the reader.
//
// Roles a cell answers beside the usual ones: SortRole is not there on purpose; sorting is the ledger's work.
#pragma once

#include "bridge/row_writer.h"
#include "bridge/task_runner.h"
#include "format/format.h"

#include <QAbstractTableModel>

#include <optional>

namespace meterseal::ui {

enum class RowCount { Unknown, Partial, Complete, Capped };

inline constexpr int kTimeWide = -1;

// One column, without its row type: what the table's header, chooser and export need.
struct ColumnInfo {
    const char* id;     // stable: remembered layouts and JSON Lines members
    const char* title;  // QT_TRANSLATE_NOOP("Columns", ...)
    const char* toolTip = nullptr;
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    int width = 120;    // at 100 % text size; kTimeWide: as wide as a time, and the header says its zone
    bool mono = false;  // hashes, addresses
    bool shown = true;  // before the person chooses
    bool sortable = false;
};

// One step of an export: where the next one begins.
struct ExportStep {
    std::optional<std::uint64_t> cursor;
    std::uint64_t rows = 0;  // written so far, all steps together
    bool more = false;
};

class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        KeyRole = Qt::UserRole,  // stable id of the row (quint64)
        FullTextRole,            // the value whole, as it is copied and exported; language-neutral where core's is
        ToneRole,                // int(Tone), where a cell has one
        LoadedRole,              // bool: the row's data is here
        PlaceRole,               // QString: where activating the row leads, see shell/place.h
    };

    explicit TableModel(const Format& format, QObject* parent = nullptr);

    virtual const ColumnInfo& column(int index) const = 0;
    virtual RowCount countState() const = 0;
    // Rows there are on the ledger, where that is known; the table may show fewer (Capped) or not all yet (Partial).
    virtual std::optional<quint64> knownTotal() const { return std::nullopt; }
    // Row of a key in what is shown now; -1 where it is not (yet) there.
    virtual int rowOfKey(quint64 key) const = 0;
    virtual bool loading() const = 0;
    virtual const std::optional<Error>& error() const = 0;
    // Starts again at the ledger's current head.
    virtual void reload() = 0;
    virtual void sortBy(int, Qt::SortOrder) {}
    // Whether the person looks at the list's beginning. There a list keeps itself true; elsewhere it says that there is
    // something new and moves nothing. Set by the view; without one, false.
    virtual void setReaderAtTop(bool) {}
    // Writes the next rows of exactly this list (its filter, its order, all rows, not only those in memory) in these
    // columns, and says how to go on. The first step is ExportStep{}. Default: all rows at once, for short lists.
    [[nodiscard]] virtual TaskHandle exportRows(QObject* context, std::shared_ptr<RowWriter> writer,
                                                std::vector<int> columns, ExportStep from,
                                                std::function<void(Result<ExportStep>)> done);
    // Rows that appeared since the last reload; 0: none, -1: some, not counted.
    qint64 newRows() const { return m_newRows; }

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const Format& format() const { return m_format; }

signals:
    void stateChanged();  // countState, loading or error
    void newRowsChanged();

protected:
    void setNewRows(qint64 rows);

private:
    const Format& m_format;
    qint64 m_newRows = 0;
};

}  // namespace meterseal::ui
