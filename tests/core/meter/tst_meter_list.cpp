// A list of meters, in every dress that record files come in: what it says of every row before anything is registered,
// and what it asks.
#include "meterseal/chain/embedded_chain.h"
#include "meterseal/meter/meter_list.h"
#include "support/ledger_builder.h"
#include "support/qt.h"
#include "support/table_files.h"
#include "support/temporary_folder.h"
#include <QStringConverter>

using namespace meterseal;

namespace {

using Answers = std::map<std::string, std::string>;

// "mn|location|manufacturer" or the reason of each row.
QStringList rowsOf(const MeterList& list)
{
    QStringList rows;
    for (const ListedMeter& row : list.meters) {
        rows << (row.error ? qs(row.error->reason)
                           : qs(row.dossier.mn + "|" + row.dossier.location + "|" + row.dossier.manufacturer));
    }
    return rows;
}

QStringList answersTo(const Question& question)
{
    QStringList answers;
    for (const Candidate& candidate : question.candidates) {
        answers << qs(candidate.answer);
    }
    return answers;
}

}  // namespace

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
        auto list = read("mn;location;manufacturer;password\r\n"
                         "A1;place;maker;\r\n"
                         "A1;place;maker;\r\n"
                         "A 2;place;maker;\r\n"
                         "A3; place;maker;\r\n" +
                         builder.meter(0).mn + ";place;maker;\r\n" + builder.meter(1).mn +
                         ";place;maker;\r\n"
                         "A4;place;maker;tooshort\r\n"
                         "A5;place\r\n"
                         "4.01E+11;place;maker;\r\n");
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
                                   QStringLiteral("list.cells"),
                                   QStringLiteral("source.id-damaged")};
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
        const auto list = read(bytes.toStdString());
        MS_VERIFY_OK(list);
        QCOMPARE(list->gb18030, gb18030);
        QCOMPARE(rowsOf(*list).back(), QStringLiteral("A1|港口路12号|表厂"));
    }
    // The Latin-1 reading is the right one here; bytes cannot tell it from a GB18030 that reads badly.
    void anEncodingInDoubtIsAsked()
    {
        const std::string bytes = "mn,location ,manufacturer\n0107,Hauptstra\xdf"
                                  "e 5,M\xfcller\n";
        const auto asked = read(bytes);
        MS_VERIFY_OK(asked);
        QVERIFY(asked->meters.empty());
        QCOMPARE(qs(asked->questions.at(0).key), QStringLiteral("encoding"));
        QVERIFY(answersTo(asked->questions.at(0)).contains(QStringLiteral("latin-1")));
        const auto list = read(bytes, {{"encoding", "latin-1"}});
        MS_VERIFY_OK(list);
        QCOMPARE(rowsOf(*list), QStringList{QStringLiteral("0107|Hauptstraße 5|Müller")});
    }

    // Neither UTF-8 nor GB18030: Latin-1 fits any bytes, and is asked for all the same.
    void noEncodingIsAssumed()
    {
        const auto asked = read("mn,location,manufacturer\nA1,\xff\xff,x\n");
        MS_VERIFY_OK(asked);
        QCOMPARE(qs(asked->questions.at(0).key), QStringLiteral("encoding"));
        QVERIFY(!answersTo(asked->questions[0]).contains(QStringLiteral("utf-8")));
        MS_VERIFY_REASON(read("mn,location,manufacturer\nA1,\xff\xff,x\n", {{"encoding", "utf-8"}}), "list.encoding");
    }

    void everyLanguage_data()
    {
        QTest::addColumn<QString>("header");
        QTest::newRow("Chinese") << QStringLiteral("表号,安装位置,制造商");
        QTest::newRow("Chinese, of a system") << QStringLiteral("水表编号,安装地址,生产厂家");
        QTest::newRow("English") << QStringLiteral("Meter number,Installation address,Manufacturer");
        QTest::newRow("German") << QStringLiteral("Zählernummer,Einbauort,Hersteller");
        QTest::newRow("German, capitals") << QStringLiteral("ZÄHLERNUMMER,STANDORT,FABRIKAT");
        QTest::newRow("Dutch") << QStringLiteral("Meternummer,Adres,Fabrikant");
        QTest::newRow("French") << QStringLiteral("Numéro de compteur,Adresse,Fabricant");
        QTest::newRow("Spanish") << QStringLiteral("Número de contador,Dirección,Fabricante");
        QTest::newRow("with units in brackets") << QStringLiteral("表号（必填）,安装位置（必填）,制造商（必填）");
    }
    void everyLanguage()
    {
        QFETCH(QString, header);
        const auto list = read((header + "\n0107,Lane 5,Itron\n0108,Lane 6,Itron\n").toStdString());
        MS_VERIFY_OK(list);
        QVERIFY2(list->questions.empty(), list->questions.empty() ? "" : list->questions[0].about.message.c_str());
        QCOMPARE(rowsOf(*list),
                 (QStringList{QStringLiteral("0107|Lane 5|Itron"), QStringLiteral("0108|Lane 6|Itron")}));
    }

    void everyDress_data()
    {
        QTest::addColumn<QString>("file");
        const test::Cells cells{
            {"安装位置", "表号", "户号", "制造商"}, {"No. 5", "0107", "88", "Itron"}, {"No. 6", "0108", "89", "Itron"}};
        const std::string csv =
            "清单\n\n安装位置;表号;户号;制造商;\r\nNo. 5;\"0107\";88;Itron;\r\nNo. 6;0108;89;Itron;\r\n";
        test::writeFile(m_folder / "preamble.csv", csv);
        test::writeFile(m_folder / "l.tsv",
                        "安装位置\t表号\t户号\t制造商\nNo. 5\t=\"0107\"\t88\tItron\nNo. 6\t'0108\t89\tItron\n");
        test::writeWorkbook(m_folder / "l.xlsx", test::workbookOf(cells, test::Texts::Shared));
        test::writeDatabase(m_folder / "l.db", "meters", cells);
        test::writeZip(m_folder / "l.zip", {{"l.csv", csv}});
        test::writeFile(m_folder / "l.csv.gz", test::gzipped(csv));
        for (const char* const name : {"preamble.csv", "l.tsv", "l.xlsx", "l.db", "l.zip", "l.csv.gz"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }
    void everyDress()
    {
        QFETCH(QString, file);
        const auto list = readMeterList(m_folder / file.toStdString());
        MS_VERIFY_OK(list);
        QVERIFY2(list->questions.empty(), list->questions.empty() ? "" : list->questions[0].about.message.c_str());
        QCOMPARE(rowsOf(*list), (QStringList{QStringLiteral("0107|No. 5|Itron"), QStringLiteral("0108|No. 6|Itron")}));
        const bool told = std::any_of(list->notes.begin(), list->notes.end(), [](const SuggestionNote& note) {
            return note.reason == "list.not-used" && note.facts.at(0) == "户号";
        });
        QVERIFY(told);
    }

    // Two columns could be the place, and none is the maker.
    void whatIsInDoubtIsAsked()
    {
        const std::string bytes = "Zählernummer;Straße;Hausnummer;Ort\n0107;Hauptstr.;5;Kiel\n0108;Hauptstr.;6;Kiel\n";
        const auto asked = read(bytes);
        MS_VERIFY_OK(asked);
        QVERIFY(asked->meters.empty() && asked->questions.size() == 2);
        const Question& place = asked->questions[0];
        QCOMPARE(qs(place.key), QStringLiteral("location"));
        QCOMPARE(qs(place.candidates.at(0).answer), QStringLiteral("Straße + Hausnummer + Ort"));
        QCOMPARE(qs(place.candidates.at(0).shown.at(1)), QStringLiteral("Hauptstr. 6 Kiel"));
        QVERIFY(asked->questions[1].key == "manufacturer" && asked->questions[1].open);
        const auto list = read(bytes, {{"location", "Straße + Hausnummer + Ort"}, {"manufacturer", "Itron"}});
        MS_VERIFY_OK(list);
        QCOMPARE(rowsOf(*list), (QStringList{QStringLiteral("0107|Hauptstr. 5 Kiel|Itron"),
                                             QStringLiteral("0108|Hauptstr. 6 Kiel|Itron")}));
    }
    void aColumnTwiceIsAsked()
    {
        const std::string bytes = "mn,mn,location,manufacturer\n1,2,l,m\n";
        const auto asked = read(bytes);
        MS_VERIFY_OK(asked);
        QCOMPARE(answersTo(asked->questions.at(0)),
                 (QStringList{QStringLiteral("column 1"), QStringLiteral("column 2")}));
        const auto list = read(bytes, {{"mn", "column 2"}});
        MS_VERIFY_OK(list);
        QCOMPARE(rowsOf(*list), QStringList{QStringLiteral("2|l|m")});
        MS_VERIFY_REASON(read(bytes, {{"mn", "column 9"}}), "list.header");
    }
    void aListWithoutAHeaderLosesNoMeter()
    {
        const auto asked = read("0107,Lane,Itron\n0108,Lane,Itron\n");
        MS_VERIFY_OK(asked);
        QCOMPARE(asked->questions.size(), std::size_t(3));
        QCOMPARE(qs(asked->questions[0].candidates.at(0).shown.at(0)), QStringLiteral("0107"));
        const Answers answers{{"mn", "column 1"}, {"location", "column 2"}, {"manufacturer", "column 3"}};
        const auto list = read("0107,Lane,Itron\n0108,Lane,Itron\n", answers);
        MS_VERIFY_OK(list);
        QCOMPARE(list->meters.size(), std::size_t(2));
        // Words alone may be either.
        const auto words = read("a,b,c\nd,e,f\n");
        MS_VERIFY_OK(words);
        QCOMPARE(qs(words->questions.at(0).key), QStringLiteral("header"));
        Answers all = answers;
        all["header"] = "meter";
        const auto both = read("a,b,c\nd,e,f\n", all);
        MS_VERIFY_OK(both);
        QCOMPARE(both->meters.size(), std::size_t(2));
    }
    // A device's own number beside the meter's is another number; a column that counts the rows is none.
    void oneNumberAMeter()
    {
        const auto both = read("id,imei,表号,位置,厂家\n1,860001,0107,p,m\n2,860002,0108,p,m\n");
        MS_VERIFY_OK(both);
        QCOMPARE(rowsOf(*both), (QStringList{QStringLiteral("0107|p|m"), QStringLiteral("0108|p|m")}));
        const auto counted = read("id,位置,厂家\n1,p,m\n2,q,m\n");
        MS_VERIFY_OK(counted);
        QCOMPARE(qs(counted->questions.at(0).key), QStringLiteral("mn"));
    }
    void oneOfSeveralSheets()
    {
        test::WorkbookXml book =
            test::workbookOf({{"mn", "location", "manufacturer"}, {"1", "l", "m"}}, test::Texts::Inline);
        const auto other = test::workbookOf({{"mn", "location", "manufacturer"}, {"2", "l", "m"}}, test::Texts::Inline);
        book.sheets.front().name = "old";
        book.sheets.push_back({"new", other.sheets.front().xml});
        test::writeWorkbook(m_folder / "two.xlsx", book);
        const auto asked = readMeterList(m_folder / "two.xlsx");
        MS_VERIFY_OK(asked);
        QCOMPARE(qs(asked->questions.at(0).key), QStringLiteral("table"));
        QCOMPARE(answersTo(asked->questions[0]), (QStringList{QStringLiteral("old"), QStringLiteral("new")}));
        QCOMPARE(qs(asked->questions[0].candidates[1].shown.at(1)), QStringLiteral("2 | l | m"));
        const auto list = readMeterList(m_folder / "two.xlsx", {{"table", "new"}});
        MS_VERIFY_OK(list);
        QCOMPARE(rowsOf(*list), QStringList{QStringLiteral("2|l|m")});
        test::writeZip(m_folder / "two.zip", {{"a.csv", "mn,location,manufacturer\n3,l,m\n"}, {"b.csv", "x\n"}});
        const auto zipped = readMeterList(m_folder / "two.zip");
        MS_VERIFY_OK(zipped);
        QCOMPARE(answersTo(zipped->questions.at(0)), (QStringList{QStringLiteral("a.csv"), QStringLiteral("b.csv")}));
        const auto inner = readMeterList(m_folder / "two.zip", {{"entry", "a.csv"}});
        MS_VERIFY_OK(inner);
        QCOMPARE(rowsOf(*inner), QStringList{QStringLiteral("3|l|m")});
    }
    // An unquoted comma shifts what follows; an empty cell at the end must not hide it.
    void aShiftedRowIsNoMeter()
    {
        const auto list = read("mn,location,manufacturer\n1,Lane,Itron\n2,Lane, 5,Itron\n3,Lane,Itron,\n");
        MS_VERIFY_OK(list);
        QCOMPARE(rowsOf(*list), (QStringList{QStringLiteral("1|Lane|Itron"), QStringLiteral("list.cells"),
                                             QStringLiteral("list.cells")}));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("half UTF-16") << QByteArray("\xff\xfem\0n\0,", 7) << QByteArray("list.encoding");
        QTest::newRow("empty") << QByteArray() << QByteArray("list.empty");
        QTest::newRow("no meter") << QByteArray("mn,location,manufacturer\n") << QByteArray("list.empty");
        QTest::newRow("open quote") << QByteArray("mn,location,manufacturer\n\"A1,x,y\n") << QByteArray("list.quote");
        QTest::newRow("second header") << QByteArray(
                                              "mn,location,manufacturer\n1,l,m\nmn,location,manufacturer\n2,l,m\n")
                                       << QByteArray("list.header");
        QTest::newRow("two passwords") << QByteArray("mn,location,manufacturer,password,密码\n1,l,m,,\n")
                                       << QByteArray("list.header");
    }
    void refused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, reason);
        MS_VERIFY_REASON(read(bytes.toStdString()), reason.constData());
    }

private:
    Result<MeterList> read(const std::string& bytes, const Answers& answers = {})
    {
        test::writeFile(m_folder / "list.csv", bytes);
        return readMeterList(m_folder / "list.csv", answers);
    }

    test::TemporaryFolder m_folder;
};

QTEST_APPLESS_MAIN(TstMeterList)
#include "tst_meter_list.moc"
