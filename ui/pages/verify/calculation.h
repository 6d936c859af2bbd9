// Calculation: everything that leads from one record to the sealed block that anchors it, read from the ledger, and the
// same as text: a shell script of printf, xxd, sha256sum and openssl that does every step again and says where it
// agrees, followed by the same steps with meterseal-cli. It needs no ledger: all bytes are in it. What a machine has no
// program for is "not checked", never wrong. Exit status: 0 all steps agree; 1 one does not; 3 none disagrees, but a
// hash or a signature could not be checked (meterseal-cli only does again what was done before, and may be missing).
//
// Thread-safety: readCalculation() runs on a worker; calculationText() belongs to the event loop (it is translated).
#pragma once

#include "meterseal/upload/uploader.h"
#include "meterseal/verify/changed_field.h"
#include "meterseal/verify/verifier.h"

#include <QString>

namespace meterseal::ui {

struct Calculation {
    Finding finding;
    std::optional<ChangedField> changed;  // ALTERED, where it can be told

    // Of the transaction the finding names; absent where it names none.
    struct Anchor {
        Bytes wire;
        Transaction tx;
        ConvertBody batch;
        TxProof log;                     // at the transaction's own block
        std::vector<Hash256> inclusion;  // of the finding's leaf, from the leaf up; empty without a leaf index
        Genesis genesis;                 // of the ledger
    };
    std::optional<Anchor> anchor;
};

// `journal`: the workspace's, for the alarm codes anchored from here; it need not be there.
Result<Calculation> readCalculation(LedgerReader& reader, const std::filesystem::path& journal, const Finding& finding,
                                    std::stop_token stop);
QString calculationText(const Calculation& calculation);

}  // namespace meterseal::ui
