#include "widgets/bar_card.h"

#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/banner.h"
#include "widgets/data_table.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImage>
#include <QSaveFile>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace meterseal::ui {

BarCard::BarCard(const QString& name, Qt::Orientation bars, CountModel* model, QWidget* parent)
    : Card(parent),
      m_model(model),
      m_title(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_value(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_range(new QComboBox(this)),
      m_tableButton(new QToolButton(this)),
      m_picture(new QToolButton(this)),
      m_chart(new BarChart(bars, this)),
      m_table(new DataTable(name + QStringLiteral("Table"), model, this)),
      m_empty(new EmptyState(this)),
      m_told(new Banner(this)),
      m_stack(new QStackedWidget(this))
{
    onLanguage(this, [this] { retranslate(); });
    setObjectName(name);
    buildBar();
    m_chart->setObjectName(QStringLiteral("barChart"));
    m_chart->setNumberText([this](std::uint64_t value) { return m_model->format().number(value); });
    for (QWidget* shown :
         {static_cast<QWidget*>(m_chart), static_cast<QWidget*>(m_table), static_cast<QWidget*>(m_empty)}) {
        m_stack->addWidget(shown);
    }
    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    for (QWidget* control :
         {static_cast<QWidget*>(m_range), static_cast<QWidget*>(m_tableButton), static_cast<QWidget*>(m_picture)}) {
        head->addWidget(control);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kTight);
    layout->addLayout(head);
    layout->addWidget(m_value);
    layout->addWidget(m_told);
    layout->addWidget(m_stack, 1);
    connect(m_chart, &BarChart::currentChanged, this, &BarCard::showValue);
    connect(m_range, &QComboBox::activated, this, &BarCard::rangeChosen);
    connect(m_tableButton, &QToolButton::toggled, this, [this] { refresh(m_known); });
    connect(m_picture, &QToolButton::clicked, this, &BarCard::savePicture);
    retranslate();
}

void BarCard::buildBar()
{
    m_value->setObjectName(QStringLiteral("barValue"));
    m_range->setObjectName(QStringLiteral("barRange"));
    m_range->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_range->hide();
    m_tableButton->setObjectName(QStringLiteral("barTable"));
    m_tableButton->setIcon(icon(QStringLiteral("table")));
    m_tableButton->setCheckable(true);
    m_picture->setObjectName(QStringLiteral("barPicture"));
    m_picture->setIcon(icon(QStringLiteral("export")));
    for (QToolButton* button : {m_tableButton, m_picture}) {
        button->setAutoRaise(true);
    }
}

void BarCard::setTitle(const QString& title)
{
    m_title->setText(title);
    m_chart->setAccessibleName(title);
    m_table->setTitle(title);
}

void BarCard::setRanges(const QStringList& ranges)
{
    const int chosen = std::max(0, m_range->currentIndex());
    m_range->clear();
    m_range->addItems(ranges);
    m_range->setCurrentIndex(chosen);
    m_range->setVisible(!ranges.isEmpty());
}

int BarCard::range() const
{
    return m_range->currentIndex();
}

void BarCard::setRange(int range)
{
    m_range->setCurrentIndex(range);
}

void BarCard::setEmptyText(const QString& iconName, const QString& title, const QString& detail)
{
    m_emptyIcon = iconName;
    m_emptyTitle = title;
    m_emptyDetail = detail;
}

void BarCard::setNote(const QString& note)
{
    m_note = note;
    showValue(m_chart->current());
}

void BarCard::refresh(bool known)
{
    m_known = known;
    std::vector<BarChart::Bar> bars;
    std::uint64_t sum = 0;
    for (const CountRow& row : m_model->rows()) {
        const QString figure = m_model->format().number(row.count);
        bars.push_back({row.name, tr("%1: %2").arg(row.name, figure), figure, row.count});
        sum += row.count;
    }
    m_chart->setBars(std::move(bars));
    const bool nothing = !known || sum == 0;
    m_empty->setContent(known ? m_emptyIcon : QStringLiteral("refresh"), known ? m_emptyTitle : tr("Reading…"),
                        known ? m_emptyDetail : QString());
    m_stack->setCurrentWidget(nothing                      ? static_cast<QWidget*>(m_empty)
                              : m_tableButton->isChecked() ? static_cast<QWidget*>(m_table)
                                                           : static_cast<QWidget*>(m_chart));
    m_picture->setEnabled(!nothing);
    m_tableButton->setEnabled(!nothing);
    showValue(m_chart->current());
}

void BarCard::showValue(int bar)
{
    const auto& bars = m_chart->bars();
    const bool known = bar >= 0 && static_cast<std::size_t>(bar) < bars.size();
    // A blank line keeps the chart where it is.
    m_value->setText(known              ? bars[static_cast<std::size_t>(bar)].spoken
                     : m_note.isEmpty() ? QStringLiteral(" ")
                                        : m_note);
}

void BarCard::savePicture()
{
    auto* dialog = new QFileDialog(this, tr("Save the chart as a picture"));
    dialog->setObjectName(QStringLiteral("barPictureDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Picture, PNG (*.png)")});
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(objectName() + QStringLiteral(".png"));
    connect(dialog, &QFileDialog::fileSelected, this, &BarCard::write);
    dialog->open();
}

void BarCard::write(const QString& file)
{
    if (!m_writer) {
        m_writer = std::make_unique<TaskRunner>("ms-ui-picture");
    }
    // With its title: a picture goes where nobody sees this page.
    QImage picture(size() * devicePixelRatio(), QImage::Format_RGB32);
    picture.setDevicePixelRatio(devicePixelRatio());
    picture.fill(palette().color(QPalette::Base));
    m_title->render(&picture, m_title->geometry().topLeft());
    m_chart->render(&picture, m_stack->geometry().topLeft());
    m_writing = m_writer->run(
        this,
        [picture, file](std::stop_token) -> Status {
            QSaveFile target(file);
            if (!target.open(QIODevice::WriteOnly) || !picture.save(&target, "PNG") || !target.commit()) {
                return makeError(ErrorCode::Io, "export.cannot-write",
                                 "The picture could not be written: " + target.errorString().toStdString() +
                                     ". Nothing was left at its place.");
            }
            return {};
        },
        [this, file](const Status& written) {
            if (written.ok()) {
                m_told->showMessage(Tone::Ok, tr("The picture was saved"), file);
            } else {
                m_told->showError(written.error());
            }
        });
}

void BarCard::retranslate()
{
    const auto label = [](QWidget* control, const QString& words) {
        control->setToolTip(words);
        control->setAccessibleName(words);
    };
    label(m_range, tr("Range of time"));
    label(m_tableButton, tr("Show the numbers as a table, to copy or export them"));
    label(m_picture, tr("Save as a picture, PNG"));
}

}  // namespace meterseal::ui
