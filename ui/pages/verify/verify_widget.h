// Places: "" and "file" a whole file, "file/<path, percent-encoded>" with this file chosen, "record" one record,
// "sheet" against a checkpoint sheet, "compare" copies of several parties.
#pragma once

#include "shell/page.h"

class QLabel;
class QStackedWidget;
class QTabBar;

namespace meterseal::ui {

class CompareView;
class FileView;
class RecordView;
class SheetView;

class VerifyWidget : public PageWidget {
    Q_OBJECT
public:
    VerifyWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;
    FileView* fileView() const { return m_file; }
    SheetView* sheetView() const { return m_sheet; }
    CompareView* compareView() const { return m_compare; }

private:
    void retranslate();

    PageContext m_context;
    QLabel* m_title;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    FileView* m_file;
    RecordView* m_record;
    SheetView* m_sheet;
    CompareView* m_compare;
};

}  // namespace meterseal::ui
