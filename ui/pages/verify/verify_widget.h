// Places: "" and "file" a whole file, "file/<path, percent-encoded>" with this file chosen, "record" one record.
#pragma once

#include "shell/page.h"

class QLabel;
class QStackedWidget;
class QTabBar;

namespace meterseal::ui {

class FileView;
class RecordView;

class VerifyWidget : public PageWidget {
    Q_OBJECT
public:
    VerifyWidget(const PageContext& context, QWidget* parent);
    void goTo(const QString& rest) override;
    FileView* fileView() const { return m_file; }

private:
    void retranslate();

    PageContext m_context;
    QLabel* m_title;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    FileView* m_file;
    RecordView* m_record;
};

}  // namespace meterseal::ui
