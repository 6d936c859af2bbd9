#include "dialogs/task_dialog.h"

#include "theme/follow.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace meterseal::ui {

TaskDialog::TaskDialog(const PageContext& context, const QString& name, QWidget* parent)
    : QDialog(parent),
      m_context(context),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_note(new QLabel(this)),
      m_body(new QWidget(this)),
      m_layout(new QVBoxLayout(this)),
      m_bodyLayout(new QVBoxLayout(m_body)),
      m_banner(new Banner(this)),
      m_progress(new QProgressBar(this)),
      m_primary(new QPushButton(this)),
      m_cancel(new QPushButton(this))
{
    onLanguage(this, [this] { retranslate(); });
    setObjectName(name);
    setAttribute(Qt::WA_DeleteOnClose);
    m_title->setObjectName(QStringLiteral("dialogTitle"));
    m_banner->setObjectName(QStringLiteral("dialogBanner"));
    m_primary->setObjectName(QStringLiteral("dialogPrimary"));
    m_cancel->setObjectName(QStringLiteral("dialogCancel"));
    m_note->setWordWrap(true);
    m_banner->setClosable(false);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->hide();
    m_primary->setDefault(true);
    theme::setRole(m_primary, theme::Role::Primary);
    m_cancel->setAutoDefault(false);
    m_bodyLayout->setContentsMargins(0, 0, 0, 0);
    m_bodyLayout->setSpacing(theme::kGap);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_primary);
    m_layout->setContentsMargins(theme::kSection, theme::kMargin, theme::kSection, theme::kMargin);
    m_layout->setSpacing(theme::kGap);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_note);
    m_layout->addSpacing(theme::kTight);
    m_layout->addWidget(m_body, 1);
    m_layout->addWidget(m_banner);
    m_layout->addWidget(m_progress);
    m_layout->addSpacing(theme::kTight);
    m_layout->addLayout(buttons);
    setMinimumWidth(520);
    connect(m_primary, &QPushButton::clicked, this, [this] { submit(); });
    connect(m_cancel, &QPushButton::clicked, this, &TaskDialog::reject);
    // The dialogs of a workspace go with it: what they were about is no longer there.
    connect(&context.session, &Session::closing, this, [this] { deleteLater(); });
}

void TaskDialog::reject()
{
    if (!m_isBusy) {
        QDialog::reject();
    }
}

void TaskDialog::setTexts(const QString& title, const QString& note, const QString& primary)
{
    setWindowTitle(title);
    m_title->setText(title);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_primary->setText(primary);
    m_progress->setAccessibleName(tr("Working"));
    m_cancel->setText(m_cancelText.isEmpty() ? tr("Cancel") : m_cancelText);
}

void TaskDialog::addBelowBody(QWidget* widget)
{
    m_layout->insertWidget(m_layout->indexOf(m_body) + 1, widget);
}

void TaskDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    m_body->setEnabled(!busy);
    m_progress->setVisible(busy);
    refreshButtons();
}

void TaskDialog::setPrimaryEnabled(bool enabled)
{
    m_mayGo = enabled;
    refreshButtons();
}

void TaskDialog::setPrimaryVisible(bool visible)
{
    m_primary->setVisible(visible);
    m_primary->setDefault(visible);
}

void TaskDialog::setCancelText(const QString& text)
{
    m_cancelText = text;
    m_cancel->setText(text);
}

void TaskDialog::refreshButtons()
{
    m_primary->setEnabled(m_mayGo && !m_isBusy);
    m_cancel->setEnabled(!m_isBusy);
}

}  // namespace meterseal::ui
