// The drawn tree: its layout against core's proofs, what it paints, how it is walked, what it copies.
#include "support/qt.h"
#include "support/temporary_folder.h"
#include "ui/support/desktop.h"
#include "ui/support/hands.h"
#include "widgets/merkle_tree_panel.h"

#include "meterseal/crypto/sha256.h"

#include <QClipboard>
#include <QLabel>
#include <QProcess>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace meterseal;
using namespace meterseal::ui;

namespace {

std::vector<Hash256> leaves(std::size_t count)
{
    std::vector<Hash256> all;
    for (std::size_t i = 0; i < count; ++i) {
        all.push_back(crypto::sha256("leaf " + std::to_string(i)));
    }
    return all;
}

}  // namespace

class TestMerkleTreeView : public QObject {
    Q_OBJECT

    std::unique_ptr<AppSettings> m_settings;
    std::unique_ptr<Format> m_format;
    test::TemporaryFolder m_folder;

    std::unique_ptr<MerkleTreePanel> panelOf(std::size_t count)
    {
        auto panel = std::make_unique<MerkleTreePanel>(*m_format);
        panel->resize(900, 620);
        panel->view()->setLeaves(leaves(count));
        panel->show();
        return panel;
    }
    static qint64 pixelsOf(const QImage& image, const QColor& colour)
    {
        qint64 count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                count += image.pixelColor(x, y) == colour ? 1 : 0;
            }
        }
        return count;
    }

private slots:
    void initTestCase()
    {
        m_settings = std::make_unique<AppSettings>(QString::fromStdString((m_folder / "s.ini").string()));
        m_settings->setLanguage(Language::English);
        m_format = std::make_unique<Format>(*m_settings);
    }

    // Walking up from every leaf meets core's inclusion proof and ends at the root, at every size up to two levels
    // more than an odd last node can climb.
    void pathsAreProofs()
    {
        for (std::size_t count = 1; count <= 70; ++count) {
            const MerkleLayout layout(leaves(count));
            for (std::uint32_t leaf = 0; leaf < count; ++leaf) {
                const auto path = layout.pathOf(leaf);
                std::vector<Hash256> met;
                for (const MerkleNode node : path) {
                    const auto [first, last] = layout.leavesOf(node);
                    QVERIFY(first <= leaf && leaf <= last && !layout.passesThrough(node));
                    if (const auto beside = layout.sibling(node)) {
                        QVERIFY(layout.sibling(*beside) == node);
                        met.push_back(layout.hash(*beside));
                    }
                }
                QVERIFY(met == layout.tree().inclusionProof(leaf));
                QVERIFY(layout.hash(path.back()) == layout.tree().root());
            }
        }
    }

    // Whatever the magnification: a level gives no more nodes than there is room for, and all that are in the window.
    void onlyWhatIsInSight()
    {
        const MerkleLayout layout(leaves(8192));
        constexpr double kPixels = 1000;
        constexpr double kLeast = 6;
        for (const double unit : {0.12, 0.9, 7.0, 60.0, 150.0}) {
            for (const double left : {0.0, 1000.5, 8000.0}) {
                for (int level = 0; level < layout.levelCount(); ++level) {
                    const auto nodes = layout.visible(level, left, left + kPixels / unit, kLeast / unit);
                    QVERIFY(static_cast<double>(nodes.size()) <= kPixels / kLeast + 2);
                    for (std::uint32_t i = 0; i < layout.nodeCount(level) && !nodes.empty(); ++i) {
                        const auto [first, last] = layout.leavesOf({level, i});
                        const bool inside = last + 1.0 > left && first < left + kPixels / unit;
                        const bool given = std::find(nodes.begin(), nodes.end(), MerkleNode{level, i}) != nodes.end();
                        QVERIFY(!inside || given);
                    }
                }
            }
        }
        QVERIFY(MerkleLayout().visible(0, 0, 10, 0).empty());
    }

    void differingNodesAreMarked()
    {
        auto panel = panelOf(40);
        MerkleTreeView* const view = panel->view();
        const QColor bad = theme::colourOf(view->palette(), Tone::Bad);
        QTRY_VERIFY(panel->isVisible());
        const qint64 before = pixelsOf(view->viewport()->grab().toImage(), bad);
        view->setDiffering({17});
        const qint64 after = pixelsOf(view->viewport()->grab().toImage(), bad);
        QVERIFY2(before == 0 && after > 50, qPrintable(QStringLiteral("%1, %2").arg(before).arg(after)));
        QVERIFY(view->differs({0, 17}) && view->differs({5, 0}) && !view->differs({0, 16}) && !view->differs({3, 0}));
        QVERIFY(view->describe({0, 17}).contains(QStringLiteral("differs")));
        // 8,192 leaves are a band, and the mark is on it all the same.
        view->setLeaves(leaves(8192));
        QCOMPARE(pixelsOf(view->viewport()->grab().toImage(), bad), qint64(0));
        view->setDiffering({4000});
        QVERIFY(pixelsOf(view->viewport()->grab().toImage(), bad) > 20);
    }

    void walkedWithTheKeyboard()
    {
        auto panel = panelOf(7);
        MerkleTreeView* const view = panel->view();
        view->setFocus();
        QTRY_VERIFY(view->hasFocus());
        const auto at = [view](int level, std::uint32_t index) { return view->selected() == MerkleNode{level, index}; };
        QVERIFY(at(3, 0));  // the root, to begin with
        QTest::keyClick(view, Qt::Key_Down);
        QVERIFY(at(2, 0));
        QTest::keyClick(view, Qt::Key_Right);
        QVERIFY(at(2, 1));
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Right);
        QVERIFY(at(0, 6));  // the odd last leaf, which moves up unchanged
        QVERIFY(view->accessibleDescription().startsWith(QStringLiteral("Leaf 7 of 7")));
        QVERIFY(view->accessibleDescription().contains(qs(leaves(7)[6].hex())));
        QTest::keyClick(view, Qt::Key_Up);
        QVERIFY(at(2, 1));
        QTest::keyClick(view, Qt::Key_Home);
        QVERIFY(at(2, 0));
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), qs(view->tree().hash({2, 0}).hex()));
        QVERIFY(!view->chosenLeaf());
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(view->chosenLeaf(), std::optional<std::uint32_t>(0));
        // Down follows the chosen path.
        view->chooseLeaf(5);
        view->select({3, 0});
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(view, Qt::Key_Down);
        }
        QVERIFY(at(0, 5));
    }

    void walkedWithTheMouse()
    {
        auto panel = panelOf(8192);
        MerkleTreeView* const view = panel->view();
        QTRY_VERIFY(panel->isVisible());
        view->chooseLeaf(5000);
        QVERIFY(test::click(panel.get(), "treeShowAll"));
        QVERIFY(view->horizontalScrollBar()->maximum() == 0);
        for (int i = 0; i < 12; ++i) {
            QVERIFY(test::click(panel.get(), "treeZoomIn"));
        }
        QVERIFY(view->horizontalScrollBar()->maximum() > 100'000);
        view->select({0, 5000});
        QVERIFY(!view->boxOf({0, 5000}).isNull());  // brought into sight
        // The whole way up stays in sight, whatever the magnification.
        for (const MerkleNode node : view->tree().pathOf(5000)) {
            const QPointF centre = view->boxOf(node).center();
            QVERIFY(centre.x() > 0 && centre.x() < view->viewport()->width());
        }
        const QRectF neighbour = view->boxOf({0, 5001});
        QVERIFY(!neighbour.isNull());
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, neighbour.center().toPoint());
        QVERIFY(view->selected() == (MerkleNode{0, 5001}));
        QCOMPARE(view->chosenLeaf(), std::optional<std::uint32_t>(5000));
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, neighbour.center().toPoint());
        QCOMPARE(view->chosenLeaf(), std::optional<std::uint32_t>(5001));
        QVERIFY(test::click(panel.get(), "treeCopyHash"));
        QCOMPARE(QApplication::clipboard()->text(), qs(leaves(8192)[5001].hex()));
    }

    // The same bytes that the command line prints, which then holds.
    void proofIsTheCommandLines()
    {
        const QString cli = qEnvironmentVariable("METERSEAL_CLI");
        QVERIFY2(!cli.isEmpty(), "METERSEAL_CLI names the program");
        auto panel = panelOf(37);
        panel->view()->chooseLeaf(36);
        QVERIFY(test::click(panel.get(), "treeCopyProof"));
        QByteArray lines;
        for (const Hash256& leaf : leaves(37)) {
            lines += QByteArray::fromStdString(leaf.hex()) + '\n';
        }
        const auto run = [&cli](const QStringList& arguments, const QByteArray& input) {
            QProcess process;
            process.start(cli, arguments);
            process.write(input);
            process.closeWriteChannel();
            process.waitForFinished();
            return std::pair(process.exitCode(), process.readAllStandardOutput());
        };
        const auto proved = run({"merkle", "prove", "--index", "36"}, lines);
        QCOMPARE(QApplication::clipboard()->text().toUtf8(), proved.second.trimmed());
        QCOMPARE(run({"merkle", "verify"}, QApplication::clipboard()->text().toUtf8()).first, 0);
    }

    void nothingToShow()
    {
        auto panel = panelOf(0);
        QTRY_VERIFY(panel->isVisible());
        panel->view()->setFocus();
        QTest::keyClick(panel->view(), Qt::Key_Down);
        QVERIFY(!panel->view()->selected() && panel->view()->proof().isEmpty());
        QVERIFY(!panel->findChild<QToolButton*>(QStringLiteral("treeCopyProof"))->isEnabled());
        panel->view()->setLeaves(leaves(1));
        panel->view()->chooseLeaf(0);
        QVERIFY(panel->view()->describe({0, 0}).startsWith(QStringLiteral("Merkle root over 1 leaf")));
    }
};

MS_UI_TEST_MAIN(TestMerkleTreeView)
#include "tst_merkle_tree_view.moc"
