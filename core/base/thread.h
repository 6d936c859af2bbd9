// Names the calling thread as the operating system shows it (at most 15 characters). All names are listed in
// core/README.md.
#pragma once

#include <pthread.h>
#include <sys/resource.h>

namespace meterseal {

inline void nameThread(const char* name)
{
    pthread_setname_np(pthread_self(), name);
}

// For work that nobody waits for: the calling thread gives way to those that somebody waits for (on Linux a thread has
// a nice value of its own). Best effort.
inline void runInBackground()
{
    constexpr int kNice = 5;
    [[maybe_unused]] const int done = ::setpriority(PRIO_PROCESS, 0, kNice);
}

}  // namespace meterseal
