// The look holds everywhere: every pair of tokens that stands together has the contrast it needs (WCAG 2.2), no source
// but the token file writes a colour, nothing uses style sheets; on each page at most one action is primary, and
// nothing destructive stands beside it; what is selected keeps the colours of its verdict; a language reaches the pages
// one a turn; a message does not move the page.
#include "models/table_model.h"
#include "source_dir.h"
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "theme/tokens.h"
#include "ui/support/desktop.h"
#include "ui/support/small_world.h"
#include "widgets/banner.h"
#include "widgets/cell_delegate.h"

#include <QAbstractButton>
#include <QAbstractEventDispatcher>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QTableView>

#include <cmath>

using namespace meterseal;
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

// Counts how often a page got its language, and in how many different turns of the event loop.
class Turns : public QObject {
public:
    explicit Turns(int& turn) : m_turn(turn) {}
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange) {
            ++m_perTurn[m_turn];
        }
        return false;
    }
    int pages() const
    {
        int all = 0;
        for (const int count : m_perTurn) {
            all += count;
        }
        return all;
    }
    int most() const { return m_perTurn.isEmpty() ? 0 : *std::max_element(m_perTurn.begin(), m_perTurn.end()); }

private:
    int& m_turn;
    QMap<int, int> m_perTurn;
};

}  // namespace

class TestLook : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;
    std::unique_ptr<test::SmallWorld> m_world;
    QStringList m_faults;

    void check(const QString& what, const QColor& colour, const QColor& ground, double least)
    {
        if (const double found = contrast(colour, ground); found < least) {
            m_faults << QStringLiteral("%1: %2 on %3 is %4, needs %5")
                            .arg(what, colour.name(), ground.name())
                            .arg(found, 0, 'f', 2)
                            .arg(least);
        }
    }

private slots:
    void initTestCase() { m_world = std::make_unique<test::SmallWorld>(); }

    void everyPairHasItsContrast_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyPairHasItsContrast()
    {
        QFETCH(bool, dark);
        m_faults.clear();
        const theme::Tokens& t = dark ? theme::darkTokens() : theme::lightTokens();
        const std::pair<const char*, QColor> grounds[] = {
            {"window", t.window}, {"base", t.base}, {"sunken", t.sunken}, {"selection", t.selection}};
        const std::pair<const char*, QColor> words[] = {{"text", t.text}, {"muted", t.muted}, {"link", t.link},
                                                        {"ok", t.ok},     {"warn", t.warn},   {"bad", t.bad}};
        for (const auto& [ground, behind] : grounds) {
            for (const auto& [word, colour] : words) {
                check(QString::fromLatin1("%1 on %2").arg(QLatin1String(word), QLatin1String(ground)), colour, behind,
                      kText);
            }
        }
        check(QStringLiteral("link on soft"), t.link, t.soft, kText);
        check(QStringLiteral("ok on its fill"), t.ok, t.okFill, kText);
        check(QStringLiteral("warn on its fill"), t.warn, t.warnFill, kText);
        check(QStringLiteral("bad on its fill"), t.bad, t.badFill, kText);
        check(QStringLiteral("info on its fill"), t.link, t.infoFill, kText);
        for (const QColor& fill : {t.okFill, t.warnFill, t.badFill, t.infoFill}) {
            check(QStringLiteral("text on a fill"), t.text, fill, kText);
            check(QStringLiteral("muted on a fill"), t.muted, fill, kText);
        }
        for (const QColor& fill : {t.accent, t.accentHover, t.accentPressed}) {
            check(QStringLiteral("words of a primary button"), t.onAccent, fill, kText);
        }
        check(QStringLiteral("primary on base"), t.accent, t.base, kShape);
        for (const QColor& ground : {t.window, t.base}) {
            check(QStringLiteral("edge of a field"), t.field, ground, kShape);
            check(QStringLiteral("scroll bar"), t.thumb, ground, kShape);
            check(QStringLiteral("focus ring"), t.link, ground, kShape);
            for (const QColor& line : t.series) {
                check(QStringLiteral("line of a chart"), line, ground, kShape);
            }
        }
        QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
    }

    void onlyTheTokensWriteColours()
    {
        static const QRegularExpression kColour(QStringLiteral(
            "\"#[0-9a-fA-F]{3,8}\"|0x[fF][fF][0-9a-fA-F]{6}|setStyleSheet|QColor\\(\\s*\\d|Qt::(red|green|blue|gray|"
            "darkGray|lightGray)\\b"));
        QDirIterator files(QStringLiteral(METERSEAL_SOURCE_DIR "/ui"), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                           QDir::Files, QDirIterator::Subdirectories);
        int read = 0;
        QStringList found;
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.fileName().endsWith(QLatin1String("/theme/tokens.cpp"))) {
                continue;
            }
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto match = kColour.match(QString::fromUtf8(file.readAll()));
            if (match.hasMatch()) {
                found << file.fileName() + QStringLiteral(": ") + match.captured();
            }
            ++read;
        }
        QVERIFY(read > 150);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void onePrimaryActionAPage()
    {
        test::Desktop desktop(m_folder / "primary.ini");
        QVERIFY(desktop.open(m_world->folder()));
        QStringList places;
        for (const auto& page : desktop.registry.pages()) {
            places << page.id();
        }
        places << QStringLiteral("meters/") + text(m_world->builder().meter(0).mn) << QStringLiteral("ledger/block/2");
        int primaries = 0;
        for (const QString& place : places) {
            desktop.window.go(place);
            QTest::qWait(120);
            QWidget* const page = desktop.window.page(place.section(u'/', 0, 0));
            QList<QAbstractButton*> shown;
            for (QAbstractButton* button : page->findChildren<QAbstractButton*>()) {
                if (button->isVisible() && button->property("role").toString() == QLatin1String("primary")) {
                    shown << button;
                }
            }
            QVERIFY2(shown.size() <= 1, qPrintable(place));
            primaries += static_cast<int>(shown.size());
            for (QAbstractButton* primary : shown) {
                const QRect near = primary->geometry().adjusted(-24, 0, 24, 0);
                for (QAbstractButton* other : primary->parentWidget()->findChildren<QAbstractButton*>()) {
                    const bool destroys = other->property("role").toString() == QLatin1String("destructive");
                    QVERIFY2(!destroys || !other->isVisible() || !near.intersects(other->geometry()),
                             qPrintable(place + QStringLiteral(": ") + other->objectName()));
                }
            }
        }
        QVERIFY(primaries >= 4);
    }

    // As drawn: the words of a selected row are still in the colour of its verdict.
    void aSelectedRowKeepsItsColours()
    {
        QStandardItemModel model(1, 1);
        auto* item = new QStandardItem(QStringLiteral("MMMMMMMM"));
        item->setData(static_cast<int>(Tone::Bad), TableModel::ToneRole);
        model.setItem(0, 0, item);
        QTableView view;
        view.setModel(&model);
        view.setItemDelegate(new CellDelegate(&view));
        view.setColumnWidth(0, 200);
        view.resize(240, 120);
        view.selectRow(0);
        const QImage drawn = view.viewport()->grab(view.visualRect(model.index(0, 0))).toImage();
        const theme::Tokens& t = theme::tokensOf(QApplication::palette());
        int words = 0;
        int ground = 0;
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x) {
                words += drawn.pixelColor(x, y) == t.bad ? 1 : 0;
                ground += drawn.pixelColor(x, y) == t.selection ? 1 : 0;
            }
        }
        QVERIFY(words > 20);
        QVERIFY(ground > drawn.width() * drawn.height() / 2);
    }

    void languageReachesThePagesOneATurn()
    {
        test::Desktop desktop(m_folder / "turns.ini");
        QVERIFY(desktop.open(m_world->folder()));
        int turn = 0;
        Turns turns(turn);
        int made = 0;
        for (const auto& page : desktop.registry.pages()) {
            desktop.window.go(page.id());
            desktop.window.page(page.id())->findChild<QWidget*>()->installEventFilter(&turns);
            ++made;
        }
        QTest::qWait(200);
        const auto counting =
            connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this, [&turn] { ++turn; });
        desktop.settings.setLanguage(Language::Chinese);
        QTRY_COMPARE(turns.pages(), made);
        disconnect(counting);
        QCOMPARE(turns.most(), 1);
        QCOMPARE(desktop.window.page(QStringLiteral("settings"))->findChildren<QLabel*>().isEmpty(), false);
    }

    void aMessageDoesNotMoveThePage()
    {
        test::Desktop desktop(m_folder / "toast.ini");
        QVERIFY(desktop.open(m_world->folder()));
        QWidget* const page = desktop.window.page(QStringLiteral("overview"));
        QTest::qWait(100);
        const QRect before(page->mapTo(&desktop.window, QPoint()), page->size());
        desktop.window.go(QStringLiteral("meters"));
        auto* search = desktop.find<QLineEdit>("searchBox");
        QTest::keyClicks(search, QStringLiteral("nothing-like-this"));
        QTest::keyClick(search, Qt::Key_Return);
        auto* toast = desktop.find<Banner>("toast");
        QTRY_VERIFY(toast->isVisible());
        QVERIFY(!toast->plainText().isEmpty());
        desktop.window.go(QStringLiteral("overview"));
        QTest::qWait(100);
        QVERIFY(toast->isVisible());
        QCOMPARE(QRect(page->mapTo(&desktop.window, QPoint()), page->size()), before);
        QVERIFY(desktop.window.rect().contains(toast->geometry()));
    }
};

MS_UI_TEST_MAIN(TestLook)
#include "tst_look.moc"
