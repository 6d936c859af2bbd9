// The head of a record file twice: as it stands in the file, and as it will be recorded. Same rows, same order. A row
// that cannot be recorded has its reason in place of the record.
#pragma once

#include "format/format.h"
#include "meterseal/source/preview.h"

#include <QAbstractTableModel>

#include <memory>

namespace meterseal::ui {

using PreviewPtr = std::shared_ptr<const Preview>;

class RawModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    // `used[i]`: the name of the field that column i goes to; empty: none.
    void setPreview(PreviewPtr preview, QStringList used);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    PreviewPtr m_preview;
    QStringList m_used;
};

class ParsedModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { kMeter, kAlarm, kValue, kTime, kColumns };

    explicit ParsedModel(const Format& format, QObject* parent = nullptr);
    void setPreview(PreviewPtr preview);
    bool rejected(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const PreviewRow& row, int column) const;

    const Format& m_format;
    PreviewPtr m_preview;
};

// The names of a record's fields: meter, alarm code, time, value.
QStringList fieldNames();

}  // namespace meterseal::ui
