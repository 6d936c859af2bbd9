// A SQLite file system that fails on request: a shim over the default one that makes the n-th write, sync or truncate
// from now on, or every one from the n-th, end with the code asked for. What fails is not carried out.
//
// Registered under its name for its own life; every connection that uses it must be closed before it goes.
// Thread-safety: connections on any thread; failAt() and heal() from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <sqlite3.h>
#include <string>

namespace meterseal::test {

class FaultVfs {
public:
    enum class Operation { Write, Sync, Truncate };

    explicit FaultVfs(std::string name);
    ~FaultVfs();
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;

    const std::string& name() const { return m_name; }
    // n counts from 1. code: SQLITE_FULL, SQLITE_IOERR, ...
    void failAt(Operation operation, std::uint64_t n, int code, bool everyOneFromThere);
    void heal();
    // How many operations failed since the last failAt().
    std::uint64_t failures() const;

    // For the shim's own functions: SQLITE_OK, or the code to fail with.
    int next(Operation operation);
    sqlite3_vfs* real() const { return m_real; }

private:
    const std::string m_name;
    sqlite3_vfs* m_real;
    sqlite3_vfs m_vfs;

    mutable std::mutex m_mutex;
    Operation m_operation = Operation::Write;
    std::uint64_t m_left = 0;  // operations until the fault; 0: none
    int m_code = SQLITE_OK;
    bool m_onwards = false;
    std::uint64_t m_failures = 0;
};

}  // namespace meterseal::test
