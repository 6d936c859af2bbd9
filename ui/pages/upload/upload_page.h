// Uploading: record files in, with a look at what is made of them first; the jobs and what became of their rows.
#pragma once

#include <memory>

namespace meterseal::ui {

class IPage;
std::unique_ptr<IPage> makeUploadPage();

}  // namespace meterseal::ui
