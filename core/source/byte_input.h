// Raw bytes of a file or of memory, read front to back.
//
// Thread-safety: one thread per input.
#pragma once

#include "meterseal/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace meterseal::source {

class ByteInput {
public:
    virtual ~ByteInput() = default;
    // Up to `max` bytes; 0 at the end.
    virtual Result<std::size_t> read(char* to, std::size_t max) = 0;
    virtual std::uint64_t bytesRead() const = 0;
    virtual std::uint64_t bytesTotal() const = 0;
};

// reason: source.not-found, source.io
Result<std::unique_ptr<ByteInput>> openFile(const std::filesystem::path& file);
// Borrows `bytes`.
std::unique_ptr<ByteInput> memoryInput(std::string_view bytes);

// The most that is unpacked from one file, be it read as a stream or copied.
inline constexpr std::uint64_t kMaxUnpackedBytes = 64ull << 30;
// Gives `head` first and then what is left of `rest`, from which it was taken.
std::unique_ptr<ByteInput> withHead(std::string head, std::unique_ptr<ByteInput> rest);
// Reads until `to` has `size` bytes more, or the end.
Status readUpTo(ByteInput& bytes, std::size_t size, std::string& to);

}  // namespace meterseal::source
