// Contrast of both themes after WCAG 2.2: text 4.5 to 1 on everything it stands on, shapes and bars 3 to 1.
#include "support/qt.h"
#include "theme/theme.h"
#include "ui/support/desktop.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

#include <cmath>

using namespace meterseal::ui;

namespace {

double luminance(const QColor& colour)
{
    const auto channel = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

constexpr double kText = 4.5;
constexpr double kShape = 3;

}  // namespace

class TestTheme : public QObject {
    Q_OBJECT

    QStringList m_faults;

    void check(const QString& what, const QColor& colour, const QColor& ground, double least)
    {
        if (const double found = contrast(colour, ground); found < least) {
            m_faults << QStringLiteral("%1: %2 on %3 is %4 to 1, needs %5")
                            .arg(what, colour.name(), ground.name())
                            .arg(found, 0, 'f', 2)
                            .arg(least);
        }
    }

private slots:
    void contrastIsEnough_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void contrastIsEnough()
    {
        QFETCH(bool, dark);
        m_faults.clear();
        const QPalette palette = dark ? theme::darkPalette() : theme::lightPalette();
        QCOMPARE(theme::isDark(palette), dark);
        const QColor grounds[] = {palette.color(QPalette::Window), palette.color(QPalette::Base),
                                  palette.color(QPalette::AlternateBase)};
        constexpr std::pair<const char*, Tone> kTones[] = {{"neutral", Tone::Neutral}, {"info", Tone::Info},
                                                           {"ok", Tone::Ok},           {"warn", Tone::Warn},
                                                           {"bad", Tone::Bad},         {"muted", Tone::Muted}};
        for (const QColor& ground : grounds) {
            check(QStringLiteral("text"), palette.color(QPalette::Text), ground, kText);
            check(QStringLiteral("link"), palette.color(QPalette::Link), ground, kText);
            check(QStringLiteral("placeholder"), palette.color(QPalette::PlaceholderText), ground, kText);
            for (const auto& [name, tone] : kTones) {
                check(QString::fromLatin1(name), theme::colourOf(palette, tone), ground, kText);
            }
            for (int n = 0; n < 5; ++n) {
                check(QStringLiteral("line %1 of a chart").arg(n), theme::seriesColour(palette, n), ground, kShape);
            }
        }
        for (const auto& [name, tone] : kTones) {
            check(QStringLiteral("text on the fill of %1").arg(QString::fromLatin1(name)),
                  palette.color(QPalette::WindowText), theme::fillOf(palette, tone), kText);
            check(QStringLiteral("%1 on its own fill").arg(QString::fromLatin1(name)), theme::colourOf(palette, tone),
                  theme::fillOf(palette, tone), kText);
        }
        check(QStringLiteral("selection"), palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight),
              kText);
        check(QStringLiteral("button"), palette.color(QPalette::ButtonText), palette.color(QPalette::Button), kText);
        check(QStringLiteral("tool tip"), palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase),
              kText);
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    }

    // The same widgets, the theme changed again and again while they stand there.
    void outlinesFollowTheTheme()
    {
        const auto restore = qScopeGuard([] { theme::apply(*qApp, ThemeChoice::Light, 100); });
        m_faults.clear();
        QWidget window;
        std::vector<QLineEdit*> lines;
        for (int i = 0; i < 8; ++i) {
            lines.push_back(new QLineEdit(&window));
            lines.back()->setGeometry(8, 8 + i * 40, 120, 32);
        }
        window.resize(200, 400);
        window.show();
        for (int round = 0; round < 12; ++round) {
            theme::apply(*qApp, round % 2 == 0 ? ThemeChoice::Dark : ThemeChoice::Light, 100);
            QCoreApplication::processEvents();
            for (std::size_t i = 1; i < lines.size(); ++i) {  // the first has the keyboard
                check(QStringLiteral("field %1 in round %2").arg(i).arg(round),
                      lines[i]->grab().toImage().pixelColor(0, 16), QApplication::palette().color(QPalette::Window),
                      kShape);
            }
        }
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    }

    void outlinesAreSeen_data() { contrastIsEnough_data(); }
    // As drawn: somewhere on its left edge each of them differs enough from the window it stands on. (The words of a
    // quiet button say that it is one.)
    void outlinesAreSeen()
    {
        QFETCH(bool, dark);
        m_faults.clear();
        theme::apply(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light, 100);
        const auto restore = qScopeGuard([] { theme::apply(*qApp, ThemeChoice::Light, 100); });
        const QColor window = QApplication::palette().color(QPalette::Window);
        QLineEdit line;
        QCheckBox box;
        QComboBox combo;
        QSpinBox spin;
        for (QWidget* const widget : {static_cast<QWidget*>(&line), static_cast<QWidget*>(&box),
                                      static_cast<QWidget*>(&combo), static_cast<QWidget*>(&spin)}) {
            widget->resize(120, 32);
            const QImage drawn = widget->grab().toImage();
            double most = 0;
            for (int x = 0; x < 4; ++x) {
                most = std::max(most, contrast(drawn.pixelColor(x, drawn.height() / 2), window));
            }
            if (most < kShape) {
                m_faults << QStringLiteral("%1: %2 to 1").arg(widget->metaObject()->className()).arg(most, 0, 'f', 2);
            }
        }
        // The one with the keyboard is seen no less.
        const QColor plain = line.grab().toImage().pixelColor(0, 16);
        line.show();
        QApplication::setActiveWindow(&line);
        line.setFocus();
        QTRY_VERIFY(line.hasFocus());
        const QColor focused = line.grab().toImage().pixelColor(0, 16);
        QVERIFY(focused != plain);
        check(QStringLiteral("the focused field"), focused, window, kShape);
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    }
};

MS_UI_TEST_MAIN(TestTheme)
#include "tst_theme.moc"
