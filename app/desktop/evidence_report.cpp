#include "evidence_report.h"

#include "meterseal/file/file.h"
#include "paper/evidence_report.h"

#include <QCommandLineParser>
#include <QTemporaryDir>

#include <cstdio>
#include <string_view>

namespace meterseal {

namespace {

constexpr std::uint64_t kMostSheetBytes = 1u << 20;
constexpr int kFailed = 3;

const QString kReport = QStringLiteral("evidence-report");
const QString kFingerprint = QStringLiteral("fingerprint");
const QString kSheet = QStringLiteral("sheet");
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
        MS_ASSIGN(const std::string typed, readWhole(file.toStdString(), kMostSheetBytes));
        MS_ASSIGN(KeptCheckpoint sheet, readKeptCheckpoint(typed));
        trust.sheets.push_back(std::move(sheet));
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
    MS_TRY(ui::paper::savePaper(parser.value(kReport).toStdString(), bytes));
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
         {kLanguage, QStringLiteral("Of the report: en or zh."), QStringLiteral("language")},
         {kTime, QStringLiteral("Of the report: the time that stands on it."), QStringLiteral("time")}});
}

bool wantsReport(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]).starts_with("--evidence-report")) {
            return true;
        }
    }
    return false;
}

bool wantsReport(const QCommandLineParser& parser)
{
    return parser.isSet(kReport);
}

int writeReport(const QCommandLineParser& parser)
{
    const auto verdict = write(parser);
    if (!verdict) {
        std::fprintf(stderr, "%s [%s]\n", verdict.error().message.c_str(), verdict.error().reason.c_str());
        return kFailed;
    }
    return *verdict == EvidenceVerdict::Holds ? 0 : 1;
}

}  // namespace meterseal
