#include "pages/upload/upload_widget.h"

#include "dialogs/unlock_dialog.h"
#include "pages/upload/import_view.h"
#include "pages/upload/job_view.h"
#include "pages/upload/jobs_model.h"
#include "pages/upload/watch_dialog.h"
#include "shell/folder_watch.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"
#include "widgets/labels.h"
#include "widgets/page_header.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

namespace meterseal::ui {

namespace {

constexpr int kJournalEveryMs = 2000;

QStringList droppedFiles(const QMimeData* data)
{
    QStringList files;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile()) {
            files << url.toLocalFile();
        }
    }
    return files;
}

}  // namespace

UploadWidget::UploadWidget(const PageContext& context, QWidget* parent)
    : PageWidget(parent),
      m_context(context),
      m_stack(new QStackedWidget(this)),
      m_content(new QStackedWidget),
      m_list(new QWidget),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title)),
      m_watch(new ToneLabel),
      m_watchButton(new QPushButton),
      m_pause(new QPushButton),
      m_choose(new QPushButton),
      m_banner(new Banner),
      m_splitter(new QSplitter(Qt::Vertical)),
      m_model(new JobsModel(context.format)),
      m_table(new DataTable(QStringLiteral("uploadJobs"), m_model)),
      m_view(new JobView(context, this)),
      m_none(new EmptyState),
      m_empty(new EmptyState),
      m_import(new ImportView(context, this))
{
    setAcceptDrops(true);
    buildList();
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_import);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPageMargins);
    layout->addWidget(m_stack);
    connect(m_choose, &QPushButton::clicked, this, &UploadWidget::chooseFiles);
    connect(m_empty, &EmptyState::actionTriggered, this, &UploadWidget::chooseFiles);
    connect(m_pause, &QPushButton::clicked, this, &UploadWidget::pauseOrResume);
    connect(m_watchButton, &QPushButton::clicked, this, [this] { (new WatchDialog(m_context, this))->open(); });
    connect(m_banner, &Banner::actionTriggered, this, [this] {
        if (m_context.session.unlocked()) {
            pauseOrResume();
        } else {
            whenUnlocked(m_context, this, [] {});
        }
    });
    connect(m_table, &DataTable::currentChanged, this, &UploadWidget::showJob);
    connect(m_table, &DataTable::activated, this, &UploadWidget::showJob);
    connect(m_table, &DataTable::openInWindow, &context.navigator, &Navigator::openWindow);
    connect(m_model, &JobsModel::reloadWanted, this, &UploadWidget::takeJobs);
    connect(m_import, &ImportView::left, this, [this] { m_stack->setCurrentWidget(m_list); });
    connect(m_import, &ImportView::anchored, this, [this](const QString& id) {
        m_wanted = id;
        m_stack->setCurrentWidget(m_list);
        takeJobs();
    });
    connect(m_import, &ImportView::nextFile, this, [this] { m_stack->setCurrentWidget(m_import); });
    connect(&context.session, &Session::lockChanged, this, &UploadWidget::followUploader);
    onWords(this, context.format, [this] { retranslate(); });
    if (FolderWatch* const watch = context.session.folderWatch()) {
        connect(watch, &FolderWatch::changed, this, &UploadWidget::refresh);
    }
    m_again.setInterval(kJournalEveryMs);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            readJournal();
        }
    });
    retranslate();
    followUploader();
}

UploadWidget::~UploadWidget() = default;

void UploadWidget::buildList()
{
    m_watch->setObjectName(QStringLiteral("watchState"));
    m_watchButton->setObjectName(QStringLiteral("watchButton"));
    m_pause->setObjectName(QStringLiteral("pauseUpload"));
    m_choose->setObjectName(QStringLiteral("chooseFiles"));
    m_banner->setObjectName(QStringLiteral("uploadBanner"));
    m_empty->setObjectName(QStringLiteral("uploadEmpty"));
    m_banner->setClosable(false);
    m_choose->setIcon(icon(QStringLiteral("upload")));
    m_watchButton->setIcon(icon(QStringLiteral("folder")));
    theme::setRole(m_choose, theme::Role::Primary);
    auto* head = new PageHeader(m_title);
    head->addAction(m_watch);
    head->addAction(m_watchButton);
    head->addAction(m_pause);
    head->addAction(m_choose);
    const auto framed = [](std::initializer_list<QWidget*> inside) {
        auto* card = new Card;
        card->setContentsMargins(1, 1, 1, 1);
        auto* layout = new QVBoxLayout(card);
        layout->setContentsMargins(0, 0, 0, 0);
        for (QWidget* widget : inside) {
            layout->addWidget(widget);
        }
        return card;
    };
    m_splitter->addWidget(framed({m_table}));
    m_splitter->addWidget(framed({m_none, m_view}));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(theme::kGap);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({270, 350});
    m_view->hide();
    m_content->addWidget(framed({m_empty}));
    m_content->addWidget(m_splitter);
    auto* layout = new QVBoxLayout(m_list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(head);
    layout->addWidget(m_banner);
    layout->addWidget(m_content, 1);
}

void UploadWidget::goTo(const QString& rest)
{
    if (rest.startsWith(QLatin1String("job/"))) {
        m_wanted = rest.section(u'/', 1);
        m_stack->setCurrentWidget(m_list);
        refresh();
    }
}

// While the key store is open the uploader itself tells; otherwise the journal is read.
void UploadWidget::followUploader()
{
    UploadBridge* const upload = m_context.session.upload();
    if (upload == nullptr) {
        m_again.start();
        readJournal();
    } else {
        m_again.stop();
        m_reading.cancel();
        connect(upload, &UploadBridge::changed, this, &UploadWidget::takeJobs);
        takeJobs();
    }
    refresh();
}

void UploadWidget::takeJobs()
{
    const UploadBridge* const upload = m_context.session.upload();
    if (upload == nullptr) {
        readJournal();
        return;
    }
    if (upload->snapshot()) {
        m_model->setJobs(upload->jobs(), upload->snapshot()->paused ? UploaderState::Paused : UploaderState::Working);
        refresh();
    }
}

void UploadWidget::readJournal()
{
    if (m_reading.running() || m_context.session.workspace() == nullptr) {
        return;
    }
    m_reading = m_worker.run(
        this,
        [folder = m_context.session.workspace()->journalFolder()](std::stop_token) { return readUploadJobs(folder); },
        [this](Result<std::vector<JobProgress>> jobs) {
            if (jobs) {
                m_model->setJobs(std::move(*jobs), UploaderState::Locked);
            } else {
                m_model->setError(jobs.error());
            }
            refresh();
        });
}

void UploadWidget::chooseFiles()
{
    auto* dialog = new QFileDialog(this, tr("Choose record files"));
    dialog->setObjectName(QStringLiteral("recordFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Record files (*.csv *.tsv *.txt *.json *.jsonl)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &UploadWidget::openFiles);
    dialog->open();
}

void UploadWidget::openFiles(const QStringList& files)
{
    if (files.isEmpty() || m_context.session.readOnly()) {
        return;
    }
    m_import->openFiles(files);
    m_stack->setCurrentWidget(m_import);
}

void UploadWidget::pauseOrResume()
{
    UploadBridge* const upload = m_context.session.upload();
    if (upload == nullptr) {
        return;
    }
    m_pausing = upload->run(
        this,
        [pause = !m_model->paused()](UploadEngine& engine) {
            pause ? engine.uploader->pause() : engine.uploader->resume();
            return true;
        },
        [this](bool) {
            if (UploadBridge* const bridge = m_context.session.upload()) {
                bridge->look();
            }
        });
}

void UploadWidget::showJob(const QString& place)
{
    const QString id = place.section(u'/', 2);
    if (!id.isEmpty() && id != m_shown) {
        m_shown = id;
        emit moved(QStringLiteral("job/") + id);
        refresh();
    }
}

void UploadWidget::refresh()
{
    if (!m_wanted.isEmpty() && m_model->job(m_wanted) != nullptr) {
        m_shown = std::exchange(m_wanted, {});
        m_table->showKey(JobsModel::keyOf(m_shown.toStdString()));
    }
    const JobProgress* const job = m_model->job(m_shown);
    m_view->setVisible(job != nullptr);
    m_none->setVisible(job == nullptr);
    if (job != nullptr) {
        m_view->showJob(*job, m_model->uploader(), m_model->leftText(*job));
    }
    const Session& session = m_context.session;
    const bool nothing = m_model->rowCount() == 0 && !m_model->loading() && !m_model->error();
    m_content->setCurrentIndex(nothing ? 0 : 1);
    m_choose->setVisible(!session.readOnly());
    m_watchButton->setVisible(!session.readOnly() && session.folderWatch() != nullptr);
    m_pause->setVisible(session.upload() != nullptr);
    m_pause->setText(m_model->paused() ? tr("Resume") : tr("Pause all"));
    m_pause->setIcon(icon(m_model->paused() ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pause->setToolTip(tr("Pauses the uploader as a whole: nothing more is sealed or sent until it is resumed"));
    refreshBanner();
}

void UploadWidget::refreshBanner()
{
    const Session& session = m_context.session;
    const FolderWatch* const watch = session.folderWatch();
    const bool chosen = watch != nullptr && watch->on() && !watch->folder().isEmpty() && !session.readOnly();
    m_watch->setVisible(chosen);
    if (chosen) {
        const auto refused = watch->refused();
        m_watch->setTone(
            watch->error() || !refused.empty() ? Tone::Warn
            : watch->watching()                ? Tone::Ok
                                               : Tone::Muted,
            watch->error() ? tr("The folder cannot be watched")
            : !refused.empty()
                ? tr("Not taken: %1").arg(QFileInfo(QString::fromStdString(refused.back().file)).fileName())
            : watch->watching() ? tr("Watching %1").arg(QFileInfo(watch->folder()).fileName())
                                : tr("Watches when unlocked"));
        m_watch->setToolTip(watch->error()     ? describe(*watch->error()).plain()
                            : !refused.empty() ? describe(refused.back().error).plain()
                                               : watch->folder());
    }
    m_banner->setAction({});
    if (session.readOnly()) {
        m_banner->showMessage(
            Tone::Info, tr("Opened read-only"),
            tr("Nothing on disk is changed, so nothing can be uploaded here. The jobs below are those "
               "of the journal. Open the ledger again without read-only to upload."));
    } else if (!session.unlocked()) {
        m_banner->showMessage(Tone::Info, tr("The uploader rests while the key store is locked"),
                              tr("The jobs below stand as the journal has them. What is unfinished goes on by itself "
                                 "after unlocking. Files can be looked at before."));
        m_banner->setAction(tr("Unlock…"));
    } else if (const auto& now = session.upload()->snapshot(); now && !now->error.empty()) {
        m_banner->showText(Tone::Bad, describeStop(*now));
    } else if (now && now->paused) {
        m_banner->showMessage(Tone::Warn, tr("The uploader is paused"),
                              tr("What is sealed and queued is kept; nothing is sent until you resume."));
        m_banner->setAction(tr("Resume"));
    } else if (now && !now->hold.empty()) {
        m_banner->showText(Tone::Warn, describeHold(*now));
    } else {
        m_banner->clear();
    }
}

void UploadWidget::retranslate()
{
    m_title->setText(tr("Upload"));
    m_choose->setText(tr("Choose files…"));
    m_watchButton->setText(tr("Watch a folder…"));
    m_table->setTitle(tr("Upload jobs"));
    m_empty->setContent(QStringLiteral("upload"), tr("Drop record files here"),
                        tr("CSV, TSV, JSON or JSON Lines. You see what is made of the first rows before anything is "
                           "anchored."),
                        m_context.session.readOnly() ? QString() : tr("Choose files…"));
    m_none->setContent(QStringLiteral("table"), tr("Choose a job"), tr("How far it is and what became of its rows."));
    refresh();
}

void UploadWidget::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && !m_context.session.readOnly()) {
        event->acceptProposedAction();
    }
}

void UploadWidget::dropEvent(QDropEvent* event)
{
    const QStringList files = droppedFiles(event->mimeData());
    if (files.isEmpty()) {
        m_context.notifier.notify(Tone::Warn, tr("Nothing to upload in what was dropped"),
                                  tr("Drop record files; a folder can be watched instead."));
        return;
    }
    event->acceptProposedAction();
    openFiles(files);
}

void UploadWidget::showEvent(QShowEvent* event)
{
    PageWidget::showEvent(event);
    takeJobs();
}

}  // namespace meterseal::ui
