#include "pages/overview/activity_panel.h"

#include "models/count_model.h"
#include "theme/follow.h"
#include "widgets/bar_card.h"

#include <QCoreApplication>
#include <QHBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kReadAfterMs = 2000;
constexpr std::size_t kMostCodes = 6;
constexpr int kDateLength = 10;  // of a time as Format writes it
constexpr Qt::Alignment kToTheRightSide = Qt::AlignRight | Qt::AlignVCenter;

constexpr ColumnInfo kTimeColumn{"from", QT_TRANSLATE_NOOP("Columns", "From")};
constexpr ColumnInfo kCodeColumn{"alarm", QT_TRANSLATE_NOOP("Columns", "Alarm code")};
constexpr ColumnInfo kRecordsColumn{"records", QT_TRANSLATE_NOOP("Columns", "Records"), nullptr, kToTheRightSide};

struct Charts {
    std::vector<ActivityRow> activity;
    AlarmTotals alarms;
};

}  // namespace

ActivityPanel::ActivityPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_activityModel(new CountModel(kTimeColumn, kRecordsColumn, context.format)),
      m_alarmModel(new CountModel(kCodeColumn, kRecordsColumn, context.format)),
      m_activityCard(new BarCard(QStringLiteral("activityCard"), Qt::Vertical, m_activityModel, this)),
      m_alarmCard(new BarCard(QStringLiteral("alarmCard"), Qt::Horizontal, m_alarmModel, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kCards);
    layout->addWidget(m_activityCard, 3);
    layout->addWidget(m_alarmCard, 2);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kReadAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &ActivityPanel::read);
    connect(context.session.ledger(), &LedgerBridge::totalsChanged, this, [this] {
        if (!m_soon.isActive()) {
            m_soon.start();
        }
    });
    connect(m_activityCard, &BarCard::rangeChosen, this, &ActivityPanel::read);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
    m_activityCard->setRange(static_cast<int>(ActivityRange::Month));
    read();
}

void ActivityPanel::read()
{
    const auto range = static_cast<ActivityRange>(m_activityCard->range());
    m_request = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background,
        [range, journal = m_context.session.workspace()->journalFolder()](LedgerReader& reader) -> Result<Charts> {
            Charts read;
            MS_ASSIGN(read.activity, readActivity(reader, range));
            MS_ASSIGN(read.alarms, readAlarms(journal, kMostCodes));
            return read;
        },
        [this](Result<Charts> read) {
            if (!read) {
                m_context.notifier.notify(read.error());
                return;
            }
            m_activity = std::move(read->activity);
            m_alarms = std::move(read->alarms);
            m_known = true;
            show();
        });
}

// The stretches are those of the ledger's tables, in UTC.
QString ActivityPanel::nameOf(Timestamp time) const
{
    const QString iso = Format::isoTime(time);
    switch (static_cast<ActivityRange>(m_activityCard->range())) {
    case ActivityRange::Hour:
        return iso.mid(11, 5);
    case ActivityRange::Month:
        return iso.mid(5, 5);
    case ActivityRange::Year:
        return iso.left(7);
    }
    return iso;
}

void ActivityPanel::show()
{
    std::vector<CountRow> rows;
    for (const ActivityRow& row : m_activity) {
        rows.push_back({nameOf(row.from), Format::isoTime(row.from), row.records});
    }
    m_activityModel->setRows(std::move(rows));
    m_activityCard->refresh(m_known);
    rows.clear();
    for (const AlarmTotal& total : m_alarms.codes) {
        const QString code = text(total.code);
        rows.push_back({code.isEmpty() ? tr("all others") : code, code, total.records});
    }
    if (m_alarms.uncounted > 0) {
        rows.push_back({tr("code not kept"), {}, m_alarms.uncounted});
    }
    m_alarmCard->setTitle(m_alarms.since && !rows.empty()
                              ? tr("Alarms by code, anchored here since %1")
                                    .arg(m_context.format.cellTime(*m_alarms.since).left(kDateLength))
                              : tr("Alarms by code"));
    const QString readings = m_context.format.number(m_alarms.readings);
    m_alarmCard->setNote(m_alarms.readings > 0 ? tr("Without %1 readings").arg(readings) : QString());
    if (m_alarms.since && m_alarms.readings > 0) {
        m_alarmCard->setEmptyText(QStringLiteral("check"), tr("No alarms"),
                                  tr("All %1 records anchored here are readings.").arg(readings));
    } else {
        m_alarmCard->setEmptyText(
            QStringLiteral("chart"), tr("Not known on this machine"),
            tr("The ledger holds hashes, not codes. Codes are counted where records are anchored."));
    }
    m_alarmModel->setRows(std::move(rows));
    m_alarmCard->refresh(m_known);
}

void ActivityPanel::retranslate()
{
    m_activityCard->setTitle(tr("Records anchored (UTC)"));
    m_activityCard->setRanges({tr("Last hour, by minute"), tr("30 days, by day"), tr("12 months, by month")});
    m_activityCard->setEmptyText(QStringLiteral("chart"), tr("No records in this range"),
                                 tr("The range ends with the newest block. Choose a longer one."));
    show();
}

}  // namespace meterseal::ui
