// meterseal: the desktop application. This file only puts the parts together; what they do is in ui/.
#include "evidence_report.h"
#include "meterseal/file/file.h"
#include "pages/all_pages.h"
#include "shell/main_window.h"
#include "shell/start_page.h"
#include "shell/start_watch.h"
#include "theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QHashFunctions>
#include <QUrl>

#include <cstdio>
#include <filesystem>
#include <string>

using namespace meterseal;

namespace {

// "VmHWM:     65000 kB": the most this program has had in memory; unlike getrusage(), without what was before exec.
std::string mostMemory()
{
    const auto status = readWhole("/proc/self/status", 1u << 20);
    const std::size_t at = status ? status->find("VmHWM:") : std::string::npos;
    return at == std::string::npos ? "memory unknown" : status->substr(at, status->find('\n', at) - at);
}

}  // namespace

int main(int argc, char** argv)
{
    if (wantsReport(argc, argv) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    // The order in which Qt writes a PDF's parts follows its hashes: a report is to have the same bytes in every
    // process.
    QHashSeed::setDeterministicGlobalSeed();
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("meterseal"));
    QCoreApplication::setApplicationVersion(QStringLiteral(METERSEAL_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Seals water-meter records on a shared ledger and verifies them"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspaceOption(QStringLiteral("workspace"), QStringLiteral("Open this workspace."),
                                             QStringLiteral("folder"));
    const QCommandLineOption readOnlyOption(QStringLiteral("read-only"),
                                            QStringLiteral("Open it so that nothing on disk changes."));
    const QCommandLineOption measureOption(
        QStringLiteral("measure-start"),
        QStringLiteral(
            "Print a line with the memory used as soon as the first page shows rows of the ledger, and quit."));
    parser.addOptions({workspaceOption, readOnlyOption, measureOption});
    addReportOptions(parser);
    parser.addPositionalArgument(QStringLiteral("evidence"),
                                 QStringLiteral("An evidence bundle (NAME.mseal.zip) to verify, without a workspace."),
                                 QStringLiteral("[evidence]"));
    parser.process(application);
    if (wantsReport(parser)) {
        return writeReport(parser);
    }

    ui::AppSettings settings;
    ui::theme::apply(application, settings.theme(), settings.textPercent());
    ui::Format format(settings);
    const auto looks = [&] { ui::theme::apply(application, settings.theme(), settings.textPercent()); };
    QObject::connect(&settings, &ui::AppSettings::themeChanged, &application, looks);
    QObject::connect(&settings, &ui::AppSettings::textPercentChanged, &application, looks);

    ui::PageRegistry registry;
    ui::addAllPages(registry);
    ui::Session session;
    ui::MainWindow window(registry, session, format, settings);

    std::filesystem::path folder;
    if (parser.isSet(workspaceOption)) {
        folder = parser.value(workspaceOption).toStdString();
    } else if (!settings.lastWorkspace().isEmpty()) {
        folder = settings.lastWorkspace().toStdString();
    }
    if (const auto usual = Workspace::defaultFolder()) {
        window.startPage()->setTryFolder(*usual);
        window.startPage()->setSampleMaker(makeSample, findSampleReadings);
        if (folder.empty()) {
            folder = *usual;
        }
    }
    std::error_code ignored;
    if (const QStringList files = parser.positionalArguments(); !files.isEmpty()) {
        const QString file = QFileInfo(files.front()).absoluteFilePath();
        window.go(QStringLiteral("evidence/file/") + QString::fromLatin1(QUrl::toPercentEncoding(file)));
    } else if (parser.isSet(workspaceOption) || std::filesystem::exists(folder, ignored)) {
        session.openWorkspace(folder, parser.isSet(readOnlyOption));
    }
    if (parser.isSet(measureOption)) {
        auto* const watch = new ui::StartWatch(&window);
        QObject::connect(watch, &ui::StartWatch::usable, &application, [] {
            std::printf("usable, %s\n", mostMemory().c_str());
            std::fflush(stdout);
            QCoreApplication::quit();
        });
    }
    window.show();
    if (parser.isSet(measureOption)) {
        window.resize(1280, 800);  // figures of one size, whatever the screen: rows below the fold are never shown
    }
    return QApplication::exec();
}
