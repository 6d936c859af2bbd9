// Language, theme, text size and the zone times are shown in. All take effect at once.
#pragma once

#include "pages/settings/section.h"

class QComboBox;

namespace meterseal::ui {

class LooksSection : public SettingsSection {
    Q_OBJECT
public:
    explicit LooksSection(const PageContext& context);

protected:
    void retranslate() override;

private:
    QComboBox* makeChoice(const char* name, QFormLayout* form, QLabel*& label);
    void connectChoices();

    QLabel *m_languageLabel = nullptr, *m_themeLabel = nullptr, *m_textLabel = nullptr, *m_zoneLabel = nullptr;
    QComboBox *m_language, *m_theme, *m_text, *m_zone;
    QLabel* m_example;
};

}  // namespace meterseal::ui
