#include "widgets/raw_panel.h"

#include "format/format.h"
#include "theme/follow.h"
#include "theme/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace meterseal::ui {

RawPanel::RawPanel(QWidget* parent) : QWidget(parent), m_tabs(new QTabWidget(this)), m_copy(new QToolButton(this))
{
    onLanguage(this, [this] { retranslate(); });
    onChange(this, {QEvent::ApplicationFontChange, QEvent::FontChange}, [this] { restyle(); });
    m_tabs->setObjectName(QStringLiteral("rawTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    m_copy->setObjectName(QStringLiteral("rawCopy"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setAutoRaise(true);
    m_tabs->setCornerWidget(m_copy, Qt::TopRightCorner);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(currentText()); });
    connect(m_tabs, &QTabWidget::currentChanged, this, &RawPanel::fillOpenTab);
    retranslate();
}

void RawPanel::setPages(const std::vector<Page>& pages)
{
    m_pages = pages;
    while (m_tabs->count() > static_cast<int>(pages.size())) {
        delete m_tabs->widget(m_tabs->count() - 1);
    }
    while (m_tabs->count() < static_cast<int>(pages.size())) {
        auto* edit = new QPlainTextEdit(m_tabs);
        edit->setReadOnly(true);
        edit->setTabChangesFocus(true);
        edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        edit->setWordWrapMode(QTextOption::WrapAnywhere);
        m_tabs->addTab(edit, QString());
    }
    for (int i = 0; i < m_tabs->count(); ++i) {
        const Page& page = pages[static_cast<std::size_t>(i)];
        auto* edit = static_cast<QPlainTextEdit*>(m_tabs->widget(i));
        edit->setObjectName(page.name);
        edit->setAccessibleName(page.title);
        m_tabs->setTabText(i, page.title);
        if (edit->toPlainText() != shownOf(page)) {
            edit->clear();
        }
    }
    restyle();
    fillOpenTab();
}

void RawPanel::fillOpenTab()
{
    const int at = m_tabs->currentIndex();
    if (at < 0 || static_cast<std::size_t>(at) >= m_pages.size() || !isVisible()) {
        return;
    }
    auto* edit = static_cast<QPlainTextEdit*>(m_tabs->widget(at));
    const QString shown = shownOf(m_pages[static_cast<std::size_t>(at)]);
    if (edit->toPlainText() != shown) {
        edit->setPlainText(shown);
    }
}

QString RawPanel::shownOf(const Page& page)
{
    QString shown = page.text.left(kMostShown);
    if (page.text.size() > kMostShown) {
        shown += QStringLiteral("\n\n") +
                 tr("(the first %1 of %2 characters; “Copy” takes all of them)").arg(kMostShown).arg(page.text.size());
    }
    return shown;
}

void RawPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fillOpenTab();
}

QString RawPanel::currentText() const
{
    const int at = m_tabs->currentIndex();
    return at < 0 ? QString() : m_pages[static_cast<std::size_t>(at)].text;
}

void RawPanel::restyle()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        m_tabs->widget(i)->setFont(theme::monoFont(QApplication::font()));
    }
}

void RawPanel::retranslate()
{
    m_copy->setToolTip(tr("Copy all of this tab"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_tabs->tabBar()->setAccessibleName(tr("Notations"));
}

QString readableJson(std::string_view json)
{
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())));
    // What is no JSON is shown as it is: it may be the very thing to look at.
    return document.isNull() ? text(json) : QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed();
}

QString shellQuoted(std::string_view words)
{
    return u'\'' + text(words).replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

}  // namespace meterseal::ui
