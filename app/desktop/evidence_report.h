// meterseal --evidence-report FILE BUNDLE: the report of a bundle without a window, as the command line's `evidence
// report` asks for it. The same inspection and the same document as the Evidence page's.
#pragma once

class QCommandLineParser;

namespace meterseal {

void addReportOptions(QCommandLineParser& parser);
bool wantsReport(int argc, char** argv);  // before there is an application: no display is needed then
bool wantsReport(const QCommandLineParser& parser);
// 0: written, and every line of the verdict is green; 1: written, and one is not; 3: not written, the reason on
// standard error.
int writeReport(const QCommandLineParser& parser);

}  // namespace meterseal
