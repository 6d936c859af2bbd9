// The pages this program has. A new page adds one line to all_pages.cpp and nothing else outside its folder.
#pragma once

namespace meterseal::ui {

class PageRegistry;
void addAllPages(PageRegistry& registry);

}  // namespace meterseal::ui
