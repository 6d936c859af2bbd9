// The ledger's rules.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"tx.wrong-chain", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction is for another ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Check whether this is the right ledger.")},
    {"tx.hash-differs", QT_TRANSLATE_NOOP("ErrorTexts", "The stored bytes are not those of this transaction"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The ledger file was changed. Keep it as it is for the investigation.")},
    {"tx.signer-missing", QT_TRANSLATE_NOOP("ErrorTexts", "A signature that is needed is missing"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.signer-unexpected", QT_TRANSLATE_NOOP("ErrorTexts", "A key signed that was not asked for"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.signer-twice", QT_TRANSLATE_NOOP("ErrorTexts", "The same key signed twice"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.bad-signature", QT_TRANSLATE_NOOP("ErrorTexts", "A signature does not hold"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The transaction or its signature was changed. Do not rely on it.")},
    {"tx.leaves-unexpected", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction has leaves although it is no batch"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.count-mismatch", QT_TRANSLATE_NOOP("ErrorTexts", "The batch does not hold as many records as its header says"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.root-mismatch", QT_TRANSLATE_NOOP("ErrorTexts", "The Merkle root is not that of the leaves"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The transaction was changed. Do not rely on it.")},
    {"tx.duplicate", QT_TRANSLATE_NOOP("ErrorTexts", "The same transaction is on the ledger already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed; nothing more is needed.")},
    {"tx.signer-order", QT_TRANSLATE_NOOP("ErrorTexts", "The signatures of the registration are in the wrong order"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.signer-unknown", QT_TRANSLATE_NOOP("ErrorTexts", "The signing key belongs to no organisation of this ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Unlock a key store that belongs to this ledger.")},
    {"tx.signer-rotated", QT_TRANSLATE_NOOP("ErrorTexts", "The signing key was replaced by a newer one"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Sign with the newer key.")},
    {"tx.signer-retired", QT_TRANSLATE_NOOP("ErrorTexts", "The signing organisation is retired"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.role", QT_TRANSLATE_NOOP("ErrorTexts", "The signing organisation's role may not do this"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Ask the party whose job it is.")},
    {"tx.mn-in-use", QT_TRANSLATE_NOOP("ErrorTexts", "This meter id is on the ledger already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Check the id; a meter is registered once.")},
    {"tx.address-in-use", QT_TRANSLATE_NOOP("ErrorTexts", "This wallet address is on the ledger already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.key-in-use", QT_TRANSLATE_NOOP("ErrorTexts", "This public key stands, or once stood, for somebody else"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Take another key.")},
    {"tx.register-unknown", QT_TRANSLATE_NOOP("ErrorTexts", "The review names no registration on this ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.review-decided", QT_TRANSLATE_NOOP("ErrorTexts", "This registration is approved or rejected already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.review-twice", QT_TRANSLATE_NOOP("ErrorTexts", "Your side has approved this registration already"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed; the other party's approval is still awaited.")},
    {"tx.meter-unknown", QT_TRANSLATE_NOOP("ErrorTexts", "No such meter is on this ledger"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.mn-mismatch", QT_TRANSLATE_NOOP("ErrorTexts", "The wallet address belongs to another meter"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.foreign-key", QT_TRANSLATE_NOOP("ErrorTexts", "The signing key is not that of the meter"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.not-approved", QT_TRANSLATE_NOOP("ErrorTexts", "The meter is not approved by both parties yet"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Activate it after both have approved.")},
    {"tx.already-active", QT_TRANSLATE_NOOP("ErrorTexts", "The meter has been activated before"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.token-wrong", QT_TRANSLATE_NOOP("ErrorTexts", "The activation token is not the one that was registered"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Check what was typed against the slip.")},
    {"tx.token-expired", QT_TRANSLATE_NOOP("ErrorTexts", "The activation token has expired"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. The meter has to be registered anew.")},
    {"tx.not-active", QT_TRANSLATE_NOOP("ErrorTexts", "The meter is not active"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.suspended", QT_TRANSLATE_NOOP("ErrorTexts", "The meter is suspended"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Resume the meter first.")},
    {"tx.not-suspended", QT_TRANSLATE_NOOP("ErrorTexts", "Only a suspended meter can be resumed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.retired", QT_TRANSLATE_NOOP("ErrorTexts", "The meter is retired, which is final"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.prev-stale", QT_TRANSLATE_NOOP("ErrorTexts", "The batch does not follow the meter's last one"),
     QT_TRANSLATE_NOOP("ErrorTexts", "It is signed again behind the right one.")},
    {"tx.no-majority", QT_TRANSLATE_NOOP("ErrorTexts", "Not more than half of the organisations signed"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.majority-roles", QT_TRANSLATE_NOOP("ErrorTexts", "No utility or no manufacturer is among the signers"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.organisation-exists", QT_TRANSLATE_NOOP("ErrorTexts", "The organisation's id is or was in use"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed. Choose another id.")},
    {"tx.organisation-unknown", QT_TRANSLATE_NOOP("ErrorTexts", "No organisation has this id"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.organisation-retired", QT_TRANSLATE_NOOP("ErrorTexts", "The organisation is retired, which is final"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.organisation-mismatch",
     QT_TRANSLATE_NOOP("ErrorTexts", "The organisation is not the one the ledger has under this id"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.rotate-nothing", QT_TRANSLATE_NOOP("ErrorTexts", "The rotation names the keys that the organisation has"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
    {"tx.last-of-role", QT_TRANSLATE_NOOP("ErrorTexts", "No active utility or no active manufacturer would be left"),
     QT_TRANSLATE_NOOP("ErrorTexts", "Nothing was changed.")},
};

}  // namespace

std::span<const ReasonText> txReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
