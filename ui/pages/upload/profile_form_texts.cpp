// The form's words, in the current language.
#include "pages/upload/preview_models.h"
#include "pages/upload/profile_form.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>

namespace meterseal::ui {

QString ProfileForm::encodingName(Encoding encoding)
{
    constexpr const char* kNames[] = {"UTF-8", "UTF-16 LE", "UTF-16 BE", "GB18030 / GBK", "Latin-1"};
    return QString::fromLatin1(kNames[static_cast<std::size_t>(encoding)]);
}

void ProfileForm::retranslate()
{
    const auto name = [](QLabel* label, QWidget* field, const QString& text) {
        label->setText(text);
        field->setAccessibleName(text);
    };
    m_fileTitle->setText(tr("File"));
    m_fieldsTitle->setText(tr("Columns"));
    m_timesTitle->setText(tr("Times"));
    m_valuesTitle->setText(tr("Values and codes"));
    name(m_formatLabel, m_format, tr("Format"));
    name(m_encodingLabel, m_encoding, tr("Encoding"));
    name(m_separatorLabel, m_separator, tr("Separator"));
    name(m_skipLabel, m_skip, tr("Lines to skip first"));
    name(m_timeLabel, m_time, tr("Time format"));
    name(m_zoneLabel, m_zone, tr("Time zone"));
    name(m_ambiguousLabel, m_ambiguous, tr("Hour that comes twice"));
    name(m_skippedLabel, m_skipped, tr("Hour that never comes"));
    name(m_decimalLabel, m_decimal, tr("Decimal mark"));
    name(m_thousandsLabel, m_thousands, tr("Thousands mark"));
    name(m_unitLabel, m_unit, tr("Unit"));
    name(m_scaleLabel, m_scale, tr("Multiply by"));
    name(m_codesLabel, m_codes, tr("Alarm codes"));
    retranslateChoices();
    m_time->setToolTip(tr("%Y year, %m month, %d day, %H hour, %M minute, %S second, %f fraction, %z offset; or "
                          "rfc3339, unix, unix-ms"));
    m_zone->lineEdit()->setPlaceholderText(tr("Choose, e.g. Asia/Shanghai"));
    m_unit->setPlaceholderText(tr("L, m3 … (informative)"));
    m_codes->setPlaceholderText(tr("text in the file = code, one a line"));
    const QStringList names = fieldNames();
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        Field& field = m_fields[i];
        const QString shown = names[static_cast<qsizetype>(i)];
        name(field.label, field.column, shown);
        field.constant->setAccessibleName(tr("%1, the same for every row").arg(shown));
        field.constant->setPlaceholderText(tr("the same for every row"));
        if (field.column->count() > 1) {
            field.column->setItemText(0, tr("Choose…"));
            field.column->setItemText(field.column->count() - 1, tr("A constant"));
        }
    }
}

void ProfileForm::retranslateChoices()
{
    m_headerCheck->setText(tr("The first row names the columns"));
    m_format->setItemText(0, tr("Delimited text (CSV)"));
    m_format->setItemText(1, tr("JSON array"));
    m_format->setItemText(2, tr("JSON Lines"));
    m_format->setItemText(3, tr("Workbook (.xlsx, .xls)"));
    m_format->setItemText(4, tr("SQLite database"));
    m_encoding->setItemText(0, tr("Detected: %1").arg(encodingName(m_foundEncoding)));
    const QStringList separators{tr("Detected"), tr("Comma ,"), tr("Semicolon ;"),
                                 tr("Tab"),      tr("Bar |"),   tr("Full-width comma ，")};
    for (int i = 0; i < separators.size(); ++i) {
        m_separator->setItemText(i, separators[i]);
    }
    if (const int found = m_separator->findData(text(m_foundSeparator)); found > 0) {
        m_separator->setItemText(0, tr("Detected: %1").arg(separators.value(found)));
    }
    m_ambiguous->setItemText(0, tr("Reject the row"));
    m_ambiguous->setItemText(1, tr("Take the earlier"));
    m_ambiguous->setItemText(2, tr("Take the later"));
    m_ambiguous->setItemText(3, tr("In the file's order: first, then second"));
    m_skipped->setItemText(0, tr("Reject the row"));
    m_skipped->setItemText(1, tr("Shift forward"));
    m_decimal->setItemText(0, tr("Point ."));
    m_decimal->setItemText(1, tr("Comma ,"));
    const QStringList thousands{tr("None"), tr("Comma ,"), tr("Point ."), tr("Space"), tr("Apostrophe '")};
    for (int i = 0; i < thousands.size(); ++i) {
        m_thousands->setItemText(i, thousands[i]);
    }
}

}  // namespace meterseal::ui
