#include "shell/detail_window.h"

#include "shell/noted.h"
#include "theme/icons.h"

#include <QAction>
#include <QCloseEvent>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr int kCascadeStep = 32;  // so that a second window does not hide the first
}

DetailWindow::DetailWindow(const PageEntry& page, const PageContext& context, const QString& place, QWidget* owner)
    : QWidget(owner, Qt::Window),
      m_page(page),
      m_context{context.session, context.format, context.settings, m_navigator, context.notifier},
      m_main(context.navigator),
      m_widget(page.make(m_context, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("detailWindow"));
    setWindowIcon(icon(QStringLiteral("logo"), Tone::Info));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_widget);
    const auto name = [this] {
        const QString now = m_widget->windowTitleNow();
        setWindowTitle(now.isEmpty() ? m_page.title() : now + QStringLiteral(" · ") + m_page.title());
    };
    connect(m_widget, &PageWidget::moved, this, name);
    connect(&context.format, &Format::changed, this, name);
    connect(&context.session, &Session::closing, this, [this] { delete this; });
    m_navigator.setKnows([this](const QString& wanted) { return m_main.knows(wanted); });
    connect(&m_navigator, &Navigator::requested, this, &DetailWindow::go);
    connect(&m_navigator, &Navigator::windowRequested, &m_main, &Navigator::openWindow);
    const auto shortcut = [this](const QList<QKeySequence>& keys, auto slot) {
        auto* action = new QAction(this);
        action->setShortcuts(keys);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    shortcut({QKeySequence(QKeySequence::Close), QKeySequence(Qt::Key_Escape)}, [this] { close(); });
    shortcut({QKeySequence(Qt::ALT | Qt::Key_Left)}, [this] { step(true); });
    shortcut({QKeySequence(Qt::ALT | Qt::Key_Right)}, [this] { step(false); });
    noteExports(m_widget, context.session);
    go(place);
    name();
    restorePlaceOnScreen();
}

void DetailWindow::restorePlaceOnScreen()
{
    // Qt brings a window back onto a screen that is there.
    if (!restoreGeometry(m_context.settings.layout(QStringLiteral("detailWindow")))) {
        resize(960, 720);
        return;
    }
    int others = 0;
    for (const QWidget* other : parentWidget()->findChildren<QWidget*>(objectName(), Qt::FindDirectChildrenOnly)) {
        others += other != this && other->isVisible() ? 1 : 0;
    }
    move(pos() + QPoint(kCascadeStep, kCascadeStep) * others);
}

void DetailWindow::go(const QString& place)
{
    if (place.section(u'/', 0, 0) != m_page.id()) {
        m_main.go(place);
        window()->parentWidget()->window()->raise();
        return;
    }
    m_history.visit(place);
    showPlace(place);
}

void DetailWindow::showPlace(const QString& place)
{
    m_widget->goTo(place.section(u'/', 1));
}

void DetailWindow::step(bool back)
{
    if (back && m_history.canGoBack()) {
        showPlace(m_history.back());
    } else if (!back && m_history.canGoForward()) {
        showPlace(m_history.forward());
    }
}

void DetailWindow::closeEvent(QCloseEvent* event)
{
    m_context.settings.setLayout(QStringLiteral("detailWindow"), saveGeometry());
    QWidget::closeEvent(event);
}

}  // namespace meterseal::ui
