// What the check of a whole ledger finds. Where it is stands beside it.
#include "format/reasons/reasons.h"

#include <QtGlobal>

namespace meterseal::ui {

namespace {

constexpr ReasonText kTexts[] = {
    {"fsck.cancelled", QT_TRANSLATE_NOOP("ErrorTexts", "The check was stopped"),
     QT_TRANSLATE_NOOP("ErrorTexts", "The rest was not checked. Nothing was changed.")},
    {"fsck.pages", QT_TRANSLATE_NOOP("ErrorTexts", "The file itself is damaged"), nullptr},
    {"fsck.unreadable", QT_TRANSLATE_NOOP("ErrorTexts", "This part of the ledger could not be read"), nullptr},
    {"fsck.block-missing", QT_TRANSLATE_NOOP("ErrorTexts", "A block is missing"), nullptr},
    {"fsck.block-header", QT_TRANSLATE_NOOP("ErrorTexts", "The block's header cannot be read"), nullptr},
    {"fsck.block-hash", QT_TRANSLATE_NOOP("ErrorTexts", "The block's hash is not the hash of its header"), nullptr},
    {"fsck.block-chain", QT_TRANSLATE_NOOP("ErrorTexts", "The block belongs to another ledger"), nullptr},
    {"fsck.block-seal", QT_TRANSLATE_NOOP("ErrorTexts", "The block's seal does not hold"), nullptr},
    {"fsck.block-link", QT_TRANSLATE_NOOP("ErrorTexts", "The block does not follow the one before it"), nullptr},
    {"fsck.block-time", QT_TRANSLATE_NOOP("ErrorTexts", "The block is dated before the one before it"), nullptr},
    {"fsck.block-row", QT_TRANSLATE_NOOP("ErrorTexts", "The block's figures are not those of its transactions"),
     nullptr},
    {"fsck.seal-without-block", QT_TRANSLATE_NOOP("ErrorTexts", "There is a seal that belongs to no block"), nullptr},
    {"fsck.cosignature", QT_TRANSLATE_NOOP("ErrorTexts", "A cosignature does not hold"), nullptr},
    {"fsck.log-root", QT_TRANSLATE_NOOP("ErrorTexts", "The transactions do not give the log root that was sealed"),
     nullptr},
    {"fsck.log-node", QT_TRANSLATE_NOOP("ErrorTexts", "A stored hash of the log is not what its transactions give"),
     nullptr},
    {"fsck.rule", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction breaks a rule of the ledger"), nullptr},
    {"fsck.transaction-invalid", QT_TRANSLATE_NOOP("ErrorTexts", "The transaction or its signature does not hold"),
     nullptr},
    {"fsck.transaction-missing", QT_TRANSLATE_NOOP("ErrorTexts", "A transaction is missing"), nullptr},
    {"fsck.transaction-row", QT_TRANSLATE_NOOP("ErrorTexts", "A list shows the transaction otherwise than it is"),
     nullptr},
    {"fsck.transactions-beyond-head",
     QT_TRANSLATE_NOOP("ErrorTexts", "There are transactions after the last sealed block"), nullptr},
    {"fsck.transactions-without-block", QT_TRANSLATE_NOOP("ErrorTexts", "There are transactions that no block holds"),
     nullptr},
    {"fsck.wire-without-row", QT_TRANSLATE_NOOP("ErrorTexts", "There are transactions that no list shows"), nullptr},
    {"fsck.meter-row", QT_TRANSLATE_NOOP("ErrorTexts", "The meter is listed otherwise than its transactions say"),
     nullptr},
    {"fsck.meter-totals", QT_TRANSLATE_NOOP("ErrorTexts", "The meter's totals are not those of its batches"), nullptr},
    {"fsck.organisations",
     QT_TRANSLATE_NOOP("ErrorTexts", "The organisations are listed otherwise than their transactions say"), nullptr},
    {"fsck.activity", QT_TRANSLATE_NOOP("ErrorTexts", "A total per minute or day is not that of its blocks"), nullptr},
    {"fsck.tables-not-checked",
     QT_TRANSLATE_NOOP("ErrorTexts", "This part was not compared, because transactions could not be read"), nullptr},
};

}  // namespace

std::span<const ReasonText> fsckReasons()
{
    return kTexts;
}

}  // namespace meterseal::ui
