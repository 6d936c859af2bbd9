// Where a replica takes blocks from: a block file, a folder or stick of them, an HTTP address. Nothing a source says is
// believed; see replica.h. Thread-safety: one thread per source.
#pragma once

#include "meterseal/chain/block_file.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace meterseal {

class BlockSource {
public:
    virtual ~BlockSource() = default;

    // Shown to people: a path or an address.
    virtual std::string name() const = 0;

    // Hands over blocks in height order until `take` says false or there are no more: those from `from` on with their
    // transactions, and of those before it, where that is cheap, the newest ones without (they carry cosignatures, and
    // show whether the source tells the same story). `take` may return an Error, which read() then returns.
    // reason: replica.unreachable, replica.timeout, blocks.*
    using Take = std::function<Result<bool>(BlockFrame&& frame, const std::string& origin)>;
    virtual Status read(Height from, const Take& take, const std::stop_token& stop) = 0;
};

// One *.mseal-blocks file, or every one in a folder (not in folders below it), by the height it begins at.
std::unique_ptr<BlockSource> fileSource(std::filesystem::path fileOrFolder);

struct HttpLimits {
    std::chrono::milliseconds connect{10'000};
    std::chrono::milliseconds idle{30'000};    // less than 100 bytes a second for so long
    std::chrono::milliseconds total{600'000};  // of one request
    std::uint64_t bytes = kMaxBlockFileBytes;  // of one answer
    std::string caFile;                        // PEM; empty: the system's certificates
    // Access token of a service (scopes replicate and cosign): sent over TLS and within this machine, never readable
    // through a network. Empty: none.
    std::string token;
};
// http:// or https:// (certificates are verified, redirects are not followed). An address that ends in .mseal-blocks is
// one file; any other is asked again with "?from=H" until there is nothing new.
// reason: replica.address (neither http nor https, or not an address)
Result<std::unique_ptr<BlockSource>> httpSource(const std::string& url, const HttpLimits& limits = {});

// A path or an address.
Result<std::unique_ptr<BlockSource>> openSource(const std::string& pathOrUrl, const HttpLimits& limits = {});

// Gives a cosigned note to the service whose blocks come from `url` (it ends in /v1/replica/blocks): the block's note
// with all cosignatures known there. Nothing where the address is no service's.
// reason: replica.unreachable, replica.timeout
Result<std::optional<std::string>> sendCosignature(const std::string& url, const std::string& note,
                                                   const HttpLimits& limits = {});

}  // namespace meterseal
