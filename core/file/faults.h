// The seam for tests: while a FileFaults lives, writes and syncs of File fail as planned, in every thread, and what was
// not synced can be thrown away as a power failure does.
//
//   FileFaults faults({.failWrite = 3});      // the third write is cut in half and says that the disk is full
//   FileFaults faults({.failSync = 1});       // the first sync fails; what it should have kept is thrown away with
//   faults.dropUnsynced();                    //   this, to be called when all writers have stopped
//
// Renames are kept as they are: a file system that loses the order of renames is not imitated.
// Thread-safety: hooks from any thread; one FileFaults at a time, from one thread.
#pragma once

#include "meterseal/base/bytes.h"

#include <filesystem>
#include <string>

namespace meterseal {

struct FaultPlan {
    unsigned failWrite = 0;  // the n-th write from now on, counted from 1; 0: none
    unsigned failSync = 0;
    bool goOn = false;      // every one after it fails too: the disk stays full
    std::string only = {};  // files whose path has this in it; empty: all
};

class FileFaults {
public:
    explicit FileFaults(FaultPlan plan);
    ~FileFaults();
    FileFaults(const FileFaults&) = delete;
    FileFaults& operator=(const FileFaults&) = delete;

    unsigned writes() const;  // that met the seam so far
    unsigned syncs() const;
    // Every file is again what its last sync left, as far as this object saw the writes.
    void dropUnsynced();
};

namespace faults {

// What File asks, cheap while nothing is armed.
bool armed();
// How many bytes of this write come through: `size`, or fewer and the write fails.
std::size_t beforeWrite(int descriptor, const std::filesystem::path& path, std::uint64_t offset, std::size_t size);
void beforeTruncate(int descriptor, const std::filesystem::path& path, std::uint64_t size);
// False: the sync fails.
bool beforeSync(const std::filesystem::path& path);
void afterSync(int descriptor);

}  // namespace faults
}  // namespace meterseal
