// Every reason that core and ui can give has a sentence, in English and in Chinese: they are read from the sources, so
// that one added without a sentence is found here. And what is shown with them.
#include "format/error_text.h"
#include "format/format.h"
#include "format/reasons/reasons.h"
#include "source_dir.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "ui/support/desktop.h"
#include "widgets/banner.h"

#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QRegularExpression>

#include <set>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

struct Exempt {
    const char* name;  // ends with a point: all of that area
    const char* why;
};
constexpr Exempt kExempt[] = {
    // The service answers these to programs; people see the sentence in the answer's `detail`.
    {"auth.", "an answer of the service"},
    {"body.", "an answer of the service"},
    {"http.", "an answer of the service"},
    {"idempotency.", "an answer of the service"},
    {"meter.not-found", "an answer of the service"},
    {"paging.", "an answer of the service"},
    {"precondition.", "an answer of the service"},
    {"query.", "an answer of the service"},
    {"server.", "an answer of the service"},
    {"mqtt.", "the service says it to its operator"},
    {"service.", "an answer of the service"},
    {"source.behind", "an answer of the service"},
    {"submission.", "an answer of the service"},
    {"token.", "an answer of the service, or of the command line"},
    {"process.start", "told as source.helper, or by the node's program"},
    {"secret.", "only the command line and the service read one from a descriptor"},
    {"socket.", "only the node's program makes one"},
    {"meter.activate", "an action in the audit log"},
    {"meter.approve", "an action in the audit log"},
    {"meter.register", "an action in the audit log"},
    {"meter.reject", "an action in the audit log"},
    {"transaction.take", "an action in the audit log"},
    {"cosignature.keep", "an action in the audit log"},
    {"evidence.make", "an action in the audit log"},
    {"evidence.verify", "an action in the audit log"},
    {"source.token", "a file"},
    {"meterseald.sock", "a file"},
    {"stamps.jsonl", "a file"},
    {"meterseal.rfc3161", "a name in a note"},
    {"upload.cancel", "an action in the audit log"},
    {"upload.pause", "an action in the audit log"},
    {"upload.resume", "an action in the audit log"},
    {"tokens.json", "a file"},
    {"audit.cut-tail", "an action in the audit log"},
    {"audit.head-lost", "an action in the audit log"},
    {"network.join", "an action in the audit log"},
    {"about.json", "a file"},
    {"following.json", "a file"},
    {"ours.note", "a file"},
    {"theirs.note", "a file"},
    {"witness.state", "a file"},
    {"restored.confirmed", "a file"},
    {"restore.confirm", "an action in the audit log"},
    {"ledger.init", "an action in the audit log"},
    {"sample.make", "an action in the audit log"},
    {"number.marks", "a question's key"},
    {"number.unit", "a question's key"},
    {"time.century", "a question's key"},
    {"time.finer", "a question's key"},
    {"time.format", "a question's key"},
    {"time.interval", "a question's key"},
    {"time.zone", "a question's key"},
    {"tx.seq", "a column of a table"},
    {"tx.majority", "how names begin"},
    {"audit.head", "a file"},
    {"head.note", "a file"},
    {"notes.db", "a file"},
    {"ours.seal", "a file"},
    {"theirs.seal", "a file"},
    {"engine.height", "a row of the ledger file"},
    {"node.no-consortium", "only meterseal-node says it"},
    {"node.nothing-decided", "only meterseal-node says it"},
    {"node.other-genesis", "only meterseal-node says it"},
    {"node.other-params", "only meterseal-node says it"},
    {"node.other-validators", "only meterseal-node says it"},
    {"audit.jsonl", "a file"},
    {"audit.lock", "a file"},
    {"backup.json", "a file"},
    {"backup.zip", "a file"},
    {"claim.json", "a file"},
    {"genesis.json", "a file"},
    {"log.vkey", "a file"},
    {"presenter.sig", "a file"},
    {"published.jsonl", "a file"},
    {"unplaced.jsonl", "a file"},
    {"keys.meterseal", "a file"},
    {"ledger.db", "a file"},
    {"ledger.db-wal", "a file"},
    {"readings.csv", "a file"},
    {"settings.json", "a file"},
    {"state.json", "a file"},
    {"writer.json", "a file"},
    {"writer.lock", "a file"},
    {"abci.sock", "a file"},
};

bool isExempt(const QString& name)
{
    return std::any_of(std::begin(kExempt), std::end(kExempt), [&](const Exempt& one) {
        const QString what = QLatin1String(one.name);
        return what.endsWith(u'.') ? name.startsWith(what) : name == what;
    });
}

// The sources of a folder without their comments.
QMap<QString, QString> sourcesIn(const char* folder)
{
    static const QRegularExpression kComment(QStringLiteral("(^|\\s)//[^\\n]*"));
    QMap<QString, QString> all;
    QDirIterator files(QStringLiteral(METERSEAL_SOURCE_DIR "/") + QLatin1String(folder),
                       {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.fileName().contains(QStringLiteral("/ui/format/reasons/")) && file.open(QIODevice::ReadOnly)) {
            all[file.fileName()] = QString::fromUtf8(file.readAll()).remove(kComment);
        }
    }
    return all;
}

using Found = std::map<QString, QString>;  // reason -> where

void collect(const QString& where, const QString& source, const char* pattern, const QStringList& prefixes,
             Found& found)
{
    const QRegularExpression expression(QLatin1String(pattern), QRegularExpression::DotMatchesEverythingOption);
    for (auto it = expression.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        for (int group = 1; group <= match.lastCapturedIndex(); ++group) {
            for (const QString& prefix : prefixes) {
                if (!match.captured(group).isEmpty() && !isExempt(prefix + match.captured(group))) {
                    found.emplace(prefix + match.captured(group), where);
                }
            }
        }
    }
}

Found reasonsInTheSources()
{
    Found found;
    const QStringList plain{QString()};
    const QMap<QString, QString> core = sourcesIn("core");
    for (auto it = core.begin(); it != core.end(); ++it) {
        collect(it.key(), *it, "\"([a-z][a-z0-9]*\\.[a-z0-9-]*[a-z0-9])\"", plain, found);
        collect(it.key(), *it, "\"(no-batch-covers-time|later-batch-anchored)\"", plain, found);
        // Those whose area is put before them: one name, or one of two.
        const char* const helped = "Error\\(\\s*[^;\"]*\"([a-z][a-z-]+)\"(?:\\s*:\\s*\"([a-z][a-z-]+)\")?\\s*,";
        const auto built = [&](const char* helper, const QStringList& prefixes) {
            collect(it.key(), *it, (std::string("\\b") + helper + helped).c_str(), prefixes, found);
        };
        const QString header = QStringLiteral("header."), genesis = QStringLiteral("genesis.");
        built("workspace", {QStringLiteral("workspace.")});
        built("backup", {QStringLiteral("backup.")});
        built("header", {header});
        built("genesis", {genesis});
        built("seal", {QStringLiteral("seal.")});
        if (it->contains(QStringLiteral("\"suggest.ask-{}\""))) {  // a field's name
            for (const char* field : {"mn", "alarmCode", "alarmTime", "value"}) {
                found.emplace(QStringLiteral("suggest.ask-") + QLatin1String(field), it.key());
            }
        }
        if (it.key().endsWith(QStringLiteral("/header.cpp")) || it.key().endsWith(QStringLiteral("/genesis.cpp"))) {
            collect(it.key(), *it, "under\\(\"([a-z0-9-]+)\"",
                    {it.key().endsWith(QStringLiteral("/header.cpp")) ? header : genesis}, found);
        } else if (it.key().endsWith(QStringLiteral("/header_json.cpp"))) {
            collect(it.key(), *it, "\\berror\\(\\s*(?:m_)?scope,\\s*\"([a-z0-9-]+)\"", {header, genesis}, found);
        }
    }
    const QMap<QString, QString> ui = sourcesIn("ui");
    for (auto it = ui.begin(); it != ui.end(); ++it) {
        collect(it.key(), *it, "makeError\\([^;\"]*\"([a-z]+\\.[a-z-]+)\"", plain, found);
    }
    return found;
}

std::vector<ReasonText> allTexts()
{
    std::vector<ReasonText> all;
    for (const auto& area : reasonTexts()) {
        all.insert(all.end(), area.begin(), area.end());
    }
    return all;
}

bool isChinese(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

}  // namespace

class TestErrorTexts : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;
    std::unique_ptr<AppSettings> m_settings;
    std::unique_ptr<Format> m_format;

private slots:
    void initTestCase()
    {
        m_settings = std::make_unique<AppSettings>(qs((m_folder / "settings.ini").string()));
        m_format = std::make_unique<Format>(*m_settings);
    }
    void init() { m_settings->setLanguage(Language::English); }

    void everyReasonHasASentence()
    {
        const Found found = reasonsInTheSources();
        // The search itself finds all ways in which a reason is made.
        for (const char* known : {"tx.signer-missing", "workspace.exists", "backup.missing-file", "header.time-order",
                                  "genesis.member-type", "header.id", "node.hangs", "upload.no-node", "verify.spill"}) {
            QVERIFY2(found.contains(QLatin1String(known)), known);
        }
        QVERIFY(found.size() > 300);
        QStringList without;
        for (const auto& [reason, where] : found) {
            if (findReason(reason.toStdString()) == nullptr) {
                without << reason + QStringLiteral(" in ") + where;
            }
        }
        QVERIFY2(without.isEmpty(), qPrintable(without.join(u'\n')));
    }

    void noSentenceIsLeftOver()
    {
        const Found found = reasonsInTheSources();
        std::set<std::string> seen;
        QStringList faults;
        for (const ReasonText& text : allTexts()) {
            if (!found.contains(QLatin1String(text.reason))) {
                faults << QStringLiteral("nothing gives ") + QLatin1String(text.reason);
            }
            if (!seen.insert(text.reason).second) {
                faults << QStringLiteral("twice: ") + QLatin1String(text.reason);
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void everySentenceIsTranslated()
    {
        m_settings->setLanguage(Language::Chinese);
        QStringList faults;
        for (const ReasonText& text : allTexts()) {
            for (const char* english : {text.what, text.next}) {
                const QString shown =
                    english == nullptr ? QString() : QCoreApplication::translate("ErrorTexts", english);
                if (english != nullptr && (!isChinese(shown) || shown == QString::fromUtf8(english))) {
                    faults << QString::fromUtf8(english);
                }
            }
            // A headline: it stands in cells and before a full stop.
            const QString headline = QCoreApplication::translate("ErrorTexts", text.what);
            if (QString::fromUtf8(text.what).count(u'%') != headline.count(u'%') || headline.endsWith(u'。')) {
                faults << headline;
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    // In English core's words are the detail; in Chinese they come last and say that they are not the program's.
    void coresWordsStandWhereTheyAreUnderstood()
    {
        const Error error =
            makeError(ErrorCode::Io, "source.io", "The file a.csv cannot be opened: Permission denied.");
        const ErrorText english = describe(error);
        QCOMPARE(english.detail, qs(error.message));
        QVERIFY(english.original.isEmpty());
        m_settings->setLanguage(Language::Chinese);
        const ErrorText chinese = describe(error);
        QVERIFY(isChinese(chinese.what) && isChinese(chinese.next));
        QVERIFY(chinese.detail.isEmpty());
        QCOMPARE(chinese.original, QStringLiteral("原文：") + qs(error.message));
        QVERIFY(chinese.plain().contains(qs(error.message)) && chinese.plain().contains(QStringLiteral("[source.io]")));
        // One nobody thought of: a headline by class.
        const ErrorText strange = describe(makeError(ErrorCode::Io, "x.y", "Row 7."));
        QVERIFY(isChinese(strange.what));
        QCOMPARE(strange.original, QStringLiteral("原文：Row 7."));
        QCOMPARE(reasonSentence("x.y", "Row 7."), QStringLiteral("原文：Row 7."));
        QVERIFY(originalText({}).isEmpty());
    }

    void bannersGoWithTheLanguage()
    {
        Banner banner;
        const auto label = [&](const char* name) { return banner.findChild<QLabel*>(QLatin1String(name)); };
        banner.showError(makeError(ErrorCode::Io, "source.io", std::string(500, 'x')));
        QVERIFY(!label("bannerOriginal")->isVisibleTo(&banner));
        m_settings->setLanguage(Language::Chinese);
        QEvent changed(QEvent::LanguageChange);
        QApplication::sendEvent(&banner, &changed);
        QVERIFY(isChinese(label("bannerTitle")->text()) && isChinese(label("bannerDetail")->text()));
        QVERIFY(label("bannerOriginal")->isVisibleTo(&banner));
        // Long ones are cut, and whole in the tool tip and in what is copied.
        QVERIFY(label("bannerOriginal")->text().size() < 300);
        QVERIFY(label("bannerOriginal")->toolTip().size() > 500 && banner.plainText().size() > 500);
        banner.showMessage(Tone::Ok, QStringLiteral("好"));
        QVERIFY(!label("bannerOriginal")->isVisibleTo(&banner) && !label("bannerCode")->isVisibleTo(&banner));
    }

    void holdsNameTheirCause()
    {
        UploadSnapshot snapshot;
        snapshot.hold = "No node is available; 3 batches are held. simulated-1: It hangs.";
        snapshot.holdReason = "upload.no-node";
        snapshot.holdCause = "node.hangs";
        QCOMPARE(describeHold(snapshot).detail, qs(snapshot.hold));
        snapshot.error = "Writing a.seg failed: No space left on device.";
        snapshot.errorReason = "upload.journal-io";
        QCOMPARE(describeStop(snapshot).code, QStringLiteral("upload.journal-io"));
        m_settings->setLanguage(Language::Chinese);
        const ErrorText hold = describeHold(snapshot);
        QCOMPARE(hold.what, QStringLiteral("没有可用节点"));
        QVERIFY(hold.next.startsWith(QStringLiteral("原因：超时未应答。")));
        QVERIFY(describeStop(snapshot).detail.contains(QStringLiteral("上传日志")));
    }

    void notesKeepTheirFacts()
    {
        const SuggestionNote taken{"suggest.taken", {"50%1", "mn"}, "\"50%1\" is taken for mn."};
        QCOMPARE(noteSentence(taken), QStringLiteral("“50%1” is taken for meter id."));
        m_settings->setLanguage(Language::Chinese);
        QCOMPARE(noteSentence(taken), QStringLiteral("“50%1”用作水表编号。"));
        QCOMPARE(noteSentence({"suggest.flags", {"2", "漏水", "是"}, {}}),
                 QStringLiteral("2 列用作报警标志（“漏水”等）：每有一列取值为 是，该行就生成一条记录。"));
    }
};

MS_UI_TEST_MAIN(TestErrorTexts)
#include "tst_error_texts.moc"
