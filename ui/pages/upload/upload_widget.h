// The upload page: the jobs of this workspace, one of them in detail, and the check of files that are dropped on it.
//
// Places: "" the jobs, "job/<id>" one of them. Test names: uploadJobs, chooseFiles, pauseUpload, watchButton,
// uploadBanner, watchState, uploadEmpty; then ImportView's and JobView's.
#pragma once

#include "bridge/task_runner.h"
#include "meterseal/upload/uploader.h"
#include "shell/page.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace meterseal::ui {

class Banner;
class DataTable;
class EmptyState;
class ImportView;
class JobView;
class JobsModel;
class ToneLabel;

class UploadWidget : public PageWidget {
    Q_OBJECT
public:
    UploadWidget(const PageContext& context, QWidget* parent);
    ~UploadWidget() override;

    void goTo(const QString& rest) override;
    void openFiles(const QStringList& files);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void buildList();
    void followUploader();
    void takeJobs();
    void readJournal();
    void chooseFiles();
    void pauseOrResume();
    void showJob(const QString& place);
    void refresh();
    void refreshBanner();
    void retranslate();

    PageContext m_context;
    QString m_shown;   // id of the job in detail
    QString m_wanted;  // to be shown as soon as it is on the list

    QStackedWidget *m_stack, *m_content;
    QWidget* m_list;
    QLabel* m_title;
    ToneLabel* m_watch;
    QPushButton *m_watchButton, *m_pause, *m_choose;
    Banner* m_banner;
    QSplitter* m_splitter;
    JobsModel* m_model;
    DataTable* m_table;
    JobView* m_view;
    EmptyState *m_none, *m_empty;
    ImportView* m_import;
    QTimer m_again;  // while locked the journal may be another program's
    TaskHandle m_reading, m_pausing;
    TaskRunner m_worker{"ms-ui-jobs"};  // last: joined first
};

}  // namespace meterseal::ui
