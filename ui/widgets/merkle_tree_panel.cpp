#include "widgets/merkle_tree_panel.h"

#include "theme/follow.h"
#include "theme/icons.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace meterseal::ui {

namespace {
constexpr double kStep = 2;
}

MerkleTreePanel::MerkleTreePanel(const Format& format, QWidget* parent)
    : QWidget(parent),
      m_view(new MerkleTreeView(format, this)),
      m_what(new QLabel(this)),
      m_legend(new ScaledLabel(ScaledLabel::Kind::Muted, {}, this)),
      m_out(new QToolButton(this)),
      m_in(new QToolButton(this)),
      m_all(new QToolButton(this)),
      m_copyHash(new QToolButton(this)),
      m_copyProof(new QToolButton(this))
{
    m_what->setObjectName(QStringLiteral("treeNode"));
    m_what->setTextFormat(Qt::PlainText);
    m_what->setWordWrap(true);
    m_legend->setWordWrap(true);
    m_out->setObjectName(QStringLiteral("treeZoomOut"));
    m_in->setObjectName(QStringLiteral("treeZoomIn"));
    m_all->setObjectName(QStringLiteral("treeShowAll"));
    m_copyHash->setObjectName(QStringLiteral("treeCopyHash"));
    m_copyProof->setObjectName(QStringLiteral("treeCopyProof"));
    m_out->setIcon(icon(QStringLiteral("zoom-out")));
    m_in->setIcon(icon(QStringLiteral("zoom-in")));
    m_all->setIcon(icon(QStringLiteral("zoom-all")));
    m_copyHash->setIcon(icon(QStringLiteral("copy")));
    m_copyProof->setIcon(icon(QStringLiteral("copy")));
    m_copyProof->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copyHash->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(theme::kTight);
    for (QToolButton* button : {m_in, m_out, m_all, m_copyHash, m_copyProof}) {
        button->setAutoRaise(true);
        bar->addWidget(button);
    }
    bar->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kTight);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_what);
    layout->addWidget(m_legend);
    connect(m_in, &QToolButton::clicked, this, [this] { m_view->zoomBy(kStep); });
    connect(m_out, &QToolButton::clicked, this, [this] { m_view->zoomBy(1 / kStep); });
    connect(m_all, &QToolButton::clicked, m_view, &MerkleTreeView::showAll);
    connect(m_copyHash, &QToolButton::clicked, m_view, &MerkleTreeView::copyHash);
    connect(m_copyProof, &QToolButton::clicked, m_view, &MerkleTreeView::copyProof);
    connect(m_view, &MerkleTreeView::selectionChanged, this, &MerkleTreePanel::refresh);
    connect(m_view, &MerkleTreeView::chosenChanged, this, &MerkleTreePanel::refresh);
    onWords(this, format, [this] { retranslate(); });
    retranslate();
}

void MerkleTreePanel::refresh()
{
    const auto node = m_view->selected();
    const QString what = node ? m_view->describe(*node) : tr("Click a node, or walk with the arrow keys.");
    const QString hash = what.section(u'\n', 1);
    m_what->setText(hash.isEmpty() ? what : what.section(u'\n', 0, 0) + QStringLiteral(": ") + Format::shortHash(hash));
    m_what->setToolTip(hash);
    m_copyHash->setEnabled(node.has_value());
    m_copyProof->setEnabled(m_view->chosenLeaf().has_value());
}

void MerkleTreePanel::retranslate()
{
    const auto name = [](QToolButton* button, const QString& tip) {
        button->setToolTip(tip);
        button->setAccessibleName(tip);
    };
    name(m_in, tr("Magnify"));
    name(m_out, tr("Reduce"));
    name(m_all, tr("Show the whole tree"));
    m_copyHash->setText(tr("Hash"));
    m_copyProof->setText(tr("Proof"));
    name(m_copyHash, tr("Copy the selected node's hash"));
    name(m_copyProof,
         tr("Copy the chosen leaf's inclusion proof. Double-click a leaf, or press Enter on it, to choose it"));
    m_legend->setText(tr("Thick: path of the chosen leaf · dashed: its proof · cross: differs"));
    m_view->setAccessibleName(tr("Merkle tree of the batch"));
    refresh();
}

}  // namespace meterseal::ui
