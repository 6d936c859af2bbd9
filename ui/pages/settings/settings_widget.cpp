#include "pages/settings/settings_widget.h"

#include "pages/settings/backup_section.h"
#include "pages/settings/keys_section.h"
#include "pages/settings/ledgers_section.h"
#include "pages/settings/looks_section.h"
#include "pages/settings/nodes_section.h"
#include "pages/settings/profiles_section.h"
#include "shell/rail_delegate.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kWidth = 1000;  // a fingerprint in one line at the largest text

template <typename Section>
SettingsSection* make(const PageContext& context)
{
    return new Section(context);
}

struct Known {
    const char* id;
    const char* icon;
    SettingsSection* (*make)(const PageContext&);
};
constexpr Known kSections[] = {{"looks", "settings", make<LooksSection>},    {"keys", "lock", make<KeysSection>},
                               {"ledgers", "ledger", make<LedgersSection>},  {"nodes", "monitor", make<NodesSection>},
                               {"profiles", "table", make<ProfilesSection>}, {"backup", "folder", make<BackupSection>}};
constexpr int kKeys = 1;

}  // namespace

SettingsWidget::SettingsWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_list(new QListWidget(this)),
      m_stack(new QStackedWidget(this)),
      m_sections(std::size(kSections), nullptr)
{
    onChange(this, {QEvent::LanguageChange, QEvent::FontChange}, [this] { retranslate(); });
    m_list->setObjectName(QStringLiteral("settingsSections"));
    m_list->setItemDelegate(new RailDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setBackgroundRole(QPalette::Window);
    m_list->viewport()->setBackgroundRole(QPalette::Window);
    for (const Known& one : kSections) {
        new QListWidgetItem(icon(QString::fromLatin1(one.icon)), {}, m_list);
        auto* scroll = new QScrollArea(m_stack);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->viewport()->setBackgroundRole(QPalette::Window);
        m_stack->addWidget(scroll);
    }
    auto* middle = new QHBoxLayout;
    middle->setSpacing(theme::kSection);
    middle->addWidget(m_list);
    middle->addWidget(m_stack, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kSection, theme::kTight, 0, 0);
    layout->setSpacing(theme::kCards);
    layout->addWidget(new PageHeader(m_title, this));
    layout->addLayout(middle, 1);
    m_list->setCurrentRow(0);  // else the list does it itself when the keyboard comes to it
    retranslate();
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int section) {
        show(section);
        emit moved(QString::fromLatin1(kSections[section].id));
    });
}

SettingsSection* SettingsWidget::show(int section)
{
    SettingsSection*& shown = m_sections[static_cast<std::size_t>(section)];
    auto* const scroll = static_cast<QScrollArea*>(m_stack->widget(section));
    if (shown == nullptr) {
        shown = kSections[section].make(m_context);
        shown->setObjectName(QString::fromLatin1(kSections[section].id) + QStringLiteral("Section"));
        shown->setMaximumWidth(kWidth);
        shown->setBackgroundRole(QPalette::Window);
        scroll->setWidget(shown);
    }
    m_stack->setCurrentWidget(scroll);
    return shown;
}

void SettingsWidget::goTo(const QString& rest)
{
    int section = rest == QLatin1String("unlock") ? kKeys : 0;
    for (int i = 0; i < static_cast<int>(std::size(kSections)); ++i) {
        section = rest == QLatin1String(kSections[i].id) ? i : section;
    }
    {
        const QSignalBlocker quiet(m_list);
        m_list->setCurrentRow(section);
    }
    SettingsSection* const shown = show(section);
    if (rest == QLatin1String("unlock")) {
        static_cast<KeysSection*>(shown)->focusPassphrase();
    }
}

void SettingsWidget::retranslate()
{
    m_title->setText(tr("Settings"));
    m_list->setAccessibleName(tr("Parts of the settings"));
    const QString names[] = {tr("Appearance"),   tr("Key store"), tr("Ledgers"),
                             tr("Access nodes"), tr("Profiles"),  tr("Backup")};
    for (int i = 0; i < m_list->count(); ++i) {
        m_list->item(i)->setText(names[i]);
    }
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * theme::kGap);
}

}  // namespace meterseal::ui
