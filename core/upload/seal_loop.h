// SealLoop: the thread "ms-seal". Seals groups, brings batches to the journal many at a time, and only then hands them
// to the dispatcher; answers its questions about refusals in between.
//
// Thread-safety: run() is the thread; nothing else is called while it runs.
#pragma once

#include "upload/engine.h"

#include <set>

namespace meterseal::upload {

class SealLoop {
public:
    SealLoop(Engine& engine, DoubleBuffer<Group>& groups, std::uint64_t nextBatch);
    void run();

private:
    // What is to be done once the journal is synced.
    struct Sealing {
        JobPtr job;
        SealResult result;
    };
    bool mayGoOn(const Job& job);
    void sealGroup(Group& group);
    void drop(const Group& group);  // its job was cancelled
    void flush();
    void book(Sealing& sealing);
    void answerQuestions();
    bool send(Sealed item, std::size_t bytes);

    Engine& m_engine;
    DoubleBuffer<Group>& m_groups;
    BatchSealer m_sealer;
    std::vector<Sealing> m_unsynced;
    std::size_t m_unsyncedBytes = 0;
    SteadyClock::time_point m_unsyncedSince;  // the first of them
    std::set<const Meter*> m_unclear;         // whose refusal could not be looked into yet; each is asked about again
};

}  // namespace meterseal::upload
