#include "pages/verify/copy_row.h"

#include "format/error_text.h"
#include "meterseal/workspace/file_reading.h"
#include "meterseal/workspace/workspace.h"
#include "theme/follow.h"
#include "theme/icons.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace meterseal::ui {

namespace {
constexpr int kPartyWidth = 180;
}

CopyRow::CopyRow(const PageContext& context, int number, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_number(number),
      m_party(new QLineEdit(this)),
      m_name(new QLabel(this)),
      m_state(new QLabel(this)),
      m_load(new QPushButton(this)),
      m_remove(new QToolButton(this))
{
    const QString suffix = QString::number(number);
    setObjectName(QStringLiteral("copyRow") + suffix);
    m_party->setObjectName(QStringLiteral("copyParty") + suffix);
    m_state->setObjectName(QStringLiteral("copyState") + suffix);
    m_load->setObjectName(QStringLiteral("copyProfile") + suffix);
    m_remove->setObjectName(QStringLiteral("copyRemove") + suffix);
    m_party->setFixedWidth(kPartyWidth);
    m_name->setTextFormat(Qt::PlainText);
    m_state->setTextFormat(Qt::PlainText);
    m_remove->setIcon(icon(QStringLiteral("close")));
    m_remove->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(m_party);
    layout->addWidget(m_name);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_load);
    layout->addWidget(m_remove);
    connect(m_party, &QLineEdit::textChanged, this, &CopyRow::changed);
    connect(m_load, &QPushButton::clicked, this, &CopyRow::askProfile);
    connect(m_remove, &QToolButton::clicked, this, &CopyRow::removeAsked);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void CopyRow::setFile(const QString& file)
{
    m_file = file;
    m_party->setText(QFileInfo(file).completeBaseName());
    look();
}

Copy CopyRow::copy() const
{
    const QString party = m_party->text().trimmed();
    return {(party.isEmpty() ? QFileInfo(m_file).fileName() : party).toStdString(), m_file.toStdString(), *m_profile};
}

void CopyRow::look()
{
    m_profile.reset();
    m_error.reset();
    m_asks = false;
    const Workspace* const workspace = m_context.session.workspace();
    if (workspace == nullptr) {
        return;
    }
    m_looking = m_runner.run(
        this,
        [file = m_file.toStdString(), kept = workspace->profilesFolder(),
         open = m_context.session.readerMaker()](std::stop_token) -> Result<FileReading> {
            Result<LedgerReader> ledger = open();
            return FileReadings(kept, ledger.ok() ? &*ledger : nullptr).read(file);
        },
        [this](Result<FileReading> reading) {
            if (reading) {
                m_profile = reading->profile;
                m_asks = !m_profile;
            } else {
                m_error = reading.error();
            }
            refresh();
            emit changed();
        });
    refresh();
    emit changed();
}

void CopyRow::askProfile()
{
    auto* dialog = new QFileDialog(this, tr("Mapping profile"));
    dialog->setObjectName(QStringLiteral("profileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Mapping profiles (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &CopyRow::loadProfileFrom);
    dialog->open();
}

void CopyRow::loadProfileFrom(const QString& file)
{
    m_looking = m_runner.run(
        this, [name = file.toStdString()](std::stop_token) { return loadProfile(name); },
        [this](Result<MappingProfile> profile) {
            m_error = profile.ok() ? std::nullopt : std::optional(profile.error());
            if (profile) {
                m_profile = std::move(*profile);
                m_asks = false;
            }
            refresh();
            emit changed();
        });
}

void CopyRow::refresh()
{
    m_name->setText(QFileInfo(m_file).fileName());
    m_name->setToolTip(m_file);
    m_state->setText(m_error     ? reasonSentence(m_error->reason, m_error->message)
                     : m_asks    ? tr("How it is to be read is not clear: load a mapping profile")
                     : m_profile ? tr("can be read")
                                 : tr("Looking at the first rows…"));
    m_state->setToolTip(m_error ? originalText(m_error->message) : QString());
    theme::tint(m_state, m_error || m_asks ? Tone::Bad : Tone::Muted);
}

void CopyRow::retranslate()
{
    m_party->setAccessibleName(tr("Whose copy number %1 is").arg(m_number));
    m_party->setPlaceholderText(tr("whose copy it is"));
    m_load->setText(tr("Load a profile…"));
    m_remove->setToolTip(tr("Leave this copy out"));
    m_remove->setAccessibleName(tr("Leave this copy out"));
    refresh();
}

}  // namespace meterseal::ui
