#include "shell/start_page.h"

#include "shell/join_form.h"
#include "shell/new_ledger_form.h"
#include "shell/recent_ledgers.h"
#include "shell/restore_form.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/labels.h"
#include "widgets/passphrase_fields.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>

#include <utility>

namespace meterseal::ui {

namespace {
constexpr int kDoorIcon = 28;
constexpr int kLogo = 56;
constexpr int kWidestPage = 1024;

// In the middle of a wide window, and scrolled where a small one or large text leaves too little room.
void putInMiddle(QWidget* page, QLayout* column)
{
    auto* middle = new QWidget;
    middle->setLayout(column);
    middle->setMaximumWidth(kWidestPage);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(theme::kSection, theme::kMargin, theme::kSection, theme::kMargin);
    row->addStretch(1);
    row->addWidget(middle, 100);
    row->addStretch(1);
    auto* scroll = new QScrollArea(page);
    scroll->setObjectName(QStringLiteral("startScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setBackgroundRole(QPalette::Window);
    content->setBackgroundRole(QPalette::Window);
    auto* layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

}  // namespace

StartPage::StartPage(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Title, {}, this)),
      m_subtitle(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_recent(new RecentLedgers(context, this)),
      m_drop(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_banner(new Banner(this)),
      m_progress(new ProgressStrip(this))
{
    onLanguage(this, [this] { retranslate(); });
    setObjectName(QStringLiteral("startPage"));
    m_subtitle->setWordWrap(true);
    auto* doors = new QHBoxLayout;
    doors->setSpacing(theme::kMargin);
    m_try = makeDoor(QStringLiteral("doorTry"), QStringLiteral("try"), doors);
    m_join = makeDoor(QStringLiteral("doorJoin"), QStringLiteral("join"), doors);
    m_inspect = makeDoor(QStringLiteral("doorInspect"), QStringLiteral("evidence"), doors);
    m_open = new QPushButton(icon(QStringLiteral("folder")), {}, this);
    m_new = new QPushButton(icon(QStringLiteral("ledger")), {}, this);
    m_restore = new QPushButton(icon(QStringLiteral("refresh")), {}, this);
    m_look = new QPushButton(icon(QStringLiteral("search")), {}, this);
    m_open->setObjectName(QStringLiteral("openWorkspace"));
    m_look->setObjectName(QStringLiteral("lookAtFolder"));
    m_new->setObjectName(QStringLiteral("newLedger"));
    m_restore->setObjectName(QStringLiteral("restoreAtStart"));
    auto* others = new QHBoxLayout;
    others->setSpacing(theme::kGap);
    for (QPushButton* button : {m_open, m_look, m_new, m_restore}) {
        button->setFlat(true);
        others->addWidget(button);
    }
    others->addStretch();

    auto* column = new QVBoxLayout;
    column->setSpacing(theme::kMargin);
    column->addLayout(buildChoices());
    column->addStretch(1);
    auto* brand = new QHBoxLayout;
    brand->setSpacing(theme::kMargin);
    auto* logo = new IconLabel(kLogo, this);
    logo->setIcon(QStringLiteral("logo"), Tone::Info);
    auto* names = new QVBoxLayout;
    names->setSpacing(theme::kTight);
    names->addWidget(m_title);
    names->addWidget(m_subtitle);
    brand->addWidget(logo);
    brand->addLayout(names, 1);
    column->addLayout(brand);
    column->addWidget(m_banner);
    column->addLayout(doors);
    buildTryForm(column);
    m_joinForm = new JoinForm(context, this);
    m_joinForm->hide();
    column->addWidget(m_joinForm);
    column->addWidget(m_progress);
    column->addWidget(m_recent);
    column->addWidget(m_drop);
    column->addLayout(others);
    m_newForm = new NewLedgerForm(context, this);
    m_restoreForm = new Card(this);
    auto* inRestore = new QVBoxLayout(m_restoreForm);
    inRestore->setContentsMargins(0, 0, 0, 0);
    inRestore->addWidget(new RestoreForm(context, m_restoreForm));
    for (QWidget* form : {static_cast<QWidget*>(m_newForm), m_restoreForm}) {
        form->hide();
        column->addWidget(form);
    }
    column->addStretch(2);
    putInMiddle(this, column);

    m_poll.setInterval(150);
    connect(&m_poll, &QTimer::timeout, this, &StartPage::refresh);
    connect(m_try.button, &QPushButton::clicked, this, [this] { openForm(m_tryForm, m_passphrase->first()); });
    connect(m_join.button, &QPushButton::clicked, this,
            [this] { openForm(m_joinForm, m_joinForm->findChild<QPushButton*>(QStringLiteral("chooseGenesis"))); });
    connect(m_inspect.button, &QPushButton::clicked, this,
            [this] { m_context.navigator.go(QStringLiteral("evidence")); });
    connect(m_look, &QPushButton::clicked, this, [this] { chooseFolder(true); });
    connect(m_begin, &QPushButton::clicked, this, &StartPage::beginTry);
    connect(m_passphrase, &PassphraseFields::changed, this, &StartPage::refreshTry);
    connect(m_passphrase, &PassphraseFields::submitted, this, [this] {
        if (m_begin->isEnabled()) {
            beginTry();
        }
    });
    connect(m_new, &QPushButton::clicked, this, [this] { openForm(m_newForm, m_newForm->first()); });
    connect(m_restore, &QPushButton::clicked, this, [this] {
        openForm(m_restoreForm, m_restoreForm->findChild<QPushButton*>(QStringLiteral("chooseBackup")));
    });
    connect(m_open, &QPushButton::clicked, this, [this] { chooseFolder(false); });
    connect(m_progress, &ProgressStrip::stopRequested, this, [this] {
        m_making.cancel();
        m_poll.stop();
        m_progress->finish();
        m_banner->showMessage(Tone::Info, tr("Stopped"), tr("What had been made of the sample is removed again."));
        refreshTry();
    });
    connect(&context.session, &Session::openFailed, this, [this](const Error& error) { m_banner->showError(error); });
    connect(&context.session, &Session::opened, m_banner, &Banner::clear);
    setAcceptDrops(true);
    connect(m_recent, &RecentLedgers::openWanted, this, [this](const QString& folder) {
        m_context.settings.setLastWorkspace(folder);
        m_context.session.openWorkspace(folder.toStdString(), false);
    });
    connect(&context.session, &Session::closed, m_recent, &RecentLedgers::refresh);
    theme::setRole(m_try.button, m_recent->isHidden() ? theme::Role::Primary : theme::Role::Quiet);
    connect(
        &context.session, &Session::opened, this,
        [this] {
            if (const QString file = std::exchange(m_dropped, {}); !file.isEmpty()) {
                m_context.navigator.go(QStringLiteral("verify/file/") +
                                       QString::fromLatin1(QUrl::toPercentEncoding(file)));
            }
        },
        Qt::QueuedConnection);
    retranslate();
    refreshTry();
}

StartPage::~StartPage() = default;

// Language and theme, to be had before anything is opened.
QLayout* StartPage::buildChoices()
{
    AppSettings& settings = m_context.settings;
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addStretch();
    const auto add = [this, row](std::vector<QAbstractButton*>& group, const char* name, auto chosen) {
        auto* button = new QPushButton(this);
        button->setObjectName(QString::fromLatin1(name));
        connect(button, &QPushButton::clicked, this, [this, chosen] {
            chosen();
            refreshChoices();
        });
        group.push_back(button);
        row->addWidget(button);
    };
    add(m_languages, "languageEnglish", [&settings] { settings.setLanguage(Language::English); });
    add(m_languages, "languageChinese", [&settings] { settings.setLanguage(Language::Chinese); });
    row->addSpacing(theme::kCards);
    add(m_themes, "themeSystem", [&settings] { settings.setTheme(ThemeChoice::System); });
    add(m_themes, "themeLight", [&settings] { settings.setTheme(ThemeChoice::Light); });
    add(m_themes, "themeDark", [&settings] { settings.setTheme(ThemeChoice::Dark); });
    theme::joinSegments({m_languages[0], m_languages[1]});
    theme::joinSegments({m_themes[0], m_themes[1], m_themes[2]});
    return row;
}

void StartPage::refreshChoices()
{
    const bool chinese = m_context.format.locale().language() == QLocale::Chinese;
    m_languages[0]->setText(QStringLiteral("English"));
    m_languages[1]->setText(QStringLiteral("中文"));
    m_languages[0]->setChecked(!chinese);
    m_languages[1]->setChecked(chinese);
    m_themes[0]->setText(tr("System"));
    m_themes[1]->setText(tr("Light"));
    m_themes[2]->setText(tr("Dark"));
    for (std::size_t i = 0; i < m_themes.size(); ++i) {
        m_themes[i]->setChecked(i == static_cast<std::size_t>(m_context.settings.theme()));
    }
}

void StartPage::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile()) {
        event->acceptProposedAction();
    }
}

// A folder is a ledger to look at; a bundle is evidence; another file is compared with the ledger that was open last.
void StartPage::dropEvent(QDropEvent* event)
{
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    event->acceptProposedAction();
    if (QFileInfo(path).isDir()) {
        m_context.session.openWorkspace(path.toStdString(), true);
    } else if (path.endsWith(QLatin1String(".mseal.zip"), Qt::CaseInsensitive)) {
        m_context.navigator.go(QStringLiteral("evidence/file/") + QString::fromLatin1(QUrl::toPercentEncoding(path)));
    } else if (const QString ledger = m_recent->newest(); !ledger.isEmpty()) {
        m_dropped = path;
        m_context.session.openWorkspace(ledger.toStdString(), true);
    } else {
        m_banner->showMessage(Tone::Info, tr("A file is verified against a ledger"),
                              tr("Open the ledger first, or drop its folder here. Nothing was read."));
    }
}

StartPage::Door StartPage::makeDoor(const QString& name, const QString& iconName, QHBoxLayout* row)
{
    auto* card = new Card(this);
    Door door{new IconLabel(kDoorIcon, card), new ScaledLabel(ScaledLabel::Kind::Heading, {}, card), new QLabel(card),
              new ScaledLabel(ScaledLabel::Kind::Muted, {}, card), new QPushButton(card)};
    door.symbol->setIcon(iconName, Tone::Info);
    door.button->setObjectName(name);
    for (QLabel* label : {door.title, door.text, door.note}) {
        label->setWordWrap(true);
    }
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::kGap);
    column->addWidget(door.symbol);
    column->addWidget(door.title);
    column->addWidget(door.text);
    column->addStretch();
    column->addWidget(door.note);
    column->addWidget(door.button);
    row->addWidget(card, 1);
    return door;
}

void StartPage::buildTryForm(QVBoxLayout* column)
{
    m_tryForm = new Card(this);
    m_tryForm->setObjectName(QStringLiteral("tryForm"));
    m_passphrase = new PassphraseFields(QStringLiteral("try"), m_tryForm);
    m_begin = new QPushButton(m_tryForm);
    m_begin->setObjectName(QStringLiteral("tryBegin"));
    theme::setRole(m_begin, theme::Role::Primary);
    auto* inForm = new QVBoxLayout(m_tryForm);
    inForm->setContentsMargins(0, 0, 0, 0);
    inForm->addWidget(m_passphrase);
    inForm->addWidget(m_begin, 0, Qt::AlignLeft);
    column->addWidget(m_tryForm);
    m_tryForm->hide();
}

void StartPage::setSampleMaker(SampleMaker maker, SampleReadings readings)
{
    m_maker = std::move(maker);
    m_readings = std::move(readings);
    retranslate();
}

void StartPage::setTryFolder(const std::filesystem::path& folder)
{
    m_tryFolder = folder;
}

void StartPage::refreshTry()
{
    m_begin->setEnabled(m_passphrase->good() && m_maker && !m_making.running());
}

void StartPage::beginTry()
{
    m_banner->clear();
    m_shared.set({});
    m_poll.start();
    refresh();
    m_progress->show();
    SampleOptions options;
    options.folder = m_tryFolder;
    options.passphrase = m_passphrase->passphrase();
    options.progress = [this](const SampleProgress& progress) { m_shared.set(progress); };
    m_making = m_runner.run(
        this,
        [maker = m_maker, readings = m_readings, options](std::stop_token stop) mutable -> Result<SampleOutcome> {
            options.stop = stop;
            MS_ASSIGN(options.readings, readings());
            std::error_code ignored;
            const bool ours = !std::filesystem::exists(options.folder, ignored);
            auto made = maker(options);
            if (!made && ours) {
                // Half a sample is of no use to anybody, and would stand in the way of the next try.
                std::filesystem::remove_all(options.folder, ignored);
            }
            return made;
        },
        [this](Result<SampleOutcome> made) {
            m_poll.stop();
            m_progress->finish();
            if (made) {
                sampleMade(*made);
            } else {
                m_banner->showError(made.error());
            }
            refreshTry();
        });
    refreshTry();
}

void StartPage::sampleMade(const SampleOutcome& outcome)
{
    m_passphrase->clear();
    m_tryForm->hide();
    const QString tampered = QString::fromStdString(outcome.tamperedFile.string());
    AppSettings& settings = m_context.settings;
    const QString folder = QString::fromStdString(m_tryFolder.string());
    settings.setLastWorkspace(folder);
    // To go on with what anchored the sample.
    settings.setSimulatedNodes(folder, SampleOptions().simulatedNodes);
    settings.setValue(QStringLiteral("sample/hintClosed"), QString());  // a new sample, a new hint
    // Where Verify finds the file to begin with.
    settings.setValue(QStringLiteral("sample/trueFile"), QString::fromStdString(outcome.trueFile.string()));
    settings.setValue(QStringLiteral("sample/tamperedFile"), tampered);
    settings.setValue(QStringLiteral("sample/profileFile"), QString::fromStdString(outcome.profileFile.string()));
    m_context.notifier.notify(
        Tone::Ok,
        tr("%1 records of %2 meters were anchored")
            .arg(m_context.format.number(outcome.records), m_context.format.number(outcome.meters)),
        tr("An altered copy of the file was left for you to find: %1").arg(tampered));
    m_context.session.openWorkspace(m_tryFolder, false);
}

void StartPage::refresh()
{
    using Step = SampleProgress::Step;
    const SampleProgress now = m_shared.get();
    QString step;
    switch (now.step) {
    case Step::Ledger:
        step = tr("Making keys and the ledger…");
        break;
    case Step::Meters:
        step = tr("Registering sample meters…");
        break;
    case Step::Reviews:
        step = tr("Reviewing for both organisations…");
        break;
    case Step::Activation:
        step = tr("Activating the meters…");
        break;
    case Step::Anchoring:
        step = tr("Anchoring sample records through four simulated nodes…");
        break;
    case Step::Tampering:
        step = tr("Leaving an altered file for you to find…");
        break;
    }
    m_progress->setProgress(now.done, now.total, step);
}

void StartPage::openForm(QWidget* form, QWidget* first)
{
    m_tryForm->setVisible(form == m_tryForm || m_making.running());
    for (QWidget* each : {static_cast<QWidget*>(m_joinForm), static_cast<QWidget*>(m_newForm), m_restoreForm}) {
        each->setVisible(form == each);
    }
    // What the form asks for comes next now.
    m_recent->hide();
    theme::setRole(m_try.button, theme::Role::Quiet);
    first->setFocus();
    // Once it has its place: all of it where it fits.
    QMetaObject::invokeMethod(
        this, [this, form] { findChild<QScrollArea*>(QStringLiteral("startScroll"))->ensureWidgetVisible(form); },
        Qt::QueuedConnection);
}

void StartPage::chooseFolder(bool readOnly)
{
    auto* dialog = new QFileDialog(this, readOnly ? tr("Choose the folder of a ledger to inspect")
                                                  : tr("Open a workspace folder"));
    dialog->setObjectName(readOnly ? QStringLiteral("inspectDialog") : QStringLiteral("openWorkspaceDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, readOnly](const QString& folder) {
        if (!readOnly) {  // what was only inspected is not what the next start should open for writing
            m_context.settings.setLastWorkspace(folder);
        }
        m_context.session.openWorkspace(folder.toStdString(), readOnly);
    });
    dialog->open();
}

void StartPage::retranslate()
{
    refreshChoices();
    m_drop->setText(
        tr("Drop an evidence bundle here to verify it, a ledger's folder to look at it read-only, or a file of records "
           "to compare it with the ledger opened last."));
    m_title->setText(QStringLiteral("MeterSeal"));
    m_subtitle->setText(
        tr("It seals water-meter records on a ledger that several parties keep, and shows later, offline, "
           "whether a record is still the one that was sealed."));
    m_try.title->setText(tr("Try it"));
    m_try.text->setText(
        tr("Makes a local ledger with sample meters and records, and one altered file for you to find."));
    m_try.note->setText(m_maker ? QString() : tr("Not available in this build."));
    m_try.button->setText(tr("Try it"));
    m_try.button->setEnabled(static_cast<bool>(m_maker));
    m_join.title->setText(tr("Join a network"));
    m_join.text->setText(
        tr("Keeps your own copy of a ledger that another party seals: compare its fingerprint, fetch the blocks, and "
           "every transaction is checked here."));
    m_join.note->setText({});
    m_join.button->setText(tr("Choose a genesis file…"));
    m_inspect.title->setText(tr("Inspect evidence"));
    m_inspect.text->setText(
        tr("Verifies an evidence bundle: which of its records were anchored, since when and on whose word. Without a "
           "ledger, keys or a network; nothing on disk changes."));
    m_inspect.note->setText({});
    m_inspect.button->setText(tr("Open a bundle…"));
    m_look->setText(tr("Look at a ledger read-only…"));
    m_open->setText(tr("Open an existing workspace…"));
    m_new->setText(tr("Make a new ledger…"));
    m_restore->setText(tr("Restore a backup…"));
    m_begin->setText(tr("Make the sample ledger"));
    refreshTry();
}

}  // namespace meterseal::ui
