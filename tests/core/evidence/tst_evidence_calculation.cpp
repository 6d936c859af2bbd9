// One record calculated in full: every genuine bundle of the corpus gives equalities from line to checkpoint, and a
// changed line, leaf, transaction or path breaks exactly the one it belongs to.
#include "source_dir.h"
#include "support/evidence_corpus.h"
#include "support/qt.h"

#include "meterseal/evidence/calculation.h"
#include "meterseal/evidence/inspect.h"

using namespace meterseal;
using namespace meterseal::test;

class TestEvidenceCalculation : public QObject {
    Q_OBJECT
private slots:
    void everyRecordOfTheCorpus()
    {
        EvidenceWorld world;
        std::size_t calculated = 0, different = 0;
        for (const CorpusCase& one : evidenceCorpus(world)) {
            EvidenceTrust trust;
            trust.fingerprints.push_back(world.fingerprint());
            const EvidenceReport report = inspectEvidence(one.bytes, trust);
            const auto records = bundledRecords(one.bytes);
            if (!records) {
                continue;  // what cannot be read is not calculated
            }
            std::uint64_t atTheirPlace = 0;
            for (const BundledRecord& record : *records) {
                const auto calculation = calculateRecord(one.bytes, record.index, record.leaf);
                atTheirPlace += record.atItsPlace ? 1 : 0;
                if (!calculation) {
                    QVERIFY2(report.verdict == EvidenceVerdict::Refused, one.name.c_str());
                    continue;
                }
                QCOMPARE(calculation->leafHash == calculation->anchored, record.atItsPlace);
                if (report.verdict == EvidenceVerdict::Holds) {
                    QVERIFY2(calculation->holds(), one.name.c_str());
                    QCOMPARE(calculation->blockHash, blockHashOf(printBlockHeader(*report.checkpoint)));
                    ++calculated;
                }
                different += calculation->holds() ? 0 : 1;
            }
            if (report.verdict == EvidenceVerdict::Holds) {
                QCOMPARE(records->size(), report.shown);
                QCOMPARE(atTheirPlace, report.intact);
            }
        }
        QVERIFY(calculated > 20);
        QVERIFY(different > 5);
    }

    void membersHaveTheSumsThatAreListed()
    {
        EvidenceWorld world;
        for (const CorpusCase& one : evidenceCorpus(world)) {
            if (one.verdict != "holds") {
                continue;
            }
            const auto members = bundledMembers(one.bytes);
            QVERIFY(members.ok());
            const auto container = EvidenceContainer::read(one.bytes);
            const std::string_view sums = asText(*container->find("SHA256SUMS"));
            for (const BundledMember& member : *members) {
                const std::string line = member.sha256.hex() + "  " + member.name + "\n";
                const bool unlisted =
                    member.name == "mimetype" || member.name == "SHA256SUMS" || member.name == "presenter.sig";
                QCOMPARE(sums.find(line) != std::string_view::npos, !unlisted);
            }
            return;
        }
        QFAIL("no bundle holds");
    }
};

QTEST_GUILESS_MAIN(TestEvidenceCalculation)
#include "tst_evidence_calculation.moc"
