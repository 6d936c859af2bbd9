#include "models/meter_suggestions.h"

#include "format/format.h"
#include "meterseal/base/text.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QStringListModel>

namespace meterseal::ui {

namespace {
constexpr int kAskAfterMs = 120;
}

MeterSuggestions::MeterSuggestions(QLineEdit* field, std::function<LedgerBridge*()> ledger)
    : QObject(field),
      m_field(field),
      m_ledger(std::move(ledger)),
      m_list(new QStringListModel(this)),
      m_completer(new QCompleter(m_list, this))
{
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    field->setCompleter(m_completer);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAskAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &MeterSuggestions::ask);
    connect(field, &QLineEdit::textEdited, this, [this] {
        m_request = {};  // what was asked before is not wanted any more
        m_list->setStringList({});
        m_soon.start();
    });
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &MeterSuggestions::chosen);
}

QStringList MeterSuggestions::shown() const
{
    // Empty where there is none: the list is cleared with every key.
    return m_list->rowCount() > 0 && m_completer->popup()->isVisible() ? m_list->stringList() : QStringList();
}

void MeterSuggestions::ask()
{
    const std::string prefix = m_field->text().trimmed().toStdString();
    LedgerBridge* const ledger = m_ledger();
    if (ledger == nullptr || !checkMeterId(prefix).ok()) {
        return;
    }
    MeterFilter filter;
    filter.mnPrefix = prefix;
    m_request = ledger->query(
        this, [filter](LedgerReader& reader) { return reader.meters(filter, std::nullopt, Direction::Newer, kMost); },
        [this](const Result<Page<MeterRow>>& page) {
            if (!page.ok() || !m_field->hasFocus()) {
                return;  // suggestions are a help: what is wrong with the ledger is told elsewhere
            }
            QStringList names;
            for (const MeterRow& row : page->rows) {
                names << text(row.entry.mn);
            }
            names.removeDuplicates();
            m_list->setStringList(names);
            if (!names.isEmpty() && names != QStringList(m_field->text())) {
                m_completer->complete();  // makes the list's window, which many a field never needs
                m_completer->popup()->setObjectName(QStringLiteral("meterSuggestions"));
            }
        });
}

}  // namespace meterseal::ui
