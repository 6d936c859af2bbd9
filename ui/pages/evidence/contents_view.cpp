#include "pages/evidence/contents_view.h"

#include "format/error_text.h"
#include "format/evidence_words.h"
#include "format/texts.h"
#include "theme/follow.h"
#include "widgets/data_table.h"
#include "widgets/facts.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

const Column<BundledMember> kMemberColumns[] = {
    {{"member", QT_TRANSLATE_NOOP("Columns", "Member"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 250},
     [](const BundledMember& m, const Format&) { return text(m.name); }},
    {{"bytes", QT_TRANSLATE_NOOP("Columns", "Bytes"), nullptr, Qt::AlignRight | Qt::AlignVCenter, 90},
     [](const BundledMember& m, const Format& f) { return f.number(m.bytes); },
     [](const BundledMember& m) { return QString::number(m.bytes); }},
    {{"sha256", QT_TRANSLATE_NOOP("Columns", "SHA-256"), nullptr, Qt::AlignLeft | Qt::AlignVCenter, 160, true},
     [](const BundledMember& m, const Format&) { return text(m.sha256.hex()); },
     [](const BundledMember& m) { return text(m.sha256.hex()); }},
};

}  // namespace

ContentsView::ContentsView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_fileTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_ledgerTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_limitsTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_limits(new QLabel),
      m_membersTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_file(new Facts(HashLabel::Shown::Short)),
      m_ledger(new Facts(HashLabel::Shown::Short)),
      m_model(new RowsModel<BundledMember>(context.format, kMemberColumns)),
      m_members(new DataTable(QStringLiteral("evidenceMembers"), m_model, this))
{
    m_file->setObjectName(QStringLiteral("evidenceFile"));
    m_ledger->setObjectName(QStringLiteral("evidenceLedger"));
    m_limits->setObjectName(QStringLiteral("evidenceLimits"));
    m_limits->setWordWrap(true);
    m_limits->setTextFormat(Qt::PlainText);
    m_limits->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(theme::kMargin, theme::kCards, theme::kMargin, theme::kCards);
    column->setSpacing(theme::kGap);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_limitsTitle, m_limits, m_fileTitle, m_file, m_ledgerTitle, m_ledger}) {
        column->addWidget(widget);
    }
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(left);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    left->setBackgroundRole(QPalette::Base);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(scroll);
    splitter->addWidget(m_members);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({600, 500});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void ContentsView::setOpened(const std::shared_ptr<const OpenedEvidence>& opened)
{
    m_opened = opened;
    m_model->setRows(opened->members);
    retranslate();
}

void ContentsView::fillFile()
{
    const Format& format = m_context.format;
    const EvidenceReport& report = m_opened->report;
    m_file->clear();
    m_file->add(tr("File"), QString::fromStdString(m_opened->file.filename().string()),
                QString::fromStdString(m_opened->file.string()));
    m_file->add(tr("Size"), tr("%1 bytes").arg(format.number(report.bytes)));
    m_file->addHash(tr("SHA-256"), text(report.sha256.hex()));
    if (!report.claim) {
        return;
    }
    const EvidenceClaim& claim = *report.claim;
    const QString name = text(claim.presenterName.empty() ? claim.presenterOrganisation : claim.presenterName);
    m_file->add(tr("Presented by"), name.isEmpty() ? tr("not said") : name);
    m_file->add(tr("Says the presenter"), claim.text.empty() ? tr("nothing") : text(claim.text));
    QStringList meters;
    for (const std::string& mn : claim.meters) {
        meters << text(mn);
    }
    m_file->add(tr("Meters"),
                meters.size() > 5 ? tr("%1 meters").arg(format.number(static_cast<std::uint64_t>(meters.size())))
                                  : meters.join(QStringLiteral(", ")),
                meters.join(u'\n'));
    m_file->add(tr("Range claimed"), tr("%1 to %2").arg(format.time(claim.from), format.time(claim.to)));
    for (const EvidenceOriginal& original : claim.originals) {
        m_file->add(
            tr("Original file"),
            tr("%1, %2 bytes%3")
                .arg(text(original.name), format.number(original.bytes), original.part ? tr(", in part") : QString()),
            text(original.sha256.hex()));
    }
    m_file->add(tr("Made"), tr("%1 with %2").arg(format.time(claim.time), text(claim.program)));
}

void ContentsView::fillLedger()
{
    const Format& format = m_context.format;
    const EvidenceReport& report = m_opened->report;
    m_ledger->clear();
    if (report.genesis) {
        m_ledger->add(tr("Ledger"), text(report.genesis->chain));
        m_ledger->addHash(tr("Fingerprint"), text(report.fingerprint.hex()));
    }
    if (report.checkpoint) {
        m_ledger->add(tr("Checkpoint"),
                      tr("block %1 of %2, %3 entries")
                          .arg(format.number(report.checkpoint->height), format.time(report.checkpoint->time),
                               format.number(report.checkpoint->logSize)));
        m_ledger->addHash(tr("Block hash"), text(blockHashOf(printBlockHeader(*report.checkpoint)).hex()));
        m_ledger->addHash(tr("Log root"), text(report.checkpoint->logRoot.hex()));
    }
    for (const EvidenceCosigner& cosigner : report.cosigners) {
        const QString name = text(cosigner.name.empty() ? cosigner.organisation : cosigner.name);
        const Timestamp at{static_cast<std::int64_t>(cosigner.seconds) * 1000};
        m_ledger->addTone(tr("Cosigned"), cosigner.counts ? Tone::Ok : Tone::Warn,
                          cosigner.counts ? tr("%1, block %2, %3 by its clock")
                                                .arg(name, format.number(cosigner.height),
                                                     at.inRange() ? format.time(at) : texts::unknown())
                                          : tr("%1: does not count: %2").arg(name, evidence::whyNot(cosigner)));
    }
    for (const EvidenceTimeStamp& stamp : report.timeStamps) {
        const QString by = stamp.authority.empty() ? tr("an unnamed authority") : text(stamp.authority);
        const QString at = stamp.time ? format.time(*stamp.time) : texts::unknown();
        m_ledger->addTone(tr("Time stamp"), stamp.counts ? Tone::Ok : Tone::Warn,
                          stamp.counts ? tr("%1, block %2, %3").arg(by, format.number(stamp.height), at)
                          : stamp.checked
                              ? tr("%1, block %2: does not count: %3")
                                    .arg(by, format.number(stamp.height), reasonSentence(stamp.reason, stamp.why))
                              : tr("%1, block %2, %3: NOT checked, no certificate of the authority was given")
                                    .arg(by, format.number(stamp.height), at));
    }
    for (const BlockHeader& header : report.earlier) {
        m_ledger->add(tr("Earlier checkpoint"),
                      tr("block %1 of %2, %3 entries")
                          .arg(format.number(header.height), format.time(header.time), format.number(header.logSize)));
    }
}

void ContentsView::retranslate()
{
    m_limitsTitle->setText(tr("What this does not show"));
    m_fileTitle->setText(tr("What was handed in"));
    m_ledgerTitle->setText(tr("Ledger and checkpoint"));
    m_members->setTitle(tr("Members of the bundle"));
    m_members->setEmptyText(QStringLiteral("evidence"), tr("No members"), tr("The container could not be read."));
    if (!m_opened) {
        return;
    }
    fillFile();
    fillLedger();
    QStringList lines;
    for (const QString& limit : evidence::limitsOf(m_opened->report, m_context.format)) {
        lines << QStringLiteral("• ") + limit;
    }
    m_limits->setText(lines.join(u'\n'));
}

}  // namespace meterseal::ui
