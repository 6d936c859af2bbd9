#include "pages/ledger/list_filters.h"

#include "format/texts.h"
#include "models/meter_suggestions.h"
#include "theme/follow.h"
#include "widgets/filter_chips.h"
#include "widgets/flow_layout.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr TxType kFilterTypes[] = {TxType::Convert, TxType::Register, TxType::Review, TxType::Activate,
                                   TxType::Suspend, TxType::Resume,   TxType::Retire, TxType::Organisation};
constexpr std::int64_t kOneDayMs = 86'400'000;
enum TimeChoice { kAnyTime, kLastDay, kLastWeek, kLastMonth, kBetween, kTimeChoices };
constexpr std::int64_t kSpans[] = {0, kOneDayMs, 7 * kOneDayMs, 30 * kOneDayMs};

}  // namespace

ListFilters::ListFilters(const PageContext& context, int parts, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_time(new QComboBox(this)),
      m_order(new QComboBox(this)),
      m_from(makeMoment("fromTime", now().ms - kOneDayMs)),
      m_to(makeMoment("toTime", now().ms)),
      m_chips(new FilterChips(this))
{
    build(parts);
    if (m_organisation != nullptr) {
        loadOrganisations();
    }
    connect(m_time, &QComboBox::activated, this, &ListFilters::applyTime);
    for (QDateTimeEdit* moment : {m_from, m_to}) {
        connect(moment, &QDateTimeEdit::dateTimeChanged, this, &ListFilters::applyTime);
    }
    connect(m_order, &QComboBox::activated, this,
            [this](int index) { emit orderChosen(index == 0 ? Direction::Older : Direction::Newer); });
    connect(m_chips, &FilterChips::removed, this, &ListFilters::clearPart);
    connect(m_chips, &FilterChips::cleared, this, [this] { clearPart({}); });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void ListFilters::build(int parts)
{
    auto* row = new FlowLayout;
    const auto choice = [this, row](const char* name) {
        auto* box = new QComboBox(this);
        box->setObjectName(QString::fromLatin1(name));
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        row->addWidget(box);
        return box;
    };
    if ((parts & kType) != 0) {
        m_type = choice("typeFilter");
        m_type->addItem(QString(), 0);
        for (const TxType type : kFilterTypes) {
            m_type->addItem(QString(), static_cast<int>(type));
        }
        connect(m_type, &QComboBox::activated, this, &ListFilters::applyType);
    }
    if ((parts & kMeter) != 0) {
        m_meterField = new QLineEdit(this);
        m_meterField->setObjectName(QStringLiteral("meterFilter"));
        m_meterField->setClearButtonEnabled(true);
        m_meterField->setMinimumWidth(180);
        row->addWidget(m_meterField);
        auto* suggestions = new MeterSuggestions(m_meterField, [this] { return m_context.session.ledger(); });
        connect(suggestions, &MeterSuggestions::chosen, this, &ListFilters::setMeter);
        connect(m_meterField, &QLineEdit::editingFinished, this, &ListFilters::applyMeter);
    }
    if ((parts & kOrganisation) != 0) {
        m_organisation = choice("organisationFilter");
        connect(m_organisation, &QComboBox::activated, this, &ListFilters::applyOrganisation);
    }
    m_time->setObjectName(QStringLiteral("timeFilter"));
    m_order->setObjectName(QStringLiteral("orderChoice"));
    for (QComboBox* box : {m_time, m_order}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    for (int i = 0; i < kTimeChoices; ++i) {
        m_time->addItem(QString());
    }
    m_order->addItems({QString(), QString()});
    for (QWidget* widget : {static_cast<QWidget*>(m_time), static_cast<QWidget*>(m_from), static_cast<QWidget*>(m_to),
                            static_cast<QWidget*>(m_order)}) {
        row->addWidget(widget);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addLayout(row);
    if (m_meterField != nullptr) {
        m_meterNote = new ToneLabel(this);
        m_meterNote->setObjectName(QStringLiteral("meterNote"));
        m_meterNote->hide();
        layout->addWidget(m_meterNote);
    }
    layout->addWidget(m_chips);
}

QDateTimeEdit* ListFilters::makeMoment(const char* name, std::int64_t at)
{
    auto* moment = new QDateTimeEdit(this);
    moment->setObjectName(QString::fromLatin1(name));
    moment->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    moment->setCalendarPopup(true);
    moment->setKeyboardTracking(false);
    moment->setDateTime(QDateTime::fromMSecsSinceEpoch(at));
    moment->hide();
    return moment;
}

void ListFilters::loadOrganisations()
{
    m_loading = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background, [](LedgerReader& reader) { return reader.organisations(); },
        [this](Result<std::vector<Organisation>> organisations) {
            if (!organisations) {
                m_context.notifier.notify(organisations.error());
                return;
            }
            m_organisations = std::move(organisations).value();
            retranslate();
        });
}

bool ListFilters::any() const
{
    return m_filter.type || m_filter.meterId || m_filter.organisation || m_filter.from || m_filter.to;
}

void ListFilters::applyType()
{
    const int type = m_type->currentData().toInt();
    m_filter.type = type == 0 ? std::nullopt : std::optional(static_cast<TxType>(type));
    showChips();
    emit changed();
}

void ListFilters::applyOrganisation()
{
    const QString id = m_organisation->currentData().toString();
    m_filter.organisation = id.isEmpty() ? std::nullopt : std::optional(id.toStdString());
    showChips();
    emit changed();
}

void ListFilters::setMeter(const QString& mn)
{
    m_meterField->setText(mn);
    applyMeter();
}

void ListFilters::applyMeter()
{
    const QString mn = m_meterField->text().trimmed();
    m_asking = {};
    m_meterNote->hide();
    if (mn == m_meter) {
        return;
    }
    if (mn.isEmpty()) {
        m_meter.clear();
        m_filter.meterId.reset();
        showChips();
        emit changed();
        return;
    }
    m_asking = m_context.session.ledger()->query(
        this, [mn](LedgerReader& reader) { return reader.meterByMn(mn.toStdString()); },
        [this, mn](const Result<MeterRow>& meter) {
            if (meter.ok()) {
                m_meter = mn;
                m_filter.meterId = meter->entry.id;
                showChips();
                emit changed();
            } else if (meter.error().code == ErrorCode::NotFound) {
                m_meterNote->setTone(Tone::Warn,
                                     tr("No meter has the id “%1”; the list is not filtered by it.").arg(mn.left(64)));
                m_meterNote->show();
            } else {
                m_context.notifier.notify(meter.error());
            }
        });
}

void ListFilters::applyTime()
{
    const int choice = m_time->currentIndex();
    m_from->setVisible(choice == kBetween);
    m_to->setVisible(choice == kBetween);
    m_filter.from.reset();
    m_filter.to.reset();
    if (choice == kBetween) {
        m_filter.from = Timestamp{m_from->dateTime().toMSecsSinceEpoch()};
        // The minute that is shown is meant whole.
        m_filter.to = Timestamp{m_to->dateTime().toMSecsSinceEpoch() + 59'999};
    } else if (choice != kAnyTime) {
        m_filter.from = Timestamp{now().ms - kSpans[choice]};
    }
    showChips();
    emit changed();
}

void ListFilters::clearPart(const QString& id)
{
    const bool all = id.isEmpty();
    if (m_type != nullptr && (all || id == QLatin1String("type"))) {
        m_type->setCurrentIndex(0);
        m_filter.type.reset();
    }
    if (m_meterField != nullptr && (all || id == QLatin1String("meter"))) {
        m_meterField->clear();
        m_meter.clear();
        m_filter.meterId.reset();
    }
    if (m_organisation != nullptr && (all || id == QLatin1String("organisation"))) {
        m_organisation->setCurrentIndex(0);
        m_filter.organisation.reset();
    }
    if (all || id == QLatin1String("time")) {
        m_time->setCurrentIndex(kAnyTime);
        m_from->hide();
        m_to->hide();
        m_filter.from.reset();
        m_filter.to.reset();
    }
    m_time->setFocus();  // the chip that had the keyboard is going
    showChips();
    emit changed();
}

void ListFilters::showChips()
{
    const Format& format = m_context.format;
    std::vector<FilterChips::Chip> chips;
    if (m_filter.type) {
        chips.push_back({QStringLiteral("type"), tr("Type: %1").arg(texts::name(*m_filter.type))});
    }
    if (m_filter.meterId) {
        chips.push_back({QStringLiteral("meter"), tr("Meter: %1").arg(m_meter)});
    }
    if (m_filter.organisation) {
        chips.push_back({QStringLiteral("organisation"), tr("Signed by: %1").arg(m_organisation->currentText())});
    }
    if (m_filter.from && m_filter.to) {
        chips.push_back({QStringLiteral("time"),
                         tr("Sealed: %1 to %2").arg(format.time(*m_filter.from), format.time(*m_filter.to))});
    } else if (m_filter.from) {
        chips.push_back({QStringLiteral("time"), tr("Sealed since %1").arg(format.time(*m_filter.from))});
    }
    m_chips->setChips(chips);
}

void ListFilters::showOrder(Direction direction)
{
    m_order->setCurrentIndex(direction == Direction::Older ? 0 : 1);
}

void ListFilters::retranslate()
{
    if (m_type != nullptr) {
        m_type->setItemText(0, tr("All types"));
        for (int i = 1; i < m_type->count(); ++i) {
            m_type->setItemText(i, texts::name(static_cast<TxType>(m_type->itemData(i).toInt())));
        }
        m_type->setAccessibleName(tr("Type of transaction"));
    }
    if (m_meterField != nullptr) {
        m_meterField->setPlaceholderText(tr("Meter id"));
        m_meterField->setAccessibleName(tr("Only this meter"));
    }
    if (m_organisation != nullptr) {
        const QVariant chosen = m_organisation->currentData();
        m_organisation->clear();
        m_organisation->addItem(tr("All signers"), QString());
        for (const Organisation& one : m_organisations) {
            m_organisation->addItem(text(one.name) + QStringLiteral(" (") + text(one.id) + u')', text(one.id));
        }
        m_organisation->setCurrentIndex(std::max(0, m_organisation->findData(chosen)));
        m_organisation->setAccessibleName(tr("Organisation that signed"));
    }
    const QStringList times{tr("Any time"), tr("Last 24 hours"), tr("Last 7 days"), tr("Last 30 days"), tr("Between…")};
    for (int i = 0; i < kTimeChoices; ++i) {
        m_time->setItemText(i, times[i]);
    }
    m_time->setAccessibleName(tr("Time of sealing"));
    m_order->setItemText(0, tr("Newest first"));
    m_order->setItemText(1, tr("Oldest first"));
    m_order->setAccessibleName(tr("Order of the list"));
    // The moments are read and shown in the zone that all times are shown in.
    const bool utc = m_context.settings.zone() == ZoneShown::Utc;
    for (QDateTimeEdit* moment : {m_from, m_to}) {
        const QSignalBlocker quiet(moment);
        const qint64 at = moment->dateTime().toMSecsSinceEpoch();
        moment->setTimeSpec(utc ? Qt::UTC : Qt::LocalTime);
        moment->setDateTime(QDateTime::fromMSecsSinceEpoch(at, utc ? Qt::UTC : Qt::LocalTime));
    }
    m_from->setAccessibleName(tr("Sealed from"));
    m_to->setAccessibleName(tr("Sealed to"));
    m_from->setToolTip(m_from->accessibleName());
    m_to->setToolTip(m_to->accessibleName());
    showChips();
}

}  // namespace meterseal::ui
