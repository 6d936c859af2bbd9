// A list of meters: what its check says of every row before anything is registered.
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/meter/meter_list.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/table_files.h"
#include "support/temporary_folder.h"
#include <QStringConverter>

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
        auto list = parseMeterList("mn;location;manufacturer;password\r\n"
                                   "A1;place;maker;\r\n"
                                   "A1;place;maker;\r\n"
                                   "A 2;place;maker;\r\n"
                                   "A3; place;maker;\r\n" +
                                   builder.meter(0).mn + ";place;maker;\r\n" + builder.meter(1).mn +
                                   ";place;maker;\r\n"
                                   "A4;place;maker;tooshort\r\n"
                                   "A5;place\r\n");
        MS_VERIFY_OK(list);
        checkMeterList(*reader, list->meters);
        QStringList reasons;
        for (const ListedMeter& row : list->meters) {
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

    void everyEncoding_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("gb18030");
        const QString text = QStringLiteral("mn,location,manufacturer\r\nA1,港口路12号,表厂\r\n");
        const auto encoded = [&](QStringConverter::Encoding encoding, bool bom) {
            return QByteArray(QStringEncoder(encoding, bom ? QStringConverter::Flag::WriteBom
                                                           : QStringConverter::Flag::Default)(text));
        };
        QTest::newRow("UTF-8") << text.toUtf8() << false;
        QTest::newRow("UTF-8 BOM") << encoded(QStringConverter::Utf8, true) << false;
        QTest::newRow("UTF-16LE") << encoded(QStringConverter::Utf16LE, true) << false;
        QTest::newRow("UTF-16BE") << encoded(QStringConverter::Utf16BE, true) << false;
        const QByteArray gb("mn,location,manufacturer\r\nA1,\xb8\xdb\xbf\xda\xc2\xb7"
                            "12\xba\xc5,\xb1\xed\xb3\xa7\r\n");
        QTest::newRow("GB18030") << gb << true;
        // The first that is not ASCII stands far behind what a stream looks at first.
        QByteArray late("mn,location,manufacturer\r\n");
        for (int i = 0; i < 5000; ++i) {
            late += "B" + QByteArray::number(i) + ",place,maker\r\n";
        }
        QVERIFY(late.size() > 70'000);
        QTest::newRow("GB18030, late") << late + gb.mid(gb.indexOf("A1")) << true;
    }
    void everyEncoding()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, gb18030);
        const auto list = parseMeterList({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        MS_VERIFY_OK(list);
        QCOMPARE(list->gb18030, gb18030);
        QCOMPARE(qs(list->meters.back().dossier.mn), QStringLiteral("A1"));
        QCOMPARE(qs(list->meters.back().dossier.location), QStringLiteral("港口路12号"));
        QCOMPARE(qs(list->meters.back().dossier.manufacturer), QStringLiteral("表厂"));
    }
    // The Latin-1 reading is the right one here; bytes cannot tell it from a GB18030 that reads badly.
    void anEncodingInDoubtIsNamedByAPerson()
    {
        const std::string bytes = "mn,location ,manufacturer\n0107,Hauptstra\xdf"
                                  "e 5,M\xfcller\n";
        MS_VERIFY_REASON(parseMeterList(bytes), "list.encoding");
        const auto list = parseMeterList(bytes, Encoding::Latin1);
        MS_VERIFY_OK(list);
        QCOMPARE(qs(list->meters.at(0).dossier.location), QStringLiteral("Hauptstraße 5"));
        QCOMPARE(qs(list->meters.at(0).dossier.manufacturer), QStringLiteral("Müller"));
    }
    void aWorkbookIsAListToo()
    {
        const test::TemporaryFolder folder;
        test::writeWorkbook(folder / "l.xlsx", test::workbookOf({{"mn", "location", "manufacturer", "password"},
                                                                 {"0107", "No. 5", "Itron", ""}},
                                                                test::Texts::Shared));
        const auto list = readMeterList(folder / "l.xlsx");
        MS_VERIFY_OK(list);
        QCOMPARE(qs(list->meters.at(0).dossier.mn), QStringLiteral("0107"));
        QVERIFY(!list->meters.at(0).error && !list->meters.at(0).dossier.password);
    }
    void notText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("neither") << QByteArray("mn,location,manufacturer\nA1,\xff\xff,x\n")
                                 << QByteArray("list.encoding");
        QTest::newRow("half UTF-16") << QByteArray("\xff\xfem\0n\0,", 7) << QByteArray("list.encoding");
        QTest::newRow("empty") << QByteArray() << QByteArray("list.empty");
        QTest::newRow("open quote") << QByteArray("mn,location,manufacturer\n\"A1,x,y\n") << QByteArray("list.quote");
        QTest::newRow("other columns") << QByteArray("a,b\n1,2\n") << QByteArray("list.header");
    }
    void notText()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, reason);
        MS_VERIFY_REASON(parseMeterList({bytes.constData(), static_cast<std::size_t>(bytes.size())}),
                         reason.constData());
    }
};

QTEST_APPLESS_MAIN(TstMeterList)
#include "tst_meter_list.moc"
