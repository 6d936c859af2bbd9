// The desktop's benchmarks: without a window on anybody's screen.
#include "theme/theme.h"

#include <QApplication>

#include <benchmark/benchmark.h>

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 1;
    }
    QApplication application(argc, argv);
    meterseal::ui::theme::apply(application, meterseal::ui::ThemeChoice::Light, 100);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
