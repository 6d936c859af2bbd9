#include "shell/main_window.h"

#include "format/known_workspaces.h"
#include "shell/close_question.h"
#include "shell/detail_window.h"
#include "shell/fingerprint_question.h"
#include "shell/idle_lock.h"
#include "shell/noted.h"
#include "shell/rail_delegate.h"
#include "shell/search_box.h"
#include "shell/shortcuts_dialog.h"
#include "shell/start_page.h"
#include "shell/status_strip.h"
#include "shell/toast.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/labels.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMouseEvent>
#include <QPainter>
#include <QScreen>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr int kBrandHeight = 48;
constexpr int kBrandIcon = 24;

// Left of everything: a line to its right tells it from the page.
class Side : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).fillRect(QRect(width() - 1, 0, 1, height()), theme::lineOf(palette()));
    }
};

}  // namespace

MainWindow::MainWindow(const PageRegistry& registry, Session& session, const Format& format, AppSettings& settings)
    : m_registry(registry),
      m_session(session),
      m_format(format),
      m_settings(settings),
      m_context{session, format, settings, m_navigator, m_notifier},
      m_top(new QWidget(this)),
      m_rail(new QListWidget(this)),
      m_search(new SearchBox(session, this)),
      m_back(new QToolButton(this)),
      m_forward(new QToolButton(this)),
      m_question(new CloseQuestion(session, format, this)),
      m_toast(new Toast(this)),
      m_side(new Side(this)),
      m_stack(new QStackedWidget(this)),
      m_start(new StartPage(m_context, this)),
      m_status(new StatusStrip(m_context, this))
{
    onChange(this, {QEvent::LanguageChange, QEvent::FontChange}, [this] { retranslate(); });
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(icon(QStringLiteral("logo"), Tone::Info));
    buildTop();
    buildRail();
    buildShortcuts();
    m_stack->addWidget(m_start);

    auto* work = new QVBoxLayout;
    work->setContentsMargins(0, 0, 0, 0);
    work->setSpacing(0);
    work->addWidget(m_top);
    work->addWidget(m_question);
    work->addWidget(new FingerprintQuestion(m_context, this));
    work->addWidget(m_stack, 1);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_side);
    middle->addLayout(work, 1);
    auto* central = new QWidget(this);
    auto* all = new QVBoxLayout(central);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(middle, 1);
    all->addWidget(m_status);
    setCentralWidget(central);

    session.watchFolders(settings);
    connect(m_question, &CloseQuestion::closeNow, this, &QWidget::close);
    m_navigator.setKnows(
        [this](const QString& place) { return m_registry.find(place.section(u'/', 0, 0)) != nullptr; });
    connect(&m_navigator, &Navigator::requested, this, &MainWindow::go);
    connect(&m_navigator, &Navigator::windowRequested, this, &MainWindow::openWindow);
    connect(&m_notifier, &Notifier::message, m_toast, &Toast::tell);
    connect(&m_notifier, &Notifier::failure, m_toast, &Toast::tellError);
    connectSession();

    retranslate();
    showStart();
    if (!restoreGeometry(settings.layout(QStringLiteral("mainWindow")))) {
        resize(1280, 800);
    }
    fitTheScreen();
}

// A size kept from a larger screen, or the one it begins with, may be more than there is.
void MainWindow::fitTheScreen()
{
    const QRect room = screen()->availableGeometry();
    resize(size().boundedTo(room.size()));
    if (!isMaximized() && !room.contains(geometry())) {
        move(std::clamp(x(), room.left(), std::max(room.left(), room.right() - width())),
             std::clamp(y(), room.top(), std::max(room.top(), room.bottom() - height())));
    }
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::opened, this, [this] {
        const QString folder = QString::fromStdString(m_session.workspace()->folder().string());
        m_session.setSimulatedNodes(m_settings.simulatedNodes(folder));
        rememberWorkspace();
        dropPages();  // what was looked at without a workspace
        go(m_registry.pages().empty() ? QString() : m_registry.pages().front().id());
    });
    connect(&m_session, &Session::closing, this, &MainWindow::dropPages);
    connect(&m_session, &Session::closed, this, &MainWindow::showStart);
    connect(&m_session, &Session::openFailed, this, &MainWindow::showStart);
    connect(&m_session, &Session::auditFailed, m_toast, &Toast::tellError);
    connect(&m_session, &Session::historyDoubted, m_toast, &Toast::tellError);
    auto* idle = new IdleLock(m_session, m_settings, std::chrono::minutes(1), this);
    connect(idle, &IdleLock::locked, this, [this](int minutes) {
        m_notifier.notify(Tone::Info, tr("The key store was locked"),
                          tr("Nobody used the program for %n minute(s).", nullptr, minutes));
    });
}

void MainWindow::rememberWorkspace()
{
    const Workspace& workspace = *m_session.workspace();
    const KnownWorkspace opened{QString::fromStdString(workspace.folder().string()), text(workspace.genesis().chain),
                                text(workspace.fingerprint().hex()), now().ms};
    if (!KnownWorkspaces(m_settings).remember(opened)) {
        m_toast->tellUntilClosed(
            Tone::Warn, tr("This folder now holds a different ledger"),
            tr("Its fingerprint is %1. Compare it with another party's before you trust it.").arg(opened.fingerprint));
    }
}

MainWindow::~MainWindow()
{
    dropPages();
}

void MainWindow::buildTop()
{
    m_top->setObjectName(QStringLiteral("topBar"));
    m_back->setObjectName(QStringLiteral("backButton"));
    m_forward->setObjectName(QStringLiteral("forwardButton"));
    m_back->setIcon(icon(QStringLiteral("back")));
    m_forward->setIcon(icon(QStringLiteral("forward")));
    m_back->setAutoRaise(true);
    m_forward->setAutoRaise(true);
    auto* layout = new QHBoxLayout(m_top);
    layout->setContentsMargins(theme::kSection, theme::kGap, theme::kSection, theme::kGap);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_back);
    layout->addWidget(m_forward);
    layout->addWidget(m_search, 1);
    layout->addStretch(1);

    connect(m_back, &QToolButton::clicked, this, &MainWindow::goBack);
    connect(m_forward, &QToolButton::clicked, this, &MainWindow::goForward);
    connect(m_search, &SearchBox::found, this, [this](const QString& place) {
        m_toast->clear();
        go(place);
    });
    connect(m_search, &SearchBox::told, m_toast, &Toast::tell);
    connect(m_search, &SearchBox::failed, &m_notifier, qOverload<const Error&>(&Notifier::notify));
}

void MainWindow::buildShortcuts()
{
    const auto shortcut = [this](const QList<QKeySequence>& keys, auto slot) {
        auto* action = new QAction(this);
        action->setShortcuts(keys);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
    };
    shortcut({QKeySequence(Qt::CTRL | Qt::Key_K)}, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    shortcut({QKeySequence(Qt::ALT | Qt::Key_Left)}, &MainWindow::goBack);
    shortcut({QKeySequence(Qt::ALT | Qt::Key_Right)}, &MainWindow::goForward);
    shortcut({QKeySequence(Qt::CTRL | Qt::Key_L)}, [this] {
        if (m_session.unlocked()) {
            m_session.lock();
            m_notifier.notify(Tone::Info, tr("The key store is locked"),
                              tr("Nothing is signed until it is unlocked. What waits to be anchored is kept."));
        } else if (m_session.state() == Session::State::Open && !m_session.readOnly()) {
            go(QStringLiteral("settings/unlock"));
        }
    });
    // A field that takes text keeps "?" for itself.
    shortcut({QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)}, &MainWindow::showShortcuts);
    for (int i = 0; i < 10; ++i) {  // the tenth has 0
        shortcut({QKeySequence(Qt::CTRL | static_cast<Qt::Key>(i == 9 ? Qt::Key_0 : Qt::Key_1 + i))}, [this, i] {
            if (i < m_rail->count()) {
                go(m_rail->item(i)->data(Qt::UserRole).toString());
            }
        });
    }
    qApp->installEventFilter(this);
}

void MainWindow::goBack()
{
    if (m_history.canGoBack()) {
        showPlace(m_history.back());
    }
}

void MainWindow::goForward()
{
    if (m_history.canGoForward()) {
        showPlace(m_history.forward());
    }
}

void MainWindow::showShortcuts()
{
    if (auto* open = findChild<ShortcutsDialog*>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    (new ShortcutsDialog(this))->show();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
        const Qt::MouseButton button = static_cast<QMouseEvent*>(event)->button();
        QWidget* const window = static_cast<QWidget*>(watched)->window();
        auto* const detail = qobject_cast<DetailWindow*>(window);
        const bool back = button == Qt::BackButton;
        if ((back || button == Qt::ForwardButton) && (window == this || detail != nullptr)) {
            if (detail != nullptr) {
                detail->step(back);
            } else {
                back ? goBack() : goForward();
            }
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::buildRail()
{
    m_rail->setObjectName(QStringLiteral("rail"));
    m_rail->setFrameShape(QFrame::NoFrame);
    m_rail->setItemDelegate(new RailDelegate(m_rail));
    m_rail->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rail->setBackgroundRole(QPalette::Window);
    m_rail->viewport()->setBackgroundRole(QPalette::Window);
    auto* symbol = new IconLabel(kBrandIcon, m_side);
    symbol->setIcon(QStringLiteral("logo"), Tone::Info);
    auto* name = new ScaledLabel(ScaledLabel::Kind::Heading, QStringLiteral("MeterSeal"), m_side);
    auto* brand = new QHBoxLayout;
    brand->setContentsMargins(theme::kMargin, 0, theme::kGap, 0);
    brand->setSpacing(theme::kGap);
    brand->addWidget(symbol);
    brand->addWidget(name, 1);
    auto* column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    name->setMinimumHeight(kBrandHeight);
    column->addLayout(brand);
    column->addWidget(m_rail, 1);
    for (const PageEntry& page : m_registry.pages()) {
        auto* item = new QListWidgetItem(icon(page.iconName()), {}, m_rail);
        item->setData(Qt::UserRole, page.id());
    }
    connect(m_rail, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item != nullptr) {
            go(item->data(Qt::UserRole).toString());
        }
    });
}

PageWidget* MainWindow::page(const QString& id) const
{
    const auto found = m_pages.find(id);
    return found == m_pages.end() ? nullptr : found->second;
}

void MainWindow::go(const QString& place)
{
    const PageEntry* const known = m_registry.find(place.section(u'/', 0, 0));
    const bool open = m_session.state() == Session::State::Open;
    if (!open && place == QLatin1String("start")) {
        dropPages();
        showStart();
        return;
    }
    if (known == nullptr || !(open || (known->alone && m_session.state() == Session::State::Closed))) {
        return;
    }
    m_history.visit(place);
    showPlace(place);
}

void MainWindow::showPlace(const QString& place)
{
    const QString id = place.section(u'/', 0, 0);
    const PageEntry* const known = m_registry.find(id);
    PageWidget* widget = page(id);
    if (widget == nullptr) {
        // Made when first shown: a start with a large ledger pays for one page only.
        widget = known->make(m_context, m_stack);
        widget->setObjectName(id + QStringLiteral("Page"));
        m_pages[id] = widget;
        noteExports(widget, m_session);
        m_later.add(widget);
        m_stack->addWidget(widget);
        connect(widget, &PageWidget::moved, this, [this, id](const QString& rest) {
            m_history.visit(rest.isEmpty() ? id : id + u'/' + rest);
            updateNavigation();
        });
    }
    m_stack->setCurrentWidget(widget);
    widget->goTo(place.section(u'/', 1));
    updateNavigation();
}

void MainWindow::updateNavigation()
{
    const bool open = m_session.state() == Session::State::Open;
    m_top->setVisible(open);
    m_side->setVisible(open);
    m_status->setVisible(open);
    m_back->setEnabled(m_history.canGoBack());
    m_forward->setEnabled(m_history.canGoForward());
    const QSignalBlocker quiet(m_rail);
    const QString id = m_history.current().section(u'/', 0, 0);
    for (int i = 0; i < m_rail->count(); ++i) {
        if (m_rail->item(i)->data(Qt::UserRole).toString() == id) {
            m_rail->setCurrentRow(i);
        }
    }
}

void MainWindow::showStart()
{
    m_stack->setCurrentWidget(m_start);
    updateNavigation();
}

void MainWindow::dropPages()
{
    m_search->cancel();
    for (const auto& [id, widget] : m_pages) {
        m_stack->removeWidget(widget);
        delete widget;
    }
    m_pages.clear();
    m_history.clear();
}

void MainWindow::openWindow(const QString& place)
{
    const PageEntry* const known = m_registry.find(place.section(u'/', 0, 0));
    if (known != nullptr && m_session.state() == Session::State::Open) {
        auto* window = new DetailWindow(*known, m_context, place, this);
        window->show();
    }
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("MeterSeal"));
    m_back->setToolTip(tr("Back (Alt+Left)"));
    m_back->setAccessibleName(tr("Back"));
    m_forward->setToolTip(tr("Forward (Alt+Right)"));
    m_forward->setAccessibleName(tr("Forward"));
    m_rail->setAccessibleName(tr("Pages"));
    for (int i = 0; i < m_rail->count(); ++i) {
        const QString title = m_registry.pages()[static_cast<std::size_t>(i)].title();
        m_rail->item(i)->setText(title);
        m_rail->item(i)->setToolTip(title);
    }
    m_rail->setFixedWidth(m_rail->sizeHintForColumn(0));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_question->mayClose()) {
        event->ignore();
        m_question->ask();
        return;
    }
    m_settings.setLayout(QStringLiteral("mainWindow"), saveGeometry());
    QMainWindow::closeEvent(event);
}

}  // namespace meterseal::ui
