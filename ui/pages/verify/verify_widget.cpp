#include "pages/verify/verify_widget.h"

#include "pages/verify/compare_view.h"
#include "pages/verify/file_view.h"
#include "pages/verify/record_view.h"
#include "pages/verify/sheet_view.h"
#include "theme/follow.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace meterseal::ui {

namespace {
// Where each tab leads, in their order.
constexpr QLatin1String kTabs[] = {QLatin1String("verify"), QLatin1String("verify/record"),
                                   QLatin1String("verify/sheet"), QLatin1String("verify/compare")};
}  // namespace

VerifyWidget::VerifyWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_tabs(new QTabBar(this)),
      m_stack(new QStackedWidget(this)),
      m_file(new FileView(context, this)),
      m_record(new RecordView(context, this)),
      m_sheet(new SheetView(context, this)),
      m_compare(new CompareView(context, this))
{
    m_tabs->setObjectName(QStringLiteral("verifyTabs"));
    for (std::size_t tab = 0; tab < std::size(kTabs); ++tab) {
        m_tabs->addTab({});
    }
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_stack->addWidget(m_file);
    m_stack->addWidget(m_record);
    m_stack->addWidget(m_sheet);
    m_stack->addWidget(m_compare);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargins);
    layout->setSpacing(theme::kGap);
    auto* head = new PageHeader(m_title, this);  // one row: a result needs the height
    head->addBeside(m_tabs);
    layout->addWidget(head);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int tab) {
        if (tab >= 0) {
            m_context.navigator.go(QString(kTabs[tab]));
        }
    });
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void VerifyWidget::goTo(const QString& rest)
{
    const auto* const tab = std::ranges::find(kTabs, QStringLiteral("verify/") + rest);
    m_tabs->setCurrentIndex(tab == std::end(kTabs) ? 0 : static_cast<int>(tab - kTabs));
    // Coming back to an earlier place must not throw its result away.
    const QString file = QUrl::fromPercentEncoding(rest.section(u'/', 1).toUtf8());
    if (rest.startsWith(QLatin1String("file/")) && file != m_file->file() && !m_file->running()) {
        m_file->setFile(file);
    }
}

void VerifyWidget::retranslate()
{
    m_title->setText(tr("Verify"));
    m_tabs->setTabText(0, tr("A file"));
    m_tabs->setTabText(1, tr("One record"));
    m_tabs->setTabText(2, tr("Against a sheet"));
    m_tabs->setTabText(3, tr("Compare copies"));
    m_tabs->setAccessibleName(tr("What is verified"));
}

}  // namespace meterseal::ui
