// A list of meters: what its check says of every row before anything is registered.
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/meter/meter_list.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/temporary_folder.h"

using namespace meterseal;

class TstMeterList : public QObject {
    Q_OBJECT
private slots:
    void everyRowGetsItsOwnFault()
    {
        const test::TemporaryFolder folder;
        test::LedgerBuilder builder;
        const auto file = folder / "ledger.db";
        MS_VERIFY_OK(EmbeddedChain::create(file, builder.genesis()));
        {
            auto chain = EmbeddedChain::open(file, builder.sealer());
            MS_VERIFY_OK(chain);
            MS_VERIFY_OK((*chain)->submit(builder.registerMeter(0)));
            MS_VERIFY_OK((*chain)->submit(builder.registerMeter(1)));
            MS_VERIFY_OK((*chain)->submit(builder.review(1, builder.utility(), false)));
            MS_VERIFY_OK((*chain)->flush());
        }
        auto reader = LedgerReader::open(file);
        MS_VERIFY_OK(reader);
        auto rows = parseMeterList("mn;location;manufacturer;password\r\n"
                                   "A1;place;maker;\r\n"
                                   "A1;place;maker;\r\n"
                                   "A 2;place;maker;\r\n"
                                   "A3; place;maker;\r\n" +
                                   builder.meter(0).mn + ";place;maker;\r\n" + builder.meter(1).mn +
                                   ";place;maker;\r\n"
                                   "A4;place;maker;tooshort\r\n"
                                   "A5;place\r\n");
        MS_VERIFY_OK(rows);
        checkMeterList(*reader, *rows);
        QStringList reasons;
        for (const ListedMeter& row : *rows) {
            reasons << (row.error ? qs(row.error->reason) : QStringLiteral("-"));
        }
        // The second meter was rejected: its number is free again.
        const QStringList expected{QStringLiteral("-"),
                                   QStringLiteral("list.twice"),
                                   QStringLiteral("mn.form"),
                                   QStringLiteral("text.space-at-ends"),
                                   QStringLiteral("tx.mn-in-use"),
                                   QStringLiteral("-"),
                                   QStringLiteral("meter.password-short"),
                                   QStringLiteral("list.cells")};
        QCOMPARE(reasons, expected);
    }
};

QTEST_APPLESS_MAIN(TstMeterList)
#include "tst_meter_list.moc"
