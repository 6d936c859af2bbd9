// meterseal: the desktop application. This file only puts the parts together; what they do is in ui/.
#include "pages/all_pages.h"
#include "shell/main_window.h"
#include "shell/start_page.h"
#include "shell/start_watch.h"
#include "theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

using namespace meterseal;

namespace {

// "VmHWM:     65000 kB": the most this program has had in memory; unlike getrusage(), without what was before exec.
std::string mostMemory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return line;
        }
    }
    return "memory unknown";
}

}  // namespace

int main(int argc, char** argv)
{
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
    parser.process(application);

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
    if (parser.isSet(workspaceOption) || std::filesystem::exists(folder, ignored)) {
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
    return QApplication::exec();
}
