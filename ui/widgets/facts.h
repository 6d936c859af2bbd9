// Facts: names beside values, as a form that is read, not filled in. Names are translated by the caller, which clears
// and fills it again when the language changes.
#pragma once

#include "widgets/labels.h"

#include <QWidget>

class QFormLayout;

namespace meterseal::ui {

class Facts : public QWidget {
    Q_OBJECT
public:
    // Hashes whole, or short where the room is narrow.
    explicit Facts(HashLabel::Shown hashes = HashLabel::Shown::Whole, QWidget* parent = nullptr);
    void clear();
    void add(const QString& name, const QString& value, const QString& toolTip = {});
    // `place`, where given, makes it a link.
    void addHash(const QString& name, const QString& value, const QString& place = {});
    void addLink(const QString& name, const QString& value, const QString& place);
    void addTone(const QString& name, Tone tone, const QString& value);

signals:
    void linkActivated(const QString& place);

private:
    void addRow(const QString& name, QWidget* value);

    HashLabel::Shown m_hashes;
    QFormLayout* m_form;
};

}  // namespace meterseal::ui
