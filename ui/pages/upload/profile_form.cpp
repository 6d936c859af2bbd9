#include "pages/upload/profile_form.h"

#include "meterseal/record/canonical_json.h"
#include "pages/upload/preview_models.h"
#include "theme/follow.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>

namespace meterseal::ui {

namespace {

constexpr int kFormWidth = 310;
constexpr const char* kFieldIds[] = {"mn", "alarmCode", "alarmTime", "value"};
constexpr const char* kTimeFormats[] = {"rfc3339",           "unix",
                                        "unix-ms",           "%Y-%m-%d %H:%M:%S",
                                        "%Y/%m/%d %H:%M:%S", "%d/%m/%Y %H:%M:%S",
                                        "%m/%d/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S",
                                        "%d/%m/%Y %H:%M",    "%m/%d/%Y %H:%M",
                                        "%Y%m%dT%H%M%S%z",   "%Y%m%d%H%M%S"};
constexpr Encoding kEncodings[] = {Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030,
                                   Encoding::Latin1};
constexpr const char* kThousands[] = {"", ",", ".", " ", "'"};

std::array<FieldSource*, 4> sourcesOf(MappingProfile& profile)
{
    return {&profile.mn, &profile.alarmCode, &profile.alarmTime, &profile.value};
}

void selectData(QComboBox* box, const QVariant& data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

}  // namespace

ProfileForm::ProfileForm(QWidget* parent)
    : QScrollArea(parent),
      m_fileTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_fieldsTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_timesTitle(new ScaledLabel(ScaledLabel::Kind::Heading)),
      m_valuesTitle(new ScaledLabel(ScaledLabel::Kind::Heading))
{
    onLanguage(this, [this] { retranslate(); });
    setObjectName(QStringLiteral("profileForm"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, theme::kGap, 0);
    column->setSpacing(theme::kGap);
    const auto section = [column](ScaledLabel* title) {
        auto* form = new QFormLayout;
        form->setContentsMargins(0, 0, 0, theme::kGap);
        form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        form->setRowWrapPolicy(QFormLayout::WrapLongRows);
        form->setVerticalSpacing(theme::kTight);
        column->addWidget(title);
        column->addLayout(form);
        return form;
    };
    buildFields(section(m_fieldsTitle));
    buildTimes(section(m_timesTitle));
    buildValues(section(m_valuesTitle));
    buildFile(section(m_fileTitle));
    column->addStretch();
    setWidget(content);
    setMinimumWidth(kFormWidth);
    viewport()->setBackgroundRole(QPalette::Base);
    content->setBackgroundRole(QPalette::Base);
    retranslate();
}

QComboBox* ProfileForm::choice(const char* name, QFormLayout* form, QLabel*& label)
{
    auto* box = new QComboBox;
    box->setObjectName(QString::fromLatin1(name));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    label = new QLabel;
    label->setBuddy(box);
    form->addRow(label, box);
    connect(box, &QComboBox::activated, this, &ProfileForm::changed);
    return box;
}

QLineEdit* ProfileForm::line(const char* name, QFormLayout* form, QLabel*& label)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(QString::fromLatin1(name));
    label = new QLabel;
    label->setBuddy(edit);
    form->addRow(label, edit);
    connect(edit, &QLineEdit::textEdited, this, &ProfileForm::changed);
    return edit;
}

void ProfileForm::buildFile(QFormLayout* form)
{
    m_format = choice("formatChoice", form, m_formatLabel);
    m_encoding = choice("encodingChoice", form, m_encodingLabel);
    m_separator = choice("separatorChoice", form, m_separatorLabel);
    m_headerCheck = new QCheckBox;
    m_headerCheck->setObjectName(QStringLiteral("headerCheck"));
    form->addRow(QString(), m_headerCheck);
    m_skip = new QSpinBox;
    m_skip->setObjectName(QStringLiteral("skipRows"));
    m_skip->setRange(0, 1000);
    m_skipLabel = new QLabel;
    m_skipLabel->setBuddy(m_skip);
    form->addRow(m_skipLabel, m_skip);
    m_encoding->addItem(QString(), -1);
    for (int i = 0; i < 5; ++i) {
        m_encoding->addItem(encodingName(kEncodings[i]), i);
    }
    for (const char* separator : {"", ",", ";", "\t", "|", "\xef\xbc\x8c"}) {
        m_separator->addItem(QString(), QVariant(QString::fromUtf8(separator)));
    }
    for (int i = 0; i < 5; ++i) {
        m_format->addItem(QString(), i);
    }
    connect(m_headerCheck, &QCheckBox::clicked, this, &ProfileForm::changed);
    connect(m_skip, &QSpinBox::valueChanged, this, &ProfileForm::changed);
}

void ProfileForm::buildFields(QFormLayout* form)
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        Field& field = m_fields[i];
        const QString id = QString::fromLatin1(kFieldIds[i]);
        field.column = choice(qPrintable(id + QStringLiteral("Column")), form, field.label);
        field.constant = new QLineEdit;
        field.constant->setObjectName(id + QStringLiteral("Constant"));
        form->addRow(QString(), field.constant);
        connect(field.constant, &QLineEdit::textEdited, this, &ProfileForm::changed);
    }
}

void ProfileForm::buildTimes(QFormLayout* form)
{
    m_time = choice("timeFormat", form, m_timeLabel);
    m_zone = choice("timeZone", form, m_zoneLabel);
    m_ambiguous = choice("ambiguousChoice", form, m_ambiguousLabel);
    m_skipped = choice("skippedChoice", form, m_skippedLabel);
    m_time->setEditable(true);
    m_zone->setEditable(true);
    for (QComboBox* box : {m_time, m_zone}) {
        box->setInsertPolicy(QComboBox::NoInsert);
        connect(box->lineEdit(), &QLineEdit::textEdited, this, &ProfileForm::changed);
    }
    for (const char* format : kTimeFormats) {
        m_time->addItem(QString::fromLatin1(format));
    }
    m_time->setCompleter(nullptr);
    for (const QByteArray& zone : QTimeZone::availableTimeZoneIds()) {
        m_zone->addItem(QString::fromLatin1(zone));
    }
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    connect(m_zone->completer(), qOverload<const QString&>(&QCompleter::activated), this, [this] { changed(); });
    for (int i = 0; i < 4; ++i) {
        m_ambiguous->addItem(QString(), i);
    }
    for (int i = 0; i < 2; ++i) {
        m_skipped->addItem(QString(), i);
    }
}

void ProfileForm::buildValues(QFormLayout* form)
{
    m_decimal = choice("decimalChoice", form, m_decimalLabel);
    m_thousands = choice("thousandsChoice", form, m_thousandsLabel);
    m_unit = line("unit", form, m_unitLabel);
    m_scale = line("scale", form, m_scaleLabel);
    m_codes = new QPlainTextEdit;
    m_codes->setObjectName(QStringLiteral("alarmCodes"));
    m_codes->setTabChangesFocus(true);
    m_codes->setMaximumHeight(3 * fontMetrics().lineSpacing() + 2 * theme::kGap);
    m_codesLabel = new QLabel;
    m_codesLabel->setBuddy(m_codes);
    form->addRow(m_codesLabel, m_codes);
    for (const char mark : {'.', ','}) {
        m_decimal->addItem(QString(), QVariant(QString(QLatin1Char(mark))));
    }
    for (const char* mark : kThousands) {
        m_thousands->addItem(QString(), QVariant(QString::fromLatin1(mark)));
    }
    connect(m_codes, &QPlainTextEdit::textChanged, this, &ProfileForm::changed);
}

void ProfileForm::setProfile(const MappingProfile& profile, bool zoneKnown)
{
    m_filling = true;
    m_base = profile;
    m_header = profile.header;
    MappingProfile copy = profile;
    const auto sources = sourcesOf(copy);
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        m_wanted[i] = *sources[i];
    }
    selectData(m_format, static_cast<int>(profile.format));
    selectData(m_encoding, profile.encoding ? static_cast<int>(*profile.encoding) : -1);
    const QString separator = text(profile.separator);
    if (m_separator->findData(separator) < 0) {
        m_separator->addItem(separator, QVariant(separator));
    }
    selectData(m_separator, separator);
    m_headerCheck->setChecked(profile.header);
    m_skip->setValue(static_cast<int>(profile.skipRows));
    m_time->setCurrentText(text(profile.timeFormat));
    m_time->lineEdit()->setCursorPosition(0);
    m_zone->setCurrentIndex(-1);
    m_zone->setCurrentText(zoneKnown ? text(profile.timeZone) : QString());
    selectData(m_ambiguous, static_cast<int>(profile.ambiguous));
    selectData(m_skipped, static_cast<int>(profile.skipped));
    selectData(m_decimal, QString(QLatin1Char(profile.decimalMark)));
    const QString thousands = text(profile.thousandsMark);
    if (m_thousands->findData(thousands) < 0) {
        m_thousands->addItem(thousands, QVariant(thousands));
    }
    selectData(m_thousands, thousands);
    m_unit->setText(text(profile.unit));
    m_scale->setText(text(formatNumber(profile.scale)));
    QStringList codes;
    for (const auto& [from, to] : profile.alarmCodes) {
        codes << text(from) + QStringLiteral(" = ") + text(to);
    }
    m_codes->setPlainText(codes.join(u'\n'));
    fillColumns();
    m_filling = false;
    showWhatApplies();
}

MappingProfile ProfileForm::profile() const
{
    MappingProfile profile = m_base;
    profile.format = static_cast<FileFormat>(m_format->currentData().toInt());
    const int encoding = m_encoding->currentData().toInt();
    profile.encoding = encoding < 0 ? std::nullopt : std::optional(kEncodings[encoding]);
    profile.separator = m_separator->currentData().toString().toStdString();
    profile.header = m_headerCheck->isChecked();
    profile.skipRows = static_cast<std::size_t>(m_skip->value());
    const auto sources = sourcesOf(profile);
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        *sources[i] = sourceOf(m_fields[i]);
    }
    if (profile.alarmTime.name != m_base.alarmTime.name || profile.alarmTime.column != m_base.alarmTime.column) {
        profile.timeParts.clear();  // they belong to the column that was there before
    }
    profile.timeFormat = m_time->currentText().trimmed().toStdString();
    profile.timeZone = m_zone->currentText().trimmed().toStdString();
    profile.ambiguous = static_cast<AmbiguousTime>(m_ambiguous->currentData().toInt());
    profile.skipped = static_cast<SkippedTime>(m_skipped->currentData().toInt());
    profile.decimalMark = m_decimal->currentData().toString().at(0).toLatin1();
    profile.thousandsMark = m_thousands->currentData().toString().toStdString();
    profile.unit = m_unit->text().trimmed().toStdString();
    profile.scale = m_scale->text().trimmed().toDouble();  // 0 where it is no number: refused as such
    profile.alarmCodes.clear();
    for (const QString& line : m_codes->toPlainText().split(u'\n')) {
        if (const auto at = line.indexOf(u'='); at > 0) {
            profile.alarmCodes[line.left(at).trimmed().toStdString()] = line.mid(at + 1).trimmed().toStdString();
        }
    }
    return profile;
}

void ProfileForm::setFound(const Preview& preview)
{
    m_foundEncoding = preview.encoding;
    m_foundSeparator = preview.separator;
    const bool header = m_headerCheck->isChecked();
    if (preview.columns != m_columns || header != m_header) {
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            if (m_fields[i].column->currentIndex() > 0) {
                m_wanted[i] = sourceOf(m_fields[i]);
            }
        }
        m_columns = preview.columns;
        m_header = header;
        fillColumns();
    }
    retranslate();
}

// A column by its name where it has one of its own, else by its number.
FieldSource ProfileForm::sourceOf(const Field& field) const
{
    FieldSource source;
    const int chosen = field.column->currentData().toInt();
    if (chosen == kConstant) {
        source.constant = field.constant->text().toStdString();
    } else if (chosen >= 0) {
        const auto at = static_cast<std::size_t>(chosen);
        const bool table = isTable(static_cast<FileFormat>(m_format->currentData().toInt()));
        const bool named = m_headerCheck->isChecked() || !table;
        if (named && std::count(m_columns.begin(), m_columns.end(), m_columns[at]) == 1) {
            source.name = m_columns[at];
        } else {
            source.column = at + 1;
        }
    }
    return source;
}

void ProfileForm::selectSource(Field& field, const FieldSource& source)
{
    int wanted = source.constant ? int(kConstant) : source.column ? static_cast<int>(*source.column) - 1 : int(kOpen);
    if (source.name) {
        const auto at = std::find(m_columns.begin(), m_columns.end(), *source.name);
        wanted = at == m_columns.end() ? int(kOpen) : static_cast<int>(at - m_columns.begin());
    }
    selectData(field.column, wanted);
    if (source.constant) {
        field.constant->setText(text(*source.constant));
    }
}

void ProfileForm::fillColumns()
{
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        Field& field = m_fields[i];
        const QSignalBlocker quiet(field.column);
        field.column->clear();
        field.column->addItem(QString(), int(kOpen));
        for (std::size_t c = 0; c < m_columns.size(); ++c) {
            field.column->addItem(text(m_columns[c]), static_cast<int>(c));
        }
        field.column->addItem(QString(), int(kConstant));
        selectSource(field, m_wanted[i]);
    }
    retranslate();
}

QStringList ProfileForm::usedColumns() const
{
    QStringList used;
    used.resize(static_cast<qsizetype>(m_columns.size()));
    const QStringList names = fieldNames();
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const int column = m_fields[i].column->currentData().toInt();
        if (column >= 0 && column < used.size()) {
            QString& cell = used[column];
            cell = cell.isEmpty() ? names[static_cast<qsizetype>(i)]
                                  : cell + QStringLiteral(", ") + names[static_cast<qsizetype>(i)];
        }
    }
    return used;
}

void ProfileForm::changed()
{
    if (!m_filling) {
        showWhatApplies();
        emit edited();
    }
}

void ProfileForm::showWhatApplies()
{
    const auto format = static_cast<FileFormat>(m_format->currentData().toInt());
    for (QWidget* widget : {static_cast<QWidget*>(m_separator), static_cast<QWidget*>(m_separatorLabel)}) {
        widget->setVisible(format == FileFormat::Delimited);
    }
    for (QWidget* widget :
         {static_cast<QWidget*>(m_headerCheck), static_cast<QWidget*>(m_skip), static_cast<QWidget*>(m_skipLabel)}) {
        widget->setVisible(isTable(format));
    }
    for (Field& field : m_fields) {
        field.constant->setVisible(field.column->currentData().toInt() == kConstant);
    }
    const QString times = m_time->currentText();
    const bool zoned = times.contains(QLatin1String("%z")) || times == QLatin1String("rfc3339") ||
                       times.startsWith(QLatin1String("unix"));
    for (QWidget* widget : {static_cast<QWidget*>(m_zone), static_cast<QWidget*>(m_zoneLabel),
                            static_cast<QWidget*>(m_ambiguous), static_cast<QWidget*>(m_ambiguousLabel),
                            static_cast<QWidget*>(m_skipped), static_cast<QWidget*>(m_skippedLabel)}) {
        widget->setVisible(!zoned);
    }
}

}  // namespace meterseal::ui
