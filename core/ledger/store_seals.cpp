// What is said of a block after it is written: a consortium's seal, and members' cosignatures.
#include "ledger/store.h"

#include <fmt/format.h>

namespace meterseal {

Status LedgerStore::addCosignatures(std::span<const Cosignature> cosignatures)
{
    const Height head = m_head ? m_head->header.height : 0;
    for (const Cosignature& cosignature : cosignatures) {
        if (cosignature.height == 0 || cosignature.height > head) {
            return makeError(ErrorCode::NotFound, "ledger.no-such-block",
                             fmt::format("The ledger has no block {} that {} could have cosigned. No cosignature was "
                                         "kept.",
                                         cosignature.height, cosignature.organisation));
        }
    }
    MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(m_db, "IMMEDIATE"));
    MS_TRY(writeCosignatures(cosignatures));
    return scope.commit();
}

Status LedgerStore::addSeal(Height height, const Seal& seal)
{
    MS_ASSIGN(const auto known,
              m_db.queryInteger(fmt::format("SELECT (SELECT count(*) FROM block WHERE height = {0}) + 2 * (SELECT "
                                            "count(*) FROM seal WHERE height = {0})",
                                            height)));
    if (known != 1) {
        return known == 0 ? makeError(ErrorCode::NotFound, "ledger.no-such-block",
                                      fmt::format("The ledger has no block {} to seal.", height))
                          : makeError(ErrorCode::Conflict, "ledger.sealed",
                                      fmt::format("Block {} carries a seal already. It was kept.", height));
    }
    MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(m_db, "IMMEDIATE"));
    MS_ASSIGN(auto insert, m_db.prepare("INSERT INTO seal(height, bytes) VALUES(?, ?)"));
    MS_TRY(insert.bind(1, height).bind(2, ByteView(seal.bytes)).run());
    MS_TRY(m_db.exec(fmt::format("DELETE FROM meta WHERE key = 'engine.block.{}'", height)));
    MS_TRY(scope.commit());
    if (m_head && m_head->header.height == height) {
        m_head->seal = seal;
    }
    return {};
}

Status LedgerStore::writeMeta(const std::string& key, std::int64_t number)
{
    MS_ASSIGN(auto insert, m_db.prepare("INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET "
                                        "value = excluded.value"));
    return insert.bind(1, key).bind(2, number).run();
}

Result<std::int64_t> LedgerStore::engineHeight()
{
    MS_ASSIGN(const auto found, m_db.queryInteger("SELECT value FROM meta WHERE key = 'engine.height'"));
    return found.value_or(0);
}

Status LedgerStore::setEngineHeight(std::int64_t height)
{
    MS_ASSIGN(auto scope, sqlite::TransactionScope::begin(m_db, "IMMEDIATE"));
    MS_TRY(writeMeta("engine.height", height));
    return scope.commit();
}

Result<std::vector<std::pair<Height, std::int64_t>>> LedgerStore::unsealed()
{
    std::vector<std::pair<Height, std::int64_t>> blocks;
    MS_ASSIGN(auto select, m_db.prepare("SELECT CAST(substr(key, 14) AS INTEGER) AS height, value FROM meta "
                                        "WHERE key LIKE 'engine.block.%' ORDER BY height"));
    for (;;) {
        MS_ASSIGN(const bool row, select.step());
        if (!row) {
            return blocks;
        }
        blocks.emplace_back(select.unsignedInteger(0), select.integer(1));
    }
}

Result<bool> LedgerStore::hasCosignatures()
{
    MS_ASSIGN(const auto found, m_db.queryInteger("SELECT EXISTS (SELECT 1 FROM cosignature)"));
    return found.value_or(0) != 0;
}

}  // namespace meterseal
