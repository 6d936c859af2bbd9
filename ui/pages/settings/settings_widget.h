// The sections in a list at the left, the chosen one beside it.
//
// Places: "" the first, "<section>": looks, keys, ledgers, nodes, profiles, backup; "unlock" is keys with the cursor in
// the passphrase.
#pragma once

#include "shell/page.h"

#include <vector>

class QLabel;
class QListWidget;
class QStackedWidget;

namespace meterseal::ui {

class SettingsSection;

class SettingsWidget : public PageWidget {
    Q_OBJECT
public:
    SettingsWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;

private:
    // Made when first shown.
    SettingsSection* show(int section);
    void retranslate();

    PageContext m_context;
    QLabel* m_title;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    std::vector<SettingsSection*> m_sections;
};

}  // namespace meterseal::ui
