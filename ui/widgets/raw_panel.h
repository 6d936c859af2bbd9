// The same thing in several notations side by side as tabs: readable, exact, in hex, and how to check it by hand. Each
// is fixed-width text that can be selected; "copy" takes the whole of it, even where only the beginning is shown.
// Test names: rawTabs, rawCopy, and each page's own.
#pragma once

#include <QWidget>

#include <vector>

class QPlainTextEdit;
class QTabWidget;
class QToolButton;

namespace meterseal::ui {

class RawPanel : public QWidget {
    Q_OBJECT
public:
    struct Page {
        QString name;   // object name of its text
        QString title;  // in the current language
        QString text;
    };
    // Longer texts show their beginning: laying out a megabyte would hold the event loop.
    static constexpr qsizetype kMostShown = 32 * 1024;

    explicit RawPanel(QWidget* parent = nullptr);
    bool hasHeightForWidth() const override { return false; }  // it fills the room it is given
    // Keeps the open tab where the names stay the same. Texts are laid out when they are first seen.
    void setPages(const std::vector<Page>& pages);
    QString currentText() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fillOpenTab();
    static QString shownOf(const Page& page);
    void retranslate();
    void restyle();

    QTabWidget* m_tabs;
    QToolButton* m_copy;
    std::vector<Page> m_pages;
};

// A JSON document with line breaks and indents, for reading only: its hash is that of the exact bytes, not of this.
QString readableJson(std::string_view json);
// As an argument for a shell.
QString shellQuoted(std::string_view text);

}  // namespace meterseal::ui
