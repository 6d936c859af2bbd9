#include "pages/verify/finding_view.h"

#include "format/error_text.h"
#include "format/texts.h"
#include "meterseal/record/canonical_json.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/facts.h"
#include "widgets/labels.h"
#include "widgets/merkle_tree_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {

enum Tab { kDetails, kTree, kCalculation };

QWidget* pageOf(std::initializer_list<QWidget*> widgets, QWidget* stretched)
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::kGap, theme::kGap, theme::kGap, theme::kGap);
    layout->setSpacing(theme::kGap);
    for (QWidget* widget : widgets) {
        layout->addWidget(widget, widget == stretched ? 1 : 0);
    }
    if (stretched == nullptr) {
        layout->addStretch();
    }
    return page;
}

}  // namespace

FindingView::FindingView(const PageContext& context, Of of, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_of(of),
      m_empty(new EmptyState(this)),
      m_tabs(new QTabWidget(this)),
      m_banner(new Banner),
      m_facts(new Facts(HashLabel::Shown::Short)),
      m_open(new QPushButton),
      m_evidence(new QPushButton),
      m_copy(new QPushButton),
      m_noTree(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_how(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_tree(new MerkleTreePanel(context.format)),
      m_text(new QPlainTextEdit)
{
    onChange(this, {QEvent::FontChange}, [this] { m_text->setFont(theme::monoFont(font())); });
    setObjectName(QStringLiteral("findingView"));
    m_tabs->setObjectName(QStringLiteral("findingTabs"));
    m_facts->setObjectName(QStringLiteral("findingFacts"));
    m_open->setObjectName(QStringLiteral("openTransaction"));
    m_copy->setObjectName(QStringLiteral("copyCalculation"));
    m_text->setObjectName(QStringLiteral("calculation"));
    m_banner->setClosable(false);
    m_evidence->setObjectName(QStringLiteral("evidenceOfFinding"));
    m_evidence->setIcon(icon(QStringLiteral("evidence")));
    m_open->setIcon(icon(QStringLiteral("jump")));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_noTree->setWordWrap(true);
    m_how->setWordWrap(true);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(theme::monoFont(font()));
    buildTabs();
    connect(m_facts, &Facts::linkActivated, &context.navigator, &Navigator::go);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_row) {
            m_context.navigator.go(placeOf(m_row->finding));
        }
    });
    connect(m_evidence, &QPushButton::clicked, this, [this] {
        if (m_row) {
            emit evidenceWanted(m_row->finding);
        }
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_banner, &Banner::actionTriggered, this, &FindingView::read);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void FindingView::buildTabs()
{
    auto* buttons = new QWidget;
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_open);
    row->addWidget(m_evidence);
    row->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("findingScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(pageOf({m_banner, m_facts, buttons}, nullptr));
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    scroll->widget()->setBackgroundRole(QPalette::Base);
    auto* copying = new QWidget;
    auto* copyRow = new QHBoxLayout(copying);
    copyRow->setContentsMargins(0, 0, 0, 0);
    copyRow->addWidget(m_how, 1);
    copyRow->addWidget(m_copy, 0, Qt::AlignTop);
    m_tabs->addTab(scroll, {});
    m_tabs->addTab(pageOf({m_noTree, m_tree}, m_tree), {});
    m_tabs->addTab(pageOf({copying, m_text}, m_text), {});
    m_tabs->setDocumentMode(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_tabs);
}

void FindingView::showFinding(const FindingRow& row)
{
    m_row = row;
    m_calculation.reset();
    m_banner->clear();
    refresh();
    read();
}

void FindingView::clear()
{
    m_reading.cancel();
    m_row.reset();
    m_calculation.reset();
    refresh();
}

void FindingView::read()
{
    if (!m_row || m_row->unread) {
        m_reading.cancel();
        return;
    }
    m_reading = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Interactive,
        [finding = m_row->finding, journal = m_context.session.workspace()->journalFolder()](LedgerReader& reader,
                                                                                             std::stop_token stop) {
            return readCalculation(reader, journal, finding, std::move(stop));
        },
        [this](Result<Calculation> answer) {
            if (!answer) {
                m_banner->showError(answer.error());
                return;
            }
            m_banner->clear();
            m_calculation = std::move(answer).value();
            refresh();
        });
}

void FindingView::refresh()
{
    m_tabs->setVisible(m_row.has_value());
    m_empty->setVisible(!m_row.has_value());
    if (!m_row) {
        return;
    }
    fillFacts();
    m_open->setVisible(m_row->finding.tx.has_value());
    m_evidence->setVisible(m_row->finding.tx.has_value() && (m_of == Of::List || m_row->finding.record));
    const bool tree = m_calculation && m_calculation->anchor;
    m_tree->setVisible(tree);
    m_noTree->setVisible(!tree);
    m_noTree->setText(m_row->unread        ? tr("This row could not be read as a record, so it has no leaf.")
                      : !m_row->finding.tx ? tr("No batch belongs to this record, so there is no tree to show.")
                      : m_calculation      ? QString()
                                           : tr("The batch is being read…"));
    m_text->setPlainText(m_calculation ? calculationText(*m_calculation) : QString());
    m_tabs->setTabEnabled(kTree, !m_row->unread);
    m_tabs->setTabEnabled(kCalculation, !m_row->unread);
    if (tree) {
        const Finding& finding = m_row->finding;
        MerkleTreeView* const view = m_tree->view();
        if (view->tree().leafCount() == 0 || view->tree().tree().root() != m_calculation->anchor->batch.root) {
            view->setLeaves(m_calculation->anchor->tx.leaves);
        }
        const bool differs =
            finding.leafIndex && (finding.verdict == Verdict::Altered || finding.verdict == Verdict::Missing);
        view->setDiffering(differs ? std::vector{*finding.leafIndex} : std::vector<std::uint32_t>());
        view->chooseLeaf(finding.leafIndex);
    } else {
        m_tree->view()->setLeaves({});
    }
}

void FindingView::fillFacts()
{
    const Format& format = m_context.format;
    const Finding& finding = m_row->finding;
    m_facts->clear();
    m_facts->addTone(tr("Verdict"), categoryTone(m_row->category()), categoryName(m_row->category()));
    m_facts->add(tr("Reason"), reasonText(*m_row), originalText(finding.message));
    if (finding.line > 0) {
        m_facts->add(tr("Line in the file"), format.number(finding.line));
    }
    if (m_row->unread) {
        m_facts->add(tr("Row in the file"), text(*m_row->unread));
        return;
    }
    if (!finding.mn.empty()) {
        m_facts->addLink(tr("Meter"), text(finding.mn), QStringLiteral("meters/") + text(finding.mn));
    }
    if (finding.record) {
        m_facts->add(tr("Alarm code"), text(finding.record->alarmCode));
        m_facts->add(tr("Value"), text(formatNumber(finding.record->value)));
        m_facts->add(tr("Time"), format.time(finding.record->alarmTime), format.timeInFull(finding.record->alarmTime));
    }
    addChange();
    if (finding.expectedLeaf) {
        m_facts->addHash(tr("Anchored leaf"), text(finding.expectedLeaf->hex()));
    }
    if (finding.foundLeaf) {
        m_facts->addHash(tr("Leaf of this record"), text(finding.foundLeaf->hex()));
    }
    if (finding.leafIndex) {
        const QString place = format.number(*finding.leafIndex + 1);
        m_facts->add(tr("Place in the batch"),
                     m_calculation && m_calculation->anchor
                         ? tr("%1 of %2").arg(place, format.number(m_calculation->anchor->tx.leaves.size()))
                         : place);
    }
    if (finding.batchStart && finding.batchEnd) {
        m_facts->add(tr("Batch from"), format.time(*finding.batchStart), format.timeInFull(*finding.batchStart));
        m_facts->add(tr("Batch to"), format.time(*finding.batchEnd), format.timeInFull(*finding.batchEnd));
    }
    if (finding.tx) {
        m_facts->addHash(tr("Transaction"), text(finding.tx->hex()), placeOf(finding));
    }
    if (finding.height) {
        m_facts->addLink(tr("Block"), format.number(*finding.height),
                         QStringLiteral("ledger/block/%1").arg(*finding.height));
    }
    if (finding.anchoredAt) {
        m_facts->add(tr("Anchored at"), format.time(*finding.anchoredAt), format.timeInFull(*finding.anchoredAt));
    }
    m_facts->add(tr("Code"), text(finding.reason));
}

// Only what a recomputed leaf proves.
void FindingView::addChange()
{
    if (m_row->finding.verdict != Verdict::Altered || !m_calculation) {
        return;
    }
    if (!m_calculation->changed) {
        m_facts->add(tr("What changed"),
                     tr("Cannot be told: the ledger holds the anchored record's hash, not the record."));
        return;
    }
    const Format& format = m_context.format;
    const HealthRecord& was = m_calculation->changed->anchored;
    switch (m_calculation->changed->field) {
    case RecordField::AlarmCode:
        m_facts->addTone(tr("What changed"), Tone::Bad, tr("The alarm code: anchored was %1").arg(text(was.alarmCode)));
        break;
    case RecordField::AlarmTime:
        m_facts->addTone(tr("What changed"), Tone::Bad,
                         tr("The time: anchored was %1").arg(format.time(was.alarmTime)));
        break;
    case RecordField::Value:
        m_facts->addTone(tr("What changed"), Tone::Bad,
                         tr("The value: anchored was %1").arg(text(formatNumber(was.value))));
        break;
    }
}

void FindingView::retranslate()
{
    m_tabs->setTabText(kDetails, tr("Details"));
    m_tabs->setTabText(kTree, tr("Merkle tree"));
    m_tabs->setTabText(kCalculation, tr("Calculation"));
    findChild<QScrollArea*>(QStringLiteral("findingScroll"))->setAccessibleName(tr("Details"));
    m_open->setText(tr("Open the transaction"));
    m_evidence->setText(tr("Make evidence…"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy the calculation"));
    m_how->setText(
        tr("A bash script: it does every step again with printf, xxd and sha256sum, then with meterseal-cli."));
    m_text->setAccessibleName(tr("Calculation"));
    m_banner->setAction(tr("Try again"));
    const bool list = m_of == Of::List;
    m_empty->setContent(QStringLiteral("verify"), list ? tr("No finding chosen") : tr("Nothing verified yet"),
                        list ? tr("Choose one to see what was expected and found, its tree and the calculation.")
                             : tr("What was expected and found, the tree and the calculation appear here."));
    refresh();
}

}  // namespace meterseal::ui
