#include "evidence_report.h"

#include "meterseal/file/file.h"
#include "paper/evidence_report.h"
#include "paper/scanned_sheet.h"

#include <QCommandLineParser>
#include <QTemporaryDir>

#include <cstdio>
#include <string_view>

namespace meterseal {

namespace {

constexpr std::uint64_t kMostAuthorityBytes = 1u << 20;
constexpr int kFailed = 3;

const QString kReport = QStringLiteral("evidence-report");
const QString kFingerprint = QStringLiteral("fingerprint");
const QString kSheet = QStringLiteral("sheet");
const QString kAuthority = QStringLiteral("time-authority");
const QString kReadSheet = QStringLiteral("read-sheet");
const QString kLanguage = QStringLiteral("language");
const QString kTime = QStringLiteral("time");

Result<EvidenceTrust> trustOf(const QCommandLineParser& parser)
{
    EvidenceTrust trust;
    for (const QString& hex : parser.values(kFingerprint)) {
        MS_ASSIGN(const Hash256 fingerprint, Hash256::fromHex(hex.toStdString(), "--fingerprint"));
        trust.fingerprints.push_back(fingerprint);
    }
    for (const QString& file : parser.values(kSheet)) {
        MS_ASSIGN(const std::string typed, ui::sheetTextOf(file.toStdString()));
        MS_ASSIGN(KeptCheckpoint sheet, readKeptCheckpoint(typed));
        trust.sheets.push_back(std::move(sheet));
    }
    for (const QString& file : parser.values(kAuthority)) {
        MS_ASSIGN(const std::string certificates, readWhole(file.toStdString(), kMostAuthorityBytes));
        trust.timeAuthorities += certificates + '\n';
    }
    return trust;
}

Result<EvidenceVerdict> write(const QCommandLineParser& parser)
{
    if (parser.positionalArguments().size() != 1) {
        return makeError(ErrorCode::InvalidArgument, "report.usage", "One bundle is reported at a time.");
    }
    MS_ASSIGN(const EvidenceTrust trust, trustOf(parser));
    Timestamp at = now();
    if (parser.isSet(kTime)) {
        MS_ASSIGN(at, parseTimestamp(parser.value(kTime).toStdString()));
    }
    // The person's own settings are neither read nor changed.
    const QTemporaryDir own;
    ui::AppSettings settings(own.filePath(QStringLiteral("settings.ini")));
    if (parser.isSet(kLanguage)) {
        settings.setLanguage(parser.value(kLanguage) == QLatin1String("zh") ? ui::Language::Chinese
                                                                            : ui::Language::English);
    }
    const ui::Format format(settings);
    MS_ASSIGN(const ui::OpenedEvidence opened,
              ui::openEvidence(parser.positionalArguments().front().toStdString(), trust, {}));
    MS_ASSIGN(const QByteArray bytes, ui::paper::printPaper(ui::evidenceReport(opened, format, at)));
    MS_TRY(ui::saveEvidenceReport(parser.value(kReport).toStdString(), bytes, ui::evidenceAnnex(opened)));
    return opened.report.verdict;
}

}  // namespace

void addReportOptions(QCommandLineParser& parser)
{
    parser.addOptions(
        {{kReport, QStringLiteral("Write the report of the evidence bundle to this PDF, without a window."),
          QStringLiteral("file")},
         {kFingerprint, QStringLiteral("Of the report: a ledger's fingerprint that you compared."),
          QStringLiteral("hex")},
         {kSheet, QStringLiteral("Of the report: a checkpoint that you kept."), QStringLiteral("file")},
         {kAuthority, QStringLiteral("Of the report: certificates (PEM) of time stamp authorities whose word counts."),
          QStringLiteral("file")},
         {kReadSheet, QStringLiteral("Print the checkpoint in the QR code of a picture, without a window.")},
         {kLanguage, QStringLiteral("Of the report: en or zh."), QStringLiteral("language")},
         {kTime, QStringLiteral("Of the report: the time that stands on it."), QStringLiteral("time")}});
}

bool wantsReport(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument(argv[i]);
        if (argument.starts_with("--evidence-report") || argument == "--read-sheet") {
            return true;
        }
    }
    return false;
}

bool wantsReport(const QCommandLineParser& parser)
{
    return parser.isSet(kReport) || parser.isSet(kReadSheet);
}

int writeReport(const QCommandLineParser& parser)
{
    if (parser.isSet(kReadSheet)) {
        const QStringList files = parser.positionalArguments();
        const auto read = files.size() == 1 ? ui::sheetTextOf(files.front().toStdString())
                                            : Result<std::string>(makeError(ErrorCode::InvalidArgument, "report.usage",
                                                                            "One picture is read at a time."));
        if (!read) {
            std::fprintf(stderr, "%s [%s]\n", read.error().message.c_str(), read.error().reason.c_str());
            return kFailed;
        }
        std::fwrite(read->data(), 1, read->size(), stdout);
        return 0;
    }
    const auto verdict = write(parser);
    if (!verdict) {
        std::fprintf(stderr, "%s [%s]\n", verdict.error().message.c_str(), verdict.error().reason.c_str());
        return kFailed;
    }
    return *verdict == EvidenceVerdict::Holds ? 0 : 1;
}

}  // namespace meterseal
