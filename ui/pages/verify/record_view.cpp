#include "pages/verify/record_view.h"

#include "dialogs/evidence_dialog.h"
#include "meterseal/record/canonical_json.h"
#include "pages/verify/finding_view.h"
#include "pages/verify/framed.h"
#include "pages/verify/verdict_panel.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/labels.h"

#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

namespace meterseal::ui {

namespace {
constexpr int kFormWidth = 360;
constexpr int kJsonLines = 4;
}  // namespace

RecordView::RecordView(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_form(new QFormLayout),
      m_mn(new QLineEdit),
      m_code(new QLineEdit),
      m_value(new QLineEdit),
      m_time(new QLineEdit),
      m_tx(new QLineEdit),
      m_index(new QLineEdit),
      m_labels{},
      m_json(new QPlainTextEdit),
      m_jsonLabel(new QLabel),
      m_fault(new QLabel),
      m_claimTitle(new ScaledLabel(ScaledLabel::Kind::Muted)),
      m_check(new QPushButton),
      m_banner(new Banner(this)),
      m_verdict(new VerdictPanel(this)),
      m_finding(new FindingView(context, FindingView::Of::Record, this))
{
    onChange(this, {QEvent::PaletteChange}, [this] { refresh(); });
    onChange(this, {QEvent::FontChange}, [this] {
        m_json->setFont(theme::monoFont(font()));
        m_json->setFixedHeight(fontMetrics().lineSpacing() * kJsonLines + theme::kMargin);
    });
    setObjectName(QStringLiteral("recordView"));
    buildForm();
    m_json->setObjectName(QStringLiteral("recordJson"));
    m_json->setTabChangesFocus(true);
    m_json->setFont(theme::monoFont(font()));
    m_json->setFixedHeight(fontMetrics().lineSpacing() * kJsonLines + theme::kMargin);
    m_jsonLabel->setBuddy(m_json);
    m_fault->setObjectName(QStringLiteral("recordFault"));
    m_fault->setWordWrap(true);
    m_fault->setTextFormat(Qt::PlainText);
    m_claimTitle->setWordWrap(true);
    m_check->setObjectName(QStringLiteral("verifyRecord"));
    m_check->setIcon(icon(QStringLiteral("verify")));
    theme::setRole(m_check, theme::Role::Primary);
    m_banner->setObjectName(QStringLiteral("recordBanner"));
    m_form->setVerticalSpacing(theme::kGap);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    buildLayout();
    m_verdict->hide();
    connect(m_json, &QPlainTextEdit::textChanged, this, &RecordView::takeJson);
    connect(m_check, &QPushButton::clicked, this, &RecordView::check);
    connect(m_finding, &FindingView::evidenceWanted, this, [this](const Finding& finding) {
        (new EvidenceDialog(m_context, {{}, {}, finding.record, {}, {}, {}}, this))->open();
    });
    onWords(this, context.format, [this] { retranslate(); });
    retranslate();
}

void RecordView::buildForm()
{
    const std::array<std::pair<QLineEdit*, const char*>, 6> fields = {{{m_mn, "recordMeter"},
                                                                       {m_code, "recordCode"},
                                                                       {m_value, "recordValue"},
                                                                       {m_time, "recordTime"},
                                                                       {m_tx, "claimTransaction"},
                                                                       {m_index, "claimIndex"}}};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& [field, name] = fields[i];
        field->setObjectName(QString::fromLatin1(name));
        m_labels[i] = new QLabel;
        m_labels[i]->setBuddy(field);
        if (field == m_tx) {
            m_form->addRow(m_claimTitle);
        }
        m_form->addRow(m_labels[i], field);
        connect(field, &QLineEdit::textChanged, this, &RecordView::refresh);
        connect(field, &QLineEdit::returnPressed, m_check, &QPushButton::click);
        if (field != m_tx && field != m_index) {
            // The fields count; text that says otherwise must not stand beside them.
            connect(field, &QLineEdit::textEdited, m_json, &QPlainTextEdit::clear);
        }
    }
    m_index->setValidator(new QIntValidator(0, static_cast<int>(kMaxLeavesPerBatch) - 1, m_index));
}

void RecordView::buildLayout()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(theme::kMargin, theme::kMargin, theme::kMargin, theme::kMargin);
    column->setSpacing(theme::kGap);
    column->addWidget(m_jsonLabel);
    column->addWidget(m_json);
    column->addLayout(m_form);
    column->addWidget(m_fault);
    column->addWidget(m_check, 0, Qt::AlignLeft);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("recordScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    auto* left = framed(scroll, this);
    left->setMinimumWidth(kFormWidth);
    auto* right = new QVBoxLayout;
    right->setSpacing(theme::kGap);
    right->addWidget(m_banner);
    right->addWidget(m_verdict);
    right->addWidget(framed(m_finding, this), 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kGap);
    layout->addWidget(left, 2);
    layout->addLayout(right, 3);
}

void RecordView::setRecord(const HealthRecord& record)
{
    m_mn->setText(text(record.mn));
    m_code->setText(text(record.alarmCode));
    m_value->setText(text(formatNumber(record.value)));
    m_time->setText(Format::isoTime(record.alarmTime));
}

// The reason of the first field that is wrong; where none was touched yet, nobody is told off.
Result<HealthRecord> RecordView::record() const
{
    HealthRecord made;
    made.mn = m_mn->text().trimmed().toStdString();
    made.alarmCode = m_code->text().trimmed().toStdString();
    const auto value = parseNumber(m_value->text().trimmed().toStdString(), "value");
    if (!value) {
        // To whoever fills in a field, what is no number is no matter of JSON.
        const bool noNumber = value.error().reason == "json.syntax";
        return makeError(value.error().code, noNumber ? "record.value" : value.error().reason, value.error().message);
    }
    made.value = *value;
    MS_ASSIGN(made.alarmTime, parseTimestamp(m_time->text().trimmed().toStdString(), "time"));
    MS_TRY(checkRecord(made));
    return made;
}

Result<std::optional<Claim>> RecordView::claim() const
{
    const QString tx = m_tx->text().trimmed();
    if (tx.isEmpty() && m_index->text().isEmpty()) {
        return std::optional<Claim>();
    }
    Claim made;
    MS_ASSIGN(made.tx, Hash256::fromHex(tx.toLower().toStdString(), "transaction"));
    if (!m_index->text().isEmpty()) {
        made.leafIndex = m_index->text().toUInt();
    }
    return std::optional(made);
}

void RecordView::takeJson()
{
    if (const auto pasted = parseRecord(m_json->toPlainText().trimmed().toStdString()); pasted.ok()) {
        setRecord(*pasted);
    }
    refresh();
}

void RecordView::check()
{
    const auto wanted = record();
    const auto claimed = claim();
    if (!wanted || !claimed) {
        return;
    }
    m_banner->clear();
    m_verdict->hide();
    m_finding->clear();
    m_result.reset();
    m_checking = m_context.session.ledger()->query(
        this, LedgerBridge::Lane::Background,
        [record = *wanted, claim = *claimed](LedgerReader& reader) {
            return Verifier(reader).verifyRecord(record, claim);
        },
        [this](Result<Finding> finding) {
            refresh();
            if (!finding) {
                m_banner->showError(finding.error());
                return;
            }
            m_result = *finding;
            m_verdict->setWords(wordsOf(*finding));
            m_verdict->show();
            m_finding->showFinding(FindingRow::of(*finding));
            m_context.session.record({"verify.record",
                                      {},
                                      {{"mn", finding->mn}},
                                      {{"verdict", finding->verdict == Verdict::Intact ? "intact" : "not-intact"}}});
        });
    refresh();
}

void RecordView::refresh()
{
    const auto wanted = record();
    const auto claimed = claim();
    const QString json = m_json->toPlainText().trimmed();
    const bool untouched =
        m_mn->text().isEmpty() && m_code->text().isEmpty() && m_value->text().isEmpty() && m_time->text().isEmpty();
    QString fault;
    std::string particulars;
    const Status pasted = json.isEmpty() ? Status() : parseRecord(json.toStdString()).status();
    if (!pasted) {
        fault = reasonWithNext(pasted.error().reason, pasted.error().message);
        particulars = pasted.error().message;
    } else if (!untouched && !wanted) {
        fault = reasonWithNext(wanted.error().reason, wanted.error().message);
        particulars = wanted.error().message;
    } else if (!claimed) {
        fault = reasonWithNext(claimed.error().reason, claimed.error().message);
        particulars = claimed.error().message;
    }
    m_fault->setText(fault);
    m_fault->setToolTip(originalText(particulars));
    m_fault->setVisible(!fault.isEmpty());
    theme::tint(m_fault, Tone::Bad);
    m_check->setEnabled(pasted.ok() && wanted.ok() && claimed.ok() && !m_checking.running());
}

void RecordView::retranslate()
{
    const std::array<QString, 6> names = {tr("Meter"),      tr("Alarm code"),  tr("Value"),
                                          tr("Time (UTC)"), tr("Transaction"), tr("Leaf, from 0")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_labels[i]->setText(names[i]);
    }
    m_time->setPlaceholderText(QStringLiteral("2026-11-22T08:00:00.000Z"));
    m_jsonLabel->setText(tr("Paste a record as JSON, or fill in its fields"));
    m_json->setPlaceholderText(QStringLiteral("{\"alarmCode\":…,\"alarmTime\":…,\"mn\":…,\"value\":…}"));
    m_claimTitle->setText(tr("Where a receipt says it stands (may be left empty)"));
    m_check->setText(tr("Verify this record"));
    findChild<QScrollArea*>(QStringLiteral("recordScroll"))->setAccessibleName(tr("The record"));
    if (m_result) {
        m_verdict->setWords(wordsOf(*m_result));
    }
    refresh();
}

}  // namespace meterseal::ui
