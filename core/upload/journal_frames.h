// The types of the journal's frames and how a batch is read back: shared by the journal and the search for a row.
#pragma once

#include "upload/journal.h"

namespace meterseal::upload {

enum BatchFrame : std::uint8_t { kBatch = 1, kReplaced = 2 };
enum PlaceFrame : std::uint8_t { kCommitted = 1, kBatchRejected, kRowRejected, kSkipped, kSubmitted };

// False where the bytes are not a batch.
bool decodeBatch(ByteView payload, StoredBatch& batch);

}  // namespace meterseal::upload
