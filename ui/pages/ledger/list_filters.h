// The filter row of a ledger list: type, meter, organisation, time of sealing and order, as far as the list has them,
// and below it every filter that is on, removable. What it says goes to core as it is: TxFilter, BlockFilter.
//
// A meter id takes effect once the ledger knows it; one it does not know is said beside the field and filters nothing.
// Test names: typeFilter, meterFilter, organisationFilter, timeFilter, fromTime, toTime, orderChoice, meterNote.
#pragma once

#include "shell/page.h"

class QComboBox;
class QDateTimeEdit;
class QLineEdit;

namespace meterseal::ui {

class FilterChips;
class ToneLabel;

class ListFilters : public QWidget {
    Q_OBJECT
public:
    enum Part { kType = 1, kMeter = 2, kOrganisation = 4 };  // time and order are always there

    ListFilters(const PageContext& context, int parts, QWidget* parent);
    const TxFilter& filter() const { return m_filter; }
    BlockFilter blockFilter() const { return {m_filter.from, m_filter.to}; }
    bool any() const;
    // As if the id had been typed.
    void setMeter(const QString& mn);
    void showOrder(Direction direction);

signals:
    void changed();
    void orderChosen(Direction direction);

private:
    void build(int parts);
    void loadOrganisations();
    void applyType();
    void applyMeter();
    void applyOrganisation();
    void applyTime();
    void clearPart(const QString& id);
    void showChips();
    void retranslate();
    QDateTimeEdit* makeMoment(const char* name, std::int64_t at);

    PageContext m_context;
    TxFilter m_filter;
    QString m_meter;  // mn of m_filter.meterId
    std::vector<Organisation> m_organisations;
    QComboBox *m_type = nullptr, *m_organisation = nullptr, *m_time, *m_order;
    QLineEdit* m_meterField = nullptr;
    ToneLabel* m_meterNote = nullptr;
    QDateTimeEdit *m_from, *m_to;
    FilterChips* m_chips;
    TaskHandle m_asking, m_loading;
};

}  // namespace meterseal::ui
