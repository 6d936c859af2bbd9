#include "shell/detail_window.h"

#include "shell/noted.h"
#include "theme/icons.h"

#include <QAction>
#include <QVBoxLayout>

namespace meterseal::ui {

DetailWindow::DetailWindow(const IPage& page, const PageContext& context, const QString& place, QWidget* owner)
    : QWidget(owner, Qt::Window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("detailWindow"));
    setWindowIcon(icon(QStringLiteral("logo"), Tone::Info));
    PageWidget* const widget = page.createWidget(context, this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(widget);
    const auto name = [this, widget, &page] {
        const QString now = widget->windowTitleNow();
        setWindowTitle(now.isEmpty() ? page.title() : now + QStringLiteral(" · ") + page.title());
    };
    connect(widget, &PageWidget::moved, this, name);
    connect(&context.format, &Format::changed, this, name);
    connect(&context.session, &Session::closing, this, [this] { delete this; });
    auto* close = new QAction(this);
    close->setShortcuts({QKeySequence(QKeySequence::Close), QKeySequence(Qt::Key_Escape)});
    connect(close, &QAction::triggered, this, &QWidget::close);
    addAction(close);
    noteExports(widget, context.session);
    widget->goTo(place.section(u'/', 1));
    name();
    resize(960, 720);
}

}  // namespace meterseal::ui
