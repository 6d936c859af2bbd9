// The types of the batch log's frames and how a batch is read back: shared by the journal and the look at its damage.
#pragma once

#include "upload/journal.h"

namespace meterseal::upload {

enum BatchFrame : std::uint8_t { kBatch = 1, kReplaced = 2 };

// False where the bytes are not a batch.
bool decodeBatch(ByteView payload, StoredBatch& batch);

}  // namespace meterseal::upload
