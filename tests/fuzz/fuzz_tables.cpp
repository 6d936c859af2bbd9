// The doors for workbooks, databases and packed files: whatever the bytes, they end in rows, rejects or an error with a
// reason, and nothing that comes out is a bad record or no text.
#include "meterseal/base/bytes.h"
#include "meterseal/base/text.h"
#include "support/fuzz_check.h"
#include "support/source_support.h"
#include "support/temporary_folder.h"

namespace {

using namespace meterseal;

void readWith(const std::filesystem::path& file, FileFormat format)
{
    std::uint64_t rejects = 0;
    const auto source = RecordSource::open(file, test::plainProfile(format), [&rejects](const RejectedRow& row) {
        FUZZ_CHECK(row.reason.starts_with("source.") && row.line > 0 && isValidUtf8(row.original));
        ++rejects;
    });
    if (!source) {
        FUZZ_CHECK(!source.error().reason.empty() && !source.error().message.empty());
        return;
    }
    std::vector<SourceRow> rows;
    for (;;) {
        const auto count = (*source)->read(rows, 64);
        if (!count) {
            FUZZ_CHECK(count.error().reason.starts_with("source."));
            return;
        }
        if (*count == 0) {
            return;
        }
        for (std::size_t i = 0; i < *count; ++i) {
            FUZZ_CHECK(checkRecord(rows[i].record).ok());
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const test::TemporaryFolder folder;
    const auto file = folder / "input";
    test::writeFile(file, std::string(reinterpret_cast<const char*>(data), size));
    for (const FileFormat format : {FileFormat::Delimited, FileFormat::Spreadsheet, FileFormat::Sqlite}) {
        readWith(file, format);
    }
    return 0;
}
