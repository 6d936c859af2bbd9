// Bundles that somebody tampered with, made from the genuine ones of evidence_world.h, each with the first step that
// must fail and the verdict that must come out. tests/vectors/evidence/v1 holds them frozen.
#pragma once

#include "support/evidence_world.h"

#include <string>
#include <vector>

namespace meterseal::test {

struct CorpusCase {
    std::string name;  // of the file, without ".mseal.zip"
    Bytes bytes;
    int step = 0;           // that fails first, else that is open first; 0: none
    std::string verdict;    // "holds", "amber", "altered", "refused"
    std::string sheet;      // a checkpoint that the inspector kept; empty: none
    bool confirmed = true;  // the inspector knows the ledger's fingerprint
};

std::vector<CorpusCase> evidenceCorpus(EvidenceWorld& world);

}  // namespace meterseal::test
