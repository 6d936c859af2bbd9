#include "shell/close_question.h"

#include "shell/session.h"
#include "theme/follow.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace meterseal::ui {

CloseQuestion::CloseQuestion(Session& session, const Format& format, QWidget* parent)
    : QFrame(parent),
      m_session(session),
      m_format(format),
      m_symbol(new IconLabel(24, this)),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_detail(new QLabel(this)),
      m_keep(new QPushButton(this)),
      m_wait(new QPushButton(this)),
      m_stay(new QPushButton(this))
{
    setObjectName(QStringLiteral("closeQuestion"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_keep->setObjectName(QStringLiteral("closeKeep"));
    m_wait->setObjectName(QStringLiteral("closeWait"));
    m_stay->setObjectName(QStringLiteral("closeStay"));
    m_symbol->setIcon(theme::symbolOf(Tone::Warn), Tone::Warn);
    m_title->setWordWrap(true);
    m_detail->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_wait);
    buttons->addWidget(m_keep);
    buttons->addWidget(m_stay);
    buttons->addStretch();
    auto* texts = new QVBoxLayout;
    texts->setSpacing(theme::kTight);
    texts->addWidget(m_title);
    texts->addWidget(m_detail);
    texts->addSpacing(theme::kTight);
    texts->addLayout(buttons);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
    layout->setSpacing(theme::kMargin);
    layout->addWidget(m_symbol, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    connect(m_stay, &QPushButton::clicked, this, &CloseQuestion::stay);
    connect(m_keep, &QPushButton::clicked, this, &CloseQuestion::answer);
    connect(m_wait, &QPushButton::clicked, this, [this] {
        m_waiting = true;
        refresh();
    });
    connect(&session, &Session::lockChanged, this, &CloseQuestion::follow);
    onWords(this, format, [this] { refresh(); });
    hide();
}

void CloseQuestion::follow()
{
    if (const UploadBridge* const upload = m_session.upload()) {
        connect(upload, &UploadBridge::changed, this, &CloseQuestion::refresh);
    }
    refresh();
}

bool CloseQuestion::mayClose() const
{
    return m_answered || m_session.upload() == nullptr || !m_session.upload()->busy();
}

void CloseQuestion::ask()
{
    m_waiting = false;
    show();
    refresh();
    m_wait->setFocus(Qt::OtherFocusReason);
}

void CloseQuestion::stay()
{
    m_waiting = false;
    hide();
}

void CloseQuestion::answer()
{
    m_answered = true;
    emit closeNow();
}

void CloseQuestion::refresh()
{
    if (!isVisible()) {
        return;
    }
    if (mayClose()) {
        if (m_waiting) {
            answer();
        } else {
            stay();  // it came to its end while the question stood there
        }
        return;
    }
    const UploadBridge& upload = *m_session.upload();
    const auto files = static_cast<std::uint64_t>(
        std::count_if(upload.jobs().begin(), upload.jobs().end(),
                      [](const JobProgress& job) { return !job.live && job.state == JobState::Running; }));
    const std::uint64_t batches = upload.snapshot() ? upload.snapshot()->unfinishedBatches : 0;
    m_title->setText(m_waiting ? tr("Closing when everything is committed") : tr("An upload is not finished"));
    QString detail = tr("Files under way: %1. Signed batches not yet in a block: %2.")
                         .arg(m_format.number(files), m_format.number(batches));
    if (upload.snapshot() && upload.snapshot()->paused) {
        detail += u' ' + tr("The uploader is paused: nothing will be committed until you resume it.");
    }
    detail += u' ' + (m_waiting ? tr("You can go on working, or quit at once.")
                                : tr("Nothing is lost if you quit: the queue is on the disk and goes on when you next "
                                     "unlock this ledger here."));
    m_detail->setText(detail);
    m_keep->setText(tr("Keep the queue and quit"));
    m_wait->setText(tr("Wait until committed, then quit"));
    m_stay->setText(m_waiting ? tr("Do not quit") : tr("Cancel"));
    m_wait->setVisible(!m_waiting);
    setAccessibleName(m_title->text());
    setAccessibleDescription(detail);
}

void CloseQuestion::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        stay();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void CloseQuestion::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::fillOf(palette(), Tone::Warn));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme::lineOf(palette()));
}

}  // namespace meterseal::ui
