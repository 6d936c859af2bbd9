#include "pages/evidence/steps_view.h"

#include "format/error_text.h"
#include "theme/follow.h"
#include "widgets/data_table.h"
#include "widgets/facts.h"
#include "widgets/labels.h"

#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr Qt::Alignment kStepLeft = Qt::AlignLeft | Qt::AlignVCenter;

const Column<EvidenceStep> kStepColumns[] = {
    {{"step", QT_TRANSLATE_NOOP("Columns", "Step"), nullptr, Qt::AlignRight | Qt::AlignVCenter, 50},
     [](const EvidenceStep& s, const Format&) { return QString::number(s.number); }},
    {{"name", QT_TRANSLATE_NOOP("Columns", "What is checked"), nullptr, kStepLeft, 160},
     [](const EvidenceStep& s, const Format&) { return evidence::stepName(s.number); },
     [](const EvidenceStep& s) { return text(s.name); },
     [](const EvidenceStep& s, const Format&) { return evidence::stepPurpose(s.number); }},
    {{"result", QT_TRANSLATE_NOOP("Columns", "Result"), nullptr, kStepLeft, 130},
     [](const EvidenceStep& s, const Format&) { return evidence::nameOf(s.result); },
     [](const EvidenceStep& s) { return text(toString(s.result)); },
     {},
     {},
     [](const EvidenceStep& s) { return evidence::toneOf(s.result); }},
};

}  // namespace

StepsView::StepsView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_model(new RowsModel<EvidenceStep>(context.format, kStepColumns)),
      m_table(new DataTable(QStringLiteral("evidenceSteps"), m_model, this)),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_purpose(new QLabel),
      m_reason(new QLabel),
      m_facts(new Facts)
{
    m_title->setObjectName(QStringLiteral("stepTitle"));
    m_purpose->setObjectName(QStringLiteral("stepPurpose"));
    m_reason->setObjectName(QStringLiteral("stepReason"));
    m_facts->setObjectName(QStringLiteral("stepFacts"));
    for (QLabel* label : {m_purpose, m_reason}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* detail = new QWidget;
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(theme::kMargin, theme::kCards, theme::kMargin, theme::kCards);
    column->setSpacing(theme::kGap);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_title, m_purpose, m_reason, m_facts}) {
        column->addWidget(widget);
    }
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(detail);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    detail->setBackgroundRole(QPalette::Base);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_table);
    splitter->addWidget(scroll);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({460, 640});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_table, &DataTable::currentChanged, this, &StepsView::showStep);
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void StepsView::setReport(const EvidenceReport& report)
{
    const int before = m_table->view()->currentIndex().row();
    const bool same = !m_steps.empty() && report.sha256 == m_bundle;
    m_bundle = report.sha256;
    m_steps = report.steps;
    m_model->setRows(m_steps);
    const EvidenceStep* const trouble = report.firstFailed();
    m_table->view()->selectRow(same && before >= 0 ? before : trouble != nullptr ? trouble->number - 1 : 10);
    showStep();
}

void StepsView::showStep()
{
    const int row = m_table->view()->currentIndex().row();
    if (row < 0 || static_cast<std::size_t>(row) >= m_steps.size()) {
        return;
    }
    const EvidenceStep& step = m_steps[static_cast<std::size_t>(row)];
    m_title->setText(QStringLiteral("%1 · %2").arg(step.number).arg(evidence::stepName(step.number)));
    m_purpose->setText(evidence::stepPurpose(step.number));
    const QString why = evidence::stepReason(step);
    m_reason->setText(why);
    m_reason->setVisible(!why.isEmpty());
    theme::tint(m_reason, evidence::toneOf(step.result));
    m_facts->clear();
    m_facts->addTone(tr("Result"), evidence::toneOf(step.result), evidence::nameOf(step.result));
    if (!step.expected.empty()) {
        m_facts->add(tr("Expected"), originalText(step.expected));
    }
    if (!step.found.empty()) {
        m_facts->add(tr("Found"), originalText(step.found));
    }
    if (!step.reason.empty()) {
        m_facts->add(tr("Code"), text(step.reason));
    }
}

void StepsView::retranslate()
{
    m_table->setTitle(tr("Steps of the verification"));
    m_table->setEmptyText(QStringLiteral("evidence"), tr("Nothing was verified"), {});
    showStep();
}

}  // namespace meterseal::ui
