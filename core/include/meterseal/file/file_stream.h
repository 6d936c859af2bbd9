// Standard streams over a File, for readers and writers that speak std::istream and std::ostream.
//
// Thread-safety: one thread per object. Ownership: the File is borrowed.
#pragma once

#include "meterseal/file/file.h"

#include <istream>
#include <memory>
#include <ostream>

namespace meterseal {

// A failed write sets badbit; finish() says why.
class FileStream : public std::ostream {
public:
    explicit FileStream(File& file);
    ~FileStream() override;
    // What waits goes to the file. The first Error that happened, else none.
    Status finish();

private:
    class Buffer;
    std::unique_ptr<Buffer> m_buffer;
};

// Front to back from where the file stands. A failed read sets badbit; trouble() says why.
class FileReadStream : public std::istream {
public:
    explicit FileReadStream(File& file);
    ~FileReadStream() override;
    Status trouble() const;

private:
    class Buffer;
    std::unique_ptr<Buffer> m_buffer;
};

}  // namespace meterseal
