#include "models/meter_list_model.h"

#include "format/error_text.h"
#include "format/texts.h"
#include "meterseal/base/text.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct Faults {
    Q_DECLARE_TR_FUNCTIONS(InputFaults)
};

struct InputFaultText {
    const char* reason;
    const char* sentence;
};

constexpr InputFaultText kInputFaults[] = {
    {"mn.form",
     QT_TRANSLATE_NOOP("InputFaults",
                       "1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit.")},
    {"text.empty", QT_TRANSLATE_NOOP("InputFaults", "It must not be empty.")},
    {"text.too-long", QT_TRANSLATE_NOOP("InputFaults", "It is longer than 256 bytes (about 85 Chinese characters).")},
    {"text.not-utf8", QT_TRANSLATE_NOOP("InputFaults", "It is not valid text.")},
    {"text.control", QT_TRANSLATE_NOOP("InputFaults", "It contains a control character, such as a tab or a line end.")},
    {"text.space-at-ends",
     QT_TRANSLATE_NOOP("InputFaults", "It begins or ends with a space. Remove it, or the wallet would be another.")},
    {"text.not-nfc", QT_TRANSLATE_NOOP("InputFaults", "It contains characters that are not in normal form.")},
    {"meter.password-short",
     QT_TRANSLATE_NOOP("InputFaults",
                       "Its password is shorter than 20 bytes. Give a longer one, or none to have one made.")},
    {"list.twice", QT_TRANSLATE_NOOP("InputFaults", "This meter id stands in an earlier line of the list.")},
    {"list.cells", QT_TRANSLATE_NOOP("InputFaults", "This line has more or fewer cells than the header.")},
    {"tx.mn-in-use", QT_TRANSLATE_NOOP("InputFaults", "This meter id is on the ledger already.")},
    {"tx.address-in-use", QT_TRANSLATE_NOOP("InputFaults", "This wallet address is on the ledger already.")},
    {"list.header",
     QT_TRANSLATE_NOOP(
         "InputFaults",
         "The first line must name the columns mn, location, manufacturer and, if wanted, password, each once.")},
    {"list.empty", QT_TRANSLATE_NOOP("InputFaults", "The list names no meter.")},
};

constexpr Qt::Alignment kListRight = Qt::AlignRight | Qt::AlignVCenter;
constexpr Qt::Alignment kListLeft = Qt::AlignLeft | Qt::AlignVCenter;

const ColumnInfo kListInfo[] = {
    {"line", QT_TRANSLATE_NOOP("Columns", "Line"), nullptr, kListRight, 60},
    {"mn", QT_TRANSLATE_NOOP("Columns", "Meter"), nullptr, kListLeft, 140},
    {"location", QT_TRANSLATE_NOOP("Columns", "Location"), nullptr, kListLeft, 170},
    {"manufacturer", QT_TRANSLATE_NOOP("Columns", "Manufacturer"), nullptr, kListLeft, 130},
    {"password", QT_TRANSLATE_NOOP("Columns", "Password"), nullptr, kListLeft, 90},
    {"result", QT_TRANSLATE_NOOP("Columns", "Result"), nullptr, kListLeft, 320},
};

}  // namespace

namespace {

// The fault with the name of the cell it is about, where the reason alone does not tell.
QString rowFault(const ListedMeter& meter)
{
    const QString fault = inputFault(*meter.error);
    if (!meter.error->reason.starts_with("text.")) {
        return fault;
    }
    const bool location = !checkText(meter.dossier.location, "location").ok();
    return Faults::tr("%1: %2").arg(QCoreApplication::translate("Columns", location ? "Location" : "Manufacturer"),
                                    fault);
}

}  // namespace

QString inputFault(const Error& error)
{
    for (const InputFaultText& known : kInputFaults) {
        if (error.reason == known.reason) {
            return Faults::tr(known.sentence);
        }
    }
    return reasonSentence(error.reason, error.message);
}

MeterListModel::MeterListModel(const Format& format, QObject* parent) : TableModel(format, parent)
{}

void MeterListModel::setRows(std::vector<ListedMeter> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_done.assign(m_rows.size(), std::nullopt);
    endResetModel();
    emit stateChanged();
}

std::vector<int> MeterListModel::ready() const
{
    std::vector<int> rows;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_rows[i].error && !m_done[i]) {
            rows.push_back(static_cast<int>(i));
        }
    }
    return rows;
}

int MeterListModel::faulty() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const auto& row) { return row.error.has_value(); }));
}

int MeterListModel::registeredCount() const
{
    return static_cast<int>(
        std::count_if(m_done.begin(), m_done.end(), [](const auto& done) { return done.has_value(); }));
}

void MeterListModel::setOutcome(int row, const RegisterOutcome& outcome)
{
    const auto at = static_cast<std::size_t>(row);
    m_done[at] = outcome.registered;
    m_rows[at].error = outcome.error;
    emit dataChanged(index(row, 0), index(row, kColumns - 1));
}

int MeterListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

const ColumnInfo& MeterListModel::column(int index) const
{
    return kListInfo[index];
}

int MeterListModel::rowOfKey(quint64 key) const
{
    return key < m_rows.size() ? static_cast<int>(key) : -1;
}

QString MeterListModel::cell(std::size_t row, int column) const
{
    const ListedMeter& meter = m_rows[row];
    switch (column) {
    case kLine:
        return format().number(meter.line);
    case kMn:
        return text(meter.dossier.mn);
    case kLocation:
        return text(meter.dossier.location);
    case kManufacturer:
        return text(meter.dossier.manufacturer);
    case kPassword:
        return meter.dossier.password ? Faults::tr("given") : Faults::tr("generated");
    case kResult:
        return m_done[row]   ? Faults::tr("Registered: %1").arg(text(m_done[row]->address))
               : meter.error ? rowFault(meter)
                             : Faults::tr("In order");
    default:
        return {};
    }
}

Tone MeterListModel::tone(std::size_t row) const
{
    return m_rows[row].error ? Tone::Bad : m_done[row] ? Tone::Ok : Tone::Info;
}

QVariant MeterListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const auto row = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case FullTextRole:
        return cell(row, index.column());
    case Qt::ToolTipRole:
        // Core's own sentence says more than fits into the cell.
        return index.column() == kResult && m_rows[row].error ? originalText(m_rows[row].error->message)
                                                              : cell(row, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column(index.column()).alignment);
    case ToneRole:
        return index.column() == kResult ? QVariant(static_cast<int>(tone(row))) : QVariant();
    case LoadedRole:
        return true;
    case KeyRole:
        return QVariant::fromValue<quint64>(row);
    default:
        return {};
    }
}

}  // namespace meterseal::ui
