// RowWriter: rows of text into a file that appears whole or not at all. CSV as core writes it (BOM, quoting), or JSON
// Lines with every value as text, so that no id loses its zeros.
//
//   create row* finish      ; without finish() nothing is left behind
//
// Thread-safety: one thread at a time; made for a worker.
#pragma once

#include "meterseal/base/result.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace meterseal::ui {

enum class RowFormat { Csv, JsonLines };

class RowWriter {
public:
    // `titles` is the CSV's first row, `ids` are the JSON members. reason: export.cannot-write
    static Result<std::shared_ptr<RowWriter>> create(const std::filesystem::path& file, RowFormat format,
                                                     std::vector<std::string> titles, std::vector<std::string> ids);
    virtual ~RowWriter() = default;
    virtual Status row(std::span<const std::string> cells) = 0;
    // Renames the finished file into place.
    virtual Status finish() = 0;
};

}  // namespace meterseal::ui
