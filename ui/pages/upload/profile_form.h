// The mapping profile as a form: how the file is cut into columns, which column is which field, how times and values
// are written. Knows nothing of files; the columns there are come from the preview.
//
// Test names: formatChoice, encodingChoice, separatorChoice, headerCheck, skipRows, mnColumn, mnConstant (and
// alarmCode, alarmTime, value alike), timeFormat, timeZone, ambiguousChoice, skippedChoice, decimalChoice,
// thousandsChoice, unit, scale, alarmCodes.
#pragma once

#include "meterseal/source/preview.h"

#include <QScrollArea>

#include <array>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace meterseal::ui {

class ScaledLabel;

class ProfileForm : public QScrollArea {
    Q_OBJECT
public:
    explicit ProfileForm(QWidget* parent = nullptr);

    // `zoneKnown` false: the zone is left open for the person to choose, because nothing in the file tells it.
    void setProfile(const MappingProfile& profile, bool zoneKnown);
    MappingProfile profile() const;
    // What the file turned out to have; keeps what is chosen where it is still there.
    void setFound(const Preview& preview);
    // For each column of the preview the field it goes to.
    QStringList usedColumns() const;

signals:
    void edited();

private:
    struct Field {
        QLabel* label = nullptr;
        QComboBox* column = nullptr;
        QLineEdit* constant = nullptr;
    };
    enum Source { kOpen = -1, kConstant = -2 };  // beside column numbers from 0

    static QString encodingName(Encoding encoding);
    void buildFile(QFormLayout* form);
    void buildFields(QFormLayout* form);
    void buildTimes(QFormLayout* form);
    void buildValues(QFormLayout* form);
    QComboBox* choice(const char* name, QFormLayout* form, QLabel*& label);
    QLineEdit* line(const char* name, QFormLayout* form, QLabel*& label);
    void fillColumns();
    void selectSource(Field& field, const FieldSource& source);
    FieldSource sourceOf(const Field& field) const;
    void showWhatApplies();
    void changed();
    void retranslate();
    void retranslateChoices();

    MappingProfile m_base;  // what the form does not show: the name
    std::vector<std::string> m_columns;
    std::array<FieldSource, 4> m_wanted;  // until the columns are known
    bool m_header = true;
    bool m_filling = false;
    Encoding m_foundEncoding = Encoding::Utf8;
    std::string m_foundSeparator;

    ScaledLabel *m_fileTitle, *m_fieldsTitle, *m_timesTitle, *m_valuesTitle;
    QLabel *m_formatLabel, *m_encodingLabel, *m_separatorLabel, *m_skipLabel, *m_timeLabel, *m_zoneLabel,
        *m_ambiguousLabel, *m_skippedLabel, *m_decimalLabel, *m_thousandsLabel, *m_unitLabel, *m_scaleLabel,
        *m_codesLabel;
    QComboBox *m_format, *m_encoding, *m_separator, *m_time, *m_zone, *m_ambiguous, *m_skipped, *m_decimal,
        *m_thousands;
    QCheckBox* m_headerCheck;
    QSpinBox* m_skip;
    QLineEdit *m_unit, *m_scale;
    QPlainTextEdit* m_codes;
    std::array<Field, 4> m_fields;
};

}  // namespace meterseal::ui
