#include "meterseal/crypto/key_store.h"

#include "crypto/keys/atomic_file.h"
#include "crypto/keys/entry.h"
#include "crypto/keys/envelope.h"
#include "crypto/keys/key_file.h"
#include "crypto/keys/version1.h"
#include "meterseal/base/mutex.h"

#include <fmt/format.h>

namespace meterseal::crypto {

namespace {

using detail::EntryKind;

constexpr std::size_t kDataKeySize = 32;
constexpr std::string_view kSealer = "sealer";

Status checkPassphrase(const SecretBytes& passphrase)
{
    if (passphrase.empty()) {
        return makeError(ErrorCode::InvalidArgument, "keystore.empty-passphrase",
                         "The passphrase is empty, which would leave the keys open to everybody. Choose another.");
    }
    return {};
}

// A link is followed once, so that saving replaces the file and not the link to it.
std::filesystem::path withoutLinks(const std::filesystem::path& file)
{
    std::error_code failed;
    std::filesystem::path target = std::filesystem::weakly_canonical(file, failed);
    return failed ? file : target;
}

Error alreadyThere(const std::filesystem::path& file)
{
    return makeError(
        ErrorCode::Conflict, "keystore.exists",
        fmt::format("There is already something at {}; it was kept. Open it, or choose another place.", file.string()));
}

bool isThere(const std::filesystem::path& file)
{
    std::error_code failed;
    return std::filesystem::symlink_status(file, failed).type() != std::filesystem::file_type::not_found;
}

Result<detail::DerivedKey> keyFor(const detail::Envelope& envelope, const SecretBytes& passphrase)
{
    return detail::deriveKey(passphrase, envelope.cost, Bytes(envelope.salt.begin(), envelope.salt.end()));
}

Error wrongContent()
{
    return makeError(ErrorCode::Damaged, "keystore.damaged",
                     "The key store opens, but its content is not what its format says: a program wrote it wrongly. "
                     "It was not changed; restore it from a copy.");
}

}  // namespace

struct KeyStore::Impl {
    std::filesystem::path file;    // as the caller named it
    std::filesystem::path target;  // the same without links
    ScryptParameters cost;
    Bytes envelope;  // of the data key
    detail::Rows rows;
    // Few, and listed: decrypted at once.
    std::map<std::string, OrganisationKey, std::less<>> organisations;
    std::map<std::string, Ed25519PrivateKey, std::less<>> ed25519s;
    // What lies on disk, to see whether another program saved: the state of this version's store, or the checksum of
    // one of version 1.
    Bytes stateOnDisk;
    Bytes version1Checksum;

    // Decrypted when asked for. Guarded by `mutex`, as is the use of `rows` by const methods.
    mutable Mutex mutex;
    mutable std::map<detail::NameHash, MeterSecret> meters;

    Impl(std::filesystem::path named, const detail::DerivedKey& key, SecretBytes dataKey)
        : file(std::move(named)),
          target(withoutLinks(file)),
          cost(key.cost),
          envelope(detail::sealEnvelope(key, dataKey)),
          rows(std::move(dataKey))
    {}

    Status load(detail::KeyFileContent content);
    Status openListed(const detail::Row& row);
    void takeOver(detail::Version1Content content);
    const MeterSecret* meter(const detail::Row* row) const;
    void putOrganisation(OrganisationKey key);
    void putEd25519(std::string_view name, Ed25519PrivateKey key);
    void putMeter(MeterSecret meter);
    Status save(bool mustBeNew);
    Status write(bool mustBeNew, ByteView state);
};

// ---- Opening ------------------------------------------------------------------------------------------------------

Status KeyStore::Impl::load(detail::KeyFileContent content)
{
    envelope = std::move(content.envelope);
    MS_TRY(rows.load(std::move(content.rows), content.state, envelope));
    stateOnDisk = std::move(content.state);
    Status opened;
    rows.each([&](const detail::Row& row) {
        if (opened.ok() && row.kind != EntryKind::Meter) {
            opened = openListed(row);
        }
    });
    return opened;
}

Status KeyStore::Impl::openListed(const detail::Row& row)
{
    const SecretBytes plain = rows.unseal(row);
    detail::EntryReader reader(plain.view());
    if (row.kind == EntryKind::Organisation) {
        auto organisation = reader.organisation();
        if (organisation && !reader.atEnd()) {
            organisation->witness = reader.ed25519();
        }
        if (organisation && !reader.failed() && reader.atEnd()) {
            std::string id = organisation->id;
            organisations.insert_or_assign(std::move(id), std::move(*organisation));
            return {};
        }
        return wrongContent();
    }
    std::string name = reader.text();
    auto key = reader.ed25519();
    if (!key || !reader.atEnd()) {
        return wrongContent();
    }
    ed25519s.insert_or_assign(std::move(name), std::move(*key));
    return {};
}

void KeyStore::Impl::takeOver(detail::Version1Content content)
{
    for (OrganisationKey& organisation : content.organisations) {
        putOrganisation(std::move(organisation));
    }
    for (MeterSecret& meter : content.meters) {
        putMeter(std::move(meter));
    }
    if (content.sealer) {
        putEd25519(kSealer, std::move(*content.sealer));
    }
}

KeyStore::KeyStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{}
KeyStore::KeyStore(KeyStore&&) noexcept = default;
KeyStore& KeyStore::operator=(KeyStore&&) noexcept = default;
KeyStore::~KeyStore() = default;

Result<KeyStore> KeyStore::create(const std::filesystem::path& file, const SecretBytes& passphrase,
                                  const ScryptParameters& cost)
{
    MS_TRY(checkPassphrase(passphrase));
    MS_TRY(detail::checkCost(cost));
    if (isThere(file)) {
        return alreadyThere(file);  // asked again under the lock; here it saves a second of scrypt
    }
    MS_ASSIGN(const detail::DerivedKey key, detail::deriveKey(passphrase, cost, detail::newSalt()));
    auto impl = std::make_unique<Impl>(file, key, randomBytes(kDataKeySize));
    MS_TRY(impl->save(true));
    return KeyStore(std::move(impl));
}

Result<KeyStore> KeyStore::open(const std::filesystem::path& file, const SecretBytes& passphrase)
{
    auto content = detail::readKeyFile(file);
    if (content.ok()) {
        MS_ASSIGN(const detail::Envelope envelope, detail::parseEnvelope(content->envelope, detail::kVersion));
        MS_ASSIGN(const detail::DerivedKey key, keyFor(envelope, passphrase));
        MS_ASSIGN(SecretBytes dataKey, detail::openEnvelope(envelope, key));
        if (dataKey.size() != kDataKeySize) {
            return wrongContent();
        }
        auto impl = std::make_unique<Impl>(file, key, std::move(dataKey));
        MS_TRY(impl->load(std::move(content).value()));
        return KeyStore(std::move(impl));
    }
    if (content.error().code != ErrorCode::Damaged || !detail::isVersion1(file)) {
        return content.error();
    }
    MS_ASSIGN(const Bytes bytes, detail::readWholeFile(file, detail::kMaxEnvelopeSize));
    MS_ASSIGN(const detail::Envelope envelope, detail::parseEnvelope(bytes, detail::kFirstVersion));
    MS_ASSIGN(const detail::DerivedKey key, keyFor(envelope, passphrase));
    MS_ASSIGN(const SecretBytes plain, detail::openEnvelope(envelope, key));
    MS_ASSIGN(detail::Version1Content old, detail::Version1Content::parse(plain.view()));
    auto impl = std::make_unique<Impl>(file, key, randomBytes(kDataKeySize));
    impl->takeOver(std::move(old));
    const ByteView checksum = ByteView(bytes).last(detail::kChecksumSize);
    impl->version1Checksum.assign(checksum.begin(), checksum.end());
    return KeyStore(std::move(impl));
}

// ---- Reading ------------------------------------------------------------------------------------------------------

const MeterSecret* KeyStore::Impl::meter(const detail::Row* row) const
{
    if (row == nullptr) {
        return nullptr;
    }
    const auto known = meters.find(row->id);
    if (known != meters.end()) {
        return &known->second;
    }
    const SecretBytes plain = rows.unseal(*row);
    auto secret = detail::EntryReader(plain.view()).meter();
    // It was sealed by this program and has not changed since.
    requireSeal(secret.has_value(), "reading a key that this program has stored");
    return &meters.emplace(row->id, std::move(*secret)).first->second;
}

const OrganisationKey* KeyStore::organisation(std::string_view id) const
{
    const auto found = m_impl->organisations.find(id);
    return found == m_impl->organisations.end() ? nullptr : &found->second;
}

const MeterSecret* KeyStore::meterByMn(std::string_view mn) const
{
    const MutexLock lock(m_impl->mutex);
    return m_impl->meter(m_impl->rows.newestOf(m_impl->rows.familyOf(mn)));
}

const MeterSecret* KeyStore::meterByAddress(std::string_view address) const
{
    const MutexLock lock(m_impl->mutex);
    return m_impl->meter(m_impl->rows.find(m_impl->rows.idOf(EntryKind::Meter, address)));
}

const Ed25519PrivateKey* KeyStore::sealer() const
{
    const auto found = m_impl->ed25519s.find(kSealer);
    return found == m_impl->ed25519s.end() ? nullptr : &found->second;
}

std::vector<std::string> KeyStore::organisationIds() const
{
    std::vector<std::string> ids;
    for (const auto& [id, key] : m_impl->organisations) {
        ids.push_back(id);
    }
    return ids;
}

std::size_t KeyStore::meterCount() const
{
    return m_impl->rows.count(EntryKind::Meter);
}

const std::filesystem::path& KeyStore::file() const
{
    return m_impl->file;
}

// ---- Changing -----------------------------------------------------------------------------------------------------

void KeyStore::Impl::putOrganisation(OrganisationKey key)
{
    rows.put(EntryKind::Organisation, rows.idOf(EntryKind::Organisation, key.id), {}, detail::encode(key).view());
    std::string id = key.id;
    organisations.insert_or_assign(std::move(id), std::move(key));
}

void KeyStore::Impl::putEd25519(std::string_view name, Ed25519PrivateKey key)
{
    rows.put(EntryKind::Ed25519, rows.idOf(EntryKind::Ed25519, name), {}, detail::encode(name, key).view());
    ed25519s.insert_or_assign(std::string(name), std::move(key));
}

void KeyStore::Impl::putMeter(MeterSecret meter)
{
    const detail::NameHash id = rows.idOf(EntryKind::Meter, meter.address);
    rows.put(EntryKind::Meter, id, rows.familyOf(meter.mn), detail::encode(meter).view());
    meters.insert_or_assign(id, std::move(meter));
}

void KeyStore::putOrganisation(OrganisationKey key)
{
    const MutexLock lock(m_impl->mutex);
    m_impl->putOrganisation(std::move(key));
}

void KeyStore::putMeter(MeterSecret meter)
{
    const MutexLock lock(m_impl->mutex);
    m_impl->putMeter(std::move(meter));
}

bool KeyStore::removeMeter(std::string_view address)
{
    const MutexLock lock(m_impl->mutex);
    const detail::NameHash id = m_impl->rows.idOf(EntryKind::Meter, address);
    m_impl->meters.erase(id);
    return m_impl->rows.remove(id);
}

void KeyStore::setSealer(Ed25519PrivateKey key)
{
    const MutexLock lock(m_impl->mutex);
    m_impl->putEd25519(kSealer, std::move(key));
}

// ---- Saving -------------------------------------------------------------------------------------------------------

Status KeyStore::Impl::save(bool mustBeNew)
{
    if (rows.bytes() > detail::kMaxRowBytes) {
        return makeError(ErrorCode::InvalidArgument, "keystore.too-large",
                         fmt::format("The key store would grow over {} MiB. The file keeps its former content.",
                                     detail::kMaxRowBytes >> 20));
    }
    MS_ASSIGN(const FileLock lock, detail::lockFile(target));
    if (mustBeNew && isThere(target)) {
        return alreadyThere(file);
    }
    Bytes state = rows.sealState(envelope);
    const Status written = write(mustBeNew, state);
    if (written.ok() || written.error().reason == "keystore.folder-sync") {  // it is in place
        stateOnDisk = std::move(state);
        version1Checksum.clear();
        rows.markSaved();
    }
    return written;
}

Status KeyStore::Impl::write(bool mustBeNew, ByteView state)
{
    if (!mustBeNew && version1Checksum.empty() && isThere(target)) {
        const auto added = rows.added();
        return detail::changeKeyFile(target, {stateOnDisk, envelope, state, rows.removed(), added});
    }
    if (!version1Checksum.empty()) {
        MS_ASSIGN(const Bytes found, detail::readFileEnd(target, detail::kChecksumSize));
        if (!found.empty() && found != version1Checksum) {
            return detail::changedMeanwhile(file);
        }
    }
    detail::KeyFileContent whole{envelope, Bytes(state.begin(), state.end()), {}};
    rows.each([&](const detail::Row& row) { whole.rows.push_back(row); });
    std::sort(whole.rows.begin(), whole.rows.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
    return detail::writeKeyFile(target, whole);
}

Status KeyStore::save()
{
    const MutexLock lock(m_impl->mutex);
    return m_impl->save(false);
}

Status KeyStore::changePassphrase(const SecretBytes& passphrase)
{
    MS_TRY(checkPassphrase(passphrase));
    MS_ASSIGN(const detail::DerivedKey fresh, detail::deriveKey(passphrase, m_impl->cost, detail::newSalt()));
    const MutexLock lock(m_impl->mutex);
    Bytes former = std::exchange(m_impl->envelope, detail::sealEnvelope(fresh, m_impl->rows.dataKey()));
    Status saved = m_impl->save(false);
    if (!saved.ok() && saved.error().reason != "keystore.folder-sync") {
        m_impl->envelope = std::move(former);  // the file still opens with the former passphrase, and so do later saves
    }
    return saved;
}

}  // namespace meterseal::crypto
