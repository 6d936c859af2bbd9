// Receipts of an uploaded file: every one is what the verifier finds at the place it names.
#include "meterseal/workspace/receipts.h"

#include "meterseal/chain/embedded_chain.h"
#include "meterseal/chain/node.h"
#include "meterseal/upload/settled_rows.h"
#include "meterseal/upload/uploader.h"
#include "support/memory_chain.h"
#include "support/qt.h"
#include "support/upload_world.h"

#include <fstream>

using namespace meterseal;

namespace {

constexpr std::size_t kMeters = 3, kRounds = 40;

struct World {
    World()
    {
        const auto file = folder / "ledger.db";
        if (!EmbeddedChain::create(file, builder.genesis()).ok()) {
            throw std::runtime_error("no ledger");
        }
        chain = EmbeddedChain::open(file, builder.sealer()).value();
        keys.emplace(crypto::KeyStore::create(folder / "keys", crypto::SecretBytes(std::string_view("receipts")),
                                              {.n = 1024, .r = 8, .p = 1})
                         .value());
        for (std::size_t m = 0; m < kMeters; ++m) {
            for (Bytes& wire : builder.onboard(m)) {
                if (!chain->submit(std::move(wire)).ok()) {
                    throw std::runtime_error("a meter was refused");
                }
            }
            const auto& meter = builder.meter(m);
            keys->putMeter({meter.mn,
                            meter.location,
                            meter.manufacturer,
                            meter.address,
                            crypto::SecretBytes(std::string_view(meter.password)),
                            {},
                            meter.key});
        }
        if (!chain->flush().ok()) {
            throw std::runtime_error("no block");
        }
        directory = ledgerDirectory(reader(), *keys);
        UploadOptions options;
        options.folder = journal();
        options.batchRecords = 7;
        std::vector<std::unique_ptr<Node>> nodes;
        nodes.push_back(directNode(*chain));
        uploader = Uploader::open(*chain, std::move(nodes), *directory, options).value();
    }
    LedgerReader reader() const { return LedgerReader::open(folder / "ledger.db").value(); }
    std::filesystem::path journal() const { return folder / "journal"; }
    HealthRecord record(std::size_t m, std::size_t n)
    {
        HealthRecord r;
        r.mn = builder.meter(m).mn;
        r.alarmCode = "READING";
        r.alarmTime = Timestamp{test::LedgerBuilder::kStart.ms + static_cast<std::int64_t>(n) * 60'000};
        r.value = static_cast<double>(n) / 4;
        return r;
    }
    std::string upload(const std::filesystem::path& file, const std::vector<HealthRecord>& records)
    {
        std::string text;
        for (const HealthRecord& r : records) {
            appendCanonical(r, text);
            text += '\n';
        }
        test::writeFile(file, text);
        const std::string id = uploader->addFile(file, test::plainJsonLines()).value();
        if (!uploader->drain().ok()) {
            throw std::runtime_error("the upload failed");
        }
        return id;
    }

    test::TemporaryFolder folder;
    test::LedgerBuilder builder;
    std::optional<crypto::KeyStore> keys;
    std::unique_ptr<EmbeddedChain> chain;
    std::unique_ptr<MeterDirectory> directory;
    std::unique_ptr<Uploader> uploader;
};

std::vector<Receipt> readReceipts(const std::filesystem::path& file)
{
    std::vector<Receipt> all;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        all.push_back(parseReceipt(line).value());
    }
    return all;
}

}  // namespace

class TestReceipts : public QObject {
    Q_OBJECT
private slots:
    void everyRowIsIntactAtItsPlace()
    {
        World world;
        std::vector<HealthRecord> records;
        for (std::size_t n = 0; n < kRounds; ++n) {
            for (std::size_t m = 0; m < kMeters; ++m) {
                records.push_back(world.record(m, n));
            }
        }
        records.push_back(world.record(1, 3));  // twice in the file
        HealthRecord stranger = world.record(0, 0);
        stranger.mn = "stranger";
        records.push_back(stranger);
        const auto file = world.folder / "readings.jsonl";
        const std::string id = world.upload(file, records);
        const auto target = world.folder / "receipts.jsonl";
        LedgerReader reader = world.reader();
        std::uint64_t told = 0;
        const auto summary = writeReceipts(world.journal(), id, reader, target, ReceiptFormat::JsonLines,
                                           [&](std::uint64_t, std::uint64_t total) { told = total; });
        MS_VERIFY_OK(summary);
        QCOMPARE(summary->receipts, std::uint64_t(records.size() - 1));
        QCOMPARE(summary->elsewhere, 1u);
        QCOMPARE(summary->rejected, 1u);
        QCOMPARE(summary->unplaced, 0u);
        QCOMPARE(told, summary->receipts);

        const std::vector<Receipt> receipts = readReceipts(target);
        QCOMPARE(receipts.size(), records.size() - 1);
        Verifier verifier(reader);
        std::uint64_t row = 0;
        for (const Receipt& receipt : receipts) {
            QCOMPARE(receipt.row, ++row);
            const HealthRecord& record = records[receipt.row - 1];
            QVERIFY(receipt.leaf == leafOf(record));
            QVERIFY(receipt.fileSha256 == *hashFile(file));
            QVERIFY(receipt.ledger == reader.fingerprint());
            QVERIFY(receipt.blockHash == reader.blockRow(receipt.height)->hash);
            const auto finding = verifier.verifyRecord(record, receipt.claim);
            MS_VERIFY_OK(finding);
            QVERIFY(finding->verdict == Verdict::Intact);
            QVERIFY(finding->tx == receipt.claim.tx && finding->leafIndex == receipt.claim.leafIndex);
            // At the neighbour's place the verifier does not find it: the place in the receipt means something.
            Claim wrong = receipt.claim;
            ++*wrong.leafIndex;
            QVERIFY(verifier.verifyRecord(record, wrong)->verdict != Verdict::Intact);
        }
    }

    void recordsAnchoredByAnotherFile()
    {
        World world;
        const std::string first = world.upload(world.folder / "a.jsonl", {world.record(0, 0), world.record(0, 1)});
        const auto file = world.folder / "b.jsonl";
        const std::string second = world.upload(file, {world.record(0, 1), world.record(0, 2), world.record(0, 0)});
        LedgerReader reader = world.reader();
        const auto target = world.folder / "receipts.jsonl";
        const auto summary = writeReceipts(world.journal(), second, reader, target, ReceiptFormat::JsonLines);
        MS_VERIFY_OK(summary);
        QCOMPARE(summary->receipts, 3u);
        QCOMPARE(summary->elsewhere, 2u);
        const auto receipts = readReceipts(target);
        QVERIFY(receipts[0].elsewhere && !receipts[1].elsewhere && receipts[2].elsewhere);
        Verifier verifier(reader);
        QVERIFY(verifier.verifyRecord(world.record(0, 0), receipts[2].claim)->verdict == Verdict::Intact);
        // Without the file what it held cannot be looked up; that is said, and the rest is still given.
        std::filesystem::remove(file);
        const auto without = writeReceipts(world.journal(), second, reader, target, ReceiptFormat::Csv);
        MS_VERIFY_OK(without);
        QCOMPARE(without->receipts, 1u);
        QCOMPARE(without->unplaced, 2u);
        const std::string csv = test::readFile(target);
        QVERIFY(csv.starts_with("\xef\xbb\xbfledger,file,fileSha256,row,tx,leafIndex,"));
        QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), 2);
    }

    void refusalsLeaveNothing()
    {
        World world;
        const std::string id = world.upload(world.folder / "a.jsonl", {world.record(0, 0)});
        LedgerReader reader = world.reader();
        const auto target = world.folder / "receipts.jsonl";
        MS_VERIFY_REASON(writeReceipts(world.journal(), "nothing", reader, target, ReceiptFormat::JsonLines),
                         "upload.job-unknown");
        std::stop_source stop;
        stop.request_stop();
        MS_VERIFY_REASON(
            writeReceipts(world.journal(), id, reader, target, ReceiptFormat::JsonLines, {}, stop.get_token()),
            "receipt.stopped");
        QVERIFY(!std::filesystem::exists(target));
        QVERIFY(!std::filesystem::exists(world.folder / "receipts.jsonl.part"));
        MS_VERIFY_REASON(writeReceipts(world.journal(), id, reader, "/nonexistent/x", ReceiptFormat::Csv),
                         "receipt.io");
        MS_VERIFY_REASON(parseReceipt("{}"), "receipt.form");
        MS_VERIFY_REASON(parseReceipt("not json"), "receipt.form");
    }
};

QTEST_APPLESS_MAIN(TestReceipts)
#include "tst_receipts.moc"
