#include "meterseal/source/archive.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

#include <zip.h>

#include <map>

using namespace meterseal;
using test::TemporaryFolder;

namespace {

// A .zip with these files; a name that ends in '/' becomes a folder.
std::string makeZip(const std::filesystem::path& file, const std::map<std::string, std::string>& content,
                    const char* password = nullptr)
{
    int code = 0;
    zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    for (const auto& [name, text] : content) {
        if (name.ends_with('/')) {
            zip_dir_add(zip, name.c_str(), 0);
            continue;
        }
        const zip_int64_t index =
            zip_file_add(zip, name.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), 0);
        if (password != nullptr) {
            zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
        }
    }
    zip_close(zip);
    return test::readFile(file);
}

}  // namespace

class TestArchive : public QObject {
    Q_OBJECT

private slots:
    void unpacksTheOnlyFile()
    {
        const TemporaryFolder folder;
        const std::string text(300'000, 'x');
        makeZip(folder / "a.zip", {{"folder/", ""}, {"folder/rows.csv", text}});
        const auto unpacked = unpackSingleFile(folder / "a.zip", folder.path());
        MS_VERIFY_OK(unpacked);
        QVERIFY(*unpacked == folder / "rows.csv");
        QVERIFY(test::readFile(*unpacked) == text);
    }

    void aNameCannotLeaveTheFolder()
    {
        const TemporaryFolder folder;
        std::filesystem::create_directory(folder / "in");
        makeZip(folder / "a.zip", {{"../escaped.csv", "x"}});
        const auto unpacked = unpackSingleFile(folder / "a.zip", folder / "in");
        MS_VERIFY_OK(unpacked);
        QVERIFY(*unpacked == folder / "in" / "escaped.csv");
        QVERIFY(!std::filesystem::exists(folder / "escaped.csv"));
    }

    void refuses()
    {
        const TemporaryFolder folder;
        makeZip(folder / "two.zip", {{"a.csv", "1"}, {"b.csv", "2"}});
        MS_VERIFY_REASON(unpackSingleFile(folder / "two.zip", folder.path()), "archive.many-files");
        makeZip(folder / "none.zip", {{"folder/", ""}});
        MS_VERIFY_REASON(unpackSingleFile(folder / "none.zip", folder.path()), "archive.empty");
        makeZip(folder / "secret.zip", {{"a.csv", "1"}}, "word");
        MS_VERIFY_REASON(unpackSingleFile(folder / "secret.zip", folder.path()), "archive.encrypted");
        makeZip(folder / "big.zip", {{"a.csv", std::string(1000, 'x')}});
        MS_VERIFY_REASON(unpackSingleFile(folder / "big.zip", folder.path(), 999), "archive.too-big");
        test::writeFile(folder / "text.zip", "not a zip at all");
        MS_VERIFY_REASON(unpackSingleFile(folder / "text.zip", folder.path()), "archive.not-a-zip");
        MS_VERIFY_REASON(unpackSingleFile(folder / "absent.zip", folder.path()), "archive.not-a-zip");
        QVERIFY(!std::filesystem::exists(folder / "a.csv"));
    }

    // Any one byte changed, any length cut: refused, or the very same content.
    void damaged()
    {
        const TemporaryFolder folder;
        std::string text;
        for (int i = 0; i < 2000; ++i) {
            text += std::to_string(i * 7919) + ";";
        }
        const std::string good = makeZip(folder / "a.zip", {{"a.csv", text}});
        std::size_t refused = 0;
        for (std::size_t at = 0; at < good.size(); at += 7) {
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 0x55);
            test::writeFile(folder / "bad.zip", at % 2 == 0 ? bad : good.substr(0, at));
            const auto unpacked = unpackSingleFile(folder / "bad.zip", folder.path());
            if (unpacked.ok()) {
                QVERIFY(test::readFile(*unpacked) == text);
                std::filesystem::remove(*unpacked);
            } else {
                ++refused;
            }
        }
        QVERIFY(refused > good.size() / 7 / 2);
    }
};

QTEST_APPLESS_MAIN(TestArchive)
#include "tst_archive.moc"
