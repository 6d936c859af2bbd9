#include "shell/page.h"

#include <algorithm>

namespace meterseal::ui {

const PageEntry* PageRegistry::find(const QString& id) const
{
    const auto found =
        std::find_if(m_pages.begin(), m_pages.end(), [&](const PageEntry& page) { return page.id() == id; });
    return found == m_pages.end() ? nullptr : &*found;
}

}  // namespace meterseal::ui
