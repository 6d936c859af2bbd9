#include "support/fault_vfs.h"

#include <new>

namespace meterseal::test {

namespace {

// SQLite allocates szOsFile bytes; the real file lies behind this head.
struct FaultFile {
    sqlite3_file base;
    FaultVfs* owner;

    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

FaultFile* of(sqlite3_file* file)
{
    return reinterpret_cast<FaultFile*>(file);
}

sqlite3_file* real(sqlite3_file* file)
{
    return of(file)->real();
}

const sqlite3_io_methods kMethods = {
    3,
    [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); },
    [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
        return real(f)->pMethods->xRead(real(f), to, size, at);
    },
    [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
        const int code = of(f)->owner->next(FaultVfs::Operation::Write);
        return code != SQLITE_OK ? code : real(f)->pMethods->xWrite(real(f), from, size, at);
    },
    [](sqlite3_file* f, sqlite3_int64 size) {
        const int code = of(f)->owner->next(FaultVfs::Operation::Truncate);
        return code != SQLITE_OK ? code : real(f)->pMethods->xTruncate(real(f), size);
    },
    [](sqlite3_file* f, int flags) {
        const int code = of(f)->owner->next(FaultVfs::Operation::Sync);
        return code != SQLITE_OK ? code : real(f)->pMethods->xSync(real(f), flags);
    },
    [](sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); },
    [](sqlite3_file* f, int lock) { return real(f)->pMethods->xLock(real(f), lock); },
    [](sqlite3_file* f, int lock) { return real(f)->pMethods->xUnlock(real(f), lock); },
    [](sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); },
    [](sqlite3_file* f, int op, void* argument) { return real(f)->pMethods->xFileControl(real(f), op, argument); },
    [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
    [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
    [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
    },
    [](sqlite3_file* f, int offset, int n, int flags) {
        return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
    },
    [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); },
    [](sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); },
    [](sqlite3_file* f, sqlite3_int64 at, int size, void** out) {
        return real(f)->pMethods->xFetch(real(f), at, size, out);
    },
    [](sqlite3_file* f, sqlite3_int64 at, void* page) { return real(f)->pMethods->xUnfetch(real(f), at, page); },
};

int openFile(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* outFlags)
{
    auto* owner = static_cast<FaultVfs*>(vfs->pAppData);
    auto* made = new (file) FaultFile{};
    made->owner = owner;
    const int code = owner->real()->xOpen(owner->real(), name, made->real(), flags, outFlags);
    if (made->real()->pMethods != nullptr) {
        made->base.pMethods = &kMethods;  // SQLite closes what has methods, also after an error
    }
    return code;
}

}  // namespace

FaultVfs::FaultVfs(std::string name) : m_name(std::move(name)), m_real(sqlite3_vfs_find(nullptr)), m_vfs(*m_real)
{
    // Everything but files goes straight to the real one, whose functions look at their own pAppData: none but xOpen
    // uses it.
    m_vfs.zName = m_name.c_str();
    m_vfs.pNext = nullptr;
    m_vfs.szOsFile = static_cast<int>(sizeof(FaultFile)) + m_real->szOsFile;
    m_vfs.pAppData = this;
    m_vfs.xOpen = openFile;
    sqlite3_vfs_register(&m_vfs, 0);
}

FaultVfs::~FaultVfs()
{
    sqlite3_vfs_unregister(&m_vfs);
}

void FaultVfs::failAt(Operation operation, std::uint64_t n, int code, bool everyOneFromThere)
{
    const std::lock_guard lock(m_mutex);
    m_operation = operation;
    m_left = n;
    m_code = code;
    m_onwards = everyOneFromThere;
    m_failures = 0;
}

void FaultVfs::heal()
{
    const std::lock_guard lock(m_mutex);
    m_left = 0;
}

std::uint64_t FaultVfs::failures() const
{
    const std::lock_guard lock(m_mutex);
    return m_failures;
}

int FaultVfs::next(Operation operation)
{
    const std::lock_guard lock(m_mutex);
    if (m_left == 0 || operation != m_operation) {
        return SQLITE_OK;
    }
    if (m_left > 1) {
        --m_left;
        return SQLITE_OK;
    }
    m_left = m_onwards ? 1 : 0;
    ++m_failures;
    return m_code;
}

}  // namespace meterseal::test
