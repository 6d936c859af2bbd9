// The attack corpus: every bundle made here gives the step and verdict it must, and the frozen files of format 1 still
// do. METERSEAL_WRITE_EVIDENCE_CORPUS=1 writes the frozen ones anew.
#include "source_dir.h"
#include "support/evidence_corpus.h"
#include "support/qt.h"

#include "meterseal/evidence/container.h"
#include "meterseal/evidence/inspect.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace meterseal;
using namespace meterseal::test;

namespace {

const char* const kFolder = METERSEAL_SOURCE_DIR "/tests/vectors/evidence/v1";

QByteArray readAll(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

void writeAll(const QString& file, const QByteArray& bytes)
{
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qPrintable(file));
    }
}

ByteView viewOf(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

EvidenceReport inspected(ByteView bytes, const Hash256& fingerprint, bool confirmed, const std::string& sheet)
{
    EvidenceTrust trust;
    if (confirmed) {
        trust.fingerprints.push_back(fingerprint);
    }
    if (!sheet.empty()) {
        trust.sheets.push_back(*readKeptCheckpoint(sheet));
    }
    return inspectEvidence(bytes, trust);
}

QString told(const EvidenceReport& report)
{
    const EvidenceStep* step = report.firstFailed();
    return qs(std::string(toString(report.verdict))) +
           (step ? qs(" at step " + std::to_string(step->number) + " [" + step->reason +
                      "] expected: " + step->expected + "; found: " + step->found)
                 : QString());
}

}  // namespace

class TestEvidenceCorpus : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void forgedNow_data();
    void forgedNow();
    void frozen_data();
    void frozen();

private:
    EvidenceWorld m_world;
    std::vector<CorpusCase> m_cases;
};

void TestEvidenceCorpus::initTestCase()
{
    m_cases = evidenceCorpus(m_world);
    QVERIFY(m_cases.size() >= 100);
    if (qEnvironmentVariableIsSet("METERSEAL_WRITE_EVIDENCE_CORPUS")) {
        QDir().mkpath(kFolder);
        QJsonArray list;
        for (const CorpusCase& one : m_cases) {
            const EvidenceReport report = inspected(one.bytes, m_world.fingerprint(), one.confirmed, one.sheet);
            const QString file = qs(one.name) + ".mseal.zip";
            writeAll(QString(kFolder) + "/" + file,
                     QByteArray(reinterpret_cast<const char*>(one.bytes.data()), qsizetype(one.bytes.size())));
            QJsonObject entry{{"file", file},
                              {"step", one.step},
                              {"reason", report.firstFailed() ? qs(report.firstFailed()->reason) : QString()},
                              {"verdict", qs(one.verdict)}};
            if (!one.confirmed) {
                entry["confirmed"] = false;
            }
            if (!one.sheet.empty()) {
                entry["sheet"] = qs(one.sheet);
            }
            list.append(entry);
        }
        writeAll(QString(kFolder) + "/expected.json", QJsonDocument(list).toJson());
        writeAll(QString(kFolder) + "/fingerprint.txt", QByteArray::fromStdString(m_world.fingerprint().hex() + "\n"));
    }
}

void TestEvidenceCorpus::forgedNow_data()
{
    QTest::addColumn<int>("number");
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        QTest::newRow(m_cases[i].name.c_str()) << int(i);
    }
}

void TestEvidenceCorpus::forgedNow()
{
    QFETCH(const int, number);
    const CorpusCase& one = m_cases[static_cast<std::size_t>(number)];
    const EvidenceReport report = inspected(one.bytes, m_world.fingerprint(), one.confirmed, one.sheet);
    const EvidenceStep* step = report.firstFailed();
    QVERIFY2(qs(std::string(toString(report.verdict))) == qs(one.verdict), qPrintable(told(report)));
    QVERIFY2((step ? step->number : 0) == one.step, qPrintable(told(report)));
    if (const auto container = EvidenceContainer::read(one.bytes); container.ok()) {
        EvidenceMembers members;
        for (const auto& member : container->members()) {
            members.emplace(member.name, Bytes(member.bytes.begin(), member.bytes.end()));
        }
        const auto again = writeEvidenceContainer(members);
        MS_VERIFY_OK(again);
        QVERIFY2(*again == one.bytes, "what the reader takes, the writer writes the same");
    }
}

void TestEvidenceCorpus::frozen_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QJsonObject>("expected");
    const QJsonArray list = QJsonDocument::fromJson(readAll(QString(kFolder) + "/expected.json")).array();
    QVERIFY(list.size() >= 100);
    for (const QJsonValue& value : list) {
        const QJsonObject entry = value.toObject();
        QTest::newRow(qPrintable(entry["file"].toString())) << entry["file"].toString() << entry;
    }
}

void TestEvidenceCorpus::frozen()
{
    QFETCH(const QString, file);
    QFETCH(const QJsonObject, expected);
    const auto fingerprint = Hash256::fromHex(readAll(QString(kFolder) + "/fingerprint.txt").trimmed().toStdString());
    MS_VERIFY_OK(fingerprint);
    const QByteArray bytes = readAll(QString(kFolder) + "/" + file);
    const EvidenceReport report = inspected(viewOf(bytes), *fingerprint, expected["confirmed"].toBool(true),
                                            expected["sheet"].toString().toStdString());
    const EvidenceStep* step = report.firstFailed();
    QVERIFY2(qs(std::string(toString(report.verdict))) == expected["verdict"].toString(), qPrintable(told(report)));
    QVERIFY2((step ? step->number : 0) == expected["step"].toInt(), qPrintable(told(report)));
    QCOMPARE(step ? qs(step->reason) : QString(), expected["reason"].toString());
}

QTEST_GUILESS_MAIN(TestEvidenceCorpus)
#include "tst_evidence_corpus.moc"
