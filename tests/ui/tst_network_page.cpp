// The network page: organisations with duty, keys and how far each cosigned; the changes with who signed; the
// fingerprint book, the question at the first inspection, and the warning where a name stands for two ledgers.
#include "format/fingerprint_book.h"
#include "meterseal/chain/replica.h"
#include "meterseal/chain/witness.h"
#include "support/qt.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "widgets/data_table.h"
#include "widgets/facts.h"
#include "widgets/labels.h"

#include <QFormLayout>
#include <QLabel>

using namespace meterseal;
using namespace meterseal::ui;
using test::click;
using test::visibleChild;

namespace {

QString cell(const DataTable* table, int row, const char* column)
{
    for (int i = 0; i < table->model()->columnCount(); ++i) {
        if (QLatin1String(table->model()->column(i).id) == QLatin1String(column)) {
            return table->model()->index(row, i).data().toString();
        }
    }
    return QStringLiteral("no such column");
}

}  // namespace

class TestNetworkPage : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;
    int m_count = 0;

    std::filesystem::path settingsFile() { return m_folder / (std::to_string(++m_count) + ".ini"); }

private slots:
    void organisationsKeysAndChanges()
    {
        test::SmallWorld world({.meters = 2, .batchesPerMeter = 1});
        test::LedgerBuilder& builder = world.builder();
        // The insurer gets a new signing key, signed by all three and the new key's holder as the rules ask.
        const Organisation insurer = builder.genesis().organisations[2];
        const crypto::PrivateKey fresh = builder.key("fresh");
        OrganisationBody body;
        body.action = OrganisationAction::Rotate;
        body.id = insurer.id;
        body.name = insurer.name;
        body.role = insurer.role;
        body.publicKey = fresh.publicKey();
        body.witnessKey = insurer.witnessKey;
        body.time = builder.tick();
        const crypto::PrivateKey* signers[] = {&builder.utility(), &builder.manufacturer()};
        world.submit(builder.organisation(body, signers));
        world.flush();
        world.closeChain();

        // The manufacturer cosigns the newest block.
        const auto file = world.folder() / "ledger.db";
        Height height = 0;
        {
            auto reader = LedgerReader::open(file);
            MS_VERIFY_OK(reader);
            height = reader->totals()->height;
            const SealedBlock newest = *reader->block(height);
            const auto key = test::witnessOf(builder.manufacturer());
            MS_VERIFY_OK(Witness::begin(world.folder(), builder.genesis(), "maker", key));
            WitnessOptions options;
            options.clock = [&] { return static_cast<std::uint64_t>(newest.header.time.ms / 1000) + 1; };
            auto witness = Witness::open(world.folder(), builder.genesis(), "maker", key, options);
            MS_VERIFY_OK(witness);
            const auto cosigned = witness->cosign(*reader);
            QVERIFY(cosigned.ok() && cosigned->has_value());
            auto replica = Replica::open(file);
            MS_VERIFY_OK(replica);
            MS_VERIFY_OK((*replica)->addCosignatures((*cosigned)->note, "a stick"));
        }

        test::Desktop desktop(settingsFile());
        QVERIFY(desktop.open(world.folder()));
        desktop.window.go(QStringLiteral("network"));
        auto* members = desktop.find<DataTable>("membersTable");
        QTRY_COMPARE(members->model()->rowCount(), 3);
        QCOMPARE(cell(members, 0, "id"), QStringLiteral("utility"));
        QCOMPARE(cell(members, 0, "duty"), QStringLiteral("Seals blocks"));
        QCOMPARE(cell(members, 1, "duty"), QStringLiteral("May cosign"));
        QCOMPARE(cell(members, 1, "cosigned"), QStringLiteral("Block %1").arg(height));
        QCOMPARE(cell(members, 2, "cosigned"), QStringLiteral("Not lately"));
        QCOMPARE(cell(members, 2, "state"), QStringLiteral("Active"));
        QVERIFY(desktop.find<QLabel>("networkWord")
                    ->text()
                    .startsWith(QStringLiteral("Sealed by Harbour Water, cosigned by ")));

        // What the search leads to: the organisation, with the key it had before.
        desktop.window.go(QStringLiteral("network/insurer"));
        QTRY_COMPARE(members->currentKey().value_or(99), quint64(2));
        QStringList hashes;
        for (const HashLabel* label : desktop.find<Facts>("memberFacts")->findChildren<HashLabel*>()) {
            hashes << label->hash();
        }
        QVERIFY(hashes.contains(qs(fresh.publicKey().hex())));
        QVERIFY(hashes.contains(qs(builder.insurer().publicKey().hex())));

        desktop.window.go(QStringLiteral("network/changes"));
        auto* changes = desktop.find<DataTable>("changesTable");
        QTRY_COMPARE(changes->model()->rowCount(), 1);
        QCOMPARE(cell(changes, 0, "signers"), QStringLiteral("utility, maker"));
        QVERIFY(cell(changes, 0, "organisation").endsWith(QStringLiteral("(insurer)")));
        changes->view()->selectRow(0);
        changes->view()->setFocus();
        QTest::keyClick(changes->view(), Qt::Key_Return);
        QTRY_VERIFY(desktop.window.place().startsWith(QStringLiteral("ledger/tx/")));
    }

    void aFingerprintIsAskedOnceAndRemembered()
    {
        test::SmallWorld world({.meters = 1, .batchesPerMeter = 1});
        world.closeChain();
        const auto settings = settingsFile();
        {
            test::Desktop desktop(settings);
            // One's own ledger asks nothing.
            QVERIFY(desktop.open(world.folder()));
            QVERIFY(visibleChild(&desktop.window, "fingerprintQuestion") == nullptr);
            desktop.session.close();
            QVERIFY(desktop.open(world.folder(), true));
            QVERIFY(visibleChild(&desktop.window, "fingerprintQuestion") != nullptr);
            QCOMPARE(desktop.find<QLabel>("fingerprintTitle")->text(),
                     QStringLiteral("Is this the ledger that you expect?"));
            QVERIFY(click(&desktop.window, "fingerprintLater"));
            QVERIFY(visibleChild(&desktop.window, "fingerprintQuestion") == nullptr);
            desktop.session.close();
            QVERIFY(desktop.open(world.folder(), true));  // later is not never
            QVERIFY(click(&desktop.window, "fingerprintCompared"));
            QVERIFY(visibleChild(&desktop.window, "fingerprintQuestion") == nullptr);
        }
        test::Desktop desktop(settings);
        QVERIFY(desktop.open(world.folder(), true));
        QVERIFY(visibleChild(&desktop.window, "fingerprintQuestion") == nullptr);
        desktop.window.go(QStringLiteral("network/book"));
        auto* book = desktop.find<DataTable>("bookTable");
        QCOMPARE(book->model()->rowCount(), 1);
        QCOMPARE(cell(book, 0, "chain"), qs(world.builder().chain()));
        QVERIFY(visibleChild(&desktop.window, "networkCompare") == nullptr);
        book->view()->selectRow(0);
        QVERIFY(click(&desktop.window, "bookForget"));
        QCOMPARE(book->model()->rowCount(), 0);
        QVERIFY(visibleChild(&desktop.window, "networkCompare") != nullptr);
        QVERIFY(click(&desktop.window, "networkCompare"));
        QCOMPARE(book->model()->rowCount(), 1);
    }

    // Somebody hands out another ledger under the name that was compared.
    void aNameThatStandsForTwoLedgersIsAWarning()
    {
        test::SmallWorld world({.meters = 1, .batchesPerMeter = 1});
        world.closeChain();
        test::Desktop desktop(settingsFile());
        FingerprintBook(desktop.settings)
            .remember({QString(64, u'a'), qs(world.builder().chain()), test::LedgerBuilder::kStart.ms});
        QVERIFY(desktop.open(world.folder()));
        QVERIFY(visibleChild(&desktop.window, "fingerprintQuestion") != nullptr);
        QCOMPARE(desktop.find<QLabel>("fingerprintTitle")->text(),
                 QStringLiteral("This is not the ledger that you compared before"));
    }
};

MS_UI_TEST_MAIN(TestNetworkPage)
#include "tst_network_page.moc"
