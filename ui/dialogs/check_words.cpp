#include "dialogs/check_words.h"

#include "meterseal/crypto/check_words.h"

namespace meterseal::ui {

QStringList checkWords(std::string_view address, WordList list)
{
    const auto coreList = list == WordList::English ? crypto::WordList::English : crypto::WordList::Chinese;
    QStringList words;
    for (const std::string& word : crypto::checkWords(address, coreList)) {
        words << QString::fromStdString(word);
    }
    return words;
}

QString checkWordsShown(std::string_view address, const QLocale& locale)
{
    return locale.language() == QLocale::Chinese ? checkWords(address, WordList::Chinese).join(u' ')
                                                 : checkWords(address, WordList::English).join(u' ');
}

}  // namespace meterseal::ui
