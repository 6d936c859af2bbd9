#include "shell/join_form.h"

#include "format/texts.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/facts.h"

#include <QFile>
#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

constexpr qint64 kMostGenesisBytes = 4 << 20;

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

}  // namespace

JoinForm::JoinForm(const Format& format, QWidget* parent)
    : Card(parent),
      m_format(format),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_what(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_choose(new QPushButton(icon(QStringLiteral("folder")), {}, this)),
      m_banner(new Banner(this)),
      m_facts(new Facts(HashLabel::Shown::Whole, this))
{
    setObjectName(QStringLiteral("joinForm"));
    m_choose->setObjectName(QStringLiteral("chooseGenesis"));
    m_banner->setObjectName(QStringLiteral("joinBanner"));
    m_facts->setObjectName(QStringLiteral("joinFacts"));
    m_what->setWordWrap(true);
    m_banner->setClosable(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_title);
    layout->addWidget(m_what);
    layout->addWidget(m_choose, 0, Qt::AlignLeft);
    layout->addWidget(m_banner);
    layout->addWidget(m_facts);
    connect(m_choose, &QPushButton::clicked, this, &JoinForm::choose);
    onWords(this, format, [this] { refresh(); });
    refresh();
}

void JoinForm::choose()
{
    auto* dialog = new QFileDialog(this, tr("Choose a genesis file"));
    dialog->setObjectName(QStringLiteral("genesisDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Genesis documents (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &JoinForm::read);
    dialog->open();
}

void JoinForm::read(const QString& file)
{
    m_reading = m_runner.run(
        this, [file](std::stop_token) { return readGenesis(file); },
        [this](Result<Genesis> genesis) {
            m_genesis.reset();
            m_banner->clear();
            if (genesis) {
                m_genesis = std::move(genesis).value();
            } else {
                m_banner->showError(genesis.error());
            }
            refresh();
        });
}

void JoinForm::refresh()
{
    m_title->setText(tr("Look at a network's genesis file"));
    m_what->setText(
        tr("This version keeps ledgers of its own and cannot take part in a network yet: that comes with the "
           "consortium's engine. What it can do is to read the genesis file that you were given and show its "
           "fingerprint, so that you can compare it with the other parties now. Nothing is stored."));
    m_choose->setText(m_genesis ? tr("Choose another file…") : tr("Choose a genesis file…"));
    m_facts->clear();
    m_facts->setVisible(m_genesis.has_value());
    if (!m_genesis) {
        return;
    }
    m_facts->addHash(tr("Fingerprint"), text(fingerprintOf(*m_genesis).hex()));
    m_facts->add(tr("Chain"), text(m_genesis->chain));
    m_facts->add(tr("Founded"), m_format.time(m_genesis->time), m_format.timeInFull(m_genesis->time));
    QStringList parties;
    for (const Organisation& one : m_genesis->organisations) {
        parties << QStringLiteral("%1 (%2, %3)").arg(text(one.name), text(one.id), texts::name(one.role));
    }
    m_facts->add(tr("Organisations"), parties.join(u'\n'));
}

}  // namespace meterseal::ui
