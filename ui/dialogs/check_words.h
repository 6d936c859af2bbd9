// Check words: six words (48 bits) that two people compare over the phone instead of a 44-character address.
//
// Word i is entry SHA256(address text)[i] of a list of 256; the Chinese list stands beside the English one, entry by
// entry, so a slip in one language can be compared with a screen in the other. They catch mix-ups, and make a forged
// address costly; the address itself is what counts. The lists must never change.
#pragma once

#include <QLocale>
#include <QStringList>

#include <string_view>

namespace meterseal::ui {

enum class WordList { English, Chinese };

QStringList checkWords(std::string_view address, WordList list);
QString checkWordsShown(std::string_view address, const QLocale& locale);

}  // namespace meterseal::ui
