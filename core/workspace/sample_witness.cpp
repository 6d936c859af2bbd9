// The insurer's side of the sample. One person holds all keys here; in earnest each party makes its own (network.h).
#include "meterseal/chain/endorsement.h"
#include "meterseal/file/whole_file.h"
#include "meterseal/workspace/following.h"
#include "meterseal/workspace/network.h"
#include "meterseal/workspace/sample.h"

#include <fmt/format.h>
#include <sstream>

namespace meterseal {

namespace fs = std::filesystem;

namespace {

constexpr const char* kInsurer = "insurer";

// The insurer's two keys in a store of their own, as if they had been made there.
Status copyKeys(const crypto::KeyStore& all, const fs::path& folder, const crypto::SecretBytes& passphrase)
{
    const crypto::OrganisationKey* own = all.organisation(kInsurer);
    if (own == nullptr || !own->witness) {
        return makeError(ErrorCode::NotFound, "witness.no-key",
                         "The sample's key store has no witness key of the insurer.");
    }
    MS_ASSIGN(auto keys, crypto::KeyStore::create(folder / "keys.meterseal", passphrase));
    keys.putOrganisation(*own);
    return keys.save();
}

}  // namespace

Result<SampleWitness> cosignSample(const fs::path& folder, const crypto::SecretBytes& passphrase)
{
    MS_ASSIGN(const Workspace sealer, Workspace::open(folder));
    MS_ASSIGN(const crypto::KeyStore allKeys, sealer.openKeys(passphrase));
    SampleWitness done;
    done.folder = folder / kInsurer;
    MS_ASSIGN(const Workspace insurer,
              joinNetwork(done.folder, canonicalGenesis(sealer.genesis()), sealer.fingerprint()));
    MS_TRY(copyKeys(allKeys, done.folder, passphrase));

    // As on a stick.
    MS_ASSIGN(LedgerReader reader, sealer.openReader());
    std::ostringstream blocks;
    MS_TRY(writeBlocks(reader, 1, blocks).status());
    const fs::path file = folder / fmt::format("blocks{}", kBlockFileSuffix);
    MS_TRY(replaceFile(file, blocks.str(), kPrivateMode));
    MS_ASSIGN(const PullReport pulled, followOnce(insurer, file.string()));
    done.blocks = pulled.blocks;
    done.transactions = pulled.transactions;
    done.records = pulled.records;

    MS_ASSIGN(const crypto::KeyStore keys, insurer.openKeys(passphrase));
    MS_TRY(Witness::begin(insurer.folder(), insurer.genesis(), kInsurer, *keys.organisation(kInsurer)->witness));
    MS_ASSIGN(const auto cosigned, cosignOnce(insurer, keys, kInsurer));
    if (cosigned) {
        MS_ASSIGN(const auto replica, Replica::open(sealer.ledgerFile()));
        MS_TRY(replica->addCosignatures(cosigned->cosigned.note, cosigned->file.string()).status());
    }
    MS_ASSIGN(const LedgerTotals totals, reader.totals());
    MS_ASSIGN(const Endorsements endorsements, endorsementsOf(reader, totals.height));
    done.endorsement = describe(endorsements, now());
    return done;
}

}  // namespace meterseal
