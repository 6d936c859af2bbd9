#include "shell/page.h"

#include <algorithm>

namespace meterseal::ui {

void PageRegistry::add(std::unique_ptr<IPage> page)
{
    const auto place = std::upper_bound(m_pages.begin(), m_pages.end(), page,
                                        [](const auto& a, const auto& b) { return a->order() < b->order(); });
    m_pages.insert(place, std::move(page));
}

const IPage* PageRegistry::find(const QString& id) const
{
    for (const auto& page : m_pages) {
        if (page->id() == id) {
            return page.get();
        }
    }
    return nullptr;
}

}  // namespace meterseal::ui
