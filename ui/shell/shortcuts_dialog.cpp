#include "shell/shortcuts_dialog.h"

#include "theme/follow.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include <QGridLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace meterseal::ui {

namespace {

struct Key {
    const char* keys;  // portable names; "|" between alternatives
    const char* what;
};
struct Group {
    const char* title;
    std::vector<Key> keys;
};

std::vector<Group> groups()
{
    return {
        {QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Everywhere"),
         {{"Ctrl+K", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Search the ledger")},
          {"Ctrl+L", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Lock or unlock the key store")},
          {"Alt+Left", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Back")},
          {"Alt+Right", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Forward")},
          {"Ctrl+1|Ctrl+0", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Pages of the rail, from the top")},
          {"Tab|Shift+Tab", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Next and previous control")},
          {"F1|?", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "This list")}}},
        {QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "In a table"),
         {{"Return", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Open the row")},
          {"Ctrl+Return", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Open it in a window of its own")},
          {"Ctrl+C", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Copy the row")},
          {"Ctrl+Shift+C", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Copy the cell")},
          {"Ctrl+E", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Export what is shown")},
          {"F5", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Read the list again")},
          {"Menu", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "What can be done with the row")}}},
        {QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "In a chart"),
         {{"Left|Right", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Value before and after")},
          {"Home|End", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "First and last value")}}},
        {QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "In a window of its own"),
         {{"Escape|Ctrl+W", QT_TRANSLATE_NOOP("meterseal::ui::ShortcutsDialog", "Close it")}}},
    };
}

QString shown(const char* keys)
{
    QStringList all;
    for (const QString& one : QString::fromLatin1(keys).split(u'|')) {
        all << QKeySequence::fromString(one, QKeySequence::PortableText).toString(QKeySequence::NativeText);
    }
    return all.join(QStringLiteral("  ·  "));
}

}  // namespace

ShortcutsDialog::ShortcutsDialog(QWidget* parent) : QDialog(parent)
{
    onLanguage(this, [this] { fill(); });
    setObjectName(QStringLiteral("shortcutsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSection, theme::kMargin, theme::kSection, theme::kMargin);
    layout->setSpacing(theme::kMargin);
    fill();
}

void ShortcutsDialog::fill()
{
    delete m_content;
    m_content = new QWidget(this);
    auto* grid = new QGridLayout(m_content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kSection);
    grid->setVerticalSpacing(theme::kTight);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Group& group : groups()) {
        grid->setRowMinimumHeight(row, row == 0 ? 0 : fontMetrics().height() * 2);
        grid->addWidget(new ScaledLabel(ScaledLabel::Kind::Heading, tr(group.title), m_content), row++, 0, 1, 2,
                        Qt::AlignBottom);
        for (const Key& key : group.keys) {
            auto* keys = new QLabel(shown(key.keys), m_content);
            keys->setFont(theme::monoFont(font()));
            grid->addWidget(keys, row, 0);
            grid->addWidget(new QLabel(tr(key.what), m_content), row++, 1);
        }
    }
    auto* close = new QPushButton(tr("Close"), m_content);
    close->setObjectName(QStringLiteral("closeShortcuts"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    grid->setRowMinimumHeight(row, theme::kMargin);
    grid->addWidget(close, row + 1, 1, Qt::AlignRight);
    layout()->addWidget(m_content);
    setWindowTitle(tr("Keyboard"));
    close->setFocus();
}

}  // namespace meterseal::ui
