// Rows of a ledger file as values: what store, reader and fsck read alike. Rows may be damaged.
#include "ledger/store.h"

#include <algorithm>
#include <fmt/format.h>

namespace meterseal {

Result<MeterEntry> readMeterEntry(const sqlite::Statement& row)
{
    MeterEntry m;
    m.id = static_cast<std::uint32_t>(row.integer(0));
    m.mn = row.text(1);
    m.location = row.text(2);
    m.manufacturer = row.text(3);
    m.address = row.text(4);
    const ByteView key = row.blob(5);
    const auto state = row.integer(6);
    if (key.size() != m.publicKey.bytes.size() || state < 1 || state > static_cast<int>(MeterState::Rejected)) {
        return makeError(ErrorCode::Damaged, "ledger.damaged",
                         fmt::format("Row {} of the meters has a public key or state that cannot be. Run fsck.", m.id));
    }
    std::copy(key.begin(), key.end(), m.publicKey.bytes.begin());
    m.state = static_cast<MeterState>(state);
    m.approvedByUtility = row.integer(7) != 0;
    m.approvedByManufacturer = row.integer(8) != 0;
    MS_ASSIGN(m.tokenHash, row.hash(9));
    m.tokenExpires.ms = row.integer(10);
    MS_ASSIGN(m.registerTx, row.hash(11));
    return m;
}

Result<SealedBlock> readBlock(const sqlite::Statement& row)
{
    SealedBlock block;
    block.headerBytes = row.text(3);
    MS_ASSIGN(block.header, parseBlockHeader(block.headerBytes));
    MS_ASSIGN(block.hash, row.hash(2));
    if (block.header.height != row.unsignedInteger(0) || block.header.time.ms != row.integer(1)) {
        return makeError(ErrorCode::Damaged, "ledger.damaged",
                         fmt::format("The row of block {} does not fit its header. Run fsck to see what else is wrong.",
                                     row.integer(0)));
    }
    return block;
}

Result<SealedBlock> readSealedBlock(const sqlite::Statement& row)
{
    MS_ASSIGN(SealedBlock block, readBlock(row));
    const ByteView seal = row.blob(4);
    block.seal.bytes.assign(seal.begin(), seal.end());
    return block;
}

namespace {

// Precondition: a whole number of keys.
std::vector<crypto::Ed25519PublicKey> splitKeys(ByteView bytes)
{
    std::vector<crypto::Ed25519PublicKey> keys;
    for (; !bytes.empty(); bytes = bytes.subspan(crypto::Ed25519PublicKey{}.size())) {
        auto& key = keys.emplace_back();
        std::copy_n(bytes.begin(), key.size(), key.begin());
    }
    return keys;
}

}  // namespace

Bytes joinKeys(std::span<const crypto::Ed25519PublicKey> keys)
{
    Bytes bytes;
    for (const crypto::Ed25519PublicKey& key : keys) {
        bytes.insert(bytes.end(), key.begin(), key.end());
    }
    return bytes;
}

Result<std::vector<Organisation>> readOrganisations(sqlite::Database& db)
{
    std::vector<Organisation> organisations;
    // A file that may not be changed can be of a version before validators.
    MS_ASSIGN(const auto validators, db.queryInteger("SELECT count(*) FROM pragma_table_info('organisation') "
                                                     "WHERE name IN ('validator_key', 'former_validator_keys')"));
    MS_ASSIGN(auto select, db.prepare(fmt::format(
                               "SELECT id, name, role, public_key, active, former_keys, witness_key, "
                               "former_witness_keys, {} FROM organisation ORDER BY ordinal",
                               validators.value_or(0) == 2 ? "validator_key, former_validator_keys" : "x'', x''")));
    for (;;) {
        MS_ASSIGN(const bool row, select.step());
        if (!row) {
            break;
        }
        Organisation o;
        o.id = select.text(0);
        o.name = select.text(1);
        const ByteView key = select.blob(3);
        ByteView former = select.blob(5);
        const ByteView witness = select.blob(6);
        const ByteView formerWitness = select.blob(7);
        const ByteView validator = select.blob(8);
        const ByteView formerValidator = select.blob(9);
        const auto role = select.integer(2);
        const std::size_t keySize = o.publicKey.bytes.size();
        const std::size_t witnessSize = o.witnessKey.size();
        if (key.size() != keySize || former.size() % keySize != 0 || witness.size() != witnessSize ||
            formerWitness.size() % witnessSize != 0 || formerValidator.size() % witnessSize != 0 ||
            (!validator.empty() && validator.size() != witnessSize) || role < 1 ||
            role > static_cast<int>(Role::Auditor)) {
            return makeError(
                ErrorCode::Damaged, "ledger.damaged",
                fmt::format("The row of organisation {} has a key or role that cannot be. Run fsck.", o.id));
        }
        o.role = static_cast<Role>(role);
        std::copy(key.begin(), key.end(), o.publicKey.bytes.begin());
        for (; !former.empty(); former = former.subspan(keySize)) {
            std::copy_n(former.begin(), keySize, o.formerKeys.emplace_back().bytes.begin());
        }
        std::copy(witness.begin(), witness.end(), o.witnessKey.begin());
        o.formerWitnessKeys = splitKeys(formerWitness);
        if (!validator.empty()) {
            o.validatorKey = splitKeys(validator).front();
        }
        o.formerValidatorKeys = splitKeys(formerValidator);
        o.active = select.integer(4) != 0;
        organisations.push_back(std::move(o));
    }
    return organisations;
}

}  // namespace meterseal
