// Reviews: registrations that wait for a decision, and the dossier behind each, field by field.
#pragma once

#include "shell/page.h"

namespace meterseal::ui {

std::unique_ptr<IPage> makeReviewsPage();

}  // namespace meterseal::ui
