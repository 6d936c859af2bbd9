// CopyRow: one party's file in a comparison: whose it is, which file, and how it is read. A file that cannot be read
// without asking says so and takes a mapping profile.
#pragma once

#include "meterseal/verify/compare.h"
#include "shell/page.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace meterseal::ui {

class CopyRow : public QWidget {
    Q_OBJECT
public:
    CopyRow(const PageContext& context, int number, QWidget* parent);
    void setFile(const QString& file);
    QString file() const { return m_file; }
    bool ready() const { return m_profile.has_value(); }
    Copy copy() const;  // only where ready()

signals:
    void changed();
    void removeAsked();

private:
    void look();
    void askProfile();
    void loadProfileFrom(const QString& file);
    void refresh();
    void retranslate();

    PageContext m_context;
    int m_number;
    QString m_file;
    std::optional<MappingProfile> m_profile;
    std::optional<Error> m_error;
    bool m_asks = false;  // it is not clear how it is to be read
    QLineEdit* m_party;
    QLabel *m_name, *m_state;
    QPushButton* m_load;
    QToolButton* m_remove;
    TaskHandle m_looking;
    TaskRunner m_runner{"ms-ui-copy"};
};

}  // namespace meterseal::ui
