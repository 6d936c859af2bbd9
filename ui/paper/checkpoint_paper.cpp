#include "paper/checkpoint_paper.h"

#include <QCoreApplication>

namespace meterseal::ui {

namespace {

struct CheckpointPaper {
    Q_DECLARE_TR_FUNCTIONS(CheckpointPaper)
};

// Version 40 at level M, byte mode (ISO/IEC 18004 table 7).
constexpr std::size_t kMostInCode = 2331;

}  // namespace

paper::Document checkpointPaper(const BlockHeader& header, const std::string& sheet, const std::string& note,
                                const Format& format, QPageSize::PageSizeId size, Timestamp at)
{
    paper::Document document;
    document.title = CheckpointPaper::tr("Checkpoint sheet");
    document.footer = CheckpointPaper::tr("MeterSeal · checkpoint sheet · %1 · block %2")
                          .arg(text(header.chain), QString::number(header.height));
    document.page = CheckpointPaper::tr("page %1 of %2");
    document.time = at;
    document.size = size;
    document.blocks.emplace_back(
        paper::Title{CheckpointPaper::tr("Checkpoint sheet"),
                     CheckpointPaper::tr("%1, block %2").arg(text(header.chain), format.number(header.height))});
    document.blocks.emplace_back(paper::Typed{text(sheet).split(u'\n')});
    document.blocks.emplace_back(paper::Paragraph{
        CheckpointPaper::tr("Keep this sheet where the keeper of the ledger cannot reach it. Held against the ledger "
                            "or an evidence bundle later, it shows whether the ledger was rewritten since."),
        Tone::Neutral, 8.5});
    if (note.size() <= kMostInCode) {
        document.blocks.emplace_back(paper::Codes{
            {{text(note), CheckpointPaper::tr("The signed checkpoint, to be scanned: it proves more than what is "
                                              "typed")}},
            165});
    } else {
        document.blocks.emplace_back(paper::Paragraph{
            CheckpointPaper::tr("The checkpoint is too long for a QR code: keep its note as a file as well."),
            Tone::Warn});
    }
    document.blocks.emplace_back(paper::Fields{{CheckpointPaper::tr("Received by (name)"), CheckpointPaper::tr("Date"),
                                                CheckpointPaper::tr("Signature"), CheckpointPaper::tr("Stamp")}});
    return document;
}

}  // namespace meterseal::ui
