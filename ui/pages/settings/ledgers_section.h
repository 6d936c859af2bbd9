// The ledger that is open, and the others this person knows: open, open read-only, add, forget.
#pragma once

#include "pages/settings/section.h"

class QListWidget;

namespace meterseal::ui {

class Facts;

class LedgersSection : public SettingsSection {
    Q_OBJECT
public:
    explicit LedgersSection(const PageContext& context);

protected:
    void retranslate() override;

private:
    void fill();
    void refresh();
    void open(bool readOnly);
    void add();
    QString chosen() const;

    Facts* m_facts;
    QLabel* m_knownHeading;
    QListWidget* m_known;
    QPushButton *m_close, *m_open, *m_openReadOnly, *m_add, *m_forget;
};

}  // namespace meterseal::ui
