#include "widgets/chart_frame.h"

#include "format/texts.h"
#include "theme/follow.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/chart_table.h"
#include "widgets/labels.h"

#include <QBuffer>
#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QFileDialog>
#include <QGraphicsLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLegend>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <cmath>

namespace meterseal::ui {

namespace {

constexpr int kLeastLines = 7;  // of text: what a chart needs for its key, its axis and something between
constexpr int kPictureScale = 2;
constexpr int kTimeColumn = 210;

Status writeWhole(const QString& name, const QByteArray& content)
{
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit()) {
        return {};
    }
    return makeError(ErrorCode::Io, "export.cannot-write",
                     QStringLiteral("%1 could not be written: %2. Nothing was left behind.")
                         .arg(name, file.errorString())
                         .toStdString());
}

QByteArray pngOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

}  // namespace

ChartFrame::ChartFrame(const QString& name, const Format& format, QWidget* parent)
    : QWidget(parent),
      m_format(format),
      m_chart(new QChart),
      m_bar(new QHBoxLayout),
      m_view(new QChartView(m_chart, this)),
      m_titleLabel(new ScaledLabel(ScaledLabel::Kind::Heading, {}, this)),
      m_valueLabel(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_tableButton(new QToolButton(this)),
      m_export(new QToolButton(this)),
      m_numbers(new ChartTable(format, this)),
      m_table(new QTableView(this)),
      m_stack(new QStackedWidget(this))
{
    onLanguage(this, [this] { retranslate(); });
    onChange(this, {QEvent::PaletteChange, QEvent::FontChange}, [this] { restyle(); });
    setObjectName(name);
    m_chart->setMargins(QMargins(0, 0, 0, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    m_chart->setLocalizeNumbers(true);
    m_chart->legend()->setAlignment(Qt::AlignTop);
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    m_chart->legend()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->layout()->setContentsMargins(0, 0, 0, 0);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);  // the table says the same to those without a mouse
    m_view->viewport()->setMouseTracking(true);
    m_view->viewport()->installEventFilter(this);
    m_table->setObjectName(QStringLiteral("chartNumbers"));
    m_table->setModel(m_numbers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    m_table->setTabKeyNavigation(false);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_table);
    // As high as the page gives it room: a chart has no height of its own.
    m_stack->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    buildBar();
    connect(&format, &Format::changed, this, &ChartFrame::redraw);
}

ChartFrame::~ChartFrame() = default;

void ChartFrame::buildBar()
{
    m_valueLabel->setObjectName(QStringLiteral("chartValue"));
    // A long value is cut rather than pushing the page wider.
    m_valueLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_tableButton->setObjectName(QStringLiteral("chartTable"));
    m_export->setObjectName(QStringLiteral("chartExport"));
    m_tableButton->setIcon(icon(QStringLiteral("table")));
    m_export->setIcon(icon(QStringLiteral("export")));
    m_tableButton->setCheckable(true);
    m_bar->addWidget(m_titleLabel);
    m_bar->addStretch(1);
    for (QToolButton* button : {m_tableButton, m_export}) {
        button->setAutoRaise(true);
        m_bar->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_valueLabel);
    layout->addSpacing(theme::kTight);
    layout->addWidget(m_stack, 1);
    connect(m_tableButton, &QToolButton::toggled, this, [this](bool table) {
        m_stack->setCurrentIndex(table ? 1 : 0);
        redraw();
    });
    connect(m_export, &QToolButton::clicked, this, &ChartFrame::showExportMenu);
}

void ChartFrame::setTexts(const QString& title, const QString& unit)
{
    m_title = title;
    m_unit = unit;
    m_titleLabel->setText(heading());
    m_view->setAccessibleName(title);
    m_table->setAccessibleName(title);
    m_table->horizontalHeader()->setAccessibleName(title);
    retranslate();
    redraw();
}

// The unit stands here and not at the axis, where it would take room from the drawing.
QString ChartFrame::heading() const
{
    return m_unit.isEmpty() ? m_title : tr("%1 (%2)").arg(m_title, m_unit);
}

void ChartFrame::redraw()
{
    if (m_stack->currentIndex() == 0) {
        drawChart();
    } else {
        const int columns = m_numbers->columnCount();
        m_numbers->setData(data());
        if (m_numbers->columnCount() != columns) {
            m_table->setColumnWidth(0, m_numbers->index(0, 0).data().toString().size() > 16 ? kTimeColumn : 140);
        }
    }
    m_valueLabel->setText(valueAt(m_mouse));
    m_valueLabel->setToolTip(m_valueLabel->text());
}

QString ChartFrame::figure(double value, const QString& unit) const
{
    if (std::isnan(value)) {
        return texts::unknown();
    }
    const int digits = std::abs(value) >= 100 || value == 0 ? 0 : std::abs(value) >= 10 ? 1 : 2;
    return m_format.locale().toString(value, 'f', digits) + u' ' + unit;
}

QImage ChartFrame::picture() const
{
    const int head = m_titleLabel->fontMetrics().height() + 2 * theme::kGap;
    QImage image(QSize(m_view->width(), m_view->height() + head) * kPictureScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(kPictureScale);
    image.fill(palette().color(QPalette::Base));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_titleLabel->font());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(theme::kGap, 0, m_view->width() - theme::kGap, head), Qt::AlignVCenter, heading());
    m_view->render(&painter, QRectF(0, head, m_view->width(), m_view->height()));
    return image;
}

void ChartFrame::showExportMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("chartExportMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Numbers as CSV…")), &QAction::triggered, this, [this] { askForFile(false); });
    connect(menu->addAction(tr("Picture as PNG…")), &QAction::triggered, this, [this] { askForFile(true); });
    menu->popup(m_export->mapToGlobal(QPoint(0, m_export->height())));
}

void ChartFrame::askForFile(bool picture)
{
    const QString suffix = picture ? QStringLiteral("png") : QStringLiteral("csv");
    auto* dialog = new QFileDialog(this, tr("Export the chart"));
    dialog->setObjectName(QStringLiteral("chartExportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(picture ? tr("Picture, PNG (*.png)") : tr("Numbers, CSV (*.csv)"));
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(objectName() + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, picture](const QString& file) { save(file, picture); });
    dialog->open();
}

void ChartFrame::save(const QString& file, bool picture)
{
    if (!m_writer) {
        m_writer = std::make_unique<TaskRunner>("ms-ui-chart");
    }
    m_saving = m_writer->run(
        this,
        [file, picture, image = picture ? this->picture() : QImage(), numbers = picture ? ChartData() : data()](
            std::stop_token) { return writeWhole(file, picture ? pngOf(image) : csvOf(numbers)); },
        [this, file](const Status& status) {
            if (status.ok()) {
                emit saved(file);
            } else {
                emit saveFailed(status.error());
            }
        });
}

void ChartFrame::restyle()
{
    m_stack->setMinimumHeight(kLeastLines * fontMetrics().height());
    m_table->verticalHeader()->setDefaultSectionSize(theme::rowHeight(fontMetrics()));
    m_chart->setBackgroundBrush(palette().color(QPalette::Base));
    m_chart->legend()->setLabelColor(palette().color(QPalette::WindowText));
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.9);
    m_chart->legend()->setFont(small);
    const QColor text = theme::colourOf(palette(), Tone::Muted);
    for (QAbstractAxis* axis : m_chart->axes()) {
        axis->setLabelsColor(text);
        axis->setLabelsFont(small);
        axis->setGridLineColor(theme::lineOf(palette()));
        axis->setLinePenColor(theme::lineOf(palette()));
    }
}

void ChartFrame::retranslate()
{
    // Several charts on a page: a name that says whose button it is.
    const auto label = [this](QToolButton* button, const QString& words) {
        button->setToolTip(words);
        button->setAccessibleName(m_title.isEmpty() ? words : tr("%1: %2").arg(m_title, words));
    };
    label(m_tableButton, tr("Show the numbers as a table"));
    label(m_export, tr("Export as CSV or PNG"));
}

bool ChartFrame::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view->viewport() && (event->type() == QEvent::MouseMove || event->type() == QEvent::Leave)) {
        m_mouse.reset();
        if (event->type() == QEvent::MouseMove) {
            const QPointF scene = m_view->mapToScene(static_cast<QMouseEvent*>(event)->position().toPoint());
            m_mouse = m_chart->mapFromScene(scene);
        }
        m_valueLabel->setText(valueAt(m_mouse));
    }
    return QWidget::eventFilter(watched, event);
}

void ChartFrame::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    redraw();  // as many points as there are pixels
}

}  // namespace meterseal::ui
