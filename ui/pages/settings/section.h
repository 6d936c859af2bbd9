// SettingsSection: one part of the settings: a heading, a sentence, cards, a banner for what went wrong. Sections are
// made when first shown and know nothing of each other. What changes the workspace goes into its audit log.
#pragma once

#include "shell/page.h"
#include "widgets/banner.h"

class QFormLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace meterseal::ui {

class SettingsSection : public QWidget {
    Q_OBJECT
public:
    explicit SettingsSection(const PageContext& context);

protected:
    virtual void retranslate() = 0;

    void setTexts(const QString& title, const QString& note);
    // A card with a heading above; the heading may be empty.
    QWidget* addCard(QLabel*& heading);
    QWidget* addCard();
    static QFormLayout* formIn(QWidget* card);
    static QVBoxLayout* columnIn(QWidget* card);
    static QPushButton* button(const char* name, QWidget* parent);
    // Buttons beside each other, at the left.
    static QHBoxLayout* row(std::initializer_list<QWidget*> widgets);
    Banner& banner() { return *m_banner; }
    void recordSetting(const char* setting, const QString& value);

    PageContext m_context;

private:
    QVBoxLayout* m_column;
    QLabel *m_title, *m_note;
    Banner* m_banner;
};

}  // namespace meterseal::ui
