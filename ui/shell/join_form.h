// The second door, as far as it goes today: a genesis file is read, and what it founds is shown with its fingerprint,
// to be compared with what the other parties say. Taking part needs the consortium's engine, which comes later; the
// form says so and stores nothing. Test names: joinForm, chooseGenesis, joinFacts, joinBanner.
#pragma once

#include "bridge/task_runner.h"
#include "format/format.h"
#include "meterseal/ledger/genesis.h"
#include "widgets/labels.h"

class QPushButton;

namespace meterseal::ui {

class Banner;
class Facts;

class JoinForm : public Card {
    Q_OBJECT
public:
    JoinForm(const Format& format, QWidget* parent);
    void read(const QString& file);

private:
    void choose();
    void refresh();

    const Format& m_format;
    std::optional<Genesis> m_genesis;
    ScaledLabel *m_title, *m_what;
    QPushButton* m_choose;
    Banner* m_banner;
    Facts* m_facts;
    TaskHandle m_reading;
    TaskRunner m_runner{"ms-ui-genesis"};  // last: joined first
};

}  // namespace meterseal::ui
