// What a comparison of copies found, in the chosen language: what describe() and sentences of core say in English, and
// no more. Event loop only.
#pragma once

#include "format/format.h"
#include "meterseal/verify/compare.h"

#include <QStringList>

namespace meterseal::ui {

// "one slip of a digit": by what guess the search found it (verify/original_search.h).
QString kindInWords(std::string_view kind);
QString nameOf(CopyState state);
Tone toneOf(CopyState state);
// "altered · 146.5 · LEAK": what the copy has at the row's place.
QString cellInWords(const CopyCell& cell, const Format& format);
// What the row says: who holds the anchored record; else whether it was found, and by what.
QString sentenceOf(const CompareRow& row, const QStringList& parties, std::uint64_t candidates, const Format& format);
// The anchored record as its hash proves it; empty where nothing does.
QString anchoredInWords(const CompareRow& row, const Format& format);

}  // namespace meterseal::ui
