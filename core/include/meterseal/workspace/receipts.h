// Receipts: for each row of an uploaded file where on the ledger its record stands, so that anybody with a copy of the
// ledger can check the record there (Verifier, Claim{tx, leafIndex}) without searching.
//
// One receipt a line (JSON Lines, or CSV with the same names): ledger (the fingerprint), file, fileSha256, row, tx,
// leafIndex, leaf, height, blockHash, blockTime, firstAnchoredElsewhere. The last is true where the record stood on the
// ledger before this job, or twice in the file: then the receipt names the batch that holds it.
//
// Thread-safety: pure functions of the files; the reader belongs to the calling thread.
#pragma once

#include "meterseal/ledger/reader.h"
#include "meterseal/verify/verifier.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace meterseal {

enum class ReceiptFormat { JsonLines, Csv };

struct Receipt {
    Hash256 ledger;
    std::string file;
    Hash256 fileSha256;
    std::uint64_t row = 0;
    Claim claim;  // with leafIndex
    Hash256 leaf;
    Height height = 0;
    Hash256 blockHash;
    Timestamp blockTime;
    bool elsewhere = false;
};
std::string receiptToJson(const Receipt& receipt);
// reason: receipt.form
Result<Receipt> parseReceipt(std::string_view json);

struct ReceiptSummary {
    std::uint64_t receipts = 0;
    std::uint64_t elsewhere = 0;  // of these, records that this job did not anchor itself
    std::uint64_t rejected = 0;   // rows without one, because they were rejected
    std::uint64_t unplaced = 0;   // anchored before, but their place cannot be told: the file is gone or changed
};

// Writes the receipts of a file job, ascending by row; the file appears whole or not at all. Records that were anchored
// before this job are looked up one by one, which takes longer. reason: upload.*, ledger.*, receipt.io,
// Cancelled/receipt.stopped
Result<ReceiptSummary> writeReceipts(const std::filesystem::path& journal, std::string_view job, LedgerReader& reader,
                                     const std::filesystem::path& target, ReceiptFormat format,
                                     const std::function<void(std::uint64_t done, std::uint64_t total)>& progress = {},
                                     std::stop_token stop = {});

}  // namespace meterseal
