// What a PDF engine writes of its own accord, made a function of the document: its dates and its id. With the same
// content the bytes are then the same. Pure functions.
#pragma once

#include "meterseal/base/time.h"

#include <QByteArray>
#include <QString>

namespace meterseal::ui::paper {

// XMP metadata of a PDF/A-1b document, ISO 19005-1 section 6.7; what the information dictionary says too.
QByteArray xmpOf(const QString& title, const QString& creator, Timestamp time);
// The information dictionary's date and the trailer's id, and the cross-reference table that follows from it.
QByteArray withFixedTime(QByteArray pdf, Timestamp time);

}  // namespace meterseal::ui::paper
