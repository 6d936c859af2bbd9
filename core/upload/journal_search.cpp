// "Where is row 48,211 of file X?" from the journal's files alone, so that it can be asked beside a running uploader.
#include "upload/journal_frames.h"

#include <algorithm>

namespace meterseal::upload {
namespace {

// Collects what the frames say of one row; later and stronger words win.
struct RowSearch {
    std::string_view job;
    std::uint64_t row;
    RowPlace best;
    std::map<std::uint64_t, std::string> nodeOfBatch;
    std::vector<std::uint64_t> rows;

    static int strength(RowStage stage)
    {
        switch (stage) {
        case RowStage::Committed:
            return 5;
        case RowStage::InBatch:
        case RowStage::Submitted:
            return 4;
        case RowStage::Rejected:
            return 3;
        case RowStage::Duplicate:
        case RowStage::AlreadyAnchored:
            return 2;
        case RowStage::Received:
        case RowStage::Buffered:
            return 1;
        case RowStage::Unknown:
        case RowStage::Dropped:
            return 0;
        }
        return 0;
    }
    void offer(RowPlace place)
    {
        if (strength(place.stage) >= strength(best.stage)) {
            best = std::move(place);
        }
    }
    bool holdsRow(Reader& in) { return readRows(in, rows) && std::find(rows.begin(), rows.end(), row) != rows.end(); }

    void takePlace(const Frame& frame)
    {
        Reader in(frame.payload);
        if (frame.type == kSubmitted) {
            const std::string node(in.text());
            for (std::uint64_t n = in.varint(); n > 0 && in.ok(); --n) {
                nodeOfBatch[in.varint()] = node;
            }
            return;
        }
        if (in.text() != job) {
            return;
        }
        RowPlace place;
        if (frame.type == kCommitted) {
            place.stage = RowStage::Committed;
            place.batch = in.varint();
            place.tx = in.hash();
            place.height = in.varint();
            if (holdsRow(in)) {
                offer(place);
            }
        } else if (frame.type == kBatchRejected) {
            place.stage = RowStage::Rejected;
            place.batch = in.varint();
            place.tx = in.hash();
            place.reason = in.text();
            place.message = in.text();
            if (holdsRow(in)) {
                offer(place);
            }
        } else if (frame.type == kRowRejected) {
            place.stage = RowStage::Rejected;
            const bool mine = in.varint() == row;
            place.reason = in.text();
            place.message = in.text();
            if (mine && in.ok()) {
                offer(place);
            }
        } else if (frame.type == kSkipped) {
            place.stage = static_cast<RowStage>(in.varint());
            if (holdsRow(in)) {
                offer(place);
            }
        }
    }
    void takeBatch(const Frame& frame)
    {
        StoredBatch batch;
        if (frame.type != kBatch || !decodeBatch(frame.payload, batch) || batch.job != job) {
            return;
        }
        Reader in(batch.rows);
        if (!holdsRow(in) || (best.stage == RowStage::Rejected && best.batch == batch.id)) {
            return;
        }
        RowPlace place;
        place.batch = batch.id;
        place.tx = batch.tx;
        const auto node = nodeOfBatch.find(batch.id);
        place.stage = node == nodeOfBatch.end() ? RowStage::InBatch : RowStage::Submitted;
        place.node = node == nodeOfBatch.end() ? "" : node->second;
        offer(place);
    }
    void takeRecords(const Frame& frame)
    {
        decodeChunks(frame.payload, [&](const LiveChunk& chunk) {
            if (chunk.job == job && row >= chunk.firstRow && row < chunk.firstRow + chunk.count) {
                RowPlace place;
                place.stage = RowStage::Received;
                offer(place);
            }
            return true;
        });
    }
};

}  // namespace

Result<RowPlace> findRow(const std::filesystem::path& folder, std::string_view job, std::uint64_t row)
{
    RowSearch search{.job = job, .row = row, .best = {}, .nodeOfBatch = {}, .rows = {}};
    for (const auto& file : SegmentLog::files(folder / "places")) {
        MS_TRY(SegmentLog::readFile(file, [&](const Frame& frame) { search.takePlace(frame); }));
    }
    if (search.best.stage != RowStage::Committed) {
        for (const auto& file : SegmentLog::files(folder / "batches")) {
            MS_TRY(SegmentLog::readFile(file, [&](const Frame& frame) { search.takeBatch(frame); }));
        }
    }
    if (search.best.stage == RowStage::Unknown) {
        for (const auto& file : SegmentLog::files(folder / "records")) {
            MS_TRY(SegmentLog::readFile(file, [&](const Frame& frame) { search.takeRecords(frame); }));
        }
    }
    return search.best;
}

}  // namespace meterseal::upload
