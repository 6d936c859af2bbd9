#include "shell/join_form.h"

#include "dialogs/check_words.h"
#include "format/fingerprint_book.h"
#include "format/known_workspaces.h"
#include "format/texts.h"
#include "meterseal/workspace/following.h"
#include "meterseal/workspace/network.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/facts.h"
#include "widgets/qr_label.h"

#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr qint64 kMostGenesisBytes = 4 << 20;
constexpr int kProgressMs = 150;

Result<Genesis> readGenesis(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        return makeError(ErrorCode::Io, "genesis.file",
                         "The file could not be opened: " + file.errorString().toStdString() + ".");
    }
    if (file.size() > kMostGenesisBytes) {
        return makeError(ErrorCode::InvalidArgument, "genesis.too-long",
                         "The file is larger than any genesis document. Nothing of it was read.");
    }
    return parseGenesis(file.readAll().toStdString());
}

// A replica of this ledger that was begun in the folder goes on; else an empty one is made.
Result<Workspace> replicaIn(const std::filesystem::path& folder, const Genesis& genesis)
{
    const Hash256 fingerprint = fingerprintOf(genesis);
    auto begun = Workspace::open(folder);
    if (begun && begun->fingerprint() == fingerprint && !followStateOf(*begun).source.empty()) {
        return begun;
    }
    return joinNetwork(folder, canonicalGenesis(genesis), fingerprint);
}

}  // namespace

JoinForm::JoinForm(const PageContext& context, QWidget* parent)
    : Card(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_what(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_missing(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_choose(new QPushButton(icon(QStringLiteral("folder")), {}, this)),
      m_banner(new Banner(this)),
      m_facts(new Facts(HashLabel::Shown::Whole, this)),
      m_qr(new QrLabel(this)),
      m_rest(new QWidget(this)),
      m_compared(new QCheckBox(m_rest)),
      m_sourceLabel(new QLabel(m_rest)),
      m_folderLabel(new QLabel(m_rest)),
      m_source(new QLineEdit(m_rest)),
      m_folder(new QLineEdit(m_rest)),
      m_browseSource(new QPushButton(m_rest)),
      m_browseFolder(new QPushButton(m_rest)),
      m_join(new QPushButton(m_rest)),
      m_progress(new ProgressStrip(this))
{
    build();
    m_poll.setInterval(kProgressMs);
    connect(&m_poll, &QTimer::timeout, this, &JoinForm::showProgress);
    connect(m_choose, &QPushButton::clicked, this, &JoinForm::chooseGenesis);
    connect(m_compared, &QCheckBox::toggled, this, &JoinForm::refresh);
    connect(m_source, &QLineEdit::textChanged, this, &JoinForm::refresh);
    connect(m_folder, &QLineEdit::textChanged, this, &JoinForm::refresh);
    connect(m_browseSource, &QPushButton::clicked, this,
            [this] { chooseFolder(m_source, tr("Choose the folder with the block files"), "joinSourceDialog"); });
    connect(m_browseFolder, &QPushButton::clicked, this,
            [this] { chooseFolder(m_folder, tr("Choose an empty folder for your copy"), "joinFolderDialog"); });
    connect(m_join, &QPushButton::clicked, this, &JoinForm::join);
    connect(m_progress, &ProgressStrip::stopRequested, this, &JoinForm::stop);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void JoinForm::build()
{
    setObjectName(QStringLiteral("joinForm"));
    m_choose->setObjectName(QStringLiteral("chooseGenesis"));
    m_banner->setObjectName(QStringLiteral("joinBanner"));
    m_facts->setObjectName(QStringLiteral("joinFacts"));
    m_qr->setObjectName(QStringLiteral("joinQr"));
    m_compared->setObjectName(QStringLiteral("joinCompared"));
    m_source->setObjectName(QStringLiteral("joinSource"));
    m_browseSource->setObjectName(QStringLiteral("browseJoinSource"));
    m_folder->setObjectName(QStringLiteral("joinFolder"));
    m_browseFolder->setObjectName(QStringLiteral("browseJoinFolder"));
    m_join->setObjectName(QStringLiteral("joinBegin"));
    m_progress->setObjectName(QStringLiteral("joinProgress"));
    m_what->setWordWrap(true);
    m_missing->setWordWrap(true);
    m_banner->setClosable(false);
    m_sourceLabel->setBuddy(m_source);
    m_folderLabel->setBuddy(m_folder);
    theme::setRole(m_join, theme::Role::Primary);
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    for (const auto& [label, edit, browse] :
         {std::tuple(m_sourceLabel, m_source, m_browseSource), std::tuple(m_folderLabel, m_folder, m_browseFolder)}) {
        auto* row = new QHBoxLayout;
        row->addWidget(edit, 1);
        row->addWidget(browse);
        form->addRow(label, row);
    }
    auto* begin = new QHBoxLayout;
    begin->addWidget(m_join);
    begin->addWidget(m_missing, 1);
    auto* rest = new QVBoxLayout(m_rest);
    rest->setContentsMargins(0, 0, 0, 0);
    rest->setSpacing(theme::kGap);
    rest->addWidget(m_compared);
    rest->addLayout(form);
    rest->addLayout(begin);
    auto* shown = new QHBoxLayout;
    shown->addWidget(m_facts, 1);
    shown->addWidget(m_qr, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_title);
    layout->addWidget(m_what);
    layout->addWidget(m_choose, 0, Qt::AlignLeft);
    layout->addLayout(shown);
    layout->addWidget(m_rest);
    layout->addWidget(m_banner);
    layout->addWidget(m_progress);
    m_progress->hide();
}

void JoinForm::chooseGenesis()
{
    auto* dialog = new QFileDialog(this, tr("Choose a genesis file"));
    dialog->setObjectName(QStringLiteral("genesisDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Genesis documents (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &JoinForm::read);
    dialog->open();
}

void JoinForm::chooseFolder(QLineEdit* into, const QString& title, const char* name)
{
    auto* dialog = new QFileDialog(this, title);
    dialog->setObjectName(QString::fromLatin1(name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, into, &QLineEdit::setText);
    dialog->open();
}

void JoinForm::read(const QString& file)
{
    m_reading = m_runner.run(
        this, [file](std::stop_token) { return readGenesis(file); },
        [this](Result<Genesis> genesis) {
            m_genesis.reset();
            m_banner->clear();
            // Another document has not been compared.
            m_compared->setChecked(false);
            if (genesis) {
                m_genesis = std::move(genesis).value();
                if (m_folder->text().isEmpty()) {
                    m_folder->setText(folderForNewWorkspace());
                }
            } else {
                m_banner->showError(genesis.error());
            }
            retranslate();
        });
}

QString JoinForm::missing() const
{
    if (!m_compared->isChecked()) {
        return tr("Compare the fingerprint first.");
    }
    if (m_source->text().trimmed().isEmpty()) {
        return tr("Say where the blocks are fetched from.");
    }
    if (m_folder->text().trimmed().isEmpty()) {
        return tr("Choose a folder.");
    }
    return {};
}

void JoinForm::join()
{
    m_banner->clear();
    m_shared.set({});
    const QString folder = m_folder->text().trimmed();
    m_joining = m_runner.run(
        this,
        [this, genesis = *m_genesis, folder,
         source = m_source->text().trimmed().toStdString()](std::stop_token stop) -> Result<PullReport> {
            MS_ASSIGN(const Workspace workspace, replicaIn(folder.toStdString(), genesis));
            return followOnce(
                workspace, source, [this](const PullReport& now) { m_shared.set(now); }, stop);
        },
        [this, folder](const Result<PullReport>& done) { joined(done, folder); });
    m_progress->start({});
    m_poll.start();
    showProgress();
    refresh();
}

void JoinForm::joined(const Result<PullReport>& done, const QString& folder)
{
    m_poll.stop();
    m_progress->finish();
    refresh();
    if (!done) {
        m_banner->showError(done.error());
        return;
    }
    const Format& format = m_context.format;
    FingerprintBook(m_context.settings)
        .remember({text(fingerprintOf(*m_genesis).hex()), text(m_genesis->chain), now().ms});
    m_context.notifier.notify(
        Tone::Ok, tr("Your copy holds every block up to %1").arg(format.number(done->to)),
        tr("%1 transactions with %2 records were executed and checked here. The copy is open read-only.")
            .arg(format.number(done->transactions), format.number(done->records)));
    // What a person reads here is somebody else's to write.
    m_context.session.openWorkspace(folder.toStdString(), true);
}

void JoinForm::stop()
{
    m_joining.cancel();
    m_poll.stop();
    m_progress->finish();
    m_banner->showMessage(Tone::Info, tr("Stopped"),
                          tr("The blocks that were checked until then are kept. Join again with the same folder to "
                             "go on."));
    refresh();
}

void JoinForm::showGenesis()
{
    m_facts->clear();
    for (QWidget* widget : {static_cast<QWidget*>(m_facts), static_cast<QWidget*>(m_qr), m_rest}) {
        widget->setVisible(m_genesis.has_value());
    }
    if (!m_genesis) {
        return;
    }
    const Format& format = m_context.format;
    const std::string fingerprint = fingerprintOf(*m_genesis).hex();
    m_facts->addHash(tr("Fingerprint"), text(fingerprint));
    m_facts->add(tr("Check words"), checkWordsShown(fingerprint, format.locale()));
    m_facts->add(tr("Chain"), text(m_genesis->chain));
    m_facts->add(tr("Founded"), format.time(m_genesis->time), format.timeInFull(m_genesis->time));
    QStringList parties;
    for (const Organisation& one : m_genesis->organisations) {
        parties << QStringLiteral("%1 (%2, %3)").arg(text(one.name), text(one.id), texts::name(one.role));
        if (one.id == m_genesis->sealer.organisation) {
            m_facts->add(tr("Sealed by"), text(one.name));
        }
    }
    m_facts->add(tr("Organisations"), parties.join(u'\n'));
    m_qr->setContent(text(fingerprint), tr("The fingerprint as a QR code"));
}

void JoinForm::showProgress()
{
    const Format& format = m_context.format;
    const PullReport now = m_shared.get();
    m_progress->setProgress(
        now.to, now.sourceHead,
        tr("Block %1: %2 transactions with %3 records executed and checked")
            .arg(format.number(now.to), format.number(now.transactions), format.number(now.records)));
}

void JoinForm::refresh()
{
    const QString why = missing();
    const bool running = m_joining.running();
    m_missing->setText(running ? QString() : why);
    m_join->setEnabled(m_genesis && why.isEmpty() && !running);
    for (QWidget* widget : {static_cast<QWidget*>(m_choose), static_cast<QWidget*>(m_compared),
                            static_cast<QWidget*>(m_source), static_cast<QWidget*>(m_folder),
                            static_cast<QWidget*>(m_browseSource), static_cast<QWidget*>(m_browseFolder)}) {
        widget->setEnabled(!running);
    }
}

void JoinForm::retranslate()
{
    m_title->setText(tr("Join a network"));
    m_what->setText(tr("Read the genesis file that you were given, compare its fingerprint with another party by "
                       "another way than the file came, and fetch the blocks. Every transaction is executed and "
                       "checked here; nothing that the source says is believed. The copy opens read-only."));
    m_choose->setText(m_genesis ? tr("Choose another file…") : tr("Choose a genesis file…"));
    m_compared->setText(tr("I compared the fingerprint, or the six check words, with another party"));
    m_sourceLabel->setText(tr("Blocks from"));
    m_source->setPlaceholderText(tr("https://… or a folder of block files"));
    m_source->setAccessibleName(m_sourceLabel->text());
    m_folderLabel->setText(tr("Your copy"));
    m_folder->setAccessibleName(m_folderLabel->text());
    m_browseSource->setText(tr("Browse…"));
    m_browseSource->setAccessibleName(m_sourceLabel->text() + QStringLiteral(": ") + m_browseSource->text());
    m_browseFolder->setText(tr("Browse…"));
    m_browseFolder->setAccessibleName(m_folderLabel->text() + QStringLiteral(": ") + m_browseFolder->text());
    m_join->setText(tr("Fetch and check"));
    showGenesis();
    refresh();
}

}  // namespace meterseal::ui
