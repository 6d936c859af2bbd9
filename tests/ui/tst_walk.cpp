// A walk over every page, in both languages and three text sizes: everything that takes the keyboard is reached by Tab
// and has a name, nothing is cut off at 1280x800, nothing is left in English, no turn of the event loop is long.
#include "source_dir.h"
#include "support/qt.h"
#include "ui/support/cut_off.h"
#include "ui/support/desktop.h"
#include "ui/support/english.h"
#include "ui/support/hands.h"
#include "ui/support/small_world.h"
#include "ui/support/watchdog.h"
#include "widgets/data_table.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPointer>
#include <QRegularExpression>
#include <QTabBar>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

bool takesKeyboard(const QWidget* widget)
{
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
           widget->focusProxy() == nullptr;
}

QString nameOf(QWidget* widget)
{
    QAccessibleInterface* const accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible != nullptr ? accessible->text(QAccessible::Name) : QString();
}

// Texts a program says, as against data it shows: buttons, tabs, tool tips of controls.
QMap<QString, QString> spokenTexts(QWidget* root)
{
    QMap<QString, QString> texts;
    int number = 0;
    for (auto* button : root->findChildren<QAbstractButton*>()) {
        texts[QStringLiteral("button %1 %2").arg(number++).arg(button->objectName())] =
            button->text() + button->toolTip();
    }
    for (auto* bar : root->findChildren<QTabBar*>()) {
        for (int i = 0; i < bar->count(); ++i) {
            texts[QStringLiteral("tab %1 %2").arg(bar->objectName()).arg(i)] = bar->tabText(i);
        }
    }
    return texts;
}

}  // namespace

class TestWalk : public QObject {
    Q_OBJECT

    std::unique_ptr<test::SmallWorld> m_world;
    test::TemporaryFolder m_folder;
    int m_count = 0;

    QStringList places(const test::Desktop& desktop)
    {
        QStringList all;
        for (const auto& page : desktop.registry.pages()) {
            all << page.id();
        }
        for (const char* section : {"keys", "ledgers", "nodes", "profiles", "backup"}) {
            all << QStringLiteral("settings/") + QString::fromLatin1(section);
        }
        return all << QStringLiteral("ledger/transactions") << QStringLiteral("ledger/records")
                   << QStringLiteral("ledger/check") << QStringLiteral("network/changes")
                   << QStringLiteral("network/book") << QStringLiteral("ledger/block/3")
                   << QStringLiteral("verify/record")
                   << QStringLiteral("ledger/tx/") + qs(m_world->builder().meter(0).lastConvert.hex())
                   << QStringLiteral("meters/") + qs(m_world->builder().meter(0).mn) << QStringLiteral("reviews/5");
    }
    // Goes there and waits until the page has what it asked for: a busy machine is slower, not wrong.
    static void settle(test::Desktop& desktop, const QString& place)
    {
        desktop.window.go(place);
        // Questions are answered in turn: when one asked now has its answer, those of the page have theirs. An answer
        // may lead to another question, three deep at most.
        using Lane = LedgerBridge::Lane;
        for (int depth = 0; depth < 3; ++depth) {
            int answers = 0;
            std::vector<TaskHandle> asked;
            for (const Lane lane : {Lane::Interactive, Lane::Background}) {
                asked.push_back(desktop.session.ledger()->query(
                    &desktop.window, lane, [](LedgerReader& reader) { return reader.totals(); },
                    [&answers](const Result<LedgerTotals>&) { ++answers; }));
            }
            if (!QTest::qWaitFor([&answers] { return answers == 2; }, test::kPatienceMs)) {
                qFatal("%s never had its answers", qPrintable(place));
            }
            QTest::qWait(30);
        }
    }
    std::unique_ptr<test::Desktop> openDesktop(Language language, int percent)
    {
        theme::apply(*qApp, ThemeChoice::Light, percent);
        auto desktop = std::make_unique<test::Desktop>(m_folder / (std::to_string(++m_count) + ".ini"));
        desktop->settings.setTextPercent(percent);
        desktop->settings.setLanguage(language);
        if (!desktop->open(m_world->folder())) {
            qFatal("the workspace does not open");
        }
        return desktop;
    }

private slots:
    void initTestCase()
    {
        QAccessible::setActive(true);
        m_world = std::make_unique<test::SmallWorld>(test::SmallWorld::Size{.meters = 8, .keys = true});
    }
    void cleanupTestCase() { theme::apply(*qApp, ThemeChoice::Light, 100); }

    void everythingFocusableHasANameAndIsReachedByTab()
    {
        auto desktop = openDesktop(Language::English, 100);
        QStringList faults;
        for (const QString& place : places(*desktop)) {
            settle(*desktop, place);
            std::vector<QPointer<QWidget>> wanted;  // what a page makes anew while it is walked is not missed
            for (auto* widget : desktop->window.findChildren<QWidget*>()) {
                if (takesKeyboard(widget)) {
                    wanted.emplace_back(widget);
                    if (nameOf(widget).trimmed().isEmpty()) {
                        faults << place + QStringLiteral(": no accessible name: ") + test::describeWidget(widget);
                    }
                }
            }
            desktop->window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&desktop->window, test::kPatienceMs));
            desktop->find<QWidget>("searchBox")->setFocus();
            const std::size_t steps = wanted.size() * 2 + 10;
            for (std::size_t step = 0; step < steps; ++step) {
                QVERIFY2(QApplication::focusWidget() != nullptr, qPrintable(place));
                std::erase(wanted, QApplication::focusWidget());
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            }
            for (const QPointer<QWidget>& widget : wanted) {
                if (widget != nullptr && takesKeyboard(widget)) {
                    faults << place + QStringLiteral(": not reached by Tab: ") + test::describeWidget(widget);
                }
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void nothingIsCutOff_data()
    {
        QTest::addColumn<int>("percent");
        QTest::addColumn<bool>("chinese");
        for (const int percent : {100, 125, 150}) {
            QTest::addRow("en %d", percent) << percent << false;
            QTest::addRow("zh %d", percent) << percent << true;
        }
    }
    void nothingIsCutOff()
    {
        QFETCH(int, percent);
        QFETCH(bool, chinese);
        auto desktop = openDesktop(chinese ? Language::Chinese : Language::English, percent);
        QStringList faults;
        for (const QString& place : places(*desktop)) {
            settle(*desktop, place);
            QVERIFY2(desktop->window.minimumSizeHint().width() <= 1280 &&
                         desktop->window.minimumSizeHint().height() <= 800,
                     qPrintable(QStringLiteral("%1 does not fit: %2 x %3")
                                    .arg(place)
                                    .arg(desktop->window.minimumSizeHint().width())
                                    .arg(desktop->window.minimumSizeHint().height())));
            for (const QString& fault : test::cutOff(desktop->window)) {
                faults << place + QStringLiteral(": ") + fault;
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    // Widths and shown columns are remembered by a table's name: two of one name would undo each other's.
    void everyTableHasANameOfItsOwn()
    {
        auto desktop = openDesktop(Language::English, 100);
        for (const QString& place : places(*desktop)) {
            settle(*desktop, place);
        }
        QStringList names;
        for (const DataTable* table : desktop->window.findChildren<DataTable*>()) {
            names << table->objectName();
        }
        QVERIFY(names.size() >= 10);
        QStringList twice = names;
        for (const QString& name : QSet<QString>(names.begin(), names.end())) {
            twice.removeOne(name);
        }
        QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u' ')));
    }

    void nothingIsLeftInEnglish()
    {
        auto desktop = openDesktop(Language::English, 100);
        const QRegularExpression words(QStringLiteral("[A-Za-z]{3,}"));
        const QStringList names{QStringLiteral("English"), QStringLiteral("UTC")};
        // Pages that do not show get their language later, one a turn of the event loop.
        constexpr int kLanguageMs = 900;
        QStringList faults;
        for (const QString& place : places(*desktop)) {
            desktop->settings.setLanguage(Language::English);
            desktop->window.go(place);
            QTest::qWait(kLanguageMs);
            const auto english = spokenTexts(&desktop->window);
            desktop->settings.setLanguage(Language::Chinese);
            QTest::qWait(kLanguageMs);
            const auto chinese = spokenTexts(&desktop->window);
            for (const QString& sentence : test::englishIn(desktop->window)) {
                faults << place + QStringLiteral(": ") + sentence;
            }
            for (auto it = english.begin(); it != english.end(); ++it) {
                if (!it->isEmpty() && chinese.value(it.key()) == *it && words.match(*it).hasMatch() &&
                    !names.contains(*it)) {
                    faults << place + QStringLiteral(": ") + *it;
                }
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void cataloguesAreComplete()
    {
        const QDir folder(QStringLiteral(METERSEAL_SOURCE_DIR "/resources/i18n"));
        const QStringList files = folder.entryList({QStringLiteral("*.ts")});
        QVERIFY(!files.isEmpty());
        for (const QString& name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY2(!content.contains("type=\"unfinished\"") && !content.contains("type=\"vanished\""),
                     qPrintable(name));
        }
    }

    void noTurnOfTheEventLoopIsLong()
    {
        auto desktop = openDesktop(Language::English, 100);
        for (const QString& place : places(*desktop)) {
            desktop->window.go(place);  // pages are made here, once
            QTest::qWait(50);
        }
        // What holds the loop does so every time; a disk that was busy once does not.
        test::EventLoopWatchdog watchdog;
        QMap<QString, double> shortest;
        for (int round = 0; round < 3; ++round) {
            for (const QString& place : places(*desktop)) {
                desktop->window.go(place);
                QTest::qWait(20);
                m_world->append();
                watchdog.reset();  // what the test itself did is not the program's
                QTest::qWait(60);
                const double longest = watchdog.longestUnits();
                shortest[place] = round == 0 ? longest : std::min(shortest[place], longest);
            }
        }
        for (auto it = shortest.begin(); it != shortest.end(); ++it) {
            QVERIFY2(it.value() <= test::EventLoopWatchdog::kMostUnits,
                     qPrintable(QStringLiteral("%1: a turn of %2 units each time").arg(it.key()).arg(it.value())));
        }
    }
};

MS_UI_TEST_MAIN(TestWalk)
#include "tst_walk.moc"
