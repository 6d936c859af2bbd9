#include "meterseal/crypto/key_store.h"

#include "crypto/atomic_file.h"
#include "crypto/key_store_content.h"
#include "crypto/key_store_envelope.h"

#include <fmt/format.h>

namespace meterseal::crypto {

namespace {

constexpr std::size_t kEnvelopeRoom = 1024;  // header, tag and checksum take less

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

}  // namespace

struct KeyStore::Impl {
    std::filesystem::path file;    // as the caller named it
    std::filesystem::path target;  // the same without links
    detail::DerivedKey key;
    detail::KeyStoreContent content;
    Bytes checksumOnDisk;  // of the file as this store read or wrote it

    Status save(bool mustBeNew);
};

Status KeyStore::Impl::save(bool mustBeNew)
{
    if (content.serialisedSize() > detail::kMaxKeyStoreSize - kEnvelopeRoom) {
        return makeError(ErrorCode::InvalidArgument, "keystore.too-large",
                         fmt::format("The key store would grow over {} MiB. The file keeps its former content.",
                                     detail::kMaxKeyStoreSize >> 20));
    }
    const Bytes bytes = detail::sealEnvelope(key, content.serialise());
    MS_ASSIGN(const detail::FileDescriptor lock, detail::lockFile(target));
    if (mustBeNew && isThere(target)) {
        return alreadyThere(file);
    }
    MS_ASSIGN(const Bytes found, detail::readFileEnd(target, detail::kChecksumSize));
    if (!found.empty() && found != checksumOnDisk) {
        return makeError(ErrorCode::Conflict, "keystore.changed",
                         fmt::format("Another program saved the key store {} since it was opened here. Its content was "
                                     "kept; open the store again and repeat the change.",
                                     file.string()));
    }
    const Status replaced = detail::replaceFile(target, bytes);
    if (Result<Bytes> now = detail::readFileEnd(target, detail::kChecksumSize); now.ok()) {
        checksumOnDisk = std::move(now).value();
    }
    return replaced;
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
    MS_ASSIGN(detail::DerivedKey key, detail::deriveKey(passphrase, cost, detail::newSalt()));
    auto impl = std::make_unique<Impl>(Impl{file, withoutLinks(file), std::move(key), {}, {}});
    MS_TRY(impl->save(true));
    return KeyStore(std::move(impl));
}

Result<KeyStore> KeyStore::open(const std::filesystem::path& file, const SecretBytes& passphrase)
{
    MS_ASSIGN(const Bytes bytes, detail::readWholeFile(file, detail::kMaxKeyStoreSize));
    MS_ASSIGN(const detail::Envelope envelope, detail::parseEnvelope(bytes));
    MS_ASSIGN(detail::DerivedKey key,
              detail::deriveKey(passphrase, envelope.cost, Bytes(envelope.salt.begin(), envelope.salt.end())));
    MS_ASSIGN(const SecretBytes plain, detail::openEnvelope(envelope, key));
    MS_ASSIGN(detail::KeyStoreContent content, detail::KeyStoreContent::parse(plain.view()));
    const ByteView checksum = ByteView(bytes).last(detail::kChecksumSize);
    return KeyStore(std::make_unique<Impl>(
        Impl{file, withoutLinks(file), std::move(key), std::move(content), Bytes(checksum.begin(), checksum.end())}));
}

const OrganisationKey* KeyStore::organisation(std::string_view id) const
{
    return m_impl->content.organisation(id);
}

const MeterSecret* KeyStore::meterByMn(std::string_view mn) const
{
    return m_impl->content.meterByMn(mn);
}

const MeterSecret* KeyStore::meterByAddress(std::string_view address) const
{
    return m_impl->content.meterByAddress(address);
}

const Ed25519PrivateKey* KeyStore::sealer() const
{
    const auto& sealer = m_impl->content.sealer();
    return sealer ? &*sealer : nullptr;
}

std::vector<std::string> KeyStore::organisationIds() const
{
    return m_impl->content.organisationIds();
}

std::size_t KeyStore::meterCount() const
{
    return m_impl->content.meterCount();
}

void KeyStore::putOrganisation(OrganisationKey key)
{
    m_impl->content.putOrganisation(std::move(key));
}

void KeyStore::putMeter(MeterSecret meter)
{
    m_impl->content.putMeter(std::move(meter));
}

bool KeyStore::removeMeter(std::string_view address)
{
    return m_impl->content.removeMeter(address);
}

void KeyStore::setSealer(Ed25519PrivateKey key)
{
    m_impl->content.setSealer(std::move(key));
}

Status KeyStore::save()
{
    return m_impl->save(false);
}

Status KeyStore::changePassphrase(const SecretBytes& passphrase)
{
    MS_TRY(checkPassphrase(passphrase));
    MS_ASSIGN(detail::DerivedKey fresh, detail::deriveKey(passphrase, m_impl->key.cost, detail::newSalt()));
    const Bytes before = m_impl->checksumOnDisk;
    std::swap(m_impl->key, fresh);
    Status saved = m_impl->save(false);
    if (!saved && m_impl->checksumOnDisk == before) {
        std::swap(m_impl->key, fresh);  // the file still opens with the former passphrase, and so do later saves
    }
    return saved;
}

const std::filesystem::path& KeyStore::file() const
{
    return m_impl->file;
}

}  // namespace meterseal::crypto
