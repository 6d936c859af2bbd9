// Names the calling thread as the operating system shows it (at most 15 characters). All names are listed in
// core/README.md.
#pragma once

#include <pthread.h>

namespace meterseal {

inline void nameThread(const char* name)
{
    pthread_setname_np(pthread_self(), name);
}

}  // namespace meterseal
